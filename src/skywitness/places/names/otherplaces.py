"""Names that make another place of a name, as New Mexico is to Mexico."""

from __future__ import annotations

import re

#: Words that tell a place from another one whose name is the rest.
_OTHER_BY = re.compile(
    r"(?:the\s+)?(?:(?:(?:north|south)-?(?:east|west)?|east|west)(?:ern)?|central|middle|new|old|upper"
    r"|lower|inner|outer|great(?:er)?|little|lesser|saint|st\.?|san|santa|port|fort|mount|mt\.?|lake"
    r"|cape|gulf\s+of|isle\s+of)\s+(?:of\s+)?(?P<rest>.+)",
    re.IGNORECASE,
)


def is_other(name: str, offered: str) -> bool:
    """Whether a name offered is what is left without a word that makes it another place.

    So "Mexico" is for "New Mexico", and "Georgia (country)" for "South Georgia".
    """
    found = _OTHER_BY.fullmatch(" ".join(name.split()))
    bare = re.sub(r"\s*[(,].*", "", offered).casefold()
    return found is not None and bare == found["rest"].casefold()
