"""Sentences and questions bound to the moments and objects of a case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from skywitness.claims.casefile.asked import bound_question
from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.casefile.facts import fact_told, with_moment
from skywitness.claims.casefile.pairs import paired
from skywitness.claims.casefile.places import compared
from skywitness.claims.casefile.separation import separated
from skywitness.claims.language.grammar import parse
from skywitness.claims.language.questions import Question, parse_question
from skywitness.claims.language.statement import Clause, Saying
from skywitness.claims.meaning.spots import NOWHERE, Spot


@dataclass(frozen=True)
class Binder:
    """Reads sentences and questions, and says what they mean in a case."""

    case: Case

    @cached_property
    def names(self) -> CaseNames:
        """What the case's words mean."""
        return CaseNames(self.case)

    def saying_of(
        self,
        text: str,
        name: str = "given",
        *,
        moment: str | None = None,
        sentence: str | None = None,
    ) -> Saying:
        """A sentence bound to the case's moments.

        ``moment`` is the id for a sentence without a subject; ``sentence`` the key of the printed
        sentence (``name`` by default).

        Raises:
            LanguageError: not in the language, or its moment is not declared.
        """
        statement = fact_told(text, self.names) or parse(text, self.names.declared)

        def bind(clause: Clause) -> Spot:
            if moment is not None and not clause.subject and clause.at is None:
                return NOWHERE if clause.atom.timeless else Spot.of(moment)
            return self.names.spot_of(clause)

        statement = replace(
            statement,
            clauses=tuple(
                with_moment(paired(separated(clause, self.names), self.names), self.names)
                for clause in (
                    compared(each, self.names) if moment is None else each
                    for each in statement.clauses
                )
            ),
        )
        for clause in statement.clauses:
            for other in clause.atom.happenings:
                if self.names.moment(other.words) is None:
                    raise self.names.undeclared(other.words, other.column)
        return Saying(name, sentence or name, statement, tuple(map(bind, statement.clauses)))

    def question(self, text: str) -> Question:
        """A question bound to the case's moments (either end may name the moment).

        Raises:
            LanguageError: not a known question, or its moment is not declared.
        """
        return bound_question(parse_question(text), self.names)
