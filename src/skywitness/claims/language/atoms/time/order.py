"""Order: "is after strike", "is 27 minutes after strike", "is within 5 minutes of strike".

Semantics: "before" and "after" say that one instant is on that side of the other, if only by a
millisecond; "not before" and "not after" admit both at once, and so does a frame that takes both
for one. With a number the time between lies in the range that the policy gives it. "Shortly after"
is after; how long is not said. "Within N of" is either way. "Not within N of" is N or more after
it, or N or more before: two ordinary readings, of which one may hold. "Not within N after" is N or
more after it, or not after it at all; so with whatever else is denied ("not at least N after", "not
more than N before"). "No more than N after" is at most so much after it. "Because of" a happening
is not before it, and says no more than that here.

What can test it: clock times of both moments, or a chain of orders and durations between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from lark import Token

from skywitness.claims.language.atoms.shared.amounts import amount_variables, lapse_range
from skywitness.claims.language.atoms.shared.asprinted import means_its_number
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
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.numbers import Hedge, Quantity
from skywitness.claims.meaning.parts import Clock, Difference, Part, State, Value, Variable
from skywitness.errors import LanguageError

#: Seconds from one moment to another that is after it: a millisecond at least.
APART = replace(NOT_BEFORE, lower=Side(0.001, 0.0))
#: How an amount begins that is denied; "no more than" and "not exceeding" only bound it.
_DENIED = re.compile(r"(?:not|never)(?!\s+exceed)\b", re.IGNORECASE)
#: Where a number is bound on one side: the other one, and the words for a side with its number.
_OPPOSITE: dict[str, Hedge] = {"at least": "at most", "at most": "at least"}
_SIDES = {
    ("at least", True): "at least",
    ("at least", False): "more than",
    ("at most", True): "at most",
    ("at most", False): "less than",
}


@dataclass(frozen=True)
class OrderAtom(Atom):
    """Before or after ``other``, by ``lapse`` if any; ``either`` way where that is said.

    ``denied`` says that it is not within that time, or not by so much; ``strictly``, that both are
    not at once.
    """

    other: MomentRef
    after: bool
    either: bool
    lapse: Quantity | None
    words: str
    denied: bool = False
    strictly: bool = True
    topic = "time"

    @property
    def happenings(self) -> tuple[MomentRef, ...]:
        """The moment that it is told from."""
        return (self.other,)

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Of the number (units of time have one meaning), and on which side it is denied."""
        found = () if self.lapse is None else amount_variables(self.lapse, ctx)
        if not self.denied:
            return found
        assert self.lapse is not None
        name = self.other.words
        within = _DENIED.match(self.lapse.words) is None
        much = f"{self.lapse.words} or more" if within else self.lapse.words
        if self.either:
            sides = {f"{much} after {name}": "after", f"{much} before {name}": "before"}
        else:
            way = "after" if self.after else "before"
            sides = {f"{much} {way} {name}": way, f"not {way} {name}": f"not {way}"}
        values = tuple(Value(label, "ordinary", side) for label, side in sides.items())
        return (*found, Variable(self._side(ctx), self.words, values))

    def _side(self, ctx: Context) -> str:
        return ctx.key("side", f"{ctx.moment} {self.words}")

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the time between the two moments."""
        after, allowed = self.after, None
        if self.denied:
            side = str(choice[self._side(ctx)].data)
            after = side in ("after", "not before")
            allowed = NOT_BEFORE if side.startswith("not") else None
        here = Clock(ctx.moment)
        there = Clock(ctx.names.moment(self.other.words))
        later, earlier = (here, there) if after else (there, here)
        allowed = allowed or self._range(choice, ctx)
        if later == earlier and allowed is APART:  # a frame that takes them for one
            allowed = NOT_BEFORE
        demand = Difference(later, earlier, allowed)
        part = Part(ctx.claim, self.words, ctx.spot, demand, alternative=self.denied)
        return (part, *self._facts(there.moment, ctx))

    def _facts(self, there: str, ctx: Context) -> tuple[Part, ...]:
        """The facts by which it excludes its denial, whichever way that is so.

        "At most 5 minutes after" is not more than that after; who denies "more than 5 minutes
        after" says only that it is not so.
        """
        said = self.lapse
        if said is None or self.either or said.vague or said.low not in ctx.bounds:
            return ()
        if said.hedge not in _OPPOSITE or ctx.parted(said.words):
            return ()
        own = self.denied != means_its_number(self.words, lower=said.hedge == "at least")
        own = True if self._within else own
        side = _OPPOSITE[said.hedge] if self.denied else said.hedge
        told = [(_SIDES[side, own], not self.denied)]
        if not self.denied:
            told.append((_SIDES[_OPPOSITE[side], not own], False))
        number = f"{said.low.normalize():f}{f'-{said.high.normalize():f}' if said.high else ''}"
        way = "after" if self.after else "before"
        facts = {f"{ctx.moment} is {words} {number} {said.unit} {way} {there}": so
                 for words, so in told}  # fmt: skip
        plain = Part(ctx.claim, self.words, ctx.spot, None, implied=True, alternative=self.denied)
        return tuple(replace(plain, constraint=State(what, so)) for what, so in facts.items())

    @property
    def _within(self) -> bool:
        """Whether "within" is denied, which means the number too."""
        return self.denied and _DENIED.match(self.lapse.words if self.lapse else "") is None

    def _range(self, choice: Choice, ctx: Context) -> Range:
        if self.lapse is None or (self.lapse.vague and not self.either):
            return APART if self.strictly else NOT_BEFORE
        found = lapse_range(self.lapse, choice, ctx)
        if self.either and not self.denied:
            if found.upper is None:  # "within a few minutes"
                return found
            return replace(found, lower=replace(found.upper, limit=-found.upper.limit))
        # "Up to five minutes after" is still after.
        return not_below_zero(found)


def _build(children: list[object], span: Span) -> OrderAtom:
    other = next(child for child in children if isinstance(child, MomentRef))
    lapse = next((child for child in children if isinstance(child, Quantity)), None)
    kinds = [child.type for child in children if isinstance(child, Token)]
    words = [str(child) for child in children if isinstance(child, Token)]
    if "NEXT_DAY" in kinds:
        lapse = Quantity(Decimal(1), None, "", "days", span.words)
    if "SHORTLY" in kinds:
        lapse = Quantity(Decimal(0), None, "", "min", words[0], vague=True)
    strictly = "BEFORE" in kinds or "AFTER" in kinds
    strictly = strictly and not any(re.match(r"n(?:ot|o|ever)\b", w, re.IGNORECASE) for w in words)
    denied = lapse is not None and not lapse.vague and _DENIED.match(lapse.words) is not None
    return OrderAtom(
        other, "BEFORE" not in kinds, False, lapse, span.words, denied, strictly=strictly
    )


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
    kinds = {child.type for child in children if isinstance(child, Token)}
    denied = "NOT_WITHIN_TIME" in kinds
    rough = said.rough or said.hedge == "about"
    lapse = replace(said, hedge="at least" if denied else "at most", rough=rough)
    return replace(atom, either=not kinds & {"BEFORE", "AFTER"}, lapse=lapse, denied=denied)


KIND = AtomKind(
    name="order",
    title="Order and time between",
    grammar=rf"""
