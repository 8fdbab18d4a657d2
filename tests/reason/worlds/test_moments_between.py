"""Moments that no claim speaks of, and the premises alone put in order, in the world shown."""

from __future__ import annotations

import pytest

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text

HEAD = """
id = "order"
title = "order"
date = 2020-03-01
zone = "UTC"
[[objects]]
id = "jet"
mover = "jet"
[[moments]]
id = "alpha"
objects = ["jet"]
[[moments]]
id = "bravo"
objects = ["jet"]
given = ["after alpha"]
[[moments]]
id = "charlie"
objects = ["jet"]
given = ["after bravo"]
"""
PLACED = "alpha is at 06:47 UTC; alpha is at 27.0 N, 56.0 E"


@pytest.mark.parametrize(
    "says",
    [
        (f"{PLACED}; charlie is at 25.5 N, 55.5 E",),
        (f"{PLACED}; charlie is at 25.5 N, 55.5 E; charlie is at 06:55 UTC",),
        (PLACED, "alpha is at 13,500 ft"),
        ("charlie is at 06:55 UTC; charlie is at 13,500 ft",),
    ],
)
def test_a_moment_between_keeps_its_order_and_some_time(says: tuple[str, ...]) -> None:
    rows = [f'[[claims]]\nid = "C{k}"\nspeaker = "s"\nsays = "{s}"\n' for k, s in enumerate(says)]
    first = sw.as_json(sw.check(case_from_text(HEAD + "".join(rows)), conflicts_s=0.0))["claims"][0]
    (verdict,) = first["verdicts"]
    assert verdict["verdict"] == "consistent"
    times = [verdict["witness"]["times"][m] for m in ("alpha", "bravo", "charlie")]
    assert times == sorted(times)
    minutes = [int(t[11:13]) * 60 + int(t[14:16]) for t in times]
    assert minutes == sorted(set(minutes)), "moments of one jet are not at one instant"


def test_words_tell_no_height_that_the_claim_does_not_speak_of() -> None:
    rows = (("A", PLACED), ("B", "alpha is at 13,500 ft"))
    text = "".join(f'[[claims]]\nid = "{i}"\nspeaker = "{i}"\nsays = "{s}"\n' for i, s in rows)
    found = sw.as_json(sw.check(case_from_text(HEAD + text), conflicts_s=0.0))["claims"]
    placed, high = (claim["verdicts"][0]["because"] for claim in found)
    assert "height" not in placed
    assert "a height of 13,500 ft" in high.lower()
