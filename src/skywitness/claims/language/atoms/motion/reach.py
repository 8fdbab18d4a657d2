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

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.amounts import amount_variables
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import one, placeless
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
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


def _build(children: list[object], span: Span) -> ReachAtom:
    quantity = one(children, Quantity)
    assert isinstance(quantity, Quantity)
    return ReachAtom(legs.actor(children, "WEAPON"), quantity, span.words, span.column)


_REACHES = (
    r"(?:reaches|reached|(?:has|had)\s+(?:a|an)\s+(?:maximum\s+)?(?:range|reach)\s+of"
    r"|does\s+not\s+reach\s+(?:more|farther|further)\s+than)"
)

KIND = AtomKind(
    name="reach",
    title="Reach of a weapon or radar",
    grammar=rf"""
reach: WEAPON _REACHES quantity
WEAPON.40: /{OBJECT_PATTERN}(?=\s+{_REACHES}(?![\w-]))/i
_REACHES.41: /{_REACHES}(?![\w-])/i
""",
    clauses=("reach",),
    builders={"reach": _build},
    terminals={"WEAPON": "a weapon or radar followed by reaches", "_REACHES": "reaches"},
    examples=(
        "gun reaches 2.5 km at hit",
        "missile reaches 250 km at hit",
        "radar reaches 400 km at contact",
    ),
)
