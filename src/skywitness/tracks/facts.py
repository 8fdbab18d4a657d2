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
    for key, name in (
        ("pressure_altitude_ft", "altitude"),
        ("geoaltitude_ft", "geoaltitude"),
        ("mslaltitude_ft", "mslaltitude"),
        ("aglaltitude_ft", "aglaltitude"),
        ("unstatedaltitude_ft", "unstatedaltitude"),
        ("groundspeed_kt", "groundspeed"),
    ):
        values = t.number(name)[good]
        values = values[np.isfinite(values)]
        out[f"{key}_least"] = round(float(values.min()), 1) if len(values) else None
        out[f"{key}_most"] = round(float(values.max()), 1) if len(values) else None
    return out


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
