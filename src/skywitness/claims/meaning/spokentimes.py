"""Clock times as people speak them: "quarter past 4", "ten to five", "9:30 in the evening".

Who says "quarter past 4" does not say of which half of the day; the half is open until "am", "in
the morning" and their like settle it. Such times are told in steps of five minutes.
"""

from __future__ import annotations

import re
from fractions import Fraction

from skywitness.claims.meaning.zones import ZONE_PATTERN

_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
          "twelve")  # fmt: skip
_STEPS = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty five": 25, "half": 30}
#: Seconds of the last unit given: of a step, and where minutes are counted out.
STEP, MINUTE = Fraction(300), Fraction(60)

_PART = (
    r"\s+in\s+the\s+(?:(?:early|late)\s+)?(?:morning|afternoon|evening)"
    r"(?:\s+of(?=\s+(?:the\s+)?(?:\d|[a-z]{3,9}\.?\s+\d)))?(?![\w-])"
)
#: What settles the half of the day, right after a time.
HALF_PATTERN = rf"(?:\s*[ap]\.?\s?m(?:\.|\b)|{_PART})"

_HOUR_WORD = rf"(?:{'|'.join(_HOURS)})"
_HOUR = rf"(?:1[0-2]|[1-9]|{_HOUR_WORD})(?![\w:-]|[.,]\d)"
_COUNTED = r"(?:twenty[\s-]five|twenty|ten|five|25|20|10|5)"
_MINUTES = r"(?:\d{1,2}|twenty[\s-]five|twenty|ten|five)\s+minutes?"
# "Five to ten" may be a range: it is a time after "at", with nothing behind it that is counted.
_SAID_OF = r"(?:(?<=\bat )|(?<=\babout )|(?<=\baround )|(?<=\bby )|(?<=\bbefore )|(?<=\bafter ))"
_ENDS = (
    rf"(?=\s*(?:\Z|[;,.](?:\s|\Z)|{HALF_PATTERN}|o['’]clock\b|at\s+night\b|on\s|±|but\s|and\s+(?!an?\s|half)"
    rf"|(?:{ZONE_PATTERN})(?![\w/])))"
)
#: A time in words or by the parts of an hour; whole hours need what makes them times.
SPOKEN_PATTERN = (
    rf"(?:(?:an?\s+)?quarter|half|{_COUNTED}|{_MINUTES})\s+past\s+{_HOUR}(?:\s+o['’]clock\b|{HALF_PATTERN})?"
    rf"|(?:(?:an?\s+)?quarter|{_MINUTES})\s+to\s+{_HOUR}{_ENDS}(?:\s+o['’]clock\b|{HALF_PATTERN})?"
    rf"|{_SAID_OF}{_COUNTED}\s+to\s+{_HOUR}{_ENDS}(?:\s+o['’]clock\b|{HALF_PATTERN})?"
    rf"|{_HOUR_WORD}(?:\s+o['’]clock\b{HALF_PATTERN}?|{HALF_PATTERN})"
)


def half_of_day(text: str) -> str:
    """The half of the day that words after a time name: "a", "p", or "" for none."""
    found = re.search(r"(?:([ap])\.?\s?m\.?|\s(morning|afternoon|evening)(?:\s+of)?)\Z", text)
    if found is None:
        return ""
    return found[1] or ("a" if found[2] == "morning" else "p")


def spoken(text: str) -> tuple[Fraction, Fraction] | None:
    """Seconds after midnight or noon and the last unit given; ``None`` for digits of a clock."""
    body = " ".join(re.sub(rf"(?:\s+o['’]clock\b)?{HALF_PATTERN}?\Z", "", text).split())
    found = re.fullmatch(r"(?:(?:an? )?(.+?)( minutes?)? (past|to) )?(\S+)", body)
    if found is None or (found[3] is None and found[4] not in _HOURS):
        return None
    hour = _HOURS.index(found[4]) + 1 if found[4] in _HOURS else int(found[4])
    if found[3] is None:
        return Fraction(hour % 12 * 3600), Fraction(3600)
    told = found[1].replace("-", " ")
    minutes = int(told) if told.isdigit() else _STEPS[told]
    shift = minutes * 60 if found[3] == "past" else -minutes * 60
    exact = bool(found[2]) and minutes % 5 != 0
    return Fraction((hour * 3600 + shift) % (12 * 3600)), MINUTE if exact else STEP
