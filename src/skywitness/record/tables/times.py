"""Times of a table's column: numbers since 1970 in any unit, ISO 8601 texts, timestamps."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from skywitness.aliases import Mask
from skywitness.record.reading import Tally
from skywitness.record.tables.values import Column, is_text, numbers, trimmed, words

Times = npt.NDArray[np.datetime64]

EARLIEST = np.datetime64("1980-01-01", "us")
LATEST = np.datetime64("2100-01-01", "us")
"""Outside of these a time cannot be: Mode S and GPS are younger."""
FIRST, END = np.datetime64("0001-01-01", "us"), np.datetime64("10000-01-01", "us")
"""Times outside of these years are taken for none."""

_NOT = np.iinfo(np.int64).min

# Powers of ten per second, by how large numbers of seconds since 1970 are between 1973 and 2286.
_UNITS = ((1e8, 1e10, 0, "seconds"), (1e11, 1e13, 3, "milliseconds"),
          (1e14, 1e16, 6, "microseconds"), (1e17, 9.3e18, 9, "nanoseconds"))  # fmt: skip

_ISO = (
    r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
    r"[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d{1,12})?)? ?(Z|z|UTC|[+-]\d{2}(:?\d{2})?)?$"
)
_ZONE = r":.*(Z|z|UTC|[+-]\d{2}(:?\d{2})?)$"


@dataclass
class Clock:
    """One column of times: what unit its numbers are in is settled once, and noted."""

    name: str
    tally: Tally
    _power: int | None = field(default=None, init=False)

    def times(self, column: Column) -> tuple[Times, Mask]:
        """Times as ``datetime64[us]``, NaT where none is said; and where one could not be read.

        Times without a zone are taken as UTC, which is noted.
        """
        if not isinstance(column, pa.Array):
            if all(v is None or isinstance(v, str) for v in column):
                column = words(column)
            else:
                return self._from_numbers(*_exact(column))
        kind = column.type
        if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
            if getattr(kind, "tz", None) is None:
                self.tally.note(f"{self.name}: times without a zone are taken as UTC")
            found = _cast(column)
            return found, np.isnat(found) & np.asarray(pc.is_valid(column))
        if is_text(kind):
            return self._from_text(trimmed(column))
        if pa.types.is_integer(kind):
            valid = np.asarray(pc.is_valid(column))
            whole = column.fill_null(0).cast(pa.int64(), safe=False).to_numpy()
            return self._from_numbers(whole, ~valid, np.zeros(len(column), dtype=bool))
        value, bad = numbers(column)
        return self._from_numbers(value, np.isnan(value), bad)

    def _from_numbers(self, value: npt.NDArray[Any], none: Mask, bad: Mask) -> tuple[Times, Mask]:
        power = self._settle(value[~none])
        if power is None:
            return np.full(len(value), _NOT).view("datetime64[us]"), bad | ~none
        if value.dtype.kind == "i" and power >= 6:
            micro, good = value // 10 ** (power - 6), ~none
        else:
            with np.errstate(over="ignore"):
                scaled = np.where(none, 0.0, value.astype(np.float64)) * 10.0 ** (6 - power)
            good = ~none & (np.abs(scaled) < 9e18)
            micro = np.rint(np.where(good, scaled, 0.0)).astype(np.int64)
        found = np.where(good, micro, _NOT).view("datetime64[us]")
        return found, bad | ~good & ~none

    def _settle(self, value: npt.NDArray[Any]) -> int | None:
        if self._power is None and len(value):
            middle = float(np.median(np.abs(value.astype(np.float64))))
            for low, high, power, word in _UNITS:
                if low <= middle < high:
                    self._power = power
                    self.tally.note(f"{self.name}: numbers are taken as {word} since 1970, UTC")
        return self._power

    def _from_text(self, text: pa.Array) -> tuple[Times, Mask]:
        said = np.asarray(pc.is_valid(text))
        iso = np.asarray(pc.fill_null(pc.match_substring_regex(text, _ISO), False))
        found = np.full(len(text), _NOT).view("datetime64[us]")
        bad = np.zeros(len(text), dtype=bool)
        if iso.any():
            chosen = text.filter(pa.array(iso))
            zoned = np.asarray(pc.match_substring_regex(chosen, _ZONE))
            if not zoned.all():
                self.tally.note(f"{self.name}: times without a zone are taken as UTC")
            found[iso] = _iso(chosen, zoned)
        rest = said & ~iso
        if rest.any():
            value, unreadable = numbers(text.filter(pa.array(rest)))
            found[rest], bad[rest] = self._from_numbers(value, np.isnan(value), unreadable)
        return found, bad | np.isnat(found) & said


def _exact(values: Sequence[Any]) -> tuple[npt.NDArray[Any], Mask, Mask]:
    """Numbers without loss where all are whole: those of nanoseconds do not fit a float."""
    none = np.array([v is None for v in values], dtype=bool)
    if all(type(v) is int or v is None for v in values):
        try:
            whole = np.array([0 if v is None else v for v in values], dtype=np.int64)
        except OverflowError:
            pass
        else:
            return whole, none, np.zeros(len(none), dtype=bool)
    value, bad = numbers([None if isinstance(v, bool) else v for v in values])
    bad |= np.array([isinstance(v, bool) for v in values], dtype=bool)
    return value, np.isnan(value), bad


def _cast(column: pa.Array) -> Times:
    zone = getattr(column.type, "tz", None)
    target = pa.timestamp("us", zone) if zone else pa.timestamp("us")
    try:
        cast = column.cast(target, safe=False)
    except pa.ArrowMemoryError:  # which says nothing of the times
        raise
    except pa.ArrowException:
        cast = pa.nulls(len(column), target)
    plain = cast.view(pa.int64()) if not pa.types.is_null(cast.type) else cast
    value = plain.fill_null(_NOT).to_numpy(zero_copy_only=False)
    found: Times = value.astype(np.int64).view("datetime64[us]")
    return found


def _iso(text: pa.Array, zoned: Mask) -> Times:
    """ISO 8601 texts; those with a zone moved to UTC."""
    # Arrow reads at most six decimals, a dot before them, and zones as +hh:mm.
    text = pc.replace_substring_regex(text, r"[.,](\d{1,6})\d*", r".\1")
    text = pc.replace_substring_regex(text, r" ?(z|UTC)$", "Z")
    text = pc.replace_substring_regex(text, r"(:.*[+-]\d{2})$", r"\1:00")
    text = pc.replace_substring_regex(text, r" ?([+-]\d{2}):?(\d{2})$", r"\1:\2")
    found = np.full(len(text), _NOT)
    for mask, kind in ((zoned, pa.timestamp("us", "UTC")), (~zoned, pa.timestamp("us"))):
        if mask.any():
            part = text.filter(pa.array(mask))
            try:
                found[mask] = part.cast(kind).view(pa.int64()).to_numpy()
            except pa.ArrowException:
                found[mask] = [_one(t) for t in part.to_pylist()]
    return found.view("datetime64[us]")


def _one(text: str) -> int:
    """One time in microseconds, for the rare columns with a 30 February among them."""
    try:
        moment = dt.datetime.fromisoformat(re.sub(r"[zZ]$", "+00:00", text))
    except ValueError:
        return _NOT
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    since = moment - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return since // dt.timedelta(microseconds=1)


def impossible(found: Times) -> Mask:
    """Which times cannot be those of a record: before 1980, or far in the future."""
    return ~np.isnat(found) & ((found < EARLIEST) | (found >= LATEST))
