"""Which pairs of cells, in pairs of blocks, are near enough to tell something: compiled.

Nearly all the time of a search is spent here, on pairs that tell nothing. Of each the square of the
chord between its cells' centres is held against the way up to which the pair can tell something:
if both cells are known to have a pair that can be so, only what brings an arrival forward, puts a
departure off or shortens the least way; else all that the edge allows. Every number is as in
:mod:`.passes`, which also says why nothing is lost.
"""

from __future__ import annotations

from functools import cache
from typing import Any

Array = Any
#: Seconds that sums of windows may be off: times since 1970 have an ulp of 0.2 microseconds.
ROUNDING = 1e-6


def _near_pairs(  # noqa: PLR0912, PLR0915 (compiled code calls nothing that is not compiled)
    one: tuple[Array, Array, Array], other: tuple[Array, Array, Array], g: Array, h: Array,
    windows: tuple[Array, Array, Array, Array], known: tuple[Array, ...],
    forth: tuple[Array, Array], back: tuple[Array, Array],
    edge: tuple[bool, bool, float, float, float], shortest: float, slack: float, bent: float,
    i: Array, j: Array,
) -> int:  # fmt: skip
    """Fill ``i`` and ``j`` with the numbers of cells of near pairs, and count them.

    Args:
        one: numbers (blocks, size), ECEF metres (blocks, size, 3) and radii of the first cells.
        other: the same of the second.
        g: blocks of the first, each looked at with the block of the second in ``h``.
        h: see ``g``.
        windows: earliest and latest seconds of the first cells, and of the second.
        known: whether a cell has a pair that can be so, one on the way there, on the way back.
        forth: the last departure from each first cell, the first arrival at each second one.
        back: the first return to each first cell, the last departure from each second one.
        edge: whether times bind, whether either end may come first, the least and the longest way,
            and metres of way a second is enough for.
        shortest: the least way known so far.
        slack: metres that a chord may be longer than what it bounds.
        bent: as how many times the chord a way along the ground is at most.
        i: room for the numbers of first cells.
        j: room for those of second cells.
    """
    cells, xyz, radius = one
    cells_2, xyz_2, radius_2 = other
    early, late, begin, end = windows
    here, there, goes, comes, ends, begins = known
    departure, arrival = forth
    reach, leave = back
    timed, either, least, longest, pace = edge
    count = 0
    for pair in range(len(g)):
        first, second = g[pair], h[pair]
        for row in range(cells.shape[1]):
            a = cells[first, row]
            x, y, z = xyz[first, row, 0], xyz[first, row, 1], xyz[first, row, 2]
            for column in range(cells_2.shape[1]):
                b = cells_2[second, column]
                every = here[a] and there[b]
                useful, most = shortest, longest
                if timed:
                    time = end[b] + ROUNDING - early[a]
                    if time >= 0:
                        every = every and goes[a] and comes[b]
                        # A difference of two infinities is no number, and never more.
                        sooner, later = arrival[b] - early[a], end[b] - departure[a]
                        useful = max(useful, sooner * pace, later * pace)
                    if either:
                        other_time = late[a] + ROUNDING - begin[b]
                        if other_time >= 0:
                            every = every and ends[a] and begins[b]
                            sooner, later = reach[a] - begin[b], late[a] - leave[b]
                            useful = max(useful, sooner * pace, later * pace)
                        time = max(time, other_time)
                    most = min(most, time * pace)
                    if most < 0:
                        continue
                if every:
                    if useful <= 0:
                        continue
                    most = min(most, useful)
                radii = radius[first, row] + radius_2[second, column]
                room = most + radii + slack
                if room < 0:
                    continue
                dx = x - xyz_2[second, column, 0]
                dy = y - xyz_2[second, column, 1]
                dz = z - xyz_2[second, column, 2]
                square = dx * dx + dy * dy + dz * dz
                if square > room * room:
                    continue
                if least > 0:
                    far = (least - radii - slack) / bent
                    if far > 0 and square < far * far:
                        continue
                i[count], j[count] = a, b
                count += 1
    return count


@cache
def near_pairs() -> Any:
    """The function above, compiled."""
    from skywitness.machinecode import compiled

    return compiled(_near_pairs, nogil=True)
