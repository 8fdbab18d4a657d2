"""A place's facts in plain values, for the terminal and for JSON."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import shapely

from skywitness.earth import ecef
from skywitness.places.names.cities import by_id
from skywitness.places.names.contested import area_km2
from skywitness.places.place import Extent
from skywitness.places.shapes.overlaps import polygons
from skywitness.places.shapes.pieces import connected

LABELS = {
    "id": "id",
    "kind": "kind",
    "country": "country",
    "view": "point of view",
    "error_m": "stated error",
    "buffer_m": "everything within",
    "area_km2": "area",
    "pieces": "pieces",
    "bounds": "bounds",
    "centroid": "centroid",
    "source": "source",
    "version": "version",
    "licence": "licence",
}


def summary(extent: Extent) -> dict[str, Any]:
    """An extent's facts: lengths in metres, area in square kilometres, degrees on WGS 84."""
    place = extent.place
    areas = polygons(place.geometry)
    west, south, east, north = _bounds(place.geometry)
    return {
        "label": extent.label,
        "reading": extent.kind,
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "country": _country(place.id),
        "view": place.view,
        "error_m": place.error_m,
        "buffer_m": place.buffer_m or None,
        "shape": place.geometry.geom_type,
        "area_km2": round(area_km2(place.geometry), 3) if areas else None,
        "pieces": len(connected(areas)) if areas else len(shapely.get_parts(place.geometry)),
        "bounds": {"west": west, "south": south, "east": east, "north": north},
        "centroid": _centroid(place.geometry),
        "source": place.source,
        "version": place.version,
        "licence": place.licence,
        "notes": list(place.notes),
    }


def _country(place_id: str) -> str | None:
    """The country that the gazetteer gives for a city; ``None`` of any other place."""
    kind, _, rest = place_id.partition(":")
    return by_id(rest.partition("@")[0]).country_name if kind == "city" else None


def text_of(key: str, value: Any) -> str:
    """A fact for a person."""
    if key == "error_m":
        return f"{value:,.0f} m, displaced and omitted land together"
    if key == "buffer_m":
        return f"{value:,.0f} m of the point"
    if key == "area_km2":
        return f"{value:,.0f} km²" if value >= 10 else f"{value:.3f} km²"
    if key == "bounds":
        crosses = ", across the antimeridian" if value["west"] > value["east"] else ""
        return (
            f"{_lat(value['south'])} to {_lat(value['north'])}, "
            f"{_lon(value['west'])} to {_lon(value['east'])}{crosses}"
        )
    if key == "centroid":
        return f"{_lat(value['latitude'])} {_lon(value['longitude'])}"
    return str(value)


def _lat(value: float) -> str:
    return f"{abs(value):.3f}°{'N' if value >= 0 else 'S'}"


def _lon(value: float) -> str:
    return f"{abs(value):.3f}°{'E' if value >= 0 else 'W'}"


def _bounds(geometry: shapely.Geometry) -> tuple[float, float, float, float]:
    """Bounds with west > east when the smallest box crosses the antimeridian (as in GeoJSON)."""
    boxes = shapely.bounds(shapely.get_parts(geometry))
    south, north = float(boxes[:, 1].min()), float(boxes[:, 3].max())
    order = np.argsort(boxes[:, 0])
    starts, ends = boxes[order, 0], np.maximum.accumulate(boxes[order, 2])
    gaps = np.append(starts[1:] - ends[:-1], starts[0] + 360 - ends[-1])
    k = int(np.argmax(gaps))
    if k == len(gaps) - 1:
        return (
            round(float(starts[0]), 4),
            round(south, 4),
            round(float(ends[-1]), 4),
            round(north, 4),
        )
    west, east = float(starts[k + 1]), float(ends[k])
    return round(west, 4), round(south, 4), round(east, 4), round(north, 4)


def _centroid(geometry: shapely.Geometry) -> dict[str, float]:
    """Area centroid on the globe: the mean direction of small pieces weighted by area."""
    areas = polygons(geometry)
    if not areas:
        spots = ecef(*shapely.get_coordinates(geometry).T)
        return _direction(spots.mean(axis=0))
    total = np.zeros(3)
    for part in areas:
        for piece in _pieces(part):
            centre = piece.centroid
            cos = math.cos(math.radians(centre.y))
            total += ecef(np.array([centre.x]), np.array([centre.y]))[0] * piece.area * cos
    return _direction(total)


def _pieces(polygon: shapely.Geometry) -> list[shapely.Geometry]:
    """A polygon cut into boxes of 5 degrees, so that each is nearly flat."""
    west, south, east, north = polygon.bounds
    if east - west <= 5 and north - south <= 5:
        return [polygon]
    x = np.arange(math.floor(west / 5) * 5, east, 5)
    y = np.arange(math.floor(south / 5) * 5, north, 5)
    cut = (shapely.clip_by_rect(polygon, a, b, a + 5, b + 5) for a in x for b in y)
    return [p for c in cut for p in polygons(c)]


def _direction(vector: np.ndarray) -> dict[str, float]:
    lon = math.degrees(math.atan2(vector[1], vector[0]))
    flat = math.hypot(vector[0], vector[1])
    lat = math.degrees(math.atan2(vector[2], flat * (1 - 0.00669437999014)))
    return {"latitude": round(lat, 4), "longitude": round(lon, 4)}
