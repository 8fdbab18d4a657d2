"""What one joint reading says of the visits of one place by one object."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from skywitness.claims.language.atoms.shared.common import OUTSIDE
from skywitness.claims.language.atoms.shared.presence import in_again, more_than_one
from skywitness.claims.meaning.parts import Constraint, Difference, Part, Reading, State
from skywitness.claims.visitstays import Absence, Perhaps, Stay, Stays, entries
from skywitness.claims.visittotals import Ends
from skywitness.places.measures.measures import SignedDistance

#: Of more moments at which it may be inside, by their positions, the others are left open.
MOST_OPEN = 2

#: One order of visits: those that are one stand together, each group before the next.
Groups = tuple[tuple[Stay, ...], ...]


@dataclass(frozen=True)
class Said:
    """What a reading says of visits of one place.

    ``told`` are those that it tells of, ``seen`` and ``absences`` what it says of moments,
    ``totals`` how long all last together. ``begun`` are moments of which more is told than an
    order, ``denied`` the facts that it denies. ``spans`` are moments between which it is inside all
    the time, ``perhaps`` those at which its position is inside as drawn.
    """

    stays: Stays
    told: tuple[Stay, ...]
    seen: tuple[Stay, ...]
    absences: tuple[Absence, ...]
    totals: tuple[Part, ...]
    moments: frozenset[str]
    begun: frozenset[str]
    denied: frozenset[str]
    spans: tuple[Ends, ...] = ()
    perhaps: tuple[Perhaps, ...] = ()

    def enters(self, group: Sequence[Stay]) -> bool:
        """Whether one visit surely has an entry: it is told of, or a number counts it."""
        return any(stay.number or stay.last or stay.entry in self.begun for stay in group)

    def entries(self, groups: Groups) -> int:
        """How often the object enters at the least."""
        numbers = [stay.number for group in groups for stay in group]
        first = 1 if groups and not self.enters(groups[0]) else 0
        return max([len(groups) - first, *numbers])

    def again(self, groups: Groups) -> list[str]:
        """The facts that such visits make so."""
        found = []
        if self.entries(groups) > 1:
            found.append(more_than_one(self.stays.key))
        if len(groups) > 1 or self.entries(groups) > 1:
            found.append(in_again(self.stays.key))
        return found


def said_of(parts: Sequence[Part], stays: Stays, moments: frozenset[str]) -> Said:
    """What parts that speak of these ``moments`` say of the visits of one place."""
    states = [p.constraint for p in parts if isinstance(p.constraint, State)]
    so = {state.what for state in states if state.value}
    denied = {state.what for state in states if not state.value}
    told = tuple(stay for stay in stays.told if stay.moments & moments)
    seen = tuple(stay for stay in stays.seen if stay.fact in so)
    absences = tuple(absence for absence in stays.absences if absence.fact in so)
    once = {in_again(stays.key), more_than_one(stays.key)} & denied
    spans = _spans(seen, one=in_again(stays.key) in denied)
    totals = tuple(p for p in parts if ends_of(p) == stays.total.ends)
    # Else each moment may be of a visit of its own, or of none.
    timed = bool(totals) and len(seen) + len(absences) <= MOST_OPEN
    apart = absences and (once or any(len(stay.held) > 1 for stay in seen))
    if not told and not timed and not apart:
        seen, absences = (), ()
    return Said(
        stays,
        told,
        seen,
        absences,
        totals,
        moments,
        frozenset(entries(parts)),
        frozenset(once),
        spans,
        _open(
            stays,
            so,
            told,
            {*(m for stay in seen for m in stay.held), *(a.moment for a in absences)},
        ),
    )


def _open(
    stays: Stays, so: Collection[str], told: Sequence[Stay], known: Collection[str]
) -> tuple[Perhaps, ...]:
    """The first moments at which it may be inside, where visits are told and nothing else is."""
    found = [p for p in stays.perhaps if p.stay.fact in so and p.moment not in known]
    return tuple(found[:MOST_OPEN]) if told else ()


def each_way(reading: Reading, said: Said) -> Iterator[tuple[Reading, Said]]:
    """A reading with what it says of visits, where each open moment is on one, or outside."""
    for inside in itertools.product((True, False), repeat=len(said.perhaps)):
        both = list(zip(said.perhaps, inside, strict=True))
        off = tuple(
            Part("", f"outside {p.place.name} at {p.moment}", p.spot,
                 Constraint(SignedDistance(p.place), OUTSIDE), implied=True)
            for p, is_in in both if not is_in
        )  # fmt: skip
        yield (
            replace(reading, parts=(*reading.parts, *off)),
            replace(
                said,
                seen=(*said.seen, *(p.stay for p, is_in in both if is_in)),
                absences=(*said.absences, *(p.absence for p, is_in in both if not is_in)),
            ),
        )


def _spans(seen: Sequence[Stay], *, one: bool) -> tuple[Ends, ...]:
    """Moments between which it is inside all the time: of each stay, or of all if that is ``one``.

    Of several stays each pair comes both ways: which moment is first is not told.
    """
    if one:
        held = dict.fromkeys(m for stay in seen for m in stay.held)
        return tuple(itertools.permutations(held, 2))
    return tuple((stay.held[0], stay.held[-1]) for stay in seen if len(stay.held) > 1)


def ends_of(part: Part) -> Ends | None:
    """The two moments that a part tells the time between, if it tells one."""
    c = part.constraint
    if not isinstance(c, Difference) or c.earlier is None:
        return None
    return c.earlier.moment, c.later.moment
