"""What the heights of a track file are: the file's word, the reader's, the producer's, the
standard's.

In this order, and the note of the file says which it was:

1. what the file itself says: its name as tar1090 gives it, the geoid's height beside a height, a
   header, a mode that counts from the ground;
2. what the person who reads it says (:class:`skywitness.record.reading.Context`);
3. what its producer is known to write;
4. what the format's standard says.

Sources: tar1090's public source (`html/script.js`: the three names its exports get; heights above
the ellipsoid are turned into ones above EGM96 there, "avg" adds a running mean of the difference to
the pressure altitude; reports of being on the ground become tracks without `altitudeMode`, height
0, those in the air are `absolute`, in whole metres, so that a 0 of theirs is one); FlightAware's
and Flightradar24's files themselves, whose heights are whole hundreds of feet in metres.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Final

from skywitness.record.reading import HEIGHTS, Context

PRESSURE: Final = "altitude"
ELLIPSOID: Final = "geoaltitude"
SEA: Final = "mslaltitude"
GROUND: Final = "aglaltitude"
UNSTATED: Final = "unstatedaltitude"

REFERENCE = {
    PRESSURE: "pressure altitudes (1013.25 hPa)",
    ELLIPSOID: "above the WGS 84 ellipsoid",
    SEA: "above mean sea level",
    GROUND: "above the ground below",
    UNSTATED: "kept without a reference and compared with nothing",
}
"""What the heights of a column are, as notes say it."""

_TAR1090 = re.compile(r"-(press_alt_uncorrected|EGM96_avg|EGM96)(?![A-Za-z0-9_])", re.IGNORECASE)
_ASK = "--heights says it where it is known"


@dataclass(frozen=True)
class Rule:
    """The column that heights go to, and by what it was decided."""

    column: str
    why: str
    zero: bool = True
    """Whether 0 is a height; where it is not, it stands for none."""


def of_name(file: str) -> Rule | None:
    """What tar1090 (ADS-B Exchange and others) says of heights in the file's name."""
    found = _TAR1090.search(re.split(r"[/\\!]", file)[-1])
    if found is None:
        return None
    kind = found[1].casefold()
    if kind == "egm96":
        return Rule(
            SEA, "the file's name says EGM96: tar1090 turned heights above the ellipsoid so"
        )
    if kind == "egm96_avg":
        why = "the file's name says EGM96_avg: pressure altitudes that tar1090 shifted by a mean"
        return Rule(SEA, f"{why} difference, so estimates")
    return Rule(PRESSURE, "the file's name says press_alt_uncorrected")


def of_converted(file: str) -> Rule | None:
    """The same for other formats than the KML that tar1090 writes: what made them of it lost which
    0 is a height and which says that the aircraft is on the ground."""
    rule = of_name(file)
    if rule is None:
        return None
    return replace(rule, why=f"{rule.why}; a 0 can be what is on the ground there", zero=False)


def of_producer(text: str) -> Rule | None:
    """What is known of a producer from what a file says of itself (name, description, creator)."""
    said = text.casefold()
    if "flightaware" in said:
        return Rule(PRESSURE, "FlightAware writes pressure altitudes")
    if "flightradar24" in said:
        return Rule(
            PRESSURE, "Flightradar24 writes pressure altitudes, 0 on the ground", zero=False
        )
    return None


def declared(context: Context) -> Rule | None:
    """What the person who reads the file says."""
    if context.heights is None:
        return None
    return Rule(HEIGHTS[context.heights], f"read with --heights {context.heights}")


def standard(column: str, why: str) -> Rule:
    """What a format's standard says, which not every program keeps to."""
    return Rule(column, f"{why}; {_ASK}")


class Counts:
    """How many heights each rule decided, and between which values."""

    def __init__(self) -> None:
        """None yet."""
        self._of: dict[Rule, tuple[int, float, float]] = {}
        self._zeros: dict[Rule, int] = {}

    def take(self, rule: Rule, metres: float) -> float:
        """Count a height in metres; NaN where there is none."""
        if not math.isfinite(metres):
            return math.nan
        if metres == 0 and not rule.zero:
            self._zeros[rule] = self._zeros.get(rule, 0) + 1
            return math.nan
        count, low, high = self._of.get(rule, (0, math.inf, -math.inf))
        self._of[rule] = count + 1, min(low, metres), max(high, metres)
        return metres

    def notes(self) -> list[str]:
        """A sentence for each rule."""
        out = [
            f"{count} heights ({low:.0f} to {high:.0f} m) are {REFERENCE[rule.column]} ({rule.why})"
            for rule, (count, low, high) in self._of.items()
        ]
        return out + [
            f"{count} heights of 0 stand for none and are left empty ({rule.why})"
            for rule, count in self._zeros.items()
        ]
