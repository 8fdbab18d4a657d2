"""The kinds of exclusion, one file each: a new one is a file and a line in :data:`KINDS`.

A log is a statement by itself: *no world meets all of its ``demands`` at its ``stretch``* (for
``always``, ``chain``, ``within``: every world that meets them also meets its ``claim``). A kind's
function raises ``FailedError`` when a log does not show that.
"""

from __future__ import annotations

from collections.abc import Callable

from skywitness.aliases import Json
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.kinds import (
    always,
    cells,
    chain,
    cycle,
    facts,
    linear,
    ranges,
    sun,
    tied,
    within,
)

#: Kinds of logs that show their demands to be impossible together.
EXCLUSIONS: dict[str, Callable[[Json, Shapes], None]] = {
    "cells": cells.check,
    "ranges": ranges.check,
    "cycle": cycle.check,
    "facts": facts.check,
    "linear": linear.check,
    "tied": tied.check,
    "sun": sun.check,
}
#: Kinds of logs that show a claim to hold wherever their demands do.
IMPLICATIONS: dict[str, Callable[[Json, Shapes], None]] = {
    "always": always.check,
    "chain": chain.check,
    "within": within.check,
}
#: Kinds whose demands are of many moments, named by ``moments``.
OF_MANY = ("linear", "tied", "sun")
KINDS = EXCLUSIONS | IMPLICATIONS
