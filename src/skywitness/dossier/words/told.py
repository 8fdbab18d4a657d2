"""Conflicts in the order and the groups a reader needs: those that frames share are told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.outcomes import Strength
from skywitness.dossier.words.conflictwords import (
    also_words,
    compatible_words,
    conflict_because,
    conflict_hint,
    cut_words,
)
from skywitness.reason.conflicts.conflictresults import ConflictPart, Conflicts


@dataclass(frozen=True)
class Told:
    """A conflict in words, with the labels and ids of the frames it stands in."""

    frames: tuple[str, ...]
    frame_ids: tuple[str, ...]
    everywhere: bool
    parts: tuple[ConflictPart, ...]
    claims: tuple[str, ...]
    strength: Strength
    because: str
    hint: str | None
    also: str


@dataclass(frozen=True)
class Remaining:
    """What can be so together, in words, and what was not searched; with its frames."""

    frames: tuple[str, ...]
    frame_ids: tuple[str, ...]
    everywhere: bool
    compatible: str
    cut: str


def told(found: Sequence[Conflicts]) -> tuple[Told, ...]:
    """Every conflict, one for all frames that say the same."""
    groups: dict[tuple[object, ...], list[Frame]] = {}
    for each in found:
        for c in each.conflicts:
            said = (
                c.parts,
                c.claims,
                c.strength,
                conflict_because(c),
                conflict_hint(c),
                also_words(c),
            )
            groups.setdefault(said, []).append(each.frame)
    return tuple(
        Told(*_frames(frames, found), *said)  # type: ignore[arg-type]
        for said, frames in groups.items()
    )


def remaining(found: Sequence[Conflicts]) -> tuple[Remaining, ...]:
    """What can be so together where there are conflicts, one for all frames that say the same."""
    groups: dict[tuple[str, str], list[Frame]] = {}
    for each in found:
        if each.conflicts or each.cut:
            said = (compatible_words(each) if each.conflicts else "", cut_words(each))
            groups.setdefault(said, []).append(each.frame)
    return tuple(Remaining(*_frames(frames, found), *said) for said, frames in groups.items())


def _frames(
    frames: Sequence[Frame], found: Sequence[Conflicts]
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    return (
        tuple(f.label for f in frames),
        tuple(f.id for f in frames),
        len(frames) == len(found),
    )
