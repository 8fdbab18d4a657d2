"""Joint readings: one value for every ambiguous word of a set of claims.

Ordinary readings are every combination of ordinary values; a generous reading takes exactly one
word generously, the rest over their ordinary values (``docs/concepts/readings.md``). The order is
that of the words in the claims, so it is the same on every run.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from skywitness.claims.casefile.case import Case, Claim
from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.casefile.conventions import Conventions
from skywitness.claims.casefile.couplings import Couplings, ScopesOf
from skywitness.claims.casefile.framenames import FrameNames
from skywitness.claims.casefile.placefinder import remembering
from skywitness.claims.language.atoms.shared.amounts import SIGNS_WORDS
from skywitness.claims.language.atoms.shared.base import Atom, Choice, Context, FindPlace
from skywitness.claims.language.atoms.shared.flightends import END_WORDS
from skywitness.claims.language.atoms.shared.references import HEIGHT_WORDS
from skywitness.claims.language.statement import Saying, tested_parts
from skywitness.claims.meaning.calendar import Calendar
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.instants import CLOCK_WORDS
from skywitness.claims.meaning.parts import Difference, Part, Reading, Value, Variable
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.visitorder import in_turn
from skywitness.claims.visitstays import Stays, stays_of
from skywitness.errors import CaseError, SkywitnessError
from skywitness.places.place import ReadingKind

if TYPE_CHECKING:
    from skywitness.claims.language.questions import Question

#: Most joint readings that are taken one by one; more are eliminated word by word.
MOST_READINGS = 1024


@dataclass(frozen=True)
class Reader:
    """What interprets sentences of one case in one frame.

    ``find`` replaces the gazetteer (name → extents); without it places are found under the
    frame's point of view with the case's own places before all others.
    """

    case: Case
    frame: Frame
    sector_deg: float | None = None
    find: FindPlace | None = None

    @cached_property
    def names(self) -> FrameNames:
        """What the case's names mean in the frame; places found are remembered."""
        find = remembering(self.find) if self.find else self.case.place_finder.find_in(self.frame)
        return FrameNames(CaseNames(self.case), self.frame, find)

    @cached_property
    def conventions(self) -> Conventions:
        """How the case's texts write numbers."""
        return Conventions(self.case)

    @cached_property
    def couplings(self) -> Couplings:
        """Which words of the case's claims are one."""
        return Couplings(self.case, self._words)

    def _words(self, claim: Claim) -> frozenset[tuple[str, str]]:
        """Kinds and words of the ambiguous words of a claim."""
        if claim.id not in self._own_words:
            heads = (v.id.partition("@")[0] for v in self.variables(claim.saying))
            self._own_words[claim.id] = frozenset(
                (kind, word) for kind, _, word in (head.partition(":") for head in heads)
            )
        return self._own_words[claim.id]

    @cached_property
    def _own_words(self) -> dict[str, frozenset[tuple[str, str]]]:
        return {}

    def context(self, saying: Saying) -> Callable[[Spot], Context]:
        """Contexts for the atoms of a sentence, by spot."""
        scopes, conventions = ScopesOf(self.couplings, saying), self.conventions

        def calendar(moment: str) -> Calendar:
            return self.case.calendar(moment, saying.said)

        def of(spot: Spot) -> Context:
            return Context(
                claim=saying.id,
                spot=self.frame.spot(spot),
                sentence=saying.sentence,
                policy=self.case.policy,
                names=self.names,
                scopes=scopes,
                document=conventions.document(saying),
                signs=conventions.signs(saying),
                sector_deg=self.sector_deg,
                calendar=calendar(spot.moment),
                calendars=calendar,
                bounds=self.case.bounds,
                limits=self.case.limits.union(*(c.atom.limits for c in saying.statement.clauses)),
            )

        return of

    def variables(self, saying: Saying) -> tuple[Variable, ...]:
        """The ambiguous words of a sentence, each once.

        Raises:
            SkywitnessError: a place is unknown or ambiguous; file, key and column are filled in.
        """
        with _located(self.case, saying):
            return merged_variables(saying.variables(self.context(saying)))

    def parts(self, saying: Saying, choice: Choice) -> tuple[Part, ...]:
        """The parts of a sentence under a choice of values."""
        with _located(self.case, saying):
            return saying.parts(choice, self.context(saying))

    def clauses(self, saying: Saying) -> tuple[ReadClause, ...]:
        """The clauses of a sentence, each to be read by itself; none where it asserts nothing."""
        if saying.mute is not None:
            return ()
        with _located(self.case, saying):
            return tuple(
                ReadClause(self.case, saying, atom, ctx)
                for atom, ctx in saying.bound(self.context(saying))
            )

    def by_clause(self, saying: Saying) -> tuple[Reading, ...]:
        """The ordinary readings of each clause of a sentence by itself."""
        return tuple(
            Reading(
                "; ".join(choice[v.id].label for v in clause.variables if len(v.values) > 1)
                or "as written",
                kind,
                choice,
                clause.parts(choice),
            )
            for clause in self.clauses(saying)
            for kind, choice in _choices(clause.variables)
            if kind == "ordinary"
        )

    def count(self, sayings: Sequence[Saying]) -> int:
        """How many ordinary joint readings several sentences have."""
        found = merged_variables(v for saying in sayings for v in self.variables(saying))
        return math.prod(sum(v.kind == "ordinary" for v in each.values) for each in found)

    def many(self, sayings: Sequence[Saying]) -> bool:
        """Whether their joint readings are too many to be taken one by one."""
        return self.count(sayings) > MOST_READINGS

    def stays(self, sayings: Sequence[Saying]) -> tuple[Stays, ...]:
        """The visits that sentences could speak of, where claims of the case tell several."""
        return stays_of([each for s in sayings for each in s.bound(self.context(s))])

    def chosen(self, sayings: Sequence[Saying], labels: Mapping[str, str]) -> Reading:
        """The ordinary joint reading that takes values of these labels, by the ids of their words.

        Where none is given for a word, its first is taken; so it is with the order of visits.
        """
        every = self.every_chosen(sayings, labels)
        return next(
            (r for r in every if all(labels.get(k, v) == v for k, v in r.plain.items())), every[0]
        )

    def every_chosen(
        self, sayings: Sequence[Saying], labels: Mapping[str, str]
    ) -> tuple[Reading, ...]:
        """The same in every order in which visits may have come."""
        found: list[Variable] = []
        users: dict[str, list[str]] = {}
        for saying in sayings:
            for variable in self.variables(saying):
                found.append(variable)
                users.setdefault(variable.id, []).append(saying.id)
        variables = merged_variables(found)
        choice, taken = {}, []
        for variable, shown in zip(variables, told_apart(variables, users), strict=True):
            ordinary = [k for k, x in enumerate(variable.values) if x.kind == "ordinary"]
            label = labels.get(variable.id)
            at = next((k for k in ordinary if variable.values[k].label == label), ordinary[0])
            choice[variable.id] = shown.values[at]
            taken.append(at)
        name = "; ".join(choice[v.id].label for v in variables if len(v.values) > 1)
        parts = tuple(p for saying in sayings for p in self.parts(saying, choice))
        words = {v.id: v.label for v in variables}
        plain = {v.id: v.values[k].label for v, k in zip(variables, taken, strict=True)}
        made = Reading(name or "as written", "ordinary", choice, parts, words, plain)
        return tuple(in_turn(made, self.stays(sayings), every=True))

    def readings(
        self, sayings: Sequence[Saying], question: Question | None = None
    ) -> tuple[Reading, ...]:
        """Joint readings of several sentences, and of a question's words if one is given.

        Generous ones are left out where there would be too many with them.

        Raises:
            CaseError: more than :data:`MOST_READINGS` are ordinary (see :meth:`many`).
            SkywitnessError: a place is unknown or ambiguous.
        """
        users: dict[str, list[str]] = {}
        found: list[Variable] = []
        for saying in sayings:
            for variable in self.variables(saying):
                found.append(variable)
                users.setdefault(variable.id, []).append(saying.id)
        variables = merged_variables(found)
        if question is not None:
            variables += question.variables(self.question_context(question))
        generous = _limited(variables)
        variables = told_apart(variables, users)
        words = {v.id: v.label for v in variables}
        stays = self.stays(sayings)
        return without_doubles(
            turned
            for kind, choice in _choices(variables)
            if generous or kind == "ordinary"
            for turned in in_turn(
                Reading(
                    name="; ".join(choice[v.id].label for v in variables if len(v.values) > 1)
                    or "as written",
                    kind=kind,
                    choice=choice,
                    parts=tuple(p for saying in sayings for p in self.parts(saying, choice)),
                    words=words,
                ),
                stays,
            )
        )

    def question_context(self, question: Question) -> Context:
        """The context in which a question's place is found."""
        return Context(
            claim="question",
            spot=self.frame.spot(question.asked_of),
            sentence="question",
            policy=self.case.policy,
            names=self.names,
            sector_deg=self.sector_deg,
        )


