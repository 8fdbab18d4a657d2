"""Heights of several references meet through stated bounds, and worlds have one air."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from small_case import asked, claims, moments, together, written

import skywitness as sw
from skywitness.claims.telling.explanation import explain_sentence
from skywitness.errors import CaseError

HERE = moments("encounter", "end")
SEA = moments("encounter", "end", given=["over the Black Sea"])
FALCON = '[[objects]]\nid = "Falcon"\nmover = "helicopter"\n'
FLOWN = FALCON + moments("encounter", "end", objects=["Falcon"])


@pytest.mark.parametrize(
    ("head", "says", "verdict"),
    [
        # One reference: exact, in the tolerance of the numbers.
        (HERE, ("encounter is at FL190", "encounter is at FL250"), "contradicted"),
        (HERE, ("encounter is at 5000 m AMSL", "encounter is at 8000 m AMSL"), "contradicted"),
        # Pressure and the sea.
        (HERE, ("encounter is at FL190", "encounter is at 18000 ft AMSL"), "consistent"),
        (HERE, ("encounter is at FL190", "encounter is at 5000 ft AMSL"), "contradicted"),
        (HERE, ("encounter is at 5000 ft on QNH 1003", "encounter is at FL053"), "consistent"),
        (HERE, ("encounter is at 5000 ft on QNH 1003", "encounter is at FL100"), "contradicted"),
        # The ground: anything up to the highest mountain, the sea no more than its tides.
        (HERE, ("encounter is 300 m above the ground", "encounter is at 5000 m AMSL"),
         "consistent"),
        (HERE, ("encounter is 300 m above the ground", "encounter is at 12000 m AMSL"),
         "contradicted"),
        (SEA, ("encounter is 300 m above the ground", "encounter is at 5000 m AMSL"),
         "contradicted"),
        (SEA, ("encounter is 300 m above the water", "encounter is at 310 m AMSL"), "consistent"),
        (HERE, ("encounter is over the Black Sea and 300 m AGL", "encounter is at 5000 m AMSL"),
         "contradicted"),
        # A position at sea proves nothing, but no world is shown with a mountain there.
        (HERE, ("encounter is at 43.5 N, 34 E and 300 m AGL", "encounter is at 5000 m AMSL"),
         "undecided"),
        # No reference: each is ordinary, for each speaker.
        (HERE, ("encounter is at 300 m", "encounter is at 5000 m"), "consistent"),
        # Below the sea.
        (FLOWN, ("encounter is 420 m below sea level",), "consistent"),
        (FLOWN, ("encounter is 600 m below sea level",), "contradicted"),
        (FLOWN, ("encounter is at -3000 m",), "contradicted"),
        (FLOWN, ("encounter is 50 m above the ground", "end is at 3000 m AMSL",
                 "Falcon descends 20 km from encounter to end"), "contradicted"),
        (HERE, ("encounter is at sea level", "encounter is at 500 m AMSL"), "contradicted"),
    ],
)  # fmt: skip
def test_heights_of_different_references_meet_through_bounds(
    tmp_path: Path, head: str, says: tuple[str, ...], verdict: str
) -> None:
    assert together(tmp_path, head + claims(*says))["verdict"] == verdict


def test_heights_of_one_speaker_count_from_one_reference(tmp_path: Path) -> None:
    text = HERE + claims("encounter is at 300 m; encounter is at 5000 m")
    assert together(tmp_path, text)["verdict"] == "contradicted"


def test_the_day_s_pressure_narrows(tmp_path: Path) -> None:
    says = claims("encounter is at FL080", "encounter is at 2500 ft AMSL")
    air = '[air]\nqnh = [1012, 1014]\nsource = "reports of an aerodrome"\n'
    assert together(tmp_path / "open", HERE + says)["verdict"] != "contradicted"
    assert together(tmp_path / "given", air + HERE + says)["verdict"] == "contradicted"


@pytest.mark.parametrize("qnh", ["[1020, 1010]", "[800, 1010]", "[1010]"])
def test_pressures_that_no_sea_had_are_refused(tmp_path: Path, qnh: str) -> None:
    air = f'[air]\nqnh = {qnh}\nsource = "x"\n'
    with pytest.raises(CaseError):
        sw.load_case(written(tmp_path, air + HERE + claims("encounter is at FL050")))


def test_a_given_height_is_held_against_a_change_of_height(tmp_path: Path) -> None:
    given = FALCON + "".join(
        f'[[moments]]\nid = "{m}"\nobjects = ["Falcon"]\ngiven = ["at {h} m"]\n'
        for m, h in (("encounter", 9000), ("end", 1000))
    )
    climbs = claims("Falcon climbs 3000 m from encounter to end")
    assert together(tmp_path / "up", given + climbs)["verdict"] == "contradicted"
    falls = claims("Falcon descends 8000 m from encounter to end")
    assert together(tmp_path / "down", given + falls)["verdict"] == "consistent"


def test_an_answer_about_a_height_names_what_it_counts_from(tmp_path: Path) -> None:
    text = HERE + claims("encounter is at FL190")
    case = sw.load_case(written(tmp_path, text))
    answer = sw.as_json(sw.ask(case, "altitude of encounter in ft", ["C1"]))
    assert answer["counted_from"] == "above mean sea level"
    ((low, high),) = asked(tmp_path, text, "altitude of encounter in ft")[0]["possible"]
    assert low < 14_000 < 19_000 < 25_000 < high


SAID = (
    "encounter is at 1500 m AMSL",
    "MQ-9 is at 6000 m AMSL at encounter",
    "Su-27 is at 9000 m AMSL at encounter",
    "Su-27 is at FL300 at encounter",
    "MQ-9 climbs 2000 m from encounter to end",
    "end is 100 m above the ground",
)


def test_adding_a_claim_never_lowers_a_margin(tmp_path: Path) -> None:
    """To a set, and to the case that the set is of."""
    rng = random.Random(5)
    pairs = list(itertools.combinations(range(len(SAID)), 2))
    for n, pair in enumerate(rng.sample(pairs, 6)):
        more = rng.choice([k for k in range(len(SAID)) if k not in pair])
        few, many = ([SAID[k] for k in sorted(ks)] for ks in (pair, (*pair, more)))
        alone = sw.load_case(written(tmp_path / f"{n}a", HERE + claims(*few)))
        whole = sw.load_case(written(tmp_path / f"{n}b", HERE + claims(*many)))
        ids = [f"C{many.index(each) + 1}" for each in few]
        before = sw.check(alone, together=[["C1", "C2"]], conflicts_s=0).together[0].verdict
        after = sw.check(whole, together=[ids, [c.id for c in whole.claims]], conflicts_s=0)
        for found in after.together:
            assert found.verdict.hi is not None
            assert before.lo is not None
            assert found.verdict.hi >= before.lo, (few, many)
            if before.strength:
                assert found.verdict.strength is not None, (few, many)


def test_a_world_has_no_mountain_that_it_does_not_need(tmp_path: Path) -> None:
    text = FLOWN + claims("encounter is 300 m above the ground", "encounter is 10 km from Kyiv")
    low = together(tmp_path / "low", text)
    assert 0 <= low["heights"]["encounter"] <= 1200
    high = together(
        tmp_path / "high", text + claims("encounter is at 5000 m AMSL").replace("C1", "C3")
    )
    assert high["verdict"] == "consistent"


def test_explain_tells_each_reading() -> None:
    told = [p.plain for r in explain_sentence("encounter is at 19000 ft").readings for p in r.parts]
    for words in ("above mean sea level", "above the surface below", "on the standard setting",
                  "on the day's setting"):  # fmt: skip
        assert any(words in each for each in told), told
