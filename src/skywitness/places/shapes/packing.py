"""Polygons as bytes: whole steps on a fine grid, differenced, split into byte planes, LZMA.

Coordinates are whole multiples of :data:`GRID` degrees; a ring is stored without its closing
vertex. Layout after decompression, little endian: ``u4`` polygons, ``u4`` rings, ``u4`` vertices,
then ``u4`` rings of each polygon, ``u4`` vertices of each ring, and the differences of longitude
and of latitude (``i4`` each), their four bytes kept in four separate planes.
"""

from __future__ import annotations

import lzma
import struct
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from skywitness.errors import DataError

GRID = 1e-4
PER_DEGREE = 10_000
_HEAD = struct.Struct("<III")
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}]


def pack(polygons: Sequence[BaseGeometry]) -> bytes:
    """Polygons whose coordinates lie on the grid, as bytes."""
    rings = [r for p in polygons for r in (p.exterior, *p.interiors)]
    per_polygon = np.array([1 + len(p.interiors) for p in polygons], dtype="<u4")
    xy = [np.rint(shapely.get_coordinates(r)[:-1] * PER_DEGREE).astype(np.int64) for r in rings]
    per_ring = np.array([len(c) for c in xy], dtype="<u4")
    every = np.concatenate(xy) if xy else np.empty((0, 2), dtype=np.int64)
    planes = b"".join(_planes(np.diff(every[:, axis], prepend=0)) for axis in (0, 1))
    raw = _HEAD.pack(len(polygons), len(rings), len(every))
    raw += per_polygon.tobytes() + per_ring.tobytes() + planes
    return lzma.compress(raw, format=lzma.FORMAT_RAW, filters=_FILTERS)


def unpack(data: bytes) -> list[BaseGeometry]:
    """The polygons of :func:`pack`; raises :class:`DataError` for bytes that are not such."""
    try:
        raw = lzma.decompress(data, format=lzma.FORMAT_RAW, filters=_FILTERS)
        n_polygons, n_rings, n = _HEAD.unpack_from(raw)
        at = _HEAD.size
        per_polygon = np.frombuffer(raw, "<u4", n_polygons, at)
        at += 4 * n_polygons
        per_ring = np.frombuffer(raw, "<u4", n_rings, at)
        at += 4 * n_rings
        steps = [_unplanes(raw[at + 4 * n * k : at + 4 * n * (k + 1)], n) for k in (0, 1)]
    except (lzma.LZMAError, struct.error, ValueError) as error:
        raise DataError(
            "a shipped shape cannot be unpacked", remedy="reinstall skywitness"
        ) from error
    if not n:
        return []
    xy = np.cumsum(np.stack(steps, axis=1), axis=0) / PER_DEGREE
    closing = np.concatenate([[0], np.cumsum(per_ring)[:-1]]).astype(np.int64)
    ends = np.cumsum(per_ring).astype(np.int64)
    closed = np.insert(xy, ends, xy[closing], axis=0)
    ring_of = np.repeat(np.arange(n_rings), per_ring.astype(np.int64) + 1)
    rings = shapely.linearrings(closed, indices=ring_of)
    first = np.concatenate([[0], np.cumsum(per_polygon)[:-1]]).astype(np.int64)
    is_shell = np.zeros(n_rings, dtype=bool)
    is_shell[first] = True
    polygons = shapely.polygons(rings[first])
    owner = np.repeat(np.arange(n_polygons), per_polygon)
    for k in np.unique(owner[~is_shell]):
        mine = (owner == k) & ~is_shell
        polygons[k] = shapely.polygons(rings[first[k]], holes=rings[mine])
    return list(polygons)


def _planes(steps: NDArray[np.int64]) -> bytes:
    """Zigzag, so that small steps of either sign have zero high bytes; then one plane per byte."""
    zigzag = np.where(steps >= 0, 2 * steps, -2 * steps - 1).astype("<u4")
    return np.ascontiguousarray(zigzag.view(np.uint8).reshape(-1, 4).T).tobytes()


def _unplanes(data: bytes, n: int) -> NDArray[np.int64]:
    planes = np.frombuffer(data, np.uint8).reshape(4, n)
    zigzag = np.ascontiguousarray(planes.T).view("<u4").reshape(-1).astype(np.int64)
    return (zigzag >> 1) ^ -(zigzag & 1)
