"""A broken digit in an export of ours is never lost without a word: it is counted, and its row
marked."""

from __future__ import annotations

import re
from types import ModuleType
from typing import Any

import export_store
import pytest
from own_exports import GEOJSON, GPX, KML
from record_memory import Result, run

from skywitness.handover.rows.exporting import export
from skywitness.handover.rows.formats import FORMATS
from skywitness.record.readers import geojson, gpx, kml, table_csv

READERS: dict[str, ModuleType] = {"csv": table_csv, "geojson": geojson, "gpx": gpx, "kml": kml}
WORDS = {"callsign", "registration", "typecode", "category", "receiver"}
"""Free text: nothing tells a broken letter there from another one."""


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("store")
    rows = export_store.flight("a00001", "ONE11", (43.0, 33.0), rows=3)
    rows += export_store.flight("a00001", "ONE11", (55.0, 33.0), rows=1, after=15)
    rows += export_store.flight("a00001", "ONE11", (43.008, 33.012), rows=1, after=20)
    store = export_store.make(folder, rows)
    for name in READERS:
        export(store, name, folder / f"x{FORMATS[name].ending}", faulty=True)
    return {name: (folder / f"x{FORMATS[name].ending}").read_bytes() for name in READERS}


def by_place(result: Result) -> dict[tuple[object, object], dict[str, Any]]:
    """Rows by their place, whose two numbers do not break at once."""
    return {(r["latitude"], r["longitude"]): r for r in result.table.to_pylist()}


def lost(whole: Result, damaged: Result) -> list[str]:
    """Columns of which a value was dropped or changed without a count or a mark."""
    told = sum(damaged.tally.unread.values()) + sum(damaged.tally.bad.values())
    told += sum("could not be read" in n or "not known" in n for n in damaged.tally.notes)
    found = [] if damaged.table.num_rows == whole.table.num_rows or told else ["rows"]
    before = by_place(whole)
    for place, row in by_place(damaged).items():
        for name, was in before.get(place, {}).items():
            if name in WORDS | {"row", "fault"} or row[name] == was:
                continue
            marks = set((row["fault"] or "").split()) - set((before[place]["fault"] or "").split())
            kept = row[name] is not None
            if not (marks and (kept or told)):
                found.append(name)
        if place in before and not {*(before[place]["fault"] or "").split()} <= {
            *(row["fault"] or "").split()
        }:
            found += [] if told else ["fault"]
    return found


@pytest.mark.parametrize("name", READERS)
def test_a_broken_digit_is_counted_and_marked(name: str, exports: dict[str, bytes]) -> None:
    data, reader = exports[name], READERS[name]
    begin = data.index({"csv": b"\n", "kml": b"<Folder"}.get(name, b"43"))
    whole = run(reader, data)
    assert whole.table.num_rows == 5
    assert not whole.tally.unread
    tried = 0
    for k, digit in enumerate(re.finditer(rb"\d", data[begin:])):
        if k % 3:
            continue
        at = begin + digit.start()
        damaged = run(reader, data[:at] + b"x" + data[at + 1 :])
        tried += 1
        if damaged.error is None:
            assert lost(whole, damaged) == [], data[at - 60 : at + 20]
    assert tried > 60


@pytest.mark.parametrize(
    ("reader", "seed", "was", "now", "count", "mark"),
    [
        (gpx, GPX, b">10000<", b">10x00<", "altitude", "altitude"),
        (gpx, GPX, b">0<", b">7<", "onground", "other"),
        (gpx, GPX, b"</sw:icao24><sw:call", b"x</sw:icao24><sw:call", "icao24", "address"),
        (kml, KML, b">10000<", b">1e999<", "altitude", "altitude"),
        (kml, KML, b"<gx:value>10000</gx:value>", b"", "altitude (column)", "other"),
        (kml, KML, b"</gx:value>", b"</gx:value><gx:value/>", "altitude (column)", "other"),
        (kml, KML, b">jump<", b">jumq<", "fault", "other"),
        (geojson, GEOJSON, b'"altitude":10000.0', b'"altitude":"1o000.0"', "altitude", "altitude"),
        (geojson, GEOJSON, b'"altitude"', b'"altitudx"', "altitudx", "other"),
        (geojson, GEOJSON, b'"fault":"jump"', b'"fault":"jumq"', "fault", "other"),
        (geojson, GEOJSON, b"[33.0,43.0,3120.6]", b"33", "latitude", "position"),
    ],
)  # fmt: skip
def test_what_a_column_cannot_hold(
    reader: ModuleType, seed: bytes, was: bytes, now: bytes, count: str, mark: str
) -> None:
    assert seed.count(was) == 1
    damaged = run(reader, seed.replace(was, now))
    assert damaged.tally.unread[count] == 1
    assert any(mark in str(f).split() for f in damaged.column("fault"))
    assert not run(reader, seed).tally.unread


def test_negative_directions_are_damage_there() -> None:
    data = GPX.replace(b"<sw:onground>", b"<sw:track>-12</sw:track><sw:onground>")
    rows = run(gpx, data)
    assert rows.column("track") == [-12, None] or rows.column("track") == [None, -12]
    assert any("speed" in str(f).split() for f in rows.column("fault"))


@pytest.mark.parametrize(("reader", "seed"), [(gpx, GPX), (kml, KML)])
def test_an_export_of_another_version_says_so(reader: ModuleType, seed: bytes) -> None:
    other = run(reader, seed.replace(b"urn:skywitness:record:1", b"urn:skywitness:record:2"))
    assert any("a form that is not known" in note for note in other.tally.notes)
