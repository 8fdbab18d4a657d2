"""Which words of a case are one: where a word of a claim has its reading from.

A convention (:data:`~skywitness.claims.language.atoms.shared.base.CONVENTIONS`) is one for all that
a speaker asserts in one document, or where none is named in one source or one quote. A claim that
denies, restates or corrects another takes that one's reading of every word that both have, its
conventions included. All other words are one per printed sentence. ``[[same]]`` joins what these
rules leave apart, ``[[apart]]`` takes a word of a claim out of all of them. Nothing here depends on
the order of the claims.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property

from skywitness.claims.casefile.case import Case, Claim
from skywitness.claims.casefile.caselinks import answers
from skywitness.claims.language.atoms.shared.base import CONVENTIONS, folded
from skywitness.claims.language.atoms.shared.common import PlaceRef
from skywitness.claims.language.statement import Clause, Saying
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.stamps import Stamp

#: Kinds and words (folded) of the ambiguous words of a claim.
Words = Collection[tuple[str, str]]
#: Links of a speech chain that assert what is said, in a way of their own.
ASSERTING = ("asserts", "infers", "denies")
#: How the scope of a convention begins.
_SAID = "said by "
_NEGATION = re.compile(r"(?:not|never|no|n't|cannot)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Couplings:
    """The couplings of one case; ``words_of`` gives the ambiguous words of a claim in a frame."""

    case: Case
    words_of: Callable[[Claim], Words]
    _kept: dict[tuple[str, str, str], str] = field(default_factory=dict)

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.case.claims}

    def scope(self, saying: Saying, kind: str, word: str, about: str = "") -> str:
        """What a word of a sentence is one with: equal scopes of one kind and word, one reading.

        ``about`` narrows a convention: what an object's speed is measured against is one for that
        object, in that unit.
        """
        claim = self._claims.get(saying.id)
        if claim is None:  # no claim of the case, but the words given to a question
            joined = [c for w, c in self.case.same if folded(w) == word and saying.id in c]
            return min(joined[0]) if joined else saying.sentence
        found = self._joined(claim, kind, word)
        narrowed = about and kind in CONVENTIONS and found.startswith(_SAID)
        return f"{found}, {about}" if narrowed else found

    def own(self, saying: Saying, word: str) -> bool:
        """Whether the case itself couples or parts a word of a sentence."""
        word = folded(word)
        return any(
            folded(words) == word and saying.id in claims
            for words, claims in (*self.case.same, *self.case.apart)
        )

    def parted(self, saying: Saying, word: str) -> bool:
        """Whether ``[[apart]]`` takes a word of a sentence out of what is one."""
        return any(folded(w) == folded(word) and saying.id in ids for w, ids in self.case.apart)

    def _joined(self, claim: Claim, kind: str, word: str) -> str:
        """The scope with what ``[[same]]`` joins: the first of all that are joined."""
        joined = {self._plain(claim, kind, word)}
        groups = [
            {self._plain(self._claims[c], kind, word) for c in claims if c in self._claims}
            for words, claims in self.case.same
            if folded(words) == word
        ]
        if kind in CONVENTIONS:
            groups += self._printed(kind, word)
        while True:
            more = joined.union(*(g for g in groups if g & joined))
            if more == joined:
                break
            joined = more
        return min(joined)

    def _printed(self, kind: str, word: str) -> Iterator[set[str]]:
        """Scopes of claims of one printed sentence, some of which name no document."""
        for sentence, claims in self._sentences.items():
            found = {self._plain(claim, kind, word) for claim in claims}
            own = {sentence, *map(_convention, claims)}
            if len(found & own) > 1:
                yield {each for each in found if each in own}

    @cached_property
    def _sentences(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.case.claims:
            found.setdefault(claim.sentence, []).append(claim)
        return {key: claims for key, claims in found.items() if len(claims) > 1}

    def _plain(self, claim: Claim, kind: str, word: str) -> str:
        key = (claim.id, kind, word)
        if key not in self._kept:
            self._kept[key] = self._found(claim, kind, word)
        return self._kept[key]

    def _found(self, claim: Claim, kind: str, word: str) -> str:
        """The scope by the rules, and by ``[[apart]]``."""
        if self.parted(claim.saying, word):
            return f"{claim.id} by itself"
        for sources in self._sources(claim):
            taken = {
                self._plain(each, kind, word)
                for each in sources
                if (kind, word) in self.words_of(each)
            }
            if len(taken) == 1:  # what it answers has the word, and in one reading
                return taken.pop()
        convention = _convention(claim) if kind in CONVENTIONS else None
        return claim.sentence if convention is None else convention

    def _sources(self, claim: Claim) -> Iterator[Sequence[Claim]]:
        """The claims whose readings a claim takes: what it denies, then restates, then corrects."""
        for ids in answers(claim):
            yield [self._claims[i] for i in ids if i in self._claims]
        yield self._denied.get(claim.id, ())

    @cached_property
    def _denied(self) -> dict[str, Sequence[Claim]]:
        """For claims that plainly deny what others say, number for number: those others."""
        said: dict[object, list[Claim]] = {}
        denials: list[tuple[object, Claim]] = []
        for claim in self.case.claims:
            if claim.evidence is not None or not claim.asserts or any(answers(claim)):
                continue
            for clause, spot in zip(claim.statement.clauses, claim.saying.spots, strict=True):
                stated = _stated(clause)
                if stated is None:
                    continue
                key = (str(spot), folded(clause.atom.who or clause.subject), stated)
                if claim.stance == "denies" or _NEGATION.search(clause.atom.words):
                    denials.append((key, claim))
                else:
                    said.setdefault(key, []).append(claim)
        denying = {claim.id for _, claim in denials}
        found: dict[str, list[Claim]] = {}
        for what, claim in denials:
            found.setdefault(claim.id, []).extend(
                each for each in said.get(what, ()) if each.id not in denying
            )
        return dict(found)


@dataclass(frozen=True)
class ScopesOf:
    """The couplings of a case as one sentence has them."""

    couplings: Couplings
    saying: Saying

    def scope(self, kind: str, word: str, about: str = "") -> str:
        """What a word is one with."""
        return self.couplings.scope(self.saying, kind, word, about)

    def own(self, word: str) -> bool:
        """Whether the case itself couples or parts it."""
        return self.couplings.own(self.saying, word)

    def parted(self, word: str) -> bool:
        """Whether the case parts it."""
        return self.couplings.parted(self.saying, word)


def _convention(claim: Claim) -> str | None:
    """Who asserts a claim in which text: there each convention is one; ``None`` elsewhere.

    The text is its document, else its source, else its quote.
    """
    row = claim.row
    text = row.document
    if text is None and row.source is not None:
        text = f"source {row.source}"
    elif text is None and row.quote is not None:
        text = f"quote {folded(row.quote)}"
    return None if text is None else f"{_SAID}{folded(asserting(claim))} in {text}"


def asserting(claim: Claim) -> str:
    """The last of a speech chain who asserts what is said, and does not only report it."""
    found = [link.who for link in claim.chain if link.stance in ASSERTING]
    return found[-1] if found else claim.chain[0].who


def _stated(clause: Clause) -> tuple[object, ...] | None:
    """The numbers and places of a clause, whatever side of a number it is on; ``None`` for none."""
    found = list(_figures(clause))
    numbers = any(kind != "place" for kind, *_ in found)
    return (clause.atom.topic, *sorted(found, key=str)) if numbers else None


def _figures(clause: Clause) -> Iterator[tuple[object, ...]]:
    for each in (getattr(clause.atom, f.name) for f in fields(clause.atom)):  # type: ignore[arg-type]
        match each:
            case Quantity():
                yield "number", each.low, each.high, each.unit
            case PlaceRef():
                yield "place", folded(each.shown)
            case Stamp():
                yield "time", each.time, each.until, each.zone
            case _:
                continue
