"""What a mended sentence must keep of the one that was written: all that carries meaning."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from skywitness.claims.language.words.compass import POINTS, in_words
from skywitness.claims.language.words.lexicon import HEDGES, HEDGES_AFTER
from skywitness.claims.language.words.losing import nothing_done, nothing_lost
from skywitness.claims.language.words.unitwords import A_UNIT

#: Numbers in words that a mending may put in digits.
NUMERALS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "a dozen": "12",
    "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60",
    "seventy-five": "75", "seventy": "70", "eighty": "80", "ninety": "90", "a hundred": "100",
    "one hundred": "100", "a thousand": "1000", "half a": "0.5", "a": "1",
}  # fmt: skip
#: Words that no mending may lose, misspelt ones included.
_WEIGHTY = frozenset({
    "outside", "inside", "within", "not", "never", "no", "to", "towards", "before", "after",
    "about", "approximately", "approx", "roughly", "nearly", "almost", "around", "circa", "ca",
    "some", "possibly", "perhaps", "maybe", "probably", "likely", "estimated", "virtually",
    "practically", "barely", "scarcely", "hardly", "only", "just", "slightly", "little", "well",
    "more", "less", "fewer", "than", "least", "most", "up", "over", "under", "above", "below",
    "beyond", "exceeding", "excess", "upwards", "closer", "nearer", "farther", "further",
    "minimum", "maximum", "or", "so", "few", "several", "many", "couple", "dozens", "hundreds",
    "lower", "higher", "again", "qnh", "qne", "short", "past", "seconds", "minutes", "hours",
    "days", "weeks", "half", "quarter", "nautical", "statute", "left", "right", "along", "via",
})  # fmt: skip
#: Words without which a sentence says the opposite: none is alike.
_DENIALS = ("no", "not", "none", "neither", "nor", "nobody", "nothing", "nowhere", "never", "few",
            "hardly", "scarcely", "barely", "without", "unlike", "cannot")  # fmt: skip
#: Words between a verb and a number, which say how the number is meant, but for these.
_BEFORE_NUMBER = re.compile(r"\b(?:is|was|for|by|travels|goes|reaches)((?:\s+[^\W\d]+){1,4})\s*\d")
_FILLERS = frozenset({
    "a", "an", "the", "at", "distance", "of", "located", "situated", "flying", "positioned",
    "placed", "lying", "been", "from", "between", "height", "altitude", "by", "there",
    "is", "was", "for", "on", "bearing",
})  # fmt: skip
#: A number of one's own that became part of a name.
_SWALLOWED = re.compile(
    r'"[^"]*(?:\bnot\b|\b(?:at|by|for)\s+\d|\d\s*(?:km|nm|mi|m|ft|s|min|h|kt|[a-z]{4,}s)\b|[a-z]{4,}\s\d+")'
)
#: A name that a mending put in quotes, of words that are none.
_NO_NAME = re.compile(
    r"[\"“](?:is|and|of|from|at|km|deep|during|to|in)[\"”]|\b(?:from|of)\s+(?:km|and|is)\b"
    r"|[\"“](?:(?:at|on|in|from|of|to|by|not|is|was|after|before)\s|[^\"”]*\s(?:is|was|at)\s*[\"”]"
    r"|(?=[^\"”]*\s[a-z]+\b)[^\"”]*(?<![\w-])\d+(?![\w-]))"
)
#: Signs at a number that say how it is meant.
_SIGNS = "+±~≈<>≤≥/"
_MINUS = re.compile(r"(?:(?<=\s)|\A)[-−](?=[\d.])")
_ISH = re.compile(r"(?:\d|north|south|east|west)[\s-]?ish(?![\w-])", re.IGNORECASE)
_BY_THEN = re.compile(r"\bby\s+(?:(?:\w+\s+)?\d|(?:north|south|east|west))", re.IGNORECASE)
_COMPASS = re.compile(
    r"\b(?:north|south|east|west)(?:-?(?:north|south|east|west))*\b", re.IGNORECASE
)
_NO_SUBJECT = re.compile(r"\b(?:to|of|from|at|and|in|by|through)\s+(?:is|was|are)\b", re.IGNORECASE)
_AT_NUMBER = re.compile(r"\bat\s+(?:[\d.:]+|[a-z]+)(?=\s*(?:\Z|[;,]|in\s))", re.IGNORECASE)
_COUNTED = re.compile(r"(\d+)\s*-?\s*([a-z]+)\b", re.IGNORECASE)
_UNIT = re.compile(A_UNIT, re.IGNORECASE)
#: What may stand behind a number whose unit was left out.
_UNITLESS = re.compile(
    r"(?:(?:north|south|east|west)\w*|from|of|off|to|and|or|at|away|due|deep|high|up)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?:from|of|to|off)\s+([a-z]+)\b")
_TIME_OF_DAY = re.compile(r"\b(?:local|time|utc|gmt|zulu|hours|clock|o'clock|am|pm)\b", re.I)


_HEDGES = {
    name: re.compile(rf"(?<![\w-])(?:{pattern})", re.IGNORECASE)
    for name, pattern in {**HEDGES, **HEDGES_AFTER}.items()
}

_NUMBER_WORDS = frozenset({
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred",
    "thousand", "million", "dozen", "half", "third", "thirds", "quarter", "quarters", "fifths",
    "twice", "double", "triple",
})  # fmt: skip


def says_as_much(text: str, mended: str) -> bool:
    """Whether a mended sentence neither drops nor brings in what carries meaning.

    Numbers do, and words such as "outside", "to" and "approximately", a depth, and a unit beside a
    time of day. A number that was one of its own must not have become part of a name.
    """
    return all(kept(text, mended) for kept in _RULES)


def _names_kept(text: str, mended: str) -> bool:
    """Nothing becomes part of a name, or one, that was none."""
    if not re.search(r'["“]', text) and (_SWALLOWED.search(mended) or _NO_NAME.search(mended)):
        return False
    if any(m[1] in _WEIGHTY and m[0] not in text.lower() for m in _NAMED.finditer(mended)):
        return False  # "9 km from upwards Crimea"
    return not _NO_SUBJECT.search(mended) or bool(_NO_SUBJECT.search(text))


def _signs_kept(text: str, mended: str) -> bool:
    """Signs at numbers, and "by" before one."""
    if re.search(r"\bat\s*[±~]", mended) and not re.search(r"\bat\s*[±~]", text):
        return False
    if any(text.count(sign) > mended.count(sign) for sign in _SIGNS):
        return False
    if len(_MINUS.findall(text)) > len(_MINUS.findall(mended)):
        return False
    return len(_BY_THEN.findall(text)) <= len(_BY_THEN.findall(mended))


def _ish_kept(text: str, mended: str) -> bool:
    """ "9:30ish" is about 9:30; no direction is about southwest."""
    lost = len(_ISH.findall(text)) - len(_ISH.findall(mended))
    about = re.compile(r"\babout\b", re.IGNORECASE)
    return lost <= len(about.findall(mended)) - len(about.findall(text))


def _ways_kept(text: str, mended: str) -> bool:
    """Compass words: "short of" is no "south of"."""
    ways = _words_of_ways(text)
    return all(_alike(way.lower(), ways, 0.8) for way in _COMPASS.findall(mended))


def _sense_kept(text: str, mended: str) -> bool:
    """Denials and what a number is told of."""
    before, after = _meant(text), _meant(mended)
    if (
        after[:2] == ["encounter", "is"]
        and "encounter" not in before
        and {"is", "was"} & set(before)
    ):
        return False  # of something else it is said already
    new = [w for w in after if w not in before]
    if "within" in new and "not" in before:
        return False  # "not 5 km from" is more or less than that
    if after.count("from") < before.count("from"):
        return False  # "60 km at Odesa" is a height there
    if "deep" in new or any(after.count(word) < before.count(word) for word in _DENIALS):
        return False
    timed = _TIME_OF_DAY.search(text)
    if "km" in new and (timed or _AT_NUMBER.search(text)):
        return False
    return not (timed and after.count("at") > before.count("at"))


def _numbers_kept(text: str, mended: str) -> bool:
    """Numbers in digits, and what hedges them."""
    numbers = set(re.findall(r"\d+", text))
    return numbers <= set(re.findall(r"\d+", mended)) and _hedges(text) <= _hedges(mended)


def _weight_kept(text: str, mended: str) -> bool:
    """Names, and words that carry weight."""
    before, after = _meant(text), _meant(mended)
    hedged = [word for run in _BEFORE_NUMBER.findall(text.lower()) for word in _meant(run)]
    names = re.findall(r"\s([A-Z][a-z]{3,})", text)
    weighty = [
        word
        for word in before
        if _alike(word, _WEIGHTY, 0.85) or (word in hedged and word not in _FILLERS)
    ]
    return all(_kept(word.lower(), after) for word in (*names, *weighty))


def _words_of_ways(text: str) -> list[str]:
    """The words of a sentence among which a compass word may be."""
    words = _meant(text)
    return [*words, *map("".join, pairwise(words)),
            *map("-".join, pairwise(words)),
            *(in_words(point) for point in POINTS if point.lower() in words)]  # fmt: skip


def _units_kept(text: str, mended: str) -> bool:
    """Whether what is counted stays what it was, but for a slip in its spelling.

    A number without a unit may get one; "cables" does not become "km".
    """
    before = dict(_COUNTED.findall(text))
    for figure, word in _COUNTED.findall(mended):
        was, now = before.get(figure, ""), word.lower()
        if not _UNIT.fullmatch(now) or not was or was.lower() == now:
            continue
        if not _alike(now, [was.lower()], 0.5) and not _UNITLESS.fullmatch(was):
            return False
    return True


def _numerals_kept(text: str, mended: str) -> bool:
    """Whether every number in words is still there, in words or in digits."""
    before, after = _meant(text), _meant(mended)
    digits = set(re.findall(r"\d+", mended))
    for word in dict.fromkeys(before):
        if word not in _NUMBER_WORDS or after.count(word) >= before.count(word):
            continue
        values = {d for n, d in NUMERALS.items() if word in re.split(r"[\s-]", n)}
        if not values & digits:
            return False
    return True


def _hedges(text: str) -> set[str]:
    """The classes of the hedges and one-sided words of a sentence."""
    return {name for name, pattern in _HEDGES.items() if pattern.search(text)}


def _meant(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def _kept(word: str, words: Sequence[str]) -> bool:
    return _alike(word, words, 0.75)


def _alike(word: str, words: Collection[str], cutoff: float) -> bool:
    return word in words or bool(difflib.get_close_matches(word, words, n=1, cutoff=cutoff))


_RULES: tuple[Callable[[str, str], bool], ...] = (
    _names_kept, _signs_kept, _ways_kept, _ish_kept, _units_kept, _numerals_kept, _sense_kept,
    _numbers_kept, _weight_kept, nothing_lost, nothing_done,
)  # fmt: skip
