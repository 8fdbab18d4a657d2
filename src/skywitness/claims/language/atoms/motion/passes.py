"""How near it came: "MQ-9 passes within 45 ft of Su-27 at contact", "MQ-9 is never closer than 3 km
to Crimea", "Su-24 passes 2 km from Crimea", "Su-27 and MQ-9 are never less than 50 m apart".

Semantics: "passes within" a distance of a place is at most so far from it, at the moment named or
at a pass of its own ("pass of MQ-9 by Crimea", which a case may declare). "Passes 2 km from" is so
far from it there, and says nothing of its other moments: what passed at noon may have come nearer
at one. Where claims tell of passes of one object by the same at other distances, each is a pass of
its own. "Never closer than" is at all moments at which the case declares the object to be, and at
each pass, at least so far, and never inside; of its way between those moments nothing is tested.
From another object it is the distance between the two, along the ground, or with heights counted in
where "in a straight line" or "slant" is said.

What can test it: the place's shape with a stated error; positions of the object; another distance
of the two; a track. Hard limit: none. Brochure limits: none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from lark import Token

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.amounts import amount_variables, range_of
from skywitness.claims.language.atoms.shared.base import (
    Atom,
    AtomKind,
    Choice,
    Context,
    Span,
    folded,
)
from skywitness.claims.language.atoms.shared.common import (
    PlaceRef,
    bare,
    fact,
    one,
    placeless,
    single_anchor,
)
from skywitness.claims.language.atoms.shared.contacts import no_contact
from skywitness.claims.language.atoms.shared.endmoments import end_spots
from skywitness.claims.language.atoms.shared.passings import Passing
from skywitness.claims.language.words.lexicon import A_TIME, AMOUNT, OBJECT_PATTERN
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.numbers import Hedge, Quantity
from skywitness.claims.meaning.parts import Constraint, Part, Separation, Variable
from skywitness.claims.meaning.spots import Spot
from skywitness.errors import LanguageError
from skywitness.places.measures.measures import CoastDistance, Distance

#: "within": at most so far; "at": so far and no nearer; "beyond": never nearer.
How = Literal["within", "at", "beyond"]


@dataclass(frozen=True)
class PassesAtom(Atom):
    """``who`` passes ``other`` within ``quantity``, at it, or never nearer."""

    who: str
    how: How
    quantity: Quantity
    other: PlaceRef
    words: str
    slant: bool = False
    topic = "separation"
    timeless = True

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit of the number, and extent of a place."""
        found = amount_variables(self.quantity, ctx)
        return found if self._object(ctx) else (*found, *self._where(ctx).variables(ctx))

    @property
    def passing(self) -> Passing | None:
        """The pass that it tells."""
        return Passing(self.other.shown, self.quantity) if self.how == "at" else None

    def _passings(self, ctx: Context) -> tuple[Passing, ...]:
        """The passes that claims tell unlike, unless the case declares which moment it is."""
        made = {folded(self._phrase(name)) for name in (self.who, legs.called(self.who, ctx))}
        return ctx.names.passings(self.who, self.other.shown) if self._pass(ctx) in made else ()

    def _object(self, ctx: Context) -> bool:
        return bool(self._known(ctx))

    def _known(self, ctx: Context) -> str:
        """The id of the other, where it is a declared object."""
        return next(iter(ctx.names.called(self.other.words)), "")

    def _where(self, ctx: Context) -> PlaceRef:
        return self.other.about(legs.called(self.who, ctx))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The distance at the pass, and at each of its moments where it is never nearer.

        Raises:
            LanguageError: the other object is where the first one is.
        """
        allowed = range_of(self.quantity, choice, ctx)
        near, far = replace(allowed, lower=None), replace(allowed, upper=None)
        there = {"within": near, "at": allowed, "beyond": far}[self.how]
        passing = ctx.spot.moment or self._pass(ctx, self._told(ctx))
        found = [self._part(self.words, passing, there, choice, ctx)]
        if self.how != "within" and self._object(ctx):
            ever = self.how == "beyond" and not ctx.spot
            pair, when = (self.who, self.other.words), "" if ever else passing
            found += no_contact(pair, allowed, self.words, when, ctx)
        if self.how != "beyond" or ctx.spot:
            return tuple(found)
        for when in dict.fromkeys(self._moments(ctx)):
            if when != passing:
                name = f"{self.words} at {when}"
                found.append(self._part(name, when, far, choice, ctx))
        if self._object(ctx):
            return tuple(found)
        place = self._where(ctx).place(choice, ctx)
        if single_anchor(place):
            return tuple(found)
        never = legs.ever_inside(self.who, place, ctx)
        return (*found, *fact(ctx, self.words, never, False))

    def _told(self, ctx: Context) -> str:
        """What tells its pass apart, where claims tell of passes at other distances too."""
        return self.passing.words if self.passing and self._passings(ctx) else ""

    def made(self, ctx: Context) -> tuple[str, ...]:
        """The moments of passes that are made of its words, as written."""
        phrase = self._phrase(legs.called(self.who, ctx))
        return (phrase, *(f"{phrase} ({each.words})" for each in self._passings(ctx)))

    def _phrase(self, name: str) -> str:
        """What the pass of an object of this name is called."""
        return f"pass of {name} by {self.other.shown}"

    def _pass(self, ctx: Context, told: str = "") -> str:
        """The id of the moment of the pass: the nearest, or the one that is ``told`` apart."""
        moment = legs.moment_of(self._phrase, self.who, ctx)
        return folded(f"{moment} ({told})") if told else moment

    def _moments(self, ctx: Context) -> Iterator[str]:
        """The moments of the object; with another object, those at which the two are apart.

        Beside a place its take-offs and landings are such moments as well.
        """
        yield self._pass(ctx)
        yield from (self._pass(ctx, each.words) for each in self._passings(ctx))
        if not self._object(ctx):
            for landings in (False, True):
                for spot, _ in end_spots(self.who, ctx, landings=landings):
                    yield spot.moment
        for spot, when in ctx.names.spots(self.who):
            moment = ctx.names.moment(when)
            if not self._object(ctx) or self._its(moment, ctx) != spot:
                yield moment

    def _its(self, moment: str, ctx: Context) -> Spot:
        """The place of the other object at a moment."""
        return ctx.names.spot(self.other.words, moment)

    def _part(self, name: str, moment: str, allowed: Range, choice: Choice, ctx: Context) -> Part:
        mine = ctx.names.spot(self.who, moment)
        if self._object(ctx):
            its = self._its(moment, ctx)
            if its == mine:
                raise placeless(self.other.words, self.other.column, declared=self._known(ctx))
            return Part(ctx.claim, name, mine, Separation(mine, its, allowed, self.slant))
        if self.slant:
            raise placeless(self.other.words, self.other.column, stands=True)
        place = self._where(ctx).place(choice, ctx)
        measure = CoastDistance(place) if self.other.coast else Distance(place)
        return Part(ctx.claim, name, mine, Constraint(measure, allowed))


def _kept(children: list[object], span: Span) -> PassesAtom:
    quantity = one(children, Quantity)
    assert isinstance(quantity, Quantity)
    tokens = {child.type: str(child) for child in children if isinstance(child, Token)}
    pair = tokens["PAIR_KEPT"] if "PAIR_KEPT" in tokens else tokens["PAIR_BETWEEN"]
    first, second = re.split(r"\s+and\s+", pair, maxsplit=1, flags=re.IGNORECASE)
    rough = quantity.rough or quantity.hedge == "about"
    quantity = replace(quantity, hedge="at least", rough=rough)
    other = PlaceRef(bare(second), span.column)
    return PassesAtom(bare(first), "beyond", quantity, other, span.words, "SLANT" in tokens)


def _build(children: list[object], span: Span) -> PassesAtom:
    quantity, other = one(children, Quantity), one(children, PlaceRef)
    assert isinstance(quantity, Quantity)
    assert isinstance(other, PlaceRef)
    kinds = {child.type for child in children if isinstance(child, Token)}
    bound: Hedge
    how: How = "beyond" if "BEYOND" in kinds else "within" if "COMES_WITHIN" in kinds else "at"
    if how != "at":
        rough = quantity.rough or quantity.hedge == "about"
        bound = "at most" if how == "within" else "at least"
        quantity = replace(quantity, hedge=bound, rough=rough)
    slant = "SLANT" in kinds
    if slant and other.coordinates is not None:
        raise LanguageError(
            "a position has no height, so no distance from it is one in a straight line",
            column=other.column,
            expected=("an object",),
        )
    return PassesAtom(legs.actor(children, "PASSER"), how, quantity, other, span.words, slant)


_PASSES = r"(?:passes|passed|flies|flew|comes|came|gets|got|approaches|approached|closes|closed)"
_WITHIN = rf"{_PASSES}\s+(?:to\s+)?within"
_CLOSER = r"(?:any\s+)?(?:closer|nearer)\s+than"
_BEYOND = (
    rf"(?:(?:(?:is|was)\s+never|never\s+(?:{_PASSES}|came|gets|comes)|never)\s+(?:{_CLOSER}|within)"
    rf"|(?:(?:does|did|do)\s+not|never)\s+(?:pass|come|fly|get|approach)\s+(?:to\s+)?"
    rf"(?:{_CLOSER}|within)"
    r"|(?:stays|stayed|keeps|kept|remains|remained)\s+(?:at\s+least|more\s+than|over))"
)

_KEPT = (
    rf"(?:(?:are|is|were|was)\s+never\s+(?:{_CLOSER}|less\s+than|under|below|within)"
    rf"|never\s+(?:{_PASSES}|come|came|get|were|was)\s+(?:to\s+)?(?:{_CLOSER}|within)"
    rf"|(?:did|do)\s+not\s+(?:come|pass|get|fly|approach)\s+(?:to\s+)?(?:{_CLOSER}|within))"
)

KIND = AtomKind(
    name="passes",
    title="How near it came",
    grammar=rf"""
