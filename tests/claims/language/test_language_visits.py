"""Inside a place: flights over it, stays, visits told apart, totals, and ways out."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import case_of, certified, verdict, written
from visit_case import FIRST, HEAD, LATER

from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.language.atoms.motion.entered import EnteredAtom
from skywitness.claims.language.atoms.motion.formation import FormationAtom
from skywitness.claims.language.atoms.motion.overflight import OverflightAtom
from skywitness.claims.language.atoms.motion.speed import SpeedAtom
from skywitness.claims.language.atoms.motion.stays import LeavesAtom, StaysAtom
from skywitness.claims.language.grammar import parse
from skywitness.claims.readings import Reader
from skywitness.errors import LanguageError, PlaceError

DEEP, FAR = "37.05 N 36.1 E", "35.0 N 37.5 E"
TOTAL = "Falcon is inside Turkey for a total of 12 minutes"
GAP = "later is 30 minutes after closest"
BOTH = ("Falcon is inside Turkey at closest", "Falcon is inside Turkey at later")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("MiG-31 flies over Estonia at closest", OverflightAtom),
        ("MiG-31 flew above Estonia", OverflightAtom),
        ("MiG-31 overflew the Black Sea", OverflightAtom),
        ("MiG-31 is flying over Estonia at closest", OverflightAtom),
        ("MiG-31 never flew over Estonia", OverflightAtom),
        ("MiG-31 did not overfly Estonia", OverflightAtom),
        ("MiG-31 flies ahead of wingman at closest", FormationAtom),
        ("MiG-31 stays in Russia", StaysAtom),
        ("MiG-31 remained over the Black Sea", StaysAtom),
        ("MiG-31 never left Russia", StaysAtom),
        ("MiG-31 does not leave Russia", StaysAtom),
        ("MiG-31 leaves Estonia", LeavesAtom),
        ("MiG-31 left Estonia on its second visit", LeavesAtom),
        ("MiG-31 stays in Estonia for 12 minutes", EnteredAtom),
        ("MiG-31 spent 12 minutes inside Estonia", EnteredAtom),
        ("MiG-31 spent a total of 12 minutes over Estonia", EnteredAtom),
        ("MiG-31 is inside Estonia for a total of 12 minutes", EnteredAtom),
        ("MiG-31 is inside Estonia on its first visit for 12 minutes", EnteredAtom),
        ("MiG-31 flies at 900 km/h inside Estonia on its second visit", SpeedAtom),
    ],
)
def test_what_is_said_of_the_inside(text: str, kind: type) -> None:
    (clause,) = parse(text).clauses
    assert type(clause.atom) is kind


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("MiG-31 stays in 44.5 N, 33.2 E", 17),
        ("MiG-31 stays in", 16),
        ("MiG-31 leaves", 14),
        ("MiG-31 is inside Estonia for a total of 12 km", 44),
    ],
)
def test_the_column_of_what_is_wrong(text: str, column: int) -> None:
    with pytest.raises(LanguageError) as caught:
        parse(text)
    assert caught.value.column == column


def test_a_total_is_not_that_of_one_visit() -> None:
    with pytest.raises(LanguageError, match="all visits and of one"):
        parse("MiG-31 is inside Estonia on its second visit for a total of 12 minutes")


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        (["MiG-31 flies over Estonia at closest", "MiG-31 is outside Estonia at closest"],
         "contradicted"),
        (["MiG-31 flies over Estonia at closest", "MiG-31 never enters Estonia"], "contradicted"),
        (["MiG-31 flies over Estonia", "MiG-31 does not fly over Estonia"], "contradicted"),
        (["MiG-31 does not fly over Estonia", "MiG-31 is inside Estonia at closest"],
         "contradicted"),
        (["MiG-31 does not fly over Turkey", f"closest is {DEEP}"], "contradicted"),
        (["MiG-31 flies over Turkey at closest", f"closest is {DEEP}"], "consistent"),
        # Some other time.
        (["MiG-31 flies over Estonia", "MiG-31 is outside Estonia at closest"], "consistent"),
        (["closest is 2 km outside Turkey", "closest is inside Turkey"], "contradicted"),
        (["closest is 2 km outside Turkey", "closest is 2 km inside Turkey"], "contradicted"),
        (["closest is 2 km outside Turkey", "closest is 9 km from Turkey"], "contradicted"),
        (["closest is 40 km outside Turkey", "closest is 40 km from Turkey"], "consistent"),
    ],
)  # fmt: skip
def test_over_a_place_is_inside_it(says: list[str], expected: str) -> None:
    assert verdict(HEAD, *says) == expected


def test_a_formation_is_flown_with_a_declared_object_only() -> None:
    case = case_of(HEAD, ["MiG-31 flies over wingman at closest"])
    assert isinstance(case.claims[0].statement.clauses[0].atom, FormationAtom)
    with pytest.raises(LanguageError, match="not said when") as caught:
        case_of(HEAD, ["MiG-31 flies over wingman"])
    assert caught.value.column == 1
    with pytest.raises(LanguageError, match="'Estonia' is a place") as caught:
        verdict(HEAD, "MiG-31 flies behind Estonia at closest")
    assert caught.value.column == 21
    with pytest.raises(PlaceError, match="no place is known as 'neutral waters'") as missing:
        verdict(HEAD, "MiG-31 flies over neutral waters at closest")
    assert missing.value.column == 19
    assert str(missing.value.remedy).startswith("no zones at sea or in the air")


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        (["Falcon stays in Turkey", f"closest is {DEEP}"], "consistent"),
        (["Falcon stays in Turkey", f"closest is {FAR}"], "contradicted"),
        (["Falcon never leaves Turkey", f"later is {FAR}"], "contradicted"),
        (["Falcon never leaves Turkey", "Falcon leaves Turkey"], "contradicted"),
        (["Falcon never leaves Turkey", "Falcon never enters Turkey"], "contradicted"),
        (["Falcon leaves Turkey", "Falcon never enters Turkey"], "contradicted"),
        (["Falcon leaves Turkey", f"later is {FAR}"], "consistent"),
        # The object is not declared to be there.
        (["MiG-31 stays in Turkey", f"later is {FAR}"], "consistent"),
        (["Falcon stays in Turkey from closest to later", f"later is {FAR}"], "contradicted"),
        (["Falcon stays in Turkey from closest to later", f"later is {DEEP}"], "consistent"),
        (["Falcon stays in Turkey at closest", f"later is {FAR}"], "consistent"),
        (["Falcon leaves Turkey at 09:24:22 UTC",
          "Falcon is inside Turkey for 17 seconds from 09:24:05 UTC"], "consistent"),
        (["Falcon enters Turkey at 09:24:05 UTC",
          "Falcon is inside Turkey for 17 seconds from 09:24:05 UTC"], "consistent"),
    ],
)  # fmt: skip
def test_to_stay_is_to_be_inside_and_never_out(says: list[str], expected: str) -> None:
    assert verdict(HEAD, *says) == expected


STAYS = "Falcon stays in Turkey from closest to later"
THROUGH = (
    HEAD
    + """
