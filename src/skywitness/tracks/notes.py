"""What a reader of a leg must know that no mark and no cut tells."""

from __future__ import annotations

import numpy as np

from skywitness.earth import ecef
from skywitness.tracks import limits
from skywitness.tracks.lines import Leg
from skywitness.tracks.tearing import OTHER_HEIGHTS
from skywitness.tracks.text import moment
from skywitness.units import KNOT

MOST_NOTES = 5
"""So many steps of one leg are told, the first of them."""


def notes(leg: Leg) -> list[str]:
    """Steps of minutes along which positions lie farther apart than twice the speeds reported at
    both ends allow, where an end says no height: at height the leg would have been cut there.
    """
    rows = leg.drawn
    if len(rows) < 2:
        return []
    t = leg.track
    height = t.altitude[rows]
    for name in OTHER_HEIGHTS:
        height = np.fmax(height, t.number(name)[rows])
    speed, when = t.number("groundspeed")[rows] * KNOT, t.time[rows]
    place = ecef(t.longitude[rows], t.latitude[rows])
    way, dt = np.linalg.norm(np.diff(place, axis=0), axis=1), np.diff(when)
    unknown = np.isnan(height)
    with np.errstate(invalid="ignore"):
        far = way > limits.TORN * np.maximum(speed[:-1], speed[1:]) * dt + limits.TORN_M
    odd = far & (dt >= limits.TORN_S) & (unknown[:-1] | unknown[1:])
    return [
        f"{way[k] / dt[k] / KNOT:,.0f} kt on average from {moment(when[k])} to "
        f"{moment(when[k + 1])}, with {speed[k] / KNOT:,.0f} and {speed[k + 1] / KNOT:,.0f} kt "
        "reported at the ends and no height"
        for k in np.flatnonzero(odd).tolist()[:MOST_NOTES]
    ]
