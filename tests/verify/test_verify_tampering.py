"""Every kind of tampering with certificates is found, even with all hashes made to fit."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from certificate_case import CASE
from forger import HERE, Forger
from tampering import WAYS

import skywitness as sw


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of certificates that holds."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "case.toml").write_text(CASE, "utf-8")
    out = folder / "out"
    sw.write_certificates(sw.check(folder, together=[["bay", "excluded"]], conflicts_s=300), out)
    assert sw.verify_certificates(out).holds
    return out


@pytest.mark.parametrize("name", WAYS)
def test_tampering_is_found(name: str, whole: Path, tmp_path: Path) -> None:
    forger = Forger(whole, tmp_path)
    WAYS[name](forger)
    where, what = forger.sealed()
    assert where
    assert what
    assert "Traceback" not in what


def test_there_are_more_than_twenty_ways() -> None:
    assert len(WAYS) > 40


def test_one_byte_anywhere_is_found(whole: Path, tmp_path: Path) -> None:
    """Without new hashes every listed file is guarded to the last byte."""
    files = [p for p in (whole / HERE).rglob("*") if p.is_file() and p.name != "manifest.json"]
    for k, source in enumerate(files[:: max(1, len(files) // 12)]):
        folder = tmp_path / str(k)
        shutil.copytree(whole / HERE, folder / HERE)
        target = folder / HERE / source.relative_to(whole / HERE)
        raw = bytearray(target.read_bytes())
        raw[len(raw) // 2] ^= 1
        target.write_bytes(bytes(raw))
        assert not sw.verify_certificates(folder).holds
    assert re.fullmatch(r"[0-9a-f]{64}", sw.verify_certificates(whole).manifest_sha256)
