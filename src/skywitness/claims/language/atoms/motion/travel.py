"""Length of a path: "Su-24 travels 1.15 miles inside Turkey", "wreck drifts 8 km inside Syria".

Semantics: the length of the object's path over the ground on the leg lies in the range that the
policy gives the number. A path may wind, so its length says nothing of the distance between its
ends but that they are no farther apart. A path inside a place says that the object is inside it at
some time.

What can test it: the places of both ends, the time it took together with a speed, another length of
the same leg; a track. Hard limit: what no object of its declared kind can do in the time. Brochure
limits: the type's published speeds; they never contradict.
"""

from __future__ import annotations

from dataclasses import dataclass

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.amounts import amount_variables, range_of
from skywitness.claims.language.atoms.shared.base import (
    AtomKind,
    Choice,
    Context,
    Span,
)
from skywitness.claims.language.atoms.shared.common import one
from skywitness.claims.language.atoms.shared.visits import Way
from skywitness.claims.language.words.lexicon import AMOUNT, OBJECT_PATTERN
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Part, Travel, Variable
from skywitness.claims.meaning.spots import Spot


@dataclass(frozen=True)
class TravelAtom(legs.OnLeg):
    """``who`` covers ``quantity`` over the ground on ``leg``."""

    who: str
    quantity: Quantity
    leg: legs.LegWords
    words: str
    topic = "path"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit of the number, which visit of a place, and its extent."""
        which = self.leg.variables(self.who, ctx, self.visit)
        return (*amount_variables(self.quantity, ctx), *which)

    def way(self) -> tuple[str, Way]:
        """How long it is."""
        return f"over {self.quantity.words}", (("path", self.quantity.told),)

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The length in its range, the order of its leg, and that it is inside."""
        leg = self.leg.leg(self.who, choice, ctx, self.visit)
        path = Travel(leg, range_of(self.quantity, choice, ctx))
        return (
            *self.leg.inside(self.who, leg, choice, ctx),
            Part(ctx.claim, self.words, Spot.of(leg.earlier), path),
            self.leg.in_order(leg, ctx),
        )


def _build(children: list[object], span: Span) -> TravelAtom:
    quantity = one(children, Quantity)
    leg = legs.leg_of(children)
    assert isinstance(quantity, Quantity)
    assert leg is not None
    return TravelAtom(legs.actor(children, "TRAVELLER"), quantity, leg, span.words)


_TRAVELS = (
    r"(?:travels|travelled|traveled|covers|covered|flies|flew|glides|glided|drifts|drifted|moves"
    r"|moved)"
)
# A hedge may stand before the number, a depth ("1 km deep into") is another thing.
_NUMBER = (
    rf"(?=\s+[^;,\n\d]{{0,40}}?\b{AMOUNT})(?![^;,\n]{{0,60}}?\sdeep\s+in)(?!\s+at\s+(?!least|most))"
)

KIND = AtomKind(
    name="travel",
    title="Length of a path",
    grammar=rf"""
travel: TRAVELLER _TRAVELS quantity leg
TRAVELLER.40: /{OBJECT_PATTERN}(?=\s+{_TRAVELS}{_NUMBER}(?![\w-]))/i
_TRAVELS.41: /{_TRAVELS}(?![\w-])/i
""",
    clauses=("travel",),
    builders={"travel": _build},
    terminals={"TRAVELLER": "an object followed by travels", "_TRAVELS": "travels"},
    examples=(
        "Su-24 travels 1.15 miles inside Turkey",
        "wreck drifts 8 km from hit to impact",
        "RF-4E flies at least 9 km from hit to impact",
    ),
)
