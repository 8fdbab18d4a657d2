"""Changes of height: opposite ones exclude each other, whatever they are counted from."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import claims, moments, together, written

import skywitness as sw

HEAD = "".join(
    f'[[objects]]\nid = "{who}"\nmover = "jet"\n' for who in ("Falcon", "Eagle")
) + moments("hit", "end", objects=["Falcon", "Eagle"])
LEG = "from hit to end"
HEIGHT = '[[{}]]\nwords = "height"\nclaims = [{}]\n'


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("climbs 3000 m", "descends 3000 m"),
        ("falls 3 km", "rises 3 km"),
        ("descends", "climbs"),
        ("descends", "climbs 3000 m"),
        ("does not climb", "climbs 10000 ft"),
        ("does not descend", "drops 10000 ft"),
        ("descends at 900 ft/min", "climbs at 900 ft/min"),
        ("descends at 900 ft/min", "climbs about 200 m"),
    ],
)
def test_opposite_changes_exclude_each_other(tmp_path: Path, one: str, other: str) -> None:
    says = [f"Falcon {each} {LEG}" for each in (one, other)]
    there = together(tmp_path / "there", HEAD + claims(*says))
    back = together(tmp_path / "back", HEAD + claims(*reversed(says)))
    assert there["verdict"] == back["verdict"] == "contradicted"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # One may be counted from the sea, the other on an altimeter.
        (f"Falcon climbs 3050 m {LEG}", f"Falcon climbs 3290 m {LEG}"),
        # "Up to" may be nothing.
        (f"Falcon rises at most 300 m {LEG}", f"Falcon drops up to 300 m {LEG}"),
        (f"Falcon does not climb {LEG}", f"Falcon does not descend {LEG}"),
        (f"Falcon climbs 3000 m {LEG}", f"Eagle descends 3000 m {LEG}"),
    ],
)
def test_what_is_not_opposite_does_not(tmp_path: Path, one: str, other: str) -> None:
    assert together(tmp_path, HEAD + claims(one, other))["verdict"] == "consistent"


def test_the_case_may_part_them(tmp_path: Path) -> None:
    says = claims(f"Falcon climbs 20 m {LEG}", f"Falcon descends 20 m {LEG}")
    assert together(tmp_path / "one", HEAD + says)["verdict"] == "contradicted"
    parted = HEAD + says + HEIGHT.format("apart", '"C2"')
    assert together(tmp_path / "two", parted)["verdict"] == "consistent"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"Falcon climbs {LEG}", f"Falcon descends {LEG}"),
        (f"Falcon climbs {LEG}", "Falcon does not climb"),
        (f"Falcon descends {LEG}", f"Falcon climbs 3000 ft {LEG}"),
        (f"Falcon does not climb {LEG}", f"Falcon climbs 3000 ft {LEG}"),
    ],
)
def test_up_and_down_without_a_number_count_from_nothing_that_a_case_could_part(
    tmp_path: Path, one: str, other: str
) -> None:
    parted = HEAD + claims(one, other) + HEIGHT.format("apart", '"C1"')
    assert together(tmp_path, parted)["verdict"] == "contradicted"


def test_the_case_may_couple_what_heights_count_from(tmp_path: Path) -> None:
    for n, says in enumerate((
        (f"Falcon climbs 3000 m {LEG}", f"Falcon climbs 9000 m {LEG}"),
        ("Falcon is at 3000 m at hit", "Falcon is at 5500 m at hit"),
    )):  # fmt: skip
        free = together(tmp_path / f"{n}free", HEAD + claims(*says))["verdict"]
        same = HEAD + claims(*says) + HEIGHT.format("same", '"C1", "C2"')
        assert free != "contradicted"
        assert together(tmp_path / f"{n}same", same)["verdict"] == "contradicted"


@pytest.mark.parametrize("key", ["denies", "restates"])
def test_an_answer_counts_from_what_it_answers(tmp_path: Path, key: str) -> None:
    says = claims(f"Falcon climbs 3000 m {LEG}", f"Falcon climbs 9000 m {LEG}")
    found = together(tmp_path, HEAD + says + f'{key} = ["C1"]\n')
    assert found["verdict"] == "contradicted"


def test_what_a_third_says_does_not_couple_two(tmp_path: Path) -> None:
    says = claims(
        f"Falcon climbs 3050 m {LEG}", f"Falcon climbs 3290 m {LEG}", f"Falcon descends {LEG}"
    )
    found = together(tmp_path / "two", HEAD + says, "C1", "C2")
    assert found["verdict"] == "consistent"
    assert together(tmp_path / "all", HEAD + says)["verdict"] == "contradicted"


@pytest.mark.parametrize("change", [f"climbs {LEG}", f"climbs 3000 m {LEG}"])
def test_what_climbs_at_no_time_climbs_on_no_leg(tmp_path: Path, change: str) -> None:
    says = claims("Falcon does not climb", f"Falcon {change}")
    assert together(tmp_path / "never", HEAD + says)["verdict"] == "contradicted"
    other = claims("Falcon does not descend", f"Falcon {change}")
    assert together(tmp_path / "other", HEAD + other)["verdict"] == "consistent"


def test_a_change_of_an_object_elsewhere_keeps_its_air(tmp_path: Path) -> None:
    # Pressure heights go with heights above the sea at both ends of the climb, in every reading.
    text = '[[objects]]\nid = "Falcon"\n[[objects]]\nid = "Shadow"\napart = true\n'
    text += moments("hit", "end", objects=["Falcon", "Shadow"])
    text += claims("Falcon and Shadow are 34 km apart at end", f"Shadow climbs 1.3 km {LEG}")
    case = sw.load_case(written(tmp_path, text))
    joints = sw.together(case, ["C1", "C2"])[0].verdict.joints
    assert len(joints) == 3
    for each in joints:
        (course,) = (c for c in each.courses if c.who == "Shadow")
        begin, end = (stop.height for stop in course.stops)
        assert begin is not None
        assert end is not None
        assert 0 < end - begin < 3000, each.reading.name
