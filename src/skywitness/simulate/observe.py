"""What receivers see of the world: coverage, rates, accuracy, latency and clocks.

Errors are drawn from what an aircraft says of itself: 95 % of positions lie within the radius that
its NACp stands for (the navigation error drifts, with a memory of half a minute), velocities within
that of NACv, geometric heights within that of GVA. Multilateration and radar have their own.
"""

from __future__ import annotations

import numpy as np

from skywitness.aliases import Floats, Ints, Mask
from skywitness.simulate.aircraft import EPU_M, HFOM_MPS, VFOM_M, Aircraft
from skywitness.simulate.earth import FOOT, KNOT, horizon, inverse, moved
from skywitness.simulate.encode.altitude import coded
from skywitness.simulate.motion import State
from skywitness.simulate.reports import ADSB, ADSB_NT, ADSR, MAIN, MLAT, Reports, Target, joined
from skywitness.simulate.world import World

Rng = np.random.Generator

RADIUS_95 = 2.4477
"""95 % radius of a circular normal distribution, in standard deviations: √(-2 ln 0.05)."""
NORMAL_95 = 1.96
MEMORY_S = 30.0
MLAT_M = 120.0
"""95 % radius of a multilaterated position."""
LATENCY_S = (0.05, 0.35)
"""Latency that an aircraft does not compensate: its position is older than its stamp by so much."""
MLAT_LATENCY_S = 0.6
JITTER = 0.1
LOSS = 0.04
"""Share of messages lost near the receiver; towards the edge of coverage it grows to 60 %."""
_SOURCE = {"adsb": ADSB, "adsb_nt": ADSB_NT, "uat": ADSR, "mode_s": MLAT}


def observe(world: World, seed: int, exact: bool = False) -> tuple[tuple[Target, ...], Reports]:
    """Every aircraft's reports; with ``exact`` without errors of position, latency or clock."""
    targets, parts = [], []
    for k, each in enumerate(world.aircraft):
        rng = np.random.default_rng((seed, k))
        targets.append(Target(each.icao24, each))
        parts.append(_one(world, each, k, rng, exact))
    return tuple(targets), joined(parts).sorted()


def moments(world: World, each: Aircraft, rng: Rng, interval_s: float) -> Floats:
    """When an aircraft is heard at best, in seconds since 1970."""
    begin, stop = max(world.start, each.motion.start), min(world.end, each.motion.end)
    n = int(max(0.0, stop - begin) / interval_s)
    steps = interval_s * (1.0 + JITTER * rng.uniform(-1.0, 1.0, n))
    times = begin + rng.uniform(0.0, interval_s) + np.concatenate(([0.0], np.cumsum(steps)))
    return np.round(times[times < stop], 6)


def _one(world: World, each: Aircraft, number: int, rng: Rng, exact: bool) -> Reports:
    times = moments(world, each, rng, each.interval_s)
    source = _SOURCE[each.link]
    # An uncompensated delay of the aircraft, the same for all its flight.
    late = MLAT_LATENCY_S if source == MLAT else float(rng.uniform(*LATENCY_S))
    held = times if exact else times - late
    held = np.maximum(held, each.motion.start)
    seen = each.motion.at(held)
    receiver = _receiver(world, seen, rng)
    if source == MLAT:  # at least so high that several receivers see it
        receiver = np.where(seen.onground, -1, receiver)
    kept = receiver >= 0
    times, held, receiver = times[kept], held[kept], receiver[kept]
    seen = State(*(getattr(seen, name)[kept] for name in State.__dataclass_fields__))
    if not exact:
        seen = measured(seen, times, each, rng, source == MLAT)
    clocks = np.array([r.clock_s for r in world.receivers])
    stamped = times + clocks[receiver]
    delay = np.zeros(len(times)) if exact else rng.uniform(0.02, 0.25, len(times))
    return made(number, times, held, stamped, delay, seen, source, receiver)


