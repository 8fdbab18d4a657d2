"""Beside and along a route: "is 30 km left of the route from A to B", "is 120 km along R-114".

Semantics: a route is an open line of geodesic legs between points, declared in the case or named by
its ends. Left and right are as seen by who goes from its first point to its last. Left of a leg is
what bears left of it from its start; beside it, and not past an end, what its ends see on the leg's
side of a right angle (which gives way beyond the stretch 1, as compass words do); at a corner each
leg has a share of what lies beyond both. A distance left of it is the least distance to the leg. So
far along it is so far from its first point to where the perpendicular from the position meets it.
Of a route of several legs each is an ordinary reading, of which one may hold. Left and right of
one leg exclude each other, and of a route that goes one way all along, left and right of it.
"Not left of" it is right of it, short of its start, or past its end: likewise; with corners right
of and beside any one of its legs, past one and short of the next, or more than 9,000 km off.

What can test it: positions of the moment, with the stated errors of the route's points. Nothing is
said of how far a route was really flown: only of the line.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from lark import Token

from skywitness.claims.language.atoms.shared.amounts import amount_variables, range_of
from skywitness.claims.language.atoms.shared.base import (
    Atom,
    AtomKind,
    Choice,
    Context,
    Span,
)
from skywitness.claims.language.atoms.shared.routes import RouteRef, route_point, route_told
from skywitness.claims.language.words.unitwords import A_UNIT
from skywitness.claims.meaning.allowed import Range, Sector, Side
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Constraint, Part, State, Value, Variable
from skywitness.errors import LanguageError
from skywitness.places.measures.measures import AlongRoute, Bearing, Distance
from skywitness.places.place import Place
from skywitness.places.route import RouteLeg, one_way

Hand = Literal["left", "right"]
RIGHT_ANGLE = 90.0


#: What is so far off (m) may be seen past both ends of the leg that it is nearest to: 90° of arc
#: are 10,000 km.
FAR = Range(Side(9_000_000.0, 0.0), None)


@dataclass(frozen=True)
class BesideAtom(Atom):
    """On the ``hand`` side of a ``route``, by ``quantity`` if said; or not there."""

    hand: Hand
    quantity: Quantity | None
    denied: bool
    route: RouteRef
    words: str
    topic = "place"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Of the number and of the points; which leg; how it may fail where it is denied."""
        found = amount_variables(self.quantity, ctx) if self.quantity else ()
        found = (*found, *self.route.variables(ctx))
        if not self.denied:
            return (*found, *self.route.leg_variables(ctx))
        firsts = {v.id: v.values[0] for v in found}
        return (*found, self._ways(self.route.legs(firsts, ctx), ctx))

    def _ways(self, legs: tuple[RouteLeg, ...], ctx: Context) -> Variable:
        """How it may fail to be beside the route; data are the way and the leg's number.

        What does not lie on the hand's side of the leg that is nearest to it is in one of these.
        """
        name, several = self.route.shown, len(legs) > 1
        other = _OTHER[self.hand]
        ways = [
            (f"{other} of {leg.line.name if several else name}", f"across {k}")
            for k, leg in enumerate(legs)
        ]
        ways.append((f"short of the start of {name}", "before 0"))
        ways.append((f"past the end of {name}", f"past {len(legs) - 1}"))
        ways += [
            (f"past {leg.line.name}, and short of the next leg", f"corner {k}")
            for k, leg in enumerate(legs[:-1])
        ]
        if several:
            ways.append((f"far from {name}", "far 0"))
        values = tuple(Value(label, "ordinary", how) for label, how in ways)
        return Variable(self._how(ctx), self.words, values)

    def _how(self, ctx: Context) -> str:
        return ctx.key("beside", f"{ctx.moment} {self.words}")

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The distance to the leg, the side it lies on, and that it is beside the leg."""
        if self.denied:
            return (
                *(
                    Part(ctx.claim, self.words, ctx.spot, where, alternative=True)
                    for where in self._elsewhere(choice, ctx)
                ),
                self._fact(self.hand, False, choice, ctx),
            )
        leg, _, several = self.route.chosen(choice, ctx)
        found = []
        if self.quantity is not None:
            allowed = range_of(self.quantity, choice, ctx)
            found.append(("", Constraint(Distance(leg.line), allowed)))
        name = f"{self.hand} of {self.route.words}"
        found.append((name, _aside(leg, self.hand)))
        found += [(f"beside {self.route.words}", each) for each in _beside(leg, self.hand, ctx)]
        words = self.quantity.words if self.quantity else self.words
        return (
            *(
                Part(ctx.claim, name or words, ctx.spot, each, alternative=several)
                for name, each in found
            ),
            self._fact(self.hand, True, choice, ctx),
            *self._not_other(leg, choice, ctx),
        )

    def _not_other(self, leg: RouteLeg, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """That it is not on the other side: of the route where it has but two, else of its leg."""
        if one_way(self.route.legs(choice, ctx)):
            return (self._fact(_OTHER[self.hand], False, choice, ctx),)
        return tuple(
            self._part(State(f"{hand} of {leg.line.name} at {ctx.spot}", hand == self.hand), ctx)
            for hand in _OTHER
        )

    def _fact(self, hand: Hand, so: bool, choice: Choice, ctx: Context) -> Part:
        """That it is on one side of the route, which its denial excludes."""
        what = f"{hand} of {self.route.place(choice, ctx).name} at {ctx.spot}"
        return self._part(State(what, so), ctx)

    def _part(self, state: State, ctx: Context) -> Part:
        return Part(ctx.claim, self.words, ctx.spot, state, implied=True)

    def _elsewhere(self, choice: Choice, ctx: Context) -> tuple[Constraint, ...]:
        """Where it is instead, in the way chosen; of a route with corners beside a leg."""
        legs = self.route.legs(choice, ctx)
        how, number = str(choice[self._how(ctx)].data).split()
        k = int(number)
        leg, several = legs[k], len(legs) > 1
        if how == "across":
            other = _OTHER[self.hand]
            across = _aside(leg, other)
            return (across, *_beside(leg, other, ctx)) if several else (across,)
        if how == "far":
            return (Constraint(Distance(self.route.place(choice, ctx)), FAR),)
        before = _ahead(leg.start, leg.onward + 180.0, leg.turned, 0.0, ctx)
        past = _ahead(leg.end, leg.back + 180.0, leg.turned, 0.0, ctx)
        if how == "corner":
            after = legs[k + 1]
            return (past, _ahead(after.start, after.onward + 180.0, after.turned, 0.0, ctx))
        return (before,) if how == "before" else (past,)


@dataclass(frozen=True)
class AlongAtom(Atom):
    """``quantity`` along a ``route`` from its first point."""

    quantity: Quantity
    route: RouteRef
    words: str
    topic = "place"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Of the number and of the points, and which leg."""
        found = (*amount_variables(self.quantity, ctx), *self.route.variables(ctx))
        return (*found, *self.route.leg_variables(ctx))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """How far along the leg, and that this is on the leg."""
        leg, before, several = self.route.chosen(choice, ctx)
        allowed = range_of(self.quantity, choice, ctx)
        measure = AlongRoute(leg.line)
        onto = Range(Side(0.0, 0.0), Side(leg.length, 0.0), unit=allowed.unit)
        return tuple(
            Part(ctx.claim, name, ctx.spot, Constraint(measure, each), alternative=several)
            for name, each in (
                (self.words, _shifted(allowed, before)),
                (f"beside {self.route.words}", _wider(onto, leg)),
            )
        )


