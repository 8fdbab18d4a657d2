"""Faults found in what ties places, each kept as the smallest case that showed it."""

from __future__ import annotations

from shipped import checked

from skywitness.claims.casefile.loader import case_from_text
from skywitness.reason.check import check_together

CASE = """
id = "x"
title = "x"
[[objects]]
id = "gun"
stands = true
[[objects]]
id = "radar"
stands = true
[[objects]]
id = "drone"
apart = true
[[moments]]
id = "hit"
[[moments]]
id = "end"
"""
SAYS = {
    "A": "gun is inside Syria",
    "B": "radar is inside Iceland",
    "C": "gun reaches 20 km at hit",
    "D": "radar reaches 20 km at hit",
    "E": "hit is at 35.0 N, 35.0 E",
    "F": "end is at 40.0 N, 35.0 E",
    "G": "drone travels 5 km from hit to end",
}
TEXT = CASE + "".join(
    f'[[claims]]\nid = "{name}"\nsays = "{says}"\nspeaker = "s"\n' for name, says in SAYS.items()
)


def verdict(text: str, names: str) -> str:
    (found,) = check_together(case_from_text(text), list(names))
    return found.verdict.verdict


def test_two_weapons_far_apart_do_not_reach_one_place_that_nothing_else_is_said_of() -> None:
    assert verdict(TEXT, "ABCD") == "contradicted"
    assert verdict(TEXT, "ACD") == "consistent"


def test_an_object_that_is_apart_is_not_where_the_moments_happen() -> None:
    assert verdict(TEXT, "EFG") == "consistent"
    assert verdict(TEXT.replace("apart = true", ""), "EFG") == "contradicted"


def test_facts_that_clash_in_one_set_do_not_weigh_on_another() -> None:
    # Opposite facts in a larger set once left their verdict with the places both sets share.
    found = checked("ep3-hainan-2001")
    assert found.conflicts is not None
    for frame in found.conflicts:
        for conflict in frame.conflicts:
            claims = {part.claim for part in conflict.parts}
            assert claims in ({"C2", "U2"}, {"C1", "U1"}), conflict.strength
