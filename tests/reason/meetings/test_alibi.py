"""Could they have met? Against closed forms, against a plane, and against what was really flown."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest
from alibi_plane import (
    NOON,
    at,
    brought_near,
    drawn,
    excess,
    plane,
    remeasured,
    traveller,
    way,
)
from scipy.optimize import linprog

import skywitness as sw

CENTRES = ((33.0, 44.0), (180.0, -17.0), (20.0, 89.99), (-70.0, -90.0), (0.0, 0.0))


def seconds(time: dt.datetime | None) -> float:
    assert time is not None
    return (time - NOON).total_seconds()


def one(name: str, speed: float | str, *fixes: tuple[float, float, float]) -> sw.Traveller:
    return sw.Traveller(name, tuple(sw.Fix(x, y, at(t)) for x, y, t in fixes), speed)


@pytest.mark.parametrize("longitude", [33.0, 179.7])
def test_two_cones_meet_after_the_way_over_both_speeds(longitude: float) -> None:
    a, b = one("A", 250.0, (longitude, 60, 0)), one("B", 150.0, (longitude + 1, 60.4, 0))
    first = way((longitude, 60), (longitude + 1, 60.4)) / 400
    met = sw.could_meet(a, b, start=NOON, end=at(first + 60))
    assert met.answer == "possible"
    remeasured(met, [a, b])
    ((start, end),) = met.times
    assert first * 0.999 <= seconds(start) <= first
    assert seconds(end) == pytest.approx(first + 60, abs=1e-3)
    assert sw.could_meet(a, b, start=NOON, end=at(first * 0.9985)).answer == "impossible"
    assert sw.could_meet(a, b, start=NOON, end=at(first * 1.001)).answer == "possible"


@pytest.mark.parametrize("seed", range(8))
def test_prisms_on_the_equator_meet_where_parallelograms_do(seed: int) -> None:
    rng = np.random.default_rng(seed)
    per = math.pi / 180 * 6378137.0
    rows, bounds, objects = [], [], []
    for name in "AB":
        x, y = rng.uniform(-0.15, 0.15, 2)
        start, end = rng.uniform(0, 60), rng.uniform(240, 300)
        speed = abs(y - x) * per / (end - start) + rng.uniform(5, 80)
        objects.append(one(name, speed, (x, 0, start), (y, 0, end)))
        for sign in (1, -1):  # in metres along the equator and seconds
            rows += [[sign, -speed], [sign, speed]]
            bounds += [sign * x * per - speed * start, sign * y * per + speed * end]
    free = [(None, None), (60, 240)]
    ends = [linprog([0, c], A_ub=rows, b_ub=bounds, bounds=free) for c in (1, -1)]
    met = sw.could_meet(*objects, start=at(60), end=at(240))
    if ends[0].status == 2:
        assert met.answer == "impossible"
        return
    assert met.answer == "possible"
    remeasured(met, objects)
    ((start, end),) = met.times
    low, high = ends[0].x[1], ends[1].x[1]
    assert low - 0.5 <= seconds(start) <= low + 1e-3
    assert high - 1e-3 <= seconds(end) <= high + 0.5


def test_who_must_fly_straight_at_full_speed_has_been_nowhere_else() -> None:
    length = way((10, 50), (11, 50.5))
    a = one("A", 200.0 * 1.00001, (10, 50, 0), (11, 50.5, length / 200))
    # Where A is half way, B waits, 2 km away, or too far to come there.
    for off, speed, expected in ((0.0, 5.0, "possible"), (0.03, 0.5, "impossible")):
        b = one("B", speed, (10.4974 + off, 50.2509, length / 400 - 30))
        met = sw.could_meet(a, b, start=at(length / 400 - 60), end=at(length / 400 + 60))
        assert met.answer == expected, off


@pytest.mark.parametrize(
    ("solid", "within", "count", "close"),
    [
        (False, 0.0, 12, 20.0),
        pytest.param(False, 0.0, 90, 20.0, marks=pytest.mark.long),
        (False, 500.0, 4, 60.0),
        (True, 0.0, 4, 60.0),
        (True, 500.0, 2, 2_000),
        pytest.param(False, 500.0, 16, 60.0, marks=pytest.mark.long),
        pytest.param(True, 0.0, 16, 60.0, marks=pytest.mark.long),
        pytest.param(True, 500.0, 8, 2_000, marks=pytest.mark.long),
    ],
)
def test_prisms_against_a_plane(solid: bool, within: float, count: int, close: float) -> None:
    """Every third configuration is within a hundredth to a ten-thousandth of just meeting.

    Curvature, height and the ground's own slack are worth up to ``close`` metres on 10 km.
    """
    rng = np.random.default_rng(20240309)
    undecided = 0
    for k in range(count):
        ground = plane(*CENTRES[k % len(CENTRES)])
        flat = drawn(rng, solid=solid)
        window = max(f[0].t for f, _ in flat), min(f[1].t for f, _ in flat)
        by = rng.choice([-1, 1]) * 10 ** rng.uniform(-4, -2)
        if k % 3 == 0:
            flat = brought_near(flat, window, within, by)
        short = excess(flat, window, within)
        objects = [traveller(n, f, v, ground) for n, (f, v) in zip("AB", flat, strict=True)]
        met = sw.could_meet(*objects, within=within, start=at(window[0]), end=at(window[1]))
        if met.answer == "impossible":
            assert short > -0.5 - (5 if solid else 0), k
        elif met.answer == "possible":
            assert short < 0.5 + (5 if solid else 0), k
            remeasured(met, objects, within)
        else:
            undecided += 1
            assert abs(short) < close, k
    assert undecided <= count * (0.75 if within and solid else 0.4)


@pytest.mark.parametrize("seed", range(3))
def test_a_meeting_that_was_is_never_excluded(seed: int) -> None:
    """Objects fly at random, meet, and are fixed with errors in place, time and height."""
    rng = np.random.default_rng(seed)
    solid, centre = seed % 2 == 0, CENTRES[seed % len(CENTRES)]
    ground, speed = plane(*centre), rng.uniform(60, 250)
    spot, when = rng.uniform(-5_000, 5_000, 3) + np.array([0, 0, 6_000]), 300.0
    objects = []
    for name in "ABC"[: 2 + seed % 2]:
        fixes = []
        for gap in (-70.0, 60.0):
            turn, steep = rng.uniform(0, 2 * math.pi), rng.uniform(-0.3, 0.3)
            go = 0.9 * speed * abs(gap) * rng.uniform(0.2, 0.5)
            p = spot + go * np.array([math.cos(turn), math.sin(turn), steep * solid])
            lon, lat = ground(
                p[0] + rng.uniform(-60, 60), p[1] + rng.uniform(-60, 60), inverse=True
            )
            fixes.append(
                sw.Fix(lon, lat, at(when + gap + rng.uniform(-2, 2)), 90.0, 2.0,
                       p[2] + rng.uniform(-50, 50) if solid else None, 50.0)
            )  # fmt: skip
        objects.append(sw.Traveller(name, tuple(fixes), speed * 1.6))
    met = sw.could_meet(*objects, start=at(240), end=at(340))
    assert met.answer == "possible", met.reason
    remeasured(met, objects)
    lon, lat = ground(spot[0], spot[1], inverse=True)
    assert any(low <= at(when) <= high for low, high in met.times if low and high)
    here = [s for s in met.places if way((s.longitude, s.latitude), (lon, lat)) <= s.radius_m + 0.1]
    assert any(s.start <= at(when) <= s.end for s in here if s.start and s.end)


def test_heights_keep_objects_apart_and_climbs_take_time() -> None:
    low = sw.Traveller("low", (sw.Fix(33, 44, NOON, height_m=0.0),), 200.0)
    high = sw.Traveller("high", (sw.Fix(33.1, 44, NOON, height_m=10_000.0),), 100.0)
    level = way((33, 44), (33.1, 44))
    first = math.hypot(level, 10_000) / 300
    met = sw.could_meet(low, high, start=NOON, end=at(first * 1.02))
    assert met.answer == "possible"
    remeasured(met, [low, high])
    assert sw.could_meet(low, high, start=NOON, end=at(first * 0.985)).answer == "impossible"
    near = sw.could_meet(low, high, start=NOON, end=at(first * 0.8), within=first * 0.3 * 300)
    assert near.answer == "possible"
    remeasured(near, [low, high], first * 0.3 * 300)
    far = sw.could_meet(low, high, start=NOON, end=at(first * 0.8), within=first * 0.05 * 300)
    assert far.answer == "impossible"


def test_a_region_and_a_window_leave_less() -> None:
    a, b = one("A", 100.0, (33.0, 44, 0)), one("B", 100.0, (33.2, 44, 0))
    (north, *_) = sw.place("Crimea")
    assert sw.could_meet(a, b, start=NOON, end=at(600)).answer == "possible"
    gone = sw.could_meet(a, b, start=NOON, end=at(600), region=north.place)
    assert gone.answer == "impossible"
    assert not gone.places


def test_kinds_have_their_hard_speed_and_fixes_must_fit_it() -> None:
    ship = one("ship", "ship", (10.0, 0, 0), (10.5, 0, 100))
    jet = one("jet", "jet", (10.0, 0.1, 0))
    assert "ship cannot have been at all its fixes" in sw.could_meet(ship, jet).reason
    slow = one("ship", "ship", (10.0, 0, 0), (10.1, 0, 100))
    assert sw.could_meet(slow, jet, start=NOON, end=at(100)).answer == "possible"


def test_more_fixes_than_are_searched_together_still_bind_the_witness() -> None:
    track = [(10 + 0.01 * k, 0.0, 10.0 * k) for k in range(12)]
    a = one("A", 130.0, *track)
    b = one("B", 130.0, *((x + 0.0005, 0.001, t) for x, _, t in track))
    met = sw.could_meet(a, b, start=at(51), end=at(59))
    assert met.answer == "possible"
    remeasured(met, [a, b])


@pytest.mark.parametrize(
    ("objects", "message"),
    [
        ([one("A", 10.0, (0, 0, 0))], "two objects"),
        ([one("A", 10.0, (0, 0, 0)), one("B", "kite", (0, 0, 0))], "kind of mover"),
        ([one("A", 10.0, (0, 0, 0)), one("B", -1.0, (0, 0, 0))], "speed"),
        ([one("A", 10.0, (0, 0, 0)), one("B", 1.0)], "no fix"),
        ([one("A", 10.0, (0, 95, 0)), one("B", 1.0, (0, 0, 0))], "latitude 95"),
        ([one("A", 10.0, (0, 0, 9), (0, 0, 0)), one("B", 1.0, (0, 0, 0))], "order of time"),
        (
            [sw.Traveller("A", (sw.Fix(0, 0, dt.datetime(2024, 1, 1)),), 1.0)] * 2,
            "no zone",
        ),
    ],
)
def test_what_cannot_be_used_is_named(objects: list[sw.Traveller], message: str) -> None:
    with pytest.raises(sw.SkywitnessError, match=message):
        sw.could_meet(*objects)
