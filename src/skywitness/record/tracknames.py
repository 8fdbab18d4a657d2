"""What a track without an address is called: `track:` and ten hexadecimal digits of its content.

The same track gets the same name wherever its file lies and however often it is read; two tracks of
one file, or of two files, have two names.
"""

from __future__ import annotations

import hashlib
import math

from skywitness.record.schema import TRACK

_DIGITS = 10


def track_id(
    name: str | None, time: int | None, latitude: float, longitude: float, index: int
) -> str:
    """The name of a track: from what it is called, its first time (µs since 1970) and position
    (degrees), and its place among the tracks of its file."""
    spot = (
        "" if math.isnan(latitude) or math.isnan(longitude) else f"{latitude:.7f} {longitude:.7f}"
    )
    text = f"{name or ''}\n{'' if time is None else time}\n{spot}\n{index}"
    return TRACK + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_DIGITS]