def made(
    number: int, times: Floats, held: Floats, stamped: Floats, delay: Floats, seen: State,
    source: int, receiver: Ints,
) -> Reports:  # fmt: skip
    """Reports of one target; ``times`` are true, ``stamped`` the receiver's, both in seconds."""
    n = len(times)
    return Reports(
        target=np.full(n, number), order=times + delay, moment=held,
        time=np.rint(stamped * 1e6).astype(np.int64),
        received=np.rint((stamped + delay) * 1e6).astype(np.int64),
        longitude=seen.longitude, latitude=seen.latitude, altitude=seen.altitude,
        geoaltitude=np.full(n, np.nan) if source == MLAT else seen.geoaltitude,
        groundspeed=seen.groundspeed, track=seen.track, vertical_rate=seen.vertical_rate,
        onground=seen.onground, source=np.full(n, source), receiver=receiver,
        stale=np.zeros(n, dtype=bool), network=np.full(n, MAIN),
        planted=np.zeros(n, dtype=np.int64),
    )  # fmt: skip


def _receiver(world: World, seen: State, rng: Rng) -> Ints:
    """Which receiver hears it: the nearest that can, -1 where none does."""
    best = np.full(len(seen.latitude), np.inf)
    which = np.full(len(seen.latitude), -1, dtype=np.int64)
    share = np.full(len(seen.latitude), np.inf)
    for k, each in enumerate(world.receivers):
        _, way = inverse(
            np.full(len(best), each.lon),
            np.full(len(best), each.lat),
            seen.longitude,
            seen.latitude,
        )
        most = np.minimum(horizon(each.antenna_m, seen.geoaltitude * FOOT), each.range_m)
        nearer = (way < most) & (way < best)
        best[nearer], which[nearer], share[nearer] = way[nearer], k, (way / most)[nearer]
    lost: Mask = rng.random(len(best)) < np.where(share < 0.8, LOSS, LOSS + (share - 0.8) * 2.8)
    return np.where(lost, -1, which)


def drift(times: Floats, rng: Rng) -> Floats:
    """Standard normal errors that are alike at moments within half a minute."""
    from scipy.signal import lfilter

    n = len(times)
    if n == 0:
        return np.zeros(0)
    step = float(np.median(np.diff(times))) if n > 1 else 1.0
    a = float(np.exp(-step / MEMORY_S))
    noise = rng.normal(0.0, 1.0, n) * np.sqrt(1.0 - a * a)
    out: Floats = lfilter([1.0], [1.0, -a], noise, zi=[a * rng.normal()])[0]
    return out


def measured(seen: State, times: Floats, each: Aircraft, rng: Rng, mlat: bool) -> State:
    """What the aircraft, or the network that locates it, says of its state."""
    n = len(times)
    radius = MLAT_M if mlat else EPU_M[each.nac_p] if each.nac_p else 30.0
    sigma = radius / RADIUS_95
    lon, lat = moved(
        seen.longitude, seen.latitude, sigma * drift(times, rng), sigma * drift(times, rng)
    )
    speed = (5.0 if mlat else HFOM_MPS[each.nac_v] if each.nac_v else 2.0) / RADIUS_95 / KNOT
    angle = np.radians(seen.track)
    still = seen.onground
    east = seen.groundspeed * np.sin(angle) + np.where(still, 0.0, speed * rng.normal(0, 1, n))
    north = seen.groundspeed * np.cos(angle) + np.where(still, 0.0, speed * rng.normal(0, 1, n))
    # Velocities are sent as whole knots east and north, rates in 64 ft/min.
    east, north = np.where(still, east, np.rint(east)), np.where(still, north, np.rint(north))
    moving = np.hypot(east, north) > 0.5
    track = np.where(moving, np.degrees(np.arctan2(east, north)) % 360.0, seen.track)
    altimeter = 30.0 * rng.normal()
    height_error = VFOM_M[each.gva] / NORMAL_95 / FOOT * drift(times, rng)
    altitude = coded(seen.altitude + altimeter)
    rate = np.rint((seen.vertical_rate + rng.normal(0.0, 30.0, n)) / 64.0) * 64.0
    return State(
        lon, lat, altitude, np.rint((seen.geoaltitude + height_error) / 25.0) * 25.0,
        np.hypot(east, north), track, np.where(still, 0.0, rate), seen.onground,
    )  # fmt: skip
