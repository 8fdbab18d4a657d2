"""``skywitness pack``: a case with everything its verdicts rest on, in one bag."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from skywitness import api
from skywitness.cli.choices import CaseName
from skywitness.cli.output import in_json, printable, progress
from skywitness.errors import SkywitnessError
from skywitness.reason.conflicts.conflicts import SECONDS


def pack(
    case: CaseName,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE-OR-FOLDER", help="A .zip file or a folder that is not there."),
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(metavar="ID[=REASON]", help="List this document, and do not enclose it."),
    ] = None,
    redact: Annotated[
        list[str] | None,
        typer.Option(metavar="ID[=REASON]", help="Put a text that says so in its place."),
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of the pack, YYYY-MM-DD.")
    ] = None,
    conflicts: Annotated[
        float,
        typer.Option(
            metavar="SECONDS", min=0, help="Time to spend on conflicts among claims; 0 seeks none."
        ),
    ] = SECONDS,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the documented JSON object instead of text.")
    ] = False,
) -> None:
    """Put a case, its dossier, certificates and exports into one BagIt bag."""
    with progress("packing") as tell:
        made = api.pack(
            case,
            out,
            leave_out=leave_out or (),
            redact=redact or (),
            date=_day(date),
            conflicts_s=conflicts,
            progress=tell,
        )
    if as_json:
        found = {
            "pack": str(made.path),
            "files": made.files,
            "bytes": made.bytes,
            "tagmanifest_sha256": made.tagmanifest_sha256,
            "missing": [i.as_json() for i in made.missing],
        }
        typer.echo(in_json(found))
        return
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(printable(f"The pack: {made.path}"), style="bold"))
    console.print(Text(f"  {made.files:,} files, {made.bytes:,} bytes"))
    for item in made.missing:
        why = f": {item.reason}" if item.reason else ""
        console.print(Text(printable(f"  {item.status}: {item.id}{why}"), style="yellow"))
        if item.path is not None and item.quoted_by:
            quoted = ", ".join(item.quoted_by)
            console.print(Text(printable(f"    quotes from it stay in the pack: {quoted}")))
    console.print(Text(f"  tagmanifest sha256 {made.tagmanifest_sha256}", style="dim"))


def _day(text: str | None) -> dt.date | None:
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError:
        raise SkywitnessError(
            f"'{text[:40] if text else ''}' is not a date", remedy="write it as YYYY-MM-DD"
        ) from None
