"""Values of items: numbers by their least bit, six-bit letters, categories, advisories."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from skywitness.record.modes.content.identity import callsign as letters

Record = dict[str, bytes]
Report = dict[str, Any]
"""Columns of the record by name; ``marks`` are codes of its faults; ``time``, ``received`` and
``altitude_age`` are seconds; ``polar`` is (slant range in NM, azimuth in degrees)."""

Items = dict[str, Callable[[bytes, Report], None]]
"""What reads which item into a report."""

SPEED = 3600.0 / (1 << 14)
"""Knots in 2^-14 NM/s."""
TURN = 360.0 / (1 << 16)
"""Degrees in 2^-16 of a turn."""
TIME = 1.0 / 128.0
DAY_S = 86_400.0


def unsigned(data: bytes) -> int:
    """A number without sign."""
    return int.from_bytes(data, "big")


def signed(data: bytes) -> int:
    """A number in two's complement."""
    return int.from_bytes(data, "big", signed=True)


def low(value: int, bits: int) -> int:
    """The lowest bits of a number, in two's complement."""
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> (bits - 1) else value


def place(data: bytes, bits: int) -> tuple[float, float]:
    """Latitude and longitude whose least bit is 180/2^bits degrees."""
    half = len(data) // 2
    scale = 180.0 / (1 << bits)
    return signed(data[:half]) * scale, signed(data[half:]) * scale


def station(data: bytes) -> str:
    """Who sent it: system area and identification code, `25/201`."""
    return f"{data[0]}/{data[1]}"


def callsign(data: bytes) -> str | None:
    """Eight letters of six bits each, without padding; None if there is none."""
    return letters(unsigned(data)) or None


def address(data: bytes, *, icao: bool = True) -> str:
    """A 24-bit address."""
    return ("" if icao else "~") + data.hex()


def squawk(data: bytes) -> str:
    """A Mode A code: four octal digits in the lowest twelve bits."""
    return f"{unsigned(data) & 0xFFF:04o}"


# I021/020 and I062/380 EMC: emitter category to that of DO-260.
CATEGORIES = {
    1: "A1", 2: "A2", 3: "A3", 4: "A4", 5: "A5", 6: "A6", 10: "A7", 11: "B1", 12: "B2", 13: "B6",
    14: "B7", 15: "B4", 16: "B3", 20: "C1", 21: "C2", 22: "C3", 23: "C4", 24: "C5",
}  # fmt: skip


def advisory(data: bytes) -> str | None:
    """A resolution advisory report (BDS 3,0 or message type 28) in words, None if it has none."""
    import numpy as np

    from skywitness.record.modes.content.advisory import plausible, words

    message = unsigned(data)
    return words(message) if bool(plausible(np.array([message]))[0]) else None
