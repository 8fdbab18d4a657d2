"""Writes a part of the record in another format: counted first, whole or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from skywitness.errors import RecordError
from skywitness.handover.rows.formats import FORMATS, Format, Job
from skywitness.record.store.selection import Selection
from skywitness.record.store.store import Store
from skywitness.tracks.provenance import HEIGHTS, Provenance, look
from skywitness.wholefiles import free_for_file, whole_file


@dataclass(frozen=True)
class Exported:
    """What was written."""

    path: Path
    format: str
    heights: str
    lines: bool
    bytes: int
    provenance: Provenance


def export(
    store: Store,
    to: str,
    out: str | Path,
    *,
    icao24: str | Iterable[str] | None = None,
    callsign: str | Iterable[str] | None = None,
    start: dt.datetime | str | None = None,
    end: dt.datetime | str | None = None,
    faulty: bool = False,
    heights: str = "geometric",
    lines: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Exported:
    """Write rows of a store to a file; an older file of that name is replaced when it is done.

    Nothing but a file is replaced: no link, pipe or device.

    Args:
        store: the store.
        to: a name of :data:`~skywitness.handover.rows.formats.FORMATS`.
        out: the file.
        icao24: one address or several; all without it.
        callsign: one or several: every flight on which one of them was sent, whole.
        start: first moment, a datetime or ISO 8601 text; without a zone it is UTC.
        end: the moment before which rows lie.
        faulty: also rows with a fault, marked; otherwise they are left out and counted.
        heights: third coordinates are heights above the ellipsoid (``geometric``) or ``pressure``
            altitudes.
        lines: a line for each leg in place of a point for each row, where the format has both.
        progress: told what is being worked on.

    Raises:
        RecordError: no such format or height, no such rows, too many for the format, a file that
            cannot be written or is one of the record's own.
    """
    kind = _known(to, heights, lines)
    path = Path(out)
    refuse_place(path, kind.ending)
    progress("counting rows")
    found = look(store, Selection.of(icao24, callsign, start, end, faulty))
    _spare(path, store)
    if kind.most is not None and found.census.placed > kind.most:
        raise RecordError(
            f"{found.census.placed:,} positions are too many for {kind.name}: what reads it holds "
            f"all in memory, so it takes {kind.most:,}",
            remedy="choose fewer with --icao24, --callsign or --when, or take geoparquet",
        )
    if (lines or not kind.placeless) and not found.census.placed:
        raise RecordError(
            f"none of the {found.census.rows:,} rows has a position to draw",
            remedy="csv takes rows without one",
        )
    progress(f"writing {path.name}")
    with replaced(path) as partial:
        kind.writer.write(partial, Job(store, found, heights, lines))
    return Exported(path, kind.name, heights, lines, path.stat().st_size, found)


def refuse_place(path: Path, ending: str) -> None:
    """Refuse, before any work, a place where no file can be put.

    Raises:
        RecordError: a folder, a link, a pipe or a device is there, or there is no such folder.
    """
    remedy = f"name a file, such as tracks{ending}"
    if path.is_dir() or not path.parent.is_dir():
        why = "is a folder" if path.is_dir() else "lies in a folder that does not exist"
        raise RecordError(f"{path} {why}", remedy=remedy)
    try:
        free_for_file(path)
    except OSError as error:
        raise RecordError(
            f"the file cannot be written ({error.strerror or error})", file=str(path), remedy=remedy
        ) from error


def _known(to: str, heights: str, lines: bool) -> Format:
    if to not in FORMATS:
        raise RecordError(
            f"{to!r} is no format to export to", remedy=f"one of {', '.join(FORMATS)}"
        )
    if heights not in HEIGHTS:
        raise RecordError(f"no heights {heights!r}", remedy=f"one of {', '.join(HEIGHTS)}")
    if lines and not FORMATS[to].lines:
        names = " and ".join(f.name for f in FORMATS.values() if f.lines)
        raise RecordError(
            f"{to} holds {FORMATS[to].holds} and has no lines to choose",
            remedy=f"leave --lines out; {names} have both",
        )
    return FORMATS[to]


def _spare(path: Path, store: Store) -> None:
    """Refuse to write over what was read, or into the store."""
    target = path.resolve()
    own = {Path(e.path).resolve() for m in store.manifest for e in m.inputs}
    own |= {Path(p["path"]).resolve() for m in store.manifest for e in m.inputs for p in e.parts}
    if target in own or target.is_relative_to(store.root.resolve()):
        raise RecordError(
            "that file belongs to the record: originals are never changed",
            file=str(path),
            remedy="give --out another name",
        )


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A file beside ``path`` to write to, which takes its name when all went well.

    Raises:
        RecordError: the system refuses.
    """
    try:
        with whole_file(path) as partial:
            yield partial
    except OSError as error:
        raise RecordError(
            f"the file cannot be written ({error.strerror or error})",
            file=str(path),
            remedy="name a file that may be written, on a disk with room",
        ) from error
