"""Words of the record's own exports come back as they were, and sound rows stay sound."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from record_memory import run

from skywitness.handover.rows.exporting import export
from skywitness.handover.rows.formats import FORMATS
from skywitness.record.intake.loading import read
from skywitness.record.readers.formats import recognise
from skywitness.record.store.store import Store, open_store
from skywitness.record.trackfiles.own import SPACE

EXPORTS = ("csv", "geojson", "geoparquet", "gpx", "kml")
WORDS = [
    "AFR1", "NULL", "NA", "NaN", "NAN", "-", "None", "N/A", "n/a", "nat", "\\N", "<NA>", "'A", "A'",
    "'=1", "=1+2", "+1", "''-x", "'", "@a",
]  # fmt: skip
HIDDEN = ["A\u202eB", "A\u200bB", "\u200b\u200bAFR12", "A\u2028B"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A row for each word, read from a GPX file of the record's form, which has no empty words."""
    folder = tmp_path_factory.mktemp("words")
    tracks = []
    for k, word in enumerate(WORDS + HIDDEN):
        said = word.replace("&", "&amp;").replace("<", "&lt;")
        tracks.append(
            f"<trk><name>{k}</name><extensions><sw:icao24>a000{k:02}</sw:icao24>"
            f"<sw:callsign>{said}</sw:callsign><sw:registration>{said}</sw:registration>"
            f"<sw:typecode>{said}</sw:typecode></extensions><trkseg>"
            f'<trkpt lat="48.{k:02}" lon="2.3"><time>2024-03-10T12:00:{k:02}Z</time></trkpt>'
            "</trkseg></trk>"
        )
    head = (
        '<?xml version="1.0" encoding="UTF-8"?><gpx xmlns="http://www.topografix.com/GPX/1/1" '
        f'xmlns:sw="{SPACE}" version="1.1" creator="Skywitness 0.1.0">'
    )
    (folder / "x.gpx").write_text(f"{head}{''.join(tracks)}</gpx>", "utf-8")
    assert read([folder / "x.gpx"], folder / "store").complete
    return open_store(folder / "store")


def back(store: Store, to: str, folder: Path) -> dict[str, dict[str, object]]:
    """Rows by address, after an export and reading it again."""
    path = folder / f"x{FORMATS[to].ending}"
    export(store, to, path, faulty=True)
    found = recognise(path.read_bytes()[:65_536], path.name)
    assert found is not None
    told = run(found.reader, path.read_bytes())
    assert told.error is None
    assert not told.tally.unread
    return {str(r["icao24"]): r for r in told.table.to_pylist()}


def before(store: Store) -> dict[str, dict[str, object]]:
    return {r["icao24"]: r for r in pa.Table.to_pylist(store.scan(faulty=True))}


@pytest.mark.parametrize("to", EXPORTS)
def test_words_that_stand_for_nothing_elsewhere_come_back_from_exports(
    to: str, store: Store, tmp_path: Path
) -> None:
    was, found = before(store), back(store, to, tmp_path)
    assert [was[f"a000{k:02}"]["callsign"] for k in range(len(WORDS))] == WORDS
    for k in range(len(WORDS)):
        for name in ("callsign", "registration", "typecode", "fault"):
            assert found[f"a000{k:02}"][name] == was[f"a000{k:02}"][name], (WORDS[k], name)


@pytest.mark.parametrize("to", EXPORTS)
def test_a_word_with_a_sign_that_is_not_seen_marks_no_row(
    to: str, store: Store, tmp_path: Path
) -> None:
    was, found = before(store), back(store, to, tmp_path)
    for k in range(len(WORDS), len(WORDS + HIDDEN)):
        address = f"a000{k:02}"
        assert found[address]["callsign"], address
        assert found[address]["fault"] == was[address]["fault"], address
