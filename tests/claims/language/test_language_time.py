"""Clock times, orders and facts: how they are written, and what they can mean."""

from __future__ import annotations

import datetime as dt

import pytest
from said import verdict

from skywitness.claims.casefile.binder import Binder
from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.language.grammar import parse
from skywitness.claims.meaning.parts import Difference, Part, State
from skywitness.claims.readings import Reader
from skywitness.errors import CaseError, LanguageError, SkywitnessError

HEAD = 'id = "t"\ntitle = "t"\n'
MOMENTS = """
[[moments]]
id = "strike"
[[moments]]
id = "impact"
"""


def case(top: str = "date = 2023-03-14", moments: str = MOMENTS) -> Case:
    return case_from_text(HEAD + top + moments)


def parts(sentence: str, top: str = "date = 2023-03-14", said: str = "") -> list[list[Part]]:
    claim = f"\n[[claims]]\nid = \"C\"\nspeaker = \"s\"\nsays = '''{sentence}'''\n{said}"
    made = case(top, MOMENTS + claim)
    reader = Reader(made, made.frames[0])
    return [list(r.parts) for r in reader.readings([made.claim("C").saying])]


def utc(text: str) -> float:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC).timestamp()


def ends(sentence: str, top: str = "date = 2023-03-14", said: str = "") -> list[tuple[str, str]]:
    """The interval at the policy, as text, of each reading of a sentence of one part."""
    out = []
    for (part,) in parts(sentence, top, said):
        assert isinstance(part.constraint, Difference)
        low, high = part.constraint.allowed.at(1.0)
        out.append(tuple("" if abs(v) == float("inf") else shown(v) for v in (low, high)))
    return out  # type: ignore[return-value]


def shown(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%d %H:%M:%S.%f")[:-5]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("at 07:03 CET", "14 06:02:30.0", "14 06:03:30.0"),
        ("at 06:03Z", "14 06:02:30.0", "14 06:03:30.0"),
        ("at 0603Z", "14 06:02:30.0", "14 06:03:30.0"),
        ("at 06:03 GMT", "14 06:02:30.0", "14 06:03:30.0"),
        ("at 7:03 am CET", "14 06:02:30.0", "14 06:03:30.0"),
        ("at 12:15 am UTC", "14 00:14:30.0", "14 00:15:30.0"),
        ("at 09:24:05 EET", "14 07:24:04.5", "14 07:24:05.5"),
        ("at 09:24:05.5 UTC", "14 09:24:05.4", "14 09:24:05.5"),
        ("about 09:30 MSK", "14 06:15:00.0", "14 06:45:00.0"),
        ("at about 09:30 Moscow time", "14 06:15:00.0", "14 06:45:00.0"),
        ("at 10:33 UTC+4:30", "14 06:02:30.0", "14 06:03:30.0"),
        ("at 10:33 Asia/Kabul", "14 06:02:30.0", "14 06:03:30.0"),
        ("at 23:00 UTC-3", "15 01:59:30.0", "15 02:00:30.0"),
        ("between 09:20 and 09:25 EET", "14 07:19:30.0", "14 07:25:30.0"),
        ("at 12:56-12:57 EEST", "14 09:55:30.0", "14 09:57:30.0"),
        ("between 23:50 and 00:10 UTC", "14 23:49:30.0", "15 00:10:30.0"),
        ("before 12:47 EEST", "", "14 09:47:00.0"),
        ("after 12:47 EEST", "14 09:47:00.0", ""),
        ("just before 12:47 EEST", "14 09:32:00.0", "14 09:47:00.0"),
        ("shortly after 12:47 EEST", "14 09:47:00.0", "14 10:02:00.0"),
        ("right after 9h47 UTC", "14 09:47:00.0", "14 10:02:00.0"),
        ("at 9h47 UTC", "14 09:46:30.0", "14 09:47:30.0"),
        ("at 23:35 GMT on 19 June 2019", "19 23:34:30.0", "19 23:35:30.0"),
        ("on 2019-06-19 at 23:35 GMT", "19 23:34:30.0", "19 23:35:30.0"),
        ("at 23:35 GMT June 19, 2019", "19 23:34:30.0", "19 23:35:30.0"),
        ("at 23:35 GMT on 19 June", "19 23:34:30.0", "19 23:35:30.0"),
    ],
)  # fmt: skip
def test_one_meaning(words: str, low: str, high: str) -> None:
    assert ends(f"strike is {words}") == [(low, high)]


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        # China, North America, Cuba, Australia; the clocks of Havana and Adelaide on that day. The
        # clock of Chicago shows what standard time in Cuba does.
        ("at 12:00 CST", ["14 04:00", "14 18:00", "14 17:00", "14 02:30", "14 16:00", "14 01:30"]),
        ("at 12:00 IST", ["14 06:30", "14 10:00", "14 11:00"]),
        ("at 12:00 CET", ["14 11:00"]),
        ("at 12:00 CET on 14 July 2023", ["14 11:00", "14 10:00"]),
        ("at 12:00 EET on 14 July 2023", ["14 10:00", "14 09:00"]),
        ("at 12:00 MSK on 14 July 2023", ["14 09:00"]),
        ("at 12:00 MSK on 17 July 2014", ["17 09:00", "17 08:00"]),
        ("at 12:00 ET on 14 March 2023", ["14 16:00"]),
        ("at 02:30 Europe/Berlin on 29 October 2023", ["29 00:30", "29 01:30"]),
        ("at 12:00 Turkish time on 8 November 2015", ["08 10:00"]),  # summer time ended that night
        ("at 12:00 Turkish time on 7 November 2015", ["07 09:00"]),
        ("at 12:00 Iran time on 20 June 2019", ["20 07:30"]),
    ],
)
def test_every_ordinary_meaning(words: str, starts: list[str]) -> None:
    middles = []
    for low, _ in ends(f"strike is {words}"):
        then = dt.datetime.strptime("2023 " + low, "%Y %d %H:%M:%S.%f") + dt.timedelta(seconds=30)
        middles.append(then.strftime("%d %H:%M"))
    assert middles == starts


