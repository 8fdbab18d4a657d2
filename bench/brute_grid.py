"""The Black Sea distance table twice: by a 0.02° grid with pyproj, and by the solver.

Where can an aircraft be that was "75 miles southwest of Crimea", and how far is that from the
Russian mainland? Seven ways to read it, three tolerances. The grid does what a careful analyst
would do: only sea cells near the peninsula, each coast reduced to the vertices that can be nearest
(a k-d tree on earth-centred coordinates picks 12 candidates a cell, pyproj measures them), and
every distance computed once for the whole table. It still is only as exact as its cells and the
shapes' vertices, and says nothing about the map's error; the solver's answers are bounds.

    python bench/brute_grid.py [--plain]

``--plain`` measures every vertex of a coast from every cell instead of the k-d tree's candidates.
Both sides use the shipped shapes; times do not include importing, loading and preparing shapes
unless said.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Geod
from scipy.spatial import cKDTree

import skywitness as sw
from skywitness.places.names.gazetteer import find_place

GEOD = Geod(ellps="WGS84")
STEP = 0.02
MILE, NAUTICAL = 1609.344, 1852.0
CANDIDATES = 12


@dataclass(frozen=True)
class Row:
    """One row of the table: ``place`` and ``anchor`` fix the region, ``sector`` its width."""

    title: str
    place: str
    anchor: str  # centroid | nearest | both | some
    sector: float


ROWS = (
    Row("nearest coast, bearing from the centroid", "Crimea", "centroid", 45.0),
    Row("the same", "Crimea", "centroid", 90.0),
    Row("nearest coast, bearing from its nearest point", "Crimea", "nearest", 45.0),
    Row("southwest of Sevastopol", "Sevastopol", "centroid", 45.0),
    Row("southwest of Cape Khersones", "Cape Khersones", "centroid", 45.0),
    Row("distance and bearing from the centroid (generous)", "Crimea", "both", 45.0),
    Row("nearest coast, southwest of some point (generous)", "Crimea", "some", 45.0),
)
#: (heading, unit in metres, tolerance in that unit, stretch of "about 75" that this is)
COLUMNS = (("75 ± 5 mi", MILE, 5.0, 1 / 3), ("75 ± 15 mi", MILE, 15.0, 1.0),
           ("75 ± 5 nm", NAUTICAL, 5.0, 1 / 3))  # fmt: skip

Table = dict[tuple[int, int], tuple[float, float]]


def shape(name: str) -> Any:
    return next(e for e in find_place(name) if e.kind == "ordinary").place


# ---- the grid --------------------------------------------------------------------------------


def ecef(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    lam, phi = np.radians(lon), np.radians(lat)
    e2 = GEOD.es
    n = GEOD.a / np.sqrt(1 - e2 * np.sin(phi) ** 2)
    return np.stack(
        [n * np.cos(phi) * np.cos(lam), n * np.cos(phi) * np.sin(lam), n * (1 - e2) * np.sin(phi)],
        axis=1,
    )


def vertices(geometry: Any, box: tuple[float, float, float, float]) -> np.ndarray:
    """Vertices (lon, lat) of a shape inside a box."""
    xy = shapely.get_coordinates(geometry)
    west, south, east, north = box
    keep = (xy[:, 0] >= west) & (xy[:, 0] <= east) & (xy[:, 1] >= south) & (xy[:, 1] <= north)
    return xy[keep]


def nearest(cells: np.ndarray, coast: np.ndarray, plain: bool) -> tuple[np.ndarray, np.ndarray]:
    """Least distance (m) from each cell to the coast's vertices, and the vertex's row."""
    if plain:
        best, row = np.full(len(cells), np.inf), np.zeros(len(cells), dtype=int)
        for k, (lon, lat) in enumerate(coast):
            n = len(cells)
            s = GEOD.inv(np.full(n, lon), np.full(n, lat), cells[:, 0], cells[:, 1])[2]
            closer = s < best
            best[closer], row[closer] = s[closer], k
        return best, row
    k = min(CANDIDATES, len(coast))
    _, index = cKDTree(ecef(*coast.T)).query(ecef(*cells.T), k=k)
    index = index.reshape(len(cells), k)
    lon, lat = np.repeat(cells[:, 0], k), np.repeat(cells[:, 1], k)
    to = coast[index.ravel()]
    s = GEOD.inv(lon, lat, to[:, 0], to[:, 1])[2].reshape(len(cells), k)
    at = s.argmin(axis=1)
    rows = np.arange(len(cells))
    return s[rows, at], index[rows, at]


def bearing_off(lon: Any, lat: Any, cells: np.ndarray) -> np.ndarray:
    """Degrees between southwest and the bearing of each cell from a position."""
    n = len(cells)
    azimuth = GEOD.inv(np.broadcast_to(lon, n), np.broadcast_to(lat, n), *cells.T)[0]
    return np.abs((azimuth - 225 + 180) % 360 - 180)


def southwest_of_some(
    cells: np.ndarray, d_coast: np.ndarray, coast: np.ndarray, plain: bool
) -> np.ndarray:
    """0 for cells in the 45° southwest sector of some vertex of the coast, else 180.

    Only cells at a distance that the table asks for are tried, and each only until it is settled.
    """
    off = np.full(len(cells), 180.0)
    open_ = np.flatnonzero((d_coast >= 60 * MILE) & (d_coast <= 90 * MILE + 3 * NAUTICAL))
    if plain:
        open_ = np.arange(len(cells))
    for x, y in np.random.default_rng(0).permutation(coast):
        hit = bearing_off(x, y, cells[open_]) <= 22.5
        off[open_[hit]] = 0.0
        if not plain:
            open_ = open_[~hit]
    return off


def by_grid(shapes: dict[str, Any], centroid: tuple[float, float], plain: bool) -> Table:
    """The whole table; every distance and bearing is computed once."""
    crimea, mainland = shapes["Crimea"].geometry, shapes["Russian mainland"].geometry
    west, south, east, north = crimea.bounds
    lon, lat = np.meshgrid(
        np.arange(west - 3.2, east + 2.0, STEP), np.arange(south - 2.4, north, STEP)
    )
    cells = np.stack([lon.ravel(), lat.ravel()], axis=1)
    sea = shapes["Black Sea"].geometry
    shapely.prepare(sea)
    cells = cells[shapely.contains_xy(sea, cells[:, 0], cells[:, 1])]

    coast = vertices(crimea, (west, south, east, north))
    d_coast, near = nearest(cells, coast, plain)
    keep = d_coast <= 91 * NAUTICAL
    towns = {n: shapes[n].geometry.centroid.coords[0] for n in ("Sevastopol", "Cape Khersones")}
    for at in towns.values():
        keep |= GEOD.inv(*np.broadcast_to(np.array(at)[:, None], (2, len(cells))), *cells.T)[2] <= (
            91 * NAUTICAL
        )
    cells, d_coast, near = cells[keep], d_coast[keep], near[keep]
    d_main, _ = nearest(cells, vertices(mainland, (34.0, 40.5, 43.0, 48.0)), plain)

    n = len(cells)
    off_centroid = bearing_off(*centroid, cells)
    d_centroid = GEOD.inv(np.full(n, centroid[0]), np.full(n, centroid[1]), *cells.T)[2]
    off_near = bearing_off(coast[near, 0], coast[near, 1], cells)
    off_some = southwest_of_some(cells, d_coast, coast, plain)
    regions = {
        ("Crimea", "centroid"): (d_coast, off_centroid),
        ("Crimea", "nearest"): (d_coast, off_near),
        ("Crimea", "both"): (d_centroid, off_centroid),
        ("Crimea", "some"): (d_coast, off_some),
    }
    for name, at in towns.items():
        d = GEOD.inv(np.full(n, at[0]), np.full(n, at[1]), *cells.T)[2]
        regions[name, "centroid"] = d - shapes[name].buffer_m, bearing_off(*at, cells)
    table: Table = {}
    for i, row in enumerate(ROWS):
        d, off = regions[row.place, row.anchor]
        for j, (_, unit, tolerance, _) in enumerate(COLUMNS):
            inside = (np.abs(d / unit - 75) <= tolerance) & (off <= row.sector / 2)
            if inside.any():
                table[i, j] = float(d_main[inside].min() / MILE), float(d_main[inside].max() / MILE)
    return table


# ---- the solver ------------------------------------------------------------------------------

CASE = """
id = "table"
title = "The table of distances"
[[moments]]
id = "encounter"
given = ["over the Black Sea"]
"""

MARKS = {
    ("Crimea", "centroid"): "southwest of Crimea's centroid",
    ("Crimea", "nearest"): "nearest point",
    ("Crimea", "some"): "some point",
    ("Crimea", "both"): "both from",
    ("Sevastopol", "centroid"): "from its centre",
}


def by_solver(case: Any, ids: dict[str, str]) -> Table:
    """The whole table through the public API, one question for each claim, sector, stretch."""
    table: Table = {}
    answers: dict[tuple[str, float, float], list[dict[str, Any]]] = {}
    for i, row in enumerate(ROWS):
        for j, (_, unit, _, stretch) in enumerate(COLUMNS):
            key = (row.place, row.sector, stretch)
            if key not in answers:
                answer = sw.ask(
                    case,
                    "distance from encounter to Russian mainland in mi",
                    [ids[row.place]],
                    sector_deg=row.sector,
                    stretch=stretch,
                )
                answers[key] = sw.as_json(answer)["readings"]
            word = "statute" if unit == MILE else "nautical"
            found = [
                r
                for r in answers[key]
                if word in r["name"] and MARKS.get((row.place, row.anchor), "") in r["name"]
            ]
            if len(found) != 1:
                raise SystemExit(
                    f"{row.title}: {len(found)} readings of {[r['name'] for r in answers[key]]}"
                )
            possible = found[0]["possible"]
            if possible:
                table[i, j] = possible[0][0], possible[-1][1]
    return table


def table_case() -> tuple[Any, dict[str, str]]:
    """A case with one claim for each place of the table, and the claims' ids by place."""
    ids: dict[str, str] = {}
    text = CASE
    for k, place in enumerate(dict.fromkeys(row.place for row in ROWS), 1):
        ids[place] = f"P{k}"
        text += f'[[claims]]\nid = "P{k}"\nspeaker = "table"\n'
        text += f'says = "encounter is about 75 miles southwest of {place}"\n'
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.toml"
        path.write_text(text, encoding="utf-8")
        return sw.load_case(path), ids


