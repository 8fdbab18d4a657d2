"""Distances of discs from places, for every true shape within the places' stated errors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from skywitness.aliases import Json
from skywitness.verify.geometry.along import way_along
from skywitness.verify.geometry.earth import GEODESIC, Array, Spots
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.statements.failure import FailedError


def signed_distance(demand: Json, shapes: Shapes, spots: Spots) -> tuple[Array, Array]:
    """Metres to the place's edge, negative inside.

    It changes by no more than the way one goes, and by no more than the edge moves.
    """
    low, high = shapes.signed(demand["place"], spots)
    wide = spots.radius + shapes.error(demand["place"])
    return low - wide, high + wide


def distance(demand: Json, shapes: Shapes, spots: Spots) -> tuple[Array, Array]:
    """Metres to the place, 0 inside it."""
    low, high = signed_distance(demand, shapes, spots)
    return np.maximum(low, 0.0), np.maximum(high, 0.0)


def shore_distance(demand: Json, shapes: Shapes, spots: Spots) -> tuple[Array, Array]:
    """Metres to the place's shore line, on either side of it.

    All that is drawn as shore is shore, to the place's own error; what the drawn line leaves out is
    in its own, larger error, and no shore is nearer than the edge of the whole place.
    """
    low, high = shapes.signed(demand["shore"], spots)
    least = low - spots.radius - shapes.error(demand["shore"])
    first, last = signed_distance(demand, shapes, spots)
    least = np.maximum.reduce((least, first, -last, np.zeros(len(spots))))
    return least, np.maximum(high + spots.radius + shapes.error(demand["place"]), 0.0)


def centroid_distance(demand: Json, shapes: Shapes, spots: Spots) -> tuple[Array, Array]:
    """Metres to the place's centroid."""
    lon, lat = shapes.centroid(demand["place"])
    n = len(spots)
    apart = np.asarray(GEODESIC.inv(np.full(n, lon), np.full(n, lat), spots.lon, spots.lat)[2])
    wide = spots.radius + shapes.error(demand["place"]) + 1e-3
    return np.maximum(apart - wide, 0.0), apart + wide


#: Measures that have a value in metres.
DISTANCES: dict[str, Callable[[Json, Shapes, Spots], tuple[Array, Array]]] = {
    "distance": distance,
    "shore distance": shore_distance,
    "centroid distance": centroid_distance,
    "signed distance": signed_distance,
    "way along": way_along,
}


def distances(demand: Json, shapes: Shapes, spots: Spots) -> tuple[Array, Array]:
    """Bounds on a measure over each disc, in metres.

    Raises:
        FailedError: the measure is not known.
    """
    measure = DISTANCES.get(demand["measure"])
    if measure is None:
        raise FailedError(f"'{demand['measure']}' is not a distance this verifier knows")
    return measure(demand, shapes, spots)
