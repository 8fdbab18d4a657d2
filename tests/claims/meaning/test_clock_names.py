"""Abbreviations and names of clocks, held against the IANA time zone data base."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from importlib import resources

import pytest

from skywitness.claims.language.grammar import parse
from skywitness.claims.language.words import adjectives
from skywitness.claims.meaning.abbreviations import ABBREVIATIONS, PATTERN
from skywitness.claims.meaning.clocknames import clocks_named
from skywitness.claims.meaning.zones import clock_of_the_day, offsets_on, zones_named
from skywitness.errors import SkywitnessError

#: How often the data base is asked for the abbreviation in use.
STEP = dt.timedelta(days=6)


def in_use() -> dict[tuple[str, int], dt.datetime]:
    """Alphabetic abbreviations with their offsets in seconds → an instant of such a clock."""
    packed = resources.files("tzdata")
    found: dict[tuple[str, int], dt.datetime] = {}
    for name in (packed / "zones").read_text().split():
        with (packed / "zoneinfo").joinpath(*name.split("/")).open("rb") as file:
            rules = zoneinfo.ZoneInfo.from_file(file, key=name)
        when = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
        seen = None
        while when.year < 2030:
            there = when.astimezone(rules)
            shift = there.utcoffset()
            key = (there.tzname() or "", 0 if shift is None else int(shift.total_seconds()))
            if key != seen and key[0].isalpha():
                found.setdefault(key, there.replace(tzinfo=None))
            seen = key
            when += STEP
    return found


def test_no_abbreviation_of_the_data_base_is_missing_and_each_has_its_offset() -> None:
    missing = []
    known = in_use()
    assert len(known) > 60
    for (name, offset), wall in known.items():
        zones = list(ABBREVIATIONS.get(name.upper(), ()))
        zones += [day for zone in zones if (day := clock_of_the_day(zone)) is not None]
        told = {shift for zone in zones for _, shift in offsets_on(zone, wall)}
        if offset not in told:
            missing.append((name, offset / 60, wall))
    assert not missing


def test_every_home_keeps_the_standard_time_of_its_abbreviation() -> None:
    for name, zones in ABBREVIATIONS.items():
        for zone in zones:
            if zone.home:
                told = set()
                home = clock_of_the_day(zone)
                assert home is not None
                for year in range(1971, 2026):
                    for month in (1, 7):
                        told |= {s for _, s in offsets_on(home, dt.datetime(year, month, 15))}
                assert zone.offset is not None
                assert zone.offset * 60 in told, (name, zone)


@pytest.mark.parametrize(
    ("name", "offsets"),
    [
        ("PST", {-8, 8, 5}), ("EST", {-5, 10}), ("IST", {5.5, 2, 1}), ("CST", {8, -6, -5, 9.5}),
        ("BST", {1, 6, 11, -11}), ("AST", {3, -4}), ("GST", {4, -2, 10}), ("SST", {-11, 8, 11}),
        ("ADT", {-3, 4}), ("ECT", {-5, -4}), ("WST", {8, 13}), ("MST", {-7, 8, 6.5}),
        ("EAT", {3}), ("CAT", {2}), ("AMT", {-4, 4}), ("ACT", {-5, 9.5}),
        ("CDT", {-5, -4, 9, 10.5}),
    ],
)  # fmt: skip
def test_each_region_that_uses_an_abbreviation(name: str, offsets: set[float]) -> None:
    assert {z.offset / 60 for z in zones_named(name) if z.offset is not None} == offsets
    assert parse(f"impact is at 10:00 {name}")
    assert parse(f"impact is at 1000 {name} on 5 May 2022")


@pytest.mark.parametrize(
    ("words", "iana"),
    [
        ("Kyiv time", "Europe/Kyiv"), ("Kiev time", "Europe/Kyiv"), ("Kiyv time", "Europe/Kyiv"),
        ("in Kyiv time", "Europe/Kyiv"), ("local Kyiv time", "Europe/Kyiv"),
        ("Kyiv local time", "Europe/Kyiv"), ("Ukrainian time", "Europe/Kyiv"),
        ("Ukraine time", "Europe/Kyiv"), ("Odesa time", "Europe/Kyiv"),
        ("Chisinau time", "Europe/Chisinau"), ("Chișinău time", "Europe/Chisinau"),
        ("Bogotá time", "America/Bogota"), ("Damascus time", "Asia/Damascus"),
        ("Kathmandu time", "Asia/Kathmandu"), ("Nepali time", "Asia/Kathmandu"),
        ("Calcutta time", "Asia/Kolkata"), ("New Delhi time", "Asia/Kolkata"),
        ("New York time", "America/New_York"), ("Washington D.C. time", "America/New_York"),
        ("Beijing time", "Asia/Shanghai"), ("Chinese time", "Asia/Shanghai"),
        ("Islamabad time", "Asia/Karachi"), ("Pakistani time", "Asia/Karachi"),
        ("Philippine Standard Time", "Asia/Manila"), ("Tallinn time", "Europe/Tallinn"),
        ("Estonian time", "Europe/Tallinn"), ("Polish time", "Europe/Warsaw"),
        ("Saudi time", "Asia/Riyadh"), ("Ethiopian time", "Africa/Addis_Ababa"),
        ("Kenyan time", "Africa/Nairobi"), ("Korean time", "Asia/Seoul"),
        ("North Korean time", "Asia/Pyongyang"), ("South African time", "Africa/Johannesburg"),
        ("Gulf time", "Asia/Dubai"), ("ET", "America/New_York"), ("UK time", "Europe/London"),
        ("Côte d'Ivoire time", "Africa/Abidjan"), ("Port-au-Prince time", "America/Port-au-Prince"),
    ],
)  # fmt: skip
def test_the_clock_of_a_city_or_a_country(words: str, iana: str) -> None:
    assert [zone.iana for zone in zones_named(words)] == [iana]
    assert parse(f"impact is at 01:24 {words} on 2 May 2022")
    comma = "," if words.endswith("ime") else ""
    assert parse(f"impact is at 01:24 on 2 May 2022{comma} {words.removeprefix('in ')}")


def test_a_country_of_several_zones_has_as_many_readings() -> None:
    assert {"Europe/Lisbon", "Atlantic/Azores"} <= {z.iana for z in zones_named("Portuguese time")}
    assert len(zones_named("Russian time")) > 9
    assert zones_named("American time") == zones_named("U.S. time")


def test_every_adjective_of_the_language_names_a_clock() -> None:
    for adjective, country in adjectives._ADJECTIVES.items():
        assert set(clocks_named(adjective)) <= set(clocks_named(country)), adjective


def test_every_city_of_the_data_base_names_its_clock() -> None:
    winter, summer = dt.datetime(2024, 1, 15, 12), dt.datetime(2024, 7, 15, 12)
    for line in (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text().splitlines():
        if line.startswith("#"):
            continue
        zone = line.split("\t")[2]
        found = clocks_named(zone.rsplit("/", 1)[1].replace("_", " "))
        told = {
            tuple(str(w.replace(tzinfo=zoneinfo.ZoneInfo(z)).utcoffset()) for w in (winter, summer))
            for z in found
        }
        rules = zoneinfo.ZoneInfo(zone)
        expected = tuple(str(w.replace(tzinfo=rules).utcoffset()) for w in (winter, summer))
        assert expected in told, zone


@pytest.mark.parametrize(
    ("words", "offset"),
    [
        ("Eastern Daylight Time", -4), ("Pacific Standard Time", -8), ("British Summer Time", 1),
        ("Central European Summer Time", 2), ("India Standard Time", 5.5),
        ("Iran Standard Time", 3.5), ("New Zealand Daylight Time", 13), ("UTC time", 0),
        ("Zulu time", 0),
    ],
)  # fmt: skip
def test_names_in_full(words: str, offset: float) -> None:
    assert [z.offset for z in zones_named(words)] == [offset * 60]


def test_words_are_no_abbreviations_unless_in_capitals() -> None:
    for word in ("west", "cat", "met", "act"):
        assert not re.fullmatch(PATTERN, word, re.IGNORECASE)
        assert re.fullmatch(PATTERN, word.upper(), re.IGNORECASE)
    assert re.fullmatch(PATTERN, "cet", re.IGNORECASE)


@pytest.mark.parametrize(("words", "near"), [("Kyiw time", "Kyiv time"), ("Berlim time", "Berlin")])
def test_a_clock_that_is_not_known_has_a_remedy_that_works(words: str, near: str) -> None:
    with pytest.raises(SkywitnessError, match="no clock is known") as caught:
        zones_named(words)
    remedy = caught.value.remedy or ""
    assert near in remedy
    suggested = re.search(r"'([^']+)'", remedy)
    assert suggested is not None
    assert zones_named(suggested[1])
