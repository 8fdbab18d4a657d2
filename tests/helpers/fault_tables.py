"""Small tables of the record, and the shared files read with a few lines of their own."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc
from geographiclib.geodesic import Geodesic

from skywitness.record.batch import batch, has_faults, seconds
from skywitness.record.faults import Carry, mark
from skywitness.record.schema import FAULTS

DAY = 1_700_006_400.0  # a full hour (UTC)
NOW = 1_900_000_000.0
KT = 1852 / 3600


def table(n: int, **columns: Any) -> pa.Table:
    """``n`` rows of one aircraft unless told otherwise; ``t`` is seconds after DAY."""
    t = np.asarray(columns.pop("t"), dtype=float)
    given: dict[str, Any] = {"icao24": ["abc123"] * n, "source": "adsb_icao", "file": "f"}
    given |= {"row": np.arange(n), "timestamp": seconds(DAY + t), **columns}
    return pa.Table.from_batches([batch(given, n)])


def straight(
    n: int,
    step: float = 1.0,
    kt: float = 450.0,
    lat: float = 48.0,
    lon: float = 2.0,
    **columns: Any,
) -> dict[str, Any]:
    """Columns of a flight due east at ``kt``, a row every ``step`` seconds."""
    t = np.arange(n) * step
    line = Geodesic.WGS84.Line(lat, lon, 90.0)
    points = [line.Position(kt * KT * x) for x in t]
    return {
        "t": t,
        "latitude": np.array([p["lat2"] for p in points]),
        "longitude": np.array([p["lon2"] for p in points]),
        "groundspeed": np.full(n, kt),
        "track": np.array([p["azi2"] for p in points]),
        "altitude": np.full(n, 36_000.0),
        **columns,
    }


def sort(whole: pa.Table) -> pa.Table:
    """By address and time, as the store keeps rows."""
    key = whole.select(["icao24", "timestamp"]).append_column("i", pa.array(np.arange(len(whole))))
    key = key.set_column(0, "icao24", key["icao24"].cast(pa.string()))
    order = [(name, "ascending") for name in ("icao24", "timestamp", "i")]
    return whole.take(pc.sort_indices(key, sort_keys=order))


def join(*tables: pa.Table) -> pa.Table:
    """Tables as one, in the store's order."""
    return sort(pa.concat_tables(tables).unify_dictionaries())


def marked(whole: pa.Table) -> pa.Table:
    """The table with its faults marked."""
    fault, _ = mark(whole, Carry(now=NOW))
    return whole.set_column(whole.schema.get_field_index("fault"), "fault", fault)


def faults(whole: pa.Table) -> Mapping[str, np.ndarray]:
    """The faults that marking finds, as masks."""
    fault, _ = mark(whole, Carry(now=NOW))
    return has_faults(fault, FAULTS)


def hourly(whole: pa.Table) -> list[str | None]:
    """The fault column when every hour is marked by itself, one after the other."""
    hour = whole["timestamp"].cast(pa.int64()).to_numpy() // 3_600_000_000
    out: list[str | None] = [None] * len(whole)
    carry = Carry(now=NOW)
    for h in np.unique(hour):
        index = np.flatnonzero(hour == h)
        fault, carry = mark(whole.take(pa.array(index)), carry)
        for k, word in zip(index.tolist(), fault.to_pylist(), strict=True):
            out[k] = word
    return out


def _numbers(values: list[Any]) -> np.ndarray:
    return np.array([np.nan if v is None or isinstance(v, str) else v for v in values], dtype=float)


def traffic(shared: Path, name: str) -> pa.Table:
    """One of the shared state-vector tables in traffic's JSON."""
    rows = orjson.loads(gzip.decompress((shared / f"data/opensky/{name}.json.gz").read_bytes()))
    n = len(rows)
    columns: dict[str, Any] = {
        "timestamp": seconds(_numbers([r["timestamp"] for r in rows]) / 1000),
        "icao24": [r["icao24"] for r in rows],
    }
    for key in ("latitude", "longitude", "altitude", "groundspeed", "track", "vertical_rate"):
        columns[key] = _numbers([r.get(key) for r in rows])
    columns["onground"] = pa.array([r.get("onground") for r in rows], pa.bool_())
    whole = batch({**columns, "source": "other", "file": name, "row": np.arange(n)}, n)
    return sort(pa.Table.from_batches([whole]))


