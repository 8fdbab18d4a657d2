"""A small store for tests of exports and pictures, read from a table like anybody's."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from skywitness.record.intake.loading import Options, read
from skywitness.record.store.store import Store, open_store

T0 = datetime(2024, 3, 1, 12, tzinfo=UTC)
HEADER = [
    "timestamp", "icao24", "callsign", "latitude", "longitude", "altitude", "geoaltitude",
    "groundspeed", "track", "vertical_rate", "onground", "squawk",
]  # fmt: skip
LICENCE = "ODbL 1.0, <b>contains</b> data from example.org"
HOSTILE = ("=1+2", "<B>X&Y")


def flight(
    icao24: str,
    callsign: str,
    start: tuple[float, float],
    step: tuple[float, float] = (0.002, 0.003),
    *,
    after: float = 0.0,
    rows: int = 120,
    every: float = 5.0,
    gap: tuple[int, int] = (0, 0),
    ground: int = 0,
    geometric: bool = True,
) -> list[list[object]]:
    """Reports at even times; those with a number in ``gap`` are missing."""
    out: list[list[object]] = []
    for k in range(rows):
        if gap[0] <= k < gap[1]:
            continue
        when = T0 + timedelta(seconds=after + k * every)
        on = k < ground
        height = 0 if on else 10_000 + 25 * k
        out.append(
            [
                when.isoformat(), icao24, callsign, round(start[0] + step[0] * k, 6),
                round((start[1] + step[1] * k + 180) % 360 - 180, 6), "" if on else height,
                "" if on or not geometric else height + 325, 20 if on else 180, 45.0, 0, on, "1000",
            ]
        )  # fmt: skip
    return out


def usual() -> list[list[object]]:
    """Three aircraft: one with a gap, a turnaround and a jump, one across 180°, one hostile."""
    one = flight("a00001", "ONE11", (43.0, 33.0), rows=140, gap=(60, 100), ground=6)
    one[50][3] = 55.0  # no aircraft flies there and back
    one += flight("a00001", "TWO22", (44.0, 34.0), after=9000, rows=60)
    two = flight("b00002", "PACIFIC", (-17.0, 179.9), geometric=False)
    three = flight("c00003", HOSTILE[0], (50.0, 8.0), rows=30)
    three += flight("c00003", HOSTILE[1], (50.1, 8.2), after=150, rows=30)
    return [*one, *two, *three]


def make(folder: Path, rows: Sequence[Sequence[object]] | None = None) -> Store:
    """A store in a folder, from a table beside it."""
    table = folder / "reports.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(usual() if rows is None else rows)
    outcome = read([table], folder / "store", Options(licence=LICENCE, source_name="example.org"))
    assert outcome.complete
    return open_store(folder / "store")
