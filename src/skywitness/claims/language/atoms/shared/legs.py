"""What several atoms of motion share: who moves, and on which leg of the way.

A leg is "inside PLACE" (from the entry of the object into the place to its exit), "from HAPPENING
to HAPPENING", or "between HAPPENING and HAPPENING". That its end is not before its beginning is a
part of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lark import Token

from skywitness.claims.language.atoms.shared.base import (
    Atom,
    Choice,
    Context,
    MomentRef,
    When,
    folded,
)
from skywitness.claims.language.atoms.shared.common import (
    NOT_BEFORE,
    PlaceRef,
    bare,
    mirrored,
    not_below_zero,
)
from skywitness.claims.language.atoms.shared.edges import ends_on_edge
from skywitness.claims.language.atoms.shared.elsewhere import came_in, inside_there, spelled_inside
from skywitness.claims.language.atoms.shared.flightends import FlightEnd
from skywitness.claims.language.atoms.shared.paces import mean_words
from skywitness.claims.language.atoms.shared.visits import Visit, Way
from skywitness.claims.language.words.lexicon import AMOUNT
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.parts import (
    Climb,
    Clock,
    Difference,
    Leg,
    Part,
    Speed,
    State,
    Value,
    Variable,
)
from skywitness.claims.meaning.spots import NOWHERE, Spot
from skywitness.places.place import Place

#: Verbs that go up and down, for the grammar.
UP = r"(?:climbs|climbed|rises|rose|ascends|ascended)"
DOWN = r"(?:descends|descended|falls|fell|drops|dropped|sinks|sank|loses|lost)"

#: What follows "inside" where a time is told: a place, quoted or not, and "for" with a number soon
#: after.
FOR_A_TIME = (
    r"\s+(?:\"[^\"\n]{1,120}\"|[^\d\s\";,][^\";,\n]{0,80}?)\s+for\s+"
    rf"[^;,\n]{{0,30}}?\b{AMOUNT}"
)

#: What a sentence about a moment or a leg lacks, in words.
WHENS = ("at and a moment", "from … to …", "inside and a place")

#: Words that name a visit of a place.
ORDINALS = ("first", "second", "third", "fourth", "fifth", "last")
#: What tells all visits of a place together from each of them.
IN_ALL = " (in all)"
#: What tells a visit of which nothing is said, but that there is one besides the others.
BESIDES = " (besides)"

#: Why a speed between moments that are one is not tested.
NO_TIME = "both moments are one, and in no time there is no mean speed"


@dataclass(frozen=True)
class LegWords:
    """A leg as written: inside ``place`` (on a visit ``named``), or between ``happenings``."""

    place: PlaceRef | None
    happenings: tuple[MomentRef, ...]
    words: str
    named: str = ""

    def variables(self, who: str, ctx: Context, own: Visit | None = None) -> tuple[Variable, ...]:
        """Which visit of its place is meant, and the extent of that; ``own`` is told by its way."""
        if self.place is None:
            return ()
        place = self.place.about(called(who, ctx))
        return (*visit_variables(who, self.place, ctx, self.named, own), *place.variables(ctx))

    def leg(self, who: str, choice: Choice, ctx: Context, own: Visit | None = None) -> Leg:
        """The leg of the object ``who``: ids of the object and of both moments."""
        if self.place is not None:
            return inside_leg(who, self.place, choice, ctx, self.named, own)
        earlier, later = (ctx.names.moment(each.words) for each in self.happenings)
        return _made(who, earlier, later, ctx)

    def in_order(self, leg: Leg, ctx: Context) -> Part:
        """The part that the leg's end is not before its beginning.

        A visit always ends after it begins; of moments that have names either may be the first.
        """
        return in_order(leg, self.words, ctx, by_sense=self.place is not None)

    def inside(self, who: str, leg: Leg, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The parts that the object is inside its place at some time, and where it comes and goes.

        None where it has no place; ``leg`` is the one that is meant.
        """
        if self.place is None:
            return ()
        place = self.place.about(called(who, ctx)).place(choice, ctx)
        name = f"inside {self.place.words}"
        once = _inside_once(who, place, name, ctx)
        came = came_in(who, place, name, ctx)
        edges = ends_on_edge(who, leg, self.place, place, ctx)
        return (once, came, *inside_there(who, self.place, place, ctx), *edges)


class OnLeg(Atom):
    """An atom that speaks of a ``leg``."""

    leg: LegWords | None
    timeless = True

    @property
    def when(self) -> When:
        """It is told of its leg."""
        return "leg"

    @property
    def happenings(self) -> tuple[MomentRef, ...]:
        """The moments of its leg."""
        return self.leg.happenings if self.leg else ()

    @property
    def passed(self) -> str:
        """The place that its leg is inside."""
        return self.leg.place.shown if self.leg and self.leg.place else ""

    @property
    def inside_of(self) -> str:
        """The place that its leg is inside."""
        return self.passed

    @property
    def ordinal(self) -> str:
        """The word that numbers the visit on which it is inside."""
        return self.leg.named if self.leg else ""

    def way(self) -> tuple[str, Way]:
        """What it tells of its way, in words and by kind; nothing where that is no number."""
        return "", ()

    @property
    def visit(self) -> Visit | None:
        """The visit that is told by the way inside, unless it has a name."""
        words, way = self.way()
        return Visit(words, way=way) if way and self.passed and not self.ordinal else None


