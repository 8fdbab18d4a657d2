"""Where an aircraft was between its reports, with two bounds that are never mixed.

The **95 %** bound says what is usual: the accuracy that the aircraft reported (NACp), the turns
that aircraft make, the latency that is allowed. The **integrity** bound is for proofs: the radius
of containment that it reported (NIC, with the probability that SIL states), the greatest latency,
and between reports only what no aircraft can outrun. Where quality was not reported, or the
position is MLAT's, both are infinite: such a position proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats, Ints
from skywitness.earth import ecef
from skywitness.tracks import heights, limits, paths, quality
from skywitness.tracks.track import Track
from skywitness.units import KNOT

NOTHING, REPORT, BETWEEN, QUALITY, MLAT, APART = (
    "no report on both sides",
    "report",
    "between reports",
    "quality unknown",
    "multilateration",
    "reports exclude each other",
)
"""Words of ``basis``."""


@dataclass(frozen=True)
class Estimate:
    """One value for each time asked for; NaN where there is none, infinite where nothing bounds
    it."""

    lon: Floats
    """Degrees east."""
    lat: Floats
    """Degrees north."""
    alt: Floats
    """Height in ft: pressure altitude, or above the ellipsoid where that was asked for."""
    horizontal_95_m: Floats
    horizontal_integrity_m: Floats
    """Holds whatever the aircraft did, within the speed that none of its kind exceeds."""
    vertical_95_ft: Floats
    vertical_integrity_ft: Floats
    between_m: Floats
    """The part of ``horizontal_95_m`` that is due to the time between reports, whatever their
    quality."""
    risk: Floats
    """Probability that an end of ``horizontal_integrity_m`` does not hold, from SIL."""
    basis: npt.NDArray[np.object_]
    """What the bounds rest on, or why they are infinite."""
    before: npt.NDArray[np.int64]
    """Index in the track of the row before (or at) each time, -1 without one."""
    after: npt.NDArray[np.int64]
    """Index in the track of the row after (or at) each time, -1 without one."""


def at(
    track: Track, times: npt.ArrayLike, *, height: str = "pressure", clock_s: float = 0.0
) -> Estimate:
    """Position and height of a track at ``times`` (seconds since 1970, any shape that flattens).

    Only rows without a fault in their position count; a time before the first or after the last of
    them has no estimate. ``height`` is ``"pressure"`` or ``"ellipsoid"``; the two are never mixed.
    ``clock_s`` is how far the recording's clock may be off, which widens both bounds.

    Raises:
        ValueError: ``height`` is neither of the two.
    """
    if height not in ("pressure", "ellipsoid"):
        raise ValueError(f"height is 'pressure' or 'ellipsoid', not {height!r}")
    when = np.asarray(times, dtype=np.float64).ravel()
    alt, alt95, alt_hard = heights.at(track, when, height, clock_s)
    rows = np.flatnonzero(track.positioned)
    rows = rows[np.r_[True, np.diff(track.time[rows]) > 0]] if len(rows) else rows
    n = len(when)
    lon, lat, usual, hard, between, risk = (np.full(n, np.nan) for _ in range(6))
    basis = np.full(n, NOTHING, dtype=object)
    before, after = np.full(n, -1, dtype=np.int64), np.full(n, -1, dtype=np.int64)
    t = track.time[rows]
    ask = np.flatnonzero((when >= t[0]) & (when <= t[-1])) if len(rows) else rows
    if len(ask):
        a = np.searchsorted(t, when[ask], side="right") - 1
        b = np.where(t[a] == when[ask], a, np.minimum(a + 1, len(t) - 1))
        before[ask], after[ask] = rows[a], rows[b]
        got = _between(track, rows[a], rows[b], when[ask], clock_s)
        for into, values in zip((lon, lat, usual, hard, between, risk, basis), got, strict=True):
            into[ask] = values
    return Estimate(
        lon, lat, alt, usual, hard, alt95, alt_hard, between, risk, basis, before, after
    )


def greatest_speed(track: Track) -> float:
    """Metres a second that this kind of aircraft cannot reach over the ground."""
    said = {c for c in track.table["category"].unique().to_pylist() if c}
    return max((limits.SPEED_KT.get(c, limits.SPEED_ANY_KT) for c in said),
               default=limits.SPEED_ANY_KT) * KNOT  # fmt: skip


def stamp(track: Track) -> float:
    """A second where all times of the track are whole seconds (rounded or cut off), else 0."""
    t = track.time[np.isfinite(track.time)]
    return 1.0 if len(t) and np.all(t == np.floor(t)) else 0.0


def _between(
    track: Track, a: Ints, b: Ints, when: Floats, clock_s: float
) -> tuple[Floats, Floats, Floats, Floats, Floats, Floats, npt.NDArray[np.object_]]:
    """Estimates between rows ``a`` and ``b`` (the same row at a report)."""
    t, one, two = track.time, when - track.time[a], track.time[b] - when
    inside = t[b] > t[a]
    lon, lat, between, speed = _path(track, a, b, one, two)
    dated = stamp(track) + clock_s
    epu = quality.look_up(quality.EPU_M, track.number("nac_p"))
    usual = np.maximum(epu[a], epu[b]) + between + speed * (limits.LATENCY_95_S + dated)

    rc = quality.containment(track.number("rc"), track.number("nic"), track.number("version"))
    chance = quality.look_up(quality.SIL, track.number("sil"))
    fastest = greatest_speed(track)
    new = track.number("version") >= 2
    room = rc + fastest * (np.where(new, limits.UNCOMPENSATED_S, limits.LATENCY_S) + dated)
    p, q = (ecef(track.longitude[k], track.latitude[k]) for k in (a, b))
    centre = ecef(lon, lat)
    hard = paths.bead(centre, p, q, room[a] + fastest * one, room[b] + fastest * two)
    hard = np.where(inside, hard, room[a])
    risk = np.where(inside, np.minimum(1.0, chance[a] + chance[b]), chance[a])

    basis = np.where(inside, BETWEEN, REPORT).astype(object)
    source = np.asarray(track.table["source"].cast("string").to_pylist(), dtype=object)
    mlat = (source[a] == "mlat") | (source[b] == "mlat")
    basis[np.isinf(hard)] = APART
    basis[np.isnan(usual) | np.isnan(hard) | np.isnan(risk)] = QUALITY
    basis[mlat] = MLAT
    usual = np.where(mlat | np.isnan(usual), np.inf, usual)
    hard = np.where(mlat | np.isnan(hard) | np.isnan(risk), np.inf, hard)
    return lon, lat, usual, hard, between, np.where(np.isinf(hard), np.nan, risk), basis


def _path(
    track: Track, a: Ints, b: Ints, one: Floats, two: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """The likeliest position ``one`` s after rows ``a`` and ``two`` s before rows ``b``, how far
    from it an aircraft that flies as usual can be (m), and its speed (m/s)."""
    lons, lats = track.longitude, track.latitude
    gs, way = track.number("groundspeed") * KNOT, track.number("track")
    gs = np.where(np.isfinite(way) & ~track.marked("speed"), gs, np.nan)
    span = one + two
    safe = np.where(span > 0, span, 1.0)
    share = np.where(span > 0, one / safe, 0.0)
    lon, lat = paths.geodesic(lons[a], lats[a], lons[b], lats[b], share)
    p, q = ecef(lons[a], lats[a]), ecef(lons[b], lats[b])
    mean = np.linalg.norm(q - p, axis=1) / safe
    speed = np.fmax(np.fmax(gs[a], gs[b]), mean)
    turn = np.full(len(one), limits.TURN)
    fast = limits.FASTER * speed + limits.VELOCITY_MS
    bead = paths.bead(ecef(lon, lat), p, q, fast * one, fast * two)
    between = np.where(span > 0, np.fmin(paths.turned(turn, one, two), bead), 0.0)

    bend = (span > 0) & (span <= limits.HERMITE_S) & np.isfinite(gs[a]) & np.isfinite(gs[b])
    k = np.flatnonzero(bend)
    if len(k):
        v = paths.velocity(lons[a[k]], lats[a[k]], gs[a[k]], way[a[k]])
        w = paths.velocity(lons[b[k]], lats[b[k]], gs[b[k]], way[b[k]])
        point, force = paths.hermite(p[k], v, q[k], w, span[k], share[k])
        nac = track.number("nac_v")
        sway = quality.look_up(quality.NACV_MS, np.fmin(nac[a[k]], nac[b[k]]))
        sway = np.where(np.isfinite(sway), sway, limits.VELOCITY_MS)
        # Each velocity enters with at most 4/27 of the span.
        smooth = paths.curved(turn[k] + force, one[k], two[k]) + sway * span[k] * 8 / 27
        use = smooth < between[k]
        x, y = paths.lonlat(point)
        lon[k[use]], lat[k[use]] = x[use], y[use]
        between[k[use]] = smooth[use]
    return lon, lat, between, speed


__all__ = ["Estimate", "at", "greatest_speed", "stamp"]
