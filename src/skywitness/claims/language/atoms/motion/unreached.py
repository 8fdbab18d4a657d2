"""What could be reached: "MQ-9 could not reach Crimea", "missile could reach Vincennes at launch".

Semantics: a fact, that the object could reach the place or object, at the moment named or at some
time. What could not reach a place at any time is never inside it; what could not reach an object at
any time does not touch it. That something could be reached says of no moment where it was.

What can test it: an opposite statement; for what could not, a position inside the place, or a
contact. Hard limit: none. Brochure limits: published ranges and speeds never contradict.
"""

from __future__ import annotations

from dataclasses import dataclass

from lark import Token

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.base import (
    Atom,
    AtomKind,
    Choice,
    Context,
    Span,
)
from skywitness.claims.language.atoms.shared.common import PlaceRef, fact, one
from skywitness.claims.language.atoms.shared.contacts import contact_of
from skywitness.claims.language.atoms.shared.neverinside import never_inside
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
from skywitness.claims.meaning.parts import Part, Variable


@dataclass(frozen=True)
class UnreachedAtom(Atom):
    """``who`` could reach ``whither``, or could not."""

    who: str
    whither: PlaceRef
    could: bool
    words: str
    topic = "reach"
    timeless = True

    @property
    def passed(self) -> str:
        """The place that it would enter."""
        return self.whither.shown

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Extent of the place."""
        return () if self._object(ctx) else self._where(ctx).variables(ctx)

    def _object(self, ctx: Context) -> bool:
        return bool(ctx.names.called(self.whither.words))

    def _where(self, ctx: Context) -> PlaceRef:
        return self.whither.about(legs.called(self.who, ctx))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The fact, and what never was if it could not be."""
        who = legs.called(self.who, ctx)
        if self._object(ctx):
            other = legs.called(self.whither.words, ctx)
            found = fact(ctx, self.words, f"{who} could reach {other}", self.could)
            if self.could or ctx.spot:
                return found
            contact = contact_of(self.who, self.whither.words, ctx)
            return (*found, *fact(ctx, self.words, contact, False))
        place = self._where(ctx).place(choice, ctx)
        found = fact(ctx, self.words, f"{who} could reach {place.name}", self.could)
        if self.could or ctx.spot:
            return found
        if place.geometry.geom_type == "Point":  # which has no inside that a position could be in
            inside = legs.ever_inside(self.who, place, ctx)
            return (*found, *fact(ctx, self.words, inside, False))
        return (*found, *never_inside(self.who, self.whither, place, ctx, self.words, starts=False))


def _build(children: list[object], span: Span) -> UnreachedAtom:
    whither = one(children, PlaceRef)
    assert isinstance(whither, PlaceRef)
    could = any(isinstance(child, Token) and child.type == "COULD_REACH" for child in children)
    return UnreachedAtom(legs.actor(children, "REACHER"), whither, could, span.words)


_COULD = (
    r"(?:could(?:\s+have)?|can|(?:is|was)\s+able\s+to|(?:is|was)\s+capable\s+of)\s+reach(?:ed|ing)?"
)
_NOT = (
    r"(?:(?:could|can)\s+(?:not|never)(?:\s+(?:possibly|ever))?(?:\s+have)?|cannot(?:\s+possibly)?"
    r"|(?:is|was)\s+(?:not\s+able|never\s+able|unable)\s+to"
    r"|(?:is|was)\s+(?:(?:not|never)\s+capable|incapable)\s+of)\s+reach(?:ed|ing)?"
)

KIND = AtomKind(
    name="unreached",
    title="What could be reached",
    grammar=rf"""
unreached: REACHER (COULD_REACH | _NOT_REACH) place
REACHER.40: /{OBJECT_PATTERN}(?=\s+(?:{_COULD}|{_NOT})(?![\w-]))/i
COULD_REACH.41: /{_COULD}(?![\w-])/i
_NOT_REACH.41: /{_NOT}(?![\w-])/i
""",
    clauses=("unreached",),
    builders={"unreached": _build},
    terminals={
        "REACHER": "an object followed by could reach or could not reach",
        "COULD_REACH": "could reach",
        "_NOT_REACH": "could not reach",
    },
    examples=(
        "MQ-9 could not reach Crimea",
        "missile could reach Vincennes at launch",
    ),
)
