"""Cities from GeoNames: a point and, for large ones, the edge of the built-up area."""

from __future__ import annotations

import json
import lzma
import math
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from zlib import crc32

import shapely

from skywitness.errors import AmbiguousPlace, DataError, PlaceError
from skywitness.places.names.names import folded
from skywitness.places.place import Extent, Place

CENTRE_ERROR_M = 500.0  # a gazetteer's coordinate of a centre; the city's size is another reading
PEOPLE_PER_KM2 = 1000.0  # sparser than nearly any city: so R below bounds the built-up radius
LEAST_RADIUS_M = 1500.0
OVERWHELMING = 50  # a bearer this many times larger than every other one is meant
NAME_BUCKETS = 256
ROWS_PER_BLOCK = 1024


@dataclass(frozen=True)
class City:
    """One row of the gazetteer."""

    id: int
    name: str
    country: str  # ISO A3
    country_name: str
    region: str  # first-order division code of GeoNames ("TX"), may be empty
    latitude: float
    longitude: float
    population: int

    def full_name(self) -> str:
        """A name that settles which city is meant."""
        region = f"{self.country}-{self.region}" if self.region else self.country
        return f"{self.name}, {region}"


def _archive() -> Path:
    return Path(str(resources.files("skywitness") / "data" / "places" / "cities.zip"))


@lru_cache(maxsize=1)
def _opened() -> zipfile.ZipFile:
    """The archive, its table of contents read once."""
    return zipfile.ZipFile(_archive())


@lru_cache(maxsize=256)
def _member(name: str) -> bytes:
    try:
        return lzma.decompress(_opened().read(name))
    except (OSError, zipfile.BadZipFile, KeyError, lzma.LZMAError) as error:
        raise DataError(
            f"cannot read {name}: {error}", file=str(_archive()), remedy="reinstall skywitness"
        ) from error


@lru_cache(maxsize=1)
def about() -> dict[str, str]:
    """Source, version and licence of the gazetteer."""
    raw: dict[str, str] = json.loads(_member("about.json"))
    return raw


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    raw: dict[str, str] = json.loads(_member("countries.json"))
    return raw


@lru_cache(maxsize=512)
def _row(number: int) -> City:
    block = _member(f"rows/{number // ROWS_PER_BLOCK}").decode().split("\n")
    fields = block[number % ROWS_PER_BLOCK].split("\t")
    names = _countries()
    return City(
        int(fields[0]),
        fields[1],
        fields[2],
        names.get(fields[2], fields[2]),
        fields[3],
        float(fields[4]),
        float(fields[5]),
        int(fields[6]),
    )


def _blocks() -> int:
    """How many blocks hold the rows."""
    return int(about()["rows"]) // ROWS_PER_BLOCK + 1


def _bearers(key: str) -> tuple[list[int], list[int]]:
    """Row numbers of cities with this folded name as primary, and as alternative, name."""
    bucket = crc32(key.encode()) % NAME_BUCKETS
    for line in _member(f"names/{bucket}").decode().split("\n"):
        if line.startswith(f"{key}\t"):
            _, first, second = line.split("\t")
            return [int(x) for x in first.split()], [int(x) for x in second.split()]
    return [], []


def has_primary(key: str) -> bool:
    """Whether some city bears the folded name as its primary name."""
    return bool(_bearers(key)[0])


def by_id(text: str) -> City:
    """The city of a GeoNames id; raises :class:`PlaceError`."""
    if text.strip().isdigit():
        number = int(text)
        for block in range(_blocks()):
            for line in _member(f"rows/{block}").decode().split("\n"):
                if line.startswith(f"{number}\t"):
                    at = _member(f"rows/{block}").decode().split("\n").index(line)
                    return _row(block * ROWS_PER_BLOCK + at)
    raise PlaceError(f"no city has the id {text!r}", remedy="write city: and a GeoNames id")


def find(name: str) -> tuple[Extent, ...]:
    """A city's extents, () if none bears the name; raises :class:`AmbiguousPlace`."""
    key, hint = _qualified(name)
    for rows in _bearers(key):
        cities = [c for c in map(_row, rows) if hint is None or _fits(c, hint)]
        cities.sort(key=lambda c: -c.population)
        if not cities:
            continue
        if len(cities) == 1:
            return extents(cities[0])
        if cities[0].population > OVERWHELMING * cities[1].population:
            others = "; ".join(c.full_name() for c in cities[1:6])
            return extents(cities[0], (f"other places of this name are far smaller: {others}",))
        names = [c.full_name() for c in cities]
        shown = [
            f"city:{c.id}" if names.count(n) > 1 else n for c, n in zip(cities, names, strict=True)
        ]
        raise AmbiguousPlace(
            f"{name!r} is the name of {len(cities)} cities",
            tuple(shown[:20]),
            remedy="write one of: " + "; ".join(shown[:8]),
        )
    return ()


