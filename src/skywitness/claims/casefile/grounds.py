"""What a case states of the day's air (``[air]``) and of the ground below (``[ground]``)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from skywitness.claims.casefile.caselinks import must_exist
from skywitness.claims.casefile.casemodel import AirTable, GroundTable
from skywitness.claims.casefile.lengths import metres_of
from skywitness.claims.meaning.references import LAND, SEA, Air, Ground
from skywitness.claims.validation import located, shown
from skywitness.errors import CaseError

_MINUS = "-−–"


def air_from(table: AirTable | None) -> Air:
    """The air of a case; any that there can be where it states none."""
    if table is None:
        return Air()
    low, high = table.qnh
    return Air(float(low), float(high), table.source)


def grounds_from(
    rows: Sequence[GroundTable], moments: Sequence[str], file: str
) -> tuple[Ground, ...]:
    """The grounds of a case.

    Raises:
        CaseError: an end is no length with a unit, the lowest is above the highest, no land is so
            high or low, or a moment does not exist.
    """
    out = []
    for number, row in enumerate(rows, 1):
        key = "ground" if len(rows) == 1 else f"ground.{number}"
        for moment in row.moments:
            must_exist(moment, moments, "moment", f"{key}.moments", file)
        if row.surface == "sea":
            out.append(Ground(*SEA, "the sea", row.source, tuple(row.moments)))
            continue
        assert row.lowest is not None
        assert row.highest is not None
        lowest, highest = (
            _above_the_sea(text, f"{key}.{end}", file)
            for end, text in (("lowest", row.lowest), ("highest", row.highest))
        )
        if lowest > highest:
            raise CaseError(
                f"the lowest ground ({shown(row.lowest)}) lies above the highest "
                f"({shown(row.highest)})",
                file=file,
                key=f"{key}.lowest",
                remedy='give the lower height first: lowest = "0 m", highest = "2000 m"',
            )
        words = f"ground between {' '.join(row.lowest.split())} and {' '.join(row.highest.split())}"
        out.append(Ground(lowest, highest, words, row.source, tuple(row.moments)))
    for one, other in itertools.combinations(out, 2):
        both = not one.moments or not other.moments or set(one.moments) & set(other.moments)
        if both and max(one.lowest, other.lowest) > min(one.highest, other.highest):
            raise CaseError(
                f"{one.words} and {other.words} are stated of one moment",
                file=file,
                key="ground",
                remedy="give each ground the moments that it is of: moments = [...]",
            )
    return tuple(out)


def _above_the_sea(text: str, key: str, file: str) -> float:
    """A height above the sea in metres; a minus sign counts downward."""
    plain = text.strip()
    below = plain[:1] in _MINUS if plain else False
    metres = located(file, key, lambda: metres_of(plain[1:] if below else plain))
    height = -metres if below else metres
    if not LAND[0] <= height <= LAND[1]:
        raise CaseError(
            f"no land lies at {shown(text)}",
            file=file,
            key=key,
            remedy=f"give a height from {LAND[0]:,.0f} m to {LAND[1]:,.0f} m above the sea",
        )
    return height
