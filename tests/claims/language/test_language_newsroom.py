"""Words of newsrooms that misled or did not parse: read right, or refused with what to write."""

from __future__ import annotations

import pytest

from skywitness.api import check, together
from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.telling.explanation import explain_sentence
from skywitness.errors import LanguageError

CASE = """
id = "newsroom"
title = "words"
date = 2023-03-14
zone = "Europe/Moscow"
[[objects]]
id = "Su-27"
apart = true
mover = "jet"
[[objects]]
id = "MQ-9"
phrases = ["drone"]
[[moments]]
id = "hit"
label = "hit"
objects = ["MQ-9", "Su-27"]
[[moments]]
id = "impact"
label = "impact"
objects = ["MQ-9"]
"""


@pytest.fixture(scope="module")
def case() -> Case:
    return case_from_text(CASE)


def allowed(text: str, case: Case) -> set[str]:
    """What the ordinary readings of a sentence allow, in words."""
    readings = explain_sentence(text, case).readings
    return {part.plain for r in readings if r.kind == "ordinary" for part in r.parts}


def refused(text: str, case: Case) -> LanguageError:
    with pytest.raises(LanguageError) as caught:
        explain_sentence(text, case)
    return caught.value


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("hit is 3+ km from Crimea", "hit is 3 km or more from Crimea"),
        ("hit is 3km plus from Crimea", "hit is at least 3 km from Crimea"),
        ("hit is a good 60 km from Crimea", "hit is at least 60 km from Crimea"),
        ("hit is 60-odd km from Crimea", "hit is about 60 km from Crimea"),
        ("hit is sixty-odd km from Crimea", "hit is some 60 km from Crimea"),
        ("hit is a hundred or so km from Crimea", "hit is about 100 km from Crimea"),
        ("hit is only 3 km from Crimea", "hit is 3 km from Crimea"),
        ("hit is five or six km from Crimea", "hit is 5-6 km from Crimea"),
        ("hit is one to two hundred km from Crimea", "hit is 100-200 km from Crimea"),
        ("MQ-9 is at 20 to 25 thousand ft at hit", "MQ-9 is at 20,000-25,000 ft at hit"),
        ("hit is 40 n miles from Crimea", "hit is 40 nautical miles from Crimea"),
        ("impact is 1 h 30 min after hit", "impact is 90 min after hit"),
        ("impact is 2 minutes and 15 seconds after hit", "impact is 135 s after hit"),
        ("hit is by 4 a.m.", "hit is before 4 am"),
        ("hit is at 04:00 or so", "hit is at about 04:00"),
        ("hit is at 04:00 give or take 5 minutes", "hit is at 04:00 ± 5 min"),
        ("hit is at 04:00 on the 14th of March", "hit is at 04:00 on 14 March"),
        ("it was dark at hit", "hit is after dark"),
        ("hit is after sunup", "hit is after sunrise"),
        ("hit is before sundown", "hit is before sunset"),
        ("hit is after nightfall", "hit is after dusk"),
        ("it was not dark at hit", "hit is not after dark"),
    ],
)
def test_newsroom_words_allow_what_their_plain_form_does(
    written: str, same: str, case: Case
) -> None:
    assert allowed(written, case) == allowed(same, case)


def test_days_are_of_24_hours_or_of_the_calendar(case: Case) -> None:
    assert allowed("impact is two days after hit", case) == {
        "time from hit to impact 43 h 12 min to 52 h 48 min",
        "time from hit to impact 19 h 12 min to 76 h 48 min",
    }
    assert "time from hit to impact 0 s to 50 h 24 min" in allowed(
        "impact is a day after hit", case
    )


def test_a_day_alone_is_that_of_the_clocks_there_or_of_utc(case: Case) -> None:
    assert allowed("hit is on 4 February", case) == {
        "time of hit 20:59:30 UTC on 3 February 2023 to 21:00:30 UTC on 4 February 2023",
        "time of hit 23:59:30 UTC on 3 February 2023 to 00:00:30 UTC on 5 February 2023",
    }
    assert len(allowed("hit is on 4 February UTC", case)) == 1
    assert allowed("hit is on 14 March at 04:00", case) == allowed("hit is at 04:00", case)


def test_dawn_is_in_the_east_and_dusk_in_the_west(case: Case) -> None:
    dawn, dusk = (allowed(f"hit is at {when}", case) for when in ("dawn", "dusk"))
    assert len(dawn) == len(dusk) == 3
    assert all("0° to 180° true" in words for words in dawn)
    assert all("180° to 0° true" in words for words in dusk)


