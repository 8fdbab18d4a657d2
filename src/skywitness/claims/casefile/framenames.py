"""What the names of a case mean in one frame: moments that are one, places under its borders."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from skywitness.claims.casefile.case import Case, Thing
from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.casefile.elsewhere import Elsewhere
from skywitness.claims.language.atoms.shared.base import FindPlace, folded, singular
from skywitness.claims.language.atoms.shared.flightends import FlightEnd
from skywitness.claims.language.atoms.shared.legs import ORDINALS
from skywitness.claims.language.atoms.shared.passings import Passing
from skywitness.claims.language.atoms.shared.visits import Told, Visit
from skywitness.claims.language.statement import Clause
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stamps import Stamp
from skywitness.places.place import Extent


@dataclass(frozen=True)
class FrameNames:
    """The names of a case in a frame; ``find`` finds places there by name."""

    declared: CaseNames
    frame: Frame
    find: FindPlace

    @cached_property
    def kinds(self) -> Mapping[str, tuple[str, ...]]:
        """The moments of each declared kind, one for those that are one in the frame."""
        found: dict[str, tuple[str, ...]] = {}
        for moment in self.declared.case.moments:
            if moment.kind is not None:
                key, mine = singular(moment.kind), self.frame.moment(moment.id)
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), mine)))
        return found

    def places(self, name: str) -> tuple[Extent, ...]:
        """Every way to read the name of a place."""
        return self.find(name)

    def moment(self, phrase: str) -> str:
        """The id of the moment that a phrase means; the phrase, folded, where none is declared."""
        found = self.declared.moment(phrase)
        return folded(phrase) if found is None else self.frame.moment(found)

    def phrases(self, moment: str) -> tuple[str, ...]:
        """The phrases that the case declares for a moment, with those of all that are one here."""
        mine = (m for m in self.declared.case.moments if self.frame.moment(m.id) == moment)
        return tuple(phrase for each in mine for phrase in each.phrases)

    def thing(self, phrase: str) -> str:
        """The id of the object that a phrase means; the phrase, folded, where none is declared."""
        found = self.declared.thing(phrase)
        return folded(phrase) if found is None else found.id

    def called(self, who: str) -> tuple[str, ...]:
        """All that a declared object is called, its id first; empty for another."""
        thing = self.declared.thing(who)
        return () if thing is None else (thing.id, thing.label, *thing.phrases)

    def things(self) -> Mapping[str, str]:
        """The declared objects by id, each with its kind of mover ("" for none)."""
        return {thing.id: thing.mover or "" for thing in self.declared.case.things}

    def spot(self, who: str, moment: str) -> Spot:
        """The place of an object at a moment: the moment's, unless it stands or is apart."""
        thing = self.declared.thing(who)
        return Spot.of(moment) if thing is None else thing.spot(moment)

    def spots(self, who: str) -> tuple[tuple[Spot, str], ...]:
        """The places of an object at all moments at which the case has it, each with when."""
        thing = self.declared.thing(who)
        if thing is None:
            return ()
        at = moments_of(thing, self.declared.case, self.frame)
        return tuple({thing.spot(moment): when for moment, when in at.items()}.items())

    def alone(self, moment: str) -> str:
        """The id of the only object that the case declares to be at a moment; "" where not one."""
        there = self.declared.there(self._ids(moment))
        return there[0].id if len(there) == 1 else ""

    def level(self, who: str, moment: str) -> Spot:
        """What the height of an object at a moment is told of: it has its own among several."""
        return self.frame.spot(self.declared.level(who, self._ids(moment)))

    def levels(self, moment: str) -> tuple[Spot, ...]:
        """The heights that objects have of their own where a moment happens."""
        return tuple(Spot(who, moment) for who in self.declared.risen(self._ids(moment)))

    def _ids(self, moment: str) -> list[str]:
        """The moments of the case that are one in the frame, the one asked for first."""
        ids = [m.id for m in self.declared.case.moments if self.frame.moment(m.id) == moment]
        return ids or [moment]

    def here(self, spot: Spot) -> Spot:
        """What a spot is called in the frame."""
        return self.frame.spot(spot)

    def stated(self, claim: str) -> tuple[Quantity | Stamp, ...]:
        """The numbers and clock times that a claim of the case states, in their order."""
        return tuple(
            value
            for each in self.declared.case.claims
            if each.id == claim
            for clause in each.statement.clauses
            for value in vars(clause.atom).values()
            if isinstance(value, Quantity | Stamp)
        )

    def visits(self, who: str, place: str) -> tuple[Visit, ...]:
        """The visits that claims of the case tell apart, each once; none where one may be all."""
        told = self._told.get((self.thing(who), folded(place)), ())
        if len(told) > 1 and self._repeated(who, place):
            return told
        timed = [visit for visit in told if not visit.way]
        pairs = itertools.combinations(timed, 2)
        several = any(one.differs(other, one_day=self._one_day) for one, other in pairs)
        # It may be outside between an entry and an exit: then they are of two visits.
        apart = len(timed) > 1 and folded(place) in self._outside
        # Ways are told apart only where one thing is told of both, and not alike.
        unlike = {each for one, other in itertools.combinations(told, 2)
                  if one.other_way(other) for each in (one, other)}  # fmt: skip
        return tuple(v for v in told if (v in unlike if v.way else several or apart))

    def several_depths(self, who: str, place: str) -> bool:
        """Whether claims tell of several visits, or of depths unlike, which may be of several."""
        depths = {
            clause.atom.depth.told
            for clause in self._asserted
            if clause.atom.depth is not None
            and self._visited(clause) == (self.thing(who), folded(place))
        }
        return len(depths) > 1 or self._repeated(who, place)

    def _repeated(self, who: str, place: str) -> bool:
        """Whether claims tell that there were several visits."""
        pair = (self.thing(who), folded(place))
        return pair in self._numbered or pair in self._more

    @cached_property
    def _more(self) -> frozenset[tuple[str, str]]:
        """Objects and places of more than one visit."""
        return frozenset(self._visited(c) for c in self._asserted if c.atom.more_visits)

    @cached_property
    def _outside(self) -> frozenset[str]:
        """The places that claims say something is outside of at a moment."""
        return frozenset(folded(clause.atom.outside_of) for clause in self._asserted)

    @cached_property
    def _asserted(self) -> tuple[Clause, ...]:
        """The clauses of all claims that assert something."""
        claims = (claim for claim in self.declared.case.claims if claim.asserts)
        return tuple(clause for claim in claims for clause in claim.statement.clauses)

    def came(self, who: str, place: str) -> bool:
        """Whether claims tell that an object came into a place from elsewhere."""
        return self._elsewhere.came(self.thing(who), place)

    def arrives(self, who: str, place: str) -> bool:
        """Whether claims tell that it came into a place, or set out elsewhere."""
        return self._elsewhere.arrives(self.thing(who), place)

    def inside_elsewhere(self, who: str, place: str) -> tuple[str, ...]:
        """The places far from ``place`` that claims tell an object to be inside at some time."""
        return self._elsewhere.inside(self.thing(who), place)

    def kept_elsewhere(self, who: str, place: str) -> tuple[str, ...]:
        """The places far from ``place`` that claims tell it to stay in, and not that it came."""
        return self._elsewhere.kept(self.thing(who), place)

    @cached_property
    def _elsewhere(self) -> Elsewhere:
        return Elsewhere(self._asserted, self.thing, self.find, self._enters)

    def _enters(self, who: str, place: str) -> bool:
        """Whether the case declares the entry of an object into a place."""
        names = self.called(who) or (who,)
        return any(self.declared.moment(f"entry of {name} into {place}") for name in names)

    def _visited(self, clause: Clause) -> tuple[str, str]:
        """The object that a clause tells of, and the place that it passes through."""
        return self.thing(clause.atom.who or clause.subject), folded(clause.atom.passed)

    @cached_property
    def _one_day(self) -> bool:
        """Whether times without a date or a zone are of one day and one clock."""
        case = self.declared.case
        return (
            case.until is None
            and case.overnight is None
            and not case.reach
            and len(case.every_zone) <= 1
        )

    def flight_ends(self, who: str, *, landing: bool) -> tuple[FlightEnd, ...]:
        """The take-offs or landings that claims tell, each once.

        Those that are told of a moment of the case are of that moment.
        """
        return self._ends.get((self.thing(who), landing), ())

    @cached_property
    def _ends(self) -> Mapping[tuple[str, bool], tuple[FlightEnd, ...]]:
        """Every take-off and landing that a claim tells, by object."""
        found: dict[tuple[str, bool], dict[tuple[str, str], FlightEnd]] = {}
        for clause in self._asserted:
            end = clause.atom.flight_end
            if end is not None and clause.at is None:
                mine = found.setdefault((self.thing(clause.atom.who), end.landing), {})
                mine.setdefault(end.told, end)
        return {key: tuple(ends.values()) for key, ends in found.items()}

    def passings(self, who: str, other: str) -> tuple[Passing, ...]:
        """The passes that claims of the case tell unlike, each once; none where one may be all."""
        told = self._passings.get((self.thing(who), self.thing(other)), ())
        return told if len(told) > 1 else ()

    @cached_property
    def _passings(self) -> Mapping[tuple[str, str], tuple[Passing, ...]]:
        """Every pass that a claim tells, by object and what it passes."""
        found: dict[tuple[str, str], dict[str, Passing]] = {}
        for clause in self._asserted:
            passing = clause.atom.passing
            if passing is not None and clause.at is None:
                pair = (self.thing(clause.atom.who), self.thing(passing.other))
                found.setdefault(pair, {}).setdefault(passing.told, passing)
        return {pair: tuple(told.values()) for pair, told in found.items()}

    def ordinals(self, who: str, place: str) -> tuple[str, ...]:
        """The words that number visits of an object to a place in claims of the case."""
        return self._numbered.get((self.thing(who), folded(place)), ())

    def visited(self, who: str) -> tuple[str, ...]:
        """The places of an object's visits to which claims tell, each once."""
        return self._visited_by.get(self.thing(who), ())

    @cached_property
    def _visited_by(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, str]] = {}
        for clause in self._asserted:
            if clause.atom.passed and clause.atom.of_visits:
                who, place = self._visited(clause)
                found.setdefault(who, {}).setdefault(place, clause.atom.passed)
        return {who: tuple(places.values()) for who, places in found.items()}

    def tells_visits(self, who: str, place: str) -> bool:
        """Whether claims tell of visits of an object to a place, or that there was only one."""
        return (self.thing(who), folded(place)) in self._of_visits

    @cached_property
    def _of_visits(self) -> frozenset[tuple[str, str]]:
        """Objects and places of whose visits claims tell."""
        return frozenset(
            self._visited(clause)
            for clause in self._asserted
            if clause.atom.passed and clause.atom.of_visits
        )

    @cached_property
    def _numbered(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Every word that numbers a visit, by object and place."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for clause in self._asserted:
            atom = clause.atom
            if atom.ordinal and atom.passed:
                found.setdefault(self._visited(clause), {})[atom.ordinal] = None
        return {key: tuple(sorted(words, key=ORDINALS.index)) for key, words in found.items()}

    @cached_property
    def _told(self) -> Mapping[tuple[str, str], tuple[Visit, ...]]:
        """Every visit that a claim tells, by object and place."""
        found: dict[tuple[str, str], dict[Told, Visit]] = {}
        for clause in self._asserted:
            visit = clause.atom.visit
            if visit is not None:
                found.setdefault(self._visited(clause), {}).setdefault(visit.told, visit)
        return {key: tuple(visits.values()) for key, visits in found.items()}


def moments_of(thing: Thing, case: Case, frame: Frame) -> dict[str, str]:
    """The moments of a frame at which the case declares an object to be, with the id of one."""
    return {frame.moment(m.id): m.id for m in case.moments if thing.id in m.objects}
