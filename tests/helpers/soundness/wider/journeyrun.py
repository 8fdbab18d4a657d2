"""Holds what is said of wide journeys against the truth, and measures witnesses and ends again."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import skywitness as sw

from ..journeyrun import FACTS, Witness, _conflict_faults, _finding_faults, _holds, _seconds
from ..run import LIMIT, Outcome, inference_faults, judged, load
from .casefile import wide_journey_text
from .exchange import EVERY, differences, exchanged, other_witnesses, reordered
from .journeys import WideJourney, make_wide_journey
from .visitworlds import visit_faults

#: What nothing tests when it stands alone, besides the facts of the first generators.
UNTESTED = FACTS | {
    *("done", "not done", "happened", "course", "heading", "could reach", "could not reach"),
    *("ground", "vague", "stays", "leaves", "over", "not over", "visit", "total", "order"),
    *("enters", "once", "in visit", "no visit"),
    *(
        "light",
        "none near",
        "all near",
        "way",
        "two phrases",
        "depth",
        "Mach",
        "speed then",
        "up or down",
    ),
}
#: One of so many journeys has its conflicts sought.
SOUGHT = 3


def judge_wide_journey(seed: int, limit: float = LIMIT) -> Outcome:
    """Draw a wide journey and hold verdicts, conflicts, answers and witnesses against it."""
    started = time.process_time()
    journey = make_wide_journey(seed)
    outcome = Outcome(seed, text=wide_journey_text(journey))
    judged(outcome, limit, partial(_faults, journey, outcome), ("wide journey", ""))
    outcome.seconds = time.process_time() - started
    return outcome


def _faults(journey: WideJourney, outcome: Outcome) -> Iterator[str]:
    rng = random.Random(journey.seed)
    case = load(outcome.text)
    told = [c for c in journey.claims if c.id not in journey.silent]
    ids = [c.id for c in told]
    sets = [ids] if len(ids) > 1 else []
    if len(ids) > 2:
        sets.append(sorted(rng.sample(ids, 2)))
    sought = journey.seed % SOUGHT == 0
    checked = sw.as_json(sw.check(case, together=sets, conflicts_s=3.0 if sought else 0.0))
    kinds = {claim.id: claim.kind for claim in journey.claims}
    for claim in checked["claims"]:
        silent = claim["id"] in journey.silent
        for finding in claim["verdicts"]:
            outcome.tallies["claim", kinds[claim["id"]], finding["verdict"]] += 1
            if silent and finding["verdict"] != "not testable":
                yield f"{claim['id']} was only not denied, but is {finding['verdict']}"
            if not silent:
                yield from _verdict_faults(journey, [claim["id"]], finding)
        yield from inference_faults(claim, outcome)
    for finding in checked["together"]:
        outcome.tallies["together", str(len(finding["claims"])), finding["verdict"]] += 1
        yield from _verdict_faults(journey, finding["claims"], finding)
    if sought:
        yield from _conflict_faults(checked, outcome)
    yield from _ask_faults(journey, case, checked, ids, outcome)
    if journey.seed % EVERY == 0 and len(ids) > 1:
        names = exchanged(journey.voices[i] for i in ids)
        order = reordered([c.id for c in journey.claims])
        other = load(wide_journey_text(journey, order, names))
        again = sw.as_json(sw.check(other, together=[reordered(s) for s in sets], conflicts_s=0.0))
        outcome.tallies["exchanged", "", "told again"] += 1
        outcome.tallies["exchanged", "", "another witness"] += other_witnesses(checked, again)
        yield from differences(checked, again)


def _verdict_faults(journey: WideJourney, ids: list[str], finding: dict[str, Any]) -> Iterator[str]:
    yield from _finding_faults(journey, ids, finding, UNTESTED)
    if finding["witness"] is not None and finding["verdict"] in {"consistent", "supported"}:
        for fault in visit_faults(journey, ids, finding["witness"]):
            yield f"{', '.join(ids)} in frame {finding['frame']}: {fault}"
        for fault in order_faults(journey.ordered, finding["witness"]):
            yield f"{', '.join(ids)} in frame {finding['frame']}: {fault}"


def order_faults(ordered: Sequence[tuple[str, str]], witness: Witness) -> Iterator[str]:
    """Moments that a witness has the other way round than the case gives them."""
    clocks = {m: _seconds(t) for m, t in witness["times"].items()}
    for told in (clocks, witness["gaps_s"]):
        for earlier, later in ordered:
            if earlier in told and later in told and told[later] < told[earlier] - 2e-3:
                yield f"{later} is {told[earlier] - told[later]} s before {earlier}"


def _ask_faults(
    journey: WideJourney, case: Any, checked: dict[str, Any], ids: list[str], outcome: Outcome
) -> Iterator[str]:
    """Answers hold the true value, and what is called reached can be given besides."""
    for question, true in journey.asks[:1]:
        for frame in checked["frames"]:
            answer = sw.as_json(sw.ask(case, question, ids, frame=frame["id"]))
            ordinary = [r for r in answer["readings"] if r["kind"] == "ordinary"]
            kept = sum(_holds(r, true) for r in ordinary)
            word = "hold the true value" if kept else "miss the true value"
            outcome.tallies["ask", question.split()[0], word] += 1
            if not kept:
                yield f"{question} is {true}; possible: {[r['possible'] for r in ordinary]}"
            if question.startswith("path "):
                yield from _short_paths(case, question, ids, frame["id"], outcome)
            yield from _ends_again(case, question, ids, frame["id"], ordinary, outcome)


def _short_paths(
    case: Any, question: str, ids: list[str], frame: str, outcome: Outcome
) -> Iterator[str]:
    """No path called reached is shorter than the least way between its ends.

    A path above the lowest dry land is at least 0.9999 of the way at sea level. One that is only
    a bound is counted.
    """
    leg = question.split(" from ")[1]
    first, last = leg.split(" to ")
    ways = sw.as_json(sw.ask(case, f"separation of {first} and {last} in km", ids, frame=frame))
    least = {r["name"]: r["possible"] for r in ways["readings"]}
    paths = sw.as_json(sw.ask(case, f"{question} in km", ids, frame=frame))
    for reading in paths["readings"]:
        way = least.get(reading["name"])
        if reading["kind"] != "ordinary" or not way or not reading["possible"]:
            continue
        low = reading["possible"][0][0]
        if low is None or way[0][0] is None or low >= 0.9999 * way[0][0] - 0.01:
            continue
        outcome.tallies["end", "path below its way", ""] += 1
        if reading["ends"][0][0]["status"] == "witnessed":
            yield f"{question}: from {low} km, but its ends are {way[0][0]} km apart at least"


#: How an end of an answer is said, given besides: so far at most, or at least.
SAID = {
    "path": "{body} travels {bound} {value} {unit} from {first} to {last}",
    "separation": "{first} is {bound} {value} {unit} from {last}",
    "speed": "{body} flies at {bound} {value} {unit} over the ground from {first} to {last}",
    "time from": "{last} is {bound} {value} seconds after {first}",
}
SAID_UNITS = {"km", "m", "nm", "km/h", "kt", "m/s", "s"}


def _ends_again(
    case: Any, question: str, ids: list[str], frame: str, ordinary: list[dict[str, Any]],
    outcome: Outcome,
) -> Iterator[str]:  # fmt: skip
    """A witnessed end, given as a sentence besides, leaves something possible."""
    words = question.split()
    kind = "time from" if question.startswith("time from") else words[0]
    for reading in ordinary[:2]:
        for intervals in reading["ends"]:
            for side, end in zip(("at most", "at least"), intervals, strict=True):
                outcome.tallies["end", end["status"], kind] += 1
                if end["status"] != "witnessed" or kind not in SAID or end["value_at"] is None:
                    continue
                if not 0.05 < end["value_at"] < 90000 or reading["unit"] not in SAID_UNITS:
                    continue
                body = words[2]
                first, last = words[-3], words[-1]
                # A thousandth is what the digits of the sentence leave of the value.
                slack = 1.002 if side == "at most" else 0.998
                said = SAID[kind].format(
                    body=body, bound="up to" if side == "at most" else "more than",
                    value=f"{end['value_at'] * slack:.4f}".rstrip("0").rstrip("."),
                    unit=reading["unit"], first=first, last=last,
                )  # fmt: skip
                again = sw.as_json(sw.ask(case, question, [*ids, said], frame=frame))
                left = [r for r in again["readings"] if r["kind"] == "ordinary"]
                outcome.tallies["end", "given besides", kind] += 1
                if not any(r["possible"] for r in left):
                    yield f"{question}: {end} is witnessed, but with '{said}' nothing is left"
