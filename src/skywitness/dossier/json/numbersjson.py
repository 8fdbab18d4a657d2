"""Numbers of JSON objects: margins, lists of intervals, values in their unit."""

from __future__ import annotations

import math
from collections.abc import Callable

from skywitness.aliases import Json
from skywitness.claims.language.atoms.shared.paces import METRES_PER_SECOND
from skywitness.claims.telling.timewords import iso
from skywitness.dossier.words.words import outward
from skywitness.reason.regions.implied import Implied
from skywitness.reason.verdicts.verdicts import Verdict
from skywitness.units import from_metres


def margin_json(verdict: Verdict) -> Json | None:
    """The bracket of a verdict; ``None`` where there is none."""
    if verdict.lo is None or verdict.hi is None:
        return None
    return bracket_json(verdict.lo, verdict.hi)


def bracket_json(lo: float, hi: float) -> Json:
    """A bracket of the least stretch, rounded outward; ends that do not exist are ``None``."""
    low, high = outward(lo, hi)
    return {"lo": low, "hi": high}


def bounds_json(possible: Implied, unit: str) -> list[list[float | str | None]]:
    """Outer bounds in a unit, rounded outward."""
    return [
        [in_unit(lo, unit, math.floor), in_unit(hi, unit, math.ceil)] for lo, hi in possible.bounds
    ]


def in_unit(
    value: float, unit: str, towards: Callable[[float], int] | None = None
) -> float | str | None:
    """A value in its unit with three decimals, rounded outward where asked; open ends are null.

    Lengths come in metres, speeds in m/s. An instant (unit "UTC") is text in ISO 8601, to the
    millisecond.
    """
    if not math.isfinite(value):
        return None
    if unit == "UTC":
        return iso(value if towards is None else towards(value * 1000) / 1000)
    scaled = value if unit in ("deg", "s") else _scaled(value, unit)
    return round(scaled, 3) if towards is None else float(towards(scaled * 1000)) / 1000


def _scaled(value: float, unit: str) -> float:
    """A length in metres, or a speed in m/s, in its unit."""
    if unit in METRES_PER_SECOND:
        return value / METRES_PER_SECOND[unit]
    return from_metres(value, unit)
