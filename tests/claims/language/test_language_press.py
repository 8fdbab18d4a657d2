"""Times, days, levels, counts and deeds in the words of newsrooms: what they say."""

import re
from pathlib import Path

import pytest
from said import case_of, certified, verdict

from skywitness.errors import SkywitnessError

HEAD = """
id = "press"
title = "words of the press"
date = 2023-03-14
zone = "Europe/Bucharest"
[[objects]]
id = "Falcon"
mover = "jet"
[[objects]]
id = "Kestrel"
mover = "propeller"
[[objects]]
id = "gun"
stands = true
[[moments]]
id = "strike"
objects = ["Falcon"]
[[moments]]
id = "hit"
objects = ["Falcon", "Kestrel"]
[[moments]]
id = "mail"
kind = "mail to Minsk"
[[moments]]
id = "reply"
kind = "mail to Minsk"
"""


def fault(says: str) -> SkywitnessError:
    with pytest.raises(SkywitnessError) as caught:
        case_of(HEAD, [says])
    return caught.value


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        # The half of the day is open until it is said.
        ("strike is at quarter past 4 UTC", "strike is at 16:15 UTC", "consistent"),
        ("strike is at a quarter past four UTC", "strike is at 04:16 UTC", "consistent"),
        ("strike is at half past four UTC", "strike is at 05:30 UTC", "contradicted"),
        ("strike is at ten to five UTC", "strike is at 16:50 UTC", "consistent"),
        ("strike is at ten to five in the morning UTC", "strike is at 16:50 UTC", "contradicted"),
        ("strike is at ten to twelve pm UTC", "strike is at 11:50 UTC", "consistent"),
        ("strike is at ten to twelve pm UTC", "strike is at 23:50 UTC", "consistent"),
        ("strike is at half past 12 pm UTC", "strike is at 00:30 UTC", "contradicted"),
        ("strike is at quarter to one pm UTC", "strike is at 12:45 UTC", "consistent"),
        ("strike is at 7 o'clock UTC", "strike is at 19:00 UTC", "consistent"),
        ("strike is at seven o'clock UTC", "strike is at 07:00 UTC", "consistent"),
        ("strike is at 9:30 in the evening UTC", "strike is at 21:30 UTC", "consistent"),
        ("strike is at 16:15 in the afternoon UTC", "strike is at 16:15 UTC", "consistent"),
        # The day of that name nearest to the case's date, a Tuesday.
        ("strike is on Tuesday", "strike is at 14:00 UTC on 14 March 2023", "consistent"),
        ("strike is on Tuesday", "strike is at 14:00 UTC on 7 March 2023", "contradicted"),
        ("strike is at 14:00 UTC on Friday", "strike is at 14:00 UTC on 17 March", "consistent"),
        ("strike is on Tuesday, 14 March", "strike is at 14:00 UTC on 14 March", "consistent"),
        # The day comes first, unless it cannot.
        ("strike is on 14/03/2023", "strike is at 14:00 UTC on 14 March 2023", "consistent"),
        ("strike is on 03/14/2023", "strike is at 14:00 UTC on 14 March 2023", "consistent"),
        ("strike is at 14:00 UTC on 14.3.2023", "strike is at 14:00 UTC on 13 March",
         "contradicted"),
        ("hit is the day after strike",
         "strike is at 10:00 UTC on 14 March; hit is at 12:00 UTC on 15 March", "consistent"),
        ("hit is the day after strike",
         "strike is at 10:00 UTC on 14 March; hit is at 12:00 UTC on 17 March", "contradicted"),
        ("strike is at FL330-FL350", "strike is at FL340", "consistent"),
        ("strike is between FL330 and FL350", "strike is at FL400", "contradicted"),
        ("Falcon flies at 0.9 Mach at hit", "Falcon flies at Mach 2 at hit", "contradicted"),
        ("Falcon flies at Mach 0.8 to 0.9 at hit", "Falcon flies at Mach 0.85 at hit",
         "consistent"),
        ("strike is at 4:15 in the afternoon UTC", "strike is at 16:15 UTC", "consistent"),
        # What is told of a moment is told of that moment.
        ("Falcon is inside Turkey for 17 seconds at hit", "Falcon is outside Turkey at hit",
         "contradicted"),
        ("Falcon stays in Turkey for 12 minutes at hit", "Falcon is outside Turkey at hit",
         "contradicted"),
        ("there was only one mail to Minsk at hit", "there were two mails to Minsk", "consistent"),
        ("there were two mails to Minsk at hit", "there was only one mail to Minsk",
         "contradicted"),
        ("there was only one mail to Minsk at hit", "there were two mails to Minsk at hit",
         "contradicted"),
        # How often and for how long.
        ("Falcon is inside Turkey only once for 10 minutes", "Falcon is inside Turkey for an hour",
         "contradicted"),
        ("Falcon is inside Turkey once, for 10 minutes", "Falcon is inside Turkey for an hour",
         "consistent"),
        ("Falcon is inside Turkey for 5 minutes in total", "Falcon is inside Turkey for an hour",
         "contradicted"),
        ("Falcon spends 5 minutes in Turkey altogether", "Falcon is inside Turkey for an hour",
         "contradicted"),
        ("Falcon enters Turkey twice", "Falcon enters Turkey only once", "contradicted"),
        ("Falcon enters Turkey more than once", "Falcon enters Turkey at most once",
         "contradicted"),
        ("Falcon enters Turkey twice", "Falcon is inside Turkey only once", "contradicted"),
        ("Falcon is inside Turkey several times", "Falcon is inside Turkey only once",
         "contradicted"),
        ("Falcon enters Turkey at most once", "Falcon never enters Turkey", "consistent"),
        ("Falcon enters Turkey at most once", "Falcon stays in Romania", "consistent"),
        # Counts in words.
        ("there were two or three mails to Minsk", "there were four mails to Minsk",
         "contradicted"),
        ("there were 2-3 mails to Minsk", "there were three mails to Minsk", "consistent"),
        ("there were several mails to Minsk", "there was a single mail to Minsk", "contradicted"),
        ("there were about 20 mails to Minsk", "there were 23 mails to Minsk", "consistent"),
        ("there were 20 mails to Minsk", "there were 21 mails to Minsk", "consistent"),
        ("there were exactly 20 mails to Minsk", "there were 30 mails to Minsk", "contradicted"),
        ("there was no mail to Minsk", "there were two mails to Minsk", "contradicted"),
        ("there was a mail to Minsk", "there was no mail to Minsk", "contradicted"),
        ("there was a strike", "strike did not happen", "consistent"),
        ("there was a mail to Minsk", "there were three mails to Minsk", "consistent"),
        # Contact told of one of the two.
        ("Falcon collided with Kestrel at hit", "Falcon and Kestrel did not touch",
         "contradicted"),
        ("Falcon never made contact with Kestrel", "Kestrel touched Falcon at hit",
         "contradicted"),
        ("Falcon and Kestrel made no contact", "there was a collision between Falcon and Kestrel",
         "contradicted"),
        # Reach.
        ("the range of the gun is 2.5 km at hit", "hit is 40 km from gun", "contradicted"),
        ("gun can reach 2.5 km at hit", "hit is 40 km from gun", "contradicted"),
        ("gun cannot reach 2.5 km at hit", "hit is 40 km from gun", "contradicted"),
        ("gun does not reach more than 2.5 km at hit", "hit is 2 km from gun", "consistent"),
        # Numbers in other units.
        ("two hours is 120 minutes", "hit is after strike", "consistent"),
        ("13 nautical miles is equal to 24.08 km", "hit is after strike", "consistent"),
        ("13 nautical miles is less than 20 km", "hit is after strike", "contradicted"),
        ("13 nautical miles is more than 20 km", "hit is after strike", "consistent"),
    ],
)  # fmt: skip
def test_words_of_the_press_and_what_they_exclude(one: str, other: str, word: str) -> None:
    assert verdict(HEAD, one, other) == word


