"""What a dossier says first: what can be said, what cannot, each account, open questions.

Every account gets one entry, made by one rule: the finding of its first speaker that decides most,
the earlier one in the case where two decide as much. Nothing is counted and nothing is added up.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from skywitness.aliases import Json
from skywitness.claims.casefile.case import NO_DENIAL
from skywitness.claims.meaning.outcomes import (
    CONSISTENT,
    CONTRADICTED,
    EXCLUDED,
    FOLLOWS,
    NOT_TESTABLE,
    STRAINED,
    SUPPORTED,
    UNDECIDED,
    Outcome,
    Strength,
    VerdictWord,
)
from skywitness.claims.meaning.stretches import POLICY
from skywitness.dossier.words.conditions import IN_PART
from skywitness.dossier.words.conflictgroups import ConflictGroup
from skywitness.dossier.words.findinggroups import VerdictGroup, inference_groups, verdict_groups
from skywitness.dossier.words.words import VERDICT_MEANS
from skywitness.reason.results import CheckResult, ClaimResult

#: From what decides most to what decides nothing; a proof that it holds decides as much as one
#: that it cannot.
DECIDES: dict[VerdictWord, int] = {
    CONTRADICTED: 0,
    SUPPORTED: 0,
    STRAINED: 1,
    CONSISTENT: 2,
    UNDECIDED: 3,
    NOT_TESTABLE: 4,
}
#: By the word, and whether it leaves a part untested.
NOT_SHOWN: dict[tuple[VerdictWord, bool], str] = {
    (CONSISTENT, False): "Each of these can be so: a world was found that meets it. That it was so "
    "is not shown.",
    (CONSISTENT, True): f"Each of these is possible {IN_PART}: a world was found that meets it. "
    "Another part of each is not tested.",
    (UNDECIDED, False): "Neither shown to be possible nor excluded.",
    (NOT_TESTABLE, False): "Nothing here can test these.",
}
CAUTION = (
    "“Consistent” says that something can be so, not that it was. “Contradicted” says that no "
    "ordinary reading of the words fits the maps, the clock and what is given, even with every "
    "tolerance doubled. Neither says why anyone said it."
)


def short_json(result: CheckResult, conflicts: Sequence[ConflictGroup]) -> Json:
    """The entries of the first section."""
    frames = len(result.frames)
    return {
        "can": [*_conflicts(conflicts), *_decided(result, frames), *_following(result, frames)],
        "cannot": _undecided(result, frames),
        "accounts": _accounts(result, frames),
        "open": _open(result, conflicts),
        "caution": CAUTION,
    }


def _entry(
    text: str,
    claims: Iterable[str],
    verdict: VerdictWord | Outcome,
    frames: Sequence[str],
    because: str = "",
) -> Json:
    return {
        "text": text,
        "claims": list(dict.fromkeys(claims)),
        "verdict": verdict,
        "frames": list(frames),
        "because": because,
    }


#: How far a conflict goes: a strained one is none once tolerances are doubled.
AS_FAR: dict[Strength, str] = {CONTRADICTED: "", STRAINED: " at the policy’s tolerances"}


def _who(each: ClaimResult) -> str:
    claim = each.claim
    return f"“{claim.row.says}” ({claim.id}, {claim.speaker})"


def _conflicts(conflicts: Sequence[ConflictGroup]) -> list[Json]:
    out = []
    for each in conflicts:
        first = each.first
        parts = [f"“{p.words}” ({p.claim})" for p in first.told]
        if len(set(first.claims)) == 1:
            continue  # the verdict of that claim says it
        frames = [] if each.everywhere else each.frame_ids
        many = "both" if len(parts) == 2 else "all"
        text = f"{_listed(parts)} cannot {many} be so{AS_FAR[first.strength]}."
        out.append(_entry(text, first.claims, first.strength, frames, because=each.because))
    return out


def _decided(result: CheckResult, frames: int) -> list[Json]:
    """Verdicts that were proved: contradicted, strained, supported."""
    out = []
    for each in result.claims:
        for v in verdict_groups(each.findings, frames):
            if v.verdict in (CONTRADICTED, STRAINED, SUPPORTED):
                text = f"{_who(each)} {VERDICT_MEANS[v.verdict]}."
                where = [] if v.everywhere else v.frame_ids
                out.append(_entry(text, [each.claim.id], v.verdict, where, because=v.because))
    return out


def _following(result: CheckResult, frames: int) -> list[Json]:
    out = []
    for each in result.claims:
        for deduction in inference_groups(each, frames):
            if deduction.result in (EXCLUDED, FOLLOWS):
                given = " and ".join(deduction.given)
                does = "is excluded by" if deduction.result == EXCLUDED else "follows from"
                where = [] if deduction.everywhere else deduction.frame_ids
                out.append(
                    _entry(
                        f"{_who(each)} {does} {given}.",
                        [each.claim.id, *deduction.given],
                        deduction.strength or deduction.result,
                        where,
                        because=deduction.because,
                    )
                )
    return out


def _undecided(result: CheckResult, frames: int) -> list[Json]:
    """What was not shown: claims that can be so, that are open, that nothing here can test."""
    out = []
    for (verdict, partly), text in NOT_SHOWN.items():
        ids = [
            each.claim.id
            for each in result.claims
            if any(
                (t.verdict, t.first.verdict.partly) == (verdict, partly)
                for t in verdict_groups(each.findings, frames)
            )
        ]
        if ids:
            out.append(_entry(text, ids, verdict, []))
    return out


def _accounts(result: CheckResult, frames: int) -> list[Json]:
    speakers = dict.fromkeys(each.claim.speaker for each in result.claims)
    out = []
    for speaker in speakers:
        mine = [each for each in result.claims if each.claim.speaker == speaker]
        findings = [(v, each) for each in mine for v in verdict_groups(each.findings, frames)]
        verdict, each = min(findings, key=lambda pair: _weight(pair[0]))
        out.append(
            {
                "speaker": speaker,
                "claims": [m.claim.id for m in mine],
                "claim": each.claim.id,
                "verdict": verdict.verdict,
                "means": VERDICT_MEANS[verdict.verdict]
                + (f" ({IN_PART}; another is not tested)" if verdict.first.verdict.partly else ""),
                "margin": _margin(verdict),
                "frames": [] if verdict.everywhere else list(verdict.frame_ids),
            }
        )
    return out


def _margin(verdict: VerdictGroup) -> str:
    """The margin; where a part is untested that stands beside it."""
    if not verdict.margin or not verdict.first.verdict.partly:
        return verdict.margin
    untested = _listed([f"“{words}”" for words, _ in verdict.first.verdict.untestable if words])
    return f"{IN_PART}: {verdict.margin}; not tested: {untested or 'another part'}"


def _weight(verdict: VerdictGroup) -> tuple[float, float]:
    """Small for what decides most."""
    lo = verdict.first.verdict.lo
    return DECIDES[verdict.verdict], -(min(lo, 1e9) if lo is not None and lo > POLICY else 0.0)


def _open(result: CheckResult, conflicts: Sequence[ConflictGroup]) -> list[Json]:
    """Questions that nothing here answers, those of one kind together."""
    reasons: dict[str, list[str]] = {}
    for each in result.claims:
        for finding in each.findings:
            for words, reason in finding.verdict.untestable:
                if reason == NO_DENIAL:
                    continue
                text = reason if words in reason or not words else f"“{words}”: {reason}"
                reasons.setdefault(text, []).append(each.claim.id)
    out = [_entry(_sentence(text), ids, NOT_TESTABLE, []) for text, ids in reasons.items()]
    for conflict in conflicts:
        ids = list(dict.fromkeys(conflict.first.claims))
        if len(ids) > 1:
            far = AS_FAR[conflict.first.strength]
            text = f"Which of {_listed(ids)} is not so{far}: nothing here decides it."
            where = [] if conflict.everywhere else conflict.frame_ids
            out.insert(0, _entry(text, ids, conflict.first.strength, where))
    for each in result.claims:
        for finding in each.findings:
            v = finding.verdict
            if v.verdict == UNDECIDED and v.lo is not None and math.isfinite(v.lo):
                out.append(
                    _entry(f"Whether {_who(each)} can be so.", [each.claim.id], UNDECIDED, [])
                )
                break
    return out


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _listed(items: Sequence[str]) -> str:
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
