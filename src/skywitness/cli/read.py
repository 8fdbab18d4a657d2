"""``skywitness read``: surveillance files into a store of the record."""

from __future__ import annotations

import datetime as dt
import os
import sys
from typing import Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from skywitness.cli.output import in_json, printable, progress, wide
from skywitness.errors import RecordError
from skywitness.record.intake.loading import Options, Outcome
from skywitness.record.intake.loading import read as read_files
from skywitness.record.intake.nothing import NO_FORMAT
from skywitness.record.intake.outcome import outcome_json
from skywitness.record.reading import HEIGHTS, Context
from skywitness.record.store.manifest import ANY, InputEntry, totals
from skywitness.unseen import one_line

INCOMPLETE = 1
FEW = 20
"""So many inputs are shown one by one; of more, each format's sum. Also problems and notes."""


def read(
    files: Annotated[
        list[str], typer.Argument(metavar="FILES...", help="Files, folders, archives.")
    ],
    out: Annotated[str, typer.Option(metavar="STORE", help="The store, made if need be.")],
    date: Annotated[
        str | None, typer.Option(help="YYYY-MM-DD (UTC) of files that know only the time of day.")
    ] = None,
    receiver: Annotated[
        str | None, typer.Option(help="Name of the receiver or network, where files say none.")
    ] = None,
    position: Annotated[
        str | None, typer.Option(metavar="LON,LAT", help="Where the receiver stands, in degrees.")
    ] = None,
    oldest: Annotated[
        float, typer.Option(min=0, metavar="S", help="Positions older than this are marked stale.")
    ] = 60.0,
    quality_age: Annotated[
        float,
        typer.Option(min=0, metavar="S", help="How long quality figures are carried forward."),
    ] = 60.0,
    heights: Annotated[
        str | None,
        typer.Option(
            metavar="WHAT",
            help="What heights of track files are where no file says it: pressure, msl, ellipsoid.",
        ),
    ] = None,
    source_name: Annotated[
        str | None, typer.Option(help="Who published the files, for the manifest.")
    ] = None,
    licence: Annotated[
        str | None, typer.Option(help="Their licence, for the manifest: 'ODbL 1.0'.")
    ] = None,
    limits: Annotated[
        float,
        typer.Option(min=0, metavar="FACTOR", help="Multiply the limits against bombs; 0: none."),
    ] = 1.0,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Threads that read; by default one for each core.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be read, and as what.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the documented JSON object instead of a table.")
    ] = False,
) -> None:
    """Read surveillance files into a store; what it has already is passed by."""
    place = _position(position)
    context = Context(_day(date), receiver, place, oldest, quality_age, _heights(heights))
    options = Options(context, source_name, licence, limits, jobs=jobs)
    if dry_run:
        _preview(files, out, limits, as_json)
        return
    with progress("reading") as tell:
        outcome = read_files(files, out, options, tell)
    _tell_problems(outcome)
    if not outcome.kept:
        raise RecordError(
            "nothing could be read: none of what was given yielded a row",
            remedy="skywitness formats lists what can be read, and what each is recognised by",
        )
    if as_json:
        document = outcome_json(outcome)
        typer.echo(in_json(document))
    else:
        _show(wide(), outcome)
    if not outcome.complete:
        raise typer.Exit(INCOMPLETE)


def _day(text: str | None) -> dt.date | None:
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError as error:
        raise RecordError(f"{text!r} is not a date", remedy="write it as 2023-03-14") from error


def _heights(text: str | None) -> str | None:
    if text is not None and text not in HEIGHTS:
        raise RecordError(f"no heights {text!r}", remedy=f"one of {', '.join(HEIGHTS)}")
    return text


