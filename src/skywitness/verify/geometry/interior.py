"""Inside or outside a shape: how many of its edges lie due north of a point.

Pieces of an edge are taken as straight between their ends in longitude and latitude. They are at
most a kilometre long, so a geodesic departs from that by less than length²/(8 ρ), ρ being the
distance from the nearer pole; nothing is said of points nearer to the edge than that.
"""

from __future__ import annotations

import numpy as np

from skywitness.verify.geometry.earth import EQUATOR, Array, Flags, Index
from skywitness.verify.geometry.outline import SPACING, Vertices

#: Width in degrees of the strips of longitude that edges are sorted into.
STRIP = 0.05
STRIPS = round(360 / STRIP)
CHUNK = 4000


class Interior:
    """The inside of a shape as drawn."""

    def __init__(self, vertices: Vertices) -> None:
        """Sort the pieces into strips of longitude."""
        first, last = vertices.pieces()
        a, b = vertices.xy[first], vertices.xy[last]
        crossing = a[:, 0] != b[:, 0]  # what runs along a meridian is never crossed by one
        self.a, self.b = a[crossing], b[crossing]
        west = _strip(np.minimum(self.a[:, 0], self.b[:, 0]))
        east = _strip(np.maximum(self.a[:, 0], self.b[:, 0]))
        count = east - west + 1
        piece = np.repeat(np.arange(len(count)), count)
        strip = np.arange(len(piece)) - np.repeat(np.cumsum(count) - count - west, count)
        order = np.argsort(strip, kind="stable")
        self.piece = piece[order]
        self.starts = np.searchsorted(strip[order], np.arange(STRIPS + 1))

    def holds(self, lon: Array, lat: Array) -> Flags:
        """Whether each point is inside; :func:`unsure` says where not to rely on it."""
        # Off the cut and the poles by a tenth of a millimetre: there is no edge there.
        lat = np.clip(lat, -90.0 + 1e-9, 90.0 - 1e-9)
        lon = np.clip((lon + 180.0) % 360.0 - 180.0, -180.0 + 1e-9, 180.0 - 1e-9)
        out = np.zeros(len(lon), dtype=bool)
        for k in range(0, len(lon), CHUNK):
            some = slice(k, k + CHUNK)
            out[some] = self._parity(lon[some], lat[some])
        return out

    def _parity(self, lon: Array, lat: Array) -> Flags:
        strip = _strip(lon)
        size = self.starts[strip + 1] - self.starts[strip]
        who = np.repeat(np.arange(len(lon)), size)
        at = np.arange(len(who)) + np.repeat(self.starts[strip] - np.cumsum(size) + size, size)
        a, b = self.a[self.piece[at]], self.b[self.piece[at]]
        x, y = lon[who], lat[who]
        spans = (a[:, 0] <= x) != (b[:, 0] <= x)
        share = (x - a[:, 0]) / np.where(spans, b[:, 0] - a[:, 0], 1.0)
        north = spans & (a[:, 1] + share * (b[:, 1] - a[:, 1]) > y)
        return np.asarray(np.bincount(who[north], minlength=len(lon)) % 2 == 1)


def unsure(lat: Array) -> Array:
    """Metres from the edge within which :meth:`Interior.holds` may be wrong."""
    pole = np.radians(90.0 - np.abs(lat)) * EQUATOR * 0.99
    return np.where(pole > 3 * SPACING, 0.5 + SPACING**2 / (4 * np.maximum(pole - SPACING, 1.0)),
                    5 * SPACING)  # fmt: skip


def _strip(lon: Array) -> Index:
    return np.clip(np.floor((lon + 180.0) / STRIP).astype(np.int64), 0, STRIPS - 1)
