"""Settled rows as a batch of the record, without copying what is already as Arrow holds it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from itertools import accumulate, chain
from typing import NamedTuple, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from skywitness.record.reading import ROWS
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
ADSC = "adsc"
_SHARED = ("icao24", "registration", "typecode", "receiver", "file")
_TIME, _DOUBLE, _FLOAT = SCHEMA.field("timestamp").type, pa.float64(), pa.float32()
_WORD = SCHEMA.field("fault").type
_COLUMNS = tuple((f.name, f.type) for f in SCHEMA)
_BOOL, _BYTE, _INT, _LONG = pa.bool_(), pa.uint8(), pa.int32(), pa.int64()


class Common(NamedTuple):
    """What all rows of a file share, of each of the files in turn; None where it is not said."""

    icao24: Sequence[str | None]
    registration: Sequence[str | None]
    typecode: Sequence[str | None]
    receiver: Sequence[str | None]
    file: Sequence[str]
    address_is_bad: Sequence[bool]


def batch(
    rows: Settled, row: npt.NDArray[np.int64], words: Sequence[Collection[str]],
    common: Common, counts: Sequence[int] | npt.NDArray[np.int64],
) -> pa.RecordBatch:  # fmt: skip
    """The batch of settled rows of one file or of several, one after the other.

    ``words`` are the words of each list's column, ``common`` is what the files say of
    all their rows, ``counts`` how many rows each of them has.
    """
    n = rows.n
    time = rows.time[:n]
    place_, floats_, smalls_, codes_ = (
        a[:, :n] for a in (rows.place, rows.floats, rows.smalls, rows.codes)
    )
    places, floats = _bits(~np.isnan(place_)), _bits(~np.isnan(floats_))
    smalls, codes = _bits(smalls_ != NOTHING), _bits(codes_ >= 0)
    known, surface = rows.surface[:n] != NOTHING, rows.surface[:n] == 1
    files = len(common.file)
    which = np.repeat(np.arange(files, dtype=np.int32), counts) if files > 1 else None
    bad = np.array(common.address_is_bad)
    address = np.full(n, bad[0]) if which is None or not bad.any() else bad.take(which)
    made: dict[str, pa.Array] = {
        "timestamp": _array(_TIME, n, np.packbits(time != NO_TIME, bitorder="little"), time),
        "latitude": _array(_DOUBLE, n, places[0], rows.place[0]),
        "longitude": _array(_DOUBLE, n, places[1], rows.place[1]),
        "onground": _array(_BOOL, n, *np.packbits((known, surface), 1, "little")),
        "row": pa.Array.from_buffers(_LONG, n, [None, pa.py_buffer(row)]),
        "fault": _faults(_without_late(rows.fault[:n], codes_, words), address),
    }
    for name, k in _FLOATS.items():
        made[name] = _array(_FLOAT, n, floats[k], rows.floats[k])
    for name, k in _SMALLS.items():
        made[name] = _array(_BYTE, n, smalls[k], rows.smalls[k])
    plain = np.maximum(codes_, 0)  # nothing looks under a null, but it may be counted
    shared: dict[str, Sequence[str | None]] = {name: getattr(common, name) for name in _SHARED}
    spelt = {name: _distinct(said) for name, said in shared.items()}
    lists = (*words, *spelt.values())
    every = pa.array(list(chain(*lists)), type=pa.string())  # one call, then slices of it
    begun = list(accumulate(map(len, lists), initial=0))
    for name, (k, column) in _CODES.items():
        index = _array(_INT, n, codes[k], plain[k])
        words_of = every.slice(begun[column], len(words[column]))
        made[name] = pa.DictionaryArray.from_arrays(index, words_of, safe=False)
    for place, name in enumerate(_SHARED, start=len(words)):
        if spelt[name]:
            words_of = every.slice(begun[place], len(spelt[name]))
            index = _index(shared[name], spelt[name], which, counts)
            made[name] = pa.DictionaryArray.from_arrays(index, words_of, safe=False)
    columns = [made[name] if name in made else _nulls(n, kind) for name, kind in _COLUMNS]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def _array(
    kind: pa.DataType, n: int, valid: npt.NDArray[np.uint8], data: npt.NDArray[np.generic]
) -> pa.Array:
    return pa.Array.from_buffers(kind, n, [pa.py_buffer(valid), pa.py_buffer(data)])


def _distinct(said: Sequence[str | None]) -> list[str]:
    """The words among them, each once, in the order in which they are met."""
    words = dict.fromkeys(said)
    words.pop(None, None)
    return cast(list[str], list(words))


def _index(
    said: Sequence[str | None], words: Sequence[str], which: npt.NDArray[np.int32] | None,
    counts: Sequence[int] | npt.NDArray[np.int64],
) -> pa.Array:  # fmt: skip
    """Each row's place among ``words``: what its file says, null where that says nothing."""
    if which is None:
        return _zeros().slice(0, counts[0])
    n = len(which)
    places = {word: k for k, word in enumerate(words)}
    place = np.array([-1 if word is None else places[word] for word in said], dtype=np.int32)
    valid = None
    if None in said:
        valid = pa.py_buffer(np.packbits(np.repeat(place >= 0, counts), bitorder="little"))
    if len(words) == len(said):  # each file has a word of its own, in their order
        return pa.Array.from_buffers(_INT, n, [valid, pa.py_buffer(which)])
    plain = np.repeat(np.maximum(place, 0), counts)
    return pa.Array.from_buffers(_INT, n, [valid, pa.py_buffer(plain)])


def _without_late(
    mask: npt.NDArray[np.uint8], codes: npt.NDArray[np.int32], words: Sequence[Collection[str]]
) -> npt.NDArray[np.uint8]:
    """The faults without the mark of old positions where they are ADS-C's, which comes once in many
    minutes: readsb sets its flag after 20 s."""
    types = list(words[at.TYPES])
    if ADSC not in types:
        return mask
    late = codes[at.W_SOURCE] == types.index(ADSC)
    return np.where(late, mask & ~np.uint8(1 << FAULTS.index("stale")), mask).astype(np.uint8)


def _faults(mask: npt.NDArray[np.uint8], address: npt.NDArray[np.bool_]) -> pa.Array:
    bad = bool(address.any())
    if not bad and not mask.any():
        return _nulls(len(mask), _WORD)
    codes = ("address", *FAULTS) if bad else FAULTS
    if bad:
        mask = (mask << 1 | address).astype(np.uint8)
    some = mask != 0
    marked = np.flatnonzero(some)
    masks = mask[marked]
    count = np.bincount(masks, minlength=1 << len(codes))
    words: list[str] = []
    place = np.zeros(len(count), dtype=np.int32)
    for k in np.flatnonzero(count):
        place[k] = len(words)
        words.append(" ".join(c for i, c in enumerate(codes) if k >> i & 1))
    found = np.zeros(len(mask), dtype=np.int32)  # most rows have no fault
    found[marked] = place.take(masks)
    valid = pa.py_buffer(np.packbits(some, bitorder="little"))
    index = pa.Array.from_buffers(_INT, len(mask), [valid, pa.py_buffer(found)])
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
