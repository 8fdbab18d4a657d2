"""How the sun can stand over a place and a time that are known within bounds.

What is demanded of the sun is so in no world if in every cell that a moment's place can lie in, and
at every time that it can have been, the sun stands too high, too low or in another direction, with
all that cells and spans of time leave open. A witness is a place and a time at which it is so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats
from skywitness.claims.meaning.parts import Constraint, Difference, Sun
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stretches import BEYOND, DOUBLED, POLICY
from skywitness.earth import Discs, turn_between
from skywitness.places.sun import FIRST, LAST, Sky, sky
from skywitness.reason.regions.cells import Cells, whole_earth
from skywitness.reason.regions.explore import Explorer
from skywitness.reason.times.clockwork import implied_times
from skywitness.reason.work import charge

#: Seconds of the longest span of time that is looked at, and of one look.
LONGEST, LOOK = 129_600.0, 900.0
#: Cells are split down to this radius in metres, and there are at most so many.
FINEST, MOST_CELLS = 10_000.0, 6_000
#: Stretches at which nothing being left is tried.
TRIED = (POLICY, DOUBLED, 4.0, 8.0, 16.0, BEYOND)
#: Degrees by which a witness is inside what is demanded, so that another formula finds it so.
ROOM = 0.06
#: Degrees, far more than rounding is worth, by which many places are looked at more loosely.
LOOSE = 1e-6
#: A time to show where nothing bounds it and the case has no day: noon of 1 January 2000 (UTC).
SOME_TIME = 946_728_000.0
HALF_A_DAY = 43_200.0


@dataclass(frozen=True)
class Span:
    """Seconds since 1970 between which a moment was."""

    first: float
    last: float

    @property
    def bounded(self) -> bool:
        """Whether the sun's way in it tells anything."""
        return FIRST <= self.first <= self.last <= LAST and self.last - self.first <= LONGEST

    def looks(self) -> Iterator[tuple[float, float]]:
        """Times that together are near all of it, each with the seconds up to which it serves."""
        count = max(1, math.ceil((self.last - self.first) / LOOK))
        half = (self.last - self.first) / count / 2
        for k in range(count):
            yield self.first + (2 * k + 1) * half, half


def span_of(moment: str, times: Sequence[Difference], stretch: float) -> Span | None:
    """When a moment can have been at a stretch; ``None`` where it cannot have been."""
    found = implied_times(times, moment, None, stretch)
    return None if found is None else Span(*found)


def least_sunlit(
    suns: Sequence[Sun],
    row: Sequence[Constraint],
    hard: Sequence[Constraint],
    times: Sequence[Difference],
) -> float:
    """A stretch below which demands on the sun at one place and time cannot be met.

    ``row`` and ``hard`` bound the place, ``times`` the time.
    """
    least = 0.0
    for stretch in TRIED:
        if not _nothing_left(suns, row, hard, times, stretch):
            break
        least = stretch
    return math.nextafter(least, math.inf) if least else 0.0


def _nothing_left(
    suns: Sequence[Sun],
    row: Sequence[Constraint],
    hard: Sequence[Constraint],
    times: Sequence[Difference],
    stretch: float,
) -> bool:
    span = span_of(suns[0].clock.moment, times, stretch)
    if span is None or not span.bounded:
        return False
    return dark_cells(suns, row, hard, span, stretch) is not None


def dark_cells(
    suns: Sequence[Sun],
    row: Sequence[Constraint],
    hard: Sequence[Constraint],
    span: Span,
    stretch: float,
) -> list[tuple[Cells, npt.NDArray[np.bool_]]] | None:
    """Cells that cover the Earth, in each of which the place cannot be or the sun does not fit.

    With each the flags of those that the sun excludes; ``None`` where a cell is left.
    """
    explorer = Explorer([row], hard) if row or hard else None
    cells = whole_earth(2)
    done = []
    total = 0
    while len(cells):
        discs = cells.discs()
        charge(60.0 + 3.0 * len(cells))
        fails = ~can_shine(suns, discs, span, stretch)
        open_ = np.flatnonzero(~fails)
        gone = fails.copy()
        if explorer is not None and len(open_):
            gone[open_] = explorer(cells.take(open_)).low[:, 0] > stretch
        done.append((cells.take(gone), fails[gone]))
        left = np.flatnonzero(~gone)
        total += len(cells)
        if not len(left):
            return done
        if discs.radius[left].min() < FINEST or total + 4 * len(left) > MOST_CELLS:
            return None
        cells = cells.take(left).children()
    return done


def can_shine(
    suns: Sequence[Sun], discs: Discs, span: Span, stretch: float
) -> npt.NDArray[np.bool_]:
    """Discs over which the sun may stand as demanded at some time of a span."""
    out = np.zeros(len(discs), dtype=bool)
    for seconds, within in span.looks():
        todo = np.flatnonzero(~out)
        if not len(todo):
            break
        here = sky(discs.lon[todo], discs.lat[todo], discs.radius[todo], seconds, within)
        out[todo] = np.logical_and.reduce([_may(sun, here, stretch) for sun in suns])
    return out


