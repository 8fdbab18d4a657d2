"""Whether a position is at sea: told from the few countries near it as from all land at once."""

from __future__ import annotations

import numpy as np
import shapely

from skywitness.places.names import atlas
from skywitness.places.names.coast import OFFSHORE_DEG, at_sea


def test_countries_near_a_position_tell_as_all_land_does() -> None:
    rng = np.random.default_rng(5)
    land: list[shapely.Geometry] = []
    spots = [(rng.uniform(-180, 180), rng.uniform(-90, 90)) for _ in range(150)]
    for k, a3 in enumerate(atlas.index().countries):
        shape = atlas.shape(a3)
        land.extend(shapely.get_parts(shape))
        if k % 4 == 0:  # beside shores it hangs on the box's edge
            corners = shapely.get_coordinates(shape)
            x, y = corners[rng.integers(len(corners))] + rng.uniform(-0.06, 0.06, 2)
            spots.append((float(x), float(y)))
    tree = shapely.STRtree(land)
    told = {}
    for x, y in spots:
        d = OFFSHORE_DEG
        near = tree.query(shapely.box(x - d, y - d, x + d, y + d), predicate="intersects")
        told[x, y] = len(near) == 0
    assert {spot: at_sea(*spot) for spot in spots} == told
    assert 40 < sum(told.values()) < len(told) - 40
