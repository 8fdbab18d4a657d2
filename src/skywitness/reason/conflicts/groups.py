"""One group of parts that have something in common: what is known of its sets, stage by stage.

Each stage goes on from what those before it found, and stops where the work allowed to it is used
up; what was found by then stands.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from skywitness.claims.meaning.outcomes import CONTRADICTED, STRAINED, Strength
from skywitness.claims.meaning.stretches import DOUBLED, POLICY
from skywitness.reason.conflicts.marco import Enumeration, Members, Sets, Shown, Status
from skywitness.reason.conflicts.oracle import Oracle
from skywitness.reason.conflicts.pairs import MOTION, cheap_sets, claim_pairs, dearness, named
from skywitness.reason.conflicts.settled import Settled
from skywitness.reason.conflicts.versions import Versions
from skywitness.reason.ties.openparts import OpenParts
from skywitness.reason.work import SpentError, within

#: Which strength a set that is EMPTY at a stretch has at least.
STRENGTHS: dict[float, Strength] = {DOUBLED: CONTRADICTED, POLICY: STRAINED}
ONE_LOOK = 0.6  # of a stage's work, for one set among those that grow
TRIED_SHARE = 0.1  # of a stage's work, for one look at as large a set as can be


@dataclass(frozen=True)
class ClaimSet:
    """Claims of one group that can be so together, by ``witness`` (settled parts as a mask)."""

    claims: frozenset[str]
    maximal: bool
    witness: int


class Group:
    """One component of the open parts."""

    def __init__(
        self,
        opened: OpenParts,
        settled: Settled,
        versions: Versions,
        component: Sequence[int],
        inferred: Collection[str] = (),
    ) -> None:
        """Nothing is known yet; ``inferred`` are claims that follow from others, it is said."""
        self.inferred = inferred
        self.opened, self.settled, self.versions = opened, settled, versions
        self.component = component
        self._at = {k: n for n, k in enumerate(component)}
        self.claims: dict[str, Members] = {}
        for k in component:
            claim = opened.parts[k].claim
            self.claims[claim] = self.claims.get(claim, frozenset()) | {k}
        apart = [
            (a, b)
            for a, b in itertools.combinations(component, 2)
            if versions.corrects(opened.parts[a].claim, opened.parts[b].claim)
        ]
        self.oracles = {s: Oracle(opened, settled, s) for s in STRENGTHS}
        self.searches = {s: self._enumeration(s, component, apart) for s in STRENGTHS}
        self.found: dict[float, Sets] = {}

    def _enumeration(
        self, stretch: float, among: Sequence[int], apart: Iterable[tuple[int, int]] = ()
    ) -> Enumeration:
        at = {k: n for n, k in enumerate(among)}
        oracle = self.oracles[stretch]

        def whole(members: Members) -> Members:
            return frozenset(among[n] for n in members)

        return Enumeration(
            len(among),
            lambda members: oracle.status(whole(members)),
            apart=[frozenset((at[a], at[b])) for a, b in apart],
            core=lambda members: frozenset(at[k] for k in oracle.core(whole(members))),
            shown=lambda members: oracle.shown(whole(members)),
        )

    # --- looking, stage by stage --------------------------------------------------------------

    def look_at_parts(self, work: float) -> None:
        """Look at each part, and at parts that speak of one thing two by two."""
        self._look(cheap_sets(self.opened, self.component), work)

    def look_at_claims(self, work: float) -> None:
        """Look at each claim against each, after one look at as large a set as can be.

        Where that is possible, so is every pair in it.
        """
        for search in self.searches.values():
            _as_far_as_it_goes(search.look_at_largest, TRIED_SHARE * work)
        self._look(
            claim_pairs(self.opened, list(self.claims.values())), (1 - 2 * TRIED_SHARE) * work
        )

    def grow(self, work: float) -> None:
        """Let a set grow from each claim, all by one claim a turn: small sets come first.

        Where motion ties many moments, sets that are large are dear, and most conflicts are small.
        """
        _as_far_as_it_goes(lambda: self._grow(ONE_LOOK * work), work)

    def _grow(self, one: float) -> None:
        names = {c: named(self.opened, mine) for c, mine in self.claims.items()}
        moving = {c: dearness(self.opened, mine) == MOTION for c, mine in self.claims.items()}
        rank = {c: (c in self.inferred, moving[c]) for c in self.claims}
        seeds = sorted(self.claims, key=lambda c: (c in self.inferred, not moving[c]))
        growing = [(frozenset((c,)), [o for o in self.claims if o != c]) for c in seeds]
        while growing:
            turn, growing = growing, []
            for claims, others in turn:
                if not others:
                    continue
                mine = [(names[c], moving[c]) for c in claims]
                nearest = min(others, key=lambda c: _farness(names[c], mine, rank[c]))
                others.remove(nearest)
                more = claims | {nearest}
                grown = self._tried(more, one) is Status.WITNESS
                growing.append((more if grown else claims, others))

    def _tried(self, claims: Iterable[str], work: float) -> Status | None:
        """The status of claims, UNKNOWN where finding it takes more work than that."""
        if not self.searches[POLICY].promising(self._own(self._members(claims))):
            return Status.UNKNOWN
        with within(work) as meter:
            try:
                return self._look_at(POLICY, self._members(claims))
            except SpentError as spent:
                if spent.meter is not meter:
                    raise
                return Status.UNKNOWN

    def _look_at(self, stretch: float, members: Members) -> Status | None:
        """The status of a set; what is EMPTY is looked at with doubled tolerances too."""
        own = self._own(members)
        self.oracles[stretch].quick = True
        try:
            found = self.searches[stretch].look(own)
        finally:
            self.oracles[stretch].quick = False
        if found is Status.EMPTY and stretch == POLICY:
            self.searches[DOUBLED].look(own)
        return found

    def _own(self, members: Members) -> Members:
        """Positions in the group."""
        return frozenset(self._at[k] for k in members)

    def _look(self, sets: Iterable[Members], work: float) -> None:
        def look() -> None:
            for members in sets:
                self._look_at(POLICY, members)

        _as_far_as_it_goes(look, work)

    def enumerate(self, stretch: float, work: float) -> None:
        """Go through all sets at a stretch, and keep what was found of them at any stage."""
        search = self.searches[stretch]
        with within(work):
            search.run()
            sets = search.sets()

        def whole(each: Shown) -> Shown:
            return Shown(frozenset(self.component[n] for n in each.members), each.shown)

        self.found[stretch] = Sets(
            tuple(map(whole, sets.conflicts)), tuple(map(whole, sets.compatible)), sets.cut
        )

    # --- what was found -----------------------------------------------------------------------

    def conflicts(self, work: float) -> list[tuple[Strength, Shown]]:
        """Every conflict with its strength."""
        double, policy = self.found[DOUBLED], self.found[POLICY]
        out: list[tuple[Strength, Shown]] = [(CONTRADICTED, each) for each in double.conflicts]
        known = [each.members for each in double.conflicts]
        with within(work):
            for each in policy.conflicts:
                if any(k <= each.members for k in known):
                    continue
                # Where the first enumeration was cut, it may have missed this one.
                missed = double.cut and self._status(DOUBLED, each.members) is Status.EMPTY
                out.append((CONTRADICTED if missed else STRAINED, each))
        return out

    def words_left(self, claims: Collection[str]) -> dict[int, tuple[int, ...]]:
        """The open words of claims with the positions of their values that are not excluded."""
        mine = [c for c in claims if c in self.claims]
        return self.oracles[POLICY].values_left(self._members(mine)) if mine else {}

    def clash(self, one: str, other: str, work: float) -> tuple[Strength, Shown] | None:
        """The fewest parts of two claims, of each at least one, that cannot all be so."""
        among = sorted(self.claims[one] | self.claims[other])
        for stretch, strength in STRENGTHS.items():
            search = self._enumeration(stretch, among)
            with within(work):
                search.run()
                sets = search.sets()
            found = [Shown(frozenset(among[n] for n in s.members), s.shown) for s in sets.conflicts]
            both = [
                s for s in found if s.members & self.claims[one] and s.members & self.claims[other]
            ]
            if both:
                return strength, min(both, key=lambda s: (len(s.members), sorted(s.members)))
        return None

    def claim_sets(self, work: float) -> list[ClaimSet]:
        """Maximal claims that can be so together, as far as the work allowed goes."""
        out: dict[frozenset[str], ClaimSet] = {}
        self.oracles[POLICY].quick = True
        _as_far_as_it_goes(lambda: self._claim_sets(out), work)
        self.oracles[POLICY].quick = False
        largest = [s for s in out.values() if not any(s.claims < o for o in out)]
        return largest or [ClaimSet(frozenset(), False, 0)]

    def _claim_sets(self, out: dict[frozenset[str], ClaimSet]) -> None:
        sets, oracle = self.found[POLICY], self.oracles[POLICY]
        inside = {
            frozenset(c for c, mine in self.claims.items() if mine <= each.members)
            for each in sets.compatible
        }
        if sets.cut:
            inside |= {
                frozenset(c for c, mine in self.claims.items() if self._own(mine) <= each)
                for each in self.searches[POLICY].witnessed()
            }
        starts = {c for c in inside if not any(c < o for o in inside)}
        if self.settled.given_up or not starts:
            starts |= {frozenset((claim,)) for claim in self.claims}
        order = sorted(starts, key=lambda c: (-len(c), sorted(c)))
        for (
            claims
        ) in order:  # what is known costs little: first all of that, then what may be added
            if (first := oracle.witness(self._members(claims))) is not None:
                out[claims] = ClaimSet(claims, False, first)
        for claims in order:
            if any(claims < known for known in out):
                continue
            grown, maximal = self._grown(claims)
            witness = oracle.witness(self._members(grown))
            if witness is not None:
                out[grown] = ClaimSet(grown, maximal, witness)

    def _grown(self, claims: frozenset[str]) -> tuple[frozenset[str], bool]:
        """Claims with all others that can be added one by one, and whether that is shown."""
        shown = True
        for claim in self.claims:
            if claim in claims or any(self.versions.corrects(claim, c) for c in claims):
                continue
            found = self._status(POLICY, self._members(claims | {claim}))
            if found is Status.WITNESS:  # only where the enumeration was cut
                claims |= {claim}
            shown &= found is not Status.UNKNOWN
        return claims, shown

    def _members(self, claims: Iterable[str]) -> Members:
        return frozenset(k for claim in claims for k in self.claims[claim])

    def _status(self, stretch: float, members: Members) -> Status:
        """The status of a set; UNKNOWN once the work allowed is used up."""
        try:
            return self.oracles[stretch].status(members)
        except SpentError:
            return Status.UNKNOWN

    def cut(self) -> list[str]:
        """What may be missing, and why."""
        claims = ", ".join(self.claims)
        out = [f"among {claims}: {sets.cut}" for sets in self.found.values() if sets.cut]
        if any(oracle.given_up for oracle in self.oracles.values()):
            out.append(f"among {claims}: too many joint readings to try them all")
        return out


def _farness(
    names: frozenset[str], others: Sequence[tuple[frozenset[str], bool]], rank: tuple[bool, bool]
) -> tuple[bool | int, ...]:
    """How far what a claim names is from what others do: what names nothing new is near.

    What does not move and names no more than another such claim says much the same, and is later.
    """
    inferred, moving = rank
    near = frozenset[str]().union(*(each for each, _ in others))
    new = names - near
    more = not moving and any(names <= each for each, moves in others if not moves)
    return not names & near, inferred, more, bool(new), moving, -len(names & near), len(new)


def _as_far_as_it_goes(do: Callable[[], object], work: float) -> None:
    """Do something until the work allowed is used up; what was found by then is kept."""
    with within(work):
        try:
            do()
        except SpentError:
            return
