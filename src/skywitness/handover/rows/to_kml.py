"""KML 2.2 with Google's tracks: a track for each leg, times and heights with every position.

KML counts ``absolute`` heights from mean sea level (EGM96; OGC 07-147r2, 9.20). The record's are
above the ellipsoid and no model of the geoid is at hand, so they are written as they are and the
file says so. Where a height is not known, and on the ground, the track is clamped to the ground.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import simplekml

from skywitness.handover.rows.formats import Job
from skywitness.tracks.facts import facts_html
from skywitness.tracks.lines import HEIGHT_S, HIGH, Leg, Piece
from skywitness.tracks.provenance import GEOID, HEIGHTS
from skywitness.tracks.text import clean, moment, plain_number, words

COLOURS = ("9e5c00", "0047b3", "4f7000", "7d2f8a", "005c7a", "9e4f4a")  # bbggrr, as on the page
FIELDS = (
    ("altitude", "pressure altitude (1013.25 hPa), ft"),
    ("geoaltitude", "height above the WGS 84 ellipsoid, ft"),
    ("groundspeed", "speed over the ground, kt"),
)
MODES = {HIGH: simplekml.AltitudeMode.absolute}


def write(path: Path, job: Job) -> None:
    """Write the document."""
    kml = simplekml.Kml(name="Tracks")
    kml.parsetext(parse=False)  # simplekml lets text with CDATA marks through: escaped here
    said = f"Absolute heights: {HEIGHTS[job.heights]}, in metres."
    more = (
        "" if job.heights == "pressure"
        else "KML counts absolute heights from mean sea level: what shows them so shows them "
        f"wrong by the geoid's height. {GEOID} "
    )  # fmt: skip
    more += (
        "Positions without a known height, and those on the ground, are clamped to the ground. "
        f"Heights are filled in between reports at most {HEIGHT_S:.0f} s apart; those reported "
        "stand in the tracks' data."
    )
    lines = job.provenance.lines(f"{said} {more}")
    kml.document.description = _html("<br>".join(escape(line) for line in lines))
    schema = kml.newschema(name="reports")
    for name, title in FIELDS:
        schema.newgxsimplearrayfield(name, simplekml.Types.float, _text(title))
    styles = [_style(colour) for colour in COLOURS]
    doubtful = _doubtful()
    for leg in job.legs():
        if len(leg.drawn):
            _leg(kml, leg, job.heights, schema.id, styles[(leg.number - 1) % len(styles)])
        if job.provenance.selection.faulty and len(leg.faulty):
            _faulty(kml, leg, doubtful)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(kml.kml(format=False))


def _leg(kml: Any, leg: Leg, heights: str, schema: str, style: Any) -> None:
    pieces = leg.pieces(heights)
    multi = kml.newgxmultitrack(name=_text(leg.name), description=_html(facts_html(leg, pieces)))
    multi.style = style
    multi.gxinterpolate = 0
    t = leg.track
    for piece in pieces:
        track = multi.newgxtrack(
            altitudemode=MODES.get(piece.kind, simplekml.AltitudeMode.clamptoground)
        )
        track.newwhen([moment(s) for s in t.time[piece.rows]])
        track.newgxcoord(list(_places(leg, piece)))
        track.extendeddata.schemadata.schemaurl = schema
        for name, _ in FIELDS:
            values = [plain_number(float(v), 1) for v in t.number(name)[piece.rows]]
            track.extendeddata.schemadata.newgxsimplearraydata(name, values)


def _places(leg: Leg, piece: Piece) -> Iterator[tuple[str, str, str]]:
    t = leg.track
    for k, metres in zip(piece.rows, piece.metres, strict=True):
        height = plain_number(float(metres), 2) if piece.kind == HIGH else "0"
        yield plain_number(t.longitude[k], 7), plain_number(t.latitude[k], 7), height


def _faulty(kml: Any, leg: Leg, style: Any) -> None:
    folder = kml.newfolder(name=_text(f"{leg.name}: rows with a fault"))
    t = leg.track
    marks = words(t.table.column("fault")).to_pylist()
    files = words(t.table.column("file")).to_pylist()
    for k in map(int, leg.faulty):
        spot = (plain_number(t.longitude[k], 7), plain_number(t.latitude[k], 7))
        point = folder.newpoint(name=_text(f"fault: {marks[k]}"), coords=[spot])
        point.style = style
        row = t.table.column("row")[k].as_py()
        point.description = _html(escape(f"{files[k]}, row {row}"))
        if np.isfinite(t.time[k]):
            point.timestamp.when = moment(t.time[k])


def _style(colour: str) -> Any:
    style = simplekml.Style()
    style.linestyle.color = f"ff{colour}"
    style.linestyle.width = 3
    style.iconstyle.color = f"ff{colour}"
    style.iconstyle.scale = 0.6
    style.iconstyle.icon = None  # else it is one from the network
    style.labelstyle.scale = 0.8
    return style


def _doubtful() -> Any:
    style = simplekml.Style()
    style.iconstyle.color = "ff808080"
    style.iconstyle.scale = 0.5
    style.iconstyle.icon = None
    style.labelstyle.scale = 0
    return style


def _text(text: str) -> str:
    return escape(clean(text))


def _html(markup: str) -> str:
    """HTML of ours as the text of an element."""
    return escape(clean(markup))
