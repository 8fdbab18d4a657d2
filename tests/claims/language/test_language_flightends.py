"""Take-offs and landings of one object: several where they are told at other places or times."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from opposed import contradicted

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text

HEAD = """
id = "t"
title = "t"
date = 2024-03-15
zone = "Europe/Bucharest"
[[objects]]
id = "Falcon"
mover = "jet"
[[moments]]
id = "hit"
[[moments]]
id = "arrival"
objects = ["Falcon"]
"""
PHRASES = 'phrases = ["landing of Falcon"]\n'


def text(*says: str, head: str = HEAD) -> str:
    rows = head
    for n, each in enumerate(says):
        rows += f'[[claims]]\nid = "C{n}"\nspeaker = "s{n}"\nsays = "{each}"\n'
    return rows


def verdict(*says: str, head: str = HEAD) -> str:
    case = case_from_text(text(*says, head=head))
    return sw.together(case, [f"C{n}" for n in range(len(says))])[0].verdict.verdict


@pytest.mark.parametrize(
    "says",
    [
        # An ordinary day.
        ["Falcon takes off from Ankara at 06:00 UTC; Falcon lands at Istanbul at 07:00 UTC; "
         "Falcon takes off from Istanbul at 10:00 UTC"],
        ["Falcon lands at Istanbul at 07:00 UTC", "Falcon lands at Odesa at 11:00 UTC"],
        ["Falcon lands at Istanbul", "Falcon lands at Odesa"],
        ["Falcon takes off at 07:00 UTC", "Falcon took off at 11:00 UTC"],
        ["bomber lands at Istanbul at 07:00 UTC", "bomber lands at Odesa at 11:00 UTC"],
        # Neither needs be the landing of the flight.
        ["flight of Falcon lasted 90 minutes", "Falcon takes off at 09:00 UTC",
         "Falcon lands at 09:40 UTC", "Falcon lands at 10:30 UTC"],
    ],
)  # fmt: skip
def test_two_told_at_other_places_or_times_may_be_two(says: list[str]) -> None:
    head = HEAD if "Falcon" in says[0] else HEAD.split("[[objects]]", maxsplit=1)[0]
    assert verdict(*says, head=head) == "consistent"


@pytest.mark.parametrize(
    ("says", "head"),
    [
        (["Falcon lands at Istanbul at arrival", "Falcon lands at Odesa at arrival"], HEAD),
        (["Falcon lands at Istanbul", "Falcon lands at Odesa"], HEAD + PHRASES),
        (["Falcon lands at 07:00 UTC", "Falcon lands at 11:00 UTC"], HEAD + PHRASES),
        (["flight of Falcon lasted 90 minutes",
          "Falcon takes off at 09:00 UTC; Falcon lands at 12:00 UTC"], HEAD),
    ],
)  # fmt: skip
def test_one_moment_is_one(says: list[str], head: str) -> None:
    assert verdict(*says, head=head) == "contradicted"


def test_the_hard_speed_holds_between_any_of_several() -> None:
    """From Ankara to Odesa are some 750 km, whichever landing that is."""
    off, early = "Falcon takes off from Ankara at 09:00 UTC", "Falcon lands in Turkey at 06:00 UTC"
    assert verdict(off, early, "Falcon lands at Odesa at 09:01 UTC") == "contradicted"
    assert verdict(off, early, "Falcon lands at Odesa at 10:30 UTC") == "consistent"


def test_what_is_told_alike_is_one() -> None:
    """A second telling of one landing adds no way to read it, and both speak of one."""
    told, again = "Falcon lands at 11:00 UTC", "Falcon landed at 11:00 UTC"
    case = case_from_text(text("Falcon lands at 07:00 UTC", told, again))
    both = sw.together(case, ["C1", "C2"])[0].verdict
    assert both.verdict == "consistent"
    assert both.readings == sw.together(case, ["C1"])[0].verdict.readings


def test_a_premise_of_a_landing_stays_clear() -> None:
    head = HEAD.replace('id = "hit"', 'id = "hit"\ngiven = ["Falcon lands at 05:00 UTC"]')
    says = ["Falcon lands at Istanbul", "Falcon lands at Odesa"]
    assert verdict(*says, head=head) == "consistent"


def test_worlds_of_several_landings_are_certified(tmp_path: Path) -> None:
    says = ["Falcon lands at Istanbul at 07:00 UTC", "Falcon lands at Odesa at 11:00 UTC"]
    (tmp_path / "case.toml").write_text(text(*says), encoding="utf-8")
    found = sw.check(tmp_path, together=[["C0", "C1"]])
    assert found.conflicts[0].conflicts == ()
    folder = sw.write_certificates(found, tmp_path)
    listed = json.loads((folder / "manifest.json").read_bytes())["certificates"]
    assert [e for e in listed if not e["certified"]] == []
    assert sw.verify_certificates(folder).failed is None


NEVER = [
    "Falcon never enters Turkey", "Falcon is at no time inside Turkey",
    "Falcon stays outside Turkey", "Falcon never came within 5 km of Turkey",
]  # fmt: skip
FALCON = HEAD.replace('objects = ["Falcon"]', "")


@pytest.mark.parametrize(
    "there",
    [
        "Falcon lands in Turkey", "Falcon takes off from Turkey", "Falcon lands at Ankara",
        "Falcon lands at 39.0 N, 35.0 E", "Falcon lands in Turkey at 07:00 UTC",
    ],
)  # fmt: skip
@pytest.mark.parametrize("never", [*NEVER, "Falcon could not reach Turkey"])
def test_what_is_never_inside_takes_off_and_lands_elsewhere(never: str, there: str) -> None:
    # It may have come from where it could not get back to.
    open_ = "could not" in never and "takes off" in there
    assert verdict(never, there, head=FALCON) == ("consistent" if open_ else "contradicted")
    assert verdict(never, "Falcon lands at Odesa", head=FALCON) == "consistent"


def test_none_of_several_landings_is_inside() -> None:
    one, other = "Falcon lands at Ankara at 07:00 UTC", "Falcon lands at Odesa at 11:00 UTC"
    assert verdict(NEVER[0], one, other, head=FALCON) == "contradicted"
    assert verdict("Falcon never enters Syria", one, other, head=FALCON) == "consistent"


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        (["Falcon stays in Turkey", "Falcon lands at Odesa"], "contradicted"),
        (["Falcon never leaves Turkey", "Falcon lands at Odesa"], "contradicted"),
        (["Falcon never leaves Turkey", "Falcon lands at Ankara"], "consistent"),
        # It may come from elsewhere, and may have landed there before.
        (["Falcon never leaves Turkey", "Falcon takes off from Odesa"], "consistent"),
        (["Falcon stays in Turkey", "Falcon lands at Odesa at 07:00 UTC",
          "Falcon lands at Ankara at 11:00 UTC"], "consistent"),
    ],
)  # fmt: skip
def test_what_stays_inside_lands_there(says: list[str], expected: str) -> None:
    assert verdict(*says, head=FALCON) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Falcon flies at 980 km/h inside Turkey", "contradicted"),
        ("Falcon descends 900 ft inside Turkey", "contradicted"),
        ("Falcon descends at 900 ft/min inside Turkey", "contradicted"),
        ("Falcon climbs inside Turkey", "contradicted"),
        ("Falcon does not climb inside Turkey", "consistent"),  # it says not that it was there
        ("Falcon flies at 980 km/h inside Syria", "consistent"),
    ],
)
def test_what_is_told_of_a_way_inside_was_inside(told: str, expected: str) -> None:
    assert verdict(NEVER[0], told, head=FALCON) == expected
    entered = FALCON + (
        '[[moments]]\nid = "entry"\nobjects = ["Falcon"]\n'
        'phrases = ["entry of Falcon into Turkey"]\n'
        '[[moments]]\nid = "exit"\nobjects = ["Falcon"]\n'
        'phrases = ["exit of Falcon from Turkey"]\n'
    )
    assert verdict(NEVER[0], told, head=entered) == expected


def test_a_landing_inside_what_is_never_entered_is_proved(tmp_path: Path) -> None:
    assert contradicted(tmp_path, FALCON, [NEVER[0], "Falcon lands at Ankara"])
