"""Conflicts in plain sentences: the same ones in the terminal, in JSON and on the page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import assert_never

from skywitness.claims.meaning.outcomes import CONTRADICTED
from skywitness.claims.meaning.parts import Difference
from skywitness.claims.meaning.stretches import POLICY
from skywitness.claims.telling import timewords
from skywitness.dossier.words.conditions import only_if_words
from skywitness.dossier.words.verdictwords import IN_PART
from skywitness.dossier.words.witnesswords import listed
from skywitness.dossier.words.words import (
    arc_words,
    decides,
    favourable,
    intervals_words,
    part_says,
)
from skywitness.reason.conflicts.conflictresults import Compatible, Conflict, Conflicts
from skywitness.reason.conflicts.directions import Arcs, Direction
from skywitness.reason.conflicts.slips import UnitSlip
from skywitness.reason.conflicts.timeslips import TimeLeft, ZoneSlip
from skywitness.units import LABELS, from_metres, interval

NOT_SHOWN = "not shown"  # of a conflict's smallness, a set's largeness
FEW = 6  # compatible sets told in a sentence
_COUNT = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def parts_words(conflict: Conflict) -> list[str]:
    """Every part as ``claim.words``."""
    return [f"{part.claim}.{part.words}" for part in conflict.told]


def conflict_because(conflict: Conflict) -> str:
    """Why the parts of a conflict do not go together, in a few sentences with their numbers."""
    text = f"{_these(conflict)} in any ordinary reading, {_degree(conflict)}."
    if conflict.best is not None and math.isfinite(conflict.lo):
        text += favourable(conflict.best.reading, conflict.lo, conflict.hi)
    text += _numbers_against(conflict) or _each_says(conflict)
    given = list(dict.fromkeys(f"“{words}” ({moment})" for moment, words in conflict.given))
    if given:
        text += f" Given: {', '.join(given)}."
    if not conflict.minimal:
        text += " Whether each of them is needed for it was not shown."
    return text


def _numbers_against(conflict: Conflict) -> str:
    """The numbers that decide, each against what the rest leaves; empty where none does alone."""
    contrast, text = conflict.contrast, ""
    if contrast is not None and decides(contrast):
        allowed = " or ".join(interval(lo, hi, contrast.unit) for lo, hi in contrast.allowed)
        left = intervals_words(contrast.possible, contrast.unit)
        text += f" “{contrast.part}” allows {allowed}; the rest leaves {left}."
    if conflict.time_left is not None:
        text += _time_left(conflict.time_left)
    return text + "".join(_direction(each) for each in conflict.directions)


def conflict_hint(conflict: Conflict) -> str | None:
    """A slip that would explain a conflict, in words; ``None`` when none is seen."""
    match conflict.slip:
        case UnitSlip() as slip:
            return _unit_slip(slip)
        case ZoneSlip() as slip:
            return (
                f"“{slip.first.name}” ({slip.first.claim}) and “{slip.second.name}” "
                f"({slip.second.claim}) differ by {slip.hours:g} h, as two time zones do. One "
                "clock time may have been taken over in another zone."
            )
        case None:
            return None
        case _:
            assert_never(conflict.slip)


def _unit_slip(slip: UnitSlip) -> str:
    number, other = _numbers(slip.numbers, slip.unit), _numbers(slip.others, slip.other_unit)
    meant = _numbers(slip.numbers, slip.other_unit, digits=4)
    if slip.instead == slip.other_unit:
        return (
            f"{number} stands in both, in {_unit(slip.unit)} ({slip.first.claim}) and in "
            f"{_unit(slip.other_unit)} ({slip.second.claim}). One number may have been taken "
            "over in another unit."
        )
    return (
        f"{other} {_unit(slip.other_unit)} ({slip.second.claim}) is {number} "
        f"{_unit(slip.instead)}; {number} {_unit(slip.unit)} ({slip.first.claim}) is {meant} "
        f"{_unit(slip.other_unit)}. One number may have been taken over in another unit."
    )


def also_words(conflict: Conflict) -> str:
    """The claims that repeat a conflict; empty when none does."""
    if not conflict.also:
        return ""
    own = frozenset(part.claim for part in conflict.told)
    others = {frozenset(claims): claims for claims in reversed(conflict.also)}
    others.pop(own, None)
    every = [
        f"{'between' if len(claims) == 2 else 'among'} {_and(claims)}"
        for claims in reversed(others.values())
    ]
    return f"also {_and(every)}" if every else ""


def _and(items: Sequence[str]) -> str:
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def compatible_set_words(each: Compatible) -> str:
    """Claims that are possible together, with what of them is untested and in which readings."""
    beside = []
    if each.untested:
        parts = ", ".join(f"“{words}” of {claim}" for claim, words in each.untested)
        beside.append(f"{IN_PART}; not tested: {parts}")
    condition = only_if_words(each.only_if).rstrip(".")
    if condition:
        beside.append(condition[:1].lower() + condition[1:])
    return " + ".join(each.claims) + (f" ({'; '.join(beside)})" if beside else "")


def compatible_words(found: Conflicts) -> str:
    """Which sets of claims are possible together: the first few, and how many more."""
    sets = [compatible_set_words(each) for each in found.compatible]
    if not sets:
        return "No set of claims was shown to be possible."
    if len(sets) == 1:
        return f"Possible together: {sets[0]}."
    more = f"; and {len(sets) - FEW} more" if len(sets) > FEW else ""
    return f"Possible together: {'; or '.join(sets[:FEW])}{more}."


def cut_words(found: Conflicts) -> str:
    """What may be missing, as a sentence; empty when nothing is."""
    return f"Not everything was searched: {'; '.join(found.cut)}." if found.cut else ""


def _degree(conflict: Conflict) -> str:
    if math.isinf(conflict.lo):
        return "however far the words are stretched"
    if conflict.strength == CONTRADICTED:
        return "even with every tolerance doubled"
    return "with the words as usually meant"


def _these(conflict: Conflict) -> str:
    """That so many parts are impossible together, or do not fit."""
    count = len(conflict.told)
    never = conflict.strength == CONTRADICTED
    if count == 1:
        return "This is impossible" if never else "This does not fit"
    many = "two" if count == 2 else _COUNT[count] if count < len(_COUNT) else str(count)
    return f"These {many} {'are impossible' if never else 'do not fit'} together"


def _each_says(conflict: Conflict) -> str:
    """What each of its parts says, where no number decides alone; empty where that is no news."""
    best = conflict.best
    if best is None or len(conflict.told) < 2:
        return ""
    # Of parts with the same words those that were found to exclude each other tell most.
    parts = sorted((*best.clash, *best.reading.parts), key=lambda p: p not in best.clash)
    told, news = [], False
    for each in conflict.told:
        mine = (p for p in parts if (p.claim, p.name) == (each.claim, each.words))
        says = next(filter(None, map(part_says, mine)), "")
        news = news or bool(says)
        told.append(f"“{each.words}” ({each.claim}{f': {says}' if says else ''})")
    return f" {listed(told, ', ', ' and ')} exclude each other." if news else ""


def _direction(each: Direction) -> str:
    seen = f"from the centre of {each.place.name}"
    text = f" All but “{each.words}” hold together only at {_arcs(each.arcs)} {seen}"
    if each.stretch > POLICY:
        text += " with every tolerance doubled"
    elif each.printed:
        text += f" ({_arcs(each.printed)} with the numbers as printed)"
    return text + "."


def _arcs(arcs: Arcs) -> str:
    return " or ".join(arc_words(math.floor(lo), math.ceil(hi)) for lo, hi in arcs)


def _time_left(found: TimeLeft) -> str:
    demand = found.part.constraint
    assert isinstance(demand, Difference)
    words = timewords.instants if demand.earlier is None else timewords.lapse
    return (
        f" “{found.part.name}” allows {timewords.allowed(demand, found.stretch)}; "
        f"the rest leaves {words(*found.left)}."
    )


def _numbers(values: tuple[float, ...], unit: str, digits: int = 6) -> str:
    return "–".join(f"{from_metres(value, unit):,.{digits}g}" for value in values)


def _unit(label: str) -> str:
    return LABELS[label]
