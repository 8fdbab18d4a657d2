"""True worlds with given places: what is measured from a moment whose place all sides agree on.

A moment is given by coordinates, by a distance from them, as inside a country or over a sea; what
is claimed is measured from it: distances to another moment, reaches, ways, climbs and speeds of an
object that comes from there. Every certificate of such a world must hold, everything that is
consistent must have one, and no object may be shown faster than its kind ever is.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import skywitness as sw

from .casefiles import _inline
from .earth import Position, direct, distance
from .journeys import HARD, USUAL
from .phrases import LESS, MORE, UNITS, say_length, say_position
from .run import LIMIT, REFUTED, Outcome, judged

#: Places of the gazetteer with a position well inside each (latitude, longitude).
COUNTRIES: dict[str, Position] = {
    "Turkey": (39.0, 35.0), "Ukraine": (49.0, 31.0), "Germany": (50.5, 10.0), "Syria": (35.0, 38.5),
    "Estonia": (58.7, 25.7), "Mongolia": (46.8, 103.8), "Brazil": (-10.0, -52.0),
    "Kenya": (0.3, 37.8), "Canada": (55.0, -105.0), "Fiji": (-17.8, 178.0),
}  # fmt: skip
SEAS: dict[str, Position] = {
    "the Black Sea": (43.3, 34.0), "the Baltic Sea": (57.6, 19.8), "the Caspian Sea": (41.8, 50.6),
    "the Mediterranean Sea": (34.2, 25.5),
}  # fmt: skip
#: A pace is shown this many times as fast as is usual, at most, where the truth is no faster.
BRISK = 1.51
#: Seconds that two moments of one object are shown apart, at least, that a way or climb ties.
LEAST_S = 5.0


@dataclass
class GivenWorld:
    """Moments where they truly were, what is given of the first, and what is claimed."""

    seed: int
    at: dict[str, Position]
    given: dict[str, list[str]]
    mover: str
    way_s: float
    claims: list[str] = field(default_factory=list)
    objects: bool = True


def make_given_world(seed: int) -> GivenWorld:
    """The world of a seed; the same seed gives the same world."""
    rng = random.Random(f"given world {seed}")
    while True:
        world = _draw(rng, seed)
        if world.claims:
            return world


def _draw(rng: random.Random, seed: int) -> GivenWorld:
    given, hit = _given(rng)
    mover = rng.choice(list(HARD))
    way = 10 ** rng.uniform(3.5, 5.8)
    bravo = direct(hit, rng.uniform(0, 360), way)
    pace = USUAL[mover] * rng.uniform(0.4, 1.0)
    world = GivenWorld(seed, {"hit": hit, "bravo": bravo}, {"hit": [given]}, mover, way / pace)
    if rng.random() < 0.2:
        words, half = say_position(rng, *bravo)
        if half >= 1e-3:
            world.given["bravo"] = [f"at {words}"]
    world.objects = rng.random() < 0.8
    makers = [_apart, _apart, _reach, _height]
    makers += [_way, _climb, _pace, _lapse] if world.objects else []
    for maker in rng.sample(makers, rng.choice([1, 1, 2, 2, 3])):
        said = maker(rng, world)
        if said is not None and said not in world.claims:
            world.claims.append(said)
    return world


def _given(rng: random.Random) -> tuple[str, Position]:
    """What is given of a place, and where that truly is."""
    kind = rng.choice(["coordinates", "coordinates", "error", "off", "country", "sea"])
    if kind in {"country", "sea"}:
        name, at = rng.choice(list((COUNTRIES if kind == "country" else SEAS).items()))
        return f"{'inside' if kind == 'country' else 'over'} {name}", at
    near = direct(rng.choice([*COUNTRIES.values(), *SEAS.values()]), rng.uniform(0, 360),
                  10 ** rng.uniform(3, 6.3))  # fmt: skip
    words, _ = say_position(rng, *near)
    if kind == "coordinates":
        return f"at {words}", near
    if kind == "error":
        metres = rng.choice([100, 300, 1000, 5000])
        return f"at {words} ± {metres} m", direct(near, rng.uniform(0, 360), metres * 0.5)
    # Digits leave open where the point is; a distance from it is that from the digits.
    fine = f"{abs(near[0]):.4f} {'N' if near[0] >= 0 else 'S'}, " \
           f"{abs(near[1]):.4f} {'E' if near[1] >= 0 else 'W'}"  # fmt: skip
    far = rng.choice([5, 20, 60, 200])
    how = rng.choice(["", "within ", "at least ", "about "])
    at = direct(
        near, rng.uniform(0, 360), far * 1000 * {"within ": 0.7, "at least ": 1.3}.get(how, 1.0)
    )
    return f"{how}{far} km {'of' if how == 'within ' else 'from'} {fine}", at


def _apart(rng: random.Random, w: GivenWorld) -> str | None:
    unit = rng.choice(["km", "nm", "statute miles", "miles"])
    size = UNITS.get(unit, 1852.0)
    said = say_length(rng, distance(w.at["hit"], w.at["bravo"]), unit, size)
    if said is None:
        return None
    return f"bravo is {said.text} {'of' if said.hedge == 'within' else 'from'} hit"


def _reach(rng: random.Random, w: GivenWorld) -> str | None:
    return f"battery reaches {rng.choice([50, 100, 250])} km at hit"


def _height(rng: random.Random, w: GivenWorld) -> str | None:
    words = rng.choice(["", " above sea level", " above ground"])
    who = "Falcon" if w.objects else "hit"
    return f"{who} is at {rng.choice([1000, 2500, 5000])} m{words}{' at hit' if w.objects else ''}"


def _way(rng: random.Random, w: GivenWorld) -> str | None:
    said = say_length(rng, distance(w.at["hit"], w.at["bravo"]), "km", 1000.0)
    if said is None or said.hedge in (*MORE, *LESS, "within"):
        return None
    return f"Falcon travels {said.text} from hit to bravo"


def _climb(rng: random.Random, w: GivenWorld) -> str | None:
    high = min(4000, int(w.way_s * 5) // 100 * 100)
    return f"Falcon climbs {high} m from hit to bravo" if high >= 100 else None


def _pace(rng: random.Random, w: GivenWorld) -> str | None:
    pace = distance(w.at["hit"], w.at["bravo"]) / w.way_s * 3.6
    said = say_length(rng, pace, "km/h", 1.0)
    if said is None or said.hedge in (*MORE, *LESS, "within", "no more than"):
        return None
    return f"Falcon flies at {said.text} over the ground from hit to bravo"


def _lapse(rng: random.Random, w: GivenWorld) -> str | None:
    said = say_length(rng, w.way_s, "minutes", 60.0)
    if said is None or said.hedge == "within":
        return None
    return f"bravo is {said.text} after hit"


def given_text(w: GivenWorld) -> str:
    """The case file."""
    lines = [
        f"# seed {w.seed}: true positions {w.at}, {w.way_s:.1f} s from hit to bravo",
        f'id = "given-{w.seed}"', f'title = "Given places {w.seed}"', "date = 2020-03-01",
        'zone = "UTC"', "", "[[objects]]", 'id = "battery"', "stands = true", "",
    ]  # fmt: skip
    if w.objects:
        lines += ["[[objects]]", 'id = "Falcon"', f'mover = "{w.mover}"', ""]
    for moment in w.at:
        lines += ["[[moments]]", f'id = "{moment}"', f"given = {_inline(w.given.get(moment, []))}",
                  f"objects = {_inline(['Falcon'] if w.objects else [])}", ""]  # fmt: skip
    for k, says in enumerate(w.claims, 1):
        lines += ["[[claims]]", f'id = "C{k}"', f'speaker = "witness {k}"', f"says = '{says}'", ""]
    return "\n".join(lines)


def judge_given(seed: int, limit: float = LIMIT) -> Outcome:
    """Draw a world with given places and hold verdicts, witnesses and certificates against it."""
    started = time.process_time()
    world = make_given_world(seed)
    outcome = Outcome(seed, text=given_text(world))
    judged(outcome, limit, partial(_faults, world, outcome), ("given places", ""))
    outcome.seconds = time.process_time() - started
    return outcome


def _faults(world: GivenWorld, outcome: Outcome) -> Iterator[str]:
    ids = [f"C{k}" for k in range(1, len(world.claims) + 1)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.toml"
        path.write_text(outcome.text, encoding="utf-8")
        result = sw.check(sw.load_case(path), together=[ids] if len(ids) > 1 else [],
                          conflicts_s=0.0)  # fmt: skip
        sw.write_certificates(result, Path(folder) / "out")
        report = sw.verify_certificates(Path(folder) / "out")
    if report.failed is not None:
        yield f"a certificate does not hold: {report.failed}"
    for each in report.not_certified:
        yield f"not certified: {each}"
    checked = sw.as_json(result)
    for finding in [*(v for c in checked["claims"] for v in c["verdicts"]), *checked["together"]]:
        outcome.tallies["given place", "", finding["verdict"]] += 1
        if finding["verdict"] in REFUTED:
            yield f"{finding.get('claims', '')}: {finding['verdict']}, margin {finding['margin']}"
        if finding["witness"] is not None and finding["verdict"] in {"consistent", "supported"}:
            yield from _pace_faults(world, finding["witness"])


def _pace_faults(world: GivenWorld, witness: dict[str, Any]) -> Iterator[str]:
    """Courses that nobody believes, though the true one was flown at no more than a usual pace."""
    clock = witness["gaps_s"]
    # Of two given places the least stretch has the word, and the pace comes after it.
    if {"hit", "bravo"} <= set(clock) and world.objects and "bravo" not in world.given:
        lapse = abs(clock["bravo"] - clock["hit"])
        if lapse < LEAST_S:
            yield f"hit and bravo are shown {lapse} s apart"
        for course in witness["courses"]:
            paths = {s["moment"]: s["path_m"] for s in course["stops"]}
            if {"hit", "bravo"} <= set(paths):
                way = abs(paths["bravo"] - paths["hit"])
                if way > BRISK * USUAL[world.mover] * lapse + 1:
                    yield f"{course['object']} is shown {way:.0f} m on in {lapse:.1f} s"