@dataclass(frozen=True)
class OffRouteAtom(Atom):
    """At a distance ``quantity`` from a ``route``, on either side or past an end."""

    quantity: Quantity
    route: RouteRef
    words: str
    topic = "place"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Of the number and of the points."""
        return (*amount_variables(self.quantity, ctx), *self.route.variables(ctx))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the least distance to the line."""
        measure = Distance(self.route.place(choice, ctx))
        allowed = range_of(self.quantity, choice, ctx)
        return (Part(ctx.claim, self.words, ctx.spot, Constraint(measure, allowed)),)


_OTHER: dict[Hand, Hand] = {"left": "right", "right": "left"}


def _aside(leg: RouteLeg, hand: Hand) -> Constraint:
    """What bears to one side of a leg from its start."""
    turn = RIGHT_ANGLE if hand == "right" else -RIGHT_ANGLE
    sector = Sector((leg.onward + turn) % 360.0, RIGHT_ANGLE + leg.turned, 0.0,
                    f"{hand} of {leg.line.name}", leg.turned)  # fmt: skip
    return Constraint(Bearing(leg.start, "centroid"), sector)


def _beside(leg: RouteLeg, hand: Hand, ctx: Context) -> tuple[Constraint, ...]:
    """What both ends of a leg see on its side; outside a corner up to the middle of the turn."""
    # Inside a corner what is past the end of one leg is beside the other, or across it.
    starts, ends = (abs(turn) / 2 if (turn > 0) == (hand == "left") else 0.0 for turn in leg.turns)
    return (
        _ahead(leg.start, leg.onward, leg.turned, starts, ctx),
        _ahead(leg.end, leg.back, leg.turned, ends, ctx),
    )


