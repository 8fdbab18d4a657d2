"""Conflicts and compatible sets: the Black Sea case, planted conflicts, slips, copies, limits."""

from __future__ import annotations

import itertools
import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import checked

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.meaning.frames import Frame
from skywitness.dossier.words.conflictwords import conflict_because, conflict_hint
from skywitness.reason.check import check, check_together
from skywitness.reason.conflicts.conflictresults import Conflicts
from skywitness.reason.conflicts.conflicts import find_conflicts
from skywitness.reason.worlds.given import given_in

BLACK_SEA = "mq9-black-sea-2023"

PLACES = {
    "Alpha": ("10.0 N", "20.0 E"),
    "Beta": ("10.0 N", "21.0 E"),  # 109.6 km east of Alpha
    "Gamma": ("10.8 N", "20.5 E"),  # 104 km from both
}


def case_of(
    claims: dict[str, str], moments: int = 1, more: dict[str, str] | None = None
) -> sw.Case:
    text = 'id = "t"\ntitle = "t"\n'
    for n in range(1, moments + 1):
        text += f'[[moments]]\nid = "m{n}"\nphrases = ["m{n}"]\n'
    for name, (lat, lon) in PLACES.items():
        text += f'[[places]]\nname = "{name}"\ncoordinates = "{lat}, {lon}"\nerror = "100 m"\n'
    for claim, says in claims.items():
        extra = (more or {}).get(claim, "")
        speaker = "" if "speaker" in extra else f'speaker = "speaker of {claim}"\n'
        text += f'[[claims]]\nid = "{claim}"\nsays = {says!r}\n{speaker}{extra}\n'
    return case_from_text(text)


def found_in(case: sw.Case, frame: int = 0) -> Conflicts:
    return find_conflicts(case, given_in(case, case.frames[frame]))


def of(claims: dict[str, str], **how: object) -> Conflicts:
    return found_in(case_of(claims, **how))  # type: ignore[arg-type]


# --- the Black Sea case -------------------------------------------------------------------------


@cache
def black_sea() -> dict[str, list[dict]]:
    return sw.as_json(checked(BLACK_SEA))


def test_the_three_parts_conflict_with_recognised_borders_only() -> None:
    rows = [c for c in black_sea()["conflicts"] if len(c["parts"]) > 1]
    (row,) = [c for c in rows if {"C1", "C2"} & set(c["claims"])]
    assert row["parts"] == [
        "C1.about 75 miles",
        "C1.southwest of Crimea",
        "C2.perhaps 100-150 miles from the Russian mainland",
    ]
    assert (row["frame"], row["strength"]) == ("recognised", "strained")
    assert row["minimal"] is True
    assert row["margin"]["lo"] <= 1.69 <= row["margin"]["hi"]
    assert "nautical miles" in row["reading"]


def test_both_numbers_hold_together_only_to_the_south_south_east() -> None:
    (row,) = [c for c in black_sea()["conflicts"] if c["claims"] == ["C1", "C2"]]
    (direction,) = row["directions"]
    assert direction["part"] == "southwest of Crimea"
    ((lo, hi),) = direction["as_printed"]
    # By brute force with 75 ± 5 statute miles: 143 to 172°; nautical miles reach farther round.
    assert 141 <= lo <= 146
    assert 170 <= hi <= 180
    ((wide_lo, wide_hi),) = direction["arcs"]
    assert 135 <= wide_lo <= lo
    assert hi <= wide_hi < 202.5  # where southwest begins
    assert "143–" in row["because"]


def test_six_thousand_miles_conflict_with_what_is_given_alone() -> None:
    rows = [c for c in black_sea()["conflicts"] if "C3" in c["claims"]]
    assert [(c["parts"], c["frame"], c["minimal"]) for c in rows] == [
        (["C3.6,000 miles from US territory"], frame, True)
        for frame in ("recognised", "claimed-by-russia-2022")
    ]
    assert "over the Black Sea" in rows[0]["because"]


