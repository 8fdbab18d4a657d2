"""A question bound to a case: which moments and objects its words mean."""

from __future__ import annotations

from dataclasses import replace

from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.language.atoms.shared.base import folded
from skywitness.claims.language.questions import Question, place_asked
from skywitness.claims.meaning.spots import Spot, spot_from
from skywitness.errors import LanguageError


def bound_question(asked: Question, names: CaseNames) -> Question:
    """The question with ids in place of phrases; either end of a distance may be the moment.

    A distance between two moments, or objects with a place of their own, is a separation.

    Raises:
        LanguageError: a moment that it names is not declared.
    """
    if asked.kind == "separation":
        return _separation(asked, asked.earlier or "", asked.later or "", names)
    if asked.who is not None:
        return _leg(asked, names)
    place = asked.place
    if asked.kind == "distance" and place is not None and place.coordinates is None:
        phrases = _both_at(asked.moment, place.words, names)
        if None not in [place_named(phrase, names) for phrase in phrases]:
            return _separation(asked, *phrases, names)
        if place_named(asked.moment, names) is None and place_named(place.words, names):
            column = asked.words.find(asked.moment) + 1
            other = place_asked(asked.moment, column)
            return _of_place(replace(asked, moment=place.words, place=other), names)
    if asked.kind == "bearing" and place is not None and place.coordinates is None:
        _from_a_place(asked, place.words, names)
    if asked.kind in ("time", "gap"):
        since = None if asked.since is None else _moment(asked.since, asked, names)
        return replace(asked, moment=_moment(asked.moment, asked, names), since=since)
    return _of_place(asked, names)


def _from_a_place(asked: Question, words: str, names: CaseNames) -> None:
    """Refuse a bearing from where nobody knows: a moment, or an object at one.

    Raises:
        LanguageError: the words name one, and no place is written so.
    """
    own = {folded(each.name) for each in names.case.places}
    unknown = place_named(words, names) is not None or names.thing(words) is not None
    if folded(words) in own or not unknown:
        return
    raise LanguageError(
        f"'{words}' is no place on the map: bearings are worked out from a place that is",
        column=asked.words.find(words) + 1,
        expected=("a place name or coordinates",),
        remedy=f"ask the bearing from a place, or: separation of {words} and {asked.moment}",
    )


def _of_place(asked: Question, names: CaseNames) -> Question:
    """A question about the place or height of a moment, or of an object at one."""
    said = spot_from(_without_the(asked.moment))
    thing = names.thing(said.who) if said.who else None
    at = names.moment(said.moment)
    if asked.kind == "altitude" and thing is not None and at is not None:
        return replace(asked, moment=at, spot=names.level(thing.id, [at]))
    spot = place_named(asked.moment, names)
    if spot is None:
        raise names.undeclared(asked.moment, asked.words.find(asked.moment) + 1)
    return replace(asked, moment=spot.moment or spot.who, spot=spot)


def _both_at(first: str, second: str, names: CaseNames) -> tuple[str, str]:
    """Two phrases, the moment of the second told of the first too: "A and B at hit"."""
    said = spot_from(second)
    if said.who and names.moment(said.moment) is not None and names.moment(first) is None:
        thing = names.thing(first)
        if thing is not None and not thing.stands:
            return f"{first} at {said.moment}", second
    return first, second


def _without_the(phrase: str) -> str:
    return phrase[4:] if phrase.lower().startswith("the ") else phrase


def place_named(phrase: str, names: CaseNames) -> Spot | None:
    """The unknown place that a phrase means: a moment's, that of an object that stands, or that of
    one that is apart ("Su-27 at hit"); ``None`` if it means none.
    """
    moment = names.moment(phrase)
    if moment is not None:
        return Spot.of(moment)
    thing = names.thing(phrase)
    if thing is not None:
        return Spot(thing.id, "") if thing.stands else None
    said = spot_from(_without_the(phrase))
    thing, moment = names.thing(said.who), names.moment(said.moment)
    if thing is None or moment is None:
        return None
    return thing.spot(moment)


def _moment(phrase: str, asked: Question, names: CaseNames) -> str:
    found = names.moment(phrase)
    said = spot_from(_without_the(phrase))
    if found is None and names.thing(said.who) is not None:
        found = names.moment(said.moment)  # a time is the moment's, whoever is there
    if found is None:
        raise names.undeclared(phrase, asked.words.find(phrase) + 1)
    return found


def _separation(asked: Question, first: str, second: str, names: CaseNames) -> Question:
    ends = []
    for phrase in _both_at(first, second, names):
        found = place_named(phrase, names)
        if found is None:
            raise names.undeclared(phrase, asked.words.find(phrase) + 1)
        ends.append(found)
    return replace(asked, kind="separation", moment="", place=None, ends=(ends[0], ends[1]))


def _leg(asked: Question, names: CaseNames) -> Question:
    assert asked.who is not None
    thing = names.thing(asked.who)
    who = folded(asked.who) if thing is None else thing.id
    if asked.place is None:
        earlier = _moment(asked.earlier or "", asked, names)
        later = _moment(asked.later or "", asked, names)
    else:
        # The same moments that claims about the inside of a place speak of.
        called = [asked.who]
        if thing is not None:
            called += [thing.id, thing.label, *thing.phrases]
        where = asked.place.shown
        earlier = _named([f"entry of {name} into {where}" for name in called], names)
        later = _named([f"exit of {name} from {where}" for name in called], names)
    return replace(asked, moment=later, who=who, earlier=earlier, later=later)


def _named(phrases: list[str], names: CaseNames) -> str:
    declared = (names.moment(phrase) for phrase in phrases)
    # Undeclared moments are called after the object's id, or after its words if it has none.
    made = folded(phrases[1] if len(phrases) > 1 else phrases[0])
    return next((found for found in declared if found is not None), made)
