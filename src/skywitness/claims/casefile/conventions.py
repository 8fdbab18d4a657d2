"""How a claim's text writes numbers: one convention of point and comma per document.

The language of the quote tells it (``language`` of the claim or of its document, else the quote
where it is plainly in one), then what else of the same document can be read in one way only. Where
an author has plainly put the sign over into English ("19.000" in a German quote is "19,000" in the
sentence, or stands so in the translation) the sentence is read as English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property

from skywitness.claims.casefile.case import Case, Claim
from skywitness.claims.language.statement import Saying
from skywitness.claims.meaning.numbers import Quantity, Signs, Slack
from skywitness.claims.meaning.signs import signs_of_language, signs_of_text

#: A number with one sign that either groups thousands or stands before three decimals.
_EITHER = re.compile(r"(?<![\d.,])[1-9]\d{0,2}([.,])\d{3}(?![\d.,]?\d)")

#: The key of the sentences of a case that stand for no text besides.
OWN = "the case"
#: The id of a sentence that somebody wants explained: nothing is known of who wrote it.
ASKED = "sentence"


@dataclass(frozen=True)
class Conventions:
    """The convention of each claim of a case."""

    case: Case

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.case.claims}

    @cached_property
    def _languages(self) -> dict[str, str | None]:
        return {document.id: document.language for document in self.case.documents}

    def document(self, saying: Saying) -> str:
        """The key of the text a sentence is from.

        A quote without a document is one by itself. What quotes nothing and names none is told
        after its speaker: each may be taken down as that one writes numbers.
        """
        claim = self._claims.get(saying.id)
        if claim is None:
            return OWN
        row = claim.row
        if row.document is not None:
            return f"document {row.document}"
        if row.source is not None:
            return f"source {row.source}"
        return f"{OWN}, {claim.speaker}" if row.quote is None else saying.sentence

    def signs(self, saying: Saying) -> Signs | None:
        """The convention of a sentence; ``None`` where either is ordinary."""
        claim = self._claims.get(saying.id)
        if saying.id == ASKED:
            return _only(set(_forms(saying)))
        if claim is None or claim.evidence is not None:
            return "point"  # the author's English, in a premise, or the program's own
        told = self._told(claim)
        if told == "comma":
            return _rewritten(claim)
        if told is not None:
            return told
        return self._elsewhere.get(self.document(saying)) or _only(set(_forms(saying)))

    def _told(self, claim: Claim) -> Signs | None:
        """What the language of the quote says."""
        row = claim.row
        language = row.language or self._languages.get(row.document or "")
        if language is not None:
            return signs_of_language(language)
        return signs_of_text(row.quote) if row.quote is not None else None

    @cached_property
    def _elsewhere(self) -> dict[str, Signs]:
        """What the claims of each document say together, where they say one thing."""
        languages: dict[str, set[Signs]] = {}
        forms: dict[str, set[Signs]] = {}
        for claim in self.case.claims:
            key = self.document(claim.saying)
            told = self._told(claim)
            if told is not None:
                languages.setdefault(key, set()).add(told)
            forms.setdefault(key, set()).update(_forms(claim.saying))
        found = {key: _only(languages.get(key) or forms[key]) for key in forms}
        return {key: signs for key, signs in found.items() if signs is not None}


def _only(found: set[Signs]) -> Signs | None:
    return next(iter(found)) if len(found) == 1 else None


def _forms(saying: Saying) -> Iterator[Signs]:
    """The conventions of the numbers of a sentence that can be read in one way only."""
    for clause in saying.statement.clauses:
        for each in (getattr(clause.atom, field.name) for field in fields(clause.atom)):  # type: ignore[arg-type]
            amount = each.error if isinstance(each, Slack) else each
            if isinstance(amount, Quantity) and amount.signs is not None:
                yield amount.signs


def _rewritten(claim: Claim) -> Signs | None:
    """The convention of a sentence on a quote with a decimal comma.

    "1,150" has its own sign only where the quote shows it so; the author may have put it over.
    """
    quote, translation = claim.row.quote or "", claim.row.translation or ""
    for number in _EITHER.finditer(claim.statement.text):
        if number[1] == "." or number[0] in quote:
            continue
        grouped = re.escape(number[0]).replace(",", r"[.\s'’]?")
        seen = number[0] in translation or re.search(rf"(?<!\d){grouped}(?!\d)", quote)
        return "point" if seen else None
    return "comma"
