"""Certificates of motion: what they prove, and that every kind of tampering with them is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from forger import Forger
from journey_case import TOGETHER, toml

import skywitness as sw

Json = dict[str, Any]
FLIGHT = "verdict/west+near+ten+pace+way+low+high.recognised.json"
SLANT = "verdict/near+slant+high+scramble+ready.recognised.json"
AIR = "verdict/air.recognised.json"


@pytest.fixture(scope="module")
def journeys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of certificates of motion that holds."""
    folder = tmp_path_factory.mktemp("journeys")
    (folder / "case.toml").write_text(toml(), "utf-8")
    found = sw.check(folder, together=[list(ids) for ids in TOGETHER], conflicts_s=0)
    sw.write_certificates(found, folder / "out")
    return folder / "out"


def test_each_rule_is_certified(journeys: Path) -> None:
    report = sw.verify_certificates(journeys)
    assert report.failed is None
    assert report.not_certified == []
    manifest = json.loads((journeys / "certificates/manifest.json").read_text("utf-8"))
    words = {tuple(e["about"]["claims"]): e["word"] for e in manifest["certificates"]}
    assert {ids: words[ids] for ids in TOGETHER} == TOGETHER
    assert {e["kind"] for e in manifest["exclusions"].values()} == {"facts", "linear", "tied"}


# --- changed witnesses ----------------------------------------------------------------------------


def witness(path: str, change: Callable[[Json], object]) -> Callable[[Forger], None]:
    """A forgery that changes the witness of a certificate."""

    def forge(f: Forger) -> None:
        c = f.certificate(path)
        change(c["proof"]["witness"])
        f.put(path, c)

    return forge


def stops(w: Json) -> list[Json]:
    found: list[Json] = w["courses"][0]["stops"]
    return found


def clock(w: Json) -> Json:
    """Where the time of the finish is stated."""
    found: Json = w["times"] if "finish" in w["times"] else w["gaps"]
    return found


def shift(w: Json) -> None:
    clock(w)["finish"] += 300.0


def turned_round(w: Json) -> None:
    times = clock(w)
    times["start"], times["finish"] = times["finish"], times["start"]


def moved(w: Json, place: str, degrees: float) -> None:
    w["places"][place][0] += degrees


def raised(w: Json, place: str, metres: float) -> None:
    w["heights"][place]["altitude"] += metres


def blown(w: Json) -> None:
    """A path that no wind within the bound carries it along."""
    stops(w)[-1]["path"] = stops(w)[0]["path"] + 500.0 * (clock(w)["finish"] - clock(w)["start"])


WITNESSES: dict[str, Callable[[Forger], None]] = {
    "path shortened": witness(FLIGHT, lambda w: stops(w)[-1].update(path=10_000.0)),
    "path lengthened": witness(FLIGHT, lambda w: stops(w)[-1].update(path=4e5)),
    "stop moved": witness(FLIGHT, lambda w: moved(w, "finish", 8.0)),
    "time shifted": witness(FLIGHT, shift),
    "time turned round": witness(FLIGHT, turned_round),
    "height changed": witness(FLIGHT, lambda w: raised(w, "finish", 3_000.0)),
    "height dropped": witness(FLIGHT, lambda w: w["heights"].pop("finish")),
    "stop dropped": witness(FLIGHT, lambda w: stops(w).pop()),
    "stop twice": witness(FLIGHT, lambda w: stops(w).append(dict(stops(w)[-1]))),
    "stop at another moment": witness(FLIGHT, lambda w: stops(w)[0].update(moment="middle")),
    "stop at another place": witness(FLIGHT, lambda w: stops(w)[0].update(place="gun")),
    "object swapped": witness(FLIGHT, lambda w: w["courses"][0].update(who="fighter")),
    "course twice": witness(FLIGHT, lambda w: w["courses"].append(dict(w["courses"][0]))),
    "course dropped": witness(FLIGHT, lambda w: w.update(courses=[])),
    "place left open": witness(FLIGHT, lambda w: w["places"].pop("start")),
    "time left open": witness(FLIGHT, lambda w: clock(w).pop("start")),
    "other end moved": witness(SLANT, lambda w: moved(w, "fighter at finish", 1.0)),
    "other end raised": witness(SLANT, lambda w: raised(w, "fighter at finish", 4_000.0)),
    "wind beyond its bound": witness(AIR, blown),
}


# --- changed logs ---------------------------------------------------------------------------------


def log(ids: str, change: Callable[[Json], object]) -> Callable[[Forger], None]:
    """A forgery that changes the log which excludes these claims together."""

    def forge(f: Forger) -> None:
        c = f.certificate(f"verdict/{ids}.recognised.json")
        name = c["proof"]["empty"]["readings"][0]["by"]["log"]
        path = f.inner / f.manifest["exclusions"][name]["path"]
        import gzip

        found = json.loads(gzip.decompress(path.read_bytes()))
        change(found)
        f.put_log(name, found)

    return forge


