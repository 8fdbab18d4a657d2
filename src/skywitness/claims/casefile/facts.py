"""What a case declares to have happened or not, and the sentences that say it in its phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from skywitness.claims.casefile.casemodel import CaseTable, FactTable
from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.language.atoms.shared.base import folded
from skywitness.claims.language.atoms.state.happened import DeedAtom, deed
from skywitness.claims.language.statement import Clause, Statement
from skywitness.claims.validation import shown
from skywitness.errors import CaseError


def facts_from(table: CaseTable, file: str) -> tuple[FactTable, ...]:
    """The declared facts.

    Raises:
        CaseError: a phrase says two things.
    """
    owner: dict[str, tuple[str, bool]] = {}
    for row in table.facts:
        for phrase, so in _phrases(row):
            if owner.setdefault(folded(phrase), (row.id, so)) != (row.id, so):
                raise CaseError(
                    f"'{shown(phrase)}' says two things: of '{owner[folded(phrase)][0]}' too",
                    file=file,
                    key=f"facts.{row.id}.phrases",
                    remedy="a phrase says one thing; rename one of them",
                )
    return tuple(table.facts)


def fact_told(text: str, names: CaseNames) -> Statement | None:
    """The statement of a sentence that is a phrase of a declared fact, at a moment or at none."""
    said = text.strip().removesuffix(".")
    for phrase, at in _with_moment(said, names):
        found = _declared(phrase, names)
        if found is not None:
            row, so = found
            atom = deed(phrase, phrase) or DeedAtom((), so, phrase)
            atom = replace(atom, facts=(row, *atom.facts) if so else (row,), so=so)
            return Statement(text, (Clause("", at, atom, 1, 1),))
    return None


def with_moment(clause: Clause, names: CaseNames) -> Clause:
    """The clause of something done, its moment taken from the end of its words; as declared."""
    atom = clause.atom
    if not isinstance(atom, DeedAtom) or clause.at is not None:
        return clause
    for phrase, at in _with_moment(atom.words, names):
        made = deed(phrase, atom.words)
        if made is None or (at is None and phrase != atom.words):
            continue
        found = _declared(phrase, names)
        if found is not None:
            made = replace(made, facts=(found[0], *made.facts) if found[1] else (found[0],))
        return replace(clause, at=at, atom=made)
    return clause


def _with_moment(words: str, names: CaseNames) -> Iterator[tuple[str, str | None]]:
    """The words without a declared moment at their end and that moment, then as they stand."""
    for found in re.finditer(r"\s+at\s+", words, re.IGNORECASE):
        moment = words[found.end() :].strip('"“”„«» ')
        if names.moment(moment) is not None:
            yield words[: found.start()], moment
    yield words, None


def _declared(phrase: str, names: CaseNames) -> tuple[str, bool] | None:
    """The id of the declared fact that a phrase says, and whether it says or denies it."""
    for row in names.case.facts:
        for known, so in _phrases(row):
            if folded(known) == folded(phrase):
                return row.id, so
    return None


def _phrases(row: FactTable) -> Iterator[tuple[str, bool]]:
    """Every phrase of a fact: those given, and the denials that are made of them."""
    for phrase in row.phrases:
        yield phrase, True
        yield f"no {phrase}", False
        for denial in ("not", "never"):
            made = re.sub(
                r"(?<=\s)(is|was|are|were|did|does|has|have|had|could|can)(?=\s)",
                rf"\1 {denial}", phrase, count=1, flags=re.IGNORECASE,
            )  # fmt: skip
            if made != phrase:
                yield made, False
    for phrase in row.denied:
        yield phrase, False
