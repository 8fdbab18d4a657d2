"""Which instants a clock time can mean: day, clock, span, clocks put back and forward."""

from __future__ import annotations

import datetime as dt

import pytest

import skywitness as sw
from skywitness.claims.casefile.binder import Binder
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.parts import Difference
from skywitness.claims.readings import Reader
from skywitness.claims.telling.explanation import explain_sentence
from skywitness.errors import CaseError, SkywitnessError

HEAD = 'id = "t"\ntitle = "t"\n'
IMPACT = '\n[[moments]]\nid = "impact"\n'


def top(date: str, *zones: str) -> str:
    names = ", ".join(f'"{zone}"' for zone in zones)
    return f"date = {date}\n" + (f"zone = [{names}]\n" if zones else "")


def ranges(words: str, head: str) -> list[Range]:
    """What every reading of "impact is WORDS" allows."""
    made = case_from_text(HEAD + head + IMPACT)
    saying = Binder(made).saying_of(f"impact is {words}", "C")
    return [
        p.constraint.allowed
        for r in Reader(made, made.frames[0]).readings([saying])
        for p in r.parts
        if isinstance(p.constraint, Difference)
    ]


def said(words: str, head: str) -> list[str]:
    """The printed ends in UTC of every reading of "impact is WORDS"."""
    return [shown(allowed.at(0.0)) for allowed in ranges(words, head)]


def shown(ends: tuple[float, float]) -> str:
    epoch = dt.datetime(1970, 1, 1)
    low, high = ((epoch + dt.timedelta(seconds=end)).strftime("%d %H:%M") for end in ends)
    return low if low == high else f"{low} - {high}"


MOSCOW = top("2023-03-15", "Europe/Moscow")
BERLIN_BACK = top("2023-10-29", "Europe/Berlin")
BERLIN_FORTH = top("2023-03-26", "Europe/Berlin")


