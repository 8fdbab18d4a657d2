"""What a track without an address is called: `track:` and ten hexadecimal digits of its content.

The same track gets the same name wherever its file lies and however often it is read; two tracks of
one file, or of two files, have two names.
"""

from __future__ import annotations

import hashlib
import math
import re

from skywitness.record.schema import ADDRESS, TRACK, TRACK_ID

_DIGITS = 10
_ADDRESS = re.compile(f"{ADDRESS}|{TRACK_ID}")
_CALLSIGN = re.compile(r"[A-Z0-9]{2,8}")
_REGISTRATION = re.compile(r"[A-Z0-9]{1,4}-[A-Z0-9]{1,5}")


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


def address(text: object) -> str | None:
    """An address, or a track's name of ours, in lower case; None for anything else."""
    word = text.strip().lower() if isinstance(text, str) else ""
    return word if _ADDRESS.fullmatch(word) else None


def callsign(name: str | None) -> str | None:
    """A track's name where it can be a callsign: two to eight capital letters and digits."""
    text = (name or "").strip()
    good = _CALLSIGN.fullmatch(text) and re.search("[A-Z]", text)
    return text if good else None


def registration(name: str | None) -> str | None:
    """A track's name where it can be a registration with its hyphen (`D-ABCD`, `86-0033`)."""
    text = (name or "").strip()
    return text if _REGISTRATION.fullmatch(text) else None
