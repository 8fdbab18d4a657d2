"""``skywitness verify``: what is proven, what --strict refuses, a page of another script."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from small_case import claims, moments, written

import skywitness as sw
from skywitness import cli

PLACE = '[[places]]\nname = "Isle"\ncoordinates = "43.0 N, 31.0 E"\nerror = "50 m"\n'


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = moments("hit") + PLACE + claims("hit is 10 km from Isle", "hit is 40 km from Isle")
    result = sw.check(sw.load_case(written(tmp_path_factory.mktemp("case"), text)))
    folder = tmp_path_factory.mktemp("out")
    sw.write_page(result, folder, certificates=sw.write_certificates(result, folder))
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["verify", *arguments])
    status = stopped.value.code
    return (status if isinstance(status, int) else 0), capsys.readouterr().out


def sealed(folder: Path, manifest: dict[str, Any]) -> None:
    """Certificates with every hash made to fit again, and no page beside them."""
    inner = folder / "certificates"
    for each in manifest["certificates"]:
        each["sha256"] = hashlib.sha256((inner / each["path"]).read_bytes()).hexdigest()
    (inner / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    for name in ("case.json", "index.html"):
        (folder / name).unlink()


def test_what_is_proven_and_what_of_the_page_is_told_again(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, text = run(capsys, str(out), "--strict")
    assert status == 0
    assert "0 not proven" in text
    assert "page: 1 finding and 2 claims say what case and certificates say" in text
    assert "not vouched for: " in text
    status, text = run(capsys, str(out), "--json")
    found = json.loads(text)
    assert status == 0
    assert found["strictly"] is True
    assert found["page"]["checked"] is True
    assert found["page"]["claims"] == 2


def test_a_verdict_made_open_is_counted_and_refused_under_strict(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = Path(shutil.copytree(out, tmp_path / "copy"))
    inner = copy / "certificates"
    manifest = json.loads((inner / "manifest.json").read_text("utf-8"))
    entry = next(e for e in manifest["certificates"] if e["about"]["kind"] == "verdict")
    file = inner / entry["path"]
    found = json.loads(file.read_text("utf-8"))
    found |= {"verdict": "undecided", "proof": {}}
    found["margin"] |= {"lo": 0.0, "hi": None, "lo_certified": 0.0, "hi_certified": False}
    file.write_text(json.dumps(found), "utf-8")
    entry["word"] = "undecided"
    sealed(copy, manifest)
    status, text = run(capsys, str(copy))
    assert status == 0, text
    assert "1 not proven" in text
    status, text = run(capsys, str(copy), "--strict")
    assert status == 1
    assert "refused" in text


def test_what_is_not_certified_is_refused_under_strict(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = Path(shutil.copytree(out, tmp_path / "copy"))
    inner = copy / "certificates"
    manifest = json.loads((inner / "manifest.json").read_text("utf-8"))
    entry = next(e for e in manifest["certificates"] if e["about"]["kind"] == "conflict")
    file = inner / entry["path"]
    found = json.loads(file.read_text("utf-8"))
    about, strength = found["about"], found["strength"]
    found = {"format": found["format"], "version": found["version"], "about": about,
             "certified": False, "reason": "too large", "strength": strength}  # fmt: skip
    file.write_text(json.dumps(found), "utf-8")
    entry["certified"] = False
    sealed(copy, manifest)
    status, text = run(capsys, str(copy))
    assert status == 0, text
    assert "not certified" in text
    assert run(capsys, str(copy), "--strict")[0] == 1


def test_a_point_of_view_that_is_dropped_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frames = "".join(f'[[frames]]\nid = "{f}"\nlabel = "{f}"\n' for f in ("one", "two"))
    text = frames + moments("hit") + PLACE + claims("hit is 10 km from Isle")
    result = sw.check(sw.load_case(written(tmp_path / "case", text)))
    folder = tmp_path / "out"
    sw.write_page(result, folder, certificates=sw.write_certificates(result, folder))
    inner = folder / "certificates"
    manifest = json.loads((inner / "manifest.json").read_text("utf-8"))
    manifest["frames"] = manifest["frames"][:1]
    manifest["certificates"] = [
        e for e in manifest["certificates"] if e["about"]["frame"] == manifest["frames"][0]["id"]
    ]
    silent = json.dumps(manifest)
    (inner / "manifest.json").write_text(silent, "utf-8")
    assert run(capsys, str(folder))[0] == 1
    # Said to be left out, it is no fault, but not all of the case; the page says otherwise.
    manifest["frames_left_out"] = ["two"]
    (inner / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    status, text = run(capsys, str(folder))
    assert status == 1
    assert "case.json" in text
    for name in ("case.json", "index.html"):
        (folder / name).unlink()
    status, text = run(capsys, str(folder))
    assert status == 0
    assert "points of view left out: two" in text
    assert run(capsys, str(folder), "--strict")[0] == 1


def test_a_page_of_another_script_ends_with_its_own_status(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = Path(shutil.copytree(out, tmp_path / "copy"))
    page = copy / "index.html"
    text = page.read_text("utf-8").replace("<head>", "<head><script>alert(1)</script>", 1)
    page.write_text(text, "utf-8")
    status, text = run(capsys, str(copy))
    assert status == 3
    assert "page not checked" in text
