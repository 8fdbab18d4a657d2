"""A case's own places: shapes given as GeoJSON, WKT, coordinates, a band, or a cut of a known one.

Shapes are checked before anything is measured with them, and a fault is named by where it is.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from skywitness.claims.casefile.budget import VERTICES, within
from skywitness.claims.casefile.casemodel import PlaceTable
from skywitness.claims.casefile.documents import inside, read_bounded
from skywitness.claims.casefile.lengths import metres_of
from skywitness.claims.casefile.rings import ShapeFaultError, prepared
from skywitness.claims.language.atoms.shared.base import FindPlace
from skywitness.claims.language.words.coordinates import parse_coordinates
from skywitness.claims.validation import shown
from skywitness.errors import LanguageError, PlaceError, SkywitnessError
from skywitness.places.place import Extent, Place
from skywitness.places.route import route_place

T = TypeVar("T")

#: Largest shape file read, in bytes.
LARGEST = 100_000_000

WORLD = shapely.box(-180, -90, 180, 90)

NO_ERROR = "no error is stated for this shape, so nothing can be contradicted with it"


def check_places(tables: Sequence[PlaceTable], folder: Path | None, *, file: str) -> None:
    """Check every shape and length that a case gives itself, without looking up other places.

    Raises:
        PlaceError: a shape or length is unusable; file and key are named.
    """
    vertices = 0
    for table in tables:
        key = f"places.{shown(table.name, 40)}"
        _error(table, key, file)
        _at(file, f"{key}.width", partial(_width, table))
        given = _at(file, key, partial(_given, table, folder, key, file))
        vertices += 0 if given is None else int(shapely.get_num_coordinates(given))
        within(vertices, VERTICES, "corners of its own shapes", file=file, key=key)
        _at(file, key, partial(_own_shape, table, folder, key, file))


def _extents(name: str, find: FindPlace) -> tuple[Extent, ...]:
    """Every way to read a name; of "Russia: without …" the one that is labelled so.

    Raises:
        PlaceError: no place has the name.
    """
    try:
        return find(name)
    except PlaceError as unknown:
        whole, colon, label = (piece.strip() for piece in name.partition(": "))
        if not colon:
            raise
        try:
            labelled = tuple(e for e in find(whole) if e.label.casefold() == label.casefold())
        except PlaceError:
            raise unknown from None
        if not labelled:
            raise
        return labelled


def build_places(
    tables: Sequence[PlaceTable], folder: Path | None, find: FindPlace, *, file: str
) -> dict[str, Place]:
    """The places of a case, by every name they have.

    ``find`` looks up the places that "around" and "inside" refer to; earlier own places come
    before it.

    Raises:
        SkywitnessError: a shape is unusable, or a place referred to is unknown or ambiguous.
    """
    built: dict[str, Place] = {}
    folded: dict[str, Place] = {}

    def look_up(name: str, key: str) -> Place:
        own = folded.get(name.casefold())
        if own is not None:
            return own
        extents = _at(file, key, lambda: _extents(name, find))
        disc = _disc(extents) if key.endswith(".route") else None
        if disc is not None:
            return disc
        if len(extents) > 1:
            ways = ", ".join(f"{name}: {extent.label}" for extent in extents)
            raise PlaceError(
                f"'{shown(name)}' can be read in several ways ({shown(ways, 200)})",
                file=file,
                key=key,
                remedy=f'name one of them exactly, such as "{name}: {extents[0].label}", or give '
                "the shape itself",
            )
        return extents[0].place

    for table in tables:
        place = _built(table, folder, look_up, file)
        for name in (table.name, *table.also):
            built[name] = place
            folded[name.casefold()] = place
    return built


def _built(
    table: PlaceTable, folder: Path | None, look_up: Callable[[str, str], Place], file: str
) -> Place:
    key = f"places.{shown(table.name, 40)}"
    stated = _error(table, key, file)
    notes = [table.note] if table.note else []
    geometry = _at(file, key, lambda: _own_shape(table, folder, key, file))
    buffer_m, kind, source = 0.0, "own", table.source or "the case file"
    version, licence, view = table.version or "", table.licence or "", table.view or "not disputed"
    error = stated
    base = table.around or table.inside
    if table.route is not None:
        points = [_point(words, lambda n: look_up(n, f"{key}.route")) for words in table.route]
        whole = _at(file, f"{key}.route", lambda: route_place(table.name, points, error_m=stated))
        geometry, kind, error = whole.geometry, whole.kind, whole.error_m
        source, view = table.source or whole.source, table.view or whole.view
    if base is not None:
        other = look_up(base, f"{key}.{'around' if table.around else 'inside'}")
        inherited = other.error_m
        error = stated if inherited is None else max(stated or 0.0, inherited)
        if stated is None and inherited is None:
            error = None
        source = table.source or other.source
        version, licence = table.version or other.version, table.licence or other.licence
        view = table.view or other.view
        notes.extend(other.notes)
        if table.around is not None:
            geometry, kind = other.geometry, "band"
            buffer_m = other.buffer_m + _width(table)
        else:
            if other.buffer_m:
                raise PlaceError(
                    f"'{shown(base)}' is a band and cannot be cut",
                    file=file,
                    key=f"{key}.inside",
                    remedy="cut the place itself and put the band around the cut",
                )
            assert geometry is not None
            cut = shapely.intersection(geometry, other.geometry)
            geometry = _areas(cut)
            if geometry is None:
                raise PlaceError(
                    f"the area and '{shown(base)}' have nothing in common",
                    file=file,
                    key=f"{key}.inside",
                    remedy="check the corners (longitude before latitude in box and wkt)",
                )
    elif table.coordinates is not None:
        kind = "point"
    if error is None:
        notes.append(NO_ERROR)
    assert geometry is not None
    return Place(
        id=f"own:{table.name}",
        name=table.name,
        kind=kind,
        geometry=geometry,
        error_m=error,
        source=source,
        version=version,
        licence=licence,
        view=view,
        buffer_m=buffer_m,
        notes=tuple(notes),
    )


def _disc(extents: Sequence[Extent]) -> Place | None:
    """The widest extent of what is a point or a disc round it in each (a town)."""
    places = [extent.place for extent in extents]
    first = places[0].geometry
    if first.geom_type != "Point" or not all(place.geometry.equals(first) for place in places):
        return None
    return max(places, key=lambda place: place.buffer_m)


def _point(words: str, look_up: Callable[[str], Place]) -> Place:
    """A point of a route: coordinates, or a place by its name."""
    try:
        return parse_coordinates(words).place()
    except LanguageError:
        return look_up(words)


def _own_shape(table: PlaceTable, folder: Path | None, key: str, file: str) -> BaseGeometry | None:
    """The shape the table itself gives; ``None`` for a band around another place."""
    given = _given(table, folder, key, file)
    if given is None or table.coordinates is not None:
        return given
    made = _prepared(given, straight=table.polygon is None)
    if made.geom_type == "Polygon" and made.equals(WORLD):
        raise PlaceError(
            "the shape is the whole globe, which everything is inside of",
            remedy="leave the place out, or give a smaller one",
        )
    return made


def _given(table: PlaceTable, folder: Path | None, key: str, file: str) -> BaseGeometry | None:
    """The shape as the table gives it, unchecked; ``None`` for a band around another place."""
    if table.coordinates is not None:
        return parse_coordinates(table.coordinates).place().geometry
    if table.polygon is not None:
        corners = [parse_coordinates(text) for text in table.polygon]
        ring = [(corner.longitude, corner.latitude) for corner in corners]
        return shapely.Polygon(ring)
    if table.box is not None:
        # An integer may have more digits than a float holds.
        given = (float(side) if -540 <= side <= 540 else math.inf for side in table.box)
        west, south, east, north = given
        sides = all(map(math.isfinite, (west, south, east, north)))
        if not sides or south >= north or south < -90 or north > 90:
            raise PlaceError(
                f"box {shown(str(table.box))} is not west, south, east, north",
                remedy="give four degrees: box = [west, south, east, north]",
            )
        east += 360.0 if east < west else 0.0
        # Steps along the parallels, so that no edge is read the other way round the globe.
        east_west = [west + (east - west) * step / 4 for step in range(5)]
        south_edge = [(lon, south) for lon in east_west]
        north_edge = [(lon, north) for lon in reversed(east_west)]
        return shapely.Polygon(south_edge + north_edge)
    if table.wkt is not None:
        # The library's reader follows brackets without a bound of its own.
        if _depth(table.wkt) > 6:
            raise PlaceError("the brackets of this WKT are nested too deep", remedy="check it")
        try:
            # What is too large is found to be no number.
            with np.errstate(over="ignore", invalid="ignore"):
                geometry = shapely.from_wkt(table.wkt)
        except (ShapelyError, ValueError) as error:
            raise PlaceError(
                f"this is not WKT: {shown(str(error), 120)}",
                remedy="write it like POLYGON((33 44, 34 44, 34 45, 33 44)), longitude first",
            ) from error
        return geometry
    if table.geojson is not None:
        return _from_geojson(table.geojson, folder, key, file)
    return None


def _depth(text: str) -> int:
    """How deep brackets are nested."""
    depth = deepest = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    return deepest


def _from_geojson(
    given: dict[str, Any] | str, folder: Path | None, key: str, file: str
) -> BaseGeometry:
    data: Any = given
    if isinstance(given, str):
        path = inside(folder or Path(), given, key=f"{key}.geojson", file=file)
        raw = read_bounded(path, LARGEST, key=f"{key}.geojson", file=file)
        try:
            data = json.loads(raw.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise PlaceError(
                f"'{shown(given)}' is not JSON: {shown(str(error), 120)}",
                remedy="give a GeoJSON file with a Polygon, MultiPolygon or Point",
            ) from error
    parts = [_geometry_of(item) for item in _items(data)]
    return parts[0] if len(parts) == 1 else shapely.GeometryCollection(parts)


def _items(data: Any) -> list[Any]:
    if isinstance(data, dict) and data.get("type") == "FeatureCollection":
        features = data.get("features")
        return [_feature(item) for item in features] if isinstance(features, list) else [None]
    return [_feature(data)]


def _feature(data: Any) -> Any:
    if isinstance(data, dict) and data.get("type") == "Feature":
        return data.get("geometry")
    return data


def _geometry_of(data: Any) -> BaseGeometry:
    try:
        geometry: BaseGeometry = shapely.from_geojson(json.dumps(data))
    except (ShapelyError, ValueError, TypeError, RecursionError) as error:
        raise PlaceError(
            f"this is not a GeoJSON geometry: {shown(str(error), 120)}",
            remedy='write {type = "Polygon", coordinates = [[[33, 44], [34, 44], [34, 45], '
            "[33, 44]]]}",
        ) from error
    return geometry


def _prepared(geometry: BaseGeometry, *, straight: bool) -> BaseGeometry:
    try:
        return prepared(geometry, straight=straight)
    except ShapeFaultError as fault:
        raise PlaceError(fault.message, remedy=fault.remedy) from fault


def _areas(geometry: BaseGeometry) -> BaseGeometry | None:
    """The areas of an intersection (touching edges and corners are no area)."""
    parts = [
        part
        for part in shapely.get_parts(geometry).tolist()
        if part.geom_type == "Polygon" and part.area > 0
    ]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _error(table: PlaceTable, key: str, file: str) -> float | None:
    return _at(file, f"{key}.error", partial(metres_of, table.error)) if table.error else None


def _width(table: PlaceTable) -> float:
    if table.width is None:
        return 0.0
    width = metres_of(table.width)
    if not 0 < width < 5_000_000:
        raise PlaceError(
            f"a band is more than 0 and less than 5,000 km wide (given: {shown(table.width)})",
            remedy='write it like width = "12 nm"',
        )
    return width


def _at(file: str, key: str, make: Callable[[], T]) -> T:
    try:
        return make()
    except LanguageError as error:
        raise PlaceError(error.message, file=file, key=key, remedy=error.remedy) from error
    except SkywitnessError as error:
        error.located(file=file, key=key)
        raise
