"""What an amount means: its unit, the end of a range that binds, and the signs in its number."""

from __future__ import annotations

from dataclasses import replace

from skywitness.claims.language.atoms.shared.base import Choice, Context
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.instants import SECONDS
from skywitness.claims.meaning.numbers import Quantity, Slack
from skywitness.claims.meaning.parts import Value, Variable
from skywitness.units import metres_per

#: The values of an ambiguous unit word (all ordinary): label → unit.
MILES = {"statute miles": "mi", "nautical miles": "nm"}
_FIXED = {"statute miles": "mi", "nautical miles": "nm", "km": "km", "m": "m", "ft": "ft",
          "yards": "yd"}  # fmt: skip

#: What a point and a comma in numbers are, where the language of the text is not known.
SIGNS = (
    Value("a comma in a number groups thousands", "ordinary", "point"),
    Value("a comma in a number is a decimal sign", "ordinary", "comma"),
)

#: Units of time that count days, and what a day is.
_DAYS = {"days", "weeks"}
DAYS = (
    Value("days of 24 hours", "ordinary", "hours"),
    Value("days of the calendar", "ordinary", "calendar"),
)

#: Units in which nobody writes thousandths that are nought.
_WHOLE = {"m", "ft", "yards", "kt", "km/h", "mph", "m/s", "ft/min"}

#: How ids of that choice begin.
SIGNS_WORDS = "signs@"


def amount_variables(quantity: Quantity, ctx: Context) -> tuple[Variable, ...]:
    """The ambiguous words of an amount: signs of its number, end of a range, unit.

    One without a number has none: it bounds nothing in any unit.
    """
    if quantity.vague:
        return ()
    return (*_signs_variables(quantity, ctx), *_end_variables(quantity, ctx),
            *_unit_variables(quantity, ctx), *_day_variables(quantity, ctx))  # fmt: skip


def _day_variables(quantity: Quantity, ctx: Context) -> tuple[Variable, ...]:
    """How days are counted: "two days after" may be the day after the next, at any hour."""
    if quantity.unit not in _DAYS:
        return ()
    return (Variable(_days_id(quantity, ctx), quantity.unit, DAYS),)


def _days_id(quantity: Quantity, ctx: Context) -> str:
    return ctx.key("days", quantity.words)


def _signs_variables(quantity: Quantity, ctx: Context) -> tuple[Variable, ...]:
    if quantity.comma is None or ctx.signs is not None or _grouped(quantity):
        return ()
    return (Variable(_signs_id(ctx), "point and comma in numbers", SIGNS),)


def _grouped(quantity: Quantity) -> bool:
    """Whether a comma can only group thousands, in a text of which nothing else is known.

    Nobody writes "19,000 ft" for 19 ft: a thousandth of a foot, and that nought. "3,048 m" may be
    ten feet put into metres.
    """
    assert quantity.comma is not None
    ends = [quantity.low, *([] if quantity.high is None else [quantity.high])]
    whole = all(end >= 1000 and end % 100 == 0 for end in ends)
    return quantity.unit in _WHOLE and whole and quantity.low > quantity.comma[0]


def _signs_id(ctx: Context) -> str:
    return f"{SIGNS_WORDS}{ctx.document or ctx.sentence}"


def _end_variables(quantity: Quantity, ctx: Context) -> tuple[Variable, ...]:
    """Which end of a range binds under a one-sided word: "at least 5-10 km" is from 5, or from 10.

    A negation has been carried out by then: "not within 5-10 km" is beyond 5, or beyond 10.
    """
    if quantity.high is None or quantity.hedge not in ("at least", "at most"):
        return ()
    # A denial shares it, so the words of either side have no place in what the values are called.
    values = tuple(
        Value(f"the end at {end} {quantity.unit}", "ordinary", which)
        for which, end in (("lower", quantity.low), ("upper", quantity.high))
    )
    return (Variable(_end_id(quantity, ctx), quantity.words, values),)


def _end_id(quantity: Quantity, ctx: Context) -> str:
    """Of a range the number decides, not the words: "within 5-10 km" and its denial share it."""
    return ctx.key("end", f"{quantity.low}-{quantity.high} {quantity.unit}")


def _unit_variables(quantity: Quantity, ctx: Context) -> tuple[Variable, ...]:
    if quantity.unit != "miles":
        return ()
    values = tuple(Value(label, "ordinary", unit) for label, unit in MILES.items())
    return (Variable(ctx.key("unit", "miles"), "miles", values),)


def settled(quantity: Quantity, choice: Choice, ctx: Context) -> Quantity:
    """The amount under a choice of values: its number read, one end of a one-sided range."""
    end_id = _end_id(quantity, ctx)  # by the number as written, whatever its signs mean
    if quantity.comma is not None:
        chosen = choice.get(_signs_id(ctx))
        free = None if _grouped(quantity) else chosen
        signs = ctx.signs or (free.data if free is not None else "point")
        if signs == "comma":
            low, high = quantity.comma
            quantity = replace(quantity, low=low, high=high)
        quantity = replace(quantity, comma=None)
    if quantity.high is None or quantity.hedge not in ("at least", "at most"):
        return quantity
    upper = choice[end_id].data == "upper"
    return replace(quantity, low=quantity.high if upper else quantity.low, high=None)


def unit_of(quantity: Quantity, choice: Choice, ctx: Context) -> str:
    """The unit label ("mi", "nm", "km" …) of a quantity under a choice of values."""
    if quantity.unit == "miles":
        if quantity.vague:
            return "mi"
        return str(choice[ctx.key("unit", "miles")].data)
    return _FIXED[quantity.unit]


def range_of(quantity: Quantity, choice: Choice, ctx: Context) -> Range:
    """What a quantity allows, in metres, under a choice of values."""
    unit = unit_of(quantity, choice, ctx)
    allowed = ctx.policy.range_of(settled(quantity, choice, ctx), metres_per(unit))
    return replace(allowed, unit=unit)


def lapse_range(lapse: Quantity, choice: Choice, ctx: Context) -> Range:
    """What a duration allows, in seconds, under a choice of values."""
    allowed = ctx.policy.range_of(settled(lapse, choice, ctx), SECONDS[lapse.unit])
    if lapse.unit not in _DAYS:
        return replace(allowed, unit=lapse.unit)
    counted = choice.get(_days_id(lapse, ctx))
    if counted is not None and counted.data == "calendar":
        # From a late hour of one day to an early one of another, or the reverse.
        low, high = allowed.lower, allowed.upper
        allowed = replace(
            allowed,
            lower=None if low is None else replace(low, limit=low.limit - SECONDS["days"]),
            upper=None if high is None else replace(high, limit=high.limit + SECONDS["days"]),
        )
    return replace(allowed, unit="h")


def slack_variables(slack: Slack | None, ctx: Context) -> tuple[Variable, ...]:
    """The ambiguous words of a stated error."""
    return () if slack is None else amount_variables(slack.error, ctx)


def slack_metres(slack: Slack | None, choice: Choice, ctx: Context) -> float:
    """A stated error in metres under a choice of values; 0 where none is stated."""
    if slack is None:
        return 0.0
    error = settled(slack.error, choice, ctx)
    return float(error.low) * metres_per(unit_of(error, choice, ctx))
