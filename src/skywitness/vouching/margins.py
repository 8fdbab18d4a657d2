"""How far tolerances are stretched, in the numbers and the words of a page.

From the prose of docs/reference/verdicts.md: margins are told in tenths, rounded outward by 2 % at
least, and never across a threshold.
"""

from __future__ import annotations

import math

from skywitness.aliases import Json
from skywitness.claims.meaning.stretches import AS_PRINTED, BEYOND, POLICY, STRETCHES, THRESHOLDS

#: How far margins are told, and by what share they are rounded.
TOLD, ROUNDED = 100.0, 0.02
#: By which shares a certificate's witness may need more than its reading was found to
#: (docs/reference/certificates.md, margin).
WITNESS = (0.005, 0.015, 0.05)


def bracket(margin: Json | None) -> tuple[float, float] | None:
    """The ends of a certificate's margin; an end that it does not give is infinite."""
    if margin is None:
        return None
    lo, hi = margin["lo"], margin["hi"]
    return math.inf if lo is None else float(lo), math.inf if hi is None else float(hi)


def brackets(margin: Json | None) -> list[tuple[float, float]]:
    """The brackets that a certificate's margin may stand for, its own first.

    Its upper end is that of a witness that was stretched a little more until it held by the
    verifier's bounds.
    """
    found = bracket(margin)
    if found is None:
        return []
    lo, hi = found
    less = [] if math.isinf(hi) else [max(lo, hi / (1 + room)) for room in WITNESS]
    return [found, *((lo, each) for each in less)]


def told(lo: float, hi: float) -> Json:
    """The bracket as a page gives it in numbers."""
    lo = BEYOND if math.isinf(lo) else lo
    low = math.floor(lo * (1 - ROUNDED) * 10 + 1e-8) / 10
    low = max([low, *(t for t in STRETCHES if t <= lo)])
    if math.isinf(hi):
        return {"lo": round(low, 1), "hi": None}
    high = math.ceil(hi * (1 + ROUNDED) * 10 - 1e-8) / 10
    return {"lo": round(low, 1), "hi": round(min([high, *(t for t in THRESHOLDS if t >= hi)]), 1)}


def words(lo: float, hi: float) -> str:  # noqa: PLR0911  (a table)
    """The bracket as a page gives it in words."""
    if math.isinf(lo):
        return "no stretch of tolerances would do"
    ends = told(lo, hi)
    low, high = ends["lo"], ends["hi"]
    if high is None and low == 0:
        return "how far tolerances would have to be stretched, if at all, is not shown"
    if high is None or lo >= TOLD:
        return f"would need tolerances at least {min(low, TOLD):g} × as wide as usual"
    if lo > POLICY:
        return f"would need tolerances {_span(low, high)} × as wide as usual"
    if hi <= AS_PRINTED:
        return "fits as printed"
    if high > POLICY:
        return f"may need tolerances up to {high:g} × as wide as usual"
    if low == 0:
        return f"fits within the usual tolerances (a stretch of {high:g} is enough)"
    stretch = f"a stretch of {_span(low, high)}"
    return f"does not fit as printed, but within the usual tolerances ({stretch})"


def _span(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"
