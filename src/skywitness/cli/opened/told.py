"""What a check tells of claims and of errors, as JSON for the page of ``skywitness open``."""

from __future__ import annotations

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Claim
from skywitness.claims.casefile.casepath import case_path
from skywitness.claims.casefile.loader import LARGEST
from skywitness.claims.casefile.rows import row_of
from skywitness.dossier.words import words
from skywitness.dossier.words.conditions import verdict_word
from skywitness.errors import SkywitnessError
from skywitness.reason.results import Finding
from skywitness.wholefiles import contents

#: Longest line of the case file that is shown with an error.
LONGEST_LINE = 300


def claim_told(claim: Claim, findings: tuple[Finding, ...]) -> Json:
    """A claim with one line for each verdict: its word, its margin, and in whose view."""
    lines: dict[tuple[str, str], list[str]] = {}
    for each in findings:
        v = each.verdict
        key = verdict_word(v), words.margin_words(v.lo, v.hi)
        lines.setdefault(key, []).append(each.frame.label)
    return {
        "id": claim.id,
        "says": claim.row.says,
        "lines": [
            {"verdict": word, "margin": margin, "views": views if len(lines) > 1 else []}
            for (word, margin), views in lines.items()
        ],
    }


def told(error: SkywitnessError, ref: str) -> Json:
    """An error as an object: its words, and its place as far as that is known."""
    name, lines = _lines(ref)
    row = error.row
    if row is None and error.file == name:
        row = error.row = row_of("\n".join(lines), error.key)
    line = lines[row - 1] if row is not None and error.file == name and row <= len(lines) else ""
    return {
        "message": error.message,
        "file": error.file,
        "row": row,
        "key": error.key,
        "column": error.column,
        "remedy": error.remedy,
        "line": line.strip()[:LONGEST_LINE],
        "words": str(error),
    }


def _lines(ref: str) -> tuple[str, list[str]]:
    """What messages call the case file, and its lines."""
    try:
        with case_path(ref) as found:
            text = contents(found.path, LARGEST).decode("utf-8-sig", errors="replace")
            return found.name, text.split("\n")
    except (OSError, SkywitnessError):
        return "", []
