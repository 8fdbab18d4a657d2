"""Order: "is after strike", "is 27 minutes after strike", "is within 5 minutes of strike".

Semantics: "before" and "after" say that one instant is not on the other side of the other; both at
once is admitted. With a number the time between lies in the range that the policy gives it. "Within
N of" is either way. "Because of" a happening is not before it, and says no more than that here.

What can test it: clock times of both moments, or a chain of orders and durations between them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lark import Token

from skywitness.claims.language.atoms.shared.amounts import amount_variables, lapse_range
from skywitness.claims.language.atoms.shared.base import (
    Atom,
    AtomKind,
    Choice,
    Context,
    MomentRef,
    Span,
)
from skywitness.claims.language.atoms.shared.common import NOT_BEFORE, not_below_zero
from skywitness.claims.language.words.lexicon import A_TIME
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Clock, Difference, Part, Variable
from skywitness.errors import LanguageError


@dataclass(frozen=True)
class OrderAtom(Atom):
    """Before or after ``other``, by ``lapse`` if any; ``either`` way where that is said."""

    other: MomentRef
    after: bool
    either: bool
    lapse: Quantity | None
    words: str
    topic = "time"

    @property
    def happenings(self) -> tuple[MomentRef, ...]:
        """The moment that it is told from."""
        return (self.other,)

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Of the number; units of time have one meaning."""
        return () if self.lapse is None else amount_variables(self.lapse, ctx)

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the time between the two moments."""
        here = Clock(ctx.moment)
        there = Clock(ctx.names.moment(self.other.words))
        later, earlier = (here, there) if self.after else (there, here)
        return (
            Part(
                ctx.claim,
                self.words,
                ctx.spot,
                Difference(later, earlier, self._range(choice, ctx)),
            ),
        )

    def _range(self, choice: Choice, ctx: Context) -> Range:
        if self.lapse is None:
            return NOT_BEFORE
        found = lapse_range(self.lapse, choice, ctx)
        if self.either:
            if found.upper is None:  # "within a few minutes"
                return found
            return replace(found, lower=replace(found.upper, limit=-found.upper.limit))
        # "Up to five minutes after" is still after.
        return not_below_zero(found)


def _build(children: list[object], span: Span) -> OrderAtom:
    other = next(child for child in children if isinstance(child, MomentRef))
    lapse = next((child for child in children if isinstance(child, Quantity)), None)
    kinds = [child.type for child in children if isinstance(child, Token)]
    return OrderAtom(other, "BEFORE" not in kinds, False, lapse, span.words)


def _within(children: list[object], span: Span) -> OrderAtom:
    atom = _build(children, span)
    said = atom.lapse
    assert said is not None
    if said.hedge not in ("", "about", "at most"):
        raise LanguageError(
            f"'{span.words}' says two things at once",
            column=span.column,
            expected=("a number after within",),
        )
    either = not any(isinstance(child, Token) for child in children)
    rough = said.rough or said.hedge == "about"
    return replace(atom, either=either, lapse=replace(said, hedge="at most", rough=rough))


KIND = AtomKind(
    name="order",
    title="Order and time between",
    grammar=rf"""
order: duration? (BEFORE | AFTER) happening | _BECAUSE happening
within_time: _WITHIN_TIME duration (_OF | BEFORE | AFTER) happening
_BECAUSE.7: /because\s+of(?![\w-])/i
_WITHIN_TIME.9: /within(?=\s+{A_TIME})/i
""",
    predicates=("order", "within_time"),
    tails=("order", "within_time"),
    builders={"order": _build, "within_time": _within},
    terminals={"_BECAUSE": "because of", "_WITHIN_TIME": "within"},
    stop_words=("because",),
    examples=(
        "impact is after strike",
        "strike is before impact",
        "impact is 27 minutes after strike",
        "exit is about 15 min before hit",
        "call is within 5 minutes of impact",
        "call is within 5-10 minutes after impact",
        "call is because of the mail",
    ),
)
