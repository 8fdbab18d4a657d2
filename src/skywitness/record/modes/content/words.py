"""Codes into columns of words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa

from skywitness.aliases import Floats, Ints, Mask


def words(codes: Ints, said: Mask, spell: Callable[[int], str | None]) -> pa.Array:
    """A dictionary column: each code spelled out once, null where nothing is ``said``."""
    found = pa.array(codes, mask=~said).dictionary_encode()
    spelled = [spell(code) for code in found.dictionary.to_pylist()]
    if None in spelled:
        column = pa.DictionaryArray.from_arrays(found.indices, pa.array(spelled, type=pa.string()))
        return column.cast(pa.string()).dictionary_encode()
    values = pa.array(spelled, type=pa.string())
    return pa.DictionaryArray.from_arrays(found.indices, values)


def codes(column: Floats) -> tuple[Ints, Mask]:
    """Codes kept as floats, and where there are any."""
    said = ~np.isnan(column)
    return np.where(said, column, 0.0).astype(np.int64), said
