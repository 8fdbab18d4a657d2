"""Verdicts, margins, inferences and answers on small cases of own places."""

from __future__ import annotations

import pytest
from geographiclib.geodesic import Geodesic

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.reason.check import check, check_together

WGS84 = Geodesic.WGS84

HEAD = """
id = "t"
title = "t"
[[moments]]
id = "encounter"
phrases = ["encounter"]
{given}
[[moments]]
id = "impact"
phrases = ["impact"]
[[places]]
name = "Alpha"
coordinates = "10.0 N, 20.0 E"
error = "100 m"
source = "made for this test"
[[places]]
name = "Beta"
coordinates = "10.0 N, 22.0 E"
error = "100 m"
source = "made for this test"
[[places]]
name = "Gamma"
around = "Alpha"
width = "50 km"
error = "100 m"
source = "made for this test"
[[places]]
name = "Unbounded"
coordinates = "10.0 N, 20.0 E"
source = "made for this test"
"""


def case_of(*claims: str, given: str = "", more: dict[str, str] | None = None) -> sw.Case:
    text = HEAD.format(given=f"given = [{given!r}]" if given else "")
    for n, says in enumerate(claims, start=1):
        extra = (more or {}).get(f"C{n}", "")
        text += (
            f'\n[[claims]]\nid = "C{n}"\nsays = {says!r}\n'
            f'speaker = "somebody"\nstance = "asserts"\n{extra}\n'
        )
    return case_from_text(text)


def verdict_of(*claims: str, given: str = "") -> tuple[str, float | None, float | None]:
    case = case_of(*claims, given=given)
    (finding,) = check_together(case, [c.id for c in case.claims])
    return finding.verdict.verdict, finding.verdict.lo, finding.verdict.hi


APART = WGS84.Inverse(10, 20, 10, 22)["s12"] / 1000  # 219.2 km


def test_the_least_stretch_of_two_distances_is_the_closed_form() -> None:
    # Both numbers carry ± 5 km (policy: half of 10), so each may give 5 km per unit of stretch.
    name, lo, hi = verdict_of("encounter is 80 km from Alpha", "encounter is 110 km from Beta")
    closed = (APART - 190) / 10
    assert name == "contradicted"
    assert lo is not None
    assert hi is not None
    assert lo <= closed <= hi
    assert hi - lo < 0.1


@pytest.mark.parametrize(
    ("second", "verdict"),
    [("130 km", "consistent"), ("120 km", "strained"), ("110 km", "contradicted")],
)
def test_the_thresholds_are_one_and_two(second: str, verdict: str) -> None:
    got = verdict_of("encounter is 80 km from Alpha", f"encounter is {second} from Beta")
    assert got[0] == verdict


def test_a_direction_that_cannot_be_is_beyond_any_stretch() -> None:
    name, lo, _ = verdict_of(
        "encounter is about 50 km north of Alpha", "encounter is about 50 km south of Beta"
    )
    assert name == "contradicted"
    assert lo is not None
    assert lo > 2


def test_without_a_stated_error_nothing_is_contradicted() -> None:
    name, lo, _ = verdict_of("encounter is 80 km from Unbounded", "encounter is 1 km from Beta")
    assert name == "undecided"
    assert lo is not None
    assert lo <= 1


def test_supported_when_the_given_facts_leave_nothing_else() -> None:
    assert verdict_of("encounter is within 60 km of Alpha", given="inside Gamma")[0] == "supported"
    assert verdict_of("encounter is within 40 km of Alpha", given="inside Gamma")[0] == "consistent"
    assert (
        verdict_of("encounter is 200-300 km from Alpha", given="inside Gamma")[0] == "contradicted"
    )


def test_heights_meet_without_a_place() -> None:
    ft = "encounter is at 19,000 ft above sea level"
    m = "encounter is at an altitude of 6,000 m above sea level"
    assert verdict_of(ft, m)[0] == "consistent"
    assert verdict_of(ft, m.replace("6,000", "8,000"))[0] == "contradicted"


def test_two_moments_do_not_bind_each_other() -> None:
    claims = ("encounter is 10 km from Alpha", "impact is 10 km from Beta")
    assert verdict_of(*claims)[0] == "consistent"
    assert verdict_of(claims[0], claims[1].replace("impact", "encounter"))[0] == "contradicted"


def inference_of(premise: str, claim: str, given: str = "") -> tuple[str, str | None]:
    case = case_of(premise, claim, given=given, more={"C2": 'follows_from = ["C1"]'})
    result = check(case)
    ((_, inference),) = result.claims[1].inference
    return inference.result, inference.strength


