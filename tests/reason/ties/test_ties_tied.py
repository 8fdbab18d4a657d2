"""Brackets of tied unknowns: true worlds are never excluded, false ones are found out."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from tied_worlds import (
    LIMIT,
    MIDNIGHT,
    about,
    at,
    flown,
    height,
    near,
    onward,
    part,
    placed,
    rows_of,
    span,
    statements,
    way,
    when,
)

from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import (
    Climb,
    HeightChange,
    Leg,
    Mover,
    Part,
    Separation,
    Speed,
    Travel,
)
from skywitness.reason.ties.network import Unknowns
from skywitness.reason.ties.tied import Probe, Tied, least_tied, probe
from skywitness.reason.ties.world import World, objects, windward

JET = 1400.0


def bracket(*parts: Part, rows: dict[str, tuple] | None = None) -> Tied:  # type: ignore[type-arg]
    unknowns = Unknowns(parts, rows_of(rows or {}), {})
    return least_tied(unknowns, placed(unknowns), 0.0, 0.0)


def seen_at(unknowns: Unknowns) -> Probe:
    return probe(unknowns, 1.0, placed(unknowns))


def holds(world: World) -> None:
    """Every pair of stops of every object, with ways by geographiclib."""
    assert world.stretch() <= 1.0 + 1e-9
    speed = {o.who: o.speed for o in objects(world.unknowns)}
    for course in world.courses():
        for k, one in enumerate(course.stops):
            for other in course.stops[k + 1 :]:
                if one.time is None or other.time is None:
                    continue
                assert other.time >= one.time - 1e-5
                assert other.path >= one.path - 1e-2
                if one.place and other.place:
                    assert other.path - one.path >= way(one.place, other.place) - 0.01
                rise = 0.0
                if one.height is not None and other.height is not None:
                    rise = other.height - one.height
                come = math.hypot(other.path - one.path, rise)
                if math.isfinite(speed[course.who]):
                    assert come <= speed[course.who] * (other.time - one.time) + 0.02


def test_what_was_is_never_excluded() -> None:
    """Places, times, heights, paths, speeds and separations of two or three objects that met."""
    rng = np.random.default_rng(3)
    found, worlds = 0, 16
    for k in range(worlds):
        truth = flown(rng, 2 + k % 2)
        unknowns = statements(rng, truth, said=rng.uniform(0.2, 0.8))
        given = {m: truth.at[m.moment] for m in unknowns.rows} if k % 2 else placed(unknowns)
        seen = probe(unknowns, 1.0, given)
        assert not seen.empty, k
        if seen.witness is not None:
            found += 1
            holds(seen.witness.world)
    assert found >= 0.7 * worlds, found


def test_what_was_not_is_mostly_found_out() -> None:
    """One statement of times or ways is moved far beyond its tolerance."""
    rng = np.random.default_rng(4)
    caught, worlds = 0, 12
    for k in range(worlds):
        truth = flown(rng, 2)
        unknowns = statements(rng, truth, said=1.0)
        leg = Leg("o0", "o0a", "meet")
        time = truth.time["meet"] - truth.time["o0a"]
        path = truth.come["o0", "meet"] - truth.come["o0", "o0a"]
        lie = (
            when("meet", "o0a", about(time * 2.5 + 900, 30)),
            Travel(leg, about(path * 3 + 2e5, 1e3)),
            Speed(leg, about(path / time * 3 + 100, 10)),
            HeightChange(leg, about(2e4, 200)),
        )[k % 4]
        clock = part(when("o0a", None, about(truth.time["o0a"], 30)))
        there = part(when("meet", None, about(truth.time["meet"], 30)))
        parts = (*unknowns.parts, part(lie), clock, there, part(Speed(leg, about(path / time, 15))))
        ends = [part(height(about(truth.high[m], 250)), m) for m in ("o0a", "meet")]
        caught += probe(Unknowns((*parts, *ends), unknowns.rows, {}), 1.0, {}).empty
    assert caught == worlds


def test_a_fall_that_starts_downward_is_possible() -> None:
    leg = Leg("A", "hit", "crash")
    found = bracket(
        part(HeightChange(leg, about(-9_000, 100))),
        part(when("crash", "hit", about(20, 1))),  # free fall from rest takes 43 s
        part(Mover("A", at("hit", "crash"), JET)),
    )
    assert found.lo == 0
    assert found.hi <= 1
    # But not faster than anything moves.
    assert (
        bracket(
            part(HeightChange(leg, about(-9_000, 100))),
            part(when("crash", "hit", about(3, 0.5))),
            part(Mover("A", at("hit", "crash"), JET)),
        ).lo
        > 1
    )


def test_a_dive_through_the_air_takes_nothing_over_the_ground() -> None:
    leg = Leg("A", "hit", "crash")
    assert not probe(
        Unknowns(
            (
                part(Speed(leg, about(300, 10), air=True)),
                part(when("crash", "hit", about(20, 1))),
                part(Travel(leg, about(500, 50))),
            ),
            {},
            {},
        ),
        1.0,
        {},
    ).empty


@pytest.mark.parametrize(("wind", "possible"), [(77.0, True), (-77.0, True), (260.0, False)])
def test_a_tail_wind_is_inside_the_bound(wind: float, possible: bool) -> None:
    leg = Leg("A", "a", "b")
    found = bracket(
        part(Speed(leg, about(240, 5), air=True)),
        part(Travel(leg, about((240 + wind) * 3600, 10_000))),
        part(when("b", "a", about(3600, 30))),
    )
    assert (found.hi <= 1) == possible
    assert (found.lo > 1) == (not possible)


def test_over_midnight_and_the_antimeridian() -> None:
    start, end = (179.2, 10.0), (-179.3, 10.4)
    metres = way(start, end)
    rows = {
        "a": (near(*start, span(None, 500.0)),),
        "b": (near(*end, span(None, 500.0)),),
    }
    for taken, possible in ((metres / 250, True), (metres / 420, False)):
        found = bracket(
            part(when("a", None, about(MIDNIGHT - 120, 1))),
            part(when("b", None, about(MIDNIGHT - 120 + taken, 1))),
            part(Mover("A", at("a", "b"), LIMIT)),
            rows=rows,
        )
        assert (found.hi <= 1) == possible
        assert (found.lo > 1) == (not possible)
        if possible:
            assert found.witness is not None
            holds(found.witness.world)


def test_two_speeds_of_one_leg_exclude_each_other() -> None:
    leg = Leg("A", "a", "b")
    found = bracket(part(Speed(leg, about(100, 5))), part(Speed(leg, about(300, 5))))
    assert found.lo > 2
    assert set(found.blame) == {0, 1}
    assert bracket(part(Climb(leg, about(5, 1))), part(Climb(leg, about(-5, 1)))).lo > 2


def test_moments_of_unknown_order_keep_the_speed_either_way() -> None:
    rows = {m: (near(33 + k, 44, span(None, 100.0)),) for k, m in enumerate("ab")}
    metres = way((33, 44), (34, 44))
    ends = [part(when(m, None, span(0, metres / LIMIT * 0.9))) for m in "ab"]
    mover = part(Mover("A", at("a", "b"), LIMIT))
    assert probe(Unknowns((*ends, mover), rows_of(rows), {}), 1.0, {}).empty
    ends = [part(when(m, None, span(0, metres / LIMIT * 1.1))) for m in "ab"]
    seen = seen_at(Unknowns((*ends, mover), rows_of(rows), {}))
    assert seen.witness is not None
    holds(seen.witness.world)
    # b lies in the middle of a's window: neither before it nor after it is there time enough.
    half = metres / LIMIT * 0.6
    ends = [part(when("a", None, span(0, 2 * half))), part(when("b", None, about(half, 1)))]
    assert probe(Unknowns((*ends, mover), rows_of(rows), {}), 1.0, {}).empty


def test_what_stands_has_one_place() -> None:
    rows = {
        "hit": (near(33, 44, span(None, 1_000.0)),),
        "miss": (near(34, 44, span(None, 1_000.0)),),
    }
    apart = way((33, 44), (34, 44))

    def reaching(metres: float) -> Unknowns:
        parts = [part(Separation(*at(m, "gun"), span(None, metres))) for m in rows]
        return Unknowns(tuple(parts), rows_of(rows), {})

    assert seen_at(reaching(apart / 2 - 1_500)).empty
    seen = seen_at(reaching(apart / 2 + 500))
    assert seen.witness is not None
    holds(seen.witness.world)


def test_a_straight_line_counts_heights_in() -> None:
    def seen(level: float, line: float, high: float) -> bool:
        rows = {"hit": (near(33, 44, span(None, 10.0)),)}
        there = onward((33, 44), 90, level)
        rows["gun"] = (near(*there, span(None, 10.0)),)
        parts = (
            part(Separation(*at("gun", "hit"), about(line, 20), slant=True)),
            part(height(about(high, 5)), "hit"),
            part(height(span(0, 0)), "gun"),
        )
        found = seen_at(Unknowns(parts, rows_of(rows), {}))
        if found.witness is not None:
            holds(found.witness.world)
        return not found.empty

    assert seen(3_000, 5_000, 4_000)
    assert not seen(3_000, 4_900, 4_000)
    assert not seen(3_000, 5_100, 4_000)
    assert not seen(3_000, 3_900, 4_000)


def test_objects_that_are_apart_have_their_own_places_and_heights() -> None:
    """The height told of one object at a moment says nothing of the other there."""
    leg = Leg("Su-27", "contact", "hit")
    found = bracket(
        part(height(about(200, 20)), "hit"),
        part(height(about(600, 20)), "contact"),
        part(height(about(8_000, 20)), "Su-27 at contact"),
        part(HeightChange(leg, about(-300, 20))),
    )
    assert found.hi <= 1
    assert found.witness is not None
    stops = {s.moment: s for c in found.witness.world.courses() for s in c.stops}
    assert stops["hit"].height == pytest.approx(7_700, abs=50)


@pytest.mark.parametrize("seed", range(3))
def test_brackets_hold_the_least_stretch_of_a_grid(seed: int) -> None:
    """Two places on a line from two points, so far apart, in such a time: by brute force."""
    rng = np.random.default_rng(seed)
    first, second = 33.0, 33.0 + rng.uniform(0.5, 1.0)
    base = way((first, 0), (second, 0))
    radius = rng.uniform(1e4, 2e4, 2)
    apart, time = base * rng.uniform(0.3, 1.6), base / LIMIT * rng.uniform(0.5, 1.1)
    rows = {
        "a": (near(first, 0, about(0, radius[0])),),
        "b": (near(second, 0, about(0, radius[1])),),
    }
    parts = (
        part(Separation(*at("a", "b"), about(apart, 5_000))),
        part(when("b", "a", about(time, 30))),
        part(Mover("A", at("a", "b"), LIMIT)),
    )
    found = bracket(*parts, rows=rows)
    # The distance apart is what is chosen; either place must come half way, by its own tolerance.
    ways = np.linspace(0, 2.5 * base, 100_001)
    needed = np.maximum(np.abs(ways - base) / radius.sum(), np.abs(ways - apart) / 5_000)
    needed = np.maximum(needed, np.maximum(ways / LIMIT - time, 0) / 30)
    least = float(needed.min())
    assert found.lo <= least + 1e-3
    assert found.hi >= least - 1e-3
    # Covers of wide rings are coarse, so far from the policy's tolerance the bracket stays wide.
    wide = 0.05 if least < 2 else 0.8
    assert least > 15 or found.hi - found.lo <= wide * max(1.0, least)


def test_blame_of_times_and_speeds_alone_is_exact() -> None:
    leg = Leg("A", "a", "b")
    found = bracket(
        part(when("b", "a", about(17, 0.5))),
        part(Travel(leg, about(1_850, 8))),
        part(Speed(leg, about(272, 3))),
        part(height(about(5_000, 100)), "a"),
    )
    assert found.lo > 2
    assert set(found.blame) == {0, 1, 2}
    assert Fraction(found.lo) > 0


@pytest.mark.parametrize(
    ("ground", "air"), [(100.0, 200.0), (190.0, 200.0), (250.0, 250.0), (320.0, 300.0),
                        (-20.0, 180.0), (600.0, 400.0)]
)  # fmt: skip
def test_a_wind_carries_no_further_than_it_blows(ground: float, air: float) -> None:
    """200 to 300 m/s through the air: what lies beyond the wind's 200 m/s is not allowed for."""
    allowed = Range(Side(200.0, 0.0), Side(300.0, 0.0))
    speed = Speed(Leg("plane", "start", "finish"), allowed, air=True)
    assert windward(speed, ground) == air
