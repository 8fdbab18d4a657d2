"""Places that sentences of a case name: whether there are any, and distances between two."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace

from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.language.atoms.motion.contact import ContactAtom
from skywitness.claims.language.atoms.motion.entered import EnteredAtom
from skywitness.claims.language.atoms.motion.passes import PassesAtom
from skywitness.claims.language.atoms.place.between import BetweenAtom
from skywitness.claims.language.atoms.place.distance import DistanceAtom
from skywitness.claims.language.atoms.shared.base import FindPlace
from skywitness.claims.language.atoms.shared.common import PlaceRef, is_place
from skywitness.claims.language.statement import Clause, Statement
from skywitness.claims.meaning.frames import RECOGNISED
from skywitness.errors import LanguageError


def compared(clause: Clause, names: CaseNames) -> Clause:
    """The clause, with the distance of a place on the map told as one between two places."""
    atom = clause.atom
    if not isinstance(atom, DistanceAtom) or clause.at is not None or not clause.subject:
        return clause
    if names.moment(clause.subject) is not None or names.thing(clause.subject) is not None:
        return clause
    if atom.slant or atom.slack is not None or not _on_the_map(clause.subject, names):
        return clause
    _refuse_own(clause, atom, names)
    first = PlaceRef(clause.subject, clause.subject_column)
    between = BetweenAtom(first, atom.quantity, atom.place, atom.words)
    return replace(clause, subject="", atom=between)


def _refuse_own(clause: Clause, atom: DistanceAtom, names: CaseNames) -> None:
    """Refuse the distance of a place from what the case declares: it is told the other way round.

    Raises:
        LanguageError: it is, with the sentence that says so.
    """
    other = atom.place.words
    thing = names.thing(other)
    moment = None if atom.place.coordinates else names.moment(other)
    if thing is None and moment is None:
        return
    own = names.case.moments
    whens = [""] if moment is not None else [f" at {m.id}" for m in own]
    way = atom.words.removesuffix(other).rstrip()
    raise LanguageError(
        f"'{other}' is {'a moment' if moment is not None else 'an object'} of the case, and no "
        "place on the map",
        column=atom.place.column,
        expected=("a place on the map",),
        remedy=f"say '{other} is {way} {clause.subject}{next(iter(whens), '')}'",
    )


#: Words behind "in" and "within" that name no place but end another phrase.
_NO_PLACE = re.compile(
    r"(?:the\s+)?(?:(?:civil|nautical|astronomical|morning|evening)\s+)?twilight\Z"
    r"|(?:some\s+)?(?:seconds|minutes|hours|days)\s+of\s|front\s+of\s",
    re.IGNORECASE,
)


#: Words before a number of times that turn its sense.
_HOW_OFTEN = re.compile(
    r"\s(?:(?:no|not)(?:\s+more)?|fewer|less|up\s+to|almost|nearly|some)(?:\s+than)?\Z",
    re.IGNORECASE,
)


#: A denial at the end of a place's name, and a number of times that it may be of.
_NOT_AFTER = re.compile(r"\s(?:no|not)\Z", re.IGNORECASE)
_TIMES = re.compile(r"\b(?:once|twice|thrice|times?)\b", re.IGNORECASE)


def refuse_places(clause: Clause, names: CaseNames) -> None:
    """Refuse what is no place, and a contact with a place or with two objects under one name.

    Raises:
        LanguageError: what touches another is a single object, or words are the end of a phrase.
    """
    atom = clause.atom
    for place in _places(atom):
        late = _NOT_AFTER.search(place.words)
        if isinstance(atom, EnteredAtom) and late and not _TIMES.search(atom.words):
            raise LanguageError(
                f"'{late.group().strip()}' stands behind what it denies in '{atom.words}'",
                column=place.column,
                expected=("what was so, or was not so at a moment",),
                remedy=f"put it on record untested: 'not testable: {atom.words}'",
            )
        if isinstance(atom, EnteredAtom) and _HOW_OFTEN.search(place.words):
            raise LanguageError(
                f"'{atom.words}' says how often at most, or nearly, which is not counted",
                column=place.column,
                remedy="say that it entered once, twice or at most once",
            )
        if _NO_PLACE.match(place.words) and not _on_the_map(place.words, names):
            raise LanguageError(
                f"'{place.words}' is no place",
                column=place.column,
                expected=("a place name",),
                remedy="name a place, or put it on record untested: 'not testable: …'",
            )
    if not isinstance(atom, ContactAtom) or not names.case.things:
        return
    for name in atom.objects:
        two = re.search(r"\sand\s", name, re.IGNORECASE) is not None
        if names.thing(name) is None and (two or _on_the_map(name, names)):
            raise LanguageError(
                f"'{name}' is {'no single object' if two else 'a place'}",
                column=clause.column,
                expected=("an object",),
                remedy="say which two objects touch, or where one was in a clause of its own",
            )


def on_the_map(names: CaseNames) -> Callable[[str], bool]:
    """Whether a name is that of a place of a case's first frame, or of several."""
    return lambda name: _on_the_map(name, names)


def all_found(statement: Statement, names: CaseNames) -> bool:
    """Whether every place that a statement names is one, or several, or an object passed by."""
    find = finder(names.case)
    named = (
        place
        for clause in statement.clauses
        for place in _places(clause.atom)
        if not (isinstance(clause.atom, PassesAtom) and names.thing(place.shown) is not None)
    )
    return all(place.coordinates is not None or is_place(place.words, find) for place in named)


def _places(told: object) -> Iterator[PlaceRef]:
    """Every place in an atom, however deep."""
    if isinstance(told, PlaceRef):
        yield told
    elif isinstance(told, tuple):
        for each in told:
            yield from _places(each)
    elif is_dataclass(told) and not isinstance(told, type):
        for each in fields(told):
            yield from _places(getattr(told, each.name))


def _on_the_map(name: str, names: CaseNames) -> bool:
    """Whether a name is that of a place, or of several."""
    return is_place(name, finder(names.case))


def finder(case: Case) -> FindPlace:
    """Finds the places of a case in its first frame."""
    return case.place_finder.find_in((*case.frames, RECOGNISED)[0])
