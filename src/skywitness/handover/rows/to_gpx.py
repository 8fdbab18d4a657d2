"""GPX 1.1: a track for each leg, a segment for each part without a silent gap.

``ele`` is the height asked for in metres; GPX does not say from where it counts, devices mostly
count from mean sea level, so the file says what it is here. Speed and direction stand in Garmin's
TrackPointExtension v2, everything else in an extension of our own. Rows with a fault, where they
are asked for, become waypoints and are no part of a track. One leg is in memory at a time.
"""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import numpy as np
from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint, GPXTrackSegment, GPXWaypoint

from skywitness.aliases import Floats
from skywitness.handover.rows.formats import Job
from skywitness.tracks.lines import Leg
from skywitness.tracks.provenance import GEOID, HEIGHTS
from skywitness.tracks.text import clean, words
from skywitness.units import FOOT, KNOT

GARMIN = "http://www.garmin.com/xmlschemas/TrackPointExtension/v2"
OWN = "urn:skywitness:record:1"
_END = "</gpx>"


def write(path: Path, job: Job) -> None:
    """Write the file, leg by leg; faulty rows come first, as the schema wants waypoints there."""
    gpx = _empty(job)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        head = gpx.to_xml("1.1").rstrip()
        assert head.endswith(_END)
        out.write(head.removesuffix(_END))
        if job.provenance.selection.faulty:
            for leg in job.legs():
                if points := _waypoints(leg):
                    part = _gpx()
                    part.waypoints = points
                    out.write(_only(part, "<wpt"))
        for leg in job.legs():
            if len(leg.drawn):
                part = _gpx()
                part.tracks.append(_track(leg, job.heights))
                out.write(_only(part, "<trk>"))
        out.write(_END + "\n")


def _gpx() -> GPX:
    gpx = GPX()
    gpx.nsmap.update({"gpxtpx": GARMIN, "sw": OWN})
    return gpx


def _only(gpx: GPX, tag: str) -> str:
    """What stands between a document's head and its end, from the first ``tag`` on."""
    text: str = gpx.to_xml("1.1")
    return text[text.index(tag) : text.rindex(_END)]


def _empty(job: Job) -> GPX:
    gpx = _gpx()
    gpx.creator = job.provenance.software
    gpx.name = "Tracks"
    said = f"ele: {HEIGHTS[job.heights]}, in metres."
    own = (
        "sw:altitude is pressure altitude (1013.25 hPa) and sw:geoaltitude height above the "
        "WGS 84 ellipsoid, both in feet; gpxtpx:speed is over the ground, metres a second; "
        "gpxtpx:course is true, degrees."
    )
    geoid = [] if job.heights == "pressure" else [GEOID]
    gpx.description = "\n".join(job.provenance.lines(" ".join([said, *geoid, own])))
    return gpx


def _track(leg: Leg, heights: str) -> GPXTrack:
    track = GPXTrack(name=_name(leg), description=clean(leg.name))
    t = leg.track
    columns = {
        name: t.number(name)
        for name in ("altitude", "geoaltitude", "groundspeed", "track", "onground")
    }
    for rows in leg.parts():
        points = [_point(leg, int(k), columns, heights) for k in rows]
        track.segments.append(GPXTrackSegment(points))
    return track


def _name(leg: Leg) -> str:
    """The callsign where there is one, as other programs expect it there."""
    t = leg.track
    return clean(t.callsigns[0] if t.callsigns else leg.name)


def _point(leg: Leg, k: int, columns: dict[str, Floats], heights: str) -> GPXTrackPoint:
    t = leg.track
    own = columns["altitude" if heights == "pressure" else "geoaltitude"][k]
    point = GPXTrackPoint(
        latitude=round(float(t.latitude[k]), 7),
        longitude=round(float(t.longitude[k]), 7),
        elevation=round(float(own) * FOOT, 2) if np.isfinite(own) else None,
        time=dt.datetime.fromtimestamp(0, dt.UTC)
        + dt.timedelta(microseconds=round(t.time[k] * 1e6)),
    )
    garmin = ET.Element(f"{{{GARMIN}}}TrackPointExtension")
    _add(garmin, GARMIN, "speed", columns["groundspeed"][k] * KNOT, 2)
    _add(garmin, GARMIN, "course", columns["track"][k], 2)
    more = [garmin] if len(garmin) else []
    for name in ("altitude", "geoaltitude"):
        if np.isfinite(columns[name][k]):
            more.append(ET.Element(f"{{{OWN}}}{name}"))
            more[-1].text = _text(columns[name][k], 2)
    if columns["onground"][k] == 1:
        more.append(ET.Element(f"{{{OWN}}}onground"))
        more[-1].text = "true"
    point.extensions = more
    return point


def _waypoints(leg: Leg) -> list[GPXWaypoint]:
    t = leg.track
    marks = words(t.table.column("fault")).to_pylist()
    files = words(t.table.column("file")).to_pylist()
    return [
        GPXWaypoint(
            latitude=round(float(t.latitude[k]), 7),
            longitude=round(float(t.longitude[k]), 7),
            time=dt.datetime.fromtimestamp(0, dt.UTC)
            + dt.timedelta(microseconds=round(t.time[k] * 1e6)),
            name=f"fault: {marks[k]}",
            description=clean(f"{leg.name}; {files[k]}, row {t.table.column('row')[k].as_py()}"),
            type="faulty row",
        )
        for k in map(int, leg.faulty)
    ]


def _add(parent: Any, space: str, tag: str, value: float, digits: int) -> None:
    if np.isfinite(value):
        ET.SubElement(parent, f"{{{space}}}{tag}").text = _text(value, digits)


def _text(value: float, digits: int) -> str:
    return f"{float(value):.{digits}f}"
