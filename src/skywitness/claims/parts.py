"""Parts and readings: what the claim side hands to the reasoning side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from skywitness.claims.allowed import Range, Sector
from skywitness.places.measures import Measure


@dataclass(frozen=True)
class Constraint:
    """A measure of a moment's unknown place (or height) that must lie in a range or sector."""

    measure: Measure
    allowed: Range | Sector


@dataclass(frozen=True)
class Part:
    """One atom of one claim in one reading; ``name`` is its words ("about 75 miles").

    ``constraint`` is ``None`` when nothing here can test it; ``untestable`` then says why.
    """

    claim: str
    name: str
    moment: str
    constraint: Constraint | None
    untestable: str | None = None


@dataclass(frozen=True)
class Value:
    """One value of an ambiguous word; ``kind`` is ``ordinary`` or ``generous``."""

    label: str
    kind: str
    data: object


@dataclass(frozen=True)
class Variable:
    """An ambiguous word with every value it may take; equal ``id`` means one choice for both."""

    id: str
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Reading:
    """One value for every ambiguous word of a set of claims, and the parts that follow."""

    name: str
    kind: str
    choice: Mapping[str, Value]
    parts: tuple[Part, ...]