@pytest.mark.parametrize(
    ("words", "head", "instants"),
    [
        # A time without a day, on the clock written and on the clock there.
        ("at 02:30 MSK", MOSCOW, ["14 23:30"]),
        ("at 23:30 UTC", MOSCOW, ["15 23:30", "14 23:30"]),
        ("at 12:00 UTC", MOSCOW, ["15 12:00"]),
        ("at 23:30 UTC on 15 March", MOSCOW, ["15 23:30"]),
        ("at 23:30 UTC on 14 March", MOSCOW, ["14 23:30"]),
        ("at 01:00 UTC", top("2023-03-15", "America/New_York"), ["15 01:00", "16 01:00"]),
        ("at 23:30 UTC", top("2023-03-15"), ["15 23:30"]),
        ("at 22:00 Honolulu time", top("2023-03-15", "Pacific/Kiritimati"),
         ["16 08:00", "15 08:00"]),
        # Zones that stand half hours and quarters of an hour off.
        ("at 18:20 UTC", top("2023-03-15", "Asia/Kathmandu"), ["15 18:20", "14 18:20"]),
        ("at 18:10 UTC", top("2023-03-15", "Asia/Kathmandu"), ["15 18:10"]),
        ("at 10:20 UTC", top("2023-07-15", "Pacific/Chatham"), ["15 10:20"]),
        ("at 11:20 UTC", top("2023-07-15", "Pacific/Chatham"), ["15 11:20", "14 11:20"]),
        ("at 19:35 UTC", top("2023-03-15", "Asia/Kabul"), ["15 19:35", "14 19:35"]),
        ("at 17:40 UTC", top("1980-03-15", "Asia/Kathmandu"), ["15 17:40"]),  # UTC+5:30 until 1986
        # Two clocks there.
        ("at 19:45 UTC", top("2019-06-19", "Asia/Dubai", "Asia/Tehran"), ["19 19:45", "18 19:45"]),
        ("at 20:15 UTC", top("2019-06-19", "Asia/Dubai", "Asia/Tehran"), ["19 20:15", "18 20:15"]),
        # A range of days, with a year's end in it, a leap day.
        ("at 23:30 UTC", top("[2023-03-15, 2023-03-16]", "Europe/Moscow"),
         ["15 23:30", "16 23:30", "14 23:30"]),
        ("at 00:10 UTC on 1 January", top("[2022-12-31, 2023-01-01]"), ["01 00:10"]),
        ("at 23:30 UTC", top("2024-03-01", "Europe/Moscow"), ["01 23:30", "29 23:30"]),
        ("at 23:30 UTC", top("2023-03-01", "Europe/Moscow"), ["01 23:30", "28 23:30"]),
        ("at 23:30 UTC on 29 February", top("2024-03-01"), ["29 23:30"]),
        # Before 1970.
        ("at 23:30 UTC", top("1960-05-01", "Asia/Yekaterinburg"), ["01 23:30", "30 23:30"]),
        ("at 06:56 Moscow time", top("1960-05-01", "Asia/Yekaterinburg"), ["01 03:56"]),
        # A span may begin or end on the day, on either clock.
        ("between 23:50 and 00:10 UTC", top("2023-03-15", "UTC"),
         ["15 23:50 - 16 00:10", "14 23:50 - 15 00:10"]),
        ("between 23:50 and 00:10", top("2024-03-01", "Asia/Kolkata"),
         ["01 18:20 - 01 18:40", "29 18:20 - 29 18:40"]),
        ("from 23:50 to 00:10 UTC", MOSCOW, ["15 23:50 - 16 00:10", "14 23:50 - 15 00:10"]),
        ("20:50-21:10 UTC", MOSCOW, ["15 20:50 - 15 21:10", "14 20:50 - 14 21:10"]),
        ("between 10:00 and 10:10 UTC", MOSCOW, ["15 10:00 - 15 10:10"]),
        ("between 23:50 and 00:10 UTC on 15 March", MOSCOW, ["15 23:50 - 16 00:10"]),
        ("from 23:50 on 14 March to 00:10 on 15 March UTC", MOSCOW, ["14 23:50 - 15 00:10"]),
        ("between 23:50 on 14 March and 00:10 UTC", MOSCOW, ["14 23:50 - 15 00:10"]),
        ("from 23:50 UTC to 00:10 UTC on 15 March", MOSCOW, ["15 23:50 - 16 00:10"]),
        # "am" and "pm" of the end count for the beginning too.
        ("between 7:00 and 7:30 pm UTC", top("2023-03-15"), ["15 19:00 - 15 19:30"]),
        ("between 11:00 and 1:00 pm UTC", top("2023-03-15"), ["15 11:00 - 15 13:00"]),
        ("from 11:50 to 12:10 a.m. UTC on 15 March", top("2023-03-15"), ["15 23:50 - 16 00:10"]),
        ("between 07:00 and 7:30 pm UTC", top("2023-03-15"), ["15 07:00 - 15 19:30"]),
        # A clock put back, at either end.
        ("at 02:30", BERLIN_BACK, ["29 00:30", "29 01:30"]),
        ("between 01:50 and 02:10", BERLIN_BACK, ["28 23:50 - 29 00:10", "28 23:50 - 29 01:10"]),
        ("between 02:50 and 03:10", BERLIN_BACK, ["29 00:50 - 29 02:10", "29 01:50 - 29 02:10"]),
        ("between 02:10 and 02:40", BERLIN_BACK,
         ["29 00:10 - 29 00:40", "29 00:10 - 29 01:40", "29 01:10 - 29 01:40"]),
        ("from 02:50 to 02:10 on 29 October", BERLIN_BACK,
         ["29 00:50 - 29 01:10", "29 00:50 - 30 01:10", "29 01:50 - 30 01:10"]),
        ("at 02:30 CET", BERLIN_BACK, ["29 01:30", "29 00:30"]),
        ("at 01:45", top("2023-04-02", "Australia/Lord_Howe"), ["01 14:45", "01 15:15"]),
        ("at 01:20", top("2023-04-02", "Australia/Lord_Howe"), ["01 14:20"]),
        ("at 01:30", top("2023-10-29", "Europe/Dublin"), ["29 00:30", "29 01:30"]),
        ("at 23:30", top("2018-02-17", "America/Sao_Paulo"), ["18 01:30", "18 02:30"]),
        # A clock put forward drops the reading.
        ("at 02:30", top("2023-03-26", "Europe/Berlin", "Europe/Athens"), ["26 00:30"]),
        ("at 02:30", top("[2023-03-25, 2023-03-26]", "Europe/Berlin"), ["25 01:30"]),
        ("at 02:30 CET", BERLIN_FORTH, ["26 01:30"]),
        ("at 00:30", top("[2018-11-03, 2018-11-04]", "America/Sao_Paulo"), ["03 03:30"]),
        ("at 02:15", top("[2023-09-30, 2023-10-01]", "Australia/Lord_Howe"), ["29 15:45"]),
        # A day that Samoa never had.
        ("at 12:00", top("[2011-12-29, 2011-12-30]", "Pacific/Apia"), ["29 22:00"]),
        ("between 23:50 and 00:10", top("2011-12-29", "Pacific/Apia"),
         ["30 09:50 - 30 10:10", "29 09:50 - 29 10:10"]),
        # Zones that show the same are one reading.
        ("at 12:00", top("2023-03-15", "Europe/Berlin", "Europe/Paris"), ["15 11:00"]),
        # Ends of days.
        ("at 24:00 UTC", top("2023-03-15", "UTC"), ["16 00:00"]),
        ("at 2400Z", top("2023-03-15"), ["16 00:00"]),
        ("at 0000Z", top("2023-03-15", "UTC"), ["15 00:00"]),
        ("at midnight UTC", top("2023-03-15"), ["15 00:00", "16 00:00"]),
        ("at midnight UTC on 3 March", top("2023-03-15"), ["03 00:00", "04 00:00"]),
        ("between midnight and 2 am UTC", top("2023-03-15"),
         ["15 00:00 - 15 02:00", "16 00:00 - 16 02:00"]),
        ("between 23:00 and midnight UTC", top("2023-03-15"), ["15 23:00 - 16 00:00"]),
        ("between 23:00 and 24:00 UTC", top("2023-03-15", "UTC"), ["15 23:00 - 16 00:00"]),
    ],
)  # fmt: skip
def test_the_instants_that_a_clock_time_means(words: str, head: str, instants: list[str]) -> None:
    assert said(words, head) == instants


