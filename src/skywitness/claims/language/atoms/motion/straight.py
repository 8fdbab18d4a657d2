"""Straight flight and turns: "EP-3 flies straight and level at collision", "EP-3 turns into J-8 at
collision".

Semantics: facts of one aircraft at the moment named. Flying straight and level excludes turning
then, and where it is level also that it climbs or descends then; to turn or veer into another is to
turn. "Straight and level" without a moment is throughout, of turns alone.

What can test it: an opposite statement of the same aircraft and moment; a track.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lark import Token

from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import bare, fact
from skywitness.claims.language.atoms.shared.legs import called
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
from skywitness.claims.meaning.parts import Part, Variable


@dataclass(frozen=True)
class StraightAtom(Atom):
    """An ``aircraft`` flies straight, or turns, ``into`` another if one is named."""

    aircraft: str
    turns: bool
    into: str
    words: str
    level: bool = False
    topic = "place"
    timeless = True

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None."""
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """That it turns, or does not; and into what."""
        aircraft = called(self.aircraft, ctx)
        turning = fact(ctx, self.words, f"{aircraft} turns", self.turns)
        if not self.into:
            return turning + self._level(aircraft, ctx)
        into = f"{aircraft} turns into {called(self.into, ctx)}"
        return turning + fact(ctx, self.words, into, True)

    def _level(self, aircraft: str, ctx: Context) -> tuple[Part, ...]:
        """That it neither climbs nor descends at the moment, where that is said.

        Without a moment nothing is said of it: whoever flies level has climbed before.
        """
        if not self.level or not ctx.spot:
            return ()
        ways = (fact(ctx, self.words, f"{aircraft} {way}", False) for way in ("climbs", "descends"))
        return tuple(replace(part, implied=True) for way in ways for part in way)


def _build(children: list[object], span: Span) -> StraightAtom:
    tokens = {child.type: str(child) for child in children if isinstance(child, Token)}
    into = tokens.get("QUOTED", tokens.get("NAME", ""))
    straight = tokens.get("STRAIGHT")
    level = straight is not None and "level" in straight.lower()
    return StraightAtom(bare(tokens["FLIER"]), straight is None, bare(into), span.words, level)


_STRAIGHT = (
    r"(?:flies|flew|is\s+flying|was\s+flying)\s+(?:in\s+a\s+straight\s+line"
    r"|(?:in\s+)?straight(?:\s+and\s+level)?(?:\s+flight)?)"
)
_INTO = r"(?:turns|turned|veers|veered|swerves|swerved)\s+into"
_TURNS = r"(?:turns|turned|veers|veered|swerves|swerved)"

KIND = AtomKind(
    name="straight",
    title="Straight flight and turns",
    grammar=rf"""
straight: FLIER STRAIGHT | FLIER _TURNS_INTO (NAME | QUOTED) | FLIER _TURNS
FLIER.40: /{OBJECT_PATTERN}(?=\s+(?:{_STRAIGHT}|{_TURNS})(?![\w-]))/i
STRAIGHT.41: /{_STRAIGHT}(?![\w-])/i
_TURNS_INTO.41: /{_INTO}(?![\w-])/i
_TURNS.41: /{_TURNS}(?!\s+into)(?![\w-])/i
""",
    clauses=("straight",),
    builders={"straight": _build},
    terminals={
        "FLIER": "an aircraft followed by flies straight or turns",
        "STRAIGHT": "flies straight and level",
        "_TURNS_INTO": "turns into",
        "_TURNS": "turns",
    },
    examples=(
        "EP-3 flies straight and level at collision",
        "EP-3 turns into J-8 at collision",
        "EP-3 turns at collision",
    ),
)
