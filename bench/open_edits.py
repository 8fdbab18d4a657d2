"""Times `skywitness open` after an edit: a worker that has checked before, beside a fresh one.

Usage: python bench/open_edits.py [CASE]     (the Black Sea case by default)

For each edit the same text is checked by both, one after the other; seconds are from asking to the
verdicts of the edited claim and to the whole page. Saving adds 0.25 s, for editors to come to rest.
"""

from __future__ import annotations

import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from skywitness.cli.opened.warm import Warm

NAME = "mq9-black-sea-2023"
SHIPPED = Path(__file__).resolve().parents[1] / "src" / "skywitness" / "data" / "cases"
NUMBER = re.compile(r"\d[\d,]*(?!\d|:)")


def edited(text: str, claim: str) -> str | None:
    """The case with the first number of a claim's sentence a tenth larger, if it has one."""
    found = re.search(rf'^id = "{re.escape(claim)}"\nsays = "([^"]*)"', text, re.MULTILINE)
    number = found and NUMBER.search(found[1])
    if not found or not number or re.search(r"\d:\d|not testable", found[1]):
        return None
    start = found.start(1)
    more = str(round(int(number[0].replace(",", "")) * 1.1))
    return text[: start + number.start()] + more + text[start + number.end() :]


def timed(worker: Warm, claim: str, folder: Path) -> tuple[float, float, float]:
    """Seconds to the first verdict, to those of a claim, and to the page."""
    seen: dict[str, float] = {}
    began = time.perf_counter()
    said = worker.check(
        folder, lambda c: seen.setdefault(c["id"], time.perf_counter() - began), 0.05, lambda: False
    )
    assert said is not None
    assert said["error"] is None, said["error"]
    return min(seen.values()), seen[claim], time.perf_counter() - began


def main() -> None:
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED / NAME
    folder = Path(tempfile.mkdtemp()) / "case"
    shutil.copytree(source, folder)
    file = folder / "case.toml"
    text = file.read_text("utf-8")
    claims = re.findall(r'^\[\[claims\]\]\nid = "([^"]+)"', text, re.MULTILINE)
    warm = Warm(str(folder), 20.0)
    first, _, page = timed(warm, claims[0], folder / "out")
    print(f"cold start: first verdict after {first:.2f} s, page after {page:.2f} s")
    rows = []
    for claim in claims:
        other = edited(text, claim)
        if other is None:
            continue
        file.write_text(other, "utf-8")
        fresh = Warm(str(folder), 20.0)
        before, after = timed(fresh, claim, folder / "out"), timed(warm, claim, folder / "out")
        fresh.end()
        rows.append((*before[1:], *after[1:]))
        print(f"{claim:10} verdict {before[1]:6.2f} s -> {after[1]:5.2f} s   "
              f"page {before[2]:6.2f} s -> {after[2]:5.2f} s", flush=True)  # fmt: skip
        text = other
    warm.end()
    v0, p0, v1, p1 = (statistics.median(column) for column in zip(*rows, strict=True))
    print(f"median     verdict {v0:6.2f} s -> {v1:5.2f} s ({v0 / v1:.1f} x)   "
          f"page {p0:6.2f} s -> {p1:5.2f} s ({p0 / p1:.1f} x)")  # fmt: skip


if __name__ == "__main__":
    main()
