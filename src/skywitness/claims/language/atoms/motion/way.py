"""From one place to another: "MQ-9 flies from Romania to Crimea".

Semantics: said of an object. Its way begins in the one place and ends in the other, not before: at
two moments made from object and places ("departure of MQ-9 from Romania", "arrival of MQ-9 at
Crimea", which a case may declare). That it is inside each at some time is a fact. By another
ordinary reading it is only bound for the end: then nothing is said of an arrival. Where a place is
a single point, the end is near it as a take-off is. Nothing is said of the way between.

What can test it: places and times of both ends with the speed of the object; a statement that it
never enters one of them; a track. Hard limit: what no object of its declared kind can do. Brochure
limits: published ranges never contradict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.airfields import at_place
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import PlaceRef, fact, single_anchor
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
from skywitness.claims.meaning.parts import Leg, Part, Value, Variable
from skywitness.claims.meaning.spots import NOWHERE, Spot

#: What "from Athens to Vilnius" may say of its end: an airliner that is diverted is on that flight.
ENDS = (
    Value("it gets there", "ordinary", "arrives"),
    Value("bound for there", "ordinary", "bound"),
)


@dataclass(frozen=True)
class WayAtom(Atom):
    """``who`` goes from the one place to the other."""

    who: str
    start: PlaceRef
    end: PlaceRef
    words: str
    topic = "path"
    timeless = True
    when = "leg"

    @property
    def comes_into(self) -> str:
        """Where its way ends."""
        return self.end.shown

    @property
    def goes_from(self) -> str:
        """Where its way begins."""
        return self.start.shown

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Extents of both places, and whether it gets there or is bound for there."""
        return (
            *self._told(self.start, ctx).variables(ctx),
            *self._told(self.end, ctx).variables(ctx),
            Variable(self._key(ctx), f"to {self.end.words}", ENDS),
        )

    def _key(self, ctx: Context) -> str:
        return ctx.key("way", f"{self.start.shown} {self.end.shown}")

    def _told(self, named: PlaceRef, ctx: Context) -> PlaceRef:
        return named.about(legs.called(self.who, ctx))

    def _moments(self, ctx: Context) -> tuple[str, str]:
        begin, end = self.start.shown, self.end.shown
        return (
            legs.moment_of(lambda name: f"departure of {name} from {begin}", self.who, ctx),
            legs.moment_of(lambda name: f"arrival of {name} at {end}", self.who, ctx),
        )

    def stops(self, ctx: Context) -> tuple[tuple[str, str], ...]:
        """Both ends of its way."""
        return tuple((self.who, moment) for moment in self._moments(ctx))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """Where both ends are, that it is there at some time, and the order of the ends."""
        moments = self._moments(ctx)
        ends = [(self.start, moments[0], "from")]
        arrives = choice[self._key(ctx)].data == "arrives"
        if arrives:
            ends.append((self.end, moments[1], "to"))
        found: list[Part] = []
        for named, moment, word in ends:
            told = self._told(named, ctx)
            where = at_place(told, choice, ctx)
            name = f"{word} {named.words}"
            found.append(Part(ctx.claim, name, ctx.names.spot(self.who, moment), where))
            place = told.place(choice, ctx)
            if not single_anchor(place):
                ever = legs.ever_inside(self.who, place, ctx)
                inside = f"inside {named.words}"
                found += fact(replace(ctx, spot=NOWHERE), inside, ever, True)
        if arrives:
            leg = Leg(ctx.names.thing(self.who), *moments)
            apart = ctx.names.spot(self.who, moments[1]) != Spot.of(moments[1])
            found.append(legs.in_order(replace(leg, apart=apart), self.words, ctx))
        return tuple(found)


def _build(children: list[object], span: Span) -> WayAtom:
    places = [child for child in children if isinstance(child, PlaceRef)]
    return WayAtom(legs.actor(children, "VOYAGER"), places[0], places[1], span.words)


def _start(children: list[object], span: Span) -> PlaceRef:
    return PlaceRef(span.words.strip('"“”„«»'), span.column)


_GOES = (
    r"(?:flies|flew|goes|went|travels|travelled|traveled|sails|sailed|moves|moved|heads|headed"
    r"|crosses|crossed|(?:is|was)\s+(?:flying|going|sailing|moving|heading))"
)

KIND = AtomKind(
    name="way",
    title="From one place to another",
    grammar=rf"""
way: VOYAGER _GOES_FROM way_start _TO place
way_start: LEG_START
VOYAGER.40: /{OBJECT_PATTERN}(?=\s+{_GOES}\s+from\s+[^;,\n]{{1,80}}?\sto(?![\w-]))/i
_GOES_FROM.41: /{_GOES}\s+from(?![\w-])/i
""",
    clauses=("way",),
    builders={"way": _build, "way_start": _start},
    terminals={
        "VOYAGER": "an object followed by flies from … to …",
        "_GOES_FROM": "flies from",
    },
    examples=("MQ-9 flies from Romania to Crimea",),
)
