"""What is drawn of a claim holds every position that the claim allows.

Positions are tried by the ten thousand, and measured without the program's own geometry
(:mod:`region_oracle`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from region_oracle import GRAIN, Edges, Floats, beyond

import skywitness as sw
from skywitness.claims.meaning.parts import Constraint
from skywitness.claims.meaning.stretches import STRETCHES
from skywitness.dossier.map.areas import Areas
from skywitness.dossier.map.layers import AROUND
from skywitness.drawing.projection import Sheet, fit
from skywitness.reason.drawing import DrawnRegion, draw
from skywitness.reason.worlds.placed import row_of

if TYPE_CHECKING:
    from numpy.random import Generator

POINTS = 20_000


def regions(case: str) -> Iterator[tuple[DrawnRegion, float, list[Constraint]]]:
    """Every region of a case at each stretch, with all that it is bound by."""
    result = sw.check(case, conflicts_s=0)
    worlds = {given.frame.id: given.world for given in result.given}
    for stretch in STRETCHES:
        for region in draw(result, stretch=stretch):
            given = worlds[region.frame.id].get(region.spot, ())
            yield region, stretch, [*row_of(region.reading.parts, region.spot), *given]


def spots(region: DrawnRegion, sheet: Sheet, rng: Generator) -> Floats:
    """Spots of a sheet, shape ``(2, n)``: half of them in and about the cells of a region."""
    corners = sheet.place(region.lon.ravel(), region.lat.ravel()).reshape(-1, 4, 2)
    cells = corners[rng.integers(0, len(corners), POINTS // 2)]
    size = cells.max(axis=1) - cells.min(axis=1)
    near = cells.mean(axis=1) + size * rng.uniform(-1.5, 1.5, (POINTS // 2, 2))
    all_over = rng.uniform(0, 1, (POINTS // 2, 2)) * (sheet.width, sheet.height)
    return np.concatenate([near, all_over]).T


CASES = pytest.mark.parametrize(
    "case",
    [
        "rq4-hormuz-2019",
        *(
            pytest.param(case, marks=pytest.mark.long)
            for case in sw.shipped_cases()
            if case not in {"rq4-hormuz-2019", "fr4978-2021"}  # of the latter nothing is drawn
        ),
    ],
)
#: Tenths of a pixel that an area may reach beyond what is allowed, or 6 km where that is more.
REACH, LEAST_REACH_M = 40.0, 6_000.0


@CASES
def test_areas_hold_every_position_that_claims_allow(case: str) -> None:
    rng = np.random.default_rng(20_000)
    edges: Edges = {}
    tried = 0
    for region, stretch, row in regions(case):
        sheet = fit(region.lon.ravel(), region.lat.ravel(), margin=0.05)
        area = Areas(sheet).outer([region])
        x, y = spots(region, sheet, rng)
        lon, lat = sheet.degrees(x, y)
        inside = shapely.contains_xy(area, x, y)
        known = [
            (c, found) for c in row if (found := beyond(c, stretch, lon, lat, edges)) is not None
        ]
        if len(known) == len(row):  # every one of them is measured here
            allowed = np.all([metres < -GRAIN for _, metres in known], axis=0)
            missed = allowed & ~inside
            assert not missed.any(), (region.claim, region.reading.name, stretch)
            tried += int(allowed.sum())
    assert tried > POINTS / 100


@CASES
def test_areas_reach_little_beyond_what_claims_allow(case: str) -> None:
    """Spots of their edges are hardly farther off than the true shapes may lie."""
    rng = np.random.default_rng(20_001)
    edges: Edges = {}
    by_spot: dict[str, list[tuple[DrawnRegion, float, list[Constraint]]]] = {}
    for each in regions(case):
        by_spot.setdefault(str(each[0].spot), []).append(each)
    measured = 0
    for mine in by_spot.values():
        lon = np.concatenate([region.lon.ravel() for region, _, _ in mine])
        lat = np.concatenate([region.lat.ravel() for region, _, _ in mine])
        sheet = fit(lon, lat, margin=AROUND)
        room = max(LEAST_REACH_M, REACH / sheet.per_metre) + GRAIN
        for region, stretch, row in mine:
            edge = Areas(sheet).outer([region]).boundary
            along = rng.uniform(0, edge.length, POINTS // 20)
            x, y = shapely.get_coordinates(shapely.line_interpolate_point(edge, along)).T
            shown = (x > 0) & (y > 0) & (x < sheet.width) & (y < sheet.height)
            if not shown.any():
                continue
            at = sheet.degrees(x[shown], y[shown])
            for c in row:
                metres = beyond(c, stretch, *at, edges)
                if metres is not None and c.measure.place is not None:
                    error = c.measure.place.error_m or 0.0
                    assert metres.max() <= error + room, (region.claim, region.reading.name)
                    measured += 1
    assert measured
