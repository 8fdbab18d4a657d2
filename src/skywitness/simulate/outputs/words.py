"""Numbers and times as text, and other things that several writers need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import numpy as np

from skywitness.aliases import Ints
from skywitness.simulate.reports import Reports, Scene

FILE_TIME = 1_700_000_000
"""Times in headers of gzip and tar, so that the same world gives the same bytes."""


def iso(micro: Ints, unit: Literal["s", "ms", "us"] = "ms") -> list[str]:
    """Times as ISO 8601 in UTC, with the digits of ``unit`` (rounded)."""
    step = {"s": 1_000_000, "ms": 1_000, "us": 1}[unit]
    rounded = (micro + step // 2) // step * step
    words = np.datetime_as_string(rounded.view("datetime64[us]"), unit=unit)
    return [f"{word}Z" for word in words.tolist()]


def day(seconds: float) -> dt.date:
    """The day (UTC) of a time."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date()


def by_target(scene: Scene) -> Iterator[tuple[int, Reports]]:
    """Each target's number and reports, in the order in which they were written down."""
    r = scene.reports
    for number in np.unique(r.target).tolist():
        yield number, r.take(r.target == number)


def save(folder: Path, name: str, data: bytes) -> Path:
    """Write a file, with the folders above it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