NIGHT = """
[[claims]]
id = "E"
speaker = "s"
says = "impact is at 23:50 UTC"
"""


def test_times_on_both_sides_of_midnight_may_be_of_one_night() -> None:
    day = 'date = 2023-03-14\nzone = "Europe/London"\n'
    assert [low[:2] for low, _ in ends("strike is at 00:10 UTC", day, NIGHT)] == ["14", "15"]
    assert [low[:2] for low, _ in ends("strike is at 00:10 UTC", day)] == ["14"]
    assert [low[:2] for low, _ in ends("strike is at 12:10 UTC", day, NIGHT)] == ["14"]
    after = NIGHT.replace("23:50 UTC", "23:50 UTC on 14 March 2023")
    assert [low[:2] for low, _ in ends("strike is at 00:10 UTC", day, after)] == ["14", "15"]
    span = ends("strike is between 00:10 and 00:20 UTC", day, NIGHT)
    assert [low[:2] for low, _ in span] == ["14", "15"]
    asia = 'date = 2023-03-14\nzone = "Asia/Tokyo"\n'
    there = NIGHT.replace("23:50 UTC", "14:50 UTC")  # 23:50 in Tokyo
    assert [low for low, _ in ends("strike is at 00:10", asia, there)] == [
        "13 15:09:30.0", "14 15:09:30.0",
    ]  # fmt: skip
    dated = ends("strike is at 00:10 UTC on 14 March", day, NIGHT)
    assert [low[:2] for low, _ in dated] == ["14"]
    morning = NIGHT.replace("23:50", "00:10")
    assert [low[:2] for low, _ in ends("strike is at 23:50 UTC", day, morning)] == ["14", "13"]
    days = day.replace("2023-03-14", "[2023-03-14, 2023-03-15]")
    assert [low[:2] for low, _ in ends("strike is at 23:50 UTC", days, morning)] == ["14", "15"]


@pytest.mark.parametrize(
    ("words", "low"),
    [("after strike", 0.001), ("before strike", 0.001), ("not before strike", 0.0),
     ("not after strike", 0.0), ("no earlier than strike", 0.0), ("because of strike", 0.0)],
)  # fmt: skip
def test_only_a_negation_admits_both_at_once(words: str, low: float) -> None:
    ((order,),) = parts(f"impact is {words}")
    assert isinstance(order.constraint, Difference)
    assert order.constraint.allowed.at(1.0) == (low, float("inf"))


def test_shortly_is_an_order_whose_length_nothing_tests() -> None:
    ((order, untested),) = parts("impact is shortly after strike")
    assert isinstance(order.constraint, Difference)
    assert order.constraint.allowed.at(1.0) == (0.001, float("inf"))
    assert untested.constraint is None
    assert untested.name == "shortly"
    with pytest.raises(SkywitnessError):
        parts("impact is shortly 5 minutes after strike")


