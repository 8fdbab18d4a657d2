"""What is told first: findings once, who said what, the number that decides, who agrees."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from small_case import HEAD, claims, moments, written

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.telling.timewords import lapse
from skywitness.dossier.words.headlines import Headline, headlines
from skywitness.dossier.words.headlinewords import undecided
from skywitness.dossier.words.short import short_json
from skywitness.reason.agreements import agreements
from skywitness.reason.results import CheckResult

BOX = '[[places]]\nname = "Box"\nbox = [32.0, 43.0, 33.0, 44.0]\nerror = "50 m"\n'


def checked(*rows: str, head: str = "") -> CheckResult:
    """A case of claims told as ``who | how | what``, the last two parts of each optional."""
    told = []
    for k, row in enumerate(rows, start=1):
        who, says, *rest = (part.strip() for part in row.split("|"))
        stance = f'stance = "{rest[0]}"\n' if rest and rest[0] else ""
        quote = f'quote = "{rest[1]}"\n' if len(rest) > 1 else ""
        told.append(f'[[claims]]\nid = "C{k}"\nspeaker = "{who}"\nsays = "{says}"\n{stance}{quote}')
    return sw.check(case_from_text(HEAD + head + moments("hit", "fall") + BOX + "".join(told)))


def only(result: CheckResult) -> Headline:
    (found,) = headlines(result)
    return found


def test_a_finding_names_who_said_what_and_the_number_that_decides() -> None:
    found = only(
        checked(
            "a ministry | hit is 30 km from Box | asserts | about 30 km off the Box",
            "an agency | hit is 60 km from Box | reports",
        )
    )
    first, second = found.said
    assert (first.who, first.how, first.words, first.quoted) == (
        "a ministry", "says", "about 30 km off the Box", True,
    )  # fmt: skip
    assert first.coded == "hit is 30 km from Box"
    assert second.sentence == "an agency reports: hit is 60 km from Box"
    (line,) = found.lines
    assert line.verdict == "contradicted"
    assert line.words.startswith("Impossible together, even with every tolerance doubled.")
    assert "60 km from Box” is 55 to 65 km" in line.words


def test_what_is_found_twice_stands_once() -> None:
    """A conflict, and an inference of the same two claims that is excluded."""
    text = (
        '[[claims]]\nid = "C1"\nspeaker = "s1"\nsays = "hit is 30 km from Box"\n'
        '[[claims]]\nid = "C2"\nspeaker = "s2"\nsays = "hit is 60 km from Box"\n'
        'follows_from = ["C1"]\n'
    )
    result = sw.check(case_from_text(HEAD + moments("hit") + BOX + text))
    assert result.claims[1].inference[0][1].result == "excluded"
    assert only(result).claims == ("C1", "C2")


def test_a_claim_that_fails_alone_needs_nobody_else() -> None:
    found = only(checked("a ministry | hit is inside Box; hit is 60 km from Box"))
    assert found.claims == ("C1",)
    assert found.lines[0].words.startswith("Impossible, ")


def test_each_point_of_view_has_a_line() -> None:
    head = '[[frames]]\nid = "one"\nlabel = "one"\nsame = [["hit", "fall"]]\n'
    head += '[[frames]]\nid = "two"\nlabel = "two"\n'
    found = only(checked("a | hit is inside Box", "b | fall is 60 km from Box", head=head))
    assert [(line.frames, line.verdict) for line in found.lines] == [
        (("one",), "contradicted"),
        (("two",), "consistent"),
    ]
    assert found.lines[1].words == "Possible together."


def test_what_is_not_tested_is_no_part_of_what_somebody_said() -> None:
    found = only(
        checked(
            "a | hit is inside Box; not testable: it was on purpose; needs a mind reader",
            "b | hit is 60 km from Box",
        )
    )
    assert found.said[0].words == "hit is inside Box"


def test_who_did_not_deny_said_nothing() -> None:
    found = short_json(checked("a | not testable: x | did not deny", "b | not testable: y"), ())
    assert [each["speaker"] for each in found["accounts"]] == ["b"]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (-1980.0, -1800.0, "30–33 minutes earlier"),
        (-math.inf, -510.0, "at least 8 min 30 s earlier"),
        (-math.inf, 0.0, "not later"),
        (0.0, 0.0, "at the same time"),
        (0.0, math.inf, "not earlier"),
        (16.5, 17.5, "16.5–17.5 seconds"),
    ],
)
def test_a_lapse_is_told_as_people_do(low: float, high: float, words: str) -> None:
    assert lapse(low, high) == words


def test_times_on_two_clocks_agree_and_a_third_differs() -> None:
    head = 'zone = "Asia/Tehran"\n'
    text = HEAD.replace('zone = "UTC"\n', head) + moments("hit")
    for k, (who, when) in enumerate(
        [("a", "03:05 local time"), ("b", "about 23:35 GMT"), ("c", "19:44 GMT")], start=1
    ):
        text += f'[[claims]]\nid = "C{k}"\nspeaker = "{who}"\nsays = "hit is at {when}"\n'
    result = sw.check(case_from_text(text.replace("hit is at about", "hit is about")))
    found = agreements(result)
    agree = [[claim for claim, _ in each.ends] for each in found if each.how == "agree"]
    differ = [[claim for claim, _ in each.ends] for each in found if each.how == "differ"]
    assert agree == [["C1", "C2"]]
    assert differ == [["C1", "C3"], ["C2", "C3"]]
    assert short_json(result, headlines(result))["agree"][0]["times"] == ["23:35 UTC"]


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("hit is 30 km from Box", "hit is about 30 km from Box", ["agree"]),
        ("hit is 30 km from Box", "hit is 60 km from Box", ["differ"]),
        # Neither: the ranges meet, and what one prints lies outside the other's.
        ("hit is 30 km from Box", "hit is 38 km from Box", ["differ"]),
        ("hit is about 30 km from Box", "hit is about 38 km from Box", []),
        ("hit is 30 km from Box", "fall is 30 km from Box", []),
        ("shots were fired", "no shots were fired", ["differ"]),
    ],
)
def test_who_agrees(one: str, other: str, how: list[str]) -> None:
    found = agreements(checked(f"a | {one}", f"b | {other}"))
    assert [each.how for each in found] == how


def test_a_speaker_does_not_agree_with_itself_nor_what_is_drawn_with_its_source() -> None:
    assert agreements(checked("a | hit is 30 km from Box", "a | hit is 30 km from Box")) == ()


def test_what_one_point_of_view_leaves_nothing_to_say_is_no_agreement(tmp_path: Path) -> None:
    # Where two moments are one, a part may be there in one point of view only.
    frames = '[[frames]]\nid = "one"\nlabel = "one"\nsame = [["alpha", "bravo"]]\n'
    frames += '[[frames]]\nid = "two"\nlabel = "two"\n'
    place = '[[places]]\nname = "Zone"\nbox = [30.0, 44.0, 32.0, 46.0]\nerror = "100 m"\n'
    text = frames + '[[objects]]\nid = "Shadow"\nmover = "jet"\n' + place
    text += moments("alpha", "bravo", objects=["Shadow"])
    text += claims("Shadow was unable to reach Zone", "Shadow was unable to reach Zone")
    result = sw.check(sw.load_case(written(tmp_path, text)), conflicts_s=0)
    assert {"C1", "C2"} == {c for each in agreements(result) for c, _ in each.ends}


ISLE = (
    '[[places]]\nname = "Reef"\ncoordinates = "44 N 34 E"\n'
    '[[places]]\nname = "Isle"\nbox = [32.0, 43.0, 32.1, 43.1]\nerror = "7 km"\n'
)


def test_what_is_not_decided_says_why_with_the_numbers() -> None:
    """A place whose error is as wide as it is itself, and one without an error."""
    text = HEAD + moments("hit") + ISLE + claims("hit is inside Isle", "hit is 5 km from Reef")
    result = sw.check(case_from_text(text), conflicts_s=0)
    coarse, nameless = (undecided(each.findings[0].verdict) for each in result.claims)
    assert coarse == (
        "Not decided: the maps' stated errors (7 km of Isle) are larger than the difference."
    )
    assert nameless == (
        "Not decided: Reef has no stated error, so that nothing can be shown of it."
    )


TIED = (
    '[[frames]]\nid = "one"\nlabel = "one"\nsame = [["hit", "fall"]]\n'
    '[[frames]]\nid = "two"\nlabel = "two"\n'
    + moments("hit", "fall") + BOX
    + claims("hit is inside Box", "fall is 60 km from Box") + 'follows_from = ["C1"]\n'
)  # fmt: skip


def test_claims_that_are_undecided_together_say_why(tmp_path: Path) -> None:
    result = sw.check(sw.load_case(written(tmp_path, TIED)), conflicts_s=0)
    lines = only(result).lines
    assert [line.verdict for line in lines] == ["contradicted", "undecided"]
    assert lines[1].words.startswith("Not decided whether they are possible together: ")
    certificates = sw.write_certificates(result, tmp_path / "out")
    sw.write_page(result, tmp_path / "out", certificates=certificates)
    report = sw.verify_certificates(tmp_path / "out")
    assert report.failed is None


def test_of_many_pairs_that_differ_the_first_are_told_and_the_rest_counted() -> None:
    """Of 16 claims every two differ, and no finding says so: 120 pairs."""
    told = claims(*(f"hit is {20 + 5 * k} km from Box" for k in range(16)))
    result = sw.check(case_from_text(HEAD + moments("hit") + BOX + told), conflicts_s=0)
    differ = [each for each in agreements(result) if each.how == "differ"]
    short = short_json(result, headlines(result))
    assert len(differ) > len(short["differ"]) == 100
    assert short["more"] == {"agree": 0, "differ": len(differ) - 100}
