"""Times of a case of one day with a told time between them that is longer than the day leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.small_case import claims, moments, together

FLIGHT = moments("start", "finish")


@pytest.mark.parametrize(
    ("one", "other", "lapse"),
    [
        ("22:00", "15:00", "17 hours"),
        ("10:00", "06:00", "20 hours"),
        ("10:00", "12:00", "26 hours"),
        ("10:00", "12:00", "more than 20 hours"),
        ("10:00", "10:00", "72 hours"),
        ("12:00", "23:00", "11 hours"),
    ],
)
def test_a_long_time_told_opens_the_days_before_and_after(
    tmp_path: Path, one: str, other: str, lapse: str
) -> None:
    says = (f"start is at {one}", f"finish is at {other}", f"finish is {lapse} after start")
    assert together(tmp_path, FLIGHT + claims(*says))["verdict"] == "consistent"


@pytest.mark.parametrize(
    ("one", "other", "lapse"),
    [
        ("10:00", "06:00", "12 hours"),  # on whatever days, it is 20 hours
        ("10:00", "12:00", "9 hours"),
        ("10:00", "09:00", "at most 14 hours"),
        ("10:00 on 1 March", "12:00 on 1 March", "26 hours"),
    ],
)
def test_a_long_time_does_not_move_the_hours_nor_dates_that_are_written(
    tmp_path: Path, one: str, other: str, lapse: str
) -> None:
    says = (f"start is at {one}", f"finish is at {other}", f"finish is {lapse} after start")
    assert together(tmp_path, FLIGHT + claims(*says))["verdict"] == "contradicted"