def test_what_can_be_so_together_differs_by_frame() -> None:
    def where(frame: str) -> list[set[str]]:
        rows = [c for c in black_sea()["compatible"] if c["frame"] == frame]
        assert all(c["maximal"] is True for c in rows)
        return [{"C1", "C2", "C3", "C10", "C11"} & set(c["claims"]) for c in rows]

    recognised = where("recognised")
    assert {"C1", "C10", "C11"} in recognised
    assert {"C2", "C10", "C11"} in recognised
    assert not any({"C1", "C2"} <= claims for claims in recognised)
    assert {"C1", "C2", "C10", "C11"} in where("claimed-by-russia-2022")
    assert black_sea()["conflicts_cut"] == []


# --- planted conflicts --------------------------------------------------------------------------

PLANTED = {
    # Two distances from one place, one of them in miles of either kind.
    "A1": "m1 is 20 km from Alpha",
    "A2": "m1 is 50 miles from Alpha",
    "A3": "m1 is within 200 km of Gamma",
    # Three circles that meet in pairs only.
    "B1": "m2 is 80 km from Alpha",
    "B2": "m2 is 80 km from Beta",
    "B3": "m2 is 80 km from Gamma",
    # A distance, a direction and another distance.
    "C1": "m3 is 50 km east of Alpha",
    "C2": "m3 is 120 km from Beta",
    "C3": "m3 is at 19,000 ft AMSL",
    # Two heights, and a third that agrees with one of them.
    "D1": "m4 is at 19,000 ft AMSL",
    "D2": "m4 is at an altitude of 9,000 m above sea level",
    "D3": "m4 is at an altitude of 6,000 m above sea level",
    # A claim that cannot be so by itself.
    "E1": "m5 is within 30 km of Alpha and within 40 km of Beta",
    "E2": "m5 is within 200 km of Gamma",
    # Strained only: 9.6 km are missing, and the tolerances are 5 and 2 km.
    "F1": "m6 is 80 km from Alpha",
    "F2": "m6 is 20 km from Beta",
    "F3": "m6 is near Gamma",
    # Two numbers for one distance, one of them with a direction that has no share in it.
    "G1": "m7 is 100 km north of Alpha",
    "G2": "m7 is within 40 km of Alpha",
    "G3": "m7 is within 300 km of Beta",
    # No conflict at these.
    "H1": "m8 is about 60 miles from Alpha",
    "H2": "m8 is about 60 miles from Beta",
    "I1": "m9 is within 50 miles of Alpha",
    "I2": "m9 is at 10,000 ft AMSL",
    "J1": "m10 is 200 km from Alpha",
    "K1": "m11 is about 30 miles east of Alpha",
    "K2": "m11 is 50-100 km from Beta",
    "L1": "m12 is 10 km from Gamma",
    "L2": "m12 is about 10 km from Gamma",
    "M1": "not testable: intent",
}
EXPECTED = {
    ("A1.20 km from Alpha", "A2.50 miles from Alpha"): "contradicted",
    ("B1.80 km from Alpha", "B2.80 km from Beta", "B3.80 km from Gamma"): "contradicted",
    ("C1.50 km", "C1.east of Alpha", "C2.120 km from Beta"): "contradicted",
    ("D1.at 19,000 ft AMSL", "D2.at an altitude of 9,000 m above sea level"): "contradicted",
    (
        "D2.at an altitude of 9,000 m above sea level",
        "D3.at an altitude of 6,000 m above sea level",
    ): "contradicted",
    ("E1.within 30 km of Alpha", "E1.within 40 km of Beta"): "contradicted",
    ("F1.80 km from Alpha", "F2.20 km from Beta"): "strained",
    ("G1.100 km", "G2.within 40 km of Alpha"): "contradicted",
}


def test_thirty_claims_with_twelve_moments_and_eight_conflicts() -> None:
    case = case_of(PLANTED, moments=12)
    assert len(case.claims) == 30
    began = time.process_time()
    found = found_in(case)
    assert time.process_time() - began < 20
    rows = {tuple(f"{p.claim}.{p.words}" for p in c.parts): c.strength for c in found.conflicts}
    assert rows == EXPECTED
    assert all(c.minimal for c in found.conflicts)
    assert found.cut == ()

    # Each conflict leaves as many ways out as it has claims; one that a claim has with itself
    # leaves one, and that of the two heights that agree two.
    assert len(found.compatible) == 2 * 3 * 2 * 2 * 1 * 2 * 2
    together = check_together(case, found.compatible[0].claims)
    assert together[0].verdict.verdict == "consistent"
    assert all(c.maximal for c in found.compatible)
    assert not any({"E1", "M1", "F3"} & set(c.claims) for c in found.compatible)
    assert all(
        {"E2", "H1", "H2", "K1", "K2", "L1", "L2"} <= set(c.claims) for c in found.compatible
    )


