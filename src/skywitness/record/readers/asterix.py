"""ASTERIX categories 021, 048 and 062, in a raw file or a network capture.

A row is a record of one of these categories, counted from 0 in the file's order; blocks of other
categories (034 and 065 are the stations' own status) are counted and not read. What each item
becomes stands in :mod:`skywitness.record.asterix`.
"""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record.asterix.editions import EDITIONS, Chooser
from skywitness.record.asterix.fields import Report
from skywitness.record.asterix.framing import PCAP, blocks
from skywitness.record.asterix.polar import places
from skywitness.record.asterix.when import Days
from skywitness.record.batch import batch, faults, seconds
from skywitness.record.reading import HEAD, Context, Source, Tally
from skywitness.record.tables import limits

_AT_ONCE = 50_000
_BLOCKS_LOOKED_AT = 8
_ENOUGH = 2
"""Blocks read without fault, as something else does not begin; or one that is half of the file."""
_WORDS = ("icao24", "callsign", "registration", "typecode", "squawk", "category", "advisory",
          "source", "receiver")  # fmt: skip
_NUMBERS = ("latitude", "longitude", "altitude", "geoaltitude", "groundspeed", "track",
            "vertical_rate", "onground", "nic", "rc", "nac_p", "nac_v", "sil", "gva", "version",
            "ias", "heading", "roll")  # fmt: skip


def recognise(head: bytes, name: str) -> bool:
    """Whether it begins with data blocks: of the first ones more are read without fault than with
    one, and where something else follows them, or the last one is cut, it is enough of them."""
    if head[:4] not in PCAP and (len(head) < 4 or head[1] > 0x20):
        return False
    tally = Tally()
    seen = read_well = broken = well = 0
    ends = True
    try:
        for block in blocks(io.BytesIO(head), name, tally):
            seen += 1
            editions = EDITIONS.get(block.category, ())
            if any(e.profile.records(block.content)[1] is None for e in editions):
                read_well += 1
                well += 3 + len(block.content)
            elif editions:
                broken += 1
            if seen >= _BLOCKS_LOOKED_AT:
                break
    except RecordError:
        ends = False
    if ends and not broken:
        return seen > 0
    # The piece looked at cuts the last block of a longer file, which tells nothing.
    cut = not ends and len(head) >= HEAD
    if broken - cut > read_well:
        return False
    return read_well >= _ENOUGH or (read_well > 0 and (cut or 2 * well >= len(head)))


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """The records of every block.

    Raises:
        RecordError: no block begins where one should, or the last one, or packet, is cut.
    """
    rows = _Rows(source.name, tally, context)
    chooser = Chooser(tally)
    others: Counter[int] = Counter()
    with source.open() as stream:
        try:
            for block in blocks(stream, source.name, tally):
                edition = chooser.edition(block.category, block.content)
                if edition is None:
                    others[block.category] += 1
                    continue
                records, fault = edition.profile.records(block.content)
                for record in records:
                    rows.add(edition.report(record), block.captured)
                if fault is not None:
                    tally.refuse(tally.rows, "a damaged record and what follows it in its block",
                                 f"category {block.category:03d}: {fault}")  # fmt: skip
                    tally.rows += 1
                if len(rows.reports) >= _AT_ONCE:
                    yield rows.batch()
            error = None
        except RecordError as raised:
            error = raised
    if rows.reports:
        yield rows.batch()
    rows.finish()
    for category, count in sorted(others.items()):
        tally.note(f"{count} blocks of category {category:03d} are not read")
    if error is not None:
        raise error


