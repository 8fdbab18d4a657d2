"""Packs: what is in them, what is not, and that they hold wherever they go."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import bagit
import pytest
from pack_case import SECRET, TEXTS, case_folder, resealed
from shipped import QUICK_FIRST, checked

import skywitness as sw

DAY = "2024-05-06"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = case_folder(tmp_path_factory.mktemp("case"))
    return sw.check(folder, conflicts_s=0)


@pytest.fixture(scope="module")
def whole(result: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("whole") / "bag"
    return sw.pack(result, out).path


@pytest.fixture(scope="module")
def part(result: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("part") / "part.zip"
    return sw.pack(result, out, leave_out=["two=not ours to publish"]).path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from skywitness.cli import main; main()", *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_pack_holds_the_case_and_all_that_was_found(whole: Path) -> None:
    names = {p.relative_to(whole).as_posix() for p in whole.rglob("*") if p.is_file()}
    assert names >= {
        "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-sha512.txt",
        "tagmanifest-sha256.txt", "tagmanifest-sha512.txt", "data/ro-crate-metadata.json",
        "data/README.txt", "data/contents.json", "data/index.html", "data/case.json",
        "data/claimreview.json", "data/prov.json", "data/regions.geojson", "data/regions.kml",
        "data/case/case.toml", "data/case/documents/one.txt", "data/case/documents/two.txt",
        "data/case/shapes/box.json", "data/certificates/manifest.json",
    }  # fmt: skip
    listed = json.loads((whole / "data/contents.json").read_text("utf-8"))["files"]
    assert {(f["id"], f["status"]) for f in listed} == {
        ("case.toml", "enclosed"), ("one", "enclosed"), ("two", "enclosed"),
        ("Box", "enclosed"), ("three", "not enclosed")}  # fmt: skip
    for f in listed:
        if f["path"] is not None:
            raw = (whole / "data/case" / f["path"]).read_bytes()
            assert (hashlib.sha256(raw).hexdigest(), len(raw)) == (f["sha256"], f["bytes"])


def test_the_reference_implementation_agrees(whole: Path, tmp_path: Path) -> None:
    bagit.Bag(str(whole)).validate()
    assert bagit.Bag(str(whole)).info["External-Identifier"] == "two-texts"
    copy = tmp_path / "copy"
    shutil.copytree(whole, copy)
    (copy / "data/case.json").write_bytes(b"{}")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(copy)).validate()
    assert not sw.verify_pack(copy).holds


def test_the_crate_names_what_is_there(whole: Path) -> None:
    crate = json.loads((whole / "data/ro-crate-metadata.json").read_text("utf-8"))
    by = {e["@id"]: e for e in crate["@graph"]}
    assert len(by) == len(crate["@graph"])
    assert by["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert by["ro-crate-metadata.json"]["conformsTo"]["@id"] == "https://w3id.org/ro/crate/1.1"
    root = by["./"]
    assert {"name", "description", "datePublished", "license"} <= set(root)
    for entity in crate["@graph"]:
        if entity["@type"] == "File":
            path = whole / "data" / entity["@id"]
            assert path.stat().st_size == int(entity["contentSize"])
            assert {"@id": entity["@id"]} in root["hasPart"]
        if entity["@type"] == "Dataset":
            assert (whole / "data" / entity["@id"]).is_dir()


def test_a_pack_holds_wherever_it_is_moved(whole: Path, tmp_path: Path) -> None:
    moved = tmp_path / "else where" / "renamed"
    shutil.copytree(whole, moved)
    report = sw.verify_pack(moved)
    assert report.holds
    assert report.case == "two-texts"
    assert report.certificates == 2
    assert [m["id"] for m in report.missing] == ["three"]


def test_equal_packs_are_equal_byte_for_byte(result: Any, tmp_path: Path) -> None:
    day = dt.date.fromisoformat(DAY)
    a = sw.pack(result, tmp_path / "a/pack.zip", date=day)
    b = sw.pack(result, tmp_path / "b/pack.zip", date=day)
    assert a.path.read_bytes() == b.path.read_bytes()
    assert a.tagmanifest_sha256 == b.tagmanifest_sha256
    with zipfile.ZipFile(a.path) as archive:
        assert f"Bagging-Date: {DAY}" in archive.read("pack/bag-info.txt").decode()
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == ["pack.zip"]


def all_bytes(pack: Path) -> bytes:
    """Everything in a ZIP file, unpacked."""
    with zipfile.ZipFile(pack) as archive:
        raws = [archive.read(n) for n in archive.namelist()]
        names = "\n".join(archive.namelist()).encode()
    return b"\n".join([names, *(gzip.decompress(r) if r[:2] == b"\x1f\x8b" else r for r in raws)])


def test_of_what_is_left_out_only_hash_size_reason_and_quotes_stay(part: Path) -> None:
    found = all_bytes(part)
    assert SECRET.encode() not in found
    assert b"inside the box" in found  # the claim's quote
    with zipfile.ZipFile(part) as archive:
        listed = json.loads(archive.read("part/data/contents.json"))["files"]
        assert not [n for n in archive.namelist() if n.endswith("two.txt")]
        assert b"not ours to publish" in archive.read("part/data/README.txt")
        crate = json.loads(archive.read("part/data/ro-crate-metadata.json"))["@graph"]
    two = next(f for f in listed if f["id"] == "two")
    raw = TEXTS["two"].encode()
    assert two["status"] == "left out"
    assert two["reason"] == "not ours to publish"
    assert (two["sha256"], two["bytes"]) == (hashlib.sha256(raw).hexdigest(), len(raw))
    assert two["quoted_by"] == ["B"]
    assert next(e for e in crate if e["@id"] == "#two")["sha256"] == two["sha256"]


def test_a_pack_without_a_document_verifies_and_says_so(part: Path) -> None:
    report = sw.verify_pack(part)
    assert report.holds
    assert report.certificates == 2
    assert {m["id"]: (m["status"], m["reason"]) for m in report.missing} == {
        "two": ("left out", "not ours to publish"), "three": ("not enclosed", None)}  # fmt: skip


def test_a_file_under_two_ids_and_another_spelling_is_left_out_whole(tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    text = (case_folder(case) / "case.toml").read_text("utf-8")
    row = next(r for r in text.split("[[") if 'id = "two"' in r)
    again = row.replace('"two"', '"again"').replace('"documents/', '"./documents/')
    (case / "case.toml").write_text(f"{text}\n[[{again}", "utf-8")
    checked = sw.check(case, conflicts_s=0)
    made = sw.pack(checked, tmp_path / "p.zip", leave_out=["again"])
    assert SECRET.encode() not in all_bytes(made.path)
    assert sw.verify_pack(made.path).holds
    whole = sw.pack(checked, tmp_path / "whole.zip")
    assert SECRET.encode() in all_bytes(whole.path)
    assert sw.verify_pack(whole.path).holds


def test_what_is_redacted_leaves_a_stated_replacement(result: Any, tmp_path: Path) -> None:
    made = sw.pack(result, tmp_path / "r", redact={"documents/t*": "a source is named"})
    text = (made.path / "data/case/documents/two.txt.redacted.txt").read_text("utf-8")
    assert "a source is named" in text
    assert hashlib.sha256(TEXTS["two"].encode()).hexdigest() in text
    assert SECRET not in text
    assert not list(made.path.rglob("two.txt"))
    report = sw.verify_pack(made.path)
    assert report.holds
    assert report.missing[0]["status"] == "redacted"
    (made.path / "data/case/documents/two.txt.redacted.txt").unlink()
    resealed(made.path)
    where = "data/case/documents/two.txt.redacted.txt"
    failed = (where, "the stated replacement is missing")
    assert sw.verify_pack(made.path).failed == failed


@pytest.mark.parametrize(
    ("leave_out", "redact", "words"),
    [
        (["nine"], [], "'nine' matches no document"),
        (["case.toml"], [], "needed to check the case again"),
        (["shapes/*"], [], "needed to check the case again"),
        (["three"], [], "only its hash is on record"),
        (["two"], ["t*"], "both left out and redacted"),
    ],
)
def test_what_cannot_be_left_out_is_refused(
    result: Any, tmp_path: Path, leave_out: list[str], redact: list[str], words: str
) -> None:
    with pytest.raises(sw.SkywitnessError, match=words.replace("*", ".")) as caught:
        sw.pack(result, tmp_path / "x", leave_out=leave_out, redact=redact)
    assert caught.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_a_pack_overwrites_nothing(result: Any, whole: Path, tmp_path: Path) -> None:
    before = (whole / "bagit.txt").stat().st_mtime_ns
    with pytest.raises(sw.SkywitnessError, match="already") as caught:
        sw.pack(result, whole)
    assert "--out" in (caught.value.remedy or "")
    assert (whole / "bagit.txt").stat().st_mtime_ns == before
    (tmp_path / "note.zip").write_text("mine")
    with pytest.raises(sw.SkywitnessError, match="already"):
        sw.pack(result, tmp_path / "note.zip")
    assert (tmp_path / "note.zip").read_text() == "mine"


def test_the_commands_pack_and_verify(tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    case_folder(case)
    target = tmp_path / "out.zip"
    made = run("pack", str(case), "--out", str(target), "--leave-out", "two=why", "--date", DAY,
               "--conflicts", "0", "--json")  # fmt: skip
    assert made.returncode == 0, made.stderr
    said = json.loads(made.stdout)
    assert [(m["id"], m["status"]) for m in said["missing"]] == [
        ("two", "left out"), ("three", "not enclosed")]  # fmt: skip
    done = run("verify", str(target), "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["holds"] is True
    assert found["pack"]["tagmanifest_sha256"] == said["tagmanifest_sha256"]
    assert found["pack"]["missing"][0]["reason"] == "why"
    target.write_bytes(target.read_bytes()[:-100])
    broken = run("verify", str(target))
    assert (broken.returncode, broken.stdout) == (2, "")
    assert "not a ZIP file" in broken.stderr
    again = run("pack", str(case), "--out", str(target), "--date", "yesterday")
    assert again.returncode == 2
    assert "not a date" in again.stderr


def test_a_shipped_case_is_packed_by_its_name(tmp_path: Path) -> None:
    made = sw.pack("fr4978-2021", tmp_path / "pack.zip", conflicts_s=0)
    assert sw.verify_pack(made.path).case == "fr4978-2021"


@pytest.mark.parametrize("name", QUICK_FIRST)
def test_every_shipped_case_is_packed_and_verified(name: str, tmp_path: Path) -> None:
    result = checked(name)
    started = time.process_time()
    report = sw.verify_pack(sw.pack(result, tmp_path / "pack.zip").path)
    assert report.failed is None
    assert report.case == name
    assert report.not_certified == []
    assert time.process_time() - started < 60
