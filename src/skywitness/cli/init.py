"""``skywitness init``: a starter case with a comment on every part of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from skywitness.claims.casefile.starter import write_starter
from skywitness.cli.output import printable


def init(
    folder: Annotated[Path, typer.Argument(help="The folder to make; it must not hold a case.")],
) -> None:
    """Start a new case folder with a commented case.toml that checks as it stands."""
    written = write_starter(folder)
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(printable(f"wrote {written}")))
    console.print(Text(printable(f"next: edit it, then run  skywitness check {folder}")))
