"""A sentence to say instead of one that does not read, and what patterns of such have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.language.words.unitwords import A_UNIT

MEANT = "with the moment of the case that is meant"
#: A moment at the end of a sentence, and the end.
AT = r"(?P<at>\s+at\s+(?!\d)[^;,.]+?)?"
END = r"\.?\s*\Z"
#: Any words of one clause; a comma within a number ends none.
ANY = r"(?:[^;,]|,(?=\d))+?"
WHO = r"(?P<who>[^;,]+?)"
WAS = r"(?:is|was|are|were)"
IN = r"(?:inside|in|within|over)"
TIME = r"[\w.]+\s+(?:s|sec|seconds?|min|minutes?|h|hours?)"
#: A number with its unit.
AMOUNT = (
    rf"(?:(?:about|some|nearly|almost|just\s+over|at\s+least)\s+)?[\d.,]+\s*{A_UNIT}(?:\s+miles?)?"
)
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
#: Patterns, and what makes the sentences to offer for each.
Patterns = tuple[tuple[re.Pattern[str], Made], ...]


def compiled(rows: Iterable[tuple[str, Made]]) -> Patterns:
    """Patterns of whatever case, with what makes the sentences to offer for them."""
    return tuple((re.compile(pattern, re.IGNORECASE), made) for pattern, made in rows)


def replaced(template: str, when: str = "") -> Made:
    """Offers the sentence with other words in place of those found: a template of ``re``."""

    def made(found: re.Match[str], names: CaseNames) -> Iterator[Offer]:
        yield Offer(put_in(found, found.expand(template)), when)

    return made
