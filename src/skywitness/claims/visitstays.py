"""The visits of one place by one object that claims speak of, and what tells each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from skywitness.claims.language.atoms.shared.base import Atom, Context, folded
from skywitness.claims.language.atoms.shared.common import NOT_BEFORE
from skywitness.claims.language.atoms.shared.legs import (
    BESIDES,
    IN_ALL,
    ORDINALS,
    called,
    visit_moments,
    visited,
)
from skywitness.claims.language.atoms.shared.presence import fact_of, only_extent, tied
from skywitness.claims.language.atoms.shared.visits import Presence
from skywitness.claims.meaning.parts import Difference, Part
from skywitness.claims.meaning.spots import Spot
from skywitness.places.place import Place

#: The word for the last of all visits, whose number is not told.
LAST = "last"


@dataclass(frozen=True)
class Stay:
    """One visit: how it is told, and the moments of its entry and its exit.

    ``number`` counts visits from 1; 0 where the words give none. ``declared`` are those of its
    moments that the case itself declares. ``held`` are moments at which the object is there, and
    ``fact`` says so, where it is told by nothing else.
    """

    words: str
    entry: str
    leave: str
    number: int = 0
    last: bool = False
    declared: frozenset[str] = frozenset()
    held: tuple[str, ...] = ()
    fact: str = ""

    @property
    def moments(self) -> set[str]:
        """Both moments."""
        return {self.entry, self.leave}

    @property
    def ends(self) -> tuple[str, str]:
        """Its entry and its exit."""
        return self.entry, self.leave


@dataclass(frozen=True)
class Absence:
    """A moment at which the object is on no visit, and the ``fact`` that says so."""

    moment: str
    fact: str

    @property
    def words(self) -> str:
        """It in words."""
        return f"outside at {self.moment}"


@dataclass(frozen=True)
class Perhaps:
    """A moment at whose position the object is on a visit, or outside ``place`` and on none."""

    stay: Stay
    spot: Spot
    place: Place

    @property
    def moment(self) -> str:
        """Its moment."""
        return self.stay.held[0]

    @property
    def absence(self) -> Absence:
        """That it is on no visit then."""
        return Absence(self.moment, self.stay.fact)


@dataclass(frozen=True)
class Stays:
    """The visits of one place by one object that the claims of a case speak of.

    ``one`` may be all there is; ``others`` are told apart from it; ``numbered`` have a number, or
    are the last; ``seen`` are told by moments at which it is there, ``perhaps`` by those at which
    it may be. ``total`` stands for all of
    them: its ends are as far apart as all visits last together. ``besides`` is one of which nothing
    is told but that the others do not last as long as all.
    """

    key: str
    one: Stay
    total: Stay
    besides: Stay
    others: tuple[Stay, ...] = ()
    numbered: tuple[Stay, ...] = ()
    seen: tuple[Stay, ...] = ()
    absences: tuple[Absence, ...] = ()
    perhaps: tuple[Perhaps, ...] = ()
    who: str = ""
    _told: tuple[Stay, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Put those together that claims tell of as visits."""
        object.__setattr__(self, "_told", (self.one, *self.numbered, *self.others))

    @property
    def told(self) -> tuple[Stay, ...]:
        """All that claims tell of as visits: those that are only seen are not among them."""
        return self._told

    @property
    def unknowns(self) -> Iterator[str | Spot]:
        """What they tie: facts, and moments by the spots that stand for them."""
        some = (each.stay for each in self.perhaps)
        for stay in (*self.told, *self.seen, *some, self.total, self.besides):
            yield from map(Spot.of, (*stay.ends, *stay.held))
            if stay.fact:
                yield stay.fact
        for absence in self.absences:
            yield absence.fact
            yield Spot.of(absence.moment)


def stays_of(bound: Sequence[tuple[Atom, Context]]) -> tuple[Stays, ...]:
    """All visits that sentences could speak of: their atoms, each with what it may know."""
    places: dict[str, tuple[str, str, Context]] = {}
    present: dict[str, dict[str, Presence]] = {}
    for atom, ctx in bound:
        who = atom.who or ctx.subject
        if atom.passed and who:
            places.setdefault(visited(who, atom.passed, ctx), (who, atom.passed, ctx))
        for each in atom.presences(ctx):
            if tied(each, ctx):
                key = visited(each.who, each.place, ctx)
                places.setdefault(key, (each.who, each.place, ctx))
                present.setdefault(key, {}).setdefault(fact_of(each, ctx), each)
    return tuple(
        _stays(who, place, ctx, key, present.get(key, {}))
        for key, (who, place, ctx) in places.items()
    )


def _stays(who: str, place: str, ctx: Context, key: str, present: Mapping[str, Presence]) -> Stays:
    own = called(who, ctx)

    def stay(words: str, which: str, told: str, number: int = 0) -> Stay:
        entry, leave = visit_moments(who, place, ctx, which, told)
        made = {
            folded(f"{which}entry of {own} into {place}{told}"),
            folded(f"{which}exit of {own} from {place}{told}"),
        }
        return Stay(words, entry, leave, number, words == LAST, frozenset({entry, leave} - made))

    one = stay("the visit", "", "")
    others = [stay(v.words, "", f" ({v.words})") for v in ctx.names.visits(who, place)]
    numbered = [
        stay(word, f"{word} ", "", 0 if word == LAST else ORDINALS.index(word) + 1)
        for word in ctx.names.ordinals(who, place)
    ]
    there = {
        p: Stay(p.words, *visit_moments(who, place, ctx, "", f" ({p.words})"),
                held=p.moments, fact=fact)
        for fact, p in present.items() if p.inside
    }  # fmt: skip
    seen = [held for p, held in there.items() if not p.perhaps]
    shape = only_extent(place, ctx)
    perhaps = [
        Perhaps(held, ctx.names.spot(who, held.held[0]), shape)
        for p, held in there.items() if p.perhaps and shape is not None
    ]  # fmt: skip
    absences = [Absence(m, f) for f, p in present.items() if not p.inside for m in p.moments]
    return Stays(
        key, one, stay("in all", "", IN_ALL), stay("another visit", "", BESIDES),
        tuple(s for s in others if not s.moments & one.moments), tuple(numbered),
        tuple(seen), tuple(absences), tuple(perhaps), who,
    )  # fmt: skip


def spoken(parts: Sequence[Part], stays: Sequence[Stays]) -> set[str]:
    """The moments that parts speak of; that a visit lasts at most so long asks for none."""
    ends = {stay.ends for each in stays for stay in each.told}
    return {moment for part in parts for moment in _moments(part, ends)}


def _moments(part: Part, ends: set[tuple[str, str]]) -> Iterator[str]:
    c = part.constraint
    if (
        isinstance(c, Difference)
        and c.earlier is not None
        and c.allowed.lower is None
        and (c.earlier.moment, c.later.moment) in ends
    ):
        return
    yield part.spot.moment
    if isinstance(c, Difference):
        yield c.later.moment
        if c.earlier is not None:
            yield c.earlier.moment
    if part.leg is not None:
        yield part.leg.earlier
        yield part.leg.later


def entries(parts: Sequence[Part]) -> set[str]:
    """The moments that parts tell more of than that something does not come before them.

    A visit whose entry is none of these may have no entry: the object may be there from the first.
    """
    found: set[str] = set()
    for part in parts:
        c = part.constraint
        if isinstance(c, Difference) and not (c.earlier is not None and c.allowed == NOT_BEFORE):
            found |= {c.later.moment} | (set() if c.earlier is None else {c.earlier.moment})
        if part.leg is not None:
            found.add(part.leg.earlier)
    return found
