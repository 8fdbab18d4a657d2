"""Numbers, ranges and hedges as people write them, kept as exact decimals.

What a point or a comma is in a number is told by its form where only one meaning fits: "1,15",
"0,500" and "1.234,5" have a decimal comma, "1,234.5" and "12,34,567" group by commas. "1,150" and
"19.000" may be either; the language of the quote decides (:mod:`skywitness.claims.meaning.signs`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from skywitness.claims.meaning.numerals import NUMERAL_PATTERN, numeral_value

Hedge = Literal["", "about", "nearly", "just over", "at least", "at most"]

#: Which sign stands before the decimals: a point (a comma groups thousands), or the reverse.
Signs = Literal["point", "comma"]

_BLANKS = " \u00a0\u2009\u202f'’"
#: Digits with their signs: grouped by blanks, apostrophes, commas or points, Indian groups too.
DIGITS_PATTERN = (
    rf"\d{{1,3}}(?:[{_BLANKS}]\d{{3}})+(?!\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?"
)

#: How a number may look, in digits or in words.
NUMBER_PATTERN = rf"{DIGITS_PATTERN}|{NUMERAL_PATTERN}"

MOST_DIGITS = 18
"""Digits of one number that are read: a nanometre on the way round the Earth needs fewer."""
_DIGITS = re.compile(DIGITS_PATTERN)

_BY_BLANKS = re.compile(rf"\d{{1,3}}(?:[{_BLANKS}]\d{{3}})+(?:([.,])\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d+\.\d+")
_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+")


@dataclass(frozen=True)
class Figure:
    """A number under each convention of its signs; ``None`` where its form rules one out.

    A number without a point or comma is the same under both.
    """

    point: Decimal | None
    comma: Decimal | None

    @property
    def value(self) -> Decimal:
        """The number where nothing is known of its signs: as in English, if it can be that."""
        value = self.comma if self.point is None else self.point
        assert value is not None
        return value


def figure_of(text: str) -> Figure:
    """The number as written; trailing zeros are kept, since they are stated precision.

    Raises:
        ValueError: the text is not a number in one of the accepted forms.
    """
    blanks = _BY_BLANKS.fullmatch(text)
    if blanks or text.isdigit():
        plain = re.sub(f"[{_BLANKS}]", "", text)
        value = Decimal(plain.replace(",", "."))
        sign = blanks[1] if blanks else None
        return Figure(value if sign != "," else None, value if sign != "." else None)
    point = comma = None
    # No one groups thousands after a leading nought.
    if _ENGLISH.fullmatch(text) and not re.match(r"0\d*,", text):
        point = Decimal(text.replace(",", ""))
    if _COMMA.fullmatch(text) and not re.match(r"0\d*\.", text):
        comma = Decimal(text.replace(".", "").replace(",", "."))
    if point is None and comma is None:
        value = numeral_value(text)
        return Figure(value, value)
    return Figure(point, comma)


def endless_number(text: str) -> re.Match[str] | None:
    """The first number in a text that has more than :data:`MOST_DIGITS` digits."""
    runs = _DIGITS.finditer(text)
    return next((m for m in runs if sum(map(str.isdigit, m[0])) > MOST_DIGITS), None)


def decimal_of(text: str) -> Decimal:
    """The number as an English text would mean it, if it can be that.

    Raises:
        ValueError: the text is not a number in one of the accepted forms.
    """
    return figure_of(text).value


@dataclass(frozen=True)
class Slack:
    """A stated error, as written: "± 300 m", "plus or minus 2 min"."""

    error: Quantity
    words: str


@dataclass(frozen=True)
class Quantity:
    """A length as written: ``low`` alone is a number, with ``high`` a range.

    ``unit`` is the unit word in its plural form ("miles", "nautical miles", "km"); ``words`` is
    the phrase as it stands in the sentence. ``hedge`` is a class of words, not the word itself;
    ``rough`` says that besides a firm one a soft one stands at the number ("at most about 5 km").
    ``comma`` holds both ends where a decimal comma would make other numbers of them and their form
    admits both; ``signs`` is the convention that their form admits alone. ``vague`` is an amount
    without a number ("a few miles"), which bounds nothing.
    """

    low: Decimal
    high: Decimal | None
    hedge: Hedge
    unit: str
    words: str
    rough: bool = False
    comma: tuple[Decimal, Decimal | None] | None = None
    signs: Signs | None = None
    vague: bool = False

    @property
    def told(self) -> str:
        """What it says, whatever its words."""
        if self.vague:
            return self.words
        return f"{self.hedge} {self.low}-{self.high or self.low} {self.unit}".strip()
