"""The ``conflicts`` and ``compatible`` keys of ``check --json`` (docs/reference/json.md)."""

from __future__ import annotations

from collections.abc import Sequence

from skywitness.aliases import Json
from skywitness.dossier.words.conflictwords import (
    conflict_because,
    conflict_hint,
    parts_words,
)
from skywitness.dossier.words.words import outward
from skywitness.reason.conflicts.conflictresults import Compatible, Conflict, Conflicts

NOT_SHOWN = "not shown"


def conflicts_json(found: Sequence[Conflicts] | None) -> Json:
    """Conflicts and compatible sets of every frame; all ``null`` where none were sought."""
    if found is None:
        return {"conflicts": None, "compatible": None, "conflicts_cut": None}
    return {
        "conflicts": [_conflict(c) for each in found for c in each.conflicts],
        "compatible": [_compatible(c) for each in found for c in each.compatible],
        "conflicts_cut": [
            {"frame": each.frame.id, "why": why} for each in found for why in each.cut
        ],
    }


def _conflict(c: Conflict) -> Json:
    lo, hi = outward(c.lo, c.hi)
    return {
        "parts": parts_words(c),
        "claims": list(c.claims),
        "frame": c.frame.id,
        "strength": c.strength,
        "minimal": c.minimal or NOT_SHOWN,
        "margin": {"lo": lo, "hi": hi},
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
    return {"claims": list(c.claims), "frame": c.frame.id, "maximal": c.maximal or NOT_SHOWN}
