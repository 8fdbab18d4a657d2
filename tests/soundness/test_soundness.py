"""The solver never contradicts or strains what is true, and catches what cannot be."""

from collections.abc import Callable, Iterable, Sequence

import pytest
from soundness.casefiles import case_text
from soundness.journeyfiles import journey_text
from soundness.journeyrun import judge_journey, judge_journey_lie
from soundness.journeys import make_journey
from soundness.lies import make_lie
from soundness.run import Outcome, judge_lie, judge_world
from soundness.worlds import make_world

# `make test-long` draws many more of each, and `make soundness` more still.
WORLDS = [range(1, 17), pytest.param(range(17, 41), marks=pytest.mark.long)]
LIES = [range(1, 31), pytest.param(range(31, 61), marks=pytest.mark.long)]
SLOW = 12  # a journey whose search takes as long as that of all the others
JOURNEYS = [seed for seed in range(1, 21) if seed != SLOW]
JOURNEY_LIES = [range(4, 13), pytest.param([1, 2, 3, *range(13, 21)], marks=pytest.mark.long)]


def _report(outcomes: list[Outcome]) -> str:
    bad = [o for o in outcomes if o.faults]
    seeds = [o.seed for o in bad]
    shown = "\n".join(f"seed {o.seed}: {o.faults}\n{o.text[:4000]}" for o in bad[:3])
    how = "--worlds 1 --seed N (a journey: --worlds 0 --journeys 1 --seed N)"
    return f"replay with python -m tests.helpers.soundness {how}, N in {seeds}\n{shown}"


def _all(judge: Callable[[int], Outcome], seeds: Iterable[int]) -> list[Outcome]:
    outcomes = [judge(seed) for seed in seeds]
    assert not any(o.faults for o in outcomes), _report(outcomes)
    return outcomes


def _caught(outcomes: list[Outcome]) -> int:
    tallies = [tally for o in outcomes for tally in o.tallies.items()]
    return sum(n for key, n in tallies if key[-1] in {"contradicted", "strained"})


def test_a_seed_gives_the_same_world_and_lie() -> None:
    assert case_text(make_world(7)) == case_text(make_world(7))
    assert case_text(make_lie(7).world) == case_text(make_lie(7).world)
    assert case_text(make_world(7)) != case_text(make_world(8))
    assert journey_text(make_journey(7)) == journey_text(make_journey(7))


@pytest.mark.parametrize("seeds", WORLDS, ids=str)
def test_no_true_world_is_contradicted(seeds: range) -> None:
    outcomes = _all(judge_world, seeds)
    claims = sum(n for o in outcomes for key, n in o.tallies.items() if key[0] == "claim")
    assert claims > len(seeds)


@pytest.mark.parametrize("seeds", LIES, ids=str)
def test_lies_are_caught_and_bounds_are_right(seeds: range) -> None:
    assert _caught(_all(judge_lie, seeds)) >= 0.9 * len(seeds)


def test_no_true_journey_is_contradicted() -> None:
    outcomes = _all(judge_journey, JOURNEYS)
    kinds = {key[1] for o in outcomes for key in o.tallies if key[0] == "claim"}
    assert {"clock time", "speed", "path", "vertical speed", "slant", "depth", "lapse"} <= kinds


@pytest.mark.long
def test_nor_is_one_whose_search_takes_long() -> None:
    _all(judge_journey, [SLOW])


@pytest.mark.parametrize("seeds", JOURNEY_LIES, ids=str)
def test_lies_about_journeys_are_caught_and_bounds_are_right(seeds: Sequence[int]) -> None:
    assert _caught(_all(judge_journey_lie, seeds)) >= 0.95 * len(seeds)
