"""``skywitness show``: what a store holds, its aircraft, and pictures of a few of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from skywitness.cli.choices import Addresses, Callsigns, Span, StorePath
from skywitness.cli.output import in_json, printable, progress, wide
from skywitness.errors import RecordError
from skywitness.record.store.selection import Selection, span_of
from skywitness.record.store.store import open_store
from skywitness.tracks.facts import extremes, facts
from skywitness.tracks.notes import notes
from skywitness.tracks.overview import HEIGHTS, Aircraft, Overview, overview

if TYPE_CHECKING:
    from skywitness.handover.pictures.scene import Scene
    from skywitness.tracks.lines import Leg

REFERENCE = {
    "altitude": "",
    "geoaltitude": " geometric",
    "mslaltitude": " above the sea",
    "aglaltitude": " above the ground",
    "unstatedaltitude": " above what is not said",
}
MOST_SHOWN = 40
"""So many aircraft stand in the table; --json has all."""
FEW = 4
"""Up to so many aircraft are shown leg by leg, with a map."""


def show(
    store: StorePath,
    icao24: Addresses = None,
    callsign: Callsigns = None,
    span: Span = None,
    faulty: Annotated[
        bool, typer.Option("--faulty", help="Draw rows with a fault too, as hollow dots.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a picture: .html or .svg.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the documented JSON object instead of text.")
    ] = False,
) -> None:
    """Show what a store holds: its aircraft, and the map, heights and speeds of a few of them."""
    opened = open_store(store)
    if out is not None:
        from skywitness.handover.pictures.page import refuse_picture, write_picture

        refuse_picture(out)
    start, end = span_of(span) if span is not None else (None, None)
    selection = Selection.of(icao24, callsign, start, end, faulty)
    with progress("looking") as tell:
        found = overview(opened, selection)
        missing = _missing(selection.icao24, found)
        tell("drawing")
        chosen = any(each is not None for each in (icao24, callsign, span))
        few = 0 < len(found.aircraft) <= FEW
        scene = _scene(opened, selection, found) if out is not None or few else None
        if out is not None and scene is not None:
            write_picture(scene, out)
    if as_json:
        document = found.as_json() | {"bytes": sum(p.bytes for _, p in opened.parts)}
        legs = None
        if scene is not None:
            legs = [facts(s.leg) | {"notes": notes(s.leg)} for s in scene.shown]
        document |= {"legs": legs, "picture": str(out) if out is not None else None}
        typer.echo(in_json(document))
        return
    console = wide()
    _summary(console, found, chosen)
    if found.aircraft:
        console.print(_aircraft(found.aircraft))
        if (more := len(found.aircraft) - MOST_SHOWN) > 0:
            console.print(f"{more:,} more aircraft, those with the fewest rows, are not shown")
    if scene is not None and few:
        _legs(console, scene)
    if missing:
        Console(stderr=True).print(escape(printable(f"no row of {', '.join(missing[:20])}")))
    if out is not None:
        Console(stderr=True).print(escape(printable(f"wrote {out}")))


def _missing(asked: frozenset[str] | None, found: Overview) -> list[str]:
    """Addresses that were asked for and have no row among those chosen.

    Raises:
        RecordError: none has one.
    """
    missing = sorted((asked or frozenset()) - {a.icao24 for a in found.aircraft})
    if missing and not found.rows:
        raise RecordError(
            f"no row of {', '.join(missing[:20])} ({found.chosen})",
            remedy="skywitness show STORE lists the addresses and the span of time that it has",
        )
    return missing


def _scene(store: Any, selection: Any, found: Overview) -> Scene:
    from skywitness.handover.pictures.scene import scene

    return scene(store, selection, found)


def _summary(console: Console, found: Overview, chosen: bool) -> None:
    lines = [("chosen", found.chosen)] if chosen else []
    if found.first and found.last:
        lines.append(("from", f"{found.first:%Y-%m-%d %H:%M:%S} UTC"))
        lines.append(("to", f"{found.last:%Y-%m-%d %H:%M:%S} UTC"))
    share = f", {found.faulty:,} with a fault" if found.faulty else ""
    lines.append(("rows", f"{found.rows:,}{share}"))
    lines.append(("addresses", f"{len(found.aircraft):,}"))
    lines.append(("sources", _counts(found.sources)))
    lines.append(("faults", _counts(found.faults) or "none"))
    names = [i.path for i in found.inputs]
    more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    lines.append(("inputs", ", ".join(names[:3]) + more))
    said = sorted({i.licence for i in found.inputs if i.licence})
    lines.append(("licences", "; ".join(said) or "none stated"))
    console.print(escape(printable(found.store)), style="bold")
    for name, text in lines:
        console.print(f"  {name:<10} {escape(printable(text))}", soft_wrap=True)


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{k} {n:,}" for k, n in sorted(counts.items(), key=lambda each: -each[1]))


def _aircraft(every: tuple[Aircraft, ...]) -> Table:
    """The aircraft with the most rows."""
    rows = []
    for a in sorted(every, key=lambda a: (-a.rows, a.icao24 or ""))[:MOST_SHOWN]:
        calls = ", ".join(a.callsigns[:4]) + (" …" if len(a.callsigns) > 4 else "")
        name = next((name for name in HEIGHTS if name in a.heights), None)
        low, most = a.heights[name] if name else (0, 0)
        high = f"{low:,.0f} – {most:,.0f}{REFERENCE[name]}" if name else ""
        first, last = _span(a.first, a.last, "%H:%M")
        names = (a.icao24 or "none", a.registration or "", a.typecode or "", calls)
        rows.append([*names, first, last, f"{a.rows:,}", f"{a.faulty:,}", high])
    titles = ("icao24", "reg.", "type", "callsigns", "first (UTC)", "last", "rows", "faulty")
    return _table((*titles, "altitude ft"), rows)


def _table(titles: tuple[str, ...], rows: list[list[str]]) -> Table:
    """A table without the columns that nobody fills."""
    used = [k for k in range(len(titles)) if any(row[k] for row in rows)]
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for k in used:
        right = titles[k] in {"rows", "faulty", "altitude ft", "positions", "speed kt"}
        table.add_column(
            titles[k],
            justify="right" if right else "left",
            no_wrap=titles[k] != "callsigns",
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(escape(printable(row[k])) for k in used))
    return table


def _span(first: dt.datetime | None, last: dt.datetime | None, clock: str) -> tuple[str, str]:
    """Two times; the second without its date where it is the first's."""
    if first is None or last is None:
        return "", ""
    short = "" if first.date() == last.date() else "%Y-%m-%d "
    return f"{first:%Y-%m-%d {clock}}", f"{last:{short}{clock}}"