@pytest.mark.parametrize(
    ("words", "clock"),
    [
        ("7:03 a.m.", "07:03"), ("7:03 p.m.", "19:03"), ("7.03 am", "07:03"), ("7.03pm", "19:03"),
        ("7 am", "07:00"), ("11 p.m.", "23:00"), ("12 am", "00:00"), ("0703 local", "07:03"),
        ("0703 hours local time", "07:03"), ("0703 hrs", "07:03"), ("07.03 GMT", "07:03"),
        ("7 o'clock in the morning", "07:00"), ("noon", "12:00"), ("12 noon", "12:00"),
        ("midday", "12:00"),
        ("07:03 LT", "07:03"), ("0703L", "07:03"), ("0703 UTC", "07:03"), ("07:03 hours", "07:03"),
        ("07:03:20 UTC", "07:03"), ("07:03 Greenwich Mean Time", "07:03"),
        ("07:03 in local time", "07:03"), ("07:03 UTC, on 15 March 2023", "07:03"),
        ("07:03 on 15 March 2023, local time", "07:03"), ("07:03 on 15 March 2023 UTC", "07:03"),
    ],
)  # fmt: skip
def test_clock_times_as_the_press_writes_them(words: str, clock: str) -> None:
    (instant,) = said(f"at {words}", top("2023-03-15", "UTC"))
    assert instant == f"15 {clock}"


def test_a_time_told_by_the_hour_is_good_to_half_an_hour() -> None:
    for words in ("7 am", "noon", "7 o'clock in the evening"):
        (allowed,) = ranges(f"at {words}", top("2023-03-15", "UTC"))
        low, high = allowed.at(1.0)
        assert high - low == 3600


def test_before_a_clock_time_leaves_the_beginning_open() -> None:
    (allowed,) = ranges("before 23:30 UTC on 14 March", MOSCOW)
    assert allowed.lower is None
    assert [r.lower for r in ranges("before 23:30 UTC", MOSCOW)] == [None, None]


def together(head: str, **claims: str) -> str:
    body = "".join(
        f'\n[[claims]]\nid = "{name}"\nspeaker = "s"\nsays = "{says}"\n'
        for name, says in claims.items()
    )
    made = case_from_text(HEAD + head + IMPACT + body)
    return sw.together(made, list(claims))[0].verdict.verdict


@pytest.mark.parametrize(
    ("head", "first", "second", "verdict"),
    [
        (MOSCOW, "at 02:30 MSK", "at 23:30 UTC", "consistent"),
        (MOSCOW, "at 02:30 MSK", "at 22:30 UTC", "contradicted"),
        (MOSCOW, "at 02:30 MSK", "at 23:30 UTC on 15 March", "contradicted"),
        (top("2023-03-15", "UTC"), "between 23:50 and 00:10 UTC", "at 00:05 UTC", "consistent"),
        (top("2023-03-15", "UTC"), "between 23:50 and 00:10 UTC", "at 00:15 UTC", "contradicted"),
        (top("2023-03-15", "Asia/Manila"), "at 10:00 PST", "at 02:00 UTC", "consistent"),
        (top("2023-03-15", "Australia/Sydney"), "at 10:00 EST", "at 23:00 UTC", "consistent"),
        (top("2022-05-02"), "at 01:24 Kyiv time", "at 22:24 UTC on 1 May", "consistent"),
        (BERLIN_BACK, "between 01:50 and 02:10", "at 01:05 UTC", "consistent"),
        (BERLIN_BACK, "between 01:50 and 02:10", "at 01:15 UTC", "contradicted"),
        (top("2023-03-15"), "at 24:00 UTC", "at 00:00 UTC on 16 March", "consistent"),
    ],
)
def test_claims_of_one_moment(head: str, first: str, second: str, verdict: str) -> None:
    found = together(head, A=f"impact is {first}", B=f"impact is {second}")
    assert found == verdict
    assert together(head, B=f"impact is {second}", A=f"impact is {first}") == found


