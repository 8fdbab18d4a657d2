"""What stays in a place is inside it from the first of its moments to the last, no shorter."""

from __future__ import annotations

from pathlib import Path

import pytest
from opposed import contradicted
from said import verdict
from visit_case import HEAD

TOTAL = "Falcon is inside Turkey for a total of 3 minutes"
FIRST, LAST = "closest is at 09:00 UTC", "later is at 09:30 UTC"


@pytest.mark.parametrize(
    "says",
    [
        ["Falcon stays in Turkey", TOTAL, FIRST, LAST],
        ["Falcon never leaves Turkey", TOTAL, "later is at 08:30 UTC", FIRST],
        ["Falcon stays in Turkey", TOTAL, "later is 30 minutes after closest"],
    ],
)
@pytest.mark.parametrize("speakers", [1, 2])
def test_a_total_is_no_shorter_than_a_stay(tmp_path: Path, says: list[str], speakers: int) -> None:
    assert contradicted(tmp_path / "there", HEAD, says, speakers=speakers)
    assert contradicted(tmp_path / "back", HEAD, says[::-1], speakers=speakers)


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        (["Falcon is inside Turkey for 3 minutes", FIRST, LAST], "contradicted"),
        (["Falcon spends 3 minutes inside Turkey", FIRST, LAST], "contradicted"),
        ([TOTAL, FIRST, "Falcon lands at Ankara at 09:30 UTC"], "contradicted"),
        (["Falcon is inside Turkey for a total of 30 minutes", FIRST, LAST], "consistent"),
        (["Falcon is inside Turkey for a total of 2 hours", FIRST, LAST], "consistent"),
        (["Falcon is inside Turkey for a total of at least 3 minutes", FIRST, LAST], "consistent"),
        ([TOTAL, FIRST], "consistent"),
        # It may have come from elsewhere.
        ([TOTAL, LAST, "Falcon takes off from Ankara at 09:00 UTC"], "consistent"),
        ([TOTAL, FIRST, LAST, "Falcon enters Turkey at 09:27 UTC"], "consistent"),
        ([TOTAL, FIRST, LAST, "Falcon leaves Ukraine"], "consistent"),
    ],
)
def test_what_stays_is_inside_at_its_moments(says: list[str], expected: str) -> None:
    assert verdict(HEAD, "Falcon stays in Turkey", *says) == expected


def test_a_stay_at_a_moment_and_that_of_another_are_of_no_length() -> None:
    assert verdict(HEAD, "Falcon stays in Turkey at closest", TOTAL, FIRST, LAST) == "consistent"
    assert verdict(HEAD, "MiG-31 stays in Turkey", TOTAL, FIRST, LAST) == "consistent"
    leg = "Falcon stays in Turkey from later to closest"
    says = ["Falcon stays in Turkey", leg, TOTAL]
    assert verdict(HEAD, *says, "closest is 2 minutes after later") == "consistent"
