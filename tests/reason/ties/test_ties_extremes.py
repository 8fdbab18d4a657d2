"""The least and the greatest way between two covers: bounds that hold, values that are reached."""

from __future__ import annotations

import numpy as np
import pytest

from skywitness.claims.meaning.spots import Spot
from skywitness.earth import GEOD
from skywitness.reason.regions.cells import whole_earth
from skywitness.reason.regions.explore import Explorer, Level
from skywitness.reason.ties import extremes
from skywitness.reason.ties.extremes import extreme
from skywitness.reason.ties.places import Cover
from skywitness.reason.work import forget

HERE = (30.0, 40.0)
PLACES = {"apart": (95.0, 42.0), "overlapping": (31.0, 40.5), "about the antipode": (-149.0, -39.0)}


def cover(seed: int, at: tuple[float, float], held: float = 1.0) -> Cover:
    """Cells of many sizes about a position, of whose centres a share is held."""
    rng = np.random.default_rng(seed)
    cells = whole_earth(2)
    far = 40.0
    while len(cells) < 150:
        discs = cells.discs()
        off = np.hypot((discs.lon - at[0] + 180) % 360 - 180, discs.lat - at[1])
        near = np.flatnonzero((off < far) & (rng.random(len(off)) < 0.95))
        cells = cells.take(near).children()
        far = max(0.7 * far, 12.0)
    n = len(cells)
    nothing = np.zeros((n, 1))
    centre = np.where(rng.random((n, 1)) < held, 0.0, 9.0)
    level = Level(cells, cells.discs(), nothing, nothing, centre)
    first, last = np.full(n, -np.inf), np.full(n, np.inf)
    windows = first, last, first, last
    return Cover(Spot.of("x"), (), (), 1.0, Explorer([()]), level, *windows, finest=100.0)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("held", [1.0, 0.02])
def test_no_way_passes_the_bound_and_the_value_is_that_of_two_positions(
    where: str, sign: int, held: float
) -> None:
    first, second = cover(1, HERE, held), cover(2, PLACES[where], held)
    assert len(first) * len(second) > extremes.TURNS * extremes.CARRIERS
    bound, best = extreme(first, second, sign)
    here, there = first.level.discs, second.level.discs
    i, j = (k.ravel() for k in np.indices((len(first), len(second))))
    _, _, ways = GEOD.inv(here.lon[i], here.lat[i], there.lon[j], there.lat[j])
    assert bound <= (sign * ways).min() + 1.0
    assert best is not None
    _, _, way = GEOD.inv(*best.first, *best.second)
    assert best.value == pytest.approx(sign * way, abs=1e-3)  # about antipodes too
    assert best.value >= bound
    if where == "apart":
        assert best.value - bound <= 0.02 * abs(best.value)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("where", PLACES)
def test_pairs_left_aside_would_change_nothing(
    where: str, sign: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = cover(3, HERE, 0.3), cover(4, PLACES[where], 0.3)
    few, reached = extreme(first, second, sign)
    forget()
    lowest = extremes._Pairs.lowest

    def every(self: extremes._Pairs, count: int) -> np.ndarray:
        return lowest(self, count if count == extremes.CARRIERS else len(self))

    monkeypatch.setattr(extremes._Pairs, "lowest", every)
    every_bound, every_reached = extreme(first, second, sign)
    assert few == pytest.approx(every_bound, rel=1e-3, abs=1.0)
    assert reached is not None
    assert every_reached is not None
    if few:  # where covers overlap any of many pairs may be the one reached
        assert reached.value == pytest.approx(every_reached.value, rel=1e-3)


def test_kept_answers_are_of_the_same_cells_and_the_same_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched = 0
    search = extremes._searched

    def counted(a: Cover, b: Cover, sign: int, close: float) -> object:
        nonlocal searched
        searched += 1
        return search(a, b, sign, close)

    monkeypatch.setattr(extremes, "_searched", counted)
    forget()
    first, second = cover(5, HERE), cover(6, PLACES["apart"])
    near = extreme(first, second, 1)
    assert extreme(cover(5, HERE), cover(6, PLACES["apart"]), 1) == near
    assert searched == 1
    assert extreme(first, second, -1) != near
    second.keep(np.arange(1, len(second)))
    extreme(first, second, 1)
    assert searched == 3
    forget()
    extreme(first, second, 1)
    assert searched == 4
