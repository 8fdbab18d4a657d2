"""The object that a dossier shows: everything the check found, in the check's own words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dossier_pages import written
from shipped import checked

from skywitness.claims.casefile.loader import shipped_cases
from skywitness.dossier.json.checkjson import check_json
from skywitness.dossier.json.wholejson import whole_claims
from skywitness.dossier.words.standing import standing
from skywitness.unseen import plain

CASES = shipped_cases()
Json = dict[str, Any]


def keys(value: Any) -> Iterator[str]:
    """Every key within a value."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from keys(each)
    elif isinstance(value, list):
        for each in value:
            yield from keys(each)


@pytest.mark.parametrize("name", CASES)
def test_case_json_is_what_the_page_holds_and_what_the_check_found(name: str) -> None:
    page, found = written(name)
    beside = json.loads((page.parent / "case.json").read_text("utf-8"))
    assert beside == json.loads(json.dumps(found))
    text = page.read_text("utf-8")
    inside = re.search(r'<script type="application/json" id="case">(.*?)</script>', text, re.DOTALL)
    assert inside is not None
    assert not set("<>&") & set(inside[1])
    assert json.loads(inside[1]) == beside
    assert found["check"] == plain(check_json(checked(name)))
    assert page.stat().st_size < 1_000_000


@pytest.mark.parametrize("name", CASES)
def test_every_verdict_reason_and_margin_is_told_as_the_check_tells_it(name: str) -> None:
    _, found = written(name)
    for claim, shown in zip(found["check"]["claims"], whole_claims(found), strict=True):
        for v in claim["verdicts"]:
            (told,) = [each for each in shown["verdicts"] if v["frame"] in each["frames"]]
            assert (told["verdict"], told["because"]) == (v["verdict"], v["because"])
            margin = v["margin"]
            if margin is None:
                assert told["at"] == {}
                continue
            if told["verdict"] in {"consistent", "supported"}:
                assert told["at"]["1"] == "fits"
            if told["verdict"] == "contradicted":
                assert told["at"]["2"] == "does not fit"
            if told["verdict"] == "strained":
                assert told["at"]["1"] == "does not fit"
        for i in claim["inference"]:
            (told,) = [each for each in shown["inferences"] if i["frame"] in each["frames"]]
            assert (told["result"], told["because"]) == (i["result"], i["because"])


@pytest.mark.parametrize("name", CASES)
def test_each_account_gets_one_entry_by_one_rule(name: str) -> None:
    _, found = written(name)
    accounts, claims = found["short"]["accounts"], whole_claims(found)
    assert [a["speaker"] for a in accounts] == list(dict.fromkeys(c["speaker"] for c in claims))
    order = ["contradicted", "supported", "strained", "consistent", "undecided", "not testable"]
    for account in accounts:
        mine = [c for c in claims if c["speaker"] == account["speaker"]]
        verdicts = [v["verdict"] for c in mine for v in c["verdicts"]]
        assert account["verdict"] in verdicts
        best = min(max(order.index(v), 1) for v in verdicts)
        assert max(order.index(account["verdict"]), 1) == best


def strings(tree: object) -> list[str]:
    """All texts of a tree of lists and dictionaries."""
    if isinstance(tree, dict):
        return [text for each in tree.values() for text in strings(each)]
    if isinstance(tree, list):
        return [text for each in tree for text in strings(each)]
    return [tree] if isinstance(tree, str) else []


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_scored_and_nobody_is_called_anything(name: str) -> None:
    _, found = written(name)
    ours = " ".join(strings([found["short"], found["method"]["verdicts"], found["stretches"]]))
    assert not re.search(r"\b(liars?|lied|lying|true|truth|scores?|credib\w+)\b", ours.lower())


