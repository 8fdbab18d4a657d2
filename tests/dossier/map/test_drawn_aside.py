"""A page drawn by two processes is the page drawn by one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import skywitness as sw

CASE = """
id = "two"
title = "Two accounts"
date = 2020-05-01
zone = "UTC"
[[moments]]
id = "hit"
given = ["over the Black Sea"]
[[claims]]
id = "A"
says = "hit is within 60 km of Odesa"
speaker = "a ministry"
[[claims]]
id = "B"
says = "hit is 200 miles southwest of Crimea"
speaker = "another ministry"
"""


def written(folder: Path) -> dict[str, bytes]:
    """Every file of a dossier, made as the command makes it."""
    (folder / "case").mkdir(parents=True)
    (folder / "case" / "case.toml").write_text(CASE, encoding="utf-8")
    result = sw.check(folder / "case", conflicts_s=0)
    with sw.begin_drawing(result) as drawing:
        result = sw.seek_conflicts(result, 5)
        proofs = sw.write_certificates(result, folder / "page")
        sw.write_page(result, folder / "page", certificates=proofs, drawing=drawing)
    files = sorted(f for f in (folder / "page").rglob("*") if f.is_file())
    return {str(f.relative_to(folder)): f.read_bytes() for f in files}


def test_one_core_and_two_give_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = []
    fork = os.fork

    def counted() -> int:
        copies.append(1)
        return fork()

    monkeypatch.setattr("os.fork", counted)
    monkeypatch.setattr("skywitness.aside.cores", lambda: 2)
    two = written(tmp_path / "two")
    assert len(copies) == 2  # the maps, and the exports
    monkeypatch.setattr("skywitness.aside.cores", lambda: 1)
    assert written(tmp_path / "one") == two
    assert len(copies) == 2
