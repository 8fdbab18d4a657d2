"""Which columns of a table are which columns of the record, and in which units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skywitness.errors import RecordError
from skywitness.record.schema import LATER, SCHEMA
from skywitness.record.tables.names import (
    DIALECTS,
    NEUTRAL,
    UNDECIDED,
    Dialect,
    Field,
    plain,
    with_unit,
)

MOST_COLUMNS = 1_000
_ROLES = {"timestamp": "time", "received": "contact"}
_OWN = {_ROLES.get(n, n) for n in SCHEMA.names} - {"file", "row", *LATER}
_REMEDY = (
    "rename the columns so that they state their units, for example altitude_ft or altitude_m, "
    "groundspeed_kt or groundspeed_mps, vertical_rate_fpm or vertical_rate_mps"
)


@dataclass(frozen=True)
class Source:
    """A column of the table: its name there and the factor to the record's unit."""

    name: str
    unit: str


@dataclass(frozen=True)
class Layout:
    """What is where: ``columns`` by column of the record or role, ``extra`` are not read."""

    dialect: str
    columns: dict[str, Source]
    extra: tuple[str, ...]
    empty: frozenset[str] = frozenset()
    """Texts that stand for no value."""

    @property
    def own(self) -> bool:
        """Whether it is the record's: all its columns are there, the marks among them."""
        return self.columns.keys() >= _OWN


def looks(names: Sequence[str]) -> bool:
    """Whether these can be the column names of a table of positions.

    It must say a time, and where something was or who it was, and three things at least.
    """
    known = {f.column for f in map(_any_dialect, names) if f is not None}
    raw = {"rawmsg", "frame", "trace", "aircraft", "df"} & {plain(n) for n in names}
    timed = bool(known & {"time", "position_time", "elapsed"})
    placed = {"latitude", "longitude"} <= known or "position" in known or "icao24" in known
    return timed and placed and len(known) >= 3 and not raw


def _any_dialect(name: str) -> Field | None:
    key = plain(name)
    found = NEUTRAL.get(key) or next((d.fields[key] for d in DIALECTS if key in d.fields), None)
    return found or with_unit(name)


def layout(names: Sequence[str], file: str) -> Layout:
    """The layout of a table with these column names.

    Raises:
        RecordError: the names do not settle the units, or there are absurdly many.
    """
    if len(names) > MOST_COLUMNS:
        raise RecordError(
            f"{len(names)} columns are too many for a table of positions", file=file,
            remedy="leave out the columns that are not needed",
        )  # fmt: skip
    keys = {plain(name) for name in names}
    stated = {plain(name): field for name in names if (field := with_unit(name)) is not None}
    dialects = _dialects(keys - set(stated), file)
    fields = NEUTRAL | stated
    for dialect in reversed(dialects):
        fields.update(dialect.fields)
    columns: dict[str, Source] = {}
    extra = []
    for name in names:
        key = plain(name)
        field = fields.get(key)
        if field is None and key in UNDECIDED:
            raise _undecided(f"nothing tells the unit of the column {name!r}", file)
        if field is None or field.column in columns:
            extra.append(name)
        else:
            columns[field.column] = Source(name, field.unit)
    title = " and ".join(d.name for d in dialects) or "plain"
    if "time" not in columns and "elapsed" in columns:  # since 1970, if anything
        columns["time"] = columns.pop("elapsed")
    empty = frozenset(text for dialect in dialects for text in dialect.empty)
    return Layout(title, columns, tuple(extra), empty)


def _dialects(keys: set[str], file: str) -> list[Dialect]:
    """The dialects these names speak, all of one family."""
    for dialect in DIALECTS:
        if dialect.whole and dialect.marks <= keys:
            return [dialect]
    found = [d for d in DIALECTS if not d.whole and d.marks & keys]
    if any(d.name == "OpenSky REST state vectors" for d in found):
        # The REST API's vertical_rate is in metres per second and bears the same name.
        found = [d for d in found if d.name != "traffic" or d.marks & keys != {"vertical_rate"}]
    if len({d.family for d in found}) > 1:
        marks = [f"{', '.join(sorted(d.marks & keys))} ({d.name})" for d in found]
        raise _undecided(f"the column names speak for several units: {'; '.join(marks)}", file)
    return found


def _undecided(what: str, file: str) -> RecordError:
    return RecordError(what, file=file, key="columns", remedy=_REMEDY)