order: (duration | SHORTLY | NEXT_DAY)? (BEFORE | AFTER) happening | _BECAUSE happening
within_time: (_WITHIN_TIME | NOT_WITHIN_TIME) duration (_OF | BEFORE | AFTER) happening
NEXT_DAY.10: /(?:on\s+)?the\s+(?:(?:next|very\s+next|following)\s+)?day(?=\s+(?:before|after)\s)/i
_BECAUSE.7: /because\s+of(?![\w-])/i
_WITHIN_TIME.9: /within(?=\s+{A_TIME})/i
NOT_WITHIN_TIME.9: /(?:not|never)\s+within(?=\s+{A_TIME})/i
""",
    predicates=("order", "within_time"),
    tails=("order", "within_time"),
    builders={"order": _build, "within_time": _within},
    terminals={
        "_BECAUSE": "because of",
        "NEXT_DAY": "the day",
        "_WITHIN_TIME": "within",
        "NOT_WITHIN_TIME": "not within",
    },
    stop_words=("because",),
    examples=(
        "impact is after strike",
        "strike is before impact",
        "impact is 27 minutes after strike",
        "exit is about 15 min before hit",
        "call is shortly after impact",
        "call is within 5 minutes of impact",
        "call is within 5-10 minutes after impact",
        "call is not within 5 minutes of impact",
        "call is because of the mail",
        "impact is the day after strike",
    ),
)
