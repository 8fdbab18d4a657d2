"""Conflicts in the order and the groups a reader needs: those that frames share stand once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skywitness.claims.meaning.frames import Frame
from skywitness.dossier.words.conflictwords import (
    also_words,
    compatible_words,
    conflict_because,
    conflict_hint,
    cut_words,
)
from skywitness.reason.conflicts.conflictresults import Conflict, Conflicts


@dataclass(frozen=True)
class ConflictGroup:
    """A conflict that several frames may share, in words.

    ``number`` is the place of ``first`` among all conflicts, frame by frame.
    """

    first: Conflict
    number: int
    frame_ids: tuple[str, ...]
    everywhere: bool
    because: str
    hint: str | None
    also: str


@dataclass(frozen=True)
class Remaining:
    """What can be so together, in words, and what was not searched; with its frames."""

    frame_ids: tuple[str, ...]
    everywhere: bool
    compatible: str
    cut: str


def conflict_groups(frames: Sequence[Conflicts]) -> tuple[ConflictGroup, ...]:
    """Every conflict, one for all frames that say the same."""
    groups: dict[tuple[object, ...], list[tuple[int, Conflict]]] = {}
    conflicts = [conflict for each in frames for conflict in each.conflicts]
    for number, c in enumerate(conflicts):
        words = (conflict_because(c), conflict_hint(c), also_words(c))
        groups.setdefault((c.parts, c.claims, c.strength, *words), []).append((number, c))
    return tuple(
        ConflictGroup(
            first=same[0][1],
            number=same[0][0],
            frame_ids=tuple(c.frame.id for _, c in same),
            everywhere=len(same) == len(frames),
            because=conflict_because(same[0][1]),
            hint=conflict_hint(same[0][1]),
            also=also_words(same[0][1]),
        )
        for same in groups.values()
    )


def remaining(frames: Sequence[Conflicts]) -> tuple[Remaining, ...]:
    """What can be so together where there are conflicts or not all was searched.

    One for all frames that say the same.
    """
    groups: dict[tuple[str, str], list[Frame]] = {}
    for each in frames:
        if each.conflicts or each.cut:
            words = (compatible_words(each), cut_words(each))
            groups.setdefault(words, []).append(each.frame)
    return tuple(
        Remaining(tuple(f.id for f in same), len(same) == len(frames), *words)
        for words, same in groups.items()
    )
