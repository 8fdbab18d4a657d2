"""Flights of every kind: each function lays out one motion.

Speeds, heights and radii are ordinary for the kind; none is a model of a real type.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from skywitness.simulate.course import Course, Heights, Speeds
from skywitness.simulate.earth import forward
from skywitness.simulate.motion import Beside, Flight, Motion, Ramp

Rng = np.random.Generator
CLOUDBASE_FT = 7_500.0
FLIGHT_LEVELS = (28_000.0, 31_000.0, 33_000.0, 35_000.0, 37_000.0, 39_000.0)


@dataclass(frozen=True)
class Airport:
    """An invented airport: its place, height (pressure altitude, ft) and runway's direction."""

    lon: float
    lat: float
    elevation_ft: float
    runway: float


def _flight(
    course: Course, start: float, speeds: Speeds, heights: Heights, ground: tuple[float, ...] = ()
) -> Flight:
    spans = tuple(zip(ground[::2], ground[1::2], strict=True))
    end = speeds.now
    return Flight(
        course.path(), start, Ramp(speeds.knots), Ramp(heights.until(end), heights.start), spans
    )


def airliner(origin: Airport, target: Airport, takeoff: float, level_ft: float) -> Flight:
    """From stand to stand: taxi, climb, cruise, descent; ``takeoff`` is when it begins to roll."""
    x, y, _ = forward(origin.lon, origin.lat, origin.runway + 180.0, 900.0)
    course = Course(float(x[0]), float(y[0]), origin.runway + 90.0)
    course.straight(200.0).turn(-90.0, 60.0).straight(700.0 + 20_000.0)
    x, y, _ = forward(target.lon, target.lat, target.runway + 180.0, 32_000.0)
    course.direct(float(x[0]), float(y[0]), 9_000.0)
    course.direct(target.lon, target.lat, 4_000.0).straight(1_500.0).turn(90.0, 60.0).straight(
        300.0
    )

    speeds = Speeds().to(8.0, 15.0).over(200.0 + 90.0 + 550.0).to(0.0, 12.0).hold(30.0)
    rolling = speeds.now
    speeds.to(75.0, 36.0)
    airborne = speeds.now
    speeds.to(128.0, 70.0).hold(150.0)
    after = Speeds(230.0).to(128.0, 240.0).hold(200.0).to(72.0, 150.0)
    touch = after.now
    after.to(8.0, 40.0).hold(60.0).to(0.0, 10.0)
    left = course.path().length - speeds.way - after.way
    cruise = 230.0
    left -= (128.0 + cruise) / 2.0 * 240.0
    if left <= 0:
        raise ValueError("the airports are too near each other")
    speeds.to(cruise, 240.0).over(left)
    descending = speeds.now
    for (t0, _), (t1, v1) in zip(after.knots, after.knots[1:], strict=False):
        speeds.to(v1, t1 - t0)
    touchdown = descending + touch

    heights = Heights(origin.elevation_ft)
    while True:
        up = heights.takes(level_ft - origin.elevation_ft, 2_200.0, 20.0)
        down = heights.takes(level_ft - target.elevation_ft, 1_900.0, 20.0)
        if airborne + up + down < touchdown - 60.0:
            break
        level_ft -= 1_000.0
    heights.to(level_ft, airborne, 2_200.0, 20.0)
    heights.to(target.elevation_ft, touchdown - down, 1_900.0, 20.0)
    return _flight(
        course, takeoff - rolling, speeds, heights, (0.0, airborne, touchdown, speeds.now)
    )


def cruise(
    lon: float, lat: float, track: float, start: float, seconds: float, level_ft: float,
    speed: float = 235.0,
) -> Flight:  # fmt: skip
    """Straight and level with one gentle bend and one step climb, airborne all the while."""
    way = speed * seconds
    course = Course(lon, lat, track).straight(way * 0.6).turn(6.0, 60_000.0).straight(way * 0.5)
    heights = Heights(level_ft)
    heights.to(level_ft + 2_000.0, seconds * 0.35, 600.0)
    return _flight(course, start, Speeds(speed).hold(seconds), heights)


def helicopter(base: Airport, start: float, seconds: float, rng: Rng) -> Flight:
    """Lifts off, flies about at 1,000 ft, hovers several times, lands again."""
    course = Course(base.lon + 0.02, base.lat + 0.01, float(rng.uniform(0.0, 360.0)))
    speeds, heights = Speeds().hold(30.0), Heights(base.elevation_ft)
    top = base.elevation_ft + 1_000.0
    lifted = speeds.now
    speeds.to(0.4, 10.0)
    heights.to(top, lifted, 700.0)
    while speeds.now < seconds - 220.0:
        speeds.to(55.0, 25.0).hold(float(rng.uniform(60.0, 160.0))).to(0.0, 25.0)
        speeds.hold(float(rng.uniform(20.0, 60.0)))
    landing = speeds.now
    speeds.hold(100.0)
    down = heights.to(base.elevation_ft, landing, 800.0)
    speeds.hold(20.0)
    while course.parts == [] or course.path().length < speeds.way:
        course.straight(float(rng.uniform(800.0, 3_000.0)))
        course.turn(float(rng.uniform(-120.0, 120.0)), float(rng.uniform(300.0, 700.0)))
    return _flight(course, start, speeds, heights, (0.0, lifted, down, speeds.now))


