"""On the ground or in the air: "RQ-4 is on the ground at hit", "EP-3 is airborne at contact".

Semantics: a fact of the object at the moment, the one being the denial of the other. What is on the
ground is no higher above the sea than the highest ground, and no lower than the lowest.

What can test it: an opposite statement of the same object and moment; its altitude. Hard limit: the
heights of the highest mountain, 8,849 m, and of the lowest shore, -430 m, with a hundred metres
for what is built and for shores that sink.
"""

from __future__ import annotations

from dataclasses import dataclass

from lark import Token

from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import fact
from skywitness.claims.language.atoms.shared.legs import called
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import Constraint, Part, Variable
from skywitness.places.measures.measures import Scalar

#: Metres above the sea between which all ground lies.
GROUND = Range(Side(-530.0, 0.0), Side(8_950.0, 0.0))


@dataclass(frozen=True)
class GroundAtom(Atom):
    """On the ground, or not."""

    grounded: bool
    words: str
    topic = "height"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None."""
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The fact, and the height of what is on the ground."""
        what = f"{called(ctx.subject or ctx.moment, ctx)} on the ground"
        found = fact(ctx, self.words, what, self.grounded)
        if not self.grounded:
            return found
        height = Part(ctx.claim, self.words, ctx.spot, Constraint(Scalar("altitude"), GROUND))
        return (*found, height)


def _build(children: list[object], span: Span) -> GroundAtom:
    kinds = {child.type for child in children if isinstance(child, Token)}
    return GroundAtom(("AIRBORNE" in kinds) == ("NOT" in kinds), span.words)


KIND = AtomKind(
    name="ground",
    title="On the ground or in the air",
    grammar=r"""
ground: NOT? (_GROUNDED | AIRBORNE)
_GROUNDED.8: /on\s+(?:the\s+)?(?:ground|apron|tarmac|runway)(?![\w-])/i
AIRBORNE.8: /(?:airborne|in\s+the\s+air|in\s+flight|aloft)(?![\w-])/i
""",
    predicates=("ground",),
    tails=("ground",),
    builders={"ground": _build},
    terminals={"_GROUNDED": "on the ground", "AIRBORNE": "in the air"},
    stop_words=(r"on\s+(?:the\s+)?(?:ground|apron|tarmac|runway)", "airborne"),
    examples=("RQ-4 is on the ground at hit", "EP-3 is airborne at contact"),
)
