"""The parser's tables are data, and used only where nobody else can have written them."""

from __future__ import annotations

import json
import os
import pickle
from pathlib import Path

import pytest

from skywitness.claims.language.atoms import ATOMS
from skywitness.claims.language.grammar import Language

SENTENCE = "encounter is about 75 miles southwest of Crimea"


class Bomb:
    """What runs code when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.mark),)


def test_kept_tables_parse_as_made_ones_do(tmp_path: Path) -> None:
    kept = tmp_path / "grammar.json"
    made = Language(ATOMS, kept=kept)
    document = json.loads(kept.read_text())
    assert set(document) == {"of", "tables", "memo"}
    found = Language(ATOMS, kept=kept)
    for example in made.examples:
        assert found._lark.parse(example) == made._lark.parse(example)


@pytest.mark.parametrize("junk", ["", "{}", "[1]", "{", '{"of": 1}', "null", "[" * 100_000])
def test_damaged_tables_are_made_anew(tmp_path: Path, junk: str) -> None:
    kept = tmp_path / "grammar.json"
    kept.write_text(junk)
    assert Language(ATOMS, kept=kept).parse(SENTENCE)
    assert json.loads(kept.read_text())["of"]


def test_no_file_in_their_place_runs_code(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    kept = tmp_path / "grammar.json"
    kept.write_bytes(b"0" * 64 + b"\n" + pickle.dumps(Bomb(mark)))
    assert Language(ATOMS, kept=kept).parse(SENTENCE)
    assert not mark.exists()


@pytest.mark.skipif(os.name == "nt", reason="rights are other ones there")
def test_tables_that_others_can_write_are_not_used(tmp_path: Path) -> None:
    kept = tmp_path / "grammar.json"
    Language(ATOMS, kept=kept)
    before = kept.stat().st_ino
    kept.chmod(0o666)
    assert Language(ATOMS, kept=kept).parse(SENTENCE)
    assert kept.stat().st_ino != before  # written anew, for the user alone
    assert not kept.stat().st_mode & 0o022