@pytest.mark.parametrize(
    "says",
    ["strike is not near Crimea", "strike is far from Crimea", "strike is nowhere near Crimea",
     "strike is not far from Crimea", "Falcon is a long way from Crimea at hit"],
)  # fmt: skip
def test_far_and_not_near_carry_no_number(says: str) -> None:
    assert verdict(HEAD, says) == "not testable"


@pytest.mark.parametrize(
    ("says", "instead"),
    [
        ("hit is the next day", "hit is on 15 March 2023"),
        ("hit is at 03:00 UTC the day before", "hit is at 03:00 UTC on 13 March 2023"),
        ("strike is on Monday night", "strike is from 18:00 on Monday to 06:00 on Tuesday"),
        ("shots were fired on Tuesday", "shots were fired at strike; strike is on Tuesday"),
        ("shots were fired at half past four",
         "shots were fired at strike; strike is at half past four"),
        ("Falcon was hit by a missile in russia",
         "Falcon was hit by a missile at strike; strike is in russia"),
        ("Falcon was warned ten times in 5 minutes",
         "Falcon was warned ten times; not testable: in 5 minutes"),
        ("in 5 minutes ten warnings were issued",
         "ten warnings were issued; not testable: in 5 minutes"),
        ("shots were fired at Falcon at hit over Syria",
         "shots were fired at Falcon at hit; hit is over Syria"),
        ("strike is at 4", "strike is at 4 am"),
        ("strike is at half seven", "strike is at half past seven"),
        ("strike is half an hour after sunset",
         "strike is after sunset; not testable: half an hour after sunset"),
        ("strike is within an hour of sunrise",
         "not testable: strike is within an hour of sunrise"),
        ("strike is halfway between Odesa and Istanbul",
         "strike is about 312 km along the route from Odesa to Istanbul"),
        ("strike is halfway between Turkey and Romania",
         "not testable: strike is halfway between Turkey and Romania"),
        ("Falcon issued no warning", "no warning was issued by Falcon"),
        ("Falcon gave no warning", "no warning was given by Falcon"),
        ("Falcon did not issue a warning", "no warning was issued by Falcon"),
        ("Falcon fired two shots at hit", "two shots were fired by Falcon at hit"),
        ("Falcon hit Kestrel at hit", "Kestrel was hit by Falcon at hit"),
        ("Falcon never hit Kestrel", "Kestrel was not hit by Falcon"),
        ("ten warnings were issued in 5 minutes",
         "ten warnings were issued; not testable: in 5 minutes"),
        ("ten warnings were issued in five minutes",
         "ten warnings were issued; not testable: in five minutes"),
        ("ten warnings were issued at intervals of 5 minutes at hit",
         "ten warnings were issued at hit; not testable: at intervals of 5 minutes"),
        ("Falcon is never inside Turkey", "Falcon is at no time inside Turkey"),
        ("Falcon was not inside Turkey at any time", "Falcon is at no time inside Turkey"),
        ("Falcon has been inside Turkey for 17 seconds",
         "Falcon was inside Turkey for 17 seconds"),
        ("Falcon is for 17 seconds inside Turkey", "Falcon is inside Turkey for 17 seconds"),
        ("Falcon from strike to hit stays in Romania",
         "Falcon stays in Romania from strike to hit"),
        ("Falcon is inside Turkey from 09:24 to 09:31 EET",
         "Falcon enters Turkey at 09:24 EET; Falcon leaves Turkey at 09:31 EET', if it entered"),
        ("at 09:24 EET Falcon enters Turkey", "Falcon enters Turkey at 09:24 EET"),
        ("at hit gun reaches 2.5 km", "gun reaches 2.5 km at hit"),
        ("Falcon reached 30,000 ft at hit", "Falcon is at 30,000 ft at hit"),
        ("Falcon reached 500 kt at hit", "Falcon flies at 500 kt at hit"),
        ("Falcon never reached Crimea", "Falcon never enters Crimea"),
        ("Turkey was entered by Falcon", "Falcon enters Turkey"),
        ("Falcon and Kestrel didn't touch", "Falcon and Kestrel did not touch"),
        ("Falcon and Kestrel collided over Turkey",
         "Falcon and Kestrel collided at strike; strike is over Turkey"),
        ("Falcon flies faster than Mach 1 at hit", "Falcon flies at faster than Mach 1 at hit"),
    ],
)  # fmt: skip
def test_what_to_say_instead_reads_in_the_case(says: str, instead: str) -> None:
    remedy = str(fault(says).remedy)
    assert remedy.startswith(f"say '{instead}"), remedy
    form = remedy.removeprefix("say '").split("'")[0]
    assert form == instead.split("'", maxsplit=1)[0]
    case_of(HEAD, [form])


