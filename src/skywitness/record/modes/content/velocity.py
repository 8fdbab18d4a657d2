"""Airborne velocity (type 19; Doc 9871 tables A-2-9a, A-2-9b and C.2.3.6) and surface movement."""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats, Ints
from skywitness.record.modes.frames.bits import bits, where


def airborne(me: Ints) -> dict[str, Floats]:
    """What type 19 messages say: columns of the record, and ``difference``.

    ``difference`` is geometric minus barometric height in feet. A field at its highest code says
    only "more than", and nothing is said here then.
    """
    subtype = bits(me, 6, 8)
    ground = (subtype == 1) | (subtype == 2)
    air = (subtype == 3) | (subtype == 4)
    step = np.where((subtype == 2) | (subtype == 4), 4, 1)
    west_east, south_north = bits(me, 15, 24), bits(me, 26, 35)
    said = ground & _inner(west_east, 1023) & _inner(south_north, 1023)
    east = np.where(bits(me, 14), -1, 1) * (west_east - 1) * step
    north = np.where(bits(me, 25), -1, 1) * (south_north - 1) * step
    speed = np.hypot(east, north)
    rate, difference = bits(me, 38, 46), bits(me, 50, 56)
    nac_v = bits(me, 11, 13)
    airspeed = bits(me, 26, 35)
    known = ground | air
    return {
        "groundspeed": where(said, speed),
        "track": where(said & (speed > 0), np.degrees(np.arctan2(east, north)) % 360.0),
        "vertical_rate": where(
            known & _inner(rate, 511), np.where(bits(me, 37), -64, 64) * (rate - 1)
        ),
        "difference": where(
            known & _inner(difference, 127), np.where(bits(me, 49), -25, 25) * (difference - 1)
        ),
        "nac_v": where(known & (nac_v <= 4), nac_v),
        "heading": where(air & (bits(me, 14) == 1), bits(me, 15, 24) * (360.0 / 1024.0)),
        "ias": where(air & (bits(me, 25) == 0) & _inner(airspeed, 1023), (airspeed - 1) * step),
    }


def _inner(raw: Ints, top: int) -> npt.NDArray[np.bool_]:
    return (raw > 0) & (raw < top)


@functools.cache
def _movement() -> npt.NDArray[np.float64]:
    # Lower end of each step (Doc 9871 table A-2-6 "movement"); 0 and 125 up say nothing.
    table = np.full(128, np.nan)
    steps = (
        (1, 2, 0.0, 0.0), (2, 9, 0.125, 0.125), (9, 13, 1.0, 0.25), (13, 39, 2.0, 0.5),
        (39, 94, 15.0, 1.0), (94, 109, 70.0, 2.0), (109, 124, 100.0, 5.0), (124, 125, 175.0, 0.0),
    )  # fmt: skip
    for first, end, start, step in steps:
        table[first:end] = start + step * np.arange(end - first)
    return table


def surface(me: Ints) -> dict[str, Floats]:
    """Groundspeed and track of surface position messages (types 5 to 8)."""
    return {
        "groundspeed": _movement()[bits(me, 6, 12)],
        "track": where(bits(me, 13) == 1, bits(me, 14, 20) * (360.0 / 128.0)),
    }
