"""A world day for load: a tar of gzipped traces that together hold a given number of positions.

It is as dense as a day of a large network (about one aircraft for every 1,500 positions, a position
every nine seconds), and flies great circles between invented places; nobody separates its traffic,
so how often anything happens in it means nothing. One aircraft is made at a time: memory does not
grow with the number of positions.
"""

from __future__ import annotations

import datetime as dt
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from skywitness.aliases import Floats
from skywitness.simulate.earth import NAUTICAL_MILE, wrapped
from skywitness.simulate.outputs.traces import add
from skywitness.simulate.outputs.words import FILE_TIME
from skywitness.simulate.run import filled_whole
from skywitness.simulate.split import SplitFile

Rng = np.random.Generator

DAY_S = 86_400.0
PER_AIRCRAFT = 1_500
MOST_OF_ONE = 6_000
DETAIL_EVERY = 4
EARTH_M = 6_371_008.8
"""Mean radius of WGS 84; these positions are on a sphere, which is enough for load."""
_STEPS = np.array([3.91, 4.37, 8.12, 12.5, 19.87])
_SHARES = np.array([0.25, 0.25, 0.25, 0.15, 0.10])
TELL_EVERY = 200_000


@dataclass(frozen=True)
class Made:
    """What was written."""

    positions: int
    aircraft: int
    files: tuple[Path, ...]


def day_tar(
    out: Path, positions: int, seed: int, start: dt.datetime, split: int | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Made:  # fmt: skip
    """Write ``v2024.06.21-planes-simulated-0.tar`` below ``out``, in parts where ``split`` (bytes).

    The day is that of ``start`` in UTC. The same arguments give the same bytes.

    Raises:
        RecordError: the folder holds something, or cannot be made.
    """
    date = start.astimezone(dt.UTC).date()
    base = dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC).timestamp()
    rng = np.random.default_rng(seed)
    fields = _fields(rng)
    done = count = told = 0
    stem = out / f"v{date:%Y.%m.%d}-planes-simulated-0.tar"
    with (
        filled_whole(out),
        SplitFile(stem, split) as file,
        tarfile.open(fileobj=file, mode="w|", format=tarfile.USTAR_FORMAT) as archive,
    ):
        while done < positions:
            left = positions - done
            wanted = int(min(left, max(40, rng.gamma(2.0, PER_AIRCRAFT / 2.0)), MOST_OF_ONE))
            if left - wanted < 40:
                wanted = min(left, MOST_OF_ONE)
            # A number that is prime to the number of addresses spreads them over the folders.
            address = f"{0xE80000 + count * 40_503 % 0x80000:06x}"
            text = _trace(address, wanted, base, rng, fields)
            name = f"./traces/{address[-2:]}/trace_full_{address}.json"
            add(archive, name, _packed(text))
            done, count = done + wanted, count + 1
            if done - told >= TELL_EVERY:
                told = done
                progress(f"{done:,} of {positions:,} positions")
    return Made(done, count, tuple(file.paths))


def _packed(text: bytes) -> bytes:
    """Gzip, at the speed of the fast library and not at its best."""
    from isal import igzip

    packed: bytes = igzip.compress(text, 1, mtime=FILE_TIME)
    return packed


def summary(made: Made) -> dict[str, Any]:
    """What the command prints."""
    return {
        "positions": made.positions, "aircraft": made.aircraft,
        "files": [str(path) for path in made.files],
        "bytes": sum(path.stat().st_size for path in made.files),
    }  # fmt: skip


def _fields(rng: Rng) -> Floats:
    """600 invented airports in clusters, latitude and longitude in radians, shape (600, 2)."""
    middle = np.column_stack((rng.normal(35.0, 18.0, 40), rng.uniform(-180.0, 180.0, 40)))
    found = middle[rng.integers(0, 40, 600)] + rng.normal(0.0, 6.0, (600, 2))
    found[:, 0] = np.clip(found[:, 0], -65.0, 75.0)
    return np.radians(found)