@pytest.mark.parametrize(
    ("says", "word"),
    [
        ("there were two more mails to Minsk", "more"),
        ("there were two alleged mails to Minsk", "alleged"),
        ("there were two of the mails to Minsk", "of the"),
        ("mail is the only known mail to Minsk", "known"),
    ],
)
def test_words_beside_a_kind_are_not_part_of_it(says: str, word: str) -> None:
    assert f"'{word}' would be part of the kind" in fault(says).message


def test_what_is_certified_of_them_holds(tmp_path: Path) -> None:
    sets = [
        ["strike is at quarter past 4 UTC", "strike is at 16:15 UTC"],
        ["strike is at half past four UTC", "strike is at 05:30 UTC"],
        ["strike is on Tuesday", "strike is at 14:00 UTC on 7 March 2023"],
        ["hit is the day after strike",
         "strike is at 10:00 UTC on 14 March; hit is at 12:00 UTC on 17 March"],
        ["strike is between FL330 and FL350", "strike is at FL400"],
        ["strike is at FL330-FL350", "strike is at FL340"],
        ["Falcon flies at Mach 0.8 to 0.9 at hit", "Falcon flies at Mach 2 at hit"],
        ["Falcon is inside Turkey for 17 seconds at hit", "Falcon is outside Turkey at hit"],
        ["Falcon is inside Turkey only once for 10 minutes", "Falcon is inside Turkey for an hour"],
        ["Falcon enters Turkey twice", "Falcon enters Turkey at most once"],
        ["there was only one mail to Minsk at hit", "there were two mails to Minsk"],
        ["there was no mail to Minsk", "there were two mails to Minsk"],
        ["Falcon collided with Kestrel at hit", "Falcon and Kestrel did not touch"],
        ["the range of the gun is 2.5 km at hit", "hit is 40 km from gun"],
        ["13 nautical miles is less than 20 km"],
    ]  # fmt: skip
    assert certified(tmp_path, HEAD, sets) == [
        "consistent", *["contradicted"] * 4, "consistent", *["contradicted"] * 4, "consistent",
        *["contradicted"] * 4,
    ]  # fmt: skip