PACE, HARD = "long+pace+ten", "too-long+ten"
SOON, WAYS, REACH = "west+east+five", "west+back+turn+then+quarter", "battery+east+reach"
CLIMB, PAIR = "low+high+brief", "line+level"


def demand(found: Json, kind: str) -> Json:
    return next(d for d in found["demands"] if d["kind"] == kind)


def by_edge(found: Json) -> Json:
    return next(s for s in found["removals"] if s["by"][0] == "edge")


def tile_missing(found: Json) -> None:
    step = found["removals"][0]
    gone, *rest = step["tiles"].split()
    step["tiles"] = " ".join(rest)
    every = found["places"][step["place"]].split()
    found["places"][step["place"]] = " ".join(t for t in every if t != gone)


def too_early(found: Json) -> None:
    found["removals"].insert(0, found["removals"].pop())


def stretched(found: Json) -> None:
    found["stretch"] = 1.0


LOGS: dict[str, Callable[[Forger], None]] = {
    "multiplier changed": log(PACE, lambda x: x["sum"][0].__setitem__(1, "17/3")),
    "multiplier negative": log(PACE, lambda x: x["sum"][0].__setitem__(1, "-1/3")),
    "multiplier no fraction": log(PACE, lambda x: x["sum"][0].__setitem__(1, "all")),
    "row dropped": log(PACE, lambda x: x["sum"].pop()),
    "row of the other end": log(PACE, lambda x: x["sum"][0][0].__setitem__(2, "both")),
    "row of another stretch": log(PACE, stretched),
    "hard speed changed": log(HARD, lambda x: demand(x, "mover").update(speed=100.0)),
    "hard speed of another": log(HARD, lambda x: demand(x, "mover").update(who="fighter")),
    "order assumed": log(HARD, lambda x: x.update(orders=[])),
    "order shown by another": log(HARD, lambda x: x["orders"][0].update(rows=[])),
    "height of another": log(CLIMB, lambda x: x.update(moments=x["moments"][::-1])),
    "direction backward": log(
        CLIMB, lambda x: next(n for n, _ in x["sum"] if n[0] == "speed").__setitem__(4, "3/2")
    ),
    "removal without cause": log(SOON, lambda x: by_edge(x).update(by=["part", 0])),
    "removal by no edge": log(SOON, lambda x: by_edge(x).update(by=["edge", 99])),
    "removal by another part": log(SOON, lambda x: x["removals"][0].update(place="finish")),
    "removal too early": log(SOON, too_early),
    "removal twice": log(SOON, lambda x: x["removals"].insert(0, x["removals"][0])),
    "removal left out": log(SOON, lambda x: x["removals"].pop()),
    "tile missing": log(SOON, tile_missing),
    "edge tightened": log(SOON, lambda x: x["edges"][0]["by"]["path"].pop()),
    "edge elsewhere": log(SOON, lambda x: x["edges"][0].update(first="middle")),
    "way too long": log(WAYS, lambda x: x["ways"][0].update(metres=3e6)),
    "way of another": log(WAYS, lambda x: x["ways"][0].update(who="fighter")),
    "reach changed": log(
        REACH, lambda x: demand(x, "separation")["allowed"]["upper"].__setitem__(0, 10.0)
    ),
    "pair of one edge": log(PAIR, lambda x: x.update(pair=[0, 0])),
    "pair without an edge": log(PAIR, lambda x: x.update(pair=[0, 9])),
    "pair of three": log(PAIR, lambda x: x.update(pair=[0, 1, 1])),
    "pair of other places": log(PAIR, lambda x: x["edges"][0].update(first="start")),
    "pair left out": log(PAIR, lambda x: x.pop("pair")),
    "reach no longer slant": log(REACH, lambda x: demand(x, "separation").update(slant=False)),
}


@pytest.mark.parametrize("kind", [*WITNESSES, *LOGS])
def test_tampering_with_motion_is_found(kind: str, journeys: Path, tmp_path: Path) -> None:
    forger = Forger(journeys, tmp_path)
    (WITNESSES | LOGS)[kind](forger)
    where, why = forger.sealed()
    assert where.startswith("verdict/")
    assert why


def test_a_log_of_one_moment_cannot_be_used_for_two(journeys: Path, tmp_path: Path) -> None:
    """Places of different moments exclude nothing, whatever moments a log names."""
    forger = Forger(journeys, tmp_path)
    path = "verdict/west+east+five.recognised.json"
    c = forger.certificate(path)
    name = c["proof"]["empty"]["readings"][0]["by"]["log"]
    forger.manifest["exclusions"][name]["kind"] = "cells"

    def as_cells(found: Json) -> None:
        whole = {p: t.split() for p, t in found["places"].items()}
        found.update(kind="cells", leaves={"0": " ".join(whole["start"])})

    log("west+east+five", as_cells)(forger)
    assert forger.sealed()[1]