def single_reading(reader: Reader, saying: Saying) -> tuple[Part, ...]:
    """The parts of a sentence that can be read in one way only.

    Raises:
        CaseError: it can be read in several ways.
    """
    variables = reader.variables(saying)
    # A premise is the author's own sentence and stands for no quote: its numbers are English, its
    # heights above mean sea level, its landing the one that may be all.
    told = [v for v in variables if not v.id.startswith((SIGNS_WORDS, HEIGHT_WORDS, END_WORDS))]
    several = [v for v in told if sum(x.kind == "ordinary" for x in v.values) > 1]
    if several:
        ways = ", ".join(v.label for v in several[0].values if v.kind == "ordinary")
        raise CaseError(
            f"'{saying.statement.text}' can be read in several ways ({ways})",
            file=reader.case.file,
            key=saying.id,
            remedy="a premise must be unambiguous: name the unit, the zone, the day or the place",
        )
    choice = {v.id: next(x for x in v.values if x.kind == "ordinary") for v in variables}
    return reader.parts(saying, choice)


@dataclass(frozen=True)
class ReadClause:
    """One clause of a sentence with what it may know: its ambiguous words and its parts."""

    case: Case
    saying: Saying
    atom: Atom
    ctx: Context

    @property
    def variables(self) -> tuple[Variable, ...]:
        """Its ambiguous words, each once."""
        with _located(self.case, self.saying):
            return merged_variables(self.atom.variables(self.ctx))

    def parts(self, choice: Choice) -> tuple[Part, ...]:
        """Its parts under a choice of values."""
        with _located(self.case, self.saying):
            return tested_parts(self.atom, choice, self.ctx)


