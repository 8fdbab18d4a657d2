"""A case as read: sources, documents, frames, moments, objects and claims."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from skywitness.claims.casefile.casemodel import ClaimTable, FactTable, PlaceTable, SourceTable
from skywitness.claims.casefile.documents import Document
from skywitness.claims.casefile.evidence import Evidence
from skywitness.claims.casefile.fields import Stance
from skywitness.claims.casefile.placefinder import PlaceFinder
from skywitness.claims.language.atoms.shared.bounds import bound_numbers
from skywitness.claims.language.statement import Saying, Statement
from skywitness.claims.meaning.calendar import Calendar
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.instants import SECONDS, dates_of
from skywitness.claims.meaning.nights import days_reached, overnight
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.policy import Policy
from skywitness.claims.meaning.references import Air, Ground
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stamps import Stamp
from skywitness.claims.meaning.zones import is_local
from skywitness.claims.validation import nearest
from skywitness.errors import CaseError

Source = SourceTable

#: Why a claim with this stance is listed and never reasoned with.
NO_DENIAL = "a missing denial asserts nothing"


@dataclass(frozen=True)
class Link:
    """One link of a speech chain: who, and whether they assert, report, infer, deny."""

    who: str
    stance: Stance


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

    def spot(self, moment: str) -> Spot:
        """Where it is at a moment: where that happens, unless it stands or is apart."""
        if self.stands:
            return Spot(self.id, "")
        return Spot(self.id if self.apart else "", moment)


@dataclass(frozen=True)
class Claim:
    """One statement of one speech chain, parsed and bound to its moments.

    ``row`` is its row of the case file; of a piece of ``evidence``, which is a claim too, the row
    that was made of what it shows. ``position`` is where its quote was found in its document,
    ``superseded_by`` the later claim of the same speaker that corrects it.
    """

    row: ClaimTable
    saying: Saying
    chain: tuple[Link, ...]
    position: int | None = None
    superseded_by: str | None = None
    evidence: Evidence | None = None

    @property
    def id(self) -> str:
        """Its id in the case."""
        return self.row.id

    @property
    def statement(self) -> Statement:
        """The sentence as parsed."""
        return self.saying.statement

    @property
    def sentence(self) -> str:
        """Key of the printed sentence the claim quotes (the claim's id by default)."""
        return self.saying.sentence

    @property
    def spot(self) -> Spot:
        """The first spot the claim speaks of; ``NOWHERE`` when it speaks of none."""
        return self.saying.spot

    @property
    def speaker(self) -> str:
        """Who is said to have said it first."""
        return self.chain[0].who

    @property
    def via(self) -> tuple[str, ...]:
        """Through whom it reached us, in order."""
        return tuple(link.who for link in self.chain[1:])

    @property
    def stance(self) -> Stance:
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
    are the IANA names that "local time" may mean. ``air`` is what is given of the day's pressure,
    ``grounds`` of the surface below.
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
    facts: tuple[FactTable, ...] = ()
    same: tuple[tuple[str, tuple[str, ...]], ...] = ()
    apart: tuple[tuple[str, tuple[str, ...]], ...] = ()
    date: dt.date | None = None
    until: dt.date | None = None
    zones: tuple[str, ...] = ()
    summary: str | None = None
    air: Air = field(default_factory=Air)
    grounds: tuple[Ground, ...] = ()
    shapes: str = "1km"
    replaced_policy: tuple[str, ...] = ()

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
            f"there is no point of view '{frame_id}'",
            file=self.file,
            key="frames",
            remedy=nearest(frame_id, [frame.id for frame in self.frames]),
        )

    def calendar(self, moment: str, said: dt.date | None) -> Calendar:
        """How the clocks of a moment are read, in a claim made on the day ``said``."""
        mine = next((m.zones for m in self.moments if m.id == moment), ())
        days = [] if self.date is None else [self.date]
        while days and self.until is not None and days[-1] < self.until:
            days.append(days[-1] + dt.timedelta(days=1))
        return Calendar(
            mine or self.zones, tuple(days), said, self.overnight, self.clocks, self.dated,
            self.reach,
        )  # fmt: skip

    @cached_property
    def _stamps(self) -> tuple[Stamp, ...]:
        """Every clock time and day that is told or given."""
        return tuple(value for value in self._told if isinstance(value, Stamp))

    @cached_property
    def _told(self) -> tuple[object, ...]:
        """Everything that phrases which are told or given consist of."""
        given = (saying.statement for moment in self.moments for saying in moment.given)
        statements = (*(claim.statement for claim in self.claims), *given)
        return tuple(
            value
            for statement in statements
            for clause in statement.clauses
            for value in vars(clause.atom).values()
        )

    @cached_property
    def overnight(self) -> tuple[float, float] | None:
        """From when on and until when times that are told and given may be of one night."""
        if self.date is None:
            return None
        return overnight(self._stamps, self.every_zone, self.date)

    @cached_property
    def reach(self) -> int:
        """How many days before and after the case's one its times may be, by a long time told."""
        if self.date is None or self.until is not None or len(self._stamps) < 2:
            return 0
        return days_reached(
            float(each.high or each.low) * SECONDS[each.unit]
            for each in self._told
            if isinstance(each, Quantity) and each.unit in SECONDS and each.hedge != "at most"
        )

    @cached_property
    def bounds(self) -> frozenset[Decimal]:
        """The numbers and clock times that more than one phrase has, which may bind on one side."""
        given = (saying.statement for moment in self.moments for saying in moment.given)
        told = Counter(
            number
            for statement in (*(claim.statement for claim in self.claims), *given)
            for clause in statement.clauses
            for value in vars(clause.atom).values()
            for number in set(bound_numbers(value))
        )
        return frozenset(number for number, count in told.items() if count > 1)

    @cached_property
    def limits(self) -> frozenset[int]:
        """The numbers that counts which are told or given say were not reached."""
        given = (saying.statement for moment in self.moments for saying in moment.given)
        statements = (*(claim.statement for claim in self.claims), *given)
        return frozenset(n for said in statements for c in said.clauses for n in c.atom.limits)

    @cached_property
    def clocks(self) -> tuple[str, ...]:
        """The zones that stand after times and days, as written."""
        named = {each.zone.casefold(): each.zone for each in self._stamps
                 if not is_local(each.zone)}  # fmt: skip
        return tuple(sorted(named.values()))

    @cached_property
    def dated(self) -> tuple[dt.date, ...]:
        """The days that dates written in claims and in what is given mean, sorted."""
        days = () if self.date is None else (self.date,)
        spoken = {None, *(claim.saying.said for claim in self.claims)}
        read = [Calendar(days=days, said=day) for day in spoken]
        return tuple(
            sorted({d for stamp in self._stamps for c in read for d in dates_of(stamp, c)})
        )

    @cached_property
    def every_zone(self) -> tuple[str, ...]:
        """The zones of all clocks there, whatever the moment."""
        mine = (zone for moment in self.moments for zone in moment.zones)
        return tuple(dict.fromkeys((*self.zones, *mine)))

    @cached_property
    def place_finder(self) -> PlaceFinder:
        """Finds the places that the case speaks of, and keeps what it found."""
        return PlaceFinder(self.places, self.folder, self.file, self.shapes)

    def key_of(self, saying: Saying) -> str:
        """The dotted key of a sentence in the case file."""
        for claim in self.claims:
            if claim.id == saying.id:
                return f"{claim.table}.{claim.id}" + (".says" if claim.evidence is None else "")
        return saying.id
