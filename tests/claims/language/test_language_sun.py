"""Daylight, darkness and the sun: where it stands, what that excludes, and its certificates."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import numpy as np
import pytest
from opposed import contradicted

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.language.grammar import language, parse
from skywitness.errors import LanguageError
from skywitness.places.sun import ERROR, sky, subsolar
from skywitness.verify.geometry.sun import towards

HEAD = """
id = "t"
title = "t"
date = 2023-12-15
zone = "Europe/Kyiv"
[[moments]]
id = "hit"
[[moments]]
id = "call"
[[places]]
name = "Berth"
coordinates = "46.50 N, 30.70 E"
error = "500 m"
"""
NEAR = "hit is within 10 km of Berth"


def text(*says: str) -> str:
    rows = HEAD
    for n, each in enumerate(says):
        rows += f'[[claims]]\nid = "C{n}"\nspeaker = "s{n}"\nsays = "{each}"\n'
    return rows


def verdict(*says: str) -> str:
    case = case_from_text(text(*says))
    return sw.together(case, [f"C{n}" for n in range(len(says))])[0].verdict.verdict


def seconds(*when: int) -> float:
    return dt.datetime(*when, tzinfo=dt.UTC).timestamp()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("when", "declination"),
    [
        ((1992, 10, 13), -7.78507),  # Meeus, example 25.a
        ((2024, 3, 20, 3, 6), 0.0),  # equinox and solstices of 2024, US Naval Observatory
        ((2024, 6, 20, 20, 51), 23.4387),
        ((2024, 9, 22, 12, 44), 0.0),
        ((2024, 12, 21, 9, 20), -23.4387),
    ],
)
def test_the_sun_is_overhead_where_almanacs_have_it(
    when: tuple[int, ...], declination: float
) -> None:
    assert float(subsolar(np.array(seconds(*when)))[0]) == pytest.approx(declination, abs=0.01)


def test_height_and_direction_agree_with_the_published_example_of_a_precise_algorithm() -> None:
    # Reda and Andreas, "Solar position algorithm", NREL/TP-560-34302, appendix A.5.
    place = np.array([-105.1786]), np.array([39.742476]), np.zeros(1)
    found = sky(*place, seconds(2003, 10, 17, 19, 30, 30), 0.0)
    assert found.height[0] == pytest.approx(39.87205, abs=0.01)
    assert found.way[0] == pytest.approx(194.34024, abs=0.01)


def test_two_formulas_agree_within_their_errors_for_a_century() -> None:
    random = np.random.default_rng(3)
    for when in random.uniform(seconds(1950, 1, 2), seconds(2049, 12, 30), 400):
        lat, lon = (np.radians(float(x)) for x in subsolar(np.array(when)))
        mine = [np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]
        off = np.degrees(np.arccos(np.clip(np.dot(mine, towards(float(when))), -1, 1)))
        assert off < 2 * ERROR / 3


def test_a_disc_and_a_span_enclose_every_place_and_time_in_them() -> None:
    random = np.random.default_rng(5)
    for _ in range(300):
        lat, lon = random.uniform(-80, 80), random.uniform(-180, 180)
        radius, within = 10 ** random.uniform(2, 5.8), random.uniform(0, 1800)
        when = random.uniform(seconds(1960, 1, 1), seconds(2040, 1, 1))
        found = sky(np.array([lon]), np.array([lat]), np.array([radius]), when, within)
        from skywitness.earth import GEOD

        x, y, _ = GEOD.fwd(lon, lat, random.uniform(0, 360), radius * random.uniform())
        then = when + random.uniform(-within, within)
        point = sky(np.array([x]), np.array([y]), np.zeros(1), then, 0.0)
        assert abs(point.height[0] - found.height[0]) <= found.off[0]
        turn = abs((point.way[0] - found.way[0] + 180) % 360 - 180)
        assert turn <= found.turned[0] + 1e-9


@pytest.mark.parametrize(
    ("says", "time", "expected"),
    [
        ("hit is in daylight", "02:00", "contradicted"),
        ("hit is in broad daylight", "02:00", "contradicted"),
        ("hit is not in daylight", "02:00", "consistent"),
        ("hit is after dark", "02:00", "consistent"),
        ("hit is at night", "02:00", "consistent"),
        ("hit is not at night", "02:00", "contradicted"),
        ("the sun is up at hit", "02:00", "contradicted"),
        ("the sun has set at hit", "02:00", "consistent"),
        ("the sun is low in the west at hit", "02:00", "contradicted"),
        ("hit is in daylight", "12:00", "consistent"),
        ("hit is after dark", "12:00", "contradicted"),
        ("hit is not in daylight", "12:00", "contradicted"),
        ("hit is at night", "12:00", "contradicted"),
        ("the sun is low in the west at hit", "12:00", "contradicted"),
        # The sun set at 16:03 and rose at 07:33: the minutes about it stay open.
        ("hit is in daylight", "16:20", "consistent"),
        ("hit is after dark", "16:08", "consistent"),
        ("hit is in daylight", "07:15", "consistent"),
        ("the sun is low in the west at hit", "15:40", "consistent"),
        ("the sun is low in the south-west at hit", "15:00", "consistent"),
        ("the sun is low in the east at hit", "15:40", "contradicted"),
        ("the sun is low in the east at hit", "08:20", "consistent"),
        ("the sun is low in the west at hit", "08:20", "contradicted"),
    ],
)
def test_what_the_sun_says_of_a_place_and_a_time(says: str, time: str, expected: str) -> None:
    assert verdict(NEAR, f"hit is at {time}", says) == expected


def test_without_a_place_or_a_time_nothing_is_excluded() -> None:
    assert verdict("hit is in daylight") == "consistent"
    assert verdict("hit is in daylight", NEAR) == "consistent"
    assert verdict("hit is in daylight", "hit is at 02:00 UTC") == "consistent"
    # In some hours of June it is light nowhere south of 70 S, and dark nowhere north of 70 N.
    june = "hit is at 12:00 UTC on 21 June 2023"
    assert verdict("hit is in daylight", june, "hit is at 85.0 S, 10.0 E") == "contradicted"
    assert verdict("hit is at night", june, "hit is at 85.0 N, 10.0 E") == "contradicted"


def test_a_time_told_by_another_moment_counts() -> None:
    says = ("call is at 12:00", "hit is within 30 minutes after call", NEAR, "hit is at night")
    assert verdict(*says) == "contradicted"
    assert (
        verdict("call is at 12:00", "hit is after call", NEAR, "hit is at night") != "contradicted"
    )


LIGHT = ("hit is in daylight", "hit is not at night", "hit is not in darkness")
DARK = ("hit is not in daylight", "hit is in darkness", "hit is after dark", "hit is at night")


@pytest.mark.parametrize("speakers", [("a", "b"), ("a", "a")])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        *((a, b) for a in LIGHT for b in DARK if " not " not in a or " not " not in b),
        ("the sun is up at hit", "the sun is down at hit"),
        ("the sun is up at hit", "hit is at night"),
        ("the sun is low in the west at hit", "hit is in darkness"),
        ("the sun has set at hit", "the sun is low at hit"),
    ],
)
def test_light_and_dark_exclude_each_other_whenever_it_was(
    one: str, other: str, speakers: tuple[str, str]
) -> None:
    rows = text(one, other)
    for n, who in enumerate(speakers):
        rows = rows.replace(f'speaker = "s{n}"', f'speaker = "{who}"')
    case = case_from_text(rows)
    assert sw.together(case, ["C0", "C1"])[0].verdict.verdict == "contradicted"
    twilight = text(one, other, NEAR, "hit is at 16:20")
    case = case_from_text(twilight)
    assert sw.together(case, [f"C{n}" for n in range(4)])[0].verdict.verdict == "contradicted"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hit is in daylight", "call is at night"),  # another moment
        ("hit is in daylight", "the sun is down at hit"),  # in civil twilight
        ("hit is not in daylight", "hit is at night"),
        ("hit is not at night", "the sun is up at hit"),
        ("hit is not at night", "hit is not in daylight"),  # at dawn it is neither
        ("it was not dark at hit", "it was not light at hit"),
        ("hit is at dusk; hit is not after dark", "hit is not in daylight"),
    ],
)
def test_what_is_not_opposite_of_light_and_dark_stays_possible(one: str, other: str) -> None:
    assert verdict(one, other) == "consistent"


@pytest.mark.parametrize(
    ("says", "time", "expected"),
    [
        # The sun set at 16:03 and rose at 07:33; civil twilight began at 06:59, ended at 16:37.
        ("hit is after sunset; it was light at hit", "16:20", "consistent"),
        ("hit is after sunset; hit is before dark", "16:20", "consistent"),
        ("hit is after sunset; hit is not after dark", "16:20", "consistent"),
        ("hit is after sundown; hit is not at night", "16:20", "consistent"),
        ("hit is after sunset; it was light at hit", "19:00", "contradicted"),
        ("hit is before sunrise; hit is in daylight", "07:15", "consistent"),
        ("hit is before sunrise; hit is after dawn", "07:15", "consistent"),
        ("hit is after nightfall; it was light at hit", "16:30", "consistent"),
        # On one side only, whichever day's event it is.
        ("hit is after sunrise", "20:00", "consistent"),
        ("hit is after first light", "20:00", "consistent"),
        ("hit is before sunset", "05:00", "consistent"),
        ("hit is before dark", "03:00", "consistent"),
        ("hit is before dusk", "00:01", "consistent"),
        ("hit is not after sunset", "05:00", "consistent"),
        ("hit is not before sunrise", "20:00", "consistent"),
        ("hit is after sunset", "05:00", "consistent"),
        ("hit is before sunrise", "20:00", "consistent"),
        ("hit is after sunset", "12:00", "contradicted"),
        ("hit is before dawn", "12:00", "contradicted"),
        ("hit is after dusk", "12:00", "contradicted"),
        ("hit is not after sunrise", "12:00", "contradicted"),
        ("hit is not before sunset", "12:00", "contradicted"),
        ("hit is after sunset; the sun is up at hit", "12:00", "contradicted"),
    ],
)
def test_sunset_and_sunrise_are_not_the_limits_of_light_and_bind_one_side(
    says: str, time: str, expected: str
) -> None:
    assert verdict(NEAR, f"hit is at {time}", *says.split("; ")) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hit is after sunset", "hit is not after sundown"),
        ("hit is before sunset", "hit is not before sunset"),
        ("hit is before dark", "hit is not before dark"),
        ("hit is after dawn", "hit is not after daybreak"),
    ],
)
def test_the_denial_of_an_event_of_the_sun_excludes_it_whenever_it_was(
    one: str, other: str, tmp_path: Path
) -> None:
    assert contradicted(tmp_path, HEAD, [one, other])


@pytest.mark.parametrize("one", ["after sunrise", "before sunset", "before dark", "after dawn"])
def test_what_comes_after_sunrise_need_not_be_in_daylight(one: str, tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(
        text(f"hit is {one}", "hit is in daylight") + 'follows_from = ["C0"]\n', encoding="utf-8"
    )
    found = sw.check(tmp_path, conflicts_s=0.001)
    assert [i.result for each in found.claims for _, i in each.inference] == ["open"]
    folder = sw.write_certificates(found, tmp_path)
    assert sw.verify_certificates(folder).failed is None


def test_light_and_dark_of_two_objects_may_both_be_so() -> None:
    objects = """
