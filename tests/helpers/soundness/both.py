"""The first generators and the wide ones in turn: odd seeds are of the first, even ones wide.

Tallies of the wide ones are kept apart, so that the rows of the first stay comparable with those
measured before there were any others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from .journeyrun import judge_journey
from .run import LIMIT, Outcome, judge_lie, judge_world
from .wider.journeyrun import judge_wide_journey
from .wider.lierun import judge_wide_lie
from .wider.worldrun import judge_wide_world

Judge = Callable[[int, float], Outcome]
#: What is judged: by the first generators and by the wide ones.
JUDGES: dict[str, tuple[Judge, Judge]] = {
    "worlds": (judge_world, judge_wide_world),
    "lies": (judge_lie, judge_wide_lie),
    "journeys": (judge_journey, judge_wide_journey),
}
#: Rows of the tables that are kept apart.
APART = {"claim", "together"}
GENERATORS = ("both", "first", "wide")


def judge_of(what: str, generator: str) -> Judge:
    """What judges a seed of worlds, lies or journeys, drawn by one of :data:`GENERATORS`."""
    first, wide = JUDGES[what]
    if generator == "first":
        return first
    return partial(_judged, first if generator == "both" else wide, wide)


def _judged(first: Judge, wide: Judge, seed: int, limit: float = LIMIT) -> Outcome:
    if first is not wide and seed % 2:
        return first(seed, limit)
    outcome = wide(seed, limit)
    tallies = Counter[tuple[str, ...]]()
    for key, n in outcome.tallies.items():
        tallies[f"wide {key[0]}" if key[0] in APART else key[0], *key[1:]] += n
    outcome.tallies = tallies
    return outcome