def test_asked_for_a_time_each_reading_has_its_answer() -> None:
    head = top("2023-03-15", "UTC")
    made = case_from_text(HEAD + head + IMPACT)
    given = ["impact is between 23:50 and 00:10 UTC", "impact is at 00:05 UTC"]
    found = sw.as_json(sw.ask(made, "time of impact", given))["readings"]
    assert [r["possible"] for r in found] == [
        [],
        [["2023-03-15T00:04:30.000Z", "2023-03-15T00:05:30.000Z"]],
    ]


def test_an_explanation_names_the_day_on_each_clock() -> None:
    def names(words: str, head: str) -> list[str]:
        made = case_from_text(HEAD + head + IMPACT)
        return [r.name for r in explain_sentence(f"impact is {words}", made).readings]

    assert names("at 23:30 UTC", MOSCOW) == [
        "23:30 UTC: on 15 March 2023",
        "23:30 UTC: on 14 March 2023 (15 March 2023 on the clock of Europe/Moscow)",
    ]
    assert names("between 23:50 and 00:10", top("2023-03-15", "UTC")) == [
        "between 23:50 and 00:10: from 15 March 2023 to 16 March 2023",
        "between 23:50 and 00:10: from 14 March 2023 to 15 March 2023",
    ]
    assert names("at 02:30", BERLIN_BACK) == [
        "02:30: on 29 October 2023, before the clock was put back",
        "02:30: on 29 October 2023, after the clock was put back",
    ]
    assert names("at midnight UTC", top("2023-03-15")) == [
        "midnight UTC: at the beginning of 15 March 2023",
        "midnight UTC: at the end of 15 March 2023",
    ]


@pytest.mark.parametrize("words", ["at 02:30", "between 01:30 and 02:30", "from 02:30 to 03:30"])
def test_a_time_that_no_clock_showed_is_an_error_whose_remedy_works(words: str) -> None:
    with pytest.raises(SkywitnessError, match="was put forward over") as caught:
        said(words, BERLIN_FORTH)
    remedy = caught.value.remedy or ""
    assert remedy.startswith("write 01:30 UTC on 26 March 2023, when that clock showed 03:30")
    assert said("at " + remedy[len("write ") : remedy.index(",")], BERLIN_FORTH) == ["26 01:30"]
    assert said("at 03:30", BERLIN_FORTH) == ["26 01:30"]


def test_what_ends_before_it_begins_is_said_to() -> None:
    with pytest.raises(SkywitnessError, match="ends before it begins"):
        said("from 23:50 on 15 March to 00:10 on 14 March UTC", MOSCOW)
    with pytest.raises(SkywitnessError, match="is not a span"):
        said("from 23:50 on 15 March to 00:10 on 15 March UTC", MOSCOW)


def test_a_premise_whose_day_is_open_asks_for_the_day() -> None:
    body = HEAD + MOSCOW + '\n[[moments]]\nid = "impact"\ngiven = ["at 23:30 UTC"]\n'
    body += '\n[[claims]]\nid="A"\nspeaker="s"\nsays="impact is at 02:30 MSK"'
    with pytest.raises(CaseError, match="in several ways") as caught:
        sw.check(case_from_text(body))
    assert "the day" in (caught.value.remedy or "")


def test_local_time_at_moments_in_other_zones_is_read_for_each() -> None:
    moments = (
        '\n[[moments]]\nid = "a"\nzone = ["Asia/Dubai", "Asia/Tehran"]\n'
        '\n[[moments]]\nid = "b"\nzone = "Europe/Minsk"\n'
    )
    made = case_from_text(HEAD + "date = 2023-07-15" + moments)
    saying = Binder(made).saying_of("a is at 12:00 local time; b is at 12:00 local time", "C")
    found = {
        tuple(
            shown(p.constraint.allowed.at(0.0))
            for p in r.parts
            if isinstance(p.constraint, Difference)
        )
        for r in Reader(made, made.frames[0]).readings([saying])
    }
    assert found == {("15 08:00", "15 09:00"), ("15 08:30", "15 09:00")}
