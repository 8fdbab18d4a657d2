"""On the ground or in the air: "RQ-4 is on the ground at hit", "EP-3 is airborne at contact".

Semantics: a fact of the object at the moment, the one being the denial of the other. What is said
of the moment is said of the object that alone the case declares to be there. A take-off or a
landing of the object may be both. What is on the ground
is no more than a hundred metres above or below its surface, for what is built or dug; what is in
the air is above the lowest ground.

What can test it: an opposite statement of the same object and moment; its height, whatever that is
counted from. Hard limit: the heights of the highest mountain and of the lowest shore, and what an
altimeter shows on the highest mountain.
"""

from __future__ import annotations

from dataclasses import dataclass

from lark import Token

from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import fact
from skywitness.claims.language.atoms.shared.endmoments import end_moment
from skywitness.claims.language.atoms.shared.flightends import FlightEnd
from skywitness.claims.language.atoms.shared.legs import called
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.movers import ALOFT
from skywitness.claims.meaning.parts import Constraint, Part, Variable
from skywitness.claims.meaning.references import LAND, REFERENCES
from skywitness.places.measures.measures import Height, Scalar

#: Metres above the ground below that are on it.
ON_IT = 100.0

#: Heights in metres of what is on the ground, by what they are counted from. On the summit of
#: Chomolungma the pressure was never below 309 hPa in the years 1979-2019 (T. Matthews and others,
#: iScience 23, 101718, 2020), a pressure altitude of 8,970 m. An altimeter set to 1050 hPa shows
#: 300 m more there, and instruments may be 330 m off (``INSTRUMENT``).
GROUNDED: dict[Height, Range] = {
    "altitude": Range(Side(LAND[0] - ON_IT, 0.0), Side(LAND[1] + ON_IT, 0.0), unit="m"),
    "height": Range(Side(-ON_IT, 0.0), Side(ON_IT, 0.0), unit="m"),
    "pressure altitude": Range(None, Side(9_700.0, 0.0), unit="m"),
    "indicated altitude": Range(None, Side(9_700.0, 0.0), unit="m"),
}


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
        """The fact, and the heights of what is on the ground."""
        who = _told_of(ctx)
        if not self.grounded and _at_end(who, ctx):  # a take-off is both
            found = fact(ctx, self.words, f"{who} in the air", True)
        else:
            found = fact(ctx, self.words, f"{who} on the ground", self.grounded)
        if not self.grounded:
            words = f"{self.words} (above the lowest ground)"
            return (*found, Part(ctx.claim, words, ctx.spot, ALOFT, implied=True))
        return (
            *found,
            *(
                Part(
                    ctx.claim, f"{self.words} ({REFERENCES[of]})", ctx.spot,
                    Constraint(Scalar(of), allowed), implied=of != "height",
                )
                for of, allowed in GROUNDED.items()
            ),
        )  # fmt: skip


def _told_of(ctx: Context) -> str:
    """What it is said of: an object; of a moment, the one that alone is there, if there is one."""
    if ctx.subject and ctx.names.moment(ctx.subject) != str(ctx.spot):
        return called(ctx.subject, ctx)
    return ctx.names.alone(ctx.moment) or ctx.moment


def _at_end(who: str, ctx: Context) -> bool:
    """Whether the moment is the take-off or the landing of an object."""
    ends = (FlightEnd(landing, "", None) for landing in (False, True))
    return any(ctx.moment == end_moment(who, end, ctx) for end in ends)


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
