"""Two accounts reported of one speaker: corrections, and statements that nobody corrected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import skywitness as sw
from skywitness import cli
from skywitness.claims.casefile.loader import case_from_text
from skywitness.dossier.words.accountwords import accounts_title
from skywitness.reason.check import check
from skywitness.verify.run import verify

#: One ministry, two accounts of how far a fighter was from an airliner.
CASE = """
id = "supersedes"
title = "same ministry, two accounts"
date = 2014-07-17
[[objects]]
id = "Su-25"
apart = true
[[objects]]
id = "MH17"
[[moments]]
id = "hit"
label = "hit"
[[places]]
name = "Alpha"
coordinates = "48.0 N, 38.0 E"
error = "100 m"
"""


def case_of(*claims: tuple[str, str, str, str]) -> sw.Case:
    """A case of claims: id, what they say, speaker and more lines of the row."""
    rows = (
        f'[[claims]]\nid = "{c}"\nsays = {says!r}\nspeaker = "{who}"\n{more}\n'
        for c, says, who, more in claims
    )
    return case_from_text(CASE + "".join(rows))


NEAR = "Su-25 and MH17 are 3-5 km apart at hit"
FAR = "Su-25 and MH17 are more than 30 km apart at hit"


def told(case: sw.Case) -> list[tuple[str, str, str, str]]:
    (found,) = check(case, conflicts_s=20).conflicts or ()
    return [(a.kind, a.earlier, a.later, a.conflict.strength) for a in found.accounts]


def test_a_statement_and_its_correction_that_exclude_each_other_are_two_accounts() -> None:
    case = case_of(("R1", NEAR, "Russia MoD", ""), ("R3", FAR, "Russia MoD", 'supersedes = "R1"'))
    result = check(case, conflicts_s=20)
    (found,) = result.conflicts or ()
    assert found.conflicts == ()
    assert not any({"R1", "R3"} <= set(each.claims) for each in found.compatible)
    (accounts,) = found.accounts
    assert (accounts.kind, accounts.speaker) == ("correction", "Russia MoD")
    assert accounts_title(accounts) == "R3 corrects R1: the two do not fit together"
    assert accounts.conflict.strength == "contradicted"
    assert accounts.conflict.minimal
    assert accounts.conflict.lo > 2
    (row,) = sw.as_json(result)["accounts"]
    assert row["words"] == [NEAR, FAR]
    assert row["parts"] == [
        "R1.Su-25 and MH17 are 3-5 km apart",
        "R3.Su-25 and MH17 are more than 30 km apart",
    ]
    assert (row["earlier"], row["later"], row["minimal"]) == ("R1", "R3", True)


@pytest.mark.parametrize(
    ("first", "second", "strength"),
    [
        ("hit is at 10:00 UTC", "hit is at 11:30 UTC", "contradicted"),
        ("MH17 is at 10,000 ft AMSL at hit", "MH17 is at 9,000 m AMSL at hit", "contradicted"),
        ("hit is 20 km from Alpha", "hit is 60 km from Alpha", "contradicted"),
        ("hit is 80 km from Alpha", "hit is 95 km from Alpha", "strained"),
        ("hit is 20 km from Alpha", "hit is 21 km from Alpha", None),
        ("hit is 20 km from Alpha", "hit is at 10:00 UTC", None),
    ],
)
@pytest.mark.parametrize("corrected", [True, False])
def test_kinds_of_statements(
    first: str, second: str, strength: str | None, corrected: bool
) -> None:
    more = 'supersedes = "A"' if corrected else ""
    found = told(case_of(("A", first, "x", ""), ("B", second, "x" if corrected else "X ", more)))
    kind = "correction" if corrected else "one speaker"
    assert found == ([(kind, "A", "B", strength)] if strength else [])


def test_a_correction_of_a_correction_is_held_against_both() -> None:
    case = case_of(
        ("C", "hit is 200 km from Alpha", "x", 'supersedes = "B"'),
        ("A", "hit is 20 km from Alpha", "x", ""),
        ("B", "hit is 60 km from Alpha", "x", 'supersedes = "A"'),
    )
    assert sorted(told(case)) == [
        ("correction", "A", "B", "contradicted"),
        ("correction", "A", "C", "contradicted"),
        ("correction", "B", "C", "contradicted"),
    ]


def test_statements_of_two_speakers_are_a_conflict_and_no_two_accounts() -> None:
    case = case_of(("A", NEAR, "x", ""), ("B", FAR, "y", ""))
    (found,) = check(case, conflicts_s=20).conflicts or ()
    assert [c.claims for c in found.conflicts] == [("A", "B")]
    assert found.accounts == ()


def test_what_one_speaker_said_twice_is_a_conflict_too() -> None:
    case = case_of(("A", NEAR, "x", ""), ("B", FAR, "x", ""))
    (found,) = check(case, conflicts_s=20).conflicts or ()
    assert [c.claims for c in found.conflicts] == [("A", "B")]
    (accounts,) = found.accounts
    assert accounts.conflict is found.conflicts[0]
    assert accounts_title(accounts) == (
        "Two accounts are reported of x: A and B do not fit together"
    )


def test_a_claim_that_cannot_be_so_by_itself_makes_no_two_accounts() -> None:
    both = "hit is 20 km from Alpha; hit is 90 km from Alpha"
    case = case_of(("A", both, "x", ""), ("B", "hit is 20 km from Alpha", "x", 'supersedes = "A"'))
    assert told(case) == [("correction", "A", "B", "contradicted")]
    (found,) = check(case, conflicts_s=20).conflicts or ()
    assert {p.claim for p in found.accounts[0].conflict.parts} == {"A", "B"}


def test_in_the_terminal_on_the_page_and_in_certificates(tmp_path: Path) -> None:
    rows = (
        f'[[claims]]\nid = "R1"\nsays = "{NEAR}"\nspeaker = "Russia MoD"\n'
        'quote = "three to five kilometres"\n'
        f'[[claims]]\nid = "R3"\nsays = "{FAR}"\nspeaker = "Russia MoD"\nsupersedes = "R1"\n'
        '[[claims]]\nid = "T1"\nsays = "hit is 20 km from Alpha"\nspeaker = "x"\n'
        '[[claims]]\nid = "T2"\nsays = "hit is 60 km from Alpha"\nspeaker = "x"\n'
    )
    (tmp_path / "case.toml").write_text(CASE + rows, encoding="utf-8")
    out = tmp_path / "out"
    done = CliRunner().invoke(cli.build(["check"]), ["check", str(tmp_path), "--out", str(out)])
    assert done.exit_code == 0, done.output
    text = " ".join(done.output.split())
    assert "R3 corrects R1: the two do not fit together" in text
    assert "“three to five kilometres”" in text
    report = verify(out)
    assert report.holds, report.failed
    assert report.proven["accounts, contradicted"] == 2
    page = json.loads((out / "case.json").read_text(encoding="utf-8"))
    entries = page["conflicts"]["accounts"]
    assert [page["check"]["accounts"][e["accounts"]]["kind"] for e in entries] == [
        "correction",
        "one speaker",
    ]
    assert all(len(e["certificates"]) == 1 for e in entries)
