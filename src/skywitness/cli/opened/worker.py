"""One check in a process of its own, which can be ended when the case is saved again.

Run as ``python -P -m skywitness.cli.opened.worker SECONDS CASE FOLDER``: the dossier goes into the
folder, and one JSON object to standard output: ``{"error": null}``, or the error with its place and
remedy.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from skywitness import api
from skywitness.aliases import Json
from skywitness.claims.casefile.casepath import case_path
from skywitness.claims.casefile.loader import LARGEST
from skywitness.claims.casefile.rows import row_of
from skywitness.errors import SkywitnessError
from skywitness.wholefiles import contents

#: Longest line of the case file that is shown with an error.
LONGEST_LINE = 300


def main(conflicts_s: str, ref: str, folder: str) -> None:
    """Check a case with so many seconds for conflicts, write its page, say how that went."""
    error = None
    try:
        found = api.check(ref, conflicts_s=0)
        with api.begin_drawing(found) as drawing:
            if float(conflicts_s) > 0:
                found = api.seek_conflicts(found, float(conflicts_s))
            api.write_page(found, Path(folder), exports=False, drawing=drawing)
    except SkywitnessError as caught:
        error = told(caught, ref)
    print(json.dumps({"error": error}))


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


if __name__ == "__main__":
    main(*sys.argv[1:])