def test_inferences() -> None:
    near = "encounter is within 30 km of Alpha"
    assert inference_of(near, "encounter is within 100 km of Alpha") == ("follows", None)
    assert inference_of(near, "encounter is within 200 km of Beta") == ("does not follow", None)
    assert inference_of(near, "encounter is 10 km from Beta") == ("excluded", "contradicted")
    assert inference_of("encounter is 300 km from Alpha", near, given="inside Gamma") == (
        "premises fail",
        None,
    )


def test_allowed_and_possible_stand_side_by_side() -> None:
    case = case_of(
        "encounter is within 30 km of Alpha",
        "encounter is 100 km from Beta",
        more={"C2": 'follows_from = ["C1"]'},
    )
    (reading,) = sw.as_json(check(case))["claims"][1]["inference"][0]["readings"]
    assert reading["unit"] == "km"
    assert reading["allowed"] == [[90.0, 110.0]]
    ((lo, hi),) = reading["possible"]
    assert lo <= APART - 30 <= lo + 2
    assert hi - 2 <= APART + 30 <= hi


def test_ask_gives_bounds_and_witnesses() -> None:
    case = case_of("encounter is 100 km north of Alpha")
    answer = sw.as_json(sw.ask(case, "distance from encounter to Beta", ["C1"]))
    ordinary = [r for r in answer["readings"] if r["kind"] == "ordinary"]
    assert ordinary
    for reading in ordinary:
        ((lo, hi),) = reading["possible"]
        ends = reading["ends"][0]
        assert [e["status"] for e in ends] == ["witnessed", "witnessed"]
        for end in ends:
            lon, lat = end["at"]
            at = WGS84.Inverse(lat, lon, 10, 22)["s12"] / 1000
            assert at == pytest.approx(end["value_at"], abs=0.2)
            assert lo <= at <= hi
            from_alpha = WGS84.Inverse(10, 20, lat, lon)
            assert 90 <= from_alpha["s12"] / 1000 <= 110
            assert abs(from_alpha["azi1"]) <= 45


def test_ask_takes_sentences_and_bearings_and_heights() -> None:
    case = case_of("encounter is at 19,000 ft")
    answer = sw.ask(case, "bearing from Alpha to encounter", ["encounter is 10 km from Beta"])
    ((lo, hi),) = answer.readings[0].possible.bounds
    true = WGS84.Inverse(10, 20, 10, 22)["azi1"]
    assert true - 4 < lo < true < hi < true + 4
    heights = sw.as_json(sw.ask(case, "altitude of encounter", ["C1"]))["readings"][0]
    assert heights["possible"] == [[18500.0, 19500.0]]
    assert heights["unit"] == "ft"


def test_stretch_and_sector_widen() -> None:
    case = case_of("encounter is 100 km north of Alpha")

    def width(**how: float) -> float:
        answer = sw.ask(case, "distance from encounter to Beta", ["C1"], **how)  # type: ignore[arg-type]
        lo, hi = answer.readings[0].possible.bounds[0]
        return hi - lo

    assert width(stretch=0.2) < width() < width(stretch=2)
    assert width(sector_deg=20) < width() < width(sector_deg=150)


def test_a_missing_denial_asserts_nothing() -> None:
    case = case_of("encounter is 10 km from Alpha")
    text = HEAD.format(given="") + (
        '\n[[claims]]\nid = "C1"\nsays = "encounter is 1 km from Alpha"\n'
        'speaker = "somebody"\nstance = "did not deny"\n'
    )
    result = check(case_from_text(text))
    assert result.claims[0].findings[0].verdict.verdict == "not testable"
    assert check(case).claims[0].findings[0].verdict.verdict == "consistent"


def test_an_exact_position_is_found_beside_a_place_with_a_large_error() -> None:
    case = case_from_text(
        HEAD.format(given="").replace('error = "100 m"', 'error = "4 km"')
        + """
[[claims]]
id = "C1"
says = "encounter is at 10°03'07\\"N 20°04'11\\"E"
speaker = "somebody"
[[claims]]
id = "C2"
says = "encounter is within 12 nm of Alpha"
speaker = "somebody"
[[claims]]
id = "C3"
says = "encounter is 34 km from Alpha"
speaker = "somebody"
"""
    )
    (near,) = check_together(case, ["C1", "C2"])
    assert near.verdict.verdict == "consistent"
    (far,) = check_together(case, ["C1", "C3"])
    assert far.verdict.verdict == "contradicted"
