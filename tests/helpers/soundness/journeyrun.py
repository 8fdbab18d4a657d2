"""Holds what the solver says of true journeys and of lies about journeys against the truth.

Witnesses are measured again with this folder's own geometry: where and when everything is, what
each object does between any two of its stops, how far things are apart.
"""

from __future__ import annotations

import datetime as dt
import math
import random
import re
import time
from collections.abc import Callable, Container, Iterator
from functools import partial
from typing import Any

import skywitness as sw

from .earth import distance, in_space
from .journeyfiles import journey_text
from .journeylies import JourneyLie, journey_lie_text, make_journey_lie
from .journeys import HARD, Journey, Remark, make_journey
from .phrases import MILES, UNITS
from .run import LIMIT, REFUTED, SHAPES, Outcome, inference_faults, judged, load

#: What is said to be so and no evidence bears on.
FACTS = {"contact", "straight", "transponder", "count"}
CONFLICTS_S = 3.0
Witness = dict[str, Any]


def judge_journey(seed: int, limit: float = LIMIT) -> Outcome:
    """Draw a journey and hold verdicts, inferences, conflicts, answers and witnesses against it."""
    started = time.process_time()
    journey = make_journey(seed)
    outcome = Outcome(seed, text=journey_text(journey))
    judged(outcome, limit, partial(_journey_faults, journey, outcome), ("journey", ""))
    outcome.seconds = time.process_time() - started
    return outcome


def _journey_faults(journey: Journey, outcome: Outcome) -> Iterator[str]:
    rng = random.Random(journey.seed)
    case = load(outcome.text)
    ids = [claim.id for claim in journey.claims]
    sets = [ids] if len(ids) > 1 else []
    sets += [sorted(rng.sample(ids, n)) for n in (2, 3) if n < len(ids)]
    conflicts_s = CONFLICTS_S if rng.random() < 0.6 else 0.0
    checked = sw.as_json(sw.check(case, together=sets, conflicts_s=conflicts_s))
    kinds = {claim.id: claim.kind for claim in journey.claims}
    for claim in checked["claims"]:
        for finding in claim["verdicts"]:
            outcome.tallies["claim", kinds[claim["id"]], finding["verdict"]] += 1
            yield from _finding_faults(journey, [claim["id"]], finding)
        yield from inference_faults(claim, outcome)
    for finding in checked["together"]:
        outcome.tallies["together", str(len(finding["claims"])), finding["verdict"]] += 1
        yield from _finding_faults(journey, finding["claims"], finding)
    if conflicts_s:
        yield from _conflict_faults(checked, outcome)
    yield from _ask_faults(journey, case, checked, outcome)


def _conflict_faults(checked: dict[str, Any], outcome: Outcome) -> Iterator[str]:
    for conflict in checked["conflicts"]:
        outcome.tallies["conflict listed", "", ""] += 1
        yield f"called a conflict: {conflict['parts']} in {conflict['frame']}"
    cut = {c["frame"] for c in checked["conflicts_cut"]}
    tested = {c["id"] for c in checked["claims"]
              if any(v["verdict"] not in {"not testable"} for v in c["verdicts"])}  # fmt: skip
    for frame in checked["frames"]:
        whole = any(
            c["frame"] == frame["id"] and tested <= set(c["claims"]) for c in checked["compatible"]
        )
        word = "shown together" if whole else "cut" if frame["id"] in cut else "not shown"
        outcome.tallies["all claims compatible", "", word] += 1


def _finding_faults(
    journey: Journey, ids: list[str], finding: dict[str, Any], untested: Container[str] = FACTS
) -> Iterator[str]:
    where = f"{', '.join(ids)} in frame {finding['frame']}"
    told = [c for c in journey.claims if c.id in ids]
    testable = any(c.kind not in untested for c in told)
    if finding["verdict"] in REFUTED or (finding["verdict"] == "not testable" and testable):
        yield f"{where}: {finding['verdict']}, margin {finding['margin']}"
    if finding["margin"] is None:
        return
    if finding["margin"]["lo"] > 1:
        yield f"{where}: lower margin {finding['margin']}"
    witness = finding["witness"]
    if witness is None or finding["verdict"] not in {"consistent", "supported"}:
        return
    high = finding["margin"]["hi"]
    one = finding["frame"] == "one"
    for claim in told:
        visit = _visit(claim, finding["reading"] or "")
        for need, how in _needs(journey, claim, witness, one, visit):
            if not need <= high + 1e-3:
                yield f"{where}: witness needs {need} for {claim.says} ({how})"
    for fault in course_faults(journey, witness):
        yield f"{where}: {fault}"


def _called(journey: Journey, name: str, one: bool) -> str:
    """What a moment or place is called in a frame."""
    if one and journey.twins:
        first, second = journey.twins
        head, sep, tail = name.rpartition(" at ")
        if tail == second:
            return f"{head}{sep}{first}"
    return name


