"""Installing the 100 m set of shapes from a user's file."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.errors import DataError
from skywitness.places.names import atlas, mending
from skywitness.places.shapes import overlaps, packing
from skywitness.places.shapes.overlaps import polygons

LARGEST_BYTES = 1_000_000_000
SOURCE_ERROR_M = 100.0  # the set's own stated absolute error
MENDING_M = 50.0  # straight lon/lat edges read as geodesics, and rings mended on the grid
MAP_NAME = "map.geo.json"
WRONG = "give the .tgz of the npm package @geo-maps/countries-land-100m, or its map.geo.json"


def install(path: Path, say: Callable[[str], None] = lambda text: None) -> Path:
    """Put a 100 m set in the user's data folder and return the file written.

    ``path`` is ``map.geo.json``, the package's ``.tgz`` or its unpacked folder. Raises
    :class:`DataError` for a file that is missing, too large, or not such a set.
    """
    document = _read(path)
    say("mending shapes (a few minutes)")
    land = mending.mended(_countries(document, path))
    shipped = atlas.index().countries
    kept = {c: _on_grid(ps) for c, ps in land.items() if c in shipped and ps}
    say("finding overlaps")
    common = overlaps.every(kept, mending.family_pairs())
    about: dict[str, Any] = {
        "source": "OpenStreetMap contributors, via a file of geo-maps countries-land-100m",
        "version": f"installed from {path.name}",
        "licence": "ODbL 1.0",
        "overlaps": [[a, b] for a, b in sorted(common)],
        "pieces": {},
        "countries": {
            code: {
                "name": shipped[code].name,
                "error_m": SOURCE_ERROR_M + MENDING_M,
                "bbox": [float(x) for x in shapely.total_bounds(ps)],
            }
            for code, ps in sorted(kept.items())
        },
    }
    blobs = {code: packing.pack(ps) for code, ps in kept.items()}
    blobs |= {f"{a}-{b}": packing.pack(ps) for (a, b), ps in common.items()}
    target = atlas.data_folder() / atlas.INSTALLED_FILE
    try:
        atlas.write_archive(target, about, blobs)
    except OSError as error:
        raise DataError(
            f"cannot write the set: {error}",
            file=str(target),
            remedy="make the folder writable, or set SKYWITNESS_DATA to another one",
        ) from error
    return target


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.is_dir():
            path = next(p for p in (path / MAP_NAME, path / "package" / MAP_NAME) if p.exists())
        if path.suffix == ".tgz":
            with tarfile.open(path) as archive:
                member = archive.getmember(f"package/{MAP_NAME}")
                if member.size > LARGEST_BYTES:
                    raise DataError("the map is larger than 1 GB", file=str(path), remedy=WRONG)
                inner = archive.extractfile(member)
                if inner is None:
                    raise KeyError(MAP_NAME)
                raw: Any = json.load(inner)
        else:
            if path.stat().st_size > LARGEST_BYTES:
                raise DataError("the map is larger than 1 GB", file=str(path), remedy=WRONG)
            raw = json.loads(path.read_text("utf-8"))
    except (OSError, KeyError, StopIteration, tarfile.TarError, ValueError) as error:
        raise DataError(f"cannot read the map: {error}", file=str(path), remedy=WRONG) from error
    if not isinstance(raw, dict) or raw.get("type") != "FeatureCollection":
        raise DataError("this is not a GeoJSON FeatureCollection", file=str(path), remedy=WRONG)
    return raw


def _countries(document: dict[str, Any], path: Path) -> dict[str, BaseGeometry]:
    out = {}
    for number, feature in enumerate(document.get("features", [])):
        try:
            out[str(feature["properties"]["A3"])] = shapely.geometry.shape(feature["geometry"])
        except (KeyError, TypeError, ValueError, shapely.errors.ShapelyError) as error:
            raise DataError(
                f"a feature is not a country with an A3 code: {error}",
                file=str(path),
                key=f"features[{number}]",
                remedy=WRONG,
            ) from error
    if len(set(out) & set(atlas.index().countries)) < 200:
        raise DataError(
            f"the map has {len(out)} features, not a whole set of countries",
            file=str(path),
            remedy=WRONG,
        )
    return out


def _on_grid(parts: list[BaseGeometry]) -> list[BaseGeometry]:
    """Edges no longer than 0.1 degree, so that their geodesics stay near them; on the grid."""
    dense = shapely.segmentize(np.asarray(parts, dtype=object), 0.1)
    valid = [q for p in dense for q in mending.valid_parts(p)]
    return polygons(shapely.set_precision(shapely.union_all(valid), packing.GRID))
