"""What a time of all visits together leaves to each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from skywitness.claims.language.atoms.shared.common import NOT_BEFORE
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import Clock, Difference, Part
from skywitness.claims.meaning.spots import Spot

#: Entry and exit of a visit.
Ends = tuple[str, str]


@dataclass(frozen=True)
class Together:
    """Parts that tell how long all visits last together, and the visits that parts speak of.

    ``totals`` are of the pseudo visit ``all_ends``; ``visits`` are in their order, ``said`` all
    parts that speak of these.
    """

    totals: tuple[Part, ...]
    visits: tuple[Ends, ...]
    said: tuple[Part, ...]

    def at_most(self) -> Iterator[Part]:
        """No visit lasts longer than all, nor do several together."""
        for total in self.totals:
            upper = _allowed(total).upper
            if upper is None:
                continue
            for visit in self.visits:
                yield lasting(total, visit, Range(None, upper, _allowed(total).unit))
            others = [side for side in self._least[1:] if side is not None and side.limit > 0]
            if others:
                left = Range(None, _left(upper, others), _allowed(total).unit)
                yield _left_to(total, self.visits[0], left)

    @property
    def at_least(self) -> bool:
        """Whether a total says of a least time how long it is."""
        return any(self._lower)

    def no_other(self) -> list[Part] | None:
        """What is so where there is no visit besides; None where no one visit can be told of it."""
        open_ = [k for k, side in enumerate(self._most) if side is None]
        if len(open_) > 1:
            return None
        k = open_[0] if open_ else 0
        others = [side for j, side in enumerate(self._most) if j != k and side is not None]
        return [
            _left_to(total, self.visits[k], Range(_left(lower, others), None, "min"))
            for total, lower in self._lowers()
        ]

    def besides(self, ends: Ends, all_else: Sequence[str], *, before: bool) -> Iterator[Part]:
        """The parts of a visit besides, after all else or before it: it makes up what they lack."""
        known = [side for side in self._most if side is not None]
        whole = len(known) == len(self._most)
        for total, lower in self._lowers():
            rest = _left(lower, known) if whole else None
            low = rest if rest is not None and rest.limit > 0 else Side(0.0, 0.0)
            upper = _allowed(total).upper
            least = [side for side in self._least if side is not None]
            high = None if upper is None else _left(upper, least)
            yield _left_to(total, ends, Range(low, high, _allowed(total).unit))
        for moment in all_else:
            later, earlier = (moment, ends[1]) if before else (ends[0], moment)
            demand = Difference(Clock(later), Clock(earlier), NOT_BEFORE)
            yield Part("", "another visit besides", Spot.of(earlier), demand, implied=True)

    def _lowers(self) -> list[tuple[Part, Side]]:
        return [(p, lower) for p in self.totals for lower in self._lower_of(p)]

    @property
    def _lower(self) -> list[Side]:
        return [side for _, side in self._lowers()]

    @staticmethod
    def _lower_of(part: Part) -> list[Side]:
        lower = _allowed(part).lower
        return [lower] if lower is not None and lower.limit > 0 else []

    @property
    def _least(self) -> list[Side | None]:
        """The greatest lower end that is told of each visit."""
        found = [
            [c.allowed.lower for c in self._told(visit) if c.allowed.lower is not None]
            for visit in self.visits
        ]
        return [max(mine, key=lambda side: side.limit, default=None) for mine in found]

    @property
    def _most(self) -> list[Side | None]:
        """The least upper end that is told of each visit."""
        found = [
            [c.allowed.upper for c in self._told(visit) if c.allowed.upper is not None]
            for visit in self.visits
        ]
        return [min(mine, key=lambda side: side.limit, default=None) for mine in found]

    def _told(self, visit: Ends) -> list[Difference]:
        return [
            c
            for p in self.said
            for c in [p.constraint]
            if isinstance(c, Difference)
            and c.earlier is not None
            and (c.earlier.moment, c.later.moment) == visit
        ]


def _allowed(total: Part) -> Range:
    assert isinstance(total.constraint, Difference)
    return total.constraint.allowed


def lasting(total: Part, visit: Ends, allowed: Range) -> Part:
    """A part that tells of one visit what a total tells of all."""
    demand = Difference(Clock(visit[1]), Clock(visit[0]), allowed)
    return replace(total, spot=Spot.of(visit[0]), constraint=demand)


def _left_to(total: Part, visit: Ends, allowed: Range) -> Part:
    """What follows from a total and from what other visits last."""
    words = "what the total leaves to a visit"
    return replace(lasting(total, visit, allowed), claim="", name=words, implied=True)


def _left(total: Side, others: Sequence[Side]) -> Side:
    """An end of a total less ends of others.

    They give way together, from the least stretch at which any of them does: that leaves no less
    than they do.
    """
    return Side(
        total.limit - sum(side.limit for side in others),
        total.per + sum(side.per for side in others),
        min([total.after, *(side.after for side in others)]),
    )
