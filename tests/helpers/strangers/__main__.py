"""``python -m tests.helpers.strangers [KIND …] [--count N] [--first N]``: folders from strangers.

A command that ends in anything but a result or one clear message, writes beside its folder, or
takes longer than ``SLOWEST_S`` of processor time is a fault; its number is told, and the exit
status is 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from .mutants import KINDS, Sound
from .trial import trial


def main() -> None:
    """Read the arguments, try every mutant, exit 1 if there was a fault."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("kinds", nargs="*", metavar="KIND", default=list(KINDS))
    options.add_argument("--count", type=int, default=100)
    options.add_argument("--first", type=int, default=0)
    chosen = options.parse_args()
    faults = 0
    with tempfile.TemporaryDirectory() as held:
        sound = Sound.make(Path(held) / "sound")
        for kind in chosen.kinds:
            worst, ends = 0.0, dict.fromkeys((0, 1, 2), 0)
            for number in range(chosen.first, chosen.first + chosen.count):
                for fault, words, ended in trial(sound, kind, number, Path(held)):
                    worst = max(worst, ended.seconds)
                    ends[ended.status] = ends.get(ended.status, 0) + 1
                    if fault:
                        faults += 1
                        print(
                            f"{kind} {number}: {words[0]}: {fault}\n  {ended.err[:300]}", flush=True
                        )
            print(
                f"{kind}: {chosen.count} mutants, statuses {ends}, slowest {worst:.1f} s",
                flush=True,
            )
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
