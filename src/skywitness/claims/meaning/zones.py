"""Time zones by the names people give them: one table, and the IANA data base behind it.

An abbreviation that several parts of the world use has several ordinary meanings. One that names
a standard time is also used for the clock of the day where that differs: in news copy "CET" in
July is often the clock of Berlin, and "MSK" was UTC+4 from 2011 to 2014. That clock, at the home
given in the table, is a second ordinary meaning on such a day. Offsets and rules are those of the
IANA time zone data base (the tzdata package); "Moscow time" and its like follow it on the very
day.
"""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from dataclasses import dataclass
from functools import cache

from skywitness.errors import SkywitnessError

HOUR = 60


@dataclass(frozen=True)
class Zone:
    """A fixed ``offset`` in minutes east of Greenwich, or the rules of ``iana``.

    ``home`` is the IANA name of a place whose standard time has the abbreviation, and whose clock
    of the day people may mean by it.
    """

    label: str
    offset: int | None = None
    iana: str = ""
    home: str = ""


#: Abbreviation, offset from UTC, home whose clock of the day may be meant ("-": none), meaning.
_TABLE = """
UTC  +00:00  -                               UTC
GMT  +00:00  -                               UTC
Z    +00:00  -                               UTC
ZULU +00:00  -                               UTC
WET  +00:00  Europe/Lisbon                   Western European
WEST +01:00  -                               Western European Summer
BST  +01:00  -                               British Summer
BST  +06:00  -                               Bangladesh
CET  +01:00  Europe/Berlin                   Central European
CEST +02:00  -                               Central European Summer
EET  +02:00  Europe/Athens                   Eastern European
EEST +03:00  -                               Eastern European Summer
MSK  +03:00  Europe/Moscow                   Moscow
MSD  +04:00  -                               Moscow Summer
TRT  +03:00  Europe/Istanbul                 Turkey
SAMT +04:00  Europe/Samara                   Samara
IRST +03:30  Asia/Tehran                     Iran Standard
IRDT +04:30  -                               Iran Daylight
GST  +04:00  -                               Gulf
AST  +03:00  -                               Arabia
AST  -04:00  America/Halifax                 Atlantic
IST  +05:30  -                               India
IST  +02:00  Asia/Jerusalem                  Israel
IST  +01:00  -                               Irish Summer
IDT  +03:00  -                               Israel Daylight
PKT  +05:00  Asia/Karachi                    Pakistan
AFT  +04:30  -                               Afghanistan
NPT  +05:45  -                               Nepal
ICT  +07:00  -                               Indochina
WIB  +07:00  -                               Western Indonesia
CST  +08:00  Asia/Shanghai                   China
CST  -06:00  America/Chicago                 North American Central
HKT  +08:00  Asia/Hong_Kong                  Hong Kong
SGT  +08:00  -                               Singapore
PHT  +08:00  Asia/Manila                     Philippines
MYT  +08:00  -                               Malaysia
JST  +09:00  Asia/Tokyo                      Japan
KST  +09:00  Asia/Seoul                      Korea
AWST +08:00  -                               Western Australia
AEST +10:00  Australia/Sydney                Eastern Australia
AEDT +11:00  -                               Eastern Australia Daylight
NZST +12:00  Pacific/Auckland                New Zealand
NZDT +13:00  -                               New Zealand Daylight
EAT  +03:00  -                               East Africa
CAT  +02:00  -                               Central Africa
SAST +02:00  -                               South Africa
WAT  +01:00  -                               West Africa
EST  -05:00  America/New_York                North American Eastern
EDT  -04:00  -                               North American Eastern Daylight
CDT  -05:00  -                               North American Central Daylight
MST  -07:00  America/Denver                  North American Mountain
MDT  -06:00  -                               North American Mountain Daylight
PST  -08:00  America/Los_Angeles             North American Pacific
PDT  -07:00  -                               North American Pacific Daylight
BRT  -03:00  America/Sao_Paulo               Brasilia
ART  -03:00  America/Argentina/Buenos_Aires  Argentina
"""


def _signed(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), HOUR)
    return f"{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


def _fixed() -> dict[str, tuple[Zone, ...]]:
    found: dict[str, tuple[Zone, ...]] = {}
    for line in _TABLE.strip().splitlines():
        name, offset, home, meaning = line.split(maxsplit=3)
        minutes = int(offset[1:3]) * HOUR + int(offset[4:])
        signed = -minutes if offset[0] == "-" else minutes
        label = "UTC" if meaning == "UTC" else f"{meaning} (UTC{_signed(signed)})"
        zone = Zone(label, signed, home="" if home == "-" else home)
        found[name] = (*found.get(name, ()), zone)
    return found


