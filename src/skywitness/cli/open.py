"""``skywitness open``: the dossier of a case in the browser, checked again on every save."""

from __future__ import annotations

import sys
import webbrowser
from typing import Annotated

import typer

from skywitness.cli.choices import CaseName
from skywitness.cli.opened.following import Told
from skywitness.cli.output import printable
from skywitness.interruption import is_the_end
from skywitness.reason.conflicts.conflicts import SECONDS


def open(
    case: CaseName,
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 takes any free one.")
    ] = 0,
    conflicts: Annotated[
        float, typer.Option(metavar="SECONDS", min=0, help="As in check; 0 seeks none.")
    ] = SECONDS,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address and open no browser.")
    ] = False,
) -> None:
    """Show a case's dossier in the browser, and check it again on every save, until Ctrl-C."""
    from skywitness.cli.opened.opening import Opening

    with is_the_end(), Opening(case, port, _tell, conflicts_s=conflicts) as opened:
        typer.echo(f"The dossier is at {opened.address} (Ctrl-C ends)")
        if opened.shipped:
            typer.echo("This is a shipped case, which cannot be edited: it is checked once.")
        if not no_browser:
            webbrowser.open(opened.address)
        opened.serve()


def _tell(told: Told) -> None:
    took = f"checked in {told.seconds:.1f} s"
    words = f"skywitness: {told.error['words']}" if told.error else took
    print(printable(words), file=sys.stderr, flush=True)
