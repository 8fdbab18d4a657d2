"""Denials of one-sided words over every kind of quantity: what each means, what does not parse.

Rows are kinds of quantity, columns are words before the number: "not at least" is "at most".
"""

from __future__ import annotations

import dataclasses

import pytest

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.language.atoms.state.count import CountAtom
from skywitness.claims.language.atoms.time.clock import ClockAtom
from skywitness.claims.language.atoms.time.order import OrderAtom
from skywitness.claims.language.grammar import language, parse
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.readings import Reader
from skywitness.errors import LanguageError

#: One sentence for each kind of quantity, with room for the words before its number.
FORMS = {
    "distance": "encounter is {} 5 km from Crimea",
    "distance of two": "hit is {} 3 km from impact",
    "time between": "impact is {} 5 minutes after strike",
    "depth inside": "encounter is {} 5 km inside Syria",
    "depth of an incursion": "Su-24 goes {} 9 km deep into Turkey",
    "length": "Su-24 travels {} 5 km inside Turkey",
    "time inside": "Su-24 is inside Turkey for {} 17 seconds",
    "duration": "jamming lasted {} 2 hours",
    "speed": "MQ-9 speed is {} 200 kt at encounter",
    "vertical speed": "MQ-9 descends at {} 900 ft/min from strike to impact",
    "change of height": "MQ-9 climbs {} 700 m from strike to impact",
    "separation": "EP-3 and J-8 are {} 400 m apart at collision",
    "reach": "gun reaches {} 2.5 km at hit",
    "pass": "MQ-9 passes {} 2 km from Crimea",
}
BELOW = ("more than", "at least", "no less than", "not less than", "never less than", "over",
         "not under", "not below", "not at most", "not up to", "no fewer than")  # fmt: skip
ABOVE = ("less than", "at most", "up to", "no more than", "not more than", "never more than",
         "under", "not over", "not above", "not at least")  # fmt: skip


def hedge(says: str) -> str:
    """How the only amount of a sentence is meant."""
    (clause,) = parse(says).clauses
    values = [getattr(clause.atom, f.name) for f in dataclasses.fields(clause.atom)]  # type: ignore[arg-type]
    (found,) = [value for value in values if isinstance(value, Quantity)]
    return found.hedge


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_negation_is_carried_out_before_the_end_is_chosen(form: str) -> None:
    assert {word: hedge(form.format(word)) for word in BELOW} == dict.fromkeys(BELOW, "at least")
    assert {word: hedge(form.format(word)) for word in ABOVE} == dict.fromkeys(ABOVE, "at most")
    assert hedge(form.format("exactly")) == hedge(form.format("precisely")) == ""
    assert hedge(form.format("about")) == "about"


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("word", ["not", "not about", "not exactly"])
def test_a_number_that_is_denied_on_both_sides_does_not_parse_and_the_remedy_does(
    form: str, word: str
) -> None:
    with pytest.raises(LanguageError) as caught:
        parse(form.format(word))
    assert caught.value.nearest is not None
    assert language().fault(caught.value.nearest) is None
    # What is offered denies nothing that was not denied, or it is called an example.
    assert caught.value.nearest in language().examples or "not" in caught.value.nearest


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("before 07:03 UTC", "before"),
        ("by 07:03 UTC", "before"),
        ("no later than 07:03 UTC", "before"),
        ("not later than 07:03 UTC", "before"),
        ("not after 07:03 UTC", "before"),
        ("07:03 UTC at the latest", "before"),
        ("after 07:03 UTC", "after"),
        ("no earlier than 07:03 UTC", "after"),
        ("not earlier than 07:03 UTC", "after"),
        ("not before 07:03 UTC", "after"),
        ("at 07:03 UTC at the earliest", "after"),
        ("exactly 07:03 UTC", "at"),
        ("at 07:03 UTC", "at"),
    ],
)
def test_one_sided_words_of_clock_times(words: str, side: str) -> None:
    (clause,) = parse(f"encounter is {words}").clauses
    assert isinstance(clause.atom, ClockAtom)
    assert clause.atom.side == side
    assert not clause.atom.stamp.hedged


@pytest.mark.parametrize(
    ("word", "remedy"),
    [(word, "after") for word in BELOW] + [(word, "before") for word in ABOVE],
)
def test_amounts_of_a_clock_time_are_answered_with_before_and_after(word: str, remedy: str) -> None:
    with pytest.raises(LanguageError) as caught:
        parse(f"encounter is {word} 07:03 UTC")
    assert caught.value.nearest == f"encounter is {remedy} 07:03 UTC"


