"""Holds what is said of wide worlds against the truth, and measures witnesses and ends again."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from functools import partial
from itertools import combinations
from typing import Any

import skywitness as sw

from ..phrases import MILES, UNITS
from ..run import LIMIT, REFUTED, SHAPES, Outcome, inference_faults, judged, load
from .casefile import wide_text
from .exchange import EVERY, differences, exchanged, other_witnesses, reordered
from .placesaid import Wide
from .worlds import WideWorld, make_wide_world

#: Metres that the rounding of what is printed may make.
PRINTED = 1.0


def judge_wide_world(seed: int, limit: float = LIMIT) -> Outcome:
    """Draw a wide world and hold verdicts, witnesses, inferences and answers against it."""
    started = time.process_time()
    world = make_wide_world(seed)
    outcome = Outcome(seed, text=wide_text(world))
    judged(outcome, limit, partial(_faults, world, outcome), ("wide world", ""))
    outcome.seconds = time.process_time() - started
    return outcome


def _faults(world: WideWorld, outcome: Outcome) -> Iterator[str]:
    rng = random.Random(world.seed)
    case = load(outcome.text)
    told = [c for c in world.claims if c.id not in world.silent]
    ids = [c.id for c in told]
    sets = [ids] if len(ids) > 1 else []
    pairs = [list(p) for p in combinations(ids, 2)]
    if len(ids) > 2:
        sets.append(rng.choice(pairs))
    checked = sw.as_json(sw.check(case, together=sets, conflicts_s=0.0))
    kinds = {c.id: c.saying.kind for c in world.claims}
    for claim in checked["claims"]:
        for finding in claim["verdicts"]:
            outcome.tallies["claim", kinds[claim["id"]], finding["verdict"]] += 1
            if claim["id"] in world.silent:
                if finding["verdict"] != "not testable":
                    yield f"{claim['id']} was only not denied, but is {finding['verdict']}"
                continue
            yield from _finding_faults(world, [claim["id"]], finding)
        yield from inference_faults(claim, outcome)
    for finding in checked["together"]:
        outcome.tallies["together", str(len(finding["claims"])), finding["verdict"]] += 1
        yield from _finding_faults(world, finding["claims"], finding)
    yield from _ask_faults(world, case, checked, ids, outcome)
    if world.seed % EVERY == 0 and len(ids) > 1:
        names = exchanged(world.voices[i] for i in ids)
        order = reordered([c.id for c in world.claims])
        other = load(wide_text(world, order, names))
        again = sw.as_json(sw.check(other, together=[reordered(s) for s in sets], conflicts_s=0.0))
        outcome.tallies["exchanged", "", "told again"] += 1
        outcome.tallies["exchanged", "", "another witness"] += other_witnesses(checked, again)
        yield from differences(checked, again)


def _finding_faults(world: WideWorld, ids: list[str], finding: dict[str, Any]) -> Iterator[str]:
    where = f"{', '.join(ids)} in frame {finding['frame']}"
    sayings = [c.saying for c in world.claims if c.id in ids]
    tested = any(isinstance(s, Wide) and s.tested for s in sayings)
    if finding["verdict"] in REFUTED or (finding["verdict"] == "not testable" and tested):
        yield f"{where}: {finding['verdict']}, margin {finding['margin']}"
    if finding["margin"] is None:
        return
    if finding["margin"]["lo"] > 1:
        yield f"{where}: lower margin {finding['margin']}"
    if finding["verdict"] not in {"consistent", "supported"} or finding["witness"] is None:
        return
    high = finding["margin"]["hi"]
    places = finding["witness"]["places"]
    for moment, (lon, lat) in ((m, at) for m, at in places.items() if m in world.moments):
        one = finding["frame"] == "one"
        yield from _position_faults(world, ids, moment, one, (lat, lon), high, where)


def _position_faults(
    world: WideWorld,
    ids: list[str],
    moment: str,
    one: bool,
    p: tuple[float, float],
    high: float,
    where: str,
) -> Iterator[str]:
    """What a position needs of each claim about its moment, and of what is given."""
    said = [c.saying for c in world.claims if c.id in ids and (c.moment == moment or one)]
    for saying in (*said, *world.given):
        for kind, shape_of in SHAPES.items():
            need = saying.needs(p, shape_of)
            if need > high + 1e-3:
                yield f"{where}: witness {p[0]} {p[1]} needs {need} for {saying.says} ({kind})"


def _ask_faults(
    world: WideWorld, case: Any, checked: dict[str, Any], ids: list[str], outcome: Outcome
) -> Iterator[str]:
    for question, true in world.asks:
        for frame in checked["frames"]:
            answer = sw.as_json(sw.ask(case, question, ids, frame=frame["id"]))
            ordinary = [r for r in answer["readings"] if r["kind"] == "ordinary"]
            kept = sum(_holds(r, true) for r in ordinary)
            outcome.tallies["ask", "ordinary readings that hold the true value", ""] += kept
            if not kept:
                yield f"{question} is {true:.1f} m; possible: {[r['possible'] for r in ordinary]}"
            spot = next((s for s in world.spots if f"to {s.name} " in f"{question} "), None)
            for reading in ordinary:
                for lo, hi in reading["ends"]:
                    for end in (lo, hi):
                        outcome.tallies["end", end["status"], ""] += 1
                        yield from _end_faults(world, ids, frame["id"], question, spot, end,
                                               reading["unit"])  # fmt: skip


def _end_faults(
    world: WideWorld, ids: list[str], frame: str, question: str, spot: Any, end: dict[str, Any],
    unit: str,
) -> Iterator[str]:  # fmt: skip
    """A witnessed end measured again: the value there, and that every claim holds there."""
    if end["status"] != "witnessed" or end["at"] is None or spot is None:
        return
    size = {**UNITS, "mi": MILES["statute"], "yd": 0.9144}[unit]
    lon, lat = end["at"]
    mapped = max(0.0, spot.drawn.mapped.distance((lat, lon)) - spot.width_m)
    # A band is drawn by the program, with an error of its own.
    if not spot.around and abs(mapped - end["value_at"] * size) > PRINTED + spot.drawn.error:
        yield f"{question}: at {end['at']} it is {mapped} m, not {end['value_at']} {unit}"
    one, moment = frame == "one", world.moments[0]
    said = [c.saying for c in world.claims if c.id in ids and (c.moment == moment or one)]
    for saying in (*said, *world.given):
        need = saying.needs((lat, lon), SHAPES["as mapped"])
        if need > 1 + 1e-3:
            yield f"{question}: the witness of an end at {end['at']} needs {need} for {saying.says}"


def _holds(reading: dict[str, Any], metres: float) -> bool:
    size = {**UNITS, "mi": MILES["statute"], "yd": 0.9144}[reading["unit"]]
    return any(
        (lo is None or lo * size <= metres + PRINTED)
        and (hi is None or hi * size >= metres - PRINTED)
        for lo, hi in reading["possible"]
    )
