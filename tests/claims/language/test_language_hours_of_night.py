"""Night and day as the hours of the clock, where the sun stays up or down."""

from __future__ import annotations

from pathlib import Path

import pytest

import skywitness as sw
from tests.helpers.small_case import together

OSLO = 'zone = "Europe/Oslo"\n'
FAR_NORTH = "hit is within 50 km of 70.0 N, 25 E"
FARTHER = "hit is within 50 km of 78.2 N, 15.6 E"
WARSAW = "hit is within 10 km of Warsaw"


def case(*says: str, head: str) -> str:
    """A case of one moment whose date and zone stand in ``head``."""
    rows = f'id = "n"\ntitle = "n"\n{head}[[moments]]\nid = "hit"\n'
    for k, each in enumerate(says):
        rows += f'[[claims]]\nid = "C{k}"\nspeaker = "s{k}"\nsays = "{each}"\n'
    return rows


def verdict(folder: Path, *says: str, head: str, more: str = "") -> str:
    """The verdict of all together, of which certificates hold."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.toml").write_text(case(*says, head=head) + more, "utf-8")
    read = sw.load_case(folder)
    result = sw.check(read, together=[[c.id for c in read.claims]], conflicts_s=0.001)
    report = sw.verify_certificates(sw.write_certificates(result, folder / "out"))
    assert report.failed is None
    assert not report.not_certified
    return result.together[0].verdict.verdict


@pytest.mark.parametrize("words", ["is at night", "is overnight", "is during the night"])
def test_at_night_may_tell_the_hours_where_the_sun_does_not_set(tmp_path: Path, words: str) -> None:
    june = f"date = 2023-06-21\n{OSLO}"
    says = (f"hit {words}", "hit is at 01:30 local time", FAR_NORTH)
    assert verdict(tmp_path, *says, head=june) == "consistent"


@pytest.mark.parametrize("words", ["is by day", "is during the daytime", "is not at night"])
def test_by_day_may_tell_the_hours_where_the_sun_does_not_rise(tmp_path: Path, words: str) -> None:
    december = f"date = 2023-12-21\n{OSLO}"
    says = (f"hit {words}", "hit is at 12:00 local time", FARTHER)
    assert verdict(tmp_path, *says, head=december) == "consistent"


@pytest.mark.parametrize(
    ("says", "head"),
    [
        (("hit is after dark", "hit is at 01:30 local time", FAR_NORTH), "date = 2023-06-21\n"),
        (("hit is in darkness", "hit is at 01:30 local time", FAR_NORTH), "date = 2023-06-21\n"),
        (("hit is in daylight", "hit is at 12:00 local time", FARTHER), "date = 2023-12-21\n"),
    ],
)
def test_light_and_dark_are_of_the_sun_alone(
    tmp_path: Path, says: tuple[str, ...], head: str
) -> None:
    assert verdict(tmp_path, *says, head=head + OSLO) == "contradicted"


@pytest.mark.parametrize(
    ("words", "time", "expected"),
    [
        ("at night", "12:00", "contradicted"),
        ("at night", "16:30", "strained"),  # an hour before the hour before 18:00
        ("at night", "17:30", "consistent"),
        ("at night", "15:30", "contradicted"),
        ("by day", "23:00", "contradicted"),
        ("by day", "12:00", "consistent"),
    ],
)
def test_the_hours_bind_where_the_sun_does_not_allow_the_words(
    tmp_path: Path, words: str, time: str, expected: str
) -> None:
    head = 'date = 2023-06-21\nzone = "Europe/Warsaw"\n'
    assert verdict(tmp_path, f"hit is {words}", f"hit is at {time}", WARSAW, head=head) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hit is in daylight", "hit is at night"),
        ("hit is by day", "hit is at night"),
        ("hit is by day", "hit is after dark"),
        ("hit is overnight", "the sun is up at hit"),
        ("hit is at night", "hit is not at night"),
    ],
)
def test_light_and_night_still_exclude_each_other_unless_the_case_parts_them(
    tmp_path: Path, one: str, other: str
) -> None:
    said = together(tmp_path, '[[moments]]\nid = "hit"\n' + _claims(one, other))
    assert said["verdict"] == "contradicted"


def _claims(*says: str) -> str:
    return "".join(
        f'[[claims]]\nid = "C{k}"\nspeaker = "s{k}"\nsays = "{each}"\n'
        for k, each in enumerate(says)
    )


def test_a_case_may_part_the_hours_of_night_from_the_light_of_the_sun(tmp_path: Path) -> None:
    says = ("hit is in daylight", "hit is at night", "hit is at 01:30 local time", FAR_NORTH)
    apart = '[[apart]]\nwords = "daylight"\nclaims = ["C0"]\n'
    head = f"date = 2023-06-21\n{OSLO}"
    assert verdict(tmp_path / "one", *says, head=head) == "contradicted"
    assert verdict(tmp_path / "two", *says, head=head, more=apart) == "consistent"


def test_the_night_is_one_of_days_that_are_written(tmp_path: Path) -> None:
    says = ("hit is at night", "hit is at 01:30 CEST on 24 June 2023", FAR_NORTH)
    assert verdict(tmp_path / "one", *says, head=OSLO) == "consistent"
    assert verdict(tmp_path / "two", *says, head=f"date = 2023-06-21\n{OSLO}") == "consistent"
    noon = ("hit is at night", "hit is at 12:30 CEST on 24 June 2023", FAR_NORTH)
    assert verdict(tmp_path / "three", *noon, head=OSLO) == "contradicted"


def test_a_clock_of_no_place_leaves_the_hours_to_those_that_times_are_written_in(
    tmp_path: Path,
) -> None:
    head = 'date = 2023-06-21\nzone = "UTC"\n'
    says = ("hit is at night", "hit is at 02:30 AKDT", "hit is within 50 km of 70 N, 150 W")
    assert verdict(tmp_path, *says, head=head) == "consistent"
