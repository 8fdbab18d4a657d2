"""The alibi query on a plane: how far an object's prisms miss each other, by convex minimisation.

On a plane every condition of a meeting reads "the way is at most speed times time", which is convex
in place, height and time together, and so is the greatest excess over all of them. Its least value
is below nothing exactly when a meeting is possible.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

import numpy as np
from geographiclib.geodesic import Geodesic
from pyproj import Proj
from scipy.optimize import minimize

import skywitness as sw

NOON = dt.datetime(2024, 3, 9, 12, tzinfo=dt.UTC)


def at(seconds: float) -> dt.datetime:
    return NOON + dt.timedelta(seconds=seconds)


@dataclass(frozen=True)
class Flat:
    """A fix on the plane: metres east, north and up, and seconds."""

    x: float
    y: float
    t: float
    z: float | None = None


def plane(longitude: float, latitude: float) -> Proj:
    return Proj(proj="aeqd", lon_0=longitude, lat_0=latitude, ellps="WGS84")


def traveller(name: str, fixes: list[Flat], speed: float, ground: Proj) -> sw.Traveller:
    found = []
    for f in fixes:
        lon, lat = ground(f.x, f.y, inverse=True)
        found.append(sw.Fix(lon, lat, at(f.t), height_m=f.z))
    return sw.Traveller(name, tuple(found), speed)


def excess(
    objects: list[tuple[list[Flat], float]], window: tuple[float, float], within: float = 0.0
) -> float:
    """The least metres by which some condition of a meeting must be missed (less than 0: room)."""
    own = len(objects) if within else 1
    fixes = [f for mine, _ in objects for f in mine]
    middle = [np.mean([f.x for f in fixes]), np.mean([f.y for f in fixes])]
    heights = [f.z for f in fixes if f.z is not None]
    solid = bool(heights)
    size = 3 if solid else 2
    start = [*middle, float(np.mean(heights))] if solid else middle
    fastest = max(speed for _, speed in objects)
    x0 = np.r_[np.tile(start, own), np.mean(window) * fastest]

    def values(v: np.ndarray) -> np.ndarray:
        t = v[-1] / fastest
        out = [v[-1] - window[1] * fastest, window[0] * fastest - v[-1]]
        for k, (mine, speed) in enumerate(objects):
            p = v[:-1].reshape(own, size)[k if within else 0]
            for f in mine:
                q = [f.x, f.y, f.z or 0.0][:size]
                out.append(math.dist(p, q) - speed * abs(t - f.t))
        if within:
            ends = v[:-1].reshape(own, size)
            out += [math.dist(a, b) - within for i, a in enumerate(ends) for b in ends[:i]]
        return np.array(out)

    found = minimize(
        lambda u: u[-1],
        np.r_[x0, values(x0).max()],
        constraints={"type": "ineq", "fun": lambda u: u[-1] - values(u[:-1])},
        method="SLSQP",
        options={"maxiter": 200, "ftol": 1e-7},
    )
    return float(values(found.x[:-1]).max())


def drawn(rng: np.random.Generator, *, solid: bool) -> list[tuple[list[Flat], float]]:
    """Two objects with two fixes each, within 10 km, that can fly from the first to the second."""
    out = []
    for _ in range(2):
        start = rng.uniform(0, 30)
        end = start + rng.uniform(60, 200)
        p, q = rng.uniform(-10_000, 10_000, (2, 2))
        z = rng.uniform(0, 5_000, 2) if solid else (None, None)
        need = math.dist((*p, z[0] or 0), (*q, z[1] or 0)) / (end - start)
        fixes = [Flat(*p, start, z[0]), Flat(*q, end, z[1])]
        out.append((fixes, need * rng.uniform(1.0, 1.6) + 5))
    return out


def brought_near(
    objects: list[tuple[list[Flat], float]], window: tuple[float, float], within: float, by: float
) -> list[tuple[list[Flat], float]]:
    """The same objects, as fast as a meeting just takes, and by a fraction faster."""
    low, high = 0.2, 5.0
    for _ in range(12):
        middle = (low + high) / 2
        if excess([(f, v * middle) for f, v in objects], window, within) <= 0:
            high = middle
        else:
            low = middle
    return [(f, v * high * (1 + by)) for f, v in objects]


def remeasured(met: sw.Meeting, objects: list[sw.Traveller], within: float = 0.0) -> None:
    """A witness by other means: geographiclib for ways, and every pair of stops."""
    assert met.witness is not None
    assert any(
        (low is None or low <= met.witness.time) and (high is None or met.witness.time <= high)
        for low, high in met.times
    )
    for each, course in zip(objects, met.witness.courses, strict=True):
        assert course.who == each.name
        stops = {s.moment: s for s in course.stops}
        assert "meeting" in stops
        for n, fix in enumerate(each.fixes):
            stop = stops[f"fix {n + 1}"]
            off = way((fix.longitude, fix.latitude), stop.place)
            assert off <= max(fix.error_m, 0.01) + 1e-3
            seconds = (fix.time - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)).total_seconds()
            assert abs(stop.time - seconds) <= fix.time_error_s + 1e-5
            if fix.height_m is not None:
                assert abs(stop.height - fix.height_m) <= fix.height_error_m + 1e-3
        for k, one in enumerate(course.stops):
            for other in course.stops[k + 1 :]:
                high = max(one.height or 0.0, other.height or 0.0, 0.0)
                level = way(one.place, other.place) * (1 + high / 6_335_439.0)
                assert other.path - one.path >= level - 0.01
                rise = (other.height or 0.0) - (one.height or 0.0)
                come = math.hypot(other.path - one.path, rise)
                assert come <= each.limit * (other.time - one.time) + 0.01
    ends = list(zip(met.witness.places, met.witness.heights, strict=True))
    for k, (place, height) in enumerate(ends):
        for other, level in ends[:k]:
            apart = math.dist(space(place, height or 0.0), space(other, level or 0.0))
            if height is None:
                apart = way(place, other)
            assert apart <= within + 0.01


def way(a: tuple[float, float], b: tuple[float, float]) -> float:
    return float(Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"])


def space(place: tuple[float, float], height: float) -> tuple[float, float, float]:
    lon, lat = map(math.radians, place)
    n = 6378137.0 / math.sqrt(1 - 0.0066943799901413165 * math.sin(lat) ** 2)
    flat = (n + height) * math.cos(lat)
    up = (n * (1 - 0.0066943799901413165) + height) * math.sin(lat)
    return flat * math.cos(lon), flat * math.sin(lon), up
