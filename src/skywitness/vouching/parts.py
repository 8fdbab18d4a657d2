"""What the case's own sentences demand, reading by reading, and what of them is not tested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from skywitness.claims.casefile.case import Case
from skywitness.claims.meaning.allowed import Range, Sector
from skywitness.claims.meaning.parts import Constraint, Difference, Part
from skywitness.claims.meaning.stretches import POLICY
from skywitness.claims.premises import premises
from skywitness.claims.readings import Reader
from skywitness.claims.telling.timewords import instant, instants, lapse
from skywitness.units import interval


@dataclass
class Demands:
    """The parts of claims in one frame, in every reading."""

    case: Case
    frame: str
    sector_deg: float | None
    _parts: dict[str, tuple[Part, ...]] = field(default_factory=dict)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.case, self.case.frame(self.frame), self.sector_deg)

    def of(self, claim: str) -> tuple[Part, ...]:
        """All parts of a claim, reading by reading."""
        if claim not in self._parts:
            found = self._reader.readings([self.case.claim(claim).saying])
            self._parts[claim] = tuple(part for reading in found for part in reading.parts)
        return self._parts[claim]

    @cached_property
    def given(self) -> frozenset[str]:
        """What all sides agree on and what hard physics gives, each with its moment."""
        labels = {m.id: m.label or m.id for m in self.case.moments}
        told = [(part.name, part.spot.moment) for part in premises(self.case, self._reader.frame)]
        for m in self.case.moments:
            for saying in m.given:
                parts = (p for r in self._reader.readings([saying]) for p in r.parts)
                told += [(saying.statement.text, m.id), *((part.name, m.id) for part in parts)]
        return frozenset(f"{words} ({labels.get(moment, moment)})" for words, moment in told)

    def untested(self, claim: str) -> list[tuple[str, str]]:
        """The parts that nothing here can test, with the reason of each."""
        return list(
            dict.fromkeys(
                (part.name, part.untestable or "")
                for part in self.of(claim)
                if part.constraint is None or part.untestable is not None
            )
        )

    def sectors(self, claims: Sequence[str]) -> Iterator[tuple[str, Sector]]:
        """The directions that give way, by the words they are told in."""
        for claim in claims:
            for part in self.of(claim):
                allowed = None if part.placed is None else part.placed.allowed
                if isinstance(allowed, Sector) and allowed.per > 0:
                    yield allowed.word or part.name, allowed

    def clocks(self, claim: str, words: str) -> Iterator[str]:
        """The instants that a clock time of a claim may be, in UTC."""
        for part in self.of(claim):
            c = part.constraint
            if part.name == words and isinstance(c, Difference) and c.earlier is None:
                low, high = c.allowed.at(POLICY)
                yield f"{instant((low + high) / 2, day=False)} UTC"

    def ranges(self, claims: Sequence[str], words: str, unit: str) -> Iterator[str]:
        """What a number is usually taken to be, as a page tells it: each reading's in its turn."""
        for claim in claims:
            for part in self.of(claim):
                c = part.constraint
                if part.name != words:
                    continue
                if isinstance(c, Difference):
                    low, high = c.allowed.at(POLICY)
                    yield instants(low, high) if c.earlier is None else lapse(low, high)
                elif isinstance(c, Constraint) and isinstance(c.allowed, Range):
                    low, high = c.allowed.at(POLICY)
                    yield interval(low, high, unit or c.allowed.unit)
                    yield interval(max(low, 0.0), high, unit or c.allowed.unit)
