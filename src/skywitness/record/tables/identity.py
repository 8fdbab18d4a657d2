"""Addresses, callsigns and squawks of a table, cleaned and judged."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from skywitness.aliases import Mask
from skywitness.record.tables.values import Column, is_number, numbers, words

_ADDRESS = r"^~?[0-9a-f]{6}$"
_LONGEST_CALLSIGN = 8


def _mask(found: pa.Array) -> Mask:
    return np.asarray(pc.fill_null(found, False))


def addresses(column: Column) -> tuple[pa.Array, Mask]:
    """Addresses in lower case, and which of them cannot be one.

    That is: anything but six hexadecimal digits (after `~` where it is none of ICAO's), the
    addresses 000000 and ffffff that no aircraft has (ICAO Annex 10 vol. III, 9), and every
    address that stood there as a number: its leading zeros, and what letters would have made
    of it, are lost. The `0x` that programs put before is no part of it.
    """
    if isinstance(column, pa.Array):
        bare = np.full(len(column), is_number(column.type))
    else:
        bare = np.array([isinstance(v, int | float) for v in column], dtype=bool)
    text = pc.replace_substring_regex(pc.utf8_lower(words(column)), r"^(~?)0x", r"\1")
    proper = _mask(pc.match_substring_regex(text, _ADDRESS))
    nobody = _mask(pc.is_in(text, value_set=pa.array(["000000", "ffffff"])))
    said = np.asarray(pc.is_valid(text))
    return text, said & (bare | ~proper | nobody)


def callsigns(column: Column) -> tuple[pa.Array, Mask]:
    """Callsigns as sent without padding, and which are longer than any can be."""
    text = words(column)
    return text, _mask(pc.greater(pc.utf8_length(text), _LONGEST_CALLSIGN))


def squawks(column: Column) -> tuple[pa.Array, Mask]:
    """Four octal digits, and which cannot be; leading zeros that a number lost are restored."""
    text = words(column)
    value, bad = numbers(text)
    whole = ~np.isnan(value) & ~bad & (value >= 0) & (value <= 7777) & (value == np.floor(value))
    whole = np.where(np.isnan(value), False, whole)
    filled = pc.utf8_lpad(
        pa.array(np.where(whole, value, 0).astype(np.int64)).cast(pa.string()), 4, padding="0"
    )
    text = pc.if_else(pa.array(whole), filled, text)
    octal = _mask(pc.match_substring_regex(text, r"^[0-7]{4}$"))
    return text, np.asarray(pc.is_valid(text)) & ~octal
