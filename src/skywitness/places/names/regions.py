"""Places made from countries: contested areas, parts, mainlands, islands, capes, seas."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.errors import PlaceError
from skywitness.places.names import atlas, contested
from skywitness.places.names.contested import Contested, area_of, multi
from skywitness.places.names.names import folded
from skywitness.places.names.tables import table
from skywitness.places.names.views import Version, View, has, place_of, versions
from skywitness.places.place import Extent, Place
from skywitness.places.shapes import pieces
from skywitness.places.shapes.overlaps import polygons

CAPE_ERROR_M = 1000.0  # coordinates to 0.01 degree (0.8 km) and where on the headland one points
SEA_ERROR_M = 2000.0  # the largest shore error plus what its closing lines are rounded by


def contested_extents(
    area: Contested, view: View, shapes: str = atlas.SHIPPED
) -> tuple[Extent, ...]:
    """A contested area as a place of its own; the view changes its words, not its shape."""
    known = atlas.index(shapes)
    geometry = area_of(area, shapes)
    if area.kind == "part":
        about = atlas.parts_about()
        source, version, licence = (
            f"{known.source}; inland border {about['source']}",
            f"{known.version}; {about['version']}",
            f"{known.licence}; {about['licence']}",
        )
        error = float(about["error_m"])
    else:
        source, version, licence = known.source, known.version, known.licence
        involved = [p for p in area.parties if p in known.countries]
        error = max(known.countries[p].measured_m for p in involved)
        if area.id in known.pieces:
            error = known.pieces[area.id]
        sharp = atlas.sharp(area.id) if shapes == atlas.SHIPPED else None
        if sharp is not None:
            geometry, error = sharp.geometry, sharp.error_m
    return (
        Extent(
            "",
            "ordinary",
            Place(
                id=f"contested:{area.id}",
                name=area.name,
                kind="region",
                geometry=geometry,
                error_m=error,
                source=source,
                version=version,
                licence=licence,
                view=_standing(area, view, shapes),
                notes=(area.note,) if area.note else (),
            ),
        ),
    )


def _standing(area: Contested, view: View, shapes: str) -> str:
    """Who holds what of a contested area, in neutral words."""
    names = {p: atlas.index(shapes).countries[p].name for p in area.parties}
    words = []
    if area.recognised:
        words.append(f"recognised as part of {names[area.recognised]} ({area.basis})")
    dated = dict(area.since)
    for party in area.parties:
        if party != area.recognised and area.claimed_by(party, view.date):
            since = f" since {dated[party].isoformat()}" if party in dated else ""
            words.append(f"claimed by {names[party]}{since}")
    return "; ".join(words) or "not disputed at that date"


def mainland_extents(country: str, view: View, shapes: str = atlas.SHIPPED) -> tuple[Extent, ...]:
    """The largest connected land of a country, for every ordinary version of its land.

    A mainland that reaches a contested area across a part of another country's recognised land is
    read with and without that area: "mainland" may or may not be meant to hold a peninsula.
    """
    out: list[Extent] = []
    seen: list[BaseGeometry] = []
    found = versions(country, view, shapes)
    for version in found:
        land = mainland_of(version.geometry, country, shapes)
        if any(land.equals_exact(other, 0.0) for other in seen):
            continue  # the versions differ on islands only
        seen.append(land)
        options = [(version.label, land)]
        for area in contested.of_country(country, shapes):
            if area.kind != "overlap" or not _mine(area, country, view):
                continue
            shape = area_of(area, shapes)
            inside = shapely.intersects(land, shapely.point_on_surface(shape))
            if inside and area.recognised not in (None, country):
                smaller = mainland_of(_minus(land, shape), country, shapes)
                lead = _claimed_parts(country, view)
                options = [
                    (f"{lead}without {area.name}", smaller),
                    (f"{lead}with {area.name}", land),
                ]
        notes = (*version.notes, "islands and detached parts of the country are left out")
        for label, geometry in options:
            outline, error = _sharpened(geometry, country, version, shapes)
            read = Version(label, outline, error, notes)
            place = place_of(country, read, view, shapes, kind="region")
            name = atlas.index(shapes).countries[country].name
            suffix = f"; {label}" if label else ""
            out.append(
                Extent(
                    label,
                    "ordinary",
                    replace(
                        place,
                        id=f"mainland:{place.id}",
                        name=f"{name}, mainland ({view.words()}{suffix})",
                    ),
                )
            )
    return tuple(out)


def _mine(area: Contested, country: str, view: View) -> bool:
    return has(country, area, view) is True


def _claimed_parts(country: str, view: View) -> str:
    """``with Donetsk oblast, … ,`` where the view counts parts of another country in."""
    names = [
        a.name
        for a in contested.listed()
        if a.kind == "part" and a.parties[0] != country and _mine(a, country, view)
    ]
    return f"with {', '.join(names)}, " if names else ""


def _mainland_error(country: str, version: Version, shapes: str) -> float:
    known = atlas.index(shapes)
    whole = known.countries[country].error_m
    measured = known.countries[country].measured_m
    own = known.pieces.get(f"mainland:{country}", measured)
    return own if version.error_m <= whole else max(own, version.error_m)


def _sharpened(
    geometry: BaseGeometry, country: str, version: Version, shapes: str
) -> tuple[BaseGeometry, float]:
    """The mainland and its error: the sharper shape where one is shipped of the same land."""
    error = _mainland_error(country, version, shapes)
    sharp = atlas.sharp(f"mainland-{country}") if shapes == atlas.SHIPPED else None
    if sharp is None:
        return geometry, error
    whole = _plain_mainland(country, shapes)
    same = geometry is whole or geometry.equals_exact(whole, 0.0)
    return (sharp.geometry, sharp.error_m) if same else (geometry, error)


def _minus(land: BaseGeometry, shape: BaseGeometry) -> BaseGeometry:
    return shapely.difference(land, shapely.buffer(shape, 1e-4))


@lru_cache(maxsize=32)
def _plain_mainland(country: str, shapes: str) -> BaseGeometry:
    """The mainland of a country as the set draws it."""
    return mainland_of(atlas.shape(country, shapes), country, shapes)


def mainland_of(geometry: BaseGeometry, country: str, shapes: str = atlas.SHIPPED) -> BaseGeometry:
    """The largest connected land, pieces that meet on the antimeridian counted as one."""
    points = atlas.index(shapes).attached.get(country, [])
    return multi(pieces.mainland(polygons(geometry), points))


def sea_extents(entry: dict[str, Any]) -> tuple[Extent, ...]:
    """A sea area as built: hull minus land."""
    sharp = atlas.sharp(f"sea-{entry['id']}")
    place = Place(
        id=f"sea:{entry['id']}",
        name=entry["name"],
        kind="sea",
        geometry=atlas.sea(entry["id"]) if sharp is None else sharp.geometry,
        error_m=float(entry.get("error_m", SEA_ERROR_M)) if sharp is None else sharp.error_m,
        source=f"shores {atlas.index().source}; closing lines after IHO S-23 (1953)",
        version=atlas.index().version,
        licence=atlas.index().licence,
        view="not disputed",
        notes=(f"closed by: {entry['limits']}", *entry.get("notes", ())),
    )
    return (Extent("", "ordinary", place),)


def cape_extents(entry: dict[str, Any]) -> tuple[Extent, ...]:
    """A cape as a point."""
    lat, lon = entry["at"]
    place = Place(
        id=f"cape:{slug(entry['name'])}",
        name=entry["name"],
        kind="cape",
        geometry=shapely.Point(lon, lat),
        error_m=float(entry.get("error_m", CAPE_ERROR_M)),
        source="Skywitness table of capes, checked against the shipped shore",
        version="1",
        licence="Apache-2.0",
        view="a point on the shore; no border is used",
    )
    return (Extent("", "ordinary", place),)


def island_extents(entry: dict[str, Any], shapes: str = atlas.SHIPPED) -> tuple[Extent, ...]:
    """The connected piece (or pieces) of land at the entry's point (or points)."""
    points = entry["at"] if isinstance(entry["at"][0], list) else [entry["at"]]
    found: dict[bytes, BaseGeometry] = {}
    worst = 0.0
    for lat, lon in points:
        owner, polygon = land_at(lon, lat, shapes)
        found[polygon.wkb] = polygon
        worst = max(worst, _island_error(owner, polygon, shapes))
    known = atlas.index(shapes)
    place = Place(
        id=f"island:{slug(entry['name'])}",
        name=entry["name"],
        kind="island",
        geometry=multi(list(found.values())),
        error_m=worst,
        source=known.source,
        version=known.version,
        licence=known.licence,
        view="shore only; no border is used",
        notes=tuple(entry.get("notes", ())),
    )
    return (Extent("", "ordinary", place),)


