"""Heading: "MQ-9 heads towards Crimea before encounter", "EP-3 heads 110 degrees at collision".

Semantics: a fact, that the aircraft heads towards the place, or on the course in degrees (of the
north that is said, if one is), at the moment named, before or after it, or at some time. "Does not
head towards" without a moment is at no time. The place is the name as it stands, or a declared
object: to head towards it asks for no distance and no sector. Whether the nose or the way made good
is meant is left open, and different courses are not compared with each other.

What can test it: only an opposite statement of the same aircraft, place and moment. A track would
show the heading; none is part of a case. Hard limit: none. Brochure limits: none.
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
    MomentRef,
    Span,
    folded,
)
from skywitness.claims.language.atoms.shared.common import PlaceRef, fact_beside
from skywitness.claims.language.words.compass import north_of
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
from skywitness.claims.language.words.nobody import DENIAL
from skywitness.claims.meaning.numbers import decimal_of
from skywitness.claims.meaning.parts import Part, Variable
from skywitness.errors import LanguageError

REASON = "needs a track: a heading at one moment leaves every place possible"


@dataclass(frozen=True)
class HeadingAtom(Atom):
    """``who`` heads ``whither`` or does not, before or after ``other`` if said."""

    who: str
    whither: str
    heads: bool
    other: MomentRef | None
    after: bool
    words: str
    topic = "heading"
    timeless = True

    @property
    def happenings(self) -> tuple[MomentRef, ...]:
        """The moment that it is told from."""
        return (self.other,) if self.other else ()

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None: nothing is measured."""
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The fact, which no evidence here bears on."""
        towards, _, place = self.whither.partition("towards ")
        # An object is the same under any of its names.
        whither = f"towards {legs.called(place, ctx)}" if place else towards
        what = f"{legs.called(self.who, ctx)} heads {whither}"
        return fact_beside(
            ctx, self.words, what, self.heads, self.other, self.after, untestable=REASON
        )


def _build(children: list[object], span: Span) -> HeadingAtom:
    tokens = {child.type: str(child) for child in children if isinstance(child, Token)}
    place = next((child for child in children if isinstance(child, PlaceRef)), None)
    other = next((child for child in children if isinstance(child, MomentRef)), None)
    if place is not None:
        if re.match(r"[^\"“„«]", place.words) and DENIAL.match(folded(place.words)):
            raise LanguageError(
                f"'{place.words}' names nothing to head for",
                column=place.column,
                expected=("a place or an object",),
                remedy="say what it does not head for, such as 'MQ-9 does not head towards Crimea'",
            )
        whither = f"towards {folded(place.words)}"
    else:
        degrees = decimal_of(tokens["NUMBER"])
        if degrees > 360:
            raise LanguageError(
                f"no course is {degrees}°",
                column=span.column,
                expected=("a course from 0° to 360°",),
            )
        north = f" {north_of(tokens['NORTH'])}" if "NORTH" in tokens else ""
        whither = f"{degrees % 360}°{north}"
    return HeadingAtom(
        legs.actor(children, "HEADER"), whither, "NOT_HEADS" not in tokens, other,
        "AFTER" in tokens, span.words,
    )  # fmt: skip


#: What would make another quantity of the number after a course.
_UNITS = r"km|k?m\/|kts?|knots?|nm|mi|miles|ft|feet|met|min|sec|h\b|hours?|m\b|s\b"
_TO = r"(?:towards?|for|in\s+the\s+direction\s+of)"
_VERB = r"(?:heads|headed|(?:is|was)\s+(?:heading|flying|headed)|flies|flew)"
_HEADS = rf"{_VERB}\s+{_TO}"
_NOT = rf"(?:(?:does|did|do)\s+not|never)\s+(?:head(?:s|ed)?|fly|flies|flew)\s+{_TO}"
_GOES = r"(?:heads|headed|flies|flew|(?:is|was)\s+(?:heading|headed|flying))"
_NAMED = r"(?:a\s+|the\s+)?(?:(?:true|magnetic)\s+)?(?:course|heading|track)(?:\s+of)?"
#: Degrees with their sign, or three digits (or one or two) right after the word for a course.
_COURSE = (
    rf"(?:{_GOES}\s+(?:(?:on\s+)?{_NAMED}|on)?(?=\s*\d+(?:[.,]\d+)?\s*(?:°|º|deg))"
    rf"|(?:{_GOES}|is|was)\s+(?:on\s+)?{_NAMED}(?=\s*\d{{1,3}}(?![\d.,:]*\d|\s*(?:{_UNITS})))"
    rf"|(?:course|heading|track)\s+(?:is|was)(?=\s*\d{{1,3}}(?![\d.,:]*\d|\s*(?:{_UNITS}))))"
)
KIND = AtomKind(
    name="heading",
    title="Heading",
    grammar=rf"""
heading: HEADER (_HEADS | NOT_HEADS) place ((BEFORE | AFTER) happening)?
    | HEADER _COURSE NUMBER _DEGREES? NORTH? ((BEFORE | AFTER) happening)?
HEADER.42: /{OBJECT_PATTERN}(?=\s+(?:{_HEADS}(?![\w-])|{_NOT}(?![\w-])|{_COURSE}))/i
_HEADS.41: /{_HEADS}(?![\w-])/i
NOT_HEADS.41: /{_NOT}(?![\w-])/i
_COURSE.41: /{_COURSE}/i
""",
    clauses=("heading",),
    builders={"heading": _build},
    terminals={
        "HEADER": "an aircraft followed by heads",
        "_HEADS": "heads towards",
        "NOT_HEADS": "does not head towards",
        "_COURSE": "heads",
    },
    examples=(
        "MQ-9 heads towards Crimea before encounter",
        "MQ-9 does not head towards Crimea",
        "J-8 heads towards EP-3 at collision",
        "EP-3 heads 110 degrees at collision",
        "EP-3 is on a heading of 110 at collision",
    ),
)
