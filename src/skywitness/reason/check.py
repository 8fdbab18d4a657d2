"""Checking a case: the verdict of every claim in every frame, and every stated inference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from skywitness.claims.casefile.case import Case, Claim
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.parts import Reading
from skywitness.claims.readings import Reader
from skywitness.claims.telling.explanation import spelled_names
from skywitness.reason.conflicts.conflicts import find_conflicts
from skywitness.reason.conflicts.many import many_readings
from skywitness.reason.regions.cover import cover
from skywitness.reason.regions.implied import implied
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
from skywitness.reason.work import SECOND, forget, within
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
) -> CheckResult:
    """Verdicts of every claim and inference of ``case`` in ``frames`` (all by default).

    ``together`` are sets of claim ids that get one verdict each; ``sector_deg`` replaces the
    policy's total width of every compass sector; ``conflicts_s`` is the work to spend on
    conflicts among all claims, in seconds of a quiet machine, 0 for none; ``progress`` is told what
    is being worked on.

    Raises:
        SkywitnessError: a place is unknown or ambiguous, or a claim id is unknown.
    """
    forget()
    given = tuple(given_in(case, f) for f in (frames if frames is not None else case.frames))
    workers = [_FrameCheck(case, each, sector_deg) for each in given]
    sets = [tuple(case.claim(i) for i in ids) for ids in together]
    claims = []
    for number, claim in enumerate(case.claims, 1):
        if progress:
            progress(f"claim {number} of {len(case.claims)}, {claim.id}: {claim.row.says}")
        findings = tuple(w.finding((claim,)) for w in workers)
        inference = tuple(
            (w.frame, w.inference(claim))
            for w in workers
            if claim.row.follows_from and claim.asserts
        )
        claims.append(ClaimResult(claim, findings, inference))
    joint = []
    for number, ids in enumerate(sets, 1):
        if progress:
            named = ", ".join(c.id for c in ids)
            progress(f"set {number} of {len(sets)}, {named} together")
        joint += [w.finding(ids) for w in workers]
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
        found = self.verdict(claims)
        if found.best is not None:
            beside = notes(found.best, self.world, self.case.things)
            found = replace(found, notes=(*beside, *odd_words(found.best, self.world)))
        reported = tuple(r for c in claims for r in self._reported(c)) if len(claims) == 1 else ()
        return Finding(
            tuple(c.id for c in claims),
            self.frame,
            found,
            self._contrast(claims, found),
            reported,
            self._spelled(claims),
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

    def _contrast(self, claims: Sequence[Claim], found: Verdict) -> InferenceReading | None:
        """One claim's number against what is left without it, at the best ordinary reading."""
        if found.strength is None or found.best is None:
            return None
        return contrast([c.id for c in claims], found.best, self.world)

    def _reported(self, claim: Claim) -> list[Reported]:
        """Numbers that a claim names without constraining them, over all that is given."""
        out: list[Reported] = []
        if not claim.asserts:
            return out
        for atom, ctx in claim.saying.bound(self.reader.context(claim.saying)):
            hard = self.world.get(ctx.spot, ())
            for measure in atom.reported(ctx):
                region = cover([()], hard)[0]
                possible = implied(measure, region, (), hard)
                out.append(Reported(f"distance to {measure.place.name}", possible, "km"))
        return out
