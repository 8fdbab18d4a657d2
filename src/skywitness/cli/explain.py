"""``skywitness explain``: every reading of a sentence in plain words, with its numbers."""

from __future__ import annotations

from typing import Annotated, get_args

import typer
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from skywitness.claims.casefile.loader import load_case
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.readings import MOST_READINGS
from skywitness.claims.telling.explanation import (
    STRETCH_NAMES,
    Explanation,
    ReadingExplained,
    error_words,
    explain_sentence,
)
from skywitness.cli.output import in_json
from skywitness.errors import SkywitnessError
from skywitness.places.place import ReadingKind


def explain(
    sentence: Annotated[
        str, typer.Argument(help="A sentence of the claim language, or the id of a claim of CASE.")
    ],
    case: Annotated[
        str | None,
        typer.Option(help="A folder, a case.toml or a shipped case: its moments, places, policy."),
    ] = None,
    frame: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="A point of view: its id in CASE; without a case such as 'claimed by RUS'.",
        ),
    ] = None,
    sector: Annotated[
        float | None,
        typer.Option(min=0.001, max=360, help="Total width in degrees of every compass sector."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show every reading of a sentence in plain words, before any verdict is trusted."""
    loaded = load_case(case) if case is not None else None
    if loaded is not None:
        chosen = loaded.frame(frame) if frame is not None else loaded.frames[0]
    else:
        chosen = _point_of_view(frame)
    explanation = explain_sentence(sentence, loaded, chosen, sector_deg=sector)
    if as_json:
        typer.echo(in_json(explanation.as_json()))
    else:
        show(explanation, Console(highlight=False))


def _point_of_view(borders: str | None) -> Frame:
    words = borders or "recognised"
    chosen = Frame(words, "recognised borders" if words == "recognised" else words, words)
    try:
        chosen.view().party()
    except SkywitnessError as error:
        raise error.located(key="--frame") from error
    return chosen


def show(explanation: Explanation, console: Console) -> None:
    """Print an explanation; nothing in it is taken as markup."""
    console.print(Text(explanation.sentence, style="bold"))
    said = f"said of {', '.join(explanation.moments)}" if explanation.moments else "of no moment"
    facts = f"{said}; {explanation.frame.label}; tolerances: {explanation.policy}"
    console.print(Padding(Text(facts, style="dim"), (0, 0, 1, 2)))
    _words(explanation, console)
    _phrases(explanation, console)
    tested = any(not part.untestable for r in explanation.readings for part in r.parts)
    for kind in get_args(ReadingKind) if tested else ():
        mine = [r for r in explanation.readings if r.kind == kind]
        _readings(mine, kind, console, explanation.count if kind == "ordinary" else len(mine))
    _untested(explanation, console)
    _places(explanation, console)


def _heading(text: str, console: Console, note: str = "") -> None:
    console.print(Text.assemble((text, "bold cyan"), (f"  {note}" if note else "", "dim")))


def _words(explanation: Explanation, console: Console) -> None:
    if not explanation.words:
        return
    _heading("Words that can be read in several ways", console)
    table = Table.grid(padding=(0, 2))
    for word, values in explanation.words:
        ordinary = " or ".join(label for label, kind in values if kind == "ordinary")
        generous = " or ".join(label for label, kind in values if kind == "generous")
        meaning = Text(ordinary)
        if generous:
            meaning.append(f"; generously {generous}", style="dim")
        table.add_row(Text(word), meaning)
    console.print(Padding(table, (0, 0, 1, 2)))


def _phrases(explanation: Explanation, console: Console) -> None:
    """Each phrase once, with every measure and interval it has in some reading."""
    rows: dict[str, dict[tuple[str, tuple[tuple[str, ...], ...]], str]] = {}
    for reading in explanation.readings:
        for part in reading.parts:
            if not part.untestable:
                seen = rows.setdefault(part.name, {})
                seen.setdefault((part.measured, part.allowed), reading.kind)
    if rows:
        _heading("What each phrase allows", console)
    for name, variants in rows.items():
        console.print(Padding(Text(name, style="bold"), (0, 0, 0, 2)))
        stretched = [key for key in variants if len(key[1]) > 1]
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=bool(stretched), pad_edge=False)
        table.add_column("")
        for _, words in STRETCH_NAMES if stretched else STRETCH_NAMES[:1]:
            table.add_column(words, header_style="dim")
        for (what, cells), kind in variants.items():
            label = Text(what)
            if kind == "generous":
                label.append(" (generous)", style="dim")
            table.add_row(label, *(Text("\n".join(cell)) for cell in cells))
        console.print(Padding(table, (0, 0, 1, 4)))


def _readings(
    readings: list[ReadingExplained], kind: ReadingKind, console: Console, count: int
) -> None:
    if not readings:
        return
    note = "one word taken more widely; shown, never decisive" if kind == "generous" else ""
    if count > MOST_READINGS:
        note = "told phrase by phrase; each of one phrase goes with each of another"
    else:
        count = len(readings)
    _heading(f"{count:,} {kind} reading{'' if count == 1 else 's'}", console, note)
    for number, reading in enumerate(readings, 1):
        console.print(Padding(Text(f"{number}. {reading.name}", style="bold"), (0, 0, 0, 2)))
        plain = "; ".join(part.plain for part in reading.parts if not part.untestable)
        if plain:
            console.print(Padding(Text(plain), (0, 0, 0, 5)))
    console.print()


def _untested(explanation: Explanation, console: Console) -> None:
    untested = {
        (part.name, part.untestable): None
        for reading in explanation.readings
        for part in reading.parts
        if part.untestable
    }
    if not untested:
        return
    _heading("Not tested", console)
    for name, reason in untested:
        text = str(reason) if name == reason else f"{name}: {reason}"
        console.print(Padding(Text(text), (0, 0, 0, 2)))
    console.print()


def _places(explanation: Explanation, console: Console) -> None:
    places = explanation.places()
    if not places:
        return
    _heading("Places", console)
    for place in places:
        source = " ".join(filter(None, (place.source, place.version)))
        lines = [f"{place.view}; {error_words(place)}", f"source: {source}"]
        if place.licence:
            lines[-1] += f" ({place.licence})"
        lines += place.notes
        console.print(Padding(Text(place.name, style="bold"), (0, 0, 0, 2)))
        for line in lines:
            console.print(Padding(Text(line), (0, 0, 0, 4)))
