"""Words of readsb's JSON as the record wants them: addresses, callsigns, codes, sources."""

from __future__ import annotations

import re
from typing import Any

from skywitness.record.schema import SOURCES

_ADDRESS = re.compile(r"~?[0-9a-f]{6}")
_SQUAWK = re.compile(r"[0-7]{4}")
_LONGEST = 24


def address(value: Any) -> tuple[str | None, bool]:
    """An aircraft address in lower case, and whether it can be one (else fault ``address``).

    Six hex digits, ``~`` before those that ICAO did not assign (readsb's README-json, ``hex``).
    A JSON number has lost its zeros or was never one: its digits are kept as text and marked, as
    are 000000 and ffffff, which no aircraft may have (ICAO Annex 10, volume III, part I, appendix
    to chapter 9).
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)[:_LONGEST], False
    if not isinstance(value, str):
        return None, False
    text = value.strip().lower()[:_LONGEST].removeprefix("0x")
    good = _ADDRESS.fullmatch(text) is not None and text not in ("000000", "ffffff")
    return text or None, good


def callsign(value: str) -> str | None:
    """A callsign without its padding; None where nothing is left."""
    return value.strip()[:_LONGEST] or None


def squawk(value: str) -> tuple[str | None, bool]:
    """A squawk, and whether it can be one: four octal digits."""
    text = value.strip()[:_LONGEST]
    return text or None, not text or _SQUAWK.fullmatch(text) is not None


def source(value: str) -> str:
    """readsb's ``type`` as a word of the ``source`` column; what is none of them is ``other``.

    The record's words are readsb's own (README-json, ``type``), ``unknown`` apart.
    """
    return value if value in SOURCES else "other"


def text(value: Any) -> str | None:
    """A text without padding; None for anything else or nothing."""
    return value.strip()[:_LONGEST] or None if isinstance(value, str) else None
