"""readsb's traces: ``traces/xx/trace_full_xxxxxx.json`` of globe_history, gzipped, and day tars.

Layout: readsb, README-json ("trace jsons"). A row is [seconds after the base time, latitude,
longitude, altitude or "ground", speed, track, flags, rate, aircraft object, type, geometric
altitude, geometric rate, indicated airspeed, roll].
"""

from __future__ import annotations

import gzip
import io
import json
import math
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import numpy as np

from skywitness.simulate.aircraft import RADIUS_M
from skywitness.simulate.outputs.words import FILE_TIME, by_target, day, save
from skywitness.simulate.reports import MLAT, SOURCES, TISB, Reports, Scene, Target
from skywitness.simulate.split import SplitFile

DETAIL_EVERY = 4
STALE = 1
DAY_S = 86_400


def write(scene: Scene, folder: Path) -> list[Path]:
    """A folder per day, as in globe_history: ``2024/06/21/traces/11/trace_full_fa0011.json``."""
    return [save(folder, f"{date}/{name}", data) for date, name, data in members(scene)]


def write_tar(scene: Scene, folder: Path) -> list[Path]:
    """A tar of each day."""
    return _tars(scene, folder, None)


def write_split_tar(scene: Scene, folder: Path) -> list[Path]:
    """The same in parts of 256 KiB, ``.tar.aa``, ``.tar.ab`` …"""
    return _tars(scene, folder, 1 << 18)


def _tars(scene: Scene, folder: Path, part: int | None) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    days: dict[str, list[tuple[str, bytes]]] = {}
    for date, name, data in members(scene):
        days.setdefault(date, []).append((name, data))
    made: list[Path] = []
    for date, found in days.items():
        stem = folder / f"v{date.replace('/', '.')}-planes-simulated-0.tar"
        with SplitFile(stem, part) as out:
            _pack(out, found)
        made += out.paths
    return made


def _pack(out: SplitFile, found: list[tuple[str, bytes]]) -> None:
    with tarfile.open(
        fileobj=cast(IO[bytes], out), mode="w|", format=tarfile.USTAR_FORMAT
    ) as archive:
        for name, data in found:
            add(archive, f"./{name}", data)


def add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    """A member of an archive, always with the same times and rights."""
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = len(data), FILE_TIME, 0o644
    archive.addfile(info, io.BytesIO(data))


def members(scene: Scene) -> Iterator[tuple[str, str, bytes]]:
    """Day, name and bytes of every trace."""
    for number, all_rows in by_target(scene):
        target = scene.targets[number]
        days = np.floor(all_rows.order / DAY_S).astype(np.int64)
        for base in np.unique(days).tolist():
            rows = all_rows.take(days == base)
            text = trace(target, rows, base * DAY_S)
            date = day(base * DAY_S).strftime("%Y/%m/%d")
            name = f"traces/{target.address[-2:]}/trace_full_{target.address}.json"
            yield date, name, gzip.compress(text, 6, mtime=FILE_TIME)


def trace(target: Target, rows: Reports, base: int) -> bytes:
    """The JSON of one aircraft and day, which begins at ``base``."""
    each = target.aircraft
    icao = target.written if target.as_number else json.dumps(target.address)
    head = {"r": each.registration, "t": each.typecode, "dbFlags": int(each.kind == "military"),
            "desc": f"SIMULATED {each.kind.upper()}", "timestamp": float(base)}  # fmt: skip
    known = ",\n".join(f'"{k}":{json.dumps(v)}' for k, v in head.items() if v != "")
    lines = ",\n".join(_rows(target, rows, base))
    return f'{{"icao":{icao},\n{known},\n"trace":[\n{lines}\n]}}\n'.encode()


def _rows(target: Target, rows: Reports, base: int) -> Iterator[str]:
    stamps = np.where(rows.stale, rows.received, rows.time)
    columns = zip(
        ((stamps - base * 1_000_000) / 1e6).tolist(), rows.latitude.tolist(),
        rows.longitude.tolist(), rows.altitude.tolist(), rows.geoaltitude.tolist(),
        rows.groundspeed.tolist(), rows.track.tolist(), rows.vertical_rate.tolist(),
        rows.onground.tolist(), rows.source.tolist(), rows.stale.tolist(), strict=True,
    )  # fmt: skip
    for k, (at, lat, lon, alt, geo, gs, track, rate, ground, source, stale) in enumerate(columns):
        above = math.nan if ground else geo
        detail = "null" if k % DETAIL_EVERY else _detail(target, above, source)
        height = '"ground"' if ground else _whole(alt)
        rise = "null" if ground else _whole(rate)
        yield (
            f"[{at:.2f},{lat:.6f},{lon:.6f},{height},{gs:.1f},{track:.1f},{STALE if stale else 0},"
            f'{rise},{detail},"{SOURCES[source]}",{_whole(above)},null,null,null]'
        )


def _whole(value: float) -> str:
    return "null" if math.isnan(value) else str(round(value))


def _detail(target: Target, geo: float, source: int) -> str:
    """The aircraft object of a row."""
    each = target.aircraft
    said: dict[str, object] = {"type": SOURCES[source]}
    if source != TISB:
        said["flight"] = each.callsign.ljust(8)
        said |= {"squawk": each.squawk} if each.squawk else {}
        said["category"] = each.category
    if source not in (MLAT, TISB):
        said |= quality(target)
    if not math.isnan(geo):
        said["alt_geom"] = round(geo)
    return json.dumps(said, separators=(",", ":"))


def quality(target: Target) -> dict[str, object]:
    """What readsb knows of accuracy and integrity, by the version of the equipment."""
    each = target.aircraft
    radius = RADIUS_M[each.nic]
    said: dict[str, object] = {"version": each.version, "nic": each.nic}
    said |= {} if radius is None else {"rc": round(radius)}
    if each.version >= 1:
        said |= {"nac_p": each.nac_p, "nac_v": each.nac_v, "sil": each.sil}
    if each.version >= 2:
        said["gva"] = each.gva
    return said
