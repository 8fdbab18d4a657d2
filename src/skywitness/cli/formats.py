"""``skywitness formats``: what can be read, what it is recognised by, what a row of it is."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from skywitness.cli.output import in_json
from skywitness.record.readers import formats as known


def formats(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the documented JSON object instead of a table.")
    ] = False,
) -> None:
    """Show the formats that can be read, in the order in which they are tried."""
    if as_json:
        listed = [_without_module(asdict(each)) for each in known.FORMATS]
        typer.echo(in_json({"formats": listed}))
        return
    table = Table("name", "what it is", "recognised by", "a row is")
    for each in known.FORMATS:
        table.add_row(each.name, each.title, each.sign, each.row)
    console = Console(highlight=False)
    console.print(table)
    console.print(
        "Files are recognised by their content. Any of them may be gzipped, or in a tar or zip.",
        style="dim",
    )


def _without_module(each: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in each.items() if key != "module"}
