"""One number in another unit: "24.08 km restates C3".

Semantics: the length is that which another claim of the case states: some one length lies in the
range that the policy gives this number and in that of the other. It says nothing of where or when.

What can test it: the arithmetic; nothing else bears on it.
"""

from __future__ import annotations

from dataclasses import dataclass

from lark import Token

from skywitness.claims.language.atoms.shared.amounts import amount_variables, range_of
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import bare, one
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Part, Separation, Variable
from skywitness.claims.meaning.spots import Spot
from skywitness.errors import LanguageError


@dataclass(frozen=True)
class RestatesAtom(Atom):
    """``quantity`` is the length that the claim ``of`` states."""

    quantity: Quantity
    of: str
    words: str
    column: int
    topic = "number"
    timeless = True

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """The ambiguous words of both numbers."""
        return (*amount_variables(self.quantity, ctx), *amount_variables(self._stated(ctx), ctx))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One length, as the distance of two ends that nothing else speaks of, in both ranges."""
        ends = (Spot.of(f"one end of {self.of}"), Spot.of(f"other end of {self.of}"))
        return tuple(
            Part(ctx.claim, name, ends[0], Separation(*ends, range_of(number, choice, ctx)))
            for name, number in (
                (self.quantity.words, self.quantity),
                (f"{self._stated(ctx).words} ({self.of})", self._stated(ctx)),
            )
        )

    def _stated(self, ctx: Context) -> Quantity:
        """The length that the other claim states.

        Raises:
            LanguageError: there is no such claim, or it states none.
        """
        found = ctx.names.length(self.of)
        if found is None:
            raise LanguageError(
                f"'{self.of}' is not a claim of the case that states a length",
                column=self.column,
                expected=("the id of a claim that states a length",),
            )
        return found


def _build(children: list[object], span: Span) -> RestatesAtom:
    quantity = one(children, Quantity)
    assert isinstance(quantity, Quantity)
    token = next(c for c in children if isinstance(c, Token))
    column = span.column + span.words.rfind(str(token))
    return RestatesAtom(quantity, bare(str(token)), span.words, column)


KIND = AtomKind(
    name="restates",
    title="One number in another unit",
    grammar=r"""
restates: quantity _RESTATES (CLAIM_ID | QUOTED)
_RESTATES.8: /(?:restates?|restated|converts?|repeats?)(?![\w-])/i
CLAIM_ID.-2: /[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}/
""",
    clauses=("restates",),
    builders={"restates": _build},
    terminals={"_RESTATES": "restates", "CLAIM_ID": "the id of a claim"},
    examples=("24.08 km restates C3",),
)
