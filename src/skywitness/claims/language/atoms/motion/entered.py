"""Inside for a time, and never inside: "Su-24 is inside Turkey for 17 seconds from 09:24:05 EET",
"Su-24 never enters Turkey".

Semantics: said of an object, not of a moment. That it is inside the place at some time is a fact;
"never" says that it is at no time, so that it is outside at every moment at which the case declares
the object to be (``objects``), but for its entries and exits, which then are none; of its way
between those moments nothing is tested. A duration is the time from its entry to its exit, two
moments that are made from object and place ("entry of Su-24 into Turkey", "exit of Su-24 from
Turkey"; a case may declare them under these phrases, and then they lie on the edge of the place);
"from" a clock time, and a clock time after "enters", is the time of entry. "A total of" is the
duration of all visits, so that none lasts longer, numbered or not. "Is inside only once" denies
that it was inside again, "enters only once" that it entered again: it may have been there from the
first. A country's shape is its land, so nothing is said of airspace over the sea.

A visit is the way from an entry to the next exit. All that is told of the inside of a place is told
of one visit, unless claims tell several: two whose durations or times differ may speak of two
visits, an ordinary reading, as may an exit that is not after an entry; what tells neither (a speed
inside) may belong to either. "On its second visit" names one, with an entry and an exit of its own
("second entry of Su-24 into Turkey").

What can test it: an opposite statement of the same object and place; clock times of entry and
exit; a track; for "never", a position of the object at one of its moments. No position tests that
it was inside at some time: where and when is not said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lark import Token

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.amounts import amount_variables, lapse_range
from skywitness.claims.language.atoms.shared.base import (
    Atom,
    AtomKind,
    Choice,
    Context,
    Span,
)
from skywitness.claims.language.atoms.shared.common import (
    INSIDE,
    PlaceRef,
    bare,
    fact,
    not_below_zero,
    one,
)
from skywitness.claims.language.atoms.shared.edges import ends_on_edge
from skywitness.claims.language.atoms.shared.elsewhere import came_in, inside_there
from skywitness.claims.language.atoms.shared.neverinside import never_inside
from skywitness.claims.language.atoms.shared.presence import in_again, more_than_one, presence_parts
from skywitness.claims.language.atoms.shared.visits import Presence, Visit
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.instants import stamp_range, stamp_variables
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import (
    Clock,
    Constraint,
    Difference,
    Leg,
    Part,
    State,
    Variable,
)
from skywitness.claims.meaning.spots import NOWHERE, Spot
from skywitness.claims.meaning.stamps import Stamp
from skywitness.errors import LanguageError
from skywitness.places.measures.measures import SignedDistance

#: Why a number of times is no more than "again".
NOT_COUNTED = "visits are not counted: that it was inside again is tested, not how often"


@dataclass(frozen=True)
class EnteredAtom(Atom):
    """An object is inside ``place`` at some time, for ``lapse`` and from ``start`` if said.

    ``named`` names its visit ("second"), ``in_all`` says that the lapse is that of all of them,
    ``once`` that there was one, ``twice`` that there were more, ``crosses`` that it is told of its
    entry ("enters"). ``often`` are the words of a number of times that "again" is too little for
    ("three times"): it is put on record and not counted. With ``perhaps`` ("at most once") it is
    not said that it was inside at all.
    """

    place: PlaceRef
    enters: bool
    lapse: Quantity | None
    start: Stamp | None
    who: str
    words: str
    named: str = ""
    in_all: bool = False
    once: bool = False
    crosses: bool = False
    twice: bool = False
    perhaps: bool = False
    often: str = ""
    topic = "place"
    timeless = True
    of_object = True

    @property
    def passed(self) -> str:
        """The place that it enters and leaves."""
        return self.place.shown

    @property
    def inside_of(self) -> str:
        """The place that it is inside."""
        return self.passed if self.enters and not self.perhaps else ""

    @property
    def comes_into(self) -> str:
        """The place that it enters."""
        began = self.crosses or self.start is not None or bool(self.named)
        return self.passed if self.enters and began and not self.perhaps else ""

    @property
    def ordinal(self) -> str:
        """The word that numbers its visit."""
        return self.named

    @property
    def visit(self) -> Visit | None:
        """The visit that is told by a duration or by its begin, unless it has a name."""
        if self.named or self.in_all or (self.lapse is None and self.start is None):
            return None
        lapse = f"for {self.lapse.words}" if self.lapse else ""
        return Visit(f"{lapse} {self._since}".strip(), self.lapse, self.start)

    @property
    def _since(self) -> str:
        """When it enters, in words."""
        if self.start is None:
            return ""
        return f"{'from' if self.start.side == 'at' else 'entered'} {self.start.words}"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Extent of the place, of the number, which visit, zone and day of the clock time."""
        who = self.who or ctx.subject
        found = self._where(ctx).variables(ctx)
        if self.lapse is not None:
            found += amount_variables(self.lapse, ctx)
        if self.enters and not self.in_all:
            found += legs.visit_variables(who, self.place, ctx, self.named, self.visit)
        return (*found, *stamp_variables(self.start, self._timed(ctx))) if self.start else found

    def _timed(self, ctx: Context) -> Context:
        """With the clocks of its entry, whichever visit it is."""
        leg = legs.inside_leg(self.who or ctx.subject, self.place, {}, ctx, self.named, self.visit)
        return ctx.timed_at(leg.earlier)

    def _where(self, ctx: Context) -> PlaceRef:
        return self.place.about(legs.called(self.who or ctx.subject, ctx))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The fact, what duration and clock time say of entry and exit, and where it never is."""
        who = self.who or ctx.subject
        place = self._where(ctx).place(choice, ctx)
        if not self.enters:
            if ctx.spot and self.crosses:  # it may be inside already
                return self._enters_here(who, place.name, ctx)
            never = never_inside(who, self.place, place, ctx, self.words)
            return (*never, *presence_parts(self.presences(ctx), ctx))
        if self.perhaps:
            return self._how_often(who, ctx)
        what = legs.ever_inside(who, place, ctx)
        found = list(fact(ctx, f"inside {self.place.words}", what, True))
        found += inside_there(who, self.place, place, ctx)
        visit = self.lapse is not None and not self.in_all
        if self.crosses or self.twice or visit or self.start is not None or self.named:
            name = f"inside {self.place.words}"
            found.append(came_in(who, place, name, ctx, implied=not self.crosses))
        if ctx.spot and self.crosses:
            found += self._enters_here(who, place.name, ctx)
        elif ctx.spot.moment:
            here = Constraint(SignedDistance(place), INSIDE)
            name = f"inside {self.place.words} at {ctx.moment}"
            found.append(Part(ctx.claim, name, ctx.names.spot(who, ctx.moment), here))
            found += presence_parts(self.presences(ctx), ctx)
        if self.once or self.twice:
            found += self._how_often(who, ctx)
        if self.in_all:
            assert self.lapse is not None
            # What that leaves to each visit is worked out where their order is.
            total = not_below_zero(lapse_range(self.lapse, choice, ctx))
            leg = legs.all_together(who, self.place, ctx)
            name = f"for {self.lapse.words} in all"
            found.append(Part(ctx.claim, name, Spot.of(leg.earlier), _between(leg, total)))
            return tuple(found)
        leg = legs.inside_leg(who, self.place, choice, ctx, self.named, self.visit)
        if self.lapse is not None:
            # What is inside for "up to" so long does not leave before it enters.
            stay = _between(leg, not_below_zero(lapse_range(self.lapse, choice, ctx)))
            found.append(Part(ctx.claim, f"for {self.lapse.words}", Spot.of(leg.earlier), stay))
        if self.start is not None:
            side = self.start.side
            instant = stamp_range(self.start, side, choice, self._timed(ctx))
            begin = Difference(Clock(leg.earlier), None, instant)
            name = f"from {self.start.words}" if side == "at" else f"enters {self.start.words}"
            found.append(Part(ctx.claim, name, Spot.of(leg.earlier), begin))
        return (*found, *ends_on_edge(who, leg, self.place, place, ctx))

    def _how_often(self, who: str, ctx: Context) -> tuple[Part, ...]:
        """That there was one visit, or more than one; what enters again is inside again."""
        every = legs.visited(who, self.passed, ctx)
        again = [more_than_one(every)] if self.crosses else []
        again += [in_again(every)] if self.twice or not self.crosses else []
        states = (State(each, self.twice) for each in again)
        found = [Part(ctx.claim, self.words, NOWHERE, each) for each in states]
        if self.often:
            number = State(f"{every} {self.often}", True)
            found.append(Part(ctx.claim, self.often, NOWHERE, number, untestable=NOT_COUNTED))
        return tuple(found)

    @property
    def of_visits(self) -> bool:
        """Whether it tells of visits."""
        return self.enters and (
            self.visit is not None or bool(self.ordinal) or self.once or self.twice or self.in_all
        )

    @property
    def more_visits(self) -> bool:
        """Whether it tells of more than one visit."""
        return self.twice

    @property
    def outside_of(self) -> str:
        """The place that it is outside of."""
        return "" if self.enters or self.crosses else self.passed

    def presences(self, ctx: Context) -> tuple[Presence, ...]:
        """What stays outside at a moment is outside then, what is inside for a time inside."""
        if self.crosses or self.perhaps or not ctx.spot.moment:
            return ()
        who = self.who or ctx.subject
        return (Presence(who, self.passed, (ctx.moment,), inside=self.enters),)

    def _enters_here(self, who: str, place: str, ctx: Context) -> tuple[Part, ...]:
        """The fact that it enters at the moment, or does not."""
        here = f"{legs.called(who, ctx)} enters {place} at {ctx.spot}"
        return (Part(ctx.claim, self.words, ctx.spot, State(here, self.enters)),)

    def timed(self, stamp: Stamp, words: str) -> Atom:
        """Its entry at a clock time; ``words`` are those of both.

        Raises:
            LanguageError: it never enters, or has a time already.
        """
        if not self.enters or self.start is not None:
            return super().timed(stamp, words)
        return replace(self, start=stamp, words=words)


def _between(leg: Leg, allowed: Range) -> Difference:
    return Difference(Clock(leg.later), Clock(leg.earlier), allowed)


def _build(children: list[object], span: Span) -> EnteredAtom:
    place = one(children, PlaceRef)
    assert isinstance(place, PlaceRef)
    lapse = next((child for child in children if isinstance(child, Quantity)), None)
    start = next((child for child in children if isinstance(child, Stamp)), None)
    named = next((str(child) for child in children if isinstance(child, legs.Named)), "")
    tokens = {child.type: str(child) for child in children if isinstance(child, Token)}
    who = bare(tokens.get("ENTRANT", ""))
    enters = "NEVER_ENTERS" not in tokens
    in_all = bool({"IN_ALL", "ALL_TOLD"} & set(tokens))
    if in_all and (start is not None or named):
        raise LanguageError(
            f"'{span.words}' is told of all visits and of one at once",
            column=span.column,
            expected=("a duration of one visit, or of all",),
        )
    once = "ONLY_ONCE" in tokens
    crosses = "CROSSES" in tokens or "enter" in tokens.get("NEVER_ENTERS", "").lower()
    twice = "TWICE" in tokens
    no_more = "NO_MORE" in tokens
    if not enters and (once or twice or no_more or lapse is not None):
        raise LanguageError(
            f"'{span.words}' does not say what is denied, that it entered or how often or how long",
            column=span.column,
            expected=("what it did, or that it never entered",),
            remedy=f"say '{bare(who)} never enters {place.shown}', or how often it entered",
        )
    return EnteredAtom(
        place, enters, lapse, start, who, span.words, named, in_all, once or no_more, crosses,
        twice, no_more, _often(tokens.get("TWICE", "")),
    )  # fmt: skip


def _often(words: str) -> str:
    """The words of a number of times that says more than that there was another."""
    again = r"(?:at\s+least\s+)?(?:twice|two\s+times)|more\s+than\s+(?:once|one\s+time)|repeatedly"
    words = " ".join(words.lower().split())
    return "" if re.fullmatch(again, words) else words


_NEVER = (
    r"(?:never\s+enter(?:s|ed)?|(?:does|did|do)\s+not\s+(?:ever\s+)?enter"
    r"|(?:is|was)\s+at\s+no\s+time\s+(?:inside|in|within)"
    r"|(?:stays|stayed|remains|remained|keeps|kept)\s+(?:outside(?:\s+of)?|out\s+of))"
)
_ENTERS = r"enter(?:s|ed)"
_STAYS = r"(?:stays|stayed|remains|remained|loiters|loitered)\s+(?:inside|in|within|over)"
_SPENDS = r"(?:spends|spent)"
_ONLY_ONCE = r"(?:only|just|exactly)\s+(?:once|one\s+time)"
#: What says that it entered again; once for sure, whatever the number.
_TWICE = (
    r"(?:(?:at\s+least\s+)?(?:twice|two\s+times)|more\s+than\s+(?:once|one\s+time)|repeatedly"
    r"|(?:(?:at\s+least|more\s+than|exactly)\s+)?(?:three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|[2-9]|[1-9]\d{1,3})\s+times|(?:more\s+than|exactly)\s+(?:twice|two\s+times)"
    r"|(?:several|many|multiple)\s+times)"
)
_NO_MORE = r"(?:at\s+(?:the\s+)?most|(?:no|not)\s+more\s+than)\s+(?:once|one\s+time)"
_DOES = rf"{_NEVER}|{_ENTERS}|{_STAYS}(?={legs.FOR_A_TIME})|{_SPENDS}"

KIND = AtomKind(
    name="entered",
    title="Inside for a time, and never inside",
    grammar=rf"""
