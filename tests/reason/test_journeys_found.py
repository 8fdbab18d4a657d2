"""What random journeys found: small cases of faults that are mended."""

from __future__ import annotations

import math

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text

HEAD = """
id = "t"
title = "t"
[[objects]]
id = "Falcon"
mover = "helicopter"
[[moments]]
id = "alpha"
objects = ["Falcon"]
[[moments]]
id = "bravo"
objects = ["Falcon"]
"""


def case_of(*claims: str) -> sw.Case:
    text = HEAD
    for k, says in enumerate(claims):
        text += f'[[claims]]\nid = "C{k}"\nsays = {says!r}\nspeaker = "S"\n'
    return case_from_text(text)


def found(*claims: str) -> sw.Finding:
    case = case_of(*claims)
    (finding,) = sw.together(case, [claim.id for claim in case.claims])
    return finding


def test_a_path_takes_time_though_nothing_is_said_of_its_ends() -> None:
    finding = found(
        "alpha is at 10:00 UTC on 1 May 2016", "Falcon covers 16 km from alpha to bravo"
    )
    assert finding.verdict.verdict == "consistent"
    assert finding.verdict.best is not None
    (course,) = finding.verdict.best.courses
    first, last = course.stops
    assert first.time is not None
    assert last.time is not None
    assert last.path <= 566.0 * (last.time - first.time) + 1e-3


def test_a_descent_takes_time_though_nothing_is_said_of_its_ends() -> None:
    finding = found("alpha is at 10:00 UTC on 1 May 2016", "Falcon falls 8 km from alpha to bravo")
    assert finding.verdict.best is not None
    (course,) = finding.verdict.best.courses
    first, last = course.stops
    assert first.time is not None
    assert last.time is not None
    assert first.height is not None
    assert last.height is not None
    come = math.hypot(last.path, last.height - first.height)
    assert come <= 566.0 * (last.time - first.time) + 1e-3


def test_a_path_that_nothing_of_its_kind_can_fly_in_the_time_is_contradicted() -> None:
    finding = found(
        "alpha is at 10:00:00 UTC on 1 May 2016",
        "bravo is at 10:01:00 UTC on 1 May 2016",
        "Falcon covers 50 km from alpha to bravo",
    )
    assert finding.verdict.verdict == "contradicted"


def test_a_separation_from_a_place_that_nothing_is_said_of_has_no_bound() -> None:
    case = case_of("alpha is at 10:00 UTC on 1 May 2016")
    answer = sw.as_json(sw.ask(case, "separation of alpha and bravo", ["C0"]))
    (reading,) = answer["readings"]
    assert reading["possible"] == [[0.0, None]]
    assert [end["status"] for end in reading["ends"][0]] == ["bound", "bound"]
