"""Separation of two unknown places: "encounter is 30 miles from wreck", "Su-27 is 400 m from MQ-9
at contact", "gun is 2 km from hit in a straight line".

Semantics: the words are those of a distance from a place; where the name after "from" is a declared
moment or object, the number is the distance between the two unknown places. It is measured along
the ground, or with heights counted in where "in a straight line" or "slant" is said. Two aircraft
at one moment are where it happens, so one of them must be declared ``apart`` for a distance between
them to have a meaning.

What can test it: whatever binds both places; times and speeds between two moments of one object.
Hard limit: none of its own. Brochure limits: none.

The words are a distance's, a reach's or those of two objects apart: a case, which knows what its
names mean, makes this atom of theirs (:mod:`skywitness.claims.casefile.separation`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from skywitness.claims.language.atoms.shared.amounts import amount_variables, range_of
from skywitness.claims.language.atoms.shared.base import Atom, Choice, Context
from skywitness.claims.language.atoms.shared.contacts import no_contact
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Part, Separation, State, Variable
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stretches import DOUBLED


@dataclass(frozen=True)
class SeparationAtom(Atom):
    """A distance ``quantity`` from the unknown place ``other``.

    With ``at_most`` it is a reach: only the upper end of the number binds. ``pair`` are the two
    objects of which it is told, which do not touch at that distance.
    """

    quantity: Quantity
    other: Spot
    slant: bool
    words: str
    at_most: bool = False
    pair: tuple[str, str] | None = None
    topic = "separation"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit of the number."""
        return amount_variables(self.quantity, ctx)

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the separation in its range."""
        allowed = range_of(self.quantity, choice, ctx)
        if self.at_most:
            allowed = replace(allowed, lower=None)
        there = ctx.names.here(self.other)
        if there == ctx.spot:
            return self._from_itself(allowed, ctx)
        between = Separation(ctx.spot, there, allowed, self.slant)
        found = Part(ctx.claim, self.words, ctx.spot, between)
        if self.pair is None:
            return (found,)
        return (found, *no_contact(self.pair, allowed, self.words, ctx.spot.moment, ctx))

    def _from_itself(self, allowed: Range, ctx: Context) -> tuple[Part, ...]:
        """Where a point of view makes one place of both nothing is between them."""
        what = f"{ctx.spot} is away from itself"
        away = Part(ctx.claim, self.words, ctx.spot, State(what, True))
        if allowed.at(DOUBLED)[0] <= 0:
            return (replace(away, constraint=State(what, False)),)
        same = Part(ctx.claim, "both are one place", ctx.spot, State(what, False), implied=True)
        return away, same
