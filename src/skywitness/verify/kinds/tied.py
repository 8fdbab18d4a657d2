"""``tied``: places tied to each other, tiles of which are removed until one has none left.

``places`` names tiles that cover the Earth for each place; ``edges`` bound the way between two of
them; ``removals`` are steps in order, each with the ``place`` whose ``tiles`` it removes and ``by``
what: ``["part", k]`` where demand ``k`` fails all over the tile, ``["edge", e]`` where no tile that
the other place still has lies at a distance that edge ``e`` allows. At the end a place has no tile
left, or ``ways`` (least metres between tiles that are left) and ``sum`` add up to a contradiction.
Or ``pair`` numbers two edges between the same places that no way is long and short enough for, or
one edge twice: a straight line that is shorter than its ends differ in height.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from skywitness.aliases import Json
from skywitness.verify.geometry.earth import Array, Flags, Spots, arc_at_least, arc_at_most
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.geometry.tiles import check_cover, read_tiles
from skywitness.verify.kinds.leaves import failing, shown
from skywitness.verify.kinds.linear import table_of
from skywitness.verify.motion.rows import GROUND, Expression, Table, gap, path
from skywitness.verify.statements.bands import interval
from skywitness.verify.statements.failure import FailedError

#: A chord at sea level is at most this times the line between places above its ends, the difference
#: of their heights taken off that at right angles, where neither lies below the lowest dry land
#: (430 m): of ends ``p + h n`` the square of the line is that of the chord, that of the heights'
#: difference, and ``2 h`` times the chord along each normal, of which no part exceeds the chord's
#: square over twice the least radius of curvature.
BELOW_SEA = 1.0001
#: Most tiles of one place, and most pairs of tiles looked at together.
MOST = 50_000
PAIRS = 4_000_000


@dataclass
class Alive:
    """The tiles of one place, and which of them are left."""

    names: list[str]
    spots: Spots = field(init=False)
    left: Flags = field(init=False)
    number: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Check that the tiles cover the sphere."""
        if len(self.names) > MOST:
            raise FailedError(f"a place has more than {MOST:,} tiles")
        tiles = read_tiles(self.names)
        check_cover(self.names)
        self.spots = tiles.spots()
        self.left = np.ones(len(self.names), dtype=bool)
        self.number = {name: k for k, name in enumerate(self.names)}

    def numbers(self, names: list[str]) -> np.ndarray:
        """The numbers of tiles that are still there.

        Raises:
            FailedError: one is not.
        """
        found = np.array([self.number.get(name, -1) for name in names], dtype=np.int64)
        if len(set(names)) != len(names) or (found < 0).any() or not self.left[found].all():
            raise FailedError("tiles are removed that are not there")
        return found


@dataclass(frozen=True)
class Edge:
    """The way in metres between two places lies in ``[least, most]``."""

    first: str
    second: str
    least: float
    most: float


def check(log: Json, shapes: Shapes) -> None:
    """Check the log; raises :class:`FailedError` when it does not show what it says."""
    table = table_of(log)
    alive = {name: Alive(str(tiles).split()) for name, tiles in log["places"].items()}
    edges = [edge_of(each, table) for each in log["edges"]]
    if log.get("pair"):
        _exclude_each_other(log["pair"], edges)
        return
    for number, step in enumerate(log["removals"]):
        try:
            _remove(step, alive, edges, table, shapes)
        except FailedError as error:
            raise FailedError(f"removal {number}: {error}") from error
    if any(not place.left.any() for place in alive.values()):
        return
    if not log.get("sum"):
        raise FailedError("every place has tiles left")
    for way in log["ways"]:
        table.ways.append(_way(way, alive, table))
    table.contradictory(log["sum"])


def _exclude_each_other(pair: list[int], edges: list[Edge]) -> None:
    if len(pair) != 2 or not all(isinstance(k, int) and 0 <= k < len(edges) for k in pair):
        raise FailedError("a pair is of two edges")
    one, other = (edges[k] for k in pair)
    if {one.first, one.second} != {other.first, other.second}:
        raise FailedError("the two edges are not between the same places")
    if max(one.least, other.least) <= min(one.most, other.most):
        raise FailedError("the two edges leave a way that both allow")


