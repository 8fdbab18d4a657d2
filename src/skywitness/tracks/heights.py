"""How high an aircraft was between its reports, with the same two bounds."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats
from skywitness.tracks import limits, quality
from skywitness.tracks.track import Track
from skywitness.units import FOOT

NAMES = {"pressure": "altitude", "ellipsoid": "geoaltitude"}


def at(track: Track, when: Floats, height: str, clock_s: float) -> tuple[Floats, Floats, Floats]:
    """Height at times (ft), its 95 % bound and the one for proofs (ft).

    Pressure altitude: the altimetry that standards demand, half a step of its code, and between
    reports the vertical acceleration that passengers bear (95 %) or the climb that no aircraft
    exceeds. Height above the ellipsoid: GVA; ADS-B gives it no integrity, so the second bound is
    infinite.
    """
    name = NAMES[height]
    n = len(when)
    alt, usual, hard = np.full(n, np.nan), np.full(n, np.inf), np.full(n, np.inf)
    rows = np.flatnonzero(track.levelled(name))
    values, own = track.number(name), _times(track, name)
    rows = rows[np.argsort(own[rows], kind="stable")]
    rows = rows[np.r_[True, np.diff(own[rows]) > 0]] if len(rows) else rows
    t = own[rows]
    ask = np.flatnonzero((when >= t[0]) & (when <= t[-1])) if len(rows) else rows
    if not len(ask):
        return alt, usual, hard
    k = np.searchsorted(t, when[ask], side="right") - 1
    m = np.where(t[k] == when[ask], k, np.minimum(k + 1, len(t) - 1))
    a, b = rows[k], rows[m]
    one, two = when[ask] - t[k], t[m] - when[ask]
    span = np.where(one + two > 0, one + two, 1.0)
    share = one / span
    alt[ask] = values[a] + share * (values[b] - values[a])
    rate = np.abs(values[b] - values[a]) / span
    pull = limits.PULL / FOOT * one * two / 2
    if height == "ellipsoid":
        gva = quality.look_up(quality.GVA_M, track.number("gva")) / FOOT
        vague = np.maximum(gva[a], gva[b]) + pull + rate * (limits.LATENCY_95_S + clock_s)
        usual[ask] = np.where(np.isnan(vague), np.inf, vague)
        return alt, usual, hard
    step = _step(values[rows])
    usual[ask] = limits.ALTIMETRY_95_FT + step + pull + rate * (limits.LATENCY_95_S + clock_s)
    climb = limits.CLIMB_FPM / 60
    late = climb * (limits.LATENCY_S + clock_s)
    error = limits.ALTIMETRY_FT + step + late
    # Between two reports: what both can reach.
    top = np.minimum(values[a] + climb * one, values[b] + climb * two)
    low = np.maximum(values[a] - climb * one, values[b] - climb * two)
    hard[ask] = np.maximum(np.maximum(top - alt[ask], alt[ask] - low), 0.0) + error
    return alt, usual, hard


def _times(track: Track, name: str) -> Floats:
    """When heights held: ``altitude_time`` where that is said of the pressure altitude."""
    if name != "altitude":
        return track.time
    said = track.number("altitude_time")
    return np.where(np.isfinite(said), said, track.time)


def _step(values: npt.NDArray[np.float64]) -> float:
    """Half a step of the code that altitudes come in."""
    return limits.STEP_OLD_FT if np.all(values % 100 == 0) else limits.STEP_FT
