"""What a case declares to have happened or not, and the sentences that say it in its phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from skywitness.claims.casefile.casemodel import CaseTable, FactTable
from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.language.atoms.shared.base import folded
from skywitness.claims.language.atoms.shared.tallies import of_some
from skywitness.claims.language.atoms.state.happened import DeedAtom, deed, lost_in
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
    phrases = {folded(p) for row in names.case.facts for p, _ in _phrases(row)}
    for phrase, at in _with_moment(said, names):
        found = _declared(phrase, names) if folded(phrase) in phrases else None
        if found is not None:
            atom = as_declared(deed(phrase, phrase) or DeedAtom((), found[1], phrase), *found)
            return Statement(text, (Clause("", at, atom, 1, 1),))
    return None


#: Words that a map has too, and that a fact may hold.
_ORDINARY = {"air", "sea", "time", "turn", "earnest", "the"}
_IN = re.compile(
    r"\b(?:in|into|from|near|around|towards?)\s+(?:the\s+)?((?:[\w'’.-]+\s*){1,4})", re.IGNORECASE
)


def refuse_lost_places(clause: Clause, names: CaseNames, found: Callable[[str], bool]) -> None:
    """Refuse a fact whose words hold the name of a place, however it is written.

    Raises:
        LanguageError: they do, and it is none of the names of the case.
    """
    atom = clause.atom
    if not isinstance(atom, DeedAtom) or not atom.words:
        return
    for phrase, _ in _with_moment(atom.words, names):
        known = names.declared(phrase)
        if known and deed(known, known) is not None:  # a fact of the case, no object's name
            return
        for told in _IN.finditer(phrase):
            words = told[1].split()
            for count in range(len(words), 0, -1):
                name = " ".join(words[:count])
                if name.casefold() in _ORDINARY or names.declared(name):
                    break
                if found(name):
                    raise lost_in(
                        phrase[: told.start()].strip(), f"{told.group().strip()}", atom.words,
                        clause.column,
                    )  # fmt: skip
        return


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
            made = as_declared(made, *found)
        return replace(clause, at=at, atom=made)
    return clause


def as_declared(atom: DeedAtom, rows: tuple[str, ...], so: bool) -> DeedAtom:
    """What was done as the declared facts that it says or denies, besides what its words say."""
    if so and atom.so:
        return replace(atom, facts=(*rows, *atom.facts), named=True)
    own = tuple((what, atom.so) for what in (atom.facts if atom.so else atom.facts[:1]))
    others = tuple((row, so) for row in rows[1:])
    return replace(atom, facts=rows[:1], so=so, more=(*others, *own), named=True)


def _with_moment(words: str, names: CaseNames) -> Iterator[tuple[str, str | None]]:
    """The words without a declared moment at their end and that moment, then as they stand."""
    for found in re.finditer(r"\s+at\s+", words, re.IGNORECASE):
        moment = words[found.end() :].strip('"“”„«» ')
        if names.moment(moment) is not None:
            yield words[: found.start()], moment
    yield words, None


def _declared(phrase: str, names: CaseNames) -> tuple[tuple[str, ...], bool] | None:
    """The ids of the declared facts that a phrase says, and whether it says or denies them.

    One that is said in the singular is said of several too, and what is said in many words is said
    in few; the denial of few words denies all that says more.
    """
    known = [(row.id, each, so) for row in names.case.facts for each, so in _phrases(row)]
    exact = next(((row, so) for row, each, so in known if folded(each) == folded(phrase)), None)
    mine = deed(phrase, phrase)
    if mine is None:
        return None if exact is None else ((exact[0],), exact[1])
    so = mine.so if exact is None else exact[1]
    rows = [] if exact is None else [exact[0]]
    if so == mine.so:
        facts = [(row, deed(each, each)) for row, each, _ in known]
        rows += [row for row, fact in facts if fact is not None and _says(mine, fact)]
    return (tuple(dict.fromkeys(rows)), so) if rows else None


def _says(mine: DeedAtom, fact: DeedAtom) -> bool:
    """Whether what is said says all of a declared fact, or denies some of it, by their numbers."""
    asserted = {kind for _, kind, so in fact.counts if so}
    if not fact.so or any(number > 1 or not so for number, _, so in fact.counts):
        return False  # it says how many, or that there were none
    if mine.so:
        return fact.whole in {kind for _, kind, so in mine.counts if so}
    return bool(asserted & {kind for number, kind, so in mine.counts if number == 1 and not so})


def _of_some(denial: str) -> bool:
    """Whether a denial is of some only: that two were not fired does not deny that two were."""
    made = deed(denial, denial)
    return of_some(denial) if made is None else made.so


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
            if made != phrase and not _of_some(made):
                yield made, False
    for phrase in row.denied:
        yield phrase, False
