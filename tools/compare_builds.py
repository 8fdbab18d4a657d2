"""Compare what two commits of this repository, or one and a tree, make of the same input.

    python tools/compare_builds.py [--base REV] [--new REV | --tree DIR] [--steps check,stores,…]

Five steps: (check) ``check --json`` of all shipped cases; (pages) the data of their pages, and
every file beside them; (stores) rows, fault marks and manifests of stores of every file in the
shared data folder; (exports) of these stores, byte for byte; (pictures) of stores, places and
dossiers, within a pixel. Also everything that the commands print. Two runs of one tree differ in
nothing but a manifest's ``written`` and the process number in a store's ``.lock``, so nothing else
is put aside but a manifest's ``tool``, and keys in :mod:`compare.dropped`; a page of version 2 is
compared in the form of version 1 (:mod:`compare.rejoined`).

Exit status: 0 nothing differs, 1 something does (listed on standard output), 2 it could not be
compared. Needs a Chromium, the whole history of the repository, and 3 GB of disk.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import chromium
from compare import cases, pictures, record
from compare.differences import Findings
from compare.sides import Command, Side, Sides, checked_out, tell

REPOSITORY = Path(__file__).resolve().parents[1]
#: The last commit before the rooms, and the one with which they were done.
BASE, NEW = "344dd9d", "6ced879"
STEPS = ("check", "pages", "stores", "exports", "pictures")


def main() -> int:
    """Compare; see the module."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--base", default=BASE, metavar="REV", help=f"old commit ({BASE})")
    newer = parser.add_mutually_exclusive_group()
    newer.add_argument("--new", default=NEW, metavar="REV", help=f"new commit ({NEW})")
    newer.add_argument("--tree", type=Path, metavar="DIR", help="new tree, in place of a commit")
    parser.add_argument("--steps", default=",".join(STEPS), help=f"some of {', '.join(STEPS)}")
    given = parser.parse_args()
    steps = given.steps.split(",")
    if unknown := set(steps) - set(STEPS):
        parser.error(f"no steps {', '.join(sorted(unknown))}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    browser = chromium.find()
    if browser is None:
        print(chromium.HELP, file=sys.stderr)
        return 2
    os.environ["SKYWITNESS_CHROMIUM"] = browser
    folder = Path(tempfile.mkdtemp(prefix="compare-"))
    try:
        with ExitStack() as trees:
            base = trees.enter_context(checked_out(REPOSITORY, given.base, folder / "base"))
            new = given.tree or trees.enter_context(
                checked_out(REPOSITORY, given.new, folder / "new-tree")
            )
            sides = Sides(_side("old", base, folder), _side("new", new.resolve(), folder))
            found = compare(sides, steps)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(f"compare: {end.code}", file=sys.stderr)
        return 2
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return report(given.base, found)


def _side(name: str, tree: Path, folder: Path) -> Side:
    own = folder / name
    (own / "exports").mkdir(parents=True)
    (own / "pictures").mkdir()
    return Side(name, tree, own)


def compare(sides: Sides, steps: list[str]) -> list[Findings]:
    """Carry out the steps."""
    found = []
    figures = "pictures" in steps
    shipped = cases.names(sides.old.tree)
    if figures or "check" in steps or "pages" in steps:
        sides.run("check, pages", cases.commands(shipped))
        if "check" in steps:
            found.append(cases.compare_checks(sides, shipped))
        if "pages" in steps:
            found.append(cases.compare_pages(sides, shipped))
    drawn = Findings("pictures")
    if figures:
        cases.compare_figures(drawn, sides, shipped)
    if figures or "stores" in steps or "exports" in steps:
        found += compare_record(sides, steps, drawn)
    if figures:
        _run(sides, drawn, pictures.place_commands())
        pictures.compare_pictures(drawn, sides)
        found.append(drawn)
    return found


def compare_record(sides: Sides, steps: list[str], drawn: Findings) -> list[Findings]:
    """Stores, their exports, their pictures (into ``drawn``, not yet compared)."""
    shared = Path(os.environ.get("SKYWITNESS_SHARED") or REPOSITORY.parent / "shared") / "data"
    kept, exported = Findings("stores"), Findings("exports")
    wanted = [each for each in (kept, exported) if each.step in steps]
    if not shared.is_dir():
        record.loud(f"LEFT OUT: stores, exports and pictures of stores, as {shared} is absent")
        for each in (kept, exported, drawn):
            each.notes.append(f"LEFT OUT for want of {shared}")
        return wanted
    data = sorted(p for p in shared.rglob("*") if p.is_file())
    _run(sides, kept, record.read_commands(data, shared))
    stores = record.compare_stores(kept, sides)
    kept.count("stores", len(stores))
    if "exports" in steps:
        _run(sides, exported, record.export_commands(stores))
        record.compare_exports(exported, sides)
    if "pictures" in steps:
        _run(sides, drawn, pictures.store_commands(stores))
    return wanted


def _run(sides: Sides, found: Findings, commands: list[Command]) -> None:
    sides.run(found.step, commands)
    found.count("commands", len(commands))
    record.compare_said(found, sides, commands)


def report(base: str, found: list[Findings]) -> int:
    """Print what was compared and what differs."""
    for each in found:
        counts = ", ".join(f"{n:,} {what}" for what, n in each.counts.items())
        state = f"{len(each.differences)} DIFFERENCES" if each.differences else "equal"
        print(f"{each.step:<9} {state}: {'; '.join(filter(None, [counts, *each.notes]))}")
        for line in each.differences:
            print(f"    {line}")
    total = sum(len(each.differences) for each in found)
    short = ", but a part was LEFT OUT" if any(each.notes for each in found) else ""
    tell(f"{total or 'no'} differences from {base}{short}")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
