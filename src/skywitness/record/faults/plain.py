"""Values that cannot be, each row judged by itself."""

from __future__ import annotations

import re

import numpy as np

from skywitness.aliases import Mask
from skywitness.record.faults import limits
from skywitness.record.faults.rows import Rows

_ADDRESS = re.compile(r"~?[0-9a-f]{6}")
NOBODY = ("000000", "ffffff")
"""Addresses that no aircraft has: ICAO Annex 10 Vol. III, Part I, 9.2.3 (all zeros and all
ones)."""


def address(rows: Rows) -> Mask:
    """Addresses that are not six lower-case hexadecimal digits, or that are nobody's."""
    bad = [
        not name.startswith("\0")
        and (not _ADDRESS.fullmatch(name) or name.removeprefix("~") in NOBODY)
        for name in rows.names
    ]
    return np.repeat(np.array(bad, dtype=bool), rows.count)


def position(rows: Rows) -> Mask:
    """Positions off the globe, without one of their halves, or exactly at 0° N 0° E."""
    lat, lon = rows.lat, rows.lon
    out: Mask = (np.abs(lat) > 90) | (np.abs(lon) > 180) | (np.isnan(lat) != np.isnan(lon))
    out |= np.isinf(lat) | np.isinf(lon)
    out |= (lat == 0) & (lon == 0)
    return out


def speed(rows: Rows) -> Mask:
    """Speeds and directions out of range."""
    gs, ias = rows.number("groundspeed"), rows.number("ias")
    out: Mask = (gs < 0) | (gs > limits.SPEED_KT) | (ias < 0) | (ias > limits.AIRSPEED_KT)
    out |= np.abs(rows.number("vertical_rate")) > limits.RATE_FPM
    for name in ("track", "heading"):
        angle = rows.number(name)
        out |= (angle < 0) | (angle >= 360)
    out |= np.abs(rows.number("roll")) > 180
    return out


def quality(rows: Rows) -> Mask:
    """Quality figures with values that are reserved or that no figure has.

    Messages of TIS-B have other things where those of ADS-B have NACv, and decoders give what
    stands there by that name: it says nothing, and nothing is wrong with the row.
    """
    out = np.zeros(rows.n, dtype=bool)
    code, known = rows.source
    radar = np.array([name.startswith("tisb") for name in known] + [False], dtype=bool)[code]
    for name, highest in limits.HIGHEST.items():
        high = rows.number(name) > highest
        out |= high & ~radar if name == "nac_v" else high
    return out


def clock(rows: Rows, now: float) -> Mask:
    """Times before 1971, in the future, or later than they were received by more than a day."""
    late = rows.t - rows.number("received")
    wrong: Mask = (rows.t < limits.EPOCH_S) | (rows.t > now + limits.FUTURE_S)
    wrong |= late > limits.FUTURE_S
    return wrong


def stale(rows: Rows) -> Mask:
    """Positions older at reception than a minute; ADS-C by satellite is late by nature."""
    code, known = rows.source
    late = np.array([s in ("adsc", "track", "other") for s in known] + [True])[code]
    old: Mask = rows.number("received") - rows.t > limits.STALE_S
    old &= ~late
    return old
