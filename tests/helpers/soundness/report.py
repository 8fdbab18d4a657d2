"""The tables of docs/reference/soundness.md, written between two markers in that file."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from .blocks import read_logs

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
JOURNEYS_BEGIN = "<!-- measured journeys: begin -->"
JOURNEYS_END = "<!-- measured journeys: end -->"
VERDICTS = ("contradicted", "strained", "undecided", "consistent", "supported", "no answer")

BLOCKS_BEGIN, BLOCKS_END = "<!-- blocks: begin -->", "<!-- blocks: end -->"
JOURNEY_BLOCKS_BEGIN = "<!-- blocks of journeys: begin -->"
JOURNEY_BLOCKS_END = "<!-- blocks of journeys: end -->"
#: From so many tolerances on a number must be contradicted in its best reading,
FAR = 3.0
#: in at least this share.
LEAST_FAR = 0.9

Tallies = Counter[tuple[str, ...]]


def write_table(path: str, worlds: Tallies, lies: Tallies, args: argparse.Namespace) -> None:
    """Replace what stands between the markers of a Markdown file by fresh tables."""
    command = (
        f"python -m tests.helpers.soundness --worlds {args.worlds} --lies {args.lies} "
        f"--seed {args.seed} --table {path}"
    )
    body = ["", "", f"Measured with `{command}`.", ""]
    if args.worlds:
        body += [f"**{args.worlds:,} true worlds**: what was said of true claims.", ""]
        body += [*_worlds(worlds), ""]
    if args.lies:
        body += [f"**{args.lies:,} lies**: what was said of them, by kind and size.", ""]
        body += _lies(lies)
    _replace(path, BEGIN, END, body)


def write_journeys(path: str, journeys: Tallies, lies: Tallies, args: argparse.Namespace) -> None:
    """The same for the table of journeys."""
    command = (
        f"python -m tests.helpers.soundness --worlds 0 --journeys {args.journeys} "
        f"--journey-lies {args.journey_lies} --seed {args.seed} --limit {args.limit:g} "
        f"--table {path}"
    )
    body = ["", "", f"Measured with `{command}`.", ""]
    if args.journeys:
        body += [f"**{args.journeys:,} true journeys**: what was said of true claims.", ""]
        body += [*_worlds(journeys), ""]
        body += [*_sought(journeys), ""]
    if args.journey_lies:
        body += [f"**{args.journey_lies:,} lies about journeys**, by kind and size.", ""]
        body += _lies(lies)
    _replace(path, JOURNEYS_BEGIN, JOURNEYS_END, body)


def _sought(tallies: Tallies) -> Iterable[str]:
    """What became of the search for conflicts, of inferences and of questions."""
    sought: Counter[str] = Counter()
    inferred: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for (what, kind, word), n in tallies.items():
        if what == "all claims compatible":
            sought[word] += n
        elif what == "inference":
            inferred[kind] += n
        elif what == "ask":
            asked[word] += n
    listed = tallies["conflict listed", "", ""]
    views = f"{sum(sought.values()):,} points of view"
    yield f"- Conflicts sought in {views}, {listed:,} listed. All the"
    yield f"  true claims of a journey: {_counted(sought)}."
    yield f"- Inferences: {_counted(inferred)}. Answers to questions: {_counted(asked)}."
    yield f"- No answer within the limit: {tallies['journey', '', 'no answer']:,} journeys."


def _counted(words: Counter[str]) -> str:
    return ", ".join(f"{n:,} {word}" for word, n in sorted(words.items())) or "none"


def write_blocks(path: str) -> None:
    """Replace the tables of true worlds and journeys by what all logs tell together."""
    for what, begin, end in (
        ("worlds", BLOCKS_BEGIN, BLOCKS_END),
        ("journeys", JOURNEY_BLOCKS_BEGIN, JOURNEY_BLOCKS_END),
    ):
        count, total = read_logs(what)
        body = ["", "", f"**{count:,} true {what}** of the committed logs: what was said of true"]
        body[-1:] = [f"{body[-1]} claims.", "", *_worlds(total), "", *_sought(total)]
        _replace(path, begin, end, body)


def _replace(path: str, begin: str, end: str, body: list[str]) -> None:
    file = Path(path)
    text = file.read_text(encoding="utf-8")
    head, rest = text.split(begin)
    _, tail = rest.split(end)
    file.write_text(f"{head}{begin}" + "\n".join(body) + f"\n\n{end}{tail}", encoding="utf-8")


def _worlds(tallies: Tallies) -> Iterable[str]:
    kinds = {
        "claim": "one claim, {}",
        "together": "{} claims together",
        "wide claim": "in all words: one claim, {}",
        "wide together": "in all words: {} claims together",
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
    planted, certain = far_off(tallies)
    share = f"{100 * certain / planted:.1f} %" if planted else "none planted"
    yield ""
    yield f"Of {planted:,} numbers three tolerances off or more {certain:,} are contradicted in"
    yield f"their best reading: {share} (at least {100 * LEAST_FAR:.0f} % must be)."


def far_off(tallies: Tallies) -> tuple[int, int]:
    """Numbers that are three tolerances off or more: how many, and how many are contradicted."""
    far = {key: n for key, n in tallies.items()
           if key[1].endswith("x tolerance") and _lowest(key[1]) >= FAR}  # fmt: skip
    return sum(far.values()), sum(n for key, n in far.items() if key[2] == "contradicted")


def _lowest(size: str) -> float:
    """Where a class of sizes begins; facts that deny each other come last."""
    word = size.split(maxsplit=1)[0]
    return 1e9 if "denies" in size else float(word)
