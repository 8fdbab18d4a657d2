"""Places that an object stays in and places that it is inside of, where these lie apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import shapely

from skywitness.claims.language.atoms.shared.base import FindPlace, folded
from skywitness.claims.language.statement import Clause
from skywitness.claims.language.words.adjectives import spellings
from skywitness.errors import SkywitnessError
from skywitness.places.place import Place

#: No two shapes are held against each other that come nearer than this, in metres, besides their
#: errors (our own choice): then their edges decide, and no search comes to an end there.
CLEAR = 2_000.0
#: Metres of a degree along a meridian, at least.
METRES_PER_DEGREE = 110_500.0


@dataclass(frozen=True)
class Elsewhere:
    """What ``clauses`` tell of the places that objects stay in and are inside of.

    ``thing`` gives the id of an object, ``find`` places by name, ``enters`` says whether the case
    declares the entry of an object into a place.
    """

    clauses: Sequence[Clause]
    thing: Callable[[str], str]
    find: FindPlace
    enters: Callable[[str, str], bool]

    def inside(self, who: str, place: str) -> tuple[str, ...]:
        """The places far from ``place`` that claims tell an object to be inside at some time."""
        return self._apart(self._insides.get(who, {}), place)

    def kept(self, who: str, place: str) -> tuple[str, ...]:
        """The places far from ``place`` that it is told to stay in, and not that it came there."""
        return self._apart(self._kept.get(who, {}), place)

    @cached_property
    def _insides(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for who, clause in self._told:
            place = clause.atom.inside_of
            if place:
                found.setdefault(who, {}).setdefault(folded(place), place)
        return found

    @cached_property
    def _kept(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for who, clause in self._told:
            place = clause.atom.kept_in
            if place and clause.at is None and not self.came(who, place):
                found.setdefault(who, {}).setdefault(folded(place), place)
        return found

    def came(self, who: str, place: str) -> bool:
        """Whether claims tell that an object came into a place, or the case has its entry."""
        return self.arrives(who, place) or self.enters(who, place)

    def arrives(self, who: str, place: str) -> bool:
        """Whether claims tell that an object came into a place, or set out elsewhere."""
        return any(
            folded(clause.atom.comes_into) == folded(place)
            or folded(clause.atom.goes_from) not in ("", folded(place))
            for its, clause in self._told
            if its == who
        )

    @cached_property
    def _told(self) -> tuple[tuple[str, Clause], ...]:
        return tuple((self.thing(c.atom.who or c.subject), c) for c in self.clauses)

    def _apart(self, places: dict[str, str], place: str) -> tuple[str, ...]:
        return tuple(shown for shown in places.values() if self._clear(place, shown))

    def _clear(self, one: str, other: str) -> bool:
        """Whether no reading of the one name comes near to any of the other."""
        key = (folded(one), folded(other))
        if key not in self._known:
            self._known[key] = all(
                clear_of(mine, its) for mine in self._places(one) for its in self._places(other)
            ) and bool(self._places(one) and self._places(other))
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[str, str], bool]:
        return {}

    def _places(self, name: str) -> tuple[Place, ...]:
        for spelling in spellings(name):
            try:
                return tuple(extent.place for extent in self.find(spelling))
            except SkywitnessError:  # it is told where the name is read
                continue
        return ()


def clear_of(one: Place, other: Place) -> bool:
    """Whether two places lie apart on the map, in degrees: a screen, which excludes nothing."""
    if one.error_m is None or other.error_m is None:
        return False
    lows = (*one.geometry.bounds[1::2], *other.geometry.bounds[1::2])
    north = min(max(map(abs, lows)), 85.0)
    near = one.error_m + other.error_m + one.buffer_m + other.buffer_m + CLEAR
    degrees = near / METRES_PER_DEGREE / math.cos(math.radians(north))
    return not shapely.dwithin(one.geometry, other.geometry, degrees)
