"""The vagueness policy: what tolerance a number, a range, a hedge or a compass word carries.

The rules are told in ``docs/concepts/verdicts.md``; the figures stand in ``data/policy.toml`` and a
case may replace any of them. Arithmetic on what was written is exact (``Decimal``); only the
finished ends become metres as floats.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Annotated, assert_never

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from skywitness.claims.meaning.allowed import Range, Sector, Side
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.stretches import AS_PRINTED, POLICY
from skywitness.claims.validation import first_error
from skywitness.errors import CaseError, DataError

Share = Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)]
Degrees = Annotated[float, Field(gt=0, le=360, allow_inf_nan=False)]
Steps = Annotated[list[Annotated[int, Field(ge=1, le=9)]], Field(min_length=1)]

#: Compass words: name, degrees true, rank.
RANKS = {"cardinal": "N E S W", "ordinal": "NE SE SW NW",
         "secondary": "NNE ENE ESE SSE SSW WSW WNW NNW"}  # fmt: skip


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NumberRule(_Table):
    """A bare number: half the largest ``s·10^k`` dividing it, capped at a share of it."""

    steps: Steps
    most_share: Share


class HedgedRule(_Table):
    """A hedged number: at least this share of it."""

    share: Share


class RangeRule(_Table):
    """The ends of a range: half the largest ``s·10^k`` dividing both."""

    steps: Steps


class NearlyRule(_Table):
    """ "Nearly x" reaches down to ``from_`` times x."""

    from_: Share = Field(alias="from")


class JustOverRule(_Table):
    """ "Just over x" reaches up to ``to`` times x."""

    to: Annotated[float, Field(gt=1, allow_inf_nan=False)]


class CompassRule(_Table):
    """Total sector widths in degrees, and the share of them that they give way beyond stretch 1."""

    cardinal: Degrees
    ordinal: Degrees
    secondary: Degrees
    due: Degrees
    gives_way: Share


class BearingRule(_Table):
    """A bearing given in degrees."""

    degrees: Degrees
    hedged: Degrees
    radial: Degrees
    alignment: Annotated[float, Field(gt=0, le=45, allow_inf_nan=False)]


class LevelRule(_Table):
    """A flight level."""

    largest: Annotated[int, Field(ge=1, le=100)]


class CoordinateRule(_Table):
    """A coordinate."""

    finest_m: Annotated[float, Field(gt=0, allow_inf_nan=False)]


class ClockRule(_Table):
    """A clock time: ± a share of the last unit given; hedged ± minutes."""

    last_unit: Share
    hedged_minutes: Annotated[float, Field(gt=0, le=720, allow_inf_nan=False)]


class SunRule(_Table):
    """How high the sun stands, in degrees above the horizon, and how far that is known.

    ``horizon`` is sunrise and sunset, ``twilight`` the end of civil twilight, ``low`` the most of a
    low sun; ``refraction`` by how much each may differ, ``gives_way`` how much more for each
    further 1 of the stretch. An aircraft is at most at ``highest_m`` metres. Night and day by the
    clock are ``hours_wider`` at either end, and as much again for each further 1 of the stretch.
    """

    horizon: Annotated[float, Field(gt=-90, lt=90, allow_inf_nan=False)]
    twilight: Annotated[float, Field(gt=-90, lt=90, allow_inf_nan=False)]
    low: Annotated[float, Field(gt=-90, lt=90, allow_inf_nan=False)]
    refraction: Degrees
    gives_way: Degrees
    highest_m: Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
    hours_wider: Annotated[float, Field(ge=0, le=5, allow_inf_nan=False)]


class Policy(_Table):
    """The whole table; methods turn written quantities into allowed ranges and sectors."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    number: NumberRule
    hedged: HedgedRule
    range: RangeRule
    nearly: NearlyRule
    just_over: JustOverRule
    compass: CompassRule
    bearing: BearingRule
    flight_level: LevelRule
    coordinates: CoordinateRule
    clock: ClockRule
    sun: SunRule

    @model_validator(mode="after")
    def _hedge_is_wider(self) -> Policy:
        if self.hedged.share < self.number.most_share:
            raise ValueError("hedged.share must not be less than number.most_share")
        return self

    def tolerance(self, value: Decimal, *, hedged: bool = False) -> Decimal:
        """Tolerance of a written number, in its own unit, at stretch 1."""
        base = half_unit((value,), self.number.steps)
        if value != 0:
            base = min(base, abs(value) * _exact(self.number.most_share))
        if hedged:
            base = max(base, abs(value) * _exact(self.hedged.share))
        return base

    def ends_tolerance(self, low: Decimal, high: Decimal) -> Decimal:
        """Tolerance of each end of a written range, in its own unit, at stretch 1."""
        return half_unit((low, high), self.range.steps)

    def range_of(self, quantity: Quantity, metres: float) -> Range:
        """What ``quantity`` allows, in metres; ``metres`` is the length of its unit.

        For a duration the same in seconds. A range under a one-sided word must have been brought
        down to one of its ends; an amount without a number allows anything.
        """

        def side(limit: Decimal, per: Decimal, after: float = AS_PRINTED) -> Side:
            return Side(float(limit) * metres, float(per) * metres, after)

        if quantity.vague:
            return Range(None, None)
        low, high, hedge = quantity.low, quantity.high, quantity.hedge
        top = low if high is None else high
        if high is not None:
            tolerance = self.ends_tolerance(low, high)
        else:
            tolerance = self.tolerance(low, hedged=hedge == "about" or quantity.rough)
        # Hard up to the policy's stretch; "at most about 5" is no harder than "about 5".
        firm = AS_PRINTED if quantity.rough else POLICY
        match hedge:
            case "at least" | "at most":
                assert high is None, "one end is chosen first"
                bound = side(low, tolerance, firm)
                return Range(bound, None) if hedge == "at least" else Range(None, bound)
            case "nearly":
                reach = low * (1 - _exact(self.nearly.from_))
                return Range(side(low, reach), side(top, tolerance, firm))
            case "just over":
                reach = top * (_exact(self.just_over.to) - 1)
                return Range(side(low, tolerance, firm), side(top, reach))
            case "" | "about":
                return Range(side(low, tolerance), side(top, tolerance))
            case never:
                assert_never(never)

    def sector_width(self, word: str, *, due: bool = False) -> float:
        """Total width in degrees of a compass word given by its letters ("SW")."""
        if due:
            return self.compass.due
        rank = next(rank for rank, words in RANKS.items() if word in words.split())
        return float(getattr(self.compass, rank))

    def bearing_tolerance(self, *, hedged: bool = False, radial: bool = False) -> float:
        """Tolerance in degrees of a bearing given in degrees, or of a radial."""
        plain = self.bearing.radial if radial else self.bearing.degrees
        return max(plain, self.bearing.hedged) if hedged else plain

    def level_tolerance(self, level: Decimal) -> float:
        """Tolerance in feet of the pressure altitude that a flight level is."""
        return _half_of_largest(level, self.flight_level.largest) * 100

    def clock_tolerance(self, last_unit: float, *, hedged: bool = False) -> float:
        """Tolerance in seconds of a clock time whose last unit given is ``last_unit`` seconds."""
        plain = self.clock.last_unit * last_unit
        return max(plain, self.clock.hedged_minutes * 60) if hedged else plain

    def sector(self, centre: float, width: float, word: str = "") -> Sector:
        """A sector of total ``width`` degrees that gives way; a full circle is the most."""
        half = min(width, 360.0) / 2
        return Sector(centre, half, half * self.compass.gives_way, word)

    def as_json(self) -> dict[str, object]:
        """The table as plain values, as printed with each result."""
        return self.model_dump(by_alias=True)


