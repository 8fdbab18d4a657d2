"""Packs that were changed, and packs that were made to do harm."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pack_case import case_folder, resealed, rezipped

import skywitness as sw
from skywitness.handover.packs import opened as limits


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = case_folder(tmp_path_factory.mktemp("case"))
    return sw.pack(sw.check(case, conflicts_s=0), tmp_path_factory.mktemp("bag") / "bag").path


@pytest.fixture(scope="module")
def archive(folder: Path) -> Path:
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            out.write(file, f"bag/{file.relative_to(folder).as_posix()}")
    return target


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder, tmp_path / "copy"))


def flip(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)


EVERY = [
    "data/index.html", "data/case.json", "data/contents.json", "data/README.txt",
    "data/claimreview.json", "data/prov.json", "data/regions.geojson", "data/regions.kml",
    "data/ro-crate-metadata.json", "data/case/case.toml", "data/case/documents/one.txt",
    "data/case/shapes/box.json", "data/certificates/manifest.json",
    "data/certificates/case/documents/two.txt", "data/certificates/verdict/A.recognised.json",
    "bag-info.txt", "manifest-sha256.txt", "manifest-sha512.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", EVERY)
def test_one_changed_bit_is_found_and_named(name: str, copy: Path) -> None:
    flip(copy / name)
    failed = sw.verify_pack(copy).failed
    assert failed is not None
    assert failed[0] == name


@pytest.mark.parametrize("name", EVERY)
def test_a_missing_file_is_named(name: str, copy: Path) -> None:
    (copy / name).unlink()
    failed = sw.verify_pack(copy).failed
    assert failed is not None
    assert failed[0] == name
    assert "missing" in failed[1]


@pytest.mark.parametrize("name", ["data/case/more.txt", "data/more.html", "note.txt"])
def test_a_file_too_many_is_named(name: str, copy: Path) -> None:
    (copy / name).write_text("more")
    failed = sw.verify_pack(copy).failed
    assert failed is not None
    assert failed[0] == name


# --- changed by someone who makes every hash fit again ------------------------------------------


def verdict_on_page(bag: Path) -> str:
    page = bag / "data/index.html"
    text = page.read_text("utf-8")
    assert '"verdict":"consistent"' in text
    page.write_text(text.replace('"verdict":"consistent"', '"verdict":"contradicted"'), "utf-8")
    return "data/index.html"


def verdict_in_json(bag: Path) -> str:
    file = bag / "data/case.json"
    found = json.loads(file.read_text("utf-8"))
    found["claims"][0]["verdicts"][0]["verdict"] = "contradicted"
    file.write_text(json.dumps(found), "utf-8")
    return "data/case.json"


def verdict_of_check(bag: Path) -> str:
    file = bag / "data/case.json"
    found = json.loads(file.read_text("utf-8"))
    found["check"]["claims"][0]["verdicts"][0]["verdict"] = "contradicted"
    file.write_text(json.dumps(found), "utf-8")
    return "data/case.json"


def verdict_of_another_frame(bag: Path) -> str:
    file = bag / "data/case.json"
    found = json.loads(file.read_text("utf-8"))
    found["claims"][0]["verdicts"][0]["frames"] = ["elsewhere"]
    file.write_text(json.dumps(found), "utf-8")
    return "data/case.json"


def claim_of_case(bag: Path) -> str:
    file = bag / "data/case/case.toml"
    file.write_text(file.read_text("utf-8").replace("within 100 km", "within 200 km"), "utf-8")
    return "data/case/case.toml"


def certificate(bag: Path) -> str:
    file = bag / "data/certificates/verdict/A.recognised.json"
    file.write_text(file.read_text("utf-8").replace("consistent", "supported"), "utf-8")
    return "data/certificates/verdict/A.recognised.json"


def unlisted(bag: Path) -> str:
    (bag / "data/case/planted.txt").write_text("planted")
    return "data/case/planted.txt"


def said_to_be_left_out(bag: Path) -> str:
    file = bag / "data/contents.json"
    found = json.loads(file.read_text("utf-8"))
    next(f for f in found["files"] if f["id"] == "two")["status"] = "left out"
    file.write_text(json.dumps(found), "utf-8")
    return "data/case/documents/two.txt"


def shape_left_out(bag: Path) -> str:
    file = bag / "data/contents.json"
    found = json.loads(file.read_text("utf-8"))
    next(f for f in found["files"] if f["id"] == "Box")["status"] = "left out"
    file.write_text(json.dumps(found), "utf-8")
    (bag / "data/case/shapes/box.json").unlink()
    proofs = bag / "data/certificates/manifest.json"
    manifest = json.loads(proofs.read_text("utf-8"))
    entry = next(f for f in manifest["case"]["files"] if f["path"].endswith("box.json"))
    entry["left_out"] = True
    proofs.write_text(json.dumps(manifest), "utf-8")
    return "data/certificates/case"


def contents_malformed(bag: Path) -> str:
    (bag / "data/contents.json").write_text(
        '{"format": "skywitness-pack", "version": 1, "case": 7, "files": 1e999}'
    )
    return "data/contents.json"


WAYS: list[Callable[[Path], str]] = [
    verdict_on_page, verdict_in_json, verdict_of_check, verdict_of_another_frame, claim_of_case,
    certificate, unlisted, said_to_be_left_out, shape_left_out, contents_malformed,
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda w: w.__name__)
def test_a_pack_sealed_anew_is_found_by_what_it_says(
    way: Callable[[Path], str], copy: Path
) -> None:
    where = way(copy)
    resealed(copy)
    failed = sw.verify_pack(copy).failed
    assert failed is not None
    assert failed[0] == where


# --- unusable -----------------------------------------------------------------------------------


def put(name: str, text: str | bytes) -> Callable[[Path], None]:
    def change(bag: Path) -> None:
        raw = text.encode() if isinstance(text, str) else text
        file = bag / name
        file.write_bytes(raw.replace(b"@OLD@", file.read_bytes() if file.exists() else b""))

    return change


UNUSABLE: dict[str, tuple[Callable[[Path], Any], str]] = {
    "no bagit.txt": (lambda b: (b / "bagit.txt").unlink(), "no 'bagit.txt'"),
    "no tag manifests": (lambda b: [p.unlink() for p in b.glob("tagmanifest-*")],
                         "no 'tagmanifest-sha256.txt'"),
    "another encoding": (put("bagit.txt", "BagIt-Version: 1.0\n"
                             "Tag-File-Character-Encoding: UTF-16\n"), "other than UTF-8"),
    "another version": (put("bagit.txt", "BagIt-Version: 9.0\n"
                            "Tag-File-Character-Encoding: UTF-8\n"), "BagIt 1.0"),
    "latin 1": (put("manifest-sha256.txt", "caf\xe9".encode("latin-1")), "not UTF-8"),
    "byte order mark": (put("manifest-sha256.txt", "\ufeff@OLD@"), "byte order mark"),
    "climbs out": (put("manifest-sha256.txt", f"@OLD@{'0' * 64}  data/../../x\n"), "inside"),
    "absolute": (put("manifest-sha256.txt", f"@OLD@{'0' * 64}  /etc/hosts\n"), "inside"),
    "drive": (put("manifest-sha256.txt", f"@OLD@{'0' * 64}  C:/x\n"), "inside"),
    "backslash": (put("manifest-sha256.txt", f"@OLD@{'0' * 64}  data\\x\n"), "inside"),
    "listed twice": (put("manifest-sha256.txt", f"{'0' * 64}  data/x\n{'0' * 64}  data/x\n"),
                     "twice"),
    "no digest": (put("manifest-sha256.txt", "hello\n"), "row 1"),
    "weak": (put("manifest-md5.txt", ""), "algorithm"),
    "fetch": (put("fetch.txt", "https://a.example/x 1 data/x\n"), "not fetched"),
    "a link": (lambda b: (b / "data/link").symlink_to("/etc/hosts"), "is a link"),
    "a linked folder": (lambda b: (b / "data/folder").symlink_to("/etc"), "is a link"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_pack_that_is_none_is_unusable(name: str, copy: Path) -> None:
    change, words = UNUSABLE[name]
    change(copy)
    with pytest.raises(sw.SkywitnessError, match=words) as caught:
        sw.verify_pack(copy)
    assert caught.value.remedy


def test_a_number_too_large_is_refused(copy: Path) -> None:
    (copy / "bag-info.txt").write_text(f"Payload-Oxum: {'9' * 5000}.1\n")
    resealed(copy, only=("tags",))
    with pytest.raises(sw.SkywitnessError, match="two numbers"):
        sw.verify_pack(copy)


def entry(name: str, mode: int = 0) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    return made


ZIPS: dict[str, tuple[list[tuple[Any, bytes]], str]] = {
    "climbs out": ([("bag/../../x", b"x")], "inside"),
    "absolute": ([("/etc/x", b"x")], "inside"),
    "backslash": ([("bag/data\\..\\x", b"x")], "inside"),
    "a link": ([(entry("bag/data/link", stat.S_IFLNK | 0o777), b"/etc/hosts")], "link"),
    "a device": ([(entry("bag/data/dev", stat.S_IFCHR | 0o666), b"")], "plain file"),
    "twice": ([("bag/data/case.json", b"{}")], "twice"),
    "twice but for case": ([("bag/data/CASE.json", b"{}")], "twice"),
    "another folder": ([("else/where.txt", b"x")], "no 'bagit.txt'"),
}


@pytest.mark.parametrize("name", ZIPS)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_hostile_archive_is_unusable(name: str, archive: Path, tmp_path: Path) -> None:
    more, words = ZIPS[name]
    target = shutil.copy(archive, tmp_path / "hostile.zip")
    with zipfile.ZipFile(target, "a") as out:
        for info, raw in more:
            out.writestr(info, raw)
    with pytest.raises(sw.SkywitnessError, match=words):
        sw.verify_pack(target)
    assert [p.name for p in tmp_path.iterdir()] == ["hostile.zip"]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    target = tmp_path / "bomb.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("bag/data/zeros", bytes(2 * limits.ALLOWANCE))
    with pytest.raises(sw.SkywitnessError, match="unpack to far more"):
        sw.verify_pack(target)


def test_an_archive_with_a_changed_file_does_not_hold(archive: Path, tmp_path: Path) -> None:
    def change(name: str, raw: bytes) -> Any:
        return (name, raw.replace(b"he said", b"he said not")) if "one.txt" in name else (name, raw)

    target = rezipped(archive, tmp_path / "changed.zip", change)
    failed = sw.verify_pack(target).failed
    assert failed is not None
    assert failed[0] == "data/case/documents/one.txt"
    assert sw.verify_pack(archive).holds


def test_damage_within_an_archive_is_named(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        info = opened.getinfo("bag/data/regions.kml")
        at = info.header_offset + 200
    raw = bytearray(archive.read_bytes())
    raw[at] ^= 0xFF
    (tmp_path / "damaged.zip").write_bytes(raw)
    failed = sw.verify_pack(tmp_path / "damaged.zip").failed
    assert failed is not None
    assert failed[0] == "data/regions.kml"


def test_the_command_exits_1_for_a_change_and_2_for_what_is_no_pack(copy: Path) -> None:
    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from skywitness.cli import main; main()", "verify", str(copy),
             "--json"], capture_output=True, text=True, check=False)  # fmt: skip

    flip(copy / "data/prov.json")
    done = run()
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert found["holds"] is False
    assert found["failed"]["certificate"] == "data/prov.json"
    (copy / "bagit.txt").unlink()
    done = run()
    assert (done.returncode, done.stdout) == (2, "")
    assert "bagit.txt" in done.stderr
