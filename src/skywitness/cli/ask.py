"""``skywitness ask``: what claims leave possible of a distance, a bearing, a height or a time."""

from __future__ import annotations

import math
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from skywitness import api
from skywitness.claims.meaning.references import REFERENCES
from skywitness.claims.meaning.stretches import BEYOND, POLICY
from skywitness.cli.choices import CaseName, Sector
from skywitness.cli.output import in_json, printable, progress
from skywitness.dossier.words import words
from skywitness.dossier.words.answerwords import answer_words
from skywitness.errors import CaseError


def ask(
    case: CaseName,
    question: Annotated[
        str, typer.Argument(help='Such as "distance from encounter to Russian mainland".')
    ],
    given: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID,ID",
            help="Claims to take as given; a sentence of the claim language works too.",
        ),
    ] = None,
    frame: Annotated[
        str | None,
        typer.Option(metavar="ID", help="The point of view, by its id; the first if left out."),
    ] = None,
    stretch: Annotated[
        float,
        typer.Option(min=0, max=int(BEYOND), help="Factor on every tolerance; 1 is the policy."),
    ] = POLICY,
    sector: Sector = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the documented JSON object instead of a table.")
    ] = False,
) -> None:
    """Ask a case what its claims leave possible."""
    if math.isnan(stretch):
        raise CaseError("--stretch is not a number", remedy=f"give a factor from 0 to {BEYOND:g}")
    loaded = api.load_case(case)
    with progress("searching"):
        answer = api.ask(
            loaded,
            question,
            _givens(given or [], {c.id for c in loaded.claims}),
            frame=frame,
            stretch=stretch,
            sector_deg=sector,
        )
    if as_json:
        typer.echo(in_json(api.as_json(answer)))
        return
    console = Console(highlight=False)
    since = f" Heights are {REFERENCES['altitude']}." if answer.question.kind == "altitude" else ""
    console.print(escape(printable(f"{answer_words(answer)}{since}")), style="bold")
    table = Table("reading", "kind", "possible", "ends")
    for r in answer.readings:
        table.add_row(
            escape(printable(r.reading.name)),
            r.reading.kind,
            words.intervals_words(
                r.possible, answer.unit, height=answer.question.kind == "altitude"
            ),
            "\n".join(
                f"{words.end_words(lo, answer.unit)} – {words.end_words(hi, answer.unit)}"
                for lo, hi in r.possible.intervals
            ),
        )
    console.print(table)
    if answer.limits:
        console.print(escape(printable(answer.limits)))


def _givens(given: list[str], known: set[str]) -> list[str]:
    """Claim ids split at commas; anything else is a sentence and stays whole."""
    out: list[str] = []
    for one in given:
        parts = [p.strip() for p in one.split(",") if p.strip()]
        out += parts if all(p in known or " " not in p for p in parts) else [one]
    return out
