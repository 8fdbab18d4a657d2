"""How large a case may be that is checked without more ado: a stranger's may be made to last.

Time grows with the corners of a case's own shapes and with the clauses of its sentences. The limits
are far above what cases need, and whoever trusts a case raises them for one run.
"""

from __future__ import annotations

import math
import os

from skywitness.errors import CaseError

VARIABLE = "SKYWITNESS_LIMITS"
"""The environment variable that multiplies the limits; 0 takes them away."""
VERTICES = 50_000
"""Corners of all shapes that a case gives itself, as it gives them."""
CLAUSES = 300
"""Clauses of all sentences of claims and evidence: a claim has one or a few."""


def factor() -> float:
    """What the limits are multiplied by.

    Raises:
        CaseError: the variable holds no number of 0 or more.
    """
    text = os.environ.get(VARIABLE, "1")
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not value >= 0:
        raise CaseError(
            f"{VARIABLE} is {text[:40]!r}", remedy="set it to a number: 10 allows ten times as much"
        )
    return value or math.inf


def within(count: int, limit: int, what: str, *, file: str, key: str) -> None:
    """Refuse a case that has more of something than is allowed.

    Raises:
        CaseError: it has; the message says how to allow it.
    """
    allowed = limit * factor()
    if count > allowed:
        times = math.ceil(count / limit)
        raise CaseError(
            f"the case has {count:,} {what}; without being asked for, at most {allowed:,.0f} are "
            "taken, so that no case holds the program for long",
            file=file,
            key=key,
            remedy=f"use fewer, or set {VARIABLE}={times} to take them all, which may last long",
        )
