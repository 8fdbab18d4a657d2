"""What a search for conflicts gives back, before anything is put into words or files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.outcomes import Strength
from skywitness.reason.conflicts.directions import Direction
from skywitness.reason.conflicts.slips import UnitSlip
from skywitness.reason.conflicts.timeslips import TimeLeft, ZoneSlip
from skywitness.reason.verdicts.inference import InferenceReading
from skywitness.reason.verdicts.onlyif import OnlyIf
from skywitness.reason.worlds.joint import Joint


@dataclass(frozen=True)
class ConflictPart:
    """A part in a conflict: its claim and its words."""

    claim: str
    words: str


@dataclass(frozen=True)
class Conflict:
    """Parts that cannot all be so, in one frame.

    ``minimal`` says that without any one of them the rest was shown to be possible at the same
    tolerances. ``lo`` and ``hi`` bracket the least stretch at which they fit together, at the most
    favourable ordinary reading ``best`` (``None`` where there are too many readings to say, or no
    work was left). ``given`` are the hard premises in force, each with its moment. ``contrast`` and
    ``time_left`` set one number against what the rest leaves, ``directions`` say where all but a
    compass word would hold, and ``slip`` is a mistake that would explain it. ``also`` lists the
    claims of conflicts that repeat this one in near-copies.
    """

    parts: tuple[ConflictPart, ...]
    claims: tuple[str, ...]
    frame: Frame
    strength: Strength
    minimal: bool
    lo: float
    hi: float
    best: Joint | None = None
    given: tuple[tuple[str, str], ...] = ()
    contrast: InferenceReading | None = None
    directions: tuple[Direction, ...] = ()
    time_left: TimeLeft | None = None
    slip: UnitSlip | ZoneSlip | None = None
    also: tuple[tuple[str, ...], ...] = ()

    @property
    def told(self) -> tuple[ConflictPart, ...]:
        """Its parts by claim and words; several parts of one claim may have the same words."""
        return tuple(dict.fromkeys(self.parts))


@dataclass(frozen=True)
class Compatible:
    """Claims with one common witness at the policy's tolerances.

    ``maximal`` says that no other claim can be added to them, shown for each. ``untested`` are
    parts of them (claim, words) that nothing here can test; ``only_if`` the readings that are left
    of their words by what the search found to exclude each other.
    """

    claims: tuple[str, ...]
    frame: Frame
    maximal: bool
    untested: tuple[tuple[str, str], ...] = ()
    only_if: OnlyIf | None = None


#: How two accounts of one speaker come to be: one corrects the other, or both are reported.
AccountsKind = Literal["correction", "one speaker"]


@dataclass(frozen=True)
class Accounts:
    """Two accounts reported of one speaker, ``earlier`` and ``later``, that cannot both be so.

    ``conflict`` holds the parts of the two that cannot, and why. Of a correction it stands here
    only; where neither corrects the other it is one of the frame's conflicts too, and the order of
    the two is the case's.
    """

    kind: AccountsKind
    speaker: str
    earlier: str
    later: str
    conflict: Conflict


@dataclass(frozen=True)
class Conflicts:
    """The conflicts, compatible sets and double accounts of one frame.

    ``cut`` says what may be missing.
    """

    frame: Frame
    conflicts: tuple[Conflict, ...]
    compatible: tuple[Compatible, ...]
    cut: tuple[str, ...] = ()
    accounts: tuple[Accounts, ...] = ()
