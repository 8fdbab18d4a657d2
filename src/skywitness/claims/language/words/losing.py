"""What a mended sentence must not have lost or gained: any word but an idle one, any unit."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Collection

from skywitness.claims.language.words.unitwords import A_UNIT

#: Words that say nothing of their own, or that "is" says as well.
_IDLE = frozenset({
    "a", "an", "the", "of", "at", "is", "was", "are", "were", "be", "been", "being", "has", "have",
    "had", "there", "located", "situated", "flying", "positioned", "placed", "lying", "flew",
    "stood", "stands", "sits", "sat", "flies", "standing", "distance", "distant", "s", "did",
    "does", "do",
})  # fmt: skip
#: Short words, and others alike to another of the language, that are no slip of any.
_EXACT = frozenset({
    "with", "may", "can", "could", "might", "would", "must", "in", "on", "by", "if", "as", "than",
    "min", "max", "per", "via", "off", "out", "for", "nor", "or", "both", "each", "all", "every",
    "close", "part", "half", "late", "early", "near", "far", "high", "low", "deep", "away", "back",
    "ago", "into", "onto", "upon", "until", "since", "while", "when", "after", "before",
})  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*")
_UNIT = re.compile(rf"(?<![^\W\d_])(?:{A_UNIT})", re.IGNORECASE)
_UNIT_WORDS = ("mile", "miles", "nautical", "feet", "foot", "metre", "metres", "meter", "meters",
               "kilometre", "kilometres", "kilometers", "km", "hour", "hours", "minute", "minutes",
               "second", "seconds", "knot", "knots", "yards")  # fmt: skip
#: Signs after a number that stand for a unit, and letters that may be more than one.
_SIGNED = re.compile(
    r"\d\s*(?:['’](?!\d)|[′″”\"%]|(?:k|K)(?![^\W\d_]|\w)|M(?!\w)|k\s+(?:ft|feet|m)\b)|\bFL\s*\d+\s*[-–]"
)
_FROM_WORD = re.compile(r"\b(?:from|of|to|off|near)\s+([^\W\d_]+)", re.IGNORECASE)
_UNITLESS = re.compile(
    r"\d\s+(?:(?:north|south|east|west)\w*|[NSEW]{1,3}|from|off|away\s+from|deep|to\s+the)\b"
)
#: Something said to have been done; the group is the deed.
_DONE_TO = re.compile(
    r"\b(?:is|was|are|were|been|be)\s+(?:not\s+|never\s+)?(?!located|situated|positioned|placed)"
    r"(\w{2,}ed|hit|shot|given|sent|struck|sunk|lost|taken|seen|made|flown|left|met|held|told|led"
    r"|found|caught|brought|built|cut|put|set|won|broken|driven|drawn|known|shown|torn|thrown)\b",
    re.IGNORECASE,
)


def nothing_lost(text: str, mended: str) -> bool:
    """Whether every word is still there but idle ones, each misspelt one as what it is near to."""
    after = _words(mended)
    if any(not _kept(word, after) for word in _words(_ended(text))):
        return False
    names = (word.group() for word in _WORD.finditer(text) if word.group()[0].isupper())
    if any(not _named(name, after) for name in names):
        return False
    made = {m.group().casefold() for m in _FROM_WORD.finditer(mended) if m[1].lower() in _EXACT}
    if made - {m.group().casefold() for m in _FROM_WORD.finditer(text)}:
        return False  # "60 km from away"
    if _SIGNED.search(text) and mended not in text:
        return False
    before = [unit.group().casefold() for unit in _UNIT.finditer(text)]
    units = [unit.group().casefold() for unit in _UNIT.finditer(mended)]
    missing = len(_UNITLESS.findall(text))  # a distance that only lacks its unit gets one
    return len(units) <= len(before) + _misspelt_units(text) + missing


def nothing_done(text: str, mended: str) -> bool:
    """Whether nothing is said to be done that was not: "is violated", "hit" of "dark at hit"."""
    return _deeds(mended) <= _deeds(text)


def _deeds(text: str) -> Counter[str]:
    return Counter(found.casefold() for found in _DONE_TO.findall(text))


def _ended(text: str) -> str:
    """A sentence without the joining word at its end."""
    return re.sub(r"[\s,;]+(?:and|but|where|at|in)\s*\Z", "", text, flags=re.IGNORECASE)


def _words(text: str) -> list[str]:
    return [word.group().casefold() for word in _WORD.finditer(text)]


def _kept(word: str, after: Collection[str]) -> bool:
    if word in after or word in _IDLE:
        return True
    if re.search(r"[-‐‑]", word):
        parts = re.split(r"[-‐‑]", word)
        return "".join(parts) in after or all(_kept(part, after) for part in parts)
    if word in _EXACT or len(word) < 3:
        return False
    return bool(difflib.get_close_matches(word, list(after), n=1, cutoff=0.7))


def _named(name: str, after: Collection[str]) -> bool:
    """Whether a word with a capital is kept: a name is no slip of a word, letters are no unit."""
    small = name.casefold()
    if small in after or small in _IDLE or re.search(r"[-‐‑]", name):
        return True
    if name.isupper() or small in _EXACT:
        return False
    return bool(difflib.get_close_matches(small, list(after), n=1, cutoff=0.8))


def _misspelt_units(text: str) -> int:
    """How many words are no unit, and may be one misspelt."""
    found = [word for word in _words(text) if len(word) > 2 and not _UNIT.fullmatch(word)]
    return sum(bool(difflib.get_close_matches(w, _UNIT_WORDS, n=1, cutoff=0.7)) for w in found)
