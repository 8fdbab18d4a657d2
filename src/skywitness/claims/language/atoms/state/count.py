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
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import Clock, Difference, Part, State, Variable
from skywitness.errors import LanguageError

AT_ONCE = Range(Side(0.0, 0.0), Side(0.0, 0.0), unit="min")
_NUMERALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


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

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None."""
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The count, as facts."""
        return counted(ctx, self.words, self.kind, self.least, self.most)


def counted(ctx: Context, name: str, kind: str, least: int, most: int | None) -> tuple[Part, ...]:
    """A count as facts "at least n": so up to the least, and not so from one above the most."""
    facts = [(n, True) for n in range(1, least + 1)]
    if most is not None:
        facts.append((most + 1, False))
    kind = singular(kind)
    return tuple(
        Part(ctx.claim, name, ctx.spot, State(f"at least {n} of '{kind}'", value))
        for n, value in facts
    )


def _name(children: list[object]) -> str:
    token = next(c for c in children if isinstance(c, Token) and c.type in ("NAME", "QUOTED"))
    return " ".join(str(token).strip('"“”„«»').split())


def _only(children: list[object], span: Span) -> OnlyAtom:
    return OnlyAtom(_name(children), span.words, span.column)


def _count(children: list[object], span: Span) -> CountAtom:
    word = next(str(c) for c in children if isinstance(c, Token) and c.type == "HOW_MANY").lower()
    found = re.search(r"\d+|\b(?:" + "|".join(_NUMERALS) + r")\b$", word)
    assert found is not None
    digits = found[0]
    number = int(digits) if digits.isdigit() else _NUMERALS.index(digits) + 1
    hedge = word[: found.start()].strip()
    least: int = number
    most: int | None = number
    for pattern, (low, high) in _BOUNDS.items():
        if re.fullmatch(pattern, hedge):
            least = 0 if low is None else number + low
            most = None if high is None else number + high
    if most is not None and most < 0:
        raise LanguageError(
            f"there are no fewer than none: '{word}'",
            column=span.column,
            expected=("a count above 0",),
        )
    return CountAtom(least, most, _name(children), span.words)


_NOT = r"(?:no|not|never)\s+"
_MORE, _FEWER = r"(?:more|greater)\s+than", r"(?:less|fewer)\s+than"
_LEAST, _MOST = r"at\s+least", r"(?:at\s+(?:the\s+)?most|up\s+to)"
#: What is added to the number for the least and the most; ``None`` where that end is open.
_BOUNDS: dict[str, tuple[int | None, int | None]] = {
    rf"{_MORE}|over|above": (1, None),
    rf"{_LEAST}|{_NOT}(?:{_FEWER}|under|below)": (0, None),
    rf"{_FEWER}|under|below|{_NOT}{_LEAST}": (None, -1),
    rf"{_MOST}|{_NOT}(?:{_MORE}|over|above)": (None, 0),
    rf"{_NOT}{_MOST}": (1, None),
}
_HEDGES = rf"(?:(?:{'|'.join(_BOUNDS)}|only|just|exactly|precisely)\s+)?"
_MANY = rf"{_HEDGES}(?:\d{{1,2}}|{'|'.join(_NUMERALS)})"

KIND = AtomKind(
    name="count",
    title="Counts",
    grammar=rf"""
only: _THE_ONLY (NAME | QUOTED)
count: _THERE HOW_MANY (NAME | QUOTED)
_THE_ONLY.7: /the\s+only(?:\s+one\s+of(?:\s+the)?)?(?![\w-])/i
_THERE.44: /there\s+(?:is|are|was|were)(?=\s+{_MANY}\s+["“„«\w])(?![\w-])/i
HOW_MANY.44: /{_MANY}(?![\w.,-])/i
""",
    predicates=("only",),
    clauses=("count",),
    builders={"only": _only, "count": _count},
    terminals={"_THE_ONLY": "the only", "_THERE": "there are", "HOW_MANY": "a count"},
    examples=(
        "verified mail is the only mail to Minsk",
        "there are two mails to Minsk",
        "there is more than one mail to Minsk",
    ),
)
