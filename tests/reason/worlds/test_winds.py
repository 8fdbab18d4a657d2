"""The wind ties the speeds of one object over the ground and through the air."""

from __future__ import annotations

from pathlib import Path

import pytest
from forger import Forger
from small_case import claims, moments, together, written

import skywitness as sw

FALCON = '[[objects]]\nid = "Falcon"\nmover = "jet"\n' + moments("hit", "fall", objects=["Falcon"])
GROUND, AIR = "Falcon flies at {} over the ground {}", "Falcon flies at {} through the air {}"


@pytest.mark.parametrize("when", ["at hit", "from hit to fall"])
@pytest.mark.parametrize(
    ("ground", "air", "verdict"),
    [
        ("2000 km/h", "500 km/h", "contradicted"),
        ("900 km/h", "800 km/h", "consistent"),
        ("1500 km/h", "800 km/h", "consistent"),  # 195 m/s of wind
        ("1750 km/h", "800 km/h", "contradicted"),
        ("600 km/h", "900 km/h", "consistent"),
    ],
)
def test_the_wind_ties_two_speeds(
    tmp_path: Path, when: str, ground: str, air: str, verdict: str
) -> None:
    said = claims(GROUND.format(ground, when), AIR.format(air, when))
    assert together(tmp_path, FALCON + said)["verdict"] == verdict


def test_a_wind_beyond_its_bound_is_refused_by_the_verifier(tmp_path: Path) -> None:
    says = GROUND.format("1500 km/h", "at hit") + "; " + AIR.format("800-900 km/h", "at hit")
    folder = written(tmp_path / "made", FALCON + claims(says))
    sw.write_certificates(sw.check(folder), folder)
    assert sw.verify_certificates(folder).holds
    f = Forger(folder, tmp_path / "forged")
    c = f.certificate("verdict/C1.recognised.json")
    heights = c["proof"]["witness"]["heights"]
    (place,) = (p for p, values in heights.items() if "airspeed" in values)
    heights[place]["airspeed"] = 200.0
    f.put("verdict/C1.recognised.json", c)
    assert f.sealed()[1]
