"""``python -m tests.soundness``: random true worlds, and lies, against the solver.

Exit status 1 if a true world is contradicted or strained, or a certified bound is wrong; the case
file of each such world goes to stdout. ``--seed`` of a single world replays it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import Pool

from .report import write_table
from .run import LIMIT, Outcome, judge_lie, judge_world


def run(judge: Callable[[int], Outcome], seeds: range, jobs: int, what: str) -> list[Outcome]:
    """Judge every seed in ``jobs`` processes, with progress on stderr; texts of faults only."""
    started = time.monotonic()
    out: list[Outcome] = []
    if not seeds:
        return out
    bad = 0
    with Pool(jobs) as pool:
        results = pool.imap_unordered(judge, seeds, chunksize=4) if jobs > 1 else map(judge, seeds)
        for k, outcome in enumerate(results, 1):
            if outcome.faults:
                bad += 1
                show(outcome)
            else:
                outcome.text = ""
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


def totals(outcomes: Sequence[Outcome]) -> Counter[tuple[str, ...]]:
    """All tallies added up."""
    total: Counter[tuple[str, ...]] = Counter()
    for outcome in outcomes:
        total.update(outcome.tallies)
    return total


def main() -> int:
    """Run as the arguments say; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.soundness", description=__doc__)
    parser.add_argument("--worlds", type=int, default=500, help="true worlds to draw")
    parser.add_argument("--lies", type=int, default=0, help="lies to plant")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--table", help="Markdown file whose marked table of lies is rewritten")
    parser.add_argument(
        "--limit", type=float, default=LIMIT, help="processor seconds after which to give up"
    )
    args = parser.parse_args()
    seeds = range(args.seed, args.seed + args.worlds)
    worlds = (
        run(partial(judge_world, limit=args.limit), seeds, args.jobs, "worlds")
        if args.worlds
        else []
    )
    for key, n in sorted(totals(worlds).items()):
        print(*key, n, file=sys.stderr)
    seeds = range(args.seed, args.seed + args.lies)
    lies = run(partial(judge_lie, limit=args.limit), seeds, args.jobs, "lies")
    for key, n in sorted(totals(lies).items()):
        print(*key, n, file=sys.stderr)
    if args.table:
        write_table(args.table, totals(worlds), totals(lies), args)
    slowest = sorted((*worlds, *lies), key=lambda o: -o.seconds)[:5]
    print(
        "slowest seeds (processor seconds):",
        ", ".join(f"{o.seed} ({o.seconds:.1f})" for o in slowest),
        file=sys.stderr,
    )
    bad = sorted(o.seed for o in (*worlds, *lies) if o.faults)
    print(f"{len(worlds)} worlds, {len(lies)} lies, faults in seeds: {bad or 'none'}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
