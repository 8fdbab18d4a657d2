"""``python -m tests.helpers.soundness``: random true worlds, journeys and lies, against the solver.

Worlds with given places (``--given``) have their certificates verified as well.

Exit status 1 if a true world is contradicted or strained, a certified bound is wrong, or too few
lies are caught; the case file of each such world goes to stdout. ``--seed`` of a single world or
journey replays it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import Pool
from pathlib import Path

from .blocks import LIMIT as BLOCK_LIMIT
from .blocks import commit, faulty, log_of, seeds_of, unanswered, write_log
from .both import GENERATORS, judge_of
from .given import judge_given
from .journeyrun import judge_journey_lie
from .keep import Keep
from .report import write_blocks, write_journeys, write_table
from .run import LIMIT, Outcome

LEAST = {"lies": 0.9, "lies about journeys": 0.95}
"""The share of lies that must be caught."""
MANY = 40
HALVES = ("worlds", "journeys")


def run(
    judge: Callable[[int], Outcome], seeds: range, jobs: int, what: str, keep: Keep | None = None
) -> list[Outcome]:
    """Judge every seed in ``jobs`` processes, with progress on stderr; texts of faults only.

    Outcomes that are kept already are taken from there, and new ones are kept as they come.
    """
    started = time.monotonic()
    if not seeds:
        return []
    known = {} if keep is None else keep.outcomes()
    out = [known[seed] for seed in seeds if seed in known]
    for outcome in out:
        if outcome.faults:
            show(outcome)
    bad = sum(bool(outcome.faults) for outcome in out)
    todo = [seed for seed in seeds if seed not in known]
    judged_at = commit()
    with Pool(jobs) as pool:
        results = pool.imap_unordered(judge, todo, chunksize=4) if jobs > 1 else map(judge, todo)
        for k, outcome in enumerate(results, len(out) + 1):
            if outcome.faults:
                bad += 1
                show(outcome)
            else:
                outcome.text = ""
            outcome.commit = judged_at
            if keep is not None:
                keep.add(outcome)
            out.append(outcome)
            if k % max(1, len(seeds) // 50) == 0 or k == len(seeds):
                spent = time.monotonic() - started
                print(
                    f"{what}: {k} of {len(seeds)}, {bad} with faults, {spent:.0f} s",
                    file=sys.stderr,
                    flush=True,
                )
    return out


def show(outcome: Outcome) -> None:
    """Print what is wrong and the case file that shows it."""
    print(f"---- seed {outcome.seed}")
    for fault in outcome.faults:
        print(f"# {fault}".replace("\n", "\n# "))
    print(outcome.text, flush=True)


def too_few(outcomes: Sequence[Outcome], least: float) -> bool:
    """Whether less than a share of lies was caught; of fewer than ``MANY`` a share says nothing."""
    total = totals(outcomes)
    caught = sum(n for key, n in total.items() if key[-1] in {"contradicted", "strained"})
    return len(outcomes) >= MANY and caught < least * len(outcomes)


def totals(outcomes: Sequence[Outcome]) -> Counter[tuple[str, ...]]:
    """All tallies added up."""
    total: Counter[tuple[str, ...]] = Counter()
    for outcome in outcomes:
        total.update(outcome.tallies)
    return total


def block(number: int, jobs: int, folder: Path | None, only: str | None) -> int:
    """Run a block, or one half of it, and write its log; exit status 1 if anything is false."""
    started = time.monotonic()
    seeds = seeds_of(number)
    every, kept = {}, 0
    for what in HALVES if only is None else (only,):
        one = partial(judge_of(what, "both"), limit=BLOCK_LIMIT)
        keep = None if folder is None else Keep(folder / f"block-{number}-{what}.jsonl")
        kept += 0 if keep is None else len(keep.outcomes())
        every[what] = run(one, seeds, jobs, what, keep)  # type: ignore[arg-type]
    if only is None:
        elapsed = f"{(time.monotonic() - started) / 60:.1f} minutes in {jobs} processes"
        elapsed += f", {kept} taken from an earlier run" if kept else ""
        write_log(log_of(number), seeds, every, elapsed)
    for what, outcomes in every.items():
        late = sum(unanswered(o) for o in outcomes)
        print(f"{len(outcomes)} {what}, faults: {len(faulty(outcomes))}, no answer in time: {late}")
    return 1 if any(faulty(outcomes) for outcomes in every.values()) else 0


def main() -> int:
    """Run as the arguments say; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.helpers.soundness", description=__doc__)
    parser.add_argument("--worlds", type=int, default=500, help="true worlds to draw")
    parser.add_argument("--lies", type=int, default=0, help="lies to plant")
    parser.add_argument("--journeys", type=int, default=0, help="true journeys to draw")
    parser.add_argument("--journey-lies", type=int, default=0, help="lies about journeys")
    parser.add_argument("--given", type=int, default=0, help="true worlds with given places")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first")
    parser.add_argument(
        "--generator",
        choices=GENERATORS,
        default="both",
        help="who draws: the first generators, the wide ones, or both in turn (odd, even seeds)",
    )
    parser.add_argument(
        "--block", type=int, metavar="N", help="run block N (2,500 worlds, 2,500 journeys), log it"
    )
    parser.add_argument(
        "--only", choices=HALVES, help="run this half of a block, for --keep, and write no log"
    )
    parser.add_argument(
        "--from-logs", metavar="FILE", help="rewrite the tables of a Markdown file from all logs"
    )
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep outcomes here, and go on where they end"
    )
    parser.add_argument("--table", help="Markdown file whose marked tables are rewritten")
    parser.add_argument(
        "--limit", type=float, default=LIMIT, help="processor seconds after which to give up"
    )
    args = parser.parse_args()
    if args.from_logs:
        write_blocks(args.from_logs)
        return 0
    if args.block:
        return block(args.block, args.jobs, args.keep, args.only)

    def drawn(
        judge: Callable[[int, float], Outcome], number: int, what: str
    ) -> tuple[list[Outcome], Counter[tuple[str, ...]]]:
        seeds = range(args.seed, args.seed + number)
        keep = None if args.keep is None else Keep(args.keep / f"{what.replace(' ', '-')}.jsonl")
        one = partial(judge, limit=args.limit)
        found = run(one, seeds, args.jobs, what, keep)  # type: ignore[arg-type]
        total = totals(found)
        for key, n in sorted(total.items()):
            print(*key, n, file=sys.stderr)
        return found, total

    worlds, told = drawn(judge_of("worlds", args.generator), args.worlds, "worlds")
    lies, caught = drawn(judge_of("lies", args.generator), args.lies, "lies")
    if args.table and (args.worlds or args.lies):
        write_table(args.table, told, caught, args)
    journeys, told = drawn(judge_of("journeys", args.generator), args.journeys, "journeys")
    journey_lies, caught = drawn(judge_journey_lie, args.journey_lies, "lies about journeys")
    if args.table and (args.journeys or args.journey_lies):
        write_journeys(args.table, told, caught, args)
    given, _ = drawn(judge_given, args.given, "worlds with given places")
    every = {
        "worlds": worlds,
        "worlds with given places": given,
        "lies": lies,
        "journeys": journeys,
        "lies about journeys": journey_lies,
    }
    for what, outcomes in every.items():
        slowest = sorted(outcomes, key=lambda o: -o.seconds)[:12]
        if slowest:
            seeds = ", ".join(f"{o.seed} ({o.seconds:.1f})" for o in slowest)
            spent = sum(o.seconds for o in outcomes)
            print(f"{what}: {spent:.0f} processor seconds, most in: {seeds}", file=sys.stderr)
    bad = {what: sorted(o.seed for o in found if o.faults) for what, found in every.items()}
    for what, found in every.items():
        if found:
            print(f"{len(found)} {what}, faults in seeds: {bad[what] or 'none'}")
    few = [what for what, least in LEAST.items() if too_few(every[what], least)]
    for what in few:
        print(f"too few {what} were caught")
    return 1 if few or any(bad.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
