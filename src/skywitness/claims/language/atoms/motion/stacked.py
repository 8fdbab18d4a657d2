"""One above another by so much: "Su-25 is 8 km below MH17 at hit".

Semantics: a fact of the pair at the moment named, that one is above the other, as of a formation.
By how much is put on record and not tested: it is the difference of two heights, of which nothing
here is known but what is told of each by itself.

What can test it: only an opposite statement of the same pair and moment. Hard limit: none. Brochure
limits: none.
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
from skywitness.claims.language.atoms.shared.common import bare, fact, one
from skywitness.claims.language.words.lexicon import A_LENGTH, OBJECT_PATTERN
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Part, Variable
from skywitness.errors import LanguageError

REASON = "the difference of two heights is not tested: say how high each was"


@dataclass(frozen=True)
class StackedAtom(Atom):
    """``who`` is above, or below, ``other`` by ``height``, which is not tested."""

    who: str
    above: bool
    other: str
    height: Quantity
    words: str
    column: int = 1
    topic = "separation"
    timeless = True
    when = "moment"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None.

        Raises:
            LanguageError: one of the two is no declared object.
        """
        for name in (self.who, self.other):
            if not ctx.names.called(name):
                raise LanguageError(
                    f"'{name}' is no object of the case, so that nothing is above or below it",
                    column=self.column,
                    expected=("an object",),
                    remedy="say how high it was, such as 'at 300 m above the ground', or declare "
                    "both as [[objects]]",
                )
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The fact of the pair, and the number that nothing tests."""
        first, second = legs.pair_called(self.who, self.other, ctx)
        above = self.above == (legs.called(self.who, ctx) == first)
        return fact(ctx, self.words, f"{first} above {second}", above, untestable=REASON)


def _build(children: list[object], span: Span) -> StackedAtom:
    tokens = {child.type: str(child) for child in children if isinstance(child, Token)}
    height = one(children, Quantity)
    assert isinstance(height, Quantity)
    other = next(c for c in children if isinstance(c, Token) and c.type in ("QUOTED", "NAME"))
    column = span.column + span.words.rfind(str(other))
    return StackedAtom(
        legs.actor(children, "STACKED"), "HIGHER_BY" in tokens, bare(other), height, span.words,
        column,
    )  # fmt: skip


_IS = r"(?:is|was|flies|flew|(?:is|was)\s+flying)"
_UP = r"(?:above|over(?!\s+(?:the\s+)?(?:ground|sea|land|water))|higher\s+than)"
_DOWN = r"(?:below|under|underneath|beneath|lower\s+than)"
#: What a height counts from is no object.
_REFERENCE = (
    r"(?!(?:(?:the|mean|local)\s+)*(?:sea|ground|surface|terrain|land|earth|water|waves|msl|amsl|asl"
    r"|agl)(?![\w-]))"
)
_BY = rf"(?:(?:at\s+(?:least|most)|more\s+than|less\s+than|only|exactly)\s+)*{A_LENGTH}"

KIND = AtomKind(
    name="stacked",
    title="One above another by so much",
    grammar=rf"""
stacked: STACKED _IS_STACKED quantity (HIGHER_BY | LOWER_BY) (NAME | QUOTED)
STACKED.43: /{OBJECT_PATTERN}(?=\s+{_IS}\s+{_BY}\s+(?:{_UP}|{_DOWN})\s+{_REFERENCE}["“„«]?[^\W\d])/i
_IS_STACKED.44: /{_IS}(?=\s+{_BY}\s+(?:{_UP}|{_DOWN})\s+{_REFERENCE}["“„«]?[^\W\d])/i
HIGHER_BY.12: /{_UP}(?=\s+{_REFERENCE}["“„«]?[^\W\d])/i
LOWER_BY.12: /{_DOWN}(?=\s+{_REFERENCE}["“„«]?[^\W\d])/i
""",
    clauses=("stacked",),
    builders={"stacked": _build},
    terminals={
        "STACKED": "an object followed by is so much above or below",
        "_IS_STACKED": "is",
        "HIGHER_BY": "above",
        "LOWER_BY": "below",
    },
    examples=(
        "Su-25 is 8 km below MH17 at hit",
        "Su-27 is 300 m above MQ-9 at contact",
    ),
)
