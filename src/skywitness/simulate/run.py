"""From a seed to a folder: the world, what was seen of it, faults, files."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skywitness.errors import RecordError
from skywitness.simulate import plant
from skywitness.simulate.formats import NAMES, OUTPUTS
from skywitness.simulate.observe import observe
from skywitness.simulate.reports import LATE, Scene
from skywitness.simulate.world import make

FAULTS = tuple(kind.name for kind in plant.KINDS)
_LATE = "-late"
MOST_HOURS = 400.0
"""Aircraft by hours that a world may have: all its reports, some 3,000 an hour, are in memory."""


@dataclass(frozen=True)
class Plan:
    """What to simulate; the same plan gives the same bytes.

    ``exact`` leaves out every error of position, clock and latency; ``clock_s`` is the standard
    deviation of receivers' clocks.
    """

    seed: int = 1
    aircraft: int = 24
    start: dt.datetime = dt.datetime(2024, 6, 21, 23, 0, tzinfo=dt.UTC)
    hours: float = 1.5
    formats: tuple[str, ...] = NAMES
    faults: tuple[str, ...] = ()
    exact: bool = False
    clock_s: float = 0.02


def scene(plan: Plan) -> Scene:
    """The world of a plan and what was seen of it, with its faults."""
    world = make(
        plan.seed, plan.aircraft, plan.start.timestamp(), plan.hours, plan.clock_s, plan.exact
    )
    targets, reports = observe(world, plan.seed, plan.exact)
    targets, reports = plant.plant(targets, reports, plan.faults, plan.seed)
    return Scene(world, targets, reports, plan.seed, plan.exact)


def simulate(
    plan: Plan, out: Path, progress: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """Write a plan's files below ``out``, which must be new or empty; what was written.

    Raises:
        RecordError: the folder holds something or cannot be made, or the world is too large.
    """
    if plan.aircraft * plan.hours > MOST_HOURS:
        raise RecordError(
            f"{plan.aircraft} aircraft for {plan.hours:g} hours are more than "
            f"{MOST_HOURS:g} hours of flight",
            remedy="simulate fewer or shorter, or a world day for load with --day-tar",
        )
    with filled_whole(out):
        return _written(plan, out, progress)


def _written(plan: Plan, out: Path, progress: Callable[[str], None]) -> dict[str, Any]:
    progress("flying")
    seen = scene(plan)
    progress("writing what is true")
    from skywitness.simulate import truth

    true_rows = truth.write(seen.world, out / "truth.parquet")
    found = plant.planted(seen.targets, seen.reports)
    (out / "faults.json").write_text(
        json.dumps({"seed": plan.seed, "faults": found}, indent=1) + "\n", encoding="utf-8"
    )
    formats: dict[str, Any] = {}
    for each in OUTPUTS:
        if each.name not in plan.formats:
            continue
        progress(f"writing {each.title}")
        made: list[Path] = []
        for network in seen.networks:
            if network == LATE and "hours" not in each.faults:
                continue
            folder = out / (each.name + (_LATE if network == LATE else ""))
            made += each.write(seen.of_network(network), folder)
        formats[each.name] = {
            "files": len(made), "bytes": sum(path.stat().st_size for path in made),
            "read_as": each.reader, "faults": sorted(each.faults & {f["kind"] for f in found}),
        }  # fmt: skip
    summary = {
        "out": str(out),
        "seed": plan.seed,
        "start": _iso(seen.world.start),
        "end": _iso(seen.world.end),
        "aircraft": len(seen.world.aircraft),
        "reports": len(seen.reports),
        "truth_rows": true_rows,
        "receivers": [
            {"name": r.name, "longitude": r.lon, "latitude": r.lat, "clock_s": r.clock_s}
            for r in seen.world.receivers
        ],
        "faults": {f["kind"]: {"fault": f["fault"], "rows": len(f["rows"])} for f in found},
        "faults_without_aircraft": sorted(set(plan.faults) - {f["kind"] for f in found}),
        "formats": formats,
    }
    (out / "world.json").write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
    return summary


@contextmanager
def filled_whole(out: Path) -> Iterator[None]:
    """A folder that holds nothing yet, made if need be; empty again where what fills it breaks off.

    Raises:
        RecordError: it holds something, or cannot be made.
    """
    made = not out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
        if any(out.iterdir()):
            raise RecordError(
                "the folder is not empty", file=str(out), remedy="name a new one with --out"
            )
    except OSError as error:
        raise RecordError(
            f"the folder cannot be made ({error.strerror})", file=str(out),
            remedy="name another one with --out",
        ) from error  # fmt: skip
    try:
        yield
    except BaseException:  # a full disk, or Ctrl-C: all that is in there is ours
        for each in out.iterdir():
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each, ignore_errors=True)
            else:
                each.unlink(missing_ok=True)
        if made:
            out.rmdir()
        raise


def chosen(text: str, known: Sequence[str], what: str) -> tuple[str, ...]:
    """Names of a list such as ``a,b``, ``all`` or ``none``.

    Raises:
        RecordError: one is not known.
    """
    if text == "all":
        return tuple(known)
    names = tuple(n.strip() for n in text.split(",") if n.strip() and n.strip() != "none")
    for name in names:
        if name not in known:
            raise RecordError(
                f"{what} {name!r} is not known",
                remedy=f"choose from: {', '.join(known)}, all, none",
            )
    return names


def _iso(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat().replace("+00:00", "Z")
