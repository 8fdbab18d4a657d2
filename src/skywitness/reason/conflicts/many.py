"""The verdict of a set with more joint readings than can be taken one by one.

Its open parts are cut into factors that have no ambiguous word and no unknown in common. A joint
reading of the set is one reading of each factor, and the set can be so in it exactly when each
factor can; so the least stretch of the set is the greatest of the factors' least ones, and the
readings of each factor are all that is ever listed. A factor that has too many itself is searched:
words are given values one by one, and parts found to exclude each other rule out every reading that
has them. Where even that takes too long, the verdict is open.

A set that is excluded is so by the parts of one factor, or by those that the search used: a proof
over all readings of these parts covers every reading of the set.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from skywitness.claims.casefile.case import Claim
from skywitness.claims.meaning.outcomes import (
    CONSISTENT,
    CONTRADICTED,
    NOT_TESTABLE,
    STRAINED,
    UNDECIDED,
    Doubt,
    VerdictWord,
)
from skywitness.claims.meaning.parts import Reading
from skywitness.claims.meaning.stretches import AS_PRINTED, DOUBLED, POLICY
from skywitness.claims.readings import MOST_READINGS, Reader
from skywitness.reason.conflicts.marco import Members, Status
from skywitness.reason.conflicts.oracle import Oracle
from skywitness.reason.conflicts.settled import Settled
from skywitness.reason.ties.openparts import OpenParts, PartKey, open_parts
from skywitness.reason.verdicts.onlyif import MOST_ALTERNATIVES, OnlyIf, only_if
from skywitness.reason.verdicts.verdicts import Verdict, why_undecided
from skywitness.reason.work import SECOND, SpentError, within
from skywitness.reason.worlds.joint import Joint, World, joint, untested

#: Work for one factor that has too many readings to be listed.
SEARCH_WORK = 60 * SECOND


@dataclass(frozen=True)
class Factor:
    """One factor of a set: the bracket of its least stretch over all its readings.

    ``joints`` are its readings (of the parts that exclude it, ``core``, where it was searched),
    ``values`` labels of its words under which it has a witness. ``given_up`` says that the search
    did not come to its end.
    """

    members: tuple[int, ...]
    core: tuple[int, ...]
    lo: float
    hi: float
    joints: tuple[Joint, ...]
    values: Mapping[str, str]
    given_up: bool = False

    @property
    def listed(self) -> bool:
        """Whether ``joints`` are all its readings."""
        return len(self.core) == len(self.members) and bool(self.joints)


@dataclass(frozen=True)
class ManyReadings:
    """The open parts of a set of claims and their factors in one world."""

    claims: tuple[Claim, ...]
    reader: Reader
    world: World
    opened: OpenParts
    factors: tuple[Factor, ...]

    def verdict(self) -> Verdict:
        """The verdict of the whole set."""
        sayings = [claim.saying for claim in self.claims]
        count = self.reader.count(sayings)
        not_tested = self._untested()
        if not any(p.untestable is None for p in self.opened.settled):
            return Verdict(NOT_TESTABLE, None, None, None, untestable=not_tested, readings=count)
        lo = max((f.lo for f in self.factors), default=AS_PRINTED)
        hi = max((f.hi for f in self.factors), default=AS_PRINTED)
        if self.opened.left_out:  # what was not opened excludes nothing here, and has no witness
            hi = math.inf
        if lo > POLICY:
            name: VerdictWord = CONTRADICTED if lo > DOUBLED else STRAINED
            worst = max(self.factors, key=lambda f: f.lo)
            joints = tuple(replace(j, hi=max(j.hi, hi)) for j in worst.joints)
            best = min(joints, key=lambda j: (j.hi, j.lo), default=None)
            return self._made(name, lo, hi, best, joints, not_tested, count, core=worst.core)
        (best,) = joint([self._likeliest()], self.world)
        if best.hi <= POLICY:
            return self._made(CONSISTENT, lo, best.hi, best, (best,), not_tested, count)
        return self._made(
            UNDECIDED, lo, best.hi, best, (best,), not_tested, count, by=self._doubt(best)
        )

    def _made(
        self,
        name: VerdictWord,
        lo: float,
        hi: float,
        best: Joint | None,
        joints: tuple[Joint, ...],
        not_tested: tuple[tuple[str, str], ...],
        count: int,
        by: Doubt = "",
        core: Sequence[int] = (),
    ) -> Verdict:
        condition = self._condition(DOUBLED if name == STRAINED else POLICY, count)
        return Verdict(
            name,
            lo,
            max(lo, hi),
            best,
            joints,
            not_tested,
            by,
            only_if=None if name == CONTRADICTED else condition,
            readings=count,
            core=self.opened.keys(core),
            many=True,
        )

    def _likeliest(self) -> Reading:
        """A reading of all claims that takes of each factor the values nearest to a witness."""
        values: dict[str, str] = {}
        for factor in self.factors:
            values |= factor.values
        return self.reader.chosen([claim.saying for claim in self.claims], values)

    def _untested(self) -> tuple[tuple[str, str], ...]:
        """Parts that nothing can test, by the first reading of each claim."""
        readings = (self.reader.chosen([claim.saying], {}) for claim in self.claims)
        parts = (p for reading in readings for p in reading.parts if untested([p]))
        return tuple(dict.fromkeys((p.name, p.untestable or "") for p in parts))

    def _doubt(self, best: Joint) -> Doubt:
        if self.opened.left_out or any(f.given_up for f in self.factors):
            return "too many readings"
        open_ = [j for f in self.factors if f.lo <= POLICY < f.hi for j in f.joints]
        return why_undecided(open_, open_) if open_ else why_undecided([best], [best])

    def _condition(self, stretch: float, count: int) -> OnlyIf | None:
        """What the factors' conditions are together; numbers only where all were listed."""
        found: list[OnlyIf] = []
        listed = True
        for factor in self.factors:
            if not factor.listed:
                listed = False
                continue
            one = only_if(
                [j.reading for j in factor.joints],
                [j.lo <= stretch for j in factor.joints],
                [j.hi <= stretch for j in factor.joints],
            )
            if one is not None:
                found.append(one)
        if not found:
            return None
        several = math.prod(max(1, len(each.alternatives)) for each in found)
        alternatives = (
            tuple(
                tuple(word for words in way for word in words)
                for way in itertools.product(*(e.alternatives for e in found if e.alternatives))
            )
            if several <= MOST_ALTERNATIVES
            else ()
        )
        if not listed:
            return OnlyIf(alternatives, count, None, None)
        left = fits = count
        for factor in self.factors:
            left = left * sum(j.lo <= stretch for j in factor.joints) // len(factor.joints)
            fits = fits * sum(j.hi <= stretch for j in factor.joints) // len(factor.joints)
        return OnlyIf(alternatives, count, left, fits)

    def about(self, claim: str) -> tuple[tuple[Reading, ...], tuple[PartKey, ...]]:
        """The readings of the factors that a claim has a part in, with the keys of their parts.

        None where they are too many to be listed.
        """
        mine = [
            f.members
            for f in self.factors
            if any(self.opened.parts[k].claim == claim for k in f.members)
        ]
        members = sorted(k for some in mine for k in some)
        return self.opened.readings(members, MOST_READINGS), self.opened.keys(members)


