"""Verdicts and inferences in the groups a reader needs: those that frames share stand once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.outcomes import Outcome, Strength, VerdictWord
from skywitness.dossier.words import words
from skywitness.dossier.words.inferencewords import inference_because
from skywitness.dossier.words.readingtables import Table, comparison, grouped, margins
from skywitness.reason.results import ClaimResult, Finding
from skywitness.reason.verdicts.inference import Inference


@dataclass(frozen=True)
class VerdictGroup:
    """A verdict that several frames may share, in words."""

    first: Finding
    frame_ids: tuple[str, ...]
    everywhere: bool
    verdict: VerdictWord
    margin: str
    because: str
    ruler: Table | None
    readings: Table


@dataclass(frozen=True)
class InferenceGroup:
    """An inference's result that several frames may share, in words."""

    frame_ids: tuple[str, ...]
    everywhere: bool
    given: tuple[str, ...]
    result: Outcome
    strength: Strength | None
    margin: str
    because: str
    table: Table


def verdict_groups(findings: Sequence[Finding], frames: int) -> tuple[VerdictGroup, ...]:
    """Verdicts, one for all frames that say the same."""
    groups = []
    for same in grouped(findings, _said):
        first = same[0]
        v = first.verdict
        groups.append(
            VerdictGroup(
                first=first,
                frame_ids=tuple(f.frame.id for f in same),
                everywhere=len(same) == frames,
                verdict=v.verdict,
                margin=words.margin_words(v.lo, v.hi),
                because=words.because(first),
                ruler=_ruler(first),
                readings=margins(v.joints),
            )
        )
    return tuple(groups)


def inference_groups(result: ClaimResult, frames: int) -> tuple[InferenceGroup, ...]:
    """A claim's inferences, one for all frames that say the same."""

    def said(pair: tuple[Frame, Inference]) -> object:
        i = pair[1]
        readings = tuple((r.reading.name, r.result, tuple(r.possible.bounds)) for r in i.readings)
        return i.result, i.strength, inference_because(i, result.claim), readings

    groups = []
    for same in grouped(result.inference, said):
        inference = same[0][1]
        groups.append(
            InferenceGroup(
                frame_ids=tuple(frame.id for frame, _ in same),
                everywhere=len(same) == frames,
                given=inference.given,
                result=inference.result,
                strength=inference.strength,
                margin=words.margin_words(inference.together.lo, inference.together.hi),
                because=inference_because(inference, result.claim),
                table=comparison(inference.readings, result.claim.id),
            )
        )
    return tuple(groups)


def by_claims(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings of the same set of claims together."""
    return grouped(findings, lambda f: f.claims)


def _said(finding: Finding) -> object:
    v = finding.verdict
    readings = tuple((j.reading.name, j.lo, j.hi) for j in v.joints)
    return v.verdict, words.outward(v.lo, v.hi), words.because(finding), readings


def _ruler(finding: Finding) -> Table | None:
    """One claim's number against what is possible without it."""
    contrast = finding.contrast
    if contrast is None or not contrast.part:
        return None
    claim = next(
        (p.claim for p in contrast.reading.parts if p.name == contrast.part), finding.claims[0]
    )
    return comparison([contrast], claim)
