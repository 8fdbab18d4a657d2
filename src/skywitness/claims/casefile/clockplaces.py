"""Refuses "at 04:42 in Kyiv" where the clocks of the case are not those of Kyiv.

The words may tell the time on the clocks of that place, or that it happened there at that time on
the clocks of the case. Which of the two is for the author to say.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from skywitness.claims.casefile.case import Case
from skywitness.claims.language.atoms.place.inside import InsideAtom
from skywitness.claims.language.atoms.time.clock import ClockAtom
from skywitness.claims.language.statement import Statement
from skywitness.claims.meaning.abbreviations import Zone
from skywitness.claims.meaning.clocknames import clocks_named
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.zones import is_local, offsets_on
from skywitness.errors import LanguageError, SkywitnessError


def refuse_clock_elsewhere(statement: Statement, spots: Sequence[Spot], case: Case) -> None:
    """Refuse a time of no zone right before "in" and a place that has clocks of its own.

    Raises:
        LanguageError: the case's clocks show another time there on its days.
    """
    told = zip(statement.clauses, spots, strict=True)
    for (first, spot), (then, _) in pairwise(told):
        time, place = first.atom, then.atom
        if not isinstance(time, ClockAtom) or not isinstance(place, InsideAtom):
            continue
        if place.outside or not is_local(time.stamp.zone):
            continue
        found = re.search(
            rf"{re.escape(time.words)}\s+(?P<in>in\s+{re.escape(place.place.words)})",
            statement.text,
        )
        if found is None:
            continue
        calendar = case.calendar(spot.moment, None)
        if not _differ(place.place.words, calendar.zones, calendar.days, time):
            continue
        text = statement.text
        clock = re.sub(r",?\s+(?:in\s+)?local(?:\s+time)?(?:\s+there)?\Z", "", time.words)
        before, after = text[: found.start()], text[found.end() :]
        name = re.sub(r"(?i)^the\s+", "", place.place.words)
        raise LanguageError(
            f"'{found[0]}' may be told of the clocks there, or of the clocks of the case",
            column=then.column,
            expected=("a time zone", "and"),
            remedy=f"say '{before}{clock} {name} time{after}' for the clocks there; or "
            f"'{before}{time.words} and {found['in']}{after}', which is on the case's clocks, with "
            "a time zone if it is another",
        )


def _differ(name: str, zones: Iterable[str], days: Sequence[dt.date], time: ClockAtom) -> bool:
    """Whether a place has clocks, and none of them shows the time of the case's then."""
    try:
        there = clocks_named(name)
    except SkywitnessError:
        return False  # nothing of that name has a clock of its own
    hour = dt.timedelta(seconds=float(time.stamp.time.seconds) % 86_400)
    for day in days or (dt.date(2000, 1, 1),):
        wall = dt.datetime.combine(day, dt.time()) + hour
        mine, its = _offsets(zones, wall), _offsets(there, wall)
        if mine and its and not its <= mine:
            return True
    return False


def _offsets(zones: Iterable[str], wall: dt.datetime) -> set[int]:
    """Seconds from UTC at which clocks of the zones show a time."""
    return {seconds for zone in zones for _, seconds in offsets_on(Zone(zone, iana=zone), wall)}
