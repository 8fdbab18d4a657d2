"""What the heights of a sentence are counted from: said, or one of the ordinary readings.

A height said without its reference is above mean sea level, above the surface below, or a pressure
height, which an altimeter shows on its standard setting or on the day's. Whoever speaks in one text
counts all heights from one of these.
"""

from __future__ import annotations

from skywitness.claims.language.atoms.shared.base import Choice, Context
from skywitness.claims.meaning.parts import Value, Variable
from skywitness.claims.meaning.references import REFERENCES
from skywitness.places.measures.measures import Height

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
    return ctx.key("height", "reference of heights")
