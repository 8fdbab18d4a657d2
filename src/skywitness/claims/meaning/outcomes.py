"""The words a check answers with: in ``--json``, on pages, in certificates, always the same ones.

They are plain strings with a closed type, so that a word that is none of them does not pass the
type checker and what is written to files is the word itself.
"""

from __future__ import annotations

from typing import Final, Literal

#: How strongly a set of parts is excluded: with every tolerance doubled, or at the policy's.
Strength = Literal["contradicted", "strained"]
#: What a check says of a set of claims.
VerdictWord = Strength | Literal["consistent", "supported", "undecided", "not testable"]
#: What premises make of a claim.
Outcome = Literal["excluded", "follows", "does not follow", "open", "premises fail"]
#: What kept the two ends of a margin apart; "" where nothing did.
Limit = Literal["", "map error", "resolution"]
#: What keeps a verdict undecided; "" where one was reached.
Doubt = Limit | Literal["only a generous reading", "tolerance", "too many readings"]

CONTRADICTED: Final = "contradicted"
STRAINED: Final = "strained"
CONSISTENT: Final = "consistent"
SUPPORTED: Final = "supported"
UNDECIDED: Final = "undecided"
NOT_TESTABLE: Final = "not testable"

EXCLUDED: Final = "excluded"
FOLLOWS: Final = "follows"
DOES_NOT_FOLLOW: Final = "does not follow"
OPEN: Final = "open"
PREMISES_FAIL: Final = "premises fail"
