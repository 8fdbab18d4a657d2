"""Outcomes kept in a file as they come, so that a long run can be stopped and gone on with."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from .run import Outcome


class Keep:
    """A file of outcomes, one JSON object a line, each with the commit that was judged."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def outcomes(self) -> dict[int, Outcome]:
        """Those kept so far, by seed; a last line that was cut off is taken away."""
        if not self.file.exists():
            return {}
        text = self.file.read_text("utf-8")
        whole = text[: text.rfind("\n") + 1]
        if whole != text:
            self.file.write_text(whole, "utf-8")
        found = {}
        for row in map(json.loads, whole.splitlines()):
            tallies = Counter({tuple(key): n for key, n in row["tallies"]})
            found[row["seed"]] = Outcome(
                row["seed"], row["faults"], tallies, row["text"], row["seconds"], row["commit"]
            )
        return found

    def add(self, outcome: Outcome) -> None:
        """Keep one more."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        row = {
            "seed": outcome.seed,
            "faults": outcome.faults,
            "tallies": [[list(key), n] for key, n in outcome.tallies.items()],
            "text": outcome.text,
            "seconds": round(outcome.seconds, 3),
            "commit": outcome.commit,
        }
        with self.file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")
