"""What a reader is told first: findings as sentences that name who said what.

A finding is a set of claims that was decided somewhere: alone, together, or one drawn from others.
It stands once, whatever found it, with one line for each point of view. What decides most comes
first, of those what fewer claims say, then what is earlier in the case.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from skywitness.claims.meaning.outcomes import (
    CONSISTENT,
    CONTRADICTED,
    DOES_NOT_FOLLOW,
    EXCLUDED,
    FOLLOWS,
    STRAINED,
    SUPPORTED,
    UNDECIDED,
    Outcome,
    VerdictWord,
)
from skywitness.claims.meaning.stretches import POLICY
from skywitness.dossier.words.conflictwords import conflict_hint
from skywitness.dossier.words.headlinewords import (
    against,
    both_words,
    numbers_words,
    time_words,
    undecided,
    undecided_together,
)
from skywitness.dossier.words.sayings import Saying, saying
from skywitness.reason.conflicts.conflictresults import Conflict, Conflicts
from skywitness.reason.results import CheckResult, Finding
from skywitness.reason.verdicts.inference import Inference

#: What decides a finding, from what decides most.
ORDER = (CONTRADICTED, STRAINED, SUPPORTED)


@dataclass(frozen=True)
class Line:
    """What holds in some points of view, by their ids: a word, and a sentence."""

    frames: tuple[str, ...]
    verdict: VerdictWord | Outcome
    words: str


@dataclass(frozen=True)
class Headline:
    """A set of claims that was decided: who said what, and how it stands in each point of view.

    ``slip`` is a mistake that would explain it; ``given`` what holds for all, each with its moment;
    ``conflict`` the conflict that says it, where one does.
    """

    said: tuple[Saying, ...]
    lines: tuple[Line, ...]
    slip: str
    given: tuple[str, ...]
    conflict: Conflict | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of its claims, in the order of the case."""
        return tuple(each.claim for each in self.said)

    @property
    def verdict(self) -> VerdictWord | Outcome:
        """The strongest word of its lines."""
        return min((line.verdict for line in self.lines), key=_rank)


def headlines(result: CheckResult) -> tuple[Headline, ...]:
    """Every finding that decided something, what decides most first."""
    place = {each.claim.id: k for k, each in enumerate(result.claims)}
    sets = {tuple(sorted(ids, key=place.__getitem__)): None for ids in _decided(result)}
    found = [_headline(ids, result) for ids in sets]
    return tuple(sorted(found, key=lambda h: _order(h, place)))


def _order(headline: Headline, place: Mapping[str, int]) -> tuple[int, ...]:
    """What decides most comes first, of those what few claims say, then the case's order."""
    claims = headline.claims
    return _rank(headline.verdict), max(len(claims), 2), *(place[claim] for claim in claims)


def _rank(word: VerdictWord | Outcome) -> int:
    return ORDER.index(word) if word in ORDER else 2 if word == FOLLOWS else len(ORDER)


def _decided(result: CheckResult) -> Iterator[frozenset[str]]:
    """The sets of claims of which something was decided."""
    for frame in result.conflicts or ():
        yield from (frozenset(c.claims) for c in frame.conflicts)
        yield from (frozenset((a.earlier, a.later)) for a in frame.accounts)
    for each in result.claims:
        if any(f.verdict.verdict in ORDER for f in each.findings):
            yield frozenset((each.claim.id,))
        for _, inference in each.inference:
            if inference.result in (EXCLUDED, FOLLOWS):
                yield frozenset((each.claim.id, *inference.given))


def _headline(ids: tuple[str, ...], result: CheckResult) -> Headline:
    told = {f.id: _line(ids, f.id, result) for f in result.frames}
    lines: dict[tuple[VerdictWord | Outcome, str], list[str]] = {}
    for frame, what in told.items():
        lines.setdefault(what, []).append(frame)
    clashes = [c for each in result.conflicts or () for c in _conflicts(ids, each)]
    given = dict.fromkeys(g for c in clashes for g in c.given)
    return Headline(
        said=tuple(saying(result.case.claim(i)) for i in ids),
        lines=tuple(Line(tuple(frames), *what) for what, frames in lines.items()),
        slip=next(filter(None, map(conflict_hint, clashes)), ""),
        given=tuple(f"{words} ({moment})" for moment, words in given),
        conflict=clashes[0] if clashes else None,
    )