class _Rows:
    """Reports until there are enough for a batch."""

    def __init__(self, file: str, tally: Tally, context: Context) -> None:
        self.reports: list[Report] = []
        self._file = file
        self._tally = tally
        self._context = context
        self._days = Days(context.date, tally)
        named = context.receiver or ""
        self._radar = named if re.fullmatch(r"\d{1,3}/\d{1,3}", named) else None
        self._lost: Counter[str] = Counter()
        self._radars: set[str] = set()

    def add(self, said: Report, captured: float | None) -> None:
        """A record's report; its time of day becomes a time."""
        said["row"] = self._tally.rows
        self._tally.rows += 1
        self._lost.update(said["lost"])
        station = said.get("receiver", "")
        for role in ("time", "received"):
            if role in said:
                said[role], wrong = self._days.time(said[role], f"{station} {role}", captured)
                if wrong:
                    said["marks"].add("clock")
        if captured is not None:
            said["received"] = captured
        if said.get("time") is not None and "altitude_age" in said:
            said["altitude_time"] = said["time"] - said["altitude_age"]
        self.reports.append(said)

    def _seconds(self, role: str) -> npt.NDArray[np.float64]:
        found = (r.get(role) for r in self.reports)
        return np.array([math.nan if v is None else v for v in found], dtype=np.float64)

    def batch(self) -> pa.RecordBatch:
        """What was collected as a batch; collecting begins anew."""
        reports, n = self.reports, len(self.reports)
        numbers = {name: self._seconds(name) for name in _NUMBERS}
        words = {name: [r.get(name) for r in reports] for name in _WORDS}
        self._from_polar(numbers)
        lat, lon, wrong = limits.place(numbers["latitude"], numbers["longitude"])
        track, off = limits.angle(numbers["track"])
        codes = sorted({c for r in reports for c in r["marks"]})
        marks = {c: np.array([c in r["marks"] for r in reports], dtype=bool) for c in codes}
        for code, mask in (
            ("position", wrong),
            ("altitude", limits.outside(numbers["altitude"], limits.PRESSURE_FT)
             | limits.outside(numbers["geoaltitude"], limits.GEOMETRIC_FT)),
            ("speed", off | limits.outside(numbers["groundspeed"], limits.SPEED_KT)
             | limits.outside(numbers["vertical_rate"], limits.RATE_FTMIN)
             | limits.outside(numbers["ias"], limits.AIRSPEED_KT)),
            ("address", np.array([w in ("000000", "ffffff") for w in words["icao24"]])),
        ):  # fmt: skip
            marks[code] = marks.get(code, np.zeros(n, dtype=bool)) | mask
        values = {
            **numbers, **words, "latitude": lat, "longitude": lon, "track": track,
            "timestamp": seconds(self._seconds("time")),
            "received": seconds(self._seconds("received")),
            "altitude_time": seconds(self._seconds("altitude_time")),
            "row": np.array([r["row"] for r in reports], dtype=np.int64),
            "file": self._file, "fault": faults(n, marks),
        }  # fmt: skip
        self.reports = []
        return batch(values, n)

    def _from_polar(self, numbers: dict[str, npt.NDArray[np.float64]]) -> None:
        """Positions of category 048, where the radar's own place is known."""
        stations = {r.get("receiver", "") for r in self.reports if "polar" in r}
        self._radars |= stations
        if self._context.position is None or not stations:
            self._lost["polar positions without the radar's place, left out"] += sum(
                "polar" in r for r in self.reports
            )
            return
        if self._radar is None:
            named = (r["receiver"] for r in self.reports if "polar" in r and "receiver" in r)
            self._radar = next(named, None)
        own = np.array(
            ["polar" in r and r.get("receiver", "") == self._radar for r in self.reports],
            dtype=bool,
        )
        others = sum("polar" in r for r in self.reports) - int(own.sum())
        self._lost["polar positions of radars whose place is not known, left out"] += others
        polar = [r["polar"] for r, mine in zip(self.reports, own, strict=True) if mine]
        slant, azimuth = np.array(polar, dtype=np.float64).reshape(-1, 2).T
        height = numbers["altitude"][own]
        self._lost["polar positions without a height, left out"] += int(np.isnan(height).sum())
        lat, lon = places(self._context.position, slant, azimuth, height)
        numbers["latitude"][own], numbers["longitude"][own] = lat, lon

    def finish(self) -> None:
        """Note what the file lacks and what was left out."""
        self._days.finish()
        if self._context.position is not None and self._radar is not None and self._radars:
            self._tally.note(
                f"the given place is taken as that of radar {self._radar}; its height as 0"
            )
        for what, count in sorted(self._lost.items()):
            if count:
                self._tally.note(f"{count} {what}")