def half_unit(values: tuple[Decimal, ...], steps: list[int]) -> Decimal:
    """Half of the largest ``s·10^k`` that divides every value (exact).

    Zeros after a decimal point count as written precision, so they bound the unit from above;
    a lone 0 is taken to its last written digit.
    """
    written = [value for value in values if _trailing_zero(value)]
    if written:
        return Decimal(1).scaleb(min(_exponent(value) for value in written)) / 2
    nonzero = [value for value in values if value != 0]
    if not nonzero:
        return Decimal(1).scaleb(min(_exponent(value) for value in values)) / 2
    least = min(_exponent(value) for value in values)
    whole = [int(value.scaleb(-least)) for value in nonzero]
    common = math.gcd(*whole)
    best = 1
    for step in steps:
        unit = step
        while common % (unit * 10) == 0:
            unit *= 10
        if common % unit == 0:
            best = max(best, unit)
    return Decimal(best).scaleb(least) / 2


def _exponent(value: Decimal) -> int:
    return min(int(value.as_tuple().exponent), 0)


def _trailing_zero(value: Decimal) -> bool:
    return _exponent(value) < 0 and value.as_tuple().digits[-1] == 0


def _exact(value: float) -> Decimal:
    """A figure of the table as the decimal that was typed, not its binary neighbour."""
    return Decimal(repr(value))


def _half_of_largest(value: Decimal, largest: int) -> float:
    if _exponent(value) < 0:
        return float(half_unit((value,), [1, 5]))
    fitting = [step for step in (1, 5, 10, 45, 90) if step <= largest and value % step == 0]
    return max(fitting, default=1) / 2


@cache
def default_policy() -> Policy:
    """The shipped table.

    Raises:
        DataError: the shipped file is missing or damaged.
    """
    return policy_from({})


def policy_from(changes: Mapping[str, object]) -> Policy:
    """The shipped table with a case's own ``[policy]`` values laid over it.

    Raises:
        CaseError: a key is unknown or a value unusable; ``key`` is its dotted path.
        DataError: the shipped file is missing or damaged.
    """
    try:
        text = files("skywitness").joinpath("data/policy.toml").read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(
            f"the shipped policy table cannot be read: {error}",
            file="data/policy.toml",
            remedy="reinstall skywitness",
        ) from error
    if changes:
        table["name"] = "the case's own policy"
    for key, value in changes.items():
        old = table.get(key)
        table[key] = (
            {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
        )
    try:
        return Policy.model_validate(table)
    except ValidationError as error:
        raise first_error(error, Policy, CaseError, prefix="policy") from error