def _remove(
    step: Json, alive: dict[str, Alive], edges: list[Edge], table: Table, shapes: Shapes
) -> None:
    kind, k = step["by"]
    place = alive[step["place"]]
    names = str(step["tiles"]).split()
    gone = place.numbers(names)
    if kind == "part":
        demand = table.demand(k, "place")
        if table.moments[k] != step["place"]:
            raise FailedError(f"demand {k} is of another place")
        shown(names, failing(demand, shapes, table.stretch), f"that demand {k} fails there")
    elif kind == "edge" and isinstance(k, int) and 0 <= k < len(edges):
        edge = edges[k]
        if step["place"] not in (edge.first, edge.second) or edge.first == edge.second:
            raise FailedError(f"edge {k} does not lead to this place")
        other = alive[edge.second if edge.first == step["place"] else edge.first]
        if _reached(place.spots.take(gone), other.spots.take(np.flatnonzero(other.left)), edge):
            raise FailedError(f"edge {k} still leads from a tile to one that is left")
    else:
        raise FailedError("a removal has no known reason")
    place.left[gone] = False


def _reached(mine: Spots, theirs: Spots, edge: Edge) -> bool:
    """Whether some tile of one lies at an allowed distance from some tile of the other."""
    rows = max(1, PAIRS // max(1, len(theirs)))
    for k in range(0, len(mine), rows):
        low, high = _ways(mine.take(np.arange(k, min(k + rows, len(mine)))), theirs)
        if ((low <= edge.most) & (high >= edge.least)).any():
            return True
    return False


def _ways(mine: Spots, theirs: Spots) -> tuple[Array, Array]:
    """Bounds in metres on the way between discs, ``(n, m)`` each."""
    chord = np.linalg.norm(mine.space[:, None, :] - theirs.space[None, :, :], axis=2)
    wide = mine.radius[:, None] + theirs.radius[None, :]
    return np.maximum(arc_at_least(chord) - wide, 0.0), arc_at_most(chord) + wide


def _way(stated: Json, alive: dict[str, Alive], table: Table) -> tuple[str, str, str, Fraction]:
    """A way that is at least so long between all tiles left of two places of an object."""
    who, first, second = str(stated["who"]), stated["first"], stated["second"]
    metres = float(stated["metres"])
    ends = (_moment(who, first, table), _moment(who, second, table))
    mine, theirs = (alive[p].spots.take(np.flatnonzero(alive[p].left)) for p in (first, second))
    nearer = Edge(first, second, 0.0, math.nextafter(metres, 0.0))
    if first == second or _reached(mine, theirs, nearer):
        raise FailedError(f"'{first}' and '{second}' are not shown to be {metres:,.0f} m apart")
    return who, *ends, Fraction(metres)


def edge_of(stated: Json, table: Table) -> Edge:
    """An edge, its bounds taken from what it rests on.

    Raises:
        FailedError: it does not rest on what it says.
    """
    first, second, by = str(stated["first"]), str(stated["second"]), stated["by"]
    if "separation" in by:
        demand = table.demand(by["separation"], "separation")
        if {demand["first"], demand["second"]} != {first, second}:
            raise FailedError("an edge is of other places than its separation")
        least, most = interval(demand["allowed"], table.stretch)
        if demand["slant"]:
            return Edge(first, second, 0.0, _under(first, second, most, by, table))
        return Edge(first, second, least, most)
    who = str(by["who"])
    ends = (_moment(who, first, table), _moment(who, second, table))
    if "speed" in by:  # in whatever order
        demand = table.demand(by["speed"], "mover")
        if demand["who"] != who or not {first, second} <= set(demand["places"]):
            raise FailedError("an edge is of other places than its hard speed")
        forth = table.bound(by["forth"], gap(*ends))
        back = table.bound(by["back"], gap(*ends[::-1]))
        longest = max(forth, back, Fraction(0)) * Fraction(demand["speed"])
    else:
        if ends not in table.orders:
            raise FailedError(f"it is not shown that '{ends[0]}' comes before '{ends[1]}'")
        longest = table.bound(by["path"], path(who, *ends))
    return Edge(first, second, 0.0, _up(longest / GROUND))


def _under(first: str, second: str, line: float, by: Json, table: Table) -> float:
    """The longest way under a straight line no longer than ``line`` metres, less its climb."""
    rise = 0.0
    if by.get("climb"):
        sign = Fraction(1) if by["up"] else Fraction(-1)
        signed: Expression = {("h", first): sign, ("h", second): -sign}
        rise = max(0.0, -_up(table.bound(by["climb"], signed)))
    if line < rise:
        return -1.0
    if math.isinf(line):
        return math.inf
    chord = math.sqrt(line * line - rise * rise) * BELOW_SEA
    return float(arc_at_most(np.array(chord)))


def _moment(who: str, place: str, table: Table) -> str:
    """The moment at which demands tell an object to be at a place.

    Raises:
        FailedError: they do not.
    """
    found = [m for w, m, p in table.stops() if (w, p) == (who, place)]
    if len(found) != 1:
        raise FailedError(f"nothing says that {who} is at '{place}'")
    return found[0]


def _up(value: Fraction) -> float:
    near = float(value)
    return near if Fraction(near) >= value else math.nextafter(near, math.inf)