def network(path: Path) -> pa.Table:
    """One aircraft as three networks showed it, in the order in which that was written down."""
    document = orjson.loads(path.read_bytes())
    fixes = document["fixes"]
    n = len(fixes)
    columns = {
        "timestamp": seconds(_numbers([f["positionTime"] for f in fixes]) / 1000),
        "received": seconds(_numbers([f["receiveTime"] for f in fixes]) / 1000),
        "icao24": [document["hex"]] * n,
        "latitude": _numbers([f["lat"] for f in fixes]),
        "longitude": _numbers([f["lon"] for f in fixes]),
        "groundspeed": _numbers([f.get("gs") for f in fixes]),
        "track": _numbers([f.get("track") for f in fixes]),
        "onground": pa.array([f.get("gnd") for f in fixes], pa.bool_()),
        "receiver": [f["source"] for f in fixes],
    }
    whole = batch({**columns, "source": "other", "file": path.name, "row": np.arange(n)}, n)
    return pa.Table.from_batches([whole])


def trace(path: Path) -> pa.Table:
    """One readsb trace."""
    data = path.read_bytes()
    document = orjson.loads(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
    rows = document["trace"]
    n = len(rows)
    keys = ("nac_p", "nac_v", "nic", "sil", "version", "rc")
    calls, details = [], []
    detail: dict[str, Any] = {}
    since = 0.0
    for r in rows:
        if r[8]:
            detail, since = r[8], r[0]
        details.append(detail if r[0] - since <= 60 else {})
        calls.append((detail.get("flight") or "").strip() or None)
    columns = {
        "timestamp": seconds(document["timestamp"] + _numbers([r[0] for r in rows])),
        "icao24": [document["icao"]] * n,
        "latitude": _numbers([r[1] for r in rows]),
        "longitude": _numbers([r[2] for r in rows]),
        "altitude": _numbers([r[3] for r in rows]),
        "groundspeed": _numbers([r[4] for r in rows]),
        "track": _numbers([r[5] for r in rows]),
        "onground": pa.array([r[3] == "ground" for r in rows]),
        "callsign": calls,
    }
    columns |= {key: _numbers([d.get(key) for d in details]) for key in keys}
    whole = batch({**columns, "source": "adsb_icao", "file": path.name, "row": np.arange(n)}, n)
    return pa.Table.from_batches([whole])


def cell(shared: Path) -> pa.Table:
    """The shared one-degree cell of JSON lines."""
    lines = gzip.decompress((shared / "data/readsb/20250601_36_-122.gz").read_bytes()).splitlines()
    rows = [orjson.loads(line) for line in lines]
    n = len(rows)
    last: dict[str, str | None] = {}
    source = []
    for r in rows:
        if r.get("flightdict"):
            last[r["hex"]] = r["flightdict"].get("type")
        source.append(last.get(r["hex"]))
    columns = {
        "timestamp": seconds(_numbers([r["now"] for r in rows])),
        "icao24": [r["hex"] for r in rows],
        "latitude": _numbers([r.get("lat") for r in rows]),
        "longitude": _numbers([r.get("lon") for r in rows]),
        "altitude": _numbers([r.get("alt_baro") for r in rows]),
        "groundspeed": _numbers([r.get("gscp") for r in rows]),
        "track": _numbers([r.get("track") for r in rows]),
        "source": source,
    }
    whole = batch({**columns, "file": "cell", "row": np.arange(n)}, n)
    return sort(pa.Table.from_batches([whole]))


def which(mask: np.ndarray) -> list[int]:
    """The marked rows."""
    return np.flatnonzero(mask).tolist()


def nothing(whole: pa.Table) -> bool:
    """Whether no rule marks a row."""
    return faults(whole) and not any(m.any() for m in faults(whole).values())