def test_one_below_another_is_a_fact_whose_number_is_not_tested(case: Case) -> None:
    (reading,) = explain_sentence("Su-27 is 8 km below MQ-9 at hit", case).readings
    assert all("difference of two heights" in str(part.untestable) for part in reading.parts)
    with pytest.raises(LanguageError, match="no object of the case"):
        explain_sentence("MQ-9 is 300 m below impact at hit", case)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("MQ-9 is at 20-25,000 ft at hit", "may begin at 20 or at 20,000"),
        ("impact is 1:30 after hit", "a length of time or a clock time"),
        ("hit is less than 3+ km from Crimea", "two things at once"),
        ("hit is within 12 km of 44.57 N, 33.38 E ± 300+ m", "no stated error"),
        ("shots were fired over pakistan", "'over pakistan' would be lost"),
        ("shots were fired in russia", "'in russia' would be lost"),
        ("MQ-9 was hit on 4 February", "'on 4 February' would be lost"),
        ("the nobody is inside Turkey at hit", "names no object"),
        ("the nobody was fired", "denies"),
        ("MQ-9 did climbs", "does not fit"),
        ("MQ-9 enters Crimea is at hit", "does not fit"),
    ],
)
def test_what_would_mislead_is_refused(text: str, what: str, case: Case) -> None:
    assert what in refused(text, case).message


@pytest.mark.parametrize(
    "text", ["shots were fired in anger", "shots were fired in the air", "shots were fired at MQ-9",
             "shots were fired across the ship's bow", "missile was launched from the ground"],
)  # fmt: skip
def test_a_fact_keeps_what_is_no_place(text: str, case: Case) -> None:
    assert allowed(text, case)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("jet climbs to 10,000 m at hit", None),
        ("MQ-9 climbs to 10,000 m at hit", "MQ-9 climbs; MQ-9 is at 10,000 m at hit"),
        (
            "MQ-9 descends from 10,000 ft to 5,000 ft from hit to impact",
            "MQ-9 descends from hit to impact; MQ-9 is at 10,000 ft at hit; MQ-9 is at 5,000 ft at "
            "impact",
        ),
        ("MQ-9 was hit on 4 February", "MQ-9 was hit at hit; hit is on 4 February"),
        ("shots were fired over pakistan", "shots were fired at hit; hit is over pakistan"),
        ("hit isn't before 04:00", "hit is not before 04:00"),
        ("hit wasn't within 12 nm of Crimea", "hit was not within 12 nm of Crimea"),
        ("MQ-9 didn't climb", "MQ-9 did not climb"),
        ("MQ-9 is 25,000 ft or higher at hit", "MQ-9 is at 25,000 ft or higher at hit"),
    ],
)
def test_what_is_offered_says_the_same_and_is_accepted(
    text: str, offered: str | None, case: Case
) -> None:
    error = refused(text, case)
    if offered is None:
        assert "say '" not in str(error.remedy)
        return
    assert offered in str(error.remedy)
    assert allowed(offered, case)


LOST = [
    "hit is nowhere near Crimea", "hit is 3 km short of Crimea", "hit is 3 km past Crimea",
    "hit is two-thirds of a mile from Crimea", "hit is one hundred and fifty km from Crimea",
    "hit is 3 cables from Crimea", "hit is at 4", "hit is at four in the morning", 
    "it was foggy at hit",
    "hit is south by southwest of Crimea", "hit is at 04:00+03:00", "MQ-9 lands again at Batumi",
    "MQ-9 is at FL350-370 at hit", "MQ-9 is not climbing at hit", 
    "MQ-9 flies at most 180 knots at hit",
    "hit is at a quarter to five", "MQ-9 has entered Crimea", "hit is at 4 a.m. on Tuesday",
    "hit is 40 nm from Batumi on a bearing of 210", "hit isn't on the ground",
    "hit is in the morning",
    "hit is inside Crimea again", "MQ-9 is at 25,000 ft QNH at hit", "hit is between 4 and 5 a.m.",
]  # fmt: skip


@pytest.mark.parametrize("text", LOST)
def test_every_form_that_is_offered_is_accepted_and_loses_nothing(text: str, case: Case) -> None:
    try:
        explain_sentence(text, case)
    except Exception as caught:
        remedy = str(getattr(caught, "remedy", ""))
    else:
        return
    if "a form that would parse: " not in remedy:
        return
    form = remedy.split("a form that would parse: ")[1]
    assert allowed(form, case)
    told = set(form.lower().replace('"', "").split())
    for word in ("nowhere", "short", "past", "two-thirds", "fifty", "cables", "again", "qnh", "by"):
        assert word not in text.lower().split() or word in told, form
    assert ("not" in told or "never" in told) == ("not" in text or "n't" in text), form


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hit is 3 km outside Crimea", "outside Crimea"),
        ("hit is less than 3 km outside Crimea", "0 to 3 km outside Crimea"),
        ("hit is outside Crimea", "outside Crimea"),
        (
            "MQ-9 is 300 ft below sea level at hit",
            "270 to 330 ft (82.3 to 100.6 m) below mean",
        ),
        ("MQ-9 climbs at hit", "upward"),
    ],
)
def test_sides_and_signs_are_told_in_words(text: str, words: str, case: Case) -> None:
    told = allowed(text, case)
    assert any(words in each for each in told)
    assert not any("inside" in each for each in told)


# --- sides, twilight, how often and how near in time ----------------------------------------------


