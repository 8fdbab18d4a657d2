"""GPX 1.1: a track for each leg, a segment for each part without a silent gap.

``ele`` is in metres above mean sea level, as the schema has it (its ``geoidheight`` is that of mean
sea level above the ellipsoid), or the pressure altitude where that is asked for. Speed and
direction stand in Garmin's TrackPointExtension v2; what the columns held, in an extension of our
own, by which the record's reader gets it back. Rows with a fault, where they are asked for, become
waypoints and are no part of a track. One leg is in memory at a time.
"""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint, GPXTrackSegment, GPXWaypoint

from skywitness.aliases import Ints
from skywitness.handover.rows.formats import Job
from skywitness.handover.rows.owncolumns import Columns
from skywitness.record.trackfiles.own import SPACE as OWN
from skywitness.tracks.lines import Leg
from skywitness.tracks.provenance import FROM_ELLIPSOID, HEIGHTS, SEA
from skywitness.tracks.text import clean, words
from skywitness.units import FOOT, KNOT

GARMIN = "http://www.garmin.com/xmlschemas/TrackPointExtension/v2"
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
    if job.heights == "pressure":
        said = f"ele: {HEIGHTS[job.heights]}, in metres."
    else:
        said = f"ele: {SEA}, in metres; {FROM_ELLIPSOID}; geoidheight: what was taken off, metres."
    own = (
        "The elements sw: are the record's columns: sw:altitude is pressure altitude (1013.25 "
        "hPa), sw:geoaltitude height above the WGS 84 ellipsoid, sw:mslaltitude above mean sea "
        "level, sw:aglaltitude above the ground, of sw:unstatedaltitude the source does not say "
        "above what, all in feet; gpxtpx:speed is over the ground, metres a second; "
        "gpxtpx:course is true, degrees."
    )
    gpx.description = "\n".join(job.provenance.lines(f"{said} {own}"))
    return gpx


def _track(leg: Leg, heights: str) -> GPXTrack:
    track = GPXTrack(name=_name(leg), description=clean(leg.name))
    said = Columns(leg)
    track.extensions = _elements(said.whole)
    for rows in leg.parts():
        track.segments.append(GPXTrackSegment(_points(leg, rows, heights, said)))
    return track


def _elements(said: Mapping[str, str]) -> list[ET.Element]:
    """Elements of our own; gpxpy writes the text of extensions as it is, so it is escaped here."""
    out = []
    for name, text in said.items():
        out.append(ET.Element(f"{{{OWN}}}{name}"))
        out[-1].text = escape(text)
    return out


def _name(leg: Leg) -> str:
    """The callsign where there is one, as other programs expect it there."""
    t = leg.track
    return clean(t.callsigns[0] if t.callsigns else leg.name)


def _points(leg: Leg, rows: Ints, heights: str, said: Columns) -> list[GPXTrackPoint]:
    t = leg.track
    height = (t.altitude if heights == "pressure" else leg.above_sea)[rows] * FOOT
    geoid = (t.geoaltitude - leg.above_sea)[rows] * FOOT
    speed, course = t.number("groundspeed")[rows] * KNOT, t.number("track")[rows]
    out = []
    for n, k in enumerate(map(int, rows)):
        point = GPXTrackPoint(
            latitude=round(float(t.latitude[k]), 7),
            longitude=round(float(t.longitude[k]), 7),
            elevation=round(float(height[n]), 2) if np.isfinite(height[n]) else None,
            time=_time(leg, k),
        )
        if heights != "pressure" and np.isfinite(geoid[n]):
            point.geoid_height = round(float(geoid[n]), 2)
        garmin = ET.Element(f"{{{GARMIN}}}TrackPointExtension")
        _add(garmin, GARMIN, "speed", speed[n], 2)
        _add(garmin, GARMIN, "course", course[n], 2)
        point.extensions = [*([garmin] if len(garmin) else []), *_elements(said.row(k))]
        out.append(point)
    return out


def _time(leg: Leg, k: int) -> dt.datetime:
    since = dt.timedelta(microseconds=round(leg.track.time[k] * 1e6))
    return dt.datetime.fromtimestamp(0, dt.UTC) + since


def _waypoints(leg: Leg) -> list[GPXWaypoint]:
    t = leg.track
    files = words(t.table.column("file")).to_pylist()
    said = Columns(leg)
    out = []
    for k in map(int, leg.faulty):
        alone = said.alone(k)
        point = GPXWaypoint(
            latitude=round(float(t.latitude[k]), 7),
            longitude=round(float(t.longitude[k]), 7),
            time=_time(leg, k),
            name=f"fault: {alone['fault']}",
            description=clean(f"{leg.name}; {files[k]}, row {t.table.column('row')[k].as_py()}"),
            type="faulty row",
        )
        point.extensions = _elements(alone)
        out.append(point)
    return out


def _add(parent: Any, space: str, tag: str, value: float, digits: int) -> None:
    if np.isfinite(value):
        ET.SubElement(parent, f"{{{space}}}{tag}").text = _text(value, digits)


def _text(value: float, digits: int) -> str:
    return f"{float(value):.{digits}f}"
