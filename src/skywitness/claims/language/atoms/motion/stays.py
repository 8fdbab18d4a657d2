"""Staying inside, and leaving: "MQ-9 stays in Romania", "MQ-9 never leaves Romania", "Su-24 leaves
Turkey at 09:24:22 EET".

Semantics: said of an object. To stay in a place is to be inside it at some time and outside it at
none, so that it is inside at every moment at which the case declares the object to be
(``objects``), but for its entry and exit; of its way between those moments nothing is tested. On a
leg ("from strike to impact") it is inside at both ends, and each other of its moments is before
the first, after the second, or between them and inside too: an ordinary reading each. What stays
has no second visit, and on a leg it is on one visit all the way. To leave is to be inside at some
time and outside at some time; a clock time is that of the exit. "Does not leave Turkey at
encounter" denies an exit then, and says not where it is.

What can test it: an opposite statement of the same object and place; for what stays, a position of
the object at one of its moments, its being inside a place that lies apart, and a time inside that
is shorter than that between two of its moments; clock times of the exit; a track.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lark import Token

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.base import (
    Atom,
    AtomKind,
    Choice,
    Context,
    MomentRef,
    Span,
)
from skywitness.claims.language.atoms.shared.common import (
    INSIDE,
    NOT_BEFORE,
    PlaceRef,
    fact,
    one,
)
from skywitness.claims.language.atoms.shared.edges import ends_on_edge
from skywitness.claims.language.atoms.shared.elsewhere import inside_there, kept_while_inside
from skywitness.claims.language.atoms.shared.endmoments import end_spots
from skywitness.claims.language.atoms.shared.presence import in_again, presence_parts
from skywitness.claims.language.atoms.shared.visits import Presence, Visit
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
from skywitness.claims.meaning.instants import stamp_range, stamp_variables
from skywitness.claims.meaning.parts import (
    Clock,
    Constraint,
    Difference,
    Part,
    State,
    Value,
    Variable,
)
from skywitness.claims.meaning.spots import NOWHERE, Spot
from skywitness.claims.meaning.stamps import Stamp
from skywitness.errors import LanguageError
from skywitness.places.measures.measures import SignedDistance

#: Of more moments than this besides the ends of a leg none is held against it.
MOST_OTHERS = 3


@dataclass(frozen=True)
class StaysAtom(Atom):
    """``who`` stays inside ``place``, all the time or on a ``leg``; ``not_out``: "never leaves"."""

    who: str
    place: PlaceRef
    leg: tuple[MomentRef, ...]
    words: str
    not_out: bool = False
    topic = "place"
    timeless = True

    @property
    def passed(self) -> str:
        """The place that it does not leave."""
        return self.place.shown

    @property
    def inside_of(self) -> str:
        """The place that it is inside."""
        return self.passed

    @property
    def kept_in(self) -> str:
        """The place that it is at no time outside of, but on a leg."""
        return "" if self.leg else self.passed

    @property
    def happenings(self) -> tuple[MomentRef, ...]:
        """The ends of its leg."""
        return self.leg

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Extent of the place, and whether its other moments are between the ends of its leg."""
        return (
            *self._where(ctx).variables(ctx),
            *(
                Variable(self._key(when, ctx), when, _sides(when, self.leg))
                for _, when in self._others(ctx)
            ),
        )

    def _key(self, when: str, ctx: Context) -> str:
        return ctx.key("between", f"{when} {self.words}")

    def _others(self, ctx: Context) -> list[tuple[Spot, str]]:
        """Its declared moments besides the ends of its leg; none where they are too many."""
        if not self.leg:
            return []
        ends = {ctx.names.moment(each.words) for each in self.leg}
        found = [s for s in ctx.names.spots(self.who) if ctx.names.moment(s[1]) not in ends]
        return found if len(found) <= MOST_OTHERS else []

    def _always(self, ctx: Context) -> dict[Spot, str]:
        """Where it is at its moments and its landing, each with when, but its entries and exits."""
        every = legs.every_leg(self.who, self.place, ctx)
        ends = {Spot.of(m) for leg in every for m in (leg.earlier, leg.later)}
        # It may have come from elsewhere, and may have landed there before.
        landing = end_spots(self.who, ctx, landings=True, several=False)
        told = dict([*ctx.names.spots(self.who), *landing])
        return {spot: when for spot, when in told.items() if spot not in ends}

    def _where(self, ctx: Context) -> PlaceRef:
        return self.place.about(legs.called(self.who, ctx))

    def presences(self, ctx: Context) -> tuple[Presence, ...]:
        """Inside at the moment, all along its leg, or at all its moments."""
        if self.leg:
            first, last = (ctx.names.moment(each.words) for each in self.leg)
            return (Presence(self.who, self.passed, (first, last)),)
        if not ctx.spot:
            always = tuple(dict.fromkeys(spot.moment for spot in self._always(ctx)))
            if len(always) < 2 or ctx.names.came(self.who, self.passed):
                return ()
            return (Presence(self.who, self.passed, always, always=True),)
        if not ctx.spot.moment or self.not_out:
            return ()
        return (Presence(self.who, self.passed, (ctx.moment,)),)

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """Inside at some time, never outside, and inside at its moments or at both ends."""
        place = self._where(ctx).place(choice, ctx)
        elsewhere = inside_there(self.who, self.place, place, ctx)
        if self.not_out and ctx.spot and not self.leg:  # it may be outside already
            return (_leaves_here(self.who, place.name, False, self.words, ctx),)
        found = list(
            fact(ctx, f"inside {self.place.words}", legs.ever_inside(self.who, place, ctx), True)
        )
        if self.leg:
            ids = [ctx.names.moment(each.words) for each in self.leg]
            at = [(ctx.names.spot(self.who, moment), moment) for moment in ids]
            first, last = ids
            found.append(replace(_not_before(last, first, self.words, ctx), alternative=False))
            for spot, when in self._others(ctx):
                side, moment = choice[self._key(when, ctx)].data, ctx.names.moment(when)
                if side == "before":
                    found.append(_not_before(first, moment, f"{when} before", ctx))
                elif side == "after":
                    found.append(_not_before(moment, last, f"{when} after", ctx))
                else:
                    found.append(_not_before(moment, first, f"{when} between", ctx))
                    found.append(_not_before(last, moment, f"{when} between", ctx))
                    at.append((spot, moment))
        elif ctx.spot:
            at = [(ctx.names.spot(self.who, ctx.moment), ctx.moment)]
        else:
            again = State(in_again(legs.visited(self.who, self.passed, ctx)), False)
            leaves = State(_ever_leaves(self.who, place.name, ctx), False)
            found.append(Part(ctx.claim, self.words, NOWHERE, again, implied=True))
            at = []
            # Where it was elsewhere before, all that is said is that it does not leave.
            arrives = ctx.names.arrives(self.who, self.passed)
            found.append(Part(ctx.claim, self.words, NOWHERE, leaves, implied=not arrives))
            if not arrives:
                never = legs.ever_outside(self.who, place, ctx)
                found += fact(ctx, self.words, never, False)
                found += kept_while_inside(self.who, self.place, place, ctx)
                at = list(self._always(ctx).items())
        within = Constraint(SignedDistance(place), INSIDE)
        found += [
            Part(ctx.claim, f"inside {self.place.words} at {when}", spot, within)
            for spot, when in at
        ]
        return (*found, *elsewhere, *presence_parts(self.presences(ctx), ctx))


