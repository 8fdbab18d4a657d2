"""Magnetic declination with bounds, by the International Geomagnetic Reference Field (IGRF-14).

The field of a day is that of the model (:mod:`ppigrf`, 1900 to 2030, linear in time between its
years). Its error is taken twice as large as the standard deviation that NOAA and BGS state for
declinations of the World Magnetic Model 2025, sqrt(0.26² + (5417 / H)²) degrees with H in nT, which
counts the crust in; doubled again before 1945, where the model rests on fewer measurements, and
growing by 0.1° a year from 2025 on. Local anomalies of ore, beyond that, are not known here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import shapely

from skywitness.aliases import Floats
from skywitness.places.measures.distances import shape_of
from skywitness.places.place import Place

FIRST, LAST = dt.date(1900, 1, 1), dt.date(2029, 12, 31)
#: Days that stand for all where none is known: the field is linear in time between them.
EPOCHS = (*(dt.date(year, 1, 1) for year in range(1900, 2030, 5)), LAST)
SURE = 2.0
EARLY, FORECAST, DRIFT = 1945, 2025, 0.1
#: Horizontal field in nT below which a needle tells nothing.
WEAK = 1000.0
MOST_POINTS = 300


def declination(
    place: Place, days: Sequence[dt.date], *, throughout: bool
) -> tuple[float, float] | None:
    """Least and greatest declination in degrees (east positive) at a place on some days.

    At its centroid, or ``throughout`` its outline; without ``days`` on any that the model knows.
    ``None`` where no bound is known: beyond the model's years, near a magnetic pole, where the
    place's own error is not stated, or where it can be anything.
    """
    if place.error_m is None or any(not FIRST <= day <= LAST for day in days):
        return None
    points = shapely.get_coordinates(place.geometry)
    if not throughout or len(points) == 1:
        points = np.array([shape_of(place).centroid])
    elif len(points) > MOST_POINTS:
        points = points[:: len(points) // MOST_POINTS + 1]
    told = tuple(dict.fromkeys(days)) or EPOCHS
    return _bounds(points.tobytes(), told, place.error_m + place.buffer_m)


@lru_cache(maxsize=256)
def _bounds(raw: bytes, days: tuple[dt.date, ...], off: float) -> tuple[float, float] | None:
    points = np.frombuffer(raw).reshape(-1, 2)
    east, north = _field(points, days)
    strength = np.hypot(east, north)
    if strength.min() < 2 * WEAK:
        return None
    years = np.array([day.year + day.timetuple().tm_yday / 366 for day in days])
    error = SURE * np.hypot(0.26, 5417.0 / strength)
    error *= np.where(years < EARLY, 2.0, 1.0)[:, None]
    error += DRIFT * np.maximum(0.0, years - FORECAST)[:, None]
    # The turn from one point of an outline to the next bounds what lies between and about them.
    turn = np.degrees(np.unwrap(np.arctan2(east, north), axis=1))
    steps = np.abs(np.diff(turn, axis=1)).max(initial=0.0)
    # Off the points by the place's own error: the field turns by its own size over some 1,000 km
    # where it is weakest, so by no more than this.
    aside = np.degrees(off / 1e6 * 30_000 / strength)
    first = turn[0, 0]
    middle = (first + 180.0) % 360.0 - 180.0
    low = float((turn - error - aside).min() - steps - first + middle)
    high = float((turn + error + aside).max() + steps - first + middle)
    return None if high - low >= 360.0 else (low, high)


def _field(points: Floats, days: Sequence[dt.date]) -> tuple[Floats, Floats]:
    """East and north component in nT at sea level, shape (days, points)."""
    import ppigrf  # it brings pandas, which only those who ask for a declination need

    at = [dt.datetime(day.year, day.month, day.day) for day in days]
    east, north, _ = ppigrf.igrf(points[:, 0], points[:, 1], 0.0, at)
    return np.asarray(east), np.asarray(north)
