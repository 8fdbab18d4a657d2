"""Numbers, ranges and hedges as people write them, kept as exact decimals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Hedge = Literal["", "about", "nearly", "more than", "less than", "at most"]

#: Spaces and marks that separate thousands: blank, no-break, thin, narrow no-break, comma.
_GROUPED = re.compile(r"\d{1,3}(?:[, \u00a0\u2009\u202f]\d{3})+(?:\.\d+)?\Z")

#: How a number may look; "6,000" and "6 000" group thousands, "1,15" is a decimal comma.
NUMBER_PATTERN = r"\d{1,3}(?:[, \u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?"


def decimal_of(text: str) -> Decimal:
    """The number as written; trailing zeros are kept, since they are stated precision.

    Raises:
        ValueError: the text is not a number in one of the accepted forms.
    """
    if _GROUPED.match(text):
        return Decimal(re.sub(r"[, \u00a0\u2009\u202f]", "", text))
    if not re.fullmatch(r"\d+(?:[.,]\d+)?", text):
        raise ValueError(f"'{text}' is not a number")
    return Decimal(text.replace(",", "."))


@dataclass(frozen=True)
class Slack:
    """A stated error, as written: "± 300 m", "plus or minus 2 min"."""

    error: Quantity
    words: str


@dataclass(frozen=True)
class Quantity:
    """A length as written: ``low`` alone is a number, with ``high`` a range.

    ``unit`` is the unit word in its plural form ("miles", "nautical miles", "km"); ``words`` is
    the phrase as it stands in the sentence. ``hedge`` is a class of words, not the word itself.
    """

    low: Decimal
    high: Decimal | None
    hedge: Hedge
    unit: str
    words: str
