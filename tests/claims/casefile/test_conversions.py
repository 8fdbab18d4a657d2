"""Numbers with a conversion beside them, and limits in other words: what is offered reads."""

from __future__ import annotations

import re

import pytest
from small_case import HEAD, claims, moments

from skywitness.claims.casefile.conversions import without_conversions
from skywitness.claims.casefile.loader import case_from_text
from skywitness.errors import SkywitnessError

OBJECTS = """
[[objects]]
id = "jet"
mover = "jet"
[[objects]]
id = "wing"
mover = "jet"
apart = true
"""
CASE = HEAD + OBJECTS + moments("hit", "fire", objects=["jet", "wing"])


@pytest.mark.parametrize(
    ("says", "offered"),
    [
        ("hit is about 20 km (12 miles) from Turkey", "hit is about 20 km from Turkey"),
        ("hit is roughly 12 nm (22 km) from Turkey", "hit is roughly 12 nm from Turkey"),
        ("hit is at most 20 km (about 12 miles) from Turkey", "hit is at most 20 km from Turkey"),
        ("hit is 20 km, or 12 miles, from Turkey", "hit is 20 km from Turkey"),
        ("jet passes within 45 ft (14 m) of wing at hit", "jet passes within 45 ft of wing at hit"),
        ("jet is at no more than 19,000 ft (5,800 m) at hit",
         "jet is at no more than 19,000 ft at hit"),
        ("jet flies at 500 knots (926 km/h) at hit", "jet flies at 500 knots at hit"),
        ("jet goes about 2 km (1.2 miles) deep into Turkey",
         "jet goes about 2 km deep into Turkey"),
        ("jet goes no deeper than 2 km into Turkey", "jet goes no more than 2 km deep into Turkey"),
        ("jet penetrates about 2 km into Turkey", "jet goes about 2 km deep into Turkey"),
        ("jet comes no closer than 5 nm to wing", "jet does not come closer than 5 nm to wing"),
        ("jet enters Turkey for 17 seconds", "jet is inside Turkey for 17 seconds"),
        ("jet is not inside Turkey for more than 17 seconds",
         "jet is inside Turkey for at most 17 seconds"),
        ("jet does not travel more than 2 km inside Turkey",
         "jet travels at most 2 km inside Turkey"),
        ("jet flies no faster than 500 knots at hit", "jet flies at no more than 500 knots at hit"),
        ("jet does not exceed 19,000 ft at hit", "jet is not above 19,000 ft at hit"),
        ("hit is no later than 9 min after fire", "hit is not more than 9 min after fire"),
        ("hit is at or before 10:00 UTC", "hit is not after 10:00 UTC"),
        ("hit is just inside Turkey", "hit is inside Turkey"),
    ],
)  # fmt: skip
def test_what_is_offered_reads(says: str, offered: str) -> None:
    with pytest.raises(SkywitnessError) as told:
        case_from_text(CASE + claims(says))
    found = re.match("say '([^']*)'", str(told.value.remedy))
    assert found is not None, told.value.remedy
    assert found[1] == offered
    case_from_text(CASE + claims(offered))


@pytest.mark.parametrize(
    "says",
    ["hit is 20 km from Turkey (mainland)", "jet is inside Turkey (2015) at hit",
     "hit is 10 or 12 miles from Turkey", "two or 3 m"],
)  # fmt: skip
def test_what_is_no_conversion_stays(says: str) -> None:
    assert without_conversions(says) == says
