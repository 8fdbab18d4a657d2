"""What a claim's words allow of a position, measured without the program's own geometry.

The edge of a place is taken as points so close to each other that the nearest of them is hardly
farther than the edge itself. Which is nearest is found straight through the earth; how far it is
along the earth, and in which direction, says GeographicLib (by pyproj).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from scipy.spatial import KDTree

from skywitness.claims.meaning.allowed import Range, Sector
from skywitness.claims.meaning.parts import Constraint
from skywitness.places.measures.bearings import Bearing
from skywitness.places.measures.distances import CentroidDistance, Distance, SignedDistance
from skywitness.places.place import Place

Floats = NDArray[np.float64]
WGS = Geod(ellps="WGS84")
STEP = 0.002  # degrees between points of an edge
#: How much farther than the edge the nearest of such points may be, in metres, at the edge itself.
GRAIN = 130.0


def in_space(lon: Floats, lat: Floats) -> Floats:
    """Positions as points in metres, shape ``(n, 3)``."""
    lam, phi = np.radians(lon), np.radians(lat)
    n = 6_378_137.0 / np.sqrt(1 - 0.0066943799901414 * np.sin(phi) ** 2)
    return np.column_stack(
        (n * np.cos(phi) * np.cos(lam), n * np.cos(phi) * np.sin(lam),
         n * (1 - 0.0066943799901414) * np.sin(phi))
    )  # fmt: skip


#: Edges of places by their ids, so that each is made once.
Edges = dict[str, "Edge"]


@dataclass(frozen=True)
class Edge:
    """A place near some positions."""

    place: Place

    @cached_property
    def points(self) -> Floats:
        """Its edge in degrees, shape ``(n, 2)``."""
        shape = self.place.geometry
        edge = shape.boundary if shapely.get_dimensions(shape).max() == 2 else shape
        return np.asarray(shapely.get_coordinates(shapely.segmentize(edge, STEP)))

    @cached_property
    def tree(self) -> KDTree:
        """The same, to find the nearest in."""
        return KDTree(in_space(*self.points.T))

    def signed(self, lon: Floats, lat: Floats) -> Floats:
        """Metres from the place, negative inside."""
        _, at = self.tree.query(in_space(lon, lat))
        near = self.points[at]
        away = np.asarray(WGS.inv(lon, lat, near[:, 0], near[:, 1])[2])
        shapely.prepare(self.place.geometry)
        inside = shapely.contains_xy(self.place.geometry, lon, lat)
        return np.where(inside, -away, away) - self.place.buffer_m


def beyond(c: Constraint, stretch: float, lon: Floats, lat: Floats, edges: Edges) -> Floats | None:
    """How many metres positions are beyond what is allowed as drawn; at most 0 within it.

    None where this oracle has no measure of its own. Centroids are those of the plane of degrees,
    which for places of the size of Crimea are less than ``GRAIN`` off.
    """
    place = c.measure.place
    if place is None:
        return np.full(len(lon), -np.inf)  # of a height: no position is beyond it
    match c.measure, c.allowed:
        case Bearing(anchor="centroid"), Sector() as sector:
            at = place.geometry.centroid
            azimuth, _, away = WGS.inv(np.full_like(lon, at.x), np.full_like(lat, at.y), lon, lat)
            off = np.abs((np.asarray(azimuth) - sector.centre + 180) % 360 - 180)
            return np.radians(off - sector.at(stretch)) * np.asarray(away)
        case ((Distance() | SignedDistance()), Range() as allowed):
            edge = edges.setdefault(place.id, Edge(place))
            value = edge.signed(lon, lat)
            if isinstance(c.measure, Distance):
                value = np.maximum(value, 0.0)
        case CentroidDistance(), Range() as allowed:
            at = place.geometry.centroid
            value = np.asarray(
                WGS.inv(np.full_like(lon, at.x), np.full_like(lat, at.y), lon, lat)[2]
            )
        case _:
            return None
    low, high = allowed.at(stretch)
    return np.maximum(low - value, value - high)
