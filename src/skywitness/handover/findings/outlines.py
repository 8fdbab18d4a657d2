"""Regions of cells as polygons in degrees, as RFC 7946 asks: cut at 180°, shells anticlockwise.

Sides of cells are great circles of surface normals, lines of a map in degrees are not. They are
divided until they part by no more than ``WITHIN_M``; corners are rounded to ``DIGITS`` decimals.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from skywitness.aliases import Floats
from skywitness.earth import R_MAX, lonlat
from skywitness.reason.regions.cells import Cells
from skywitness.reason.regions.rings import Ring, normals, polygons, rings

DIGITS = 7
#: How far a side may be off in metres, and the same with the rounding of corners.
WITHIN_M = 0.1
EDGES_WITHIN_M = 0.2


def outline(cells: Cells) -> shapely.MultiPolygon:
    """The union of cells (of level 1 or deeper) in longitude and latitude, degrees on WGS 84.

    Valid, shells anticlockwise and holes clockwise, nothing across the antimeridian; a region about
    a pole reaches along it. Its edge is the cells' to within ``EDGES_WITHIN_M``.
    """
    if not len(cells):
        return shapely.MultiPolygon()
    whole = shapely.multipolygons(polygons([_in_degrees(ring) for ring in rings(cells)]))
    if not whole.is_valid:  # rounding made neighbouring corners cross
        whole = shapely.make_valid(whole, method="structure", keep_collapsed=False)
        parts = [p for p in shapely.get_parts(whole) if p.geom_type == "Polygon"]
        whole = shapely.multipolygons(parts)
    return shapely.orient_polygons(whole, exterior_cw=False)


def _in_degrees(ring: Ring) -> Floats:
    """A ring's corners in degrees with as many more as its curved sides need, shape ``(n, 2)``."""
    corner = np.array(ring, dtype=np.int64)
    ahead = np.roll(corner, -1, axis=0)
    a, b = _plain(corner), _plain(ahead)
    a_deg, b_deg = _degrees(corner, ahead), _degrees(ahead, corner)
    rank = np.arange(len(a), dtype=np.float64)
    span = np.ones(len(a))
    done: list[tuple[Floats, Floats]] = []
    while len(a):
        middle = (a + b) / 2
        m_deg = np.column_stack(lonlat(normals(middle)))
        seam = np.abs(a_deg[:, 0] + b_deg[:, 0]) == 360.0  # the middle of a side along 180°
        m_deg[seam, 0] = a_deg[seam, 0]
        off = (a_deg + b_deg) / 2 - m_deg
        off[:, 0] *= np.cos(np.radians(m_deg[:, 1]))
        split = R_MAX * np.radians(np.hypot(off[:, 0], off[:, 1])) > WITHIN_M
        done.append((rank[~split], a_deg[~split]))
        a, b, m = a[split], b[split], middle[split]
        a_deg, b_deg, m_deg = a_deg[split], b_deg[split], m_deg[split]
        rank, span = rank[split], span[split] / 2
        a, b = np.concatenate((a, m)), np.concatenate((m, b))
        a_deg, b_deg = np.concatenate((a_deg, m_deg)), np.concatenate((m_deg, b_deg))
        rank = np.concatenate((rank, rank + span))
        span = np.concatenate((span, span))
    order = np.concatenate([r for r, _ in done])
    points = np.concatenate([p for _, p in done])[np.argsort(order, kind="stable")]
    points = _along_poles(points, corner)
    points = np.round(points, DIGITS)
    keep = (points != np.roll(points, 1, axis=0)).any(axis=1)
    return np.asarray(points[keep])


def _along_poles(points: Floats, corner: npt.NDArray[np.int64]) -> Floats:
    """A ring's points, where it comes to a pole twice: on the meridians it comes and goes by."""
    if not ((corner[:, 0] == 0) & (corner[:, 1] == 0)).any():
        return points
    before = np.roll(points, 1, axis=0)
    (poles,) = np.nonzero(np.abs(points[:, 1]) == 90.0)
    arrived = np.column_stack((before[poles, 0], points[poles, 1]))
    return np.insert(points, poles, arrived, axis=0)


def _seam(corner: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which corners lie at 180°; y says on which side."""
    return np.asarray((corner[:, 0] < 0) & (np.abs(corner[:, 1]) == 1))


def _plain(corner: npt.NDArray[np.int64]) -> Floats:
    """Corners as points of the grid, those at 180° where they are."""
    out = corner.astype(np.float64)
    out[_seam(corner), 1] = 0.0
    return out


def _degrees(corner: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> Floats:
    """Corners in degrees, exact at 180°; a pole is taken on the meridian of the ``other`` end."""
    pole = (corner[:, 0] == 0) & (corner[:, 1] == 0)
    seam = _seam(corner)
    out = np.column_stack(lonlat(normals(_plain(corner))))
    out[seam, 0] = 180.0 * corner[seam, 1]
    if pole.any():
        out[pole, 0] = _degrees(other[pole], corner[pole])[:, 0]
        out[pole, 1] = 90.0 * np.sign(corner[pole, 2])
    return out
