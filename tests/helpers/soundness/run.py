"""Asks the solver about worlds and lies, and says where it is wrong.

Only the public interface is used: ``load_case``, ``check``, ``ask`` and their ``as_json()``.
"""

from __future__ import annotations

import signal
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import skywitness as sw

from .casefiles import case_text
from .figure import Shape
from .lies import Lie, make_lie
from .phrases import MILES, UNITS
from .worlds import Spot, World, make_world

REFUTED = {"contradicted", "strained"}
#: Slack in metres for the rounding of printed numbers when a true value is looked up in them.
PRINTED = 1.0


@dataclass
class Outcome:
    """What came of one world or lie.

    ``faults`` are proofs of unsoundness (there must be none); ``tallies`` are counted for the
    report; ``text`` is the case file, to be replayed; ``seconds`` is processor time; ``commit`` is
    the one that was judged, where that is kept.
    """

    seed: int
    faults: list[str] = field(default_factory=list)
    tallies: Counter[tuple[str, ...]] = field(default_factory=Counter)
    text: str = ""
    seconds: float = 0.0
    commit: str = ""


class NoAnswerError(Exception):
    """The solver took longer than it may."""


#: Processor seconds after which a world is given up; a world without an answer is a fault.
LIMIT = 120.0


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises :class:`NoAnswerError` once the body has used so many processor seconds."""

    def stop(*_: object) -> None:
        raise NoAnswerError(f"no answer within {seconds:g} processor seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def load(text: str) -> Any:
    """The case of a text, through the public way of loading a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.toml"
        path.write_text(text, encoding="utf-8")
        return sw.load_case(path)


def judged(
    outcome: Outcome, limit: float, faults: Callable[[], Iterator[str]], row: tuple[str, str]
) -> None:
    """Collect faults within so many processor seconds; no answer by then is one, in ``row``."""
    try:
        with limited(limit):
            outcome.faults += faults()
    except NoAnswerError as error:
        outcome.tallies[*row, "no answer"] += 1
        outcome.faults.append(str(error))
    except Exception:
        outcome.faults.append(traceback.format_exc(limit=-6))


def inference_faults(claim: dict[str, Any], outcome: Outcome) -> Iterator[str]:
    """Tally the inferences to a true claim from true ones: none may be excluded."""
    for inference in claim["inference"]:
        outcome.tallies["inference", inference["result"], ""] += 1
        if inference["result"] in {"excluded", "premises fail"}:
            yield f"{claim['id']} from {inference['given']}: {inference['result']}"


def judge_world(seed: int, limit: float = LIMIT) -> Outcome:
    """Draw a world and hold every verdict, inference and implied range against the truth."""
    started = time.process_time()
    world = make_world(seed)
    outcome = Outcome(seed, text=case_text(world))
    judged(outcome, limit, partial(_world_faults, world, outcome), ("world", ""))
    outcome.seconds = time.process_time() - started
    return outcome


def _world_faults(world: World, outcome: Outcome) -> Iterator[str]:
    case = load(outcome.text)
    ids = [claim.id for claim in world.claims]
    sayings = {claim.id: claim.saying for claim in world.claims}
    checked = sw.as_json(sw.check(case, together=[ids] if len(ids) > 1 else []))
    for claim in checked["claims"]:
        for finding in claim["verdicts"]:
            saying = sayings[claim["id"]]
            outcome.tallies["claim", saying.kind, finding["verdict"]] += 1
            yield from _finding_faults(world, [claim["id"]], finding)
        yield from inference_faults(claim, outcome)
    for finding in checked["together"]:
        outcome.tallies["together", str(len(ids)), finding["verdict"]] += 1
        yield from _finding_faults(world, ids, finding)
    for question, true in world.asks:
        for frame in checked["frames"]:
            answer = sw.as_json(sw.ask(case, question, ids, frame=frame["id"]))
            ordinary = [r for r in answer["readings"] if r["kind"] == "ordinary"]
            kept = sum(_holds(r, true) for r in ordinary)
            outcome.tallies["ask", "ordinary readings that hold the true value", ""] += kept
            if not kept:
                yield f"{question} is {true:.1f} m; possible: {ordinary}"


