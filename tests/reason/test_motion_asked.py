"""What claims about motion leave of speeds, paths and separations, and what is said beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import skywitness as sw

SU24, F4, MQ9 = "su24-turkey-2015", "f4-syria-2012", "mq9-black-sea-2023"


def possible(case: str, question: str, given: list[str], reading: str = "") -> tuple[float, float]:
    """The only interval of the first ordinary reading whose name holds ``reading``."""
    answer: dict[str, Any] = sw.as_json(sw.ask(case, question, given))
    for each in answer["readings"]:
        if each["kind"] == "ordinary" and reading in each["name"]:
            ((low, high),) = each["possible"]
            return low, high
    raise AssertionError(f"no reading {reading}")


def test_the_speed_of_a_crossing_is_its_length_over_its_time() -> None:
    question = "speed of Su-24 from entry to exit in km/h"
    low, high = possible(SU24, question, ["T1", "T2-length"], "statute")
    # 1.15 ± 0.025 miles in 17 ± 0.5 s; 391.9 km/h as printed.
    assert low == pytest.approx(1.125 * 1.609344 / 17.5 * 3600, rel=2e-4)
    assert high == pytest.approx(1.175 * 1.609344 / 16.5 * 3600, rel=2e-4)
    low, high = possible(SU24, question, ["T1", "T2-length"], "nautical")
    assert low < 451.0 < high


def test_a_depth_in_and_out_gives_a_least_speed() -> None:
    low, _ = possible(
        SU24, "speed of Su-24 from entry to exit in km/h", ["T1", "T2-depth-in-and-out"],
        "statute miles; depth from the nearest edge",
    )  # fmt: skip
    # 2 x (1.36 - 0.005) miles in at most 17.5 s; 927 km/h as printed.
    assert low == pytest.approx(2 * 1.355 * 1.609344 / 17.5 * 3600, rel=2e-4)


def test_the_time_and_the_path_that_a_speed_leaves() -> None:
    low, high = possible(SU24, "path of Su-24 from entry to exit in km", ["T1", "K1"])
    # 980 ± 5 km/h for 17 ± 0.5 s.
    assert low == pytest.approx(975 * 16.5 / 3600, abs=2e-3)
    assert high == pytest.approx(985 * 17.5 / 3600, abs=2e-3)


def test_the_separation_of_a_gun_and_what_it_reaches() -> None:
    low, high = possible(F4, "separation of gun and hit in km", ["S0", "S2"])
    assert low == 0
    assert high == pytest.approx(2.75, abs=0.01)


def test_a_way_is_no_shorter_than_what_is_said_of_its_ends(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(
        """
id = "t"
title = "t"
[[objects]]
id = "Falcon"
[[moments]]
id = "launch"
objects = ["Falcon"]
[[moments]]
id = "hit"
objects = ["Falcon"]
[[claims]]
id = "A"
speaker = "a"
says = "launch is 50 km from hit"
[[claims]]
id = "B"
speaker = "b"
says = "hit is 5 minutes after launch"
""",
        encoding="utf-8",
    )
    for question, unit, least in (("path", "km", 45), ("speed", "km/h", 45 / 5.5 * 60)):
        answer = sw.ask(tmp_path, f"{question} of Falcon from launch to hit in {unit}", ["A", "B"])
        (found,) = sw.as_json(answer)["readings"]
        assert found["possible"][0][0] == pytest.approx(least, rel=1e-3)


def test_a_note_stands_beside_a_verdict_and_names_its_source() -> None:
    (found,) = sw.together(SU24, ["T1", "T2-length"])
    assert found.verdict.verdict == "consistent"
    told = sw.as_json(found)["notes"]
    assert told
    assert all(note["kind"] in ("implausible", "near the limit", "compare") for note in told)
    assert all(note["source"] for note in told)


def test_a_conflict_of_time_path_and_speed_names_all_three() -> None:
    (found,) = sw.together(SU24, ["T1", "T2-length", "K1"])
    assert found.verdict.verdict == "contradicted"
    assert {part.claim for part in found.verdict.best.clash} == {"T1", "T2-length", "K1"}
    # 980 - 5 λ km/h for 17 - 0.5 λ s are 1.15 + 0.025 λ nautical miles.
    lo, hi = found.verdict.lo, found.verdict.hi

    def over(stretch: float) -> float:
        way = (980 - 5 * stretch) / 3.6 * (17 - 0.5 * stretch)
        return way - (1.15 + 0.025 * stretch) * 1852

    assert over(lo - 0.01) > 0
    assert over(hi + 0.01) < 0


def test_the_witness_of_a_flight_is_a_course() -> None:
    (found, *_) = sw.together(MQ9, ["C1", "C5-time", "C6-time"], frame="recognised")
    courses = sw.as_json(found)["witness"]["courses"]
    (course,) = [c for c in courses if c["object"] == "MQ-9"]
    times = [stop["time"] for stop in course["stops"] if stop["time"]]
    assert times == sorted(times)
    paths = [stop["path_m"] for stop in course["stops"]]
    assert paths == sorted(paths)


@pytest.mark.parametrize(
    "said", ["Su-24 flies at 1,000 km/h at hit", "Su-24 flies at 500 KIAS at hit"]
)
def test_a_length_is_told_in_a_unit_of_length_beside_a_speed(said: str) -> None:
    question = "path of Su-24 from entry to exit"
    answer: dict[str, Any] = sw.as_json(sw.ask(SU24, question, [said, "T1"]))
    assert {each["unit"] for each in answer["readings"]} == {"km"}
