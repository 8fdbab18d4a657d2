"""What a check and a question give back, before anything is put into words or files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from skywitness.claims.casefile.case import Case, Claim
from skywitness.claims.language.questions import Question
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.parts import Reading
from skywitness.reason.conflicts.conflictresults import Conflicts
from skywitness.reason.regions.implied import Implied
from skywitness.reason.verdicts.inference import Inference, InferenceReading
from skywitness.reason.verdicts.verdicts import Verdict
from skywitness.reason.worlds.given import Given


@dataclass(frozen=True)
class Reported:
    """A number that constrains nothing and is given for the reader ("near the coast")."""

    label: str
    possible: Implied
    unit: str


@dataclass(frozen=True)
class Finding:
    """The verdict of a set of claims in one frame.

    ``contrast`` sets one claim's number against what the rest leaves possible at the most
    favourable ordinary reading, when the verdict is strained or contradicted. ``spelled`` gives
    moments made of words of the claims as these write them.
    """

    claims: tuple[str, ...]
    frame: Frame
    verdict: Verdict
    contrast: InferenceReading | None = None
    reported: tuple[Reported, ...] = ()
    spelled: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ClaimResult:
    """A claim with its finding, and its inference if it follows from others, per frame."""

    claim: Claim
    findings: tuple[Finding, ...]
    inference: tuple[tuple[Frame, Inference], ...] = ()


@dataclass(frozen=True)
class CheckResult:
    """Everything a check of a case found; ``conflicts`` is ``None`` where none were sought.

    ``given`` is what held in all of it, one for each frame. ``sector_deg`` is the total width in
    degrees that every compass sector was given instead of the policy's, if it was.
    """

    case: Case
    given: tuple[Given, ...]
    claims: tuple[ClaimResult, ...]
    together: tuple[Finding, ...] = ()
    conflicts: tuple[Conflicts, ...] | None = None
    sector_deg: float | None = None

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The points of view, in the order of every claim's findings."""
        return tuple(each.frame for each in self.given)


@dataclass(frozen=True)
class AnswerReading:
    """What a question's quantity can be under one joint reading (metres or degrees)."""

    reading: Reading
    possible: Implied
    consistent: bool


@dataclass(frozen=True)
class Answer:
    """What claims leave possible of a quantity, reading by reading.

    ``count`` are the ordinary joint readings of all claims given; where they are too many to be
    listed, ``readings`` are those of the parts that bear on the quantity. ``limits`` says what
    bounds a height before anything is claimed; it is empty of other quantities.
    """

    case: Case
    frame: Frame
    question: Question
    given: tuple[str, ...]
    stretch: float
    sector_deg: float | None
    unit: str
    readings: tuple[AnswerReading, ...]
    premises: Mapping[str, str]
    count: int = 0
    limits: str = ""
