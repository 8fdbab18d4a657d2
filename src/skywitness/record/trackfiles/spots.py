"""Positions as KML writes them: longitude, latitude and perhaps a height in one text."""

from __future__ import annotations

import math

from skywitness.record.reading import Tally
from skywitness.record.trackfiles.trackfile import number

NO_HEIGHT = math.inf
"""What stands for a height that is no number, until its point is marked."""
ON_GROUND = -math.inf
"""What stands for the height `ground`, as readsb and tar1090 call it."""
_GROUND = "ground"


def spot(text: str, separator: str | None, tally: Tally) -> tuple[float, float, float]:
    """Longitude, latitude (degrees) and height (metres); NaN for what is missing.

    What is no number (NaN among it) is counted; no mark is set for a height yet, so it is told by a
    value of its own, as is a height that says `ground`.
    """
    said = [each.strip().lower() for each in text.strip().split(separator)[:3]]
    parts = [number(each) for each in said]
    if said[2:] == [_GROUND]:
        parts[2] = ON_GROUND
    lost = [math.isnan(v) and t != "" for v, t in zip(parts, said, strict=True)]
    if any(lost):
        tally.unread["coordinates"] += 1
    parts += [math.nan] * (3 - len(parts))
    return parts[0], parts[1], NO_HEIGHT if lost[2:] == [True] else parts[2]
