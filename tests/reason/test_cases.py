"""The shipped cases: what must come out of them, and what cannot be asked of them yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import skywitness as sw
from skywitness.claims.casefile.loader import shipped_cases

MQ9, FR, RQ4 = "mq9-black-sea-2023", "fr4978-2021", "rq4-hormuz-2019"
EP3, F4, SU24 = "ep3-hainan-2001", "f4-syria-2012", "su24-turkey-2015"

#: Case, claims taken together, verdicts that may come out, and the frame where it matters.
EXPECTED = [
    (FR, "C1 C2 P1 P2", "contradicted", None),
    (FR, "C1 C2 B1", "consistent", None),
    (FR, "B1 P1 P2", "contradicted", None),
    (FR, "B1 P1", "consistent", None),
    (RQ4, "I1 I3", "consistent", None),
    (RQ4, "I1 U1", "contradicted", None),
    (RQ4, "I1t U2", "consistent", None),
    (RQ4, "M2 U2", "contradicted", None),
    (RQ4, "I2 M2", "consistent", None),
    (EP3, "C1 U1", "strained consistent", None),
    (EP3, "C2 U2", "contradicted", None),
    (EP3, "C3 U3", "consistent", None),
    (F4, "S1 T1", "contradicted", None),
    (F4, "S1 S3", "consistent", None),
    (F4, "T1 W1", "consistent", None),
    (F4, "X1 T1", "contradicted", None),
    (F4, "T3", "consistent", None),
    (SU24, "T1 R1b", "contradicted", None),
    (SU24, "T3 R2", "consistent", None),
    (SU24, "T4", "not testable", None),
    (MQ9, "C2", "consistent", None),
    # Sectors give way beyond the policy's tolerance: strained, and contradicted no longer.
    (MQ9, "C1 C2", "strained", "recognised"),
    (MQ9, "C1 C2", "consistent", "claimed-by-russia-2022"),
    (MQ9, "C3", "contradicted", None),
    (MQ9, "C4", "not testable", None),
    (MQ9, "C5 C6", "contradicted", None),
    (MQ9, "C5-time C6-time", "consistent", None),
    (MQ9, "C1 C10", "consistent", None),
    (MQ9, "C10 C11", "consistent", None),
    (MQ9, "C7", "not testable", None),
    (MQ9, "C8", "not testable", None),
    (F4, "S0 S2 T1", "contradicted", None),
    (SU24, "T1 T2-length", "consistent", None),
    (SU24, "T1 T2-depth-in-and-out", "consistent", None),
    (SU24, "T1 T2-length K1", "contradicted", None),
    (MQ9, "C12", "consistent", None),
]

#: Rows that come out otherwise, with what comes out and why.
OTHERWISE = {
    (EP3, "C2-time U3"): (
        "consistent",
        "a hedged clock time is ± 15 minutes by the policy, so about 09:15 admits 09:07",
    ),
}


@pytest.mark.parametrize(("case", "claims", "verdicts", "frame"), EXPECTED)
def test_what_comes_out(case: str, claims: str, verdicts: str, frame: str | None) -> None:
    for found in sw.together(case, claims.split(), frame=frame):
        allowed = [verdicts] if verdicts == "not testable" else verdicts.split()
        assert found.verdict.verdict in allowed, found.frame.id
        assert sw.because(found)


@pytest.mark.parametrize(("row", "outcome"), OTHERWISE.items())
def test_what_comes_out_otherwise(row: tuple[str, str], outcome: tuple[str, str]) -> None:
    case, claims = row
    (found,) = sw.together(case, claims.split())
    assert found.verdict.verdict == outcome[0]


@pytest.mark.parametrize(
    "claims", ["C1 C2 P1", "C1 C2 P2", "C1 P1 P2", "C2 P1 P2"], ids=lambda c: c.replace(" ", "-")
)
def test_without_any_one_of_four_the_rest_holds(claims: str) -> None:
    (found,) = sw.together(FR, claims.split())
    assert found.verdict.verdict == "consistent"


@pytest.mark.parametrize(
    ("case", "claim"), [(MQ9, "C5"), (MQ9, "C6"), (EP3, "C2"), (EP3, "U2"), (SU24, "T1"),
                        (SU24, "R1b")],
)  # fmt: skip
def test_neither_of_two_opposite_accounts_is_excluded_alone(case: str, claim: str) -> None:
    for found in sw.together(case, [claim]):
        assert found.verdict.verdict == "consistent"


def test_margins_by_hand() -> None:
    def margin(case: str, claims: str) -> tuple[float, float]:
        (found,) = sw.together(case, claims.split())
        assert found.verdict.lo is not None
        assert found.verdict.hi is not None
        return found.verdict.lo, found.verdict.hi

    # 12:56 - 30 s λ is reached from 12:47 + 30 s (λ - 1).
    assert margin(FR, "C1 C2 P1 P2") == (9.5, 9.5)
    # 31 minutes between two times, each ± 30 s.
    assert margin(FR, "B1 P1 P2") == (31.0, 31.0)
    # 70 statute miles are 112.654 km, ± 5 miles, against 104 ± 0.5 km.
    lo, hi = margin(EP3, "C1 U1")
    assert lo == pytest.approx((70 * 1.609344 - 104) / (5 * 1.609344 + 0.5), abs=1e-6)
    assert hi < 2
    # 13 nautical miles ± 0.5 against 20.92 ± 0.005 km.
    assert margin(F4, "X1 T1") == pytest.approx([(13 * 1.852 - 20.92) / (0.926 + 0.005)] * 2)
    # 19,000 ft on an altimeter and 6,000 m above the sea can be one height.
    assert margin(SU24, "T3 R2") == (0.0, 0.0)


def test_the_zone_is_a_reading() -> None:
    answer = sw.as_json(sw.ask(RQ4, "time of takeoff", ["I2"]))
    starts = {r["name"]: r["possible"][0][0] for r in answer["readings"]}
    dubai = next(v for k, v in starts.items() if "Dubai" in k and "20 June" in k)
    tehran = next(v for k, v in starts.items() if "Tehran" in k and "20 June" in k)
    assert (dubai, tehran) == ("2019-06-19T20:13:30.000Z", "2019-06-19T19:43:30.000Z")


def test_the_gap_between_strike_and_impact() -> None:
    answer = sw.as_json(sw.ask(MQ9, "time from strike to impact", ["C5-time", "C6-time"]))
    assert answer["readings"][0]["possible"] == [[11.5 * 60, 42.5 * 60]]  # 27 min ± 15.5


@pytest.mark.parametrize("case", [FR, RQ4, EP3, F4, SU24])
def test_cases_are_complete_and_marked(case: str) -> None:
    loaded = sw.load_case(case)
    assert case in shipped_cases()
    assert loaded.summary
    assert loaded.sources
    assert all(claim.row.unchecked for claim in loaded.claims)
    assert len({claim.speaker for claim in loaded.claims}) > 1


@pytest.mark.shared
@pytest.mark.parametrize("case", [FR, RQ4, EP3, F4, SU24, MQ9])
def test_every_row_and_claim_of_the_material_is_here(case: str, shared_dir: Path) -> None:
    material = json.loads((shared_dir / "cases" / f"{case}.json").read_text(encoding="utf-8"))
    rows = {" ".join(row["together"]) for row in material["expected"]}
    here = {claims for name, claims, *_ in EXPECTED if name == case}
    here |= {claims for name, claims in OTHERWISE if name == case}
    assert rows == here
    loaded = sw.load_case(case)
    told = {claim.id.partition("-")[0] for claim in loaded.claims}
    assert {claim["id"] for claim in material["claims"]} <= told
    addresses = {source.url for source in loaded.sources}
    assert {s["url"] for s in material["sources"] if s["url"].startswith("http")} <= addresses
