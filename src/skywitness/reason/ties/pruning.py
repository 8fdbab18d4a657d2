"""Covers of tied places pruned against each other to a fixed point.

A cell of one place is dropped when no cell of the other is at a distance that the edge between them
allows, or at a time from which it could be reached. Dropping cells only ever removes what cannot
be, so once a cover is empty nothing can be so at this stretch.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from skywitness.claims.meaning.spots import Spot
from skywitness.reason.regions.explore import finest_radius
from skywitness.reason.ties.network import Edge, Network, Unknowns, network, tightened
from skywitness.reason.ties.passes import pass_over
from skywitness.reason.ties.places import ANY, Cover, Window, first_cover

ROUNDS = 14  # of splitting
PASSES = 12  # over the edges between two rounds
#: Cells of each place where none is bound to a part of the Earth: more tell hardly anything.
ANYWHERE = 400
#: A way shown between two places is told to the times only when it has grown by this much.
GROWN = 1.02


@dataclass
class Pruned:
    """What is left at a stretch: ``empty`` is a proof that nothing is.

    ``sources`` are numbers of the parts that a refutation without places used; ``steady`` says that
    no edge tells anything more of these cells.
    """

    net: Network
    covers: dict[Spot, Cover] = field(default_factory=dict)
    empty: bool = False
    sources: tuple[int, ...] = ()
    steady: bool = False
    shown: dict[tuple[Spot, Spot, str], float] = field(default_factory=dict)

    def settled(self) -> bool:
        """Whether cells are so small that splitting them tells nothing new."""
        return not any(cover.coarse for cover in self.covers.values())


def pruned(unknowns: Unknowns, stretch: float, *, also: Sequence[Spot] = ()) -> Pruned:
    """The first covers at a stretch, pruned; :func:`refine` goes on from there.

    ``also`` are places that get a cover even where no edge can exclude anything of them.
    """
    net = network(unknowns, stretch)
    out = Pruned(net)
    if net.empty:
        out.empty, out.sources = True, () if net.proof is None else net.proof.sources
        return out
    out.empty = _without_places(net.edges)
    if out.empty:
        return out
    for place in dict.fromkeys((*_telling(net), *also)):
        out.covers[place] = _cover(net, place)
    if not any(map(unknowns.bound, out.covers)):
        for cover in out.covers.values():
            cover.most = ANYWHERE
    if any(len(c) == 0 for c in out.covers.values()):
        out.empty = True
    if not out.empty:
        _fixed_point(out)
    return out


def _without_places(edges: Sequence[Edge]) -> bool:
    """Whether bounds on ways exclude each other wherever the places are."""
    between: dict[frozenset[Spot], tuple[float, float]] = {}
    for edge in edges:
        ends = frozenset((edge.first, edge.second))
        least, most = between.get(ends, (0.0, 0.0 if len(ends) == 1 else math.inf))
        between[ends] = max(least, edge.least), min(most, edge.most)
        if edge.line[1] < 0:
            return True
    return any(least > most for least, most in between.values())


def refine(state: Pruned) -> None:
    """Split the covers once and prune again."""
    for cover in state.covers.values():
        if cover.coarse:
            cover.split()
    if any(len(c) == 0 for c in state.covers.values()):
        state.empty = True
        return
    _fixed_point(state)


def refine_at(state: Pruned, place: Spot, cells: npt.NDArray[np.intp]) -> None:
    """Split some cells of one place and prune again."""
    if not state.covers[place].split_at(cells):
        return
    if len(state.covers[place]) == 0:
        state.empty = True
        return
    _fixed_point(state)


def _telling(net: Network) -> list[Spot]:
    """Places of which an edge can exclude anything.

    A place that nothing is said of can be anywhere that an object's edges lead, so it tells
    something only where it is at a distance, or edges of two objects lead to it.
    """
    edges = [e for e in net.edges if e.first != e.second and _binding(e)]
    found = list(dict.fromkeys(p for e in edges for p in (e.first, e.second)))
    while True:
        able = [e for e in edges if e.first in found and e.second in found]
        kept = [p for p in found if net.unknowns.bound(p) or _led(p, able)]
        kept = [p for p in kept if any(p in (e.first, e.second) for e in able)]
        if kept == found:
            return found
        found = kept


def _binding(edge: Edge) -> bool:
    far = math.isfinite(edge.most) or math.isfinite(edge.speed)
    return far or edge.least > 0 or edge.line[0] > 0


def tells_of(net: Network, place: Spot) -> bool:
    """Whether an edge can exclude a position of ``place``.

    An object with no bound on its time gets anywhere, however slow it is: all gaps of time without
    a bound can be long at once, and nothing else is said of the way.
    """
    return any(
        place in (e.first, e.second) and (math.isfinite(e.most) or e.least > 0 or e.line[0] > 0)
        for e in net.edges
    )


def _led(place: Spot, edges: Sequence[Edge]) -> bool:
    """Whether edges to a place that nothing is said of can exclude anything."""
    mine = [e for e in edges if place in (e.first, e.second)]
    return any(not e.who for e in mine) or len({e.who for e in mine}) > 1


def _cover(net: Network, place: Spot) -> Cover:
    unknowns = net.unknowns
    row, hard = unknowns.rows.get(place, ()), unknowns.hard.get(place, ())
    finest = finest_radius([*row, *hard]) if row or hard else 200.0
    # What is tied by a narrow range needs cells that fit into it.
    edges = [e for e in net.edges if place in (e.first, e.second)]
    widths = [min(e.most - e.least, e.line[1] - e.line[0]) for e in edges]
    narrow = min((w for w in widths if math.isfinite(w) and w > 0), default=math.inf) / 8
    finest = max(min(finest, narrow), 5.0)
    height = net.height(place)
    cover = first_cover(place, row, hard, net.stretch, finest, _window(net, place), height)
    climbs = any(e.hard or math.isfinite(e.line[1]) or e.line[0] > 0 for e in edges)
    cover.tall = climbs and 0 < height[1] - height[0] < math.inf
    return cover


def _window(net: Network, place: Spot) -> Window:
    """Bounds on the time of a place since the reference, infinite where there are none."""
    known = {v[1] for row in net.rows for v in row.coefs if v[0] == "t"}
    if not place.moment or place.moment not in known:
        return ANY
    return net.hull(place.moment, reference(net))


def reference(net: Network) -> str:
    """The moment that windows count from: 1970 where a clock time is told."""
    known = sorted({v[1] for row in net.rows for v in row.coefs if v[0] == "t"})
    return known[0] if known else ""


def _fixed_point(state: Pruned) -> None:
    state.steady = False
    for _ in range(PASSES):
        before = sum(len(c) for c in state.covers.values())
        shown = []
        for edge in state.net.edges:
            if edge.first in state.covers and edge.second in state.covers:
                way = pass_over(edge, state.covers[edge.first], state.covers[edge.second])
                if way is None:
                    state.empty = True
                    return
                key = (edge.first, edge.second, edge.who)
                if not edge.either and way > max(100.0, state.shown.get(key, 0.0) * GROWN):
                    state.shown[key] = way
                    shown.append((edge, way))
        new = bool(shown) and tightened(state.net, shown)
        if state.net.empty:
            state.empty = True
            return
        if not new and sum(len(c) for c in state.covers.values()) >= before:
            state.steady = True
            return
