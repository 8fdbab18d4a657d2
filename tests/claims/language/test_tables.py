"""The parser's tables are data, and used only where nobody else can have written them."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from lark.lexer import ContextualLexer

from skywitness.claims.language import tables
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


def test_a_second_run_finds_the_tables_of_the_first(tmp_path: Path) -> None:
    kept = tmp_path / "grammar.json"
    Language(ATOMS, kept=kept)
    before = kept.stat().st_ino
    for seed in "123":  # of the order in which sets are gone through
        program = (
            "import sys; from pathlib import Path\n"
            "from skywitness.claims.language.grammar import ATOMS, Language\n"
            "Language(ATOMS, kept=Path(sys.argv[1]))\n"
        )
        env = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", program, str(kept)], check=True, env=env)
        assert kept.stat().st_ino == before  # not written anew


def test_words_are_told_apart_as_by_one_expression(monkeypatch: pytest.MonkeyPatch) -> None:
    one_by_one = Language(ATOMS)
    monkeypatch.setattr(tables, "_PLUGINS", {})
    joined = Language(ATOMS)
    assert type(joined._lark.parser.lexer) is ContextualLexer
    for example in joined.examples:
        assert one_by_one._lark.parse(example) == joined._lark.parse(example)
        cut = example[: 2 * len(example) // 3]
        assert _outcome(one_by_one, cut) == _outcome(joined, cut)


def _outcome(language: Language, text: str) -> object:
    error = language.fault(text)
    return None if error is None else (str(error), error.column)


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
