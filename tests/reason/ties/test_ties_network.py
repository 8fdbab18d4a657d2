"""Networks of ties: orders, bounds on ways, straight lines, and what has no place of its own."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tied_worlds import LIMIT, about, at, flown, height, near, part, rows_of, space, span, way, when

from skywitness.claims.meaning.parts import Leg as Way
from skywitness.claims.meaning.parts import Mover, Separation, Speed, Travel
from skywitness.claims.meaning.spots import Spot
from skywitness.reason.ties.demands import place_of
from skywitness.reason.ties.network import BELOW_SEA, Edge, Unknowns, lift, network, tightened
from skywitness.reason.ties.pruning import pruned


def test_edges_come_in_order_of_time_and_bound_the_way() -> None:
    mover = part(Mover("A", at("b", "a"), LIMIT))
    net = network(Unknowns((mover, part(when("b", "a", span(100, 200)))), {}, {}), 1.0)
    (edge,) = net.edges
    assert (edge.first, edge.second, edge.either) == (*at("a", "b"), False)
    assert 200 * LIMIT <= edge.most <= 200 * LIMIT * 1.0002
    assert net.hull("b", "a") == (100, 200)
    (loose,) = network(Unknowns((mover, part(when("b", "a", span(-50, 200)))), {}, {}), 1.0).edges
    assert loose.either
    assert 200 * LIMIT <= loose.most <= 200 * LIMIT * 1.0002


def test_a_way_shown_leaves_less_for_the_rest() -> None:
    parts = (part(Mover("A", at("a", "b", "c"), LIMIT)), part(when("b", "a", span(0, None))),
             part(when("c", "b", span(0, None))), part(when("c", "a", span(0, 600))))  # fmt: skip
    net = network(Unknowns(parts, {}, {}), 1.0)
    edge = next(e for e in net.edges if (e.first, e.second) == at("a", "b"))
    assert tightened(net, [(edge, 400 * LIMIT)])
    rest = next(e for e in net.edges if (e.first, e.second) == at("b", "c"))
    assert rest.most == pytest.approx(200 * LIMIT, rel=1e-3)
    assert rest.most >= 200 * LIMIT
    tightened(net, [(edge, 601 * LIMIT)])
    assert net.empty


def test_a_path_said_bounds_the_way_and_not_the_other_way_round() -> None:
    leg = Way("A", "a", "b")
    net = network(Unknowns((part(Travel(leg, about(5_000, 100))),), {}, {}), 1.0)
    (edge,) = net.edges
    assert edge.least == 0
    assert 5_100 <= edge.most <= 5_101
    quick = network(Unknowns((part(Speed(leg, about(100, 5))),), {}, {}), 1.0)
    assert quick.edges[0].speed == pytest.approx(105)


def test_an_object_that_is_apart_once_is_apart_always() -> None:
    known = frozenset(at("Su-27 at hit", "contact"))
    assert place_of("Su-27", "contact", known) == Spot("Su-27", "contact")
    assert place_of("MQ-9", "contact", known) == Spot.of("contact")


@pytest.mark.parametrize("seed", range(200))
def test_lines_lie_between_their_bounds(seed: int) -> None:
    """Straight lines between places aloft, against the chord below and the heights."""
    rng = np.random.default_rng(seed)
    one = rng.uniform(-180, 180), rng.uniform(-90, 90)
    other = one[0] + rng.uniform(-3, 3), float(np.clip(one[1] + rng.uniform(-3, 3), -90, 90))
    highs = rng.uniform(-430, 10.0 ** rng.uniform(3, 6), 2)
    chord = math.dist(space(one, 0), space(other, 0))
    line = math.dist(space(one, highs[0]), space(other, highs[1]))
    rise = abs(highs[0] - highs[1])
    assert line >= math.hypot(chord / BELOW_SEA, rise) * (1 - 1e-12)
    assert line <= math.hypot(chord * lift(max(highs)), rise) * (1 + 1e-12)


def test_a_straight_line_longer_than_heights_reach_is_a_way() -> None:
    parts = (
        part(Separation(*at("a", "b"), span(50_000, 60_000), slant=True)),
        part(height(span(0, 10_000)), "a"),
        part(height(span(0, 0)), "b"),
    )
    (edge,) = network(Unknowns(parts, {}, {}), 1.0).edges
    assert 48_000 < edge.least < math.sqrt(50_000**2 - 10_000**2)
    assert 60_000 < edge.most < 60_100
    open_ = network(Unknowns(parts[:1], {}, {}), 1.0).edges[0]
    assert open_ == Edge(*at("a", "b"), 0.0, open_.most, line=(50_000, 60_000))


def test_covers_keep_the_truth() -> None:
    """The cells that hold what was are never dropped, nor their windows cut past its times."""
    rng = np.random.default_rng(11)
    for _ in range(6):
        truth = flown(rng, 2)
        parts = [
            part(when(m, None, about(t, 60, rng.uniform(-1, 1)))) for m, t in truth.time.items()
        ]
        parts += [part(Mover(w, at(*ms), LIMIT)) for w, ms in truth.flown.items()]
        rows = {
            m: (near(*place, span(None, 20_000.0)),) for m, place in truth.at.items() if m != "meet"
        }
        state = pruned(Unknowns(tuple(parts), rows_of(rows), {}), 1.0)
        assert not state.empty
        for place, cover in state.covers.items():
            discs, time = cover.level.discs, truth.time[place.moment] - state.net.base
            lon, lat = truth.at[place.moment]
            ways = [way((lon, lat), c) for c in zip(discs.lon, discs.lat, strict=True)]
            inside = np.array(ways) <= discs.radius + 1e-3
            assert (inside & (cover.early <= time + 1e-6) & (time <= cover.late + 1e-6)).any(), (
                place
            )
