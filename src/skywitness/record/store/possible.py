"""Values of a part that no reader writes: a stranger's store may have them, its hashes made anew.

Readers mark what cannot be (:mod:`skywitness.record.faults`). A row that is not marked has a
position on the globe and numbers that are numbers, and one not marked ``clock`` a time that
calendars have: what comes after relies on it.
"""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pyarrow.compute as pc

from skywitness.record.store.partfile import Damaged

NUMBERS = (
    "latitude", "longitude", "altitude", "geoaltitude", "mslaltitude", "aglaltitude",
    "unstatedaltitude", "groundspeed",
)  # fmt: skip
RANGES = {"latitude": 90.0, "longitude": 180.0}
"""Degrees on both sides of nought."""
FIRST, END = (int(dt.datetime(year, 1, 1, tzinfo=dt.UTC).timestamp()) for year in (2, 9000))
"""Seconds since 1970 between which times lie, with room for what is reckoned with them."""


def refuse_impossible(table: pa.Table) -> None:
    """Refuse rows with values that none has without being marked.

    Only columns of the record that the table has are looked at, and only with ``fault`` among them.

    Raises:
        Damaged: there is such a row.
    """
    if "fault" not in table.column_names:
        return
    for name in NUMBERS:
        if name not in table.column_names:
            continue
        values = table.column(name)
        good = pc.is_finite(values)
        if name in RANGES:
            good = pc.and_(good, pc.less_equal(pc.abs(values), RANGES[name]))
        if pc.all(good).as_py() is False:  # None where all are null
            _unless(pc.invert(good), pc.is_valid(table.column("fault")), name)
    if "timestamp" in table.column_names:
        span = pc.min_max(table.column("timestamp").cast(pa.int64())).as_py()
        if span["min"] is not None and (span["min"] < FIRST * 10**6 or span["max"] >= END * 10**6):
            micro = table.column("timestamp").cast(pa.int64())
            bad = pc.or_(pc.less(micro, FIRST * 10**6), pc.greater_equal(micro, END * 10**6))
            said = pc.match_substring(table.column("fault").cast(pa.string()), "clock")
            _unless(bad, pc.fill_null(said, False), "timestamp")


def _unless(bad: pa.ChunkedArray, marked: pa.ChunkedArray, name: str) -> None:
    """Refuse rows that are bad and not marked."""
    count = pc.sum(pc.and_(pc.fill_null(bad, False), pc.invert(marked))).as_py()
    if count:
        raise Damaged(
            f"{name}: {count:,} {'rows have' if count > 1 else 'row has'} a value that cannot be, "
            "and no mark"
        )
