"""Certificates of claims with more joint readings than are listed: what they may leave out."""

from __future__ import annotations

from pathlib import Path

import pytest
from forger import Forger
from small_case import claims, moments, written

import skywitness as sw

NAMES = [f"m{k}" for k in range(11)]
PLACES = """
[[places]]
name = "Islet"
coordinates = "45 N 33 E"
error = "10 m"
"""
SAYS = [f"{name} is 10 miles from Islet" for name in NAMES]
ALL = [f"C{k}" for k in range(1, len(SAYS) + 2)]


@pytest.fixture(scope="module")
def proofs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificates of a set that three parts of two claims exclude."""
    folder = tmp_path_factory.mktemp("many")
    text = moments(*NAMES) + claims(*SAYS, "m0 is 60 km from Islet") + PLACES
    checked = sw.check(sw.load_case(written(folder, text)), together=[ALL])
    sw.write_certificates(checked, folder / "out")
    assert sw.verify_certificates(folder / "out").holds
    return folder / "out"


def forged(proofs: Path, folder: Path) -> tuple[Forger, str]:
    made = Forger(proofs, folder)
    return made, next(e["path"] for e in made.manifest["certificates"]
                      if len(e["about"]["claims"]) == len(ALL))  # fmt: skip


def test_a_reading_of_the_parts_may_not_be_left_out(proofs: Path, tmp_path: Path) -> None:
    made, path = forged(proofs, tmp_path)
    found = made.certificate(path)
    assert len(found["proof"]["empty"]["readings"]) == 2
    found["proof"]["empty"]["readings"].pop()
    made.put(path, found)
    assert "is left out" in made.sealed()[1]


def test_the_parts_must_exclude_each_other(proofs: Path, tmp_path: Path) -> None:
    made, path = forged(proofs, tmp_path)
    found = made.certificate(path)
    empty = found["proof"]["empty"]
    empty["parts"] = [key for key in empty["parts"] if key[0] != "C12"]
    made.put(path, found)
    assert "does not make" in made.sealed()[1]


def test_the_parts_must_be_of_the_claims(proofs: Path, tmp_path: Path) -> None:
    made, path = forged(proofs, tmp_path)
    found = made.certificate(path)
    found["about"]["claims"] = ALL[:-1]
    entry = next(e for e in made.manifest["certificates"] if e["path"] == path)
    entry["about"] = found["about"]
    made.put(path, found)
    assert "parts of other claims" in made.sealed()[1]
