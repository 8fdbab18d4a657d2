"""Two accounts reported of one speaker, in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from skywitness.claims.casefile.case import Case, Claim
from skywitness.dossier.words.conflictwords import conflict_because
from skywitness.reason.conflicts.conflictresults import Accounts, Conflicts


@dataclass(frozen=True)
class AccountsGroup:
    """Two accounts that several frames may share; ``number`` as in a group of conflicts."""

    first: Accounts
    number: int
    frame_ids: tuple[str, ...]
    everywhere: bool


def accounts_title(accounts: Accounts) -> str:
    """What the two are to each other: "R3 corrects R1: the two do not fit together"."""
    earlier, later = accounts.earlier, accounts.later
    match accounts.kind:
        case "correction":
            return f"{later} corrects {earlier}: the two do not fit together"
        case "one speaker":
            return (
                f"Two accounts are reported of {accounts.speaker}: "
                f"{earlier} and {later} do not fit together"
            )
        case _:
            assert_never(accounts.kind)


def accounts_because(accounts: Accounts) -> str:
    """Which of their parts do not fit together, and why."""
    parts = ", ".join(f"{p.claim} “{p.words}”" for p in accounts.conflict.told)
    return f"{parts}: {conflict_because(accounts.conflict)}"


def words_of(claim: Claim) -> str:
    """What a claim says in its speaker's words, or in the case's where it quotes none."""
    return claim.row.quote or claim.row.says


def their_words(accounts: Accounts, case: Case) -> list[str]:
    """Both in their words, the earlier first."""
    return [words_of(case.claim(each)) for each in (accounts.earlier, accounts.later)]


def accounts_groups(frames: Sequence[Conflicts]) -> tuple[AccountsGroup, ...]:
    """All double accounts, those that frames share once."""
    groups: dict[tuple[object, ...], list[tuple[int, str, Accounts]]] = {}
    every = [(each.frame.id, accounts) for each in frames for accounts in each.accounts]
    for number, (frame, a) in enumerate(every):
        same = (a.kind, a.earlier, a.later, a.conflict.strength, accounts_because(a))
        groups.setdefault(same, []).append((number, frame, a))
    return tuple(
        AccountsGroup(
            first=same[0][2],
            number=same[0][0],
            frame_ids=tuple(frame for _, frame, _ in same),
            everywhere=len(same) == len(frames),
        )
        for same in groups.values()
    )