entered: _INSIDE_FOR place which? _LASTING _lapse _begun?
    | _INSIDE_ONCE place ((ONLY_ONCE | _ONCE) (_LASTING duration (_FROM stamp)?)? | TWICE | NO_MORE)
_lapse: IN_ALL? duration | duration ALL_TOLD
_begun: _FROM stamp which? | which (_FROM stamp)?
enters: ENTRANT (CROSSES which? | NEVER_ENTERS) place (which | (ONLY_ONCE | _ONCE) (_LASTING duration)? | TWICE | NO_MORE)?
ONLY_ONCE.8: /{_ONLY_ONCE}(?![\w-])/i
_ONCE.9: /(?:at\s+least\s+)?once(?![\w-])/i
NO_MORE.9: /{_NO_MORE}(?![\w-])/i
TWICE.9: /{_TWICE}(?![\w-])/i
_INSIDE_ONCE.10: /(?:inside|in|within|over)(?=\s+[^;,\n\d]{{1,80}}?\s+(?:{_ONLY_ONCE}|{_TWICE}|{_NO_MORE}|once)(?![\w-]))(?![\w-])/i
stayed: ENTRANT _STAYS place which? _LASTING _lapse _begun?
    | ENTRANT _SPENDS _lapse (INSIDE | _IN | OVER) place (which | ALL_TOLD)? (_FROM stamp)?
