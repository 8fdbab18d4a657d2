"""The shipped shapes of countries: thinned, measured against their source, written."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from places_build import islands, measure, reference, simplify
from skywitness.places.names import atlas, mending
from skywitness.places.names.contested import listed
from skywitness.places.names.mending import Land
from skywitness.places.shapes import overlaps, packing, pieces

TOLERANCE_M = 250.0
SAG_M = 25.0  # an edge's geodesic may leave its straight lon/lat line by this
SOURCE_ERROR_M = 100.0  # the published set's own stated absolute error
GRID_M = 8.0  # half a grid step's diagonal
ROUNDS = 1


def say(text: str) -> None:
    """Progress to stderr."""
    print(text, file=sys.stderr, flush=True)


def reference_land(path: Path) -> Land:
    """The published 100 m set, mended as :func:`skywitness.places.names.mending.mended` does."""
    return mending.mended(reference.read_map(path))


def thin(land: Land) -> Land:
    """Thinned land; where thinning made rings cross and the repair lost land, thinned less."""
    careful = np.empty(0, dtype=np.int64)
    for turn in range(ROUNDS + 1):
        shipped = {
            code: simplify.finished(polygons, SAG_M)
            for code, polygons in simplify.thinned(land, TOLERANCE_M, careful).items()
        }
        vertices = sum(shapely.get_num_coordinates(p) for ps in shipped.values() for p in ps)
        say(f"round {turn}: {vertices} vertices")
        if turn == ROUNDS:
            break
        bad = measure.vertices_near(land, shipped, 1.25 * TOLERANCE_M, 1500.0)
        if not len(bad):
            break
        careful = np.unique(np.concatenate([careful, simplify.keys_of(bad)]))
    return restored(land, shipped)


def restored(land: Land, shipped: Land) -> Land:
    """What thinning still lost, put back from the source."""
    out = {}
    for code, polygons in shipped.items():
        lost = measure.straying(land[code], polygons, 1.2 * TOLERANCE_M)
        out[code] = simplify.patched(polygons, land[code], lost)
    return out


def stated_error(of: Iterable[BaseGeometry], to: Iterable[BaseGeometry]) -> float:
    """Measured greatest distance either way, plus what is not in it, rounded up to 10 m."""
    one, other = list(of), list(to)
    worst = max(measure.worst(one, other)[0], measure.worst(other, one)[0])
    return float(np.ceil((worst + SAG_M + GRID_M + SOURCE_ERROR_M) / 10) * 10)


def attached(land: Land, shipped: Land) -> dict[str, list[list[float]]]:
    """Points (lon, lat) in shipped pieces that the source joins to the mainland by a thin neck.

    For each country the pieces nearest to where the source's mainland outline is farther than the
    thinning from the shipped one.
    """
    out: dict[str, list[list[float]]] = {}
    for code, polygons in shipped.items():
        main = {id(p) for p in pieces.mainland(polygons)}
        rest = [p for p in polygons if id(p) not in main]
        if not rest:
            continue
        lost = measure.straying(
            pieces.mainland(land[code]), pieces.mainland(polygons), 1.2 * TOLERANCE_M
        )
        tree = shapely.STRtree(rest)
        near = shapely.points(lost)
        found = tree.query_nearest(near, max_distance=0.01)[1]
        source = measure.Outline(pieces.mainland(land[code]))
        fit = [k for k in np.unique(found) if source.farthest([rest[k]]) < 2 * TOLERANCE_M]
        inner = shapely.point_on_surface([rest[k] for k in fit])
        if len(inner):
            out[code] = [[round(float(p.x), 5), round(float(p.y), 5)] for p in inner]
    return out


def piece_errors(
    land: Land, shipped: Land, joined: dict[str, list[list[float]]]
) -> dict[str, float]:
    """Stated errors of mainlands, and of contested overlaps by id."""
    out = {}
    for code in shipped:
        a = pieces.mainland(land[code])
        b = pieces.mainland(shipped[code], joined.get(code, ()))
        out[f"mainland:{code}"] = stated_error(a, b)
    for area in listed():
        if area.kind == "overlap":
            one, other = area.parties
            a, b = (
                [p for p in overlaps.of(x[one], x[other]) if area.holds(p)] for x in (land, shipped)
            )
            if a and b:
                out[area.id] = stated_error(a, b)
    return out


def write(
    path: Path,
    land: Land,
    shipped: Land,
    absent: tuple[Land, dict[str, float]],
    names: dict[str, str],
    about: dict[str, Any],
) -> None:
    """Measure and write the shipped archive.

    ``absent`` is what :func:`islands.absent` found: islands to be added, which join after the
    measuring, and how far left-out ones reach, which counts into the error.
    """
    added, reach = absent
    countries = {}
    for code in sorted(shipped):
        error = stated_error(land[code], shipped[code])
        odd = measure.disagreeing(land[code], shipped[code], error, 20_000)
        if odd:
            raise ValueError(f"{code}: {odd} random points lie in one outline only, beyond {error}")
        countries[code] = {
            "name": names[code],
            "error_m": max(
                error,
                islands.FILL_ERROR_M if code in added else 0.0,
                float(np.ceil(reach.get(code, 0.0) / 10) * 10),
            ),
            "measured_m": error,
        }
    joined = attached(land, shipped)
    document = {
        **about,
        "countries": countries,
        "pieces": piece_errors(land, shipped, joined),
        "attached": joined,
        "added": {code: [_spot(p) for p in polygons] for code, polygons in sorted(added.items())},
        "added_error_m": islands.FILL_ERROR_M,
    }
    complete = {
        code: overlaps.polygons(shapely.union_all([*polygons, *added.get(code, [])]))
        for code, polygons in shipped.items()
    }
    common = overlaps.every(complete, kept_out=mending.family_pairs())
    document["overlaps"] = [[a, b] for a, b in sorted(common)]
    for code, polygons in complete.items():
        countries[code]["bbox"] = [round(float(x), 4) for x in shapely.total_bounds(polygons)]
    blobs = {code: packing.pack(polygons) for code, polygons in complete.items()}
    blobs |= {f"{a}-{b}": packing.pack(polygons) for (a, b), polygons in common.items()}
    atlas.write_archive(path, document, blobs)


def _spot(polygon: BaseGeometry) -> list[float]:
    point = shapely.point_on_surface(polygon)
    return [round(float(point.x), 5), round(float(point.y), 5)]
