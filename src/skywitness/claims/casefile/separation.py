"""Separation of two unknown places: "encounter is 30 miles from wreck", "Su-27 is 400 m from MQ-9
at contact", "gun is 2 km from hit in a straight line".

Semantics: the words are those of a distance from a place; where the name after "from" is a declared
moment or object, the number is the distance between the two unknown places. It is measured along
the ground, or with heights counted in where "in a straight line" or "slant" is said. Two aircraft
at one moment are where it happens, so one of them must be declared ``apart`` for a distance between
them to have a meaning.

What can test it: whatever binds both places; times and speeds between two moments of one object.
Hard limit: none of its own. Brochure limits: none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from skywitness.claims.language.atoms.motion.apart import ApartAtom
from skywitness.claims.language.atoms.motion.incursion import IncursionAtom
from skywitness.claims.language.atoms.motion.reach import ReachAtom
from skywitness.claims.language.atoms.place.distance import DistanceAtom
from skywitness.claims.language.atoms.place.inside import DeepInsideAtom
from skywitness.claims.language.atoms.shared.base import Choice, Context
from skywitness.claims.language.atoms.shared.common import (
    placeless,
    range_of,
    unit_variables,
)
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Part, Separation, Variable
from skywitness.errors import LanguageError

if TYPE_CHECKING:
    from skywitness.claims.casefile.case import Case
    from skywitness.claims.language.statement import Clause


@dataclass(frozen=True)
class SeparationAtom:
    """A distance ``quantity`` from the unknown place ``other`` (as a case calls it).

    With ``at_most`` it is a reach: only the upper end of the number binds.
    """

    quantity: Quantity
    other: str
    slant: bool
    words: str
    at_most: bool = False

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit of the number."""
        return unit_variables(self.quantity, ctx)

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the separation in its range."""
        allowed = range_of(self.quantity, choice, ctx)
        if self.at_most:
            allowed = replace(allowed, lower=None)
        between = Separation(ctx.moment, ctx.place_of(self.other), allowed, self.slant)
        return (Part(ctx.claim, self.words, ctx.moment, between),)


def separated(clause: Clause, case: Case) -> Clause:
    """The clause, with a distance between two unknown places turned into a separation.

    Raises:
        LanguageError: it speaks of the distance of a thing from itself, or of an object that has no
            place of its own.
    """
    atom = clause.atom
    if isinstance(atom, ReachAtom):
        return _reach(clause, atom, case)
    if isinstance(atom, ApartAtom):
        return _apart(clause, atom, case)
    if isinstance(atom, IncursionAtom) and not atom.who and case.moment_named(clause.subject):
        # "Encounter is 2 km deep inside X" tells where a moment is, not how far something went.
        return replace(clause, atom=DeepInsideAtom(atom.quantity, atom.place, atom.words))
    if not isinstance(atom, DistanceAtom) or atom.place.coordinates is not None:
        return clause
    name = atom.place.words
    thing = case.thing_named(name)
    moment = case.moment_named(name)
    if thing is None and moment is None:
        return clause
    mine = case.moment_of(clause)
    other = moment or ""
    if moment is None and thing is not None:
        at = case.moment_named(clause.at or clause.subject)
        if thing.stands:
            other = thing.id
        elif at is not None:
            other = f"{thing.id} at {at}" if thing.apart else at
        else:
            raise LanguageError(
                f"it is not said when '{name}' is meant",
                column=atom.place.column,
                remedy="add 'at' and a moment",
            )
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
    found = SeparationAtom(atom.quantity, other, atom.slant, atom.words)
    return replace(clause, atom=found)


def _reach(clause: Clause, atom: ReachAtom, case: Case) -> Clause:
    """The distance of the moment from the weapon, which must have a place of its own."""
    thing = case.thing_named(atom.who)
    at = case.moment_named(clause.at or "")
    if thing is None or not (thing.stands or thing.apart):
        raise placeless(atom.who, atom.column, stands=True)
    where = thing.id if thing.stands else f"{thing.id} at {at}"
    found = SeparationAtom(atom.quantity, where, True, atom.words, at_most=True)
    return replace(clause, subject="", atom=found)


def _apart(clause: Clause, atom: ApartAtom, case: Case) -> Clause:
    """The distance of two objects, one of which must have a place of its own."""
    at = case.moment_named(clause.at or "")
    places = []
    for name in atom.objects:
        thing = case.thing_named(name)
        places.append((thing is not None and (thing.stands or thing.apart), name, thing))
    # The one with a place of its own comes second: the first is the clause's subject.
    (_, first, _), (own, second, thing) = sorted(places, key=lambda each: each[0])
    if not own or thing is None:
        raise placeless(second, atom.column)
    other = thing.id if thing.stands else f"{thing.id} at {at}"
    found = SeparationAtom(atom.quantity, other, atom.slant, atom.words)
    return replace(clause, subject=first, atom=found)
