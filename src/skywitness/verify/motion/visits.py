"""Visits of a place in a witness: each ends after it begins, and no two of them overlap.

They are known by the names of their moments alone ("second entry of Su-24 into Turkey", "exit of
Su-24 from Turkey (until 09:24)"), or by the phrases of moments that the case declares: nothing here
depends on what the claims' readings demand of visits.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case
from skywitness.claims.meaning.frames import Frame
from skywitness.verify.statements.failure import FailedError

#: Seconds that the rounding of a time to a float may come to.
SECONDS = 1e-5
_END = re.compile(
    r"(?P<which>first |second |third |fourth |fifth |last )?"
    r"(?:(?P<entry>entry) of (?P<who>.+?) into (?P<into>.+?)"
    r"|exit of (?P<whose>.+?) from (?P<from>.+?))"
    r"(?P<told> \(.+\))?"
)
#: What all visits together are called: it is none of them.
_ALL = " (in all)"


@dataclass
class Visit:
    """One visit: when it begins and ends, ``None`` where that is not stated."""

    begin: float | None = None
    end: float | None = None


@dataclass(frozen=True)
class Called:
    """What the moments and the objects of a case are called in a frame."""

    moments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    objects: Mapping[str, str] = field(default_factory=dict)


def called(case: Case, frame: Frame) -> Called:
    """The phrases of a case's moments, by the ids that they have in a frame."""
    moments: dict[str, tuple[str, ...]] = {}
    for moment in case.moments:
        mine = frame.moment(moment.id)
        moments[mine] = (*moments.get(mine, ()), moment.id, moment.label, *moment.phrases)
    objects = {
        _plain(name): thing.id for thing in case.things
        for name in (thing.id, thing.label, *thing.phrases)
    }  # fmt: skip
    return Called(moments, objects)


def check_visits(stated: Json, names: Called) -> None:
    """Check the visits of each place by each object.

    Raises:
        FailedError: one ends before it begins, or two of them overlap.
    """
    for clock in (stated["times"], stated["gaps"]):
        for (who, place), visits in _visits(clock, names).items():
            for visit in visits:
                if _before(visit.end, visit.begin):
                    raise FailedError(f"a visit of {place} by {who} ends before it begins")
            for one, other in itertools.combinations(visits, 2):
                if _overlap(one, other):
                    raise FailedError(f"two visits of {place} by {who} overlap")


def _visits(clock: Mapping[str, float], names: Called) -> dict[tuple[str, str], list[Visit]]:
    found: dict[tuple[str, str], dict[tuple[str, str], Visit]] = {}
    for moment, time in clock.items():
        own = _matches((moment,))
        for match in _matches((moment, *names.moments.get(moment, ()))):
            which, told = match["which"] or "", match["told"] or ""
            if not own and not which and not told:
                # An entry and an exit that the case declares may be of two visits: that they are of
                # one is for the claims to say, and their demands are measured as such.
                which = "entry" if match["entry"] else "exit"
            if told == _ALL:
                continue
            who = match["who"] or match["whose"]
            key = names.objects.get(who, who), match["into"] or match["from"]
            visit = found.setdefault(key, {}).setdefault((which, told), Visit())
            if match["entry"]:
                visit.begin = float(time)
            else:
                visit.end = float(time)
    return {key: list(visits.values()) for key, visits in found.items()}


def _matches(phrases: Sequence[str]) -> list[re.Match[str]]:
    found = {_plain(phrase): None for phrase in phrases}
    return [match for phrase in found if (match := _END.fullmatch(phrase))]


def _plain(phrase: str) -> str:
    return " ".join(phrase.casefold().split())


def _before(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and one < other - SECONDS


def _overlap(one: Visit, other: Visit) -> bool:
    """Whether two visits have a time in common, and are not one and the same.

    An end that is not stated is as far off as need be for them to have none, or for them to be one.
    """
    if _same(one.begin, other.begin) and _same(one.end, other.end):
        return False
    return not (_after(one, other) or _after(other, one))


def _same(one: float | None, other: float | None) -> bool:
    return one is None or other is None or abs(one - other) <= SECONDS


def _after(one: Visit, other: Visit) -> bool:
    """Whether one visit may begin once another has ended."""
    begin = one.begin if one.begin is not None else one.end
    end = other.end if other.end is not None else other.begin
    return not _before(begin, end)
