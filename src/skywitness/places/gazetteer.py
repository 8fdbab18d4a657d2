"""Names to places: a case's own, then countries, regions, seas, islands, capes, cities."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from skywitness.errors import AmbiguousPlace, PlaceError
from skywitness.places import atlas, cities, contested, regions
from skywitness.places.names import folded
from skywitness.places.place import Extent, Place
from skywitness.places.tables import table
from skywitness.places.views import View, country_extents

Maker = Callable[[View, str], tuple[Extent, ...]]


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
    primary, other = _registry()
    for names in (primary, other):
        makers = names.get(key, {})
        if len(makers) > 1:
            raise AmbiguousPlace(
                f"{name!r} is the name of {len(makers)} places",
                tuple(sorted(makers)),
                remedy="write one of: " + "; ".join(sorted(makers)),
            )
        if makers and (names is primary or not cities.has_primary(key)):
            return next(iter(makers.values()))(view, shapes)
    country = _country_in(key, r"(?:mainland (?:of )?(?:the )?(.+)|(.+?)s? mainland)")
    if country is not None:
        return regions.mainland_extents(country, view, shapes)
    country = _country_in(key, r"(?:territory of (?:the )?(.+)|(.+?)s? territory)")
    if country is not None:
        return country_extents(country, view, shapes)
    found = cities.find(name)
    if found:
        return found
    if key in other:
        return next(iter(other[key].values()))(view, shapes)
    near = suggest(name)
    remedy = f"nearest names: {'; '.join(near)}" if near else "add it to the case's [[places]]"
    raise PlaceError(f"no place is known as {name!r}", remedy=remedy)


def suggest(name: str, limit: int = 5) -> list[str]:
    """Known names nearest to ``name`` in spelling, best first."""
    key = folded(name)
    if not key:
        return []
    primary, other = _registry()
    shown = {k: next(iter(m)) for names in (other, primary) for k, m in names.items()}
    near = difflib.get_close_matches(key, list(shown), n=2 * limit, cutoff=0.7)
    near += sorted((k for k in shown if key in k), key=len)
    out = list(dict.fromkeys(shown[k] for k in near))[:limit]
    if len(out) < limit:
        out += [n for n in cities.suggest(name, limit) if n not in out]
    return out[:limit]


@lru_cache(maxsize=1)
def _registry() -> tuple[dict[str, dict[str, Maker]], dict[str, dict[str, Maker]]]:
    """Folded name -> {the name that settles it: how to make it}, primary and alternative names."""
    primary: dict[str, dict[str, Maker]] = {}
    other: dict[str, dict[str, Maker]] = {}

    def add(shown: str, also: list[str] | tuple[str, ...], maker: Maker) -> None:
        primary.setdefault(folded(shown), {}).setdefault(shown, maker)
        for name in also:
            other.setdefault(folded(name), {}).setdefault(shown, maker)

    extra = table("countries")["also"]
    for a3, country in atlas.index().countries.items():
        add(country.name, [a3, *extra.get(a3, [])], _country(a3))
    for area in contested.listed():
        if area.kind != "whole":
            add(area.name, area.also, _contested(area.id))
    for kind in ("sea", "island", "cape"):
        for entry in regions.entries(kind):
            add(entry["name"], entry.get("also", []), _entry(kind, entry))
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


def _country_in(key: str, pattern: str) -> str | None:
    """The country in a folded phrase: "mainland of X", "X mainland", "X's territory" and so on."""
    match = re.fullmatch(pattern, key)
    if not match:
        return None
    word = match[1] or match[2]
    words = _country_words()
    return words.get(word) or words.get(f"{word}s")


