"""True stories of days, nights, twilight and lengths of time that once came out as contradicted."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import HEAD, claims, moments, together

import skywitness as sw

BARE = 'id = "c"\ntitle = "c"\n'
JET = '[[objects]]\nid = "Falcon"\nmover = "jet"\n'
TWO = JET + moments("alpha", "bravo", objects=["Falcon"])


def verdict(folder: Path, head: str, *says: str) -> str:
    """The verdict of claims together under a head of the case's own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.toml").write_text(head + claims(*says), "utf-8")
    case = sw.load_case(folder)
    return sw.together(case, [c.id for c in case.claims])[0].verdict.verdict


@pytest.mark.parametrize("dated", ["", "date = 2023-03-15\n"])
@pytest.mark.parametrize(
    ("day", "time"),
    [
        ("on 15 March 2023", "at 02:30 MSK on 15 March 2023"),
        ("on 20 June 2019", "at 04:05 Iran time on 20 June 2019"),
        ("on 1 September 1983", "at 06:24 Sakhalin time on 1 September 1983"),
        ("on 1 April 2001", "at 07:05 Beijing time on 1 April 2001"),
    ],
)
def test_a_bare_day_is_of_the_clock_that_is_spoken_of(
    tmp_path: Path, dated: str, day: str, time: str
) -> None:
    head = BARE + dated + moments("strike")
    assert verdict(tmp_path / "two", head, f"strike is {day}", f"strike is {time}") == "consistent"
    assert verdict(tmp_path / "one", head, f"strike is {day}; strike is {time}") == "consistent"


def test_a_day_is_of_any_clock_that_the_case_writes_and_of_no_other_day(tmp_path: Path) -> None:
    head = BARE + 'date = 2023-03-15\nzone = "Europe/London"\n' + moments("strike")
    day = "strike is on 15 March"
    moscow = "strike is at 01:30 Moscow time on {} March"
    assert verdict(tmp_path / "same", head, day, moscow.format(15)) == "consistent"
    assert verdict(tmp_path / "other", head, day, moscow.format(13)) == "contradicted"
    bare = BARE + moments("strike")
    late = "strike is at 09:00 UTC on 17 March 2023"
    assert verdict(tmp_path / "late", bare, "strike is on 15 March 2023", late) == "contradicted"


@pytest.mark.parametrize(
    "words",
    ["1h30 after", "1:30 hours after", "0:30 hours after", "2:15 minutes after", "2:15 mins after",
     "about 2:15 minutes after", "00:02:15 after", "1:30 after"],
)  # fmt: skip
def test_a_length_of_time_is_never_a_clock_time(tmp_path: Path, words: str) -> None:
    with pytest.raises(sw.SkywitnessError, match="length of time") as caught:
        verdict(tmp_path, HEAD + moments("alpha", "strike"), f"alpha is {words} strike")
    assert "write '" in str(caught.value.remedy)


@pytest.mark.parametrize(
    ("one", "other", "between"),
    [
        ("15:00", "01:00", "bravo is after alpha"),
        ("17:45", "00:10", "bravo is 6 h 25 min after alpha"),
        ("11 pm", "9 am", "bravo is after alpha"),
        ("22:00", "09:00", "bravo is 11 hours after alpha"),
    ],
)
def test_a_flight_may_pass_midnight(tmp_path: Path, one: str, other: str, between: str) -> None:
    head = BARE + 'date = 2020-03-01\nzone = "Europe/Istanbul"\n' + TWO
    says = (f"alpha is at {one}", f"bravo is at {other}", between)
    assert verdict(tmp_path, head, *says) == "consistent"


def test_a_day_is_no_night(tmp_path: Path) -> None:
    head = BARE + 'date = 2020-03-01\nzone = "Europe/Istanbul"\n' + TWO
    says = ("alpha is at 14:00", "bravo is at 10:00", "bravo is after alpha")
    assert verdict(tmp_path, head, *says) == "contradicted"


def test_pst_is_of_pakistan_too(tmp_path: Path) -> None:
    head = BARE + 'date = 2023-07-15\nzone = "Asia/Karachi"\n' + moments("impact")
    says = ("impact is at 10:00 PST", "impact is at 05:00 UTC")
    assert verdict(tmp_path, head, *says) == "consistent"


def test_a_nose_is_no_way_made_good(tmp_path: Path) -> None:
    way, nose = "Falcon flies from east to west at alpha", "Falcon {} west at alpha"
    found = together(tmp_path / "way", TWO + claims(way, nose.format("does not head")))
    assert found["verdict"] == "consistent"
    both = claims(nose.format("heads"), nose.format("does not head"))
    assert together(tmp_path / "nose", TWO + both)["verdict"] == "contradicted"


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("fall is 5 km from hit", "contradicted"),
        ("fall is more than 3 km from hit", "contradicted"),
        ("fall is within 3 km of hit", "consistent"),
    ],
)
def test_moments_that_are_one_are_no_distance_apart(
    tmp_path: Path, says: str, expected: str
) -> None:
    frame = '[[frames]]\nid = "one"\nlabel = "one"\nsame = [["hit", "fall"]]\n'
    assert together(tmp_path, frame + moments("hit", "fall") + claims(says))["verdict"] == expected


@pytest.mark.parametrize("much", ["at most 1,000 ft", "up to 1,000 ft"])
@pytest.mark.parametrize("climb", ["climbs", "climbs 100 ft", "climbs 10,000 ft"])
def test_a_descent_of_at_most_so_much_is_no_climb(tmp_path: Path, much: str, climb: str) -> None:
    leg = "from alpha to bravo"
    says = claims(f"Falcon descends {much} {leg}", f"Falcon {climb} {leg}")
    assert together(tmp_path, TWO + says)["verdict"] == "contradicted"


def test_another_visit_is_no_proof_that_a_stay_does_not_follow(tmp_path: Path) -> None:
    text = HEAD + TWO + claims("Falcon is inside Turkey for 17 seconds")
    text += (
        '[[claims]]\nid = "C2"\nspeaker = "t"\nfollows_from = ["C1"]\n'
        'says = "Falcon is inside Turkey for more than 10 seconds"\n'
    )
    (tmp_path / "case.toml").write_text(text, "utf-8")
    result = sw.check(sw.load_case(tmp_path), conflicts_s=0)
    assert {i.result for _, i in result.claims[1].inference} <= {"follows", "open"}
