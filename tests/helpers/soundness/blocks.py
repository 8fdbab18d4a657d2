"""Blocks of worlds and journeys, and their logs.

A block is 2,500 worlds and 2,500 journeys of seeds that no other block has. Its log is a small text
file that is committed: which commit, which seeds, what was said how often, what was wrong, and how
many processor seconds it took. No line of it names a machine or a folder.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from .run import Outcome

SIZE = 2500
#: Processor seconds after which a world or journey of a block is given up.
LIMIT = 20.0
LOGS = Path(__file__).parent / "logs"
HERE = Path(__file__).resolve().parents[3]

Tallies = Counter[tuple[str, ...]]


def seeds_of(block: int) -> range:
    """The seeds of a block, from 1."""
    return range((block - 1) * SIZE + 1, block * SIZE + 1)


def log_of(block: int) -> Path:
    """Where the log of a block is."""
    return LOGS / f"block-{block}.log"


def unanswered(outcome: Outcome) -> bool:
    """Whether all that is wrong is that no answer came in time."""
    return bool(outcome.faults) and all(f.startswith("no answer within") for f in outcome.faults)


def faulty(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Those of which something is false."""
    return [o for o in outcomes if o.faults and not unanswered(o)]


def write_log(
    file: Path, seeds: range, every: Mapping[str, Sequence[Outcome]], elapsed: str
) -> None:
    """Write what came of the worlds and journeys of some seeds."""
    lines = [
        f"seeds: {seeds.start} to {seeds.stop - 1}",
        f"given up after: {LIMIT:g} processor seconds each",
        f"elapsed: {elapsed}",
    ]
    for what, outcomes in every.items():
        spent = sum(o.seconds for o in outcomes)
        bad = faulty(outcomes)
        late = [o.seed for o in outcomes if unanswered(o)]
        commits = Counter(o.commit for o in outcomes)
        lines += [
            "",
            f"{what}: {len(outcomes)}",
            *(f"{what}, judged at commit {name}: {n}" for name, n in commits.items()),
            f"{what}, processor seconds: {spent:.0f}, mean {spent / max(1, len(outcomes)):.2f}",
            f"{what}, slowest: "
            + ", ".join(f"{o.seed} ({o.seconds:.1f})" for o in _slowest(outcomes)),
            f"{what}, no answer in time: {len(late)}"
            + (f", seeds {_numbers(late)}" if late else ""),
            f"{what}, faults: {len(bad)}"
            + (f", seeds {_numbers(o.seed for o in bad)}" if bad else ""),
        ]
        for outcome in sorted(bad, key=lambda o: o.seed):
            lines += [f"  seed {outcome.seed}: {_told(fault)}" for fault in outcome.faults[:3]]
        total: Tallies = Counter()
        for outcome in outcomes:
            total.update(outcome.tallies)
        lines += [f"{what} | {' | '.join(key)} | {n}" for key, n in sorted(total.items())]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_logs(what: str, files: Iterable[Path] | None = None) -> tuple[int, Tallies]:
    """How many worlds or journeys the logs tell of, and all their tallies added up."""
    count, total = 0, Tallies()
    for file in sorted(LOGS.glob("block-*.log")) if files is None else files:
        for line in file.read_text(encoding="utf-8").splitlines():
            if found := re.fullmatch(rf"{what}: (\d+)", line):
                count += int(found[1])
            elif line.startswith(f"{what} | "):
                *key, n = line.split(" | ")[1:]
                total[tuple(key)] += int(n)
    return count, total


def _slowest(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return sorted(outcomes, key=lambda o: -o.seconds)[:8]


def _numbers(seeds: Iterable[int]) -> str:
    return ", ".join(str(seed) for seed in sorted(seeds))


def _told(fault: str) -> str:
    """A fault on one line, without the folders of this machine."""
    text = " ".join(fault.split()).replace(str(HERE) + "/", "")
    text = re.sub(r"/(?:[\w.-]+/)+", "…/", text)
    return text[-500:] if text.startswith("Traceback") else text[:600]  # its end says what


def commit() -> str:
    """The commit that is measured; a tree with changes of its own is called so."""

    def git(*words: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=HERE, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    name = git("rev-parse", "HEAD") or "unknown"
    changed = git("status", "--porcelain", "--untracked-files=no")
    return f"{name}, with changes that are not committed" if changed else name
