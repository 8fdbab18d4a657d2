"""Worlds under the sun that hold heights and ways as well, on the case's day."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import claims, moments, together

FALCON = '[[objects]]\nid = "Falcon"\nmover = "helicopter"\n'
HEAD = FALCON + moments("encounter", "end", objects=["Falcon"])
DAY = "encounter is in daylight"
LEG = "from encounter to end"


@pytest.mark.parametrize(
    "says",
    [
        (DAY, "encounter is at FL190"),
        (DAY, "encounter is 300 m above the ground"),
        (DAY, "encounter is 300 m above the ground", "encounter is at 5000 m AMSL"),
        (DAY, "encounter is at 3000 m", "encounter is 10 km from Kyiv"),
        (DAY, "encounter is at FL190; encounter is at 09:00Z", "encounter is 10 km from Kyiv"),
        ("encounter is at night", "encounter is 300 m above the ground",
         "encounter is 10 km from Kyiv"),
        ("encounter is at night", f"Falcon climbs 300 m {LEG}", "encounter is 10 km from Kyiv"),
        (DAY, f"Falcon descends 300 m {LEG}", "end is 10 minutes after encounter"),
        (DAY + "; encounter is at 15:00Z", "end is at night; end is 3 hours after encounter",
         f"Falcon flies at 100 km/h over the ground {LEG}", "encounter is at 5000 ft",
         "encounter is 10 km from Kyiv"),
        ("the sun is low in the west at encounter", f"Falcon climbs at 500 ft/min {LEG}",
         "encounter is 10 km from Kyiv", "end is 30 km from Kyiv"),
    ],
)  # fmt: skip
def test_the_sun_goes_with_heights_and_ways(tmp_path: Path, says: tuple[str, ...]) -> None:
    found = together(tmp_path, HEAD + claims(*says))
    assert found["verdict"] == "consistent", found["because"]


def test_what_the_sun_excludes_stays_excluded_with_a_height(tmp_path: Path) -> None:
    says = ("encounter is at night; encounter is at 09:00Z", "encounter is 10 km from Kyiv",
            "encounter is at FL190", f"Falcon climbs 300 m {LEG}")  # fmt: skip
    assert together(tmp_path, HEAD + claims(*says))["verdict"] == "contradicted"


@pytest.mark.parametrize("says", [(DAY,), (DAY, "encounter is at FL190")])
def test_what_nothing_dates_is_shown_on_the_day_of_the_case(
    tmp_path: Path, says: tuple[str, ...]
) -> None:
    found = together(tmp_path, HEAD + claims(*says))
    assert "on 1 March 2020" in found["because"]
