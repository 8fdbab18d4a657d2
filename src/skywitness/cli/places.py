"""``skywitness places``: what a place name stands for, searching names, installing finer shapes."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from skywitness.claims.language.words.adjectives import spellings
from skywitness.claims.language.words.unmapped import instead
from skywitness.cli.output import in_json, printable
from skywitness.drawing import picture
from skywitness.errors import AmbiguousPlace, PlaceError
from skywitness.places import describe
from skywitness.places.names import gazetteer, install
from skywitness.places.names.views import View
from skywitness.places.place import Extent
from skywitness.wholefiles import write_whole


def places(
    name: Annotated[
        str | None, typer.Argument(help="A name, such as Crimea or 'Black Sea'.")
    ] = None,
    view: Annotated[
        str, typer.Option(help="'recognised', 'claimed by RUS' or 'held by RUS' (ISO A3).")
    ] = "recognised",
    date: Annotated[
        str | None, typer.Option(help="YYYY-MM-DD: claims made later do not count.")
    ] = None,
    shapes: Annotated[str, typer.Option(help="'1km' (shipped) or '100m' (installed).")] = "1km",
    search: Annotated[str | None, typer.Option(help="List known names like this text.")] = None,
    install_file: Annotated[
        Path | None, typer.Option("--install", help="A file of the 100 m set to install.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write a picture to this .svg file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable output.")] = False,
) -> None:
    """Show what a place name stands for: shape, source, point of view, stated error, picture."""
    console = Console(highlight=False, soft_wrap=True)
    progress = Console(stderr=True)
    if install_file is not None:
        done = install.install(install_file, progress.print)
        typer.echo(
            json.dumps({"installed": str(done)}) if as_json else printable(f"installed: {done}")
        )
        return
    if search is not None:
        names = gazetteer.suggest(search, 20)
        if not names:
            words = escape(printable(f"no known name is like '{search}'"))
            progress.print(f"{words}; a case can add places of its own")
        typer.echo(json.dumps(names, ensure_ascii=False) if as_json else "\n".join(names))
        return
    if name is None:
        raise PlaceError(
            "no place is named",
            remedy="write a name, or use --search TEXT or --install FILE",
        )
    extents = _found(name, View(view, _day(date)), shapes)
    if out is not None:
        for path, extent in _files(out, extents):
            write_whole(picture.svg(extent.place).encode(), path, "picture")
            progress.print(escape(printable(f"wrote {path}")))
    if as_json:
        document = {"name": name, "extents": [describe.summary(e) for e in extents]}
        typer.echo(in_json(document))
        return
    for number, extent in enumerate(extents):
        if number:
            console.print()
        _show(console, extent, describe.summary(extent))


def _found(name: str, view: View, shapes: str) -> tuple[Extent, ...]:
    """What a sentence would find: the name as written, then with adjectives turned to names."""
    first: PlaceError | None = None
    for spelling in spellings(name):
        try:
            return gazetteer.find_place(spelling, view, shapes=shapes)
        except AmbiguousPlace:
            raise
        except PlaceError as error:
            first = first or error
    if first is None:
        return gazetteer.find_place(name, view, shapes=shapes)
    otherwise = instead(name, lambda other: _is_place(other, view, shapes))
    if otherwise:
        first.remedy = otherwise
    raise first


def _is_place(name: str, view: View, shapes: str) -> bool:
    try:
        gazetteer.find_place(name, view, shapes=shapes)
    except AmbiguousPlace:
        return True
    except PlaceError:
        return False
    return True


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise PlaceError(f"{text!r} is not a date", remedy="write it as 2023-03-14") from error


def _files(out: Path, extents: tuple[Extent, ...]) -> list[tuple[Path, Extent]]:
    """One file per extent: NAME.svg, NAME-2.svg …"""
    if out.suffix.lower() != ".svg":
        raise PlaceError(f"{out} is not an .svg file", remedy="give --out a name ending in .svg")
    if not out.parent.exists():
        raise PlaceError(f"there is no folder {out.parent}", remedy="make the folder first")
    return [
        (out if k == 0 else out.with_name(f"{out.stem}-{k + 1}{out.suffix}"), extent)
        for k, extent in enumerate(extents)
    ]


def _show(console: Console, extent: Extent, facts: dict[str, Any]) -> None:
    """One extent as text."""
    console.print(printable(facts["name"]), style="bold", markup=False)
    if extent.label:
        console.print(f"  read as        {extent.label} ({extent.kind})", markup=False)
    for key, label in describe.LABELS.items():
        if facts.get(key) not in (None, "", []):
            console.print(f"  {label:<14} {describe.text_of(key, facts[key])}", markup=False)
    for note in facts["notes"]:
        console.print(f"  note           {note}", markup=False)
    if facts["shape"] == "Point":
        return  # a dot in an empty square shows nothing
    console.print()
    picture_text = re.sub(r"^", "  ", picture.sketch(extent.place), flags=re.MULTILINE)
    console.print(picture_text, markup=False)
