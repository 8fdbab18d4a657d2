"""Lines and lists whose loss is to be said, and the command that reads them."""

from __future__ import annotations

import json
from types import ModuleType

from record_memory import Result, run
from typer.testing import CliRunner

from skywitness.cli import build
from skywitness.errors import RecordError

HEADER = "timestamp,icao24,latitude,longitude,altitude,groundspeed,track,vertical_rate,callsign"
ROWS = [
    f"2024-03-10 12:00:0{k}+00:00,39e467,48.1,2.30{k},37000,400,90,0,AFR1" for k in range(5)
]  # fmt: skip
SIX = "MSG,6,1,1,405F1{k},1,2024/01/31,12:00:00.000,2024/01/31,12:00:00.000,,,,,,,,{squawk},0,0,0,0"
THREE = (
    "MSG,3,1,1,405F11,1,2024/01/31,12:00:0{k}.000,2024/01/31,12:00:0{k}.000,"
    ",{alt},,,{lat},2.5,,,0,0,0,0"
)
AIRCRAFT = {"hex": "a12345", "type": "adsb_icao", "alt_baro": 3000, "lat": 36.9, "lon": -121.7,
            "gs": 73, "track": 180.8, "seen_pos": 0.1, "seen": 0.1}  # fmt: skip
NOW = 1700000000.0


def command(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(build(["read"]), ["read", *words])
    if isinstance(result.exception, RecordError):  # what the program tells, with status 2
        return 2, str(result.exception)
    return result.exit_code, result.output


def of(reader: ModuleType, *lines: str) -> Result:
    data = "\n".join(lines).encode() + b"\n"
    assert reader.recognise(data, "")
    return run(reader, data)


def listed(*objects: dict[str, object], **head: object) -> bytes:
    return json.dumps({"now": NOW, **head, "aircraft": objects}).encode()
