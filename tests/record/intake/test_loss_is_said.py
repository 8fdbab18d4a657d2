"""What is lost of a file is said by the command: the exit status, a count and a mark."""

from __future__ import annotations

import io
import json
import os
import socket
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from loss_files import AIRCRAFT, HEADER, ROWS, THREE, command, listed


def test_a_file_of_which_nothing_is_kept_is_told_with_its_remedy(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("\n".join([HEADER, *ROWS]) + "\n")
    bad.write_text("\n".join([HEADER, *(f"{row},more,values" for row in ROWS)]) + "\n")
    status, told = command(str(bad), "--out", str(tmp_path / "one"))
    assert status == 2
    assert "none of what was given yielded a row" in told
    status, told = command(str(good), str(bad), "--out", str(tmp_path / "two"))
    assert status == 1
    assert "of 5 rows all were left out (more values than columns 5)" in " ".join(told.split())
    assert "remedy: see what stands there (row 0: 2024-03-10" in " ".join(told.split())
    # Nothing of it is in the store, so the next run tries again and says so again.
    status, told = command(str(good), str(bad), "--out", str(tmp_path / "two"))
    assert status == 1
    assert "all were left out" in told


def test_an_empty_list_given_by_name_is_told_and_one_in_a_folder_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.json").write_bytes(listed())
    (folder / "2.json").write_bytes(listed(AIRCRAFT))
    assert command(str(folder / "1.json"), "--out", str(tmp_path / "one"))[0] == 2
    assert command(str(folder), "--out", str(tmp_path / "two"))[0] == 0
    status, told = command(
        str(folder / "1.json"), str(folder / "2.json"), "--out", str(tmp_path / "3")
    )
    assert status == 1
    assert "there are no rows in it" in told


def test_a_table_without_rows_is_told_in_folders_and_archives_as_well(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.csv").write_text("\n".join([HEADER, *ROWS]) + "\n")
    packed = folder / "more.zip"
    columns = pa.table({name: pa.array([], pa.string()) for name in HEADER.split(",")})
    bare = io.BytesIO()
    pq.write_table(columns, bare)
    tables = {"bare.csv": f"{HEADER}\n".encode(), "bare.parquet": bare.getvalue()}
    for name, data in tables.items():
        (folder / name).write_bytes(data)
        status, told = command(str(folder), "--out", str(tmp_path / f"plain-{name}"))
        assert status == 1
        assert f"{name}: nothing of it was kept: there are no rows in it" in " ".join(told.split())
        (folder / name).unlink()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("good.csv", "\n".join([HEADER, ROWS[0]]) + "\n")
            archive.writestr(name, data)
        status, told = command(str(folder), "--out", str(tmp_path / f"packed-{name}"))
        assert status == 1
        assert f"more.zip!{name}: nothing of it was kept" in " ".join(told.split())
        packed.unlink()


def test_values_left_empty_are_counted_in_the_manifest_and_told(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(listed(AIRCRAFT | {"gs": "fast"}, AIRCRAFT | {"hex": "a12346"}))
    status, told = command(str(path), "--out", str(tmp_path / "store"))
    assert status == 0
    assert "values that could not be read, left empty: gs 1" in told
    (manifest,) = (tmp_path / "store").rglob("manifest.json")
    assert json.loads(manifest.read_text())["inputs"][0]["unread"] == {"gs": 1}


def test_what_was_never_missed_is_not_among_the_values_that_could_not_be_read(
    tmp_path: Path,
) -> None:
    sound = tmp_path / "sound.sbs"
    sound.write_text("\n".join(THREE.format(k=k, alt="9575", lat="48.6") for k in range(6)) + "\n")
    _, told = command(str(sound), "--out", str(tmp_path / "store"))
    assert "could not be read" not in told


def test_pipes_sockets_and_links_to_devices_of_a_folder_are_passed_by_by_name(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv").write_text("\n".join([HEADER, *ROWS]) + "\n")
    os.mkfifo(folder / "pipe.csv")
    os.mkfifo(folder / "pipe.tar.aa")
    (folder / "null.csv").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as open_socket:
        open_socket.bind(str(folder / "s"))
    status, said = command(str(folder), "--out", str(tmp_path / "store"))
    assert status == 0
    for name, kind in (("pipe.csv", "a pipe"), ("pipe.tar.aa", "a pipe"), ("null.csv", "a device"),
                       ("s", "a socket")):  # fmt: skip
        assert f"{folder / name}: passed by: {kind}" in said
    status, said = command(str(folder), "--out", str(tmp_path / "other"), "--dry-run")
    assert "a pipe, which is not" in " ".join(said.split())


def test_an_array_of_records_that_breaks_off_is_read_only_in_part(tmp_path: Path) -> None:
    record = {"timestamp": 1700000000, "icao24": "39e467", "latitude": 48.1, "longitude": 2.3}
    whole, cut = tmp_path / "whole.json", tmp_path / "cut.json"
    text = json.dumps([record | {"timestamp": 1700000000 + k} for k in range(5)])
    whole.write_text(text)
    cut.write_text(text[:-20])
    assert command(str(whole), "--out", str(tmp_path / "one"))[0] == 0
    status, told = command(str(cut), "--out", str(tmp_path / "two"), "--json")
    assert status == 1
    assert "breaks off" in told
    assert '"kept": 4' in told


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        (
            "r.gpx",
            '<gpx version="1.1"><rte><rtept lat="1" lon="2"/></rte><wpt lat="1" lon="2"/></gpx>',
            "1 points of planned routes are no record of a flight and are not read",
        ),
        (
            "p.kml",
            "<kml><Placemark><Point><coordinates>8,50</coordinates></Point></Placemark></kml>",
            "1 points without a time are places, no record of a flight: not read",
        ),
    ],
)
def test_why_a_track_file_has_no_rows_is_told(
    name: str, text: str, why: str, tmp_path: Path
) -> None:
    good = tmp_path / "good.csv"
    good.write_text("\n".join([HEADER, *ROWS]) + "\n")
    (tmp_path / name).write_text(text)
    status, told = command(str(good), str(tmp_path / name), "--out", str(tmp_path / "out"))
    assert status == 1
    assert why in " ".join(told.split())
