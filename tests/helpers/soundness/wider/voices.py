"""Speakers and their documents: one convention for each pair of them.

Unit, height reference, clock, north and number convention are one per speaker and document, so a
voice fixes all of them and every claim that it makes keeps to them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any, Literal

from ..phrases import MILES
from .numbers import Signs

#: Languages of quotes, by what stands before the decimals in them.
LANGUAGES: dict[Signs, tuple[str, ...]] = {
    "point": ("en", "English", "zh", "ja"),
    "comma": ("de", "ru", "tr", "uk", "fr", "pl"),
}
Day = Literal["written", "there"]
Reference = Literal["sea", "ground", "pressure"]


@dataclass(frozen=True)
class Voice:
    """One speaker in one document (or none), and what its words mean.

    ``miles`` in metres, ``anchor`` of a direction, ``north`` of degrees, ``day`` of a clock time
    without a date, ``height`` of one without reference, ``later`` the passage of a clock put back.
    ``set_to`` is by how many degrees the beacons of its radials are off magnetic north.
    """

    speaker: str
    document: str
    language: str
    signs: Signs
    miles: float
    anchor: str
    north: str
    day: Day
    height: Reference
    later: bool
    set_to: float = 0.0
    keys: dict[str, Any] = field(default_factory=dict, compare=False)

    def claim_keys(self) -> dict[str, Any]:
        """What the case file says of it with each claim."""
        found: dict[str, Any] = {"speaker": self.speaker}
        if self.document:
            found["document"] = self.document
        elif self.language:
            found["language"] = self.language
        return found


def draw_voices(rng: random.Random, number: int) -> list[Voice]:
    """Speakers with a document each, some with two, some with none."""
    out = []
    for k in range(number):
        signs: Signs = rng.choice(["point", "point", "comma"])
        # Where nothing tells the convention both are ordinary readings.
        language = rng.choice([*LANGUAGES[signs], ""])
        out.append(
            Voice(
                speaker=f"speaker {'ABCDEFG'[k // 2] if rng.random() < 0.5 else 'HIJKLMN'[k]}",
                document=f"D{k + 1}",
                language=language,
                signs=signs,
                miles=rng.choice(list(MILES.values())),
                anchor=rng.choice(["centroid", "nearest"]),
                north=rng.choice(["true", "magnetic"]),
                day=rng.choice(["written", "there"]),
                height=rng.choice(["sea", "ground", "pressure"]),
                later=rng.random() < 0.5,
                set_to=rng.uniform(-4.9, 4.9),
            )
        )
    return out
