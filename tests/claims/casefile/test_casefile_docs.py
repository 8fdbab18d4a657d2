"""The reference pages say what the code does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from skywitness.claims.casefile import casemodel, evidencemodel
from skywitness.claims.casefile.loader import LARGEST, case_from_text
from skywitness.claims.language.atoms.place.distance import DistanceAtom
from skywitness.claims.language.grammar import LONGEST, parse
from skywitness.claims.language.questions import parse_question
from skywitness.claims.meaning.policy import default_policy
from skywitness.claims.readings import MOST_READINGS


@pytest.fixture(scope="module")
def pages(repository: Path) -> dict[str, str]:
    return {
        path.stem: path.read_text(encoding="utf-8")
        for path in (
            repository / "docs/reference/case-file.md",
            repository / "docs/reference/claim-language.md",
            repository / "docs/concepts/readings.md",
        )
    }


TABLES = {
    "sources": casemodel.SourceTable,
    "documents": casemodel.DocumentTable,
    "frames": casemodel.FrameTable,
    "moments": casemodel.MomentTable,
    "objects": casemodel.ObjectTable,
    "facts": casemodel.FactTable,
    "places": casemodel.PlaceTable,
    "claims": casemodel.ClaimTable,
    "evidence": evidencemodel.EvidenceTable,
    "same": casemodel.SameTable,
    "apart": casemodel.ApartTable,
}
#: Tables whose heading is that of a single one.
SINGLE = {"air": casemodel.AirTable, "ground": casemodel.GroundTable}


@pytest.mark.parametrize("name", [*TABLES, *SINGLE])
def test_every_key_is_documented(name: str, pages: dict[str, str]) -> None:
    heading = f"[{name}]" if name in SINGLE else f"[[{name}]]"
    section = pages["case-file"].split(f"## `{heading}`")[1].split("\n## ")[0]
    for key in (TABLES | SINGLE)[name].model_fields:
        assert f"`{key}`" in section or f"\n{key} = " in section, key


def test_every_table_is_documented(pages: dict[str, str]) -> None:
    top = pages["case-file"].split("## The top")[1].split("\n## ")[0]
    for key in casemodel.CaseTable.model_fields:
        assert key in TABLES | SINGLE or key == "policy" or f"`{key}`" in top, key


def test_the_limits_are_the_ones_in_force(pages: dict[str, str]) -> None:
    flat = {name: " ".join(page.split()) for name, page in pages.items()}
    assert f"{LARGEST // 1_000_000} MB" in flat["case-file"]
    assert f"{LONGEST:,} characters" in flat["claim-language"]
    assert f"At most {MOST_READINGS:,} joint readings" in flat["readings"]


def _tolerance_rows(page: str) -> Iterator[list[str]]:
    for line in page.split("## Tolerances")[1].split("\n## ", maxsplit=1)[0].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0] != "words" and not cells[0].startswith("-"):
            yield cells


def test_the_table_of_tolerances_is_computed(pages: dict[str, str]) -> None:
    rows = list(_tolerance_rows(pages["claim-language"]))
    assert len(rows) == 12
    for words, *shown in rows:
        atom = parse(f"encounter is {words} km from Crimea").clauses[0].atom
        assert isinstance(atom, DistanceAtom)
        for stretch, cell in enumerate(shown):
            low, high = default_policy().range_of(atom.quantity, 1.0).at(stretch)
            numbers = [float(Decimal(n.replace(",", ""))) for n in re.findall(r"[\d,.]+", cell)]
            if cell.startswith("up to"):
                assert (low, numbers) == (float("-inf"), [pytest.approx(high)]), (words, stretch)
            elif cell.endswith("and more"):
                assert (high, numbers) == (float("inf"), [pytest.approx(low)]), (words, stretch)
            elif len(numbers) == 1:
                assert low == high == pytest.approx(numbers[0]), (words, stretch)
            else:
                assert (low, high) == pytest.approx(tuple(numbers)), (words, stretch)


def test_the_sentences_of_the_page_parse(pages: dict[str, str]) -> None:
    page = pages["claim-language"]
    block = page.split("```text\n")[1].split("```")[0].strip().splitlines()
    bullets = re.findall(r"^- `([^`]+)`", page.split("## Phrases")[1].split("## Tol")[0], re.M)
    assert len(bullets) > 20
    for sentence in (*block, *bullets):
        assert parse(sentence).clauses
    for question in re.findall(r"^- `([^`]+)`", page.split("## Questions")[1], re.M):
        assert parse_question(question)


def test_the_toml_of_the_page_is_usable(pages: dict[str, str]) -> None:
    claims = '[[moments]]\nid = "impact"\n' + "".join(
        f'[[claims]]\nid = "{name}"\nsays = "not testable: x miles"\nspeaker = "x"\n'
        for name in ("C1", "C5")
    )
    blocks = re.findall(r"```toml\n(.*?)```", pages["case-file"], re.S)
    assert len(blocks) == 7
    for block in blocks:
        assert case_from_text('id = "t"\ntitle = "t"\n' + claims + block)
