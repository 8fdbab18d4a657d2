"""Who said what, as a reader is told it: the speaker, how, and the words as printed first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import assert_never

from skywitness.claims.casefile.case import Claim
from skywitness.claims.casefile.fields import Stance


@dataclass(frozen=True)
class Saying:
    """What one claim's first speaker said.

    ``words`` are those of the quote where there is one (``quoted``), else the sentence of the case;
    ``coded`` is that sentence where the words are another's. ``via`` are those who passed it on.
    """

    claim: str
    who: str
    how: str
    words: str
    quoted: bool
    coded: str
    via: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        words = f"“{self.words}”" if self.quoted else self.words
        passed = f" (via {', '.join(self.via)})" if self.via else ""
        return f"{self.who} {self.how}: {words}{passed}"


def saying(claim: Claim) -> Saying:
    """What a claim's first speaker said, in the words that were printed where the case has them."""
    says = re.split(r";\s*not testable:", claim.row.says)[0]
    quote = (claim.row.quote or "").strip().strip('“”"„«»').strip()
    return Saying(
        claim=claim.id,
        who=claim.speaker,
        how=verb(claim.stance),
        words=quote or says,
        quoted=bool(quote),
        coded=says if quote else "",
        via=claim.via,
    )


def verb(stance: Stance) -> str:
    """What a speaker did, by the stance that the case gives."""
    match stance:
        case "asserts":
            return "says"
        case "reports":
            return "reports"
        case "infers":
            return "concludes"
        case "denies":
            return "says in denial"
        case "did not deny":
            return "did not deny"
        case _:
            assert_never(stance)
