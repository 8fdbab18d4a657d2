"""What stays in one place enters no other that lies apart from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from opposed import contradicted
from said import verdict
from visit_case import HEAD

ENTRY = """
[[moments]]
id = "entry"
phrases = ["entry of Falcon into Turkey"]
objects = ["Falcon"]
"""


@pytest.mark.parametrize(
    "says",
    [
        ["Falcon stays in Turkey", "Falcon enters Ukraine"],
        ["Falcon enters Ukraine at 09:24 UTC", "Falcon never leaves Turkey"],
        ["Falcon does not leave Turkey", "Falcon flies over Ukraine"],
        ["wingman stays in Turkey", "wingman travels 20 km inside Ukraine"],
    ],
)
@pytest.mark.parametrize("speakers", [1, 2])
def test_what_stays_enters_no_place_apart(tmp_path: Path, says: list[str], speakers: int) -> None:
    assert contradicted(tmp_path / "one", HEAD, says, speakers=speakers)
    assert contradicted(tmp_path / "two", HEAD, says[::-1], speakers=speakers)


@pytest.mark.parametrize(
    "inside",
    [
        "Falcon is inside Ukraine for 5 minutes",
        "Falcon goes 2 km deep into Ukraine",
        "Falcon stays in Ukraine",
        "Falcon stays in Ukraine from closest to later",
        "Falcon flies at 900 km/h inside Ukraine",
    ],
)
def test_so_does_all_that_is_inside_another(inside: str) -> None:
    assert verdict(HEAD, "Falcon stays in Turkey", inside) == "contradicted"


@pytest.mark.parametrize(
    "says",
    [
        # They touch, lie within each other or overlap.
        ["Falcon stays in Turkey", "Falcon enters Syria"],
        ["Falcon stays in the Black Sea", "Falcon enters Ukraine"],
        ["Falcon stays in Turkey", "Falcon flies over Ankara"],
        # It came from elsewhere, as claims or the case tell.
        ["Falcon stays in Turkey", "Falcon enters Ukraine", "Falcon enters Turkey at 09:40 UTC"],
        ["Falcon never leaves Turkey", "Falcon enters Ukraine", "Falcon leaves Ukraine"],
        ["Falcon never leaves Turkey", "Falcon leaves Ukraine"],
        ["Falcon never leaves Turkey", "Falcon enters Ukraine", "Falcon takes off from Odesa"],
        ["Falcon stays in Turkey", "Falcon enters Ukraine", "Falcon flies from Ukraine to Turkey"],
        ["Falcon stays in Turkey", "Falcon takes off from Odesa"],
        # It is told of a moment, a way, another object, or denied.
        ["Falcon stays in Turkey at closest", "Falcon enters Ukraine"],
        ["Falcon stays in Turkey from closest to later", "Falcon enters Ukraine"],
        ["Falcon stays in Turkey for 12 minutes", "Falcon enters Ukraine"],
        ["Falcon stays in Turkey", "MiG-31 enters Ukraine"],
        ["Falcon stays in Turkey", "Falcon never enters Ukraine"],
        ["Falcon stays in Turkey", "Falcon does not climb inside Ukraine"],
    ],
)
def test_what_may_be_is_not_excluded(says: list[str]) -> None:
    assert verdict(HEAD, *says) == "consistent"


def test_an_entry_that_the_case_declares_tells_that_it_came() -> None:
    says = ["Falcon stays in Turkey", "Falcon enters Ukraine"]
    assert verdict(HEAD + ENTRY, *says) == "consistent"
