"""Visits told by the times of their ends: entries, exits, stays from a time on, only once."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import certified, verdict
from visit_case import FIRST, HEAD, LATER

STAY = "Falcon is inside Turkey for 10 minutes from 09:20 UTC"
ONCE = "Falcon enters Turkey only once"
ONE_STAY = "Falcon is inside Turkey only once"


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        # What no one time meets is of two visits, unless there was only one.
        (["Falcon enters Turkey before 09:24 UTC", "Falcon enters Turkey at 09:30 UTC"],
         "consistent"),
        ([ONCE, "Falcon enters Turkey before 09:24 UTC", "Falcon enters Turkey at 09:30 UTC"],
         "contradicted"),
        (["Falcon enters Turkey before 09:24 UTC", "Falcon enters Turkey at 09:20 UTC"],
         "consistent"),
        (["Falcon enters Turkey after 09:24 UTC", STAY], "consistent"),
        ([ONCE, "Falcon enters Turkey after 09:24 UTC", STAY], "contradicted"),
        (["Falcon enters Turkey between 09:15 and 09:25 UTC", STAY], "consistent"),
        (["Falcon leaves Turkey before 09:24 UTC", STAY], "consistent"),
        ([ONE_STAY, "Falcon leaves Turkey before 09:24 UTC", STAY], "contradicted"),
        # It may have been there from the first, without an entry.
        ([ONCE, "Falcon leaves Turkey before 09:24 UTC", STAY], "consistent"),
        (["Falcon leaves Turkey not later than 09:31 UTC", STAY], "consistent"),
        (["Falcon leaves Turkey after 09:24 UTC", STAY], "consistent"),
        # One visit and no more.
        ([ONCE, FIRST, LATER], "contradicted"),
        ([ONCE, FIRST, "Falcon travels 2 km inside Turkey"], "consistent"),
        ([ONCE, "Falcon is inside Turkey for 17 seconds on its second visit"], "contradicted"),
        ([ONCE, "Falcon is inside Turkey for 17 seconds on its first visit"], "consistent"),
        (["Falcon is inside Turkey only once", "Falcon never enters Turkey"], "contradicted"),
        (["Falcon enters Turkey once", FIRST, LATER], "consistent"),
    ],
)  # fmt: skip
def test_before_a_time_after_it_and_only_once(says: list[str], expected: str) -> None:
    assert verdict(HEAD, *says) == expected


def test_only_once_and_times_are_certified(tmp_path: Path) -> None:
    second = "Falcon is inside Turkey for 17 seconds on its second visit"
    before = "Falcon leaves Turkey before 09:24 UTC"
    for name, sets, expected in (
        ("once", [[ONCE, FIRST, LATER], [ONCE, FIRST], [ONCE, second]],
         ["contradicted", "consistent", "contradicted"]),
        ("before", [[ONE_STAY, before, STAY]], ["contradicted"]),
    ):  # fmt: skip
        (tmp_path / name).mkdir()
        assert certified(tmp_path / name, HEAD, sets) == expected


def enters(when: str) -> str:
    return f"Falcon enters Turkey {when}"


def leaves(when: str) -> str:
    return f"Falcon leaves Turkey {when}"


FORTY = "Falcon is inside Turkey for 40 minutes"
SHORT = "Falcon is inside Turkey for 5 minutes from 09:20 UTC"


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        # An exit that is not after an entry is of another visit.
        ([leaves("at 09:20 UTC"), enters("at 09:24 UTC")], "consistent"),
        ([leaves("at 09:20 UTC"), enters("at 09:20 UTC")], "consistent"),
        ([leaves("before 09:24 UTC"), enters("not before 09:30 UTC")], "consistent"),
        ([leaves("between 09:10 and 09:15 UTC"), enters("at 09:24 UTC")], "consistent"),
        ([leaves("at 09:20 UTC"), enters("between 09:24 and 09:30 UTC"), FORTY], "consistent"),
        ([leaves("after 09:10 UTC"), enters("before 09:05 UTC")], "consistent"),
        ([leaves("at 09:20 UTC"), enters("at 09:24 UTC"), ONE_STAY], "contradicted"),
        ([leaves("at 09:20 UTC"), enters("at 09:24 UTC"), ONCE], "consistent"),
        # So is one that does not end the stay that is told.
        ([SHORT, leaves("at 09:35 UTC")], "consistent"),
        ([SHORT, leaves("at 09:10 UTC")], "consistent"),
        ([SHORT, leaves("at 09:25 UTC")], "consistent"),
        ([SHORT, leaves("at 09:35 UTC"), ONCE], "contradicted"),
        # An exit after an entry, and what does not fit between.
        ([enters("at 09:00 UTC"), leaves("at 09:10 UTC"), FORTY], "contradicted"),
        ([enters("between 09:00 and 09:05 UTC"), leaves("at 09:10 UTC"), FORTY], "contradicted"),
        ([enters("before 09:05 UTC"), enters("at 09:00 UTC"), leaves("at 09:10 UTC"), FORTY],
         "contradicted"),
        # On clocks that may be an hour apart, or on two days, the exit may be before the entry.
        ([enters("at 09:00 UTC"), leaves("at 09:10 EET"), FORTY], "consistent"),
        ([enters("at 09:00 UTC on 24 November 2015"), leaves("at 08:10 UTC on 25 November 2015")],
         "consistent"),
    ],
)  # fmt: skip
def test_an_exit_before_an_entry_is_of_another_visit(says: list[str], expected: str) -> None:
    assert verdict(HEAD, *says) == expected


def test_on_several_days_an_exit_may_be_before_an_entry() -> None:
    says = [enters("at 09:00 UTC"), leaves("at 09:10 UTC"), FORTY]
    days = HEAD.replace("date = 2015-11-24", "date = [2015-11-24, 2015-11-25]")
    assert verdict(days, *says) == "consistent"


def test_exits_and_entries_are_verified(tmp_path: Path) -> None:
    for name, sets, expected in (
        ("two", [[leaves("at 09:20 UTC"), enters("at 09:24 UTC")]], ["consistent"]),
        ("one", [[enters("at 09:00 UTC"), leaves("at 09:10 UTC"), FORTY]], ["contradicted"]),
        ("once", [[SHORT, leaves("at 09:35 UTC"), ONCE]], ["contradicted"]),
    ):  # fmt: skip
        (tmp_path / name).mkdir()
        assert certified(tmp_path / name, HEAD, sets) == expected
