"""The clock of a moment is that of its own zone, however the moment is told."""

from __future__ import annotations

import pytest

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text

HEAD = """
id = "t"
title = "t"
date = 2024-12-25
zone = "Asia/Aqtau"
[[objects]]
id = "E190"
[[moments]]
id = "departure"
phrases = ["take-off of E190"]
zone = "Asia/Baku"
objects = ["E190"]
[[moments]]
id = "entry"
phrases = ["entry of E190 into Russia"]
zone = "Europe/Moscow"
objects = ["E190"]
[[moments]]
id = "exit"
phrases = ["exit of E190 from Russia"]
zone = "Europe/Moscow"
objects = ["E190"]
"""


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("E190 takes off from Baku at 07:55 local time", "departure is at 03:55 UTC"),
        ("E190 takes off at 07:55 local time", "departure is at 03:55 UTC"),
        ("E190 enters Russia at 07:55 local time", "entry is at 04:55 UTC"),
        ("E190 leaves Russia at 07:55 local time", "exit is at 04:55 UTC"),
    ],
)
def test_a_moment_keeps_its_zone(local: str, utc: str) -> None:
    assert _verdict(local, utc) == "consistent"
    hour = utc.replace("03:55", "02:55").replace("04:55", "02:55")  # by the clock of the case
    assert _verdict(local, hour) == "contradicted"


def _verdict(*says: str) -> str:
    rows = "".join(
        f'[[claims]]\nid = "C{n}"\nspeaker = "s{n}"\nsays = "{each}"\n'
        for n, each in enumerate(says)
    )
    case = case_from_text(HEAD + rows)
    return sw.together(case, [claim.id for claim in case.claims])[0].verdict.verdict