def _sides(when: str, leg: tuple[MomentRef, ...]) -> tuple[Value, ...]:
    first, last = (each.words for each in leg)
    return (
        Value(f"{when} before {first}", "ordinary", "before"),
        Value(f"{when} between {first} and {last}", "ordinary", "between"),
        Value(f"{when} after {last}", "ordinary", "after"),
    )


def _ever_leaves(who: str, place: str, ctx: Context) -> str:
    """The fact that an object leaves a place, whatever the moment."""
    return f"{legs.called(who, ctx)} leaves {place}"


def _leaves_here(who: str, place: str, so: bool, words: str, ctx: Context) -> Part:
    """The fact that an object leaves a place at the moment, or does not."""
    here = f"{legs.called(who, ctx)} leaves {place} at {ctx.spot}"
    return Part(ctx.claim, words, ctx.spot, State(here, so))


def _not_before(later: str, earlier: str, words: str, ctx: Context) -> Part:
    demand = Difference(Clock(later), Clock(earlier), NOT_BEFORE)
    return Part(ctx.claim, words, Spot.of(earlier), demand, implied=True, alternative=True)


@dataclass(frozen=True)
class LeavesAtom(Atom):
    """``who`` leaves ``place``, at the clock time ``stamp`` and on a ``named`` visit if said."""

    who: str
    place: PlaceRef
    stamp: Stamp | None
    named: str
    words: str
    topic = "place"
    timeless = True

    @property
    def passed(self) -> str:
        """The place that it leaves."""
        return self.place.shown

    @property
    def goes_from(self) -> str:
        """The same."""
        return self.passed

    @property
    def ordinal(self) -> str:
        """The word that numbers its visit."""
        return self.named

    @property
    def visit(self) -> Visit | None:
        """The visit that is told by its end, unless it has a name."""
        if self.named or self.stamp is None:
            return None
        until = "until" if self.stamp.side == "at" else "left"
        return Visit(f"{until} {self.stamp.words}", end=self.stamp)

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Extent of the place, which visit, zone and day of the clock time."""
        found = (
            *self._where(ctx).variables(ctx),
            *legs.visit_variables(self.who, self.place, ctx, self.named, self.visit),
        )
        return (*found, *stamp_variables(self.stamp, self._timed(ctx))) if self.stamp else found

    def _timed(self, ctx: Context) -> Context:
        """With the clocks of its exit, whichever visit it is."""
        leg = legs.inside_leg(self.who, self.place, {}, ctx, self.named, self.visit)
        return ctx.timed_at(leg.later)

    def _where(self, ctx: Context) -> PlaceRef:
        return self.place.about(legs.called(self.who, ctx))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """Inside at some time and outside at some time, and when it is out."""
        place = self._where(ctx).place(choice, ctx)
        ever = replace(ctx, spot=NOWHERE)
        inside, outside = legs.ever_inside, legs.ever_outside
        found = [
            *fact(ever, f"inside {self.place.words}", inside(self.who, place, ctx), True),
            *fact(ever, f"outside {self.place.words}", outside(self.who, place, ctx), True),
        ]
        leaves = State(_ever_leaves(self.who, place.name, ctx), True)
        found.append(Part(ctx.claim, self.words, NOWHERE, leaves, implied=True))
        if ctx.spot:
            found.append(_leaves_here(self.who, place.name, True, self.words, ctx))
        leg = legs.inside_leg(self.who, self.place, choice, ctx, self.named, self.visit)
        if self.stamp is not None:
            allowed = stamp_range(self.stamp, self.stamp.side, choice, self._timed(ctx))
            out = Difference(Clock(leg.later), None, allowed)
            found.append(Part(ctx.claim, self.stamp.words, Spot.of(leg.later), out))
        found.append(legs.in_order(leg, self.words, ctx))
        return (*found, *ends_on_edge(self.who, leg, self.place, place, ctx))

    def timed(self, stamp: Stamp, words: str) -> Atom:
        """Its exit at a clock time; ``words`` are those of both.

        Raises:
            LanguageError: it has a clock time already.
        """
        if self.stamp is not None:
            return super().timed(stamp, words)
        return replace(self, stamp=stamp, words=words)


def _stays(children: list[object], span: Span) -> StaysAtom:
    place = _area(children)
    moments = tuple(child for child in children if isinstance(child, MomentRef))
    not_out = any(isinstance(child, Token) and child.type == "NOT_OUT" for child in children)
    return StaysAtom(legs.actor(children, "STAYER"), place, moments, span.words, not_out)


def _leaves(children: list[object], span: Span) -> LeavesAtom:
    named = next((str(child) for child in children if isinstance(child, legs.Named)), "")
    return LeavesAtom(legs.actor(children, "LEAVER"), _area(children), None, named, span.words)


def _area(children: list[object]) -> PlaceRef:
    place = one(children, PlaceRef)
    assert isinstance(place, PlaceRef)
    if place.coordinates is not None:
        raise LanguageError(
            "a single position has no inside", column=place.column, expected=("a place name",)
        )
    return place


_KEEPS = r"(?:stays|stayed|remains|remained|keeps|kept)\s+(?:inside|in|within|over)"
_NOT_OUT = r"(?:never\s+(?:leaves|left|leave)|(?:does|did|do)\s+not\s+(?:ever\s+)?leave)"
_STAYS_IN = rf"{_KEEPS}(?!{legs.FOR_A_TIME})"
_STAYS = rf"(?:{_STAYS_IN}|{_NOT_OUT})"
_LEAVES = r"(?:leaves|left(?!\s+of(?![\w-])|-hand)|exits|exited)"

KIND = AtomKind(
    name="stays",
    title="Staying inside, and leaving",
    grammar=rf"""
