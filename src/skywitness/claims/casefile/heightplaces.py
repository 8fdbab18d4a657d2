"""Refuses "north of Adana at 6 km", which may tell how far or how high."""

from __future__ import annotations

import re
from itertools import pairwise

from skywitness.claims.language.atoms.place.altitude import AltitudeAtom
from skywitness.claims.language.atoms.place.direction import DirectionAtom
from skywitness.claims.language.statement import Statement
from skywitness.errors import LanguageError

_IN_KM = re.compile(
    r"at\s+(?P<n>(?!.*(?:altitude|height))[^;,]*?\d[^;,]*?\s*(?:km|kilomet(?:re|er)s?|clicks))",
    re.IGNORECASE,
)


def refuse_height_or_distance(statement: Statement) -> None:
    """Refuse a bare number of kilometres right behind a direction that has no distance.

    Raises:
        LanguageError: there is one; both forms are offered.
    """
    for first, then in pairwise(statement.clauses):
        where, height = first.atom, then.atom
        if not isinstance(where, DirectionAtom) or not isinstance(height, AltitudeAtom):
            continue
        told = _IN_KM.fullmatch(height.words)
        found = re.search(rf"{re.escape(where.words)}\s+{re.escape(height.words)}", statement.text)
        if told is None or found is None:
            continue
        before, after = statement.text[: found.start()], statement.text[found.end() :]
        raise LanguageError(
            f"'{height.words}' may tell how high it was, or how far from there",
            column=then.column,
            expected=("at an altitude of",),
            remedy=f"say '{before}{where.words} at an altitude of {told['n']}{after}' for a "
            f"height; or say the distance before the direction, such as '{told['n']} north of'",
        )