passes: PASSER (COMES_WITHIN | BEYOND) quantity (_OF | _FROM | _TO_PLACE | _AWAY_FROM) place SLANT?
    | PASSER _PASSES quantity (_FROM | _AWAY_FROM) place SLANT?
kept: PAIR_KEPT _KEPT quantity (_EACH_OTHER | _APART)? SLANT?
    | _SEPARATION_OF PAIR_BETWEEN _KEPT quantity SLANT?
PAIR_KEPT.44: /{OBJECT_PATTERN}\s+and\s+{OBJECT_PATTERN}(?=\s+(?:{_KEPT})\s)/i
_SEPARATION_OF.46: /(?:the\s+)?(?:separation|distance)\s+(?:of|between)(?=\s+{OBJECT_PATTERN}\s+and\s+{OBJECT_PATTERN}\s+(?:{_KEPT})\s)/i
PAIR_BETWEEN.45: /{OBJECT_PATTERN}\s+and\s+{OBJECT_PATTERN}(?=\s+(?:{_KEPT})\s)/i
_KEPT.42: /{_KEPT}(?![\w-])/i
_EACH_OTHER.9: /(?:of|to)\s+(?:each\s+other|one\s+another)(?![\w-])/i
PASSER.43: /{OBJECT_PATTERN}(?=\s+(?:{_WITHIN}|{_BEYOND}|(?:passes|passed))(?!\s+{A_TIME})(?=\s+[^;,\n\d]{{0,30}}?\b{AMOUNT})(?![\w-]))/i
COMES_WITHIN.41: /{_WITHIN}(?![\w-])/i
BEYOND.42: /{_BEYOND}(?![\w-])/i
_PASSES.40: /(?:passes|passed)(?=\s+[^;,\n\d]{{0,30}}?\b{AMOUNT})/i
""",  # noqa: E501
    clauses=("passes", "kept"),
    builders={"passes": _build, "kept": _kept},
    terminals={
        "PASSER": "an object followed by passes within or is never closer than",
        "COMES_WITHIN": "passes within",
        "BEYOND": "never closer than",
        "_PASSES": "passes",
        "PAIR_KEPT": "two objects joined by and, followed by are never less than",
        "PAIR_BETWEEN": "two objects joined by and",
        "_SEPARATION_OF": "the separation of",
        "_KEPT": "never less than",
        "_EACH_OTHER": "of each other",
    },
    examples=(
        "MQ-9 passes within 45 ft of Su-27 at contact",
        "MQ-9 passes 2 km from Crimea",
        "Su-27 and MQ-9 are never less than 50 m apart",
        "the separation of Su-27 and MQ-9 was never less than 50 m",
        "MQ-9 is never closer than 3 km to Crimea",
        "MQ-9 never came within 12 nm of the Russian coast",
    ),
)
