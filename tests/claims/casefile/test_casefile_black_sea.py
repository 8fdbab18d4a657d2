"""The shipped case: complete, and true to the text it quotes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.loader import load_case, shipped_cases

NAME = "mq9-black-sea-2023"


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case(NAME)


def test_it_is_shipped(case: Case) -> None:
    assert NAME in shipped_cases()
    assert case.id == NAME
    assert [frame.id for frame in case.frames] == ["recognised", "claimed-by-russia-2022"]
    assert [moment.id for moment in case.moments] == [
        "encounter", "wreck", "departure",
    ]  # fmt: skip
    assert all(moment.given and moment.given_source for moment in case.moments)


def test_the_two_numbers_are_one_printed_sentence(case: Case) -> None:
    first, second = case.claim("C1"), case.claim("C2")
    assert first.row.says == "encounter is about 75 miles southwest of Crimea"
    assert second.row.says == "encounter is perhaps 100-150 miles from the Russian mainland"
    assert first.sentence == second.sentence == "wsws-where"
    assert second.row.follows_from == ["C1"]
    assert (first.speaker, first.via) == ("unnamed US official", ("New York Times", "WSWS"))
    assert (second.speaker, second.stance) == ("WSWS", "infers")


def test_both_sides_are_heard(case: Case) -> None:
    speakers = {claim.speaker for claim in case.claims}
    assert {"US European Command", "Russian Ministry of Defence"} <= speakers
    assert not case.claim("N1").asserts
    assert all(claim.row.source for claim in case.claims)


def test_untestable_claims_say_what_would_test_them(case: Case) -> None:
    for name in ("C8", "R1"):
        reason = case.claim(name).row.says.removeprefix("not testable: ")
        assert "need" in reason


@pytest.mark.shared
def test_every_claim_of_the_material_is_there(case: Case, shared_dir: Path) -> None:
    material = json.loads((shared_dir / "cases" / f"{NAME}.json").read_text(encoding="utf-8"))
    assert {claim["id"] for claim in material["claims"]} <= {claim.id for claim in case.claims}
    addresses = {source.url for source in case.sources if source.url}
    assert addresses == {s["url"] for s in material["sources"] if s["url"].startswith("http")}


@pytest.mark.shared
def test_the_quotes_stand_where_they_are_said_to(case: Case, shared_dir: Path) -> None:
    data = (shared_dir / "documents" / "wsws-2023-03-14.txt").read_bytes()
    text = data.decode("utf-8")
    (document,) = case.documents
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.chars == len(text)
    quoted = [claim for claim in case.claims if claim.row.document]
    assert len(quoted) == 6
    for claim in quoted:
        assert claim.row.quote is not None
        assert claim.position is not None
        assert text[claim.position :].startswith(claim.row.quote)
        assert text.count(claim.row.quote) == 1
        assert len(claim.row.quote) < 60
