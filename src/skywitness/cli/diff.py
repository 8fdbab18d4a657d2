"""``skywitness diff``: what differs between two dossiers, as a note of corrections."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from skywitness.cli.output import in_json, printable
from skywitness.unseen import one_line

DIFFERENT = 1

_HEADS = {
    "case": "Case", "frames": "Points of view", "claims": "Claims", "quotes": "Quotes",
    "verdicts": "Verdicts", "margins": "Margins", "conflicts": "Conflicts", "findings": "Findings",
}  # fmt: skip
_DOSSIER = "A pack, a folder that check --out wrote, or its case.json."


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help=_DOSSIER)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help=_DOSSIER)],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the documented JSON object instead of text.")
    ] = False,
) -> None:
    """Tell what differs between two dossiers, as a note of corrections; status 1 where any does."""
    from skywitness.handover.differences import SORTS, differences, told

    found = differences(old, new)
    if as_json:
        by_sort = {sort: [each.as_json() for each in found if each.sort == sort] for sort in SORTS}
        typer.echo(in_json({"same": not found, **by_sort}))
    elif not found:
        typer.echo("The two dossiers say the same.")
    else:
        for sort in SORTS:
            mine = [told(each) for each in found if each.sort == sort]
            if mine:
                typer.echo("\n".join([_HEADS[sort], *(f"  {_line(each)}" for each in mine), ""]))
    if found:
        raise typer.Exit(DIFFERENT)


def _line(text: str) -> str:
    return printable(one_line(text))
