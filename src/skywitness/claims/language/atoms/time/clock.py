"""Clock time: "is at 07:03 CET", "is about 09:30 MSK", "is before 12:47 EEST".

Semantics: the instant of the moment lies within the policy's tolerance of the clock time, which is
half the last unit given, or the hedge's, or the stated error ("± 2 min") if that is more. A span of
the clock has that tolerance at each end. "Before" and "after" leave the other end open and admit
the time itself; "just before" bounds it by the hedge's tolerance. The zone and the day are those
written, else the case's; what they can mean is in
:mod:`skywitness.claims.meaning.instants`.

What can test it: another clock time of the same moment, or of one tied to it by an order or a
duration; a record of the sky. It constrains no position.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lark import Token

from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import one
from skywitness.claims.meaning.instants import stamp_range, stamp_variables
from skywitness.claims.meaning.parts import Clock, Difference, Part, Variable
from skywitness.claims.meaning.stamps import Side, Stamp, day_of
from skywitness.errors import LanguageError


@dataclass(frozen=True)
class ClockAtom(Atom):
    """At the clock time ``stamp``, or before or after it, or just so."""

    stamp: Stamp
    side: Side
    words: str
    topic = "time"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Zone and day, where they can be read in several ways."""
        return stamp_variables(self.stamp, ctx)

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the instant in its range."""
        allowed = stamp_range(self.stamp, self.side, choice, ctx)
        demand = Difference(Clock(ctx.moment), None, allowed)
        return (Part(ctx.claim, self.words, ctx.spot, demand),)


def _build(children: list[object], span: Span) -> ClockAtom:
    stamp = one(children, Stamp)
    assert isinstance(stamp, Stamp)
    tokens = {child.type: str(child) for child in children if isinstance(child, Token)}
    if "DATE" in tokens:
        if stamp.date:
            raise LanguageError(
                "a clock time has one date", column=span.column, expected=("one date",)
            )
        date = tokens["DATE"].strip(", ")
        day_of(date, span.column)
        stamp = replace(stamp, date=date)
    side: Side = "at"
    if tokens.keys() & {"BEFORE", "LATEST"}:
        side = "just before" if "SHORTLY" in tokens else "before"
    elif tokens.keys() & {"AFTER", "EARLIEST"}:
        side = "just after" if "SHORTLY" in tokens else "after"
    return ClockAtom(stamp, side, span.words)


KIND = AtomKind(
    name="clock",
    title="Clock time",
    grammar=r"""
clock: _AT? stamp (LATEST | EARLIEST)? | DATE _AT? stamp | SHORTLY? (BEFORE | AFTER) stamp
LATEST.8: /at\s+the\s+(?:very\s+)?latest(?![\w-])/i
EARLIEST.8: /at\s+the\s+(?:very\s+)?earliest(?![\w-])/i
""",
    predicates=("clock",),
    tails=("clock",),
    builders={"clock": _build},
    terminals={"LATEST": "at the latest", "EARLIEST": "at the earliest"},
    examples=(
        "strike is at 07:03 CET",
        "impact is about 09:30 MSK",
        "landing is at 09:33 local time",
        "hit is at about 23:35 GMT on 19 June 2019",
        "entry is between 09:20 and 09:25 EET",
        "warning is before 12:47 EEST",
        "warning is not before 12:47 EEST",
        "warning is just before 12:47 EEST",
        "strike is at 07:03 UTC ± 2 min",
    ),
)
