"""The clocks that a page tells local time by, told again from the case and the zones' own rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case
from skywitness.vouching.difference import DifferenceError, compare, compare_keys

#: Days before and after those of the case in which clocks are told, and hours between two looks.
AROUND, LOOK = 400, 5
HOUR, DAY = 3600, 86_400
#: Years in which clocks are told: after the first, before the last.
EARLIEST, LATEST = 2, 9997
ONLY = "Times are in UTC only: the case "


def compare_local(stated: Json, case: Case) -> None:
    """Check zones, their offsets, whose they are, and the sentence about them.

    Raises:
        DifferenceError: one is another.
    """
    where = "times.local"
    compare_keys(where, stated, "words known days zones case moments claims")
    days: list[int] = []
    last = case.until or case.date
    if (
        case.date is not None
        and last is not None
        and case.date.year > EARLIEST
        and last.year < LATEST
    ):
        days = [_since(case.date), _since(last) + DAY]
    compare(f"{where}.days", stated["days"], days)
    known = [days[0] - AROUND * DAY, days[1] + (AROUND - 1) * DAY] if days else None
    compare(f"{where}.known", stated["known"], known)
    zones = list(dict.fromkeys([*case.zones, *(z for m in case.moments for z in m.zones)]))
    told = zones if days else []
    compare(f"{where}.zones", [zone["name"] for zone in stated["zones"]], told)
    for zone in stated["zones"]:
        _offsets(f"{where} ({zone['name']})", zone, known or [0, 0])
    own = {m.id: list(m.zones) or list(case.zones) for m in case.moments}
    compare(f"{where}.case", stated["case"], [told.index(z) for z in (case.zones or told) if told])
    numbers = [_zones(m, mine, told) for m, mine in own.items()]
    compare(f"{where}.moments", stated["moments"], numbers)
    claims = []
    for claim in case.claims:
        there = dict.fromkeys(s.moment for s in claim.saying.spots if s.moment)
        mine = [z for m in there for z in own.get(m, case.zones)] if there else case.zones or zones
        claims.append(_zones(claim.id, list(dict.fromkeys(mine)), told))
    compare(f"{where}.claims", stated["claims"], claims)
    compare(f"{where}.words", stated["words"], _words(case, zones, own, days))


def _zones(name: str, mine: Sequence[str], told: list[str]) -> Json:
    return {"id": name, "zones": [told.index(zone) for zone in mine if told]}


def _offsets(where: str, zone: Json, known: Sequence[int]) -> None:
    """Check that a clock is what is told between all changes, and that it changes where told."""
    compare_keys(where, zone, "name offsets")
    steps = zone["offsets"]
    starts = [start for start, _ in steps]
    if not steps or starts != sorted(starts) or starts[0] != known[0] or starts[-1] >= known[1]:
        raise DifferenceError(where, "its changes are not in the time that is known")
    name, k = zone["name"], 0
    looks = {*range(known[0], known[1], LOOK * HOUR), *starts, *(s - 1 for s in starts[1:])}
    for look in sorted(looks):
        while k + 1 < len(steps) and steps[k + 1][0] <= look:
            k += 1
        if _ahead(name, look) != steps[k][1]:
            raise DifferenceError(where, f"its clocks are not {steps[k][1]} minutes ahead of UTC")


def _words(case: Case, zones: Sequence[str], own: dict[str, list[str]], days: list[int]) -> str:
    if not zones:
        written = _or(list(case.clocks), " and ")
        beside = f"; its times are told in {written}" if written else ""
        return f"{ONLY}names no zone whose clocks are local{beside}."
    if not days:
        return f"{ONLY}gives no day, and local clocks change with the day."
    ahead = {zone: tuple(_ahead(zone, at) for at in days) for zone in zones}
    sure = [m.id for m in case.moments if len({ahead[z] for z in own[m.id]}) == 1]
    alike: dict[tuple[int, ...], dict[str, None]] = {}
    for certain in sure:
        for zone in own[certain]:
            alike.setdefault(ahead[zone], {})[zone] = None
    text = []
    if alike:
        text = [f"Local time is {_or([_way(list(z), ahead) for z in alike.values()], ' or ')}."]
    for moment in case.moments:
        if len({ahead[z] for z in own[moment.id]}) > 1:
            may = _or([_way([zone], ahead) for zone in own[moment.id]], " or ")
            label = moment.label or moment.id
            text.append(f"For “{label}” times are in UTC only: its local time may be {may}.")
    return " ".join(text) or f"{ONLY}names no zone whose clocks are local."


def _way(zones: Sequence[str], ahead: dict[str, tuple[int, ...]]) -> str:
    told = []
    for minutes in dict.fromkeys(ahead[zones[0]]):
        clock = f"{abs(minutes) // 60}" + (f":{abs(minutes) % 60:02}" if minutes % 60 else "")
        told.append(f"UTC{'−' if minutes < 0 else '+'}{clock}" if minutes else "UTC")
    return f"{', then '.join(told)} ({', '.join(zones)})"


def _ahead(zone: str, seconds: int) -> int:
    utc = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)
    there = utc.astimezone(ZoneInfo(zone)).utcoffset()
    return round((there or dt.timedelta()) / dt.timedelta(minutes=1))


def _since(day: dt.date) -> int:
    return (day - dt.date(1970, 1, 1)).days * DAY


def _or(items: list[str], last: str) -> str:
    return last.join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
