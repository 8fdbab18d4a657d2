"""A sentence to say instead of one that does not read, and what patterns of such have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from skywitness.claims.casefile.casenames import CaseNames

MEANT = "with the moment of the case that is meant"
#: A moment at the end of a sentence, and the end.
AT = r"(?P<at>\s+at\s+(?!\d)[^;,.]+?)?"
END = r"\.?\s*\Z"
#: Any words of one clause; a comma within a number ends none.
ANY = r"(?:[^;,]|,(?=\d))+?"
NUMBER_WORD = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"


@dataclass(frozen=True)
class Offer:
    """A sentence to say instead, and ``when`` it says as much."""

    text: str
    when: str = ""


def moments_told(found: re.Match[str], names: CaseNames) -> Iterator[str]:
    """The moment that is named at the end, else those of the case."""
    if found["at"]:
        yield found["at"]
        return
    yield from (f" at {moment.id}" for moment in names.case.moments)


def put_in(found: re.Match[str], put: str) -> str:
    """The whole sentence with other words in place of those that were found."""
    text = found.string
    return " ".join(f"{text[: found.start()]}{put}{text[found.end() :]}".split())


#: What makes the sentences to offer for what a pattern found.
Made = Callable[[re.Match[str], CaseNames], Iterator[Offer]]


def put(words: str, when: str = "") -> Made:
    """Puts other words in place of those found: "{who} enters {place}", of the pattern's groups."""

    def made(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
        told = {name: value or "" for name, value in found.groupdict().items()}
        yield Offer(put_in(found, words.format(**told)), when)

    return made
