"""``python -m tests.helpers.fuzz``: damaged and hostile files against the readers.

    python -m tests.helpers.fuzz [FORMAT …] [--count 100000] [--jobs 2] [--first 0] [--keep FOLDER]

A case that ends in anything but rows, counted refusals or one RecordError, takes longer than
``SLOWEST_S`` of processor time or drives the process beyond ``MOST`` bytes is a fault: it is
written to the folder, its number told, and the exit status is 1. ``--first N --count 1`` replays
case N of a format.
"""

from __future__ import annotations

import argparse
import faulthandler
import resource
import signal
import subprocess
import sys
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType

from .cases import Counts, case, read
from .seeds import seeds

SLOWEST_S = 20
HANGS_S = 600
MOST = 2 << 30
SHOWN = 20
"""Faults of a format after which it is given up."""


class TooSlowError(Exception):
    """A case took longer than it may."""


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise TooSlowError(f"more than {SLOWEST_S} s")


def fuzz(name: str, first: int, count: int, keep: Path) -> tuple[str, int]:
    """A line that says what ``count`` cases of a format came to, and how many were faults."""
    began, counts, faults, slowest = time.process_time(), Counts(), 0, (0.0, 0)
    signal.signal(signal.SIGPROF, _too_slow)
    for number in range(first, first + count):
        if number % 500 == 0:
            faulthandler.dump_traceback_later(HANGS_S, exit=True)
        data, direct = case(name, number)
        start = time.thread_time()
        try:
            signal.setitimer(signal.ITIMER_PROF, SLOWEST_S)
            read(name, data, direct, counts)
            signal.setitimer(signal.ITIMER_PROF, 0)
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            assert most < MOST, f"the process had {most >> 20} MiB"
        except Exception:  # whatever it is, it is what is looked for
            signal.setitimer(signal.ITIMER_PROF, 0)
            faults += 1
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{name}-{number}").write_bytes(data)
            print(f"{name}: case {number} is a fault\n{traceback.format_exc()}", flush=True)
            if faults == SHOWN:
                break
        slowest = max(slowest, (time.thread_time() - start, number))
    faulthandler.cancel_dump_traceback_later()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    spent = time.process_time() - began
    line = (
        f"{name:<15}{counts.cases:>9,} cases{faults:>4} faults{counts.rows:>11,} rows"
        f"{counts.refused:>11,} refused{counts.errors:>8,} errors{spent:>8.0f} s of processor time,"
        f" the slowest {slowest[0]:.2f} s (case {slowest[1]}), at most {most} MiB"
    )
    return line, faults


def main() -> None:
    """Read the arguments, run every format, exit 1 if there was a fault."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    options.add_argument("formats", nargs="*", metavar="FORMAT")
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--keep", type=Path, default=Path("out/fuzz"))
    chosen = options.parse_args()
    names = chosen.formats or list(seeds())
    if unknown := set(names) - set(seeds()):
        options.error(
            f"no such format: {', '.join(sorted(unknown))} (there are {', '.join(seeds())})"
        )
    if len(names) == 1:
        line, faults = fuzz(names[0], chosen.first, chosen.count, chosen.keep)
        print(line, flush=True)
        sys.exit(1 if faults else 0)
    rest = ["--count", chosen.count, "--first", chosen.first, "--keep", chosen.keep]
    command = [sys.executable, "-m", __package__]

    def alone(name: str) -> int:
        # A process for each format: the most memory is its own, and one that dies is a fault.
        return subprocess.run([*command, name, *map(str, rest)], check=False).returncode

    with ThreadPoolExecutor(chosen.jobs) as pool:
        total = sum(code != 0 for code in pool.map(alone, names))
    sys.exit(1 if total else 0)


if __name__ == "__main__":
    main()
