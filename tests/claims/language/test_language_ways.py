"""Ways without numbers: up and down, by compass, from place to place; how long things lasted."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import case_of, certified, verdict

from skywitness.claims.language.atoms.motion.climb import ClimbAtom
from skywitness.claims.language.atoms.motion.course import CourseAtom
from skywitness.claims.language.atoms.motion.vertical import VerticalAtom
from skywitness.claims.language.atoms.motion.way import WayAtom
from skywitness.claims.language.atoms.time.lasted import LastedAtom
from skywitness.claims.language.grammar import parse
from skywitness.errors import LanguageError

HEAD = """
id = "ways"
title = "ways"
date = 2023-03-14
zone = "UTC"
[[objects]]
id = "MQ-9"
phrases = ["the drone"]
mover = "propeller"
[[objects]]
id = "J-8"
apart = true
[[moments]]
id = "strike"
objects = ["MQ-9"]
[[moments]]
id = "impact"
objects = ["MQ-9"]
[[moments]]
id = "start"
phrases = ["start of jamming"]
[[moments]]
id = "end"
phrases = ["end of jamming"]
[[moments]]
id = "landing"
phrases = ["landing of MQ-9"]
[[places]]
name = "Box"
box = [32.0, 43.0, 33.0, 44.0]
error = "50 m"
[[places]]
name = "Field"
box = [42.0, 43.0, 43.0, 44.0]
error = "50 m"
"""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("MQ-9 climbs from strike to impact", VerticalAtom),
        ("MQ-9 descended at strike", VerticalAtom),
        ("MQ-9 did not descend at strike", VerticalAtom),
        ("MQ-9 never climbed", VerticalAtom),
        ("MQ-9 descends at about 900 ft/min at strike", ClimbAtom),
        ("MQ-9 was heading west", CourseAtom),
        ("MQ-9 flies due east at strike", CourseAtom),
        ("MQ-9 turned to the southwest at strike", CourseAtom),
        ("MQ-9 crossed from the east to the west", CourseAtom),
        ("MQ-9 flew from Sigonella to the Black Sea", WayAtom),
        ("MQ-9's flight lasted 3 to 4 hours", LastedAtom),
        ("jamming lasted for about 2 hours", LastedAtom),
    ],
)
def test_what_is_said(text: str, kind: type) -> None:
    (clause,) = parse(text).clauses
    assert type(clause.atom) is kind


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("jamming lasted 90 km", 19),
        ("MQ-9 flies from Romania to", 17),
        ("MQ-9 climbs from strike", 18),
    ],
)
def test_the_column_of_what_is_wrong(text: str, column: int) -> None:
    with pytest.raises(LanguageError) as caught:
        parse(text)
    assert caught.value.column == column


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        (["MQ-9 climbs from strike to impact", "MQ-9 descends from strike to impact"],
         "contradicted"),
        (["MQ-9 climbs from strike to impact",
          "strike is at 9,000 m AMSL; impact is at 3,000 m AMSL"], "contradicted"),
        (["MQ-9 descends from strike to impact",
          "strike is at 9,000 m AMSL; impact is at 3,000 m AMSL"], "consistent"),
        (["MQ-9 descends at strike", "MQ-9 climbs at 2,000 ft/min at strike"], "contradicted"),
        (["MQ-9 descends at strike", "MQ-9 does not descend"], "contradicted"),
        (["MQ-9 descends at strike", "MQ-9 does not descend at impact"], "consistent"),
        (["MQ-9 heads west at strike", "MQ-9 heads east at strike"], "contradicted"),
        (["MQ-9 heads northwest at strike", "MQ-9 heads southeast at strike"], "contradicted"),
        # The nose of the one may be meant, and the way made good of the other.
        (["MQ-9 heads west at strike", "MQ-9 flies from west to east at strike"], "consistent"),
        (["MQ-9 flies from east to west at strike", "MQ-9 flies from west to east at strike"],
         "contradicted"),
        (["MQ-9 flies from southeast to northwest at strike",
          "MQ-9 flies from northwest to southeast at strike"], "contradicted"),
        (["MQ-9 flies from east to west at strike", "MQ-9 flies from south to north at strike"],
         "not testable"),
        (["MQ-9 heads west at strike", "MQ-9 heads north at strike"], "consistent"),
        (["MQ-9 heads west at strike", "MQ-9 heads east at impact"], "consistent"),
        (["MQ-9 heads west", "MQ-9 heads east"], "consistent"),
        (["the drone heads west at strike", "MQ-9 does not head west"], "contradicted"),
        (["J-8 heads towards MQ-9 at strike", "J-8 does not head towards the drone"],
         "contradicted"),
        # It may be bound for there.
        (["MQ-9 flies from Box to Field", "MQ-9 never enters Field"], "consistent"),
        (["MQ-9 flies from Box to Field", "MQ-9 never enters Box"], "contradicted"),
        (["MQ-9 flies from Box to Field", "MQ-9 never enters Syria"], "consistent"),
        # As long from start to end.
        (["jamming lasted 90 minutes", "start is at 09:00 UTC; end is at 09:20 UTC"],
         "contradicted"),
        (["jamming lasted 90 minutes", "start is at 09:00 UTC; end is at 10:30 UTC"],
         "consistent"),
        (["jamming lasted 90 minutes", "jamming lasted 20 minutes"], "contradicted"),
        (["flight of MQ-9 lasted 90 minutes",
          "MQ-9 takes off from Box at 09:00 UTC; landing is at 15:00 UTC"], "contradicted"),
    ],
)  # fmt: skip
def test_which_exclude_each_other(says: list[str], expected: str) -> None:
    found = verdict(HEAD, *says)
    if expected == "consistent":  # what needs a track is never shown
        assert found in ("consistent", "not testable")
    else:
        assert found == expected


def test_a_way_takes_its_time() -> None:
    """Some 800 km in ten minutes are more than a propeller can do."""
    when = (
        '[[moments]]\nid = "gone"\nobjects = ["MQ-9"]\nphrases = ["departure of MQ-9 from Box"]\n'
        '[[moments]]\nid = "there"\nobjects = ["MQ-9"]\nphrases = ["arrival of MQ-9 at Field"]\n'
    )
    way = "MQ-9 flies from Box to Field"
    quick = [way, "gone is at 09:00 UTC; there is at 09:10 UTC"]
    slow = [way, "gone is at 09:00 UTC; there is at 12:10 UTC"]
    arrived = "there is inside Field"
    assert verdict(HEAD + when, *quick, arrived) == "contradicted"
    assert verdict(HEAD + when, *slow, arrived) == "consistent"
    assert verdict(HEAD + when, *quick) == "consistent"  # it may only be bound for there


def test_a_visit_and_a_way_need_no_declared_moments() -> None:
    case = case_of(HEAD, ["MQ-9 flies from Box to Field"])
    assert not case.claims[0].spot


def test_what_they_prove_is_verified(tmp_path: Path) -> None:
    found = certified(
        tmp_path,
        HEAD,
        [
            [
                "MQ-9 climbs from strike to impact",
                "strike is at 9,000 m AMSL; impact is at 3,000 m AMSL",
            ],
            [
                "MQ-9 descends from strike to impact",
                "strike is at 9,000 m AMSL; impact is at 3,000 m AMSL",
            ],
            ["MQ-9 descends at strike", "MQ-9 climbs at 2,000 ft/min at strike"],
            ["MQ-9 flies from east to west at strike", "MQ-9 flies from west to east at strike"],
            ["MQ-9 flies from Box to Field", "MQ-9 never enters Box"],
            ["jamming lasted 90 minutes", "start is at 09:00 UTC; end is at 09:20 UTC"],
        ],
    )
    assert found == ["contradicted", "consistent", *["contradicted"] * 4]