IN_ALL.7: /(?:a\s+total(?:\s+time)?\s+of|altogether|in\s+all|in\s+total)(?![\w-])/i
ALL_TOLD.12: /(?:in\s+(?:total|all|sum)|altogether|overall|all\s+told|all\s+together|taken\s+together)(?![\w-])/i
_INSIDE_FOR.9: /(?:inside|in|within|over)(?={legs.FOR_A_TIME})(?![\w-])/i
_LASTING.9: /(?:,\s*)?for(?![\w-])/i
ENTRANT.40: /{OBJECT_PATTERN}(?=\s+(?:{_DOES})(?![\w-]))/i
_STAYS.42: /{_STAYS}(?={legs.FOR_A_TIME})(?![\w-])/i
_SPENDS.41: /{_SPENDS}(?![\w-])/i
NEVER_ENTERS.41: /{_NEVER}(?![\w-])/i
CROSSES.41: /{_ENTERS}(?![\w-])/i
""",  # noqa: E501
    predicates=("entered",),
    stop_words=(_ONLY_ONCE, r"once", _TWICE, _NO_MORE),
    clauses=("enters", "stayed"),
    builders={"entered": _build, "enters": _build, "stayed": _build},
    terminals={
        "_INSIDE_FOR": "inside",
        "_LASTING": "for",
        "ENTRANT": "an object followed by never enters",
        "NEVER_ENTERS": "never enters",
        "CROSSES": "enters",
        "_STAYS": "stays in",
        "_SPENDS": "spends",
        "IN_ALL": "a total of",
        "ALL_TOLD": "in total",
        "TWICE": "twice",
        "NO_MORE": "at most once",
        "ONLY_ONCE": "only once",
        "_ONCE": "once",
        "_INSIDE_ONCE": "inside",
    },
    examples=(
        "Su-24 is inside Turkey for 17 seconds",
        "Su-24 is inside Turkey for 17 seconds from 09:24:05 EET",
        "Su-24 is inside Turkey for 10 seconds on its second visit",
        "Su-24 is inside Turkey for a total of 12 minutes",
        "Su-24 stays in Turkey for 12 minutes",
        "Su-24 enters Turkey at 09:24 EET",
        "Su-24 enters Turkey before 09:30 EET",
        "Su-24 enters Turkey only once",
        "Su-24 enters Turkey twice",
        "Su-24 is inside Turkey only once for 10 minutes",
        "Su-24 is inside Turkey for 12 minutes in total",
        "Su-24 never enters Turkey",
        "Su-24 is at no time inside Turkey",
        "Su-24 stays outside Turkey",
    ),
)
