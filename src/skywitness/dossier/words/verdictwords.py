"""How the words of ``--json`` and of certificates are shown to people."""

from __future__ import annotations

from skywitness.claims.meaning.outcomes import (
    CONSISTENT,
    CONTRADICTED,
    DOES_NOT_FOLLOW,
    EXCLUDED,
    FOLLOWS,
    NOT_TESTABLE,
    OPEN,
    PREMISES_FAIL,
    STRAINED,
    SUPPORTED,
    UNDECIDED,
    Outcome,
    Strength,
    VerdictWord,
)

#: What stands beside a word that speaks of a part only.
IN_PART = "in the part that can be tested"
ONLY_IF = "possible only if …"
SHOWN: dict[VerdictWord | Outcome, str] = {
    SUPPORTED: "holds in every reading",
    CONSISTENT: "possible",
    STRAINED: "does not fit unless stretched",
    CONTRADICTED: "impossible",
    NOT_TESTABLE: "not testable here",
    UNDECIDED: "not decided",
    EXCLUDED: "does not fit together",
    FOLLOWS: "follows",
    DOES_NOT_FOLLOW: "does not follow",
    OPEN: "not decided",
    PREMISES_FAIL: "what it is drawn from does not stand",
}
#: How strongly what is drawn from other claims is excluded.
TOGETHER: dict[Strength, str] = {
    CONTRADICTED: "impossible together",
    STRAINED: "does not fit together unless stretched",
}


def told_word(verdict: VerdictWord, *, conditional: bool, partly: bool) -> str:
    """A verdict as it is shown: with its condition, and whether a part of it is untested."""
    word = ONLY_IF if verdict == CONSISTENT and conditional else SHOWN[verdict]
    return f"{word} ({IN_PART})" if partly else word
