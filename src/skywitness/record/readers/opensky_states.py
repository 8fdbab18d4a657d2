"""OpenSky's REST answers: ``{"time": …, "states": [[…], …]}``, one or one on each line.

A row is one state vector. Fields by their place in the array (opensky-network.org, REST API, "All
State Vectors"): 0 icao24, 1 callsign, 2 origin_country, 3 time_position, 4 last_contact,
5 longitude, 6 latitude, 7 baro_altitude (m), 8 on_ground, 9 velocity (m/s), 10 true_track,
11 vertical_rate (m/s), 12 sensors, 13 geo_altitude (m), 14 squawk, 15 spi, 16 position_source,
17 category. Answers before July 2017 have 13 fields, those without ``extended`` 17.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record.jsontext import parse
from skywitness.record.reading import ROWS, Context, Source, Tally, cut_line
from skywitness.record.tables.layout import layout
from skywitness.record.tables.records import LONGEST
from skywitness.record.tables.rows import Rows

FIELDS = (
    "icao24", "callsign", "origin_country", "time_position", "last_contact", "longitude",
    "latitude", "baro_altitude", "on_ground", "velocity", "true_track", "vertical_rate", "sensors",
    "geo_altitude", "squawk", "spi", "position_source", "category",
)  # fmt: skip
FEWEST = 13

# OpenSky numbers the emitter categories through: 0 and 1 say nothing.
_CATEGORIES = dict(
    zip(range(2, 21), [*(f"A{k}" for k in range(1, 8)), "B1", "B2", "B3", "B4", "B5", "B6", "B7",
                       "C1", "C2", "C3", "C4", "C5"], strict=True)
)  # fmt: skip

_BEGIN = re.compile(
    rb'\s*\{\s*(?:"time"\s*:\s*(?:\d{1,12}|null)\s*,\s*"states"\s*:\s*(?:\[\s*(?:\[|\])|null)'
    rb'|"states"\s*:\s*\[\s*\[\s*")'
)


def recognise(head: bytes, name: str) -> bool:
    """Whether it begins as such an answer."""
    return _BEGIN.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """The state vectors of every answer in the file.

    Raises:
        RecordError: an answer is longer than the limit for one, none can be read, or the last line
            is cut.
    """
    rows = Rows(source.name, tally, context)
    plan = layout(("time", *FIELDS), source.name)
    answers, cut = 0, None
    for text, has_end in _answers(source):
        try:
            value = parse(text)
            states = value["states"] or []
            vectors = list(states)
        except (ValueError, TypeError, KeyError) as error:
            tally.refuse(tally.rows, "a damaged answer", text[:100].decode("utf-8", "replace"))
            cut = cut if has_end else tally.rows
            tally.rows += 1
            if not answers and len(text) + 1 >= len(source.head):
                raise RecordError(
                    f"no answer of OpenSky's: {error}"[:200], file=source.name,
                    remedy="get the file again",
                ) from error  # fmt: skip
            continue
        answers += 1
        for low in range(0, len(vectors), ROWS):
            yield _batch(vectors[low : low + ROWS], value.get("time"), rows, plan, tally)
    rows.finish(plan)
    if cut is not None:
        raise cut_line(source.name, cut)


def _answers(source: Source) -> Iterator[tuple[bytes, bool]]:
    """One answer after the other, the whole file or its lines, and whether the line has an end."""
    with source.open() as stream:
        text = stream.read(LONGEST + 1)
        if len(text) <= LONGEST:
            text = text.removeprefix(b"\xef\xbb\xbf").lstrip()
            try:
                parse(text.rstrip())
            except ValueError:
                whole, _, rest = text.rpartition(b"\n")
                yield from _lines(whole, rest)
            else:
                yield text.rstrip(), True
            return
        while text:
            whole, _, text = text.rpartition(b"\n")
            if not whole:
                raise RecordError(
                    f"an answer is longer than {LONGEST:,} bytes", file=source.name,
                    remedy="split the file into one answer a line",
                )  # fmt: skip
            more = stream.read(LONGEST)
            yield from _lines(whole, b"" if more else text)
            if not more:
                return
            text += more


def _lines(text: bytes, last: bytes) -> Iterator[tuple[bytes, bool]]:
    """The lines of a text that are not blank, and one without an end."""
    yield from ((line, True) for line in text.split(b"\n") if line.strip())
    if last.strip():
        yield last, False


def _batch(vectors: list[Any], time: Any, rows: Rows, plan: Any, tally: Tally) -> pa.RecordBatch:
    good, numbers = [], []
    for k, vector in enumerate(vectors):
        if isinstance(vector, list) and len(vector) >= FEWEST:
            good.append(vector)
            numbers.append(tally.rows + k)
        else:
            tally.refuse(tally.rows + k, "not a state vector", repr(vector)[:120])
    tally.rows += len(vectors)
    table: dict[str, list[Any]] = {
        name: [v[k] if k < len(v) else None for v in good] for k, name in enumerate(FIELDS)
    }
    # An older field 12 to 17 was ordered the same, only shorter.
    table["category"] = [
        _CATEGORIES.get(c) if isinstance(c, int) and not isinstance(c, bool) else None
        for c in table["category"]
    ]
    table["time"] = [time if isinstance(time, int | float) else None] * len(good)
    return rows.batch(plan, table, np.array(numbers, dtype=np.int64))
