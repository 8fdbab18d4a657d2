"""Counts: "verified mail is the only mail to Minsk", "there are two mails to Minsk".

Semantics: how many happenings of a kind there were; the case says with ``kind`` which of its
moments are of one kind. The only one of a kind is every moment of that kind: their clocks show
the same time, whatever the stretch. Two counts of one kind that differ exclude each other.

What can test it: clock times of the moments of that kind; another count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lark import Token

from skywitness.claims.language.atoms.shared.base import (
    Atom,
    AtomKind,
    Choice,
    Context,
    Span,
    singular,
)
from skywitness.claims.language.atoms.shared.counts import counted, refuse_beside
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.numerals import SMALL_NUMBER, numeral_value
from skywitness.claims.meaning.parts import Clock, Difference, Part, Variable
from skywitness.errors import LanguageError

AT_ONCE = Range(Side(0.0, 0.0), Side(0.0, 0.0), unit="min")
#: Numbers from which on one may be round, and the share by which it may be so.
ROUND, SHARE = 10, 0.2
#: How many times a round number another one surely is: beyond both their shares doubled, where it
#: is told as less one share.
FAR = (1 + 2 * SHARE) / (1 - 2 * SHARE) * (1 - SHARE)


@dataclass(frozen=True)
class OnlyAtom(Atom):
    """The moment is the only one of ``kind``."""

    kind: str
    words: str
    column: int
    topic = "number"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None."""
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """That there is one, and that each moment of the kind is at its time.

        Raises:
            LanguageError: the case declares kinds, and the moment is not of this one.
        """
        alike = ctx.names.kinds.get(singular(self.kind), ())
        if ctx.names.kinds and ctx.moment not in alike:
            raise LanguageError(
                f"'{ctx.moment}' is not declared to be a '{self.kind}'",
                column=self.column,
                expected=tuple(ctx.names.kinds),
                remedy=f'give its [[moments]] kind = "{self.kind}", as each that may be the same',
            )
        here = Clock(ctx.moment)
        same = [Difference(Clock(m), here, AT_ONCE) for m in alike if m != ctx.moment]
        return (
            *counted(ctx, self.words, self.kind, 1, 1),
            *(Part(ctx.claim, self.words, ctx.spot, each) for each in same),
        )


@dataclass(frozen=True)
class CountAtom(Atom):
    """There are from ``least`` to ``most`` of ``kind``; ``None`` where it may be more."""

    least: int
    most: int | None
    kind: str
    words: str
    topic = "number"
    timeless = True

    @property
    def limits(self) -> tuple[int, ...]:
        """The number that it says was not reached."""
        return () if self.most is None else (self.most + 1,)

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None."""
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The count, as facts."""
        return counted(ctx, self.words, self.kind, self.least, self.most, ctx.spot.moment)


def _name(children: list[object]) -> str:
    token = next(c for c in children if isinstance(c, Token) and c.type in ("NAME", "QUOTED"))
    return " ".join(str(token).strip('"“”„«»').split())


def _only(children: list[object], span: Span) -> OnlyAtom:
    kind = _name(children)
    refuse_beside(kind, span)
    return OnlyAtom(kind, span.words, span.column)


def _count(children: list[object], span: Span) -> CountAtom:
    word = next(str(c) for c in children if isinstance(c, Token) and c.type == "HOW_MANY").lower()
    kind = _name(children)
    refuse_beside(kind, span)
    least, most = _how_many(" ".join(word.split()))
    if most is not None and most < 0:
        raise LanguageError(
            f"there are no fewer than none: '{word}'",
            column=span.column,
            expected=("a count above 0",),
        )
    return CountAtom(least, most, kind, span.words)