def _conflicts(ids: Sequence[str], found: Conflicts) -> list[Conflict]:
    """The conflicts of exactly these claims in one frame."""
    every = (*found.conflicts, *(a.conflict for a in found.accounts))
    return [c for c in every if set(c.claims) == set(ids)]


def _line(
    ids: tuple[str, ...], frame: str, result: CheckResult
) -> tuple[VerdictWord | Outcome, str]:
    """How a set of claims stands in one frame: the word, and the sentence."""
    found = next((c for c in result.conflicts or () if c.frame.id == frame), None)
    clashes = _conflicts(ids, found) if found else []
    if clashes:
        return clashes[0].strength, _clash(clashes[0], len(ids))
    if len(ids) == 1:
        return _alone(_finding(ids[0], frame, result))
    return _several(ids, _inference(ids, frame, result), found)


def _several(
    ids: tuple[str, ...], follows: Inference | None, found: Conflicts | None
) -> tuple[VerdictWord | Outcome, str]:
    """How claims stand together where no conflict of theirs was found."""
    if follows is not None and follows.result == EXCLUDED:
        strength = follows.strength or STRAINED
        best = follows.together.best
        how = against(strength, follows.together.lo, follows.together.hi, best, many=True)
        return strength, how
    if follows is not None and follows.result == FOLLOWS:
        return FOLLOWS, f"{ids[-1]} follows from what else is said here, however it is read."
    together = found is not None and any(set(ids) <= set(c.claims) for c in found.compatible)
    if together and follows is not None and follows.result == DOES_NOT_FOLLOW:
        return CONSISTENT, f"Possible together; but {_drawn(follows)} does not follow."
    if together:
        return CONSISTENT, "Possible together."
    return UNDECIDED, undecided_together(follows, found)


def _drawn(inference: Inference) -> str:
    return f"what is drawn from {' and '.join(inference.given)}"


def _clash(conflict: Conflict, claims: int) -> str:
    best = conflict.best
    text = against(conflict.strength, conflict.lo, conflict.hi, best, many=claims > 1)
    numbers = ""
    if conflict.contrast is not None:
        numbers = numbers_words(conflict.contrast, many=claims > 1)
    elif conflict.time_left is not None:
        numbers = time_words(conflict.time_left, many=claims > 1)
    if not numbers and best is not None:
        numbers = both_words(best.reading.parts)
    text += numbers
    return text if conflict.minimal else f"{text} Whether all of them are needed was not shown."


def _alone(finding: Finding) -> tuple[VerdictWord, str]:
    """How one claim stands by itself."""
    v = finding.verdict
    if v.verdict in (CONTRADICTED, STRAINED):
        text = against(v.verdict, v.lo, v.hi, v.best, many=False)
        return v.verdict, text + (
            numbers_words(finding.contrast, many=False) if finding.contrast is not None else ""
        )
    if v.verdict == SUPPORTED:
        return v.verdict, "Holds in every reading, wherever the given facts leave room."
    if v.verdict == CONSISTENT:
        fits = v.hi is not None and math.isfinite(v.hi) and v.hi <= POLICY
        return v.verdict, "Possible." if fits else "Possible in some readings."
    if v.verdict == UNDECIDED:
        return v.verdict, undecided(v)
    return v.verdict, "Not testable here."


def _finding(claim: str, frame: str, result: CheckResult) -> Finding:
    (each,) = (c for c in result.claims if c.claim.id == claim)
    return next(f for f in each.findings if f.frame.id == frame)


def _inference(ids: tuple[str, ...], frame: str, result: CheckResult) -> Inference | None:
    """What is drawn within a set of claims from all others of it."""
    for each in result.claims:
        for where, inference in each.inference:
            if where.id == frame and {each.claim.id, *inference.given} == set(ids):
                return inference
    return None
