"""Published figures ("brochure figures"), and the types of aircraft and weapons that have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from skywitness.units import FOOT, KNOT, NAUTICAL_MILE, STATUTE_MILE, number

What = Literal["least speed", "top speed", "ceiling", "climb", "range", "reach"]
"""``least speed`` is an airspeed near the ground (which one, the figure says); ``range`` is how far
an aircraft flies, ``reach`` how far from where it starts a weapon hits."""

#: Speed of sound at 15 °C in m/s (ICAO Doc 7488). A published Mach number says nothing of the
#: temperature, and air at height is colder and its sound slower: this makes the figure generous.
SOUND = 340.294

#: SI units (m/s, m) in one of each unit a figure may have.
SPEEDS = {"m/s": 1.0, "km/h": 1 / 3.6, "kt": KNOT, "mph": STATUTE_MILE / 3600, "Mach": SOUND}
RATES = {"m/s": 1.0, "m/min": 1 / 60, "ft/min": FOOT / 60}
LENGTHS = {"m": 1.0, "km": 1000.0, "ft": FOOT, "mi": STATUTE_MILE, "nm": NAUTICAL_MILE}
UNITS: dict[What, dict[str, float]] = {
    "least speed": SPEEDS,
    "top speed": SPEEDS,
    "ceiling": LENGTHS,
    "climb": RATES,
    "range": LENGTHS,
    "reach": LENGTHS,
}


@dataclass(frozen=True)
class Source:
    """Where a figure was read: ``title``, and an ``address`` or "" where there is none."""

    title: str
    address: str = ""

    def __str__(self) -> str:
        """Title and address in one line."""
        return f"{self.title}, {self.address}" if self.address else self.title


@dataclass(frozen=True)
class Figure:
    """One published figure: ``value`` and ``unit`` as printed, ``si`` in m/s or m.

    ``which`` says which of several the source means ("landing", "with drop tanks"). A speed with
    ``low`` is that near the ground. ``checked`` is true only where the figure was read at the
    source; others were written from memory.
    """

    what: What
    value: float
    unit: str
    source: Source
    checked: bool
    which: str = ""
    low: bool = False

    @property
    def si(self) -> float:
        """The figure in m/s (speeds and rates) or m (heights and distances)."""
        return self.value * UNITS[self.what][self.unit]

    @property
    def name(self) -> str:
        """What it is, in words: "least speed (landing)"."""
        place = " near the ground" if self.low else ""
        return f"{self.what}{place} ({self.which})" if self.which else f"{self.what}{place}"

    def __str__(self) -> str:
        """The figure as printed: "1,700 km/h", "Mach 3"."""
        amount = number(self.value)
        return f"Mach {amount}" if self.unit == "Mach" else f"{amount} {self.unit}"


@dataclass(frozen=True)
class TypeRow:
    """A type: its ``name``, other ``names``, the ``kind`` of mover it is, published figures.

    ``icao`` is the designator by which ``openap`` knows a civil type.
    """

    name: str
    names: tuple[str, ...]
    kind: str
    figures: tuple[Figure, ...]
    icao: str = ""
    note: str = ""

    def published(self, what: What, *, low: bool | None = None) -> tuple[Figure, ...]:
        """All figures of one kind; ``low`` keeps those near the ground, or those not so."""
        return tuple(f for f in self.figures if f.what == what and low in {None, f.low})

    def most(self, what: What, *, low: bool | None = None) -> Figure | None:
        """The greatest published figure of one kind, if there is one."""
        return max(self.published(what, low=low), key=lambda f: f.si, default=None)

    def least(self, what: What) -> Figure | None:
        """The smallest published figure of one kind, if there is one."""
        return min(self.published(what), key=lambda f: f.si, default=None)