@pytest.mark.parametrize(
    ("written", "same", "drone_above"),
    [
        ("Su-27 is above MQ-9 at hit", "Su-27 flies above MQ-9 at hit", "not so"),
        ("Su-27 was over the drone at hit", "Su-27 flies over the drone at hit", "not so"),
        ("Su-27 is below MQ-9 at hit", "Su-27 flies below MQ-9 at hit", "so"),
        ("Su-27 was beneath the drone at hit", "Su-27 flies below MQ-9 at hit", "so"),
        ("MQ-9 is underneath Su-27 at hit", "MQ-9 flies below Su-27 at hit", "not so"),
        ("MQ-9 is below Su-27 at hit", "Su-27 flies above MQ-9 at hit", "not so"),
    ],
)
def test_who_is_above_whom_is_who_flies_above_whom(
    written: str, same: str, drone_above: str, case: Case
) -> None:
    assert allowed(written, case) == allowed(same, case)
    assert f"MQ-9 above Su-27 at hit: {drone_above}" in allowed(written, case)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Su-27 is not above MQ-9 at hit", "no side of it is denied"),
        ("Su-27 is below radar at hit", "'radar' is not a declared object"),
        ("Su-27 is below the clouds at hit", "'clouds' is not a declared object"),
        ("Su-27 is under attack at hit", "does not fit"),
        ("Su-27 is above MQ-9", "it is not said when"),
    ],
)
def test_no_side_is_made_of_what_is_no_object(text: str, what: str, case: Case) -> None:
    assert what in refused(text, case).message


@pytest.mark.parametrize("text", ["Su-27 is above Crimea at hit", "Su-27 is over Crimea at hit"])
def test_above_a_place_is_inside_it(text: str, case: Case) -> None:
    assert allowed(text, case) == allowed("Su-27 is inside Crimea at hit", case)


def test_below_a_height_is_a_height(case: Case) -> None:
    for text in ("FL190", "flight level 190", "nineteen thousand feet"):
        heights = allowed(f"MQ-9 is below {text} at hit", case)
        assert heights
        assert all("0 to 19,000 ft" in height for height in heights)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Su-27 is behind MQ-9 at hit", "Su-27 flies behind MQ-9 at hit"),
        ("Su-27 is ahead of MQ-9 at hit", "Su-27 flies ahead of MQ-9 at hit"),
        ("Su-27 is in front of MQ-9 at hit", "Su-27 flies in front of MQ-9 at hit"),
        ("Su-27 is higher than MQ-9 at hit", "Su-27 flies above MQ-9 at hit"),
        ("Su-27 is lower than MQ-9 at hit", "Su-27 flies below MQ-9 at hit"),
        ("impact is within minutes of hit", "impact is within a few minutes of hit"),
        ("impact is within hours of hit", "impact is within a few hours of hit"),
        ("hit is in twilight", "hit is at dusk"),
        ("hit is in twilight", "hit is at dawn"),
        ("hit is in the morning twilight", "hit is at dawn"),
        ("hit is during civil twilight", "hit is at dusk"),
        ("MQ-9 was in twilight at hit", "MQ-9 was at dusk at hit"),
        ("MQ-9 is 20 minutes after hit", "impact is 20 minutes after hit"),
        ("MQ-9 is at 09:24", "hit is at 09:24"),
        (
            "MQ-9 enters Crimea no more than twice",
            "not testable: MQ-9 enters Crimea no more than twice",
        ),
        (
            "MQ-9 enters Crimea at most three times",
            "not testable: MQ-9 enters Crimea at most three times",
        ),
    ],
)
def test_what_is_offered_reads_and_keeps_the_sense(text: str, offered: str, case: Case) -> None:
    assert f"'{offered}'" in str(refused(text, case).remedy)
    explain_sentence(offered, case)


@pytest.mark.parametrize(
    "text",
    ["landing of MQ-9 is 20 minutes after hit", "Ghost is at 09:24", "Ghost is on 14 March"],
)
def test_no_sentence_of_two_moments_is_offered(text: str, case: Case) -> None:
    remedy = str(refused(text, case).remedy)
    assert "declared moments: hit" in remedy
    assert "at hit'" not in remedy


def test_three_times_is_again_and_does_not_follow_from_twice() -> None:
    twice, thrice, often = (f"MQ-9 enters Crimea {n}" for n in ("twice", "three times", "4 times"))
    claims = "".join(
        f"[[claims]]\nid = 'C{k}'\nspeaker = 's{k}'\nsays = '{said}'\nfollows_from = {list(of)}\n"
        for k, (said, of) in enumerate(
            [(twice, ()), (thrice, ("C1",)), (twice, ("C2",)), (often, ("C2",))], start=1
        )
    ).replace("follows_from = []\n", "")
    found = {
        c.claim.id: [inference.result for _, inference in c.inference]
        for c in check(case_from_text(CASE + claims), conflicts_s=0).claims
    }
    assert found == {"C1": [], "C2": ["open"], "C3": ["follows"], "C4": ["open"]}
    once = "[[claims]]\nid = 'C1'\nspeaker = 'a'\nsays = 'MQ-9 enters Crimea only once'\n"
    both = once + f"[[claims]]\nid = 'C2'\nspeaker = 'b'\nsays = '{thrice}'\n"
    (finding,) = together(case_from_text(CASE + both), ["C1", "C2"])
    assert finding.verdict.verdict == "contradicted"
