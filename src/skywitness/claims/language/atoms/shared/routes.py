"""Routes as sentences write them: a declared one by its name, or the points it goes through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate

from lark import Token

from skywitness.claims.language.atoms.shared.base import Choice, Context, Span, folded
from skywitness.claims.language.atoms.shared.common import PlaceRef
from skywitness.claims.language.words.coordinates import parse_coordinates
from skywitness.claims.meaning.parts import Value, Variable
from skywitness.errors import PlaceError
from skywitness.places.place import Place
from skywitness.places.route import RouteLeg, between, legs_of, route_place


@dataclass(frozen=True)
class RouteRef:
    """A route as written: a declared one by its name, or the points it goes through."""

    points: tuple[PlaceRef, ...]
    words: str
    column: int

    @property
    def shown(self) -> str:
        """Its name for running text."""
        if len(self.points) == 1:
            return self.points[0].shown
        return "the route " + " to ".join(point.shown for point in self.points)

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """The extents of its points."""
        return tuple(v for point in self.points for v in point.variables(ctx))

    def legs(self, choice: Choice, ctx: Context) -> tuple[RouteLeg, ...]:
        """Its legs under a choice of values.

        Raises:
            PlaceError: it is no route, or a leg cannot be one.
        """
        places = [point.place(choice, ctx) for point in self.points]
        try:
            return legs_of(places[0]) if len(places) == 1 else between(self.shown, places)
        except PlaceError as error:
            error.column = self.column
            raise

    def place(self, choice: Choice, ctx: Context) -> Place:
        """The whole line under a choice of values.

        Raises:
            PlaceError: a leg cannot be one.
        """
        places = [point.place(choice, ctx) for point in self.points]
        try:
            if len(places) == 1:
                legs_of(places[0])
                return places[0]
            return route_place("route " + " to ".join(each.name for each in places), places)
        except PlaceError as error:
            error.column = self.column
            raise

    def leg_variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Which leg is meant, where there are several in a reading of its points."""
        firsts = {v.id: v.values[0] for v in self.variables(ctx)}
        legs = self.legs(firsts, ctx)
        if len(legs) == 1:
            return ()
        values = tuple(
            Value(f"beside {leg.line.name}", "ordinary", k) for k, leg in enumerate(legs)
        )
        return (Variable(self.key(ctx), self.shown, values),)

    def key(self, ctx: Context) -> str:
        """Id of the variable of its leg."""
        return ctx.key("leg", f"{ctx.moment} {self.shown}")

    def chosen(self, choice: Choice, ctx: Context) -> tuple[RouteLeg, float, bool]:
        """The leg meant, the metres of those before it, and whether there are several."""
        legs = self.legs(choice, ctx)
        value = choice.get(self.key(ctx))
        k = int(str(value.data)) if value is not None else 0
        before = (0.0, *accumulate(leg.length for leg in legs))
        return legs[k], before[k], len(legs) > 1


def route_told(children: list[object], span: Span) -> RouteRef:
    """The route of a sentence from its points."""
    points = [child for child in children if isinstance(child, PlaceRef)]
    via = [k for k, child in enumerate(children) if isinstance(child, Token)]
    if via:  # "from A to B via C and D" goes from A over C and D to B
        points = [points[0], *points[2:], points[1]]
    if len(points) > 1:
        line = " to ".join(sorted(folded(point.shown) for point in points))
        points = [replace(point, route=line) for point in points]
    return RouteRef(tuple(points), span.words, span.column)


def route_point(children: list[object], span: Span) -> PlaceRef:
    """One point of a route: a place by name, or coordinates."""
    token = children[0]
    assert isinstance(token, Token)
    if token.type == "COORDINATES":
        return PlaceRef(span.words, span.column, parse_coordinates(str(token), column=span.column))
    return PlaceRef(" ".join(span.words.strip('"“”„«»').split()), span.column)
