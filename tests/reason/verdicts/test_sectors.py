"""Directions that give way: what a degree outside a sector makes of a verdict."""

from __future__ import annotations

from pathlib import Path

import pytest
from geographiclib.geodesic import Geodesic

import skywitness as sw
from skywitness.reason.results import Finding

CASE = """
id = "sectors"
title = "Directions"
{date}
[[moments]]
id = "encounter"
[[claims]]
id = "C1"
speaker = "one"
says = "encounter is {first}"
[[claims]]
id = "C2"
speaker = "other"
says = "encounter is {second}"
"""


def together(folder: Path, first: str, second: str, date: str = "") -> Finding:
    path = folder / "case.toml"
    line = f"date = {date}" if date else ""
    path.write_text(CASE.format(first=first, second=second, date=line), encoding="utf-8")
    (found,) = sw.together(sw.load_case(path), ["C1", "C2"])
    return found


def at(bearing: float, km: float = 120.0) -> str:
    """A position at a true bearing from 44° N, 33° E."""
    found = Geodesic.WGS84.Direct(44.0, 33.0, bearing, km * 1000)
    return f"at {found['lat2']:.5f} N, {found['lon2']:.5f} E"


def test_a_bearing_one_degree_outside_southwest_is_strained(tmp_path: Path) -> None:
    found = together(
        tmp_path, "about 75 miles southwest of 44.00 N, 33.00 E", "at 43.590 N, 31.600 E"
    )
    assert found.verdict.verdict == "strained"  # 248.3°, where the sector ends at 247.5°
    assert 1.0 < found.verdict.lo <= found.verdict.hi < 1.2  # type: ignore[operator]
    assert "“southwest” is taken as a sector 47° wide instead of 45°" in sw.because(found)


@pytest.mark.parametrize(
    ("word", "middle", "half"),
    [("south", 180, 45), ("NE", 45, 22.5), ("SSW", 202.5, 11.25), ("due west", 270, 11.25)],
)
@pytest.mark.parametrize("side", [-1, 1])
def test_the_stretch_of_a_direction_is_that_of_its_sector(
    word: str, middle: float, half: float, side: int, tmp_path: Path
) -> None:
    for share, verdict in ((0.97, "consistent"), (1.25, "strained"), (1.75, "contradicted")):
        bearing = middle + side * share * half
        found = together(tmp_path, f"{word} of 44.00 N, 33.00 E", at(bearing))
        assert found.verdict.verdict == verdict
        if share > 1:
            # Half the sector is half · (1 + (λ - 1) / 2), and coordinates are seen within a hair.
            assert found.verdict.lo == pytest.approx(1 + 2 * (share - 1), abs=0.1)
