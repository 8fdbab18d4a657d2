"""CZML: a packet for each leg and one for each part of it, as Cesium shows them.

Heights are metres above the WGS 84 ellipsoid, from which Cesium counts too. What is on the ground
or has no known height is clamped to the ground. A part is there (``availability``) only from its
first to its last position, so silent gaps are gaps.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import numpy as np
from czml3 import Document, Packet
from czml3.enums import HeightReferences, InterpolationAlgorithms
from czml3.properties import (
    Clock,
    Color,
    HeightReference,
    Point,
    Polyline,
    PolylineMaterial,
    Position,
    PositionList,
    SolidColorMaterial,
)
from czml3.properties import Path as Trail
from czml3.types import TimeInterval

from skywitness.handover.rows.formats import Job
from skywitness.tracks.facts import facts, facts_html, shown
from skywitness.tracks.lines import HEIGHT_S, HIGH, Leg, Piece
from skywitness.tracks.provenance import FROM_SEA, HEIGHTS
from skywitness.tracks.text import clean, moment, words

COLOURS = ((0, 92, 158), (179, 71, 0), (0, 112, 79), (138, 47, 125), (122, 92, 0), (74, 79, 158))
GREY = Color(rgba=[128, 128, 128, 255])


def write(path: Path, job: Job) -> None:
    """Write the document."""
    more = "" if job.heights == "pressure" else f"; {FROM_SEA}"
    said = (
        f"Heights: {HEIGHTS[job.heights]}, in metres{more}, filled in between reports at most "
        f"{HEIGHT_S:.0f} s apart; the rest is clamped to the ground."
    )
    lines = job.provenance.lines(said)
    legs = list(job.legs())
    packets = [_document(legs, lines)]
    for leg in legs:
        packets += _leg(leg, job.heights)
        if job.provenance.selection.faulty:
            packets += _faulty(leg)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(Document(packets=packets).dumps())


def _document(legs: list[Leg], lines: list[str]) -> Packet:
    clock = None
    if legs:
        first, last = (moment(f(leg.span[k] for leg in legs)) for k, f in ((0, min), (1, max)))
        clock = Clock(
            interval=TimeInterval(start=first, end=last), currentTime=first, multiplier=60
        )
    return Packet(
        id="document",
        name="Tracks",
        version="1.0",
        description="<br>".join(escape(line) for line in lines),
        clock=clock,
    )


def _leg(leg: Leg, heights: str) -> list[Packet]:
    pieces = leg.pieces(heights)
    if not pieces:
        return []
    red, green, blue = COLOURS[(leg.number - 1) % len(COLOURS)]
    colour = Color(rgba=[red, green, blue, 255])
    own = _id(leg)
    whole_rows = sum(len(p.rows) for p in pieces)
    pieces = [_rising(leg, p) for p in pieces]
    # Cesium takes a list for intervals: callsigns are one text.
    said = {k: shown(v) for k, v in facts(leg).items() if v not in (None, [])}
    said["positions_at_the_same_time_left_out"] = whole_rows - sum(len(p.rows) for p in pieces)
    whole = Packet(
        id=own, name=clean(leg.name), description=facts_html(leg, pieces), properties=said
    )
    return [whole, *(_piece(leg, p, f"{own}/{k}", own, colour) for k, p in enumerate(pieces, 1))]


def _rising(leg: Leg, piece: Piece) -> Piece:
    """A piece with one position for each moment, as CZML's samples must rise in time."""
    since = np.round(leg.track.time[piece.rows] * 1e6)
    keep = np.r_[True, np.diff(since) > 0]
    return Piece(piece.rows[keep], piece.kind, piece.metres[keep], piece.filled)


def _piece(leg: Leg, piece: Piece, own: str, parent: str, colour: Color) -> Packet:
    t = leg.track
    high = piece.kind == HIGH
    k = piece.rows
    since = np.round(t.time[k] - t.time[k[0]], 6)
    spots = np.column_stack(
        [np.round(t.longitude[k], 7), np.round(t.latitude[k], 7),
         np.round(piece.metres, 2) if high else np.zeros(len(k))]
    )  # fmt: skip
    first, last = moment(t.time[k[0]]), moment(t.time[k[-1]])
    looks: dict[str, Any] = {"point": Point(pixelSize=8, color=colour)}
    material = PolylineMaterial(solidColor=SolidColorMaterial(color=colour))
    if high:
        looks["path"] = Trail(material=material, width=2, resolution=60)
    else:
        clamped = HeightReference(heightReference=HeightReferences.CLAMP_TO_GROUND)
        looks["point"] = Point(pixelSize=8, color=colour, heightReference=clamped)
        if len(k) > 1:
            looks["polyline"] = Polyline(
                positions=PositionList(cartographicDegrees=spots.ravel().tolist()),
                clampToGround=True,
                material=material,
                width=2,
            )
    return Packet(
        id=own,
        parent=parent,
        name=clean(leg.name),
        availability=TimeInterval(start=first, end=last),
        position=Position(
            epoch=first,
            cartographicDegrees=np.column_stack([since, spots]).ravel().tolist(),
            interpolationAlgorithm=InterpolationAlgorithms.LINEAR,
            interpolationDegree=1,
        ),
        **looks,
    )


def _faulty(leg: Leg) -> list[Packet]:
    """Each row with a fault as a hollow dot on the ground."""
    t = leg.track
    marks = words(t.table.column("fault")).to_pylist()
    files = words(t.table.column("file")).to_pylist()
    clamped = HeightReference(heightReference=HeightReferences.CLAMP_TO_GROUND)
    hollow = Color(rgba=[255, 255, 255, 0])
    out = []
    for k in map(int, leg.faulty):
        row = t.table.column("row")[k].as_py()
        spot = [round(float(t.longitude[k]), 7), round(float(t.latitude[k]), 7), 0.0]
        out.append(
            Packet(
                id=f"{_id(leg)}/fault/{k}",
                parent=_id(leg) if len(leg.drawn) else None,
                name=f"fault: {marks[k]}",
                description=escape(
                    clean(f"{leg.name}; {moment(t.time[k])}; {files[k]}, row {row}")
                ),
                position=Position(cartographicDegrees=spot),
                point=Point(
                    pixelSize=6,
                    color=hollow,
                    outlineColor=GREY,
                    outlineWidth=1,
                    heightReference=clamped,
                ),
            )
        )
    return out


def _id(leg: Leg) -> str:
    return clean(f"{leg.track.icao24 or 'no address'}/{leg.number}")
