"""What is exported, what is refused, and that no text of a file can do anything."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import export_store
import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from skywitness import cli
from skywitness.errors import RecordError
from skywitness.handover.rows import formats
from skywitness.handover.rows.exporting import export
from skywitness.record.store.selection import span_of
from skywitness.record.store.store import Store
from skywitness.tracks import text
from skywitness.tracks.lines import at_the_seam

NASTY = (
    "<script>alert(1)</script>",
    "x<![CDATA[y]]><b onclick='z'>",
    '"quoted", and\tmore',
    "\x1b[31mred\x07",
    "\u202egnirts",
    "@SUM(A1)",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return export_store.make(tmp_path_factory.mktemp("export"))


def exported(store: Store, folder: Path, **more: Any) -> pl.DataFrame:
    export(store, "csv", folder / "x.csv", **more)
    return pl.read_csv(folder / "x.csv", try_parse_dates=True)


# --- the choice -----------------------------------------------------------------------------------


def test_addresses_times_and_callsigns(store: Store, tmp_path: Path) -> None:
    assert set(exported(store, tmp_path, icao24="B00002,c00003")["icao24"]) == {"b00002", "c00003"}
    found = exported(
        store, tmp_path, start="2024-03-01T12:01:00", end=datetime(2024, 3, 1, 12, 2, tzinfo=UTC)
    )
    times = found["timestamp"].dt.strftime("%H:%M:%S")
    assert (times.min(), times.max()) == ("12:01:00", "12:01:55")


def test_a_callsign_stands_for_its_whole_flights(store: Store, tmp_path: Path) -> None:
    found = exported(store, tmp_path, callsign="two22")
    assert (set(found["icao24"]), len(found)) == ({"a00001"}, 60)
    # One flight under two callsigns is one flight.
    found = exported(store, tmp_path, callsign="=1+2")
    assert len(found) == 60
    with pytest.raises(RecordError, match="no flight sent the callsign NOBODY"):
        exported(store, tmp_path, callsign="NOBODY")


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2024-03-01", "2024-03-01T00:00", "2024-03-02T00:00"),
        ("2024-03-01T12", "2024-03-01T12:00", "2024-03-01T13:00"),
        ("2024-03-01T12:05Z", "2024-03-01T12:05", "2024-03-01T12:06"),
        ("2024-03-01T12:05..2024-03-01T13:00", "2024-03-01T12:05", "2024-03-01T13:00"),
        ("2024-03-01T12:05/13:00", "2024-03-01T12:05", "2024-03-01T13:00"),
        ("2024-03-01T14:05+02:00/13:00Z", "2024-03-01T12:05", "2024-03-01T13:00"),
        ("2024-03-01T14:05+02:00..15:00", "2024-03-01T12:05", "2024-03-01T13:00"),
        ("2024-03-01T14+0200..15:00", "2024-03-01T12:00", "2024-03-01T13:00"),
        ("2024-03-01T12:05:30.5Z..13:00", "2024-03-01T12:05:30.5", "2024-03-01T13:00"),
        ("2024-03-01..13:00+02:00", "2024-03-01T00:00", "2024-03-01T11:00"),
        ("2024-03-01..", "2024-03-01T00:00", None),
        ("..2024-03-02", None, "2024-03-02T00:00"),
    ],
)
def test_spans_of_time(said: str, first: str | None, last: str | None) -> None:
    expected = tuple(
        None if t is None else datetime.fromisoformat(t).replace(tzinfo=UTC) for t in (first, last)
    )
    assert span_of(said) == expected


@pytest.mark.parametrize("said", ["yesterday", "2024", "2024-03-01..x", "a..b..c", ""])
def test_what_is_no_span(said: str) -> None:
    with pytest.raises(RecordError, match="is not a"):
        span_of(said)


def test_a_span_that_ends_before_it_starts(store: Store, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="not after its start"):
        exported(store, tmp_path, start="2024-03-02", end="2024-03-01")


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("to", "more", "why"),
    [
        ("shapefile", {}, "no format to export to"),
        ("gpx", {"lines": True}, "has no lines to choose"),
        ("kml", {"heights": "barometric"}, "no heights 'barometric'"),
        ("csv", {"icao24": "ffffff"}, "the store has no such rows"),
    ],
)
def test_refused(store: Store, tmp_path: Path, to: str, more: dict[str, Any], why: str) -> None:
    with pytest.raises(RecordError, match=why) as caught:
        export(store, to, tmp_path / "x", **more)
    assert caught.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_originals_and_the_store_are_never_written_to(store: Store, tmp_path: Path) -> None:
    original = Path(store.manifest[0].inputs[0].path)
    before = original.read_bytes()
    for path in (original, store.root / "x.csv", store.root / "data" / "x.csv"):
        with pytest.raises(RecordError, match="belongs to the record"):
            export(store, "csv", path)
    assert original.read_bytes() == before
    with pytest.raises(RecordError, match="does not exist"):
        export(store, "csv", tmp_path / "no" / "x.csv")


def test_too_many_for_a_format(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = formats.Format("kml", ".kml", "a track", most=100)
    monkeypatch.setitem(formats.FORMATS, "kml", small)
    with pytest.raises(RecordError, match="339 positions are too many for kml"):
        export(store, "kml", tmp_path / "x.kml")


def test_an_older_file_stays_when_writing_fails(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("old")

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("skywitness.handover.rows.to_csv.write", broken)
    with pytest.raises(RecordError, match="No space left on device"):
        export(store, "csv", path)
    assert [p.name for p in tmp_path.iterdir()] == ["x.csv"]
    assert path.read_text() == "old"


# --- hostile text ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Store:
    rows = [
        row
        for k, name in enumerate(NASTY)
        for row in export_store.flight(f"a0000{k}", name, (40.0 + k, 10.0), rows=20)
    ]
    return export_store.make(tmp_path_factory.mktemp("nasty"), rows)


@pytest.mark.parametrize("to", formats.FORMATS)
def test_hostile_text_stays_text(to: str, nasty: Store, tmp_path: Path) -> None:
    path = tmp_path / f"x{formats.FORMATS[to].ending}"
    export(nasty, to, path, faulty=True)
    if to == "geoparquet":
        words = pl.read_parquet(path)["callsign"].unique().to_list()
    elif to == "csv":
        words = pl.read_csv(path)["callsign"].unique().to_list()
        assert not any(w[:1] in "=+-@" for w in words if w)
    elif to in ("kml", "gpx"):
        root = ET.fromstring(path.read_bytes())
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not tags & {"script", "b"}
        words = [e.text or "" for e in root.iter() if e.tag.endswith(("}name", "}desc"))]
        if to == "kml":  # balloons show HTML
            for e in root.iter():
                if e.tag.endswith("}description"):
                    assert not set(_tags(e.text or "")) - {"table", "tr", "th", "td", "br"}
    else:
        document = json.loads(path.read_text())
        words = [str(v) for v in _strings(document)]
        if to == "czml":
            for packet in document:
                said = set(_tags(packet.get("description", "")))
                assert not said - {"table", "tr", "th", "td", "br"}
    everything = "".join(w or "" for w in words)
    assert "script" in everything
    assert not any(ord(c) < 32 and c != "\n" for c in everything)
    assert "\u202e" not in everything


def _tags(html: str) -> list[str]:
    met: list[str] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            met.append(tag)
            assert not attrs

    Parser().feed(html)
    return met


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [s for v in value.values() for s in _strings(v)]
    if isinstance(value, list):
        return [s for v in value for s in _strings(v)]
    return [value] if isinstance(value, str) else []


def test_words_for_sheets_and_for_xml() -> None:
    assert text.clean("a\x00b\x1bc\ud800\ufffe") == "a\ufffdb\ufffdc\ufffd\ufffd"
    assert text.cell("-1") == "'-1"
    assert text.plain_number(1e-9, 7) == "0"
    assert text.plain_number(-0.00000001, 7) == "0"
    assert text.plain_number(float("nan"), 3) == ""
    assert text.moment(1.5) == "1970-01-01T00:00:01.5Z"


def test_times_that_no_calendar_holds(tmp_path: Path) -> None:
    rows = export_store.flight("a00001", "LATE", (43.0, 33.0), rows=6)
    for k, row in enumerate(rows):
        row[0] = export_store.T0.timestamp() + 5 * k
    rows[2][0] = 8e12  # in the year 255,479
    rows[4][0] = ""
    store = export_store.make(tmp_path, rows)
    latest = store.scan(faulty=True).column("timestamp").cast("int64").to_pylist()
    assert len(latest) == 6
    assert latest.count(None) == 2  # the rows are kept, without a time
    assert store.scan(faulty=True).column("fault").to_pylist().count("clock") == 1
    for to, kind in formats.FORMATS.items():
        path = tmp_path / f"x{kind.ending}"
        done = export(store, to, path, faulty=True)
        assert done.provenance.census.rows == store.scan(faulty=True).num_rows
        assert path.stat().st_size


def test_a_line_that_crosses_180_twice() -> None:
    line = np.array([[179.0, 0.0, 10.0], [-179.0, 2.0, 30.0], [179.0, 4.0, 50.0]])
    a, b, c = at_the_seam(line)
    assert a.tolist() == [[179, 0, 10], [180, 1, 20]]
    assert b.tolist() == [[-180, 1, 20], [-179, 2, 30], [-180, 3, 40]]
    assert c.tolist() == [[180, 3, 40], [179, 4, 50]]


# --- the command ----------------------------------------------------------------------------------


def test_the_command_says_what_it_wrote(store: Store, tmp_path: Path) -> None:
    def run(*words: str) -> str:
        found = CliRunner().invoke(cli.build(["export"]), ["export", *words])
        assert found.exit_code == 0, found.output
        return found.stdout

    path = str(tmp_path / "x.geojson")
    said = run(str(store.root), "--to", "geojson", "--out", path)
    assert "339 rows" in said
    assert "1 rows marked with a fault are left out" in said
    assert "ODbL 1.0" in said
    document = json.loads(
        run(str(store.root), "--to", "geojson", "--out", path, "--json", "--lines",
            "--when", "2024-03-01T12:00..12:05", "--icao24", "a00001")
    )  # fmt: skip
    assert document["rows"] == 59
    assert document["lines"] is True
    assert document["inputs"][0]["sha256"] == store.manifest[0].inputs[0].sha256
