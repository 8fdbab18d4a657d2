"""One-sided words, ranges under them and negations: what they exclude and what follows."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import skywitness as sw
from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.language.grammar import parse
from skywitness.claims.meaning.policy import default_policy
from skywitness.claims.meaning.stretches import POLICY

HEAD = """
id = "t"
title = "t"
[[moments]]
id = "hit"
[[moments]]
id = "landing"
[[objects]]
id = "jet"
[[places]]
name = "Skerry"
coordinates = "58.2000 N, 20.1000 E"
error = "300 m"
[[places]]
name = "Skerry zone"
around = "Skerry"
width = "12 nm"
"""


def case(*says: str, premise: str = "") -> Case:
    text = HEAD
    for number, each in enumerate(says):
        text += f'[[claims]]\nid = "C{number}"\nspeaker = "s{number}"\nsays = \'{each}\'\n'
        if premise and number:
            text += f'follows_from = ["{premise}"]\n'
    return case_from_text(text)


def verdict(*says: str) -> sw.Finding:
    (found,) = sw.together(case(*says), [f"C{n}" for n in range(len(says))])
    return found


def inference(premise: str, claim: str) -> str:
    found = sw.check(case(premise, claim, premise="C0"), conflicts_s=0.001)
    (inferred,) = [i for c in found.claims for _, i in c.inference if c.claim.id == "C1"]
    return inferred.result


@pytest.mark.parametrize(
    ("bound", "value"),
    [
        ("landing is at least 4 minutes after hit", "landing is 50 minutes after hit"),
        ("landing is no less than 4 minutes after hit", "landing is 3 hours after hit"),
        ("landing is less than 3 hours after hit", "landing is 7 minutes after hit"),
        ("landing is no more than 3 hours after hit", "landing is 7 minutes after hit"),
        ("landing is up to 6-12 minutes after hit", "landing is 2 minutes after hit"),
        ("landing is within 6-12 minutes of hit", "landing is 2 minutes before hit"),
        ("landing is 20 minutes or more after hit", "landing is 5 hours after hit"),
        ("landing is upwards of 6-12 minutes after hit", "landing is 50 minutes after hit"),
        ("hit is within 4-8 km of Skerry", "hit is 1 km from Skerry"),
        ("hit is no more than 4-8 km from Skerry", "hit is 1 km from Skerry"),
        ("hit is more than 4-8 km from Skerry", "hit is 90 km from Skerry"),
        ("hit is no closer than 4 km to Skerry", "hit is 90 km from Skerry"),
        ("hit is under 90 km from Skerry", "hit is 2 km from Skerry"),
        ("hit is not within 4-8 km of Skerry", "hit is 90 km from Skerry"),
        ("hit is above 9000 ft", "hit is at 30000 ft"),
        ("hit is not above 30000 ft", "hit is at 900 ft"),
    ],
)
def test_what_is_literally_true_needs_no_stretch(bound: str, value: str) -> None:
    found = verdict(bound, value)
    assert found.verdict.verdict == "consistent"
    assert found.verdict.best is not None
    margin = sw.as_json(found)["margin"]
    assert margin["lo"] == 0.0
    assert margin["hi"] <= 0.2  # a number as printed is met for every shape only within an error


@given(
    word=st.sampled_from(
        ["more than", "at least", "no less than", "over", "upwards of", "no closer than"]
    ),
    limit=st.integers(1, 5000),
    high=st.integers(0, 500),
    times=st.floats(1, 1000),
)
@settings(max_examples=200, deadline=None)
def test_a_lower_bound_is_never_stretched_by_a_number_above_it(
    word: str, limit: int, high: int, times: float
) -> None:
    _holds(word, limit, limit + high, (limit + high) * times)


@given(
    word=st.sampled_from(["less than", "up to", "at most", "under", "no more than", "not over"]),
    limit=st.integers(1, 5000),
    high=st.integers(0, 500),
    share=st.floats(0, 1),
)
@settings(max_examples=200, deadline=None)
def test_an_upper_bound_is_never_stretched_by_a_number_below_it(
    word: str, limit: int, high: int, share: float
) -> None:
    _holds(word, limit, limit + high, limit * share)


def _holds(word: str, low: int, high: int, value: float) -> None:
    for end in {low, high}:
        atom = parse(f"hit is {word} {end} km from Crimea").clauses[0].atom
        assert atom.quantity is not None
        least, most = default_policy().range_of(atom.quantity, 1.0).at(0.0)
        assert least <= value * (1 + 1e-12)
        assert value * (1 - 1e-12) <= most


def test_an_end_is_hard_up_to_the_policy_and_gives_way_by_the_tolerance_beyond() -> None:
    found = verdict("hit is more than 40 km from Skerry", "hit is at 58.2000 N, 20.1000 E")
    assert found.verdict.verdict == "contradicted"
    atom = parse("hit is more than 40 km from Crimea").clauses[0].atom
    assert atom.quantity is not None
    allowed = default_policy().range_of(atom.quantity, 1.0)
    tolerance = float(default_policy().tolerance(Decimal(40)))
    assert [allowed.at(s)[0] for s in (0, 0.5, POLICY)] == [40, 40, 40]
    assert [allowed.at(s)[0] for s in (2, 3, 8)] == [40 - k * tolerance for k in (1, 2, 7)]


def test_a_shortfall_under_the_tolerance_is_strained_and_not_consistent() -> None:
    found = verdict(
        "landing is more than 40 minutes after hit", "landing is 37.0 minutes after hit"
    )
    assert found.verdict.verdict == "strained"


@pytest.mark.parametrize("words", ["more than 3 km", "at least 3 km", "no closer than 3 km"])
def test_a_lower_bound_says_nothing_of_a_zone_around_it(words: str) -> None:
    premise = f"hit is {words} from Skerry"
    assert inference(premise, 'hit is outside "Skerry zone"') == "does not follow"
    assert inference(premise, 'hit is inside "Skerry zone"') == "does not follow"


def test_an_upper_bound_says_that_it_is_inside_a_wider_zone() -> None:
    assert inference("hit is within 3 km of Skerry", 'hit is inside "Skerry zone"') == "follows"
    assert inference("hit is within 3 km of Skerry", 'hit is outside "Skerry zone"') == "excluded"


def test_what_follows_from_a_range_follows_from_both_its_ends() -> None:
    near = "landing is at least 5 minutes after hit"
    far = "landing is at least 10 minutes after hit"
    either = "landing is at least 5-10 minutes after hit"
    assert inference(either, near) == "follows"
    assert inference(either, far) == "does not follow"
    assert inference(far, either) == "follows"
    assert inference(near, either) == "does not follow"
    assert inference("hit is within 5-10 km of Skerry", 'hit is inside "Skerry zone"') == "follows"
    wide = inference("hit is within 5-40 km of Skerry", 'hit is inside "Skerry zone"')
    assert wide == "does not follow"


def test_a_range_excludes_only_what_neither_end_allows() -> None:
    either = "landing is at least 20-40 minutes after hit"
    assert verdict(either, "landing is 25 minutes after hit").verdict.verdict == "consistent"
    assert verdict(either, "landing is 9 minutes after hit").verdict.verdict == "contradicted"


def test_a_negation_is_carried_out_before_an_end_is_chosen() -> None:
    beyond = "hit is not within 4-8 km of Skerry"
    assert verdict(beyond, "hit is 6 km from Skerry").verdict.verdict == "consistent"
    assert verdict(beyond, "hit is 1.0 km from Skerry").verdict.verdict == "contradicted"
    assert inference(beyond, "hit is at least 3 km from Skerry") == "follows"
    assert inference(beyond, "hit is at least 7 km from Skerry") == "does not follow"


@pytest.mark.parametrize(
    "says",
    [
        "jet is inside Syria for less than 17 seconds",
        "jet is inside Syria for up to 17 seconds",
        "jet travels less than 2 km inside Syria",
        "jet travels up to two km inside Syria",
        "jet goes up to 9 km deep into Syria",
        "jet goes less than 9 km deep into Syria",
    ],
)
def test_inside_for_less_than_says_inside(says: str) -> None:
    assert verdict(says, "jet never enters Syria").verdict.verdict == "contradicted"
    assert inference(says, "jet enters Syria") == "follows"


def test_less_than_a_depth_inside_says_inside() -> None:
    both = verdict('hit is less than 5 nm inside "Skerry zone"', 'hit is outside "Skerry zone"')
    assert both.verdict.verdict == "contradicted"


def test_a_reach_of_at_least_so_much_excludes_no_distance() -> None:
    text = HEAD + (
        '[[objects]]\nid = "gun"\nstands = true\n'
        '[[claims]]\nid = "C0"\nspeaker = "s"\nsays = "gun reaches at least 2.5 km at hit"\n'
    )
    (found,) = sw.together(case_from_text(text), ["C0"])
    assert found.verdict.verdict == "not testable"


BAD_MAP = '[[places]]\nname = "Haze"\ncoordinates = "58.2000 N, 20.1000 E"\nerror = "2500 m"\n'


@pytest.mark.parametrize(
    ("premise", "claim", "result"),
    [
        ("hit is more than 4 km from Haze", "hit is at least 4 km from Haze", "follows"),
        ("hit is 20-30 km from Haze", "hit is at least 4 km from Haze", "follows"),
        ("hit is 20-30 km from Haze", "hit is within 40 km of Haze", "follows"),
        ("hit is within 4 km of Haze", "hit is within 9 km of Haze", "follows"),
        ("hit is within 9 km of Haze", "hit is within 4 km of Haze", "open"),
        ("hit is within 4 km of Haze", "hit is more than 9 km from Haze", "excluded"),
        ("hit is due south of Haze", "hit is south of Haze", "follows"),
        ("hit is north of Haze", "hit is due south of Haze", "excluded"),
        ("hit is at 20000-25000 ft AMSL", "hit is above 9000 ft AMSL", "follows"),
        ("hit is above 20000 ft AMSL", "hit is not above 9000 ft AMSL", "excluded"),
        ("jet flies at 300-350 kt over the ground from hit to landing",
         "jet flies at less than 400 kt over the ground from hit to landing", "follows"),
        ("jet travels 20-30 km from hit to landing",
         "jet travels at least 9 km from hit to landing", "follows"),
        ("hit is 20-30 km from landing", "landing is no closer than 9 km to hit", "follows"),
    ],
)  # fmt: skip
def test_ranges_of_one_number_decide_whatever_the_error_of_the_map(
    premise: str, claim: str, result: str, tmp_path: Path
) -> None:
    text = HEAD + BAD_MAP
    text += f'[[claims]]\nid = "C0"\nspeaker = "a"\nsays = "{premise}"\n'
    text += f'[[claims]]\nid = "C1"\nspeaker = "b"\nsays = "{claim}"\nfollows_from = ["C0"]\n'
    made = case_from_text(text)
    found = sw.check(made, conflicts_s=0.001)
    (inferred,) = [i for c in found.claims for _, i in c.inference]
    assert inferred.result == result
    sheet = tmp_path / "case.toml"
    sheet.write_text(text, encoding="utf-8")
    checked = sw.check(tmp_path, conflicts_s=0.001)
    folder = sw.write_certificates(checked, tmp_path)
    report = sw.verify_certificates(folder)
    assert report.failed is None
    (entry,) = [
        e for e in json.loads((folder / "manifest.json").read_bytes())["certificates"]
        if e["about"]["kind"] == "inference"
    ]  # fmt: skip
    assert entry["certified"], entry
