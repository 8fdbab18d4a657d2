"""Worlds of known truth for tied unknowns: what was, and statements of it that are true."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from geographiclib.geodesic import Geodesic
from shapely import Point

from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.movers import WIND
from skywitness.claims.meaning.parts import (
    Climb,
    Clock,
    Constraint,
    Demand,
    Difference,
    HeightChange,
    Leg,
    Mover,
    Part,
    Separation,
    Speed,
    Travel,
)
from skywitness.claims.meaning.spots import Spot, spot_from
from skywitness.places.measures.measures import Distance, Scalar
from skywitness.places.place import Place
from skywitness.reason.regions.search import least_stretch
from skywitness.reason.ties.network import Unknowns

MIDNIGHT = 1_700_000_000 // 86400 * 86400.0
LIMIT = 400.0


def about(value: float, per: float, shift: float = 0.0) -> Range:
    """A value as told: off by a part of its tolerance, which the stretch multiplies."""
    told = value + shift * per
    return Range(Side(told, per), Side(told, per))


def span(low: float | None, high: float | None) -> Range:
    return Range(None if low is None else Side(low, 0.0), None if high is None else Side(high, 0.0))


def spot(lon: float, lat: float) -> Place:
    lon = (lon + 180) % 360 - 180
    return Place(f"p{lon}{lat}", "spot", "point", Point(lon, lat), 0.0, "", "", "", "")


def near(lon: float, lat: float, allowed: Range) -> Constraint:
    return Constraint(Distance(spot(lon, lat)), allowed)


def way(a: tuple[float, float], b: tuple[float, float]) -> float:
    return float(Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"])


def onward(a: tuple[float, float], azimuth: float, metres: float) -> tuple[float, float]:
    there = Geodesic.WGS84.Direct(a[1], a[0], azimuth, metres)
    return float(there["lon2"]), float(there["lat2"])


def when(later: str, earlier: str | None, allowed: Range) -> Difference:
    start = None if earlier is None else Clock(earlier)
    return Difference(Clock(later), start, allowed)


def at(*words: str) -> tuple[Spot, ...]:
    """The spots of moments ("hit") or of an object at a moment ("Su-27 at hit")."""
    return tuple(map(spot_from, words))


def rows_of(rows: dict[str, tuple[Constraint, ...]]) -> dict[Spot, tuple[Constraint, ...]]:
    return {spot_from(words): row for words, row in rows.items()}


def part(demand: Demand, words: str = "") -> Part:
    return Part("c", type(demand).__name__, spot_from(words), demand)


def height(allowed: Range) -> Constraint:
    return Constraint(Scalar("altitude"), allowed)


@dataclass
class Truth:
    """Where each object was at which moment, when, how high, and how far it had come."""

    at: dict[str, tuple[float, float]] = field(default_factory=dict)
    time: dict[str, float] = field(default_factory=dict)
    high: dict[str, float] = field(default_factory=dict)
    come: dict[tuple[str, str], float] = field(default_factory=dict)
    flown: dict[str, list[str]] = field(default_factory=dict)


def flown(rng: np.random.Generator, objects: int) -> Truth:
    """Objects that fly by turns, meet at one moment, and may cross midnight and 180° E."""
    start = float(rng.uniform(178, 182)), float(rng.uniform(-60, 85))
    out = Truth({"meet": start}, {"meet": MIDNIGHT + float(rng.uniform(-600, 600))}, {"meet": 5e3})
    for k in range(objects):
        who = f"o{k}"
        moments = [f"{who}a", "meet", f"{who}b"]
        out.flown[who] = moments
        out.come[who, "meet"] = 0.0
        for moment, sign in ((moments[0], -1), (moments[2], 1)):
            time, speed = rng.uniform(300, 1500), rng.uniform(80, 220)
            path = time * speed
            out.time[moment] = out.time["meet"] + sign * time
            out.come[who, moment] = sign * path
            straight = path / 1.003 * rng.uniform(0.5, 1.0)
            out.at[moment] = onward(start, rng.uniform(0, 360), straight)
            out.high[moment] = 5e3 + rng.uniform(-1, 1) * min(4e3, 0.2 * path)
    return out


def statements(rng: np.random.Generator, truth: Truth, *, said: float = 0.7) -> Unknowns:
    """True statements of a world, each off by up to its tolerance."""

    def off() -> float:
        return float(rng.uniform(-0.95, 0.95))

    parts: list[Part] = []
    for moment, time in truth.time.items():
        if rng.random() < said:
            parts.append(part(when(moment, None, about(time, rng.choice([30, 300]), off()))))
        if rng.random() < said:
            parts.append(part(height(about(truth.high[moment], 250, off())), moment))
    for who, moments in truth.flown.items():
        parts.append(part(Mover(who, at(*map(str, rng.permutation(moments))), LIMIT)))
        for early, late in (moments[:2], moments[1:], (moments[0], moments[2])):
            leg = Leg(who, early, late)
            path = truth.come[who, late] - truth.come[who, early]
            time = truth.time[late] - truth.time[early]
            rise = truth.high[late] - truth.high[early]
            speed = path / time
            for demand in (
                Travel(leg, about(path, 0.05 * path, off())),
                Speed(leg, about(speed, 15, off())),
                Speed(leg, about(speed + WIND * off() * 0.3, 15, off()), air=True),
                HeightChange(leg, about(rise, 200, off())),
                Climb(leg, about(rise / time, 1.0, off())),
                when(late, early, about(time, 60, off())),
            ):
                if rng.random() < said / 3:
                    parts.append(part(demand))
    rows = {}
    for moment, place in truth.at.items():
        if rng.random() < said:
            far = rng.uniform(5e3, 80e3)
            anchor = onward(place, rng.uniform(0, 360), far)
            rows[moment] = (near(*anchor, about(far, 0.05 * far, off())),)
    names = list(truth.at)
    for _ in range(2):
        one, other = (str(n) for n in rng.choice(names, 2, replace=False))
        if rng.random() < said:
            slant = bool(rng.random() < 0.5)
            apart = way(truth.at[one], truth.at[other])
            if slant:
                apart = math.dist(
                    space(truth.at[one], truth.high[one]), space(truth.at[other], truth.high[other])
                )
            parts.append(
                part(Separation(*at(one, other), about(apart, 0.05 * apart, off()), slant))
            )
    return Unknowns(tuple(parts), rows_of(rows), {})


def space(place: tuple[float, float], high: float) -> tuple[float, float, float]:
    lon, lat = map(math.radians, place)
    n = 6378137.0 / math.sqrt(1 - 0.0066943799901413165 * math.sin(lat) ** 2)
    flat = (n + high) * math.cos(lat)
    up = (n * (1 - 0.0066943799901413165) + high) * math.sin(lat)
    return flat * math.cos(lon), flat * math.sin(lon), up


def placed(unknowns: Unknowns) -> dict[Spot, tuple[float, float]]:
    """A position for each place that meets what is said of it alone."""
    found = least_stretch(list(unknowns.rows.values()))
    return {p: b.witness for p, b in zip(unknowns.rows, found, strict=True) if b.witness}
