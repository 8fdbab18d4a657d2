"""``skywitness export``: a part of the record as KML, GeoJSON, GPX, CZML, CSV or GeoParquet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from skywitness.cli.choices import Addresses, Callsigns, Span, StorePath
from skywitness.cli.output import in_json, printable, progress
from skywitness.handover.rows.exporting import export as export_store
from skywitness.handover.rows.formats import FORMATS
from skywitness.record.store.selection import span_of
from skywitness.record.store.store import open_store


def export(
    store: StorePath,
    to: Annotated[str, typer.Option(metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="The file to write.")],
    icao24: Addresses = None,
    callsign: Callsigns = None,
    span: Span = None,
    faulty: Annotated[
        bool, typer.Option("--faulty", help="Also rows with a fault, marked.")
    ] = False,
    heights: Annotated[
        str, typer.Option(help="Third coordinates: 'geometric' or 'pressure'.")
    ] = "geometric",
    lines: Annotated[
        bool, typer.Option("--lines", help="A line for each leg in place of a point for each row.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the documented JSON object instead of text.")
    ] = False,
) -> None:
    """Write a part of the record in another format, with its sources, licences and units."""
    start, end = span_of(span) if span is not None else (None, None)
    with progress("exporting") as tell:
        done = export_store(
            open_store(store), to, out, icao24=icao24, callsign=callsign, start=start, end=end,
            faulty=faulty, heights=heights, lines=lines, progress=tell,
        )  # fmt: skip
    if as_json:
        document = {
            "out": str(done.path),
            "format": done.format,
            "heights": done.heights,
            "lines": done.lines,
            "bytes": done.bytes,
            **done.provenance.as_json(None),
        }
        typer.echo(in_json(document))
        return
    n = done.provenance.census
    console = Console(highlight=False, soft_wrap=True)
    console.print(escape(printable(f"{done.path}: {n.rows:,} rows, {done.bytes:,} bytes")))
    if missing := n.rows - n.placed:
        what = "with an empty place" if FORMATS[to].placeless and not lines else "left out"
        console.print(f"{missing:,} of them have no position: {what}")
    console.print(done.provenance.faults)
    for notice in done.provenance.licences:
        console.print(escape(printable(f"licence: {notice}")))
