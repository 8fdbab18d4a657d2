"""A moment whose position lies inside a visited place is on a visit, or outside the place."""

from __future__ import annotations

from pathlib import Path

import pytest
from opposed import contradicted
from said import certified
from visit_case import HEAD

ENTERS, LEAVES = "Falcon enters Turkey at 09:10 UTC", "Falcon leaves Turkey at 09:20 UTC"
ONCE, ONE_STAY = "Falcon enters Turkey only once", "Falcon is inside Turkey only once"
INSIDE, OFF = "later is at 39.05 N, 35.15 E", "later is at 35.05 N, 33.15 E"
LATE = "later is at 09:30 UTC"


@pytest.mark.parametrize(
    "says",
    [
        [ENTERS, LEAVES, ONCE, INSIDE, LATE],
        [ENTERS, ONE_STAY, INSIDE, "later is at 09:00 UTC"],
        ["Falcon is inside Turkey for 10 minutes from 09:10 UTC", ONE_STAY, INSIDE, LATE],
        [ENTERS, LEAVES, ONCE, "Falcon is at 39 N, 35 E at later", LATE],
    ],
)
@pytest.mark.parametrize("speakers", [1, 2])
def test_a_position_inside_is_on_a_visit(tmp_path: Path, says: list[str], speakers: int) -> None:
    assert contradicted(tmp_path / "there", HEAD, says, speakers=speakers)
    assert contradicted(tmp_path / "back", HEAD, says[::-1], speakers=speakers)


@pytest.mark.parametrize(
    "says",
    [
        [ENTERS, LEAVES, ONCE, INSIDE, "later is at 09:15 UTC"],
        [ENTERS, LEAVES, ONCE, OFF, LATE],
        # On another visit, or there from the first.
        [ENTERS, LEAVES, INSIDE, LATE],
        [ENTERS, LEAVES, ONCE, INSIDE, "later is at 09:00 UTC"],
        # At two moments of one visit, one of them open.
        [ENTERS, LEAVES, ONE_STAY, INSIDE, "later is at 09:15 UTC",
         "Falcon is inside Turkey at later"],
        ["Falcon is inside Turkey for 30 minutes", ONE_STAY, INSIDE, LATE],
        # Of no visit is anything told, or of another place.
        [ONE_STAY, INSIDE, LATE],
        ["Falcon enters Syria at 09:10 UTC", "Falcon leaves Syria at 09:20 UTC",
         "Falcon is inside Syria only once", INSIDE, LATE],
        # Two objects are there: of which it is told is not said.
        ["Falcon enters Turkey at 09:10 UTC", LEAVES, ONE_STAY, "closest is at 39.05 N, 35.15 E",
         "closest is at 09:30 UTC"],
        # So coarse a position may lie outside.
        [ENTERS, LEAVES, ONE_STAY, "later is at 36.9 N, 36.6 E ± 60 km", LATE],
    ],
)  # fmt: skip
def test_what_may_be_is_not_excluded(tmp_path: Path, says: list[str]) -> None:
    assert certified(tmp_path, HEAD, [says]) == ["consistent"]
