"""Shapes of countries and territories by ISO 3166-1 alpha-3 code: shipped, or installed by a user.

Set ``"1km"`` is shipped: OpenStreetMap land thinned so that every stated error is about a kilometre
or less (most are far below). Set ``"100m"`` is a file of the user's, put in place by
:mod:`~skywitness.places.names.install`. Both count inland waters as part of the country that
encloses them.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import platformdirs
import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.errors import DataError, PlaceError
from skywitness.places.place import Place
from skywitness.places.shapes import packing
from skywitness.wholefiles import whole_file

SHIPPED = "1km"
INSTALLED = "100m"
INSTALLED_FILE = "countries-land-100m.zip"


@dataclass(frozen=True)
class Country:
    """What the index knows of one country or territory, apart from its shape."""

    a3: str
    name: str
    error_m: float  # of the whole shape
    measured_m: float  # without the islands that were added from another source
    bbox: tuple[float, float, float, float]
    file: str
    sha256: str


@dataclass(frozen=True)
class Source:
    """Where a set of shapes comes from."""

    source: str
    version: str
    licence: str
    countries: Mapping[str, Country]
    overlaps: tuple[tuple[str, str], ...]  # pairs of countries whose shapes overlap
    attached: Mapping[str, list[list[float]]]  # points in pieces of a mainland whose neck is thin
    added: Mapping[str, list[list[float]]]  # points in islands added from another source
    added_error_m: float
    pieces: Mapping[str, float]  # sharper errors of pieces: "mainland:RUS", "crimea" -> metres


def data_folder() -> Path:
    """The user's data folder: ``SKYWITNESS_DATA`` if set, else the platform's usual one."""
    override = os.environ.get("SKYWITNESS_DATA")
    return Path(override) if override else Path(platformdirs.user_data_dir("skywitness"))


def _archive(shapes: str) -> Path:
    if shapes == SHIPPED:
        return Path(str(resources.files("skywitness") / "data" / "places" / "land.zip"))
    if shapes == INSTALLED:
        path = data_folder() / INSTALLED_FILE
        if path.exists():
            return path
        raise DataError(
            "the 100 m set of shapes is not installed",
            file=str(path),
            remedy="get the npm package @geo-maps/countries-land-100m and run: "
            "skywitness places --install FILE.tgz",
        )
    raise PlaceError(
        f"no set of shapes is called {shapes!r}", remedy=f'use "{SHIPPED}" or "{INSTALLED}"'
    )


def index(shapes: str = SHIPPED) -> Source:
    """The index of a set; raises :class:`DataError` when the set is missing or damaged."""
    path = _archive(shapes)
    return _index(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=8)
def _index(path: Path, changed: int) -> Source:
    del changed  # part of the cache's key: a newly installed file is read anew
    raw = json.loads(_member(path, "index.json"))
    countries = {
        a3: Country(
            a3,
            c["name"],
            float(c["error_m"]),
            float(c.get("measured_m", c["error_m"])),
            tuple(c["bbox"]),
            f"{a3}.shape",
            c["sha256"],
        )
        for a3, c in raw["countries"].items()
    }
    return Source(
        raw["source"],
        raw["version"],
        raw["licence"],
        countries,
        tuple((a, b) for a, b in raw["overlaps"]),
        raw.get("attached", {}),
        raw.get("added", {}),
        float(raw.get("added_error_m", 0.0)),
        raw["pieces"],
    )


def _member(path: Path, name: str) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read(name)
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        remedy = "reinstall skywitness" if path.name == "land.zip" else "install the file again"
        raise DataError(f"cannot read {name}: {error}", file=str(path), remedy=remedy) from error


def shape(a3: str, shapes: str = SHIPPED) -> BaseGeometry:
    """The land of a country as the set draws it, inland waters included, as a valid MultiPolygon.

    Lon/lat degrees on WGS 84, cut at the antimeridian. Raises :class:`PlaceError` for a code the
    set does not have and :class:`DataError` for a damaged file.
    """
    path = _archive(shapes)
    return _shape(a3, shapes, path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=300)
def _shape(a3: str, shapes: str, path: Path, changed: int) -> BaseGeometry:
    del changed
    country = index(shapes).countries.get(a3)
    if country is None:
        raise PlaceError(
            f"the {shapes} set has no country {a3!r}", remedy="use an ISO 3166-1 alpha-3 code"
        )
    data = _member(path, country.file)
    if hashlib.sha256(data).hexdigest() != country.sha256:
        raise DataError(
            f"{country.file} does not have the hash of its index",
            file=str(path),
            remedy="reinstall skywitness" if shapes == SHIPPED else "install the file again",
        )
    return shapely.multipolygons(packing.unpack(data))


def common(one: str, other: str, shapes: str = SHIPPED) -> list[BaseGeometry]:
    """Polygons that the shapes of two countries both cover (codes in order), slivers left out."""
    if (one, other) not in index(shapes).overlaps:
        return []
    return packing.unpack(_member(_archive(shapes), f"{one}-{other}.shape"))


def mapped(a3: str, shapes: str = SHIPPED) -> Place:
    """A country exactly as the set draws it, whatever others say of its borders."""
    known = index(shapes)
    geometry = shape(a3, shapes)
    country = known.countries[a3]
    return Place(
        id=f"{a3}@mapped",
        name=country.name,
        kind="country",
        geometry=geometry,
        error_m=country.error_m,
        source=known.source,
        version=known.version,
        licence=known.licence,
        view="as drawn by the source",
    )


def write_archive(path: Path, about: Mapping[str, Any], blobs: Mapping[str, bytes]) -> None:
    """Write a set: ``about`` is the index (hashes are filled in), ``blobs`` packed shapes by A3."""
    document = {**about, "countries": {a: dict(c) for a, c in about["countries"].items()}}
    for a3, data in blobs.items():
        if a3 not in document["countries"]:
            continue
        document["countries"][a3]["sha256"] = hashlib.sha256(data).hexdigest()
    path.parent.mkdir(parents=True, exist_ok=True)
    with (
        whole_file(path) as partial,
        zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as archive,
    ):
        for name, data in [
            ("index.json", json.dumps(document, ensure_ascii=False, indent=1).encode()),
            *((f"{a3}.shape", blobs[a3]) for a3 in sorted(blobs)),
        ]:
            entry = zipfile.ZipInfo(
                name, (1980, 1, 1, 0, 0, 0)
            )  # a fixed date: same bytes each time
            archive.writestr(entry, data)


def part(code: str) -> BaseGeometry:
    """A shipped part of a country by ISO 3166-2 code (only those the contested table needs)."""
    return _part(code)


@lru_cache(maxsize=16)
def _part(code: str) -> BaseGeometry:
    path = Path(str(resources.files("skywitness") / "data" / "places" / "parts.zip"))
    return shapely.multipolygons(packing.unpack(_member(path, f"{code}.shape")))


@lru_cache(maxsize=1)
def parts_about() -> Mapping[str, Any]:
    """Source, version, licence and stated error of the shipped parts of countries."""
    path = Path(str(resources.files("skywitness") / "data" / "places" / "parts.zip"))
    about: dict[str, Any] = json.loads(_member(path, "index.json"))
    return about


@dataclass(frozen=True)
class Sharp:
    """A single place as the 100 m set draws it, with its own stated error."""

    geometry: BaseGeometry
    error_m: float


@lru_cache(maxsize=16)
def sharp(name: str) -> Sharp | None:
    """The sharper shape of "crimea", "mainland-RUS", "sea-black-sea" …, if one is shipped."""
    path = Path(str(resources.files("skywitness") / "data" / "places" / "sharp.zip"))
    about = json.loads(_member(path, "index.json"))["countries"].get(name)
    if about is None:
        return None
    polygons = packing.unpack(_member(path, f"{name}.shape"))
    return Sharp(shapely.multipolygons(polygons), float(about["error_m"]))


def sea(name: str) -> BaseGeometry:
    """A shipped sea area by its id in the table of seas."""
    return _sea(name)


@lru_cache(maxsize=64)
def _sea(name: str) -> BaseGeometry:
    path = Path(str(resources.files("skywitness") / "data" / "places" / "seas.zip"))
    return shapely.multipolygons(packing.unpack(_member(path, f"{name}.shape")))
