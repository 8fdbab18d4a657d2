"""Lengths of time that are written like clock times: "1:30 after strike", "2:15 minutes"."""

from __future__ import annotations

import re

from skywitness.errors import LanguageError

#: "1:30 after strike": an hour and a half, a minute and a half, or half past one.
#: "2:15 minutes" and "00:02:15 after strike" are no clock times at all.
CLOCK_LIKE = re.compile(
    r"(?<!at )(?<!at about )(?<![\w:.-])"
    r"(?P<time>(?P<first>\d{1,2})(?::|h(?=\d\d\s))(?P<second>[0-5]\d)(?::(?P<third>[0-5]\d))?)"
    r"(?:(?P<unit>\s*(?:h|hrs?|hours?|mins?|minutes?|s|secs?|seconds?)\b\.?)?"
    r"\s+(?P<side>before|after|later\s+than|earlier\s+than)\s+(?!\d)"
    r"|\s+(?:mins?|minutes?|secs?|seconds?)\b)",
    re.IGNORECASE,
)


def no_length(found: re.Match[str]) -> LanguageError:
    """The error for a length of time that is written like a clock time."""
    time, side = found["time"], f" {found['side']}" if found["side"] else ""
    first, second = int(found["first"]), int(found["second"])
    if found["third"]:
        known = [f"{(first * 60 + second) * 60 + int(found['third'])} s{side}"]
    else:
        known = [f"{first} h {second} min{side}", f"{first * 60 + second} s{side}"]
        unit = (found["unit"] or "").strip().lower()
        known = known[:1] if unit.startswith("h") else known[1:] if unit else known
    clock = side and not found["unit"]
    if clock:
        known.append(f"for a clock time 'at {time} and{side}")
    told = [each if "'" in each else f"'{each}'" for each in known]
    told[-1] = told[-1] + "'" if clock else told[-1]
    return LanguageError(
        f"'{' '.join(found.group().split())}' "
        + ("may tell a length of time or a clock time" if clock else "is no length of time here"),
        column=found.start("time") + 1,
        expected=("a length of time with its units",),
        remedy=f"write {', '.join(told[:-1])}{', or ' if len(told) > 1 else ''}{told[-1]}",
    )
