"""How items of a record are built, and a data block cut into them.

Source: EUROCONTROL-SPEC-0149 part 1: a data block is a category octet, a length of two octets that
counts itself and the category, and records; a record is a field specification (FSPEC), whose octets
each say of seven items whether they are there and by their last bit whether another octet follows,
and then the items in that order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class Damaged(ValueError):
    """Data that cannot be cut into items."""


class Item(Protocol):
    """The layout of one item."""

    def end(self, data: bytes, at: int) -> int:
        """Where the item that begins ``at`` ends.

        Raises:
            Damaged: it would end beyond the data.
        """
        ...


@dataclass(frozen=True)
class Fixed:
    """An item of a fixed number of octets."""

    octets: int

    def end(self, data: bytes, at: int) -> int:
        """Where it ends."""
        return _within(data, at + self.octets)


@dataclass(frozen=True)
class Extended:
    """Parts of so many octets; the last bit of each says whether another follows."""

    octets: int = 1

    def end(self, data: bytes, at: int) -> int:
        """Where it ends."""
        while True:
            at = _within(data, at + self.octets)
            if not data[at - 1] & 1:
                return at


@dataclass(frozen=True)
class Repeated:
    """A count of one octet, then so many groups of so many octets."""

    octets: int

    def end(self, data: bytes, at: int) -> int:
        """Where it ends."""
        _within(data, at + 1)
        return _within(data, at + 1 + data[at] * self.octets)


@dataclass(frozen=True)
class Explicit:
    """A length of one octet that counts itself, then the rest."""

    def end(self, data: bytes, at: int) -> int:
        """Where it ends."""
        _within(data, at + 1)
        if not data[at]:
            raise Damaged("a field of length 0")
        return _within(data, at + data[at])


@dataclass(frozen=True)
class Compound:
    """A field specification of its own, then the subfields it names."""

    parts: tuple[Item | None, ...]

    def end(self, data: bytes, at: int) -> int:
        """Where it ends."""
        return max((end for _, _, end in self._cut(data, at)), default=_fspec(data, at)[1])

    def split(self, data: bytes) -> dict[int, bytes]:
        """The subfields by their number, counted from 1."""
        return {k + 1: data[start:end] for k, start, end in self._cut(data, 0)}

    def _cut(self, data: bytes, at: int) -> list[tuple[int, int, int]]:
        return list(_cut(self.parts, data, at))


def _within(data: bytes, end: int) -> int:
    if end > len(data):
        raise Damaged("it ends too early")
    return end


def _fspec(data: bytes, at: int) -> tuple[list[int], int]:
    """Which items are there, counted from 0, and where the field specification ends."""
    named, first = [], 0
    while True:
        _within(data, at + 1)
        octet = data[at]
        at += 1
        named += [first + k for k in range(7) if octet & 0x80 >> k]
        if not octet & 1:
            return named, at
        first += 7


def _cut(parts: Sequence[Item | None], data: bytes, at: int) -> list[tuple[int, int, int]]:
    named, at = _fspec(data, at)
    found = []
    for k in named:
        item = parts[k] if k < len(parts) else None
        if item is None:
            raise Damaged(f"it names item {k + 1}, which there is not")
        end = item.end(data, at)
        found.append((k, at, end))
        at = end
    return found


@dataclass(frozen=True)
class Profile:
    """A user application profile: the items of a record in their order, None where one is spare."""

    items: tuple[tuple[str, Item] | None, ...]

    def records(self, data: bytes) -> tuple[list[dict[str, bytes]], str | None]:
        """The records of a block's content; and what is wrong after the last of them, if anything.

        Records have no lengths: what follows a damaged one cannot be found.
        """
        layouts = [None if i is None else i[1] for i in self.items]
        found: list[dict[str, bytes]] = []
        at = 0
        while at < len(data):
            try:
                named, _ = _fspec(data, at)
                cut = _cut(layouts, data, at)
            except Damaged as error:
                return found, str(error)
            if not named:
                return found, "a record without items"
            found.append({self._name(k): data[start:end] for k, start, end in cut})
            at = cut[-1][2]
        return found, None

    def _name(self, k: int) -> str:
        item = self.items[k]
        assert item is not None
        return item[0]


def profile(order: str, layouts: dict[str, Item]) -> Profile:
    """A profile from the items' names in their order, ``-`` for spare ones."""
    return Profile(tuple(None if n == "-" else (n, layouts[n]) for n in order.split()))
