"""Take-offs and landings as claims tell them, and whether two of them may be two."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from skywitness.claims.language.atoms.shared.visits import clocked, unlike
from skywitness.claims.meaning.stamps import Stamp

#: How the id of the word begins that tells which take-off or landing is meant.
END_WORDS = "end:"


@dataclass(frozen=True)
class FlightEnd:
    """A take-off, or a ``landing``, told by its ``place`` ("" for none) and its clock time."""

    landing: bool
    place: str
    stamp: Stamp | None

    @property
    def called(self) -> str:
        """What it is."""
        return "landing" if self.landing else "take-off"

    @property
    def told(self) -> tuple[str, str]:
        """Its place and its time by what they say."""
        return self.place.casefold(), clocked(self.stamp)

    @property
    def words(self) -> str:
        """What tells it, in words: "Istanbul, 07:00 UTC"."""
        return ", ".join(filter(None, (self.place, self.stamp.words if self.stamp else "")))

    def differs(self, other: FlightEnd) -> bool:
        """Whether both may speak of two: they say the same thing, and not alike."""
        places = {self.told[0], other.told[0]} - {""}
        return len(places) > 1 or unlike(self.stamp, other.stamp)


def told_apart(ends: Sequence[FlightEnd]) -> bool:
    """Whether these cannot all be one."""
    return any(one.differs(other) for one, other in itertools.combinations(ends, 2))
