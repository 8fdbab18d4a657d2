"""Directions that give way: what a degree outside a sector makes of a verdict."""

from __future__ import annotations

from pathlib import Path

import pytest
from geographiclib.geodesic import Geodesic

import skywitness as sw
from skywitness.reason.results import Finding
from skywitness.verify.run import verify

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


DAY = "2023-03-14"
HERE = "44.00 N, 33.00 E"  # the needle pointed 6.9° east of north there on that day


@pytest.mark.parametrize(
    ("said", "true", "date", "verdict"),
    [
        ("bearing 213°", 213.0, DAY, "consistent"),
        ("bearing 213°", 219.9, DAY, "consistent"),  # magnetic
        ("bearing 213°", 216.5, DAY, "strained"),  # 3.5° beside the one, 3.4° beside the other
        ("bearing 213°", 206.1, DAY, "contradicted"),  # the wrong way round
        ("bearing 213° magnetic", 219.9, DAY, "consistent"),
        ("bearing 213°M", 213.0, DAY, "contradicted"),
        ("bearing 213°T", 219.9, DAY, "contradicted"),
        ("bearing 213° (true)", 216.0, DAY, "strained"),
        ("bearing 213° true", 214.9, DAY, "consistent"),
        # Without a day the declination is anything that it was since 1900: 1.5° W to 7.2° E.
        ("bearing 213°", 219.9, "", "consistent"),
        ("bearing 213°", 204.0, "", "contradicted"),
        # No model knows the year: a magnetic bearing excludes nothing.
        ("bearing 213°", 33.0, "2031-01-01", "consistent"),
        ("bearing 213° true", 33.0, "2031-01-01", "contradicted"),
        ("radial 213", 219.9, DAY, "consistent"),
        ("on the 213 radial", 222.9, DAY, "consistent"),  # 3° off
        ("on the 213 radial", 228.9, DAY, "consistent"),  # 9° off: the beacon may be set 5° wrong
        ("on the 213 radial", 232.0, DAY, "strained"),
        ("on the 213 radial", 240.0, DAY, "contradicted"),
    ],
)
def test_degrees_are_true_or_magnetic_until_the_words_say(
    said: str, true: float, date: str, verdict: str, tmp_path: Path
) -> None:
    assert together(tmp_path, f"{said} from {HERE}", at(true), date).verdict.verdict == verdict


def test_a_beacon_is_set_alike_for_all_its_radials(tmp_path: Path) -> None:
    """10° between two radials is what instruments err; that the beacon is off does not help."""
    first = f"20 nm on the 213 radial of {HERE}"
    near = together(tmp_path, first, f"on the 222 radial of {HERE}", DAY)
    assert near.verdict.verdict == "consistent"
    far = together(tmp_path, first, f"on the 231 radial of {HERE}", DAY)
    assert far.verdict.verdict == "strained"


def test_a_magnetic_bearing_is_not_supported_for_what_is_not_known_of_north(tmp_path: Path) -> None:
    """An undated case: one declination lets it be so, another would not."""
    text = CASE.format(first=at(219.0), second=f"bearing 216° magnetic from {HERE}", date="")
    path = tmp_path / "case.toml"
    path.write_text(text + 'follows_from = ["C1"]\n', encoding="utf-8")
    (claim,) = [c for c in sw.as_json(sw.check(path, conflicts_s=0))["claims"] if c["id"] == "C2"]
    (inference,) = claim["inference"]
    assert inference["result"] in ("open", "does not follow")


def test_certificates_of_directions_hold(tmp_path: Path) -> None:
    for k, (said, true) in enumerate(
        (("bearing 213°", 219.9), ("bearing 213°", 206.1), ("radial 213", 232.0), ("SW", 248.3))
    ):
        folder = tmp_path / str(k)
        folder.mkdir()
        link = "of" if said == "SW" else "from"
        text = CASE.format(first=f"{said} {link} {HERE}", second=at(true), date=f"date = {DAY}")
        text += 'follows_from = ["C1"]\n'
        (folder / "case.toml").write_text(text, encoding="utf-8")
        sw.write_certificates(sw.check(folder / "case.toml"), folder / "out")
        assert verify(folder / "out").failed is None