class _located:  # noqa: N801  (reads as a phrase at the call)
    """Adds the case's file and the claim's key to an error that lacks them."""

    def __init__(self, case: Case, saying: Saying) -> None:
        self.case, self.saying = case, saying

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, SkywitnessError):
            key = self.case.key_of(self.saying)
            if key.startswith("evidence."):  # its sentence does not stand in the file
                error.column = None
            error.located(file=self.case.file, key=key)


def merged_variables(found: Iterable[Variable]) -> tuple[Variable, ...]:
    """Each variable once; where one id comes with different values, all of them."""
    merged: dict[str, Variable] = {}
    for variable in found:
        known = merged.get(variable.id)
        if known is None:
            merged[variable.id] = variable
            continue
        more = tuple(v for v in variable.values if not any(_alike(v, k) for k in known.values))
        merged[variable.id] = replace(known, values=known.values + more)
    return tuple(merged.values())


def _alike(one: Value, other: Value) -> bool:
    """Whether two values of one word are one: "at least 5 km" is, in a denial, "at most 5 km"."""
    if one.label == other.label:
        return True
    return isinstance(one.data, str) and one.data == other.data and one.kind == other.kind


def told_apart(
    variables: tuple[Variable, ...], users: Mapping[str, list[str]]
) -> tuple[Variable, ...]:
    """Value labels that two variables share get the claims they belong to in brackets."""
    counts: dict[str, int] = {}
    for variable in variables:
        for value in variable.values:
            counts[value.label] = counts.get(value.label, 0) + 1
    told: list[Variable] = []
    for variable in variables:
        if len(variable.values) > 1 and any(counts[value.label] > 1 for value in variable.values):
            claims = ", ".join(dict.fromkeys(users.get(variable.id, ["question"])))
            values = tuple(replace(v, label=f"{v.label} ({claims})") for v in variable.values)
            variable = replace(variable, values=values)  # noqa: PLW2901
        told.append(variable)
    return tuple(told)


def without_doubles(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Readings whose clock times, read in several ways, come to the same instants only once.

    The first of them stays. Readings that differ in any other word are all kept.
    """
    found: dict[Hashable, Reading] = {}
    for reading in readings:
        others = tuple(
            (id_, value.label)
            for id_, value in reading.choice.items()
            if not id_.startswith(CLOCK_WORDS)
        )
        times = tuple(p.constraint for p in reading.parts if isinstance(p.constraint, Difference))
        found.setdefault((reading.kind, others, times), reading)
    return tuple(found.values())


def _limited(variables: tuple[Variable, ...]) -> bool:
    """Whether generous readings can be taken as well.

    Raises:
        CaseError: there are too many ordinary ones.
    """
    ordinary = [sum(v.kind == "ordinary" for v in each.values) for each in variables]
    generous = [len(each.values) - n for each, n in zip(variables, ordinary, strict=True)]
    total = math.prod(ordinary)
    if total > MOST_READINGS:
        words = ", ".join(f"'{v.label}'" for v, n in zip(variables, ordinary, strict=True) if n > 1)
        raise CaseError(
            f"there are {total:,} joint readings; at most {MOST_READINGS:,} are listed",
            remedy=f"name the unit, the zone or the place exactly where the source settles it "
            f"({words})",
        )
    more = sum(g * math.prod(ordinary[:i] + ordinary[i + 1 :]) for i, g in enumerate(generous))
    return total + more <= MOST_READINGS


def _choices(variables: tuple[Variable, ...]) -> Iterator[tuple[ReadingKind, dict[str, Value]]]:
    ids = [variable.id for variable in variables]
    ordinary = [[v for v in each.values if v.kind == "ordinary"] for each in variables]
    for values in itertools.product(*ordinary):
        yield "ordinary", dict(zip(ids, values, strict=True))
    for index, variable in enumerate(variables):
        for value in variable.values:
            if value.kind == "ordinary":
                continue
            options = [*ordinary[:index], [value], *ordinary[index + 1 :]]
            for values in itertools.product(*options):
                yield "generous", dict(zip(ids, values, strict=True))