[[moments]]
id = "middle"
objects = ["Falcon"]
"""
)


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        # What is between the ends is inside too: by the times, or by their order alone.
        ([f"middle is {FAR}", "closest is at 09:00 UTC", "middle is at 09:10 UTC",
          "later is at 09:20 UTC"], "contradicted"),
        ([f"middle is {DEEP}", "closest is at 09:00 UTC", "middle is at 09:10 UTC",
          "later is at 09:20 UTC"], "consistent"),
        ([f"middle is {FAR}", "middle is after closest", "middle is before later"],
         "contradicted"),
        ([f"middle is {FAR}", "middle is 5 minutes after closest",
          "later is 20 minutes after closest"], "contradicted"),
        ([f"middle is {FAR}", "middle is after closest"], "consistent"),
        ([f"middle is {FAR}", "middle is before closest"], "consistent"),
        ([f"middle is {FAR}", "middle is at 09:30 UTC", "later is at 09:20 UTC"], "consistent"),
        # A leg ends where it does.
        (["later is 5 minutes before closest"], "contradicted"),
    ],
)  # fmt: skip
def test_what_stays_on_a_leg_is_inside_between_its_ends(says: list[str], expected: str) -> None:
    assert verdict(THROUGH, STAYS, *says) == expected


def test_what_stays_on_a_leg_is_certified(tmp_path: Path) -> None:
    found = certified(
        tmp_path, THROUGH,
        [[STAYS, f"middle is {FAR}", "middle is after closest", "middle is before later"],
         [STAYS, f"middle is {FAR}", "middle is before closest"]],
    )  # fmt: skip
    assert found == ["contradicted", "consistent"]


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        # A visit is a reading: one may be all, or each its own.
        ([FIRST, LATER], "consistent"),
        (["Falcon is inside Turkey for 17 seconds", "Falcon is inside Turkey for 60 seconds"],
         "consistent"),
        (["Falcon enters Turkey at 09:24 UTC", "Falcon enters Turkey at 09:30 UTC"], "consistent"),
        (["Falcon leaves Turkey at 09:24 UTC", "Falcon leaves Turkey at 09:30 UTC"], "consistent"),
        # What no claim tells apart is one visit.
        (["Falcon is inside Turkey for 17 seconds", "Falcon travels 1.15 nm inside Turkey",
          "Falcon flies at 980 km/h over the ground inside Turkey"], "contradicted"),
        # What belongs to none by its words may belong to either.
        ([FIRST, LATER, "Falcon travels 2 km inside Turkey"], "consistent"),
        # A visit with a name is one.
        (["Falcon is inside Turkey for 17 seconds on its second visit",
          "Falcon is inside Turkey for 60 seconds on its second visit"], "contradicted"),
        (["Falcon is inside Turkey for 17 seconds on its first visit",
          "Falcon is inside Turkey for 60 seconds on its second visit"], "consistent"),
        (["Falcon is inside Turkey for 17 seconds on its second visit",
          "Falcon travels 1.15 nm inside Turkey on its second visit",
          "Falcon flies at 980 km/h over the ground inside Turkey on its second visit"],
         "contradicted"),
        # No visit lasts longer than all of them.
        (["Falcon is inside Turkey for a total of 12 minutes",
          "Falcon is inside Turkey for 17 seconds"], "consistent"),
        (["Falcon is inside Turkey for a total of 12 minutes",
          "Falcon is inside Turkey for 30 minutes"], "contradicted"),
        (["Falcon is inside Turkey for a total of 12 minutes", FIRST, LATER], "consistent"),
        # Nor does a stay that is told by its ends.
        ([TOTAL, "Falcon stays in Turkey from closest to later", GAP], "contradicted"),
        ([TOTAL, "Falcon never leaves Turkey from closest to later", GAP], "contradicted"),
        ([TOTAL, "Falcon stays in Turkey from closest to later",
          "later is 10 minutes after closest"], "consistent"),
        (["Falcon is inside Turkey for a total of at least 12 minutes",
          "Falcon stays in Turkey from closest to later", GAP], "consistent"),
        # Between two moments it may have been outside, unless it was inside only once.
        ([TOTAL, *BOTH, GAP], "consistent"),
        ([TOTAL, *BOTH, GAP, "Falcon is inside Turkey only once"], "contradicted"),
        ([TOTAL, *BOTH, "closest is 30 minutes after later", "Falcon is inside Turkey only once"],
         "contradicted"),
        ([TOTAL, *BOTH, GAP, "Falcon enters Turkey only once"], "consistent"),
        (["Falcon spent a total of 12 minutes inside Turkey", "Falcon never enters Turkey"],
         "contradicted"),
    ],
)  # fmt: skip
def test_a_visit_is_a_reading_or_has_a_name(says: list[str], expected: str) -> None:
    assert verdict(HEAD, *says) == expected


PATH, LONGER = "Falcon travels 1.15 miles inside Turkey", "Falcon travels 30 miles inside Turkey"
DEPTH = "Falcon goes 30 km deep into Turkey and out again"
UP_AND_DOWN = "Falcon climbs 300 m inside Turkey", "Falcon descends 3000 m inside Turkey"
TWO_SPEEDS = (
    "Falcon flies at 300 km/h over the ground inside Turkey",
    "Falcon flies at 900 km/h over the ground inside Turkey",
)


@pytest.mark.parametrize(
    "says",
    [
        (PATH, LONGER),
        (PATH, DEPTH),
        TWO_SPEEDS,
        UP_AND_DOWN,
        ("Falcon climbs inside Turkey", "Falcon descends inside Turkey"),
    ],
)
def test_ways_told_unlike_may_be_of_two_visits_unless_there_was_one(says: tuple[str, ...]) -> None:
    assert verdict(HEAD, *says) == "consistent"
    assert verdict(HEAD, *says, "Falcon is inside Turkey only once") == "contradicted"


def test_a_way_and_a_time_are_of_one_visit_unless_claims_tell_of_several() -> None:
    too_fast = ("Falcon travels 1.15 nm inside Turkey", "Falcon is inside Turkey for 17 seconds",
                TWO_SPEEDS[1])  # fmt: skip
    assert verdict(HEAD, *too_fast) == "contradicted"
    assert verdict(HEAD, *too_fast, "Falcon enters Turkey twice") == "consistent"


def test_what_tells_two_ways_apart_is_verified(tmp_path: Path) -> None:
    found = certified(tmp_path, HEAD, [[PATH, LONGER], [PATH, DEPTH], list(UP_AND_DOWN)])
    assert found == ["consistent"] * 3


def test_the_readings_of_a_visit() -> None:
    case = case_of(HEAD, [FIRST, LATER, "Falcon travels 2 km inside Turkey"])
    reader = Reader(case, case.frames[0])
    words = [
        [value.label for value in variable.values]
        for claim in case.claims
        for variable in reader.variables(claim.saying)
        if variable.label == "visit"
    ]
    one = "one visit of Turkey"
    own = [
        f"a visit of its own, for {said}"
        for said in ("17 seconds from 09:24:05 UTC", "10 seconds from 09:26:05 UTC")
    ]
    assert words == [[one, own[0]], [one, own[1]], [one, *own]]


def test_one_visit_has_no_readings() -> None:
    case = case_of(HEAD, [FIRST, "Falcon travels 2 km inside Turkey"])
    reader = Reader(case, case.frames[0])
    assert all(not reader.variables(claim.saying) for claim in case.claims)


@pytest.mark.parametrize("place", ["Russia", "Russian territory", "China", "France"])
def test_never_enters_and_inside_for_a_time_share_the_readings_of_the_place(place: str) -> None:
    country = place.replace("Russian territory", "Russia")
    inside = f"Falcon is inside {country} for 12 minutes"
    assert verdict(HEAD, f"Falcon never enters {place}", inside) == "contradicted"


def test_the_case_may_couple_the_words_otherwise() -> None:
    same = '[[same]]\nwords = "Russia"\nclaims = ["C0", "C1"]\n'
    case = case_from_text(written(HEAD, [FIRST.replace("Turkey", "Russia")] * 2) + same)
    reader = Reader(case, case.frames[0])
    ids = {v.id for claim in case.claims for v in reader.variables(claim.saying)}
    assert len(ids) == 1


def test_what_they_prove_is_verified(tmp_path: Path) -> None:
    found = certified(
        tmp_path,
        HEAD,
        [
            ["MiG-31 flies over Estonia at closest", "MiG-31 is outside Estonia at closest"],
            [FIRST, LATER],
            ["Falcon is inside Syria for a total of 12 minutes",
             "Falcon is inside Syria for 30 minutes"],
            [TOTAL, "Falcon stays in Turkey from closest to later", GAP],
            [TOTAL, *BOTH, GAP, "Falcon is inside Turkey only once"],
            ["later is 2 km outside Turkey", "later is 9 km from Turkey"],
            ["Falcon never enters Russia", "Falcon is inside Russia for 12 minutes"],
        ],
    )  # fmt: skip
    assert found == [
        "contradicted", "consistent", "contradicted", "contradicted", "contradicted",
        "contradicted", "contradicted",
    ]  # fmt: skip


def test_what_never_leaves_is_verified_where_nothing_says_that_it_came(tmp_path: Path) -> None:
    assert certified(tmp_path, HEAD, [["Falcon never leaves Turkey", f"later is {FAR}"]]) == [
        "contradicted"
    ]
