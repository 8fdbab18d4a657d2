"""Passes of an object by a place or an object as claims tell them: how near each came."""

from __future__ import annotations

from dataclasses import dataclass

from skywitness.claims.meaning.numbers import Quantity


@dataclass(frozen=True)
class Passing:
    """A pass by ``other`` that is told by how near it came."""

    other: str
    quantity: Quantity

    @property
    def told(self) -> str:
        """How near it came by what is said, whatever the words."""
        return self.quantity.told

    @property
    def words(self) -> str:
        """What tells it, in words: "2 km"."""
        return self.quantity.words
