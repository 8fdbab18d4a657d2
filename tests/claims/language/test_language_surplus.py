"""An adverb, a pronoun or a word beside a declared name makes no other object of it."""

from __future__ import annotations

import pytest
from said import case_of, verdict

from skywitness.errors import LanguageError

HEAD = """
id = "surplus"
title = "surplus"
date = 2024-03-15
[[objects]]
id = "Falcon"
phrases = ["Falcon Two"]
mover = "jet"
[[objects]]
id = "Kestrel"
mover = "propeller"
[[objects]]
id = "IR655"
mover = "jet"
[[objects]]
id = "IR"
mover = "jet"
[[moments]]
id = "hit"
[[moments]]
id = "contact"
objects = ["Falcon", "Kestrel"]
"""


def refused(text: str) -> LanguageError:
    with pytest.raises(LanguageError) as caught:
        case_of(HEAD, [text])
    return caught.value


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Falcon briefly enters Turkey", "Falcon enters Turkey"),
        ("Falcon also enters Turkey", "Falcon enters Turkey"),
        ("Then Falcon enters Turkey", "Falcon enters Turkey"),
        ("Falcon then deliberately enters Turkey", "Falcon enters Turkey"),
        ("Falcon rapidly descends 900 ft from hit to contact",
         "Falcon descends 900 ft from hit to contact"),
        ("Falcon eventually leaves Turkey", "Falcon leaves Turkey"),
        ("Falcon safely lands at Ankara at 09:00 UTC", "Falcon lands at Ankara at 09:00 UTC"),
        ("Falcon steadily flies at 480 kt from hit to contact",
         "Falcon flies at 480 kt from hit to contact"),
        ("Falcon and Kestrel briefly touch at contact", "Falcon and Kestrel touch at contact"),
        ("Falcon briefly is inside Turkey at hit", "Falcon is inside Turkey at hit"),
        ("Falcon jet enters Turkey", "Falcon enters Turkey"),
        ("Russian Falcon enters Turkey", "Falcon enters Turkey"),
    ],
)  # fmt: skip
def test_what_holds_without_a_word_is_offered_without_it(text: str, meant: str) -> None:
    error = refused(text)
    assert (error.remedy or "").startswith(f"say '{meant}'")
    assert case_of(HEAD, [meant]).claims


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Falcon nearly enters Turkey", 1),
        ("Falcon almost enters Turkey", 1),
        ("Falcon allegedly enters Turkey", 1),
        ("Falcon possibly enters Turkey", 1),
        ("Falcon probably briefly enters Turkey", 1),
        ("Falcon may enters Turkey", 1),
        ("Falcon twice enters Turkey", 1),
        ("Falcon repeatedly enters Turkey", 1),
        ("Falcon unusually enters Turkey", 1),
        ("Falcon briefly never enters Turkey", 1),
        ("Falcon deliberately does not fly over Turkey", 1),
        ("Falcon and Kestrel almost collide", 12),
        ("hit allegedly happened", 1),
        ("Falcon enters Turkey; it leaves Turkey", 23),
        ("he enters Turkey", 1),
        ("the aircraft enters Turkey", 1),
        ("Falcon and the drone touch at contact", 1),
        ("Falcons enters Turkey", 1),
        ("Falcon or Kestrel enters Turkey", 1),
        ("another Falcon enters Turkey", 1),
        ("Falcon heads towards the nobody", 22),
    ],
)
def test_what_does_not_is_offered_no_form(text: str, column: int) -> None:
    error = refused(text)
    assert error.column == column
    assert "enters Turkey'" not in (error.remedy or "")
    assert "a form that would parse" not in (error.remedy or "")


@pytest.mark.parametrize(
    "text",
    [
        "Falcon Two enters Turkey",
        "the Falcon enters Turkey",
        "IR 655 enters Turkey",
        '"Falcon briefly" enters Turkey',
        "Su-24 enters Turkey",
        "Falcon transponder is off at hit",
        "Falcon's speed is 400 kt at hit",
        "supply enters Turkey",
    ],
)
def test_names_are_read(text: str) -> None:
    assert case_of(HEAD, [text]).claims


def test_a_name_spelt_another_way_is_the_object() -> None:
    assert verdict(HEAD, "IR 655 enters Turkey", "IR655 never enters Turkey") == "contradicted"
