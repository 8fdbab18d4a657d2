"""Inside and outside exclude each other, and what is never inside is at no moment inside."""

from __future__ import annotations

from pathlib import Path

import pytest
import said
from shipped import checked

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.reason.check import check_together

CASE = """
id = "never"
title = "never"
date = 2015-11-24
[[objects]]
id = "Su-24"
[[objects]]
id = "radar"
apart = true
[[moments]]
id = "encounter"
objects = ["Su-24"]
[[moments]]
id = "entry"
objects = ["Su-24"]
phrases = ["entry of Su-24 into Turkey"]
[[moments]]
id = "elsewhere"
"""
DEEP, FAR = "37.05 N 36.1 E", "35.0 N 37.5 E"


def verdict(*says: str) -> str:
    claims = "".join(
        f'[[claims]]\nid = "C{n}"\nspeaker = "s{n}"\nsays = "{text}"\n'
        for n, text in enumerate(says)
    )
    case = case_from_text(CASE + claims)
    (found,) = check_together(case, [f"C{n}" for n in range(len(says))])
    return found.verdict.verdict


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        (["encounter is inside Turkey", "encounter is outside Turkey"], "contradicted"),
        (["encounter is inside Turkey", "encounter is not inside Turkey"], "contradicted"),
        (["encounter is 1 km inside Turkey", "encounter is outside Turkey"], "contradicted"),
        (["encounter is inside Turkey", "encounter is outside Syria"], "consistent"),
        (["encounter is inside Turkey", "elsewhere is outside Turkey"], "consistent"),
        (["encounter is 3 km off the coast of Turkey", "encounter is inside Turkey"],
         "contradicted"),
    ],
)  # fmt: skip
def test_inside_and_outside_exclude_each_other(says: list[str], expected: str) -> None:
    assert verdict(*says) == expected


NEVER = "Su-24 never enters Turkey"


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ([NEVER], "consistent"),
        ([NEVER, f"encounter is {DEEP}"], "contradicted"),
        ([NEVER, f"encounter is {FAR}"], "consistent"),
        ([NEVER, "encounter is inside Turkey"], "contradicted"),
        # Said of the object: a fact that excludes the other, wherever the moment is.
        ([NEVER, "Su-24 is inside Turkey at elsewhere"], "contradicted"),
        ([NEVER, "Su-24 is 1 km inside Turkey at elsewhere"], "contradicted"),
        # The case does not say that it is there.
        ([NEVER, f"elsewhere is {DEEP}"], "consistent"),
        # Another object, another place.
        (["F-16 never enters Turkey", f"encounter is {DEEP}"], "consistent"),
        (["Su-24 never enters Syria", f"encounter is {DEEP}"], "consistent"),
        # That it enters at some time says of no moment where it is.
        (["Su-24 enters Turkey", f"encounter is {FAR}"], "consistent"),
        # Its entry is none if it never enters.
        ([NEVER, f"entry is {DEEP}"], "consistent"),
        # What has a place of its own at the moment.
        (["radar never enters Turkey", f"encounter is {DEEP}"], "consistent"),
    ],
)
def test_never_inside_is_inside_at_no_moment(says: list[str], expected: str) -> None:
    assert verdict(*says) == expected


def test_a_place_that_is_only_excluded_is_told_as_elsewhere() -> None:
    claims = f'[[claims]]\nid = "C"\nspeaker = "s"\nsays = "{NEVER}"\n'
    made = sw.as_json(sw.check(case_from_text(CASE + claims)))
    because = made["claims"][0]["verdicts"][0]["because"]
    assert "with the encounter elsewhere (as at " in because


def test_a_duration_in_a_conflict_is_held_against_speed_and_way() -> None:
    (found,) = checked("su24-turkey-2015").conflicts
    told = [c.time_left for c in found.conflicts if c.time_left is not None]
    assert [part.part.name for part in told] == ["for 17 seconds"]
    low, high = told[0].left
    # 1.15 nautical miles, by half a hundredth more or less, at 980 km/h by 5 km/h.
    assert low == pytest.approx(1.145 * 1852 / (985 / 3.6), rel=0.03)
    assert high == pytest.approx(1.155 * 1852 / (975 / 3.6), rel=0.03)


MOMENTS = """
id = "said"
title = "said"
date = 2023-03-14
zone = "UTC"
[[objects]]
id = "Su-24"
mover = "jet"
[[moments]]
id = "strike"
objects = ["Su-24"]
[[moments]]
id = "impact"
objects = ["Su-24"]
[[moments]]
id = "call"
objects = ["Su-24"]
"""
AT_STRIKE, AT_CALL = "Su-24 is inside Turkey at strike", "Su-24 is inside Turkey at call"
OUT, NOT_ENTERED = "Su-24 stays outside Turkey at call", "Su-24 does not enter Turkey at call"
NOT_LEFT = "Su-24 does not leave Turkey at call"


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ([OUT, AT_STRIKE], "consistent"),
        ([OUT, AT_CALL], "contradicted"),
        ([OUT, f"call is {DEEP}"], "contradicted"),
        ([OUT, f"strike is {DEEP}"], "consistent"),
        ([OUT, "Su-24 enters Turkey"], "consistent"),
        ([OUT, "Su-24 is inside Turkey for 17 seconds"], "consistent"),
        (["Su-24 remains outside Turkey at call", AT_STRIKE], "consistent"),
        (["Su-24 is at no time inside Turkey at call", AT_STRIKE], "consistent"),
        (["Su-24 is at no time inside Turkey at call", AT_CALL], "contradicted"),
        (["Su-24 never enters Turkey at call", AT_STRIKE], "consistent"),
        ([NOT_ENTERED, AT_STRIKE], "consistent"),
        # What does not enter then may have entered before.
        ([NOT_ENTERED, AT_CALL], "consistent"),
        ([NOT_ENTERED, "Su-24 enters Turkey at strike"], "consistent"),
        ([NOT_ENTERED, "Su-24 enters Turkey at call"], "contradicted"),
        (["Su-24 does not fly over Turkey at call", AT_STRIKE], "consistent"),
        # What does not leave then may have left before.
        ([NOT_LEFT, "Su-24 is outside Turkey at call"], "consistent"),
        ([NOT_LEFT, "Su-24 leaves Turkey at strike"], "consistent"),
        ([NOT_LEFT, "Su-24 leaves Turkey at call"], "contradicted"),
        (["Su-24 could not reach Turkey at call", AT_STRIKE], "consistent"),
    ],
)
def test_with_a_moment_it_is_told_of_that_moment(says: list[str], expected: str) -> None:
    assert said.verdict(MOMENTS, *says) == expected


def test_what_is_told_of_a_moment_is_verified(tmp_path: Path) -> None:
    sets = [[OUT, AT_CALL], [NOT_ENTERED, "Su-24 enters Turkey at call"], [OUT, AT_STRIKE]]
    found = said.certified(tmp_path, MOMENTS, sets)
    assert found == ["contradicted", "contradicted", "consistent"]
