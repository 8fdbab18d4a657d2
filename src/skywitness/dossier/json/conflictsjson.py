"""A conflict in one frame as a JSON object, and the page's entries for conflicts."""

from __future__ import annotations

from collections.abc import Sequence

from skywitness.aliases import Json
from skywitness.dossier.json.accountsjson import accounts_entries
from skywitness.dossier.json.conflictpictures import pictures_json
from skywitness.dossier.json.numbersjson import bracket_json
from skywitness.dossier.words.conditions import only_if_json
from skywitness.dossier.words.conflictgroups import ConflictGroup, remaining
from skywitness.dossier.words.conflictwords import (
    NOT_SHOWN,
    conflict_because,
    conflict_hint,
    parts_words,
)
from skywitness.reason.conflicts.conflictresults import Compatible, Conflict, Conflicts
from skywitness.reason.results import CheckResult


def conflicts_json(frames: Sequence[Conflicts] | None) -> Json:
    """Conflicts and compatible sets of every frame; all ``None`` where none were sought."""
    if frames is None:
        return {"conflicts": None, "compatible": None, "conflicts_cut": None}
    return {
        "conflicts": [_conflict(c) for each in frames for c in each.conflicts],
        "compatible": [_compatible(c) for each in frames for c in each.compatible],
        "conflicts_cut": [
            {"frame": each.frame.id, "why": why} for each in frames for why in each.cut
        ],
    }


def conflict_entries(result: CheckResult, groups: Sequence[ConflictGroup]) -> Json | None:
    """What the page says of conflicts otherwise: one entry for all frames that say the same.

    The conflict that an entry shows is the one at ``conflict`` among those of every frame.
    ``None`` where none were sought.
    """
    if result.conflicts is None:
        return None
    return {
        "entries": [_entry(k, group) for k, group in enumerate(groups, 1)],
        "accounts": accounts_entries(result.conflicts),
        "without": _without(result, groups),
        "remaining": [
            {
                "frames": list(r.frame_ids),
                "everywhere": r.everywhere,
                "compatible": r.compatible,
                "cut": r.cut,
            }
            for r in remaining(result.conflicts)
        ],
    }


def _entry(k: int, group: ConflictGroup) -> Json:
    return {
        "id": f"{k}",
        "conflict": group.number,
        "frames": list(group.frame_ids),
        "everywhere": group.everywhere,
        "parts": [{"claim": p.claim, "words": p.words} for p in group.first.told],
        "also": group.also,
        "pictures": pictures_json(group.first),
    }


def _conflict(c: Conflict) -> Json:
    return {
        "parts": parts_words(c),
        "claims": list(c.claims),
        "frame": c.frame.id,
        "strength": c.strength,
        "minimal": c.minimal or NOT_SHOWN,
        "margin": bracket_json(c.lo, c.hi),
        "because": conflict_because(c),
        "hint": conflict_hint(c),
        "reading": None if c.best is None else c.best.reading.name,
        "directions": [
            {
                "claim": d.claim,
                "part": d.words,
                "place": d.place.name,
                "stretch": d.stretch,
                "arcs": [[round(lo, 1), round(hi, 1)] for lo, hi in d.arcs],
                "as_printed": [[round(lo, 1), round(hi, 1)] for lo, hi in d.printed],
            }
            for d in c.directions
        ],
        "also": [list(claims) for claims in c.also],
    }


def _compatible(c: Compatible) -> Json:
    return {
        "claims": list(c.claims),
        "frame": c.frame.id,
        "maximal": c.maximal or NOT_SHOWN,
        "not_tested": [{"claim": claim, "part": words} for claim, words in c.untested],
        "only_if": only_if_json(c.only_if),
    }


def _without(result: CheckResult, groups: Sequence[ConflictGroup]) -> list[Json]:
    """For each statement in a conflict: which conflicts it being left out resolves."""
    numbered = [(str(k), group.first) for k, group in enumerate(groups, 1)]
    ids = dict.fromkeys(claim for _, c in numbered for claim in c.claims)
    out = []
    for claim in (c.claim.id for c in result.claims if c.claim.id in ids):
        resolves = [k for k, c in numbered if claim in c.claims and c.minimal]
        unsure = [k for k, c in numbered if claim in c.claims and not c.minimal]
        rest = [k for k, c in numbered if claim not in c.claims]
        text = f"Without {claim}: {_resolved(resolves, unsure)}; {_left(rest)}."
        out.append({"claim": claim, "resolves": resolves, "unsure": unsure, "leaves": rest,
                    "words": text})  # fmt: skip
    return out


def _resolved(resolves: Sequence[str], unsure: Sequence[str]) -> str:
    said = []
    if resolves:
        said.append(f"{_named(resolves)} {'is' if len(resolves) == 1 else 'are'} resolved")
    if unsure:
        said.append(f"whether {_named(unsure)} {'is' if len(unsure) == 1 else 'are'} was not shown")
    return ", ".join(said) or "nothing is resolved"


def _left(rest: Sequence[str]) -> str:
    return f"{_named(rest)} remain{'s' if len(rest) == 1 else ''}" if rest else "none remains"


def _named(numbers: Sequence[str]) -> str:
    return f"conflict{'' if len(numbers) == 1 else 's'} {', '.join(numbers)}"