def test_local_time_is_the_zone_of_the_case_or_of_the_moment() -> None:
    one = 'date = 2021-05-23\nzone = "Europe/Minsk"'
    assert ends("strike is at 12:25", one) == ends("strike is at 09:25 UTC", one)
    assert ends("strike is at 12:25 local time", one) == ends("strike is at 09:25 UTC", one)
    two = 'date = 2019-06-19\nzone = ["Asia/Dubai", "Asia/Tehran"]'
    assert [low for low, _ in ends("strike is at 00:14 local time", two)] == [
        "18 20:13:30.0",
        "18 19:43:30.0",
        "19 19:43:30.0",  # 23:44 in Dubai, where it still was the day of the incident
    ]
    own = case(one, '\n[[moments]]\nid = "strike"\nzone = "Asia/Tehran"\n')
    assert own.calendar("strike", None).zones == ("Asia/Tehran",)
    assert own.calendar("other", None).zones == ("Europe/Minsk",)


def test_days_from_the_case_or_the_day_of_speaking() -> None:
    spans = "date = [2019-06-19, 2019-06-20]"
    assert [low[:2] for low, _ in ends("strike is at 23:35 GMT", spans)] == ["19", "20"]
    said = "said = 2023-03-15"
    assert ends("strike is at 09:00 UTC yesterday", "", said)[0][0] == "14 08:59:30.0"
    assert ends("strike is at 09:00 UTC today", "", said)[0][0] == "15 08:59:30.0"
    assert ends("strike is at 09:00 UTC on 3 March", "", said)[0][0] == "03 08:59:30.0"


@pytest.mark.parametrize(
    ("words", "top", "message", "remedy"),
    [
        ("at 09:15", "date = 2023-03-14", "which zone", "zone ="),
        ("at 09:15 UTC", "", "which day", "date ="),
        ("at 09:15 UTC on 19 June", "", "no year", "the year"),
        ("at 09:15 UTC yesterday", "", "the day on which it was said", "said ="),
        ("at 09:15 UTC on 29 February", "date = 2023-03-14", "2023 has no such day", ""),
        ("at 02:30 Europe/Berlin on 26 March 2023", "", "put forward", "another zone"),
        ("at 09:15 Europe/Berlim", "date = 2023-03-14", "no time zone", "Europe/Berlin"),
    ],
)
def test_what_cannot_be_placed_says_what_to_add(
    words: str, top: str, message: str, remedy: str
) -> None:
    with pytest.raises(SkywitnessError, match=message) as caught:
        parts(f"strike is {words}", top)
    assert caught.value.key == "claims.C.says"
    assert isinstance(caught.value, LanguageError)
    assert caught.value.column
    assert remedy in (caught.value.remedy or "")


@pytest.mark.parametrize(
    "text",
    [
        "strike is at 25:15 UTC",
        "strike is at 09:65 UTC",
        "strike is at 13:00 pm UTC",
        "strike is more than 09:15 UTC",
        "strike is between 09:15 UTC and 09:20 CET",
        "strike is at 09:15 UTC on 31 June 2023",
        "impact is after",
        "impact is 27 minutes after",
        "impact is 27 miles after strike",
        "Su-27 touch at encounter",
        "MQ-9 transponder is blue",
    ],
)
def test_what_is_no_sentence_gets_a_column_and_a_form_that_parses(text: str) -> None:
    with pytest.raises(LanguageError) as caught:
        parse(text)
    assert caught.value.nearest
    assert parse(caught.value.nearest)
    assert caught.value.column


@pytest.mark.parametrize(
    ("top", "key"),
    [
        ('zone = "Europe/Minks"', "zone"),
        ("date = [2023-03-14, 2023-03-20]", ""),
        ("date = [2023-03-14, 2023-03-13]", ""),
        ("zone = []", "zone"),
    ],
)
def test_faults_of_the_case(top: str, key: str) -> None:
    with pytest.raises(CaseError) as caught:
        case(top)
    assert key in (caught.value.key or "")
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("sentence", "later", "earlier", "low", "high"),
    [
        ("impact is after strike", "impact", "strike", 0.001, None),
        ("strike is before impact", "impact", "strike", 0.001, None),
        ("impact is because of strike", "impact", "strike", 0, None),
        ("impact is 27 minutes after strike", "impact", "strike", 1590, 1650),
        ("strike is 27 min before impact", "impact", "strike", 1590, 1650),
        ("impact is about 15 min after strike", "impact", "strike", 720, 1080),
        ("impact is 10-15 minutes after strike", "impact", "strike", 570, 930),
        ("impact is up to 5 minutes after strike", "impact", "strike", 0, 300),
        ("impact is within 5 minutes of strike", "impact", "strike", -300, 300),
        ("impact is 27 minutes later than strike", "impact", "strike", 1590, 1650),
        ("impact is 17 s after strike", "impact", "strike", 16.5, 17.5),
        ("impact is 2 hours after strike", "impact", "strike", 5400 + 1080, 7200 + 720),
    ],
)
def test_orders_and_durations(
    sentence: str, later: str, earlier: str, low: float, high: float | None
) -> None:
    ((part,),) = parts(sentence)
    demand = part.constraint
    assert isinstance(demand, Difference)
    assert demand.earlier is not None
    assert (demand.later.moment, demand.earlier.moment) == (later, earlier)
    expected = (low, float("inf") if high is None else high)
    assert demand.allowed.at(1.0) == pytest.approx(expected)


