"""Which claims are versions of one statement, and which have one speaker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from skywitness.claims.casefile.case import Case, Claim


@dataclass(frozen=True)
class Versions:
    """``first`` gives for each claim the first of the chain of corrections that it belongs to.

    ``depth`` says how many it corrects, one after the other.
    """

    first: Mapping[str, str]
    depth: Mapping[str, int]
    speakers: Mapping[str, str]

    def corrects(self, one: str, other: str) -> bool:
        """Whether one of two claims corrects the other, directly or over others."""
        return one != other and self.first[one] == self.first[other]

    def in_order(self, one: str, other: str) -> tuple[str, str]:
        """Two versions of one statement, the earlier first."""
        return (one, other) if self.depth[one] <= self.depth[other] else (other, one)

    def one_speaker(self, one: str, other: str) -> bool:
        """Whether two claims are put down to one first speaker, by the same name."""
        return one != other and self.speakers[one] == self.speakers[other]


def versions_of(case: Case) -> Versions:
    """The versions and speakers of a case's claims."""
    older = {claim.id: claim.row.supersedes for claim in case.claims}
    first, depth = {}, {}
    for claim in older:
        found, steps = claim, 0
        while (before := older[found]) is not None:
            found, steps = before, steps + 1
        first[claim], depth[claim] = found, steps
    return Versions(first, depth, {claim.id: _folded(claim) for claim in case.claims})


def _folded(claim: Claim) -> str:
    return " ".join(claim.speaker.casefold().split())
