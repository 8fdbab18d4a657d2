"""Inferences and questions about a place that a distance from another happening ties down."""

from __future__ import annotations

from pathlib import Path

import pytest
from geographiclib.geodesic import Geodesic

import skywitness as sw
from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.loader import case_from_text
from skywitness.errors import CaseError

CASE = """
id = "tied"
title = "tied"
date = 1988-07-03
[[moments]]
id = "fix"
[[moments]]
id = "hit"
[[moments]]
id = "crash"
[[places]]
name = "Mast"
coordinates = "26.513 N, 56.016 E"
error = "100 m"
[[places]]
name = "Far Mast"
coordinates = "27.218 N, 56.378 E"
error = "100 m"
"""
SHIP, FAR = (26.513, 56.016), (27.218, 56.378)
# 15 km as a bare number is 13.5 to 16.5 km.
NEAR, WIDE = 13_500.0, 16_500.0
BETWEEN = Geodesic.WGS84.Inverse(*SHIP, *FAR)["s12"]


def tied(**says: str | tuple[str, list[str]]) -> Case:
    text = CASE
    given = {"A": "fix is at 26.513 N, 56.016 E", "B": "hit is 15 km from fix", **says}
    for name, each in given.items():
        sentence, follows = each if isinstance(each, tuple) else (each, [])
        text += f'[[claims]]\nid = "{name}"\nspeaker = "s"\nsays = "{sentence}"\n'
        text += f"follows_from = {follows}\n".replace("'", '"')
    return case_from_text(text)


def inference(sentence: str) -> sw.Inference:
    case = tied(C=(sentence, ["A", "B"]))
    (found,) = [i for c in sw.check(case).claims for _, i in c.inference if c.claim.id == "C"]
    return found


@pytest.mark.parametrize(
    ("sentence", "result"),
    [
        ("hit is within 30 km of Mast", "follows"),
        ("hit is 5-30 km from Mast", "follows"),
        ("hit is within 15 km of Mast", "does not follow"),
        ("hit is north of Mast", "does not follow"),
        ("hit is 40 km from Mast", "excluded"),
        ("hit is within 5 km of Far Mast", "excluded"),
    ],
)
def test_a_separation_counts_among_premises(sentence: str, result: str) -> None:
    assert inference(sentence).result == result


def test_what_premises_leave_counts_the_separation() -> None:
    ((low, high),) = inference("hit is within 5 km of Mast").readings[0].possible.bounds
    assert NEAR - 1000 <= low <= NEAR + 1
    assert WIDE - 1 <= high <= WIDE + 1000


def ends(case: Case, question: str, given: list[str]) -> tuple[sw.End, sw.End]:
    ((low, high),) = sw.ask(case, question, given).readings[0].possible.intervals
    return low, high


def test_a_question_counts_the_separation_and_claims_no_witness() -> None:
    low, high = ends(tied(), "distance from hit to Far Mast", ["A", "B"])
    assert BETWEEN - WIDE - 1500 <= low.value <= BETWEEN - WIDE + 300
    assert BETWEEN + WIDE - 300 <= high.value <= BETWEEN + WIDE + 1500
    assert not low.witnessed
    assert not high.witnessed


def test_a_distance_between_two_happenings_counts_a_third() -> None:
    case = tied(D="crash is 10 km from fix")
    low, high = ends(case, "distance from hit to crash", ["A", "B", "D"])
    # 10 km is 9.5 to 10.5 km or, as a share, 9 to 11 km.
    assert low.value <= NEAR - 9_000
    assert WIDE + 9_000 <= high.value <= WIDE + 11_000 + 2500
    assert not high.witnessed or high.witness_value is not None


def test_an_inference_with_a_separation_is_certified_or_said_not_to_be(tmp_path: Path) -> None:
    case = tied(
        C=("hit is within 30 km of Mast", ["A", "B"]),
        D=("hit is north of Mast", ["A", "B"]),
        E=("hit is 40 km from Mast", ["A", "B"]),
    )
    (tmp_path / "case.toml").write_text(
        CASE + "".join(
            f'[[claims]]\nid = "{c.id}"\nspeaker = "s"\nsays = "{c.row.says}"\n'
            + f"follows_from = {list(c.row.follows_from)}\n".replace("'", '"')
            for c in case.claims
        ),
        "utf-8",
    )  # fmt: skip
    sw.write_certificates(sw.check(tmp_path), tmp_path)
    report = sw.verify_certificates(tmp_path)
    assert report.failed is None
    assert [path for path, _ in report.not_certified] == ["inference/C.recognised.json"]


