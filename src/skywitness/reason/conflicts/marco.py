"""All minimal conflicts and all maximal compatible sets of a family of statements.

The statements are numbered 0 … n-1 and known only through an oracle, which says of a set that it
is EMPTY, that it has a WITNESS, or neither (UNKNOWN). More statements never help: a superset of an
EMPTY set is EMPTY, a subset of a set with a WITNESS has one.

The enumeration is MARCO: take an unexplored set that is as large as possible; if it is bad, shrink
it to a minimal bad set and leave out all its supersets, else leave out all its subsets. See M. H.
Liffiton, A. Previti, A. Malik, J. Marques-Silva, "Fast, flexible MUS enumeration", Constraints 21
(2016). Two notions of "bad" keep UNKNOWN honest: conflicts are the minimal sets that are EMPTY,
compatible sets the maximal ones that have a WITNESS. While no answer is UNKNOWN the two notions are
one, and one enumeration gives both.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from skywitness.reason.conflicts.mapsolver import Map, bits

Members = frozenset[int]


class Status(Enum):
    """What an oracle says of a set."""

    EMPTY = "empty"
    WITNESS = "witness"
    UNKNOWN = "unknown"


Oracle = Callable[[Members], Status]


class Cut(Exception):
    """Raised inside an enumeration, also by an oracle, when a limit is reached."""


@dataclass(frozen=True)
class Limits:
    """When to stop: ``sets`` of either kind, or a ``deadline`` on the monotonic clock in s."""

    sets: int = 1000
    deadline: float = math.inf

    def stop(self) -> None:
        """Raise :class:`Cut` when time is up."""
        if time.monotonic() > self.deadline:
            raise Cut("the time allowed was used up")


@dataclass(frozen=True)
class Shown:
    """A set, and whether its minimality (or maximality) was shown.

    A minimal set has a WITNESS for each set that lacks one member; a maximal set is EMPTY with any
    one added.
    """

    members: Members
    shown: bool


@dataclass(frozen=True)
class Sets:
    """Minimal EMPTY sets and maximal sets with a WITNESS; ``cut`` says why some may be missing."""

    conflicts: tuple[Shown, ...]
    compatible: tuple[Shown, ...]
    cut: str = ""


def enumerate_sets(
    n: int,
    oracle: Oracle,
    *,
    apart: Iterable[Members] = (),
    core: Callable[[Members], Members] | None = None,
    limits: Limits | None = None,
) -> Sets:
    """Enumerate the minimal EMPTY and the maximal WITNESS sets among ``n`` statements.

    Args:
        n: how many statements there are.
        oracle: what is known of a set; asked at most once for each.
        apart: sets that are never put together: no set that holds one of them is looked at.
        core: given a set that the oracle called EMPTY, a subset that is EMPTY for the same reason.
        limits: when to stop.

    Returns:
        The sets in the order of their members; where a limit cut the enumeration, those found.
    """
    search = _Search(n, oracle, [_mask(a) for a in apart], core, limits or Limits())
    conflicts: list[int] = []
    compatible: list[int] = []
    cut = ""
    try:
        good: list[int] = []
        search.explore(lambda mask: search.ask(mask) is Status.EMPTY, conflicts, good)
        if search.unknown:
            search.explore(lambda mask: search.ask(mask) is not Status.WITNESS, [], compatible)
        else:
            compatible = good
    except Cut as why:
        cut = str(why)
        compatible = compatible or [m for m in good if search.known(m) is Status.WITNESS]
    return Sets(
        tuple(Shown(_members(m), search.is_minimal(m)) for m in _sorted(conflicts)),
        tuple(Shown(_members(m), search.is_maximal(m)) for m in _sorted(compatible)),
        cut,
    )


class _Search:
    """The oracle with everything it has said, and the enumeration over it."""

    def __init__(
        self,
        n: int,
        oracle: Oracle,
        apart: list[int],
        core: Callable[[Members], Members] | None,
        limits: Limits,
    ) -> None:
        self.n = n
        self.full = (1 << n) - 1
        self.oracle, self.apart, self.core, self.limits = oracle, apart, core, limits
        self.empty: list[int] = []
        self.witness: list[int] = []
        self.unknown: set[int] = set()

    def known(self, mask: int) -> Status | None:
        """What follows from what the oracle has said, or ``None``."""
        if any(mask & e == e for e in self.empty):
            return Status.EMPTY
        if any(mask & w == mask for w in self.witness):
            return Status.WITNESS
        return Status.UNKNOWN if mask in self.unknown else None

    def ask(self, mask: int) -> Status:
        """The status of a set, from what is known or else from the oracle."""
        found = self.known(mask)
        if found is not None:
            return found
        found = self.oracle(_members(mask))
        match found:
            case Status.EMPTY:
                self.empty = [e for e in self.empty if e & mask != mask]
                self.empty.append(mask)
                if self.core is not None:
                    self.empty.append(_mask(self.core(_members(mask))))
            case Status.WITNESS:
                self.witness = [w for w in self.witness if w & mask != w]
                self.witness.append(mask)
            case Status.UNKNOWN:
                self.unknown.add(mask)
            case _:
                assert_never(found)
        return found

    def explore(self, bad: Callable[[int], bool], least: list[int], most: list[int]) -> None:
        """Fill ``least`` with every minimal bad set, ``most`` with every maximal one that is not.

        Raises:
            Cut: a limit was reached.
        """
        map_ = Map(self.n, self.limits.stop)
        for mask in self.apart:
            map_.block_up(mask)
        while (seed := map_.seed()) is not None:
            self.limits.stop()
            if len(least) >= self.limits.sets or len(most) >= self.limits.sets:
                raise Cut(f"more than {self.limits.sets} sets")
            if bad(seed):
                found = self._shrink(seed, bad)
                least.append(found)
                map_.block_up(found)
            else:
                most.append(seed)  # seeds cannot grow: whatever could be added is known to be bad
                map_.block_down(seed)

    def _shrink(self, mask: int, bad: Callable[[int], bool]) -> int:
        """A minimal bad subset of a bad set."""
        tried = 0
        while True:
            inside = [e for e in self.empty if mask & e == e]
            mask = min(inside, key=int.bit_count, default=mask)
            bit = next((b for b in bits(mask & ~tried)), 0)
            if not bit:
                return mask
            self.limits.stop()
            tried |= bit
            if bad(mask & ~bit):
                mask &= ~bit

    def is_minimal(self, mask: int) -> bool:
        """Whether every set that lacks one member is known to have a WITNESS."""
        return all(self._answer(mask & ~bit) is Status.WITNESS for bit in bits(mask))

    def is_maximal(self, mask: int) -> bool:
        """Whether every set with one more member that may be added is known to be EMPTY."""
        return all(
            self._answer(mask | bit) is Status.EMPTY
            for bit in bits(self.full & ~mask)
            if not any((mask | bit) & a == a for a in self.apart)
        )

    def _answer(self, mask: int) -> Status | None:
        """The status of a set; only what is known already once time is up."""
        try:
            self.limits.stop()
            return self.ask(mask)
        except Cut:
            return self.known(mask)


def _mask(members: Iterable[int]) -> int:
    return sum(1 << k for k in members)


def _members(mask: int) -> Members:
    return frozenset(bit.bit_length() - 1 for bit in bits(mask))


def _sorted(masks: Iterable[int]) -> list[int]:
    return sorted(masks, key=lambda m: sorted(_members(m)))
