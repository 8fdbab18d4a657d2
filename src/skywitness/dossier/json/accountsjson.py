"""Two accounts of one speaker in one frame as a JSON object, and the page's entries for them."""

from __future__ import annotations

from collections.abc import Sequence

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case
from skywitness.dossier.json.numbersjson import bracket_json
from skywitness.dossier.words.accountwords import (
    accounts_because,
    accounts_groups,
    accounts_title,
    their_words,
)
from skywitness.dossier.words.conflictwords import NOT_SHOWN, parts_words
from skywitness.reason.conflicts.conflictresults import Accounts, Conflicts


def accounts_json(frames: Sequence[Conflicts] | None, case: Case) -> list[Json] | None:
    """The double accounts of every frame; ``None`` where no conflicts were sought."""
    if frames is None:
        return None
    return [_accounts(each.frame.id, a, case) for each in frames for a in each.accounts]


def accounts_entries(frames: Sequence[Conflicts]) -> list[Json]:
    """What the page says of them otherwise: one entry for all frames that say the same.

    The accounts that an entry shows are those at ``accounts`` among those of every frame.
    """
    return [
        {
            "id": f"{k}",
            "accounts": group.number,
            "frames": list(group.frame_ids),
            "everywhere": group.everywhere,
            "parts": [{"claim": p.claim, "words": p.words} for p in group.first.conflict.told],
        }
        for k, group in enumerate(accounts_groups(frames), 1)
    ]


def _accounts(frame: str, a: Accounts, case: Case) -> Json:
    conflict = a.conflict
    return {
        "kind": a.kind,
        "speaker": a.speaker,
        "earlier": a.earlier,
        "later": a.later,
        "words": their_words(a, case),
        "frame": frame,
        "strength": conflict.strength,
        "minimal": conflict.minimal or NOT_SHOWN,
        "parts": parts_words(conflict),
        "margin": bracket_json(conflict.lo, conflict.hi),
        "title": accounts_title(a),
        "because": accounts_because(a),
        "reading": None if conflict.best is None else conflict.best.reading.name,
    }
