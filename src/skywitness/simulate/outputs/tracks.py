"""Track files, one for each aircraft: GPX, KML, GeoJSON and IGC.

GPX, KML and GeoJSON are what a website makes of reports; an IGC file is what a recorder on board
wrote, once every four whole seconds.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from skywitness.simulate import sky
from skywitness.simulate.earth import FOOT, KNOT
from skywitness.simulate.observe import measured
from skywitness.simulate.outputs.words import by_target, day, iso, save
from skywitness.simulate.reports import TISB, Reports, Scene

_IGC_EVERY_S = 4
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _flights(scene: Scene) -> Iterator[tuple[str, Reports]]:
    for number, rows in by_target(scene):
        if int(rows.source[0]) != TISB:
            yield scene.targets[number].aircraft.callsign, rows


def write_gpx(scene: Scene, folder: Path) -> list[Path]:
    """GPX 1.0, which has speed and course: heights above the sea, with the geoid's beside them."""
    made = []
    for name, r in _flights(scene):
        geoid = sky.geoid_m(r.longitude, r.latitude)
        points = []
        for k, time in enumerate(iso(r.time)):
            geo = float(r.geoaltitude[k])
            ele = "" if math.isnan(geo) else f"<ele>{geo * FOOT - geoid[k]:.2f}</ele>"
            points.append(
                f'<trkpt lat="{r.latitude[k]:.7f}" lon="{r.longitude[k]:.7f}">{ele}'
                f"<time>{time}</time>"
                f"<course>{r.track[k]:.2f}</course><speed>{r.groundspeed[k] * KNOT:.3f}</speed>"
                f"<geoidheight>{geoid[k]:.2f}</geoidheight></trkpt>\n"
            )
        text = (
            f'{_XML}<gpx version="1.0" creator="skywitness simulate" '
            f'xmlns="http://www.topografix.com/GPX/1/0">\n<trk><name>{name}</name><trkseg>\n'
            f"{''.join(points)}</trkseg></trk></gpx>\n"
        )
        made.append(save(folder, f"{name}.gpx", text.encode()))
    return made


def write_kml(scene: Scene, folder: Path) -> list[Path]:
    """KML with a gx:Track, heights above the sea where there are some."""
    made = []
    for name, r in _flights(scene):
        above = r.geoaltitude * FOOT - sky.geoid_m(r.longitude, r.latitude)
        heights = ["" if math.isnan(up) else f" {up:.1f}" for up in above.tolist()]
        whens = "".join(f"<when>{time}</when>\n" for time in iso(r.time))
        coords = "".join(
            f"<gx:coord>{lon:.7f} {lat:.7f}{up}</gx:coord>\n"
            for lon, lat, up in zip(r.longitude.tolist(), r.latitude.tolist(), heights, strict=True)
        )
        text = (
            f'{_XML}<kml xmlns="http://www.opengis.net/kml/2.2" '
            f'xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><Placemark>'
            f"<name>{name}</name>\n<gx:Track><altitudeMode>absolute</altitudeMode>\n{whens}{coords}"
            "</gx:Track></Placemark></Document></kml>\n"
        )
        made.append(save(folder, f"{name}.kml", text.encode()))
    return made


def write_geojson(scene: Scene, folder: Path) -> list[Path]:
    """GeoJSON with a line for each aircraft, its times in a list beside it; heights of which the
    file does not say from where they count (they are pressure altitudes)."""
    made = []
    for name, r in _flights(scene):
        line = [
            [round(lon, 7), round(lat, 7), *([] if math.isnan(up) else [round(up, 2)])]
            for lon, lat, up in zip(
                r.longitude.tolist(), r.latitude.tolist(), (r.altitude * FOOT).tolist(), strict=True
            )
        ]
        feature = {
            "type": "Feature",
            "properties": {"flight": name, "timestamps": np.round(r.time / 1e6, 3).tolist()},
            "geometry": {"type": "LineString", "coordinates": line},
        }
        document = {"type": "FeatureCollection", "features": [feature]}
        made.append(save(folder, f"{name}.geojson", json.dumps(document).encode()))
    return made


def write_igc(scene: Scene, folder: Path) -> list[Path]:
    """IGC of gliders and light aircraft: B records with speed and course (FAI/IGC, appendix A)."""
    made = []
    for k, each in enumerate(scene.world.aircraft):
        if each.kind not in ("glider", "ulm", "light", "uat", "helicopter"):
            continue
        begin = math.ceil(max(scene.world.start, each.motion.start))
        stop = math.floor(min(scene.world.end, each.motion.end))
        times = np.arange(begin, stop, _IGC_EVERY_S, dtype=np.float64)
        if not len(times):
            continue
        seen = each.motion.at(times)
        if not scene.exact:
            seen = measured(seen, times, each, np.random.default_rng((scene.seed, k, 1)), False)
        first = day(begin)
        lines = [
            "AXSW001SIMULATED", f"HFDTE{first:%d%m%y}", "HFFXA010",
            f"HFPLTPILOTINCHARGE:{each.callsign}",
            f"HFGIDGLIDERID:{each.registration}", "HFDTM100GPSDATUM:WGS-1984", "HFALGALTGPS:ELL",
            "HFALPALTPRESSURE:ISA", "I023638GSP3941TRT",
        ]  # fmt: skip
        columns = zip(
            times.tolist(), seen.latitude.tolist(), seen.longitude.tolist(), seen.altitude.tolist(),
            seen.geoaltitude.tolist(), seen.groundspeed.tolist(), seen.track.tolist(), strict=True,
        )  # fmt: skip
        for at, lat, lon, alt, geo, gs, track in columns:
            of_day = int(at) % 86_400
            lines.append(
                f"B{of_day // 3600:02d}{of_day // 60 % 60:02d}{of_day % 60:02d}"
                f"{_degrees(lat, 2, 'NS')}{_degrees(lon, 3, 'EW')}A{_metres(alt)}{_metres(geo)}"
                f"{round(gs * KNOT * 3.6):03d}{round(track) % 360:03d}"
            )
        made.append(save(folder, f"{each.callsign}.igc", ("\r\n".join(lines) + "\r\n").encode()))
    return made


def _degrees(value: float, digits: int, letters: str) -> str:
    thousandths = round(abs(value) * 60_000)
    return f"{thousandths // 60_000:0{digits}d}{thousandths % 60_000:05d}{letters[value < 0]}"


def _metres(feet: float) -> str:
    metres = round(feet * FOOT)
    return f"{metres:05d}" if metres >= 0 else f"-{-metres:04d}"
