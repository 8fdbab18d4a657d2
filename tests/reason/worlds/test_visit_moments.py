"""Visits in worlds: each ends after it begins, none overlap, and moments are in them or not."""

from __future__ import annotations

import datetime as dt
import itertools
import time
from pathlib import Path

import pytest
from said import case_of, certified, verdict, written

import skywitness as sw
from skywitness.claims.visitorder import MOST_ORDERS
from skywitness.reason.check import check_together

HEAD = """
id = "moments"
title = "moments"
date = 2015-11-24
[[objects]]
id = "Falcon"
mover = "jet"
[[objects]]
id = "MiG-31"
mover = "jet"
""" + "".join(
    f'[[moments]]\nid = "{name}"\nobjects = ["{who}"]\n'
    for name, who in (("one", "Falcon"), ("two", "Falcon"), ("three", "Falcon"), ("mig", "MiG-31"))
)
ONCE, ONE_STAY = "Falcon enters Turkey only once", "Falcon is inside Turkey only once"
INSIDE, OUTSIDE = "Falcon is inside Turkey at one", "Falcon is outside Turkey at one"
STAYS = "Falcon stays in Turkey from one to three"
TEN = "Falcon is inside Turkey for 10 minutes"
IN_ALL = "Falcon is inside Turkey for a total of {}"


def enters(clock: str) -> str:
    return f"Falcon enters Turkey at {clock} UTC"


def leaves(clock: str) -> str:
    return f"Falcon leaves Turkey at {clock} UTC"


def at(moment: str, clock: str) -> str:
    return f"{moment} is at {clock} UTC"


VISIT = [enters("09:10"), leaves("09:20")]
LONG = [STAYS, at("one", "09:00"), at("three", "09:30")]


def world(*says: str) -> sw.Json:
    """What is shown for sentences taken together."""
    case = case_of(HEAD, says)
    return sw.as_json(check_together(case, [f"C{n}" for n in range(len(says))])[0])


def visits_of(found: sw.Json) -> list[tuple[float, float]]:
    """Begin and end of every visit in a witness, seconds."""
    w = found["witness"]
    clock = {m: dt.datetime.fromisoformat(t).timestamp() for m, t in w["times"].items()}
    clock |= w["gaps_s"]
    begins = {m.replace("entry of falcon into", ""): t for m, t in clock.items() if "entry" in m}
    ends = {m.replace("exit of falcon from", ""): t for m, t in clock.items() if "exit" in m}
    both = [(begins.get(k, ends.get(k, 0.0)), ends.get(k, begins.get(k, 0.0)))
            for k in {**begins, **ends}]  # fmt: skip
    return sorted(both)


@pytest.mark.parametrize(
    "says",
    [
        [enters("09:24"), enters("09:50")],
        [leaves("09:24"), leaves("09:50")],
        [leaves("09:24"), enters("09:50"), enters("09:10")],
        [enters("09:24"), leaves("09:24")],
        [TEN, IN_ALL.format("35 minutes")],
        [f"{TEN} on its first visit", f"{TEN} on its second visit", IN_ALL.format("35 minutes")],
        [TEN, ONCE, IN_ALL.format("35 minutes")],
        [*VISIT, INSIDE, at("one", "09:30")],
        [*VISIT, OUTSIDE, at("one", "09:15")],
        [enters("23:50"), "Falcon leaves Turkey at 00:10 UTC on 25 November 2015"],
        [f"{TEN} from 09:10 UTC", "Falcon is inside Turkey for 20 minutes from 09:40 UTC", INSIDE,
         at("one", "09:30")],
    ],
)  # fmt: skip
def test_a_visit_ends_after_it_begins_and_none_overlap(says: list[str]) -> None:
    found = world(*says)
    assert found["verdict"] == "consistent"
    visits = visits_of(found)
    assert all(begin <= end + 1e-5 for begin, end in visits)
    assert all(one[1] <= two[0] + 1e-5 for one, two in itertools.pairwise(visits))


