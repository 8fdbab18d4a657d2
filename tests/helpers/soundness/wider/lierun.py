"""What is said of lies in all the words of the language."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from functools import partial

import skywitness as sw

from ..run import LIMIT, Outcome, judged, load
from .lies import WideLie, make_wide_lie, wide_lie_text


def judge_wide_lie(seed: int, limit: float = LIMIT) -> Outcome:
    """Draw a lie; tally what is said of it, and hold its margins against sums."""
    started = time.process_time()
    lie = make_wide_lie(seed)
    outcome = Outcome(seed, text=wide_lie_text(lie))
    judged(outcome, limit, partial(_faults, lie, outcome), (lie.kind, lie.size_class))
    outcome.seconds = time.process_time() - started
    return outcome


def _faults(lie: WideLie, outcome: Outcome) -> Iterator[str]:
    case = load(outcome.text)
    ids = [f"C{k + 1}" for k in range(len(lie.claims))]
    for finding in sw.together(case, ids):
        told = sw.as_json(finding)
        outcome.tallies[lie.kind, lie.size_class, told["verdict"]] += 1
        if told["margin"] is None:
            continue
        low, high = told["margin"]["lo"], told["margin"]["hi"]
        low = math.inf if low is None else low
        if low > lie.least * (1 + 1e-6) + 1e-3:
            yield f"lower margin {low}, but possible at {lie.least}"
        if told["verdict"] == "contradicted" and lie.least < 2 * (1 - 1e-6):
            yield f"contradicted, but possible at {lie.least}"
        if high is not None and high + 0.05 < lie.sure * 0.999:
            yield f"witness at {high}, but impossible below {lie.sure}"