def test_another_moment_must_be_declared() -> None:
    with pytest.raises(LanguageError, match="'crash' is not a declared moment") as caught:
        Binder(case()).saying_of("impact is after crash")
    assert caught.value.column == 17
    assert "strike" in (caught.value.remedy or "")


def facts(sentence: str) -> dict[str, bool]:
    ((*found,),) = parts(sentence)
    return {p.constraint.what: p.constraint.value for p in found if isinstance(p.constraint, State)}


def test_a_pair_is_one_in_either_order_and_at_a_moment_is_at_some_time() -> None:
    assert facts("Su-27 and MQ-9 touch at strike") == {
        "contact of MQ-9 and Su-27 at strike": True,
        "contact of MQ-9 and Su-27 at some time": True,
    }
    assert facts("Su-27 and MQ-9 touched each other at strike")
    assert facts("MQ-9 and the Su-27 never collide") == {
        "contact of MQ-9 and Su-27 at some time": False
    }
    assert facts("no contact between Su-27 and MQ-9 at strike") == {
        "contact of MQ-9 and Su-27 at strike": False
    }


def test_straight_flight_turns_and_transponders() -> None:
    assert facts("EP-3 flies straight at strike") == {"EP-3 turns at strike": False}
    assert facts("EP-3 flies straight and level") == {"EP-3 turns at some time": False}
    assert facts("EP-3 flies straight and level at strike") == {
        "EP-3 turns at strike": False,
        "EP-3 climbs at strike": False,
        "EP-3 descends at strike": False,
    }
    assert facts("the EP-3 veered into the J-8 at strike")["EP-3 turns at strike"] is True
    assert facts("MQ-9 transponder is off during flight") == {
        "MQ-9 transponder transmits at some time": False
    }
    assert facts("MQ-9's transponder was on at strike") == {
        "MQ-9 transponder transmits at strike": True,
        "MQ-9 transponder transmits at some time": True,
    }


def test_an_explanation_shows_times_and_facts_in_words() -> None:
    made = case("date = 2023-03-14", MOMENTS)
    from skywitness.claims.telling.explanation import explain_sentence

    found = explain_sentence("strike is at 07:03 CET; Su-27 and MQ-9 touch at strike", made)
    (reading,) = found.readings
    assert [p.plain for p in reading.parts] == [
        "time of strike 06:02:30 to 06:03:30 UTC on 14 March 2023",
        "contact of MQ-9 and Su-27 at strike: so",
        "contact of MQ-9 and Su-27 at some time: so",
    ]
    first, second, _ = found.as_json()["readings"][0]["parts"]  # type: ignore[index]
    assert first["seconds"][1] == {
        "stretch": 1.0,
        "lo": utc("2023-03-14T06:02:30"),
        "hi": utc("2023-03-14T06:03:30"),
    }
    assert first["metres"] == []
    assert second["seconds"] == []


def test_each_abbreviation_is_the_standard_time_of_its_home() -> None:
    from skywitness.claims.meaning.zones import offsets_on, zones_named

    days = [dt.datetime(2021, month, 15) for month in (1, 7)]
    for name in ("CET", "EET", "WET", "MSK", "IRST", "IST", "CST", "EST", "MST", "PST", "NZST"):
        for zone in zones_named(name):
            if zone.home:
                (home,) = zones_named(zone.home)
                told = {seconds for day in days for _, seconds in offsets_on(home, day)}
                assert zone.offset is not None
                assert zone.offset * 60 in told, name


@pytest.mark.parametrize("way", ["climbs", "descends"])
def test_level_at_a_moment_is_neither_up_nor_down_then(way: str) -> None:
    head = 'id = "c"\ntitle = "c"\n[[moments]]\nid = "hit"\n[[moments]]\nid = "fire"\n'
    level = "EP-3 flies straight and level at hit"
    assert verdict(head, level, f"EP-3 {way} at hit") == "contradicted"
    assert verdict(head, level, f"EP-3 {way} at fire") == "consistent"
    assert verdict(head, "EP-3 flies straight at hit", f"EP-3 {way} at hit") == "consistent"
    assert verdict(head, "EP-3 flies straight and level", f"EP-3 {way} at hit") == "consistent"
