"""One number in another unit: "24.08 km restates C3", "200 kt is 370 km/h".

Semantics: a length, height, speed, duration or clock time is that which another claim of the case
states, or that of the other side of the sentence: some one value lies in the range that the policy
gives this number and in that of the other. It says nothing of where or when.

What can test it: the arithmetic, and the clocks of the day; nothing else bears on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, assert_never

from lark import Token

from skywitness.claims.language.atoms.shared.amounts import (
    amount_variables,
    lapse_range,
    range_of,
)
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import bare
from skywitness.claims.language.atoms.shared.paces import METRES_PER_SECOND, pace_range
from skywitness.claims.language.words.lexicon import AMOUNT
from skywitness.claims.meaning.instants import SECONDS, stamp_range, stamp_variables
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import (
    Clock,
    Constraint,
    Demand,
    Difference,
    Part,
    Separation,
    Variable,
)
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stamps import Stamp
from skywitness.errors import LanguageError
from skywitness.places.measures.measures import Scalar

#: What begins the name of a number that nothing else speaks of.
NUMBER_OF = "number of "
Number = Quantity | Stamp
#: What kind of number it is: only those of one kind can be the same.
Family = Literal["length", "speed", "duration", "clock time"]


@dataclass(frozen=True)
class RestatesAtom(Atom):
    """``number`` is the one that the claim ``of`` states, or that ``other`` is."""

    number: Number
    of: str
    words: str
    column: int
    other: Number | None = None
    topic = "number"
    timeless = True
    when = "none"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """The ambiguous words of both numbers."""
        return (*_variables(self.number, ctx), *_variables(self._stated(ctx), ctx))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One number that nothing else speaks of, in both ranges."""
        other = self._stated(ctx)
        whose = f" ({self.of})" if self.other is None else ""
        what = f"{NUMBER_OF}{self.of or self.words}"
        return tuple(
            Part(ctx.claim, name, Spot.of(what), _demand(number, what, choice, ctx))
            for name, number in (
                (self.number.words, self.number),
                (f"{other.words}{whose}", other),
            )
        )

    def _stated(self, ctx: Context) -> Number:
        """The number that it is said to be.

        Raises:
            LanguageError: there is no such claim, or it states none of this kind.
        """
        if self.other is not None:
            return self.other
        kind = _family(self.number)
        found = [each for each in ctx.names.stated(self.of) if _family(each) == kind]
        if not found:
            raise LanguageError(
                f"'{self.of}' is not a claim of the case that states a {kind}",
                column=self.column,
                expected=(f"the id of a claim that states a {kind}",),
            )
        return found[0]


def _family(number: Number) -> Family:
    if isinstance(number, Stamp):
        return "clock time"
    if number.unit in SECONDS:
        return "duration"
    return "speed" if number.unit in (*METRES_PER_SECOND, "Mach") else "length"


def _variables(number: Number, ctx: Context) -> tuple[Variable, ...]:
    if isinstance(number, Stamp):
        return stamp_variables(number, ctx)
    return amount_variables(number, ctx)


def _demand(number: Number, what: str, choice: Choice, ctx: Context) -> Demand:
    """The number as one that nothing else speaks of."""
    first, last = f"one end of the {what}", f"other end of the {what}"
    if isinstance(number, Stamp):
        return Difference(Clock(what), None, stamp_range(number, "at", choice, ctx))
    kind = _family(number)
    match kind:
        case "length":
            ends = Spot.of(first), Spot.of(last)
            return Separation(*ends, range_of(number, choice, ctx))
        case "speed":
            return Constraint(Scalar("groundspeed"), pace_range(number, choice, ctx))
        case "duration":
            return Difference(Clock(last), Clock(first), lapse_range(number, choice, ctx))
        case "clock time":
            raise AssertionError(number)
        case _:
            assert_never(kind)


def _build(children: list[object], span: Span) -> RestatesAtom:
    numbers = [child for child in children if isinstance(child, Quantity | Stamp)]
    token = next((c for c in children if isinstance(c, Token)), None)
    if token is not None:
        column = span.column + span.words.rfind(str(token))
        return RestatesAtom(numbers[0], bare(str(token)), span.words, column)
    first, second = numbers
    if _family(first) != _family(second):
        raise LanguageError(
            f"a {_family(first)} is no {_family(second)}",
            column=span.column,
            expected=("two numbers of one kind",),
        )
    return RestatesAtom(first, "", span.words, span.column, second)


#: How the language calls numbers of one kind; metres per second may be said of both the last.
_AMOUNTS = ("quantity", "duration", "stamp", "pace", "rate")
_ID = "(CLAIM_ID | QUOTED)"
_SOFT = (
    r"(?:about|exactly|precisely|roughly|approximately|approx\.?|around|some|nearly|almost|just|only|at"
    r"|least|most|more|less|than|over|under|up|to|slightly|a|little|ca\.?|circa|mach)"
)
_EQUALS = (
    r"(?:(?:is|was|are|were)(?:\s+(?:equal|equivalent)\s+to|\s+the\s+same\s+as)?|equals?(?:\s+to)?"
    r"|corresponds?\s+to|converts?\s+to|comes?\s+to|amounts?\s+to|makes?|=)"
    rf"(?=\s*(?:{_SOFT}\s+){{0,4}}(?:{AMOUNT}))"
)

KIND = AtomKind(
    name="restates",
    title="One number in another unit",
    grammar=rf"""
restates: {" | ".join(f"{each} _RESTATES {_ID}" for each in _AMOUNTS)}
    | {" | ".join(f"{each} _EQUALS {each}" for each in _AMOUNTS)} | pace _EQUALS rate
_RESTATES.8: /(?:restates?|restated|converts?|repeats?|repeated)(?![\w-])/i
_EQUALS.9: /{_EQUALS}/i
CLAIM_ID.-2: /[A-Za-z0-9][A-Za-z0-9_.\-]{{0,63}}/
""",
    clauses=("restates",),
    builders={"restates": _build},
    terminals={"_RESTATES": "restates", "_EQUALS": "is", "CLAIM_ID": "the id of a claim"},
    examples=(
        "24.08 km restates C3",
        "370 km/h restates C3",
        "900 ft/min is 4.6 m/s",
        "23:35 GMT restates C3",
        "13 nautical miles is 24.08 km",
        "04:05 Iran time is 23:35 GMT",
    ),
)