def _position(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    try:
        lon, lat = (float(each) for each in text.split(","))
    except ValueError:
        lon = lat = float("nan")
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise RecordError(
            f"{text!r} is not a position",
            remedy="write longitude and latitude in degrees: --position 33.36,44.57",
        )
    return lon, lat


def _preview(files: list[str], out: str, limits: float, as_json: bool) -> None:
    from skywitness.record.intake.preview import FIRST, preview

    found = [vars(each) for each in preview(files, out, limits)]
    if as_json:
        typer.echo(in_json({"dry_run": True, "inputs": found}))
        return
    table = Table("file", "MiB", f"formats (of the first {FIRST} in an archive)")
    for each in found:
        words = [f"{name} × {n}" if n > 1 else name for name, n in each["formats"].items()]
        table.add_row(
            escape(printable(one_line(each["path"]))),
            f"{each['bytes'] / 2**20:,.1f}",
            escape(printable("\n".join(words + each["not_read"][:3]))),
        )
    Console(highlight=False).print(table)


def _tell_problems(outcome: Outcome) -> None:
    """What could not be read, on standard error, each in one line."""
    entries = (*outcome.failed, *outcome.read, *outcome.already)
    problems = [p for entry in entries for p in entry.problems]
    more = sum(entry.problems_not_listed for entry in entries)
    for each in problems[:FEW]:
        error = RecordError(str(each["message"]), file=str(each["file"]), remedy=each["remedy"])
        _say(f"skywitness: {error}")
    if (more := more + len(problems[FEW:])) > 0:
        _say(f"skywitness: {more} more that could not be read; --json lists them")
    kinds: dict[str, list[str]] = {}
    for entry in outcome.passed_over:
        kinds.setdefault(next(iter(entry.passed_over), NO_FORMAT), []).append(entry.path)
    for why, paths in kinds.items():
        if why == NO_FORMAT:
            shown = f"{', '.join(one_line(path) for path in paths[:3])} …"
            _say(f"skywitness: {len(paths)} files of no known format: {shown}")
            continue
        for path in paths[:FEW]:
            _say(f"skywitness: {one_line(path)}: passed by: {why}")
        if len(paths) > FEW:
            _say(f"skywitness: {len(paths) - FEW} more passed by ({why}); --json lists them")


def _say(text: str) -> None:
    print(printable(text), file=sys.stderr)


def _show(console: Console, outcome: Outcome) -> None:
    read, already = outcome.read, outcome.already
    if read:
        sums = totals(read)
        table = Table(show_footer=True, box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
        table.add_column("file" if len(read) <= FEW else "format", overflow="fold", min_width=12)
        for name in ("rows", "kept", "refused", "marked"):
            table.add_column(name, justify="right", no_wrap=True)
        for name in ("from", "to"):  # the day, and below it the time where there is no room
            table.add_column(name, width=16 if console.width >= 100 else 10)
        folder = _common([entry.path for entry in read])
        if folder and len(read) <= FEW:
            console.print(escape(printable(one_line(f"below {folder}"))), soft_wrap=True)
        for label, entries in _groups(read).items():
            table.add_row(
                escape(printable(one_line(label.removeprefix(folder)))), *_numbers(totals(entries))
            )
        footer = [f"{len(read):,} read", *_numbers(sums)]
        for column, text in zip(table.columns, footer, strict=True):
            column.footer = text
        console.print(table)
        _show_counts(console, "left out", sums["refused"])
        _show_counts(console, "values that could not be read, left empty", sums["unread"])
        marked = {code: n for code, n in sums["marked"].items() if code != ANY}
        _show_counts(console, "marked", marked)
        _show_notes(console, read)
    if already:
        names = ", ".join(one_line(entry.path) for entry in already[:3])
        more = f" and {len(already) - 3:,} more" if len(already) > 3 else ""
        console.print(escape(printable(f"in the store already: {names}{more}")), soft_wrap=True)
    console.print(escape(printable(one_line(f"The store: {outcome.store}"))))


def _common(paths: list[str]) -> str:
    """The folder that all of several files lie in, with its last slash; "" if there is none."""
    if len(paths) < 2:
        return ""
    try:
        folder = os.path.commonpath([os.path.dirname(path) for path in paths])
    except ValueError:  # some from the root, some not
        return ""
    return f"{folder}/" if folder not in ("", "/") else ""


def _groups(read: list[InputEntry]) -> dict[str, list[InputEntry]]:
    """Files by their names; where they are many, by the formats that they have in them."""
    if len(read) <= FEW:
        return {entry.path: [entry] for entry in read}
    groups: dict[tuple[str, ...], list[InputEntry]] = {}
    for entry in read:
        groups.setdefault(tuple(sorted(entry.formats)), []).append(entry)
    return {
        f"{' + '.join(names)}, {_counted(each)}": each for names, each in sorted(groups.items())
    }


def _counted(entries: list[InputEntry]) -> str:
    n = sum(met.files for entry in entries for met in entry.formats.values())
    return f"{n:,} file{'' if n == 1 else 's'}"


def _numbers(sums: dict[str, Any]) -> list[str]:
    return [
        f"{sums['rows']:,}",
        f"{sums['kept']:,}",
        f"{sum(sums['refused'].values()):,}",
        f"{sums['marked'].get(ANY, 0):,}",
        _short(sums["first"]),
        _short(sums["last"]),
    ]


def _short(time: str | None) -> str:
    return (time or "")[:16].replace("T", " ")


def _show_counts(console: Console, what: str, counts: dict[str, Any]) -> None:
    if counts:
        words = ", ".join(f"{name} {n:,}" for name, n in counts.items())
        console.print(escape(printable(f"{what}: {words}")))


def _show_notes(console: Console, entries: list[InputEntry]) -> None:
    """Each note once, with the files it is of."""
    notes: dict[str, list[str]] = {}
    for entry in entries:
        for note in entry.notes:
            notes.setdefault(note, []).append(entry.path)
        for why, count in entry.passed_over.items():
            names = ", ".join(entry.passed_over_examples[why][:2])
            notes[f"{count:,} passed over, {why}: {names}"] = [entry.path]
    for note, paths in list(notes.items())[:FEW]:
        of = paths[0] if len(paths) == 1 else f"{paths[0]} and {len(paths) - 1:,} more"
        console.print(escape(printable(one_line(f"note: {note} ({of})"))), soft_wrap=True)
    if len(notes) > FEW:
        console.print(f"{len(notes) - FEW:,} more notes; --json lists them")
