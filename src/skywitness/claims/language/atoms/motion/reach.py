"""Reach of a weapon or radar: "gun reaches 2.5 km at hit", "radar reaches 400 km at contact".

Semantics: at the moment named what happens there is no farther from the weapon, in a straight line,
than the number, within the policy's tolerance of it. The weapon's place is that of a declared
object: one that ``stands`` has one place, one that is ``apart`` has its own at that moment.

What can test it: whatever binds the weapon's place and the moment's. What a speaker says of a reach
binds that speaker's account. Hard limit: none; things have reached farther than was published.
Brochure limits: a published range never contradicts anything.
"""

from __future__ import annotations

from dataclasses import dataclass

from lark import Token

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.amounts import amount_variables
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import one, placeless
from skywitness.claims.language.words.lexicon import AMOUNT, AMOUNT_OR_HEDGE, OBJECT_PATTERN
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Part, Variable


@dataclass(frozen=True)
class ReachAtom(Atom):
    """The weapon ``who`` reaches ``quantity``; a case turns it into a separation."""

    who: str
    quantity: Quantity
    words: str
    column: int
    topic = "reach"
    timeless = True
    when = "moment"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit of the number."""
        return amount_variables(self.quantity, ctx)

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """Nothing without a case.

        Raises:
            LanguageError: always; the remedy says what to declare.
        """
        raise placeless(self.who, self.column, stands=True)


_WEAPONS = ("WEAPON", "RANGED", "RANGER")


def _build(children: list[object], span: Span) -> ReachAtom:
    quantity = one(children, Quantity)
    assert isinstance(quantity, Quantity)
    weapon = next(c for c in children if isinstance(c, Token) and c.type in _WEAPONS)
    return ReachAtom(legs.actor(children, weapon.type), quantity, span.words, span.column)


_RANGE = r"(?:max(?:imum)?\.?\s+)?(?:range|reach)"
_AS_FAR = r"(?:\s+(?:out\s+)?(?:as\s+far\s+as|to))?"
_REACHES = (
    rf"(?:reache[sd]{_AS_FAR}|(?:has|had|have)\s+(?:an?\s+)?{_RANGE}(?:\s+of)?"
    rf"|(?:can|could|(?:is|was|are|were)\s+able\s+to)\s+reach{_AS_FAR}(?=\s+{AMOUNT_OR_HEDGE})"
    r"|(?:does|did|do|can|could)\s+not\s+reach\s+(?:more|farther|further)\s+than"
    # So much it does not reach: of what reaches less.
    rf"|(?:(?:(?:does|did|do|can|could)\s+not|cannot)\s+reach|never\s+reache[sd])(?=\s+{AMOUNT}))"
)
_OF_IT = rf"(?=\s+(?:is|was)\s+(?:\w+\s+){{0,3}}?{AMOUNT})"

KIND = AtomKind(
    name="reach",
    title="Reach of a weapon or radar",
    grammar=rf"""
reach: WEAPON _REACHES quantity | _RANGE_OF RANGED _IS quantity | RANGER _S_RANGE _IS quantity
_RANGE_OF.45: /(?:the\s+)?{_RANGE}\s+of(?=\s+{OBJECT_PATTERN}{_OF_IT})/i
RANGED.46: /{OBJECT_PATTERN}{_OF_IT}/i
RANGER.45: /{OBJECT_PATTERN}(?=['’]s\s+{_RANGE}{_OF_IT})/i
_S_RANGE.46: /['’]s\s+{_RANGE}/i
WEAPON.42: /{OBJECT_PATTERN}(?=\s+{_REACHES}(?![\w-]))/i
_REACHES.42: /{_REACHES}(?![\w-])/i
""",
    clauses=("reach",),
    builders={"reach": _build},
    terminals={
        "WEAPON": "a weapon or radar followed by reaches",
        "_REACHES": "reaches",
        "_RANGE_OF": "the range of",
        "RANGED": "a weapon or radar",
        "RANGER": "a weapon or radar and its range",
        "_S_RANGE": "'s range",
    },
    examples=(
        "gun reaches 2.5 km at hit",
        "missile reaches 250 km at hit",
        "radar reaches 400 km at contact",
        "the range of the gun is 2.5 km at hit",
    ),
)
