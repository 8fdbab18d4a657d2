"""Maps as the objects of a dossier's JSON (docs/reference/dossier.md)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from skywitness.aliases import Json
from skywitness.dossier.map.courses import DrawnCourse
from skywitness.dossier.map.layers import ClaimLayers, Layer, Map
from skywitness.dossier.map.places import Outline
from skywitness.dossier.map.tracks import track_json
from skywitness.dossier.words.witnesswords import position_words
from skywitness.drawing.labels import Label


def map_json(drawn: Map, places: Sequence[str]) -> Json:
    """One map. Coordinates are units of its sheet, x to the right and y downward.

    ``places`` are the ids of those that the method lists; an outline says which it is of.
    """
    sheet = drawn.sheet
    conformal, scale = sheet.conformal
    return {
        "moment": drawn.moment,
        "title": drawn.title,
        "width": sheet.width,
        "height": sheet.height,
        "core": list(drawn.core),
        "projection": {
            "name": "oblique stereographic on WGS 84 (conformal)",
            "longitude": round(sheet.lon, 6),
            "latitude": round(sheet.lat, 6),
            "conformal_latitude": round(conformal, 9),
            "scale": round(scale, 6),
            "words": f"Stereographic about {position_words(sheet.lon, sheet.lat)}, conformal: "
            "angles on the map are true",
        },
        "land": [{"path": each.path, "band": each.band} for each in drawn.land],
        "contested": [
            {"name": each.name, "standing": each.standing, "path": each.path}
            for each in drawn.contested
        ],
        "places": [_outline(each, places) for each in drawn.outlines],
        "labels": [_label(each, drawn) for each in drawn.labels],
        "claims": [_claim(each) for each in drawn.claims],
        "courses": [_course(each) for each in drawn.courses],
        "tracks": [track_json(each) for each in drawn.tracks],
    }


def _label(each: Label, drawn: Map) -> Json:
    """Words at a spot; ``dx`` and ``dy`` are pixels from it."""
    x, y = each.dot or (each.x, each.y)
    pixel = 10.0 * drawn.core[2] / drawn.sheet.width
    return {
        "words": each.words,
        "lines": list(each.lines),
        "x": round(x),
        "y": round(y),
        "dx": round((each.x - x) / pixel),
        "dy": round((each.y - y) / pixel),
        "kind": each.kind,
    }


def _outline(each: Outline, places: Sequence[str]) -> Json:
    return {
        "place": places.index(each.place),
        "frames": list(each.frames),
        "path": each.path,
        "dot": None if each.dot is None else list(each.dot),
        "band": each.band,
    }


def _course(each: DrawnCourse) -> Json:
    return {
        "claims": list(each.claims),
        "object": each.object,
        "frames": list(each.frames),
        "from": round(each.witnessed, 3),
        "path": each.path,
        "stops": [
            {
                "moment": stop.moment,
                "x": stop.spot[0],
                "y": stop.spot[1],
                "longitude": round(stop.position[0], 8),
                "latitude": round(stop.position[1], 8),
                "words": stop.words,
            }
            for stop in each.stops
        ],
        "words": each.words,
    }


def _claim(each: ClaimLayers) -> Json:
    return {"id": each.id, "hue": each.hue, "layers": [_layer(x) for x in each.layers]}


def _layer(each: Layer) -> Json:
    return {
        "letter": each.letter,
        "dash": each.dash,
        "kind": each.kind,
        "frames": list(each.frames),
        "readings": list(each.names),
        "at": {
            f"{stretch:g}": {"outer": shape.outer, "inner": shape.inner}
            for stretch, shape in each.shapes.items()
        },
        "witness": None
        if each.witness is None or each.position is None or not math.isfinite(each.witnessed)
        else {
            "x": each.witness[0],
            "y": each.witness[1],
            "longitude": round(each.position[0], 8),
            "latitude": round(each.position[1], 8),
            "from": round(each.witnessed, 3),
            "words": position_words(*each.position),
        },
    }