def _qualified(name: str) -> tuple[str, str | None]:
    """("tripoli", "libya") of "Tripoli (Libya)" or "Tripoli, Libya"; no hint without either."""
    text = name.strip()
    if text.endswith(")") and "(" in text:
        head, _, hint = text[:-1].rpartition("(")
        return folded(head), folded(hint)
    if "," in text:
        head, _, hint = text.partition(",")
        return folded(head), folded(hint)
    return folded(text), None


def _fits(city: City, hint: str) -> bool:
    words = {
        folded(city.country),
        folded(city.country_name),
        folded(f"{city.country}-{city.region}"),
    }
    words |= {folded(w) for w in (city.region, f"{city.country} {city.region}")}
    if city.country == "USA":
        words |= {folded(f"US {city.region}"), "us", "usa"}
    return hint in words


def extents(city: City, notes: tuple[str, ...] = ()) -> tuple[Extent, ...]:
    """A city's ordinary extents: from its centre and, if it is large, from its built-up edge."""
    radius = math.sqrt(city.population / (math.pi * PEOPLE_PER_KM2)) * 1000.0
    source = about()

    def place(tag: str, label: str, buffer_m: float, error_m: float, *more: str) -> Place:
        return Place(
            id=f"city:{city.id}{tag}",
            name=f"{city.name}{label}",
            kind="city",
            geometry=shapely.Point(city.longitude, city.latitude),
            error_m=error_m,
            source=source["source"],
            version=source["version"],
            licence=source["licence"],
            view=_standing(city),
            buffer_m=buffer_m,
            notes=(*notes, *more),
        )

    centre = Extent(
        "from its centre" if radius >= LEAST_RADIUS_M else "",
        "ordinary",
        place("", "", 0.0, CENTRE_ERROR_M, "the gazetteer's coordinate of the centre"),
    )
    if radius < LEAST_RADIUS_M:
        return (centre,)
    edge = place(
        "@edge",
        " (edge of its built-up area)",
        radius / 2,
        radius / 2 + CENTRE_ERROR_M,
        f"no mapped outline: the built-up edge is taken as anywhere within {radius / 1000:.1f} km "
        f"of the centre, the radius at {PEOPLE_PER_KM2:.0f} people per square kilometre",
    )
    return (centre, Extent("from the edge of its built-up area", "ordinary", edge))


def _standing(city: City) -> str:
    """The contested area a city lies in, in words."""
    from skywitness.places.names import contested

    point = shapely.Point(city.longitude, city.latitude)
    for area in contested.listed():
        if area.window is not None and not shapely.box(*area.window).intersects(point):
            continue
        if area.kind == "whole":
            inside = city.country == area.parties[0]
        else:
            inside = city.country in area.parties and bool(
                contested.area_of(area).distance(point) < 0.02
            )
        if inside:
            whose = f", recognised as {area.recognised}" if area.recognised else ""
            return f"in {area.name}, contested by {' and '.join(area.parties)}{whose}"
    return "a point; no border is used"


def within(boxes: Sequence[tuple[float, float, float, float]]) -> list[City]:
    """The cities inside boxes of degrees (west, south, east, north), most populous first."""
    found = [
        block * ROWS_PER_BLOCK + at
        for block in range(_blocks())
        for at, row in enumerate(_member(f"rows/{block}").decode().split("\n"))
        if row and _in_any(row.split("\t"), boxes)
    ]
    return sorted(map(_row, found), key=lambda c: -c.population)


def _in_any(fields: Sequence[str], boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    """Whether a row lies in one of the boxes."""
    latitude, longitude = float(fields[4]), float(fields[5])
    return any(w <= longitude <= e and s <= latitude <= n for w, s, e, n in boxes)


def suggest(name: str, limit: int) -> list[str]:
    """City names that begin with the folded name, most populous first."""
    key = folded(name)
    if len(key) < 3:
        return []
    rows: set[int] = set()
    for bucket in range(NAME_BUCKETS):
        text = "\n" + _member(f"names/{bucket}").decode()
        at = text.find(f"\n{key[:-1] if len(key) > 4 else key}")
        while at >= 0 and len(rows) < 500:
            line = text[at + 1 : text.find("\n", at + 1)]
            rows.update(int(x) for x in line.split("\t")[1].split())
            at = text.find(f"\n{key[:-1] if len(key) > 4 else key}", at + 1)
    found = sorted((_row(r) for r in rows), key=lambda c: -c.population)
    return list(dict.fromkeys(c.full_name() for c in found))[:limit]
