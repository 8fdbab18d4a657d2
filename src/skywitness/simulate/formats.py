"""The table of formats that can be written: a new one is a function and a row here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from skywitness.simulate.reports import Scene


@dataclass(frozen=True)
class Output:
    """A format: the folder it is written to, what it is, which function writes it.

    ``reader`` is the name of the record's format that reads it. ``faults`` are the kinds of planted
    faults that such files can hold.
    """

    name: str
    title: str
    reader: str
    module: str
    function: str = "write"
    faults: frozenset[str] = frozenset()

    def write(self, scene: Scene, folder: Path) -> list[Path]:
        """Write a scene; the files that were made."""
        module = import_module(f"skywitness.simulate.outputs.{self.module}")
        made: list[Path] = getattr(module, self.function)(scene, folder)
        return made


_ROWS = frozenset({"jump", "frozen", "altitude"})
_TIMED = _ROWS | {"epoch", "hours", "reversed"}
_TABLE = _TIMED | {"twin", "stale", "number"}

OUTPUTS: tuple[Output, ...] = (
    Output("trace", "readsb traces", "readsb_trace", "traces", "write", _TABLE),
    Output("trace_tar", "day tar of readsb traces", "readsb_trace", "traces", "write_tar", _TABLE),
    Output(
        "trace_split",
        "day tar of readsb traces, split",
        "readsb_trace",
        "traces",
        "write_split_tar",
        _TABLE,
    ),
    Output(
        "aircraft_json",
        "readsb aircraft.json, every 10 s",
        "aircraft_json",
        "snapshots",
        "write",
        frozenset({"twin", "hours", "number"}),
    ),
    Output(
        "readsb_lines",
        "readsb JSON lines (--json-port)",
        "readsb_jsonl",
        "snapshots",
        "write_lines",
        _TABLE,
    ),
    Output(
        "fixes",
        "fixes of several networks (JSON)",
        "network_fixes",
        "snapshots",
        "write_fixes",
        frozenset({"jump", "frozen", "stale", "hours", "epoch", "reversed", "twin"}),
    ),
    Output("beast", "Beast binary", "beast", "raw", "write_beast", _ROWS | {"reversed"}),
    Output("avr", "AVR text", "avr", "raw", "write_avr", _ROWS | {"reversed"}),
    Output("jet1090", "jet1090 JSON lines", "jet1090", "raw", "write_jet1090", _TIMED | {"twin"}),
    Output(
        "opensky_raw",
        "OpenSky raw messages (Parquet)",
        "opensky_raw",
        "raw",
        "write_opensky",
        _TIMED,
    ),
    Output("frames_csv", "Frames in CSV", "frames_csv", "raw", "write_csv", _TIMED | {"twin"}),
    Output("sbs", "SBS (BaseStation) CSV", "sbs", "sbs", "write", _TIMED | {"twin"}),
    Output(
        "states_parquet",
        "OpenSky state vectors (Parquet)",
        "table_parquet",
        "tables",
        "write_states_parquet",
        _TABLE,
    ),
    Output(
        "states_csv",
        "OpenSky state vectors (CSV)",
        "table_csv",
        "tables",
        "write_states_csv",
        _TABLE,
    ),
    Output(
        "states_rest",
        "OpenSky REST answers, every 10 s",
        "opensky_states",
        "tables",
        "write_rest",
        frozenset({"hours", "number"}),
    ),
    Output(
        "traffic_parquet",
        "traffic's table (Parquet)",
        "table_parquet",
        "tables",
        "write_traffic_parquet",
        _TABLE,
    ),
    Output(
        "traffic_csv", "traffic's table (CSV)", "table_csv", "tables", "write_traffic_csv", _TABLE
    ),
    Output(
        "traffic_json",
        "traffic's table (JSON)",
        "table_json",
        "tables",
        "write_traffic_json",
        _TABLE,
    ),
    Output(
        "gpx",
        "GPX",
        "gpx",
        "tracks",
        "write_gpx",
        frozenset({"jump", "frozen", "epoch", "reversed"}),
    ),
    Output(
        "kml",
        "KML",
        "kml",
        "tracks",
        "write_kml",
        frozenset({"jump", "frozen", "epoch", "reversed"}),
    ),
    Output(
        "geojson",
        "GeoJSON with times",
        "geojson",
        "tracks",
        "write_geojson",
        frozenset({"jump", "frozen", "epoch", "reversed"}),
    ),
    Output("igc", "IGC", "igc", "tracks", "write_igc"),
    Output(
        "heatmap", "readsb heatmap", "heatmap", "heatmap", "write", frozenset({"hours", "twin"})
    ),
    Output(
        "asterix021",
        "ASTERIX category 021",
        "asterix",
        "asterix",
        "write_021",
        _ROWS | {"hours", "reversed"},
    ),
    Output(
        "asterix062",
        "ASTERIX category 062",
        "asterix",
        "asterix",
        "write_062",
        _ROWS | {"hours", "twin", "reversed"},
    ),
)

NAMES = tuple(each.name for each in OUTPUTS)