def _how_many(words: str) -> tuple[int, int | None]:
    """The least and the most that words count; ``None`` where it may be more."""
    for pattern, least in _VAGUE.items():
        if re.fullmatch(pattern, words):
            return least, None
    if re.fullmatch(_SINGLE, words):
        return 1, 1
    found = re.fullmatch(rf"(?P<hedge>.*?)\s*(?:between\s+)?(?P<first>{_NUMBER}){_TO}?", words)
    assert found is not None
    first = _value(found["first"])
    last = _value(found["last"]) if found["last"] else first
    hedge = found["hedge"]
    low, high = next(
        (bounds for pattern, bounds in _BOUNDS.items() if re.fullmatch(pattern, hedge)), (0, 0)
    )
    exact = re.fullmatch(_EXACTLY, hedge) is not None
    # From ten on a number may be a round one.
    fewest = first if exact or first < ROUND else int(first * (1 - SHARE))
    if low == _ROUGHLY:
        return min(first, 1), None
    least = 0 if low is None else fewest + low
    plain = low == high == 0 and not exact
    most = None if high is None else last + high
    if plain and last >= ROUND:
        most = int(last * FAR)
    return least, most


def _value(words: str) -> int:
    return 0 if words == "zero" else int(numeral_value(words.replace(",", "")))


_NOT = r"(?:no|not|never)\s+"
_MORE, _FEWER = r"(?:more|greater)\s+than", r"(?:less|fewer)\s+than"
_LEAST, _MOST = r"at\s+least", r"(?:at\s+(?:the\s+)?most|up\s+to)"
_EXACTLY = r"only|just|exactly|precisely|a\s+total\s+of"
#: That there was one, whatever the number.
_ROUGHLY = -1
#: What is added to the number for the least and the most; ``None`` where that end is open.
_BOUNDS: dict[str, tuple[int | None, int | None]] = {
    rf"{_MORE}|over|above": (1, None),
    rf"{_LEAST}|{_NOT}(?:{_FEWER}|under|below)": (0, None),
    rf"{_FEWER}|under|below|{_NOT}{_LEAST}": (None, -1),
    rf"{_MOST}|{_NOT}(?:{_MORE}|over|above)": (None, 0),
    rf"{_NOT}{_MOST}": (1, None),
    r"about|around|some|roughly|approximately|nearly|almost|circa|ca\.?|close\s+to": (
        _ROUGHLY,
        None,
    ),
}
#: Words that count without a number, and the least that they say.
_VAGUE = {
    r"(?:a\s+)?(?:couple|pair)(?:\s+of)?|several|many|multiple|numerous|various": 2,
    r"(?:only\s+)?(?:a\s+few|a\s+number\s+of|a\s+handful\s+of)": 1,
}
_SINGLE = r"(?:only\s+|just\s+)?(?:an?|one)\s+single"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}}|(?:an?|{SMALL_NUMBER}|\d{{1,3}})\s+(?:dozen|hundred)|half\s+a\s+dozen|zero"
    rf"|{SMALL_NUMBER})"
)
_TO = rf"(?:(?:\s*[-–]\s*|\s+(?:to|or|and)\s+)(?P<last>{_NUMBER}))"
_A_NUMBER = rf"(?:between\s+)?{_NUMBER}{_TO.replace('?P<last>', '?:')}?"
_HEDGES = rf"(?:(?:{'|'.join(_BOUNDS)}|{_EXACTLY})\s+)?"
_MANY = rf"(?:{'|'.join(_VAGUE)}|{_SINGLE}|{_HEDGES}{_A_NUMBER})"
_ALL_IN_ALL = r"(?:in\s+(?:all|total)|altogether)"

KIND = AtomKind(
    name="count",
    title="Counts",
    grammar=rf"""
only: _THE_ONLY (NAME | QUOTED)
count: _THERE HOW_MANY (NAME | QUOTED) ALL_TOLD?
_THE_ONLY.7: /the\s+(?:only|sole)(?:\s+one\s+of(?:\s+the)?)?(?![\w-])/i
_THERE.44: /there\s+(?:is|are|was|were|(?:has|have|had)\s+been)(?:\s+{_ALL_IN_ALL})?(?=\s+{_MANY}\s+["“„«\w])(?![\w-])/i
HOW_MANY.44: /{_MANY}(?![\w.,-])/i
""",  # noqa: E501
    predicates=("only",),
    clauses=("count",),
    stop_words=("altogether", "overall", r"all\s+told"),
    builders={"only": _only, "count": _count},
    terminals={"_THE_ONLY": "the only", "_THERE": "there are", "HOW_MANY": "a count"},
    examples=(
        "verified mail is the only mail to Minsk",
        "there are two mails to Minsk",
        "there is more than one mail to Minsk",
        "there are two or three mails to Minsk",
    ),
)
