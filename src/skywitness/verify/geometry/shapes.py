"""The shapes of a case's places, prepared once each, by the keys that certificates use."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from skywitness.places.place import Place
from skywitness.verify.geometry.centroid import centroid_of
from skywitness.verify.geometry.earth import Array, Spots
from skywitness.verify.geometry.interior import Interior, unsure
from skywitness.verify.geometry.outline import Outline, Vertices, densified
from skywitness.verify.statements.demands import Places
from skywitness.verify.statements.failure import FailedError

T = TypeVar("T")


@dataclass
class Shapes:
    """Outlines, interiors and centroids of places, made when first asked for."""

    places: Places
    _made: dict[tuple[str, str], object] = field(default_factory=dict)

    def place(self, key: str) -> Place:
        """The place with a key.

        Raises:
            FailedError: no reading of the case has it.
        """
        found = self.places.known.get(key)
        if found is None:
            raise FailedError(f"no place of the case has the key {key}")
        return found

    def error(self, key: str) -> float:
        """The stated error in metres; infinite without one."""
        stated = self.place(key).error_m
        return math.inf if stated is None else stated

    def outline(self, key: str) -> Outline:
        """The edge."""
        return self._once("outline", key, lambda: Outline(self._vertices(key)))

    def centroid(self, key: str) -> tuple[float, float]:
        """Longitude and latitude of the centroid in degrees."""
        return self._once("centroid", key, lambda: centroid_of(self._vertices(key)))

    def signed(self, key: str, spots: Spots) -> tuple[Array, Array]:
        """Bounds on metres from the drawn place to each centre, negative inside."""
        outline = self.outline(key)
        low, high = outline.distance(spots)
        if outline.vertices.area:
            interior = self._once("interior", key, lambda: Interior(outline.vertices))
            inside = interior.holds(spots.lon, spots.lat)
            close = low <= unsure(spots.lat)
            low, high = (
                np.where(close | inside, -high, low),
                np.where(inside & ~close, -low, high),
            )
        band = self.place(key).buffer_m
        return low - band, high - band

    def _vertices(self, key: str) -> Vertices:
        return self._once("vertices", key, lambda: densified(self.place(key).geometry))

    def _once(self, what: str, key: str, make: Callable[[], T]) -> T:
        digest = self.places.digest(self.place(key))  # places that differ in error share a shape
        if (what, digest) not in self._made:
            self._made[what, digest] = make()
        found: T = self._made[what, digest]  # type: ignore[assignment]
        return found
