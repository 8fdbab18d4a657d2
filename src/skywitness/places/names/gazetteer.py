"""Names to places: a case's own, then countries, regions, seas, islands, capes, cities."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from skywitness.errors import AmbiguousPlace, PlaceError
from skywitness.places.names import atlas, cities, contested, regions
from skywitness.places.names.names import folded
from skywitness.places.names.otherplaces import is_other
from skywitness.places.names.tables import table
from skywitness.places.names.views import View, country_extents
from skywitness.places.place import Extent, Place

Maker = Callable[[View, str], tuple[Extent, ...]]
Names = dict[str, dict[str, tuple[Maker, bool]]]


def find_place(
    name: str,
    view: View = View(),
    own: Mapping[str, Place] | None = None,
    *,
    shapes: str = atlas.SHIPPED,
) -> tuple[Extent, ...]:
    """Every ordinary way to read a place's name, under a point of view on borders.

    ``own`` are a case's places by name; they come first. Raises :class:`AmbiguousPlace` when the
    name has several bearers (its candidates are names that settle it) and :class:`PlaceError`
    when it has none (the remedy names the nearest).
    """
    view.party()  # a view that cannot be is an error whatever the name
    key = folded(name)
    if not key:
        raise PlaceError("a place needs a name", remedy="write a name such as Crimea or Black Sea")
    for own_name, place in (own or {}).items():
        if folded(own_name) == key:
            return (Extent("", "ordinary", place),)
    if name.strip().lower().startswith("city:"):
        return cities.extents(cities.by_id(name.strip()[5:]))
    maker = _listed(name, key) or _made_of_country(key)
    found = maker(view, shapes) if maker else cities.find(name)
    if not found:
        # Other spellings are often tried before a name is found, and nearest names take time.
        raise PlaceError(f"no place is known as {name[:80]!r}", remedy=lambda: _nearest_names(name))
    return found


def _nearest_names(name: str) -> str:
    near = suggest(name)
    add = "add it to the case's [[places]] with its coordinates and their error"
    return f"nearest names: {'; '.join(near)}; or {add}" if near else add


def _listed(name: str, key: str) -> Maker | None:
    """The maker of a name in the tables.

    Primary names come first. Another name of a country, region or sea comes before a city of that
    name ("Holland"); another name of an island or cape does not.
    """
    primary, other = _registry()
    for names in (primary, other):
        makers = names.get(key, {})
        if len(makers) > 1:
            raise AmbiguousPlace(
                f"{name!r} is the name of {len(makers)} places",
                tuple(sorted(makers)),
                remedy="write one of: " + "; ".join(sorted(makers)),
            )
        if makers:
            maker, weak = next(iter(makers.values()))
            if names is primary or not weak or not cities.has_primary(key):
                return maker
    return None


def _made_of_country(key: str) -> Maker | None:
    """The maker of "mainland of X", "X mainland", "X's mainland" and the same with "territory"."""
    match = re.fullmatch(r"(mainland|territory) (?:of )?(?:the )?(.+)", key)
    kind, word = (match[1], match[2]) if match else ("", "")
    if not match:
        match = re.fullmatch(r"(.+) (mainland|territory)", key)
        if not match:
            return None
        kind, word = match[2], match[1]
    words = _country_words()
    country = words.get(word) or words.get(word.removesuffix("s"))
    if country is None:
        return None
    if kind == "territory":
        return _country(country)
    return lambda view, shapes: regions.mainland_extents(country, view, shapes)


def suggest(name: str, limit: int = 5) -> list[str]:
    """Known names nearest to ``name`` in spelling, best first.

    Not the rest of a name that is of another place by its first word, as Mexico is to New Mexico.
    """
    key = folded(name)
    if not key:
        return []
    primary, other = _registry()
    shown = {k: next(iter(m)) for names in (other, primary) for k, m in names.items()}
    near = difflib.get_close_matches(key, list(shown), n=2 * limit, cutoff=0.7)
    near += sorted((k for k in shown if key in k), key=len)
    out = [n for n in dict.fromkeys(shown[k] for k in near) if not is_other(name, n)][:limit]
    if len(out) < limit:
        more = cities.suggest(name, limit)
        out += [n for n in more if n not in out and not is_other(name, n)]
    return out[:limit]


@lru_cache(maxsize=1)
def _registry() -> tuple[Names, Names]:
    """Folded name -> {the name that settles it: (how to make it, weak)}: primary, other names."""
    primary: Names = {}
    other: Names = {}

    def add(shown: str, also: Sequence[str], maker: Maker, weak: bool = False) -> None:
        primary.setdefault(folded(shown), {}).setdefault(shown, (maker, weak))
        for name in also:
            other.setdefault(folded(name), {}).setdefault(shown, (maker, weak))

    extra = table("countries")["also"]
    for a3, country in atlas.index().countries.items():
        add(country.name, [a3, *extra.get(a3, [])], _country(a3))
    for area in contested.listed():
        if area.kind != "whole":
            add(area.name, area.also, _contested(area.id))
    for kind in ("sea", "island", "cape"):
        for entry in regions.entries(kind):
            add(entry["name"], entry.get("also", []), _entry(kind, entry), kind != "sea")
    for key in primary:
        other.pop(key, None)
    return primary, other


def _country(a3: str) -> Maker:
    return lambda view, shapes: country_extents(a3, view, shapes)


def _entry(kind: str, entry: dict[str, Any]) -> Maker:
    if kind == "sea":
        return lambda view, shapes: regions.sea_extents(entry)
    if kind == "cape":
        return lambda view, shapes: regions.cape_extents(entry)
    return lambda view, shapes: regions.island_extents(entry, shapes)


def _contested(id_: str) -> Maker:
    area = next(a for a in contested.listed() if a.id == id_)
    return lambda view, shapes: regions.contested_extents(area, view, shapes)


@lru_cache(maxsize=1)
def _country_words() -> dict[str, str]:
    """Folded names and adjectives of countries -> ISO A3."""
    out: dict[str, str] = {}
    names = table("countries")
    for a3, country in atlas.index().countries.items():
        for word in (country.name, a3, *names["also"].get(a3, ()), *names["adjective"].get(a3, ())):
            out.setdefault(folded(word), a3)
    return out
