"""Compass words of 4, 8 and 16 points, in letters and in words."""

from __future__ import annotations

import re
from typing import Literal

#: The 16 points clockwise from north; each is 22.5° from the last.
POINTS = (
    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
    "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW",
)  # fmt: skip

_LETTER = {"north": "N", "east": "E", "south": "S", "west": "W"}
_ONE = "(?:north|south|east|west)"

#: A compass word for the lexer: "southwest", "south-west", "south-southwest", "SSW", "S.W.".
COMPASS_PATTERN = (
    rf"(?:{_ONE}(?:ern)?(?:[\s-]*{_ONE}(?:ern)?){{0,2}}(?:wards?)?"
    r"|[NS]\.\s?[EW]\.|[NS][NS]?[EW]|[EW][NS][EW]|[NSEW])(?![\w-])"
)


def point_of(word: str) -> str | None:
    """The letters ("SSW") of a compass word in any accepted spelling; ``None`` if it is none."""
    text = word.casefold().replace("wards", "").replace("ward", "").replace("ern", "")
    words = re.findall("north|south|east|west", text)
    letters = "".join(_LETTER[w] for w in words) if words else re.sub(r"[.\s]", "", word).upper()
    return letters if letters in POINTS else None


def degrees_of(point: str) -> float:
    """Degrees true of a point given by its letters."""
    return POINTS.index(point) * 22.5


_NAMES = {"N": "north", "E": "east", "S": "south", "W": "west"}


def in_words(point: str) -> str:
    """A point in words: "SW" is "southwest", "SSW" "south-southwest"."""
    words = [_NAMES[letter] for letter in point]
    return f"{words[0]}-{words[1]}{words[2]}" if len(words) == 3 else "".join(words)


def north_of(word: str) -> Literal["true", "magnetic"]:
    """The north that a word after degrees names: "T", "(true)", "magnetic"."""
    return "true" if word.strip("().").casefold().startswith("t") else "magnetic"
