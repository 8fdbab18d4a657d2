"""Runs commands of one tree, one after the other in one process; started by :mod:`compare.sides`.

Reads a JSON list of ``[name, arguments]`` from standard input, keeps what each command prints in
``said/NAME.out`` and ``said/NAME.err``, and prints ``NAME STATUS`` when it is done. Imports of the
compared tree nothing but its entry, which is the same in both.
"""

from __future__ import annotations

import contextlib
import json
import sys
import traceback
from pathlib import Path


def run(name: str, arguments: list[str]) -> int:
    """One command; its exit status, 70 after a traceback."""
    from skywitness.cli import main

    folder = Path("said")
    folder.mkdir(exist_ok=True)
    with (
        (folder / f"{name}.out").open("w", encoding="utf-8") as out,
        (folder / f"{name}.err").open("w", encoding="utf-8") as err,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main(arguments)
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else int(end.code is not None)
        except Exception:
            traceback.print_exc()
            return 70
    return 0


def all_of_them(tree: str) -> None:
    """Every command of standard input."""
    import skywitness

    if not Path(skywitness.__file__).is_relative_to(tree):
        raise SystemExit(f"meant to run {tree}, imported {skywitness.__file__}")
    for name, arguments in json.load(sys.stdin):
        print(name, run(name, arguments), flush=True)


if __name__ == "__main__":
    all_of_them(sys.argv[1])
