"""readsb's ``aircraft.json``, its lines of ``--json-port``, and several networks' fixes.

Fields: readsb, README-json ("aircraft.json"); the fixes as maps of several networks record them.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np

from skywitness.simulate.outputs.traces import quality
from skywitness.simulate.outputs.words import by_target, save
from skywitness.simulate.reports import MLAT, SOURCES, TISB, Reports, Scene, Target

EVERY_S = 10.0
OLDEST_S = 60.0
"""How old a position may be to be shown (readsb)."""


def write(scene: Scene, folder: Path) -> list[Path]:
    """``aircraft_1718924410.json`` and so on."""
    made = []
    for now, entries in snapshots(scene, EVERY_S):
        listed = [_entry(scene.targets[t], scene.reports, row, now) for t, row in entries]
        document = {"now": now, "messages": int(now) % 1_000_000, "aircraft": listed}
        text = json.dumps(document, separators=(",", ":"))
        made.append(save(folder, f"aircraft_{int(now)}.json", text.encode()))
    return made


def write_lines(scene: Scene, folder: Path) -> list[Path]:
    """``aircraft.jsonl``: the aircraft object of each report when it came, one a line."""
    lines = []
    for k, (target, heard) in enumerate(
        zip(scene.reports.target.tolist(), scene.reports.received.tolist(), strict=True)
    ):
        now = round(heard / 1e6, 3)
        said = {"now": now, **_entry(scene.targets[target], scene.reports, k, now)}
        lines.append(json.dumps(said, separators=(",", ":")))
    return [save(folder, "aircraft.jsonl", ("\n".join(lines) + "\n").encode())]


def write_fixes(scene: Scene, folder: Path) -> list[Path]:
    """``fixes-fa0011.json``: an aircraft's fixes as each network (here: receiver) gave them."""
    made, names = [], [f"{r.name}.example" for r in scene.world.receivers]
    for number, r in by_target(scene):
        target = scene.targets[number]
        fixes = [
            {"receiveTime": heard // 1000, "positionTime": (held + 500) // 1000,
             "source": names[by], "lat": round(lat, 6), "lon": round(lon, 6), "gs": round(gs, 1),
             "track": round(track, 2), "gnd": ground}
            for heard, held, by, lat, lon, gs, track, ground in zip(
                r.received.tolist(), r.time.tolist(), r.receiver.tolist(), r.latitude.tolist(),
                r.longitude.tolist(), r.groundspeed.tolist(), r.track.tolist(),
                r.onground.tolist(), strict=True)
        ]  # fmt: skip
        document = {"hex": target.address, "callsign": target.aircraft.callsign, "fixes": fixes}
        text = json.dumps(document, separators=(",", ":"))
        made.append(save(folder, f"fixes-{target.address.lstrip('~')}.json", text.encode()))
    return made


def snapshots(scene: Scene, every_s: float) -> list[tuple[float, list[tuple[int, int]]]]:
    """At each time, of every target heard of late its number and its last row."""
    r = scene.reports
    found = []
    for now in np.arange(scene.world.start + every_s, scene.world.end + every_s, every_s).tolist():
        before = int(np.searchsorted(r.order, now, side="right"))
        begin = int(np.searchsorted(r.order, now - OLDEST_S))
        last: dict[int, int] = {t: begin + k for k, t in enumerate(r.target[begin:before].tolist())}
        if last:
            found.append((float(now), sorted(last.items())))
    return found


def _entry(target: Target, r: Reports, k: int, now: float) -> dict[str, Any]:
    each = target.aircraft
    source, ground = int(r.source[k]), bool(r.onground[k])
    said: dict[str, Any] = {
        "hex": int(target.written) if target.as_number else target.address,
        "type": SOURCES[source],
    }
    if source != TISB:
        said |= {"flight": each.callsign.ljust(8), "r": each.registration, "t": each.typecode}
        said |= {"squawk": each.squawk} if each.squawk else {}
        said["category"] = each.category
    if ground:
        said["alt_baro"] = "ground"
    else:
        said |= _number("alt_baro", float(r.altitude[k]))
        said |= _number("alt_geom", float(r.geoaltitude[k]))
        said |= _number("baro_rate", float(r.vertical_rate[k]))
    said["gs"] = round(float(r.groundspeed[k]), 1)
    said["true_heading" if ground else "track"] = round(float(r.track[k]), 2)
    said |= {"lat": round(float(r.latitude[k]), 6), "lon": round(float(r.longitude[k]), 6)}
    said |= quality(target) if source not in (MLAT, TISB) else {}
    said |= {"seen_pos": round(now - int(r.time[k]) / 1e6, 3),
             "mlat": ["lat", "lon"] if source == MLAT else [],
             "tisb": ["lat", "lon"] if source == TISB else [],
             "seen": round(now - int(r.received[k]) / 1e6, 1), "rssi": -20.0}  # fmt: skip
    return said


def _number(name: str, value: float) -> dict[str, Any]:
    return {} if math.isnan(value) else {name: round(value)}
