"""What is known of sets of settled parts: whether some world meets all of them at a stretch.

Sets are bit masks over the parts' numbers. Every bracket found is kept, and serves larger sets by
its lower end and smaller ones by its upper end.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Final

from skywitness.claims.meaning.parts import JointKind, Part, Reading
from skywitness.claims.meaning.stretches import AS_PRINTED
from skywitness.claims.visitorder import in_turn
from skywitness.claims.visitstays import Stays
from skywitness.reason.conflicts.mapsolver import bits
from skywitness.reason.conflicts.marco import Status
from skywitness.reason.ties.openparts import connected, ties, unknowns_of
from skywitness.reason.work import SpentError, charge, within
from skywitness.reason.worlds.joint import World, joint

#: The kind of a reading that is only searched until it lies on one side of both thresholds.
TRIAL: Final = "trial"
#: How parts are tried: roughly, and where that does not decide with full care.
TRIALS: tuple[JointKind, ...] = (TRIAL, "ordinary")
SEARCH = 300.0  # units of work that a search takes besides what its cells and rows do
LOOK = 0.1  # and one look at what is known of another set


class Settled:
    """Statuses of sets of settled parts in one world."""

    def __init__(
        self,
        parts: Sequence[Part],
        world: World,
        most: float = math.inf,
        stays: Sequence[Stays] = (),
    ) -> None:
        """Nothing is known yet; the empty set has a witness, for what is given is so.

        ``most`` is the work that one search may take: what it does not find with that stays
        unknown, and is counted in ``given_up``. ``stays`` are visits that come in some order.
        """
        self.stays = tuple(stays)
        self.most, self.given_up = most, 0
        self.parts = tuple(parts)
        self.world = world
        tied = ties(world.parts, stays)
        self._unknowns = [unknowns_of(p, tied) for p in parts]
        self._known: dict[tuple[int, JointKind], tuple[float, float]] = {
            (0, "ordinary"): (AS_PRINTED, AS_PRINTED)
        }
        self._unshown: set[tuple[int, JointKind]] = set()  # nothing was refuted of these
        self.searches = 0

    def status(self, mask: int, stretch: float) -> Status:
        """EMPTY, WITNESS or UNKNOWN of all parts of ``mask`` together at ``stretch``."""
        pieces = self.pieces(mask)
        found = [self._one(piece, stretch) for piece in pieces]
        for status in (Status.EMPTY, Status.UNKNOWN):
            if status in found:
                return status
        return Status.WITNESS

    def shown(self, mask: int, stretch: float) -> bool:
        """Whether all parts of a set have a witness at ``stretch``; nothing is refuted for it."""
        return all(self._shown(piece, stretch) for piece in self.pieces(mask))

    def together(self, mask: int, stretch: float) -> bool:
        """Whether all parts of a set, taken as one whole, have a witness at ``stretch``."""
        return any(self._bracket(mask, kind)[1] <= stretch for kind in TRIALS)

    def pieces(self, mask: int) -> list[int]:
        """The set cut into sets that have no unknown in common."""
        members = [bit.bit_length() - 1 for bit in bits(mask)]
        groups = connected([set(self._unknowns[m]) for m in members])
        return [sum(1 << members[k] for k in group) for group in groups]

    def smallest(self, mask: int, stretch: float, status: Status) -> int:
        """A subset of a set that is EMPTY (or not a WITNESS, if ``status`` is UNKNOWN) as it is.

        No part of it can be spared.
        """

        def bad(some: int) -> bool:
            if status is Status.EMPTY:
                return self.status(some, stretch) is status
            return not self.shown(some, stretch)

        mask = next(piece for piece in self.pieces(mask) if bad(piece))
        pairs = [a | b for a, b in itertools.combinations(bits(mask), 2)]
        mask = next((pair for pair in pairs if bad(pair)), mask)  # the commonest, and cheap to ask
        for bit in bits(mask):
            if mask & bit and bad(mask & ~bit):
                rest = mask & ~bit
                mask = next((piece for piece in self.pieces(rest) if bad(piece)), rest)
        return mask

    def _searched(self, readings: Sequence[Reading], refute: bool = True) -> tuple[float, float]:
        charge(SEARCH)
        self.searches += 1
        with within(self.most) as meter:
            try:
                found = joint(readings, self.world, refute=refute)
            except SpentError as spent:
                if spent.meter is not meter:
                    raise
                self.given_up += 1
                return AS_PRINTED, math.inf
        return min(each.lo for each in found), min(each.hi for each in found)

    def _follows(self, mask: int, stretch: float) -> Status:
        """The status that follows from what is known of other sets."""
        charge(LOOK * len(self._known))
        for (other, _), (lo, hi) in self._known.items():
            if lo > stretch and mask & other == other:
                return Status.EMPTY
            if hi <= stretch and mask & other == mask:
                return Status.WITNESS
        return Status.UNKNOWN

    def _shown(self, mask: int, stretch: float) -> bool:
        status = self._follows(mask, stretch)
        if status is not Status.UNKNOWN:
            return status is Status.WITNESS
        return any(self._shown_by(mask, kind, stretch) for kind in TRIALS)

    def _shown_by(self, mask: int, kind: JointKind, stretch: float) -> bool:
        key = (mask, kind)
        if key not in self._known and key not in self._unshown:
            lo, hi = self._searched(self._turned(mask, kind), refute=False)
            if lo > stretch or math.isfinite(hi):
                self._known[key] = lo, hi
            else:  # it may be refuted yet
                self._unshown.add(key)
        return key in self._known and self._known[key][1] <= stretch

    def _one(self, mask: int, stretch: float) -> Status:
        status = self._follows(mask, stretch)
        if status is not Status.UNKNOWN:
            return status
        for kind in TRIALS:
            lo, hi = self._bracket(mask, kind)
            if lo > stretch:
                return Status.EMPTY
            if hi <= stretch:
                return Status.WITNESS
        return Status.UNKNOWN

    def _bracket(self, mask: int, kind: JointKind) -> tuple[float, float]:
        if (mask, kind) not in self._known:
            self._known[mask, kind] = self._searched(self._turned(mask, kind))
        return self._known[mask, kind]

    def _turned(self, mask: int, kind: JointKind) -> list[Reading]:
        """The readings of a set, one for each order of visits."""
        parts = tuple(self.parts[bit.bit_length() - 1] for bit in bits(mask))
        return list(in_turn(Reading(TRIAL, kind, {}, parts), self.stays, every=True))
