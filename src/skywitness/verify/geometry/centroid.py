"""The centroid of a shape: the mean direction of its area on the sphere of equal areas.

By Stokes' theorem the sum of a sphere's normals over an area is half of ∮ r × dr around it, which
does not change when r is counted from another origin: from a vertex, so that small shapes keep
their digits. Lines and points have the mean of their length or number. (Authalic latitude: Snyder,
Map Projections, 3-11 and 3-12.)
"""

from __future__ import annotations

import math

import numpy as np

from skywitness.verify.geometry.earth import ECCENTRICITY2, Array, to_space
from skywitness.verify.geometry.outline import Vertices, cuts

_E = math.sqrt(ECCENTRICITY2)


def _q(sine: Array) -> Array:
    """Snyder's q for the sine of a geodetic latitude."""
    part = sine / (1 - ECCENTRICITY2 * sine**2) + np.arctanh(_E * sine) / _E
    return np.asarray((1 - ECCENTRICITY2) * part)


_Q_POLE = float(_q(np.ones(1))[0])


def centroid_of(vertices: Vertices) -> tuple[float, float]:
    """Longitude and latitude in degrees of a shape's centroid."""
    lam = np.radians(vertices.xy[:, 0])
    z = np.clip(_q(np.sin(np.radians(vertices.xy[:, 1]))) / _Q_POLE, -1.0, 1.0)
    across = np.sqrt((1 - z) * (1 + z))
    vector = np.stack((across * np.cos(lam), across * np.sin(lam), z), axis=-1)
    first, last = vertices.pieces()
    if vertices.area:
        turn = vertices.turn[vertices.ring[first]]
        a, b, from_one = vector[first], vector[last], vector - vector[0]
        # Along a great circle, and not its chord, a piece of angle t counts t / sin t as much.
        angle2 = ((b - a) ** 2).sum(axis=1)
        bent = (angle2 / 6 + angle2**2 / 30)[:, None] * np.cross(a, b)
        flat = np.cross(from_one[first], from_one[last])
        moment = ((flat + bent) * turn[:, None]).sum(axis=0)
    elif len(first):
        keep = ~cuts(vertices.xy[first], vertices.xy[last])
        first, last = first[keep], last[keep]
        space = to_space(*vertices.xy.T)
        length = np.linalg.norm(space[last] - space[first], axis=1)
        moment = ((vector[first] + vector[last]) * length[:, None]).sum(axis=0)
    else:
        moment = vector.sum(axis=0)
    x, y, up = (float(m) for m in moment)
    return math.degrees(math.atan2(y, x)), _geodetic(up / math.sqrt(x * x + y * y + up * up))


def _geodetic(sine: float) -> float:
    """Geodetic latitude in degrees for the sine of an authalic latitude, by halving."""
    low, high = -1.0, 1.0
    for _ in range(80):
        middle = (low + high) / 2
        if float(_q(np.array([middle]))[0]) < sine * _Q_POLE:
            low = middle
        else:
            high = middle
    return math.degrees(math.asin((low + high) / 2))
