"""The verdict of a set of claims in one frame, and why (``docs/concepts/verdicts.md``).

Everything is decided on the brackets of least stretch: EMPTY at λ is ``lo > λ``, WITNESS at λ is
``hi <= λ``. No other number enters.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from skywitness.claims.meaning.outcomes import (
    CONSISTENT,
    CONTRADICTED,
    NOT_TESTABLE,
    STRAINED,
    SUPPORTED,
    UNDECIDED,
    Doubt,
    Strength,
    VerdictWord,
)
from skywitness.claims.meaning.parts import Difference, Reading
from skywitness.claims.meaning.stretches import DOUBLED, POLICY
from skywitness.reason.regions.explore import positional
from skywitness.reason.regions.search import GAP
from skywitness.reason.ties.openparts import PartKey
from skywitness.reason.verdicts.always import holds_always
from skywitness.reason.verdicts.onlyif import OnlyIf, only_if
from skywitness.reason.verdicts.plausible import Note
from skywitness.reason.worlds.joint import Joint, World, joint, testable
from skywitness.reason.worlds.placed import row_of
from skywitness.reason.worlds.shown import shown

A_MOMENT = 1e-3  # seconds that count as none


@dataclass(frozen=True)
class Verdict:
    """A verdict with its margin at the most favourable ordinary reading.

    ``best`` is that reading; ``joints`` every reading, generous ones too; ``untestable`` the
    reasons of parts that nothing here can test, each with the part's words; ``only_if`` in which
    readings it is possible, where it is not in all; ``notes`` what published figures say beside the
    verdict. ``readings`` counts the ordinary joint readings; where these are too ``many`` to be
    taken one by one, ``core`` are the parts that exclude the set in all of theirs, and ``joints``
    what was listed.
    """

    verdict: VerdictWord
    lo: float | None
    hi: float | None
    best: Joint | None
    joints: tuple[Joint, ...] = ()
    untestable: tuple[tuple[str, str], ...] = ()
    undecided_by: Doubt = ""
    notes: tuple[Note, ...] = ()
    only_if: OnlyIf | None = None
    readings: int = 0
    core: tuple[PartKey, ...] = ()
    many: bool = False

    @property
    def partly(self) -> bool:
        """Whether the word speaks only of the part that can be tested: another part cannot be."""
        return bool(self.untestable) and self.verdict in (CONSISTENT, STRAINED)

    @property
    def strength(self) -> Strength | None:
        """How strongly the set is excluded; ``None`` where it is not."""
        return self.verdict if self.verdict in (CONTRADICTED, STRAINED) else None


def verdict(readings: Sequence[Reading], world: World) -> Verdict:
    """The verdict of the set of claims that ``readings`` are the joint readings of."""
    tested = [testable(r.parts) for r in readings]
    untestable = tuple(
        dict.fromkeys(
            (p.name, p.untestable or "")
            for r, mine in zip(readings, tested, strict=True)
            for p in r.parts
            if p not in mine
        )
    )
    if not any(tested):
        return Verdict(NOT_TESTABLE, None, None, None, untestable=untestable)
    joints = tuple(joint(readings, world))
    ordinary = [j for j in joints if j.reading.kind == "ordinary"]
    best = _believable(ordinary)
    shown_best = shown(best, world)
    joints = tuple(shown_best if j is best else j for j in joints)
    ordinary = [shown_best if j is best else j for j in ordinary]
    best = shown_best
    lo, hi = min(j.lo for j in ordinary), best.hi
    name: VerdictWord = UNDECIDED
    by: Doubt = ""
    if lo > DOUBLED:
        name = CONTRADICTED
    elif lo > POLICY:
        name = STRAINED
    elif hi <= POLICY:
        # Nothing is supported while a part of it is untested.
        name = SUPPORTED if not untestable and _supported(ordinary, world) else CONSISTENT
    else:
        by = why_undecided(joints, ordinary)
    return Verdict(
        name,
        lo,
        hi,
        best,
        joints,
        untestable,
        by,
        only_if=condition(ordinary, DOUBLED if name == STRAINED else POLICY),
        readings=len(ordinary),
    )


def condition(ordinary: Sequence[Joint], stretch: float) -> OnlyIf | None:
    """In which readings a set is possible at ``stretch``; ``None`` where in all of them, or none.

    A reading is left out only where it is EMPTY, and counted as possible only with a world.
    """
    return only_if(
        [j.reading for j in ordinary],
        [j.lo <= stretch for j in ordinary],
        [j.hi <= stretch for j in ordinary],
    )


def _believable(ordinary: Sequence[Joint]) -> Joint:
    """The most favourable reading; of several alike, one whose world takes its time.

    Where nothing says how long a leg takes its ends may be at one time, which nobody believes.
    """
    best = min(ordinary, key=lambda j: (j.hi, j.lo))
    if not _at_once(best):
        return best
    alike = (j for j in ordinary if (j.hi, j.lo) == (best.hi, best.lo) and not _at_once(j))
    return next(alike, best)


def _at_once(found: Joint) -> bool:
    """Whether two moments that come one after the other are at one time in what was found."""
    for part in found.reading.parts:
        c = part.constraint
        if isinstance(c, Difference) and c.earlier is not None and c.allowed.upper is None:
            for clock in (found.times, found.gaps):
                if {c.later.moment, c.earlier.moment} <= set(clock):
                    return abs(clock[c.later.moment] - clock[c.earlier.moment]) < A_MOMENT
    return False


def _supported(ordinary: Sequence[Joint], world: World) -> bool:
    """Whether under every ordinary reading no world that hard data leave escapes the claims."""
    for each in ordinary:
        if not any(not p.implied for p in testable(each.reading.parts)):
            return False  # nothing that is said is tested in this reading
        if any(p.placed is None for p in testable(each.reading.parts) if not p.implied):
            return False  # nothing here bounds a height, a time or a fact
        for spot in {p.spot for p in testable(each.reading.parts) if p.placed}:
            hard = world.get(spot, ())
            if not positional(hard) or not holds_always(row_of(each.reading.parts, spot), (), hard):
                return False
    return True


def why_undecided(joints: Sequence[Joint], ordinary: Sequence[Joint]) -> Doubt:
    """What keeps a verdict open: the map's error, resolution, tolerance, a generous reading."""
    generous = [j for j in joints if j.reading.kind == "generous"]
    limits = {j.limit for j in ordinary if j.lo <= POLICY < j.hi}
    if "map error" in limits:
        return "map error"
    if any(not math.isfinite(j.hi) for j in ordinary if j.lo <= POLICY):
        return "resolution"
    if any(j.hi <= POLICY for j in generous):
        return "only a generous reading"
    if any(j.hi - j.lo > GAP for j in ordinary if j.lo <= POLICY < j.hi):
        return "resolution"
    return "tolerance"
