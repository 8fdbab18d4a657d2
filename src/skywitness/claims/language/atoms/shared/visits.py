"""Visits of a place as claims tell them, and whether two of them may be of two visits."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.stamps import Stamp
from skywitness.claims.meaning.zones import clock_of_the_day, is_local, zones_named
from skywitness.errors import SkywitnessError

#: What is told of a way, by kind: "path" → "1.15 miles".
Way: TypeAlias = tuple[tuple[str, str], ...]
#: What a visit is told by.
Told: TypeAlias = tuple[str, str, str, Way]
#: No bound: before, or after, all clock times.
_EVER = Fraction(10**9)


@dataclass(frozen=True)
class Visit:
    """A stay inside a place by its own length or time: "for 17 seconds from 09:24:05 EET".

    ``lapse``, ``begin`` and ``end`` are its length and the clock times of its entry and exit, None
    where that is not said; ``told`` is what they say, whatever their words. ``way`` is what is told
    of the way inside, by kind: "path" → "1.15 miles".
    """

    words: str
    lapse: Quantity | None = None
    begin: Stamp | None = None
    end: Stamp | None = None
    way: Way = ()

    @property
    def told(self) -> Told:
        """Its length, its begin and its end by what they say, and its way."""
        lapse = "" if self.lapse is None else self.lapse.told
        return lapse, clocked(self.begin), clocked(self.end), self.way

    def other_way(self, other: Visit) -> bool:
        """Whether one thing is told of the way inside of both, and not alike."""
        mine = dict(self.way)
        return any(mine.get(kind, what) != what for kind, what in other.way)

    def differs(self, other: Visit, *, one_day: bool = True) -> bool:
        """Whether both may speak of two visits.

        So it is where they say the same thing and not alike, where the exit that one tells is not
        after the entry that the other tells, and where one has an end by its begin and length and
        the other a clock time of its end. Times are compared as printed, on one clock and day;
        ``one_day`` says that those without a date or a zone are of one.
        """
        lapses = self.told[0], other.told[0]
        return (
            self.other_way(other)
            or (all(lapses) and lapses[0] != lapses[1])
            or unlike(self.begin, other.begin, one_day)
            or unlike(self.end, other.end, one_day)
            or self._over_before(other, one_day)
            or other._over_before(self, one_day)
        )

    def _over_before(self, other: Visit, one_day: bool) -> bool:
        """Whether the exit told here may be of another visit than what is told there."""
        if self.end is None or other.begin is None:
            return False
        if other.lapse is not None or not _one_clock(self.end, other.begin, one_day):
            return True
        return _window(self.end)[0] <= _window(other.begin)[1]


@dataclass(frozen=True)
class Presence:
    """``who`` is ``inside`` a place at all of ``moments``, on one visit; or outside at each.

    Those of what is ``always`` inside are in no order. ``perhaps`` it is, by its position.
    """

    who: str
    place: str
    moments: tuple[str, ...]
    inside: bool = True
    always: bool = False
    perhaps: bool = False

    @property
    def when(self) -> str:
        """Its moments in words: "at hit", "from hit to impact"."""
        if self.always:
            return "at all times"
        first, *more = self.moments
        return f"from {first} to {more[-1]}" if more else f"at {first}"

    @property
    def words(self) -> str:
        """It in words: "inside at hit"."""
        return f"{'inside' if self.inside else 'outside'} {self.when}"


def unlike(one: Stamp | None, other: Stamp | None, one_day: bool = False) -> bool:
    """Whether two times of one thing are not alike: other times, or what no one time meets."""
    if one is None or other is None or clocked(one) == clocked(other):
        return False
    if not {"before", "after"} & {one.side, other.side} or not _one_clock(one, other, one_day):
        return True
    (low, high), (least, most) = _window(one), _window(other)
    return low >= most or least >= high


def _one_clock(one: Stamp, other: Stamp, one_day: bool) -> bool:
    """Whether two times are of one clock and one day, whatever the readings."""
    if _day(one) != _day(other) or any(_open(each) for each in (one, other)):
        return False
    if not one_day and (not one.date or is_local(one.zone)):
        return False
    return is_local(one.zone) or _one_zone(one.zone)


def _open(stamp: Stamp) -> bool:
    """Whether it is open which midnight, or which half of the day, a time is of."""
    ends = (stamp.time,) if stamp.until is None else (stamp.time, stamp.until)
    return any(len(end.ways) > 1 for end in ends)


def _one_zone(zone: str) -> bool:
    """Whether a zone's words mean one clock only."""
    try:
        (only,) = zones_named(zone)
    except (SkywitnessError, ValueError):  # an unknown one is told where the time is read
        return False
    return clock_of_the_day(only) is None


def _window(stamp: Stamp) -> tuple[Fraction, Fraction]:
    """From when and until when a time is that of something, in seconds of the day as printed."""
    first = stamp.time.seconds
    last = first if stamp.until is None else stamp.until.seconds
    if last < first:  # past midnight
        last += 86_400
    return (-_EVER if stamp.side == "before" else first, _EVER if stamp.side == "after" else last)


def _day(stamp: Stamp) -> tuple[str, str, str]:
    return stamp.zone.casefold(), stamp.date.casefold(), stamp.ends.casefold()


def clocked(stamp: Stamp | None) -> str:
    """A clock time by what it says, whatever its words."""
    if stamp is None:
        return ""
    until = "" if stamp.until is None else f"-{stamp.until.ways}"
    side = "" if stamp.side == "at" else f"{stamp.side} "
    return f"{side}{stamp.time.ways}{until} {' '.join(_day(stamp))}"
