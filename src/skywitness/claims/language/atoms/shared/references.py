"""What the heights of a sentence are counted from: said, or one of the ordinary readings.

A height said without its reference is above mean sea level, above the surface below, or a pressure
height, which an altimeter shows on its standard setting or on the day's. Whoever speaks in one text
counts all heights from one of these.

Opposite changes of height of one object between two moments are opposite whatever each counts from:
who climbs does not descend, unless the case parts them.
"""

from __future__ import annotations

from typing import Literal

from skywitness.claims.language.atoms.shared.base import Choice, Context
from skywitness.claims.language.atoms.shared.legs import called
from skywitness.claims.language.atoms.shared.visits import Way
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Leg, Part, State, Value, Variable
from skywitness.claims.meaning.references import REFERENCES
from skywitness.claims.meaning.spots import NOWHERE, Spot
from skywitness.claims.meaning.stretches import DOUBLED
from skywitness.places.measures.measures import Height

#: What the reference of a height is called where a case couples or parts it.
HEIGHT = "height"

#: How ids of that choice begin.
HEIGHT_WORDS = "height:"

#: The readings of a height without a reference; the first is that of a premise.
READINGS = tuple(
    Value(f"heights {words}", "ordinary", reference) for reference, words in REFERENCES.items()
)


#: Those of a change of height: what climbs does not do so because the ground falls away.
CHANGES = tuple(value for value in READINGS if value.data != "height")


def reference_variables(ctx: Context, *, change: bool = False) -> tuple[Variable, ...]:
    """What heights without a reference are counted from, one choice per speaker and text."""
    return (Variable(_key(ctx), "reference of heights", CHANGES if change else READINGS),)


def reference_of(choice: Choice, ctx: Context, *, change: bool = False) -> Height:
    """What heights without a reference are counted from under a choice of values.

    A ``change`` of heights above the surface is told of heights above the sea.
    """
    value = choice.get(_key(ctx))
    found = "altitude" if value is None or (change and value.data == "height") else value.data
    return next(reference for reference in REFERENCES if reference == found)


def _key(ctx: Context) -> str:
    return ctx.key("height", HEIGHT)


def way_up(down: bool, kind: str, number: Quantity | None) -> tuple[str, Way]:
    """What a climb, or a descent, tells of its way, in words and by kind."""
    words = "descending" if down else "climbing"
    way = ("up or down", words)
    if number is None:
        return words, (way,)
    return f"{words} {number.words}", (way, (kind, number.told))


Change = Literal["rises", "falls"]
#: What is so at some time of what rises, or falls, on a leg.
EVER: dict[Change, str] = {"rises": "climbs", "falls": "descends"}


def direction(who: str, leg: Leg, ctx: Context, allowed: Range) -> tuple[Part, ...]:
    """The facts that go with a change of height, upward positive: rising is not falling.

    A change that may be nothing is none the other way. None goes with it where the case parts what
    its number counts from.
    """
    if ctx.parted(HEIGHT):
        return ()
    low, high = allowed.at(DOUBLED)
    if low > 0.0:
        return fact_of_change("rises", True, who, leg, ctx) + fact_of_change(
            "falls", False, who, leg, ctx
        )
    if high < 0.0:
        return fact_of_change("falls", True, who, leg, ctx) + fact_of_change(
            "rises", False, who, leg, ctx
        )
    if low == 0.0 or high == 0.0:
        return fact_of_change("falls" if low == 0.0 else "rises", False, who, leg, ctx)
    return ()


def fact_of_change(verb: Change, so: bool, who: str, leg: Leg, ctx: Context) -> tuple[Part, ...]:
    """The fact that an object rises, or falls, on a leg, or that it does not.

    What rises on a leg climbs at some time. Without a number it counts from nothing that a case
    could part.
    """
    on = f"from {leg.earlier} to {leg.later}"
    name = f"{verb} {on}" if so else f"does not {verb[:-1]} {on}"
    fact = State(f"{called(who, ctx)} {verb} {on}", so)
    parts = (Part(ctx.claim, name, Spot.of(leg.earlier), fact, implied=True),)
    if not so:
        return parts
    ever = State(f"{called(who, ctx)} {EVER[verb]} at some time", True)
    return (*parts, Part(ctx.claim, name, NOWHERE, ever, implied=True))
