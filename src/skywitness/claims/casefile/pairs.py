"""Pairs of objects that fly together, once a case says which names are objects."""

from __future__ import annotations

from dataclasses import replace

from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.language.atoms.motion.formation import FormationAtom
from skywitness.claims.language.atoms.motion.overflight import OverflightAtom
from skywitness.claims.language.statement import Clause
from skywitness.claims.language.words.adjectives import spellings
from skywitness.errors import AmbiguousPlace, LanguageError, PlaceError


def paired(clause: Clause, names: CaseNames) -> Clause:
    """The clause, with a flight over a declared object turned into a formation.

    Raises:
        LanguageError: no moment is named, or the side is denied.
    """
    atom = clause.atom
    if isinstance(atom, OverflightAtom) and _object(atom, clause, names):
        column = atom.place.column
        if not atom.over:
            raise LanguageError(
                f"'{atom.place.words}' is an object, and no side of it is denied",
                column=column,
                expected=("a place name",),
                remedy="say on which side of it the other flies",
            )
        if clause.at is None:
            raise LanguageError(
                f"it is not said when '{atom.words}'",
                column=clause.column,
                expected=("at and a moment",),
                remedy="add 'at' and a moment at the end",
            )
        pair = FormationAtom(atom.who, "above", atom.place.words, atom.words, column)
        return replace(clause, atom=pair)
    return clause


def _object(atom: OverflightAtom, clause: Clause, names: CaseNames) -> bool:
    """Whether what is flown over is an object: a declared one, or where none is, no known place."""
    if names.thing(atom.place.words) is not None:
        return True
    case = names.case
    if case.things or atom.place.coordinates is not None or clause.at is None:
        return False
    find = case.place_finder.find_in(case.frames[0])
    for spelling in spellings(atom.place.words):
        try:
            find(spelling)
        except AmbiguousPlace:
            return False
        except PlaceError:
            continue
        return False
    return True
