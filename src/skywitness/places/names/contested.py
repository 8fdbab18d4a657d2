"""Contested areas: where the shapes of two parties overlap, and what the table adds to that."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, assert_never

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.earth import GEOD
from skywitness.places.names import atlas
from skywitness.places.names.tables import table
from skywitness.places.shapes.overlaps import polygons

OPEN_KM2 = 100.0  # smaller overlaps without a table entry stay in both shapes


#: An overlap of two shapes, a part of a country, a whole country, or islands of a country.
AreaKind = Literal["overlap", "part", "whole", "islands"]
#: The tables of the data file, with what each lists.
TABLES: dict[str, AreaKind] = {
    "area": "overlap",
    "part": "part",
    "whole": "whole",
    "islands": "islands",
}


@dataclass(frozen=True)
class Contested:
    """An area that more than one party's shape covers, or that a party claims of another's."""

    id: str
    name: str
    also: tuple[str, ...]
    parties: tuple[str, ...]  # ISO A3; for a part of a country its holder comes first
    kind: AreaKind
    recognised: str | None  # whose it is in the table's terms; None: left open
    basis: str
    since: tuple[tuple[str, dt.date], ...]  # party -> first day of its claim, where dated
    window: tuple[float, float, float, float] | None
    note: str
    points: tuple[tuple[float, float], ...] = ()  # lon, lat of each island of kind "islands"

    def holds(self, polygon: BaseGeometry) -> bool:
        """Whether a polygon of the parties' overlap belongs to this area."""
        return self.window is None or bool(shapely.box(*self.window).contains(polygon))

    def claimed_by(self, party: str, date: dt.date | None) -> bool:
        """Whether ``party`` claims the area on ``date`` (None: at the latest)."""
        if party not in self.parties:
            return False
        first = dict(self.since).get(party)
        return first is None or date is None or first <= date


def area_km2(geometry: BaseGeometry) -> float:
    """Area on the ellipsoid in square kilometres."""
    return float(sum(abs(GEOD.geometry_area_perimeter(p)[0]) for p in polygons(geometry))) / 1e6


def multi(parts: list[BaseGeometry]) -> BaseGeometry:
    """One MultiPolygon of disjoint polygons (maybe empty)."""
    return shapely.multipolygons(parts) if len(parts) else shapely.MultiPolygon()


@lru_cache(maxsize=64)
def overlap(one: str, other: str, shapes: str = atlas.SHIPPED) -> BaseGeometry:
    """What both shapes cover, slivers along the common border left out (maybe empty)."""
    return multi(atlas.common(min(one, other), max(one, other), shapes))


@lru_cache(maxsize=1)
def listed() -> tuple[Contested, ...]:
    """Every contested area of the table."""
    raw = table("contested")
    out = []
    for name, kind in TABLES.items():
        for entry in raw.get(name, []):
            claims = entry.get("claims", [])
            parties = entry.get("parties") or [entry["of"], *(c["by"] for c in claims)]
            window = entry.get("window")
            out.append(
                Contested(
                    id=entry["id"],
                    name=entry["name"],
                    also=tuple(entry.get("also", ())),
                    parties=tuple(dict.fromkeys(parties)),
                    kind=kind,
                    recognised=entry.get("recognised"),
                    basis=entry.get("basis", ""),
                    since=tuple((c["by"], c["since"]) for c in claims if "since" in c),
                    window=(window[0], window[1], window[2], window[3]) if window else None,
                    note=entry.get("note", ""),
                    points=tuple((lon, lat) for lat, lon in entry.get("at", ())),
                )
            )
    return tuple(out)


def of_country(a3: str, shapes: str = atlas.SHIPPED) -> tuple[Contested, ...]:
    """Contested areas with this country as a party: the table's, then overlaps not in it."""
    found = [c for c in listed() if a3 in c.parties]
    known = {frozenset(c.parties) for c in found if c.kind == "overlap"}
    for pair in atlas.index(shapes).overlaps:
        if a3 in pair and frozenset(pair) not in known:
            open_area = _unlisted(pair[0], pair[1], shapes)
            if area_km2(area_of(open_area, shapes)) >= OPEN_KM2:
                found.append(open_area)
    return tuple(found)


def _unlisted(one: str, other: str, shapes: str) -> Contested:
    names = [atlas.index(shapes).countries[c].name for c in (one, other)]
    return Contested(
        id=f"{one}-{other}".lower(),
        name=f"area that both {names[0]} and {names[1]} are drawn with",
        also=(),
        parties=(one, other),
        kind="overlap",
        recognised=None,
        basis="",
        since=(),
        window=None,
        note="found by intersecting the two shapes of the source; no table entry",
    )


def area_of(contested: Contested, shapes: str = atlas.SHIPPED) -> BaseGeometry:
    """The contested area's shape."""
    match contested.kind:
        case "whole":
            return atlas.shape(contested.parties[0], shapes)
        case "part":
            return atlas.part(contested.id)
        case "islands":
            land = shapely.get_parts(atlas.shape(contested.parties[0], shapes))
            near = shapely.STRtree(land).nearest(shapely.points(contested.points))
            return multi([land[k] for k in np.unique(near)])
        case "overlap":
            both = overlap(contested.parties[0], contested.parties[1], shapes)
            if contested.window is None:
                return both
            return multi([p for p in polygons(both) if contested.holds(p)])
        case other:
            assert_never(other)
