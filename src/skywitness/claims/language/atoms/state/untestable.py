"""What nothing can test: "not testable: intent".

Semantics: none; the statement is on record with the reason given. The text after the colon, up to
the end of the sentence, is that reason and is shown as written.

What can test it: nothing in the claim language.
"""

from __future__ import annotations

from dataclasses import dataclass

from lark import Token

from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.meaning.parts import Part, Variable


@dataclass(frozen=True)
class UntestableAtom(Atom):
    """Recorded with its ``reason``; it speaks of no moment."""

    reason: str
    words: str
    topic = "not testable"
    timeless = True

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None."""
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part that nothing can test, with the reason as written."""
        return (Part(ctx.claim, self.reason, ctx.spot, None, self.reason),)


def _build(children: list[object], span: Span) -> UntestableAtom:
    reason = next(str(child) for child in children if isinstance(child, Token))
    return UntestableAtom(" ".join(reason.split()), span.words)


KIND = AtomKind(
    name="untestable",
    title="Not testable",
    grammar=r"""
untestable: _NOT_TESTABLE REASON
_NOT_TESTABLE.40: /not\s+testable\s*:/i
REASON: /\S.*/s
""",
    clauses=("untestable",),
    builders={"untestable": _build},
    terminals={"_NOT_TESTABLE": "not testable:", "REASON": "the reason, in words"},
    examples=("not testable: intent",),
)
