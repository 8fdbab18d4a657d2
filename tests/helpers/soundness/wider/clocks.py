"""Clock times as people say them, near midnight and changes of clocks, on any clock.

From the prose of the reference: a time is good to half of its last unit, an hour, noon and midnight
to half an hour, a hedged one to 15 minutes, one with a stated error to that, one by the parts of
its hour to 2½ minutes. Without a day it is of the case's day on the clock written, or on the clocks
there; a span may begin or end on it. Where a clock shows a time twice either is meant. An
abbreviation is that of any region that has it.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from ..journeytimes import MINUTE, WORDS, wall
from .voices import Voice

HOUR = 3600.0
#: Abbreviations and the minutes east of Greenwich that they have in parts of the world.
REGIONS: dict[str, tuple[int, ...]] = {
    "UTC": (0,), "GMT": (0,), "CET": (60,), "CEST": (120,), "EET": (120,), "EEST": (180,),
    "MSK": (180,), "TRT": (180,), "IRST": (210,), "JST": (540,), "KST": (540,), "PKT": (300,),
    "EDT": (-240,), "PDT": (-420,), "PST": (-480, 480, 300), "EST": (-300, 600),
    "CST": (-360, 480, -300), "IST": (330, 120, 60), "AST": (-240, 180), "BST": (60, 360),
    "HKT": (480,), "GST": (240,), "SGT": (480,), "AEST": (600,),
}  # fmt: skip
CITIES = {"Europe/Kyiv": "Kyiv time", "America/New_York": "New York time", "Europe/Berlin":
          "Berlin time", **WORDS}  # fmt: skip

#: The words for parts of an hour, and for the hours of half a day from midnight or noon.
PARTS = {5: "five", 10: "ten", 15: "quarter", 20: "twenty", 25: "twenty-five", 30: "half"}
HOURS = ("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven")  # fmt: skip
STEP = 300.0  # seconds: in these such times are told


@dataclass(frozen=True)
class Stamp:
    """Words for an instant, how many ordinary readings they may have, and their need.

    ``need`` gives the stretch at which an instant is meant, in the kindest reading of day and
    passage; ``None`` where the clock itself has readings that are not counted here.
    """

    words: str
    ways: int
    need: Callable[[float], float] | None
    per: float


@dataclass(frozen=True)
class _Clock:
    """A clock: its words, and its offset in seconds at an instant."""

    words: str
    zone: str
    minutes: int
    regions: int

    def shown(self, t: float) -> dt.datetime:
        """What it shows at an instant, without a zone."""
        if self.zone:
            return wall(t, self.zone).replace(tzinfo=None)
        return dt.datetime.fromtimestamp(t + 60 * self.minutes, dt.UTC).replace(tzinfo=None)

    def twice(self, t: float) -> bool:
        """Whether it shows this time a second time."""
        if not self.zone:
            return False
        here = wall(t, self.zone)
        return here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()


def _clock(rng: random.Random, voice: Voice, case_zone: str) -> _Clock:
    kind = rng.choice(["there", "there", "there", "abbreviation", "abbreviation", "offset", "UTC"])
    if kind == "UTC":
        return _Clock(rng.choice(["UTC", "GMT", "Z"]), "", 0, 1)
    if kind == "abbreviation":
        name = rng.choice(list(REGIONS))
        minutes = REGIONS[name]
        # Which of its regions is one choice of a speaker in a document; and its standard name may
        # also be used for the clock of the day.
        one = voice.keys.setdefault(name, rng.choice(minutes))
        return _Clock(name, "", one, 1 if name in ("UTC", "GMT") else 2 * len(minutes))
    if kind == "offset":
        minutes = rng.choice([-570, -300, -210, 60, 180, 270, 330, 345, 540, 765])
        sign, size = "+-"[minutes < 0], abs(minutes)
        return _Clock(f"UTC{sign}{size // 60}" + (f":{size % 60:02d}" if size % 60 else ""), "",
                      minutes, 1)  # fmt: skip
    names = [case_zone, CITIES.get(case_zone, case_zone), "local time", "local", ""]
    return _Clock(rng.choice(names), case_zone, 0, 1)


def say_stamp(
    rng: random.Random, t: float, voice: Voice, case_zone: str, days: tuple[dt.date, ...]
) -> Stamp | None:
    """A way to say an instant, with its preposition."""
    clock = _clock(rng, voice, case_zone)
    kind = rng.choice(["at", "at", "at", "about", "span", "span", "before", "after", "error",
                       "hour", "end", "spoken"])  # fmt: skip
    unit = (
        rng.choice([1.0, MINUTE, MINUTE]) if kind in ("at", "span", "before", "after") else MINUTE
    )
    if kind == "span":
        return _span(rng, t, voice, clock, case_zone, days, unit)
    if kind == "spoken":
        return _spoken(rng, t, voice, clock, case_zone, days)
    if kind in ("hour", "end"):
        return _hour(rng, t, voice, clock, case_zone, days, kind)
    said, per, low, high = math.floor(t / unit + 0.5) * unit, unit / 2, 0.0, 0.0
    lead, tail = "at ", ""
    if kind == "about":
        said += MINUTE * rng.randint(-14, 14)
        per, lead = 15 * MINUTE, rng.choice(["about ", "at about ", "around "])
    elif kind == "error":
        size = rng.choice([1, 2, 5, 10])
        said += MINUTE * rng.randint(-size + 1, size - 1)
        per, tail = max(30.0, size * MINUTE), f" ± {size} min"
    elif kind == "before":
        said = math.ceil(t / unit) * unit + unit * rng.choice([0, 0, 1, 5, 20])
        lead, low = rng.choice(["before ", "no later than "]), math.inf
    elif kind == "after":
        said = math.floor(t / unit) * unit - unit * rng.choice([0, 0, 1, 5, 20])
        lead, high = rng.choice(["after ", "no earlier than "]), math.inf
    hard = bool(low or high)
    if kind not in ("before", "after") and abs(said - t) > per - 1e-6:
        return None
    dated = _dated(rng, voice, clock, case_zone, days, [said])
    written = _digits(rng, clock.shown(said), unit)
    words = f"{lead}{written} {clock.words}{tail} {dated[0]}"
    if tail and dated[0]:
        words = f"{lead}{written} {clock.words} {dated[0]}{tail}"
    ways = clock.regions * dated[1] * (2 if clock.twice(said) else 1)

    def need(x: float) -> float:
        beyond = max(0.0 if low else said - x, 0.0 if high else x - said, 0.0)
        return (1.0 if hard and beyond > 0 else 0.0) + beyond / per

    return Stamp(" ".join(words.split()), ways, need if ways == 1 else None, per)


def _digits(rng: random.Random, shown: dt.datetime, unit: float) -> str:
    if unit == 1:
        return f"{shown:%H:%M:%S}"
    if rng.random() < 0.25:
        hour = shown.hour % 12 or 12
        return f"{hour}:{shown.minute:02d} {'am' if shown.hour < 12 else 'pm'}"
    return f"{shown:%H:%M}"


def _dated(
    rng: random.Random,
    voice: Voice,
    clock: _Clock,
    case_zone: str,
    days: tuple[dt.date, ...],
    ends: list[float],
) -> tuple[str, int]:
    """Words for the day, and how many readings it may have.

    It is left out only where it is the case's day on the clock that the voice means, of either end.
    """
    on_it = [clock.shown(t).date() for t in ends]
    there = [wall(t, case_zone).date() for t in ends]
    mine = on_it if voice.day == "written" else there
    if any(day in days for day in mine) and rng.random() < 0.75:
        plain = len(days) == 1 and {*on_it, *there} == set(days)
        return "", 1 if plain else 4 * len(days)
    day = on_it[0]
    form = rng.choice([f"on {day.day} {day:%B} {day.year}", f"on {day:%Y-%m-%d}",
                       f"on {day:%B} {day.day}, {day.year}"])  # fmt: skip
    if len(days) == 1 and abs((day - days[0]).days) <= 6 and rng.random() < 0.3:
        form = f"on {day.day} {day:%B}"
    return form, 1


def _hour(
    rng: random.Random,
    t: float,
    voice: Voice,
    clock: _Clock,
    case_zone: str,
    days: tuple[dt.date, ...],
    kind: str,
) -> Stamp | None:
    """A whole hour, noon, midnight, or 24:00."""
    shown = clock.shown(t)
    hour = (shown + dt.timedelta(minutes=30)).replace(minute=0, second=0, microsecond=0)
    said = t + (hour - shown).total_seconds()
    if abs(said - t) > 30 * MINUTE - 1 or clock.twice(said) or clock.shown(said) != hour:
        return None
    night = hour.hour == 0
    per = 30 * MINUTE
    if kind == "end":
        if not night or abs(said - t) > MINUTE / 2 - 1e-6:
            return None
        name, per = "24:00", MINUTE / 2
    elif night:
        name = "midnight"
    elif hour.hour == 12:
        name = "noon"
    else:
        name = f"{hour.hour % 12} {'am' if hour.hour < 12 else 'pm'}"
    # Midnight is told of the day that ends or of the one that begins with it.
    before = kind == "end" or (night and rng.random() < 0.5)
    day = (hour - dt.timedelta(seconds=1 if before else 0)).date()
    shift = day - hour.date()
    there = wall(said, case_zone).date() + shift
    mine = day if voice.day == "written" else there
    bare = mine in days and (voice.day == "written" or there == day) and rng.random() < 0.6
    date = "" if bare else f"on {day.day} {day:%B} {day.year}"
    ways = clock.regions * (2 if night else 1) * (4 * len(days) if bare else 1)
    words = f"at {name} {clock.words} {date}"
    return Stamp(" ".join(words.split()), ways,
                 (lambda x: abs(x - said) / per) if ways == 1 else None, per)  # fmt: skip


def _spoken(
    rng: random.Random,
    t: float,
    voice: Voice,
    clock: _Clock,
    case_zone: str,
    days: tuple[dt.date, ...],
) -> Stamp | None:
    """A time by the parts of its hour, of a half of the day that is named or is not."""
    shown = clock.shown(t)
    minutes = (shown - shown.replace(hour=0, minute=0, second=0, microsecond=0)).total_seconds()
    said = t + round(minutes / STEP) * STEP - minutes
    at, per = clock.shown(said), STEP / 2
    if at.minute == 0 or at.second or clock.twice(said) or abs(said - t) > per - 1e-6:
        return None
    before = at.minute > 30
    past = 60 - at.minute if before else at.minute
    hour = (at.hour + before) % 12
    part = rng.choice([PARTS[past], *([str(past)] if past % 15 else [])])
    words = f"at {part} {'to' if before else 'past'} {rng.choice([HOURS[hour], str(hour or 12)])}"
    half = rng.choice(["", "am" if at.hour < 12 else "pm", "in the " + (
        "morning" if at.hour < 12 else "afternoon" if at.hour < 18 else "evening")])  # fmt: skip
    date, count = _dated(rng, voice, clock, case_zone, days, [said])
    # "Ten to twelve pm" may be so long before 12 pm, which is noon.
    ways = clock.regions * count * (2 if not half or (before and hour == 0) else 1)
    return Stamp(" ".join(f"{words} {half} {clock.words} {date}".split()), ways,
                 (lambda x: abs(x - said) / per) if ways == 1 else None, per)  # fmt: skip


def _span(
    rng: random.Random,
    t: float,
    voice: Voice,
    clock: _Clock,
    case_zone: str,
    days: tuple[dt.date, ...],
    unit: float,
) -> Stamp | None:
    """A span of the clock, which may pass midnight or a change of the clock."""
    first = math.floor(t / unit) * unit - unit * rng.choice([0, 1, 3, 20])
    last = first + unit * rng.choice([1, 2, 10, 40])
    if last < t:
        last = math.ceil(t / unit) * unit
    if last - first >= 11 * HOUR:
        return None
    a, b = clock.shown(first), clock.shown(last)
    style = "%H:%M:%S" if unit == 1 else "%H:%M"
    one, two = a.strftime(style), b.strftime(style)
    put_back = (b - a).total_seconds() < (last - first) - 1
    put_on = (b - a).total_seconds() > (last - first) + 1
    if one == two or (put_on and abs((b - a).total_seconds() - (last - first)) > 2 * HOUR):
        return None
    text, ways = _dated(rng, voice, clock, case_zone, days, [first, last])
    if text and not put_back and a.date() != b.date() and rng.random() < 0.5:
        text = ""
        words = (f"from {one} on {a.day} {a:%B} {a.year} to {two} {clock.words} on {b.day} {b:%B} "
                 f"{b.year}")  # fmt: skip
        if not clock.words:
            words = f"from {one} on {a.day} {a:%B} {a.year} to {two} on {b.day} {b:%B} {b.year}"
    else:
        form = rng.choice(["between {} and {}", "from {} to {}", "{}-{}"])
        words = f"{form.format(one, two)} {clock.words} {text}"
    twice = clock.twice(first) or clock.twice(last) or put_back
    ways *= clock.regions * (4 if twice else 1)
    per = unit / 2

    def need(x: float) -> float:
        return max(first - x, x - last, 0.0) / per

    return Stamp(" ".join(words.split()), ways, need if ways == 1 else None, per)