def _finding_faults(world: World, ids: list[str], finding: dict[str, Any]) -> Iterator[str]:
    """A verdict on what is true, and its witness looked at again."""
    where = f"{', '.join(ids)} in frame {finding['frame']}"
    if finding["verdict"] in REFUTED | {"not testable"}:
        yield f"{where}: {finding['verdict']}, margin {finding['margin']}"
    if finding["margin"]["lo"] > 1:
        yield f"{where}: lower margin {finding['margin']}"
    if finding["verdict"] not in {"consistent", "supported"}:
        return
    high = finding["margin"]["hi"]
    for moment, (lon, lat) in finding["witness"]["places"].items():
        told = [
            c.saying
            for c in world.claims
            if c.id in ids and (c.moment == moment or finding["frame"] == "one")
        ]
        for saying in (*told, *world.given):
            for kind, shape_of in SHAPES.items():
                need = saying.needs((lat, lon), shape_of)
                if need > high + 1e-3:
                    yield f"{where}: witness {lat} {lon} needs {need} for {saying.says} ({kind})"


SHAPES: dict[str, Callable[[Spot], Shape]] = {
    "as mapped": lambda spot: spot.drawn.mapped,
    "true": lambda spot: spot.drawn.true,
}


def together(case: Any, ids: list[str]) -> list[dict[str, Any]]:
    """Verdicts, one a frame, of claims taken together."""
    return [sw.as_json(finding) for finding in sw.together(case, ids)]


def _holds(reading: dict[str, Any], metres: float) -> bool:
    size = {**UNITS, "mi": MILES["statute"]}[reading["unit"]]
    return any(
        (lo is None or lo * size <= metres + PRINTED)
        and (hi is None or hi * size >= metres - PRINTED)
        for lo, hi in reading["possible"]
    )


def judge_lie(seed: int, limit: float = LIMIT) -> Outcome:
    """Draw a lie; tally what the solver says of it, and hold its lower margin against a try."""
    started = time.process_time()
    lie = make_lie(seed)
    outcome = Outcome(seed, text=case_text(lie.world))
    judged(outcome, limit, partial(_lie_faults, lie, outcome), (lie.kind, size_class(lie)))
    outcome.seconds = time.process_time() - started
    return outcome


def _lie_faults(lie: Lie, outcome: Outcome) -> Iterator[str]:
    for finding in together(load(outcome.text), list(lie.together)):
        outcome.tallies[lie.kind, size_class(lie), finding["verdict"]] += 1
        low, high = finding["margin"]["lo"], finding["margin"]["hi"]
        if low > lie.least + 1e-3:
            yield f"lower margin {low}, but possible at {lie.least}"
        if finding["verdict"] == "contradicted" and lie.least < 2:
            yield f"contradicted, but possible at {lie.least}"
        if high is not None and high + 0.05 < lie.sure:
            yield f"witness at {high}, but impossible below {lie.sure}"


CLASSES = {
    "stretch": ((1.2, 1.5, 2.0, 3.0, 5.0), "{} to {} x tolerance"),
    "errors beyond the edge": ((1.5, 2.0, 3.0), "{} to {} x error"),
}
LOWEST = {"stretch": 1.0, "errors beyond the edge": 1.0}


def size_class(lie: Lie) -> str:
    """The row of the table that a lie's size belongs to."""
    ends, words = CLASSES[lie.scale]
    low = LOWEST[lie.scale]
    for end in ends:
        if lie.size <= end:
            return words.format(f"{low:g}", f"{end:g}")
        low = end
    return words.format(f"{low:g}", "…")
