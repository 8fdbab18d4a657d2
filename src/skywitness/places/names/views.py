"""A country under a point of view on borders, by set operations on the parties' shapes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.errors import PlaceError
from skywitness.places.names import atlas, contested
from skywitness.places.names.contested import Contested, area_of, multi
from skywitness.places.names.tables import table
from skywitness.places.place import Extent, Place
from skywitness.places.shapes.overlaps import polygons

#: Whose borders count: by recognition, all that a party claims, or what it has.
Borders = Literal["recognised", "claimed", "held"]
RECOGNISED: Final = "recognised"
SINGLE_KM2 = 1000.0  # an open area this large also gets a reading with it alone


@dataclass(frozen=True)
class View:
    """A point of view on borders.

    ``borders`` is ``"recognised"`` (where the table names a recognition, by it; elsewhere both
    ways), ``"claimed by X"`` (X's claims count) or ``"held by X"`` (X has what the source draws in
    its shape; claims beyond are left out), X an ISO A3 code. Claims first made after ``date`` do
    not count; ``None`` is the latest.
    """

    borders: str = RECOGNISED
    date: dt.date | None = None

    def party(self) -> tuple[Borders, str | None]:
        """("recognised", None), ("claimed", A3) or ("held", A3); raises :class:`PlaceError`."""
        text = self.borders.strip()
        if text.lower() in {"recognised", "recognized"}:
            return RECOGNISED, None
        match = re.fullmatch(r"(claimed|held) by ([A-Za-z]{3})", text, re.IGNORECASE)
        if not match or match[2].upper() not in atlas.index().countries:
            raise PlaceError(
                f"{self.borders!r} is not a point of view on borders",
                remedy='write "recognised", or "claimed by" or "held by" and an ISO 3166-1 '
                'alpha-3 code, such as "claimed by RUS"',
            )
        return "held" if match[1].lower() == "held" else "claimed", match[2].upper()

    def words(self) -> str:
        """The point of view in words."""
        kind, party = self.party()
        until = f", {self.date.isoformat()}" if self.date and party else ""
        if party is None:
            return "recognised borders"
        name = atlas.index().countries[party].name
        return f"as {kind} by {name}{until}"


@dataclass(frozen=True)
class Version:
    """One way a country's land can be read under a view."""

    label: str
    geometry: BaseGeometry
    error_m: float
    notes: tuple[str, ...] = ()


def has(country: str, area: Contested, view: View) -> bool | None:
    """Whether ``country`` has the contested ``area`` under ``view``; ``None``: left open."""
    kind, party = view.party()
    if area.kind == "whole" and country == area.parties[0]:
        return True  # a country is not without itself from any point of view
    holder = area.parties[0] if area.kind != "overlap" else None
    if kind == "held" and party in area.parties:
        return country == party if area.kind == "overlap" else country == holder
    if kind == "claimed" and party in area.parties:
        if area.claimed_by(party, view.date):
            return country == party
        others = [p for p in area.parties if p != party]
        return country != party if len(others) == 1 else None
    if area.recognised is not None:
        return country == area.recognised
    return None


def versions(country: str, view: View = View(), shapes: str = atlas.SHIPPED) -> tuple[Version, ...]:
    """Every ordinary version of a country's land under a view (one, unless areas are left open)."""
    return _versions(country, view, shapes)


@lru_cache(maxsize=128)
def _versions(country: str, view: View, shapes: str) -> tuple[Version, ...]:
    error = atlas.index(shapes).countries[country].error_m
    base = atlas.shape(country, shapes)
    notes: list[str] = []
    settled: list[tuple[Contested, bool]] = []
    left_open: list[Contested] = []
    for area in contested.of_country(country, shapes):
        mine = has(country, area, view)
        if mine is None:
            left_open.append(area)
            continue
        settled.append((area, mine))
        because = f" ({area.basis})" if area.basis and view.party()[1] is None else ""
        notes.append(f"{area.name} is counted {'in' if mine else 'out'}{because}")
    geometry, error = _applied(country, base, error, settled, shapes)
    if not left_open:
        return (Version("", geometry, error, tuple(notes)),)
    return tuple(
        Version(label, *_applied(country, geometry, error, choice, shapes), tuple(notes))
        for label, choice in _choices(left_open, shapes)
    )


def _choices(
    areas: Sequence[Contested], shapes: str
) -> list[tuple[str, list[tuple[Contested, bool]]]]:
    """Without any open area, with each large one alone, with all of them."""
    if len(areas) == 1:
        name = areas[0].name
        return [
            (f"without the {name}", [(areas[0], False)]),
            (f"with the {name}", [(areas[0], True)]),
        ]
    out = [("without any contested area", [(a, False) for a in areas])]
    for area in areas:
        if contested.area_km2(area_of(area, shapes)) >= SINGLE_KM2:
            out.append((f"with the {area.name} only", [(a, a is area) for a in areas]))
    out.append(("with every contested area", [(a, True) for a in areas]))
    return out


def _applied(
    country: str,
    geometry: BaseGeometry,
    error_m: float,
    settled: Sequence[tuple[Contested, bool]],
    shapes: str,
) -> tuple[BaseGeometry, float]:
    """The land with contested areas added or taken away, and the error that the change brings."""
    added: list[BaseGeometry] = []
    for area, mine in settled:
        shape = area_of(area, shapes)
        if area.kind == "overlap":
            if not mine:
                geometry = _without(geometry, shape)
            continue  # both parties' shapes have it already
        holder = area.parties[0]
        if mine == (country == holder):
            continue  # the holder's own shape has it, nobody else's does
        if mine:
            added.append(shape)
        else:
            geometry = _without(geometry, shape)
        if area.kind == "part":
            error_m = max(error_m, float(atlas.parts_about()["error_m"]))
        elif mine:
            error_m = max(error_m, atlas.index(shapes).countries[holder].error_m)
    # All at once: a union with a large country's outline is dear.
    return _joined(geometry, shapely.union_all(added)) if added else geometry, error_m


