"""A published set of countries made usable: valid, inland waters counted in, enclaves cut out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.places.names.contested import listed
from skywitness.places.names.tables import table
from skywitness.places.shapes.overlaps import polygons

Land = dict[str, list[BaseGeometry]]


def mended(published: Mapping[str, BaseGeometry]) -> Land:
    """A published geo-maps set, repaired, inland waters counted in, enclaves cut, pole closed."""
    land = cut_enclaves(land_of_countries(published), kept_pairs())
    if "ATA" in land:
        land["ATA"] = with_polar_cap(land["ATA"])
    return land


def family_pairs() -> set[frozenset[str]]:
    """Sovereigns with their territories, and territories of one sovereign."""
    groups = [[s, *ts] for s, ts in table("territories")["territories"].items()]
    return {frozenset((a, b)) for g in groups for a in g for b in g if a != b}


def kept_pairs() -> set[frozenset[str]]:
    """Pairs whose overlaps are meant: one sovereign's, and areas that two parties contest."""
    return family_pairs() | {frozenset(a.parties) for a in listed() if a.kind == "overlap"}


def valid_parts(polygon: BaseGeometry) -> list[BaseGeometry]:
    """The polygon itself, or where its rings touch or cross, valid polygons in its place."""
    if polygon.is_valid:
        return [polygon]
    return polygons(shapely.make_valid(polygon, method="structure", keep_collapsed=False))


def land_of_countries(published: Mapping[str, BaseGeometry]) -> Land:
    """Valid, disjoint polygons per country, inland waters counted in.

    The published sets cut lakes and reservoirs out of the land. A position over a lake inside one
    country is inside that country, so holes are filled unless another country's land lies in them
    (enclaves). Waters shared by several countries lie in no country's ring and stay outside all.
    Filling comes before the repair because most of the self-touching rings are shores of lakes.
    """
    codes: list[str] = []
    shells: list[list[BaseGeometry]] = []
    holes: list[BaseGeometry] = []
    owners: list[int] = []
    for code, geometry in published.items():
        for part in polygons(geometry):
            owners.extend([len(shells)] * len(part.interiors))
            holes.extend(shapely.Polygon(ring) for ring in part.interiors)
            codes.append(code)
            shells.append(valid_parts(shapely.Polygon(part.exterior)))
    inside = [p for ps in shells for p in ps]
    inside_code = np.array([c for c, ps in zip(codes, shells, strict=True) for _ in ps])
    tree = shapely.STRtree(shapely.point_on_surface(inside))
    hole, land = tree.query(
        np.array([shapely.make_valid(h) for h in holes], dtype=object), predicate="intersects"
    )
    foreign = inside_code[land] != np.array(codes)[np.array(owners, dtype=int)[hole]]
    out: dict[str, list[BaseGeometry]] = {}
    for code, valid in zip(codes, shells, strict=True):
        out.setdefault(code, []).extend(valid)
    enclaves: dict[str, list[BaseGeometry]] = {}
    for h in np.unique(hole[foreign]):
        enclaves.setdefault(codes[owners[h]], []).extend(valid_parts(holes[h]))
    for code, own in out.items():
        joined = shapely.unary_union(
            [shapely.Polygon(p.exterior) for p in polygons(shapely.unary_union(own))]
        )
        if code in enclaves:
            cut = shapely.unary_union(enclaves[code])
            inner = [p for p in own if cut.contains(p)]  # own land inside an enclave
            joined = shapely.unary_union([joined.difference(cut), *inner])
        out[code] = polygons(joined)
    return out


def cut_enclaves(land: Land, kept: set[frozenset[str]]) -> Land:
    """Take out of each country what is another's enclave.

    The published sets draw Italy over San Marino and South Africa over Lesotho. A whole piece of
    one country inside a piece of another is cut from the larger one, unless the pair is in
    ``kept``: territories of one sovereign, and areas that two parties contest.
    """
    codes = np.array([c for c, ps in land.items() for _ in ps])
    every = np.array([p for ps in land.values() for p in ps], dtype=object)
    tree = shapely.STRtree(shapely.point_on_surface(every))
    outer, inner = tree.query(every, predicate="intersects")
    different = codes[inner] != codes[outer]
    inner, outer = inner[different], outer[different]
    small = shapely.area(every[inner]) < shapely.area(every[outer])
    inner, outer = inner[small], outer[small]
    cuts: dict[str, list[BaseGeometry]] = {}
    for i, o in zip(inner, outer, strict=True):
        if frozenset((str(codes[i]), str(codes[o]))) in kept:
            continue
        piece, around = every[i], every[o]
        if shapely.intersection(piece, around).area > 0.99 * piece.area:
            cuts.setdefault(str(codes[o]), []).append(piece)
    out = dict(land)
    for code, pieces in cuts.items():
        away = shapely.union_all(pieces)
        out[code] = [
            q
            for p in land[code]
            for q in (polygons(p.difference(away)) if p.intersects(away) else [p])
        ]
    return out


def with_polar_cap(parts: list[BaseGeometry]) -> list[BaseGeometry]:
    """Antarctica closed over the pole: the published set ends at the web map's edge, 85.05 S.

    The cap reaches a little north of that ragged edge; all of 85 S is ice or land.
    """
    cap = shapely.box(-180, -90, 180, min(p.bounds[1] for p in parts) + 0.05)
    joined = polygons(shapely.unary_union([*parts, cap]))
    return [shapely.Polygon(p.exterior) for p in joined]
