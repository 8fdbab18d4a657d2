"""Regions as polygons: the union of their cells, cut as RFC 7946 asks, with their witnesses."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
import shapely
from dossier_pages import regions
from shipped import checked

from skywitness.dossier.map.layers import maps
from skywitness.handover.findings.geojson import geojson
from skywitness.handover.findings.kml import kml
from skywitness.handover.findings.outlines import outline
from skywitness.handover.findings.regions import Group, groups
from skywitness.reason.regions.cells import Cells, join, whole_earth

SEA = "mq9-black-sea-2023"
NEAR = 1e-5  # degrees; edges are exact to 0.2 m, which is 2e-6


@lru_cache(maxsize=1)
def sea() -> tuple[Any, Any, list[Group]]:
    result = checked(SEA)
    drawn = regions(result)
    return result, drawn, list(groups(result, drawn))


def some_cells(rng: np.random.Generator) -> Cells:
    """Cells of two sizes in a random pattern, none in another."""
    large = whole_earth(int(rng.integers(1, 4)))
    large = large.take(rng.random(len(large)) < rng.random())
    kept = rng.random(len(large)) < 0.5
    small = large.children()
    small_kept = (rng.random(len(small)) < rng.random()) & ~np.repeat(kept, 4)
    return join([large.take(kept), small.take(small_kept)])


def holds(cells: Cells, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Which points lie in a cell, by the cell's own definition."""
    lam, phi = np.radians(lon), np.radians(lat)
    v = np.stack((np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)), axis=1)
    axis = np.abs(v).argmax(axis=1)
    own = np.take_along_axis(v, axis[:, None], axis=1)[:, 0]
    others = np.array([(1, 2), (0, 2), (0, 1)])[axis]
    share = np.arctan(np.take_along_axis(v, others, axis=1) / np.abs(own)[:, None]) / (np.pi / 2)
    face = axis * 2 + (own < 0)
    known = set(zip(cells.face, cells.level, cells.i, cells.j, strict=True))
    out = np.zeros(len(lon), dtype=bool)
    for level in range(1, 6):
        i, j = np.floor((share + 0.5) * 2**level).astype(int).T
        keys = zip(face, np.full(len(lon), level), i, j, strict=True)
        out |= [key in known for key in keys]
    return out


def test_the_outline_of_cells_is_their_union() -> None:
    rng = np.random.default_rng(5)
    lon = rng.uniform(-180, 180, 300)
    lat = np.degrees(np.arcsin(rng.uniform(-1, 1, 300)))
    for _ in range(12):
        cells = some_cells(rng)
        shape = outline(cells)
        assert shape.is_valid
        assert (shapely.contains_xy(shape, lon, lat) == holds(cells, lon, lat)).all()


@pytest.mark.parametrize("level", [1, 2, 4])
def test_the_whole_earth_has_no_edge_but_that_of_the_map(level: int) -> None:
    shape = outline(whole_earth(level))
    assert shape.equals(shapely.box(-180, -90, 180, 90))


def test_no_cells_have_an_empty_outline() -> None:
    cells = whole_earth(1)
    assert outline(cells.take(np.zeros(len(cells), dtype=bool))).is_empty


def test_a_cap_about_the_pole_reaches_along_it_and_one_at_180_is_cut() -> None:
    cells = whole_earth(4)
    discs = cells.discs()
    cap = outline(cells.take(discs.lat > 80))
    assert cap.bounds[3] == 90
    assert shapely.contains_xy(cap, np.linspace(-179.9, 179.9, 50), 89.99).all()
    east = outline(cells.take((np.abs(discs.lat) < 10) & (np.abs(discs.lon) > 170)))
    assert len(east.geoms) == 2
    assert {p.bounds[0] == -180 for p in east.geoms} == {True, False}
    assert all(p.bounds[2] - p.bounds[0] < 20 for p in east.geoms)


def test_regions_are_those_of_the_page() -> None:
    result, drawn, found = sea()
    on_page = [
        (m.moment, c.id, x.letter, x.kind, x.frames, x.names, tuple(sorted(x.shapes)))
        for m in maps(result, drawn)
        for c in m.claims
        for x in c.layers
    ]
    assert on_page == [
        (g.moment, g.claim, g.letter, g.kind, g.frames, g.readings,
         tuple(a.stretch for a in g.areas))
        for g in found
    ]  # fmt: skip


def test_every_cell_of_the_page_lies_in_the_outer_bound() -> None:
    _, drawn, found = sea()
    for g in found[::4]:
        r = next(r for r in drawn[g.areas[0].stretch] if r.claim == g.claim
                 and str(r.spot) == g.moment and r.reading.name in g.readings)  # fmt: skip
        grown = g.areas[0].outer.buffer(NEAR)
        assert shapely.contains_xy(grown, r.lon.ravel(), r.lat.ravel()).all()


def test_outer_holds_inner_and_witnesses() -> None:
    _, _, found = sea()
    seen = 0
    for g in found:
        for a in g.areas:
            grown = a.outer.buffer(NEAR)
            assert a.inner.is_empty or grown.covers(a.inner)
            for w in g.witnesses:
                if w.since <= a.stretch:
                    assert grown.covers(shapely.Point(w.longitude, w.latitude)), (g.claim, g.letter)
                    seen += 1
    assert seen > 20


def test_geojson_is_as_rfc_7946_asks() -> None:
    result, drawn, found = sea()
    text = json.loads(json.dumps(geojson(result, drawn, found), allow_nan=False))
    assert text["type"] == "FeatureCollection"
    assert "crs" not in text
    features = text["features"]
    assert len({f["id"] for f in features}) == len(features)
    whats = [f["properties"]["what"] for f in features]
    assert whats.count("moment") == len(result.case.moments)
    assert {"region", "witness"} <= set(whats)
    for f in features:
        if f["properties"]["what"] != "region":
            continue
        for shell, *holes in f["geometry"]["coordinates"]:
            assert shell[0] == shell[-1]
            assert shapely.LinearRing(shell).is_ccw
            assert not any(shapely.LinearRing(hole).is_ccw for hole in holes)
            x, y = np.array(shell).T
            assert abs(x).max() <= 180
            assert abs(y).max() <= 90
        about = f["properties"]
        errors = [p["error_m"] for p in about["places"]]
        assert about["error_m"] == (None if None in errors else max(errors, default=0.0))
        osm = any("ODbL" in p["licence"] for p in about["places"])
        assert (about["licence"] is not None) == osm
    assert any("OpenStreetMap" in n["words"] for n in text["skywitness"]["notices"])


def test_kml_has_the_same_regions_in_folders() -> None:
    result, _, found = sea()
    root = ET.fromstring(kml(result, found))
    ns = {"k": "http://www.opengis.net/kml/2.2"}
    document = root.find("k:Document", ns)
    assert document is not None
    assert "OpenStreetMap" in (document.findtext("k:description", "", ns))
    tops = [f.findtext("k:name", "", ns) for f in document.findall("k:Folder", ns)]
    assert tops == [m.label or m.id for m in result.case.moments]
    rings = root.findall(".//k:outerBoundaryIs", ns)
    parts = [p for g in found for a in g.areas for b in (a.outer, a.inner) for p in b.geoms]
    assert len(rings) == len(parts)
    points = root.findall(".//k:Point", ns)
    assert len(points) == sum(len(g.witnesses) for g in found)
    assert "http" not in "".join(s.text or "" for s in root.iter(f"{{{ns['k']}}}href"))
