"""Lengths as the tables of a case give them: a number and a unit."""

from __future__ import annotations

import re

from skywitness.claims.meaning.numbers import NUMBER_PATTERN, decimal_of
from skywitness.claims.validation import shown
from skywitness.errors import PlaceError, SkywitnessError
from skywitness.units import canonical, to_metres

FARTHEST_M = 1e8
"""Longer than twice round the Earth."""


def metres_of(text: str) -> float:
    """A length with an unambiguous unit, such as "12 nm", in metres.

    Raises:
        PlaceError: it is not a length, or "miles" does not say which.
    """
    match = re.fullmatch(rf"\s*({NUMBER_PATTERN})\s*([A-Za-z ]+?)\s*", text)
    remedy = 'write a number and a unit: "5 km", "12 nm", "3 mi", "800 m"'
    if match is None:
        raise PlaceError(f"'{shown(text)}' is not a length", remedy=remedy)
    if match[2].casefold() in ("mile", "miles"):
        raise PlaceError(
            "'miles' does not say which mile", remedy="write mi (statute) or nm (nautical)"
        )
    try:
        metres = to_metres(float(decimal_of(match[1])), canonical(match[2]))
    except SkywitnessError as error:
        raise PlaceError(f"'{shown(text)}' is not a length", remedy=remedy) from error
    if not metres <= FARTHEST_M:
        raise PlaceError(f"'{shown(text)}' is farther than anything on Earth", remedy=remedy)
    return metres
