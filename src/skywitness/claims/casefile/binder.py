"""Sentences and questions bound to the moments and objects of a case."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from skywitness.claims.casefile.asked import bound_question
from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.casefile.clockplaces import refuse_clock_elsewhere
from skywitness.claims.casefile.facts import fact_told, refuse_lost_places, with_moment
from skywitness.claims.casefile.heightplaces import refuse_height_or_distance
from skywitness.claims.casefile.pairs import paired
from skywitness.claims.casefile.places import (
    all_found,
    compared,
    on_the_map,
    refuse_places,
)
from skywitness.claims.casefile.rewording import instead
from skywitness.claims.casefile.separation import separated
from skywitness.claims.language.atoms.state.happened import LostError
from skywitness.claims.language.grammar import AN_EXAMPLE, brief_faults, parse
from skywitness.claims.language.questions import Question, parse_question
from skywitness.claims.language.statement import Clause, Saying, Statement
from skywitness.claims.language.words.nobody import EXAMPLES, SwallowedError
from skywitness.claims.meaning.spots import NOWHERE, Spot
from skywitness.errors import LanguageError

#: Characters of a sentence that a remedy repeats, at most.
_SHORT = 200


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
        try:
            statement = fact_told(text, self.names) or parse(
                text, self.names.declared, lambda form: self._fits(form, moment)
            )
            statement, spots = self._bound(statement, moment)
        except LanguageError as error:
            told = instead(text, error, self.names)
            better = next((offer for offer in told if self._reads(offer.text)), None)
            if better is not None:
                when = f", {better.when}" if better.when else ""
                error.remedy = f"say '{better.text}'{when}"
            elif isinstance(error, LostError):
                error.remedy = (
                    f"say '{error.fact}', and when and where in a clause of its own about a moment "
                    "of the case"
                )
            elif isinstance(error, SwallowedError) and not self._offered(error):
                untested = f"not testable: {' '.join(text.split())}"
                error.remedy = f"{EXAMPLES}; or put it on record untested: '{untested}'"
            elif AN_EXAMPLE in (error.remedy or "") and len(text) <= _SHORT:
                untested = f"not testable: {' '.join(text.split())}"
                if self._reads(untested):
                    error.remedy = f"{error.remedy}; or put it on record untested: '{untested}'"
            raise
        return Saying(name, sentence or name, statement, spots)

    def _offered(self, error: LanguageError) -> bool:
        """Whether a sentence that an error offers reads in the case; so where it offers none."""
        offer = re.fullmatch(r"say '(?P<form>[^']+)'", error.remedy or "")
        return offer is None or self._reads(offer["form"])

    def _reads(self, text: str) -> bool:
        """Whether a sentence parses and names only what there is."""
        try:
            with brief_faults():
                return self._fits(parse(text, self.names.declared))
        except LanguageError:
            return False

    def _fits(self, statement: Statement, moment: str | None = None) -> bool:
        """Whether a sentence names only moments, objects and places that there are."""
        try:
            bound, _ = self._bound(statement, moment)
        except LanguageError:
            return False
        return all_found(bound, self.names)

    def _bound(
        self, statement: Statement, moment: str | None
    ) -> tuple[Statement, tuple[Spot, ...]]:
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
            refuse_lost_places(clause, self.names, on_the_map(self.names))
            self.names.refuse_kinds(clause)
            refuse_places(clause, self.names)
            for other in clause.atom.happenings:
                if self.names.moment(other.words) is None:
                    raise self.names.undeclared(other.words, other.column)
        spots = tuple(map(bind, statement.clauses))
        refuse_clock_elsewhere(statement, spots, self.case)
        refuse_height_or_distance(statement)
        return statement, spots

    def question(self, text: str) -> Question:
        """A question bound to the case's moments (either end may name the moment).

        Raises:
            LanguageError: not a known question, or its moment is not declared.
        """
        return bound_question(parse_question(text), self.names)