def _island_error(owner: str, polygon: BaseGeometry, shapes: str) -> float:
    """The country's measured error, or that of the islands added from another source."""
    known = atlas.index(shapes)
    points = known.added.get(owner, [])
    if points and shapely.intersects(polygon, shapely.multipoints(points)):
        return known.added_error_m
    return known.countries[owner].measured_m


NEAR_DEG = 0.05  # how far a listed point may lie off the land it names


def land_at(lon: float, lat: float, shapes: str = atlas.SHIPPED) -> tuple[str, BaseGeometry]:
    """The country's code and the polygon at a point, or the nearest within about 5 km."""
    best: tuple[float, str, BaseGeometry] | None = None
    point = shapely.Point(lon, lat)
    for a3, country in atlas.index(shapes).countries.items():
        west, south, east, north = country.bbox
        if not (west - 0.1 <= lon <= east + 0.1 and south - 0.1 <= lat <= north + 0.1):
            continue
        parts = shapely.get_parts(atlas.shape(a3, shapes))
        distance = shapely.distance(parts, point)
        k = int(np.argmin(distance))
        if best is None or distance[k] < best[0]:
            best = (float(distance[k]), a3, parts[k])
        if best[0] == 0:
            break
    if best is None or best[0] > NEAR_DEG:
        raise PlaceError(f"no land at {lat} {lon}", remedy="check the table of islands")
    return best[1], best[2]


def slug(name: str) -> str:
    """A name as part of an id."""
    return folded(name).replace(" ", "-")


def entries(kind: str) -> list[dict[str, Any]]:
    """Rows of one of the tables of named places: ``sea``, ``island`` or ``cape``."""
    rows: list[dict[str, Any]] = table(f"{kind}s")[kind]
    return rows
