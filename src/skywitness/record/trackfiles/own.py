"""What the record's own track files (GPX, KML, GeoJSON) say beside the formats' own elements.

Every column that a format has no element for has a name of its own there, in the record's units, so
that what was exported comes back as it was. The exports write these names, the readers read them.

Rows with a fault are no part of a track there and stand before it. They are put back between its
points, and numbered so: else their time would seem to run backwards.
"""

from __future__ import annotations

import math
import re
from collections import deque
from collections.abc import Iterator, Mapping, MutableMapping
from typing import NamedTuple

from skywitness.record.schema import FAULTS, SOURCES
from skywitness.record.trackfiles.identity import address
from skywitness.record.trackfiles.trackfile import NUMBERS, Named, number

SPACE = "urn:skywitness:record:1"
"""The name space of the elements in GPX, and what a KML file's schema is called by."""

NUMBERED = tuple(n for n in NUMBERS if n not in ("latitude", "longitude"))
"""Columns of numbers of a point; `onground` is 1 or 0."""
SPELT = ("callsign", "registration", "typecode", "squawk", "source", "fault")
"""Words that can change from row to row; one that all rows of a track say stands in the track."""
POINT = frozenset({*NUMBERED, *SPELT, "icao24"})
LONGEST_NAME = 40
"""Letters of a name that are told."""

_FAMILY = "urn:skywitness:record:"
_SQUAWK = re.compile("[0-7]{4}")
_MARKS = {
    **{name: "altitude" for name in NUMBERED if name.endswith("altitude")},
    **dict.fromkeys(("groundspeed", "track", "vertical_rate", "heading", "ias"), "speed"),
    "icao24": "address",
}
"""How a row is marked of which a column says nothing it can hold; others: `other`."""


class Held(NamedTuple):
    """A row with a fault: its address, time (µs since 1970), numbers and words."""

    track: Named
    time: int | None
    values: Mapping[str, float]
    words: Mapping[str, str | None]
    unreadable: bool


class Faulty:
    """Rows with a fault that wait for the track they are of."""

    def __init__(self) -> None:
        """None yet."""
        self._held: dict[str | None, deque[Held]] = {}

    def hold(self, row: Held) -> None:
        """Keep a row; those of one aircraft come in the order of time."""
        self._held.setdefault(row.track.address, deque()).append(row)

    def until(self, address: str | None, time: int | None) -> Iterator[Held]:
        """The rows of an aircraft up to a time, once."""
        waiting = self._held.get(address)
        while waiting and (time is None or (waiting[0].time or 0) <= time):
            yield waiting.popleft()

    def rest(self) -> Iterator[Held]:
        """All that are left, once."""
        for each in list(self._held):
            yield from self.until(each, None)


class Said(NamedTuple):
    """What a point or a track says in columns: its numbers and its words."""

    numbers: dict[str, float]
    words: dict[str, str | None]

    def over(self, whole: Said) -> Said:
        """This of a point, and of its track what the point does not say; faults of both."""
        codes = codes_of(whole.words) | codes_of(self.words)
        words = whole.words | self.words
        if codes:
            words["fault"] = " ".join(sorted(codes))
        return Said(whole.numbers | self.numbers, words)


NOTHING = Said({}, {})


def understood(said: Mapping[str, str | None], unread: MutableMapping[str, int]) -> Said:
    """What columns say. A text that its column cannot hold is damage, as the exports write only
    what the record had: it is counted in ``unread`` by the column and the rows are marked."""
    values: dict[str, float] = {}
    words: dict[str, str | None] = {}
    codes: set[str] = set()
    for name, found in said.items():
        text = (found or "").strip()
        if not text:
            continue
        codes |= FAULTS.keys() & text.split() if name == "fault" else _odd(name, text)
        if not _holds(name, text):
            unread[name[:LONGEST_NAME]] += 1
            codes.add(_MARKS.get(name, "other"))
        elif name in NUMBERED:
            values[name] = number(text)
        elif name not in ("fault", "icao24"):
            words[name] = "other" if name == "source" and text not in SOURCES else text
    if codes:
        words["fault"] = " ".join(sorted(codes))
    return Said(values, words)


def _odd(name: str, text: str) -> set[str]:
    """The fault of a word that is kept though it cannot be."""
    return {"other"} if name == "squawk" and not _SQUAWK.fullmatch(text) else set()


def _holds(name: str, text: str) -> bool:
    """Whether a column can hold a text."""
    if name == "onground":
        return number(text) in (0, 1)
    if name in NUMBERED:
        return not math.isnan(number(text))
    if name == "fault":
        return FAULTS.keys() >= set(text.split())
    if name == "icao24":
        return address(text) is not None
    return name in SPELT


def codes_of(words: Mapping[str, str | None]) -> set[str]:
    """The faults that words tell."""
    return set((words.get("fault") or "").split())


def another_version(space: str) -> str | None:
    """A note where a file is an export, but of a version that this program does not know."""
    if space.startswith(_FAMILY) and space != SPACE:
        return (
            f"an export of the record in a form that is not known ({space[:LONGEST_NAME]!r}): read "
            "as any file of its format, what it says beside that is not read"
        )
    return None