def test_inside_of_an_object_follows_where_its_place_is_inside() -> None:
    text = """
id = "inside"
title = "inside"
[[objects]]
id = "ship"
[[places]]
name = "Bay"
box = [33.0, 44.0, 34.0, 45.0]
error = "500 m"
[[moments]]
id = "hit"
objects = ["ship"]
[[claims]]
id = "A"
speaker = "a"
says = "hit is at 44.5 N, 33.5 E"
[[claims]]
id = "B"
speaker = "b"
says = "ship is inside Bay at hit"
follows_from = ["A"]
"""
    (found,) = [i for c in sw.check(case_from_text(text)).claims for _, i in c.inference]
    assert found.result == "follows"


GIVEN = """
id = "given"
title = "given"
[[sources]]
id = "S"
title = "s"
[[objects]]
id = "Falcon"
mover = "jet"
[[moments]]
id = "hit"
objects = ["Falcon"]
given = ["at 9000 ft"]
given_source = "S"
"""


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        # A bare speed may be an indicated one, which the true one reaches to eight tenths at least.
        ("Falcon flies at 3800 knots at hit", "consistent"),
        ("Falcon flies at 4500 knots at hit", "contradicted"),
        ("Falcon flies at 3800 knots over the ground at hit", "contradicted"),
        ("Falcon flies at 2000 knots at hit", "consistent"),
        ("Falcon flies at 3800 knots through the air at hit", "contradicted"),
        # 1,600 m/s through the air: the hard limit and the strongest wind.
        ("Falcon flies at 3000 knots through the air at hit", "consistent"),
        ("Falcon descends at 500000 ft/min at hit", "contradicted"),
        ("Falcon climbs at 50000 ft/min at hit", "consistent"),
        ("Falcon is at 13500 ft above sea level at hit", "contradicted"),
        ("Falcon is at 9000 ft above sea level at hit", "consistent"),
        ("Eagle flies at 3800 knots at hit", "consistent"),
    ],
)
def test_given_heights_and_hard_speeds_bind_a_moment(
    says: str, expected: str, tmp_path: Path
) -> None:
    text = GIVEN + f'[[claims]]\nid = "A"\nspeaker = "a"\nsays = "{says}"\n'
    (tmp_path / "case.toml").write_text(text, "utf-8")
    result = sw.check(tmp_path)
    ((found,),) = [c.findings for c in result.claims]
    assert found.verdict.verdict == expected
    if expected == "contradicted":
        assert "given" in sw.because(found)
    sw.write_certificates(result, tmp_path)
    report = sw.verify_certificates(tmp_path)
    assert report.failed is None
    assert report.not_certified == []


def test_a_given_height_bounds_what_is_asked_of_it() -> None:
    case = case_from_text(GIVEN)
    low, high = ends(case, "altitude of hit", [])
    assert low.value == pytest.approx(8_500 * 0.3048)
    assert high.value == pytest.approx(9_500 * 0.3048)


def test_a_claim_that_is_not_there_is_named() -> None:
    with pytest.raises(CaseError, match="there is no claim 'C9'"):
        sw.ask(tied(), "distance from hit to Mast", ["C9"])


HEAD = """
id = "flight"
title = "flight"
date = 2018-09-17
[[objects]]
id = "Jet"
mover = "jet"
[[moments]]
id = "start"
objects = ["Jet"]
[[moments]]
id = "launch"
objects = ["Jet"]
"""
CLAIM = '[[claims]]\nid = "A"\nspeaker = "s"\nsays = "{}"\n'
SLOW = "Jet flies at less than 1200 km/h over the ground from start to launch"


@pytest.mark.parametrize(
    ("gap", "bound"), [("", False), ("; launch is 10 minutes after start", True)]
)
def test_a_speed_bounds_a_place_only_where_the_time_is_bounded(gap: str, bound: bool) -> None:
    says = f"start is at 26.513 N, 56.016 E; {SLOW}{gap}"
    case = case_from_text(HEAD + CLAIM.format(says))
    low, high = ends(case, "distance from launch to 26.513 N, 56.016 E", ["A"])
    assert low.value == pytest.approx(0.0, abs=200.0)
    assert (high.value < 1200e3 / 6 * 1.25) is bound


def test_a_witness_tells_no_fact_that_its_position_implies() -> None:
    case = case_from_text(HEAD + CLAIM.format("Jet is over Iran at start"))
    (found,) = sw.check(case).claims
    assert "at some time" not in sw.as_json(found.findings[0])["because"]