def test_a_total_that_visits_do_not_make_up_needs_another() -> None:
    two = [f"{TEN} on its first visit", f"{TEN} on its second visit"]
    found = world(*two, IN_ALL.format("35 minutes"))
    assert found["reading"] == "first, then second; another visit besides"
    assert sum(end - begin for begin, end in visits_of(found)) == pytest.approx(35 * 60, abs=1)
    found = world(*two, IN_ALL.format("20 minutes"))
    assert "besides" not in found["reading"]


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        # Of one visit, all of it is the total.
        ([TEN, ONE_STAY, IN_ALL.format("35 minutes")], "contradicted"),
        ([TEN, ONE_STAY, IN_ALL.format("at least 35 minutes")], "contradicted"),
        ([TEN, ONE_STAY, IN_ALL.format("up to 35 minutes")], "consistent"),
        ([TEN, ONE_STAY, IN_ALL.format("about 12 minutes")], "consistent"),
        ([TEN, ONE_STAY, IN_ALL.format("5 minutes")], "contradicted"),
        # It may have been there from the first as well.
        ([TEN, ONCE, IN_ALL.format("35 minutes")], "consistent"),
        ([f"{TEN} on its first visit", f"{TEN} on its last visit", IN_ALL.format("35 minutes")],
         "consistent"),
        # What never leaves has no second visit, whatever the total is.
        ([f"{TEN} on its first visit", f"{TEN} on its second visit",
          "Falcon never leaves Turkey", IN_ALL.format("35 minutes")], "contradicted"),
    ],
)  # fmt: skip
def test_a_total_and_how_many_visits_there_were(says: list[str], expected: str) -> None:
    assert verdict(HEAD, *says) == expected


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ([*VISIT, INSIDE, at("one", "09:15"), ONCE], "consistent"),
        ([*VISIT, INSIDE, at("one", "09:30"), ONCE], "contradicted"),
        ([*VISIT, INSIDE, at("one", "09:30"), ONE_STAY], "contradicted"),
        ([*VISIT, "one is inside Turkey", at("one", "09:30"), ONCE], "contradicted"),
        ([*VISIT, "one is 1 km inside Turkey", at("one", "09:30"), ONCE], "contradicted"),
        ([*VISIT, "Falcon flies over Turkey at one", at("one", "09:30"), ONCE], "contradicted"),
        # Nothing says that there was no other visit.
        ([*VISIT, INSIDE, at("one", "09:30")], "consistent"),
        ([*VISIT, INSIDE, at("one", "09:30"), "Falcon enters Turkey once"], "consistent"),
        # Its ends are in it, and tolerances are those of the clocks.
        ([*VISIT, INSIDE, at("one", "09:20"), ONE_STAY], "consistent"),
        ([*VISIT, INSIDE, at("one", "09:21"), ONE_STAY], "consistent"),
        ([*VISIT, INSIDE, at("one", "09:22"), ONE_STAY], "strained"),
        # Before it entered it may have been there from the first, without an entry.
        ([*VISIT, INSIDE, at("one", "09:00"), ONCE], "consistent"),
        ([*VISIT, INSIDE, at("one", "09:00"), ONE_STAY], "contradicted"),
        ([f"{TEN} on its first visit from 09:26 UTC", INSIDE, at("one", "09:10")], "consistent"),
        ([f"{TEN} on its last visit from 09:26 UTC", INSIDE, at("one", "09:50")], "contradicted"),
        # Another object, and another place.
        ([*VISIT, "MiG-31 is inside Turkey at mig", at("mig", "09:30"), ONE_STAY], "consistent"),
        ([*VISIT, "Falcon is inside Syria at one", at("one", "09:30"), ONE_STAY], "consistent"),
        # Past midnight.
        ([enters("23:50"), "Falcon leaves Turkey at 00:10 UTC on 25 November 2015", ONE_STAY,
          INSIDE, "one is at 00:05 UTC on 25 November 2015"], "consistent"),
    ],
)  # fmt: skip
def test_what_is_inside_at_a_moment_is_on_a_visit(says: list[str], expected: str) -> None:
    assert verdict(HEAD, *says) == expected


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ([f"{TEN} from 09:10 UTC", OUTSIDE, at("one", "09:15")], "contradicted"),
        ([f"{TEN} from 09:10 UTC", OUTSIDE, at("one", "09:25")], "consistent"),
        ([f"{TEN} from 09:10 UTC", OUTSIDE, at("one", "09:05")], "consistent"),
        # An entry and an exit may be of two visits, and the moment between them.
        ([*VISIT, OUTSIDE, at("one", "09:15")], "consistent"),
        ([*VISIT, OUTSIDE, at("one", "09:15"), ONCE], "contradicted"),
        ([*VISIT, "one is 2 km outside Turkey", at("one", "09:15"), ONCE], "contradicted"),
        ([*VISIT, "Falcon stays outside Turkey at one", at("one", "09:15"), ONCE], "contradicted"),
        ([*VISIT, "Falcon does not fly over Turkey at one", at("one", "09:15"), ONCE],
         "contradicted"),
        # In, out and in again is twice, of which once may be from the first.
        ([INSIDE, "Falcon is outside Turkey at two", "Falcon is inside Turkey at three", ONE_STAY,
          at("one", "09:00"), at("two", "09:10"), at("three", "09:20")], "contradicted"),
        ([INSIDE, "Falcon is outside Turkey at two", "Falcon is inside Turkey at three", ONCE,
          at("one", "09:00"), at("two", "09:10"), at("three", "09:20")], "consistent"),
    ],
)  # fmt: skip
def test_what_is_outside_at_a_moment_is_on_no_visit(says: list[str], expected: str) -> None:
    assert verdict(HEAD, *says) == expected


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ([*LONG, leaves("09:15")], "contradicted"),
        ([*LONG, enters("09:15")], "contradicted"),
        ([*LONG, leaves("09:30")], "consistent"),
        ([*LONG, leaves("09:00")], "consistent"),
        ([*LONG, leaves("09:50")], "consistent"),
        ([*LONG, "Falcon is outside Turkey at two", at("two", "09:15")], "contradicted"),
        ([*LONG, "Falcon stays outside Turkey at two", at("two", "09:15")], "contradicted"),
        ([*LONG, "Falcon is outside Turkey at two", at("two", "09:40")], "consistent"),
        (["Falcon never leaves Turkey", f"{TEN} on its second visit"], "contradicted"),
        (["Falcon never leaves Turkey", f"{TEN} on its first visit"], "consistent"),
        (["Falcon never leaves Turkey", enters("09:20"), enters("09:50")], "contradicted"),
        (["Falcon never leaves Turkey", enters("09:20")], "consistent"),
        (["Falcon stays in Turkey", enters("09:20"), at("one", "09:10")], "consistent"),
        (["MiG-31 never leaves Turkey", enters("09:20"), enters("09:50")], "consistent"),
    ],
)  # fmt: skip
def test_what_stays_does_not_leave_in_between(says: list[str], expected: str) -> None:
    assert verdict(HEAD, *says) == expected


