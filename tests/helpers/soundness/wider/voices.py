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
Reference = Literal["sea", "ground", "pressure", "setting"]
#: The references of heights that are drawn.
REFERENCES: tuple[Reference, ...] = ("sea", "ground", "pressure", "setting")
Day = Literal["written", "there"]


@dataclass(frozen=True)
class Voice:
    """One speaker in one document (or none), and what its words mean.

    ``miles`` in metres, ``north`` of degrees, ``day`` of a clock time without a date, ``height`` of
    one without reference. ``set_to`` is by how many degrees the beacons of its radials are off
    magnetic north. ``keys`` keeps what is settled only when it is first said: which region an
    abbreviation is of, and what a bare speed of one object in one unit is measured against.
    """

    speaker: str
    document: str
    language: str
    signs: Signs
    miles: float
    north: str
    day: Day
    height: Reference
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
                north=rng.choice(["true", "magnetic"]),
                day=rng.choice(["written", "there"]),
                height=rng.choice(REFERENCES),
                set_to=rng.uniform(-4.9, 4.9),
            )
        )
    return out
