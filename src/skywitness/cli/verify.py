"""``skywitness verify``: the certificates of a check, checked with bounds of the verifier's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from skywitness import api
from skywitness.cli.output import printable, progress

DOES_NOT_HOLD = 1


def verify(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The folder that check --out wrote into.")
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the documented JSON object instead of text.")
    ] = False,
) -> None:
    """Check the certificates that a check wrote, with bounds of its own."""
    with progress("verifying") as tell:
        found = api.verify_certificates(folder, progress=tell)
    if as_json:
        failed = None if found.failed is None else dict(zip(("certificate", "what"), found.failed,
                                                            strict=True))  # fmt: skip
        missing = [{"certificate": name, "reason": why} for name, why in found.not_certified]
        out = {
            "case": found.case,
            "holds": found.holds,
            "failed": failed,
            "certificates": found.certificates,
            "exclusions": found.logs,
            "proven": found.proven,
            "not_certified": missing,
            "manifest_sha256": found.manifest_sha256,
        }
        typer.echo(json.dumps(out, ensure_ascii=False, indent=2, allow_nan=False))
    else:
        console = Console(highlight=False, soft_wrap=True)
        if found.failed is not None:
            where, why = found.failed
            console.print(Text("does not hold", style="bold red"))
            console.print(Text(printable(f"  {where}: {why}")))
            console.print(Text(f"  {found.certificates} certificates before it hold", style="dim"))
        else:
            console.print(Text(printable(f"{found.case}: every certificate holds"), style="bold"))
            for word, count in found.proven.items():
                console.print(Text(printable(f"  {count:4}  {word}")))
            console.print(Text(f"  {found.logs} exclusion logs were checked", style="dim"))
        for name, why in found.not_certified:
            console.print(Text(printable(f"  not certified: {name}: {why}"), style="yellow"))
        console.print(Text(f"  manifest sha256 {found.manifest_sha256}", style="dim"))
    if not found.holds:
        raise typer.Exit(DOES_NOT_HOLD)
