"""SBS (BaseStation) lines, as dump1090 writes them on port 30003.

Fields: Kinetic's BaseStation socket data (woodair.net). A position is ``MSG,3`` in flight and
``MSG,2`` on the ground, a velocity ``MSG,4``, a callsign ``MSG,1``, a squawk ``MSG,6``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from skywitness.simulate.outputs.words import iso, save
from skywitness.simulate.reports import MLAT, Scene

NAME_EVERY = 8
"""A callsign and a squawk come with each eighth position."""


def write(scene: Scene, folder: Path) -> list[Path]:
    """``messages.csv``."""
    return [save(folder, "messages.csv", "".join(_lines(scene)).encode())]


def _lines(scene: Scene) -> Iterator[str]:
    r = scene.reports
    made, logged = iso(r.time), iso(r.received)
    count = np.zeros(len(scene.targets), dtype=np.int64)
    for k in range(len(r)):
        if r.stale[k]:
            continue  # a stream of messages repeats nothing
        target = scene.targets[int(r.target[k])]
        each = target.aircraft
        times = f"{_day(made[k])},{_day(logged[k])}"
        head = f"1,1,{target.address.upper()},1,{times}"
        lat, lon = f"{r.latitude[k]:.5f}", f"{r.longitude[k]:.5f}"
        ground = bool(r.onground[k])
        alt, gs = _whole(float(r.altitude[k])), _whole(float(r.groundspeed[k]))
        track, rate = _whole(float(r.track[k])), _whole(float(r.vertical_rate[k]))
        if r.source[k] == MLAT:
            yield f"MLAT,3,{head},,{alt},{gs},{track},{lat},{lon},{rate},,,,,0\r\n"
            continue
        seen = count[r.target[k]]
        count[r.target[k]] += 1
        if seen % NAME_EVERY == 0:
            yield f"MSG,1,{head},{each.callsign.ljust(8)},,,,,,,,,,,0\r\n"
            if each.squawk:
                yield f"MSG,6,{head},,,,,,,,{each.squawk},0,0,0,0\r\n"
        if ground:
            yield f"MSG,2,{head},,,{gs},{track},{lat},{lon},,,,,,-1\r\n"
        else:
            yield f"MSG,4,{head},,,{gs},{track},,,{rate},,,,,0\r\n"
            yield f"MSG,3,{head},,{alt},,,{lat},{lon},,,0,0,0,0\r\n"


def _day(text: str) -> str:
    date, _, time = text.rstrip("Z").partition("T")
    return f"{date.replace('-', '/')},{time}"


def _whole(value: float) -> str:
    return "" if math.isnan(value) else str(round(value))
