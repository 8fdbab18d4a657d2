"""Contact: "Su-27 and MQ-9 touch at contact", "Su-27 and MQ-9 do not touch".

Semantics: a fact, that two objects touch, at the moment named or at some time; "do not touch"
without a moment is at no time. The objects are the same pair in either order. Nothing stretches.
Two that touch at a moment are at one place and one height then.

What can test it: an opposite statement of the same pair, a distance between the two at that moment,
or places and heights of both. Geography and clocks alone cannot; a record of
both tracks could exclude it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lark import Token

from skywitness.claims.language.atoms.shared.base import (
    Atom,
    AtomKind,
    Choice,
    Context,
    Span,
)
from skywitness.claims.language.atoms.shared.common import bare, fact
from skywitness.claims.language.atoms.shared.contacts import contact_of, together
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
from skywitness.claims.meaning.parts import Part, Variable


@dataclass(frozen=True)
class ContactAtom(Atom):
    """Two ``objects`` touch, or do not."""

    objects: tuple[str, str]
    touch: bool
    words: str
    topic = "contact"
    timeless = True

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None."""
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The contact as a fact of the pair, which at that moment are at one place."""
        found = fact(ctx, self.words, contact_of(*self.objects, ctx), self.touch)
        if not self.touch or not ctx.moment:
            return found
        return (*found, *together(self.objects, self.words, ctx.moment, ctx))


def _build(children: list[object], span: Span) -> ContactAtom:
    tokens = {child.type: str(child) for child in children if isinstance(child, Token)}
    pair = tokens["PAIR"] if "PAIR" in tokens else tokens["PAIR_LAST"]
    first, second = re.split(r"\s+(?:and|with)\s+", pair, maxsplit=1, flags=re.IGNORECASE)
    return ContactAtom(
        (bare(first), bare(second)), not {"NOT_TOUCH", "NO_CONTACT"} & set(tokens), span.words
    )


_END = r"\s*(?:\sat(?![\w-])|[;,.]|\s(?:and|but)\s|\Z)"
_TOUCH = r"(?:touch(?:ed)?(?:\s+each\s+other)?|collided?|make\s+contact|made\s+contact)"
_NOT = r"(?:(?:do|did|does|have|had)\s+not|never)\s+(?:touch(?:ed)?|collided?|make\s+contact)"

KIND = AtomKind(
    name="contact",
    title="Contact",
    grammar=rf"""
contact: PAIR (TOUCH | NOT_TOUCH) | NO_CONTACT PAIR_LAST
PAIR.40: /{OBJECT_PATTERN}\s+and\s+{OBJECT_PATTERN}(?=\s+(?:{_TOUCH}|{_NOT})(?![\w-]))/i
PAIR_LAST.40: /{OBJECT_PATTERN}\s+(?:and|with)\s+{OBJECT_PATTERN}(?={_END})/i
TOUCH.41: /{_TOUCH}(?![\w-])/i
NOT_TOUCH.41: /{_NOT}(?![\w-])/i
NO_CONTACT.41: /(?:there\s+(?:is|was)\s+)?no\s+contact\s+(?:between|of)(?![\w-])/i
""",
    clauses=("contact",),
    builders={"contact": _build},
    terminals={
        "PAIR": "two objects joined by and, followed by touch",
        "PAIR_LAST": "two objects joined by and",
        "TOUCH": "touch",
        "NOT_TOUCH": "do not touch",
        "NO_CONTACT": "no contact between",
    },
    examples=(
        "Su-27 and MQ-9 touch at contact",
        "Su-27 and MQ-9 do not touch",
        "no contact between Su-27 and MQ-9 at encounter",
    ),
)
