"""Compact position reporting, the encoding: ICAO Doc 9871, C.2.6 (RTCA DO-260B, 2.2.3.2.3)."""

from __future__ import annotations

import functools

import numpy as np

from skywitness.aliases import Floats, Ints, Mask

ZONES = 15
"""NZ: latitude zones between the equator and a pole."""


@functools.cache
def _edges() -> Floats:
    """Latitudes at which the number of longitude zones falls to 58, 57 … 1."""
    nl = np.arange(59, 1, -1)
    cosine = np.sqrt((1.0 - np.cos(np.pi / (2 * ZONES))) / (1.0 - np.cos(2.0 * np.pi / nl)))
    edges: Floats = np.degrees(np.arccos(np.minimum(cosine, 1.0)))
    edges[-1] = 87.0
    return edges


def zones(lat: Floats) -> Ints:
    """NL: how many longitude zones there are at a latitude."""
    return 59 - np.searchsorted(_edges(), np.abs(lat), side="left").astype(np.int64)


def encode(lon: Floats, lat: Floats, odd: Mask, surface: Mask) -> tuple[Ints, Ints]:
    """The 17-bit latitudes (YZ) and longitudes (XZ) of positions in degrees.

    On the surface a zone has 2¹⁹ steps, of which the lower 17 bits are sent.
    """
    steps = np.where(surface, 1 << 19, 1 << 17)
    i = odd.astype(np.int64)
    dlat = 360.0 / (4 * ZONES - i)
    y = np.floor(steps * (lat % dlat) / dlat + 0.5)
    # The latitude a receiver will see decides on the longitude zones.
    rlat = dlat * (y / steps + np.floor(lat / dlat))
    dlon = 360.0 / np.maximum(zones(rlat) - i, 1)
    x = np.floor(steps * (lon % dlon) / dlon + 0.5)
    return y.astype(np.int64) & 0x1FFFF, x.astype(np.int64) & 0x1FFFF
