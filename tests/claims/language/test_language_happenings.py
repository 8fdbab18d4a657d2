"""What happened or did not, what was on the ground, in reach, or alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import case_of, certified, verdict

from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.language.atoms.state.happened import DeedAtom, HappenedAtom
from skywitness.claims.language.grammar import parse
from skywitness.claims.readings import Reader
from skywitness.errors import CaseError, LanguageError

HEAD = """
id = "happenings"
title = "happenings"
date = 2021-06-23
[[objects]]
id = "ship"
phrases = ["destroyer", "Defender"]
mover = "ship"
[[objects]]
id = "Su-24"
mover = "jet"
apart = true
[[objects]]
id = "drone"
mover = "propeller"
apart = true
[[objects]]
id = "battery"
stands = true
[[moments]]
id = "pass"
objects = ["ship", "Su-24", "drone"]
[[moments]]
id = "strike"
[[facts]]
id = "warning-fire"
phrases = ["shots were fired at the ship", "the ship was fired upon"]
denied = ["all was quiet"]
[[facts]]
id = "ejection"
phrases = ["the crew ejected"]
"""
PASS, DEEP = "pass is 44.35 N, 33.4 E", "37.05 N 36.1 E"


@pytest.mark.parametrize(
    ("text", "facts", "so"),
    [
        ("shots were fired at the ship", ("shots fired at the ship", "shots fired"), True),
        ("no shots were fired", ("shots fired",), False),
        ("shots were never fired", ("shots fired",), False),
        ("the missile has been launched", ("missile launched",), True),
        ("no bombs were dropped ahead of Defender",
         ("bombs dropped ahead of defender", "bombs dropped"), False),
        ("warning shots were fired; shots were not fired at the ship",
         ("warning shots fired",), True),
    ],
)  # fmt: skip
def test_what_was_done(text: str, facts: tuple[str, ...], so: bool) -> None:
    atom = parse(text).clauses[0].atom
    assert isinstance(atom, DeedAtom)
    assert (atom.facts, atom.so) == (facts, so)


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("strike happened", True),
        ("strike took place", True),
        ("strike did not happen", False),
        ("strike never took place", False),
        ("there was no strike", False),
    ],
)
def test_a_moment_that_happened_or_not(text: str, so: bool) -> None:
    atom = parse(text).clauses[0].atom
    assert isinstance(atom, HappenedAtom)
    assert (atom.moment, atom.so) == ("strike", so)
    assert parse("strike happened at 07:03 CET") != parse("strike happened")


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("shots were fired at 07:03 CET", 21),
        ("missile could not reach", 24),
        ("no aircraft is within 30 of Pier", 26),
        ("RQ-4 is not on the", 13),
    ],
)
def test_the_column_of_what_is_wrong(text: str, column: int) -> None:
    with pytest.raises(LanguageError) as caught:
        parse(text)
    assert caught.value.column == column


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        (["shots were fired at the ship", "no shots were fired at the ship"], "contradicted"),
        # No shots at all, so none at the ship.
        (["shots were fired at the ship", "no shots were fired"], "contradicted"),
        (["shots were fired", "no shots were fired at the ship"], "consistent"),
        (["bombs were dropped near the ship", "no bombs were dropped"], "contradicted"),
        (["bombs were dropped near the ship", "no shots were fired"], "consistent"),
        # Phrases that the case declares.
        (["the ship was fired upon", "no shots were fired at the ship"], "contradicted"),
        (["the ship was fired upon", "shots were never fired at the ship"], "contradicted"),
        (["shots were fired at the ship", "all was quiet"], "contradicted"),
        (["the crew ejected", "the crew ejected at pass"], "consistent"),
        # At one moment, at another, at none.
        (["shots were fired at the ship at pass", "no shots were fired at the ship at pass"],
         "contradicted"),
        (["shots were fired at the ship at pass", "no shots were fired at the ship at strike"],
         "consistent"),
        (["shots were fired at the ship at pass", "no shots were fired at the ship"],
         "contradicted"),
        (["bombs were dropped at pass", "no bombs were dropped"], "contradicted"),
        (["strike happened", "there was no strike"], "contradicted"),
        (["strike happened", "pass did not happen"], "consistent"),
        # On the ground or in the air.
        (["Su-24 is on the ground at pass", "Su-24 is airborne at pass"], "contradicted"),
        (["Su-24 is on the ground at pass", "Su-24 is airborne at strike"], "consistent"),
        (["Su-24 is not on the ground at pass", "Su-24 is in the air at pass"], "consistent"),
        (["Su-24 is on the ground at pass", "drone is airborne at pass"], "consistent"),
        (["ship is on the ground at pass", "ship is at 60000 ft at pass"], "contradicted"),
        (["ship is on the ground at pass", "ship is at 3000 ft at pass"], "consistent"),
        # What could not be reached.
        (["Su-24 could not reach Turkey", "Su-24 is inside Turkey at strike"], "contradicted"),
        (["ship could not reach Turkey", f"pass is {DEEP}"], "contradicted"),
        (["Su-24 could reach Turkey", "Su-24 could not reach Turkey"], "contradicted"),
        (["Su-24 could reach Turkey", "Su-24 never enters Turkey"], "consistent"),
        (["Su-24 could not reach Turkey at pass", "Su-24 is inside Turkey at strike"],
         "consistent"),
        (["Su-24 could not reach the ship", "Su-24 and Defender touch"], "contradicted"),
        # None or all near.
        ([PASS, "Su-24 is 5 km from pass at pass",
          "no aircraft is within 30 km of 44.35 N, 33.4 E at pass"], "contradicted"),
        ([PASS, "no aircraft is within 30 km of 44.35 N, 33.4 E at pass"], "consistent"),
        # The ship is no aircraft.
        ([PASS, "no ship is within 30 km of 44.35 N, 33.4 E at pass"], "contradicted"),
        (["Su-24 is 5 km from ship at pass", "no aircraft is within 30 km of Defender at pass"],
         "contradicted"),
        (["Su-24 is 50 km from ship at pass", "all aircraft are within 30 km of ship at pass"],
         "contradicted"),
        (["Su-24 is 5 km from ship at pass", "no other object is within 30 km of Su-24 at pass"],
         "contradicted"),
        (["Su-24 is 50 km from ship at pass", "no aircraft is within 30 km of ship at pass"],
         "consistent"),
    ],
)  # fmt: skip
def test_which_exclude_each_other(says: list[str], expected: str) -> None:
    assert verdict(HEAD, *says) == expected


def test_a_phrase_says_one_thing() -> None:
    more = '[[facts]]\nid = "other"\nphrases = ["no shots were fired at the ship"]\n'
    with pytest.raises(CaseError, match="says two things"):
        case_from_text(HEAD + more)


def test_where_no_object_is_declared_nothing_is_tested() -> None:
    case = case_of(HEAD, ["no aircraft is within 30 km of Sevastopol at strike"])
    reading = Reader(case, case.frames[0]).readings([case.claims[0].saying])[0]
    (part,) = reading.parts
    assert part.constraint is None
    assert part.untestable is not None
    assert "declares no such object" in part.untestable


def test_what_they_prove_is_verified(tmp_path: Path) -> None:
    found = certified(
        tmp_path,
        HEAD,
        [
            ["shots were fired at the ship", "no shots were fired"],
            ["the ship was fired upon", "no shots were fired at the ship at strike"],
            ["ship is on the ground at pass", "ship is at 40000 ft at pass"],
            ["ship is on the ground at pass", "ship is 900 m above the ground at pass"],
            ["ship is on the ground at pass", "ship is at 20000 ft at pass"],
            ["Su-24 could not reach Turkey", "Su-24 is inside Turkey at strike"],
            ["Su-24 is 5 km from ship at pass", "no aircraft is within 30 km of Defender at pass"],
            [PASS, "no aircraft is within 30 km of 44.35 N, 33.4 E at pass"],
        ],
    )
    assert found == [
        "contradicted", "consistent", "contradicted", "contradicted", "consistent", "contradicted",
        "contradicted", "consistent",
    ]  # fmt: skip
