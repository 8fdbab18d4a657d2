"""Clock times and dates as people write them, before anything says which instant they mean."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.spokentimes import (
    HALF_PATTERN,
    SPOKEN_PATTERN,
    half_of_day,
    spoken,
)
from skywitness.claims.meaning.zones import ZONE_PATTERN
from skywitness.errors import LanguageError

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_MONTH = "(?:" + "|".join(rf"{m[:3]}(?:{m[3:]}|t\.?|\.)?" for m in _MONTHS) + ")"

_NTH = r"(?:st|nd|rd|th)?"

_HALF = HALF_PATTERN
_ZONE = rf"\s?(?:{ZONE_PATTERN})(?![\w/])"
# What follows four digits that are a duration: "1200 hours after strike".
_LASTS = r"\s+(?:after|before|later|earlier|long|of)\b"

#: "09:15", "9:15 pm", "9 pm", "09:24:05.5"; "9.15 pm", and "9.15" or "0915" right before a zone;
#: "0915 hours"; "9h15"; "9 o'clock"; "noon", "12 midnight"; "quarter past 4".
TIME_PATTERN = (
    rf"\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d{{1,6}})?)?(?![\d:])(?:{_HALF}|\s+hours\b(?!{_LASTS}))?"
    rf"|\d{{1,2}}(?:\.\d{{2}})?(?:\s+o['’]clock\b{_HALF}?|{_HALF})"
    rf"|\d{{1,2}}\.\d{{2}}(?={_ZONE})"
    r"|\d{1,2}h\d{2}(?!\w)"
    rf"|\d{{4}}(?:\s?(?:hours|hrs?\b\.?)(?!\w|{_LASTS})|(?={_ZONE}))"
    rf"|(?:12(?::00)?\s+)?(?:noon|midday|midnight)(?![\w\-])|{SPOKEN_PATTERN}"
)
_FIGURES = "|".join(rf"\d{{1,2}}{sign}\d{{1,2}}{sign}\d{{4}}" for sign in ("/", r"\.", "-"))
_DATE = (
    rf"(?:the\s+)?(?:\d{{1,2}}{_NTH}\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?"
    rf"|{_MONTH}\s+(?:the\s+)?\d{{1,2}}{_NTH}(?:,?\s+\d{{4}})?|\d{{4}}[-/]\d{{2}}[-/]\d{{2}}|{_FIGURES})"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY_PATTERN = "(?:" + "|".join(_WEEKDAYS) + ")"
_OF_THE_DAY = (
    r"(?!\s+(?:early\s+|late\s+)?(?:night|morning|evening|afternoon|noon|midnight)|[\w'’-])"
)
#: "on 19 June 2019", "June 19, 2019", "2019-06-19", "19/06/2019", "on 19 June", "on Tuesday",
#: "Tuesday 14 March", "today", "yesterday".
DATE_PATTERN = (
    rf"(?:on\s+)?(?:{WEEKDAY_PATTERN},?\s+)?{_DATE}|on\s+{WEEKDAY_PATTERN}{_OF_THE_DAY}(?!,?\s+{_DATE})"
    "|today|yesterday"
)
#: What begins a date after "on", to be looked ahead for.
ON_A_DATE = rf"(?:the\s+)?(?:{WEEKDAY_PATTERN}(?![\w'’-])|\d|{_MONTH}\s+(?:the\s+)?\d)"

Side = Literal["at", "before", "after", "just before", "just after"]


@dataclass(frozen=True)
class TimeOfDay:
    """A time on a clock, in seconds after midnight; ``unit`` is the last unit given, in seconds.

    86,400 is the midnight at the end of a day. Words that do not say which midnight of the day they
    mean have ``either``; times of which nothing says in which half of the day they are, ``halved``.
    """

    seconds: Fraction
    unit: Fraction
    either: bool = False
    halved: bool = False

    @property
    def ways(self) -> tuple[Fraction, ...]:
        """The seconds after midnight that are meant: two of a midnight or a half that is open."""
        if self.halved:
            return (self.seconds, self.seconds + 43_200)
        return (self.seconds, self.seconds + 86_400) if self.either else (self.seconds,)


@dataclass(frozen=True)
class Stamp:
    """A clock time as written, or with ``until`` a span of the clock.

    ``zone`` and ``date`` are the words that name them ("" where the sentence has none), the date
    being that on which a span begins; ``ends`` is a date written of its end. ``error`` is the
    stated error, if there is one. ``side`` is on which side of it something was, where words of the
    time itself say so ("enters Turkey before 09:24").
    """

    time: TimeOfDay
    until: TimeOfDay | None
    zone: str
    date: str
    hedged: bool
    words: str
    column: int
    error: Quantity | None = None
    ends: str = ""
    side: Side = "at"


@dataclass(frozen=True)
class Day:
    """A date as written: a whole one, one without its year, or one told from the day of speaking.

    ``back`` counts days before the day of speaking; it is ``None`` for a calendar date.
    ``weekday`` is the day of the week written (0 for Monday); where nothing else is, ``day`` is 0.
    """

    year: int | None
    month: int
    day: int
    back: int | None = None
    weekday: int | None = None

    @property
    def weekday_words(self) -> str:
        """The day of the week written, "" for none."""
        return "" if self.weekday is None else _WEEKDAYS[self.weekday].title()


def time_of_day(text: str, column: int) -> TimeOfDay:
    """Read "09:24:05", "9:15 pm", "9.15 pm", "9 pm", "0915", "24:00", "noon" or "midnight".

    Raises:
        LanguageError: there is no such time on a clock.
    """
    body = " ".join(text.casefold().split())
    if re.search(r"(?:\A|\s)(?:noon|midday)\Z", body):  # no "afternoon"
        return TimeOfDay(Fraction(12 * 3600), Fraction(3600))
    if body.endswith("midnight"):
        return TimeOfDay(Fraction(0), Fraction(3600), either=True)
    body = re.sub(r"\s+of\Z", "", body)  # "9:33 in the morning of 24 November"
    half = half_of_day(body)
    told = spoken(body)
    if told is not None and re.search(r"\sto\s(?:12|twelve)(?!\w)", body):
        return TimeOfDay(told[0], told[1], halved=True)  # "ten to 12 pm" is to either twelve
    if told is not None:
        return TimeOfDay(told[0] + (43_200 if half == "p" else 0), told[1], halved=not half)
    spelt = re.sub(rf"{_HALF}\Z", "", body)
    digits = re.sub(r"\s*(?:hours|hrs?\.?|o['’]clock)\Z", "", spelt)
    open_half = not half and spelt.endswith("clock")
    digits = digits.replace("h", ":")
    if re.fullmatch(r"\d{4}", digits):
        digits = f"{digits[:2]}:{digits[2:]}"
    if ":" not in digits:
        digits = digits.replace(".", ":", 1)
    hours, *rest = digits.split(":")
    hour, minute = int(hours), int(rest[0]) if rest else 0
    second = Fraction(rest[1]) if len(rest) > 1 else Fraction(0)
    if half and (body.endswith("m") or body.endswith(".") or 1 <= hour <= 12):
        right = 1 <= hour <= 12
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half:  # "16:15 in the afternoon"
        right = hour <= 23 and (hour >= 12) == (half == "p")
    else:
        right = hour <= 23 or (hour == 24 and minute == second == 0)
    if not right or minute > 59 or second >= 60:
        raise LanguageError(
            f"'{text}' is not a time on a clock",
            column=column,
            expected=("a time from 00:00 to 24:00",),
        )
    units = [Fraction(3600), Fraction(60)]
    decimals = len(rest[1].partition(".")[2]) if len(rest) > 1 else 0
    unit = units[len(rest)] if len(rest) < 2 else Fraction(1, 10**decimals)
    seconds = hour * 3600 + minute * 60 + second
    if open_half and hour <= 12:  # "7 o'clock"
        return TimeOfDay(seconds % 43_200, unit, halved=True)
    return TimeOfDay(seconds, unit)


def span_of_day(begin: str, end: str, column: int) -> tuple[TimeOfDay, TimeOfDay]:
    """Read both ends of a span; "7:00" to "7:30 pm" begins in the half of the day before its end.

    Raises:
        LanguageError: there is no such time on a clock.
    """
    first, last = time_of_day(begin, column), time_of_day(end, column)
    open_half = re.fullmatch(r"(?:[1-9]|1[0-2])[:.]\d{2}(?::[\d.]+)?", begin.strip())
    if not open_half or not re.search(rf"{_HALF}\s*\Z", end, re.IGNORECASE):
        return first, last
    half = 12 * 3600
    ways = (first.seconds % half, first.seconds % half + half)
    return replace(first, seconds=min(ways, key=lambda s: (last.seconds - s) % (2 * half))), last


def day_of(text: str, column: int) -> Day:
    """Read a date as :data:`DATE_PATTERN` finds it.

    Raises:
        LanguageError: the calendar has no such day.
    """
    body = re.sub(r"^on\s+", "", " ".join(text.split()).casefold())
    named = re.match(rf"({WEEKDAY_PATTERN}),?\s*", body)
    weekday = None if named is None else _WEEKDAYS.index(named[1])
    body = re.sub(r"^the\s+", "", body[named.end() :] if named else body)
    if not body:
        return Day(None, 0, 0, weekday=weekday)
    if body in ("today", "yesterday"):
        return Day(None, 0, 0, 0 if body == "today" else 1)
    whole = re.fullmatch(r"(\d{4})[-/](\d{2})[-/](\d{2})", body)
    figures = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", body)
    if figures:
        month, day = _month_and_day(text, int(figures[1]), int(figures[2]), figures[3], column)
        year: int | None = int(figures[3])
    elif whole:
        year = int(whole[1])
        month, day = int(whole[2]), int(whole[3])
    else:
        word = re.search(r"[a-z]{3}", body)
        assert word is not None
        month = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(word[0]))
        numbers = [int(n) for n in re.findall(r"\d+", body)]
        day = numbers[0]
        year = numbers[1] if len(numbers) > 1 else None
    try:
        dt.date(year if year is not None else 2000, month, day)
    except ValueError as error:
        raise LanguageError(
            f"'{text}' is not a day of the calendar", column=column, expected=("a date",)
        ) from error
    return Day(year, month, day, weekday=weekday)


def _month_and_day(text: str, first: int, second: int, year: str, column: int) -> tuple[int, int]:
    """The month and the day of "14/03/2023": the day first, unless only the month can be.

    Raises:
        LanguageError: either can be the day, as in "04/03/2023".
    """
    if first == second or first > 12:
        return second, first
    if second > 12:
        return first, second
    ways = [f"{d} {_MONTHS[m - 1].title()} {year}" for d, m in ((first, second), (second, first))]
    raise LanguageError(
        f"'{text}' may be {ways[0]} or {ways[1]}",
        column=column,
        expected=("a date with its month in letters",),
        remedy=f"write 'on {ways[0]}' or 'on {ways[1]}'",
    )
