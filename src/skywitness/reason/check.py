"""Checking a case: the verdict of every claim in every frame, and every stated inference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from skywitness.claims.casefile.case import Case, Claim
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.parts import Reading
from skywitness.claims.readings import Reader
from skywitness.claims.telling.explanation import spelled_names
from skywitness.places.measures.distances import Distance
from skywitness.reason.conflicts.conflicts import find_conflicts
from skywitness.reason.conflicts.many import many_readings
from skywitness.reason.memory import Memory, Printer, Unit, worked_out
from skywitness.reason.regions.cover import cover
from skywitness.reason.regions.explore import Row
from skywitness.reason.regions.implied import Implied, implied
from skywitness.reason.results import CheckResult, ClaimResult, Finding, Reported
from skywitness.reason.verdicts.inference import (
    Inference,
    InferenceReading,
    contrast,
    infer,
    inferred,
)
from skywitness.reason.verdicts.notes import notes
from skywitness.reason.verdicts.oddwords import odd_words
from skywitness.reason.verdicts.verdicts import Verdict, verdict
from skywitness.reason.work import SECOND, begin_with, forget, within
from skywitness.reason.worlds.given import Given, given_in
from skywitness.reason.worlds.joint import joint, untested

Progress = Callable[[str], None]


def check(
    case: Case,
    *,
    frames: Sequence[Frame] | None = None,
    together: Sequence[Sequence[str]] = (),
    sector_deg: float | None = None,
    conflicts_s: float = 0.0,
    progress: Progress | None = None,
    memory: Memory | None = None,
    found: Callable[[Claim, tuple[Finding, ...], bool], None] | None = None,
) -> CheckResult:
    """Verdicts of every claim and inference of ``case`` in ``frames`` (all by default).

    ``together`` are sets of claim ids that get one verdict each; ``sector_deg`` replaces the
    policy's total width of every compass sector; ``conflicts_s`` is the work to spend on
    conflicts among all claims, in seconds of a quiet machine, 0 for none; ``progress`` is told what
    is being worked on.

    With a ``memory`` what it knows of an earlier check is not worked out again; the result is the
    same. ``found`` is told of every claim as soon as its verdicts stand, and whether they were
    known; known ones come first.

    Raises:
        SkywitnessError: a place is unknown or ambiguous, or a claim id is unknown.
    """
    if memory is None:
        forget()
    given = tuple(given_in(case, f) for f in (frames if frames is not None else case.frames))
    workers = [_FrameCheck(case, each, sector_deg) for each in given]
    units = _Units(case, workers, memory)
    sets = [tuple(case.claim(i) for i in ids) for ids in together]
    # What is known comes first: units rest on nothing that is worked out before them.
    order = sorted(case.claims, key=lambda claim: not units.known((claim,)))
    findings: dict[str, tuple[Finding, ...]] = {}
    for number, claim in enumerate(order, 1):
        if progress:
            progress(f"claim {number} of {len(case.claims)}, {claim.id}: {claim.row.says}")
        known = units.known((claim,))
        findings[claim.id] = units.findings((claim,))
        if found:
            found(claim, findings[claim.id], known)
    claims = []
    for claim in case.claims:
        inference = units.inferences(claim) if claim.row.follows_from and claim.asserts else ()
        claims.append(ClaimResult(claim, findings[claim.id], inference))
    joint: list[Finding] = []
    for number, ids in enumerate(sets, 1):
        if progress:
            named = ", ".join(c.id for c in ids)
            progress(f"set {number} of {len(sets)}, {named} together")
        joint += units.findings(ids)
    units.settle()
    result = CheckResult(case, given, tuple(claims), tuple(joint), None, sector_deg)
    return seek_conflicts(result, conflicts_s, progress=progress) if conflicts_s > 0 else result


def seek_conflicts(
    result: CheckResult, seconds: float, *, progress: Progress | None = None
) -> CheckResult:
    """The same result with the conflicts among all claims of its case, sought for so long.

    Args:
        result: verdicts, without conflicts.
        seconds: the work to spend, in seconds of a quiet machine.
        progress: told what is being worked on.

    Raises:
        SkywitnessError: a place is unknown or ambiguous.
    """
    found = []
    with within() as meter:
        for k, each in enumerate(result.given):
            if progress:
                progress(f"conflicts, point of view {k + 1} of {len(result.given)}")
            share = (seconds - meter.done / SECOND) / (len(result.given) - k)
            found.append(
                find_conflicts(result.case, each, sector_deg=result.sector_deg, seconds=share)
            )
    return replace(result, conflicts=tuple(found))


def check_together(
    case: Case,
    ids: Sequence[str],
    *,
    frames: Sequence[Frame] | None = None,
    sector_deg: float | None = None,
) -> tuple[Finding, ...]:
    """The verdict of one set of claims in each frame.

    Raises:
        SkywitnessError: as :func:`check`.
    """
    claims = tuple(case.claim(i) for i in dict.fromkeys(ids))
    chosen = frames if frames is not None else case.frames
    return tuple(_FrameCheck(case, given_in(case, f), sector_deg).finding(claims) for f in chosen)


class _FrameCheck:
    """One case in one frame: its reader, made once, and what is given."""

    def __init__(self, case: Case, given: Given, sector_deg: float | None) -> None:
        self.case = case
        self.sector_deg = sector_deg
        self.frame = given.frame
        self.reader = Reader(case, given.frame, sector_deg)
        self.world = given.world

    def readings(self, claims: Sequence[Claim]) -> tuple[Reading, ...]:
        return self.reader.readings([c.saying for c in claims])

    def verdict(self, claims: Sequence[Claim]) -> Verdict:
        """The verdict of claims, by all their joint readings or by those of their factors."""
        if self.reader.many([c.saying for c in claims]):
            return many_readings(claims, self.reader, self.world).verdict()
        return verdict(self.readings(claims), self.world)

    def finding(self, claims: tuple[Claim, ...]) -> Finding:
        return self.told(claims, self.decided(claims))

    def decided(self, claims: tuple[Claim, ...]) -> _Decided:
        """What is worked out of a set of claims; it rests on :meth:`asked` and on nothing else."""
        found = self.verdict(claims)
        if found.best is not None:
            beside = notes(found.best, self.world, self.case.things)
            found = replace(found, notes=(*beside, *odd_words(found.best, self.world)))
        reported = tuple(
            Reported(f"distance to {measure.place.name}", _left(measure, hard), "km")
            for measure, hard in self._reported(claims)
        )
        return _Decided(found, self._contrast(claims, found), reported)

    def told(self, claims: tuple[Claim, ...], found: _Decided) -> Finding:
        """The finding that was decided, as it is told here."""
        ids = tuple(c.id for c in claims)
        spelled = self._spelled(claims)
        return Finding(ids, self.frame, found.verdict, found.contrast, found.reported, spelled)

    def asked(self, claims: tuple[Claim, ...]) -> tuple[object, ...]:
        """Everything that :meth:`decided` is given.

        Of sets with too many readings to be listed that is the whole case.
        """
        if self.reader.many([c.saying for c in claims]):
            whole = (self.case, self.frame, self.sector_deg, self.world)
            return (*whole, tuple(c.id for c in claims))
        return (
            tuple(c.id for c in claims),
            self.readings(claims),
            self.world,
            self.case.things,
            self._reported(claims),
        )

    def _spelled(self, claims: Sequence[Claim]) -> dict[str, str]:
        """Moments that are made of words of the claims, as these write them."""
        out: dict[str, str] = {}
        for claim in claims:
            context = self.reader.context(claim.saying)
            for atom, ctx in claim.saying.bound(context) if claim.asserts else ():
                out |= {k: v for k, v in spelled_names(atom, ctx).items() if k not in out}
        return out

    def inference(self, claim: Claim) -> Inference:
        premises = tuple(self.case.claim(i) for i in claim.row.follows_from)
        if self.reader.many([c.saying for c in (*premises, claim)]):
            both = many_readings((*premises, claim), self.reader, self.world)
            readings, keys = both.about(claim.id)
            found = inferred(
                claim.id,
                claim.row.follows_from,
                self.verdict(premises),
                both.verdict(),
                joint(readings, self.world),
                self.world,
                partly=untested(self.reader.chosen([claim.saying], {}).parts),
            )
            return replace(found, about=keys if readings else ())
        return infer(
            claim.id,
            claim.row.follows_from,
            self.readings(premises),
            self.readings((*premises, claim)),
            self.world,
        )

    def asked_of(self, claim: Claim) -> tuple[object, ...]:
        """Everything that :meth:`inference` is given, as :meth:`asked` has it."""
        premises = tuple(self.case.claim(i) for i in claim.row.follows_from)
        alone, both = self.asked(premises), self.asked((*premises, claim))
        return claim.id, tuple(claim.row.follows_from), alone, both

    def _contrast(self, claims: Sequence[Claim], found: Verdict) -> InferenceReading | None:
        """One claim's number against what is left without it, at the best ordinary reading."""
        if found.strength is None or found.best is None:
            return None
        return contrast([c.id for c in claims], found.best, self.world)

    def _reported(self, claims: Sequence[Claim]) -> tuple[tuple[Distance, Row], ...]:
        """What a claim names without constraining it, with all that is given of its place."""
        if len(claims) != 1 or not claims[0].asserts:
            return ()
        saying = claims[0].saying
        return tuple(
            (measure, self.world.get(ctx.spot, ()))
            for atom, ctx in saying.bound(self.reader.context(saying))
            for measure in atom.reported(ctx)
        )


