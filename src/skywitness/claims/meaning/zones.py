"""Time zones by the names people give them: tables, and the IANA data base behind them.

An abbreviation that several parts of the world use has several ordinary meanings. One that names
a standard time is also used for the clock of the day where that differs: in news copy "CET" in
July is often the clock of Berlin, and "MSK" was UTC+4 from 2011 to 2014. That clock, at the home
given in the table, is a further ordinary meaning on such a day. Offsets and rules are those of the
IANA time zone data base (the tzdata package); "Moscow time" and its like follow it on the very
day.
"""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from functools import cache

from skywitness.claims.meaning import abbreviations
from skywitness.claims.meaning.abbreviations import ABBREVIATIONS, HOUR, Zone, signed
from skywitness.claims.meaning.clocknames import AREAS, clocks_named
from skywitness.errors import SkywitnessError

_OFFSET = r"(?:UTC|GMT)\s*[+\-−–]\s*\d{1,2}(?::?\d{2})?"
# No word of these begins the name of a clock, nor stands in it.
_WORD = (
    r"(?!(?:and|or|to|but|on|at|in|of|before|after|until|where|while|for|from|with|plus|is|was"
    r"|hours|hrs?|h|o['’]clock|a|an|the|this|that|some|any|no|same|first|last|happened|occurred|local)"
    r"(?![\w'’.\-]))[^\W\d_][\w'’.\-]*"
)
_NAMED = rf"(?:,\s*)?(?:in\s+)?(?:local\s+)?{_WORD}(?:\s+{_WORD}){{0,4}}(?:\s+local)?\s+time"
_LOCAL = r"(?:(?:,\s*)?(?:in\s+)?local(?:\s+time)?(?:\s+there)?|(?-i:LT?))"
#: A zone right after a clock time.
ZONE_PATTERN = "|".join(
    [
        _OFFSET,
        _NAMED,
        _LOCAL,
        rf"\"?(?:{'|'.join(AREAS)}|Etc)(?:/[A-Za-z0-9_+\-]+){{1,2}}\"?",
        r"[ECMP]T",
        abbreviations.PATTERN,
    ]
)
#: What a clock is called in full: "Eastern Standard Time", "British Summer Time".
_KINDS = r"(?:standard|daylight|summer|mean)"


def is_local(words: str) -> bool:
    """Whether the words leave the zone to the case: none, or "local time"."""
    return not words or re.fullmatch(_LOCAL, words.strip(", "), re.IGNORECASE) is not None


def zones_named(words: str) -> tuple[Zone, ...]:
    """What a zone's name means, most usual first.

    Raises:
        SkywitnessError: no zone or clock has the name, or the offset is beyond any.
    """
    name = " ".join(words.strip('", ').split())
    offset = re.fullmatch(r"(?:UTC|GMT)\s*([+\-−–])\s*(\d{1,2})(?::?(\d{2}))?", name, re.I)
    if offset:
        minutes = int(offset[2]) * HOUR + int(offset[3] or 0)
        if minutes > 14 * HOUR or int(offset[3] or 0) > 59:
            raise SkywitnessError(
                f"no clock is as far from UTC as '{words}'", remedy="offsets reach 14 hours"
            )
        sign = 1 if offset[1] == "+" else -1
        return (Zone(f"UTC{signed(sign * minutes)}", sign * minutes),)
    if "/" in name:
        return (_clock_of(iana_name(name)),)
    bare = re.sub(r"^in\s+|\s+time\Z", "", name, flags=re.IGNORECASE)
    fixed = ABBREVIATIONS.get(bare.upper()) or _full_names().get(bare.casefold())
    if fixed:
        return fixed
    if re.fullmatch(r"[ECMP]T", bare, re.IGNORECASE):
        return tuple(map(_clock_of, clocks_named(bare)))
    if bare == name:  # neither an abbreviation nor the time of something
        return (_clock_of(iana_name(name)),)
    place = re.sub(r"^local\s+|\s+local\Z", "", bare, flags=re.IGNORECASE)
    place = re.sub(rf"\s+{_KINDS}\Z", "", place, flags=re.IGNORECASE)
    return tuple(map(_clock_of, clocks_named(place)))


def _clock_of(iana: str) -> Zone:
    return Zone(f"the clock of {iana}", iana=iana)


@cache
def _full_names() -> dict[str, tuple[Zone, ...]]:
    """Full names without "time", such as "eastern daylight", "india standard" → what they mean."""
    found: dict[str, tuple[Zone, ...]] = {}
    for zone in (zone for zones in ABBREVIATIONS.values() for zone in zones):
        name = zone.label.partition(" (UTC")[0].casefold().removeprefix("north american ")
        full = name if re.search(rf" {_KINDS}\Z", name) else f"{name} standard"
        if zone.offset is not None and zone not in found.get(full, ()):
            found[full] = (*found.get(full, ()), zone)
    return found


def iana_name(name: str) -> str:
    """The IANA name as the data base spells it.

    Raises:
        SkywitnessError: there is none; the remedy names the nearest.
    """
    known = _spellings()
    found = known.get(name.casefold())
    if found is not None:
        return found
    import difflib

    near = difflib.get_close_matches(name.casefold(), known, n=1, cutoff=0.5)
    remedy = f"did you mean '{known[near[0]]}'?" if near else "such as Europe/Minsk or Asia/Dubai"
    raise SkywitnessError(f"there is no time zone '{name}'", remedy=remedy)


@cache
def _spellings() -> dict[str, str]:
    return {name.casefold(): name for name in zoneinfo.available_timezones()}


def offsets_on(zone: Zone, wall: dt.datetime) -> tuple[tuple[str, int], ...]:
    """The offsets from UTC (seconds) at which a clock of ``zone`` shows ``wall``, with their names.

    Two where the clock was put back, none where it was put forward over that time.
    """
    if zone.offset is not None:
        return (("", zone.offset * 60),)
    rules = zoneinfo.ZoneInfo(zone.iana)
    found = []
    for fold, name in ((0, "before the clock was put back"), (1, "after the clock was put back")):
        local = wall.replace(tzinfo=rules, fold=fold)
        shift = local.utcoffset()
        assert shift is not None
        again = local.astimezone(dt.UTC).astimezone(rules).replace(tzinfo=None)
        if again == wall:
            found.append((name, int(shift.total_seconds())))
    if len({seconds for _, seconds in found}) == 1:
        return (("", found[0][1]),)
    return tuple(found)


def clock_of_the_day(zone: Zone) -> Zone | None:
    """The clock that a standard-time abbreviation may stand for, if it has a home."""
    if not zone.home:
        return None
    return Zone(f"the clock of {zone.home} on that day", iana=zone.home)
