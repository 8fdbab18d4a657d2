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
