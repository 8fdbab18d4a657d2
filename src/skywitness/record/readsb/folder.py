"""Whether the folder or the name a file lies under says another day than its rows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from skywitness.record.reading import Tally

# 2023/08/20, 2023-08-20, v2023.08.20: how globe_history and its releases are laid out.
_DATE = re.compile(r"(?<!\d)(20\d\d)([-./])(\d\d)\2(\d\d)(?!\d)")


def path_date(name: str) -> dt.date | None:
    """The last day that a path names, or None."""
    found = None
    if "20" not in name:  # most names: the pattern costs more
        return found
    for year, _, month, day in _DATE.findall(name.replace("\\", "/")):
        try:
            found = dt.date(int(year), int(month), int(day))
        except ValueError:
            continue
    return found


def compare(name: str, times: Sequence[int], tally: Tally) -> None:
    """Note it if the path's day is none of those from the first to the last of ``times``.

    ``times`` are microseconds since 1970, in any order.
    """
    said = path_date(name) if times else None
    if said is None:
        return
    first, last = _day(min(times)), _day(max(times))
    if first is None or last is None or first <= said <= last:
        return
    span = f"{first}" if first == last else f"{first} to {last}"
    tally.note(f"the folder says {said}, the file {span}")


def _day(micro: int) -> dt.date | None:
    try:
        return (dt.datetime(1970, 1, 1) + dt.timedelta(microseconds=micro)).date()
    except OverflowError:
        return None
