"""How long it lasted: "flight of MQ-9 lasted 90 minutes", "jamming lasted about 2 hours".

Semantics: the time from its start to its end lies in the range that the policy gives the number.
The flight of an object is from its take-off to its landing; of anything else the two are moments
of its name ("start of jamming", "end of jamming"). A case may declare them under these phrases.

What can test it: clock times and orders of both moments; another duration of the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lark import Token

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.amounts import amount_variables, lapse_range
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import bare, not_below_zero, one
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Clock, Difference, Part, Variable
from skywitness.claims.meaning.spots import Spot
from skywitness.errors import LanguageError

_FLIGHT = re.compile(
    r"(?:flight|sortie)\s+of\s+(?P<of>.+)|(?P<its>.+?)(?:['’]s?)?\s+(?:flight|sortie)",
    re.IGNORECASE,
)
_INCURSION = (
    r"(?:air\s?space\s+)?(?:incursion|intrusion|violation|overflight|trespass|foray|stay|visit|entry"
    r"|flight|presence)"
)
#: A visit of a place, which is told of the object: moments of its own would bear on nothing.
_VISIT = re.compile(
    rf"(?:(?P<who>.+?)['’]s?\s+{_INCURSION}|{_INCURSION}\s+(?:of|by)\s+(?P<of>.+?))"
    r"\s+(?:into|in|inside|over|to|of)\s+(?P<place>.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class LastedAtom(Atom):
    """What is called ``what`` lasted for ``lapse``."""

    what: str
    lapse: Quantity
    words: str
    topic = "time"
    timeless = True
    when = "leg"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Of the number; units of time have one meaning."""
        return amount_variables(self.lapse, ctx)

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the time from start to end."""
        start, end = self._ends(ctx)
        allowed = not_below_zero(lapse_range(self.lapse, choice, ctx))
        lasted = Difference(Clock(end), Clock(start), allowed)
        return (Part(ctx.claim, self.words, Spot.of(start), lasted),)

    def _ends(self, ctx: Context) -> tuple[str, str]:
        flight = _FLIGHT.fullmatch(self.what)
        if flight is None:
            return ctx.names.moment(f"start of {self.what}"), ctx.names.moment(
                f"end of {self.what}"
            )
        who = bare(flight["of"] or flight["its"])
        return (
            legs.moment_of(lambda name: f"take-off of {name}", who, ctx),
            legs.moment_of(lambda name: f"landing of {name}", who, ctx),
        )


def _build(children: list[object], span: Span) -> LastedAtom:
    lapse = one(children, Quantity)
    assert isinstance(lapse, Quantity)
    token = next(c for c in children if isinstance(c, Token) and c.type == "LASTER")
    visit = _VISIT.fullmatch(bare(str(token)))
    if visit is not None:
        who, place = bare(visit["who"] or visit["of"]), visit["place"]
        raise LanguageError(
            f"'{token}' is told of a visit: how long it lasted is told of the object",
            column=span.column,
            expected=("is inside",),
            remedy=f"say '{who} is inside {place} for {lapse.words}'",
        )
    return LastedAtom(bare(str(token)), lapse, span.words)


_LASTED = r"(?:lasts|lasted|(?:goes|went)\s+on\s+for)(?:\s+for)?"

KIND = AtomKind(
    name="lasted",
    title="How long it lasted",
    grammar=rf"""
lasted: LASTER _LASTED duration
LASTER.40: /{OBJECT_PATTERN}(?=\s+{_LASTED}(?![\w-]))/i
_LASTED.41: /{_LASTED}(?![\w-])/i
""",
    clauses=("lasted",),
    builders={"lasted": _build},
    terminals={"LASTER": "a happening followed by lasted", "_LASTED": "lasted"},
    examples=("flight of MQ-9 lasted 90 minutes", "jamming lasted about 2 hours"),
)
