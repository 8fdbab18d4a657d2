"""readsb's heatmap files (`globe_history/…/heatmap/NN.bin.ttf`): half an hour, in slices.

A row is an entry of 16 bytes, counted from 0 with those that are no report: little-endian int32
hex, int32 lat, int32 lon, int16 alt, int16 gs.

- First an index: the number of the entry with which each slice begins, in `hex`.
- A slice begins with hex 0x0e7f7c9d: milliseconds since 1970 in lat (upper half) and lon (lower
  half), the slice's length in milliseconds in alt.
- A position: address in bits 0 to 23 of hex, bit 24 where it is none of ICAO's, how it was seen in
  bits 27 to 31; lat and lon in 1e-6 degrees; alt in 25 ft, -123 on the ground, -124 not known; gs
  in 0.1 kt, -1 not known.
- An identity: lat >= 2^30, its lower half the squawk as a decimal number; eight letters of the
  callsign in place of lon, alt and gs, none if the first is 0.

A position is the first at or after the slice's time: it can have held up to the slice's length
later. An identity is a row of its own, without a position.

Source: tar1090 (script.js, replay and heatmap) and readsb (globe_index.c) as they are public; no
sample came with it.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record.batch import batch, faults
from skywitness.record.reading import Context, Source, Tally, cut_end
from skywitness.record.tables import limits
from skywitness.record.tables.times import impossible

MAGIC = 0x0E7F7C9D
ENTRY = np.dtype([("hex", "<u4"), ("lat", "<i4"), ("lon", "<i4"), ("alt", "<i2"), ("gs", "<i2")])
_IDENTITY = 1 << 30
_AT_ONCE = 200_000
_MOST_INDEX = 100_000
_END_MS = 253_402_300_800_000
"""The year 10000: from there on a time is taken for none."""
KINDS = (
    "adsb_icao", "adsb_icao_nt", "adsr_icao", "tisb_icao", "adsc", "mlat", "other", "mode_s",
    "adsb_other", "adsr_other", "tisb_trackfile", "tisb_other", "mode_ac",
)  # fmt: skip
_YEAR_2010, _YEAR_2100 = 1_262_304_000_000, 4_102_444_800_000


def recognise(head: bytes, name: str) -> bool:
    """Whether an index leads to a slice, or a slice stands first, with a time of our days."""
    entries = np.frombuffer(head[: len(head) // 16 * 16], dtype=ENTRY)
    begins = np.flatnonzero(entries["hex"] == MAGIC)
    if not len(begins):
        return False
    first = int(begins[0])
    time = _slice_time(entries[first])
    led = first == 0 or int(entries["hex"][0]) == first
    return led and _YEAR_2010 <= time < _YEAR_2100


def _slice_time(entry: np.void) -> int:
    return (int(entry["lat"]) & 0xFFFFFFFF) << 32 | (int(entry["lon"]) & 0xFFFFFFFF)


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """The positions and identities of every slice.

    Raises:
        RecordError: no slice begins within a reasonable index, or the last entry is cut.
    """
    time, length, row, rest = None, set(), 0, b""
    with source.open() as stream:
        while block := stream.read(_AT_ONCE * 16):
            data = rest + block
            whole = len(data) // 16 * 16
            rest = data[whole:]
            entries = np.frombuffer(data[:whole], dtype=ENTRY)
            heads = np.flatnonzero(entries["hex"] == MAGIC)
            times, lengths = _times(entries, heads, time)
            length |= lengths
            kept = (entries["hex"] != MAGIC) & (times >= 0)
            if len(heads):
                time = _slice_time(entries[heads[-1]])
            elif time is None and row + len(entries) > _MOST_INDEX:
                break
            n = int(kept.sum())
            tally.rows += n
            if n:
                numbers = row + np.flatnonzero(kept)
                yield _batch(entries[kept], times[kept], numbers, source.name, context)
            row += len(entries)
    if time is None:
        raise RecordError(
            "no slice begins in it", file=source.name, remedy="is it one of readsb's heatmap files?"
        )
    for milliseconds in sorted(length)[:3]:
        tally.note(
            f"times are those of slices of {milliseconds / 1000:g} s: a position can have held so "
            "much later"
        )
    if rest:
        raise cut_end(source.name, f"its last {len(rest)} bytes are no whole entry")


def _times(
    entries: npt.NDArray[np.void], heads: npt.NDArray[np.intp], before: int | None
) -> tuple[npt.NDArray[np.int64], set[int]]:
    """The slice's time of each entry in ms, -1 in the index; and the slices' lengths."""
    starts = entries[heads]
    high = starts["lat"].astype(np.int64) & 0xFFFFFFFF
    low = starts["lon"].astype(np.int64) & 0xFFFFFFFF
    # Half of the years that fit are no times; those above are cut off to what a time can be.
    stamps = np.minimum(high, 1 << 20) << 32 | low
    known = np.concatenate([[-1 if before is None else min(before, 1 << 52)], stamps])
    which = np.cumsum(entries["hex"] == MAGIC)
    return known[which], {int(v) for v in np.unique(starts["alt"])[:3] if v > 0}


def _batch(
    entries: npt.NDArray[np.void], times: npt.NDArray[np.int64], row: npt.NDArray[np.int64],
    file: str, context: Context,
) -> pa.RecordBatch:  # fmt: skip
    n = len(entries)
    who = entries["lat"] >= _IDENTITY
    lat = np.where(who, np.nan, entries["lat"] / 1e6)
    lon = np.where(who, np.nan, entries["lon"] / 1e6)
    lat, lon, wrong = limits.place(lat, lon)
    alt, gs = entries["alt"], entries["gs"]
    ground = ~who & (alt == -123)
    height = np.where(who | (alt == -123) | (alt == -124), np.nan, alt * 25.0)
    speed = np.where(who | (gs == -1), np.nan, gs / 10.0)
    stamp = (times * 1000).view("datetime64[us]")
    wrong_time = impossible(stamp)
    stamp = np.where(times < _END_MS, stamp, np.datetime64("NaT"))
    marks = {
        "position": wrong,
        "altitude": limits.outside(height, limits.PRESSURE_FT),
        "speed": limits.outside(speed, limits.SPEED_KT),
        "clock": wrong_time,
    }
    airborne = ~who & ~ground & ~np.isnan(height)
    values: dict[str, object] = {
        "timestamp": stamp, "latitude": lat, "longitude": lon, "altitude": height,
        "groundspeed": speed, "row": row.astype(np.int64), "file": file,
        "onground": np.where(ground, 1.0, np.where(airborne, 0.0, np.nan)),
        "icao24": _addresses(entries["hex"]), "source": _kinds(entries["hex"], who),
        "fault": faults(n, marks), **_identities(entries, who),
    }  # fmt: skip
    if context.receiver is not None:
        values["receiver"] = context.receiver
    return batch(values, n)


def _addresses(hexes: npt.NDArray[np.uint32]) -> pa.Array:
    found, index = np.unique(hexes & 0x1FFFFFF, return_inverse=True)
    words = [("~" if h >> 24 else "") + f"{h & 0xFFFFFF:06x}" for h in found.tolist()]
    return pa.DictionaryArray.from_arrays(pa.array(index.astype(np.int32)), pa.array(words))


def _kinds(hexes: npt.NDArray[np.uint32], who: npt.NDArray[np.bool_]) -> pa.Array:
    kind = np.minimum(hexes >> 27, len(KINDS)).astype(np.int32)
    index = pa.array(kind, mask=who)
    return pa.DictionaryArray.from_arrays(index, pa.array([*KINDS, "other"]))


def _identities(
    entries: npt.NDArray[np.void], who: npt.NDArray[np.bool_]
) -> dict[str, list[str | None]]:
    callsigns: list[str | None] = [None] * len(entries)
    squawks: list[str | None] = [None] * len(entries)
    for k in np.flatnonzero(who).tolist():
        raw = entries[k].tobytes()
        text = raw[8:].decode("ascii", "replace").strip("\x00 ")
        callsigns[k] = text or None if raw[8] else None
        code = int(entries["lat"][k]) & 0xFFFF
        # 0 is what is there when no code is known.
        squawks[k] = f"{code:04d}" if code else None
    return {"callsign": callsigns, "squawk": squawks}
