"""Small files of the readsb family, and what the readers make of them."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
from record_memory import MemorySource

from skywitness.errors import RecordError
from skywitness.record.readers import (
    aircraft_json,
    network_fixes,
    readsb_jsonl,
    readsb_trace,
)
from skywitness.record.reading import Context, Reader, Tally
from skywitness.record.schema import SCHEMA

READERS: dict[str, Reader] = {
    "trace": readsb_trace,
    "list": aircraft_json,
    "lines": readsb_jsonl,
    "fixes": network_fixes,
}

DETAIL = {
    "type": "adsb_icao", "flight": "DAL1812 ", "alt_geom": 33825, "ias": 279, "track": 340.67,
    "roll": -0.88, "mag_heading": 338.03, "true_heading": 336.63, "baro_rate": -64, "geom_rate": 32,
    "squawk": "4637", "emergency": "none", "category": "A3", "nav_qnh": 1013.6,
    "nav_modes": ["autopilot", "tcas"], "nic": 8, "rc": 186, "version": 2, "nic_baro": 1,
    "nac_p": 10, "nac_v": 2, "sil": 3, "sil_type": "perhour", "gva": 2, "sda": 2,
}  # fmt: skip

BASE = 1738703622.619
"""2025-02-04 21:13:42.619 UTC."""


File = partial(MemorySource, name="some/file.json")
"""A source whose content is bytes."""


def row(at: float, **values: Any) -> list[Any]:
    """A row of 14 values at so many seconds."""
    names = ("lat", "lon", "alt", "gs", "track", "flags", "rate", "detail", "type", "geo")
    known: dict[str, Any] = {"lat": 50.5, "lon": 8.25, "alt": 32000, "gs": 478.6, "track": 327.8}
    known |= {"flags": 0, "rate": 64, "type": "adsb_icao", "geo": 33825} | values
    rest = [known.get(n) for n in ("geo_rate", "ias", "roll")]
    return [at, *(known.get(n) for n in names), *rest]


def trace(rows: list[Any], *, spaced: bool = False, **head: Any) -> bytes:
    """A trace file, a row a line as readsb writes it, or as other programs do, ``spaced``."""
    said = {"icao": "ac671b", "r": "N899DN", "t": "B739", "timestamp": BASE} | head
    lines = [json.dumps(row, separators=None if spaced else (",", ":")) for row in rows]
    text = json.dumps(said)[:-1] + ',\n"trace":[\n' + ",\n".join(lines) + "\n]}\n"
    return text.encode()


def snapshot(*aircraft: dict[str, Any], now: float | None = 1700513836.875) -> bytes:
    """An aircraft.json."""
    head = {} if now is None else {"now": now}
    return json.dumps(head | {"messages": 7, "aircraft": list(aircraft)}, indent=1).encode()


def lines(*found: dict[str, Any]) -> bytes:
    """A JSON object a line."""
    return b"".join(json.dumps(f).encode() + b"\n" for f in found)


def table(
    kind: str, content: bytes, context: Context | None = None, name: str = "some/file.json"
) -> tuple[pa.Table, Tally]:
    """What a reader makes of a file; every record must be a row or counted.

    Raises:
        RecordError: the reader's, its ``rows`` being what it gave before.
    """
    tally = Tally()
    batches: list[pa.RecordBatch] = []
    broken = None
    try:
        batches += READERS[kind].read(File(content, name=name), tally, context or Context())
    except RecordError as error:
        broken = error
    for batch in batches:
        batch.validate(full=True)
        assert batch.schema == SCHEMA
    found = pa.Table.from_batches(batches, SCHEMA)
    assert len(found) + sum(tally.bad.values()) == tally.rows
    if broken is not None:
        broken.rows = found  # type: ignore[attr-defined]
        raise broken
    return found, tally


def rows(kind: str, content: bytes, context: Context | None = None) -> list[dict[str, Any]]:
    """The rows as dictionaries of what is said, without the file's name."""
    found, _ = table(kind, content, context)
    return [
        {k: v for k, v in r.items() if v is not None and k != "file"} for r in found.to_pylist()
    ]


def same(one: pa.Table, other: pa.Table) -> None:
    """Both tables hold the same to the last bit."""
    assert len(one) == len(other)
    for name in SCHEMA.names:
        a, b = (t[name].combine_chunks() for t in (one, other))
        if pa.types.is_dictionary(a.type):
            assert a.cast(pa.string()).equals(b.cast(pa.string())), name
            continue
        assert a.is_null().equals(b.is_null()), name
        if pa.types.is_floating(a.type):
            bits = "u4" if a.type == pa.float32() else "u8"
            x, y = (np.asarray(c.fill_null(0)).view(bits) for c in (a, b))
            assert np.array_equal(x, y), name
        else:
            assert a.equals(b), name
