"""Tracks on a map: what a receiver or an archive recorded, drawn; no verdict rests on them yet.

A column is packed as text: whole numbers, each as its difference from the one before, turned so
that small ones of either sign are small (zigzag), seven bits to a byte with the eighth set where
another follows (LEB128), in base64.
"""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats, Json
from skywitness.errors import SkywitnessError

DEGREE, SECOND, METRE = 100_000, 10, 1  # what one degree, second or metre is in a column
NO_HEIGHT = -32_768
GAP_S = 60.0  # a longer silence breaks the line
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class DrawnTrack:
    """The positions of one aircraft, shape ``(n,)`` each, in the order they were recorded.

    ``longitude`` and ``latitude`` are degrees on WGS 84; ``time`` is seconds since
    1970-01-01T00:00Z and never falls; ``height`` is metres, NaN where none is known. The line is
    broken where nothing was recorded for longer than ``gap_s`` seconds.
    """

    id: str
    label: str
    longitude: Floats
    latitude: Floats
    time: Floats | None = None
    height: Floats | None = None
    gap_s: float = GAP_S


def track_json(track: DrawnTrack) -> Json:
    """A track as an object of a dossier's JSON (docs/reference/dossier.md).

    Raises:
        SkywitnessError: columns differ in length, or hold what no track can hold.
    """
    _check(track)
    breaks = _breaks(track)
    return {
        "id": track.id,
        "label": track.label,
        "points": len(track.longitude),
        "words": _words(track, len(breaks)),
        "breaks": breaks,
        "lon": packed(np.rint(np.unwrap(track.longitude, period=360.0) * DEGREE)),
        "lat": packed(np.rint(track.latitude * DEGREE)),
        "time": None if track.time is None else packed(np.rint(track.time * SECOND)),
        "height": None
        if track.height is None
        else packed(np.where(np.isnan(track.height), NO_HEIGHT, np.rint(track.height * METRE))),
    }


def packed(values: npt.NDArray[np.floating[Any]] | npt.NDArray[np.int64]) -> str:
    """Whole numbers as text: differences, zigzag, LEB128, base64."""
    whole = np.concatenate([np.zeros(1, dtype=np.int64), np.asarray(values, dtype=np.int64)])
    steps = whole[1:] - whole[:-1]
    turned = ((steps << 1) ^ (steps >> 63)).astype(np.uint64)
    longest = 10  # bytes of 64 bits, seven at a time
    sizes = np.ones(len(turned), dtype=np.int64)
    for k in range(1, longest):
        sizes += turned >= np.uint64(1) << np.uint64(7 * k)
    starts = np.cumsum(sizes) - sizes
    out = np.zeros(int(sizes.sum()), dtype=np.uint8)
    for k in range(longest):
        here = sizes > k
        bits = (turned[here] >> np.uint64(7 * k)) & np.uint64(0x7F)
        more = np.where(sizes[here] > k + 1, np.uint64(0x80), np.uint64(0))
        out[starts[here] + k] = bits | more
    return base64.b64encode(out.tobytes()).decode("ascii")


def unpacked(text: str) -> npt.NDArray[np.int64]:
    """The whole numbers that :func:`packed` wrote."""
    found, value, place = [], 0, 0
    for byte in base64.b64decode(text, validate=True):
        value |= (byte & 0x7F) << place
        place += 7
        if byte < 0x80:
            found.append((value >> 1) ^ -(value & 1))
            value = place = 0
    return np.cumsum(np.asarray(found, dtype=np.int64))


def _check(track: DrawnTrack) -> None:
    """Refuse columns that would be drawn as something else than a track."""
    columns: Sequence[tuple[str, Floats | None, float, float]] = (
        ("longitude", track.longitude, -360.0, 360.0),
        ("latitude", track.latitude, -90.0, 90.0),
        ("time", track.time, -6e10, 3e11),
        ("height", track.height, -32_000.0, 1e7),
    )
    n = len(track.longitude)
    if n == 0:
        raise _error(track, "has no positions", "leave it out")
    for name, column, low, high in columns:
        if column is None:
            continue
        if np.shape(column) != (n,):
            raise _error(
                track,
                f"has {n} longitudes, and a {name} of shape {np.shape(column)}",
                "give columns of one length",
            )
        good = (column >= low) & (column <= high)
        good |= np.isnan(column) if name == "height" else False
        if not good.all():
            at = int(np.argmin(good))
            raise _error(
                track,
                f"has the {name} {float(column[at])!r} at point {at}",
                f"give numbers from {low:g} to {high:g}, or leave the point out",
            )
    if track.time is not None and n > 1 and (falls := np.diff(track.time) < 0).any():
        at = int(np.argmax(falls)) + 1
        raise _error(track, f"has a time at point {at} before the one of the point before it",
                     "sort its points by time")  # fmt: skip


def _error(track: DrawnTrack, what: str, remedy: str) -> SkywitnessError:
    return SkywitnessError(f"track '{track.id}' {what}", remedy=remedy)


def _breaks(track: DrawnTrack) -> list[int]:
    """The points that no line leads to from the one before."""
    if track.time is None:
        return []
    return [int(k) + 1 for k in np.flatnonzero(np.diff(track.time) > track.gap_s)]


def _words(track: DrawnTrack, breaks: int) -> str:
    n = len(track.longitude)
    said = [f"{n:,} position{'' if n == 1 else 's'}"]
    if track.time is not None:
        first, last = (EPOCH + dt.timedelta(seconds=float(t)) for t in track.time[[0, -1]])
        same = first.date() == last.date()
        until = f"{last:%H:%M:%S}" if same else f"{last.day} {last:%B %Y, %H:%M:%S}"
        said.append(f"{first.day} {first:%B %Y, %H:%M:%S} to {until} UTC")
        if breaks:
            said.append(
                f"broken {breaks:,} time{'' if breaks == 1 else 's'} where nothing was recorded "
                f"for more than {track.gap_s:g} s"
            )
    return "; ".join(said)