[[objects]]
id = "Falcon"
mover = "jet"
[[objects]]
id = "ship"
mover = "ship"
"""
    says = text("Falcon is in daylight at hit", "ship is in darkness at hit")
    case = case_from_text(says.replace("[[claims]]", f"{objects}[[claims]]", 1))
    assert sw.together(case, ["C0", "C1"])[0].verdict.verdict == "consistent"


def test_a_case_may_part_what_two_call_daylight() -> None:
    apart = '[[apart]]\nwords = "daylight"\nclaims = ["C0"]\n'
    for time, expected in (("16:20", "consistent"), ("12:00", "contradicted")):
        says = text("hit is in daylight", "hit is at night", NEAR, f"hit is at {time}") + apart
        case = case_from_text(says)
        found = sw.together(case, [f"C{n}" for n in range(4)])
        assert found[0].verdict.verdict == expected


@pytest.mark.parametrize("speakers", [1, 2])
@pytest.mark.parametrize(
    ("one", "other"),
    [("hit is in daylight", "hit is after dark"), ("the sun is up at hit", "hit is at night")],
)
def test_the_search_finds_light_against_dark_and_its_certificate_holds(
    tmp_path: Path, one: str, other: str, speakers: int
) -> None:
    assert contradicted(tmp_path, HEAD, [one, other], speakers=speakers)


@pytest.mark.parametrize(
    ("says", "word"),
    [
        ((NEAR, "hit is at 02:00", "hit is in daylight"), "contradicted"),
        ((NEAR, "hit is at 08:20", "the sun is low in the west at hit"), "contradicted"),
        ((NEAR, "call is at 12:00", "hit is within 5 minutes of call", "hit is after dark"),
         "contradicted"),
        ((NEAR, "hit is at 12:00", "hit is in daylight"), "consistent"),
    ],
)  # fmt: skip
def test_certificates_of_the_sun_hold_and_tampered_ones_do_not(
    says: tuple[str, ...], word: str, tmp_path: Path
) -> None:
    (tmp_path / "case.toml").write_text(text(*says), encoding="utf-8")
    ids = [f"C{n}" for n in range(len(says))]
    found = sw.check(tmp_path, together=[ids], conflicts_s=0.001)
    assert [f.verdict.verdict for f in found.together] == [word]
    folder = sw.write_certificates(found, tmp_path)
    listed = json.loads((folder / "manifest.json").read_bytes())["certificates"]
    assert [e for e in listed if not e["certified"]] == []
    assert sw.verify_certificates(folder).failed is None


def test_the_sun_needs_a_moment() -> None:
    with pytest.raises(LanguageError, match="it is not said when"):
        parse("the sun is low in the west")
    with pytest.raises(LanguageError) as caught:
        parse("the sun is lowish in the west at hit")
    assert language().fault(caught.value.nearest or "") is None