stays: STAYER (_STAYS_IN | NOT_OUT) place (_FROM leg_start _TO happening | _BETWEEN leg_start _AND happening)?
leaves: LEAVER _LEAVES place which?
STAYER.43: /{OBJECT_PATTERN}(?=\s+{_STAYS}(?![\w-]))/i
_STAYS_IN.41: /{_STAYS_IN}(?![\w-])/i
NOT_OUT.41: /{_NOT_OUT}(?![\w-])/i
LEAVER.40: /{OBJECT_PATTERN}(?=\s+{_LEAVES}(?![\w-]))/i
_LEAVES.41: /{_LEAVES}(?![\w-])/i
""",  # noqa: E501
    clauses=("stays", "leaves"),
    builders={"stays": _stays, "leaves": _leaves},
    terminals={
        "STAYER": "an object followed by stays in or never leaves",
        "_STAYS_IN": "stays in",
        "NOT_OUT": "never leaves",
        "LEAVER": "an object followed by leaves",
        "_LEAVES": "leaves",
    },
    examples=(
        "MQ-9 stays in Romania",
        "MQ-9 never leaves Romania",
        "MQ-9 stays in Romania from strike to impact",
        "Su-24 leaves Turkey",
        "Su-24 leaves Turkey at 09:24:22 EET",
        "Su-24 leaves Turkey after 09:20 EET",
    ),
)