def _visit(claim: Remark, reading: str) -> str:
    """The words of the visit that a claim tells in a reading; "" where one visit is all."""
    for words in reading.split("; "):
        found = OWN_VISIT.fullmatch(words)
        if not found:
            continue
        # The words of one claim ("over 6 miles" of "6 miles") may name the visit of another.
        named = re.sub(r"^(?:over|at) ", "", found[1]) in claim.says
        if claim.id in found[2].split(", ") if found[2] else named:
            return found[1]
    return ""


def _ends(witness: Witness, visit: str) -> list[str]:
    """Entry and exit of a visit, as a witness calls them."""
    named = {m for key in ("times", "gaps_s") for m in witness[key]}
    named |= {s["moment"] for course in witness["courses"] for s in course["stops"]}
    mine = [m for m in named if m.endswith(f"({visit})")]
    return [next((m for m in mine if m.startswith(end)), "") for end in ("entry of", "exit of")]


def _needs(
    journey: Journey, claim: Remark, witness: Witness, one: bool, visit: str
) -> Iterator[tuple[float, str]]:
    """The stretch that a witness needs for what a claim says of places and numbers."""
    if claim.saying is not None:
        at = witness["places"].get(_called(journey, claim.place, one))
        if at is not None:
            for kind, shape_of in SHAPES.items():
                yield claim.saying.needs((at[1], at[0]), shape_of), kind
    if claim.need is None or not claim.what:
        return
    kind, *names = claim.what
    names = [_called(journey, n, one) for n in names]
    if visit:
        names[-2:] = _ends(witness, visit)
    value = measured(witness, kind, names)
    if value is None:
        return
    # What was printed is rounded: to a millisecond, a millimetre, 10 cm on the map.
    room = ROUNDED[kind]
    if kind in {"speed", "climb"}:
        lapse = measured(witness, "gap", names[1:])
        room += 2e-3 * abs(value) / max(lapse or 1.0, 1e-3)
    low, high = value - room, value + room
    if kind in {"rise", "climb"}:
        # A change of height may be one of a pressure height, told without a word.
        lapse = 1.0 if kind == "rise" else max(measured(witness, "gap", names[1:]) or 1.0, 1.0)
        shares = [value * share for share in SHARE_OF_PRESSURE]
        low, high = min(shares) - OF_PRESSURE / lapse, max(shares) + OF_PRESSURE / lapse
    # A time without its date may be of the day before or after: of the other clock, or the night.
    undated = kind == "time" and not DATED.search(claim.says)
    needs = (
        _least(claim.need, low + off, high + off) for off in (OTHER_DAYS if undated else (0.0,))
    )
    yield min(needs) - 1e-2, f"{kind} is {value}"


def _least(need: Callable[[float], float], low: float, high: float) -> float:
    """The least of a convex function between two values, ever closer to its best on a grid."""
    needs = [need(low)]
    while high - low > 1e-6 and min(needs) > 0:
        values = [low + (high - low) * k / 40 for k in range(41)]
        needs = [need(value) for value in values]
        best = min(range(41), key=needs.__getitem__)
        low, high = values[max(best - 1, 0)], values[min(best + 1, 40)]
    return min(needs)


#: What tells the day of a clock time, and what the days beside the case's are off in seconds.
DATED = re.compile(r"\bon (?:\d|[A-Z])")
OTHER_DAYS = (-86_400.0, 0.0, 86_400.0)
#: How a reading tells that a claim speaks of another visit: its words, and which claims do.
OWN_VISIT = re.compile(r"a visit of its own, (.+?)(?: \(([A-Z]\d+(?:, [A-Z]\d+)*)\))?")
#: Metres that a change of pressure altitude may differ by beside a share, as weather has it.
OF_PRESSURE, SHARE_OF_PRESSURE = 1000.0, (0.8, 1.25)
ROUNDED = {"time": 2e-3, "gap": 4e-3, "apart": 0.5, "slant": 0.5, "path": 0.01, "rise": 0.01,
           "height": 0.01, "speed": 1e-3, "climb": 1e-3}  # fmt: skip


def _seconds(text: str) -> float:
    return dt.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def measured(witness: Witness, kind: str, names: list[str]) -> float | None:
    """The value that a quantity has in a witness, ``None`` where that leaves it open."""
    if kind == "time":
        found = witness["times"].get(names[0])
        return None if found is None else _seconds(found)
    if kind == "gap":
        for key, read in (("times", _seconds), ("gaps_s", float)):
            times = witness[key]
            if names[0] in times and names[1] in times:
                return float(read(times[names[1]]) - read(times[names[0]]))
        return None
    if kind == "height":
        return _height(witness, names[0])
    if kind in {"apart", "slant"}:
        a, b = (witness["places"].get(n) for n in names)
        if a is None or b is None:
            return None
        if kind == "apart":
            return distance((a[1], a[0]), (b[1], b[0]))
        heights = [_height(witness, n) for n in names]
        if None in heights:
            return None
        ends = [in_space((p[1], p[0]), h or 0.0) for p, h in zip((a, b), heights, strict=True)]
        return math.dist(*ends)
    stops = {s["moment"]: s for c in witness["courses"] if c["object"] == names[0]
             for s in c["stops"]}  # fmt: skip
    a, b = stops.get(names[1]), stops.get(names[2])
    if a is None or b is None:
        return None
    if kind == "path":
        return float(b["path_m"] - a["path_m"])
    if kind == "rise":
        return None if None in (a["height_m"], b["height_m"]) else b["height_m"] - a["height_m"]
    if None in (a["time"], b["time"]):
        return None
    lapse = _seconds(b["time"]) - _seconds(a["time"])
    if lapse < 1.0:
        return None
    what = measured(witness, "path" if kind == "speed" else "rise", names)
    return None if what is None else what / lapse


