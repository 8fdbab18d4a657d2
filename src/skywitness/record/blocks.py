"""Memory that is used again: a large block fresh from the system costs a fault for every page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")

PAD = 128
"""Zeros that follow the bytes of a block."""
_FIRST = 1 << 20
_KEPT = 16 << 20
"""Bytes above which a block is not kept for the next file."""


class Shelf(Generic[T]):
    """Things that are lent and come back, to threads as well."""

    def __init__(
        self, make: Callable[[], T], keep: Callable[[T], bool] = lambda _: True, most: int = 16
    ) -> None:
        """``make`` makes one; of those that come back ``most`` are kept, if ``keep`` says so."""
        self._make, self._keep, self._most = make, keep, most
        self._free: list[T] = []

    def take(self) -> T:
        """One of them, as it was left."""
        try:
            return self._free.pop()
        except IndexError:
            return self._make()

    def give(self, thing: T) -> None:
        """It comes back."""
        if len(self._free) < self._most and self._keep(thing):
            self._free.append(thing)

    @contextmanager
    def lent(self) -> Iterator[T]:
        """One of them, as it was left, for as long as it is needed."""
        thing = self.take()
        try:
            yield thing
        finally:
            self.give(thing)


class Block:
    """The bytes of one file, followed by :data:`PAD` zeros."""

    def __init__(self) -> None:
        """Nothing in it."""
        self.data = bytearray(_FIRST)
        self.size = 0

    def fill(self, parts: Iterable[bytes | memoryview]) -> None:
        """Hold the bytes of ``parts``, one after the other, instead of what was there."""
        data, size = self.data, 0
        for part in parts:
            end = size + len(part)
            if end + PAD > len(data):
                data.extend(bytes(max(len(data), end + PAD - len(data))))
            data[size:end] = part
            size = end
        data[size : size + PAD] = bytes(PAD)
        self.size = size

    def bytes(self) -> bytes:
        """A copy of what it holds."""
        with memoryview(self.data) as whole:
            return bytes(whole[: self.size])


BLOCKS: Shelf[Block] = Shelf(Block, lambda block: len(block.data) <= _KEPT)
"""The blocks of this process."""
