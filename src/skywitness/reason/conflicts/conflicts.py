"""All conflicts among the claims of a case, and all sets of its claims that can be so together.

A conflict is a smallest set of parts that no world meets under any ordinary joint reading of their
words: at twice the policy's tolerances (contradicted) or, failing that, at the policy's (strained).
What can be so together has one common witness at the policy's tolerances. A statement and its
correction never stand in one conflict or in one compatible set: each is tried with the rest.
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Iterator, Sequence

from skywitness.claims.casefile.case import Case
from skywitness.claims.meaning.outcomes import CONTRADICTED, STRAINED, Strength
from skywitness.claims.meaning.stretches import DOUBLED, POLICY
from skywitness.claims.readings import Reader
from skywitness.reason.conflicts.conflictresults import Compatible, Conflict, Conflicts
from skywitness.reason.conflicts.copies import families
from skywitness.reason.conflicts.grounds import Grounds
from skywitness.reason.conflicts.marco import (
    Cut,
    Limits,
    Members,
    Sets,
    Shown,
    Status,
    enumerate_sets,
)
from skywitness.reason.conflicts.oracle import Oracle
from skywitness.reason.conflicts.settled import Settled
from skywitness.reason.ties.openparts import OpenParts, open_parts
from skywitness.reason.worlds.given import Given

SECONDS = 20.0  # what a check spends on conflicts unless told otherwise
SHARE = 0.4  # of what is left of that, for one enumeration; the rest is for what follows it
LISTED = 500  # compatible sets listed per frame


def find_conflicts(
    case: Case, given: Given, *, sector_deg: float | None = None, deadline: float = math.inf
) -> Conflicts:
    """The conflicts and compatible sets of a case in the frame that something is ``given`` in.

    Args:
        case: the case; claims that assert nothing, or nothing that can be tested, take no part.
        given: what holds in all of them.
        sector_deg: total width in degrees of every compass sector, instead of the policy's.
        deadline: time on the monotonic clock in seconds after which nothing new is begun.

    Raises:
        SkywitnessError: a place is unknown or ambiguous.
    """
    return _Search(case, given, sector_deg, deadline).run()


class _Search:
    """One case in one frame."""

    def __init__(self, case: Case, given: Given, sector_deg: float | None, deadline: float) -> None:
        self.frame, self.deadline = given.frame, deadline
        self.claims = {claim.id: claim for claim in case.claims if claim.asserts}
        self.opened: OpenParts = open_parts(
            list(self.claims.values()), Reader(case, given.frame, sector_deg), given.world.parts
        )
        self.grounds = Grounds(case, given, self.opened)
        self.settled = Settled(self.opened.settled, given.world)
        self.versions = _versions(case)
        self.cut = [f"{claim} is left out: {why}" for claim, why in self.opened.left_out]

    def run(self) -> Conflicts:
        found: list[tuple[Strength, Shown]] = []
        choices: list[list[tuple[frozenset[str], bool, int]]] = []
        for component in self.opened.components():
            double, wide = self._enumerate(component, DOUBLED)
            policy, oracle = self._enumerate(component, POLICY)
            found += [(CONTRADICTED, each) for each in double.conflicts]
            known = [each.members for each in double.conflicts]
            found += [
                # Where the first enumeration was cut, it may have missed this one.
                (CONTRADICTED if double.cut and _empty(wide, each.members) else STRAINED, each)
                for each in policy.conflicts
                if not any(k <= each.members for k in known)
            ]
            choices.append(self._claim_sets(component, policy, oracle))
        return Conflicts(
            self.frame,
            tuple(self._described(found)),
            tuple(self._compatible(choices, self._tested(found))),
            tuple(dict.fromkeys(self.cut)),
        )

    def _tested(self, found: Sequence[tuple[Strength, Shown]]) -> frozenset[str]:
        """Claims that evidence, or another claim in conflict with them, bears on."""
        by_evidence = {
            part.claim
            for part in self.opened.parts
            if any(self.opened.settled[n].untestable is None for n in part.settled.values())
        }
        return frozenset(by_evidence.union(*(self.grounds.claims_of(each) for _, each in found)))

    @property
    def _late(self) -> bool:
        return time.monotonic() > self.deadline

    def _enumerate(self, component: Sequence[int], stretch: float) -> tuple[Sets, Oracle]:
        """The sets of one component, by positions in all parts."""
        now = time.monotonic()
        limits = Limits(deadline=now + SHARE * (self.deadline - now))
        oracle = Oracle(self.opened, self.settled, stretch, limits.stop)
        at = {k: n for n, k in enumerate(component)}

        def whole(members: Members) -> Members:
            return frozenset(component[n] for n in members)

        found = enumerate_sets(
            len(component),
            lambda members: oracle.status(whole(members)),
            apart=[frozenset((at[a], at[b])) for a, b in self._apart(component)],
            core=lambda members: frozenset(at[k] for k in oracle.core(whole(members))),
            limits=limits,
        )
        oracle.stop = Limits(deadline=self.deadline).stop
        claims = ", ".join(dict.fromkeys(self.opened.parts[k].claim for k in component))
        if found.cut:
            self.cut.append(f"among {claims}: {found.cut}")
        if oracle.given_up:
            self.cut.append(f"among {claims}: too many joint readings to try them all")
        return (
            Sets(
                tuple(Shown(whole(s.members), s.shown) for s in found.conflicts),
                tuple(Shown(whole(s.members), s.shown) for s in found.compatible),
                found.cut,
            ),
            oracle,
        )

    def _apart(self, component: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Pairs of parts of a statement and of its correction."""
        for a, b in itertools.combinations(component, 2):
            if self._corrects(self.opened.parts[a].claim, self.opened.parts[b].claim):
                yield a, b

    def _corrects(self, one: str, other: str) -> bool:
        return one != other and self.versions[one] == self.versions[other]

    def _claim_sets(
        self, component: Sequence[int], sets: Sets, oracle: Oracle
    ) -> list[tuple[frozenset[str], bool, int]]:
        """Maximal compatible claims of a component, whether that is shown, and their witness."""
        parts: dict[str, set[int]] = {}
        for k in component:
            parts.setdefault(self.opened.parts[k].claim, set()).add(k)

        def members(claims: frozenset[str]) -> Members:
            return frozenset(k for claim in claims for k in parts[claim])

        inside = {
            frozenset(c for c, mine in parts.items() if mine <= each.members)
            for each in sets.compatible
        }
        starts = {c for c in inside if not any(c < o for o in inside)}
        if sets.cut:
            starts |= {frozenset((claim,)) for claim in parts}
        out = {}
        for claims in sorted(starts, key=sorted):
            shown = True
            for claim in parts:
                if claim in claims or any(self._corrects(claim, c) for c in claims):
                    continue
                found = _status(oracle, members(claims | {claim}))
                if found is Status.WITNESS:  # only where the enumeration was cut
                    claims |= {claim}
                shown &= found is not Status.UNKNOWN
            try:
                witness = oracle.witness(members(claims))
            except Cut:
                continue
            if witness is not None:
                out[claims] = (claims, shown, witness)
        return list(out.values()) or [(frozenset(), False, 0)]

    def _compatible(
        self, choices: Sequence[Sequence[tuple[frozenset[str], bool, int]]], tested: frozenset[str]
    ) -> Iterator[Compatible]:
        """One set per combination of the components' own, each shown to have a common witness."""
        total = math.prod(len(each) for each in choices) if choices else 0
        if total > LISTED:
            self.cut.append(f"{total:,} compatible sets; the first {LISTED} are listed")
        order = list(self.claims)
        for combination in itertools.islice(itertools.product(*choices), LISTED if choices else 0):
            mask = 0
            for _, _, witness in combination:
                mask |= witness
            if not self.settled.together(mask, POLICY):
                self.cut.append("some sets fit group by group, and no witness was found for all")
                continue
            claims = tested.intersection(c for each, _, _ in combination for c in each)
            if claims:
                yield Compatible(
                    tuple(sorted(claims, key=order.index)),
                    self.frame,
                    all(shown for _, shown, _ in combination),
                )

    def _described(self, found: Sequence[tuple[Strength, Shown]]) -> Iterator[Conflict]:
        """Conflicts with their reasons, those that repeat each other in near-copies as one."""
        family = families(self.opened, self.claims)
        groups: dict[tuple[Strength, tuple[int, ...]], list[Shown]] = {}
        for strength, each in sorted(found, key=lambda f: (f[0] == STRAINED, sorted(f[1].members))):
            kin = (strength, tuple(sorted(family[k] for k in each.members)))
            groups.setdefault(kin, []).append(each)
        for (strength, _), (first, *more) in groups.items():
            if self._late:
                self.cut.append("numbers of some conflicts were not worked out in the time allowed")
            also = [self.grounds.claims_of(each) for each in more]
            yield self.grounds.conflict(strength, first, also, numbers=not self._late)


def _status(oracle: Oracle, members: Members) -> Status:
    """The status of a set; UNKNOWN once time is up."""
    try:
        return oracle.status(members)
    except Cut:
        return Status.UNKNOWN


def _empty(oracle: Oracle, members: Members) -> bool:
    return _status(oracle, members) is Status.EMPTY


def _versions(case: Case) -> dict[str, str]:
    """For each claim the first of the chain of corrections that it belongs to."""
    older = {claim.id: claim.row.supersedes for claim in case.claims}
    out = {}
    for claim in older:
        first = claim
        while (before := older[first]) is not None:
            first = before
        out[claim] = first
    return out
