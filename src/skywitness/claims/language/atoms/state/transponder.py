"""Transponder: "MQ-9 transponder is off during flight".

Semantics: a fact, that the aircraft's transponder transmits, at the moment named or during what
is named; "off" during the flight is at no time. Said of no time, on and off exclude each
other, but "off" is not at each moment: it may have been switched off, or on, before.

What can test it: only an opposite statement. A record that hears the aircraft would show it to be
on; a record that does not hear it shows nothing, since silence also comes from height, distance
and gaps in reception. So alone it is not tested.
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
    folded,
)
from skywitness.claims.language.atoms.shared.common import bare, fact
from skywitness.claims.language.atoms.shared.legs import called
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
from skywitness.claims.meaning.parts import Part, State, Variable
from skywitness.claims.meaning.spots import NOWHERE

REASON = (
    "needs a record of the sky: one that hears the aircraft would show it on; silence in a record "
    "is no proof that it was off"
)
_WHOLE = ("flight", "whole flight", "entire flight")


@dataclass(frozen=True)
class TransponderAtom(Atom):
    """The transponder of ``aircraft`` is on or off, ``during`` something if said."""

    aircraft: str
    on: bool
    during: str
    words: str
    topic = "transponder"
    timeless = True

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None."""
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The fact, which no evidence here bears on."""
        what = f"{called(self.aircraft, ctx)} transponder transmits"
        if self.during and self.during not in _WHOLE:
            what += f" during {self.during}"
        if self.during or ctx.spot:
            return fact(ctx, self.words, what, self.on, untestable=REASON)
        told = State(f"{what}, at a time not told", self.on)
        here = Part(ctx.claim, self.words, NOWHERE, told, REASON)
        ever = fact(ctx, self.words, what, True, untestable=REASON) if self.on else ()
        return (here, *ever)


def _build(children: list[object], span: Span) -> TransponderAtom:
    tokens = {child.type: str(child) for child in children if isinstance(child, Token)}
    who = re.sub(r"(?:['’]s?)?\s+transponders?\Z", "", tokens["TRANSPONDER"], flags=re.IGNORECASE)
    during = folded(tokens.get("QUOTED", tokens.get("NAME", "")).strip('"“”„«»'))
    return TransponderAtom(bare(who), "ON" in tokens, during, span.words)


KIND = AtomKind(
    name="transponder",
    title="Transponder",
    grammar=rf"""
transponder: TRANSPONDER _IS (ON | OFF) (_DURING (NAME | QUOTED))?
TRANSPONDER.45: /{OBJECT_PATTERN}\s+transponders?(?=\s+(?:is|was|are|were)(?![\w-]))/i
ON.8: /(?:(?:switched\s+|turned\s+)?on|transmitting)(?![\w-])/i
OFF.8: /(?:(?:switched\s+|turned\s+)?off|not\s+transmitting)(?![\w-])/i
_DURING.6: /(?:during|throughout)(?![\w-])/i
""",
    clauses=("transponder",),
    builders={"transponder": _build},
    terminals={
        "TRANSPONDER": "an aircraft's transponder followed by is",
        "ON": "on",
        "OFF": "off",
        "_DURING": "during",
    },
    examples=("MQ-9 transponder is off during flight", "MQ-9 transponder is on at encounter"),
)