@pytest.mark.parametrize(
    ("word", "least", "most"),
    [
        ("", 3, 3),
        ("only", 3, 3),
        ("exactly", 3, 3),
        ("more than", 4, None),
        ("at least", 3, None),
        ("no fewer than", 3, None),
        ("not less than", 3, None),
        ("fewer than", 0, 2),
        ("not at least", 0, 2),
        ("at most", 0, 3),
        ("up to", 0, 3),
        ("not more than", 0, 3),
        ("no more than", 0, 3),
        ("not up to", 4, None),
    ],
)
def test_one_sided_words_of_counts(word: str, least: int, most: int | None) -> None:
    (clause,) = parse(" ".join(f"there were {word} three mails to Minsk".split())).clauses
    assert isinstance(clause.atom, CountAtom)
    assert (clause.atom.least, clause.atom.most) == (least, most)


def test_counts_without_a_common_number_exclude_each_other() -> None:
    says = {"A": "there were at most two mails", "B": "there were more than three mails",
            "C": "there were no fewer than two mails", "D": "there was fewer than one mail",
            "E": "there was at least one mail"}  # fmt: skip
    case = _case(says)
    assert sw.together(case, ["A", "B"])[0].verdict.verdict == "contradicted"
    assert sw.together(case, ["A", "C"])[0].verdict.verdict == "consistent"
    assert sw.together(case, ["D", "E"])[0].verdict.verdict == "contradicted"


def _case(says: dict[str, str], **follows: list[str]) -> sw.Case:
    rows = "".join(
        f'[[claims]]\nid = "{name}"\nspeaker = "s"\nsays = "{text}"\n'
        + (f"follows_from = {follows[name]}\n" if name in follows else "")
        for name, text in says.items()
    )
    return case_from_text(
        'id = "t"\ntitle = "t"\ndate = 2024-03-05\nzone = "UTC"\n'
        '[[moments]]\nid = "call"\n[[moments]]\nid = "hit"\n' + rows
    )


TIMES = {"HIT": "hit is at 12:00:00", "SOON": "call is at 12:03:00", "LATE": "call is at 12:20:00",
         "EARLY": "call is at 11:40:00"}  # fmt: skip


@pytest.mark.parametrize(
    ("says", "excluded", "possible"),
    [
        ("call is not within 5 minutes of hit", ["SOON"], ["LATE", "EARLY"]),
        ("call is never within 5 minutes of hit", ["SOON"], ["LATE", "EARLY"]),
        ("call is not within 5 minutes after hit", ["SOON"], ["LATE", "EARLY"]),
        ("call is not within 5 minutes before hit", [], ["SOON", "LATE", "EARLY"]),
        ("call is within 5 minutes of hit", ["LATE", "EARLY"], ["SOON"]),
        ("call is at least 5 minutes after hit", ["SOON", "EARLY"], ["LATE"]),
        ("call is no more than 5 minutes after hit", ["LATE", "EARLY"], ["SOON"]),
        ("call is not before hit", ["EARLY"], ["SOON", "LATE"]),
        ("call is not after hit", ["SOON", "LATE"], ["EARLY"]),
    ],
)
def test_time_between_and_its_denials(says: str, excluded: list[str], possible: list[str]) -> None:
    case = _case({**TIMES, "C": says})
    found = {
        name: sw.together(case, ["HIT", name, "C"])[0].verdict.verdict
        for name in (*excluded, *possible)
    }
    assert found == dict.fromkeys(excluded, "contradicted") | dict.fromkeys(possible, "consistent")


def test_of_a_denied_closeness_neither_side_alone_is_shown_to_fail() -> None:
    case = _case(
        {**TIMES, "C": "call is not within 5 minutes of hit", "D": "call is within 5 min of hit"},
        C=["HIT", "LATE"], D=["HIT", "LATE"],
    )  # fmt: skip
    found = {r.claim.id: r.inference[0][1].result for r in sw.check(case).claims if r.inference}
    assert found == {"C": "open", "D": "excluded"}


def test_the_denial_of_a_time_between_names_both_ways() -> None:
    (clause,) = parse("call is not within 5 minutes of hit").clauses
    assert isinstance(clause.atom, OrderAtom)
    case = _case({"C": "call is not within 5 minutes of hit"})
    labels = [r.name for r in Reader(case, case.frames[0]).readings([case.claims[0].saying])]
    assert labels == ["5 minutes or more after hit", "5 minutes or more before hit"]
