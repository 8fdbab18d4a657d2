"""Arguments that several commands take: a case, and a part of a store."""

from __future__ import annotations

from typing import Annotated

import typer

CaseName = Annotated[
    str, typer.Argument(metavar="CASE", help="A folder, a case.toml, or a shipped case's name.")
]
Sector = Annotated[
    float | None,
    typer.Option(min=1, max=360, help="Total width in degrees of every compass sector."),
]
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
