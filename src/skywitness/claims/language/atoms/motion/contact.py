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
    if "TOUCHER" in tokens:
        first, second = tokens["TOUCHER"], tokens["TOUCHED"]
    else:
        pair = tokens["PAIR"] if "PAIR" in tokens else tokens["PAIR_LAST"]
        first, second = re.split(r"\s+(?:and|with)\s+", pair, maxsplit=1, flags=re.IGNORECASE)
    denied = {"NOT_TOUCH", "NO_CONTACT", "TOUCHES_NOT"} & set(tokens)
    return ContactAtom((bare(first), bare(second)), not denied, span.words)


_END = r"\s*(?:\sat(?![\w-])|[;,.]|\s(?:and|but|took\s+place|happened|occurred)(?![\w-])|\Z)"
_HIT = r"(?:touch(?:ed)?|clip(?:ped)?|grazed?|scraped?)"
_CONTACT = r"(?:ma[dk]e|came?\s+into|c[ao]me\s+in|had|have)\s+(?:physical\s+)?contact"
_EACH_OTHER = r"(?:\s+(?:each\s+other|one\s+another))"
_TOUCH = (
    rf"(?:{_HIT}{_EACH_OTHER}|touch(?:ed)?|(?:hit|struck|rammed){_EACH_OTHER}"
    rf"|collided?(?:\s+with{_EACH_OTHER})?|{_CONTACT}(?:\s+with{_EACH_OTHER})?"
    r"|(?:are|were)\s+in\s+(?:physical\s+)?contact)"
)
_NO = r"(?:(?:do|did|does|have|had)\s+not|never)"
_NOT = (
    rf"(?:{_NO}\s+(?:{_HIT}{_EACH_OTHER}?|collided?|{_CONTACT})"
    r"|(?:ma[dk]e|had|have)\s+no\s+(?:physical\s+)?contact"
    r"|(?:are|were)\s+(?:not|never)\s+in\s+(?:physical\s+)?contact)"
)
#: The same told of one object and the other.
_CONTACT_WITH = r"(?:makes?|made|comes?\s+into|came\s+into)\s+(?:physical\s+)?contact\s+with"
_TOUCHES = (
    r"(?:touche[sd](?!\s+down)|clip(?:s|ped)|graze[sd]|scrape[sd]|collide[sd]\s+with"
    rf"|{_CONTACT_WITH}|(?:is|was)\s+in\s+(?:physical\s+)?contact\s+with)"
)
_TOUCHES_NOT = (
    rf"(?:{_NO}\s+(?:touch(?:e[sd])?|clip(?:s|ped)?|graze[sd]?|scrape[sd]?|collide[sd]?\s+with"
    rf"|{_CONTACT_WITH})|(?:makes?|made|has|had)\s+no\s+(?:physical\s+)?contact\s+with"
    r"|(?:is|was)\s+(?:not|never)\s+in\s+(?:physical\s+)?contact\s+with)"
)
#: What an aircraft touches when it lands.
_NO_OBJECT = (
    r"(?:and|or|but)\s|(?:the\s+)?(?:down|ground|runway|sea|water|surface|land|earth|deck)(?![\w-])"
)
_TOOK_PLACE = r"(?:took\s+place|happened|occurred)"

KIND = AtomKind(
    name="contact",
    title="Contact",
    grammar=rf"""
contact: PAIR (TOUCH | NOT_TOUCH) | (NO_CONTACT | A_CONTACT) PAIR_LAST _TOOK_PLACE?
    | TOUCHER (TOUCHES | TOUCHES_NOT) TOUCHED
TOUCHER.40: /{OBJECT_PATTERN}(?=\s+(?:{_TOUCHES}|{_TOUCHES_NOT})\s)/i
TOUCHED.40: /(?!{_NO_OBJECT}){OBJECT_PATTERN}(?={_END})/i
TOUCHES.41: /{_TOUCHES}(?=\s)/i
TOUCHES_NOT.42: /{_TOUCHES_NOT}(?=\s)/i
_TOOK_PLACE.42: /{_TOOK_PLACE}(?![\w-])/i
A_CONTACT.41: /(?:there\s+(?:is|was)\s+(?:an?\s+)?|an?\s+)(?:physical\s+)?(?:contact|collision)\s+(?:between|of)(?![\w-])/i
PAIR.40: /{OBJECT_PATTERN}\s+and\s+{OBJECT_PATTERN}(?=\s+(?:{_TOUCH}|{_NOT})(?![\w-]))/i
PAIR_LAST.40: /{OBJECT_PATTERN}\s+(?:and|with)\s+{OBJECT_PATTERN}(?={_END})/i
TOUCH.41: /{_TOUCH}(?![\w-])/i
NOT_TOUCH.41: /{_NOT}(?![\w-])/i
NO_CONTACT.41: /(?:there\s+(?:is|was)\s+)?no\s+(?:physical\s+)?(?:contact|collision)\s+(?:between|of)(?![\w-])/i
""",  # noqa: E501
    clauses=("contact",),
    builders={"contact": _build},
    terminals={
        "PAIR": "two objects joined by and, followed by touch",
        "PAIR_LAST": "two objects joined by and",
        "TOUCH": "touch",
        "NOT_TOUCH": "do not touch",
        "NO_CONTACT": "no contact between",
        "A_CONTACT": "there was a contact between",
        "TOUCHER": "an object followed by touches or collides with",
        "TOUCHED": "the object that it touches",
        "TOUCHES": "touches",
        "TOUCHES_NOT": "does not touch",
        "_TOOK_PLACE": "took place",
    },
    examples=(
        "Su-27 and MQ-9 touch at contact",
        "Su-27 and MQ-9 do not touch",
        "no contact between Su-27 and MQ-9 at encounter",
        "Su-27 collides with MQ-9 at contact",
    ),
)
