"""Formation: "Su-27 flies ahead of MQ-9 at contact", "Su-27 is below MQ-9 at contact".

Semantics: facts of a pair of aircraft at the moment named. Ahead excludes behind, above excludes
below, whichever of the two is named first: that one is behind the other is that the other is ahead.
"Is below" is read so of declared objects only (:mod:`skywitness.claims.casefile.pairs`).
Parallel to and beside hold of both. None of them has a distance. No formation
is flown with a place: what "over" and "above" are said of must be a declared object.

What can test it: only an opposite statement of the same pair and moment. Tracks of both would show
it; none is part of a case. Hard limit: none. Brochure limits: none.
"""

from __future__ import annotations

import re
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
from skywitness.claims.language.atoms.shared.common import bare, fact
from skywitness.claims.language.words.lexicon import AMOUNT_OR_HEDGE, OBJECT_PATTERN
from skywitness.claims.meaning.parts import Part, Variable
from skywitness.errors import AmbiguousPlace, LanguageError, PlaceError

REASON = "needs tracks of both"

#: The word said → the fact it is about, and whether the first named is the one it is true of.
SIDES = {
    "ahead of": ("ahead of", True),
    "in front of": ("ahead of", True),
    "behind": ("ahead of", False),
    "above": ("above", True),
    "over": ("above", True),
    "below": ("above", False),
    "under": ("above", False),
    "underneath": ("above", False),
    "beneath": ("above", False),
}
#: Words that hold of both alike.
MUTUAL = {
    "parallel to": "parallel to",
    "in parallel with": "parallel to",
    "parallel with": "parallel to",
    "beside": "beside",
    "alongside": "beside",
    "abreast of": "beside",
    "next to": "beside",
}


@dataclass(frozen=True)
class FormationAtom(Atom):
    """``who`` flies ``where`` (as in :data:`SIDES` or :data:`MUTUAL`) seen from ``other``."""

    who: str
    where: str
    other: str
    words: str
    column: int = 1
    topic = "separation"
    timeless = True
    # Behind at one time says nothing of another: without a moment nothing could clash.
    when = "moment"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None.

        Raises:
            LanguageError: the other is a place: no formation is flown with one.
        """
        if not ctx.names.called(self.other) and self._place(ctx):
            raise LanguageError(
                f"'{self.other}' is a place: no formation is flown with one",
                column=self.column,
                expected=("an aircraft",),
                remedy="say where the aircraft is instead, or declare the other as one of "
                "[[objects]]",
            )
        return ()

    def _place(self, ctx: Context) -> bool:
        try:
            ctx.names.places(self.other)
        except AmbiguousPlace:
            return True
        except PlaceError:
            return False
        return True

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The fact of the pair, which no evidence here bears on."""
        first, second = legs.pair_called(self.who, self.other, ctx)
        if self.where in MUTUAL:
            what, value = f"{first} {MUTUAL[self.where]} {second}", True
        else:
            side, forward = SIDES[self.where]
            what, value = (
                f"{first} {side} {second}",
                forward == (legs.called(self.who, ctx) == first),
            )
        return fact(ctx, self.words, what, value, untestable=REASON)


def _build(children: list[object], span: Span) -> FormationAtom:
    tokens = {child.type: str(child) for child in children if isinstance(child, Token)}
    where = " ".join(tokens["FORMED"].lower().split()[1:])
    where = re.sub(r"^(?:flying|keeping)\s+", "", where)
    token = next(c for c in children if isinstance(c, Token) and c.type in ("QUOTED", "NAME"))
    column = span.column + span.words.rfind(str(token))
    return FormationAtom(legs.actor(children, "WINGMAN"), where, bare(token), span.words, column)


_WHERE = "|".join(
    word.replace(" ", r"\s+")
    # "Over" and "above" are said of places too, see the atom of flight over a place.
    # One order for good: the tables kept of a grammar are found by its text.
    for word in sorted({*SIDES, *MUTUAL} - {"over", "above"}, key=lambda word: (-len(word), word))
)
#: "Is below" so much or so high is a height; "is above" and "is over" are said of places too.
_IS_BELOW = (
    r"(?:is|was)\s+(?:below|beneath|underneath)"
    rf"(?=\s+(?!{AMOUNT_OR_HEDGE})(?!(?:the\s+)?(?:FL|flight\s+levels?|(?:mean\s+)?sea\s+level|msl"
    r"|horizon)(?![a-z]))[\"“„«]?[^\W\d][^;,]*?\sat\s)"
)
_FORMED = rf"(?:(?:flies|flew|keeps|kept|(?:is|was)\s+flying)\s+(?:{_WHERE})|{_IS_BELOW})"

KIND = AtomKind(
    name="formation",
    title="Formation",
    grammar=rf"""
formation: WINGMAN FORMED (NAME | QUOTED)
WINGMAN.42: /{OBJECT_PATTERN}(?=\s+{_FORMED}(?![\w-])\s+["“„«]?[^\W\d])/i
FORMED.41: /{_FORMED}(?![\w-])/i
""",
    clauses=("formation",),
    builders={"formation": _build},
    terminals={
        "WINGMAN": "an aircraft followed by flies ahead of, behind, above, below or beside",
        "FORMED": "flies ahead of",
    },
    examples=(
        "Su-27 flies ahead of MQ-9 at contact",
        "Su-27 flies below MQ-9 at contact",
        "Su-27 is below MQ-9 at contact",
        "EP-3 flies parallel to J-8 at collision",
    ),
)
