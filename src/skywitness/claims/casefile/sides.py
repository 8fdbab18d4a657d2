"""What to say instead of who was on which side of whom, of twilight, and of numbers of visits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.casefile.offering import (
    AT,
    END,
    MEANT,
    NUMBER_WORD,
    Offer,
    compiled,
    moments_told,
    put_in,
)

_SIDED = {"higher than": "above", "lower than": "below"}


def _side(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """On which side of another object one was, told as they fly."""
    who, other = names.thing(found["who"]), names.thing(found["other"])
    if who is None or other is None or who.stands:
        return
    where = " ".join(found["where"].lower().split())
    for at in moments_told(found, names):
        yield Offer(
            f"{found['who']} flies {_SIDED.get(where, where)} {found['other']}{at}",
            "" if found["at"] else MEANT,
        )


def _not_counted(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """How often at most, or nearly so: no number of visits is tested."""
    yield Offer(f"not testable: {' '.join(found.string.split())}", "since visits are not counted")


def _twilight(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
    """Dawn or dusk: which of them it was is not said by "twilight" alone."""
    which = (found["which"] or "").lower()
    if which in ("morning", "evening"):
        yield Offer(put_in(found, f" at {'dawn' if which == 'morning' else 'dusk'}"))
        return
    dusk, dawn = (put_in(found, f" at {event}") for event in ("dusk", "dawn"))
    yield Offer(dusk, f"or '{dawn}', whichever is meant")


SIDES = compiled(
    (
        (
            rf"^(?P<who>[^;,]+?)\s+(?:is|was)\s+(?P<where>ahead\s+of|in\s+front\s+of|behind|above|over|below"
            r"|under(?:neath)?|beneath|beside|alongside|abreast\s+of|parallel\s+(?:to|with)|higher\s+than"
            rf"|lower\s+than)\s+(?P<other>[^;,]+?){AT}{END}",
            _side,
        ),
        (
            r"\s+(?:in|at|during)\s+(?:the\s+)?(?:(?:(?P<which>morning|evening)|civil|nautical"
            r"|astronomical)\s+)?twilight(?![\w-])",
            _twilight,
        ),
        (
            r"^[^;,]+?\s(?:enter(?:s|ed)|leaves|left|(?:is|was)\s+(?:inside|in|within|over))\s[^;,]+?\s"
            r"(?:(?:(?:no|not)\s+more|fewer|less)\s+than|at\s+(?:the\s+)?most|up\s+to|about|almost|nearly"
            rf"|some)\s+(?:twice|(?:two|\d+|{NUMBER_WORD})\s+times)\b",
            _not_counted,
        ),
    )
)
"""Patterns, and what makes the sentences to offer for them."""
