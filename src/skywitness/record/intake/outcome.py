"""What a run came to as the documented JSON object."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from skywitness.record.intake.loading import Outcome
from skywitness.record.store.manifest import totals


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """The object that ``skywitness read --json`` prints (``docs/reference/json.md``)."""
    kinds = ("read", "already", "passed_over", "failed")
    return {
        "store": str(outcome.store),
        "complete": outcome.complete,
        "loads": outcome.loads,
        "removed_leftovers": outcome.removed_leftovers,
        "totals": totals(outcome.read),
        "inputs": [
            {"status": kind.replace("_", " "), **asdict(entry)}
            for kind in kinds
            for entry in getattr(outcome, kind)
        ],
    }