def test_a_case_may_take_a_word_out_of_its_visits() -> None:
    says = [*VISIT, ONE_STAY, INSIDE, at("one", "09:30")]
    apart = HEAD + '[[apart]]\nwords = "Turkey"\nclaims = ["C3"]\n'
    assert verdict(HEAD, *says) == "contradicted"
    assert verdict(apart, *says) == "consistent"


def test_a_moment_outside_is_on_no_visit_of_which_only_a_way_is_told() -> None:
    """A path inside tells of a visit too: the moment is not between its entry and its exit."""
    found = world("Falcon travels 3 miles inside Turkey", OUTSIDE, at("one", "09:15"),
                  "Falcon flies at 900 km/h over the ground inside Turkey",
                  "Falcon flies at 800 km/h over the ground between one and two")  # fmt: skip
    assert found["verdict"] == "consistent"
    assert "outside at one" in found["reading"]


def test_many_orders_of_visits_are_not_searched_one_by_one() -> None:
    """Most are excluded by their clocks alone: of 200 few are looked into."""
    out, back = "Falcon is outside Turkey at two", "Falcon is inside Turkey at three"
    clocks = [at("one", "09:15"), at("two", "09:30"), at("three", "09:45")]
    says = [*VISIT, INSIDE, out, back, *clocks]
    begun = time.process_time()
    assert world(*says)["verdict"] == "consistent"
    assert time.process_time() - begun < 20  # 80 s where each is searched


