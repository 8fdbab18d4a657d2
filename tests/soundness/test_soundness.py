"""The solver never contradicts or strains what is true, and catches what cannot be."""

import os
from collections.abc import Sequence
from multiprocessing import Pool

from soundness.casefiles import case_text
from soundness.journeyfiles import journey_text
from soundness.journeyrun import judge_journey, judge_journey_lie
from soundness.journeys import make_journey
from soundness.lies import make_lie
from soundness.run import Outcome, judge_lie, judge_world
from soundness.worlds import make_world

WORLDS = 500  # `make soundness` draws 10,000
LIES = range(1, 101)
JOURNEYS = range(1, 81)  # `make soundness` draws 2,000
JOURNEY_LIES = range(1, 46)
#: Journeys whose places are found only by a long search; `make soundness` draws them too.
SLOW = {34, 46, 52, 58, 74}


def _report(outcomes: list[Outcome]) -> str:
    bad = [o for o in outcomes if o.faults]
    seeds = [o.seed for o in bad]
    shown = "\n".join(f"seed {o.seed}: {o.faults}\n{o.text[:4000]}" for o in bad[:3])
    how = "--worlds 1 --seed N (a journey: --worlds 0 --journeys 1 --seed N)"
    return f"replay with python -m tests.helpers.soundness {how}, N in {seeds}\n{shown}"


def _all(judge, seeds: Sequence[int]) -> list[Outcome]:
    with Pool(min(2, os.cpu_count() or 1)) as pool:
        return sorted(pool.imap_unordered(judge, seeds, chunksize=5), key=lambda o: o.seed)


def test_a_seed_gives_the_same_world_and_lie() -> None:
    assert case_text(make_world(7)) == case_text(make_world(7))
    assert case_text(make_lie(7).world) == case_text(make_lie(7).world)
    assert case_text(make_world(7)) != case_text(make_world(8))
    assert journey_text(make_journey(7)) == journey_text(make_journey(7))


def test_no_true_world_is_contradicted() -> None:
    outcomes = _all(judge_world, range(1, WORLDS + 1))
    assert not any(o.faults for o in outcomes), _report(outcomes)
    claims = sum(n for o in outcomes for key, n in o.tallies.items() if key[0] == "claim")
    assert claims > WORLDS


def test_lies_are_caught_and_bounds_are_right() -> None:
    outcomes = _all(judge_lie, LIES)
    assert not any(o.faults for o in outcomes), _report(outcomes)
    caught = sum(
        n
        for o in outcomes
        for key, n in o.tallies.items()
        if key[-1] in {"contradicted", "strained"}
    )
    assert caught >= 0.9 * len(LIES)


def test_no_true_journey_is_contradicted() -> None:
    outcomes = _all(judge_journey, [s for s in JOURNEYS if s not in SLOW])
    assert not any(o.faults for o in outcomes), _report(outcomes)
    kinds = {key[1] for o in outcomes for key in o.tallies if key[0] == "claim"}
    assert {"clock time", "speed", "path", "vertical speed", "slant", "depth", "lapse"} <= kinds


def test_lies_about_journeys_are_caught_and_bounds_are_right() -> None:
    outcomes = _all(judge_journey_lie, JOURNEY_LIES)
    assert not any(o.faults for o in outcomes), _report(outcomes)
    caught = sum(
        n
        for o in outcomes
        for key, n in o.tallies.items()
        if key[-1] in {"contradicted", "strained"}
    )
    assert caught >= 0.95 * len(JOURNEY_LIES)
