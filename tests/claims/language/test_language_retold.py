"""Clauses of time, heights told from and to, clocks of other places, limits for all the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import claims, moments, together

from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.telling.explanation import explain_sentence
from skywitness.errors import LanguageError, PlaceError

CASE = """
id = "retold"
title = "words"
date = 2023-03-14
zone = "Europe/Istanbul"
[[objects]]
id = "Falcon"
mover = "jet"
[[objects]]
id = "Kestrel"
mover = "jet"
apart = true
[[moments]]
id = "hit"
objects = ["Falcon", "Kestrel"]
[[moments]]
id = "impact"
objects = ["Falcon"]
[[moments]]
id = "launch"
objects = ["Falcon", "Kestrel"]
"""
FALCON = '[[objects]]\nid = "Falcon"\nmover = "jet"\n' + moments(
    "alpha", "bravo", objects=["Falcon"]
)


@pytest.fixture(scope="module")
def case() -> Case:
    return case_from_text(CASE)


def allowed(text: str, case: Case) -> set[str]:
    """What the ordinary readings of a sentence allow, in words."""
    readings = explain_sentence(text, case).readings
    return {part.plain for r in readings if r.kind == "ordinary" for part in r.parts}


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (
            "Falcon was over Turkey when it was shot down",
            "Falcon was over Turkey at hit; Falcon was shot down at hit",
        ),
        (
            "Falcon was inside Turkey when it was hit",
            "Falcon was inside Turkey at hit; Falcon was hit at hit",
        ),
        (
            "Falcon was not inside Turkey when it was hit",
            "Falcon was not inside Turkey at hit; Falcon was hit at hit",
        ),
        (
            "Falcon was outside Turkey while it was intercepted at hit",
            "Falcon was outside Turkey at hit; Falcon was intercepted at hit",
        ),
        (
            "Falcon had left Turkey when it was hit",
            "Falcon is outside Turkey at hit; Falcon was hit at hit",
        ),
        (
            "Falcon was inside Turkey when Kestrel was launched",
            "Falcon was inside Turkey at launch; Kestrel was launched at launch",
        ),
        ("Falcon was inside Turkey when hit", "Falcon was inside Turkey at hit"),
        ("Falcon is flying at 6,000 m when hit", "Falcon is at 6,000 m at hit"),
        (
            "when it was hit, Falcon was inside Turkey",
            "Falcon was inside Turkey at hit; Falcon was hit at hit",
        ),
        (
            "Falcon left Turkey before it was hit",
            "Falcon leaves Turkey; not testable: before it was hit",
        ),
    ],
)
def test_a_clause_of_time_is_no_name_of_what_was_done(text: str, offered: str, case: Case) -> None:
    with pytest.raises(LanguageError) as caught:
        explain_sentence(text, case)
    assert f"say '{offered}'" in (caught.value.remedy or "")
    assert allowed(offered, case)


@pytest.mark.parametrize(
    "text",
    [
        "it was hit at launch",
        "they were warned at launch",
        "Falcon was over Turkey once it was hit",
        "Falcon entered Turkey as it was hit",
        "Falcon was hit as it entered Turkey",
        "Falcon was almost inside Turkey when it was hit",
        "Falcon was reportedly inside Turkey when it was hit",
    ],
)
def test_no_clause_is_lost_in_a_fact(text: str, case: Case) -> None:
    with pytest.raises(LanguageError) as caught:
        explain_sentence(text, case)
    offered = (caught.value.remedy or "").partition("not testable: ")[0]
    assert "it was hit" not in offered
    assert "inside Turkey at" not in offered


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("the missile that hit Falcon was launched at launch", "missile that hit falcon launched"),
        ("Falcon was hit by Kestrel at hit", "falcon hit by kestrel"),
        ("warnings were sent as agreed", "warning sent as agreed"),
    ],
)
def test_other_words_are_still_part_of_what_was_done(text: str, facts: str, case: Case) -> None:
    assert any(facts in told for told in allowed(text, case))


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (
            "Falcon climbs from 3,000 to 6,000 m from launch to hit",
            "Falcon climbs from launch to hit; Falcon is at 3,000 m at launch; "
            "Falcon is at 6,000 m at hit",
        ),
        (
            "Falcon climbs from FL190 to FL250 from launch to hit",
            "Falcon climbs from launch to hit; Falcon is at FL190 at launch; "
            "Falcon is at FL250 at hit",
        ),
        (
            "Falcon climbs from about 3 to about 6 km from launch to hit",
            "Falcon climbs from launch to hit; Falcon is at about 3 km at launch; "
            "Falcon is at about 6 km at hit",
        ),
        (
            "Falcon climbs to 6,000 m from launch to hit",
            "Falcon climbs from launch to hit; Falcon is at 6,000 m at hit",
        ),
        (
            "Falcon descends to FL190 between hit and impact",
            "Falcon descends from hit to impact; Falcon is at FL190 at impact",
        ),
    ],
)
def test_a_climb_to_a_height_is_no_climb_by_as_much(text: str, offered: str, case: Case) -> None:
    with pytest.raises(LanguageError) as caught:
        explain_sentence(text, case)
    assert f"say '{offered}'" in (caught.value.remedy or "")
    assert allowed(offered, case)


@pytest.mark.parametrize(
    "text",
    [
        "Falcon climbs 3,000-6,000 m from launch to hit",
        "Falcon climbs between 3,000 and 6,000 m from launch to hit",
        "Falcon climbs by 3,000 m from launch to hit",
    ],
)
def test_a_climb_by_so_much_is_read(text: str, case: Case) -> None:
    assert any("change of height" in told for told in allowed(text, case))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("climbs at 2,000 ft/min at alpha", "flies straight and level at alpha", "contradicted"),
        ("descends at 900 ft/min at alpha", "flies straight and level at alpha", "contradicted"),
        ("climbs at 2,000 ft/min at alpha", "does not climb", "contradicted"),
        ("climbs at 2,000 ft/min at alpha", "descends at 500 ft/min at bravo", "consistent"),
        ("climbs at 2,000 ft/min at alpha", "flies straight and level at bravo", "consistent"),
        ("climbs at up to 2,000 ft/min at alpha", "flies straight and level at alpha",
         "consistent"),
    ],
)  # fmt: skip
def test_what_climbs_at_so_much_does_not_fly_level(
    one: str, other: str, expected: str, tmp_path: Path
) -> None:
    found = together(tmp_path, FALCON + claims(f"Falcon {one}", f"Falcon {other}"))
    assert found["verdict"] == expected


@pytest.mark.parametrize(
    ("text", "clock", "there"),
    [
        ("hit is at 09:24 in Kyiv", "hit is at 09:24 Kyiv time", "hit is at 09:24 and in Kyiv"),
        (
            "hit is at 09:24 local time in Kyiv",
            "hit is at 09:24 Kyiv time",
            "hit is at 09:24 local time and in Kyiv",
        ),
        (
            "hit is at about 09:24 in Ukraine",
            "hit is at about 09:24 Ukraine time",
            "hit is at about 09:24 and in Ukraine",
        ),
        (
            "hit is before 09:24 on 14 March in the Netherlands",
            "hit is before 09:24 on 14 March Netherlands time",
            "hit is before 09:24 on 14 March and in the Netherlands",
        ),
    ],
)
def test_a_time_in_a_place_of_other_clocks_is_told_apart(
    text: str, clock: str, there: str, case: Case
) -> None:
    with pytest.raises(LanguageError, match="may be told of the clocks there") as caught:
        explain_sentence(text, case)
    assert f"'{clock}'" in (caught.value.remedy or "")
    assert f"'{there}'" in (caught.value.remedy or "")
    assert allowed(clock, case) != allowed(there, case)


@pytest.mark.parametrize(
    "text",
    [
        "hit is at 09:24 in Turkey",
        "hit is at 09:24 in Syria",
        "hit is at 09:24 UTC in Kyiv",
        "hit is at 09:24 and in Kyiv",
        "hit is at 09:24 over Kyiv",
    ],
)
def test_a_time_in_a_place_of_the_same_clock_or_with_a_zone_is_read(text: str, case: Case) -> None:
    assert any(told.startswith("time of hit") for told in allowed(text, case))


@pytest.mark.parametrize(
    "text",
    [
        "hit is on 14 March 2023 at 09:24 UTC",
        "hit is on March 14, 2023 at 09:24 UTC",
        "hit is on Tuesday, 14 March 2023 at 09:24 UTC",
        "hit happened on 14 March 2023 09:24 UTC",
    ],
)
def test_a_day_with_its_year_is_that_of_the_time_after_it(text: str, case: Case) -> None:
    assert allowed(text, case) == allowed("hit is at 09:24 UTC on 14 March 2023", case)


def test_a_day_of_another_year_is_no_day_of_the_case(case: Case) -> None:
    told = allowed("hit is on 14 March 2022 at 09:24 UTC", case)
    assert told == allowed("hit is at 09:24 UTC on 14 March 2022", case)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Falcon's incursion into Turkey lasted 17 seconds",
         "Falcon is inside Turkey for 17 seconds"),
        ("the incursion of Falcon into Turkey lasted about 5 minutes",
         "Falcon is inside Turkey for about 5 minutes"),
        ("Falcon was in Turkey the whole time", "Falcon stays in Turkey"),
        ("Falcon was in Turkey before hit", "Falcon flies over Turkey; not testable: before hit"),
        ("Falcon left Turkey after 17 seconds", "Falcon is inside Turkey for 17 seconds"),
        ("Falcon strays into Turkey at 09:24", "Falcon enters Turkey at 09:24"),
        ("Falcon flew over Turkey for 17 seconds", "Falcon is inside Turkey for 17 seconds"),
        ("Falcon crosses Turkey", "Falcon enters Turkey; Falcon leaves Turkey"),
        ("Falcon does not enter Turkey more than once", "Falcon enters Turkey at most once"),
        ("Falcon crashes 4 km inside Syria", "impact is 4 km inside Syria"),
        ("Falcon is never above 20,000 ft from launch to impact",
         "Falcon is not above 20,000 ft at launch; Falcon is not above 20,000 ft at impact"),
        ("Falcon never goes below 6,000 m",
         "Falcon is not below 6,000 m at hit; Falcon is not below 6,000 m at impact; "
         "Falcon is not below 6,000 m at launch"),
        ("Falcon stays below FL200 from launch to impact",
         "Falcon is below FL200 at launch; Falcon is below FL200 at impact"),
        ("Falcon is not 5 km from Kestrel at hit", "Falcon is more than 5 km from Kestrel at hit"),
        ("Falcon is not at 6,000 m at hit", "Falcon is above 6,000 m at hit"),
        ("Falcon does not climb more than 500 ft from launch to hit",
         "Falcon climbs no more than 500 ft from launch to hit"),
        ("Falcon and Kestrel come within 100 m of each other at hit",
         "Falcon passes within 100 m of Kestrel at hit"),
        ("Falcon flies level at hit",
         "Falcon does not climb at hit; Falcon does not descend at hit"),
        ("Falcon flies straight and level from launch to impact",
         "Falcon flies straight and level at launch; Falcon flies straight and level at impact"),
        ("Falcon never exceeds 900 km/h from launch to impact",
         "Falcon flies at no more than 900 km/h from launch to impact"),
        ("the altitude of Falcon at hit is 6,000 m", "Falcon is at 6,000 m at hit"),
        ("Falcon is 6,000 m over the sea at hit", "Falcon is at 6,000 m above the sea at hit"),
        ("Falcon drops 3,000 m in 2 minutes from hit to impact",
         "Falcon drops 3,000 m from hit to impact; impact is 2 minutes after hit"),
        ("hit is within a radius of 13 km of Ankara", "hit is within 13 km of Ankara"),
        ("hit is not inside Turkey or Syria", "hit is not inside Turkey; hit is not inside Syria"),
        ("hit is inside Turkey, not Syria", "hit is inside Turkey; hit is not inside Syria"),
        ("hit is on the territory of Syria", "hit is inside Syria"),
        ("hit is 1 1/2 miles from Ankara", "hit is 1½ miles from Ankara"),
        ("impact follows hit by two minutes", "impact is two minutes after hit"),
        ("hit and impact are two minutes apart", "impact is two minutes after hit"),
        ("hit is simultaneous with impact", "hit is not before impact; hit is not after impact"),
        ("impact is a good hour after hit", "impact is at least an hour after hit"),
        ("hit is at 2023-03-14T09:24Z", "hit is at 09:24Z on 2023-03-14"),
        ("hit happened on 14 March before 09:24 UTC",
         "hit happened on 14 March and before 09:24 UTC on 14 March"),
        ("Falcon enters Turkey on 14 March 2023 at 09:24 EET",
         "Falcon enters Turkey at 09:24 EET on 14 March 2023"),
        ("fewer than three missiles were fired", "less than three missiles were fired"),
    ],
)  # fmt: skip
def test_other_words_are_answered_with_those_of_the_language(
    text: str, offered: str, case: Case
) -> None:
    with pytest.raises(LanguageError) as caught:
        explain_sentence(text, case)
    assert f"say '{offered}'" in (caught.value.remedy or "")
    assert allowed(offered, case)


@pytest.mark.parametrize(
    "text",
    [
        "Falcon nearly crashed in Syria",
        "Falcon never crashed in Syria",
        "Falcon did not cross Turkey",
        "Falcon probably crossed Turkey",
        "Falcon allegedly strays into Turkey",
        "no aircraft strays into Turkey",
        "Falcon or Kestrel strays into Turkey",
        "Falcon is inside Turkey for 17 seconds or 2 km",
    ],
)
def test_no_denial_or_doubt_is_lost_in_what_is_offered(text: str, case: Case) -> None:
    with pytest.raises(LanguageError) as caught:
        explain_sentence(text, case)
    assert "say '" not in (caught.value.remedy or "")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("the Syrian border", "'inside Syria' or 'outside Syria'"),
        ("the border of Syria", "'inside Syria' or 'outside Syria'"),
        ("northern Syria", "inside or over northern Syria is so of 'Syria' too"),
        ("the north of Syria", "'not testable: in the north of Syria'"),
        ("the city of Ankara", "write only 'Ankara'"),
        ("neither Turkey nor Syria", "say 'not inside Turkey and not inside Syria'"),
    ],
)
def test_words_about_a_place_are_told_from_its_name(name: str, what: str, case: Case) -> None:
    with pytest.raises(PlaceError) as caught:
        explain_sentence(f"hit is in {name}", case)
    assert what in str(caught.value)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (
            "Falcon descends below 3,000 m from hit to impact",
            "Falcon descends from hit to impact; Falcon is below 3,000 m at impact', or "
            "'Falcon descends less than 3,000 m from hit to impact",
        ),
        (
            "Falcon climbs above 6,000 m from launch to hit",
            "Falcon climbs from launch to hit; Falcon is above 6,000 m at hit', or "
            "'Falcon climbs more than 6,000 m from launch to hit",
        ),
        (
            "Falcon descends just below 6,000 m from hit to impact",
            "Falcon descends from hit to impact; Falcon is at just under 6,000 m at impact', or "
            "'Falcon descends just less than 6,000 m from hit to impact",
        ),
        (
            "Falcon descends to below FL100 between hit and impact",
            "Falcon descends from hit to impact; Falcon is below FL100 at impact",
        ),
    ],
)
def test_a_climb_above_a_height_is_no_climb_by_more(text: str, offered: str, case: Case) -> None:
    with pytest.raises(LanguageError) as caught:
        explain_sentence(text, case)
    assert f"say '{offered}'" in (caught.value.remedy or "")
    for form in offered.split("', or '"):
        assert allowed(form, case)


@pytest.mark.parametrize(
    "text",
    [
        "Falcon falls over 4,500 m from hit to impact",
        "Falcon climbs over 4,500 m from launch to hit",
        "Falcon climbs under 500 m from launch to hit",
        "Falcon climbs up to 500 m from launch to hit",
        "Falcon falls up to 4,500 m from hit to impact",
        "Falcon loses under 3,000 m from hit to impact",
        "Falcon climbs more than 500 m from launch to hit",
        "Falcon climbs at least 500 m from launch to hit",
    ],
)
def test_what_falls_over_so_much_falls_by_more(text: str, case: Case) -> None:
    assert any("change of height" in told for told in allowed(text, case))


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Ankara is 20 km from hit", "hit is 20 km from Ankara"),
        ("Ankara is not within 20 km of hit", "hit is not within 20 km of Ankara"),
        ("Ankara is 20 km from Falcon", "Falcon is 20 km from Ankara at hit"),
    ],
)
def test_a_place_is_so_far_from_a_moment_and_from_no_town_of_its_name(
    text: str, offered: str, case: Case
) -> None:
    with pytest.raises(LanguageError, match="of the case, and no place on the map") as caught:
        explain_sentence(text, case)
    assert f"say '{offered}'" in (caught.value.remedy or "")
    assert allowed(offered, case)


def test_two_places_are_still_compared(case: Case) -> None:
    assert any("Aktau" in told for told in allowed("Grozny is 450 km from Aktau", case))


@pytest.mark.parametrize(
    "text",
    [
        "hit is on radial 110 of Ankara at 20 nm",
        "hit is at 5 miles",
        "Falcon is at 5 nautical miles at hit",
        "hit is north of Ankara at 20 km",
        "hit is on a bearing of 110° from Ankara at 20 km",
    ],
)
def test_miles_and_what_follows_a_direction_may_be_a_distance(text: str, case: Case) -> None:
    with pytest.raises(LanguageError, match="may tell") as caught:
        explain_sentence(text, case)
    assert "at an altitude of" in (caught.value.remedy or "")


@pytest.mark.parametrize(
    "text",
    [
        "Falcon is at an altitude of 5 miles at hit",
        "Falcon is 5 miles up at hit",
        "hit is north of Ankara at 6,000 m",
        "hit is north of Ankara, at 6 km",
        "hit is 20 km from Ankara at 6 km",
        "hit is north of Ankara at an altitude of 6 km",
    ],
)
def test_a_height_is_read_where_it_is_said_to_be_one(text: str, case: Case) -> None:
    assert any("above mean sea level" in told for told in allowed(text, case))


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Falcon and Kestrel were hit at hit", "Falcon was hit at hit; Kestrel was hit at hit"),
        ("Falcon and Kestrel were not hit", "Falcon was not hit; Kestrel was not hit"),
        ("Falcon and two drones were hit", "Falcon was hit; two drones were hit"),
        ("Falcon or Kestrel was hit", "not testable: Falcon or Kestrel was hit"),
        ("Falcon and Kestrel were hit by two missiles", "Falcon was hit; Kestrel was hit"),
        ("Falcon and Kestrel are inside Turkey at hit",
         "Falcon is inside Turkey at hit; Kestrel is inside Turkey at hit"),
        ("Falcon and Kestrel never enter Turkey",
         "Falcon never enters Turkey; Kestrel never enters Turkey"),
        ("both Falcon and Kestrel fly over Turkey",
         "Falcon flies over Turkey; Kestrel flies over Turkey"),
        ("Falcon and Kestrel did not enter Turkey",
         "Falcon did not enter Turkey; Kestrel did not enter Turkey"),
    ],
)  # fmt: skip
def test_what_two_do_is_told_of_each(text: str, offered: str, case: Case) -> None:
    with pytest.raises(LanguageError) as caught:
        explain_sentence(text, case)
    assert f"say '{offered}'" in (caught.value.remedy or "")
    assert allowed(offered, case)


@pytest.mark.parametrize(
    "text",
    ["Falcon and Kestrel spend a total of 10 minutes inside Turkey",
     "Falcon and nobody enter Turkey", "Falcon and Kestrel may have entered Turkey"],
)  # fmt: skip
def test_what_two_do_together_is_not_told_of_each(text: str, case: Case) -> None:
    with pytest.raises(LanguageError) as caught:
        explain_sentence(text, case)
    assert "say '" not in (caught.value.remedy or "")
