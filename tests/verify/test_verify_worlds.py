"""The verifier refuses a world that breaks an order, a hard speed, the ground or two visits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from forger import Forger
from small_case import claims, moments, written

import skywitness as sw

Json = dict[str, Any]
TEXT = (
    '[[objects]]\nid = "Falcon"\nmover = "jet"\n'
    + moments("alpha", "bravo", objects=["Falcon"])
    + claims(
        "bravo is after alpha; alpha is at 40.000 N, 10.000 E; bravo is at 40.000 N, 12.000 E",
        "Falcon descends 1000 ft from alpha to bravo",
        "Falcon is inside Turkey for 17 seconds from 09:24:05 UTC on 24 November 2015",
        "Falcon is inside Turkey for 60 seconds",
    )
)
VISITS = ("C3", "C4")


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of certificates that holds."""
    folder = written(tmp_path_factory.mktemp("worlds"), TEXT)
    found = sw.check(folder, together=[VISITS], conflicts_s=0)
    sw.write_certificates(found, folder)
    report = sw.verify_certificates(folder)
    assert report.holds
    assert not report.not_certified
    return folder


def clock(w: Json, part: str) -> Json:
    """Where the times of moments whose names begin so are stated."""
    return next(c for c in (w["times"], w["gaps"]) if any(m.startswith(part) for m in c))


def order_broken(w: Json) -> None:
    times = clock(w, "alpha")
    times["alpha"], times["bravo"] = times["bravo"], times["alpha"]


def too_fast(w: Json) -> None:
    times = clock(w, "alpha")
    times["bravo"] = times["alpha"] + 60.0


def at_once(w: Json) -> None:
    times = clock(w, "alpha")
    times["bravo"] = times["alpha"]


def too_fast_without_course(w: Json) -> None:
    too_fast(w)
    w["courses"] = []


def under_the_ground(w: Json) -> None:
    for values in w["heights"].values():
        values["altitude"] -= 12_000.0


def visits_overlap(w: Json) -> None:
    """Both keep their lengths, and one begins while the other lasts."""
    times = clock(w, "entry")
    entries = sorted(m for m in times if m.startswith("entry"))
    assert len(entries) == 2
    dated = next(m for m in entries if abs(times[_exit(m, times)] - times[m] - 17) < 1)
    other = next(m for m in entries if m != dated)
    lapse = times[_exit(other, times)] - times[other]
    times[other] = times[dated] + 5.0
    times[_exit(other, times)] = times[other] + lapse


def visit_backward(w: Json) -> None:
    """One visit ends before it begins."""
    times = clock(w, "entry")
    entry = next(m for m in times if m.startswith("entry"))
    times[_exit(entry, times)] = times[entry] - 60.0


def _exit(entry: str, times: Json) -> str:
    told = entry.partition(" (")[2]
    return next(m for m in times if m.startswith("exit") and m.partition(" (")[2] == told)


@pytest.mark.parametrize(
    ("ids", "change", "why"),
    [
        ("C1", order_broken, "time runs backward"),
        ("C1", too_fast, "where its hard speed allows"),
        ("C1", at_once, "where its hard speed allows"),
        ("C1", too_fast_without_course, "no jet moves faster"),
        ("C2", under_the_ground, "nothing flies below the ground"),
        ("C3+C4", visits_overlap, "two visits of turkey by Falcon overlap"),
        ("C3+C4", visit_backward, "a visit of turkey by Falcon ends before it begins"),
    ],
)
def test_a_world_that_cannot_be_is_refused(
    worlds: Path, tmp_path: Path, ids: str, change: Callable[[Json], None], why: str
) -> None:
    f = Forger(worlds, tmp_path)
    path = f"verdict/{ids}.recognised.json"
    c = f.certificate(path)
    w = c["proof"]["witness"]
    change(w)
    f.put(path, c)
    where, what = f.sealed()
    assert where
    assert why in what