#: "Moscow time" and its like: pattern → the IANA name whose clock is meant on the day.
_CLOCKS = {
    r"moscow|msk": "Europe/Moscow", r"minsk|belarus(?:ian)?": "Europe/Minsk",
    r"ky?i[ey]v|ukrain(?:e|ian)": "Europe/Kyiv",
    r"ankara|istanbul|turk(?:ey|ish)": "Europe/Istanbul",
    r"damascus|syrian?": "Asia/Damascus", r"tehran|iran(?:ian)?": "Asia/Tehran",
    r"dubai|uae|emirati|gulf": "Asia/Dubai", r"baghdad|iraqi?": "Asia/Baghdad",
    r"beijing|china|chinese": "Asia/Shanghai", r"tokyo|japan(?:ese)?": "Asia/Tokyo",
    r"seoul|korean?": "Asia/Seoul", r"new\s+delhi|india(?:n)?": "Asia/Kolkata",
    r"israeli?|jerusalem": "Asia/Jerusalem", r"baku": "Asia/Baku", r"tbilisi": "Asia/Tbilisi",
    r"vilnius|lithuanian?": "Europe/Vilnius", r"warsaw|polish": "Europe/Warsaw",
    r"paris|french": "Europe/Paris", r"berlin|german": "Europe/Berlin",
    r"london|british|uk": "Europe/London", r"central\s+european": "Europe/Berlin",
    r"eastern\s+european": "Europe/Athens",
    r"washington|(?:us\s+)?eastern|et": "America/New_York",
    r"(?:us\s+)?central|ct": "America/Chicago", r"(?:us\s+)?mountain|mt": "America/Denver",
    r"(?:us\s+)?pacific|pt": "America/Los_Angeles",
}  # fmt: skip

_FIXED = _fixed()
_OFFSET = r"(?:UTC|GMT)\s*[+\-−–]\s*\d{1,2}(?::?\d{2})?"
_LOCAL = r"(?:in\s+)?local(?:\s+time)?(?:\s+there)?"
#: A zone right after a clock time.
ZONE_PATTERN = "|".join(
    [
        _OFFSET,
        _LOCAL,
        rf"(?:in\s+)?(?:{'|'.join(_CLOCKS)})\s+time",
        r"\"?(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)"
        r"(?:/[A-Za-z0-9_+\-]+){1,2}\"?",
        r"[ECMP]T(?:\s+time)?",
        rf"(?:{'|'.join(sorted(_FIXED, key=len, reverse=True))})(?:\s+time)?",
    ]
)


def is_local(words: str) -> bool:
    """Whether the words leave the zone to the case: none, or "local time"."""
    return not words or re.fullmatch(_LOCAL, words, re.IGNORECASE) is not None


def zones_named(words: str) -> tuple[Zone, ...]:
    """What a zone's name means, most usual first.

    Raises:
        SkywitnessError: the IANA data base has no such zone, or the offset is beyond any.
    """
    name = " ".join(words.strip('" ').split())
    offset = re.fullmatch(r"(?:UTC|GMT)\s*([+\-−–])\s*(\d{1,2})(?::?(\d{2}))?", name, re.I)
    if offset:
        minutes = int(offset[2]) * HOUR + int(offset[3] or 0)
        if minutes > 14 * HOUR or int(offset[3] or 0) > 59:
            raise SkywitnessError(
                f"no clock is as far from UTC as '{words}'", remedy="offsets reach 14 hours"
            )
        sign = 1 if offset[1] == "+" else -1
        return (Zone(f"UTC{_signed(sign * minutes)}", sign * minutes),)
    bare = re.sub(r"^in\s+|\s+time\Z", "", name, flags=re.IGNORECASE)
    fixed = _FIXED.get(bare.upper())
    if fixed:
        return fixed
    for pattern, iana in _CLOCKS.items():
        if re.fullmatch(pattern, bare, re.IGNORECASE):
            return (Zone(f"the clock of {iana}", iana=iana),)
    return (Zone(f"the clock of {iana_name(name)}", iana=iana_name(name)),)


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


def loosely(zone: Zone, wall: dt.datetime) -> Zone | None:
    """The clock of the day that a standard-time abbreviation may stand for, where it differs."""
    if not zone.home:
        return None
    other = Zone(f"the clock of {zone.home} on that day", iana=zone.home)
    assert zone.offset is not None
    return other if any(s != zone.offset * 60 for _, s in offsets_on(other, wall)) else None
