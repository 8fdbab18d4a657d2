"""Rows in the record's order: address, time, file, row; words without those nobody uses."""

from __future__ import annotations

from typing import cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from skywitness.aliases import Ints


def in_order(table: pa.Table) -> pa.Table:
    """The rows by ``icao24``, ``timestamp``, ``file`` and ``row``, nulls last.

    Rows that agree in all four stay in the order they came in.
    """
    table = table.combine_chunks()
    if not len(table):
        return table
    address = ranks(_only(table, "icao24"))
    times = _only(table, "timestamp").cast(pa.int64())
    time = times.fill_null(np.iinfo(np.int64).max).to_numpy(zero_copy_only=False)
    low, high = int(time.min()), int(time.max())
    if (int(address.max()) + 1) * (high - low + 1) < 1 << 62:  # Python's integers do not overflow
        keys = (address * (high - low + 1) + (time - low),)
    else:
        keys = (time, address)  # type: ignore[assignment]
    order = np.argsort(keys[0], kind="stable") if len(keys) == 1 else np.lexsort(keys)
    if any_ties := bool(np.all([np.diff(k[order]) == 0 for k in keys], axis=0).any()):
        row = _only(table, "row").fill_null(-1).to_numpy(zero_copy_only=False)
        order = np.lexsort((row, ranks(_only(table, "file")), *keys))
    if not any_ties and bool((np.diff(order) > 0).all()):
        return table
    return table.take(pa.array(order))


def ranks(column: pa.DictionaryArray) -> Ints:
    """The place of each row's word among all words in order of their bytes; nulls are last."""
    words = column.dictionary
    rank = np.empty(len(words) + 1, dtype=np.int64)
    rank[pc.sort_indices(words).to_numpy()] = np.arange(len(words))
    rank[-1] = len(words)
    index = column.indices.fill_null(len(words)).to_numpy(zero_copy_only=False)
    return cast(Ints, rank[index])


def compact(table: pa.Table) -> pa.Table:
    """The same rows, each word column's dictionary holding the words used, in order."""
    table = table.combine_chunks()
    for place, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            table = table.set_column(place, field, _compact(_only(table, field.name)))
    return table


def _compact(column: pa.DictionaryArray) -> pa.DictionaryArray:
    used = np.zeros(len(column.dictionary), dtype=bool)
    used[column.indices.drop_null().to_numpy()] = True
    old = np.flatnonzero(used)
    words = column.dictionary.take(pa.array(old))
    order = pc.sort_indices(words).to_numpy()
    new = np.zeros(len(used) + 1, dtype=np.int32)
    new[old[order]] = np.arange(len(old), dtype=np.int32)
    missing = column.indices.is_null().to_numpy(zero_copy_only=False)
    index = new[column.indices.fill_null(len(used)).to_numpy(zero_copy_only=False)]
    return pa.DictionaryArray.from_arrays(
        pa.array(index, mask=missing if missing.any() else None), words.take(pa.array(order))
    )


def _only(table: pa.Table, name: str) -> pa.Array:
    """A column of a table whose chunks are combined, as one array."""
    column = table.column(name)
    return column.chunk(0) if column.num_chunks else pa.array([], type=column.type)
