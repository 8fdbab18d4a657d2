"""What is left of a measure of a moment's place that motion or separations tie to others.

The cover of that place is pruned against those of the others, and its cells that carry the ends are
split and pruned again, so every end is a bound; none is shown to be reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats
from skywitness.claims.meaning.allowed import Range, Sector
from skywitness.claims.meaning.parts import Constraint, Part
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stretches import POLICY
from skywitness.places.measures.measures import Bearing, Length, Positional
from skywitness.reason.regions.implied import End, Implied, arcs_of, intervals_of
from skywitness.reason.ties.leftover import state_of
from skywitness.reason.ties.network import Network, Unknowns, network
from skywitness.reason.ties.pruning import Pruned, refine_at, tells_of
from skywitness.reason.ties.unknowns import tied_unknowns
from skywitness.reason.worlds.joint import World

TURNS = 16  # of splitting all covers, down to what tells nothing new
SHARPENED = 10  # times that cells at the ends are split
CARRIERS = 48
SHARE = 0.01  # of the interval: ends are sharpened until no cell there is wider
FINE = 50.0  # metres, or so


def tied_to(
    measure: Positional, parts: Sequence[Part], world: World, spot: Spot
) -> Unknowns | None:
    """The unknowns that bind a place to others; ``None`` where nothing does."""
    net = _network_of(measure, parts, world, spot)
    return net.unknowns if net is not None and (net.empty or tells_of(net, spot)) else None


def leads_to(measure: Positional, parts: Sequence[Part], world: World, spot: Spot) -> bool:
    """Whether an object's way or a separation leads to a place, though it may bind nothing."""
    net = _network_of(measure, parts, world, spot)
    return net is not None and (net.empty or any(spot in (e.first, e.second) for e in net.edges))


def _network_of(
    measure: Positional, parts: Sequence[Part], world: World, spot: Spot
) -> Network | None:
    # It demands nothing, so that the place is among what is spoken of.
    asked = Part("question", "", spot, Constraint(measure, _anything(measure)))
    unknowns = tied_unknowns((*parts, asked), world.parts, world)
    return None if unknowns is None else network(unknowns, POLICY)


def _anything(measure: Positional) -> Range | Sector:
    if isinstance(measure, Bearing):
        return Sector(0.0, 180.0)
    if isinstance(measure, Length):
        return Range(None, None)
    assert_never(measure)


def place_left(measure: Positional, unknowns: Unknowns, spot: Spot, stretch: float) -> Implied:
    """Intervals that hold every value of ``measure`` at ``spot`` (metres or degrees)."""
    state = state_of(unknowns, stretch, also=(spot,), turns=TURNS)
    if state is None:
        return Implied(())
    for _ in range(SHARPENED):
        carry = _carriers(state, spot, measure)
        if not len(carry):
            break
        refine_at(state, spot, carry)
        if state.empty:
            return Implied(())
    discs = state.covers[spot].level.discs
    if isinstance(measure, Bearing):
        _, middle, half = measure.arcs(discs)
        found = arcs_of(middle, half)
    elif isinstance(measure, Length):
        found = intervals_of(*measure.enclose(discs))
    else:
        assert_never(measure)
    return Implied(tuple((_bound(lo), _bound(hi)) for lo, hi in found))


def _bound(value: float) -> End:
    return End(value, False, None, None)


def _carriers(state: Pruned, spot: Spot, measure: Positional) -> npt.NDArray[np.intp]:
    """Cells that carry the ends of what is left and can still be split."""
    if isinstance(measure, Bearing):
        return np.empty(0, dtype=np.intp)
    length: Length = measure
    discs = state.covers[spot].level.discs
    lo, hi = length.enclose(discs)
    first, last = float(lo.min()), float(hi.max())
    wide = max(FINE, SHARE * (last - first))
    splits = discs.radius > wide / 2

    def near(end: Floats) -> npt.NDArray[np.intp]:
        found = np.flatnonzero(splits & (end <= end.min() + wide))
        return found[np.argsort(end[found], kind="stable")[:CARRIERS]]

    return np.union1d(near(lo), near(-hi))