def _ahead(point: Place, way: float, turned: float, corner: float, ctx: Context) -> Constraint:
    """What bears within a right angle (and half a corner) of a direction from a point."""
    half = RIGHT_ANGLE + corner + turned
    gives = RIGHT_ANGLE / 4 * 2 * ctx.policy.compass.gives_way
    sector = Sector(way % 360.0, half, gives, f"beside {point.name}", turned)
    return Constraint(Bearing(point, "centroid"), sector)


def _shifted(allowed: Range, before: float) -> Range:
    """A range of the whole route as one of a leg that begins so many metres on."""
    lower, upper = (
        None if side is None else replace(side, limit=side.limit - before)
        for side in (allowed.lower, allowed.upper)
    )
    return replace(allowed, lower=lower, upper=upper)


def _wider(onto: Range, leg: RouteLeg) -> Range:
    """A leg as long as its ends' errors can make it."""
    error = 2 * (leg.line.error_m or 0.0)
    assert onto.upper is not None
    return replace(onto, upper=replace(onto.upper, limit=onto.upper.limit + error))


def _side(children: list[object], span: Span) -> BesideAtom:
    tokens = [child for child in children if isinstance(child, Token)]
    quantity = next((child for child in children if isinstance(child, Quantity)), None)
    route = next(child for child in children if isinstance(child, RouteRef))
    kinds = {token.type for token in tokens}
    if "WITHIN_HAND" in kinds and quantity is not None:
        quantity = _within(quantity, span)
    word = next(t for t in tokens if t.type in ("HAND", "NOT_HAND"))
    hand: Hand = (
        "left" if "left" in word.lower().split() or "left-hand" in word.lower() else "right"
    )
    return BesideAtom(hand, quantity, word.type == "NOT_HAND", route, span.words)


def _along(children: list[object], span: Span) -> AlongAtom:
    quantity = next(child for child in children if isinstance(child, Quantity))
    route = next(child for child in children if isinstance(child, RouteRef))
    return AlongAtom(quantity, route, span.words)


def _off(children: list[object], span: Span) -> OffRouteAtom:
    quantity = next(child for child in children if isinstance(child, Quantity))
    route = next(child for child in children if isinstance(child, RouteRef))
    kinds = {child.type for child in children if isinstance(child, Token)}
    if kinds & {"NEAR_ROUTE", "FAR_ROUTE"}:
        quantity = _within(quantity, span, far="FAR_ROUTE" in kinds)
    return OffRouteAtom(quantity, route, span.words)


def _within(quantity: Quantity, span: Span, *, far: bool = False) -> Quantity:
    """At most so far, or where it is denied at least."""
    if quantity.hedge not in ("", "about", "at most"):
        raise LanguageError(
            f"'{span.words}' says two things at once",
            column=span.column,
            expected=("a number after within",),
        )
    rough = quantity.rough or quantity.hedge == "about"
    return replace(quantity, hedge="at least" if far else "at most", rough=rough)


