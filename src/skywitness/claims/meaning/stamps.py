"""Clock times and dates as people write them, before anything says which instant they mean."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.zones import ZONE_PATTERN
from skywitness.errors import LanguageError

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_MONTH = "(?:" + "|".join(rf"{m[:3]}(?:{m[3:]}|t\.?|\.)?" for m in _MONTHS) + ")"

_NTH = r"(?:st|nd|rd|th)?"

_HALF = r"\s*[ap]\.?\s?m(?:\.|\b)"
_ZONE = rf"\s?(?:{ZONE_PATTERN})(?![\w/])"
# What follows four digits that are a duration: "1200 hours after strike".
_LASTS = r"\s+(?:after|before|later|earlier|long|of)\b"

#: "09:15", "9:15 pm", "9 pm", "09:24:05.5"; "9.15 pm", and "9.15" or "0915" right before a zone;
#: "0915 hours"; "9h15"; "9 o'clock"; "noon", "12 midnight".
TIME_PATTERN = (
    rf"\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d{{1,6}})?)?(?![\d:])(?:{_HALF}|\s+hours\b(?!{_LASTS}))?"
    rf"|\d{{1,2}}(?:\.\d{{2}})?(?:{_HALF}|\s+o['’]clock\b)"
    rf"|\d{{1,2}}\.\d{{2}}(?={_ZONE})"
    r"|\d{1,2}h\d{2}(?!\w)"
    rf"|\d{{4}}(?:\s?(?:hours|hrs?\b\.?)(?!\w|{_LASTS})|(?={_ZONE}))"
    r"|(?:12(?::00)?\s+)?(?:noon|midday|midnight)(?![\w\-])"
)
#: "on 19 June 2019", "June 19, 2019", "2019-06-19", "on 19 June", "today", "yesterday".
DATE_PATTERN = (
    rf"(?:on\s+)?(?:the\s+)?(?:\d{{1,2}}{_NTH}\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?"
    rf"|{_MONTH}\s+(?:the\s+)?\d{{1,2}}{_NTH}(?:,?\s+\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}})|today|yesterday"
)

Side = Literal["at", "before", "after", "just before", "just after"]


@dataclass(frozen=True)
class TimeOfDay:
    """A time on a clock, in seconds after midnight; ``unit`` is the last unit given, in seconds.

    86,400 is the midnight at the end of a day. Words that do not say which midnight of the day they
    mean have ``either``.
    """

    seconds: Fraction
    unit: Fraction
    either: bool = False

    @property
    def ways(self) -> tuple[Fraction, ...]:
        """The seconds after midnight that are meant: two of a midnight that may be either."""
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
    """

    year: int | None
    month: int
    day: int
    back: int | None = None


def time_of_day(text: str, column: int) -> TimeOfDay:
    """Read "09:24:05", "9:15 pm", "9.15 pm", "9 pm", "0915", "24:00", "noon" or "midnight".

    Raises:
        LanguageError: there is no such time on a clock.
    """
    body = " ".join(text.casefold().split())
    if body.endswith(("noon", "midday")):
        return TimeOfDay(Fraction(12 * 3600), Fraction(3600))
    if body.endswith("midnight"):
        return TimeOfDay(Fraction(0), Fraction(3600), either=True)
    half = re.search(r"([ap])\.?\s?m\.?\Z", body)
    digits = re.sub(r"\s*(?:[ap]\.?\s?m\.?|hours|hrs?\.?|o['’]clock)\Z", "", body)
    digits = digits.replace("h", ":")
    if re.fullmatch(r"\d{4}", digits):
        digits = f"{digits[:2]}:{digits[2:]}"
    if ":" not in digits:
        digits = digits.replace(".", ":", 1)
    hours, *rest = digits.split(":")
    hour, minute = int(hours), int(rest[0]) if rest else 0
    second = Fraction(rest[1]) if len(rest) > 1 else Fraction(0)
    if half:
        right = 1 <= hour <= 12
        hour = hour % 12 + (12 if half[1] == "p" else 0)
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
    return TimeOfDay(hour * 3600 + minute * 60 + second, unit)


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
    body = re.sub(r"^(?:on\s+)?(?:the\s+)?", "", " ".join(text.split()).casefold())
    if body in ("today", "yesterday"):
        return Day(None, 0, 0, 0 if body == "today" else 1)
    whole = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", body)
    if whole:
        year: int | None = int(whole[1])
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
    return Day(year, month, day)
