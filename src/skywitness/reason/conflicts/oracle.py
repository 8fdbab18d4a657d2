"""Whether sets of open parts can be so together, over all their ordinary joint readings.

A set is EMPTY when it is so under every joint reading, and has a WITNESS when it has one under
some. Readings are not listed but searched: whatever settled parts were found to exclude each other
is noted, and only readings free of what is noted are tried next. So a set of thirty ambiguous
claims is refuted by the few of their words that matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from skywitness.claims.readings import MOST_READINGS
from skywitness.reason.conflicts.marco import Members, Status
from skywitness.reason.conflicts.settled import Settled
from skywitness.reason.ties.openparts import OpenPart, OpenParts
from skywitness.reason.work import charge

NODES = 50_000  # most steps of one search for a reading
READING, NODE = 20.0, 2.0  # units of work that such a search takes, and each of its steps


class _TooMany(Exception):
    """A search for a reading took too many steps."""


@dataclass(frozen=True)
class Found:
    """A joint reading's settled parts as a mask, free of what was noted; or why there is none.

    Without a reading, ``why`` holds positions of open parts that leave none by themselves;
    ``values`` are those of the reading's open words.
    """

    mask: int | None
    why: Members = frozenset()
    values: Mapping[int, int] = field(default_factory=dict)


class Oracle:
    """Statuses of sets of open parts at one stretch."""

    def __init__(self, opened: OpenParts, settled: Settled, stretch: float) -> None:
        """Nothing is noted yet.

        While it is ``quick``, what is UNKNOWN is noted as it is: to find the least that is so
        takes many searches, and spares few where only some sets are looked at.
        """
        self.quick = False
        self.opened, self.settled, self.stretch = opened, settled, stretch
        self.hard: list[int] = []  # masks of settled parts that are EMPTY
        self.soft: list[int] = []  # masks without a WITNESS
        self.given_up: set[Members] = set()
        self._cores: dict[Members, Members] = {}

    def status(self, members: Members) -> Status:
        """The status of the open parts at ``members``."""
        try:
            for mask in self._tried(members, refuting=False):
                if self._note(mask) is Status.WITNESS:
                    return Status.WITNESS
            for mask in self._tried(members, refuting=True):
                if self._note(mask) is not Status.EMPTY:
                    return Status.UNKNOWN
        except _TooMany:
            self.given_up.add(members)
            return Status.UNKNOWN
        return Status.EMPTY

    def shown(self, members: Members) -> bool:
        """Whether the open parts at ``members`` have a WITNESS; nothing is refuted for it."""
        try:
            for mask in self._tried(members, refuting=False):
                if self.settled.shown(mask, self.stretch):
                    return True
                self._note_least(mask)
        except _TooMany:
            self.given_up.add(members)
        return False

    def _tried(self, members: Members, *, refuting: bool) -> Iterator[int]:
        """Settled parts of joint readings, each free of what is noted when it is asked for.

        Of those without a WITNESS only what is EMPTY counts while ``refuting``; where that leaves
        no reading, what left none is kept.

        Raises:
            _TooMany: there are more of them than are tried.
        """
        for _ in range(MOST_READINGS):
            found = self._reading(members, self.hard if refuting else self.hard + self.soft)
            if found.mask is None:
                if refuting:
                    self._cores[members] = found.why
                return
            yield found.mask
        raise _TooMany

    def core(self, members: Members) -> Members:
        """The part of an EMPTY set that its refutation used."""
        return self._cores[members]

    def witness(self, members: Members) -> int | None:
        """The settled parts of a joint reading under which the set has a WITNESS, if it has one."""
        if not self.shown(members):
            return None
        return self._reading(members, self.hard + self.soft).mask

    def values(self, members: Members) -> Mapping[int, int] | None:
        """The values of open words under which the set has a WITNESS, if it has one."""
        if not self.shown(members):
            return None
        return self._reading(members, self.hard + self.soft).values

    def values_left(self, members: Members) -> dict[int, tuple[int, ...]]:
        """For each open word the values that nothing noted so far excludes, no search made."""
        words = sorted({w for k in members for w in self.opened.parts[k].words})
        out = {}
        for word in words:
            left = []
            for value in range(len(self.opened.words[word].values)):
                try:
                    excluded = self._reading(members, self.hard, {word: value}).mask is None
                except _TooMany:
                    excluded = False
                if not excluded:
                    left.append(value)
            out[word] = tuple(left)
        return out

    def _note(self, mask: int) -> Status:
        """The status of settled parts; what is no WITNESS is noted, as small as can be."""
        status = self.settled.status(mask, self.stretch)
        match status:
            case Status.EMPTY:
                self.hard.append(self.settled.smallest(mask, self.stretch, status))
                return status
            case Status.UNKNOWN:
                if self.quick:
                    self.soft.append(mask)
                    return status
                return self._note_least(mask)
            case Status.WITNESS:
                return status
            case _:
                assert_never(status)

    def _note_least(self, mask: int) -> Status:
        """The status of settled parts without a WITNESS, of which the fewest such are noted."""
        least = self.settled.smallest(mask, self.stretch, Status.UNKNOWN)
        status = self.settled.status(least, self.stretch)
        (self.hard if status is Status.EMPTY else self.soft).append(least)
        return status

    def _reading(
        self, members: Members, noted: Sequence[int], fixed: Mapping[int, int] | None = None
    ) -> Found:
        parts = [(k, self.opened.parts[k]) for k in sorted(members)]
        reach = 0
        for _, part in parts:
            for number in part.settled.values():
                reach |= 1 << number
        search = _Readings(parts, self.opened, [n for n in noted if n & reach == n], fixed)
        try:
            return search.find()
        finally:
            charge(READING + NODE * search.nodes)


class _Readings:
    """A search for values of open words that gives no settled parts noted as excluded.

    When a word's values all fail, the search goes back to the last word that has a share in it.
    """

    def __init__(
        self,
        parts: Sequence[tuple[int, OpenPart]],
        opened: OpenParts,
        noted: Sequence[int],
        fixed: Mapping[int, int] | None = None,
    ) -> None:
        self.parts, self.opened, self.noted, self.fixed = parts, opened, noted, fixed or {}
        matter = 0
        for mask in noted:
            matter |= mask
        share: dict[int, int] = {}
        for _, part in parts:
            mine = any(matter >> number & 1 for number in part.settled.values())
            for word in part.words:
                share[word] = share.get(word, 0) + mine
        self.order = sorted(share, key=lambda w: (-share[w], w))
        at = {word: k for k, word in enumerate(self.order)}
        # Open parts by the step after which they are settled.
        self.ready: list[list[tuple[int, OpenPart]]] = [[] for _ in range(len(self.order) + 1)]
        for k, part in parts:
            self.ready[max((at[w] + 1 for w in part.words), default=0)].append((k, part))
        self.value: dict[int, int] = {}
        self.says: dict[int, int] = {}  # settled number → open part that says it
        self.used: set[int] = set()
        self.nodes = 0

    def find(self) -> Found:
        """A reading, or the open parts that leave none."""
        mask, _ = self._step(0, 0)
        if mask is None:
            return Found(None, frozenset(self.used))
        return Found(mask, values=dict(self.value))

    def _step(self, depth: int, mask: int) -> tuple[int | None, set[int]]:
        """The settled parts of a reading, or the words that have a share in there being none."""
        self.nodes += 1
        if self.nodes > NODES:
            raise _TooMany
        new = {}
        for k, part in self.ready[depth]:
            number = part.settled.get(tuple(self.value[w] for w in part.words))
            if number is not None and not mask >> number & 1:
                new[number] = k
                mask |= 1 << number
        self.says |= new
        try:
            for each in self.noted:
                if mask & each == each:
                    return None, self._blame(each)
            if depth == len(self.order):
                return mask, set()
            word = self.order[depth]
            share: set[int] = set()
            every = range(len(self.opened.words[word].values))
            for value in (self.fixed[word],) if word in self.fixed else every:
                self.value[word] = value
                found, words = self._step(depth + 1, mask)
                if found is not None:
                    return found, set()
                if word not in words:
                    return None, words
                share |= words
            return None, share - {word}
        finally:
            for number in new:
                del self.says[number]

    def _blame(self, mask: int) -> set[int]:
        """The words behind settled parts that exclude each other."""
        words: set[int] = set()
        for number, k in self.says.items():
            if mask >> number & 1:
                self.used.add(k)
                words.update(self.opened.parts[k].words)
        return words
