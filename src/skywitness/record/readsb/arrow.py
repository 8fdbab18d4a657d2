"""Settled rows as a batch of the record, without copying what is already as Arrow holds it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from skywitness.record.readers.base import ROWS
from skywitness.record.readsb import layout as at
from skywitness.record.readsb.engine import Settled
from skywitness.record.readsb.settle import FAULTS, NO_TIME, NOTHING
from skywitness.record.schema import SCHEMA

_FLOATS = {
    "altitude": at.F_ALTITUDE, "geoaltitude": at.F_GEO, "groundspeed": at.F_SPEED,
    "track": at.F_TRACK, "vertical_rate": at.F_RATE, "rc": at.F_RC, "ias": at.F_IAS,
    "heading": at.F_HEADING, "roll": at.F_ROLL,
}  # fmt: skip
_SMALLS = {
    "nic": at.U_NIC, "nac_p": at.U_NAC_P, "nac_v": at.U_NAC_V, "sil": at.U_SIL, "gva": at.U_GVA,
    "version": at.U_VERSION,
}  # fmt: skip
_CODES = {
    "callsign": (at.W_CALLSIGN, at.FLIGHTS), "squawk": (at.W_SQUAWK, at.SQUAWKS),
    "category": (at.W_CATEGORY, at.CATEGORIES), "source": (at.W_SOURCE, at.TYPES),
}  # fmt: skip
_SHARED = ("icao24", "registration", "typecode", "receiver", "file")
_TIME, _DOUBLE, _FLOAT = SCHEMA.field("timestamp").type, pa.float64(), pa.float32()
_WORD = SCHEMA.field("fault").type
_COLUMNS = tuple((f.name, f.type) for f in SCHEMA)
_BOOL, _BYTE, _INT, _LONG = pa.bool_(), pa.uint8(), pa.int32(), pa.int64()


@dataclass(frozen=True)
class Common:
    """What all rows of a file share; None where it is not said."""

    icao24: str | None
    registration: str | None
    typecode: str | None
    receiver: str | None
    file: str
    address_is_bad: bool


def batch(
    rows: Settled, row: npt.NDArray[np.int64], words: list[list[str]], common: Common
) -> pa.RecordBatch:
    """The batch of settled rows; ``words`` are the words of each list's column."""
    n = rows.n
    time = rows.time
    places, floats = _bits(rows.place == rows.place), _bits(rows.floats == rows.floats)
    smalls, codes = _bits(rows.smalls != NOTHING), _bits(rows.codes >= 0)
    known = rows.surface != NOTHING
    made: dict[str, pa.Array] = {
        "timestamp": _array(_TIME, n, np.packbits(time != NO_TIME, bitorder="little"), time),
        "latitude": _array(_DOUBLE, n, places[0], rows.place[0]),
        "longitude": _array(_DOUBLE, n, places[1], rows.place[1]),
        "onground": _array(_BOOL, n, *np.packbits((known, rows.surface == 1), 1, "little")),
        "row": pa.Array.from_buffers(_LONG, n, [None, pa.py_buffer(row)]),
        "fault": _faults(rows.fault, common.address_is_bad),
    }
    for name, k in _FLOATS.items():
        made[name] = _array(_FLOAT, n, floats[k], rows.floats[k])
    for name, k in _SMALLS.items():
        made[name] = _array(_BYTE, n, smalls[k], rows.smalls[k])
    plain = np.maximum(rows.codes, 0)  # nothing looks under a null, but it may be counted
    shared = [word for name in _SHARED if (word := getattr(common, name)) is not None]
    every = pa.array(list(chain(*words, shared)), type=pa.string())  # one call, then slices of it
    begun = list(accumulate(map(len, words), initial=0))
    for name, (k, which) in _CODES.items():
        index = _array(_INT, n, codes[k], plain[k])
        words_of = every.slice(begun[which], len(words[which]))
        made[name] = pa.DictionaryArray.from_arrays(index, words_of, safe=False)
    zeros, place = _zeros().slice(0, n), begun[-1]
    for name in _SHARED:
        if getattr(common, name) is not None:
            one = every.slice(place, 1)
            made[name] = pa.DictionaryArray.from_arrays(zeros, one, safe=False)
            place += 1
    columns = [made[name] if name in made else _nulls(n, kind) for name, kind in _COLUMNS]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def _array(
    kind: pa.DataType, n: int, valid: npt.NDArray[np.uint8], data: npt.NDArray[np.generic]
) -> pa.Array:
    return pa.Array.from_buffers(kind, n, [pa.py_buffer(valid), pa.py_buffer(data)])


def _faults(mask: npt.NDArray[np.uint8], address: bool) -> pa.Array:
    if not address and not mask.any():
        return _nulls(len(mask), _WORD)
    count = np.bincount(mask, minlength=1 << len(FAULTS))
    words: list[str] = []
    place = np.zeros(len(count), dtype=np.int32)
    for k in np.flatnonzero(count):
        codes = ["address"] * address + [c for i, c in enumerate(FAULTS) if k >> i & 1]
        if codes:
            place[k] = len(words)
            words.append(" ".join(codes))
    valid = None if address else pa.py_buffer(np.packbits(mask != 0, bitorder="little"))
    index = pa.Array.from_buffers(_INT, len(mask), [valid, pa.py_buffer(place[mask])])
    return pa.DictionaryArray.from_arrays(index, pa.array(words), safe=False)


def _bits(valid: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint8]:
    return np.packbits(valid, axis=1, bitorder="little")


@cache
def _zeros() -> pa.Array:
    return pa.array(np.zeros(ROWS, dtype=np.int32))


@cache
def _all_null() -> dict[pa.DataType, pa.Array]:
    return {f.type: pa.nulls(ROWS, f.type) for f in SCHEMA}


def _nulls(n: int, kind: pa.DataType) -> pa.Array:
    return _all_null()[kind].slice(0, n)