def test_what_the_language_cannot_say_is_offered_untested() -> None:
    says = "Falcon is inside Turkey on every visit for 10 seconds"
    assert f"or put it on record untested: 'not testable: {says}'" in str(fault(says).remedy)
    assert verdict(HEAD, f"not testable: {says}") == "not testable"


def test_no_form_is_told_of_something_else_than_the_sentence() -> None:
    assert "encounter is" not in str(fault("04:05 Iran time is before 23:35 GMT").remedy).split(
        "an example"
    )[0]  # fmt: skip
    assert "Falcon stays in Romania'" not in str(fault("Falcon at strike stays in Romania").remedy)


def test_a_contact_is_one_of_two_objects() -> None:
    assert "'Turkey' is a place" in fault("Falcon touched Turkey").message
    assert "does not fit here" in fault("Falcon touched the ground at hit").message


def test_a_date_that_may_be_two_days_is_a_question() -> None:
    error = fault("strike is on 04/03/2023")
    forms = re.findall(r"'(on [^']+)'", str(error.remedy))
    assert forms[:2] == ["on 4 March 2023", "on 3 April 2023"]
    for form in forms[:2]:
        case_of(HEAD, [f"strike is {form}"])


def test_a_weekday_that_is_not_that_of_the_date_is_an_error() -> None:
    with pytest.raises(SkywitnessError, match="15 March 2023 is a Wednesday, no Tuesday"):
        verdict(HEAD, "strike is on Tuesday, 15 March 2023")


def test_a_weekday_that_may_be_two_days_is_a_question() -> None:
    head = HEAD.replace("date = 2023-03-14", "date = [2023-03-13, 2023-03-14]")
    with pytest.raises(SkywitnessError, match="'on Friday' may be any of 2 days") as caught:
        verdict(head, "strike is on Friday")
    assert "'on 10 March 2023' or 'on 17 March 2023'" in str(caught.value.remedy)
    assert verdict(head, "strike is on Tuesday", "strike is at 14:00 UTC on 14 March") == (
        "consistent"
    )


@pytest.mark.parametrize(
    "says", ["13 nautical miles is 24.08 km at hit", "27 min restates C1 at hit"]
)
def test_no_moment_is_lost_behind_a_number_in_another_unit(says: str) -> None:
    assert "'hit' would be lost" in fault(says).message


@pytest.mark.parametrize("often", ["twice", "only once", "more than once"])
def test_what_is_denied_of_how_often_is_asked(often: str) -> None:
    assert "does not say what is denied" in fault(f"Falcon never enters Turkey {often}").message
