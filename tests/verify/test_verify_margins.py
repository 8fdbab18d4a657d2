"""Certificates whose margin their own witness refutes, doubled members, frames that are dropped."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from forger import Forger, verdict
from small_case import claims, moments, written

import skywitness as sw

TEXT = (
    '[[frames]]\nid = "one"\nlabel = "one"\nsame = [["encounter", "wreck"]]\n'
    '[[frames]]\nid = "two"\nlabel = "two"\n'
    '[[places]]\nname = "Mark A"\ncoordinates = "44.00 N, 33.00 E"\nerror = "100 m"\n'
    + moments("encounter", "wreck")
    + claims(
        "encounter is 10 km from Mark A and encounter is 11.5 km from Mark A",
        "encounter is within 5 km of Mark A",
        "encounter is 10 km from Mark A and encounter is 30 km from Mark A",
        "not testable: intent",
    )
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = written(tmp_path_factory.mktemp("margins"), TEXT)
    sw.write_certificates(sw.check(folder, conflicts_s=5), folder)
    assert sw.verify_certificates(folder).holds
    return folder


def path(claim: str) -> str:
    return verdict(claim).replace("recognised", "two")


def above_its_witness(f: Forger) -> None:
    c = f.certificate(path("C3"))
    c["margin"] |= {"lo": 50.0, "hi": 60.0}
    f.put(path("C3"), c)


def with_the_witness_restated(f: Forger) -> None:
    c = f.certificate(path("C3"))
    c["margin"] |= {"lo": 50.0, "hi": 60.0}
    c["proof"]["fits"]["stretch"] = 60.0
    f.put(path("C3"), c)


def above_a_witness_of_what_is_consistent(f: Forger) -> None:
    c = f.certificate(path("C2"))
    c["margin"]["lo"] = 0.9
    f.put(path("C2"), c)


def a_member_twice(f: Forger) -> None:
    text = (f.inner / path("C2")).read_text("utf-8")
    (f.inner / path("C2")).write_text(
        text.replace('{"format"', '{"verdict": "contradicted", "format"', 1), "utf-8"
    )


def a_member_twice_deep_inside(f: Forger) -> None:
    c = json.dumps(f.certificate(path("C3")))
    (f.inner / path("C3")).write_text(c.replace('"lo": ', '"lo": 0.0, "lo": ', 1), "utf-8")


def a_frame_dropped(f: Forger) -> None:
    f.manifest["frames"] = [e for e in f.manifest["frames"] if e["id"] != "two"]
    f.manifest["certificates"] = [
        e for e in f.manifest["certificates"] if e["about"]["frame"] != "two"
    ]


def a_frame_listed_and_left_out(f: Forger) -> None:
    f.manifest["frames_left_out"] = ["two"]


def claims_doubled(f: Forger) -> None:
    entry = next(e for e in f.manifest["certificates"] if e["about"]["kind"] == "compatible")
    entry["about"]["claims"] = [*entry["about"]["claims"], entry["about"]["claims"][0]]
    c = f.certificate(entry["path"])
    c["about"] = entry["about"]
    f.put(entry["path"], c)


def parts_doubled(f: Forger) -> None:
    entry = next(e for e in f.manifest["certificates"] if e["about"]["kind"] == "conflict")
    entry["about"]["parts"] = [*entry["about"]["parts"], entry["about"]["parts"][0]]
    c = f.certificate(entry["path"])
    c["about"] = entry["about"]
    f.put(entry["path"], c)


@pytest.mark.parametrize(
    "forge",
    [
        above_its_witness,
        with_the_witness_restated,
        above_a_witness_of_what_is_consistent,
        a_member_twice,
        a_member_twice_deep_inside,
        a_frame_dropped,
        a_frame_listed_and_left_out,
        claims_doubled,
        parts_doubled,
    ],
)
def test_what_refutes_itself_does_not_hold(
    made: Path, tmp_path: Path, forge: Callable[[Forger], None]
) -> None:
    f = Forger(made, tmp_path)
    forge(f)
    assert f.sealed()


def test_how_many_prove_something_and_how_many_claim_nothing(made: Path) -> None:
    report = sw.verify_certificates(made)
    nothing = sum(n for word, n in report.proven.items() if word in ("undecided", "not testable"))
    assert nothing >= 2
    assert report.claim_nothing == nothing + len(report.not_certified)
    assert report.claim_something == sum(report.proven.values()) - nothing


def test_a_check_of_one_frame_says_which_it_left_out(tmp_path: Path) -> None:
    folder = written(tmp_path, TEXT)
    sw.write_certificates(sw.check(folder, frame="two"), folder)
    report = sw.verify_certificates(folder)
    assert report.holds
    assert report.frames_left_out == ["one"]