@pytest.mark.parametrize("name", CASES)
def test_leaving_out_is_told_for_each_claim_of_a_conflict(name: str) -> None:
    _, found = written(name)
    conflicts, checked_conflicts = found["conflicts"], found["check"]["conflicts"]
    entries = [{**checked_conflicts[e["conflict"]], **e} for e in conflicts["entries"]]
    ids = [c["id"] for c in entries]
    rows = {row["claim"]: row for row in conflicts["without"]}
    assert set(rows) == {claim for c in entries for claim in c["claims"]}
    for c in entries:
        for claim, row in rows.items():
            inside = claim in c["claims"]
            assert (c["id"] in [*row["resolves"], *row["unsure"]]) == inside
            assert (c["id"] in row["resolves"]) == (inside and c["minimal"] is True)
    assert all({*r["resolves"], *r["unsure"], *r["leaves"]} == set(ids) for r in rows.values())


@pytest.mark.parametrize("name", CASES)
def test_maps_have_a_shape_for_each_standing(name: str) -> None:
    """Where a reading has no region at a stretch, the claim's verdict does not rest on one."""
    _, found = written(name)
    for drawn in found["maps"]:
        x, y, width, height = drawn["core"]
        assert 0 <= x < x + width <= drawn["width"]
        assert 0 <= y < y + height <= drawn["height"]
        for claim in drawn["claims"]:
            for layer in claim["layers"]:
                assert layer["at"]
                assert set(layer["at"]) <= {"0", "1", "2"}
                assert "2" in layer["at"]  # what fits at less fits at more
                witness = layer["witness"]
                if witness and layer["kind"] == "ordinary":
                    assert 0 <= witness["x"] <= drawn["width"]


@pytest.mark.parametrize("name", CASES)
def test_a_thing_stands_once(name: str) -> None:
    """An entry has no key of what it is of but its id, and those that say it in other words."""
    _, found = written(name)
    check = found["check"]
    ours = {"id", "frames", "margin", "notes", "readings", "quote", "verdicts", "parts", "also",
            "borders", "url", "archived"}  # fmt: skip
    pairs = [*zip(check["claims"], found["claims"], strict=True)]
    pairs += [*zip(check["frames"], found["frames"], strict=True)]
    pairs += [*zip(check["sources"], found["method"]["sources"], strict=True)]
    for claim, entry in zip(check["claims"], found["claims"], strict=True):
        pairs += [(claim["verdicts"][0], v) for v in entry["verdicts"]]
        pairs += [(claim["inference"][0], i) for i in entry["inferences"]]
    pairs += [(check["conflicts"][e["conflict"]], e) for e in found["conflicts"]["entries"]]
    assert [
        set(entry) & set(thing) - ours for thing, entry in pairs if set(entry) & set(thing) - ours
    ] == []


def test_how_a_bracket_stands_at_a_stretch() -> None:
    assert standing(0.0, 0.4, 1.0) == "fits"
    assert standing(2.1, 2.3, 2.0) == "does not fit"
    assert standing(1.0, 1.2, 1.0) == "not decided"  # EMPTY at λ asks for lo > λ
    assert standing(0.5, 1.0, 1.0) == "fits"


def test_every_key_is_documented(repository: Path) -> None:
    text = (repository / "docs/reference/dossier.md").read_text("utf-8")
    named = set(re.findall(r"`(\w+)`", text))
    for name in CASES:
        _, found = written(name)
        shown = {k: v for k, v in found.items() if k != "check"}
        assert set(keys(shown)) - named - {"0", "1", "2"} == set()


def test_every_key_of_a_checked_thing_is_documented(repository: Path) -> None:
    """Keys within a witness are those of a case: its moments and facts."""
    text = (repository / "docs/reference/json.md").read_text("utf-8")
    named = set(re.findall(r"`(\w+)`", text[text.index("## check") : text.index("## verify")]))
    for name in CASES:
        found = written(name)[1]["check"]
        things = [*found["claims"], *found["together"], *found["frames"], *found["conflicts"]]
        for claim in found["claims"]:
            findings = [*claim["verdicts"], *claim["inference"]]
            readings = [reading for each in findings for reading in each["readings"]]
            things += [*claim["chain"], *findings, *readings]
        assert {key for thing in things for key in thing} - named == set()
