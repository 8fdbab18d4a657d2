"""Pictures and videos in packs: enclosed, or left out with their hash kept."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

import skywitness as sw

CLIP = b"not a real video, but as private as one"
CASE = f"""
id = "clip"
title = "A clip"
date = 2024-05-03

[[moments]]
id = "fall"

[[claims]]
id = "C1"
speaker = "a ministry"
says = "fall is at 44.5700 N, 33.3800 E"

[[evidence]]
id = "video"
kind = "video"
what = "Something burning falls, filmed from the shore"
moment = "fall"
file = "evidence/clip.mp4"
sha256 = "{hashlib.sha256(CLIP).hexdigest()}"
located_by = [{{ who = "a desk", method = "skyline" }}]
subject = {{ place = "44.57 N, 33.38 E", error = "2 km" }}

[[evidence]]
id = "photo"
kind = "photo"
what = "Smoke, from a ship"
moment = "fall"
sha256 = "{"0" * 64}"
located_by = [{{ who = "a desk", method = "skyline" }}]
subject = {{ place = "44.57 N, 33.38 E", error = "2 km" }}
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clip") / "case"
    (folder / "evidence").mkdir(parents=True)
    (folder / "evidence/clip.mp4").write_bytes(CLIP)
    (folder / "case.toml").write_text(CASE, "utf-8")
    return folder


def enclosed(pack: Path) -> dict[str, bytes]:
    """Every file of a pack, by its name without the outermost folder."""
    with zipfile.ZipFile(pack) as archive:
        return {n.partition("/")[2]: archive.read(n) for n in archive.namelist()}


@pytest.fixture(scope="module")
def whole(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sw.pack(case, tmp_path_factory.mktemp("whole") / "whole.zip").path


def test_evidence_is_enclosed_once(whole: Path) -> None:
    files = enclosed(whole)
    assert [name for name, raw in files.items() if raw == CLIP] == ["data/case/evidence/clip.mp4"]
    listed = {f["id"]: f["status"] for f in json.loads(files["data/contents.json"])["files"]}
    assert listed == {"case.toml": "enclosed", "video": "enclosed", "photo": "not enclosed"}
    assert sw.verify_pack(whole).holds


@pytest.mark.parametrize("how", ["leave_out", pytest.param("redact", marks=pytest.mark.long)])
def test_evidence_that_is_left_out_keeps_its_hash(how: str, case: Path, tmp_path: Path) -> None:
    given = {how: ["video=shows people"]}
    made = sw.pack(case, tmp_path / "part.zip", **given)  # type: ignore[arg-type]
    files = enclosed(made.path)
    assert not any(CLIP in raw for raw in files.values())
    report = sw.verify_pack(made.path)
    assert report.holds
    missing = {m["id"]: m for m in report.missing}
    assert set(missing) == {"video", "photo"}
    assert missing["video"]["sha256"] == hashlib.sha256(CLIP).hexdigest()
    assert missing["video"]["reason"] == "shows people"


def test_a_changed_clip_is_found(whole: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(tmp_path)
    (bag,) = tmp_path.iterdir()
    assert sw.verify_pack(bag).holds
    (bag / "data/case/evidence/clip.mp4").write_bytes(CLIP[:-1] + b"!")
    report = sw.verify_pack(bag)
    assert not report.holds
    assert "clip.mp4" in str(report.failed)
