"""The nearest form that would parse: small edits near the fault, each one really parsed.

A short beam search: each round mends the fault that stands first (a misspelt word, a word too many,
a word missing, a name that needs quotes, a number in words, a range that runs backwards). Every
edit has a cost that says how much of the meaning it touches; the cheapest sentence that parses
wins. If none does, the most similar example is offered.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence

from skywitness.claims.language.words.compass import POINTS, in_words
from skywitness.claims.language.words.keeping import NUMERALS, says_as_much
from skywitness.claims.language.words.lexicon import HEDGES
from skywitness.claims.language.words.unitwords import A_UNIT
from skywitness.claims.meaning.stamps import TIME_PATTERN
from skywitness.errors import LanguageError

#: Bounds on the search: sentences parsed in all, and their letters, attempts kept per round,
#: rounds, worst cost.
_MOST_PARSES = 120
_MOST_LETTERS = 12_000
_BEAM = 5
_ROUNDS = 4
_WORST = 0.7
#: Longer sentences only get an example.
_LONGEST = 300

_WORDS = (
    "is", "about", "roughly", "nearly", "more than", "less than", "at least", "up to", "miles",
    "circa", "approximately", "almost", "just over", "just under", "at most", "or more", "or less",
    "nautical miles", "nautical", "statute miles", "statute", "km", "metres", "feet", "from", "of",
    "near", "inside", "outside", "over", "within", "between", "and", "off the coast of",
    "kilometres", "along the coast of", "at", "where", "deep", "degrees",
    *(in_words(point) for point in POINTS),
)  # fmt: skip
_INSERTS = ("is", "of", "from", "km", "at", "and", "deep")
_VERBS = re.compile(
    r"\b(?:(?:has|had|have|is|was|were)\s+(?:been\s+)?(?:located|situated|flying|positioned|placed)"
    r"|flew|stood|stands|sits|sat|flies|crashed|fell|went\s+down|came\s+down|took\s+off)\b",
    re.IGNORECASE,
)
_HEIGHT = re.compile(
    r"\b(is|was)\s+(?=(?:between\s+)?\d[\d.,]*[^;]*\s(?:ft|feet|m|metres|meters)\b)", re.IGNORECASE
)
_PREPOSITION = re.compile(r"\b(?:from|of|off|near|inside|outside|over|in)\s+(?=[^\"\s])", re.I)
_RANGE = re.compile(r"(\d[\d.,]*)(\s*[-–—]\s*|\s+to\s+|\s+and\s+)(\d[\d.,]*)")
_TWO_UNITS = re.compile(
    r"(\d[\d.,]*)\s*[A-Za-z]+(\s*[-–—]\s*|\s+to\s+|\s+and\s+)(\d[\d.,]*\s*[A-Za-z]+)"
)

#: Denials drawn together with a verb.
_CONTRACTED = re.compile(r"\b(ca|wo|[a-z]+)n['’]t\b", re.IGNORECASE)
_FULL = {"ca": "can", "wo": "will"}
#: Words of a verb that are no other word misspelt.
_AUXILIARIES = frozenset({"has", "have", "had", "did", "does", "do", "being", "having"})
#: Words of amounts that are so only before one.
_BARE = {"MORE": r"over|above|(?:no|not)\s+(?:under|below)",
         "AT_MOST": r"(?:no|not)\s+(?:over|above)"}  # fmt: skip

Fault = Callable[[str], LanguageError | None]


def nearest_form(
    text: str, fault: Fault, examples: Sequence[str], *, grammatical: bool = False
) -> str:
    """A sentence close to ``text`` that parses (``fault`` returns ``None`` for it).

    ``examples`` are sentences that parse; one of them is returned when no edit succeeds. In a
    ``grammatical`` sentence that says something impossible only numbers and units are touched.
    """
    start = spelt_out(" ".join(text.split()))
    if not start or len(start) > _LONGEST:
        return _closest(start, examples)
    first = fault(start)
    if first is None:
        return start
    if grammatical:
        return next(
            (e for _, e in _impossible(start) if fault(e) is None), _closest(start, examples)
        )
    search = _Search(fault, tuple(dict.fromkeys([*_WORDS, *_words_of(examples)])))
    return search.run(start, first) or _closest(start, examples)


def spelt_out(text: str) -> str:
    """A sentence with "isn't" as "is not", so that no denial is lost for being part of a verb."""
    return _CONTRACTED.sub(lambda m: f"{_FULL.get(m[1].lower(), m[1])} not", text)


class _Search:
    def __init__(self, fault: Fault, vocabulary: Sequence[str]) -> None:
        self.fault = fault
        self.vocabulary = vocabulary
        self.parses = self.letters = 0
        self.start = ""
        self.seen: set[str] = set()

    def run(self, start: str, error: LanguageError) -> str | None:
        """The cheapest sentence found that parses."""
        self.start = start
        self.seen.add(start)
        beam = [(0.0, start, (error.column or 1) - 1)]
        solved: list[tuple[float, str]] = []
        for _ in range(_ROUNDS):
            found: list[tuple[float, str, int]] = []
            for cost, sentence, at in beam:
                self._round(cost, sentence, at, found, solved)
            best = min(solved, default=None)
            # Cheaper attempts may still get through; dearer ones no longer matter.
            found = [each for each in found if best is None or each[0] < best[0]]
            if not found or self._is_spent():
                break
            # Furthest on first: least text left to the right of the fault, then cheapest.
            found.sort(key=lambda each: (len(each[1]) - each[2], each[0]))
            beam = found[:_BEAM]
        best = min(solved, default=None)
        return best[1] if best is not None and best[0] <= _WORST else None

    def _round(
        self,
        cost: float,
        sentence: str,
        at: int,
        found: list[tuple[float, str, int]],
        solved: list[tuple[float, str]],
    ) -> None:
        for price, candidate in _edits(sentence, at, self.vocabulary):
            if self._is_spent():
                return
            if candidate in self.seen or not candidate or len(candidate) > 2 * _LONGEST:
                continue
            self.seen.add(candidate)
            self.parses += 1
            self.letters += len(candidate)
            left = self.fault(candidate)
            total = cost + price
            if left is not None:
                found.append((total, candidate, (left.column or 1) - 1))
            elif says_as_much(self.start, candidate):
                solved.append((total + self._misspelt(candidate), candidate))

    def _is_spent(self) -> bool:
        """Whether so much was tried that no more is."""
        return self.parses >= _MOST_PARSES or self.letters >= _MOST_LETTERS

    def _misspelt(self, sentence: str) -> float:
        """What words cost that are nearly, but not, words of the language."""
        count = sum(
            1
            for word in re.findall(r"[a-z]{4,}", sentence)
            if word not in self.vocabulary
            and difflib.get_close_matches(word, self.vocabulary, n=1, cutoff=0.85)
        )
        return 0.2 * count


def _edits(text: str, at: int, vocabulary: Sequence[str]) -> Iterator[tuple[float, str]]:
    """Small changes of a sentence near the character ``at``, each with its cost."""
    spans = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    if not spans:
        return
    here = next((i for i, (_, end) in enumerate(spans) if end > at), len(spans) - 1)
    yield 0.01, re.sub(r"(?i)\b([a-z]+)(?:\s+\1)+\b", r"\1", text)
    yield 0.01, re.sub(r"(?i)(\d[\d:.,]*)[\s-]?ish(?![\w-])", r"about \1", text)
    yield 0.02, _VERBS.sub("is", text, count=1)
    yield (
        0.01,
        re.sub(r"(?i)\b(?:has|have|had)\s+(not|never)\s+(?=\w+ed\b)", "never ", text, count=1),
    )
    yield 0.01, re.sub(r"(?i)\b(?:has|have|had)\s+(?=\w+ed\b)", "", text, count=1)
    yield (
        0.01,
        re.sub(r"(?i)\b(?:is|was)\s+not\s+(climb|descend|ris|ascend)ing\b", _not_doing, text),
    )
    yield 0.01, re.sub(r"(?i)\b(?:is|was)\s+(climb|descend|ascend)ing\b", r"\1s", text)
    # A height that stands without "at".
    yield 0.05, _HEIGHT.sub(r"\1 at ", text, count=1)
    for numeral, digits in NUMERALS.items():
        # "A" is one only of what is measured.
        ahead = rf"\s+{A_UNIT}" if numeral in ("a", "half a") else r"\s"
        yield 0.02, re.sub(rf"\b{numeral}\b(?={ahead})", digits, text, count=1, flags=re.I)
    yield from _impossible(text)
    for index in (here, here - 1, here + 1):
        if 0 <= index < len(spans):
            yield from _respelt(text, *spans[index], vocabulary)
    for index, candidate in enumerate(_quoted(text)):
        yield 0.03 + 0.001 * index, candidate
    for insert in _INSERTS:
        price = {"is": 0.02, "deep": 0.4}.get(insert, 0.1)
        yield price, _joined(text[:at], insert, text[at:])
    for count in (1, 2, 3):
        last = min(here + count, len(spans)) - 1
        yield 0.25 * count, _joined(text[: spans[here][0]], text[spans[last][1] :])
    if here > 0:
        start, end = spans[here - 1]
        yield 0.25, _joined(text[:start], text[end:])
    rest = len(text[at:].split())
    yield 0.2 + 0.1 * rest, re.sub(r"[\s,;]+(?:and|or|but|where|at|in)?\s*\Z", "", text[:at])
    if not re.search(r"\b(?:is|was)\b", text, re.IGNORECASE):
        yield 0.1, f"encounter is {text}"
    yield 0.02, re.sub(r"(\d)[ ]*-[ ]*(?=[a-z])", r"\1 ", text)


def _not_doing(found: re.Match[str]) -> str:
    return f"does not {'rise' if found[1].lower() == 'ris' else found[1]}"


def _impossible(text: str) -> Iterator[tuple[float, str]]:
    """A range turned round, or with one unit; before and after for words of amounts at a time."""
    for hedge, word in (("MORE", "after"), ("AT_MOST", "before")):
        words = rf"(?<!not )(?<!no )(?<!never )(?:{HEDGES[hedge]}|{_BARE[hedge]})"
        pattern = rf"(?<![\w-]){words}\s+(?={TIME_PATTERN})"
        yield 0.02, re.sub(pattern, f"{word} ", text, count=1, flags=re.IGNORECASE)
    yield 0.02, _RANGE.sub(r"\3\2\1", text, count=1)
    yield 0.2, _TWO_UNITS.sub(r"\1\2\3", text, count=1)


def _respelt(
    text: str, start: int, end: int, vocabulary: Sequence[str]
) -> Iterator[tuple[float, str]]:
    word = text[start:end]
    if word.lower() in vocabulary or word.lower() in _AUXILIARIES:
        return
    bare = word.strip("-–+*_.:!?()[]<>")
    if bare != word:
        yield 0.1, text[:start] + bare + text[end:]
    for near in difflib.get_close_matches(bare.lower(), vocabulary, n=3, cutoff=0.6):
        ratio = difflib.SequenceMatcher(None, bare.lower(), near).ratio()
        yield 0.6 * (1 - ratio), text[:start] + near + text[end:]


def _quoted(text: str) -> Iterator[str]:
    """Names put in quotes: capitalised words with the small words between them, and the subject."""
    for match in re.finditer(
        r"(?<![\"“\w])[^\W\d_a-z][\w'’.-]*"
        r"(?:\s+(?:and|of|the|in|at|over|is|\d+|[^\W\d_a-z][\w'’.-]*))*"
        r"\s+(?:\d+|[^\W\d_a-z][\w'’.-]*)",
        text,
    ):
        yield f'{text[: match.start()]}"{match.group()}"{text[match.end() :]}'
    before = list(_PREPOSITION.finditer(text))
    if before:
        start = before[-1].end()
        ends = [start + m.start() for m in re.finditer(r"\s+(?:at|and|where)\s|;", text[start:])]
        for end in [*ends, len(text.rstrip(". "))]:
            yield f'{text[:start]}"{text[start:end]}"{text[end:]}'
    subject = re.match(r"([^\"]{1,60}?)\s+(?:is|was)\b", text)
    if subject:
        yield f'"{subject[1]}"{text[subject.end(1) :]}'


def _joined(*pieces: str) -> str:
    return " ".join(" ".join(pieces).split())


def _words_of(examples: Sequence[str]) -> list[str]:
    words = (word.strip('",;:') for example in examples for word in example.split())
    return [word for word in words if word.isalpha() and word.islower()]


def _closest(text: str, examples: Sequence[str]) -> str:
    def likeness(example: str) -> float:
        return difflib.SequenceMatcher(
            None, text[:_LONGEST].lower(), example.lower(), autojunk=False
        ).ratio()

    return max(examples, key=likeness)
