"""Possible only if: in which readings a set is possible, and what of it is untested."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from small_case import HEAD, claims, moments, together, written

import skywitness as sw
from skywitness.claims.meaning.parts import Reading, Value
from skywitness.reason.verdicts.onlyif import only_if

PLACES = """
[[places]]
name = "Islet"
coordinates = "45 N 33 E"
error = "10 m"
[[places]]
name = "Strait"
box = [30.0, 44.0, 32.0, 46.0]
error = "100 m"
"""
NAUTICAL = ("hit is 10 miles from Islet", "hit is 18.5 km from Islet")
INTENT = "hit is 10 km from Islet; not testable: intent"


def readings(**values: tuple[str, ...]) -> list[Reading]:
    words = {name: name for name in values}
    return [
        Reading("", "ordinary", {n: Value(v, "ordinary", v)
                                 for n, v in zip(values, choice, strict=True)}, (), words)
        for choice in itertools.product(*values.values())
    ]  # fmt: skip


def told(some: list[Reading], good: list[bool]) -> list[list[tuple[str, tuple[str, ...]]]]:
    found = only_if(some, good, good)
    assert found is not None
    assert (found.readings, found.left, found.fits) == (len(some), sum(good), sum(good))
    return [[(w.word, w.values) for w in words] for words in found.alternatives]


def test_one_word_decides() -> None:
    some = readings(miles=("statute", "nautical"), north=("true", "magnetic"))
    good = [r.choice["miles"].label == "nautical" for r in some]
    assert told(some, good) == [[("miles", ("nautical",))]]


def test_two_words_decide_together_or_either_way() -> None:
    some = readings(a=("1", "2", "3"), b=("x", "y"), c=("p", "q"))
    both = [r.choice["a"].label != "1" and r.choice["b"].label == "x" for r in some]
    assert told(some, both) == [[("a", ("2", "3")), ("b", ("x",))]]
    either = [r.choice["a"].label == "1" or r.choice["b"].label == "x" for r in some]
    assert sorted(told(some, either)) == [[("a", ("1",))], [("b", ("x",))]]


def test_every_condition_is_true_of_all_readings() -> None:
    some = readings(a=("1", "2"), b=("1", "2"), c=("1", "2"))
    for good in itertools.product((False, True), repeat=8):
        if all(good) or not any(good):
            assert only_if(some, good, good) is None
            continue
        found = only_if(some, good, good)
        assert found is not None
        for reading, is_good in zip(some, good, strict=True):
            inside = any(
                all(reading.choice[w.word].label in w.values for w in words)
                for words in found.alternatives
            )
            assert inside == is_good or not found.alternatives


def test_a_set_is_possible_only_in_some_readings(tmp_path: Path) -> None:
    found = together(tmp_path, moments("hit") + claims(*NAUTICAL) + PLACES)
    assert found["verdict"] == "consistent"
    assert found["only_if"] == {
        "text": "Possible only if “miles” is read as “nautical miles” (1 of 2 readings).",
        "readings": 2,
        "not_excluded": 1,
        "possible": 1,
        "any_of": [[{"word": "miles", "values": ["nautical miles"]}]],
    }
    assert found["only_if"]["text"] in found["because"]


def test_a_compatible_set_names_its_readings(tmp_path: Path) -> None:
    case = sw.load_case(written(tmp_path, moments("hit") + claims(*NAUTICAL) + PLACES))
    found = sw.as_json(sw.check(case, conflicts_s=5.0))
    (some,) = found["compatible"]
    assert some["claims"] == ["C1", "C2"]
    assert some["only_if"]["any_of"] == [[{"word": "miles", "values": ["nautical miles"]}]]


def test_a_set_with_an_untested_part_is_never_plainly_consistent(tmp_path: Path) -> None:
    found = together(tmp_path, moments("hit") + claims(INTENT) + PLACES)
    assert (found["verdict"], found["tested_in_part"]) == ("consistent", True)
    assert found["because"].startswith("Possible in the part that can be tested")
    assert "Not tested: Intent." in found["because"]


def test_nothing_is_supported_while_a_part_is_untested(tmp_path: Path) -> None:
    text = moments("hit", given=["within 5 km of Islet"]) + PLACES
    says = "hit is within 50 km of Islet"
    whole = together(tmp_path / "a", text + claims(says))
    part = together(tmp_path / "b", text + claims(f"{says}; not testable: intent"))
    assert (whole["verdict"], whole["tested_in_part"]) == ("supported", False)
    assert (part["verdict"], part["tested_in_part"]) == ("consistent", True)


@pytest.mark.parametrize(
    ("premise", "conclusion", "result"),
    [
        (INTENT, "hit is within 20 km of Islet", "follows"),
        ("hit is 10 km from Islet", "hit is within 20 km of Islet; not testable: intent", "open"),
        (INTENT, "hit is 30 km from Islet", "excluded"),
        ("not testable: intent", "hit is within 20 km of Islet", "open"),
    ],
)
def test_a_premise_with_an_untested_part_serves_in_its_tested_part(
    tmp_path: Path, premise: str, conclusion: str, result: str
) -> None:
    text = moments("hit") + claims(premise, conclusion) + 'follows_from = ["C1"]\n' + PLACES
    checked = sw.check(sw.load_case(written(tmp_path, text)))
    (inference,) = sw.as_json(checked)["claims"][1]["inference"]
    assert inference["result"] == result
    assert ("ntent" in inference["because"]) == ("intent" in premise + conclusion)
    sw.write_certificates(checked, tmp_path / "out")
    report = sw.verify_certificates(tmp_path / "out")
    assert report.failed is None, report.failed


FACTS = '[[objects]]\nid = "jet"\nmover = "jet"\n'


@pytest.mark.parametrize(
    "place", ['[[places]]\nname = "Zone"\nbox = [30.0, 44.0, 32.0, 46.0]\nerror = "100 m"\n']
)
@pytest.mark.parametrize("turned", [False, True])
def test_never_enters_and_inside_for_minutes_conflict(
    tmp_path: Path, place: str, turned: bool
) -> None:
    says = ["jet never enters Zone", "jet is inside Zone for 12 minutes"]
    case = HEAD + FACTS + place
    text = case.removeprefix(HEAD) + claims(*(says[::-1] if turned else says))
    assert together(tmp_path, text)["verdict"] == "contradicted"
