"""Two known places compared: "Grozny is 450 km from Aktau".

Semantics: some point of the one place is that far from some point of the other, in the number's
tolerance. A place that is a single point is some point within twice its stated error at the stretch
1, and that one for all that is told of it. Where either is an area the number is therefore too
little where all of it is farther away, and never too much because a part is nearer ("Gotland is 90
km from Sweden" is told of the mainland); and two numbers may be told of two points.

What can test it: the shapes of both places with their stated errors.

The words are those of a distance: a case, which knows that the name before "is" is neither a moment
nor an object of its own, makes this atom of them (:mod:`skywitness.claims.casefile.places`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from skywitness.claims.language.atoms.shared.amounts import amount_variables, range_of
from skywitness.claims.language.atoms.shared.base import Atom, Choice, Context
from skywitness.claims.language.atoms.shared.common import INSIDE, PlaceRef, single_anchor
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Constraint, Part, Variable
from skywitness.claims.meaning.spots import Spot
from skywitness.places.measures.measures import CoastDistance, Distance, SignedDistance


@dataclass(frozen=True)
class BetweenAtom(Atom):
    """``first`` is ``quantity`` from ``second``."""

    first: PlaceRef
    quantity: Quantity
    second: PlaceRef
    words: str
    topic = "place"
    timeless = True

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Of the number, and extents of both places."""
        return (
            *amount_variables(self.quantity, ctx),
            *self.first.variables(ctx),
            *self.second.variables(ctx),
        )

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """A point of the first place, and its distance to the second."""
        first, second = self.first, self.second
        if single_anchor(second.place(choice, ctx)):
            first, second = second, first
        here, there = first.place(choice, ctx), second.place(choice, ctx)
        # Of an area each may be told of another point; a single point is one for all.
        told = "" if single_anchor(here) else f" {self.words} ({ctx.claim})"
        spot = Spot.of(f"a point of {first.shown}{told}")
        if single_anchor(here):
            per = max(ctx.policy.coordinates.finest_m, 2 * (here.error_m or 0.0))
            where = Constraint(Distance(here), Range(None, Side(0.0, per), unit="m"))
        else:
            where = Constraint(SignedDistance(here), INSIDE)
        measure = CoastDistance(there) if second.coast else Distance(there)
        allowed = range_of(self.quantity, choice, ctx)
        if not single_anchor(there):  # not its nearest part need be meant
            allowed = replace(allowed, lower=None)
        far = Constraint(measure, allowed)
        return (
            Part(ctx.claim, first.words, spot, where),
            Part(ctx.claim, self.words, spot, far),
        )