class OnLegOrAtMoment(OnLeg):
    """An atom that speaks of a ``leg``, or where none is named of a moment."""

    whens = WHENS

    @property
    def when(self) -> When:
        """Whether it is told of a leg, or still needs a moment."""
        return "moment" if self.leg is None else "leg"


def in_order(leg: Leg, words: str, ctx: Context, *, by_sense: bool = True) -> Part:
    """The part that a leg's end is not before its beginning: ``by_sense`` of visits, flights."""
    demand = Difference(Clock(leg.later), Clock(leg.earlier), NOT_BEFORE)
    return Part(ctx.claim, words, Spot.of(leg.earlier), demand, by_sense=by_sense)


def mean(leg: Leg, demand: Speed | Climb, words: str, ctx: Context) -> Part:
    """The part that a leg is gone at a mean speed, which one from a moment to itself does not have.

    Such a leg there is in a point of view in which two moments are one.
    """
    if leg.earlier == leg.later:
        return Part(ctx.claim, words, Spot.of(leg.earlier), None, untestable=NO_TIME)
    return Part(ctx.claim, words, Spot.of(leg.earlier), demand)


def called(who: str, ctx: Context) -> str:
    """What an object is called in facts: its id if the case declares it, else as written."""
    names = ctx.names.called(who)
    return names[0] if names else who


def pair_called(one: str, other: str, ctx: Context) -> tuple[str, str]:
    """What two objects are called in facts, in one order whichever is named first."""
    first, second = sorted((called(one, ctx), called(other, ctx)), key=folded)
    return first, second


def ever_inside(who: str, place: Place, ctx: Context) -> str:
    """The fact that an object is inside a place, whatever the moment."""
    return f"{called(who, ctx)} inside {place.name}"


def ever_outside(who: str, place: Place, ctx: Context) -> str:
    """The fact that an object is outside a place, whatever the moment."""
    return f"{called(who, ctx)} outside {place.name}"


def was_inside(named: PlaceRef, place: Place, ctx: Context) -> tuple[Part, ...]:
    """The part that the object which the sentence is about is inside a place at some time.

    Empty where the sentence is about a moment and no object.
    """
    if not _of_object(ctx):
        return ()
    once = _inside_once(ctx.subject, place, f"inside {named.words} at some time", ctx)
    return (once, *inside_there(ctx.subject, named, place, ctx))


def _inside_once(who: str, place: Place, name: str, ctx: Context) -> Part:
    """What all else that is said of an object inside a place implies."""
    ever = State(f"{ever_inside(who, place, ctx)} at some time", True)
    return Part(ctx.claim, name, NOWHERE, ever, implied=True)


def spoken_of(named: PlaceRef, ctx: Context) -> PlaceRef:
    """A place, told of the object that the sentence is about, or of the moment.

    Where one object alone is at the moment, what is told of the moment is told of it.
    """
    if _of_object(ctx):
        return named.about(called(ctx.subject, ctx))
    return named.about(ctx.names.alone(ctx.moment) or str(ctx.spot))


def _of_object(ctx: Context) -> bool:
    return bool(ctx.subject) and ctx.names.moment(ctx.subject) != str(ctx.spot)


def moment_of(phrases: Callable[[str], str], who: str, ctx: Context) -> str:
    """The id of the moment that is named by an object ("entry of Su-24 into Turkey").

    ``phrases`` makes the phrase of a name; a case may declare it with any name of the object.
    """
    for name in dict.fromkeys((who, *ctx.names.called(who))):
        phrase = phrases(name)
        found = ctx.names.moment(phrase)
        if found != folded(phrase):
            return found
    return ctx.names.moment(phrases(called(who, ctx)))


def visit_variables(
    who: str, place: PlaceRef, ctx: Context, named: str = "", own: Visit | None = None
) -> tuple[Variable, ...]:
    """Which visit of a place is meant: the one that may be all, or one that the case tells apart.

    What tells a visit itself (``own``) can mean only that one besides.
    """
    visits = () if named else ctx.names.visits(who, place.shown)
    own = _told_apart(who, place, ctx, own)
    if own is not None:
        visits = tuple(each for each in visits if each.told == own.told)
    if not visits:
        return ()
    values = (
        Value(f"one visit of {place.shown}", "ordinary", ""),
        *(Value(f"a visit of its own, {each.words}", "ordinary", each.words) for each in visits),
    )
    return (Variable(_visit_key(who, place, ctx, own), "visit", values),)


