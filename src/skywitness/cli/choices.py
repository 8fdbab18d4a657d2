"""Arguments of commands that take a part of a store."""

from __future__ import annotations

from typing import Annotated

import typer

StorePath = Annotated[str, typer.Argument(metavar="STORE", help="A store of the record.")]
Addresses = Annotated[
    list[str] | None, typer.Option(help="Only this address; may be given more than once.")
]
Callsigns = Annotated[
    list[str] | None, typer.Option(help="Only flights with this callsign, whole.")
]
Span = Annotated[
    str | None, typer.Option("--when", metavar="START..END", help="Only this time (UTC), or a day.")
]
