"""Directions as written: compass words, degrees of an instrument, radials of a beacon.

A compass word is a sector about a true direction. Degrees are read off an instrument, so their
north is the true one in one ordinary reading and the magnetic one in the other, until the words say
which. The declination is that of the place the bearing is taken from, on the case's days, with what
is not known of it (:mod:`skywitness.places.declination`). A radial is magnetic, from a beacon whose
own north lies within some degrees of it: what it is set to is one reading for each of a few slices.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast

from skywitness.claims.language.atoms.shared.base import Choice, Context, folded
from skywitness.claims.language.atoms.shared.common import PlaceRef, possessive, single_anchor
from skywitness.claims.language.words.compass import degrees_of, in_words
from skywitness.claims.meaning.allowed import Sector
from skywitness.claims.meaning.parts import Constraint, Part, Value, Variable
from skywitness.places.declination import declination
from skywitness.places.measures.measures import Bearing
from skywitness.places.place import Place

#: The north that degrees are told from; "" where the words do not say.
North = Literal["", "true", "magnetic", "radial"]
#: Readings that the alignment of a beacon is cut into, so that its radials share what it is set to.
SLICES = 5


Anchor = Literal["centroid", "nearest", "some", "both"]


@dataclass(frozen=True)
class Direction:
    """A compass word (``point`` in letters), or a bearing in ``degrees`` from ``north``."""

    point: str
    due: bool
    degrees: Decimal | None
    hedged: bool
    words: str
    north: North = ""

    @property
    def shown(self) -> str:
        """The direction in plain words, to stand before "of" or "from"."""
        if self.north == "radial":
            return f"on the radial {self.degrees}°"
        if self.degrees is not None:
            return f"on a bearing of {self.degrees}°"
        return ("due " if self.due else "") + in_words(self.point)

    def width(self, ctx: Context) -> float:
        """Total width in degrees of the sector at the policy's tolerance."""
        if self.degrees is not None:
            radial = self.north == "radial"
            return 2 * ctx.policy.bearing_tolerance(hedged=self.hedged, radial=radial)
        if ctx.sector_deg is not None:
            return ctx.sector_deg
        return ctx.policy.sector_width(self.point, due=self.due)

    def centre(self) -> float:
        """Middle of the sector in degrees, from the north that is meant."""
        return float(self.degrees) % 360 if self.degrees is not None else degrees_of(self.point)

    def variables(self, place: PlaceRef, ctx: Context) -> tuple[Variable, ...]:
        """The north of degrees where it is not said, and what the beacon of a radial is set to."""
        if self.degrees is None or self.north in ("true", "magnetic"):
            return ()
        if self.north == "radial":
            off = ctx.policy.bearing.alignment
            ends = [off * (2 * k / SLICES - 1) for k in range(SLICES + 1)]
            values = tuple(
                Value(f"{place.shown} set {lo:+g}° to {hi:+g}° from magnetic north", "ordinary",
                      (lo, hi))
                for lo, hi in itertools.pairwise(ends)
            )  # fmt: skip
            return (Variable(self._set(place), self.words, values),)
        norths = tuple(
            Value(f"degrees from {north} north", "ordinary", north)
            for north in ("true", "magnetic")
        )
        return (Variable(ctx.key("north", "degrees"), self.words, norths),)

    def _set(self, place: PlaceRef) -> str:
        """Id of what a beacon is set to: one thing, whoever speaks of it."""
        return f"alignment:{folded(place.words)}"

    def sector(self, place: PlaceRef, anchor: Anchor, choice: Choice, ctx: Context) -> Sector:
        """The bearings allowed, in degrees true."""
        told = ctx.policy.sector(self.centre(), self.width(ctx), self.words)
        if self.degrees is None:
            return told
        lo = hi = 0.0
        north: object = self.north
        if north == "radial":
            lo, hi = cast(tuple[float, float], choice[self._set(place)].data)
        elif not north:
            north = choice[ctx.key("north", "degrees")].data
        if north == "true":
            return told
        return _magnetic(told, place.place(choice, ctx), anchor, (lo, hi), ctx)


def _magnetic(
    told: Sector, place: Place, anchor: Anchor, turned: tuple[float, float], ctx: Context
) -> Sector:
    """A sector about a magnetic bearing, of an instrument ``turned`` by degrees between two."""
    found = declination(place, ctx.calendar.days, throughout=anchor in ("nearest", "some"))
    if found is None:
        note = "magnetic; no bound on the declination is known here, so in any direction"
        return Sector(told.centre, 180.0, 0.0, told.word, spread=360.0, note=note)
    low, high = found[0] + turned[0], found[1] + turned[1]
    spread = (high - low) / 2
    centre = (told.centre + (low + high) / 2) % 360
    days = ctx.calendar.days
    when = f"on {days[0]}" if days else "at any time since 1900, as the case has no date"
    note = f"magnetic; declination {found[0]:+.1f}° to {found[1]:+.1f}° (east +) {when}"
    return Sector(centre, told.half_width + spread, told.per, told.word, spread, note)


def anchor_variables(
    place: PlaceRef, direction: Direction, ctx: Context, *, with_distance: bool
) -> tuple[Variable, ...]:
    """The anchor of a bearing; empty where every extent of the place is a single point."""
    if all(single_anchor(extent.place) for extent in place.extents(ctx)):
        return ()
    towards, name = direction.shown, place.shown
    link = "from" if direction.degrees is not None else "of"
    values = [
        Value(f"{towards} {link} {possessive(name)} centroid", "ordinary", "centroid"),
        Value(f"{towards} {link} {possessive(name)} nearest point", "ordinary", "nearest"),
        Value(f"{towards} {link} some point of {name}", "generous", "some"),
    ]
    if with_distance:
        values.append(
            Value(f"distance and bearing both from {possessive(name)} centroid", "generous", "both")
        )
    return (Variable(ctx.key("anchor", name), name, tuple(values)),)


def chosen_anchor(place: PlaceRef, choice: Choice, ctx: Context) -> Anchor:
    """The anchor under a choice of values; a single point is its own centroid."""
    value = choice.get(ctx.key("anchor", place.shown))
    return cast(Anchor, value.data) if value is not None else "centroid"


def bearing_part(place: PlaceRef, direction: Direction, choice: Choice, ctx: Context) -> Part:
    """The part "in that direction from that place"."""
    anchor = chosen_anchor(place, choice, ctx)
    measure = Bearing(place.place(choice, ctx), "centroid" if anchor == "both" else anchor)
    link = "from" if direction.degrees is not None else "of"
    name = f"{direction.words} {link} {place.words}"
    sector = direction.sector(place, anchor, choice, ctx)
    return Part(ctx.claim, name, ctx.spot, Constraint(measure, sector))
