"""A frame as a JSON object, and the page's entry for it."""

from __future__ import annotations

from skywitness.aliases import Json
from skywitness.claims.meaning.frames import Frame


def frame_json(frame: Frame) -> Json:
    """A point of view: borders, moments that are the same, what its author notes."""
    return {
        "id": frame.id,
        "label": frame.label,
        "borders": frame.borders,
        "date": None if frame.date is None else frame.date.isoformat(),
        "same": [list(group) for group in frame.same],
        "note": frame.note,
    }


def frame_entry(frame: Frame) -> Json:
    """What the page says of it otherwise: its borders with their date in words."""
    as_of = "" if frame.date is None else f", as of {frame.date.day} {frame.date:%B %Y}"
    return {"id": frame.id, "borders": frame.borders + as_of}