def test_ambiguous_words_conflict_only_when_no_choice_saves_them() -> None:
    # 100 statute miles are 161 km, 100 nautical miles 185 km.
    claims = {"A": "m1 is 100 miles from Alpha", "B": "m1 is 160 km from Alpha"}
    assert of(claims).conflicts == ()
    both = {**claims, "C": "m1 is 185 km from Beta", "D": "m1 is 185.2 km from Alpha"}
    pairs = [set(c.claims) for c in of(both).conflicts]
    assert {"B", "D"} in pairs
    assert {"A", "B"} not in pairs
    assert {"A", "D"} not in pairs


def test_one_word_of_one_sentence_has_one_meaning() -> None:
    claims = {
        "A": "m1 is 100 miles from Alpha",
        "B": "m2 is 100 miles from Alpha",
        "C": "m1 is 161 km from Alpha",
        "D": "m2 is 185 km from Alpha",
    }
    assert of(claims, moments=2).conflicts == ()
    coupled = of(claims, moments=2, more={"A": 'sentence = "one"', "B": 'sentence = "one"'})
    assert [set(c.claims) for c in coupled.conflicts] == [{"A", "B", "C", "D"}]
    assert coupled.conflicts[0].minimal
    assert {frozenset(c.claims) for c in coupled.compatible} == {
        frozenset("ABCD") - {one} for one in "ABCD"
    }


def test_moments_that_are_one_in_a_frame_conflict_there() -> None:
    text_claims = {"A": "m1 is 10 km from Alpha", "B": "m2 is 10 km from Beta"}
    case = case_of(text_claims, moments=2)
    assert found_in(case).conflicts == ()
    one = Frame("one", "one", same=(("m1", "m2"),))
    (conflict,) = find_conflicts(case, given_in(case, one)).conflicts
    assert conflict.claims == ("A", "B")


# --- corrections, copies, slips, limits -----------------------------------------------------------


def test_a_statement_and_its_correction_stand_in_no_conflict_with_each_other() -> None:
    claims = {
        "A": "m1 is 20 km from Alpha",
        "B": "m1 is 60 km from Alpha",
        "C": "m1 is 20 km from Beta",
    }
    more = {"A": 'speaker = "x"', "B": 'speaker = "x"\nsupersedes = "A"'}
    found = of(claims, more=more)
    assert [c.claims for c in found.conflicts] == [("A", "C"), ("B", "C")]
    assert [(c.claims, c.maximal) for c in found.compatible] == [
        (("A",), True),
        (("B",), True),
        (("C",), True),
    ]
    assert ("A", "B") in [c.claims for c in of(claims).conflicts]


def test_near_copies_are_told_once() -> None:
    found = of(
        {
            "A": "m1 is 20 km from Alpha",
            "B": "m1 is 20 km from Alpha",
            "C": "m1 is about 20,000 m from Alpha",
            "D": "m1 is 60 km from Alpha",
            "E": "m1 is 61 km from Alpha",
        },
        more={"A": 'speaker = "The Ministry"', "C": 'speaker = "the ministry"'},
    )
    first, other = [c for c in found.conflicts if c.claims[0] == "A"]
    assert (first.claims, first.also) == (("A", "D"), (("B", "D"), ("C", "D")))
    assert (other.claims, other.also) == (("A", "E"), (("B", "E"), ("C", "E")))


def test_a_number_taken_over_in_another_unit_is_pointed_out() -> None:
    found = of({"T1": "m1 is 13 nm from Alpha", "X1": "m1 is 20.92 km from Alpha"})
    (conflict,) = found.conflicts
    hint = conflict_hint(conflict)
    assert hint is not None
    assert "20.92 km (X1) is 13 statute miles" in hint
    assert "13 nautical miles (T1) is 24.08 km" in hint
    (plain,) = of({"T1": "m1 is 13 nm from Alpha", "X1": "m1 is 40 km from Alpha"}).conflicts
    assert conflict_hint(plain) is None