def test_too_many_visits_are_not_tested_and_not_shown() -> None:
    found = world(*(enters(f"09:{m}0") for m in range(6)))
    assert found["verdict"] == "consistent"
    visits = visits_of(found)
    assert all(begin <= end for begin, end in visits)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(visits))
    assert MOST_ORDERS == 50


def test_moments_and_visits_are_certified(tmp_path: Path) -> None:
    for name, says, expected in (
        ("once", [*VISIT, INSIDE, at("one", "09:30"), ONCE], "contradicted"),
        ("other", [*VISIT, INSIDE, at("one", "09:30")], "consistent"),
        ("out", [*VISIT, OUTSIDE, at("one", "09:15")], "consistent"),
        ("between", [*LONG, leaves("09:15")], "contradicted"),
        ("total", [f"{TEN} on its first visit", f"{TEN} on its second visit",
                   IN_ALL.format("35 minutes")], "consistent"),
        ("all", [TEN, ONE_STAY, IN_ALL.format("35 minutes")], "contradicted"),
        ("never", ["Falcon never leaves Turkey", f"{TEN} on its second visit"], "contradicted"),
        ("entries", [enters("09:24"), enters("09:50")], "consistent"),
    ):  # fmt: skip
        (tmp_path / name).mkdir()
        assert certified(tmp_path / name, HEAD, [says]) == [expected]


def test_conflicts_know_of_moments_on_visits(tmp_path: Path) -> None:
    """Each of the five is needed: without the entry it left first and entered later."""
    says = [*VISIT, INSIDE, at("one", "09:30"), ONCE]
    (tmp_path / "case.toml").write_text(written(HEAD, says), encoding="utf-8")
    result = sw.check(sw.load_case(tmp_path), conflicts_s=20)
    assert result.conflicts is not None
    (found,) = result.conflicts
    (conflict,) = found.conflicts
    assert set(conflict.claims) == {"C0", "C1", "C2", "C3", "C4"}
    assert conflict.minimal
    sw.write_certificates(result, tmp_path / "out")
    report = sw.verify_certificates(tmp_path / "out")
    assert report.failed is None
    assert not report.not_certified


@pytest.mark.parametrize(
    "says", ["Falcon stays in Turkey at one", "Falcon is inside Turkey at one"]
)
def test_moment_inside_is_on_a_visit_of_those_that_make_up_the_total(says: str) -> None:
    case = case_of(HEAD, [says, IN_ALL.format("about 284 seconds")])
    found = check_together(case, ["C0", "C1"])[0]
    best = found.verdict.best
    assert found.verdict.verdict == "consistent"
    assert best is not None
    clock = {**best.gaps, **best.times}
    visits = [
        (clock[entry], clock[entry.replace("entry of", "exit of").replace("into", "from")])
        for entry in clock
        if entry.startswith("entry of")
    ]
    assert any(begin <= clock["one"] <= end for begin, end in visits), clock


def test_moments_inside_and_outside_leave_a_total_to_visits_besides(tmp_path: Path) -> None:
    says = (INSIDE, "Falcon is outside Turkey at two", "two is 1 minute after one")
    sets = [(*says, IN_ALL.format("30 minutes"))]
    assert certified(tmp_path, HEAD, sets) == ["consistent"]
