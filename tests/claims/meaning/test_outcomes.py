"""The words of a check: every table about them has an entry for each, and names no other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import pytest

from skywitness.claims.meaning.outcomes import Outcome, Strength, VerdictWord
from skywitness.cli.check import COLOURS
from skywitness.dossier.words.short import DECIDES
from skywitness.dossier.words.words import VERDICT_MEANS
from skywitness.places.measures.measures import Bearing, Measure, Scalar
from skywitness.verify.statements.demands import MEASURES
from skywitness.verify.verdicts import EMPTY_AT, PROVES


def members(union: object) -> set[str]:
    """All the words of a literal type, those of the literals in it too."""
    inner = get_args(union)
    return {w for part in inner for w in members(part)} if inner else {str(union)}


@pytest.mark.parametrize("table", [COLOURS, DECIDES, PROVES, VERDICT_MEANS])
def test_a_table_about_verdicts_has_each_of_them(table: Mapping[str, object]) -> None:
    assert {*table} == members(VerdictWord)


def test_a_table_about_exclusions_has_both_strengths() -> None:
    assert {*EMPTY_AT} == members(Strength)


@pytest.mark.parametrize("union", [VerdictWord, Outcome])
def test_every_word_is_explained(union: object, repository: Path) -> None:
    page = (repository / "docs/concepts/verdicts.md").read_text(encoding="utf-8")
    assert [word for word in members(union) if f"**{word}**" not in page] == []


def test_the_verifier_writes_every_measure() -> None:
    """It names them by their classes, for it shares no geometry with the solver."""
    known = {*MEASURES, Bearing.__name__, Scalar.__name__}
    assert known == {each.__name__ for each in get_args(Measure)}