def _touched(
    geometry: BaseGeometry, shape: BaseGeometry
) -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    parts = shapely.get_parts(geometry)
    shapely.prepare(shape)
    met = shapely.intersects(shape, parts)
    return list(parts[met]), list(parts[~met])


def _without(geometry: BaseGeometry, shape: BaseGeometry) -> BaseGeometry:
    """Set difference on the parts that meet ``shape`` only; threads left by rounding dropped."""
    touched, rest = _touched(geometry, shape)
    cut = [p for q in touched for p in polygons(shapely.difference(q, shape))]
    return multi(rest + [p for p in cut if p.area > 1e-7])


JOIN_DEG = 2e-4  # gap closed when land is joined: two grid steps


def _joined(geometry: BaseGeometry, shape: BaseGeometry) -> BaseGeometry:
    """Set union; gaps of a grid step along the seam are closed so that joined land is connected."""
    touched, rest = _touched(geometry, shapely.buffer(shape, JOIN_DEG))
    # As two geometries: a union of all at once takes six times as long.
    grown = shapely.union(
        multi(touched), shapely.buffer(shape, JOIN_DEG, quad_segs=1, join_style="mitre")
    )
    return multi(rest + polygons(grown))


def place_of(
    country: str, version: Version, view: View, shapes: str, *, kind: str = "country"
) -> Place:
    """A version as a place."""
    known = atlas.index(shapes)
    name = known.countries[country].name
    suffix = f"; {version.label}" if version.label else ""
    party = view.party()[1]
    tag = "recognised" if party is None else f"{view.party()[0]}-by-{party}"
    day = f"-{view.date.isoformat()}" if view.date else ""
    label = re.sub(r"[^a-z0-9]+", "-", version.label.lower()).strip("-")
    return Place(
        id=f"{country}@{tag}{day}{':' + label if label else ''}",
        name=f"{name} ({view.words()}{suffix})",
        kind=kind,
        geometry=version.geometry,
        error_m=version.error_m,
        source=known.source,
        version=known.version,
        licence=known.licence,
        view=view.words()
        if contested.of_country(country, shapes)
        else "not disputed in the source",
        notes=version.notes,
    )


def country_extents(
    country: str, view: View = View(), shapes: str = atlas.SHIPPED
) -> tuple[Extent, ...]:
    """A country's ordinary extents: without and with its territories, open areas both ways."""
    family = table("territories")
    territories = _territories(country, shapes)
    out: list[Extent] = []
    for version in versions(country, view, shapes):
        if not territories:
            out.append(Extent(version.label, "ordinary", place_of(country, version, view, shapes)))
            continue
        labels = family["labels"].get(country, ["without its territories", "with its territories"])
        theirs = [atlas.shape(t, shapes) for t in territories]
        worst = max(
            version.error_m, *(atlas.index(shapes).countries[t].error_m for t in territories)
        )
        if version.geometry is atlas.shape(country, shapes):
            without, added = _plain(country, shapes, False), _plain(country, shapes, True)
        else:
            without = _minus_all(version.geometry, theirs)
            added = _plus_all(version.geometry, theirs)
        for label, geometry, error in (
            (labels[0], without, version.error_m),
            (labels[1], added, worst),
        ):
            whole = "; ".join(x for x in (label, version.label) if x)
            read = Version(whole, geometry, error, version.notes)
            out.append(Extent(whole, "ordinary", place_of(country, read, view, shapes)))
    return tuple(out)


@lru_cache(maxsize=32)
def _plain(country: str, shapes: str, theirs: bool) -> BaseGeometry:
    """A country's own shape without or with its territories, the same object every time."""
    land = atlas.shape(country, shapes)
    territories = [atlas.shape(t, shapes) for t in _territories(country, shapes)]
    return _plus_all(land, territories) if theirs else _minus_all(land, territories)


def _territories(country: str, shapes: str) -> list[str]:
    family = table("territories")
    return [
        t
        for t in family["territories"].get(country, ())
        if t not in family["always"].get(country, ()) and t in atlas.index(shapes).countries
    ]


def _minus_all(geometry: BaseGeometry, others: Sequence[BaseGeometry]) -> BaseGeometry:
    """The parts that do not lie in any of the others (territories are separate lands)."""
    parts = shapely.get_parts(geometry)
    tree = shapely.STRtree([p for o in others for p in shapely.get_parts(o)])
    inner, _ = tree.query(shapely.point_on_surface(parts), predicate="intersects")
    keep = [True] * len(parts)
    for k in inner:
        keep[k] = False
    return multi([p for p, k in zip(parts, keep, strict=True) if k])


def _plus_all(geometry: BaseGeometry, others: Sequence[BaseGeometry]) -> BaseGeometry:
    """The land with the territories, each counted once."""
    rest = _minus_all(geometry, others)
    theirs = multi([p for o in others for p in shapely.get_parts(o)])
    return multi([*shapely.get_parts(rest), *shapely.get_parts(shapely.union_all(theirs))])