def glider(lon: float, lat: float, start: float, seconds: float, rng: Rng) -> Flight:
    """Circles in rising air, glides on, circles again."""
    course = Course(lon, lat, float(rng.uniform(0.0, 360.0)))
    speeds, heights = Speeds(25.0), Heights(3_500.0)
    while speeds.now < seconds:
        turns = int(rng.integers(6, 14))
        side = int(rng.choice((-1, 1)))
        radius = float(rng.uniform(90.0, 160.0))
        for _ in range(turns):
            course.turn(360.0 * side, radius)
        begun = speeds.now
        speeds.over(turns * 2.0 * np.pi * radius)
        gain = (speeds.now - begun - 10.0) / 60.0 * 420.0
        heights.to(min(heights.height + gain, CLOUDBASE_FT), begun, 420.0)
        glide = float(rng.uniform(4_000.0, 9_000.0))
        course.turn(float(rng.uniform(-60.0, 60.0)), 300.0)
        course.straight(glide)
        begun = speeds.now
        speeds.to(32.0, 15.0).over(glide - 1_500.0).to(25.0, 15.0)
        sink = min((speeds.now - begun - 10.0) / 60.0 * 260.0, heights.height - 1_800.0)
        heights.to(heights.height - sink, begun, 260.0)
    course.straight(max(1.0, speeds.way - course.path().length + 10.0))
    return _flight(course, start, speeds, heights)


def light(base: Airport, start: float, seconds: float, rng: Rng) -> Flight:
    """A light aircraft on a round trip at 2,000 ft above its field."""
    course = Course(base.lon - 0.03, base.lat + 0.02, base.runway)
    cruising = 47.0
    speeds, heights = Speeds().hold(20.0).to(30.0, 20.0), Heights(base.elevation_ft)
    airborne = speeds.now
    speeds.to(cruising, 40.0).hold(max(60.0, seconds - airborne - 240.0)).to(28.0, 60.0).hold(40.0)
    touchdown = speeds.now
    speeds.to(0.0, 30.0).hold(30.0)
    heights.to(base.elevation_ft + 2_000.0, airborne, 600.0)
    down = heights.takes(2_000.0, 500.0)
    heights.to(base.elevation_ft, touchdown - down, 500.0)
    course.straight(4_000.0)
    while course.path().length < speeds.way:
        course.turn(float(rng.uniform(-100.0, 100.0)), 600.0)
        course.straight(float(rng.uniform(3_000.0, 12_000.0)))
    return _flight(course, start, speeds, heights, (0.0, airborne, touchdown, speeds.now))


def racetrack(
    lon: float, lat: float, track: float, start: float, seconds: float, level_ft: float
) -> Flight:
    """Legs of 40 km to and fro, as a surveillance aircraft or a tanker flies them."""
    course = Course(lon, lat, track)
    speeds = Speeds(150.0).hold(seconds)
    while not course.parts or course.path().length < speeds.way:
        course.straight(40_000.0).turn(180.0, 5_000.0)
    return _flight(course, start, speeds, Heights(level_ft))


def high(lon: float, lat: float, track: float, start: float, seconds: float) -> Flight:
    """Above 60,000 ft, slowly rising, with wide turns."""
    course = Course(lon, lat, track)
    speeds, heights = Speeds(205.0).hold(seconds), Heights(60_600.0)
    heights.to(66_000.0, seconds * 0.1, 120.0)
    while not course.parts or course.path().length < speeds.way:
        course.straight(90_000.0).turn(75.0, 15_000.0)
    return _flight(course, start, speeds, heights)


def fighters(lon: float, lat: float, start: float, seconds: float) -> tuple[Motion, Motion]:
    """Two in formation: a leader, and one 60 m to its right and half a second behind."""
    course = Course(lon, lat, 40.0)
    speeds, heights = Speeds(210.0), Heights(18_000.0)
    speeds.hold(seconds * 0.4).to(280.0, 40.0).hold(max(1.0, seconds * 0.6 - 40.0))
    heights.to(24_000.0, seconds * 0.3, 6_000.0)
    heights.to(12_000.0, seconds * 0.6, 4_000.0)
    while not course.parts or course.path().length < speeds.way:
        course.straight(30_000.0).turn(120.0, 6_000.0).straight(15_000.0).turn(-60.0, 5_000.0)
    leader = _flight(course, start, speeds, heights)
    return leader, Beside(leader, 60.0, 0.5, 50.0)


def vehicle(base: Airport, start: float, seconds: float) -> Flight:
    """A vehicle going round the airfield, with stops."""
    course = Course(base.lon, base.lat, base.runway)
    speeds = Speeds().hold(20.0)
    while speeds.now < seconds:
        speeds.to(11.0, 8.0).hold(50.0).to(0.0, 8.0).hold(25.0)
    while not course.parts or course.path().length < speeds.way:
        course.straight(450.0).turn(90.0, 25.0)
    return _flight(course, start, speeds, Heights(base.elevation_ft), (0.0, speeds.now))
