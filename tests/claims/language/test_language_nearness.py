"""How near something came, how near it never was, and how deep at most."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import case_of, certified, verdict

from skywitness.claims.language.atoms.motion.passes import PassesAtom
from skywitness.claims.language.grammar import parse
from skywitness.claims.meaning.parts import Separation
from skywitness.claims.readings import Reader
from skywitness.errors import LanguageError

HEAD = """
id = "nearness"
title = "nearness"
date = 2023-03-14
[[objects]]
id = "MQ-9"
mover = "propeller"
[[objects]]
id = "Su-27"
mover = "jet"
apart = true
[[objects]]
id = "escort"
mover = "jet"
[[moments]]
id = "contact"
objects = ["MQ-9", "Su-27", "escort"]
[[moments]]
id = "departure"
objects = ["MQ-9"]
[[places]]
name = "Box"
box = [32.0, 43.0, 33.0, 44.0]
error = "50 m"
[[places]]
name = "Pier"
coordinates = "43.5 N, 35.0 E"
error = "10 m"
"""
OFF, IN = "contact is 43.5000 N, 33.1000 E", "contact is 43.5000 N, 32.9000 E"


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("MQ-9 passes within 45 ft of Su-27 at contact", "within"),
        ("MQ-9 came to within 45 feet of Su-27", "within"),
        ("MQ-9 approached within 3 km of Crimea", "within"),
        ("MQ-9 passes 2-3 km from Crimea", "at"),
        ("MQ-9 passed about 3 km away from Crimea", "at"),
        ("MQ-9 is never closer than 3 km to Crimea", "beyond"),
        ("MQ-9 never came nearer than 3 km to Crimea", "beyond"),
        ("MQ-9 did not come within 3 km of Crimea", "beyond"),
        ("MQ-9 stayed at least 12 nm from Crimea", "beyond"),
    ],
)
def test_how_near_it_came(text: str, how: str) -> None:
    (clause,) = parse(text).clauses
    assert isinstance(clause.atom, PassesAtom)
    assert clause.atom.how == how
    assert clause.atom.who == "MQ-9"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("MQ-9 passes within 45 of Su-27", 23),
        ("MQ-9 is never closer than 3 km", 31),
        ("MQ-9 passes 2 km", 17),
    ],
)
def test_the_column_of_what_is_wrong(text: str, column: int) -> None:
    with pytest.raises(LanguageError) as caught:
        parse(text)
    assert caught.value.column == column


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        (["MQ-9 is never closer than 3 km to Box", IN], "contradicted"),
        (["MQ-9 is never closer than 3 km to Box", OFF], "consistent"),
        (["MQ-9 is never closer than 30 km to Box", OFF], "contradicted"),
        (["MQ-9 is never closer than 30 km to Pier", "contact is 43.5 N, 35.0 E"],
         "contradicted"),
        # Also where the case does not say that it is.
        (["MQ-9 is never closer than 3 km to Box", "MQ-9 enters Box"], "contradicted"),
        (["MQ-9 is never closer than 3 km to Box", "MQ-9 passes within 1 km of Box"],
         "contradicted"),
        (["MQ-9 is never closer than 3 km to Box", "MQ-9 passes within 10 km of Box"],
         "consistent"),
        (["MQ-9 is never closer than 3 km to Box", "MQ-9 is never closer than 9 km to Box"],
         "consistent"),
        (["MQ-9 is never closer than 3 km to Box at departure", IN], "consistent"),
        (["MQ-9 passes 8 km from Box", OFF], "consistent"),
        # It passes at a moment of its own, and may have been nearer at another.
        (["MQ-9 passes 20 km from Box", OFF], "consistent"),
        (["MQ-9 passes 20 km from Box at contact", OFF], "contradicted"),
        (["MQ-9 passes 1 km from Su-27", "MQ-9 and Su-27 are 400 m apart at contact"],
         "consistent"),
        (["MQ-9 passes within 20 km of Box", "contact is 43.5 N, 35.0 E"], "consistent"),
        # Told unlike, each may be a pass of its own; never closer is about all of them.
        (["MQ-9 passes 2 km from Box", "MQ-9 passes 5 km from Box"], "consistent"),
        (["MQ-9 passes 2 km from Su-27", "MQ-9 passes 5 km from Su-27"], "consistent"),
        (["MQ-9 passes 20 km from Box", "MQ-9 passes 30 km from Box", OFF], "consistent"),
        (["MQ-9 passes 2 km from Box", "MQ-9 passes 2.0 km from Box"], "consistent"),
        (["MQ-9 passes 2 km from Box at contact", "MQ-9 passes 5 km from Box at contact"],
         "contradicted"),
        (["MQ-9 passes 20 km from Box", "MQ-9 passes 30 km from Box",
          "MQ-9 is never closer than 26 km to Box"], "contradicted"),
        (["MQ-9 passes 2 km from Su-27", "MQ-9 passes 5 km from Su-27",
          "MQ-9 is never closer than 4 km to Su-27"], "contradicted"),
        (["MQ-9 passes within 20 km of Box at contact", "contact is 43.5 N, 35.0 E"],
         "contradicted"),
        # From another object.
        (["MQ-9 passes within 45 ft of Su-27 at contact",
          "MQ-9 and Su-27 are 400 m apart at contact"], "contradicted"),
        (["MQ-9 passes within 45 ft of Su-27",
          "MQ-9 and Su-27 are 400 m apart at contact"], "consistent"),
        (["MQ-9 is never closer than 3 km to Su-27",
          "MQ-9 and Su-27 are 400 m apart at contact"], "contradicted"),
        (["MQ-9 is never closer than 3 km to Su-27", "MQ-9 passes within 45 ft of Su-27"],
         "contradicted"),
        # How deep at most.
        (["MQ-9 goes up to 5 km deep into Box", IN], "contradicted"),
        (["MQ-9 goes up to 9 km deep into Box", IN], "consistent"),
        (["MQ-9 goes 5 km deep into Box", IN], "contradicted"),
        (["MQ-9 goes at least 5 km deep into Box", IN], "consistent"),
    ],
)  # fmt: skip
def test_which_exclude_each_other(says: list[str], expected: str) -> None:
    assert verdict(HEAD, *says) == expected


def test_in_a_straight_line_heights_count() -> None:
    for words, slant in (("", False), (" in a straight line", True)):
        case = case_of(HEAD, [f"MQ-9 passes within 45 ft of Su-27{words} at contact"])
        reader = Reader(case, case.frames[0])
        (reading,) = reader.readings([case.claims[0].saying])
        (part,) = reading.parts
        assert isinstance(part.constraint, Separation)
        assert part.constraint.slant is slant


def test_what_is_at_the_same_place_must_be_apart() -> None:
    with pytest.raises(LanguageError, match="'escort' has no place of its own"):
        verdict(HEAD, "MQ-9 passes within 45 ft of escort at contact")


def test_what_they_prove_is_verified(tmp_path: Path) -> None:
    found = certified(
        tmp_path,
        HEAD,
        [
            ["MQ-9 is never closer than 3 km to Box", "MQ-9 passes within 1 km of Box"],
            ["MQ-9 is never closer than 30 km to Box", OFF],
            ["MQ-9 is never closer than 3 km to Su-27",
             "MQ-9 and Su-27 are 400 m apart at contact"],
            ["MQ-9 goes up to 5 km deep into Box", IN],
            ["MQ-9 passes 20 km from Box", "MQ-9 passes 30 km from Box",
             "MQ-9 is never closer than 26 km to Box"],
            ["MQ-9 passes 8 km from Box", OFF],
            ["MQ-9 passes 2 km from Box", "MQ-9 passes 5 km from Box"],
        ],
    )  # fmt: skip
    assert found == ["contradicted"] * 5 + ["consistent"] * 2


def test_the_remedy_for_a_declared_object_is_not_to_declare_it_again() -> None:
    with pytest.raises(LanguageError) as caught:
        case_of(HEAD, ["MQ-9 and escort are 400 m apart at contact"])
    assert caught.value.remedy == 'add apart = true to the [[objects]] "escort"'
