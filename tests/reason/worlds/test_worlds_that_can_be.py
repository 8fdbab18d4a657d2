"""No world that is shown breaks the ground, a hard speed or an order; certificates hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import HEAD, Json, claims, moments, together, written

import skywitness as sw


def mover(kind: str, *ids: str) -> str:
    return f'[[objects]]\nid = "Falcon"\nmover = "{kind}"\n' + moments(*ids, objects=["Falcon"])


@pytest.mark.parametrize(
    ("kind", "falls", "verdict"),
    [
        ("helicopter", "20 km", "contradicted"),
        ("jet", "20 km", "contradicted"),
        ("ship", "20 km", "contradicted"),
        ("helicopter", "5000 m", "contradicted"),
        ("jet", "15000 ft", "contradicted"),  # beyond any weather of altimeters, too
        ("ship", "5000 m", "consistent"),  # it sinks
        ("helicopter", "1000 ft", "consistent"),
        ("helicopter", "2000 ft", "consistent"),  # to a field by the Dead Sea
    ],
)
def test_nothing_flies_below_the_ground(
    tmp_path: Path, kind: str, falls: str, verdict: str
) -> None:
    said = claims("alpha is at 1000 ft AMSL", "bravo is at up to 3000 m AMSL",
                  f"Falcon descends {falls} from alpha to bravo")  # fmt: skip
    assert together(tmp_path, mover(kind, "alpha", "bravo") + said)["verdict"] == verdict


@pytest.mark.parametrize("wreck", ["wreck", "sea bed"])
def test_an_aircraft_that_sinks_lies_on_the_sea_bed(tmp_path: Path, wreck: str) -> None:
    name = wreck.replace(" ", "-")
    text = (
        '[[objects]]\nid = "Falcon"\nmover = "jet"\n'
        + moments("impact", objects=["Falcon"])
        + f'[[moments]]\nid = "{name}"\nlabel = "the {wreck}"\nobjects = ["Falcon"]\n'
        + claims("impact is at 0 m AMSL", f"Falcon descends 4000 m from impact to {name}")
    )
    assert together(tmp_path, text)["verdict"] == "consistent"
    deeper = text.replace("4000 m", "14000 m")
    assert together(tmp_path / "deeper", deeper)["verdict"] == "contradicted"


def test_a_fall_may_start_downward(tmp_path: Path) -> None:
    said = claims(
        "alpha is at 30000 ft AMSL", "bravo is at 0 m AMSL", "bravo is 20 seconds after alpha",
        "Falcon descends 30000 ft from alpha to bravo",
    )  # fmt: skip
    found = together(tmp_path, mover("jet", "alpha", "bravo") + said)
    assert found["verdict"] == "consistent"


def test_a_height_below_the_deepest_sea_is_impossible(tmp_path: Path) -> None:
    said = claims("Falcon descends 14 km from alpha to bravo", "alpha is at 0 m AMSL")
    assert together(tmp_path, mover("ship", "alpha", "bravo") + said)["verdict"] == "contradicted"


def test_a_height_below_is_shown_above_the_ground(tmp_path: Path) -> None:
    found = together(tmp_path, mover("jet", "alpha") + claims("alpha is at less than 900 m AMSL"))
    (height,) = found["heights"].values()
    assert -450 <= height <= 900


STARTS = "start is at 06:47Z; Falcon is at 27.187 N, 56.281 E at start"
HITS = "Falcon is at 25.668 N, 55.547 E at hit"


def flown(kind: str, *says: str) -> str:
    return (
        f'[[objects]]\nid = "Falcon"\nmover = "{kind}"\n'
        + moments("start", objects=["Falcon"])
        + moments("hit", objects=["Falcon"], given=["not before start"])
        + claims(*says)
    )


def seconds(found: Json) -> float:
    from datetime import datetime

    times = found["witness"]["times"]
    return (
        datetime.fromisoformat(times["hit"]) - datetime.fromisoformat(times["start"])
    ).total_seconds()


@pytest.mark.parametrize(("kind", "speed"), [("jet", 1400), ("propeller", 566), ("ship", 150),
                                             ("balloon", 200), ("helicopter", 566)])  # fmt: skip
def test_a_world_leaves_an_object_the_time_for_its_way(
    tmp_path: Path, kind: str, speed: float
) -> None:
    found = together(tmp_path, flown(kind, f"{STARTS}; {HITS}"))
    assert found["verdict"] == "consistent"
    assert seconds(found) >= 183_400 / speed


def test_two_instants_too_near_are_impossible(tmp_path: Path) -> None:
    found = together(tmp_path, flown("jet", f"{STARTS}; {HITS}; hit is at 06:47Z"))
    assert found["verdict"] == "contradicted"


def test_the_way_back_in_time_counts_too(tmp_path: Path) -> None:
    text = mover("jet", "start", "hit") + claims(STARTS, HITS, "hit is before start")
    assert seconds(together(tmp_path, text)) <= -131


def test_moments_without_a_clock_time_are_apart_too(tmp_path: Path) -> None:
    said = ("hit is after start; Falcon is at 27.187 N, 56.281 E at start", HITS)
    found = together(tmp_path, mover("jet", "start", "hit") + claims(*said))
    gaps = found["gaps"]
    assert gaps["hit"] - gaps["start"] >= 131


def test_a_depth_is_not_shown_by_an_exit_at_the_time_of_the_entry(tmp_path: Path) -> None:
    text = (
        '[[objects]]\nid = "MiG-31"\nmover = "jet"\n'
        '[[moments]]\nid = "entry"\nphrases = ["entry of MiG-31 into Estonia"]\n'
        'objects = ["MiG-31"]\n'
        '[[moments]]\nid = "exit"\nphrases = ["exit of MiG-31 from Estonia"]\n'
        'objects = ["MiG-31"]\n'
        '[[moments]]\nid = "closest"\ngiven = ["over the Gulf of Finland"]\n'
        'objects = ["MiG-31"]\n' + claims("MiG-31 goes about 5 nm deep into Estonia")
    )  # fmt: skip
    found = together(tmp_path, text)
    assert found["verdict"] == "consistent"
    gaps = found["gaps"]
    assert gaps["exit"] - gaps["entry"] >= 2 * 5 * 1852 / 1400


@pytest.mark.parametrize("count", [4, 8, 12])
@pytest.mark.parametrize(("kind", "speed"), [("jet", 200.0), ("ship", 8.0)])
def test_a_chain_far_below_every_limit_of_speed_is_consistent(
    tmp_path: Path, count: int, kind: str, speed: float
) -> None:
    ids = [f"m{k}" for k in range(count)]
    says = []
    for k, name in enumerate(ids):
        says.append(f"{name} is at 40.000 N, {10 + k * speed * 900 / 85_000:.3f} E")
        says.append(f"{name} is at {10 + k // 4:02d}:{k % 4 * 15:02d} UTC")
    found = together(tmp_path, mover(kind, *ids) + claims(*says))
    assert found["verdict"] == "consistent"


def test_a_world_too_fast_is_refused_by_the_verifier(tmp_path: Path) -> None:
    from forger import Forger, verdict

    folder = written(tmp_path / "made", flown("jet", f"{STARTS}; {HITS}"))
    assert (folder / "case.toml").read_text("utf-8").startswith(HEAD)
    sw.write_certificates(sw.check(folder), folder)
    f = Forger(folder, tmp_path / "forged")
    c = f.certificate(verdict("C1"))
    witness = c["proof"]["witness"]
    witness["courses"] = []
    witness["times"]["hit"] = witness["times"]["start"]
    for part in witness["parts"]:
        if part["part"] == "not before start":
            part["value"] = [0.0, 0.0]
            part["slack"] = 0.0
    f.put(verdict("C1"), c)
    _, why = f.sealed()
    assert "Falcon" in why or "mover" in why or "moves" in why
