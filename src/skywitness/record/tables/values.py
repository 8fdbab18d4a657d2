"""Values of a table's column, of whatever type, as numbers, words and truth values.

A column is an Arrow array, or a list of plain Python values where the format has no types.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from skywitness.aliases import Floats, Mask

Column: TypeAlias = "pa.Array | Sequence[Any]"

NOTHING = frozenset({"", "nan", "null", "none", "na", "n/a", "nat", "\\n", "-", "<na>"})
"""Texts that say nothing, in lower case."""

NUMBER = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$"
_NUMBER = re.compile(NUMBER)
_MOST_TEXT = 200
_FORMULA = '="'
_BROKEN = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\u0080-\u009f\ufffd]"


def is_text(kind: pa.DataType) -> bool:
    """Whether a column of this type holds text."""
    return bool(
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_string_view(kind)
        or (pa.types.is_dictionary(kind) and is_text(kind.value_type))
    )


def is_number(kind: pa.DataType) -> bool:
    """Whether a column of this type holds numbers (decimal ones included, truth values not)."""
    return bool(
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    )


def numbers(column: Column) -> tuple[Floats, Mask]:
    """The values as float64, NaN where none is said; and where there was something unreadable.

    Infinite values count as unreadable.
    """
    if not isinstance(column, pa.Array):
        return _listed_numbers(column)
    kind = column.type
    if pa.types.is_null(kind):
        return np.full(len(column), np.nan), np.zeros(len(column), dtype=bool)
    if pa.types.is_boolean(kind):
        return _floats(column.cast(pa.int8()).cast(pa.float64())), np.zeros(len(column), dtype=bool)
    if is_number(kind):
        if pa.types.is_decimal(kind) or pa.types.is_float16(kind):
            found = _floats(column.cast(pa.float64()))
        else:
            found = _floats(column.cast(pa.float64(), safe=False))
        return _finite(found, np.zeros(len(column), dtype=bool))
    if is_text(kind):
        text = trimmed(column)
        good = pc.fill_null(pc.match_substring_regex(text, NUMBER), False)
        found = _floats(pc.if_else(good, text, None).cast(pa.float64()))
        bad = pc.invert(pc.or_(good, pc.is_null(text)))
        return _finite(found, bad.to_numpy(zero_copy_only=False))
    return _listed_numbers(column.to_pylist())


def _listed_numbers(values: Sequence[Any]) -> tuple[Floats, Mask]:
    try:
        typed = pa.array(values, type=pa.float64())
    except (pa.ArrowException, OverflowError, TypeError, ValueError):
        bad = np.zeros(len(values), dtype=bool)
        found = np.full(len(values), np.nan)
        for k, value in enumerate(values):
            number = _one_number(value)
            bad[k] = number is None
            found[k] = math.nan if number is None else number
        return _finite(found, bad)
    return _finite(_floats(typed), np.zeros(len(values), dtype=bool))


def _one_number(value: Any) -> float | None:
    """A number, NaN where nothing is said, None where it cannot be read."""
    if value is None:
        return math.nan
    if isinstance(value, str):
        text = value.strip()
        if text.casefold() in NOTHING:
            return math.nan
        return float(text) if len(text) <= _MOST_TEXT and _NUMBER.match(text) else None
    if isinstance(value, int | float):
        try:
            return float(value)
        except OverflowError:
            return None
    return None


def _floats(column: pa.Array) -> Floats:
    found: Floats = column.to_numpy(zero_copy_only=False).astype(np.float64)
    return found


def _finite(found: Floats, bad: Mask) -> tuple[Floats, Mask]:
    endless = np.isinf(found)
    return np.where(endless, np.nan, found), bad | endless


def words(column: Column) -> pa.Array:
    """The values as text without outer spaces, null where nothing is said.

    Lists of values are joined by spaces; other values are written out.
    """
    return trimmed(_texts(column))


def literal(column: Column, sheet: bool) -> pa.Array:
    """The values as text as they stand, null where they are empty.

    In a ``sheet`` what would be run as a formula has an apostrophe before it, which is no part of
    it.
    """
    text = _texts(column).cast(pa.string())
    if sheet:
        text = pc.replace_substring_regex(text, "^'('*[=+@-])", r"\1")
    return pc.if_else(pc.equal(text, ""), None, text)


def _texts(column: Column) -> pa.Array:
    if not isinstance(column, pa.Array):
        try:
            column = pa.array(column, type=pa.string())
        except (pa.ArrowException, TypeError, ValueError):
            column = pa.array([_one_word(v) for v in column], type=pa.string())
    elif pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        if is_number(column.type.value_type) or is_text(column.type.value_type):
            column = pc.binary_join(column.cast(pa.list_(pa.string())), " ")
        else:
            column = pa.array([_one_word(v) for v in column.to_pylist()], type=pa.string())
    elif not is_text(column.type):
        if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
            column = pa.array([_one_word(v) for v in column.to_pylist()], type=pa.string())
        else:
            column = column.cast(pa.string(), safe=False)
    return column


def _one_word(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, list):
        return " ".join(str(v) for v in value)
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    # A lone surrogate, as JSON can spell one, is no text.
    return str(value).encode("utf-8", "replace").decode("utf-8")


def trimmed(column: pa.Array) -> pa.Array:
    """Text without outer spaces and quotes, null where it says nothing.

    `="780db8"` is how spreadsheets are told that a cell is text: what stands in it is its value.
    """
    text = column.cast(pa.string())
    if pc.any(pc.match_substring(text, _FORMULA)).as_py():
        text = pc.replace_substring_regex(text, r'^\s*="([^"]*)"\s*$', r"\1")
    text = pc.utf8_trim(text, " \t\r\n\x00\"'")
    empty = pc.is_in(pc.utf8_lower(text), value_set=pa.array(sorted(NOTHING)))
    return pc.if_else(empty, None, text)


def broken(text: pa.Array, replaced: bool = False) -> Mask:
    """Which texts hold what is none: bytes of no encoding, zeros, control characters.

    With ``replaced`` the sign that stands for such a one is none of them: it was written so.
    """
    signs = _BROKEN.replace("\ufffd", "") if replaced else _BROKEN
    return np.asarray(pc.fill_null(pc.match_substring_regex(text, signs), False))


def flags(column: Column) -> tuple[Floats, Mask]:
    """Truth values as 1 and 0, NaN where nothing is said; and where something else stood."""
    if isinstance(column, pa.Array) and pa.types.is_boolean(column.type):
        return numbers(column)
    text = pc.utf8_lower(words(column))
    yes = pc.is_in(text, value_set=pa.array(["true", "t", "1", "yes", "y", "1.0", "ground"]))
    no = pc.is_in(text, value_set=pa.array(["false", "f", "0", "no", "n", "0.0", "airborne"]))
    found = np.where(np.asarray(yes), 1.0, np.where(np.asarray(no), 0.0, np.nan))
    bad = np.isnan(found) & ~np.asarray(pc.is_null(text))
    return found, bad
