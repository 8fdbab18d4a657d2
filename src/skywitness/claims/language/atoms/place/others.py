"""None or all near: "no aircraft is within 30 km of Pier at hit", "all aircraft are within 30 km of
Pier at hit", "no other object is within 30 km of MQ-9 at hit".

Semantics: of every object that the case declares to be at the moment (``objects``), or at any of
its moments where none is named, the least distance to the place is more than the number, or at
most the number. "Aircraft" are those whose ``mover`` flies, "ships" those that sail, "objects"
all. Near an object it is the distance between the two, and that object does not count itself. Where
an object is where the moment happens, as the other is, no distance between them is tested.

What can test it: positions of those objects at these moments. Objects that the case does not
declare are not tested.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lark import Token

from skywitness.claims.language.atoms.shared.amounts import amount_variables, range_of
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import PlaceRef, one
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Constraint, Part, Separation, Variable
from skywitness.claims.meaning.spots import Spot
from skywitness.places.measures.measures import CoastDistance, Distance

FLYING = frozenset({"balloon", "helicopter", "propeller", "jet"})
NONE = "'{words}': the case declares no such object to be there"
TOGETHER = "{who} and {other} are at one place at {moment}: where the moment happens"


@dataclass(frozen=True)
class OthersAtom(Atom):
    """No (or all) objects of a ``kind`` are within ``quantity`` of ``place``."""

    kind: str
    every: bool
    quantity: Quantity
    place: PlaceRef
    words: str
    topic = "separation"
    timeless = True

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit of the number, and extent of the place."""
        found = amount_variables(self.quantity, ctx)
        return found if self._object(ctx) else (*found, *self.place.variables(ctx))

    def _object(self, ctx: Context) -> bool:
        return bool(ctx.names.called(self.place.words))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """A distance for each object at each moment."""
        found = range_of(self.quantity, choice, ctx)
        allowed = replace(found, lower=None) if self.every else replace(found, upper=None)
        if self._object(ctx):
            parts = tuple(self._apart(allowed, ctx))
        else:
            place = self.place.place(choice, ctx)
            measure = CoastDistance(place) if self.place.coast else Distance(place)
            parts = tuple(
                Part(ctx.claim, f"{self.words}: {who}", spot, Constraint(measure, allowed))
                for who, spot, _ in self._there(ctx)
            )
        if parts:
            return parts
        return (Part(ctx.claim, self.words, ctx.spot, None, NONE.format(words=self.words)),)

    def _there(self, ctx: Context) -> Iterator[tuple[str, Spot, str]]:
        """The objects meant, with their places and when."""
        for who, mover in ctx.names.things().items():
            meant = {
                "aircraft": mover in FLYING,
                "ship": mover == "ship",
                "object": True,
            }[self.kind]
            if not meant or who in ctx.names.called(self.place.words)[:1]:
                continue
            for spot, when in ctx.names.spots(who):
                if not ctx.spot or ctx.names.moment(when) == ctx.moment:
                    yield who, spot, when

    def _apart(self, allowed: Range, ctx: Context) -> Iterator[Part]:
        other = ctx.names.called(self.place.words)[0]
        for who, spot, when in self._there(ctx):
            its = ctx.names.spot(other, ctx.names.moment(when))
            name = f"{self.words}: {who}"
            if its == spot:
                why = TOGETHER.format(who=who, other=other, moment=when)
                yield Part(ctx.claim, name, spot, None, why)
            else:
                yield Part(ctx.claim, name, spot, Separation(spot, its, allowed))


def _build(children: list[object], span: Span) -> OthersAtom:
    quantity, place = one(children, Quantity), one(children, PlaceRef)
    assert isinstance(quantity, Quantity)
    assert isinstance(place, PlaceRef)
    who = next(str(c) for c in children if isinstance(c, Token) and c.type == "WHOEVER").lower()
    kind = "ship" if "ship" in who or "vessel" in who else "object"
    kind = "aircraft" if "craft" in who or "plane" in who else kind
    every = "no" not in who.split()
    rough = quantity.rough or quantity.hedge == "about"
    # Where none is within so much, each is farther.
    bound = replace(quantity, hedge="at most" if every else "at least", rough=rough)
    return OthersAtom(kind, every, bound, place, span.words)


_WHO = r"(?:other\s+)?(?:aircraft|airplanes?|planes?|objects?|ships?|vessels?)"

KIND = AtomKind(
    name="others",
    title="None or all near",
    grammar=rf"""
others: WHOEVER _IS? _WITHIN quantity (_OF | _FROM) place
WHOEVER.44: /(?:there\s+(?:is|was|are|were)\s+no|no|all(?:\s+the)?|every)\s+{_WHO}(?=\s+(?:(?:is|was|are|were)\s+)?within(?![\w-]))/i
""",  # noqa: E501
    clauses=("others",),
    builders={"others": _build},
    terminals={"WHOEVER": "no aircraft or all aircraft, followed by within"},
    examples=(
        "no aircraft is within 30 km of Sevastopol at hit",
        "all aircraft are within 30 km of Sevastopol at hit",
        "no other object is within 30 km of MQ-9 at hit",
    ),
)
