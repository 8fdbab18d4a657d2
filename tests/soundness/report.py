"""The tables of docs/reference/soundness.md, written between two markers in that file."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
VERDICTS = ("contradicted", "strained", "undecided", "consistent", "supported", "no answer")

Tallies = Counter[tuple[str, ...]]


def write_table(path: str, worlds: Tallies, lies: Tallies, args: argparse.Namespace) -> None:
    """Replace what stands between the markers of a Markdown file by fresh tables."""
    file = Path(path)
    text = file.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    _, tail = rest.split(END)
    command = (
        f"python -m tests.soundness --worlds {args.worlds} --lies {args.lies} "
        f"--seed {args.seed} --table {path}"
    )
    body = ["", "", f"Measured with `{command}`.", ""]
    if args.worlds:
        body += [f"**{args.worlds:,} true worlds**: what was said of true claims.", ""]
        body += [*_worlds(worlds), ""]
    if args.lies:
        body += [f"**{args.lies:,} lies**: what was said of them, by kind and size.", ""]
        body += _lies(lies)
    file.write_text(f"{head}{BEGIN}" + "\n".join(body) + f"\n\n{END}{tail}", encoding="utf-8")


def _worlds(tallies: Tallies) -> Iterable[str]:
    kinds = {
        "claim": "one claim, {}",
        "together": "{} claims together",
    }
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for (what, kind, verdict), n in tallies.items():
        if what in kinds:
            rows[kinds[what].format(kind)][verdict] += n
    verdicts = ("supported", "consistent", "undecided", "strained", "contradicted")
    yield "| | verdicts | " + " | ".join(verdicts) + " |"
    yield "|---|" + "---:|" * (len(verdicts) + 1)
    for row, found in sorted(rows.items()):
        cells = [f"{found[v]:,}" for v in verdicts]
        yield f"| {row} | {sum(found.values()):,} | " + " | ".join(cells) + " |"


def _lies(tallies: Tallies) -> Iterable[str]:
    rows: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (kind, size, verdict), n in tallies.items():
        rows[kind, size][verdict] += n
    yield "| lie | size | planted | " + " | ".join(VERDICTS) + " | caught |"
    yield "|---|---|" + "---:|" * (len(VERDICTS) + 2)
    for (kind, size), found in sorted(
        rows.items(), key=lambda row: (row[0][0], _lowest(row[0][1]))
    ):
        planted = sum(found.values())
        caught = found["contradicted"] + found["strained"]
        cells = [f"{found[v]:,}" for v in VERDICTS]
        share = f"{100 * caught / planted:.1f} %"
        yield f"| {kind} | {size} | {planted:,} | " + " | ".join(cells) + f" | {share} |"


def _lowest(size: str) -> float:
    return float(size.split(maxsplit=1)[0])
