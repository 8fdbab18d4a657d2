"""Whatever is said of a true instant on a clock, one of the ordinary readings holds it."""

from __future__ import annotations

import datetime as dt
import zoneinfo

from hypothesis import given, settings
from hypothesis import strategies as st

from skywitness.claims.casefile.binder import Binder
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.meaning.parts import Difference
from skywitness.claims.readings import Reader

#: Zones with all kinds of clocks: steps of half an hour, of 30 and 45 minutes off, negative summer
#: time, days left out, changes at midnight, rules of their own.
ODD = (
    "Europe/Berlin", "Europe/Moscow", "Europe/Dublin", "Europe/London", "Asia/Kathmandu",
    "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati",
    "America/New_York", "America/St_Johns", "America/Sao_Paulo", "Africa/Casablanca",
    "Africa/Monrovia", "Asia/Tehran", "Asia/Gaza", "America/Havana", "Antarctica/Troll",
    "Pacific/Pago_Pago", "UTC",
)  # fmt: skip
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MINUTE = 60


def changes(zone: str) -> list[int]:
    """Hours since 1970 near which a zone's clock changed, in five years."""
    rules = zoneinfo.ZoneInfo(zone)
    found = []
    for hour in range(350_000, 350_000 + 5 * 8766, 6):
        now, then = (
            (EPOCH + dt.timedelta(hours=h)).astimezone(rules).utcoffset() for h in (hour, hour + 6)
        )
        if now != then:
            found.append(hour + 3)
    return found


CHANGES = {zone: changes(zone) or [0] for zone in ODD}


def wall(instant: int, zone: str) -> dt.datetime:
    return (EPOCH + dt.timedelta(seconds=instant)).astimezone(zoneinfo.ZoneInfo(zone))


@st.composite
def instants(draw: st.DrawFn, zone: str) -> int:
    """Whole minutes: any from 1950 to 2037, or near midnight or near a change of the clock."""
    kind = draw(st.sampled_from(["any", "midnight", "change"]))
    if kind == "change":
        hour = draw(st.sampled_from(CHANGES[zone]))
        return hour * 3600 + MINUTE * draw(st.integers(-300, 300))
    instant = MINUTE * draw(st.integers(-10_519_200, 35_238_240))
    if kind == "any":
        return instant
    here = wall(instant, zone)
    into = (here.hour * 60 + here.minute) * MINUTE
    return instant - into + MINUTE * draw(st.integers(-90, 90))


def clock(when: dt.datetime) -> str:
    return when.strftime("%H:%M:%S" if when.second else "%H:%M")


def dated(when: dt.datetime) -> str:
    return f"{when.day} {when:%B} {when.year}"


@given(st.data())
@settings(max_examples=250, deadline=None)
def test_one_of_the_ordinary_readings_holds_the_truth(data: st.DataObject) -> None:
    zone = data.draw(st.sampled_from(ODD))
    truth = data.draw(instants(zone))
    there = data.draw(st.lists(st.sampled_from(ODD), min_size=1, max_size=2, unique=True))
    local = data.draw(st.booleans())
    written = data.draw(st.sampled_from(there)) if local else zone
    name = data.draw(st.sampled_from(["", " local time"])) if local else f" {zone}"
    if zone == "UTC" and not local:
        name = data.draw(st.sampled_from([" UTC", " GMT", " Greenwich Mean Time"]))
    here = wall(truth, written)
    # The case's day is that of the incident on a clock there, or on the clock that is written.
    day = wall(truth, data.draw(st.sampled_from([*there, written]))).date()
    until = day + dt.timedelta(days=data.draw(st.integers(0, 2)))
    way = data.draw(st.sampled_from(["at", "at", "span", "span", "before", "after"]))
    date = f" on {dated(here)}" if data.draw(st.booleans()) else ""
    words = f"{way} {clock(here)}{name}{date}"
    if way == "span":
        begin = wall(truth - MINUTE * data.draw(st.integers(0, 600)), written)
        end = wall(truth + MINUTE * data.draw(st.integers(0, 600)), written)
        first = f" on {dated(begin)}" if date else ""
        shape = data.draw(st.sampled_from(["between {} and {}", "from {} to {}", "{}-{}"]))
        words = shape.format(clock(begin), clock(end)) + name + first
    zones = ", ".join(f'"{each}"' for each in there)
    dates = f"[{day}, {until}]" if until > day else f"{day}"
    made = case_from_text(
        f'id = "t"\ntitle = "t"\ndate = {dates}\nzone = [{zones}]\n[[moments]]\nid = "impact"\n'
    )
    readings = Reader(made, made.frames[0]).readings(
        [Binder(made).saying_of(f"impact is {words}", "C")]
    )
    ranges = [
        part.constraint.allowed.at(1.0)
        for reading in readings
        if reading.kind == "ordinary"
        for part in reading.parts
        if isinstance(part.constraint, Difference)
    ]
    assert any(low <= truth <= high for low, high in ranges), (words, dates, there, ranges)
    assert len(set(ranges)) == len(ranges), "a reading twice"