def _may(sun: Sun, here: Sky, stretch: float) -> npt.NDArray[np.bool_]:
    low, high = sun.height.at(stretch)
    fits = (here.height + here.off >= low) & (here.height - here.off <= high)
    if sun.way is not None:
        fits &= _turn(sun, here) - here.turned <= sun.way.at(stretch)
    return np.asarray(fits)


def _turn(sun: Sun, here: Sky) -> Floats:
    assert sun.way is not None
    return turn_between(here.way, sun.way.centre)


def shines(suns: Sequence[Sun], at: tuple[float, float], seconds: float, stretch: float) -> bool:
    """Whether the sun surely stands as demanded over a position at a time."""
    if not FIRST <= seconds <= LAST:
        return False
    point = np.array([at[0]]), np.array([at[1]]), np.zeros(1)
    return bool(_surely(suns, sky(*point, seconds, 0.0), stretch, 0.0)[0])


def _surely(suns: Sequence[Sun], here: Sky, stretch: float, loose: float) -> npt.NDArray[np.bool_]:
    """Where the sun surely stands as demanded, give or take ``loose`` degrees."""
    out = np.ones(len(here.height), dtype=bool)
    for sun in suns:
        low, high = sun.height.at(stretch)
        out &= (low + ROOM - loose <= here.height) & (here.height <= high - ROOM + loose)
        if sun.way is not None:
            out &= _turn(sun, here) + (here.turned + ROOM) <= sun.way.at(stretch) + loose
    return out


def _shone(
    suns: Sequence[Sun],
    places: tuple[Floats, Floats],
    moments: Sequence[float],
    stretch: float,
) -> Iterator[tuple[tuple[float, float], float]]:
    """Places (degrees) and moments at which the sun surely stands as demanded, place by place.

    All places are looked at together for each moment, a little loosely, as sines of many numbers
    may differ in their last bit from sines of one; what passes is looked at by itself.
    """
    lon, lat = places
    passed = np.zeros((len(lon), len(moments)), dtype=bool)
    for k, seconds in enumerate(moments):
        if FIRST <= seconds <= LAST:
            here = sky(lon, lat, np.zeros(len(lon)), seconds, 0.0)
            passed[:, k] = _surely(suns, here, stretch, LOOSE)
    for place, moment in np.argwhere(passed):
        at, seconds = (float(lon[place]), float(lat[place])), moments[moment]
        if shines(suns, at, seconds, stretch):
            yield at, seconds


def sunlit(
    suns: Sequence[Sun],
    row: Sequence[Constraint],
    hard: Sequence[Constraint],
    span: Span,
    known: tuple[float, float] | None,
    stretch: float,
    noon: float = SOME_TIME,
) -> tuple[tuple[float, float], float] | None:
    """A place and a time at which the sun stands as demanded, ``known`` first of all.

    The place meets ``row`` for every true shape; the time is on the day of ``noon`` where the span
    leaves that open.
    """
    moments = list(_moments(span, noon))
    if known is not None:
        for seconds in moments:
            if shines(suns, known, seconds, stretch):
                return known, seconds
    explorer = Explorer([row], hard) if row or hard else None
    cells = whole_earth(2)
    total = 0
    while len(cells):
        discs = cells.discs()
        total += len(cells)
        may = np.ones(len(cells), dtype=bool)
        good = np.ones(len(cells), dtype=bool)
        if explorer is not None:
            level = explorer(cells)
            may, good = level.low[:, 0] <= stretch, level.centre[:, 0] <= stretch
        found = next(_shone(suns, (discs.lon[good], discs.lat[good]), moments, stretch), None)
        if found is not None:
            return found
        left = np.flatnonzero(may)
        if explorer is None or not len(left) or total + 4 * len(left) > MOST_CELLS:
            return None
        cells = cells.take(left).children()
    return None


def _moments(span: Span, noon: float) -> Iterator[float]:
    """Times of a span to try: its middle, its ends and some between; of a long one a day's."""
    first, last = span.first, span.last
    day = noon - HALF_A_DAY, noon + HALF_A_DAY
    if last - first > day[1] - day[0] and max(first, day[0]) < min(last, day[1]):
        first, last = max(first, day[0]), min(last, day[1])
    elif math.isinf(first):
        first = last - 86_400.0
    elif math.isinf(last) or last - first > 86_400.0:
        last = first + 86_400.0
    for share in (0.5, 0.0, 1.0, 0.25, 0.75, 0.125, 0.375, 0.625, 0.875):
        yield first + share * (last - first)


def spots_of(suns: Sequence[Sun]) -> dict[tuple[Spot, str], list[Sun]]:
    """Demands on the sun by the place and the moment that they are about."""
    out: dict[tuple[Spot, str], list[Sun]] = {}
    for sun in suns:
        out.setdefault((sun.spot, sun.clock.moment), []).append(sun)
    return out