_LINE = (
    r"(?:(?:straight|direct|planned|filed|great[\s-]circle)\s+)*"
    r"(?:route|line|way|airway|track|path|flight\s+path)\s+from"
)
#: The "and" of "via C and D": what comes after it is no clause and no amount.
_AND_VIA = (
    r"(?:and|&)(?!\s+(?:(?!and\b)[\w.'’-]+\s+){1,6}?(?:is|was|are|were|lies|lay)\s)"
    rf"(?!\s+[\d.,]+\s*(?:[-–—]\s*[\d.,]+\s*)?{A_UNIT})(?![\w-])"
)
_HAND = r"(?:(?:to|on)\s+the\s+)?(?:left|right)(?:-hand)?(?:\s+side)?\s+of"

KIND = AtomKind(
    name="route",
    title="Beside and along a route",
    grammar=rf"""
beside_route: quantity? HAND route | NOT_HAND route | WITHIN_HAND quantity HAND route
WITHIN_HAND.10: /within(?=(?:[^;,\n]|,(?=\d)){{1,40}}?\s{_HAND}\s)/i
along_route: quantity _DOWN route
off_route: quantity (_FROM | _AWAY_FROM | _OFF_ROUTE) line_route | (NEAR_ROUTE | FAR_ROUTE) quantity (_OF | _FROM) line_route
?route: line_route | named_route
named_route: route_point
line_route: _ROUTE_FROM route_start _TO route_point (VIA route_point (_AND_VIA route_point)*)?
FAR_ROUTE.10: /not\s+within(?=(?:[^;,\n]|,(?=\d)){{1,40}}?\s+(?:of|from)\s+(?:the\s+|a\s+)?{_LINE}\s)/i
NEAR_ROUTE.9: /within(?=(?:[^;,\n]|,(?=\d)){{1,40}}?\s+(?:of|from)\s+(?:the\s+|a\s+)?{_LINE}\s)/i
_OFF_ROUTE.9: /off(?=\s+(?:the\s+|a\s+)?{_LINE}\s)/i
route_start: ROUTE_START | COORDINATES
route_point: QUOTED | NAME | COORDINATES
HAND.9: /{_HAND}(?![\w-])/i
NOT_HAND.9: /not\s+{_HAND}(?![\w-])/i
_DOWN.9: /along(?=\s+(?!the\s+coast))(?![\w-])/i
_ROUTE_FROM.9: /(?:the\s+|a\s+)?{_LINE}(?![\w-])/i
VIA.8: /via(?![\w-])/i
_AND_VIA.9: /{_AND_VIA}/i
ROUTE_START.1: /(?:"[^"\n]{{1,120}}"|“[^”\n]{{1,120}}”|[^\W\d_][\w'’.\-‐]*(?:\s+[^\W_][\w'’.\-‐]*){{0,7}}?)(?=\s+to\s)/i
""",  # noqa: E501
    predicates=("beside_route", "along_route", "off_route"),
    tails=("beside_route", "along_route", "off_route"),
    builders={
        "beside_route": _side,
        "along_route": _along,
        "off_route": _off,
        "line_route": route_told,
        "named_route": route_told,
        "route_start": route_point,
        "route_point": route_point,
    },
    terminals={
        "HAND": "left of",
        "WITHIN_HAND": "within",
        "NOT_HAND": "not left of",
        "_DOWN": "along",
        "NEAR_ROUTE": "within",
        "FAR_ROUTE": "not within",
        "_OFF_ROUTE": "off",
        "_ROUTE_FROM": "the route from",
        "VIA": "via",
        "_AND_VIA": "and",
        "ROUTE_START": "a place followed by to",
    },
    stop_words=("via",),
    examples=(
        "encounter is 30 km left of the route from Odesa to Istanbul",
        "encounter is to the right of the route from Odesa to Istanbul via 44.5 N, 31.0 E",
        "encounter is not left of the route from Odesa to Istanbul",
        "encounter is 120 km along the route from Odesa to Istanbul",
        "encounter is within 30 km of the route from Odesa to Istanbul",
        "encounter is not within 30 km of the route from Odesa to Istanbul",
    ),
)
