"""A form that is offered changes no unit, number, agent or sense: in doubt there is none."""

from __future__ import annotations

import pytest

from skywitness.claims.language.grammar import parse
from skywitness.errors import LanguageError


def offered(text: str) -> str | None:
    with pytest.raises(LanguageError) as caught:
        parse(text)
    mended = "a form that would parse: " in (caught.value.remedy or "")
    return caught.value.nearest if mended else None


@pytest.mark.parametrize(
    "text",
    [
        # What stands for a unit, or for two numbers.
        "hit is 12 M from Odesa",
        "hit is at 25k ft",
        "hit is at 25000'",
        # Who did it.
        "Falcon violated Turkish airspace",
        "Kestrel issued a warning",
        "Kestrel received no flares",
        # Words that weaken, bound or say where, how often or with whom.
        "ten warnings in 5 minutes",
        "Falcon re-enters Turkey",
        "Falcon may enter Turkey",
        "Falcon with Kestrel enters Turkey",
        "Falcon was allegedly hit",
        "Falcon was reportedly shot down",
        "hit is min. 9 km from Odesa",
        "hit is 9 km max from Odesa",
        "hit is close on 9 km from Odesa",
        "Falcon is partly inside Turkey at hit",
        "Falcon is deep inside Turkey at hit",
        "hit is at 01:24 (Kyiv) on 2 May",
        "hit is 60 km away",
    ],
)
def test_no_form_is_offered_that_says_something_else(text: str) -> None:
    assert offered(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("hit is 12 miels from Odesa", "hit is 12 miles from Odesa"),
        ("hit is located 12 km from Odesa", "hit is 12 km from Odesa"),
        ("hit is 12 km distant from Odesa", "hit is 12 km from Odesa"),
        ("hit is 12 km sothwest of Odesa", "hit is 12 km southwest of Odesa"),
    ],
)
def test_slips_and_idle_words_are_mended(text: str, meant: str) -> None:
    assert offered(text) == meant
