"""Words for light and darkness, for parts of the day, and for what begins and ends them."""

from __future__ import annotations

import re
from typing import Literal

#: What light or darkness may be told to come before or after; "" for none.
Event = Literal["", "sunrise", "sunset", "dawn", "dusk", "dark"]

#: What light or darkness may be told to come before or after, and the words for it.
EVENTS: dict[Event, str] = {
    "sunrise": r"sunrise|sun-?up",
    "sunset": r"sunset|sundown",
    "dawn": r"dawn|daybreak|first\s+light",
    "dusk": r"dusk|nightfall",
    "dark": r"dark",
}

#: Words for a part of the day, whose hours they may tell; light and dark are of the sun alone.
BY_HOURS = r"\b(?:over)?night(?:\s?time)?\b|\bday(?:\s?time)?\b(?!\s*light)"
IN_LIGHT = (
    r"(?:in\s+(?:full\s+|broad\s+)?(?:day\s?light|sun\s?light)|by\s+day"
    r"|during\s+(?:the\s+)?day(?:time)?|in\s+the\s+day\s?time"
    r"|after\s+(?:dawn|sunrise|daybreak|sun-?up|first\s+light)"
    r"|before\s+(?:dusk|sunset|sundown|nightfall|dark))"
)
IN_DARK = (
    r"(?:after\s+(?:dark|nightfall|sunset|sundown|dusk)"
    r"|before\s+(?:dawn|sunrise|daybreak|sun-?up|first\s+light)"
    r"|in\s+(?:the\s+)?(?:dark|darkness)|at\s+night(?:time)?|by\s+night|during\s+the\s+night"
    r"|in\s+the\s+night|overnight)"
)
IT_IS = r"it\s+(?:is|was)\s+(?:still\s+|already\s+)?"
IT_IS_NOT = r"it\s+(?:is|was)\s+(?:not|no\s+longer|not\s+yet)\s+"
LIT = r"(?:light|day(?:light|time)?|broad\s+daylight)"
UNLIT = r"(?:dark|night(?:time)?)"
#: What may follow: a moment, another clause, or nothing.
WHOLE = r"(?=\s*(?:\Z|[;,.](?:\s|\Z)|\s(?:at|and|but)\s))"
STANDS = r"(?:is|was|stands|stood|has|had)"


def event_in(said: str) -> Event:
    """What light or darkness is told to come before or after; "" for none.

    After dark is at night, whichever evening that began with.
    """
    sided = re.search(r"\b(after|before)\s+(.+)", said.casefold())
    if sided is None or sided.groups() == ("after", "dark"):
        return ""
    return next((event for event, words in EVENTS.items() if re.match(words, sided[2])), "")
