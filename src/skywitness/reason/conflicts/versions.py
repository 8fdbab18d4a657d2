"""Which claims are versions of one statement, and which have one speaker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from skywitness.claims.casefile.case import Case, Claim


@dataclass(frozen=True)
class Versions:
    """``first`` gives for each claim the first of the chain of corrections that it belongs to.

    ``depth`` says how many it corrects, one after the other. ``told`` is what claims are sorted by
    where the one that was told first stands for others: the day it was said, else that of its
    source, and its id where these are alike or not known. So the order of the case decides nothing.
    """

    first: Mapping[str, str]
    depth: Mapping[str, int]
    speakers: Mapping[str, str]
    told: Mapping[str, tuple[dt.date, str]]

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
    return Versions(
        first,
        depth,
        {claim.id: _folded(claim) for claim in case.claims},
        {claim.id: (_day(claim, case) or dt.date.max, claim.id) for claim in case.claims},
    )


def _day(claim: Claim, case: Case) -> dt.date | None:
    """The day on which a claim was said, else that of its source; ``None`` where none is told."""
    of_document = {document.id: document.source for document in case.documents}
    source = claim.row.source or of_document.get(claim.row.document or "")
    printed = next((each.date for each in case.sources if each.id == source), None)
    return claim.saying.said or printed


def _folded(claim: Claim) -> str:
    return " ".join(claim.speaker.casefold().split())