@dataclass(frozen=True)
class _Decided:
    """What is worked out of a set of claims in one frame."""

    verdict: Verdict
    contrast: InferenceReading | None
    reported: tuple[Reported, ...]


def _left(measure: Distance, hard: Row) -> Implied:
    """A quantity over all that is given."""
    return implied(measure, cover([()], hard)[0], (), hard)


class _Units:
    """The units of a check (:mod:`skywitness.reason.memory`): each over all frames."""

    def __init__(self, case: Case, workers: Sequence[_FrameCheck], memory: Memory | None) -> None:
        self.case, self.workers, self.memory = case, workers, memory
        self._printer = Printer()
        self._prints: dict[tuple[str, ...], bytes | None] = {}
        self._done: dict[tuple[str, ...], Unit] = {}
        self._last: list[Unit] = []

    def known(self, claims: tuple[Claim, ...]) -> bool:
        """Whether the verdicts of a set need not be worked out."""
        return self.memory is not None and self.memory.knows(self._print(claims))

    def findings(self, claims: tuple[Claim, ...]) -> tuple[Finding, ...]:
        """A set of claims in every frame."""
        decided, unit = worked_out(
            lambda: [w.decided(claims) for w in self.workers],
            self._print(claims),
            () if len(claims) == 1 else self._alone(claims),
            self.memory,
        )
        if len(claims) == 1:
            self._done[claims[0].id,] = unit
        else:
            self._last.append(unit)
        return tuple(w.told(claims, d) for w, d in zip(self.workers, decided, strict=True))

    def inferences(self, claim: Claim) -> tuple[tuple[Frame, Inference], ...]:
        """A claim that is said to follow from others, in every frame."""
        premises = tuple(self.case.claim(i) for i in claim.row.follows_from)
        rests_on = self._alone((*premises, claim))
        found, unit = worked_out(
            lambda: [w.inference(claim) for w in self.workers],
            self._of("inference", [w.asked_of(claim) for w in self.workers], rests_on),
            rests_on,
            self.memory,
        )
        self._last.append(unit)
        return tuple((w.frame, each) for w, each in zip(self.workers, found, strict=True))

    def settle(self) -> None:
        """Let what comes next begin with the answers of all units, in the order of the case."""
        alone = [self._done[claim.id,] for claim in self.case.claims]
        begin_with(*(unit.answers for unit in (*alone, *self._last)))

    def _alone(self, claims: Sequence[Claim]) -> tuple[Unit, ...]:
        return tuple(self._done[claim.id,] for claim in claims)

    def _print(self, claims: tuple[Claim, ...]) -> bytes | None:
        ids = tuple(c.id for c in claims)
        if ids not in self._prints:
            rests_on = () if len(claims) == 1 else self._alone(claims)
            asked = [w.asked(claims) for w in self.workers] if self.memory is not None else []
            self._prints[ids] = self._of("findings", asked, rests_on)
        return self._prints[ids]

    def _of(self, what: str, asked: object, rests_on: Sequence[Unit]) -> bytes | None:
        if self.memory is None or any(unit.print is None for unit in rests_on):
            return None
        return self._printer.print(what, asked, tuple(unit.print for unit in rests_on))
