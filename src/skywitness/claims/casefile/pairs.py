"""Pairs of objects that fly together, once a case says which names are objects."""

from __future__ import annotations

import re
from dataclasses import replace

from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.casefile.places import on_the_map
from skywitness.claims.language.atoms.motion.formation import FormationAtom
from skywitness.claims.language.atoms.motion.overflight import OverflightAtom
from skywitness.claims.language.atoms.place.inside import InsideAtom
from skywitness.claims.language.statement import Clause
from skywitness.claims.language.words.adjectives import spellings
from skywitness.claims.language.words.undeclared import undeclared_object
from skywitness.errors import AmbiguousPlace, LanguageError, PlaceError


def paired(clause: Clause, names: CaseNames) -> Clause:
    """The clause, with what is over a declared object turned into a formation.

    Raises:
        LanguageError: no moment is named, the side is denied, or an object is not declared.
    """
    atom = clause.atom
    if isinstance(atom, InsideAtom) and _OVER.match(atom.words):
        return _above(clause, atom, names)
    if isinstance(atom, FormationAtom) and _IS.search(atom.words):
        _refuse_undeclared(atom, clause, names)
    if isinstance(atom, OverflightAtom) and _object(atom, clause, names):
        column = atom.place.column
        if not atom.over:
            raise _denied(atom.place.words, column)
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


_OVER = re.compile(r"(?P<not>(?:not|never)\s+)?(?:over|above)\s", re.IGNORECASE)
_IS = re.compile(r"\b(?:is|was)\s+(?!flying\b)", re.IGNORECASE)


def _above(clause: Clause, atom: InsideAtom, names: CaseNames) -> Clause:
    """What "is above" a declared object at a moment: the side of a formation.

    A name that is on the map as well stands for the place, as it does in all other sentences.
    """
    who, other = clause.subject, atom.place.words
    if names.thing(who) is None or names.thing(other) is None or on_the_map(names)(other):
        return clause
    if atom.outside:
        raise _denied(other, atom.place.column)
    if clause.at is None:
        return clause  # it is told that no moment is named
    pair = FormationAtom(who, "above", other, atom.words, atom.place.column)
    return replace(clause, subject="", atom=pair)


def _refuse_undeclared(atom: FormationAtom, clause: Clause, names: CaseNames) -> None:
    """Refuse "is below" of what is no declared object, where a case declares some."""
    for name, column in ((atom.who, clause.column), (atom.other, atom.column)):
        if names.case.things and names.thing(name) is None:
            known = dict.fromkeys(p for t in names.case.things for p in (t.label, *t.phrases))
            raise undeclared_object(name, column, list(known), names.moment(clause.at or "") or "")


def _denied(name: str, column: int) -> LanguageError:
    return LanguageError(
        f"'{name}' is an object, and no side of it is denied",
        column=column,
        expected=("a place name",),
        remedy="say on which side of it the other flies",
    )


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