@pytest.mark.parametrize(
    ("first", "second", "slip"),
    [
        ("at 10,000 ft AMSL", "at an altitude of 10,000 m above sea level", True),
        ("at 10,000 ft AMSL", "at an altitude of 5,000 m above sea level", False),
        ("100 km from Alpha", "62 nm from Alpha", True),
        ("62 nm from Alpha", "100 km from Beta", False),
        ("50-80 nm from Alpha", "50-80 km from Beta", False),
        ("100-150 nm from Alpha", "100-150 km from Alpha", True),
    ],
)
def test_unit_slips(first: str, second: str, slip: bool) -> None:
    found = of({"A": f"m1 is {first}", "B": f"m1 is {second}"})
    assert any(conflict_hint(c) for c in found.conflicts) is slip


def test_what_is_cut_is_reported() -> None:
    case = case_of({"A": "m1 is 20 km from Alpha", "B": "m1 is 60 km from Alpha"})
    late = find_conflicts(case, given_in(case, case.frames[0]), seconds=0)
    assert (late.conflicts, late.compatible) == ((), ())
    assert "among A, B: the work allowed was used up" in late.cut
    assert check(case).conflicts is None
    assert sw.as_json(sw.check(case, conflicts_s=0))["conflicts"] is None


def test_a_conflict_tells_its_numbers() -> None:
    (conflict,) = of({"A": "m1 is 20 km from Alpha", "B": "m1 is 60 km from Alpha"}).conflicts
    text = conflict_because(conflict)
    assert text.startswith(
        "These two are impossible together in any ordinary reading, even with every"
    )
    assert "“60 km from Alpha” allows 55 to 65 km; the rest leaves" in text
    least, hair = (60 - 20) / (5 + 2), 1e-12  # a miss by the rounding of floats is none
    assert conflict.lo - hair <= least <= conflict.hi + hair
    assert "would need tolerances 5." in text


# --- against every subset, by verdicts ------------------------------------------------------------


@settings(max_examples=3, deadline=None, derandomize=True)
@given(st.data())
def test_conflicts_agree_with_the_verdict_of_every_set(data: st.DataObject) -> None:
    every_set_agrees(data)


@pytest.mark.long
@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.data())
def test_conflicts_agree_with_the_verdict_of_every_set_of_more(data: st.DataObject) -> None:
    every_set_agrees(data)


def every_set_agrees(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 4))
    distance = st.sampled_from([20, 40, 60, 80, 100])
    claims = {
        f"C{n}": f"m1 is {data.draw(distance)} {data.draw(st.sampled_from(['km', 'miles']))} from "
        f"{data.draw(st.sampled_from(list(PLACES)))}"
        for n in range(count)
    }
    case = case_of(claims)
    found = found_in(case)
    verdicts = {
        frozenset(ids): check_together(case, ids)[0].verdict.verdict
        for size in range(1, count + 1)
        for ids in itertools.combinations(claims, size)
    }
    for strength in ("contradicted", "strained"):
        bad = {s for s, v in verdicts.items() if v == strength or v == "contradicted"}
        least = {s for s in bad if not any(o < s for o in bad)}
        mine = {s for s in least if strength == "contradicted" or verdicts[s] == "strained"}
        told = [c for c in found.conflicts if c.strength == strength]
        listed = {frozenset(c.claims) for c in told} | {frozenset(a) for c in told for a in c.also}
        assert listed == mine
    good = {s for s, v in verdicts.items() if v == "consistent"}
    most = {s for s in good if not any(o > s for o in good)}
    assert {frozenset(c.claims) for c in found.compatible} == most


def test_when_work_runs_out_what_is_listed_still_stands() -> None:
    claims = {
        f"C{n}": f"m1 is {20 + 10 * (n % 7)} {unit} {way} {place}"
        for n, (unit, way, place) in enumerate(
            itertools.product(["miles", "km"], ["from", "north of", "east of"], list(PLACES))
        )
    }
    case = case_of(claims)
    found = find_conflicts(case, given_in(case, case.frames[0]), seconds=0.5)
    assert any("the work allowed was used up" in why for why in found.cut)
    assert found.conflicts
    for conflict in found.conflicts[:3]:
        (verdict,) = check_together(case, conflict.claims)
        assert verdict.verdict.verdict in ("contradicted", conflict.strength)
    for compatible in found.compatible:
        assert not any(set(c.claims) <= set(compatible.claims) for c in found.conflicts)
