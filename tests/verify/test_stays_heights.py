"""An object without a course: its rise counts where heights are demanded, and must be stated."""

from __future__ import annotations

import pytest

from skywitness.aliases import Json
from skywitness.verify.motion.motion import Motion
from skywitness.verify.statements.failure import FailedError

#: 0.1° of a meridian, some 11.1 km, in 60 s.
PLACES = {"alpha": [10.0, 0.0], "bravo": [10.0, 0.1]}
MOVER: Json = {"kind": "mover", "who": "Falcon", "places": ["alpha", "bravo"], "speed": 250.0}


def _within(low: float, high: float, of: str = "altitude") -> Json:
    return {
        "kind": "height",
        "quantity": of,
        "allowed": {"lower": [low, 0.0, 0.0], "upper": [high, 0.0, 0.0]},
    }


def _motion(heights: Json, *also: tuple[str, Json]) -> Motion:
    stated = {
        "times": {"alpha": 0.0, "bravo": 60.0},
        "gaps": {},
        "places": PLACES,
        "heights": heights,
    }
    said = [("", MOVER), ("alpha", _within(0.0, 9e3)), ("bravo", _within(0.0, 2e4)), *also]
    return Motion(stated, 0.0, said)


def test_heights_within_reach_are_shown() -> None:
    found = _motion({"alpha": {"altitude": 0.0}, "bravo": {"altitude": 5_000.0}}).mover(MOVER)
    assert found.holds


def test_the_rise_counts_with_the_way() -> None:
    found = _motion({"alpha": {"altitude": 0.0}, "bravo": {"altitude": 12_000.0}}).mover(MOVER)
    assert not found.holds


@pytest.mark.parametrize(
    "heights",
    [{}, {"alpha": {"altitude": 0.0}}, {"alpha": {"altitude": 0.0}, "bravo": {"height": 0.0}}],
)
def test_heights_that_are_demanded_must_be_stated(heights: Json) -> None:
    with pytest.raises(FailedError, match="no course"):
        _motion(heights).mover(MOVER)


def test_heights_of_every_reference_must_be_stated() -> None:
    level = {"alpha": {"altitude": 0.0}, "bravo": {"altitude": 0.0}}
    with pytest.raises(FailedError, match="no course"):
        _motion(level, ("bravo", _within(-100.0, 100.0, "height"))).mover(MOVER)
