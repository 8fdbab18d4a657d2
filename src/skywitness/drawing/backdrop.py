"""What lies under the regions of a map: land, contested areas, seas, graticule, scale, north."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.drawing.labels import Label, Placer
from skywitness.drawing.paths import frame, on_sheet, path_of
from skywitness.drawing.projection import Sheet
from skywitness.places.names import atlas, contested, regions
from skywitness.places.names.views import View
from skywitness.units import NAUTICAL_MILE, STATUTE_MILE

SPECK = 30.0  # square units (0.3 px²): smaller land is not visible
LEAST_SEA = 190.0  # half width in units of water that gets a name
LEAST_LAND = 190.0


@dataclass(frozen=True)
class Area:
    """A contested area on the sheet, with who claims it in words."""

    name: str
    standing: str
    path: str


@dataclass(frozen=True)
class Backdrop:
    """Land as one path per country, contested areas, and labels in their order of importance.

    ``errors_m`` are the stated errors of the countries' shapes, in the order of ``land``.
    """

    land: tuple[str, ...]
    contested: tuple[Area, ...]
    labels: tuple[Label, ...]
    errors_m: tuple[float, ...] = ()


def backdrop(sheet: Sheet, placer: Placer, avoid: BaseGeometry, shapes: str) -> Backdrop:
    """Everything a sheet shows that no claim speaks of.

    ``avoid`` is where the regions lie, on the sheet: labels go elsewhere if there is room.
    """
    known = atlas.index(shapes)
    land: dict[str, BaseGeometry] = {}
    for a3, country in known.countries.items():
        if not sheet.meets(country.bbox):
            continue
        shape = on_sheet(atlas.shape(a3, shapes), sheet, least_area=SPECK)
        if not shape.is_empty:
            land[a3] = shape
    areas, zones = _contested(sheet, list(land), shapes)
    labels = _sea_labels(sheet, placer, avoid, list(land.values()))
    for name, zone in zones:
        labels += placer.put(name, zone, "contested", least=60.0, avoid=avoid)
    taken = shapely.union_all([avoid, *(p for _, z in zones for p in shapely.get_parts(z))])
    for a3, shape in sorted(land.items(), key=lambda item: -float(item[1].area)):
        labels += placer.put(
            known.countries[a3].name, shape, "country", least=LEAST_LAND, avoid=taken
        )
    return Backdrop(
        tuple(path_of(g) for g in land.values()),
        tuple(areas),
        tuple(labels),
        tuple(known.countries[a3].error_m for a3 in land),
    )


def _contested(
    sheet: Sheet, countries: list[str], shapes: str
) -> tuple[list[Area], list[tuple[str, BaseGeometry]]]:
    """Contested areas on the sheet, from no point of view."""
    seen: dict[str, contested.Contested] = {}
    for a3 in countries:
        for area in contested.of_country(a3, shapes):
            seen.setdefault(area.id, area)
    areas, zones = [], []
    for area in seen.values():
        if area.kind == "whole":
            continue  # a country whose standing is contested: hatching it would take a side
        geometry = on_sheet(contested.area_of(area, shapes), sheet, least_area=SPECK)
        if not shapely.intersects(geometry, frame(sheet)):
            continue
        (extent,) = regions.contested_extents(area, View(), shapes)
        areas.append(Area(area.name, extent.place.view, path_of(geometry)))
        zones.append((area.name, geometry))
    return areas, zones


def _sea_labels(
    sheet: Sheet, placer: Placer, avoid: BaseGeometry, land: list[BaseGeometry]
) -> list[Label]:
    """Names of the seas of the table that have room on the sheet."""
    out: list[Label] = []
    found: list[tuple[float, str, BaseGeometry]] = []
    for entry in regions.entries("sea"):
        hulls = [np.asarray(h, dtype=float) for h in entry.get("hulls") or [entry["hull"]]]
        if not any(sheet.meets((*h.min(axis=0), *h.max(axis=0))) for h in hulls):
            continue
        coarse = on_sheet(atlas.sea(entry["id"]), sheet, least_area=4e4, thin=25.0)
        if not coarse.is_empty:
            water = shapely.make_valid(shapely.multipolygons(shapely.get_parts(coarse)))
            found.append((float(water.area), str(entry["name"]), water))
    # A sea within another (the Western in the whole Mediterranean) is named before it.
    for _, name, water in sorted(found, key=lambda f: f[0]):
        inner = [w for _, n, w in found if n != name and w.area < 0.9 * water.area]
        overlapped = shapely.union_all(inner) if inner else shapely.Point()
        if shapely.intersection(overlapped, water).area > 0.6 * water.area:
            continue
        out += placer.put(name, water, "sea", least=LEAST_SEA, avoid=avoid)
    return out


@dataclass(frozen=True)
class Line:
    """A line of the graticule, and its label at the sheet's edge."""

    path: str
    labels: tuple[Label, ...]


STEPS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0)


