"""Words from files made fit for other files: nothing in them can end a line, a cell or a tag."""

from __future__ import annotations

import datetime as dt
import math
import re

import numpy as np
import pyarrow as pa

from skywitness.unseen import shown

_UNFIT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """``text`` with each control character, mark that turns the direction of writing and character
    that XML 1.0 (section 2.2) does not allow shown as U+FFFD; what is not seen as what it is."""
    return shown(_UNFIT.sub("\N{REPLACEMENT CHARACTER}", text))


def words(column: pa.ChunkedArray | pa.Array, change: str = "clean") -> pa.Array:
    """A column of words as plain strings, each cleaned; with ``change="cell"`` fit for a sheet.

    A cell that begins with ``= + - @`` would be run as a formula by spreadsheets: it gets an
    apostrophe before it (OWASP, "CSV injection"), and so does one that has some before such a sign,
    so that one can be taken off again.
    """
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(whole, pa.ChunkedArray):
        whole = pa.concat_arrays(whole.unify_dictionaries().chunks)
    if not pa.types.is_dictionary(whole.type):
        whole = whole.dictionary_encode()
    alter = cell if change == "cell" else clean
    known = [None if w is None else alter(w) for w in whole.dictionary.to_pylist()]
    return pa.array(known, type=pa.string()).take(whole.indices)


def cell(text: str) -> str:
    """A word as the cell of a sheet."""
    plain = clean(text)
    return f"'{plain}" if plain.lstrip("'")[:1] in ("=", "+", "-", "@") else plain


def times(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """A column of times (µs, UTC) as ISO 8601 text, also of years that calendars end before."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(whole, pa.ChunkedArray):
        whole = pa.concat_arrays(whole.chunks)
    micro = whole.cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False)
    said = np.char.add(np.datetime_as_string(micro.view("datetime64[us]")), "Z")
    return pa.array(said, type=pa.string(), mask=whole.is_null().to_numpy(zero_copy_only=False))


def moment(seconds: float) -> str:
    """Seconds since 1970 (UTC) as ISO 8601 text with at most microseconds, ``Z`` at its end."""
    return iso(dt.datetime(1970, 1, 1) + dt.timedelta(microseconds=round(seconds * 1e6)))


def iso(when: dt.datetime) -> str:
    """A datetime in UTC as ISO 8601 text, no more digits of the second than it needs."""
    text = when.replace(tzinfo=None).isoformat()
    return (text.rstrip("0") if "." in text else text) + "Z"


def plain_number(value: float, digits: int) -> str:
    """A number with at most so many decimals, never in scientific notation; "" for NaN."""
    if not math.isfinite(value):
        return ""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