def _height(witness: Witness, place: str) -> float | None:
    found = witness["heights_m"].get(place)
    for course in witness["courses"]:
        for s in course["stops"]:
            if s["moment"] == place and s["height_m"] is not None:
                found = s["height_m"]
    return found


def course_faults(journey: Journey, witness: Witness) -> Iterator[str]:
    """What no object can do, in the courses of a witness."""
    for course in witness["courses"]:
        body = next((b for b in journey.bodies if b.name.lower() == course["object"].lower()), None)
        declared = journey.moments
        stops = course["stops"]
        for k, a in enumerate(stops):
            for b in stops[k + 1 :]:
                yield from _pair_faults(body.mover if body else "", declared, a, b)


def _pair_faults(
    mover: str, declared: list[str], a: dict[str, Any], b: dict[str, Any]
) -> Iterator[str]:
    way = 0.0
    if a["place"] and b["place"]:
        way = distance((a["place"][1], a["place"][0]), (b["place"][1], b["place"][0]))
    come = b["path_m"] - a["path_m"]
    if come < way - 1:
        yield f"path of {come} m over a way of {way} m from {a['moment']} to {b['moment']}"
    if a["time"] is None or b["time"] is None:
        return
    lapse = _seconds(b["time"]) - _seconds(a["time"])
    if lapse < -2e-3:
        yield f"{b['moment']} before {a['moment']}"
    if mover and a["moment"] in declared and b["moment"] in declared:
        heights = a["height_m"], b["height_m"]
        rise = 0.0 if None in heights else heights[1] - heights[0]
        if math.hypot(max(come, way), rise) > HARD[mover] * (lapse + 4e-3) + 1:
            yield f"{mover} from {a['moment']} to {b['moment']}: {come} m in {lapse} s"


def _ask_faults(
    journey: Journey, case: Any, checked: dict[str, Any], outcome: Outcome
) -> Iterator[str]:
    ids = [claim.id for claim in journey.claims]
    for question, true in journey.asks:
        for frame in checked["frames"]:
            answer = sw.as_json(sw.ask(case, question, ids, frame=frame["id"]))
            ordinary = [r for r in answer["readings"] if r["kind"] == "ordinary"]
            kept = sum(_holds(r, true) for r in ordinary)
            word = "hold the true value" if kept else "miss the true value"
            outcome.tallies["ask", question.split()[0], word] += 1
            if not kept:
                yield f"{question} is {true}; possible: {[r['possible'] for r in ordinary]}"


def _holds(reading: dict[str, Any], true: float) -> bool:
    unit = reading["unit"]
    size = {**UNITS, "mi": MILES["statute"], "s": 1.0, "UTC": 1.0, "yd": 0.9144}[unit]
    slack = {"UTC": 2e-3, "s": 2e-3}.get(unit, 0.01 * size if unit not in ("km", "mi", "nm") else 1)

    def number(end: Any) -> float:
        return _seconds(end) if unit == "UTC" else float(end) * size

    return any(
        (lo is None or number(lo) <= true + slack) and (hi is None or number(hi) >= true - slack)
        for lo, hi in reading["possible"]
    )


def judge_journey_lie(seed: int, limit: float = LIMIT) -> Outcome:
    """Draw a lie about a journey; tally what is said of it, and hold its margins against sums."""
    started = time.process_time()
    lie = make_journey_lie(seed)
    outcome = Outcome(seed, text=journey_lie_text(lie))
    judged(outcome, limit, partial(_lie_faults, lie, outcome), (lie.kind, lie.size_class))
    outcome.seconds = time.process_time() - started
    return outcome


def _lie_faults(lie: JourneyLie, outcome: Outcome) -> Iterator[str]:
    ids = [f"C{k + 1}" for k in range(len(lie.claims))]
    case = load(outcome.text)
    for finding in sw.together(case, ids):
        told = sw.as_json(finding)
        row = lie.kind, lie.size_class
        outcome.tallies[*row, told["verdict"]] += 1
        low, high = told["margin"]["lo"], told["margin"]["hi"]
        if low > lie.least * (1 + 1e-6) + 1e-3:
            yield f"lower margin {low}, but possible at {lie.least}"
        if told["verdict"] == "contradicted" and lie.least < 2:
            yield f"contradicted, but possible at {lie.least}"
        if high is not None and high + 0.05 < lie.sure * 0.999:
            yield f"witness at {high}, but impossible below {lie.sure}"
