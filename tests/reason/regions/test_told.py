"""Stretches kept cell by cell: the same as those measured, for the same work, until forgotten."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from skywitness.claims.meaning.allowed import Sector
from skywitness.claims.meaning.parts import Constraint
from skywitness.places.measures.measures import Bearing
from skywitness.places.place import Place
from skywitness.reason.regions import explore
from skywitness.reason.regions.cells import Cells, whole_earth
from skywitness.reason.regions.explore import Explorer
from skywitness.reason.regions.told import numbers
from skywitness.reason.work import forget, within

RING = shapely.Polygon([(10.0, 50.0), (14.0, 51.0), (13.0, 48.0)])
PLACE = Place("here", "here", "region", RING, 500.0, "drawn", "1", "none", "")
ROWS = [
    [Constraint(Bearing(PLACE, anchor), Sector(centre, 22.5, 11.25))]
    for anchor in ("nearest", "some")
    for centre in (45.0, 225.0)
]


def near(level: int) -> Cells:
    """Cells near the place: those with a corner of it, and their siblings."""
    cells = whole_earth(2)
    for _ in range(level - 2):
        discs = cells.discs()
        far = np.hypot(discs.lon - 12.0, discs.lat - 50.0)
        cells = cells.take(np.argsort(far, kind="stable")[:40]).children()
    return cells


@pytest.mark.parametrize("level", [4, 7, 9])
def test_what_is_kept_is_what_is_measured(level: int, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = near(level)
    explorer = Explorer(ROWS)
    monkeypatch.setattr(explore, "DEAR", np.inf)
    with within() as first:
        fresh = explorer(cells)
    assert np.isfinite(fresh.centre).any()
    monkeypatch.undo()
    forget()
    for _ in range(2):
        with within() as second:
            told = explorer(cells)
        assert first.done == second.done
        assert np.array_equal(fresh.low, told.low)
        assert np.array_equal(fresh.high, told.high)
        assert np.array_equal(fresh.centre, told.centre)


def test_a_cell_is_measured_once_until_all_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []
    real = Bearing.stretch

    def stretch(self: Bearing, discs: object, *allowed: object) -> object:
        measured.append(len(discs))  # type: ignore[arg-type]
        return real(self, discs, *allowed)  # type: ignore[arg-type]

    monkeypatch.setattr(Bearing, "stretch", stretch)
    forget()
    cells = near(7)
    Explorer(ROWS[:1])(cells.take(np.arange(30)))
    once = sum(measured)
    Explorer(ROWS[:1])(cells.take(np.arange(30)))
    assert sum(measured) == once > 0
    Explorer(ROWS[:1])(cells.take(np.arange(31)))
    assert sum(measured) <= once + 2  # the cell that is new, and its centre
    forget()
    Explorer(ROWS[:1])(cells.take(np.arange(30)))
    assert sum(measured) >= 2 * once


def test_cells_and_their_centres_have_numbers_of_their_own() -> None:
    cells = near(9)
    every = [*numbers(cells).tolist(), *numbers(near(8)).tolist()]
    every += [number + 1 for number in every]
    assert len(set(every)) == len(every)


def test_room_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skywitness.reason.regions.told.MOST", 50)
    monkeypatch.setattr("skywitness.reason.regions.told.TABLES", 2)
    forget()
    for _ in range(2):
        for row in ROWS:
            Explorer([row])(near(6))
    tables = explore._told._tables
    assert len(tables) <= 2
    assert all(len(table) <= 200 for _, table in tables.values())
