"""Tables of positions: OpenSky's state vectors (SI units), those of ``traffic`` (feet, knots)."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from skywitness.aliases import Floats
from skywitness.simulate.earth import FOOT, KNOT
from skywitness.simulate.outputs.snapshots import snapshots
from skywitness.simulate.outputs.words import save
from skywitness.simulate.reports import ADSB, ADSB_NT, ADSR, MLAT, SOURCES, Scene

_AT_ONCE = 20_000


def _table_folder(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _words(scene: Scene, what: str) -> list[str | None]:
    named: dict[str, list[str | None]] = {
        "icao24": [t.written for t in scene.targets],
        "callsign": [
            None if t.address.startswith("~") else t.aircraft.callsign for t in scene.targets
        ],
        "squawk": [t.aircraft.squawk or None for t in scene.targets],
        "typecode": [t.aircraft.typecode or None for t in scene.targets],
    }
    words = named[what]
    return [words[k] for k in scene.reports.target.tolist()]


def _receivers(scene: Scene) -> list[str]:
    names = [r.name for r in scene.world.receivers]
    networks = ("", "late-")
    r = scene.reports
    return [
        networks[n] + names[k] for k, n in zip(r.receiver.tolist(), r.network.tolist(), strict=True)
    ]


def _number(values: Floats) -> pa.Array:
    return pa.array(values, mask=np.isnan(values))


# --- OpenSky's state vectors ---------------------------------------------------------------------


def states(scene: Scene) -> pa.Table:
    """OpenSky's columns: metres and m/s, ``time`` in whole seconds, ``lastposupdate`` to the ms."""
    r = scene.reports
    position = np.rint(r.time / 1e3) / 1e3
    contact = np.rint(r.received / 1e3) / 1e3
    return pa.table({
        "time": np.ceil(contact).astype(np.int64),
        "icao24": _words(scene, "icao24"),
        "lat": r.latitude, "lon": r.longitude,
        "velocity": _number(r.groundspeed * KNOT),
        "heading": _number(r.track),
        "vertrate": _number(r.vertical_rate * FOOT / 60.0),
        "callsign": [None if c is None else c.ljust(8) for c in _words(scene, "callsign")],
        "onground": r.onground,
        "alert": np.zeros(len(r), dtype=bool), "spi": np.zeros(len(r), dtype=bool),
        "squawk": _words(scene, "squawk"),
        "baroaltitude": _number(np.where(r.onground, np.nan, r.altitude * FOOT)),
        "geoaltitude": _number(np.where(r.onground, np.nan, r.geoaltitude * FOOT)),
        "lastposupdate": position, "lastcontact": contact,
        "serials": [[k + 1 + 100 * n] for k, n in zip(
            r.receiver.tolist(), r.network.tolist(), strict=True)],
    })  # fmt: skip


def write_states_parquet(scene: Scene, folder: Path) -> list[Path]:
    """``states.parquet``."""
    path = _table_folder(folder) / "states.parquet"
    pq.write_table(states(scene), path)
    return [path]


def write_states_csv(scene: Scene, folder: Path) -> list[Path]:
    """``states.csv``."""
    table = states(scene).drop_columns(["serials"])
    path = _table_folder(folder) / "states.csv"
    pa.csv.write_csv(table, path, pa.csv.WriteOptions(quoting_style="none"))
    return [path]


_REST_CATEGORY = {"A1": 2, "A2": 3, "A3": 4, "A4": 5, "A5": 6, "A6": 7, "A7": 8, "B1": 9, "B2": 10,
                  "B3": 11, "B4": 12, "C1": 16, "C2": 17}  # fmt: skip
_REST_SOURCE = {ADSB: 0, ADSB_NT: 0, ADSR: 0, MLAT: 2}
REST_EVERY_S = 10.0


