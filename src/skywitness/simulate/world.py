"""The world: its airports, its receivers and who flies when."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from skywitness.simulate import kinds
from skywitness.simulate.aircraft import Aircraft
from skywitness.simulate.earth import forward
from skywitness.simulate.kinds import Airport, Rng

DAY_S = 86_400.0

AIRPORTS = (
    Airport(8.0, 47.2, 1_400.0, 140.0),
    Airport(9.3, 45.4, 300.0, 350.0),
    Airport(11.9, 48.4, 1_500.0, 80.0),
    Airport(5.2, 46.0, 800.0, 175.0),
    Airport(10.6, 50.6, 350.0, 245.0),
)
"""Invented fields; only their distances are like those of real ones."""


@dataclass(frozen=True)
class Receiver:
    """A receiver: where its antenna stands, how far it hears at most, how wrong its clock is."""

    name: str
    lon: float
    lat: float
    antenna_m: float
    range_m: float = 400_000.0
    clock_s: float = 0.0
    """Its clock is ahead of UTC by this much."""


@dataclass(frozen=True)
class World:
    """Everything that is true; times are seconds since 1970."""

    start: float
    end: float
    aircraft: tuple[Aircraft, ...]
    receivers: tuple[Receiver, ...]


def make(
    seed: int, count: int, start: float, hours: float, clock_s: float = 0.02, exact: bool = False
) -> World:
    """A world of ``count`` aircraft: the cast first, then ordinary traffic.

    The same arguments give the same world. ``clock_s`` is the standard deviation of receivers'
    clocks; with ``exact`` they are right.
    """
    rng = np.random.default_rng(seed)
    end = start + hours * 3600.0
    receivers = [
        Receiver("alpha", 8.1, 47.3, 600.0),
        Receiver("bravo", 9.4, 45.6, 350.0),
        Receiver("charlie", 11.7, 48.3, 550.0),
        Receiver("delta", 5.4, 46.1, 900.0),
        Receiver("echo", 10.4, 50.5, 450.0),
        Receiver("pacific", 179.6, -16.8, 900.0),
        Receiver("polar", 30.0, 88.5, 40.0),
    ]
    if not exact:
        receivers = [
            dataclasses.replace(r, clock_s=float(rng.normal(0.0, clock_s))) for r in receivers
        ]
    makers = [*_cast(start, end, rng)]
    people = makers[:count] + list(_traffic(start, end, rng, count - len(makers)))
    named = [_named(k, each) for k, each in enumerate(people)]
    return World(start, end, tuple(named), tuple(receivers))


def _named(k: int, values: dict[str, Any]) -> Aircraft:
    own = {
        # Address blocks beginning with 1111 are not allotted to any state (ICAO Annex 10 Vol. III,
        # part I, table 9-1).
        "icao24": f"fa{k + 0x11:04x}",
        "callsign": f"SIM{k + 1:03d}",
        "registration": f"SW-{k + 1:03d}",
    }
    return Aircraft(**{**own, **values})


def _cast(start: float, end: float, rng: Rng) -> Iterator[dict[str, Any]]:
    """One of each kind, and the flights over odd places and times."""
    span, middle = end - start, (start + end) / 2.0
    a, b, c, d, e = AIRPORTS

    def about(value: float, by: float) -> float:
        return value + float(rng.uniform(-by, by))

    yield _airliner(c, d, about(start + 120.0, 30.0), 35_000.0, interval_s=1.0)
    yield _airliner(a, e, about(start - 700.0, 30.0), 31_000.0, nac_p=10, nic=9)
    pair = kinds.fighters(about(8.6, 0.2), about(47.6, 0.1), start, span)
    for motion in pair:
        yield {
            "kind": "military",
            "motion": motion,
            "typecode": "F16",
            "category": "A6",
            "version": 1,
            "nac_p": 9,
            "nic": 8,
            "squawk": "4501",
        }
    yield {
        "kind": "high",
        "motion": kinds.high(7.0, 46.5, about(60.0, 30.0), start - 60.0, span + 120.0),
        "typecode": "U2",
        "category": "A1",
        "nac_p": 10,
        "nic": 8,
        "squawk": "4401",
    }
    orbit = kinds.racetrack(9.0, 46.7, about(75.0, 40.0), start - 60.0, span + 120.0, 21_000.0)
    yield {
        "kind": "orbit",
        "motion": orbit,
        "typecode": "C560",
        "category": "A2",
        "nac_p": 10,
        "nic": 9,
        "squawk": "0041",
    }
    yield {
        "kind": "helicopter",
        "motion": kinds.helicopter(a, start + 60.0, span - 120.0, rng),
        "typecode": "EC35",
        "category": "A7",
        "version": 1,
        "nac_p": 8,
        "squawk": "0020",
    }
    yield {
        "kind": "glider",
        "motion": kinds.glider(9.6, 46.2, start, span, rng),
        "link": "adsb_nt",
        "typecode": "GLID",
        "category": "B1",
        "version": 2,
        "nac_p": 8,
        "sil": 1,
        "nic": 7,
        "gva": 1,
        "nac_v": 1,
        "squawk": "7000",
        "interval_s": 2.0,
    }
    yield {
        "kind": "ulm",
        "motion": kinds.light(b, start + 90.0, span - 120.0, rng),
        "typecode": "ULAC",
        "category": "B4",
        "version": 0,
        "nac_p": 0,
        "nac_v": 0,
        "sil": 0,
        "gva": 0,
        "nic": 6,
        "squawk": "7000",
    }
    yield {
        "kind": "vehicle",
        "motion": kinds.vehicle(a, start, span),
        "typecode": "",
        "category": "C2",
        "nac_p": 10,
        "nic": 9,
        "squawk": "",
    }
    way = 235.0 * (about(middle, 60.0) - start)
    x, y, _ = forward(180.0, -16.9, 262.0, way)
    yield {
        "kind": "antimeridian",
        "typecode": "B77W",
        "category": "A5",
        "motion": kinds.cruise(float(x[0]), float(y[0]), 81.0, start, span, 37_000.0),
    }
    x, y, _ = forward(-100.0, 90.0 - 0.05, -100.0, way)
    _, _, towards = forward(-100.0, 90.0 - 0.05, -100.0, way)
    yield {
        "kind": "pole",
        "typecode": "A359",
        "category": "A5",
        "nac_p": 10,
        "motion": kinds.cruise(
            float(x[0]), float(y[0]), float(towards[0]) + 180.0, start, span, 36_000.0
        ),
    }
    midnight = np.ceil(start / DAY_S) * DAY_S
    if start < midnight < end:
        yield _airliner(b, e, about(midnight - 1_200.0, 100.0), 33_000.0, kind="midnight")
    yield _airliner(
        d,
        b,
        about(start - 900.0, 30.0),
        25_000.0,
        kind="mlat",
        link="mode_s",
        category="A2",
        typecode="LJ35",
        interval_s=4.0,
    )
    yield {
        "kind": "uat",
        "motion": kinds.light(c, start + 30.0, span - 60.0, rng),
        "link": "uat",
        "typecode": "C172",
        "category": "A1",
        "nac_p": 9,
        "squawk": "7000",
        "interval_s": 2.0,
    }
    # An address without letters, so that a spreadsheet takes it for a number.
    yield _airliner(e, a, about(start + 300.0, 30.0), 29_000.0, icao24="001203", version=1)


def _airliner(
    origin: Airport, target: Airport, takeoff: float, level_ft: float, **values: Any
) -> dict[str, Any]:
    motion = kinds.airliner(origin, target, takeoff, level_ft)
    return {"kind": "airliner", "motion": motion, "typecode": "A320", **values}


def _traffic(start: float, end: float, rng: Rng, count: int) -> Iterator[dict[str, Any]]:
    """Ordinary traffic: mostly airliners, some light aircraft, gliders and helicopters."""
    span = end - start
    for _ in range(max(0, count)):
        draw = rng.random()
        base = AIRPORTS[int(rng.integers(len(AIRPORTS)))]
        if draw < 0.7:
            others = [p for p in AIRPORTS if p is not base]
            target = others[int(rng.integers(len(others)))]
            takeoff = float(rng.uniform(start - 1_500.0, max(start, end - 900.0)))
            nac_p = int(rng.choice((8, 9, 10)))
            yield _airliner(
                base,
                target,
                takeoff,
                float(rng.choice(kinds.FLIGHT_LEVELS)),
                nac_p=nac_p,
                nic=int(rng.choice((7, 8))),
                version=int(rng.choice((0, 1, 2, 2, 2, 2))),
                squawk=f"{rng.integers(0o1001, 0o6777):04o}",
            )
        elif draw < 0.82:
            motion = kinds.light(base, start + float(rng.uniform(0, span / 3)), span * 0.6, rng)
            yield {
                "kind": "light",
                "motion": motion,
                "typecode": "P28A",
                "category": "A1",
                "squawk": "7000",
            }
        elif draw < 0.92:
            lon, lat = (
                base.lon + float(rng.uniform(-0.8, 0.8)),
                base.lat + float(rng.uniform(-0.5, 0.5)),
            )
            yield {
                "kind": "glider",
                "motion": kinds.glider(lon, lat, start, span, rng),
                "link": "adsb_nt",
                "typecode": "GLID",
                "category": "B1",
                "squawk": "7000",
                "sil": 1,
                "nac_p": 8,
                "nic": 7,
                "interval_s": 2.0,
            }
        else:
            motion = kinds.helicopter(base, start + 30.0, span * 0.7, rng)
            yield {
                "kind": "helicopter",
                "motion": motion,
                "typecode": "R44",
                "category": "A7",
                "squawk": "7000",
            }
