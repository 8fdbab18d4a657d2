"""``skywitness simulate``: a world of known truth, and files of it in every format."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from skywitness.cli.output import in_json, printable, progress
from skywitness.errors import RecordError
from skywitness.simulate import load
from skywitness.simulate.formats import NAMES
from skywitness.simulate.run import FAULTS, Plan, chosen
from skywitness.simulate.run import simulate as make

MIB = 1 << 20


def simulate(
    out: Annotated[Path, typer.Option(metavar="DIR", help="A new or empty folder.")],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same files.")] = 1,
    aircraft: Annotated[int, typer.Option(min=1, max=5_000, help="How many aircraft.")] = 24,
    start: Annotated[
        str, typer.Option(metavar="ISO", help="When it begins; without a zone, UTC.")
    ] = "2024-06-21T23:00:00Z",
    hours: Annotated[float, typer.Option(min=0.05, max=24, help="For how long.")] = 1.5,
    formats: Annotated[
        str, typer.Option(metavar="a,b|all", help="Which formats are written.")
    ] = "all",
    faults: Annotated[
        str, typer.Option(metavar="a,b|none|all", help="Which faults are planted.")
    ] = "none",
    exact: Annotated[
        bool, typer.Option("--exact", help="No errors of position, clock or latency.")
    ] = False,
    clock: Annotated[
        float,
        typer.Option(min=0, metavar="S", help="Standard deviation of the receivers' clocks."),
    ] = 0.02,
    day_tar: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="POSITIONS", help="Instead: one tar of a day's traces, for load."
        ),
    ] = None,
    split: Annotated[
        int | None, typer.Option(min=1, metavar="MIB", help="Split that tar into such parts.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of a table.")
    ] = False,
) -> None:
    """Simulate aircraft, what receivers see of them, and files of it with known faults."""
    when = _time(start)
    with progress("simulating") as tell:
        if day_tar is not None:
            part = None if split is None else split * MIB
            summary = load.summary(load.day_tar(out, day_tar, seed, when, part, tell))
        else:
            plan = Plan(
                seed, aircraft, when, hours, chosen(formats, NAMES, "the format"),
                chosen(faults, FAULTS, "the fault"), exact, clock,
            )  # fmt: skip
            summary = make(plan, out, tell)
    if missing := summary.get("faults_without_aircraft"):
        print(
            f"skywitness: no aircraft flies long enough for the faults {', '.join(missing)}: "
            "give more --hours or --aircraft",
            file=sys.stderr,
        )
    if as_json:
        typer.echo(in_json(summary))
    elif day_tar is not None:
        files = ", ".join(summary["files"][:3]) + (" …" if len(summary["files"]) > 3 else "")
        typer.echo(printable(
            f"{summary['positions']:,} positions of {summary['aircraft']:,} aircraft, "
            f"{summary['bytes'] / MIB:,.1f} MiB: {files}"
        ))  # fmt: skip
    else:
        _show(summary)


def _time(text: str) -> dt.datetime:
    try:
        when = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise RecordError(
            f"{text!r} is not a time", remedy="write it as 2024-06-21T23:00:00Z"
        ) from error
    when = when.replace(tzinfo=dt.UTC) if when.tzinfo is None else when.astimezone(dt.UTC)
    if not 1990 <= when.year < 2090:
        raise RecordError(f"{text!r} is before ADS-B or too far ahead", remedy="name another year")
    return when


def _show(summary: dict[str, Any]) -> None:
    console = Console(highlight=False)
    table = Table("folder", "files", "MiB", "read as", "planted faults")
    for name, each in summary["formats"].items():
        table.add_row(
            name, str(each["files"]), f"{each['bytes'] / MIB:,.1f}", each["read_as"],
            ", ".join(each["faults"]),
        )  # fmt: skip
    console.print(table)
    console.print(
        f"{summary['aircraft']} aircraft, {summary['reports']:,} reports, "
        f"{summary['truth_rows']:,} rows of truth, {summary['start']} to {summary['end']}"
    )
    if summary["faults"]:
        planted = ", ".join(f"{name} {each['rows']:,}" for name, each in summary["faults"].items())
        console.print(f"planted rows: {planted}")
    console.print(printable(f"below {summary['out']}: truth.parquet, faults.json, world.json"))
