"""Numbers in words and fractions: "two", "seventy-five", "a dozen", "half a", "one and a half"."""

from __future__ import annotations

import re
from decimal import Decimal

_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_FRACTIONS = {
    "half": "0.5", "quarter": "0.25", "three quarters": "0.75", "a": "1", "an": "1",
    "couple": "2", "½": "0.5", "¼": "0.25", "¾": "0.75",
}  # fmt: skip
_HALF = Decimal("0.5")

_ONE = "|".join(sorted(_ONES, key=len, reverse=True))
#: A number below a hundred in words.
SMALL_NUMBER = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(list(_ONES)[:9])}))?|{_ONE})"
#: What may be such a word, or the first of several, whatever ends in "-teen".
NUMBER_WORD = rf"(?:{'|'.join(list(_ONES)[:12])}|\w+teen|{'|'.join(_TENS)})"
#: A number in words or with a fraction, to stand before a unit; "a" and "an" are one.
NUMERAL_PATTERN = (
    r"(?:\d+\s?)?[½¼¾]"
    rf"|(?:{SMALL_NUMBER}|\d+(?:\.\d+)?|an?|(?:a\s+)?couple(?:\s+of)?)\s+(?:hundred|thousand|dozen)(?:\s+of)?"
    r"|half\s+a\s+dozen|(?:a\s+)?couple(?:\s+of)?"
    rf"|(?:{SMALL_NUMBER}|an?)\s+and\s+a\s+half"
    r"|(?:an?\s+)?half(?:\s+(?:of\s+)?an?)?|(?:an?\s+)?quarter(?:\s+of\s+an?)?"
    r"|three[\s-]quarters(?:\s+of\s+an?)?"
    rf"|{SMALL_NUMBER}|an?"
)


def numeral_value(text: str) -> Decimal:
    """The value of a number in words.

    Raises:
        ValueError: it is none.
    """
    words = " ".join(text.casefold().replace("-", " ").split())
    for ending in (" of an", " of a", " of"):
        words = words.removesuffix(ending)
    if words.endswith(" and a half"):
        return numeral_value(words.removesuffix(" and a half")) + _HALF
    for times, factor in (("hundred", 100), ("thousand", 1000), ("dozen", 12)):
        if words.endswith(f" {times}"):
            value = numeral_value(words.removesuffix(f" {times}")) * factor
            # Without the nought of "1.5" times 1000, which would count as written precision.
            return value.quantize(Decimal(1)) if value == int(value) else value
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return Decimal(words)
    whole, fraction = re.fullmatch(r"(\d*) ?(.*)", words, re.DOTALL).groups()  # type: ignore[union-attr]
    return Decimal(whole or 0) + _counted(fraction)


def _counted(words: str) -> Decimal:
    words = re.sub(r"^an? (?=half|quarter|couple)|(?<=half) an?$", "", words)
    tens, _, ones = words.rpartition(" ")
    for table in (_FRACTIONS, _ONES, _TENS):
        if words in table:
            return Decimal(table[words])
    if tens in _TENS and ones in _ONES:
        return Decimal(_TENS[tens] + _ONES[ones])
    raise ValueError(f"'{words}' is not a number")
