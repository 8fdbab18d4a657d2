"""Take-off and landing: "MQ-9 takes off from Romania at 06:00 EET", "EP-3 lands at Lingshui".

Semantics: the object's take-off (landing) is inside the place, and at the clock time if one is
given. It is the moment named by "at", else the one that a case declares under the phrase "take-off
of WHO" ("landing of WHO"), else one of its own that nothing else speaks of. Where claims tell of
take-offs of one object at other places or clock times, each is the one that may be all, or one of
its own, a reading for each; of two such that are told alike it is one. An airfield bears the
name of a town it may lie well outside of: where the place is a single point, the moment is within
30 km of it by the policy, twice that at twice the stretch; of a point that the case itself gives,
within 5 km, the length of an airfield. Coordinates count as a position, to half of their last
units.

What can test it: the place's shape with a stated error and whatever else is known of that moment;
the times and speeds between it and other moments; a track. Hard limit: what no object of its
declared kind can do. Brochure limits: the type's published range and speeds; they never contradict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lark import Token

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.airfields import at_place
from skywitness.claims.language.atoms.shared.base import (
    Atom,
    AtomKind,
    Choice,
    Context,
    Span,
    folded,
)
from skywitness.claims.language.atoms.shared.common import PlaceRef
from skywitness.claims.language.atoms.shared.endmoments import end_moment, may_be_several
from skywitness.claims.language.atoms.shared.flightends import END_WORDS, FlightEnd
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
from skywitness.claims.meaning.instants import stamp_range, stamp_variables
from skywitness.claims.meaning.parts import Clock, Difference, Part, Value, Variable
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stamps import Stamp
from skywitness.errors import LanguageError


@dataclass(frozen=True)
class EndAtom(Atom):
    """``who`` takes off from ``place``, or lands there, at ``stamp`` if said."""

    who: str
    landing: bool
    place: PlaceRef | None
    stamp: Stamp | None
    words: str
    where: str
    topic = "place"
    timeless = True

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Extent of the place, zone and day of the clock time, and which landing is meant."""
        places = self._where(self.place, ctx).variables(ctx) if self.place else ()
        times = stamp_variables(self.stamp, self._timed(ctx)) if self.stamp else ()
        return (*places, *times, *self._which(ctx))

    @property
    def flight_end(self) -> FlightEnd:
        """The take-off or landing that it tells."""
        return FlightEnd(self.landing, self.place.shown if self.place else "", self.stamp)

    @property
    def goes_from(self) -> str:
        """The place that it takes off from."""
        return self.place.shown if self.place and not self.landing else ""

    def _which(self, ctx: Context) -> tuple[Variable, ...]:
        """Whether it is the one that may be all, or one of its own."""
        end = self.flight_end
        if ctx.moment or not may_be_several(self.who, end, ctx):
            return ()
        values = (
            Value(f"one {end.called}", "ordinary", ""),
            Value(f"a {end.called} of its own ({end.words})", "ordinary", end.words),
        )
        return (Variable(self._which_key(ctx), end.called, values),)

    def _which_key(self, ctx: Context) -> str:
        place, time = self.flight_end.told
        who = legs.called(self.who, ctx)
        return f"{END_WORDS}{self.flight_end.called} of {folded(who)}@told:{place} {time}"

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """Where the moment is, and when."""
        own = choice.get(self._which_key(ctx))
        moment = self._moment(ctx, own=own is not None and bool(own.data))
        found = []
        if self.place is not None:
            inside = at_place(self._where(self.place, ctx), choice, ctx)
            found.append(Part(ctx.claim, self.where, ctx.names.spot(self.who, moment), inside))
        if self.stamp is not None:
            allowed = stamp_range(self.stamp, "at", choice, self._timed(ctx))
            when = Difference(Clock(moment), None, allowed)
            found.append(Part(ctx.claim, self.stamp.words, Spot.of(moment), when))
        return tuple(found)

    def stops(self, ctx: Context) -> tuple[tuple[str, str], ...]:
        """Its take-off or landing: the one that may be all, and where there are several its own."""
        several = not ctx.moment and may_be_several(self.who, self.flight_end, ctx)
        return tuple(
            (self.who, self._moment(ctx, own=own))
            for own in ((False, True) if several else (False,))
        )

    def timed(self, stamp: Stamp, words: str) -> EndAtom:
        """The same at a clock time; ``words`` are those of both.

        Raises:
            LanguageError: it has a clock time already.
        """
        if self.stamp is not None:
            raise LanguageError(
                f"'{words}' has two clock times", column=stamp.column, expected=("one clock time",)
            )
        return replace(self, stamp=stamp, words=words)

    def _moment(self, ctx: Context, *, own: bool = False) -> str:
        return ctx.moment or end_moment(self.who, self.flight_end, ctx, own=own)

    def _timed(self, ctx: Context) -> Context:
        return ctx.timed_at(self._moment(ctx))

    def _where(self, place: PlaceRef, ctx: Context) -> PlaceRef:
        return place.about(legs.called(self.who, ctx))


def _build(children: list[object], span: Span) -> EndAtom:
    place = next((child for child in children if isinstance(child, PlaceRef)), None)
    stamp = next((child for child in children if isinstance(child, Stamp)), None)
    landing = any(isinstance(child, Token) and child.type == "LANDER" for child in children)
    who = legs.actor(children, "LANDER" if landing else "STARTER")
    return EndAtom(who, landing, place, stamp, span.words, span.words)


_TAKES_OFF = r"(?:takes|took|has\s+taken|had\s+taken)\s+off"
_LANDS = r"(?:lands|landed|touches\s+down|touched\s+down)"

KIND = AtomKind(
    name="ends",
    title="Take-off and landing",
    grammar=rf"""
takeoff: STARTER _TAKES_OFF (_FROM | _IN) place
landing: LANDER _LANDS (_AT | _IN | _ON) place
takeoff_time: STARTER _TAKES_OFF _AT stamp
landing_time: LANDER _LANDS _AT stamp
STARTER.40: /{OBJECT_PATTERN}(?=\s+{_TAKES_OFF}(?![\w-]))/i
_TAKES_OFF.41: /{_TAKES_OFF}(?![\w-])/i
LANDER.40: /{OBJECT_PATTERN}(?=\s+{_LANDS}(?![\w-]))/i
_LANDS.41: /{_LANDS}(?![\w-])/i
_ON.6: /on(?![\w-])/i
""",
    clauses=("takeoff", "landing", "takeoff_time", "landing_time"),
    builders={
        "takeoff": _build,
        "landing": _build,
        "takeoff_time": _build,
        "landing_time": _build,
    },
    terminals={
        "STARTER": "an object followed by takes off",
        "_TAKES_OFF": "takes off",
        "LANDER": "an object followed by lands",
        "_LANDS": "lands",
        "_ON": "on",
    },
    examples=(
        "MQ-9 takes off from Romania",
        "RQ-4 took off from United Arab Emirates at 00:14 UTC+4",
        "EP-3 lands at Lingshui at 09:33 local time",
        "EP-3 lands in China at landing",
    ),
)