def write_rest(scene: Scene, folder: Path) -> list[Path]:
    """Answers of OpenSky's REST API, one a line, every ten seconds.

    Fields by place: opensky-network.org, REST API, "All State Vectors".
    """
    r, lines = scene.reports, []
    for now, entries in snapshots(scene, REST_EVERY_S):
        vectors = [_vector(scene, t, k) for t, k in entries if int(r.source[k]) in _REST_SOURCE]
        lines.append(json.dumps({"time": int(now), "states": vectors}, separators=(",", ":")))
    return [save(folder, "states.jsonl", ("\n".join(lines) + "\n").encode())]


def _vector(scene: Scene, target: int, k: int) -> list[Any]:
    r, each = scene.reports, scene.targets[target].aircraft
    ground = bool(r.onground[k])
    height, geo = (None if ground else _round(v[k] * FOOT) for v in (r.altitude, r.geoaltitude))
    return [
        scene.targets[target].written, each.callsign.ljust(8), "Nowhere",
        int(r.time[k] // 1_000_000), int(r.received[k] // 1_000_000),
        round(float(r.longitude[k]), 4), round(float(r.latitude[k]), 4), height, ground,
        _round(r.groundspeed[k] * KNOT), _round(r.track[k]),
        _round(r.vertical_rate[k] * FOOT / 60.0), None, geo, each.squawk or None, False,
        _REST_SOURCE[int(r.source[k])], _REST_CATEGORY.get(each.category, 0),
    ]  # fmt: skip


def _round(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value), 2)


# --- traffic's tables ----------------------------------------------------------------------------


def traffic(scene: Scene) -> pa.Table:
    """Columns as `traffic` names them, with how each row was seen and by whom."""
    r = scene.reports
    return pa.table({
        "timestamp": pa.array(r.time.view("datetime64[us]")).cast(pa.timestamp("us", "UTC")),
        "icao24": _words(scene, "icao24"),
        "callsign": _words(scene, "callsign"),
        "latitude": r.latitude, "longitude": r.longitude,
        "altitude": _number(r.altitude), "geoaltitude": _number(r.geoaltitude),
        "groundspeed": _number(r.groundspeed), "track": _number(r.track),
        "vertical_rate": _number(r.vertical_rate),
        "onground": r.onground,
        "squawk": _words(scene, "squawk"), "typecode": _words(scene, "typecode"),
        "received": pa.array(r.received.view("datetime64[us]")).cast(pa.timestamp("us", "UTC")),
        "source": [SOURCES[k] for k in r.source.tolist()],
        "receiver": _receivers(scene),
    })  # fmt: skip


def write_traffic_parquet(scene: Scene, folder: Path) -> list[Path]:
    """``flights.parquet``."""
    path = _table_folder(folder) / "flights.parquet"
    pq.write_table(traffic(scene), path)
    return [path]


def write_traffic_csv(scene: Scene, folder: Path) -> list[Path]:
    """``flights.csv``."""
    path = _table_folder(folder) / "flights.csv"
    pa.csv.write_csv(traffic(scene), path, pa.csv.WriteOptions(quoting_style="none"))
    return [path]


def write_traffic_json(scene: Scene, folder: Path) -> list[Path]:
    """``flights.json``: an array of records with times in ms, as pandas writes them."""
    table = traffic(scene)
    for name in ("timestamp", "received"):
        at = table.schema.get_field_index(name)
        table = table.set_column(
            at,
            name,
            pa.compute.cast(table[name], pa.timestamp("ms", "UTC"), safe=False).cast(pa.int64()),
        )
    bare = {t.written for t in scene.targets if t.as_number}
    path = _table_folder(folder) / "flights.json"
    with path.open("w", encoding="utf-8") as out:
        between = "["
        for part in table.to_batches(max_chunksize=_AT_ONCE):
            records = part.to_pylist()
            for record in records:
                if record["icao24"] in bare:
                    record["icao24"] = int(record["icao24"])
            out.write(between + json.dumps(records, separators=(",", ":"))[1:-1])
            between = ","
        out.write("]" if between == "," else "[]")
    return [path]
