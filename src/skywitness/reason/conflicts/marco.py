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

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from skywitness.reason.conflicts.mapsolver import Map, bits
from skywitness.reason.work import SpentError

Members = frozenset[int]


class Status(Enum):
    """What an oracle says of a set."""

    EMPTY = "empty"
    WITNESS = "witness"
    UNKNOWN = "unknown"


Oracle = Callable[[Members], Status]


#: Why an enumeration was cut.
SPENT = "the work allowed was used up"


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


class Enumeration:
    """The minimal EMPTY and the maximal WITNESS sets among ``n`` statements, as far as looked at.

    It may be asked about sets that promise much (:meth:`look`) before it goes through all of them
    (:meth:`run`), and whatever it has found so far can be had at any time (:meth:`sets`).
    """

    def __init__(
        self,
        n: int,
        oracle: Oracle,
        *,
        apart: Iterable[Members] = (),
        core: Callable[[Members], Members] | None = None,
        shown: Callable[[Members], bool] | None = None,
        most: int = 1000,
    ) -> None:
        """Nothing is known yet.

        Args:
            n: how many statements there are.
            oracle: what is known of a set; asked at most once for each.
            apart: sets that are never put together: no set that holds one of them is looked at.
            core: given a set that the oracle called EMPTY, a subset that is EMPTY for the same
                reason.
            shown: whether a set has a WITNESS, where that is cheaper to ask than its status.
            most: how many sets of either kind to stop at.
        """
        self.n = n
        self.full = (1 << n) - 1
        self.oracle, self.core, self.shown, self.most = oracle, core, shown, most
        self.apart = [_mask(a) for a in apart]
        self.empty: list[int] = []
        self.witness: list[int] = []
        self.unknown: set[int] = set()
        self._unshown: set[int] = set()
        self.cut = ""
        self._conflicts: list[int] = []
        self._unfinished: set[int] = set()  # conflicts yet to be made as small as can be
        self._good: list[int] = []
        self._compatible: list[int] = []

    def look(self, members: Members) -> Status | None:
        """The status of a set, ``None`` if it may not be looked at; a conflict in it is noted.

        Raises:
            SpentError: the work allowed is used up.
        """
        mask = _mask(members)
        if any(mask & a == a for a in self.apart):
            return None
        found = self.ask(mask)
        if found is Status.EMPTY and not any(mask & c == c for c in self._conflicts):
            self._shrink(mask, self._is_empty, self._conflicts)
        return found

    def look_at_largest(self) -> None:
        """Look at a set without any conflict known so far to which nothing can be added.

        Raises:
            SpentError: the work allowed is used up.
        """
        seed = self._map(self._conflicts).seed()
        if seed is not None:
            self.look(_members(seed))

    def run(self) -> None:
        """Find all there are; where a limit is reached, ``cut`` says so.

        Once more, it goes on from what is known.
        """
        self.cut, self._good, self._compatible = "", [], []
        try:
            self._finish()
            self._explore(self._is_empty, self._conflicts, self._good)
            if self.unknown:
                self._explore(self._lacks_witness, list(self._conflicts), self._compatible)
            else:
                self._compatible = self._good
        except _TooManyError as why:
            self.cut = str(why)
        except SpentError:
            self.cut = SPENT

    def sets(self) -> Sets:
        """What was found so far, in the order of members."""
        most = self._compatible or [m for m in self._good if self.known(m) is Status.WITNESS]
        least = [m for m in self._conflicts if not any(m & c == c != m for c in self._conflicts)]
        return Sets(
            tuple(Shown(_members(m), self.is_minimal(m)) for m in _sorted(least)),
            tuple(Shown(_members(m), self.is_maximal(m)) for m in _sorted(most)),
            self.cut,
        )

    def promising(self, members: Members) -> bool:
        """Whether a set may have a WITNESS: no subset of it was found to be without."""
        mask = _mask(members)
        return not any(mask & u == u for u in (*self.empty, *self.unknown))

    def witnessed(self) -> list[Members]:
        """The largest sets that were shown to have a WITNESS."""
        return [_members(mask) for mask in _sorted(self.witness)]

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
                self._keep_witness(mask)
            case Status.UNKNOWN:
                self.unknown.add(mask)
            case _:
                assert_never(found)
        return found

    def _keep_witness(self, mask: int) -> None:
        self.witness = [w for w in self.witness if w & mask != w]
        self.witness.append(mask)

    def _finish(self) -> None:
        """Go on with conflicts that were left larger than need be."""
        for mask in [m for m in self._conflicts if m in self._unfinished]:
            self._conflicts.remove(mask)
            self._unfinished.discard(mask)
            if not any(mask & c == c for c in self._conflicts):
                self._shrink(mask, self._is_empty, self._conflicts)

    def _is_empty(self, mask: int) -> bool:
        return self.ask(mask) is Status.EMPTY

    def _lacks_witness(self, mask: int) -> bool:
        if self.shown is None or self.known(mask) is not None:
            return self.ask(mask) is not Status.WITNESS
        if mask not in self._unshown:
            if self.shown(_members(mask)):
                self._keep_witness(mask)
                return False
            self._unshown.add(mask)
        return True

    def _map(self, least: Iterable[int]) -> Map:
        """What is yet to be looked at: nothing that may not stand together or holds a bad set."""
        map_ = Map(self.n)
        for mask in (*self.apart, *least):
            map_.block_up(mask)
        return map_

    def _explore(self, bad: Callable[[int], bool], least: list[int], most: list[int]) -> None:
        """Fill ``least`` with every minimal bad set, ``most`` with every maximal one that is not.

        Those that are in ``least`` to begin with are bad.

        Raises:
            SpentError: the work allowed is used up.
            _TooManyError: there are too many of either.
        """
        map_ = self._map(least)
        while (seed := map_.seed()) is not None:
            if len(least) >= self.most or len(most) >= self.most:
                raise _TooManyError(f"more than {self.most} sets")
            if bad(seed):
                self._shrink(seed, bad, least)
                map_.block_up(least[-1])
            else:
                most.append(seed)  # seeds cannot grow: whatever could be added is known to be bad
                map_.block_down(seed)

    def _shrink(self, mask: int, bad: Callable[[int], bool], least: list[int]) -> None:
        """Put a minimal bad subset of a bad set into ``least``; where cut short, a smaller one."""
        least.append(mask)
        try:
            self._shrink_last(bad, least)
        except SpentError:
            self._unfinished.add(least[-1])
            raise

    def _shrink_last(self, bad: Callable[[int], bool], least: list[int]) -> None:
        tried, mask = 0, least[-1]
        while True:
            inside = [e for e in self.empty if mask & e == e]
            mask = least[-1] = min(inside, key=int.bit_count, default=mask)
            bit = next((b for b in bits(mask & ~tried)), 0)
            if not bit:
                return
            tried |= bit
            if bad(mask & ~bit):
                mask = least[-1] = mask & ~bit

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
        """The status of a set; only what is known already once the work allowed is used up."""
        try:
            return self.ask(mask)
        except SpentError:
            return self.known(mask)


class _TooManyError(Exception):
    """An enumeration has found as many sets as it may."""


def enumerate_sets(
    n: int,
    oracle: Oracle,
    *,
    apart: Iterable[Members] = (),
    core: Callable[[Members], Members] | None = None,
    most: int = 1000,
) -> Sets:
    """All sets among ``n`` statements, as :class:`Enumeration` finds them."""
    search = Enumeration(n, oracle, apart=apart, core=core, most=most)
    search.run()
    return search.sets()


def _mask(members: Iterable[int]) -> int:
    return sum(1 << k for k in members)


def _members(mask: int) -> Members:
    return frozenset(bit.bit_length() - 1 for bit in bits(mask))


def _sorted(masks: Iterable[int]) -> list[int]:
    return sorted(masks, key=lambda m: sorted(_members(m)))