def graticule(sheet: Sheet) -> tuple[Line, ...]:
    """Meridians and parallels at round degrees, four to eight of them each way."""
    west, south, east, north = _span(sheet)
    by = _step((north - south) / 5)
    middle = np.radians(min(abs(south + north) / 2, 85.0))
    across = 30.0 if sheet.pole else max(by, _step(by / max(np.cos(middle), 0.05) * 0.9))
    out = []
    lats = (
        np.arange(
            np.ceil(max(south, -90 + by / 2) / by), np.floor(min(north, 90 - by / 2) / by) + 1
        )
        * by
    )
    lons = np.arange(np.ceil(west / across), np.floor(east / across) + 1) * across
    if sheet.pole:
        lons = np.arange(-180.0, 180.0, across)
    for lat in lats:
        run = np.linspace(west, east, 400)
        out.append(_line(sheet, run, np.full(400, lat), _degrees(lat, "NS"), along=True))
    top = 90 - by / 2 if sheet.pole > 0 else north
    bottom = -90 + by / 2 if sheet.pole < 0 else south
    for lon in lons:
        run = np.linspace(bottom, top, 200)
        out.append(_line(sheet, np.full(200, lon), run, _degrees(lon, "EW"), along=False))
    return tuple(line for line in out if line.path)


def _span(sheet: Sheet) -> tuple[float, float, float, float]:
    """The sheet's box with longitudes unrolled about its centre."""
    west, south, east, north = sheet.boxes[0]
    for box in sheet.boxes[1:]:
        east = box[2] + 360 if west > 0 else east
        west = west if west > 0 else box[0] - 360
    return west, south, east, north


def _step(wanted: float) -> float:
    return min(STEPS, key=lambda s: abs(np.log(s / max(wanted, 1e-6))))


def _degrees(value: float, letters: str) -> str:
    if letters == "EW":
        value = (value + 180) % 360 - 180
    size = f"{abs(value):.2f}".rstrip("0").rstrip(".")
    whole = value == 0 or (letters == "EW" and abs(value) == 180)
    return f"{size}°" if whole else f"{size}° {letters[0] if value > 0 else letters[1]}"


def _line(sheet: Sheet, lon: np.ndarray, lat: np.ndarray, words: str, *, along: bool) -> Line:
    xy = sheet.place(lon, lat)
    xy = xy[np.isfinite(xy).all(axis=1)]
    if len(xy) < 2:
        return Line("", ())
    cut = shapely.intersection(shapely.LineString(xy), frame(sheet))
    pieces = [p for p in shapely.get_parts(cut) if p.geom_type == "LineString" and p.length > 50]
    joined = shapely.line_merge(shapely.multilinestrings(pieces)) if pieces else None
    if joined is None:
        return Line("", ())
    ends = [c for p in shapely.get_parts(joined) for c in (p.coords[0], p.coords[-1])]
    label = _edge_label(sheet, ends, words, along=along)
    return Line(path_of(joined, thin=0.5), (label,) if label else ())


def _edge_label(
    sheet: Sheet, ends: list[tuple[float, ...]], words: str, *, along: bool
) -> Label | None:
    """A label at the left edge for a parallel, at the bottom for a meridian, else where it ends."""
    left = [c for c in ends if c[0] < 5]
    foot = [c for c in ends if c[1] > sheet.height - 5]
    right = [c for c in ends if c[0] > sheet.width - 5]
    head = [c for c in ends if c[1] < 5]
    for found, side in (
        ((left, "left"), (right, "right")) if along else ((foot, "foot"), (head, "head"))
    ):
        if found:
            x, y = found[0][:2]
            # Not in the corners, where two labels would meet.
            if along and not 250 < y < sheet.height - 300:
                return None
            if not along and not 500 < x < sheet.width - 500:
                return None
            return Label(words, float(x), float(y), f"edge {side}")
    return None


@dataclass(frozen=True)
class Scale:
    """One bar of the scale: its length on the sheet and its words."""

    length: float
    words: str


UNITS = (("km", 1000.0), ("statute mi", STATUTE_MILE), ("nm", NAUTICAL_MILE))


def scales(sheet: Sheet) -> tuple[Scale, ...]:
    """Bars for km, statute and nautical miles, each a round number about a sixth of the width."""
    out = []
    for name, metres in UNITS:
        wanted = sheet.width / 6 / sheet.per_metre / metres
        power = 10.0 ** np.floor(np.log10(wanted))
        value = max(s * power for s in (1.0, 2.0, 5.0) if s * power <= wanted)
        out.append(Scale(float(value * metres * sheet.per_metre), f"{value:,g} {name}"))
    return tuple(out)


def north(sheet: Sheet, x: float, y: float) -> float:
    """The direction of true north at a spot of the sheet, in degrees clockwise from up."""
    lon, lat = sheet.degrees(np.array([x]), np.array([y]))
    there = sheet.place(lon, np.minimum(lat + 0.01, 90.0))[0]
    return float(np.degrees(np.arctan2(there[0] - x, y - there[1])))
