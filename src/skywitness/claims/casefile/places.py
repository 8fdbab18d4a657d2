"""Distances between two places on the map, once a case says that neither is one of its names."""

from __future__ import annotations

from dataclasses import replace

from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.language.atoms.place.between import BetweenAtom
from skywitness.claims.language.atoms.place.distance import DistanceAtom
from skywitness.claims.language.atoms.shared.common import PlaceRef
from skywitness.claims.language.statement import Clause
from skywitness.claims.language.words.adjectives import spellings
from skywitness.claims.meaning.frames import RECOGNISED
from skywitness.errors import AmbiguousPlace, PlaceError


def compared(clause: Clause, names: CaseNames) -> Clause:
    """The clause, with the distance of a place on the map told as one between two places."""
    atom = clause.atom
    if not isinstance(atom, DistanceAtom) or clause.at is not None or not clause.subject:
        return clause
    if names.moment(clause.subject) is not None or names.thing(clause.subject) is not None:
        return clause
    if atom.slant or atom.slack is not None or not _on_the_map(clause.subject, names):
        return clause
    first = PlaceRef(clause.subject, clause.subject_column)
    between = BetweenAtom(first, atom.quantity, atom.place, atom.words)
    return replace(clause, subject="", atom=between)


def _on_the_map(name: str, names: CaseNames) -> bool:
    """Whether a name is that of a place, or of several."""
    find = names.case.place_finder.find_in((*names.case.frames, RECOGNISED)[0])
    for spelling in spellings(name):
        try:
            find(spelling)
        except AmbiguousPlace:
            return True
        except PlaceError:
            continue
        return True
    return False
