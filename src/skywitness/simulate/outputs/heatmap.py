"""readsb's heatmap files: half an hour in slices, sixteen bytes an entry.

Layout: readsb's globe_index.c and tar1090's script.js as they are public. Each slice holds of every
aircraft the first position at or after its time, and of each aircraft met for the first time its
callsign and squawk.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from skywitness.simulate.outputs.words import day, save
from skywitness.simulate.reports import Reports, Scene

SLICE_S = 30
HALF_HOUR_S = 1800
MAGIC = 0x0E7F7C9D
_ENTRY = np.dtype([("hex", "<u4"), ("lat", "<i4"), ("lon", "<i4"), ("alt", "<i2"), ("gs", "<i2")])
# How a position was seen (readsb's enum addrtype), for the kinds of reports.
_KIND = np.array([0, 1, 2, 5, 10], dtype=np.uint32)


def write(scene: Scene, folder: Path) -> list[Path]:
    """``2024/06/21/heatmap/46.bin.ttf`` and so on."""
    r = scene.reports
    stamps = r.time / 1e6
    usual = (np.abs(stamps - r.order) < 86_400) & ~r.stale
    made = []
    for half in np.unique(np.floor(stamps[usual] / HALF_HOUR_S)).tolist():
        begin = int(half) * HALF_HOUR_S
        mine = usual & (stamps >= begin) & (stamps < begin + HALF_HOUR_S)
        name = f"{day(begin):%Y/%m/%d}/heatmap/{begin % 86_400 // HALF_HOUR_S:02d}.bin.ttf"
        made.append(save(folder, name, _file(scene, r.take(mine), begin)))
    return made


def _file(scene: Scene, r: Reports, begin: int) -> bytes:
    count = HALF_HOUR_S // SLICE_S
    slices, at, starts = [], count, []
    met: set[int] = set()
    stamps = r.time / 1e6
    for k in range(count):
        time = begin + k * SLICE_S
        inside = np.flatnonzero((stamps >= time) & (stamps < time + SLICE_S))
        _, first = np.unique(r.target[inside], return_index=True)
        rows = r.take(inside[first])
        new = [t for t in rows.target.tolist() if t not in met]
        met.update(new)
        piece = np.concatenate([_head(time), _identities(scene, new), _positions(scene, rows)])
        slices.append(piece)
        starts.append(at)
        at += len(piece)
    index = np.zeros(count, dtype=_ENTRY)
    index["hex"] = starts
    return b"".join([index.tobytes(), *(piece.tobytes() for piece in slices)])


def _head(time: int) -> npt.NDArray[np.void]:
    head = np.zeros(1, dtype=_ENTRY)
    stamp = time * 1000
    low = stamp & 0xFFFFFFFF
    head["hex"], head["lat"] = MAGIC, stamp >> 32
    head["lon"] = low - (1 << 32) if low >> 31 else low
    head["alt"] = SLICE_S * 1000
    return head


def _hex(scene: Scene, target: int) -> int:
    address = scene.targets[target].address
    return int(address.lstrip("~"), 16) | (1 << 24 if address.startswith("~") else 0)


def _positions(scene: Scene, r: Reports) -> npt.NDArray[np.void]:
    out = np.zeros(len(r), dtype=_ENTRY)
    address = np.array([_hex(scene, t) for t in r.target.tolist()], dtype=np.uint32)
    out["hex"] = address | _KIND[r.source] << 27
    out["lat"], out["lon"] = np.rint(r.latitude * 1e6), np.rint(r.longitude * 1e6)
    known = np.isfinite(r.altitude)
    height = np.where(known, np.rint(np.where(known, r.altitude, 0.0) / 25.0), -124)
    out["alt"] = np.where(r.onground, -123, height)
    out["gs"] = np.where(np.isnan(r.groundspeed), -1, np.rint(np.nan_to_num(r.groundspeed) * 10.0))
    return out


def _identities(scene: Scene, targets: list[int]) -> npt.NDArray[np.void]:
    named = [t for t in targets if not scene.targets[t].address.startswith("~")]
    out = np.zeros(len(named), dtype=_ENTRY)
    for k, t in enumerate(named):
        each = scene.targets[t].aircraft
        text = each.callsign.ljust(8).encode()[:8]
        out[k] = (_hex(scene, t), 1 << 30 | int(each.squawk or 0),
                  *np.frombuffer(text, dtype=_ENTRY.descr[2:])[0])  # fmt: skip
    return out
