"""Why the parts of a conflict cannot all be so: margins, numbers, directions, slips."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from skywitness.claims.casefile.case import Case
from skywitness.claims.meaning.outcomes import CONTRADICTED, Strength
from skywitness.claims.meaning.parts import Part
from skywitness.claims.meaning.stretches import DOUBLED, POLICY
from skywitness.reason.conflicts.conflictresults import Conflict, ConflictPart
from skywitness.reason.conflicts.directions import directions
from skywitness.reason.conflicts.marco import Shown
from skywitness.reason.conflicts.slips import unit_slip
from skywitness.reason.conflicts.timeslips import time_left, zone_slip
from skywitness.reason.ties.openparts import OpenParts, unknowns_of
from skywitness.reason.verdicts.inference import contrast
from skywitness.reason.worlds.given import Given
from skywitness.reason.worlds.joint import joint

SHOWN_READINGS = 64  # readings of a conflict for which its margin is worked out


@dataclass(frozen=True)
class Grounds:
    """What describes the conflicts of one case in the frame that something is ``given`` in."""

    case: Case
    given: Given
    opened: OpenParts

    def claims_of(self, each: Shown) -> tuple[str, ...]:
        """The claims whose parts stand in a set, in their order."""
        return tuple(dict.fromkeys(self.opened.parts[k].claim for k in sorted(each.members)))

    def parts_of(self, each: Shown) -> tuple[ConflictPart, ...]:
        """The parts of a set, in their order."""
        parts = (self.opened.parts[k] for k in sorted(each.members))
        return tuple(ConflictPart(p.claim, p.name) for p in parts)

    def conflict(
        self,
        strength: Strength,
        each: Shown,
        also: Sequence[tuple[str, ...]],
        *,
        numbers: bool = True,
    ) -> Conflict:
        """A conflict with its grounds; without ``numbers`` only with what costs no work."""
        members = sorted(each.members)
        parts = [self.opened.parts[k] for k in members]
        claims = self.claims_of(each)
        readings = self.opened.readings(members, SHOWN_READINGS) if numbers else ()
        joints = joint(readings, self.given.world)
        best = min(joints, key=lambda j: (j.hi, j.lo), default=None)
        versions = [
            self.opened.settled[n] for p in parts for n in dict.fromkeys(p.settled.values())
        ]
        # It was shown to be empty at the threshold; a bracket may have been left wider.
        threshold = DOUBLED if strength == CONTRADICTED else POLICY
        return Conflict(
            parts=self.parts_of(each),
            claims=claims,
            frame=self.given.frame,
            strength=strength,
            minimal=each.shown,
            lo=max(threshold, min((j.lo for j in joints), default=0.0)),
            hi=best.hi if best is not None else math.inf,
            best=best,
            given=self._given(versions),
            contrast=None if best is None else contrast(claims, best, self.given.world),
            directions=directions(readings, self.given.world) if readings else (),
            time_left=None if best is None else time_left(best.reading.parts, self.given.world),
            slip=unit_slip(versions) or zone_slip(versions),
            also=tuple(also),
        )

    def _given(self, versions: Sequence[Part]) -> tuple[tuple[str, str], ...]:
        """The hard premises of the same kind about the moments that parts speak of."""
        spoken = {(_kind(part), unknown) for part in versions for unknown in unknowns_of(part, {})}
        labels = {self.given.frame.moment(m.id): m.label for m in reversed(self.case.moments)}
        return tuple(
            dict.fromkeys(
                (labels.get(str(part.spot), str(part.spot)), part.name)
                for part in self.given.parts
                if any((_kind(part), unknown) in spoken for unknown in unknowns_of(part, {}))
            )
        )


def _kind(part: Part) -> object:
    """What a part speaks of: a place, a height, a time, a fact."""
    return "place" if part.placed is not None else type(part.constraint)
