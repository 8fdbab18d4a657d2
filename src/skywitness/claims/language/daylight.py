"""Clock times beside words of light: "10:30 at night" is in the evening, "5:30 in daylight" open.

A figure up to 12:59 of which nothing else says the half of the day may be of either where the
sentence says besides how light it was; the sun then settles which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from skywitness.claims.language.atoms.state.dawn import DawnAtom
from skywitness.claims.language.atoms.state.sun import SunAtom
from skywitness.claims.language.atoms.time.clock import ClockAtom
from skywitness.claims.language.statement import Clause
from skywitness.claims.meaning.stamps import TimeOfDay

#: Words that say which half of the day it was, and figures of a clock of 24 hours.
_HALF_TOLD = re.compile(r"[ap]\.?\s?m\b|morning|noon|evening|midnight|\bhours\b|\b0\d|\d{4}", re.I)
HALF, ONE = Fraction(43_200), Fraction(46_800)


def halves_opened(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, their clock times of either half of the day where words of light stand by."""
    lit = {(each.subject, each.at) for each in clauses if isinstance(each.atom, SunAtom | DawnAtom)}
    return [
        replace(each, atom=_opened(each.atom))
        if isinstance(each.atom, ClockAtom) and (each.subject, each.at) in lit
        else each
        for each in clauses
    ]


def _opened(atom: ClockAtom) -> ClockAtom:
    stamp = atom.stamp
    if _HALF_TOLD.search(stamp.words):
        return atom
    until = None if stamp.until is None else _either(stamp.until)
    return replace(atom, stamp=replace(stamp, time=_either(stamp.time), until=until))


def _either(time: TimeOfDay) -> TimeOfDay:
    if time.either or time.halved or not 0 < time.seconds < ONE:
        return time
    return replace(time, seconds=time.seconds % HALF, halved=True)