def many_readings(claims: Sequence[Claim], reader: Reader, world: World) -> ManyReadings:
    """The factors of claims that are read together.

    Raises:
        SkywitnessError: a place is unknown or ambiguous.
    """
    opened = open_parts([claim.saying for claim in claims], reader, world.parts)
    factors = []
    for members in opened.factors():
        readings = opened.readings(members, MOST_READINGS)
        factors.append(
            _listed(members, readings, world) if readings else _searched(members, opened, world)
        )
    return ManyReadings(tuple(claims), reader, world, opened, tuple(factors))


def _listed(members: tuple[int, ...], readings: Sequence[Reading], world: World) -> Factor:
    joints = tuple(joint(readings, world))
    best = min(joints, key=lambda j: (j.hi, j.lo))
    return Factor(
        members, members, min(j.lo for j in joints), best.hi, joints, _labels(best.reading)
    )


def _labels(reading: Reading) -> dict[str, str]:
    """Values by their labels as the words have them, without the claims in brackets."""
    return {id_: reading.plain.get(id_, v.label) for id_, v in reading.choice.items()}


def _searched(members: tuple[int, ...], opened: OpenParts, world: World) -> Factor:
    """What a search finds of a factor at the thresholds of verdicts."""
    settled = Settled(opened.settled, world, stays=opened.stays)
    every = frozenset(members)
    given_up = False
    for stretch in (DOUBLED, POLICY):
        oracle = Oracle(opened, settled, stretch)
        status = _tried(lambda: oracle.status(every))  # noqa: B023  (called at once)
        if status is Status.EMPTY:
            return _excluded(members, oracle.core(every), stretch, opened, world)
        given_up |= status is None or bool(oracle.given_up)
        if stretch == POLICY and status is Status.WITNESS:
            found = oracle.values(every) or {}
            values = {opened.words[w].id: opened.words[w].values[k].label for w, k in found.items()}
            return Factor(members, (), AS_PRINTED, POLICY, (), values)
    return Factor(members, (), AS_PRINTED, math.inf, (), {}, given_up)


def _tried(look: Callable[[], Status]) -> Status | None:
    """A status; ``None`` where it takes more work than is allowed."""
    with within(SEARCH_WORK) as meter:
        try:
            return look()
        except SpentError as spent:
            if spent.meter is not meter:
                raise
            return None


def _excluded(
    members: tuple[int, ...], core: Members, stretch: float, opened: OpenParts, world: World
) -> Factor:
    """A factor that parts of it exclude in every reading."""
    used = tuple(sorted(core))
    joints = tuple(joint(opened.readings(used, MOST_READINGS), world))
    lo = max(math.nextafter(stretch, math.inf), min((j.lo for j in joints), default=0.0))
    values = {}
    if joints:
        values = _labels(min(joints, key=lambda j: (j.hi, j.lo)).reading)
    return Factor(members, used, lo, math.inf, joints, values)