def _told_apart(who: str, place: PlaceRef, ctx: Context, own: Visit | None) -> Visit | None:
    """A visit, unless what it is told by tells no visits apart: it may be any of them then."""
    if own is None or own.told not in [v.told for v in ctx.names.visits(who, place.shown)]:
        return None
    return own


def _visit_key(who: str, place: PlaceRef, ctx: Context, own: Visit | None) -> str:
    own = _told_apart(who, place, ctx, own)
    told = f" {own.words}" if own is not None else ""
    return ctx.key("visit", f"{called(who, ctx)} {place.shown}{told}")


def inside_leg(
    who: str,
    place: PlaceRef,
    choice: Choice,
    ctx: Context,
    named: str = "",
    own: Visit | None = None,
) -> Leg:
    """The leg from the entry of an object into a place to its exit, on the visit that is meant."""
    value = choice.get(_visit_key(who, place, ctx, own))
    words = "" if value is None or named else str(value.data)
    return _visit_leg(who, place, ctx, f"{named} " if named else "", f" ({words})" if words else "")


def _visit_leg(who: str, place: PlaceRef, ctx: Context, which: str, told: str) -> Leg:
    return _made(who, *visit_moments(who, place.shown, ctx, which, told), ctx)


def visited(who: str, place: str, ctx: Context) -> str:
    """What is said of all visits of an object to a place is told by these words."""
    return f"{called(who, ctx)} {place}"


def visit_moments(who: str, place: str, ctx: Context, which: str, told: str) -> tuple[str, str]:
    """The moments of an object's entry into a place and of its exit, on one visit.

    ``which`` is the word that numbers it ("second "), ``told`` what tells it apart, in brackets.
    """
    entry = moment_of(lambda name: f"{which}entry of {name} into {place}{told}", who, ctx)
    return entry, moment_of(lambda name: f"{which}exit of {name} from {place}{told}", who, ctx)


def every_leg(who: str, place: PlaceRef, ctx: Context) -> tuple[Leg, ...]:
    """The legs of all visits of an object to a place that the case tells apart or numbers."""
    tolds = ("", *(f" ({each.words})" for each in ctx.names.visits(who, place.shown)))
    return (
        *(_visit_leg(who, place, ctx, "", told) for told in tolds),
        *(
            _visit_leg(who, place, ctx, f"{word} ", "")
            for word in ctx.names.ordinals(who, place.shown)
        ),
    )


def _made(who: str, earlier: str, later: str, ctx: Context) -> Leg:
    levels = (ctx.names.level(who, earlier), ctx.names.level(who, later))
    apart = _apart(who, later, ctx)
    plain = apart or levels == (Spot.of(earlier), Spot.of(later))
    return Leg(ctx.names.thing(who), earlier, later, apart, None if plain else levels)


def _apart(who: str, moment: str, ctx: Context) -> bool:
    """Whether an object is not where its moments happen."""
    return ctx.names.spot(who, moment) != Spot.of(moment)


def all_together(who: str, place: PlaceRef, ctx: Context) -> Leg:
    """A leg that lasts as long as all visits of an object to a place together."""
    return _visit_leg(who, place, ctx, "", IN_ALL)


def spelled(
    who: str, passed: str, visits: Sequence[Visit] = (), flights: Sequence[FlightEnd] = ()
) -> dict[str, str]:
    """Names that are made of an undeclared object's words, folded → as written.

    ``passed`` is the place it enters and leaves; ``visits`` and take-offs are those told apart.
    """
    made = [who, *(f"{happening} of {who}" for happening in ("take-off", "landing"))]
    made += [f"{end.called} of {who} ({end.words})" for end in flights]
    if passed:
        ends = f"entry of {who} into {passed}", f"exit of {who} from {passed}"
        made += [spelled_inside(who, passed), mean_words(*ends)]
        which = ("", *(f"{word} " for word in ORDINALS))
        tolds = ("", *(f" ({each.words})" for each in visits), IN_ALL, BESIDES)
        for way in ends:
            made += [f"{word}{way}" for word in which] + [f"{way}{told}" for told in tolds]
    return {folded(each): each for each in made}


def own_spot(who: str, ctx: Context) -> Spot:
    """What one object's own state at the context's moment is told of ("Su-27 at contact").

    Speeds belong to an object, not to what happens: two aircraft at one moment have their own.
    """
    return Spot(ctx.names.thing(who), ctx.moment)


def directed(amount: Range, *, down: bool) -> Range:
    """The range of a change, upward positive; "at most" that much down is not up."""
    amount = not_below_zero(amount)
    return replace(mirrored(amount), unit=amount.unit) if down else amount


def actor(children: Sequence[object], terminal: str) -> str:
    """The name of the object that a token of the given type holds."""
    found = next(c for c in children if isinstance(c, Token) and c.type == terminal)
    return bare(str(found))


def leg_of(children: Sequence[object]) -> LegWords | None:
    """The leg among the children, if there is one."""
    return next((child for child in children if isinstance(child, LegWords)), None)


class Named(str):
    """The word that names a visit: "second"."""
