"""What several atoms share: places as written, unit and extent variables, quantities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from skywitness.claims.adjectives import coast_word, spellings
from skywitness.claims.allowed import Range
from skywitness.claims.atoms.base import Choice, Context
from skywitness.claims.coordinates import Coordinates
from skywitness.claims.numbers import Quantity
from skywitness.claims.parts import Value, Variable
from skywitness.errors import AmbiguousPlace, PlaceError
from skywitness.places.place import Extent, Place
from skywitness.quantities import metres_per

#: The values of an ambiguous unit word (all ordinary): label → unit.
MILES = {"statute miles": "mi", "nautical miles": "nm"}
_FIXED = {"statute miles": "mi", "nautical miles": "nm", "km": "km", "m": "m", "ft": "ft",
          "yards": "yd"}  # fmt: skip


@dataclass(frozen=True)
class PlaceRef:
    """A place as a sentence names it: by name, or by coordinates."""

    words: str
    column: int
    coordinates: Coordinates | None = None

    @property
    def coast(self) -> bool:
        """Whether the words speak of a coast ("Russian coastline") rather than of the whole."""
        return self.coordinates is None and coast_word(self.words)

    @property
    def shown(self) -> str:
        """The name for use in running text."""
        return self.words.removeprefix("the ").removeprefix("The ")

    def extents(self, ctx: Context) -> tuple[Extent, ...]:
        """Every way to read the name: as written first, then with adjectives turned to names.

        Raises:
            PlaceError: no place has the name in any of these forms (``column`` is filled in).
            AmbiguousPlace: several places have it.
        """
        if self.coordinates is not None:
            return (Extent("", "ordinary", self.coordinates.place()),)
        first: PlaceError | None = None
        for spelling in spellings(self.words):
            try:
                return ctx.find_place(spelling)
            except AmbiguousPlace as error:
                error.column = self.column
                raise
            except PlaceError as error:
                first = first or error
        assert first is not None
        first.column = self.column
        raise first

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """The extent variable; empty when the name can be read in one way only."""
        extents = self.extents(ctx)
        if len(extents) == 1:
            return ()
        values = tuple(
            Value(
                f"{self.shown}: {extent.label}" if extent.label else self.shown, extent.kind, extent
            )
            for extent in extents
        )
        return (Variable(ctx.key("extent", self.shown), self.shown, values),)

    def place(self, choice: Choice, ctx: Context) -> Place:
        """The place under a choice of values."""
        value = choice.get(ctx.key("extent", self.shown))
        if value is not None:
            return cast(Extent, value.data).place
        return self.extents(ctx)[0].place


def single_anchor(place: Place) -> bool:
    """Whether every bearing from the place starts at the same point (a point or a disc)."""
    return bool(place.geometry.geom_type == "Point")


def unit_variables(quantity: Quantity, ctx: Context) -> tuple[Variable, ...]:
    """The unit variable of a quantity; empty when its unit is fixed."""
    if quantity.unit != "miles":
        return ()
    values = tuple(Value(label, "ordinary", unit) for label, unit in MILES.items())
    return (Variable(ctx.key("unit", "miles"), "miles", values),)


def unit_of(quantity: Quantity, choice: Choice, ctx: Context) -> str:
    """The unit label ("mi", "nm", "km" …) of a quantity under a choice of values."""
    if quantity.unit == "miles":
        return str(choice[ctx.key("unit", "miles")].data)
    return _FIXED[quantity.unit]


def range_of(quantity: Quantity, choice: Choice, ctx: Context) -> Range:
    """What a quantity allows, in metres, under a choice of values."""
    unit = unit_of(quantity, choice, ctx)
    return replace(ctx.policy.range_of(quantity, metres_per(unit)), unit=unit)


def one(children: Sequence[object], kind: type) -> object:
    """The single child of a type."""
    return next(child for child in children if isinstance(child, kind))
