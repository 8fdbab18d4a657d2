"""Depth of the sea: "is 60 km from Sevastopol where the sea is 850-900 m deep".

Semantics: the sea floor below the moment's position lies that deep. The number is recorded.

What can test it: a depth layer with a stated error. None is part of the shipped places, so the part
is not tested and the verdict says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import one
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Part, Variable

REASON = "there is no depth layer with a stated error to test a depth against"


@dataclass(frozen=True)
class DepthAtom(Atom):
    """Where the sea is ``quantity`` deep."""

    quantity: Quantity
    words: str
    topic = "depth"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None: nothing is measured."""
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part that nothing here can test."""
        return (Part(ctx.claim, self.words, ctx.spot, None, REASON),)


def _build(children: list[object], span: Span) -> DepthAtom:
    quantity = one(children, Quantity)
    assert isinstance(quantity, Quantity)
    return DepthAtom(quantity, span.words)


KIND = AtomKind(
    name="depth",
    title="Depth of the sea",
    grammar=r"""
depth: _WHERE _THE_SEA _IS quantity _DEEP | _AT _A_DEPTH quantity | quantity _DEEP
    | _IN quantity _OF_WATER
sea_depth: _THE_SEA _IS quantity _DEEP
_THE_SEA.30: /(?:the\s+)?(?:sea|water|sea\s+floor|seabed)(?:\s+there)?(?=\s+(?:is|was)(?![\w-]))/i
_A_DEPTH.7: /(?:an?\s+|the\s+)?(?:water\s+)?depth(?:s)?\s+of(?![\w-])/i
_DEEP.6: /(?:deep|in\s+depth)(?![\w-])/i
_OF_WATER.6: /(?:of\s+water|deep\s+water)(?![\w-])/i
""",
    predicates=("depth",),
    tails=("depth",),
    clauses=("sea_depth",),
    builders={"depth": _build, "sea_depth": _build},
    terminals={
        "_THE_SEA": "the sea",
        "_A_DEPTH": "a depth of",
        "_DEEP": "deep",
        "_OF_WATER": "of water",
    },
    examples=(
        "wreck is 60 km from Sevastopol where the sea is 850-900 m deep",
        "wreck is at a depth of 4,000-5,000 ft",
        "wreck is where the sea is 850-900 m deep",
    ),
)