# ---- side by side ----------------------------------------------------------------------------


def show(grid: Table, solver: Table) -> None:
    print(f"{'':52}" + "".join(f"{c[0]:>32}" for c in COLUMNS))
    for i, row in enumerate(ROWS):
        line = f"{row.title[:46]:47}{row.sector:>3g}° "
        for j in range(len(COLUMNS)):
            cell = ""
            for table in (grid, solver):
                lo, hi = table.get((i, j), (float("nan"), float("nan")))
                cell += f"  {lo:6.1f}-{hi:6.1f}"
            line += f"{cell:>32}"
        print(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plain", action="store_true", help="measure every vertex of a coast")
    args = parser.parse_args()
    names = ("Crimea", "Russian mainland", "Black Sea", "Sevastopol", "Cape Khersones")
    shapes = {name: shape(name) for name in names}
    # The solver's anchor: the area centroid on the ellipsoid, taken from the solver itself.
    from skywitness.places.measures.measures import shape_of

    started = time.perf_counter()
    centroid = shape_of(shapes["Crimea"]).centroid
    case, ids = table_case()
    cold = by_solver(case, ids)
    first = time.perf_counter() - started
    case, ids = table_case()
    started = time.perf_counter()
    solver = by_solver(case, ids)
    warm = time.perf_counter() - started
    assert cold == solver
    started = time.perf_counter()
    grid = by_grid(shapes, centroid, args.plain)
    grid_time = time.perf_counter() - started
    print("distance to the Russian mainland in statute miles: grid, then solver\n")
    show(grid, solver)
    print(f"\ngrid of {STEP}°{' (every vertex)' if args.plain else ''}: {grid_time:.2f} s")
    print(f"solver: {warm:.2f} s (with preparing the shapes once: {first:.2f} s)")
    print(f"ratio: {grid_time / warm:.1f} ({grid_time / first:.1f} with preparing)")


if __name__ == "__main__":
    main()
