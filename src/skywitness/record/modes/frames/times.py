"""Times and addresses as files state them beside a frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from skywitness.aliases import Floats, Ints
from skywitness.record.modes.frames.frames import NEVER

FIRST, LAST = -62_135_596_800, 253_402_300_800
"""The years 1 to 9999, in seconds since 1970: what lies outside is no time at all."""


def microseconds(values: Sequence[Any]) -> Ints:
    """Seconds since 1970 as whole microseconds; :data:`NEVER` for what is no number."""
    try:
        seconds = np.array(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        seconds = np.array([_number(v) for v in values], dtype=np.float64)
    return to_microseconds(seconds)


def to_microseconds(seconds: Floats) -> Ints:
    """The same for an array of numbers."""
    good = (seconds >= FIRST) & (seconds < LAST)
    micro = np.rint(np.where(good, seconds, 0.0) * 1e6).astype(np.int64)
    return np.where(good, micro, NEVER)


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return float("nan")


def address(text: Any) -> int:
    """A 24-bit address of six hex digits, -1 for anything else."""
    if isinstance(text, str) and len(text) == 6 and text.isalnum() and text.isascii():
        try:
            return int(text, 16)
        except ValueError:
            return -1
    return -1
