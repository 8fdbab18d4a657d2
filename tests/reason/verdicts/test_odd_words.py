"""One-sided words far from what is left get a note, which decides nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from small_case import HEAD, claims, moments

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text, shipped_cases
from skywitness.cli import main
from skywitness.reason.verdicts.oddwords import ODD


def checked(*says: str, given: tuple[str, ...] = ()) -> sw.CheckResult:
    case = case_from_text(HEAD + moments("hit", given=given) + moments("strike") + claims(*says))
    return sw.check(case, together=[[c.id for c in case.claims]])


def odd(*says: str, given: tuple[str, ...] = ()) -> list[str]:
    found = checked(*says, given=given).together[0].verdict
    assert found.verdict == "consistent"
    return [note.text for note in found.notes if note.kind == "odd words"]


@pytest.mark.parametrize(
    ("says", "words", "left"),
    [
        (["hit is more than 3 km from Odesa", "hit is 40 km from Odesa"],
         "more than 3 km from Odesa", "at least 36 km"),
        (["hit is more than 3 km from Odesa", "hit is 20 km from Odesa"], "", ""),
        (["hit is at most 900 km from Odesa", "hit is 30 km from Odesa"],
         "at most 900 km from Odesa", "at most "),
        (["hit is at most 200 km from Odesa", "hit is 30 km from Odesa"], "", ""),
        # Elsewhere: what the map leaves.
        (["hit is more than 3 km from Crimea", "hit is 50 km from Odesa"],
         "more than 3 km from Crimea", "at least 9"),
        (["hit is above 1000 ft", "hit is at 30000 ft"], "above 1000 ft", "at least 27,000 ft"),
        (["hit is above 10000 ft", "hit is at 30000 ft"], "", ""),
        (["hit is more than 5 minutes after strike", "hit is at 09:00 UTC",
          "strike is at 07:00 UTC"], "more than 5 minutes after strike", "at least 1 h 59 min"),
        (["MH flies at less than 900 km/h over the ground from strike to hit",
          "MH flies at 40 km/h over the ground from strike to hit"], "less than 900 km/h",
         "at most 44 km/h"),
        # Two-sided words are not odd, they are contradicted or not; alone nothing is known.
        (["hit is about 30 km from Odesa", "hit is more than 25 km from Odesa"], "", ""),
        (["hit is more than 3 km from Odesa"], "", ""),
    ],
)  # fmt: skip
def test_words_far_from_what_is_left_are_odd(says: list[str], words: str, left: str) -> None:
    found = odd(*says)
    assert len(found) == bool(words)
    for text in found:
        assert words in text
        assert left in text
        assert "decides nothing" in text


@pytest.mark.parametrize(
    "says",
    [
        ["hit is after strike", "hit is 3 minutes after strike"],
        ["strike is before hit", "hit is 3 minutes after strike"],
        ["hit is shortly after strike", "hit is 3 minutes after strike"],
        ["hit is off Crimea", "hit is 40 km from Crimea"],
        ["hit is outside Crimea", "hit is 40 km from Crimea"],
        ["MH never enters Crimea", "MH is 40 km from Crimea at hit"],
        ["MH stays outside Crimea", "MH is 40 km from Crimea at hit"],
        ["MH climbs from strike to hit", "MH climbs 3000 ft from strike to hit",
         "hit is at 30000 ft", "strike is at 27000 ft"],
        ["MH is on the ground at hit", "hit is at 30 ft"],
    ],
)  # fmt: skip
def test_words_without_a_number_are_never_odd(says: list[str]) -> None:
    assert odd(*says) == []


def test_no_note_of_a_shipped_case_is_on_words_without_a_number() -> None:
    for name in shipped_cases():
        result = sw.check(sw.load_case(name), conflicts_s=0)
        notes = [
            note.text
            for claim in result.claims
            for finding in claim.findings
            for note in finding.verdict.notes
            if note.kind == "odd words"
        ]
        assert all(re.search(r"“[^”]*\d[^”]*” would be", text) for text in notes), (name, notes)


def test_what_is_given_counts_for_one_claim() -> None:
    result = checked(
        "hit is more than 3 km from Crimea", given=("hit is within 50 km of 46.5 N, 30.7 E",)
    )
    (note,) = result.claims[0].findings[0].verdict.notes
    assert note.kind == "odd words"
    assert ODD == 10


def test_the_note_is_in_json_and_decides_nothing() -> None:
    says = ("hit is more than 3 km from Odesa", "hit is 40 km from Odesa")
    result = checked(*says)
    found = sw.as_json(result.together[0])
    assert [note["kind"] for note in found["notes"]] == ["odd words"]
    case = case_from_text(HEAD + moments("hit") + claims(*says))
    conflicts = sw.check(case, conflicts_s=5).conflicts
    assert conflicts is not None
    assert not conflicts[0].conflicts


def test_the_terminal_prints_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    says = ("hit is more than 3 km from Odesa", "hit is 40 km from Odesa")
    (tmp_path / "case.toml").write_text(HEAD + moments("hit") + claims(*says), "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["check", str(tmp_path), "--together", "C1,C2", "--conflicts", "0"])
    assert ended.value.code == 0
    assert "odd way to put it" in " ".join(capsys.readouterr().out.replace("│", " ").split())
