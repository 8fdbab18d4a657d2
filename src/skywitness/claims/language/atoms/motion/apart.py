"""Two objects apart: "EP-3 and J-8 are 400 m apart at collision".

Semantics: the distance between the two objects at the moment named lies in the range that the
policy gives the number: along the ground, or with heights counted in where "in a straight line" or
"slant" is said. At least one of them must be a declared object that is ``apart``, or one that
``stands``: any other is where the moment happens.

What can test it: whatever binds both places; heights, where the distance is in a straight line; a
record of both tracks. Hard limit: none of its own. Brochure limits: none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lark import Token

from skywitness.claims.language.atoms.shared.amounts import amount_variables
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import bare, one, placeless
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Part, Variable


@dataclass(frozen=True)
class ApartAtom(Atom):
    """Two ``objects`` are ``quantity`` apart; a case turns it into a separation."""

    objects: tuple[str, str]
    quantity: Quantity
    slant: bool
    words: str
    column: int
    topic = "separation"
    timeless = True
    when = "moment"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit of the number."""
        return amount_variables(self.quantity, ctx)

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """Nothing without a case.

        Raises:
            LanguageError: always; the remedy says what to declare.
        """
        raise placeless(self.objects[1], self.column)


def _build(children: list[object], span: Span) -> ApartAtom:
    quantity = one(children, Quantity)
    assert isinstance(quantity, Quantity)
    tokens = {child.type: str(child) for child in children if isinstance(child, Token)}
    first, second = re.split(r"\s+and\s+", tokens["PAIR_APART"], maxsplit=1, flags=re.IGNORECASE)
    return ApartAtom(
        (bare(first), bare(second)), quantity, "SLANT" in tokens, span.words, span.column
    )


KIND = AtomKind(
    name="apart",
    title="Two objects apart",
    grammar=rf"""
apart: PAIR_APART _IS quantity _APART SLANT?
PAIR_APART.43: /{OBJECT_PATTERN}\s+and\s+{OBJECT_PATTERN}(?=\s+(?:are|were)\s+[^;\n]{{1,60}}?\s(?:apart|from\s+each\s+other)(?![\w-]))/i
_APART.7: /(?:(?:away\s+)?from\s+each\s+other|apart)(?![\w-])/i
""",  # noqa: E501
    clauses=("apart",),
    builders={"apart": _build},
    terminals={"PAIR_APART": "two objects joined by and, followed by are", "_APART": "apart"},
    examples=(
        "EP-3 and J-8 are 400 m apart at collision",
        "Su-27 and MQ-9 are 5-10 km apart in a straight line at contact",
    ),
)
