"""What a leg has to say beside its line, for formats that hold legs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats
from skywitness.tracks.lines import HIGH, Leg, Piece, at_the_seam
from skywitness.tracks.text import clean, moment

KEYS = {
    "altitude": "pressure_altitude_ft",
    "geoaltitude": "geoaltitude_ft",
    "mslaltitude": "mslaltitude_ft",
    "aglaltitude": "aglaltitude_ft",
    "unstatedaltitude": "unstatedaltitude_ft",
    "groundspeed": "groundspeed_kt",
}
"""Columns whose ranges are told, with the keys they have there."""


def facts(leg: Leg) -> dict[str, Any]:
    """The leg's names, span, counts and ranges; units stand in the keys."""
    t = leg.track
    good = leg.sound
    out: dict[str, Any] = {
        "what": "leg",
        "icao24": _clean(t.icao24),
        "leg": leg.number,
        "callsigns": [clean(c) for c in t.callsigns],
        "registration": _clean(leg.word("registration")),
        "typecode": _clean(leg.word("typecode")),
        "first": moment(leg.span[0]),
        "last": moment(leg.span[1]),
        "rows": len(t),
        "positions": len(leg.drawn),
        "rows_with_fault": int((~good).sum()),
    }
    for name, key in KEYS.items():
        found = extremes(leg, name)
        for end, value in zip(("least", "most"), found or (None, None), strict=True):
            out[f"{key}_{end}"] = None if value is None else round(value, 1)
    return out


def extremes(leg: Leg, name: str) -> tuple[float, float] | None:
    """The least and the greatest value of a column in rows without a fault; None without one."""
    values = leg.track.number(name)[leg.sound]
    values = values[np.isfinite(values)]
    return (float(values.min()), float(values.max())) if len(values) else None


def shown(value: object) -> object:
    """A list as one text, anything else as it is."""
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def facts_html(leg: Leg, pieces: Sequence[Piece]) -> str:
    """The facts as a table, for balloons that show HTML."""
    said = facts(leg) | {"heights_filled_in": sum(p.filled for p in pieces)}
    rows = "".join(
        f"<tr><th>{escape(k.replace('_', ' '))}</th><td>{escape(str(shown(v)))}</td></tr>"
        for k, v in said.items()
        if v not in (None, [], "leg")
    )
    return f"<table>{rows}</table>"


def line_parts(leg: Leg, heights: str | None) -> list[Floats]:
    """A leg's line in degrees, cut at silent gaps and at the antimeridian: arrays (n, 2), or
    (n, 3) with metres where the height asked for is known at both ends of every step.

    Where it is known of some positions only, the part is cut there as well: steps from or to one
    without are two-dimensional. A part of one position alone is left out: it is no line.
    """
    t = leg.track
    lonlat = np.column_stack([t.longitude, t.latitude])
    metres = np.full(len(t), np.nan)
    for piece in leg.pieces(heights) if heights is not None else ():
        if piece.kind == HIGH:
            metres[piece.rows] = piece.metres
    out = []
    for rows in leg.parts():
        for run, high in _runs(np.isfinite(metres[rows])):
            line = lonlat[rows[run]]
            if high:
                line = np.column_stack([line, metres[rows[run]]])
            out += [p for p in at_the_seam(line) if len(p) > 1]
    return out


def _runs(known: npt.NDArray[np.bool_]) -> Iterator[tuple[slice, bool]]:
    """Runs of steps between positions whose heights are both known, or not both; ends shared."""
    steps = known[1:] & known[:-1]
    cuts = [0, *(np.flatnonzero(np.diff(steps)) + 1).tolist(), len(steps)]
    for first, end in pairwise(cuts):
        if end > first:
            yield slice(first, end + 1), bool(steps[first])


def _clean(text: str | None) -> str | None:
    return None if text is None else clean(text)
