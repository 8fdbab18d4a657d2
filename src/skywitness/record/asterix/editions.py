"""Which edition a stream of blocks is in, where a category has two that exclude each other.

Category 021 was ordered anew with edition 1.0, and nothing in a block tells which order it has. The
order in which the first blocks make sense is taken: every record ends where the block does,
positions lie on the globe, and the time of day is one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from skywitness.record.asterix import cat021, cat048, cat062
from skywitness.record.asterix.fields import DAY_S, Record, Report
from skywitness.record.asterix.profiles import CAT021, CAT021_FIRST, CAT021_OLD, CAT048, CAT062
from skywitness.record.asterix.structure import Profile
from skywitness.record.reading import Tally


@dataclass(frozen=True)
class Edition:
    """How the blocks of a category are read."""

    name: str
    profile: Profile
    report: Callable[[Record], Report]

    def makes_sense(self, content: bytes) -> bool:
        """Whether a block's content is in this edition, as far as can be told."""
        records, fault = self.profile.records(content)
        return fault is None and bool(records) and all(_sensible(self.report(r)) for r in records)


def _sensible(said: Report) -> bool:
    return (
        -90.0 <= said.get("latitude", 0.0) <= 90.0
        and -180.0 <= said.get("longitude", 0.0) <= 180.0
        and 0.0 <= said.get("time", 0.0) < DAY_S
        and "receiver" in said
        and "time" in said
    )


EDITIONS: dict[int, tuple[Edition, ...]] = {
    21: (
        Edition("2.1 to 2.7", CAT021, cat021.report),
        Edition("0.24 to 0.26", CAT021_OLD, cat021.report_old),
        Edition("0.23", CAT021_FIRST, cat021.report_old),
    ),
    48: (Edition("1.14 to 1.32", CAT048, cat048.report),),
    62: (Edition("1.16 to 1.21", CAT062, cat062.report),),
}


@dataclass
class Chooser:
    """Settles the edition of each category and notes it."""

    tally: Tally
    _settled: dict[int, Edition] = field(default_factory=dict)

    def edition(self, category: int, content: bytes) -> Edition | None:
        """How to read this block; None for a category that is not read."""
        if category not in EDITIONS:
            return None
        if category in self._settled:
            return self._settled[category]
        choice = EDITIONS[category]
        if len(choice) == 1:
            self._settled[category] = choice[0]
            return choice[0]
        fitting = [e for e in choice if e.makes_sense(content)]
        if len(fitting) == 1:
            self._settled[category] = fitting[0]
            self.tally.note(f"category {category:03d} is read as of editions {fitting[0].name}")
        return fitting[0] if fitting else choice[0]
