"""Take-offs and landings of one object: several where they are told at other places or times."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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
