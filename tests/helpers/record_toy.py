"""A format of one's own, as small as can be, for tests of what is not about formats.

A file is the line ``toy`` and then lines ``seconds,icao24,latitude,longitude,altitude``; an empty
field is null, ``?`` refuses the row, ``!`` raises.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record import batch
from skywitness.record.readers import formats
from skywitness.record.reading import Context, Source, Tally

ROWS = 20_000


class ToyReader:
    """Reads toy files line by line."""

    def recognise(self, head: bytes, name: str) -> bool:
        return head.startswith(b"toy\n")

    def read(self, source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
        met: list[tuple[int, list[str]]] = []
        with source.open() as file:
            file.readline()
            for number, line in enumerate(file):
                fields = line.decode().rstrip("\n").split(",")
                tally.rows += 1
                if fields == ["!"]:
                    yield from _batch(met, source.name, context)
                    raise RecordError("the toy is broken", row=number, remedy="mend it")
                if len(fields) != 5:
                    tally.refuse(number, "not five fields", line.decode())
                    continue
                met.append((number, fields))
                if len(met) == ROWS:
                    yield from _batch(met, source.name, context)
                    met = []
        yield from _batch(met, source.name, context)


def _batch(
    met: list[tuple[int, list[str]]], name: str, context: Context
) -> Iterator[pa.RecordBatch]:
    if met:
        rows, fields = zip(*met, strict=True)
        columns = list(zip(*fields, strict=True))
        t, lat, lon, alt = (
            np.array([float(x) if x else math.nan for x in columns[k]]) for k in (0, 2, 3, 4)
        )
        values: dict[str, Any] = {
            "timestamp": batch.seconds(t),
            "icao24": [x or None for x in columns[1]],
            "latitude": lat,
            "longitude": lon,
            "altitude": alt,
            "source": "other",
            "file": name,
            "row": np.array(rows),
        }
        if context.receiver:
            values["receiver"] = context.receiver
        yield batch.batch(values, len(met))


@dataclass(frozen=True)
class ToyFormat(formats.Format):
    @property
    def reader(self) -> Any:
        return ToyReader()


TOY = ToyFormat("toy", "toy lines", "")


def toy(lines: list[str]) -> bytes:
    return ("toy\n" + "".join(f"{line}\n" for line in lines)).encode()


def flight(icao24: str, start: float, n: int, step: float = 5.0) -> list[str]:
    """An aircraft on a straight level course at 400 kt, a report every ``step`` seconds."""
    return [
        f"{start + k * step},{icao24},{50 + k * step / 3600 * 400 / 60:.6f},8,{10_000}"
        for k in range(n)
    ]
