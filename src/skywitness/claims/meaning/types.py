"""Types of aircraft and weapons with the figures published of them ("brochure figures").

What a maker, an air force or a newspaper says a type reaches is no limit of nature: aircraft fly
below their published landing speed in a gust, missiles fly on beyond their published range. So
these figures only put a note beside a verdict (:mod:`skywitness.reason.verdicts.plausible`); proofs
use the hard limits of :mod:`skywitness.claims.meaning.movers`. The table is ``data/types.toml``;
civil types come from ``openap`` where that is installed
(:mod:`skywitness.claims.meaning.civiltypes`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from skywitness.claims.meaning.civiltypes import civil_type
from skywitness.claims.meaning.figures import UNITS, Figure, Source, TypeRow, What
from skywitness.claims.meaning.movers import MOVERS
from skywitness.claims.validation import first_error, nearest, shown
from skywitness.errors import CaseError, DataError

FILE = "types.toml"


def all_types() -> tuple[TypeRow, ...]:
    """Every row of the shipped table, in its order.

    Raises:
        DataError: the shipped table is missing or damaged.
    """
    return _shipped()


def find_type(name: str) -> TypeRow:
    """The type of that name or other name; case, spaces and hyphens do not count.

    Where ``openap`` is installed, a civil type has its figures instead of the shipped ones, and
    designators that only ``openap`` knows ("A359") are found too.

    Raises:
        CaseError: no type bears the name; the remedy names the nearest.
        DataError: the shipped table is missing or damaged.
    """
    row = _by_name(_shipped()).get(_key(name))
    code = row.icao if row is not None else name
    civil = civil_type(code) if code else None
    if row is not None and civil is not None:
        return TypeRow(row.name, row.names, row.kind, civil.figures, row.icao, row.note)
    found = row or civil
    if found is None:
        raise CaseError(f"'{shown(name)}' is not a type known here", remedy=_remedy(name))
    return found


def read_types(text: str, file: str = FILE) -> tuple[TypeRow, ...]:
    """The rows of a table of types written as in ``data/types.toml``.

    Raises:
        DataError: it is not TOML, a key is unknown or missing, a unit does not fit, a source or a
            kind of mover is not declared, or two types bear one name.
    """
    try:
        table = _Table.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not valid TOML: {error}", file=file, remedy="correct it") from error
    except ValidationError as error:
        raise first_error(error, _Table, DataError).located(file=file) from error
    rows = tuple(_row(row, table, file) for row in table.types)
    _by_name(rows, file)
    return rows


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Words = Annotated[str, Field(min_length=1)]


class _SourceRow(_Model):
    title: Words
    address: str = ""


class _FigureRow(_Model):
    what: What
    value: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    unit: Words
    source: Words
    checked: bool
    which: str = ""
    low: bool = False


class _Row(_Model):
    name: Words
    names: list[Words] = []
    kind: Words
    icao: str = ""
    note: str = ""
    figures: Annotated[list[_FigureRow], Field(min_length=1)]


class _Table(_Model):
    sources: dict[str, _SourceRow]
    types: list[_Row]


def _row(row: _Row, table: _Table, file: str) -> TypeRow:
    if row.kind not in MOVERS:
        raise DataError(
            f"'{row.kind}' is not a kind of mover",
            file=file,
            key=f"types.{row.name}.kind",
            remedy=nearest(row.kind, list(MOVERS)),
        )
    figures = []
    for entry in row.figures:
        key = f"types.{row.name}.{entry.what}"
        if entry.unit not in UNITS[entry.what]:
            raise DataError(
                f"'{entry.unit}' is not a unit of {entry.what}",
                file=file,
                key=key,
                remedy=f"use one of {', '.join(UNITS[entry.what])}",
            )
        if entry.source not in table.sources:
            raise DataError(
                f"no source '{entry.source}' is declared",
                file=file,
                key=key,
                remedy=nearest(entry.source, list(table.sources)),
            )
        source = table.sources[entry.source]
        if entry.checked != bool(source.address):
            raise DataError(
                "a checked figure needs a source with an address, an unchecked one has none",
                file=file,
                key=key,
                remedy="name where it was read, or set checked = false with source = 'memory'",
            )
        figures.append(
            Figure(
                entry.what,
                entry.value,
                entry.unit,
                Source(source.title, source.address),
                entry.checked,
                entry.which,
                entry.low,
            )
        )
    return TypeRow(row.name, tuple(row.names), row.kind, tuple(figures), row.icao, row.note)


def _remedy(name: str) -> str:
    every = [n for row in _shipped() for n in (row.name, *row.names)]
    near = nearest(name, every)
    if not near.startswith("did you mean"):  # too many names to list them all
        near = nearest("", [row.name for row in _shipped()])
    return f"{near}; or leave the type out: it only serves notes"


def _key(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _by_name(rows: Iterable[TypeRow], file: str = FILE) -> dict[str, TypeRow]:
    found: dict[str, TypeRow] = {}
    for row in rows:
        for name in (row.name, *row.names):
            if found.setdefault(_key(name), row) is not row:
                raise DataError(
                    f"'{name}' names both {found[_key(name)].name} and {row.name}",
                    file=file,
                    remedy="a name means one type",
                )
    return found


@cache
def _shipped() -> tuple[TypeRow, ...]:
    path = files("skywitness") / "data" / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(
            "the table of types is missing", file=str(path), remedy="install again"
        ) from error
    return read_types(text)
