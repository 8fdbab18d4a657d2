"""A concrete world for tied unknowns: a position, a time and a path for each, found and measured.

Positions come from the centres of what pruning left, and from points at allowed distances of
positions already taken. Times, paths and heights then solve the linear rows with the true ways
between those positions. What is handed on is not that it was found at a stretch, but the stretch
that its own numbers need.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from skywitness.aliases import Floats
from skywitness.claims.meaning.spots import Spot
from skywitness.earth import GEOD, Discs
from skywitness.reason.regions.explore import Row
from skywitness.reason.ties.demands import separations
from skywitness.reason.ties.network import Edge, Network, Unknowns
from skywitness.reason.ties.places import Cover
from skywitness.reason.ties.pruning import Pruned
from skywitness.reason.ties.solving import solved
from skywitness.reason.ties.world import Position, World, needs
from skywitness.reason.work import charge

#: Positions tried for the first place, the second, and each further one: many first, then deeper.
TRIED = ((12, 1, 1), (4, 3, 2))
LEAVES = 20  # whole sets of positions tried of each
MOST = 12  # positions of a place that are looked at
ALIKE = 2  # positions tried first where nothing tells one part of the Earth from another
AZIMUTHS = 24
PINNED = 5_000.0  # metres: places known as closely as this may be settled after the others
STEPS = 33  # points looked at on the way from a position towards another


@dataclass(frozen=True)
class Witness:
    """A world of tied unknowns, and the stretch that its own numbers need."""

    stretch: float
    world: World


def find_witness(state: Pruned, given: Mapping[Spot, Position]) -> Witness | None:
    """A witness at the state's stretch, or ``None`` where none was found.

    ``given`` are positions that already meet what is said of each place alone; they are used for
    places that no edge reaches, and tried first for the others.
    """
    net = state.net
    if net.empty or state.empty:
        return None
    first = _solved(net, {p: at for p, at in given.items() if p in net.unknowns.known})
    if first is not None and all(p in given for p in state.covers):
        return first
    wide = {p: _extent(cover) for p, cover in state.covers.items()}
    pinned = min(PINNED, max(wide.values(), default=0.0) / 5)
    order = _order(state, [p for p in wide if wide[p] > pinned], [])
    # Places known closely are drawn towards the others once those are chosen.
    orders = [_order(state, [p for p in wide if wide[p] <= pinned], order)]
    if any(not net.unknowns.bound(p) for p in order) and set(order) < set(wide):
        # But a place that nothing is said of lies at some distance from those.
        orders.append(_order(state, list(wide), []))
    for order, breadth in itertools.product(orders, TRIED):
        sets = _positions(state, order, dict(given), breadth, 0)
        for positions in itertools.islice(sets, LEAVES):
            if (found := _solved(net, positions)) is not None:
                return found
    return None


def _order(state: Pruned, places: Sequence[Spot], taken: Sequence[Spot]) -> list[Spot]:
    """Places that are ``taken``, then others: those told of first, then those tied to earlier ones.

    Among the same the ones that have the fewest cells left come first.
    """
    net, out, left = state.net, list(taken), list(places)
    while left:
        tied = {p for e in net.edges for p in (e.first, e.second)
                if e.first in out or e.second in out}  # fmt: skip

        def rank(place: Spot, tied: set[Spot] = tied) -> tuple[bool, bool, int]:
            return not net.unknowns.bound(place), place not in tied, len(state.covers[place])

        out.append(min(left, key=rank))
        left.remove(out[-1])
    return out


def stands(net: Network, positions: Mapping[Spot, Position]) -> Witness | None:
    """A witness at the network's stretch with these positions, ``None`` where they do not do.

    They may be those of another world: every place that something is said of must be among them.
    """
    if net.empty or not to_be_placed(net.unknowns) <= set(positions):
        return None
    return _solved(net, {p: at for p, at in positions.items() if p in net.unknowns.known})


def to_be_placed(unknowns: Unknowns) -> set[Spot]:
    """Places without a position of which a world shows nothing."""
    bound = {place for place in unknowns.known if unknowns.bound(place)}
    return bound | {end for _, c in separations(unknowns.parts) for end in (c.first, c.second)}


def _extent(cover: Cover) -> float:
    """How far the cells of a cover are from its first, in metres."""
    xyz = cover.level.discs.xyz
    return float(np.linalg.norm(xyz - xyz[:1], axis=1).max())


def _positions(
    state: Pruned,
    order: Sequence[Spot],
    taken: dict[Spot, Position],
    breadth: Sequence[int],
    depth: int,
) -> Iterator[dict[Spot, Position]]:
    """Sets of positions that each meet what is said of them, and the edges between them."""
    if depth == len(order):
        yield dict(taken)
        return
    place = order[depth]
    fixed = {p: taken[p] for p in order[:depth]}
    later = {p: at for p, at in taken.items() if p not in fixed and p != place}
    most = breadth[min(depth, len(breadth) - 1)]
    if not fixed and not state.net.unknowns.bound(place):
        most = min(most, ALIKE)
    for candidate in _candidates(state, place, fixed, later, taken.get(place))[:most]:
        yield from _positions(state, order, {**taken, place: candidate}, breadth, depth + 1)


def _candidates(
    state: Pruned,
    place: Spot,
    fixed: Mapping[Spot, Position],
    later: Mapping[Spot, Position],
    first: Position | None,
) -> list[Position]:
    """Positions for a place, those first that leave most room.

    Edges to places that are ``fixed`` must be kept; ``later`` ones may still move a little.
    """
    charge(600)
    cover, net = state.covers[place], state.net
    edges = [e for e in net.edges if place in (e.first, e.second) and e.first != e.second]
    near = [(e, fixed[o]) for e in edges if (o := _other(e, place)) in fixed]
    row = (*cover.row, *cover.hard)
    slowest = min((e.speed for e in edges if e.hard), default=math.inf)
    pool = _centres(cover, net.stretch, slowest)
    ring = [p for e, at in near for p in _ring(e, at)]
    if ring:
        pool += _meeting(ring, row, net.stretch)
    if first is not None:
        pool.insert(0, first)
        for _, at in near:
            pool += _drawn(first, at, row, net.stretch)
    if not net.unknowns.bound(place):  # it may be where another is
        pool = [*dict.fromkeys(fixed.values()), *pool]
    if not near:
        half = MOST // 2 + 1
        return pool[:half] + _spread(pool[half:], MOST - half)
    # Ways short of what edges allow leave most room to times, heights and speeds; but a straight
    # line over a shorter way asks for a climb.
    soon = [*near, *((e, later[o]) for e in edges if (o := _other(e, place)) in later)]
    ways = _ways(pool, [at for _, at in soon])
    least = np.array([e.least for e, _ in soon])
    most = np.array([e.most for e, _ in soon])
    kept = len(near)
    able = np.all((least <= ways)[:, :kept] & (ways <= most)[:, :kept], axis=1)
    taken = np.max(ways / np.where(most > 0, most, math.inf), axis=1)
    climbs = np.any(ways < np.array([e.line[0] for e, _ in soon]), axis=1)
    order = np.lexsort((ways.sum(axis=1), taken, climbs))
    fits = [pool[k] for k in order[able[order]]]
    half = MOST // 2
    return fits[:half] + _spread(fits[half:], half)


def _ways(points: Sequence[Position], others: Sequence[Position]) -> Floats:
    """Metres along geodesics from each point to each of the others."""
    here = np.repeat(np.array(points).reshape(-1, 1, 2), len(others), axis=1)
    there = np.repeat(np.array(others).reshape(1, -1, 2), len(points), axis=0)
    far = GEOD.inv(here[..., 0], here[..., 1], there[..., 0], there[..., 1])[2]
    return np.asarray(far)


def _spread(points: Sequence[Position], most: int) -> list[Position]:
    """Some of the points, evenly from the first to the last."""
    if len(points) <= most:
        return list(points)
    return [points[int(k)] for k in np.linspace(0, len(points) - 1, most)]


def _centres(cover: Cover, stretch: float, speed: float) -> list[Position]:
    """Centres of cells that meet what is said of the place: first where most time is left."""
    good = np.flatnonzero(cover.level.centre[:, 0] <= stretch)
    room = cover.late[good] - cover.early[good]
    if np.isfinite(room).all():
        # What a cell's size adds to its window is not there at its centre.
        room = room - 2 * cover.level.discs.radius[good] / speed
        best = good[np.argsort(-room, kind="stable")]
        half = MOST // 2
        good = np.r_[best[:half], best[half :: max(1, len(best) // 200)]]
    else:
        good = good[np.linspace(0, len(good) - 1, min(len(good), 400)).astype(int)]
    lon, lat = cover.level.discs.lon, cover.level.discs.lat
    return [(float(lon[k]), float(lat[k])) for k in good]


def _meeting(points: Sequence[Position], row: Row, stretch: float) -> list[Position]:
    """The points that meet what is said of a place."""
    if not points:
        return []
    lon, lat = (np.array([p[k] for p in points]) for k in (0, 1))
    fit = needs(row, Discs(lon, lat, np.zeros(len(points)))) <= stretch
    return [p for p, ok in zip(points, fit, strict=True) if ok]


def _drawn(start: Position, goal: Position, row: Row, stretch: float) -> list[Position]:
    """The point nearest to ``goal`` on the way there that still meets what is said of a place."""
    azimuth, _, far = GEOD.inv(*start, *goal)
    if far <= 0:
        return []
    reach = np.r_[np.geomspace(1.0, max(far, 2.0), STEPS - 1), far]
    same = np.ones(STEPS)
    lon, lat, _ = GEOD.fwd(start[0] * same, start[1] * same, azimuth * same, np.minimum(reach, far))
    points = list(zip(np.asarray(lon).tolist(), np.asarray(lat).tolist(), strict=True))
    return _meeting(points, row, stretch)[-1:]


def _other(edge: Edge, place: Spot) -> Spot:
    return edge.second if edge.first == place else edge.first


def _ring(edge: Edge, centre: Position) -> list[Position]:
    """Points at distances that an edge allows from a position."""
    far = min(edge.most, edge.least + 2_000_000.0)
    if far < edge.least:
        return []
    out = [centre] if edge.least <= 0 else []
    low, high = edge.line
    level = {(low + high) / 2} if low > 0 and math.isfinite(high) else set()
    distances = {edge.least, (edge.least + far) / 2, far, edge.least + (far - edge.least) / 8}
    for distance in distances | level:
        if distance <= 0:
            continue
        turn = np.arange(AZIMUTHS) * 360.0 / AZIMUTHS
        same = np.full(AZIMUTHS, 1.0)
        lon, lat, _ = GEOD.fwd(centre[0] * same, centre[1] * same, turn, distance * same)
        out += list(zip(np.asarray(lon).tolist(), np.asarray(lat).tolist(), strict=True))
    return out


def _solved(net: Network, positions: Mapping[Spot, Position]) -> Witness | None:
    """Times, paths and heights for positions, and the stretch all of it needs."""
    world = solved(net, positions)
    if world is None:
        return None
    needed = world.stretch()
    return Witness(needed, world) if needed <= net.stretch + 1e-9 else None
