"""Few pairs of cells are measured, and what comes of it is what comes of all of them."""

from __future__ import annotations

import copy
import math

import numpy as np
import pytest

from skywitness.claims.meaning.spots import Spot
from skywitness.reason.regions.cells import whole_earth
from skywitness.reason.regions.explore import Explorer, Level
from skywitness.reason.ties import passes
from skywitness.reason.ties.blocks import SIZE, blocks_of
from skywitness.reason.ties.nearpairs import _near_pairs, near_pairs
from skywitness.reason.ties.network import Edge
from skywitness.reason.ties.passes import pass_over
from skywitness.reason.ties.places import Cover

HERE, THERE = Spot.of("here"), Spot.of("there")
EDGES = {
    "a hard speed": Edge(HERE, THERE, 0.0, 3e6, 250.0, "jet", True),
    "a hard speed, in either order": Edge(HERE, THERE, 0.0, 4e6, 300.0, "jet", True, True),
    "a mean speed without a greatest way": Edge(HERE, THERE, 0.0, math.inf, 200.0, "jet"),
    "a separation": Edge(HERE, THERE, 0.0, 400_000.0),
    "a separation of at least so much": Edge(HERE, THERE, 900_000.0, 1_300_000.0),
    "far apart, without any limit": Edge(HERE, THERE, 7e6, math.inf),
    "a straight line": Edge(HERE, THERE, 0.0, 9e5, line=(3e5, 8e5)),
    "nothing near enough": Edge(HERE, THERE, 0.0, 5_000.0),
}
WINDOWS = ("told", "open", "half open")


def cover(rng: np.random.Generator, place: Spot, at: tuple[float, float], windows: str) -> Cover:
    """Cells of many sizes about a position, with windows of time and heights."""
    cells = whole_earth(2)
    far = 40.0
    while len(cells) < 150:
        discs = cells.discs()
        off = np.hypot(discs.lon - at[0], discs.lat - at[1])
        near = np.flatnonzero((off < far) & (rng.random(len(off)) < 0.9))
        cells = cells.take(near).children()
        far *= 0.7
    discs = cells.discs()
    n = len(cells)
    nothing = np.zeros((n, 1))
    level = Level(cells, discs, nothing, nothing, nothing)
    early = 1.5e9 + rng.uniform(0, 4_000, n)
    late = early + rng.uniform(0, 2_000, n)
    if windows == "open":
        early, late = np.full(n, -math.inf), np.full(n, math.inf)
    elif windows == "half open":
        late = np.full(n, math.inf)
    low = rng.uniform(0, 9_000, n)
    high = low + rng.uniform(0, 3_000, n)
    if windows == "open":
        low, high = np.full(n, -math.inf), np.full(n, math.inf)
    return Cover(place, (), (), 1.0, Explorer([()]), level, early, late, low, high, finest=100.0)


@pytest.mark.parametrize("windows", WINDOWS)
@pytest.mark.parametrize("name", EDGES)
@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_passed_over_changes_nothing(
    name: str, windows: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(seed)
    first = cover(rng, HERE, (30.0, 40.0), windows)
    second = cover(rng, THERE, (30.0 + 5 * seed, 44.0), windows)
    assert len(first) * len(second) > passes.FEW
    every = copy.copy(first), copy.copy(second)
    found = pass_over(EDGES[name], first, second)
    monkeypatch.setattr(passes, "FEW", math.inf)
    assert pass_over(EDGES[name], *every) == found
    for some, all_ in zip((first, second), every, strict=True):
        assert np.array_equal(some.level.cells.i, all_.level.cells.i)
        assert np.array_equal(some.early, all_.early)
        assert np.array_equal(some.late, all_.late)


@pytest.mark.parametrize("windows", WINDOWS)
@pytest.mark.parametrize("name", EDGES)
def test_compiled_code_finds_the_pairs_that_plain_code_does(
    name: str, windows: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled, calls = near_pairs(), 0

    def both(*given: object) -> int:
        nonlocal calls
        *same, i, j = given
        plain = copy.copy(i), copy.copy(j)
        count = compiled(*same, i, j)
        with np.errstate(invalid="ignore"):  # a difference of two infinities
            assert _near_pairs(*same, *plain) == count
        assert np.array_equal(i[:count], plain[0][:count])
        assert np.array_equal(j[:count], plain[1][:count])
        calls += 1
        return int(count)

    monkeypatch.setattr(passes, "near_pairs", lambda: both)
    monkeypatch.setattr(passes, "FEW", 0)
    rng = np.random.default_rng(5)
    first = cover(rng, HERE, (30.0, 40.0), windows)
    pass_over(EDGES[name], first, cover(rng, THERE, (31.0, 41.0), windows))
    assert calls


def test_few_pairs_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    first, second = (cover(rng, place, (30.0, 40.0), "told") for place in (HERE, THERE))
    measured = 0
    measure = passes._Left.measure

    def counted(self: passes._Left, i: np.ndarray, j: np.ndarray) -> None:
        nonlocal measured
        measured += len(i)
        measure(self, i, j)

    monkeypatch.setattr(passes._Left, "measure", counted)
    every = len(first) * len(second)
    pass_over(EDGES["a hard speed"], first, second)
    assert 0 < measured < every / 10


def test_blocks_hold_their_cells() -> None:
    one = cover(np.random.default_rng(4), HERE, (179.0, 60.0), "told")
    blocks = blocks_of(one)
    assert set(blocks.cells.ravel().tolist()) == set(range(len(one)))
    assert blocks.cells.shape[1] == SIZE
    off = np.linalg.norm(blocks.xyz - blocks.middle[:, None], axis=2)
    assert (off <= blocks.spread[:, None] + 1e-6).all()
    # Cells of a block are near to each other: far nearer than cells are in general.
    assert np.median(blocks.spread) < np.linalg.norm(blocks.middle.std(axis=0))
