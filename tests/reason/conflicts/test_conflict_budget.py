"""The work that a search for conflicts may take: one case gives one list on any machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.reason.check import check
from skywitness.reason.conflicts.conflicts import find_conflicts
from skywitness.reason.work import SECOND, Kept, SpentError, charge, within
from skywitness.reason.worlds.given import given_in

#: A raid off a coast: ten claims of one aircraft at five moments, and one conflict of four of
#: them that only times, ways and speed together show.
RAID = """
id = "raid"
title = "raid"
date = 2018-09-17
zone = "Europe/Moscow"
[[places]]
name = "Israeli airspace"
around = "Israel"
width = "12 nm"
error = "1 km"
[[objects]]
id = "Il-20"
mover = "propeller"
[[objects]]
id = "F-16"
mover = "jet"
apart = true
"""
for _moment in ("strike", "fire", "manoeuvre", "launch"):
    RAID += f'[[moments]]\nid = "{_moment}"\nobjects = ["F-16"]\n'
RAID += """
[[moments]]
id = "hit"
objects = ["Il-20"]
given = ["over the Mediterranean Sea"]
"""
RAID_CLAIMS = {
    "R1": "strike is at 21:40; fire is at 21:51; manoeuvre is at 21:59; hit is at 22:03",
    "R2fire": 'F-16 is 70-90 km from Latakia at fire; F-16 is over "Mediterranean Sea" at fire',
    "R2man": "F-16 is 70-90 km from Latakia at manoeuvre; "
    'F-16 is over "Mediterranean Sea" at manoeuvre',
    "R2manW": "F-16 is 70-90 km west of Latakia at manoeuvre",
    "R2fireW": "F-16 is 70-90 km west of Latakia at fire",
    "I1": "F-16 is within 12 nm of Israel at launch; F-16 is outside Lebanon at launch; "
    "F-16 is outside Syria at launch; launch is before hit",
    "STRIKE": "F-16 is within 10 km of Latakia at strike",
    "SUB1": "F-16 flies at less than 1,225 km/h over the ground from strike to launch",
    "SUB2": "F-16 flies at less than 1,225 km/h over the ground from fire to launch",
    "SUB3": "F-16 flies at less than 1,225 km/h over the ground from manoeuvre to launch",
}
#: Small enough for a test, and enough to be cut by a small budget.
SMALL = """
id = "small"
title = "small"
[[moments]]
id = "m1"
[[places]]
name = "Alpha"
coordinates = "10.0 N, 20.0 E"
error = "100 m"
[[places]]
name = "Beta"
coordinates = "10.0 N, 21.0 E"
error = "100 m"
"""


def with_claims(text: str, claims: dict[str, str]) -> str:
    rows = (f"[[claims]]\nid = {c!r}\nsays = {s!r}\nspeaker = 's {c}'\n" for c, s in claims.items())
    return text + "".join(rows)


def small() -> str:
    ways = ["20 km from Alpha", "30 miles north of Alpha", "60 km from Beta", "40 miles from Beta",
            "80 km east of Alpha", "at 10,000 ft AMSL", "at 9,000 m AMSL"]  # fmt: skip
    return with_claims(SMALL, {f"C{k}": f"m1 is {way}" for k, way in enumerate(ways)})


def found_by_a_process(text: str, seconds: float, seed: str) -> str:
    program = (
        "import json, sys; import skywitness as sw; "
        "from skywitness.claims.casefile.loader import case_from_text; "
        "case = case_from_text(sys.stdin.read()); "
        f"print(json.dumps(sw.as_json(sw.check(case, conflicts_s={seconds}))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    return done.stdout


@contextmanager
def busy(count: int) -> Iterator[None]:
    """So many processes that do nothing but keep the machine busy."""
    running = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for each in running:
            each.kill()
            each.wait()


@pytest.mark.parametrize("count", [1, pytest.param(4, marks=pytest.mark.long)])
def test_a_search_that_is_cut_is_cut_at_the_same_place_beside_busy_processes(count: int) -> None:
    text = small()
    quiet = found_by_a_process(text, 0.1, seed="1")
    with busy(count):
        assert found_by_a_process(text, 0.1, seed="2") == quiet
    found = json.loads(quiet)
    assert found["conflicts"]
    assert found["conflicts_cut"], "the budget of this test is to be too small for the whole"


@pytest.mark.long
@pytest.mark.parametrize("case", ["f4-syria-2012", "su24-turkey-2015", "ep3-hainan-2001"])
def test_a_shipped_case_gives_the_same_beside_four_busy_processes(case: str) -> None:
    program = (
        "import json, sys; import skywitness as sw; "
        "print(json.dumps(sw.as_json(sw.check(sys.argv[1]))))"
    )

    def run(seed: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", program, case], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout  # fmt: skip

    quiet = run("3")
    with busy(4):
        assert run("4") == quiet


def test_what_was_checked_before_changes_nothing() -> None:
    case = case_from_text(small())
    first = sw.as_json(check(case, conflicts_s=0.1))
    check(case, together=[["C0", "C2"], ["C1", "C3"]], conflicts_s=3)
    assert sw.as_json(check(case, conflicts_s=0.1)) == first


def test_found_conflicts_are_told_even_when_the_rest_is_cut() -> None:
    case = case_from_text(small())
    given = given_in(case, case.frames[0])
    whole = find_conflicts(case, given)
    assert whole.cut == ()
    pairs = {c.claims for c in whole.conflicts if len(c.parts) == 2}
    cut = find_conflicts(case, given, seconds=0.15)
    assert cut.cut
    assert {c.claims for c in cut.conflicts} & pairs
    assert {c.parts for c in cut.conflicts if c.minimal} <= {c.parts for c in whole.conflicts}


def test_more_work_never_loses_a_conflict() -> None:
    case = case_from_text(small())
    given = given_in(case, case.frames[0])
    before: set[object] = set()
    for seconds in (0.05, 0.2, 1.0, 5.0):
        found = find_conflicts(case, given, seconds=seconds)
        now = {c.parts for c in found.conflicts if c.minimal}
        assert before <= now
        before = now


@pytest.mark.long
def test_twenty_seconds_find_the_conflict_of_a_raid_and_do_not_become_two_hundred() -> None:
    case = case_from_text(with_claims(RAID, RAID_CLAIMS))
    with within() as meter:
        (found,) = check(case, conflicts_s=20).conflicts or ()
    assert meter.done < 25 * SECOND
    assert [(set(c.claims), c.strength) for c in found.conflicts] == [
        ({"R1", "R2man", "I1", "SUB3"}, "strained")
    ]
    sets = [set(c.claims) for c in found.compatible]
    assert set(RAID_CLAIMS) - {"I1"} in sets
    assert any("I1" in claims for claims in sets)
    assert found.cut
    assert "the work allowed was used up" in found.cut[0]


# --- counting ---------------------------------------------------------------------------------


def test_work_counts_for_every_meter_around_it() -> None:
    with within() as outer:
        charge(2)
        with within(10) as inner:
            charge(3)
    assert (outer.done, inner.done) == (5, 3)
    charge(1)
    assert outer.done == 5


def test_who_is_named_when_work_is_used_up() -> None:
    with within(5) as outer, within(3) as inner:
        with pytest.raises(SpentError) as first:
            charge(4)
        with pytest.raises(SpentError) as second:
            charge(4)
    assert first.value.meter is inner
    assert second.value.meter is outer


def test_an_answer_that_is_kept_costs_what_it_cost_once() -> None:
    kept: Kept[str, int] = Kept(2)
    kept.put("a", 1, cost=7.0)
    assert kept.get("a") == 1
    with within(pays=True) as meter:
        assert kept.get("a") == 1
        assert kept.get("a") == 1
        assert kept.get("b") is None
    assert meter.done == 7
    with within(pays=True) as other, within() as inner:
        assert kept.get("a") == 1
        kept.put("b", 2, cost=9.0)  # it was charged while it was worked out
        assert kept.get("b") == 2
        kept.put("c", 3, cost=1.0)
        assert kept.get("a") is None
    assert (other.done, inner.done) == (7, 7)
