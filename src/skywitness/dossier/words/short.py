"""What a dossier says first: findings, what stays open, who agrees, each account in one line.

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
    NOT_TESTABLE,
    STRAINED,
    SUPPORTED,
    UNDECIDED,
    Outcome,
    VerdictWord,
)
from skywitness.claims.meaning.stretches import POLICY
from skywitness.claims.telling.timewords import instant
from skywitness.dossier.words.findinggroups import VerdictGroup, verdict_groups
from skywitness.dossier.words.headlines import Headline
from skywitness.dossier.words.sayings import Saying, saying
from skywitness.dossier.words.verdictwords import IN_PART
from skywitness.dossier.words.witnesswords import listed
from skywitness.dossier.words.words import VERDICT_MEANS
from skywitness.reason.agreements import Agreement, How, agreements
from skywitness.reason.results import CheckResult

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
    (CONSISTENT, False): "Each of these is possible. That it was so is not shown.",
    (CONSISTENT, True): f"Each of these is possible {IN_PART}. Another part of each is not tested.",
    (UNDECIDED, False): "Not decided: shown neither to be possible nor to be impossible.",
    (NOT_TESTABLE, False): "Nothing here can test these.",
}
#: So many pairs that agree, and that differ, are told; of hundreds of claims there are thousands.
MOST = 100
METHOD = (
    "What was said is held against maps, clocks and physics, in every ordinary meaning of "
    "its words."
)
CAUTION = (
    "“Impossible” means that no ordinary meaning of the words fits, even with every tolerance "
    "doubled. “Possible” means that it could be, not that it was. Neither says why anyone said it."
)


def short_json(result: CheckResult, headlines: Sequence[Headline]) -> Json:
    """The entries of the first section."""
    frames = len(result.frames)
    agreed = agreements(result)
    agree = _of(agreed, "agree")
    differ = [each for each in _of(agreed, "differ") if not _told(each, headlines)]
    return {
        "method": METHOD,
        "findings": [_finding(each, frames) for each in headlines],
        "open": _open(result, headlines),
        "agree": [_agreement(each, result) for each in agree[:MOST]],
        "differ": [_agreement(each, result) for each in differ[:MOST]],
        "more": {"agree": max(len(agree) - MOST, 0), "differ": max(len(differ) - MOST, 0)},
        "not_shown": _undecided(result, frames),
        "accounts": _accounts(result, frames),
        "caution": CAUTION,
    }


def _of(agreed: Sequence[Agreement], how: How) -> list[Agreement]:
    return [each for each in agreed if each.how == how]


def _told(each: Agreement, headlines: Sequence[Headline]) -> bool:
    """Whether a finding says already that two differ, or would once more of others."""
    claims = {claim for claim, _ in each.ends}
    repeated = [set(ids) for h in headlines if h.conflict is not None for ids in h.conflict.also]
    return any(claims <= set(h.claims) for h in headlines) or any(claims <= r for r in repeated)


def _finding(headline: Headline, frames: int) -> Json:
    return {
        "claims": list(headline.claims),
        "verdict": headline.verdict,
        "said": [said_json(each) for each in headline.said],
        "lines": [
            {
                "frames": list(line.frames),
                "everywhere": len(line.frames) == frames,
                "verdict": line.verdict,
                "words": line.words,
            }
            for line in headline.lines
        ],
        "slip": headline.slip,
        "given": list(headline.given),
    }


def said_json(each: Saying) -> Json:
    """Who said what."""
    return {
        "claim": each.claim,
        "who": each.who,
        "how": each.how,
        "words": each.words,
        "quoted": each.quoted,
        "coded": each.coded,
        "via": list(each.via),
    }


def _agreement(each: Agreement, result: CheckResult) -> Json:
    times = dict.fromkeys(f"{instant(t, day=False)} UTC" for t in each.times)
    return {
        "claims": list(dict.fromkeys(claim for claim, _ in each.ends)),
        "said": [
            {"claim": claim, "who": result.case.claim(claim).speaker, "words": words}
            for claim, words in each.ends
        ],
        "times": list(times),
    }


def _entry(
    text: str, claims: Iterable[str], verdict: VerdictWord | Outcome, frames: Sequence[str]
) -> Json:
    return {
        "text": text,
        "claims": list(dict.fromkeys(claims)),
        "verdict": verdict,
        "frames": list(frames),
    }


def _undecided(result: CheckResult, frames: int) -> list[Json]:
    """What was not shown: claims that are possible, that are open, that nothing here can test."""
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
    # What a speaker did not deny is no account of theirs.
    given = [each for each in result.claims if each.claim.stance != "did not deny"]
    out = []
    for speaker in dict.fromkeys(each.claim.speaker for each in given):
        mine = [each for each in given if each.claim.speaker == speaker]
        findings = [(v, each) for each in mine for v in verdict_groups(each.findings, frames)]
        verdict, each = min(findings, key=lambda pair: _weight(pair[0]))
        out.append(
            {
                "speaker": speaker,
                "said": said_json(saying(each.claim)),
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
    words = [f"“{words}”" for words, _ in verdict.first.verdict.untestable if words]
    untested = listed(words, ", ", " and ")
    return f"{IN_PART}: {verdict.margin}; not tested: {untested or 'another part'}"


def _weight(verdict: VerdictGroup) -> tuple[float, float]:
    """Small for what decides most."""
    lo = verdict.first.verdict.lo
    return DECIDES[verdict.verdict], -(min(lo, 1e9) if lo is not None and lo > POLICY else 0.0)


def _open(result: CheckResult, headlines: Sequence[Headline]) -> list[Json]:
    """What nothing here answers: which of those opposed is so, then what cannot be tested."""
    place = {each.claim.id: k for k, each in enumerate(result.claims)}
    opposed = [h for h in headlines if len(h.claims) > 1 and h.verdict in (CONTRADICTED, STRAINED)]
    out = [
        _entry(_opposed(each), each.claims, each.verdict, _against(each, len(result.frames)))
        for each in sorted(opposed, key=lambda h: [place[claim] for claim in h.claims])
    ]
    for each in result.claims:
        for finding in each.findings:
            v = finding.verdict
            if v.verdict == UNDECIDED and v.lo is not None and math.isfinite(v.lo):
                text = f"Whether this is possible: {saying(each.claim).sentence}"
                out.append(_entry(text, [each.claim.id], UNDECIDED, []))
                break
    reasons: dict[str, list[str]] = {}
    for each in result.claims:
        for finding in each.findings:
            for words, reason in finding.verdict.untestable:
                if reason == NO_DENIAL:
                    continue
                text = reason if words in reason or not words else f"“{words}”: {reason}"
                reasons.setdefault(text, []).append(each.claim.id)
    return out + [_entry(_sentence(text), ids, NOT_TESTABLE, []) for text, ids in reasons.items()]


def _opposed(headline: Headline) -> str:
    """Which speakers stand against each other."""
    who = list(dict.fromkeys(each.who for each in headline.said))
    words = [f"“{each.words}”" if each.quoted else each.words for each in headline.said]
    if len(who) == 1:
        return f"Which of these is not so, all said by {who[0]}: {listed(words, ', ', ' and ')}."
    told = [f"{each.who} ({said})" for each, said in zip(headline.said, words, strict=True)]
    return f"Who is right: {listed(told, ', ', ' or ')}."


def _against(headline: Headline, frames: int) -> list[str]:
    """The points of view in which claims are opposed; none where it is so in all."""
    found = [
        f
        for line in headline.lines
        if line.verdict in (CONTRADICTED, STRAINED)
        for f in line.frames
    ]
    return [] if len(found) == frames else found


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."