def _trace(address: str, n: int, base: float, rng: Rng, fields: Floats) -> bytes:
    steps = rng.choice(_STEPS, n, p=_SHARES)
    legs = max(1, round(n / 600))
    of = np.arange(n) * legs // n
    new = np.diff(of, prepend=-1) > 0
    span = float(steps.sum())
    pauses = max(0.0, DAY_S - 60.0 - span)
    first = pauses * rng.uniform(0.0, 0.5)
    steps[0] = first
    if legs > 1:  # on the ground between two flights
        steps[new & (np.arange(n) > 0)] = min(5_400.0, (pauses - first) / legs)
    times = np.cumsum(steps)
    if times[-1] >= DAY_S:
        times *= (DAY_S - 1.0) / times[-1]

    stops = rng.integers(0, len(fields), legs + 1)
    stops[1:][stops[1:] == stops[:-1]] += 1
    stops %= len(fields)
    begin = np.flatnonzero(new)
    end = np.append(begin[1:], n) - 1
    share = (times - times[begin][of]) / np.maximum(times[end] - times[begin], 1.0)[of]
    speed = 220.0 + 25.0 * rng.random(legs)
    lon, lat, track = _great_circle(fields, stops, of, share, speed, times, begin, end)

    level = rng.integers(280, 410, legs)[of] * 100.0
    ramp = np.clip(np.minimum(share, 1.0 - share) / 0.18, 0.0, 1.0)
    altitude = np.rint(level * ramp / 25.0).astype(np.int64) * 25
    knots = (
        150.0 + ramp * (speed[of] * 3600.0 / NAUTICAL_MILE - 150.0) + rng.normal(0, 0.7, n)
    ).round(1)
    rate = np.where(ramp < 1.0, np.where(share < 0.5, 1_856, -1_664), rng.integers(-1, 2, n) * 64)
    return _text(address, base, times, lat, lon, altitude, knots, track, rate, new, rng)


def _great_circle(
    fields: Floats, stops: Any, of: Any, share: Floats, speed: Floats, times: Floats, begin: Any,
    end: Any,
) -> tuple[Floats, Floats, Floats]:  # fmt: skip
    """Positions (degrees) on the way from stop to stop, as far as the speed of each leg allows."""
    lat1, lon1 = fields[stops[:-1]].T
    lat2, lon2 = fields[stops[1:]].T
    y = np.sin(lon2 - lon1) * np.cos(lat2)
    x = np.cos(lat1) * np.sin(lat2) - np.sin(lat1) * np.cos(lat2) * np.cos(lon2 - lon1)
    course = np.arctan2(y, x)
    angle = speed * (times[end] - times[begin]) / EARTH_M
    s, c, a, o = angle[of] * share, course[of], lat1[of], lon1[of]
    sin_lat = np.sin(a) * np.cos(s) + np.cos(a) * np.sin(s) * np.cos(c)
    lat = np.arcsin(np.clip(sin_lat, -1.0, 1.0))
    lon = o + np.arctan2(np.sin(c) * np.sin(s) * np.cos(a), np.cos(s) - np.sin(a) * sin_lat)
    track = np.arctan2(
        np.sin(c) * np.cos(a), np.cos(s) * np.cos(a) * np.cos(c) - np.sin(a) * np.sin(s)
    )
    return wrapped(np.degrees(lon)), np.degrees(lat), np.degrees(track) % 360.0


def _text(
    address: str, base: float, times: Floats, lat: Floats, lon: Floats, altitude: Any,
    knots: Floats, track: Floats, rate: Any, new: Any, rng: Rng,
) -> bytes:  # fmt: skip
    """The JSON of a trace, in readsb's layout."""
    geometric = altitude + 25 * int(rng.integers(-8, 20))
    callsign = f"SIM{int(address, 16) % 10_000:04d} "
    detail = (
        f'{{"type":"adsb_icao","flight":"{callsign}","squawk":"{rng.integers(0o1000, 0o6777):04o}",'
        '"emergency":"none","category":"A3","nic":8,"rc":186,"version":2,"nac_p":9,"nac_v":2,"sil":3,'
        '"sil_type":"perhour","gva":2,"sda":2,"alert":0,"spi":0}'
    )
    flags = np.where(new, 2, 0).tolist()
    # The aircraft object, as in real files, on every fourth row.
    details = [detail if k % DETAIL_EVERY == 0 else "null" for k in range(len(times))]
    rows = [
        f'[{t:.2f},{y:.6f},{x:.6f},{a},{g},{c},{f},{r},{d},"adsb_icao",{h},{r},null,null]'
        for t, y, x, a, g, c, f, r, d, h in zip(
            times.tolist(), lat.tolist(), lon.tolist(), altitude.tolist(), knots.tolist(),
            (np.rint(track * 10.0) % 3_600 / 10.0).tolist(), flags, rate.tolist(), details,
            geometric.tolist(), strict=True,
        )
    ]  # fmt: skip
    head = (
        f'{{"icao":"{address}",\n"r":"SW-{address[-4:]}",\n"t":"A320",\n"dbFlags":0,'
        f'\n"desc":"SIMULATED",\n"timestamp": {base:.3f},\n"trace":[\n'
    )
    return (head + ",\n".join(rows) + "\n]}\n").encode()


__all__ = ["Made", "day_tar", "summary"]
