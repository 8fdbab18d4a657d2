"""Certificates of the shipped cases, and of one with every verdict, are written and hold."""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from certificate_case import CASE
from shipped import checked

import skywitness as sw
from skywitness.verify.statements.demands import Places, describe

ALL = {"contradicted", "strained", "consistent", "supported", "undecided", "not testable"}
RESULTS = {"excluded", "follows", "does not follow", "premises fail"}


def written(case: str | Path, folder: Path, **options: Any) -> Path:
    sw.write_certificates(sw.check(case, **options), folder)
    return folder


def manifest(folder: Path) -> Any:
    return json.loads((folder / "certificates/manifest.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kinds")
    (folder / "case.toml").write_text(CASE, "utf-8")
    return written(folder, folder / "out", together=[["bay", "excluded"], ["at", "lapse"]])


@pytest.mark.parametrize("name", sw.shipped_cases())
def test_certificates_of_a_shipped_case_hold(name: str, tmp_path: Path) -> None:
    result = checked(name)
    started = time.process_time()
    sw.write_certificates(result, tmp_path)
    assert time.process_time() - started < 5
    size = sum(f.stat().st_size for f in tmp_path.rglob("*") if f.is_file())
    assert size < 5_000_000
    started = time.process_time()
    report = sw.verify_certificates(tmp_path)
    assert time.process_time() - started < 60
    assert report.failed is None
    assert report.not_certified == []
    assert report.case == name
    frames = len(result.frames)
    said = sum(len(c.findings) + len(c.inference) for c in result.claims)
    sets = sum(len(c.conflicts) + len(c.compatible) for c in result.conflicts or ())
    assert report.certificates + len(report.not_certified) == said + sets
    assert said >= frames * len(result.case.claims)


def test_every_verdict_and_result_is_certified(kinds: Path) -> None:
    report = sw.verify_certificates(kinds)
    assert report.failed is None
    assert report.not_certified == []
    assert set(report.proven) >= ALL | RESULTS
    used = {entry["kind"] for entry in manifest(kinds)["exclusions"].values()}
    assert used == {"cells", "always", "ranges", "cycle", "chain"}


def test_a_sector_given_to_the_check_is_kept(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(CASE, "utf-8")
    folder = written(tmp_path, tmp_path / "out", sector_deg=60.0, conflicts_s=0)
    assert manifest(folder)["sector_deg"] == 60.0
    assert manifest(folder)["conflicts_sought"] is False
    assert sw.verify_certificates(folder).holds


def test_written_again_the_folder_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(CASE, "utf-8")
    written(tmp_path, tmp_path / "out", together=[["at", "lapse"]], conflicts_s=0)
    first = len(manifest(tmp_path / "out")["certificates"])
    written(tmp_path, tmp_path / "out", conflicts_s=0)
    assert not list((tmp_path / "out").glob(".certificates-*"))
    assert len(manifest(tmp_path / "out")["certificates"]) == first - 1
    assert sw.verify_certificates(tmp_path / "out").holds


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(CASE, "utf-8")
    (tmp_path / "certificates").mkdir()
    (tmp_path / "certificates/diploma.txt").write_text("mine")
    with pytest.raises(sw.SkywitnessError, match="something else"):
        written(tmp_path, tmp_path, conflicts_s=0)
    assert (tmp_path / "certificates/diploma.txt").read_text() == "mine"


def test_documents_are_copied_with_the_case(tmp_path: Path) -> None:
    text = "It was far away, he said."
    source = tmp_path / "source"
    (source / "texts").mkdir(parents=True)
    (source / "texts/a.txt").write_text(text, "utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    (source / "case.toml").write_text(
        CASE.replace(
            "[[claims]]",
            f'[[documents]]\nid = "a"\npath = "texts/a.txt"\nsha256 = "{digest}"\n\n[[claims]]',
            1,
        ),
        "utf-8",
    )
    folder = written(source, tmp_path / "out", conflicts_s=0)
    assert (folder / "certificates/case/texts/a.txt").read_text("utf-8") == text
    assert sw.verify_certificates(folder).holds
    (folder / "certificates/case/texts/a.txt").write_text(text + "!", "utf-8")
    failed = sw.verify_certificates(folder).failed
    assert failed is not None
    assert "a.txt" in failed[1]


def test_a_demand_of_an_unknown_kind_is_said_to_be_uncertified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a later version's demand would be: listed with its reason, and nothing breaks."""
    from skywitness.verify.statements import readings

    def narrower(demand: object, places: Places) -> Any:
        found = describe(demand, places)
        if found["kind"] == "height":
            return {"kind": "unknown", "type": "Later", "names": []}
        return found

    (tmp_path / "case.toml").write_text(CASE, "utf-8")
    monkeypatch.setattr(readings, "describe", narrower)
    folder = written(tmp_path, tmp_path / "out", conflicts_s=0)
    report = sw.verify_certificates(folder)
    assert report.failed is None
    assert "Later" in dict(report.not_certified)["verdict/height.recognised.json"]


# --- the command ----------------------------------------------------------------------------------


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from skywitness.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_tells_what_holds(kinds: Path) -> None:
    done = run("verify", str(kinds))
    assert done.returncode == 0, done.stderr
    assert "every certificate holds" in done.stdout
    found = json.loads(run("verify", str(kinds), "--json").stdout)
    assert found["holds"] is True
    assert found["failed"] is None
    assert found["certificates"] == len(manifest(kinds)["certificates"])


def test_the_command_names_the_first_that_fails(kinds: Path, tmp_path: Path) -> None:
    shutil.copytree(kinds, tmp_path / "out")
    target = tmp_path / "out/certificates/verdict/bay.recognised.json"
    target.write_text(target.read_text("utf-8").replace("consistent", "supported"), "utf-8")
    done = run("verify", str(tmp_path / "out"), "--json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert found["holds"] is False
    assert found["failed"]["certificate"] == "verdict/bay.recognised.json"
    assert "hash" in found["failed"]["what"]


def test_a_folder_without_certificates_is_unusable_input(tmp_path: Path) -> None:
    done = run("verify", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "no certificates" in done.stderr


def test_the_verifier_imports_no_geometry_of_the_solver(repository: Path) -> None:
    forbidden = {"authalic", "bearings", "covers", "distances", "ecef", "geodesy", "measures",
                 "shape"}  # fmt: skip
    for path in (repository / "src/skywitness/verify").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [a.name for a in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                parts = name.split(".")
                assert parts[:2] != ["skywitness", "reason"], path
                assert not (parts[:2] == ["skywitness", "places"] and parts[2] in forbidden), path
