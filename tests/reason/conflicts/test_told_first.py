"""Which of several near-copies a conflict is told of: the order of the case decides nothing."""

from __future__ import annotations

import itertools

import pytest

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text

HEAD = 'id = "c"\ntitle = "c"\ndate = 2020-03-01\nzone = "UTC"\n[[moments]]\nid = "hit"\n'
SAID = {"T1": ("18:26", "US"), "T2": ("18:24", "USSR"), "T3": ("18:26", "ICAO")}


def _told(order: tuple[str, ...], days: dict[str, str]) -> tuple[set[str], set[frozenset[str]]]:
    """The claims of the only conflict, and of those that repeat it."""
    rows = (
        f'[[claims]]\nid = "{each}"\nspeaker = "{SAID[each][1]}"\n'
        f'says = "hit is at {SAID[each][0]} UTC"\n'
        + (f"said = {days[each]}\n" if each in days else "")
        for each in order
    )
    found = sw.check(case_from_text(HEAD + "".join(rows), file="case.toml"), conflicts_s=5)
    ((conflict,),) = (each.conflicts for each in found.conflicts)
    return set(conflict.claims), {frozenset(each) for each in conflict.also}


@pytest.mark.parametrize("order", list(itertools.permutations(SAID)))
def test_the_order_of_the_case_does_not_decide_who_is_set_against_whom(
    order: tuple[str, ...],
) -> None:
    assert _told(order, {}) == ({"T1", "T2"}, {frozenset({"T2", "T3"})})
    dated = {"T1": "2020-03-05", "T3": "2020-03-02"}
    assert _told(order, dated) == ({"T2", "T3"}, {frozenset({"T1", "T2"})})
