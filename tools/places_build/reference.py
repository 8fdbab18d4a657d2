"""Reading a published geo-maps file."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

MAP_NAME = "map.geo.json"


def read_map(path: Path) -> dict[str, BaseGeometry]:
    """ISO A3 code -> geometry as published, from ``map.geo.json``, a package folder or its .tgz."""
    if path.is_dir():
        path = next(p for p in (path / MAP_NAME, path / "package" / MAP_NAME) if p.exists())
    if path.suffix == ".tgz":
        with tarfile.open(path) as archive:
            member = archive.extractfile(f"package/{MAP_NAME}")
            if member is None:
                raise ValueError(f"{path}: no package/{MAP_NAME} inside")
            document = json.load(member)
    else:
        document = json.loads(path.read_text())
    return {
        feature["properties"]["A3"]: shapely.geometry.shape(feature["geometry"])
        for feature in document["features"]
    }
