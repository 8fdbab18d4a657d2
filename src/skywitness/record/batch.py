"""Columns of numbers and words into Arrow batches of the record's schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from skywitness.record.schema import FAULTS, SCHEMA

Values: TypeAlias = npt.NDArray[Any] | Sequence[Any] | pa.Array | str


def batch(values: Mapping[str, Values], n: int) -> pa.RecordBatch:
    """A batch of ``n`` rows; columns that are not given are null.

    Numbers are NumPy arrays, NaN (NaT for times, ``datetime64[us]``) where nothing is said; masked
    arrays and Arrow arrays carry their own nulls. Words are a sequence of str or None, an Arrow
    (dictionary) array, or one str for every row.

    Raises:
        KeyError: a column that the schema does not have.
        ValueError: a column of another length.
    """
    for name in values:
        if name not in SCHEMA.names:
            raise KeyError(name)
    columns = [
        _column(values[f.name], f.type, n, f.name) if f.name in values else pa.nulls(n, f.type)
        for f in SCHEMA
    ]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def _column(value: Values, kind: pa.DataType, n: int, name: str) -> pa.Array:
    if isinstance(value, str):
        index = pa.array(np.zeros(n, dtype=np.int32))
        return pa.DictionaryArray.from_arrays(index, pa.array([value]))
    if len(value) != n:
        raise ValueError(f"column {name!r} has {len(value)} values, not {n}")
    if isinstance(value, pa.Array):
        return value if value.type == kind else value.cast(kind)
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiubM":
        if value.dtype.kind == "M":
            return pa.array(value.astype("datetime64[us]")).cast(kind)
        mask = np.ma.getmaskarray(value) if isinstance(value, np.ma.MaskedArray) else None
        plain = np.ma.getdata(value)
        if plain.dtype.kind == "f":
            missing = np.isnan(plain) if mask is None else mask | np.isnan(plain)
            if not pa.types.is_floating(kind):
                plain = np.where(missing, 0, plain)
            return pa.array(plain, mask=missing).cast(kind, safe=False)
        return pa.array(plain, mask=mask).cast(kind)
    return pa.array(value, type=pa.string()).dictionary_encode().cast(kind)


def seconds(values: npt.ArrayLike) -> npt.NDArray[np.datetime64]:
    """Seconds since 1970 (UTC) as ``datetime64[us]``, NaT where not finite or absurd."""
    s = np.asarray(values, dtype=np.float64)
    good = np.isfinite(s) & (np.abs(s) < 9e12)
    micro = np.rint(np.where(good, s, 0.0) * 1e6).astype(np.int64)
    return np.where(good, micro, np.iinfo(np.int64).min).view("datetime64[us]")


def faults(n: int, marks: Mapping[str, npt.NDArray[np.bool_]]) -> pa.Array:
    """The ``fault`` column of ``n`` rows from one mask per code; null where no mask is set.

    Raises:
        KeyError: a code that :data:`~skywitness.record.schema.FAULTS` does not have.
    """
    bits = np.zeros(n, dtype=np.int64)
    codes = sorted(FAULTS)
    for code, mask in marks.items():
        bits |= np.asarray(mask, dtype=np.int64) << codes.index(_known(code))
    found, index = np.unique(bits, return_inverse=True)
    words = [" ".join(c for k, c in enumerate(codes) if b >> k & 1) or None for b in found]
    if words and words[0] is None:
        index = np.ma.masked_equal(index, 0) - 1
        words = words[1:]
    mask = np.ma.getmaskarray(index)
    plain = pa.array(np.where(mask, 0, np.ma.getdata(index)).astype(np.int32), mask=mask)
    return pa.DictionaryArray.from_arrays(plain, pa.array(words, type=pa.string()))


def add_faults(fault: pa.Array, marks: Mapping[str, npt.NDArray[np.bool_]]) -> pa.Array:
    """The ``fault`` column with further marks set."""
    all_marks = {code: np.asarray(mask, dtype=bool) for code, mask in marks.items()}
    for code, mask in has_faults(fault, FAULTS).items():
        if mask.any():
            all_marks[code] = all_marks.get(code, np.zeros(len(fault), dtype=bool)) | mask
    return faults(len(fault), all_marks)


def has_faults(fault: pa.Array, codes: Iterable[str]) -> dict[str, npt.NDArray[np.bool_]]:
    """Which rows of a ``fault`` column carry each code."""
    column = fault if pa.types.is_dictionary(fault.type) else fault.dictionary_encode()
    words = [str(w).split() for w in column.dictionary.to_pylist()]
    index = column.indices.fill_null(len(words)).to_numpy(zero_copy_only=False)
    return {
        code: np.array([code in w for w in words] + [False], dtype=bool)[index]
        for code in map(_known, codes)
    }


def _known(code: str) -> str:
    if code not in FAULTS:
        raise KeyError(code)
    return code
