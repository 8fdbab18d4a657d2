"""Distances of which both ends are unknown, once a case says which names are moments or objects."""

from __future__ import annotations

from dataclasses import replace

from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.language.atoms.motion.apart import ApartAtom
from skywitness.claims.language.atoms.motion.incursion import IncursionAtom
from skywitness.claims.language.atoms.motion.reach import ReachAtom
from skywitness.claims.language.atoms.place.distance import DistanceAtom
from skywitness.claims.language.atoms.place.inside import DeepInsideAtom
from skywitness.claims.language.atoms.place.separation import SeparationAtom
from skywitness.claims.language.atoms.shared.common import placeless
from skywitness.claims.language.statement import Clause
from skywitness.claims.meaning.spots import Spot
from skywitness.errors import LanguageError


def separated(clause: Clause, names: CaseNames) -> Clause:
    """The clause, with a distance between two unknown places turned into a separation.

    Raises:
        LanguageError: it speaks of the distance of a thing from itself, or of an object that has no
            place of its own.
    """
    atom = clause.atom
    if isinstance(atom, ReachAtom):
        return _reach(clause, atom, names)
    if isinstance(atom, ApartAtom):
        return _apart(clause, atom, names)
    if isinstance(atom, IncursionAtom) and not atom.who and names.moment(clause.subject):
        # "Encounter is 2 km deep inside X" tells where a moment is, not how far something went.
        return replace(clause, atom=DeepInsideAtom(atom.quantity, atom.place, atom.words))
    if not isinstance(atom, DistanceAtom) or atom.place.coordinates is not None:
        return clause
    name = atom.place.words
    thing = names.thing(name)
    moment = names.moment(name)
    if thing is None and moment is None:
        return clause
    mine = names.spot_of(clause)
    other = Spot.of(moment or "")
    if moment is None and thing is not None:
        at = names.moment(clause.at or clause.subject)
        if at is None and not thing.stands:
            raise LanguageError(
                f"it is not said when '{name}' is meant",
                column=atom.place.column,
                remedy="add 'at' and a moment",
            )
        other = thing.spot(at or "")
    if atom.slack is not None:
        raise LanguageError(
            f"the place of '{name}' is unknown, so '{atom.slack.words}' cannot be its error",
            column=atom.place.column,
            remedy="state the error where the position is stated, or leave it out",
        )
    if other == mine:
        raise LanguageError(
            f"'{clause.subject}' and '{name}' are at one place: where the moment happens",
            column=atom.place.column,
            remedy="declare one of the objects with apart = true",
        )
    both = moment is None and clause.at is not None and names.thing(clause.subject) is not None
    pair = (clause.subject, name) if both else None
    found = SeparationAtom(atom.quantity, other, atom.slant, atom.words, pair=pair)
    return replace(clause, atom=found)


def _reach(clause: Clause, atom: ReachAtom, names: CaseNames) -> Clause:
    """The distance of the moment from the weapon, which must have a place of its own."""
    thing = names.thing(atom.who)
    at = names.moment(clause.at or "")
    if thing is None or not (thing.stands or thing.apart):
        raise placeless(atom.who, atom.column, stands=True)
    found = SeparationAtom(atom.quantity, thing.spot(at or ""), True, atom.words, at_most=True)
    return replace(clause, subject="", atom=found)


def _apart(clause: Clause, atom: ApartAtom, names: CaseNames) -> Clause:
    """The distance of two objects, one of which must have a place of its own."""
    at = names.moment(clause.at or "")
    places = []
    for name in atom.objects:
        thing = names.thing(name)
        places.append((thing is not None and (thing.stands or thing.apart), name, thing))
    # The one with a place of its own comes second: the first is the clause's subject.
    (_, first, _), (own, second, thing) = sorted(places, key=lambda each: each[0])
    if not own or thing is None:
        raise placeless(second, atom.column, declared="" if thing is None else thing.id)
    there, pair = thing.spot(at or ""), (first, second)
    found = SeparationAtom(atom.quantity, there, atom.slant, atom.words, pair=pair)
    return replace(clause, subject=first, atom=found)
