"""Margins have two ends: far beyond the tolerances, and of places without a stated error."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import Json, claims, moments, together

AIRWAY = """
[[places]]
name = "L980"
wkt = "LINESTRING(34.0 50.0, 36.5 48.9, 39.2 47.86)"
source = "rough line"
[[places]]
name = "corridor"
around = "L980"
width = "5 nm"
source = "5 nm half-width"
"""


def margin(folder: Path, *says: str, head: str = "") -> tuple[str, float, float | None]:
    found: Json = together(folder, moments("hit", "strike") + head + claims(*says))
    return found["verdict"], found["margin"]["lo"], found["margin"]["hi"]


@pytest.mark.parametrize(
    ("says", "least"),
    [
        # 14 km + 5 nm - 3.6 nm apart; half a kilometre and a twentieth of a nautical mile give way.
        (["hit is 14 km from corridor", "hit is 3.6 nm from L980"],
         (14_000 + 5 * 1852 - 3.6 * 1852) / (500 + 0.05 * 1852)),
        # A border does not stretch.
        (["hit is inside corridor", "hit is 30 nm from L980"], (30 - 5) * 1852 / (3 * 1852)),
        (["hit is 14 km from L980", "hit is 40 km from L980"], 26_000 / (500 + 4_000)),
    ],
)  # fmt: skip
def test_of_a_place_without_an_error_what_is_drawn_sets_the_upper_end(
    tmp_path: Path, says: list[str], least: float
) -> None:
    verdict, lo, hi = margin(tmp_path, *says, head=AIRWAY)
    assert verdict == "contradicted"
    assert hi is not None
    assert lo <= least <= hi  # told in tenths, rounded outward
    assert hi - lo < 0.05 * least + 0.2


def test_beside_another_place_it_is_searched_as_drawn(tmp_path: Path) -> None:
    verdict, lo, hi = margin(
        tmp_path, "hit is 14 km from L980", "hit is 40 km from L980", "hit is 100 km from Kharkiv",
        head=AIRWAY,
    )  # fmt: skip
    assert verdict == "contradicted"
    assert hi is not None
    assert lo <= hi < 2 * lo


def test_no_verdict_rests_on_what_is_drawn(tmp_path: Path) -> None:
    """Without an error no position can be shown, so nothing becomes possible by it."""
    verdict, _, hi = margin(tmp_path, "hit is 14 km from L980", "hit is 30 km from Kharkiv",
                            head=AIRWAY)  # fmt: skip
    assert verdict == "undecided"
    assert hi is None


def test_two_moments_are_looked_at_far_out(tmp_path: Path) -> None:
    """Some 620 km between Odesa and Istanbul, at 10 km and more a stretch."""
    verdict, lo, hi = margin(
        tmp_path, "hit is 20 km from Odesa", "strike is 20 km from Istanbul",
        "hit is 20 km from strike",
    )  # fmt: skip
    assert verdict == "contradicted"
    assert lo > 20
    assert hi is not None
    assert lo <= hi <= 128
