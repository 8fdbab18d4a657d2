"""A case as read: sources, documents, frames, moments, claims, and how sentences bind to them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from skywitness.claims.casefile.asked import bound_question
from skywitness.claims.casefile.casemodel import PlaceTable, SourceTable
from skywitness.claims.casefile.documents import Document
from skywitness.claims.casefile.evidence import Evidence
from skywitness.claims.casefile.ownplaces import build_places
from skywitness.claims.casefile.placefinder import remembering
from skywitness.claims.casefile.separation import separated
from skywitness.claims.language.atoms.shared.base import FindPlace, folded, singular
from skywitness.claims.language.grammar import parse
from skywitness.claims.language.questions import Question, parse_question
from skywitness.claims.language.statement import Clause, Saying, Statement
from skywitness.claims.language.words.undeclared import undeclared_moment, undeclared_object
from skywitness.claims.meaning.calendar import Calendar
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.policy import Policy
from skywitness.claims.validation import nearest
from skywitness.errors import CaseError, LanguageError, SkywitnessError
from skywitness.places.place import Place

Source = SourceTable
T = TypeVar("T")

#: Why a claim with this stance is listed and never reasoned with.
NO_DENIAL = "a missing denial asserts nothing"


@dataclass(frozen=True)
class Link:
    """One link of a speech chain: who, and whether they assert, report, infer, deny."""

    who: str
    stance: str


@dataclass(frozen=True)
class Moment:
    """A happening; ``given`` are hard premises that all sides agree on."""

    id: str
    label: str
    phrases: tuple[str, ...]
    given: tuple[Saying, ...] = ()
    given_source: str | None = None
    note: str | None = None
    zones: tuple[str, ...] = ()
    kind: str | None = None
    objects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thing:
    """An aircraft, weapon, ship or station that claims speak of.

    ``type`` names a row of the table of types (brochure figures), ``mover`` the kind whose hard
    limits bind it. One that ``stands`` has one place at all times; one that is ``apart`` is at a
    moment not where that happens, but at a place of its own.
    """

    id: str
    label: str
    phrases: tuple[str, ...] = ()
    type: str | None = None
    mover: str | None = None
    stands: bool = False
    apart: bool = False
    note: str | None = None


@dataclass(frozen=True)
class Claim:
    """One statement of one speech chain, parsed and bound to its moments.

    What a piece of ``evidence`` shows is one too.
    """

    id: str
    says: str
    saying: Saying
    chain: tuple[Link, ...]
    source: str | None = None
    said: dt.datetime | dt.date | dt.time | str | None = None
    quote: str | None = None
    language: str | None = None
    translation: str | None = None
    translator: str | None = None
    document: str | None = None
    position: int | None = None
    archived: str | None = None
    follows_from: tuple[str, ...] = ()
    supersedes: str | None = None
    superseded_by: str | None = None
    unchecked: bool = False
    note: str | None = None
    evidence: Evidence | None = None

    @property
    def statement(self) -> Statement:
        """The sentence as parsed."""
        return self.saying.statement

    @property
    def sentence(self) -> str:
        """Key of the printed sentence the claim quotes (the claim's id by default)."""
        return self.saying.sentence

    @property
    def moment(self) -> str:
        """The first moment the claim speaks of; "" when it speaks of none."""
        return self.saying.moment

    @property
    def speaker(self) -> str:
        """Who is said to have said it first."""
        return self.chain[0].who

    @property
    def via(self) -> tuple[str, ...]:
        """Through whom it reached us, in order."""
        return tuple(link.who for link in self.chain[1:])

    @property
    def stance(self) -> str:
        """The first speaker's stance."""
        return self.chain[0].stance

    @property
    def table(self) -> str:
        """The table of the case file that it stands in."""
        return "claims" if self.evidence is None else "evidence"

    @property
    def asserts(self) -> bool:
        """Whether the claim states anything at all."""
        return self.saying.mute is None


@dataclass(frozen=True)
class Case:
    """Everything a case file says; ``file`` is its path as the user gave it, for messages.

    ``date`` is the (first) day of the incident, ``until`` the last where it is a range; ``zones``
    are the IANA names that "local time" may mean.
    """

    id: str
    title: str
    file: str
    folder: Path | None
    policy: Policy
    claims: tuple[Claim, ...] = ()
    frames: tuple[Frame, ...] = ()
    moments: tuple[Moment, ...] = ()
    sources: tuple[Source, ...] = ()
    documents: tuple[Document, ...] = ()
    places: tuple[PlaceTable, ...] = ()
    things: tuple[Thing, ...] = ()
    same: tuple[tuple[str, tuple[str, ...]], ...] = ()
    date: dt.date | None = None
    until: dt.date | None = None
    zones: tuple[str, ...] = ()
    summary: str | None = None
    shapes: str = "1km"
    replaced_policy: tuple[str, ...] = ()
    _own: dict[str, dict[str, Place]] = field(default_factory=dict, repr=False, compare=False)
    _finders: dict[str, FindPlace] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _phrases(self) -> dict[str, str]:
        return {
            folded(phrase): moment.id
            for moment in self.moments
            for phrase in (moment.id, *moment.phrases)
        }

    def claim(self, claim_id: str) -> Claim:
        """The claim with an id.

        Raises:
            CaseError: there is none; the remedy names the nearest.
        """
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise CaseError(
            f"there is no claim '{claim_id}'",
            file=self.file,
            key="claims",
            remedy=nearest(claim_id, [claim.id for claim in self.claims]),
        )

    def frame(self, frame_id: str) -> Frame:
        """The frame with an id.

        Raises:
            CaseError: there is none; the remedy names the nearest.
        """
        for frame in self.frames:
            if frame.id == frame_id:
                return frame
        raise CaseError(
            f"there is no frame '{frame_id}'",
            file=self.file,
            key="frames",
            remedy=nearest(frame_id, [frame.id for frame in self.frames]),
        )

    def moment_of(self, clause: Clause) -> str:
        """The id of the moment a clause speaks of; "" for one that speaks of none.

        Raises:
            LanguageError: it names a moment that is not declared, two of them, or none, or an
                object that is not declared where others are.
        """
        if getattr(clause.atom, "timeless", False) and not clause.at:
            return ""
        thing = self.thing_named(clause.subject)
        if thing is not None and thing.stands:
            return thing.id
        subject = self.moment_named(clause.subject)
        if clause.at is not None:
            at = self.moment_named(clause.at)
            if at is None:
                raise self.undeclared(clause.at, clause.column)
            if subject is not None and subject != at:
                raise LanguageError(
                    f"'{clause.subject}' and '{clause.at}' are two moments in one phrase",
                    column=clause.subject_column,
                    remedy="name one moment, or make two claims",
                )
            if subject is None and thing is None and clause.subject and self.things:
                names = dict.fromkeys(p for t in self.things for p in (t.label, *t.phrases))
                raise undeclared_object(clause.subject, clause.subject_column, list(names), at)
            apart = (
                thing is not None and thing.apart and not getattr(clause.atom, "timeless", False)
            )
            return f"{thing.id} at {at}" if thing is not None and apart else at
        if subject is None:
            raise self.undeclared(clause.subject, clause.subject_column, words=clause.atom.words)
        return subject

    def moment_named(self, phrase: str) -> str | None:
        """The id of the moment that a phrase means, if one is declared for it."""
        return self._phrases.get(folded(phrase))

    def thing_named(self, phrase: str) -> Thing | None:
        """The object that a phrase means, if one is declared for it.

        Spaces and hyphens do not tell names apart: "IR 655" is "IR655" where no other name fits.
        """
        key = folded(phrase)
        for spelt in (str, closed_up):
            for thing in self.things:
                if spelt(key) in {
                    spelt(folded(p)) for p in (thing.id, thing.label, *thing.phrases)
                }:
                    return thing
        return None

    def calendar(self, moment: str, said: dt.date | None) -> Calendar:
        """How the clocks of a moment are read, in a claim made on the day ``said``."""
        mine = next((m.zones for m in self.moments if m.id == moment), ())
        days = [] if self.date is None else [self.date]
        while days and self.until is not None and days[-1] < self.until:
            days.append(days[-1] + dt.timedelta(days=1))
        return Calendar(mine or self.zones, tuple(days), said)

    def kinds(self, frame: Frame) -> Mapping[str, tuple[str, ...]]:
        """The moments of each declared kind, one for those that are one in a frame."""
        found: dict[str, tuple[str, ...]] = {}
        for moment in self.moments:
            if moment.kind is not None:
                key, mine = singular(moment.kind), frame.moment(moment.id)
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), mine)))
        return found

    def undeclared(self, phrase: str, column: int, words: str | None = None) -> LanguageError:
        """The error for a moment that is not declared, with those that are."""
        declared = list(dict.fromkeys(p for m in self.moments for p in (m.id, *m.phrases)))
        known = self.thing_named(phrase) is not None
        return undeclared_moment(phrase, column, words, declared, is_object=known)

    def saying_of(
        self,
        text: str,
        name: str = "given",
        *,
        moment: str | None = None,
        sentence: str | None = None,
    ) -> Saying:
        """A sentence bound to this case's moments.

        ``moment`` is the id for a sentence without a subject; ``sentence`` the key of the printed
        sentence (``name`` by default).

        Raises:
            LanguageError: not in the language, or its moment is not declared.
        """
        statement = parse(text)

        def bind(clause: Clause) -> str:
            if moment is not None and not clause.subject and clause.at is None:
                return "" if getattr(clause.atom, "timeless", False) else moment
            return self.moment_of(clause)

        statement = replace(
            statement, clauses=tuple(separated(clause, self) for clause in statement.clauses)
        )
        for clause in statement.clauses:
            for other in getattr(clause.atom, "happenings", ()):
                if self.moment_named(other.words) is None:
                    raise self.undeclared(other.words, other.column)
        return Saying(name, sentence or name, statement, tuple(map(bind, statement.clauses)))

    def question(self, text: str) -> Question:
        """A question bound to this case's moments (either end may name the moment).

        Raises:
            LanguageError: not a known question, or its moment is not declared.
        """
        return bound_question(parse_question(text), self)

    def couplings(self, claim_id: str) -> Mapping[str, str]:
        """Words of a claim that the case couples with the same word elsewhere → shared key."""
        return {
            folded(words): "+".join(claims) for words, claims in self.same if claim_id in claims
        }

    def own_places(self, frame: Frame, *, find: FindPlace | None = None) -> Mapping[str, Place]:
        """The case's own places in a frame, by every name they have.

        ``find`` replaces the gazetteer for places defined by others ("around", "inside").

        Raises:
            SkywitnessError: a shape is unusable; file and key are named.
        """
        if find is not None:
            return build_places(self.places, self.folder, find, file=self.file)
        if frame.id not in self._own:
            found = build_places(
                self.places, self.folder, self._gazetteer(frame, {}), file=self.file
            )
            self._own[frame.id] = found
        return self._own[frame.id]

    def finder(self, frame: Frame) -> FindPlace:
        """Finds places under a frame's point of view, the case's own before all others."""
        if frame.id not in self._finders:
            self._finders[frame.id] = remembering(self._gazetteer(frame, self.own_places(frame)))
        return self._finders[frame.id]

    def _gazetteer(self, frame: Frame, own: Mapping[str, Place]) -> FindPlace:
        # Imported here: the gazetteer loads tables that parsing a case does not need.
        from skywitness.places.names.gazetteer import find_place

        view = frame.view()
        return lambda name: find_place(name, view, own, shapes=self.shapes)

    def key_of(self, saying: Saying) -> str:
        """The dotted key of a sentence in the case file."""
        for claim in self.claims:
            if claim.id == saying.id:
                return f"{claim.table}.{claim.id}" + (".says" if claim.evidence is None else "")
        return saying.id


def closed_up(name: str) -> str:
    """A name without spaces and hyphens."""
    return re.sub(r"[\s\-‐‑–]+", "", name)


def located(file: str, key: str, make: Callable[[], T]) -> T:
    """The value of ``make``, or its error with file and key filled in."""
    try:
        return make()
    except SkywitnessError as error:
        if key.startswith("evidence."):  # its sentence does not stand in the file
            error.column = None
        error.located(file=file, key=key)
        raise
