"""How far along a leg of a route a position is: where the perpendicular to it meets the leg.

In coordinates of Fermi about the leg (s along it, t off it) the surface is dt² + G² ds², and since
the curvature of WGS 84 is nowhere above 1/b², G is at least cos(t/b) (Sturm): so moving by r at a
distance t from the leg changes s by no more than r / cos((t + r)/b).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from skywitness.aliases import Floats
from skywitness.earth import GEOD, HALF_MERIDIAN, R_MIN, B, Discs
from skywitness.places.measures.distances import OfPlace, error_of

#: Positions farther off than this, or from the start, may be anywhere along it.
FAR = 4_000_000.0
#: No foot of a perpendicular is farther from the start, either way, than around the Earth.
FARTHEST = 2 * HALF_MERIDIAN
STEPS = 8  # of Newton's method, which ends when it no longer moves
SETTLED = 0.5  # metres by which a foot that was found may be off, once the steps are below a tenth
#: Room for what is beyond the first order when a leg is shifted and turned.
ROOM = 1.5


@dataclass(frozen=True, eq=False)
class AlongRoute(OfPlace):
    """Metres along a leg from its start, less than 0 before it, more than its length past its end.

    ``place`` is a line between two points.
    """

    def enclose(self, discs: Discs) -> tuple[Floats, Floats]:
        """Bounds over each disc, for every place of the leg's ends within its error."""
        error = error_of(self.place)
        (a, b, *_), (c, d, *_) = self.place.geometry.coords
        onward, _, length = GEOD.inv(a, b, c, d)

        def compute(some: Discs) -> tuple[Floats, ...]:
            return _feet(some, (a, b), onward)

        foot, off, wrong = discs.remember(("along", id(self.place.geometry)), compute)
        reach = off + discs.radius
        told = (reach < FAR) & (np.abs(foot) < FAR * 2) & (wrong < 0.1) & math.isfinite(error)
        with np.errstate(invalid="ignore"):
            wide = discs.radius / np.cos(np.minimum(reach / B, 1.4)) + SETTLED
            if math.isfinite(error) and error > 0:
                turn = 2 * error / max(B * math.sin(min(length / B, math.pi / 2)) - 2 * error, 1.0)
                shift = error + reach * turn + np.abs(foot) * turn**2
                wide = wide + ROOM * shift
                told &= turn < 0.25
        most = FARTHEST if math.isfinite(error) else math.inf
        lo = np.where(told, foot - wide, -most)
        return lo, np.where(told, foot + wide, most)


def _feet(discs: Discs, start: tuple[float, float], onward: float) -> tuple[Floats, ...]:
    """Metres along to the foot of each centre's perpendicular, its length, and the last step."""
    n = len(discs)
    lon, lat = np.full(n, start[0]), np.full(n, start[1])
    azimuth, _, apart = GEOD.inv(lon, lat, discs.lon, discs.lat)
    foot = _ahead(np.asarray(azimuth) - onward, np.asarray(apart))
    step = np.full(n, np.inf)
    for _ in range(STEPS):
        x, y, back = GEOD.fwd(lon, lat, np.full(n, onward), foot)
        azimuth, _, apart = GEOD.inv(x, y, discs.lon, discs.lat)
        way = np.asarray(back) + 180.0
        step = _ahead(np.asarray(azimuth) - way, np.asarray(apart))
        if not (np.abs(step) > 1e-3).any():
            break
        foot = foot + step
    return foot, np.asarray(apart), np.abs(step)


def _ahead(turned: Floats, apart: Floats) -> Floats:
    """Metres to the foot of a perpendicular, on a sphere, of what is so far off at an angle."""
    angle = apart / R_MIN
    east = np.cos(np.radians(turned)) * np.sin(angle)
    return np.asarray(R_MIN * np.arctan2(east, np.cos(angle)))
