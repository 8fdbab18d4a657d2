"""Inside for a time, and never inside: "Su-24 is inside Turkey for 17 seconds from 09:24:05 EET",
"Su-24 never enters Turkey".

Semantics: said of an object, not of a moment. That it is inside the place at some time is a fact;
"never" says that it is at no time, so that it is outside at every moment at which the case declares
the object to be (``objects``), but for its entry and exit, which then are none; of its way between
those moments nothing is tested. A duration is the time from its entry to its exit, two moments that
are made from object and place ("entry of Su-24 into Turkey", "exit of Su-24 from Turkey"; a case
may declare them under these phrases); "from" a clock time is the time of entry. A country's shape
is its land, so nothing is said of airspace over the sea.

What can test it: an opposite statement of the same object and place; clock times of entry and
exit; a track; for "never", a position of the object at one of its moments. No position tests that
it was inside at some time: where and when is not said.
"""

from __future__ import annotations

from dataclasses import dataclass

from lark import Token

from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import (
    OUTSIDE,
    PlaceRef,
    bare,
    fact,
    lapse_range,
    not_below_zero,
    one,
)
from skywitness.claims.language.atoms.shared.legs import ever_inside, inside_leg
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
from skywitness.claims.meaning.instants import stamp_range, stamp_variables
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Clock, Constraint, Difference, Part, Variable
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stamps import Stamp
from skywitness.places.measures.measures import SignedDistance


@dataclass(frozen=True)
class EnteredAtom(Atom):
    """An object is inside ``place`` at some time, for ``lapse`` and from ``start`` if said."""

    place: PlaceRef
    enters: bool
    lapse: Quantity | None
    start: Stamp | None
    who: str
    words: str
    topic = "place"
    timeless = True
    of_object = True

    @property
    def passed(self) -> str:
        """The place that it enters and leaves."""
        return self.place.shown

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Extent of the place, zone and day of the clock time."""
        found = self.place.variables(ctx)
        return (*found, *stamp_variables(self.start, ctx)) if self.start else found

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The fact, what duration and clock time say of entry and exit, and where it never is."""
        who = self.who or ctx.subject
        place = self.place.place(choice, ctx)
        name = f"inside {self.place.words}"
        found = list(
            fact(
                ctx,
                name if self.enters else self.words,
                ever_inside(who, place, ctx),
                self.enters,
            )
        )
        leg = inside_leg(who, self.place, ctx)
        entry, leave = Clock(leg.earlier), Clock(leg.later)
        if not self.enters:
            ends = Spot.of(leg.earlier), Spot.of(leg.later)
            off = Constraint(SignedDistance(place), OUTSIDE)
            found += [
                Part(ctx.claim, f"outside {self.place.words} at {when}", spot, off)
                for spot, when in ctx.names.spots(who)
                if spot not in ends
            ]
        if self.lapse is not None:
            # What is inside for "up to" so long does not leave before it enters.
            stay = Difference(leave, entry, not_below_zero(lapse_range(self.lapse, ctx)))
            found.append(Part(ctx.claim, f"for {self.lapse.words}", Spot.of(entry.moment), stay))
        if self.start is not None:
            begin = Difference(entry, None, stamp_range(self.start, "at", choice, ctx))
            found.append(Part(ctx.claim, f"from {self.start.words}", Spot.of(entry.moment), begin))
        return tuple(found)


def _build(children: list[object], span: Span) -> EnteredAtom:
    place = one(children, PlaceRef)
    assert isinstance(place, PlaceRef)
    lapse = next((child for child in children if isinstance(child, Quantity)), None)
    start = next((child for child in children if isinstance(child, Stamp)), None)
    tokens = {child.type: str(child) for child in children if isinstance(child, Token)}
    who = bare(tokens.get("ENTRANT", ""))
    return EnteredAtom(place, "NEVER_ENTERS" not in tokens, lapse, start, who, span.words)


_NEVER = (
    r"(?:never\s+enter(?:s|ed)?|(?:does|did|do)\s+not\s+(?:ever\s+)?enter"
    r"|(?:is|was)\s+at\s+no\s+time\s+(?:inside|in|within))"
)
_ENTERS = r"enter(?:s|ed)"
# A place, quoted or not, and "for" with a number soon after.
_FOR_A_TIME = r"\s+(?:\"[^\"\n]{1,120}\"|[^\d\s\";,][^\";,\n]{0,80}?)\s+for\s+[^;,\n]{0,30}?\d"

KIND = AtomKind(
    name="entered",
    title="Inside for a time, and never inside",
    grammar=rf"""
entered: _INSIDE_FOR place _LASTING duration (_FROM stamp)?
enters: ENTRANT (_ENTERS | NEVER_ENTERS) place
_INSIDE_FOR.9: /(?:inside|in|within|over)(?={_FOR_A_TIME})(?![\w-])/i
_LASTING.6: /for(?![\w-])/i
ENTRANT.40: /{OBJECT_PATTERN}(?=\s+(?:{_NEVER}|{_ENTERS})(?![\w-]))/i
NEVER_ENTERS.41: /{_NEVER}(?![\w-])/i
_ENTERS.41: /{_ENTERS}(?![\w-])/i
""",
    predicates=("entered",),
    clauses=("enters",),
    builders={"entered": _build, "enters": _build},
    terminals={
        "_INSIDE_FOR": "inside",
        "_LASTING": "for",
        "ENTRANT": "an object followed by never enters",
        "NEVER_ENTERS": "never enters",
        "_ENTERS": "enters",
    },
    examples=(
        "Su-24 is inside Turkey for 17 seconds",
        "Su-24 is inside Turkey for 17 seconds from 09:24:05 EET",
        "Su-24 never enters Turkey",
        "Su-24 is at no time inside Turkey",
    ),
)
