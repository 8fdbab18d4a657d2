"""What claims are drawn from others, and whether they follow, in plain sentences."""

from __future__ import annotations

from typing import assert_never

from skywitness.claims.casefile.case import Claim
from skywitness.claims.meaning.outcomes import (
    CONTRADICTED,
    DOES_NOT_FOLLOW,
    EXCLUDED,
    FOLLOWS,
    OPEN,
    PREMISES_FAIL,
    VerdictWord,
)
from skywitness.dossier.words.conditions import not_tested_words, only_if_words
from skywitness.dossier.words.remedy import remedy
from skywitness.dossier.words.witnesswords import listed
from skywitness.dossier.words.words import (
    allowed_words,
    intervals_words,
    margin_words,
    reading_words,
)
from skywitness.reason.verdicts.inference import Inference, InferenceReading


def inference_because(inference: Inference, claim: Claim) -> str:
    """What an inference's result rests on, in one to three sentences; what of it is untested."""
    text = _inference_because(inference, claim)
    if inference.result in (DOES_NOT_FOLLOW, OPEN):
        condition = only_if_words(inference.together.only_if)
        text += f" Both together: {condition[:1].lower()}{condition[1:]}" if condition else ""
    untested = dict.fromkeys((*inference.premises.untestable, *inference.together.untestable))
    return f"{text} Not tested: {not_tested_words(tuple(untested))}" if untested else text


def _inference_because(inference: Inference, claim: Claim) -> str:
    given = listed(inference.given, ", ", " and ")
    several = len(inference.given) > 1
    holds, leaves = ("hold", "leave") if several else ("holds", "leaves")
    best = nearest_reading(inference)
    left = ""
    if best is not None:
        left = (
            f" In the reading nearest to it ({reading_words(best.reading.name)}), {given} {leaves} "
            f"{intervals_words(best.possible, best.unit)}; “{best.part}” is {allowed_words(best)}."
        )
    together = inference.together
    if inference.result == EXCLUDED:
        how = (
            ""
            if together.best is None or together.hi is None
            else remedy(together.best.reading.parts, together.hi)
        )
        if inference.strength == CONTRADICTED:
            stands = "is impossible in any ordinary reading, even with every tolerance doubled"
        else:
            stands = "does not fit in any ordinary reading, with the words as usually meant"
        unless = f"it does not fit unless {how}" if how else ""
        return (
            f"If {given} {holds}, {claim.id} {stands}: "
            f"{unless or margin_words(together.lo, together.hi)}.{left}"
        )
    if inference.result == FOLLOWS:
        return f"Everything that {given} {leaves} open fits it, in every ordinary reading."
    if inference.result == DOES_NOT_FOLLOW:
        what = "times" if best is None else "places"
        return f"{given} {leaves} {what} that fit it and {what} that do not.{left}"
    if inference.result == PREMISES_FAIL:
        stand = _do_not_stand(inference.premises.verdict, many=several)
        return f"{given} {stand}, so nothing follows from {'them' if several else 'it'}."
    if inference.result == OPEN:
        return f"Not decided: shown neither to follow, nor not to, nor to be impossible.{left}"
    assert_never(inference.result)


def nearest_reading(inference: Inference) -> InferenceReading | None:
    """The ordinary reading with a number that is nearest to being so, if any has a number."""
    ordinary = [r for r in inference.readings if r.reading.kind == "ordinary" and r.part]
    return min(ordinary, key=lambda r: (r.hi, r.lo), default=None)


def _do_not_stand(verdict: VerdictWord, *, many: bool) -> str:
    """That premises are impossible, or do not fit as usually meant."""
    if verdict == CONTRADICTED:
        return "are impossible together" if many else "is itself impossible"
    do = "do not fit together" if many else "does not fit by itself"
    return f"{do} with words as usually meant"