def _legs(console: Console, scene: Scene) -> None:
    """The legs as a table, and where they went."""
    from skywitness.handover.pictures.sketch import sketch

    rows = []
    for s in scene.shown:
        f = facts(s.leg)
        ends = [dt.datetime.fromisoformat(f[k]) for k in ("first", "last")]
        first, last = _span(ends[0], ends[1], "%H:%M:%S")
        rows.append(
            [
                s.mark, f["icao24"] or "none", ", ".join(f["callsigns"]), first, last,
                f"{f['positions']:,}", f"{f['rows_with_fault']:,}",
                _heights(s.leg), _range(s.leg, "groundspeed"),
            ]
        )  # fmt: skip
    titles = ("leg", "icao24", "callsigns", "first (UTC)", "last", "positions", "faulty")
    console.print(_table((*titles, "altitude ft", "speed kt"), rows))
    for s in scene.shown:
        for note in notes(s.leg):
            console.print(f"leg {s.mark}: {note}", soft_wrap=True)
    drawn = sketch(scene)
    if not drawn:
        any_said = any(s.leg.placed.any() for s in scene.shown)
        why = "none of them is on the globe" if any_said else "no row has one"
        console.print(f"no position can be drawn: {why}")
    for row in drawn:
        line = Text("  ")
        for character, track in row:
            line.append(character, style="bold cyan" if track else "dim")
        console.print(line, no_wrap=True, crop=False)


def _heights(leg: Leg) -> str:
    """The pressure altitudes of a leg, else the first heights that it has, with their reference."""
    for name in HEIGHTS:
        if found := _range(leg, name):
            return found + REFERENCE[name]
    return ""


def _range(leg: Leg, name: str) -> str:
    found = extremes(leg, name)
    return "" if found is None else f"{found[0]:,.0f} – {found[1]:,.0f}"
