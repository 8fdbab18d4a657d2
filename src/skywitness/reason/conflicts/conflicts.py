"""All conflicts among the claims of a case, and all sets of its claims that can be so together.

A conflict is a smallest set of parts that no world meets under any ordinary joint reading of their
words: at twice the policy's tolerances (contradicted) or, failing that, at the policy's (strained).
What can be so together has one common witness at the policy's tolerances. A statement and its
correction never stand in one conflict or in one compatible set: each is tried with the rest, and
where the two cannot both be so that is a finding of its own.

What costs little and finds most comes first: parts that speak of one thing two by two, then each
claim against each, then all sets. The work allowed is shared out over these stages beforehand, and
what one leaves goes to the next.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterator, Sequence

from skywitness.claims.casefile.case import Case
from skywitness.claims.meaning.outcomes import STRAINED, Strength
from skywitness.claims.meaning.stretches import POLICY
from skywitness.claims.readings import Reader, told_apart
from skywitness.reason.conflicts.conflictresults import (
    Accounts,
    AccountsKind,
    Compatible,
    Conflict,
    Conflicts,
)
from skywitness.reason.conflicts.copies import families
from skywitness.reason.conflicts.grounds import Grounds
from skywitness.reason.conflicts.groups import STRENGTHS, ClaimSet, Group
from skywitness.reason.conflicts.marco import Shown
from skywitness.reason.conflicts.settled import Settled
from skywitness.reason.conflicts.versions import versions_of
from skywitness.reason.ties.openparts import OpenParts, open_parts
from skywitness.reason.verdicts.onlyif import OnlyIf, WordValues
from skywitness.reason.work import SECOND, Meter, SpentError, within
from skywitness.reason.worlds.given import Given
from skywitness.reason.worlds.joint import untested

SECONDS = 20.0  # of a quiet machine, that a check spends on conflicts unless told otherwise
#: Shares of the work that may be used up by the end of each stage.
PARTS, CLAIMS, GROWN, SETS, STRENGTH = 0.15, 0.3, 0.6, 0.74, 0.76
ACCOUNTS, TOGETHER, COMMON = 0.78, 0.83, 0.88  # what is left is for numbers
TURNS = 2  # at all sets of a group
ONE_SEARCH = 0.1  # share of the work that one search may take
LISTED = 500  # compatible sets listed per frame

Found = tuple[Strength, Shown]


def find_conflicts(
    case: Case, given: Given, *, sector_deg: float | None = None, seconds: float = math.inf
) -> Conflicts:
    """The conflicts and compatible sets of a case in the frame that something is ``given`` in.

    Args:
        case: the case; claims that assert nothing, or nothing that can be tested, take no part.
        given: what holds in all of them.
        sector_deg: total width in degrees of every compass sector, instead of the policy's.
        seconds: the work to spend, in seconds of a quiet machine.

    Raises:
        SkywitnessError: a place is unknown or ambiguous.
    """
    with within(pays=True) as meter:
        return _Search(case, given, sector_deg, seconds * SECOND, meter).run()


class _Search:
    """One case in one frame."""

    def __init__(
        self, case: Case, given: Given, sector_deg: float | None, work: float, meter: Meter
    ) -> None:
        self.frame, self.work, self.meter = given.frame, work, meter
        self.claims = {claim.id: claim for claim in case.claims if claim.asserts}
        self.reader = Reader(case, given.frame, sector_deg)
        self.opened: OpenParts = open_parts(
            [c.saying for c in self.claims.values()], self.reader, given.world.parts
        )
        self.grounds = Grounds(case, given, self.opened)
        self.settled = Settled(
            self.opened.settled, given.world, ONE_SEARCH * work, self.opened.stays
        )
        self.versions = versions_of(case)
        inferred = {c.id for c in self.claims.values() if c.row.follows_from}
        self.groups = [
            Group(self.opened, self.settled, self.versions, component, inferred)
            for component in self.opened.components()
        ]
        self.cut = [f"{claim} is left out: {why}" for claim, why in self.opened.left_out]

    def _until(self, share: float, tasks: int = 1) -> float:
        """The work that each of so many tasks may take until a share of all of it is used up."""
        return max(0.0, share * self.work - self.meter.done) / max(1, tasks)

    def run(self) -> Conflicts:
        left = len(self.groups)
        rising = sorted(self.groups, key=lambda group: len(group.component))
        for k, group in enumerate(rising):
            group.look_at_parts(self._until(PARTS, left - k))
        for k, group in enumerate(rising):
            group.look_at_claims(self._until(CLAIMS, left - k))
        for k, group in enumerate(rising):
            group.grow(self._until(GROWN, left - k))
        tasks = [(group, stretch) for group in rising for stretch in STRENGTHS]
        for _ in range(TURNS):  # what was cut goes on with what others left
            for k, (group, stretch) in enumerate(tasks):
                group.enumerate(stretch, self._until(SETS, len(tasks) - k))
            tasks = [(group, stretch) for group, stretch in tasks if group.found[stretch].cut]
        found = [
            each
            for k, group in enumerate(self.groups)
            for each in group.conflicts(self._until(STRENGTH, left - k))
        ]
        corrected = list(self._corrected())
        choices = [
            group.claim_sets(self._until(TOGETHER, left - k)) for k, group in enumerate(self.groups)
        ]
        self.cut += [why for group in self.groups for why in group.cut()]
        compatible = tuple(self._compatible(choices, self._tested(found)))
        if self.settled.given_up:
            self.cut.append("some searches were given up after a tenth of the work allowed")
        conflicts = tuple(self._described(found))
        accounts = (*self._corrections(corrected), *self._of_one_speaker(found, conflicts))
        return Conflicts(
            self.frame, conflicts, compatible, tuple(dict.fromkeys(self.cut)), accounts
        )

    def _tested(self, found: Sequence[Found]) -> frozenset[str]:
        """Claims that evidence, or another claim in conflict with them, bears on."""
        by_evidence = {
            part.claim
            for part in self.opened.parts
            if any(self.opened.settled[n].untestable is None for n in part.settled.values())
        }
        return frozenset(by_evidence.union(*(self.grounds.claims_of(each) for _, each in found)))

    # --- what can be so together ------------------------------------------------------------------

    def _compatible(
        self, choices: Sequence[Sequence[ClaimSet]], tested: frozenset[str]
    ) -> Iterator[Compatible]:
        """One set per combination of the groups' own, each shown to have a common witness.

        Where that is not shown of a combination, the sets of its groups stand by themselves.
        """
        total = math.prod(len(each) for each in choices) if choices else 0
        if total > LISTED:
            self.cut.append(f"{total:,} compatible sets; the first {LISTED} are listed")
        whole: set[frozenset[str]] = set()
        parted: dict[frozenset[str], None] = {}
        for k, combination in enumerate(
            itertools.islice(itertools.product(*choices), LISTED if choices else 0)
        ):
            mask = 0
            for each in combination:
                mask |= each.witness
            claims = tested.intersection(c for each in combination for c in each.claims)
            try:
                with within(self._until(COMMON, min(total, LISTED) - k)):
                    together = self.settled.together(mask, POLICY)
                why = "some sets fit group by group, and no witness was found for all"
            except SpentError:
                together = False
                why = "whether sets fit across groups: the work allowed was used up"
            if not together:
                self.cut.append(why)
                parted |= dict.fromkeys(tested & each.claims for each in combination)
            elif claims:
                whole.add(claims)
                yield self._set(claims, all(each.maximal for each in combination))
        for claims in parted:
            if claims and not any(claims <= other for other in whole):
                yield self._set(claims, maximal=False)

    def _set(self, claims: frozenset[str], maximal: bool) -> Compatible:
        order = list(self.claims)
        ids = tuple(sorted(claims, key=order.index))
        untested = tuple(pair for each in ids for pair in self._untested(each))
        return Compatible(ids, self.frame, maximal, untested, self._only_if(ids))

    def _untested(self, claim: str) -> list[tuple[str, str]]:
        """The parts of a claim that nothing here can test, by its first reading."""
        saying = self.claims[claim].saying
        choice = {
            v.id: next(x for x in v.values if x.kind == "ordinary")
            for v in self.reader.variables(saying)
        }
        parts = self.reader.parts(saying, choice)
        return list(dict.fromkeys((claim, p.name) for p in parts if untested([p])))

    def _only_if(self, claims: tuple[str, ...]) -> OnlyIf | None:
        """In which readings claims are possible together, as far as the search has shown it."""
        left: dict[int, tuple[int, ...]] = {}
        for group in self.groups:
            left |= group.words_left(claims)
        users = {
            self.opened.words[w].id: [
                p.claim for p in self.opened.parts if w in p.words and p.claim in claims
            ]
            for w in left
        }
        words = told_apart(tuple(self.opened.words[w] for w in left), users)
        told = tuple(
            WordValues(word.label, tuple(word.values[k].label for k in values))
            for word, values in zip(words, left.values(), strict=True)
            if 0 < len(values) < len(word.values)
        )
        count = math.prod(len(word.values) for word in words)
        return OnlyIf((told,), count, None, None) if told else None

    # --- conflicts and accounts in full -----------------------------------------------------------

    def _described(self, found: Sequence[Found]) -> Iterator[Conflict]:
        """Conflicts with their reasons, those that repeat each other in near-copies as one.

        The same words of the same claims are told once, though several facts of theirs clash.
        """
        family = families(self.opened, self.claims)
        groups: dict[tuple[Strength, tuple[int, ...]], list[Shown]] = {}
        told_already = set()
        for strength, each in sorted(found, key=lambda f: (f[0] == STRAINED, sorted(f[1].members))):
            words = frozenset(self.grounds.parts_of(each))
            if words in told_already:
                continue
            told_already.add(words)
            kin = (strength, tuple(sorted(family[k] for k in each.members)))
            groups.setdefault(kin, []).append(each)
        rows = [
            (strength, first, [self.grounds.claims_of(each) for each in more])
            for (strength, _), (first, *more) in (
                (kin, sorted(alike, key=self._told_first)) for kin, alike in groups.items()
            )
        ]
        # What takes more than its share is tried once more with what the others left.
        told = [self._numbered(*row, len(rows) - k) for k, row in enumerate(rows)]
        late = [k for k, conflict in enumerate(told) if conflict is None]
        for n, k in enumerate(late):
            told[k] = self._numbered(*rows[k], len(late) - n)
        for conflict, row in zip(told, rows, strict=True):
            yield conflict or self._without_numbers(*row)

    def _told_first(self, each: Shown) -> list[tuple[dt.date, str]]:
        """What conflicts in near-copies are sorted by: of the first that tell it one is told."""
        return sorted(self.versions.told[claim] for claim in self.grounds.claims_of(each))

    def _numbered(
        self, strength: Strength, each: Shown, also: Sequence[tuple[str, ...]], tasks: int
    ) -> Conflict | None:
        """A conflict with its numbers; ``None`` where they take more work than its share."""
        try:
            with within(self._until(1.0, tasks)):
                return self.grounds.conflict(strength, each, also)
        except SpentError:
            return None

    def _without_numbers(
        self, strength: Strength, each: Shown, also: Sequence[tuple[str, ...]]
    ) -> Conflict:
        self.cut.append("numbers of some conflicts were not worked out in the work allowed")
        return self.grounds.conflict(strength, each, also, numbers=False)

    def _corrected(self) -> Iterator[tuple[str, str, Found]]:
        """Statements and their corrections that cannot both be so."""
        pairs = [
            (group, one, other)
            for group in self.groups
            for one, other in itertools.combinations(group.claims, 2)
            if self.versions.corrects(one, other)
        ]
        for k, (group, one, other) in enumerate(pairs):
            found = group.clash(one, other, self._until(ACCOUNTS, 2 * (len(pairs) - k)))
            if found is not None:
                yield (*self.versions.in_order(one, other), found)

    def _corrections(self, found: Sequence[tuple[str, str, Found]]) -> Iterator[Accounts]:
        for k, (earlier, later, (strength, each)) in enumerate(found):
            conflict = self._numbered(strength, each, (), len(found) - k)
            conflict = conflict or self._without_numbers(strength, each, ())
            yield self._accounts("correction", earlier, later, conflict)

    def _of_one_speaker(
        self, found: Sequence[Found], told: Sequence[Conflict]
    ) -> Iterator[Accounts]:
        """Of every two claims of one speaker in conflict, the first that tells of them."""
        seen = set()
        for strength, each in sorted(found, key=lambda f: (f[0] == STRAINED, sorted(f[1].members))):
            claims = self.grounds.claims_of(each)
            if len(claims) != 2 or claims in seen or not self.versions.one_speaker(*claims):
                continue
            seen.add(claims)
            parts = self.grounds.parts_of(each)
            conflict = next((c for c in told if c.parts == parts), None)
            if conflict is None:  # told with another in near-copies
                conflict = self._numbered(strength, each, (), 1)
                conflict = conflict or self._without_numbers(strength, each, ())
            yield self._accounts("one speaker", *claims, conflict)

    def _accounts(
        self, kind: AccountsKind, earlier: str, later: str, conflict: Conflict
    ) -> Accounts:
        return Accounts(kind, self.claims[earlier].speaker, earlier, later, conflict)
