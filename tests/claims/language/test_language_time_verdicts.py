"""Clock times, orders and facts: what comes out of them together."""

from __future__ import annotations

import pytest
from test_language_time import HEAD, MOMENTS

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.language.grammar import parse
from skywitness.errors import LanguageError


def verdicts(body: str, together: list[str]) -> str:
    made = case_from_text(HEAD + body)
    return sw.together(made, together)[0].verdict.verdict


def claims(**says: str) -> str:
    return "".join(
        f'\n[[claims]]\nid = "{name}"\nspeaker = "s"\nsays = "{text}"\n'
        for name, text in says.items()
    )


def test_a_transponder_is_tested_by_its_opposite_only() -> None:
    body = MOMENTS + claims(
        A="MQ-9 transponder is off during flight",
        B="MQ-9 transponder is on at strike",
        C="MQ-9 transponder is off at impact",
    )
    assert verdicts(body, ["A"]) == "not testable"
    assert verdicts(body, ["A", "C"]) == "not testable"
    assert verdicts(body, ["A", "B"]) == "contradicted"
    assert verdicts(body, ["B", "C"]) == "not testable"


def test_counts_of_one_kind() -> None:
    kinds = """
[[moments]]
id = "first"
kind = "mail to Minsk"
[[moments]]
id = "second"
kind = "mail to Minsk"
"""
    body = kinds + claims(
        ONE="first is the only mail to Minsk",
        TWO="there are two mails to Minsk",
        MANY="there is more than one mail to Minsk",
        GAP="second is 5 minutes after first",
    )
    assert verdicts(body, ["ONE", "TWO"]) == "contradicted"
    assert parse('there are two "mails to Minsk"').clauses[0].atom.kind == "mails to Minsk"  # type: ignore[attr-defined]
    assert verdicts(body, ["ONE", "MANY"]) == "contradicted"
    assert verdicts(body, ["TWO", "MANY"]) == "consistent"
    assert verdicts(body, ["ONE", "GAP"]) == "contradicted"
    assert verdicts(body, ["TWO", "GAP"]) == "consistent"
    with pytest.raises(LanguageError, match="not declared to be a 'letter'"):
        verdicts(kinds + claims(X="first is the only letter"), ["X"])


ENTRY_AND_EXIT = """
[[moments]]
id = "entry"
phrases = ["entry of Su-24 into Turkey"]
[[moments]]
id = "exit"
phrases = ["exit of Su-24 from Turkey"]
"""


def test_inside_for_a_time_and_never_inside() -> None:
    body = "date = 2015-11-24" + ENTRY_AND_EXIT + claims(
        A="Su-24 is inside Turkey for 17 seconds from 09:24:05 EET",
        B="Su-24 never enters Turkey",
        C="exit is at 09:24:22 EET",
        D="exit is at 09:25:10 EET",
        E="F-16 never enters Turkey",
    )  # fmt: skip
    assert verdicts(body, ["A", "B"]) == "contradicted"
    assert verdicts(body, ["A", "C"]) == "consistent"
    assert verdicts(body, ["A", "D"]) == "contradicted"
    assert verdicts(body, ["A", "E"]) == "consistent"
    answer = sw.as_json(sw.ask(case_from_text(HEAD + body), "time of exit", ["A"]))
    assert answer["readings"][0]["possible"] == [
        ["2015-11-24T07:24:21.000Z", "2015-11-24T07:24:23.000Z"]
    ]


def test_an_object_does_not_leave_before_it_enters() -> None:
    body = "date = 2015-11-24" + ENTRY_AND_EXIT + claims(
        A="Su-24 is inside Turkey for up to 3 minutes",
        B="exit is 24 minutes before entry",
        C="exit is 1 minute after entry",
    )  # fmt: skip
    assert verdicts(body, ["A", "B"]) == "contradicted"
    assert verdicts(body, ["A", "C"]) == "consistent"


def test_times_are_never_supported_and_premises_count() -> None:
    given = MOMENTS.replace(
        'id = "impact"', 'id = "impact"\ngiven = ["at 09:30 UTC", "after strike"]'
    )
    body = "date = 2023-03-14" + given + claims(
        A="impact is at 09:30 UTC", B="strike is at 09:45 UTC", C="strike is at 09:00 UTC"
    )  # fmt: skip
    assert verdicts(body, ["A"]) == "consistent"
    assert verdicts(body, ["B"]) == "contradicted"
    assert verdicts(body, ["C"]) == "consistent"
    because = sw.as_json(sw.together(case_from_text(HEAD + body), ["B"])[0])
    assert "“after strike” (given: time from strike to impact 0 s or more)" in because["because"]
    assert {c["claim"] for c in because["clash"]} == {"B", "moments.impact.given"}


def test_moments_that_are_one_in_a_frame_share_a_clock() -> None:
    frames = """
[[frames]]
id = "two"
label = "two"
[[frames]]
id = "one"
label = "one"
same = [["strike", "impact"]]
"""
    body = "date = 2023-03-14" + frames + MOMENTS + claims(
        A="strike is at 07:03 CET", B="impact is at 09:30 MSK"
    )  # fmt: skip
    found = sw.together(case_from_text(HEAD + body), ["A", "B"])
    assert [f.verdict.verdict for f in found] == ["consistent", "contradicted"]


def test_inferences_about_times() -> None:
    def result(says: str) -> str:
        body = "date = 2023-03-14" + MOMENTS + claims(
            A="strike is at 07:03 CET", B="impact is 27 minutes after strike", C=says
        ) + 'follows_from = ["A", "B"]\n'  # fmt: skip
        checked = sw.as_json(sw.check(case_from_text(HEAD + body)))
        (inference,) = checked["claims"][2]["inference"]
        return str(inference["result"])

    assert result("impact is about 06:30 UTC") == "follows"
    assert result("impact is at 06:30 UTC") == "does not follow"
    assert result("impact is at 07:30 UTC") == "excluded"
    assert result("impact is after strike") == "follows"


@pytest.mark.parametrize(
    ("question", "unit", "possible"),
    [
        ("time of impact", "UTC", ["2023-03-14T06:29:00.000Z", "2023-03-14T06:31:00.000Z"]),
        ("time from strike to impact", "s", [1590.0, 1650.0]),
        ("how long from impact to strike", "s", [-1650.0, -1590.0]),
        ("time between strike and impact", "s", [1590.0, 1650.0]),
    ],
)
def test_questions_of_time(question: str, unit: str, possible: list[object]) -> None:
    body = "date = 2023-03-14" + MOMENTS + claims(
        A="strike is at 07:03 CET", B="impact is 27 minutes after strike"
    )  # fmt: skip
    made = case_from_text(HEAD + body)
    (reading,) = sw.as_json(sw.ask(made, question, ["A", "B"]))["readings"]
    assert (reading["unit"], reading["possible"]) == (unit, [possible])
    assert {e["status"] for pair in reading["ends"] for e in pair} == {"witnessed"}
    (open_,) = sw.as_json(sw.ask(made, "time of impact", ["A"]))["readings"]
    assert open_["possible"] == [[None, None]]
    (none,) = sw.as_json(sw.ask(made, "time of impact", ["A", "strike is at 09:00 UTC"]))[
        "readings"
    ]
    assert none["possible"] == []
    with pytest.raises(LanguageError, match="'crash' is not a declared moment"):
        sw.ask(made, "time from crash to impact")
