"""Several things at one moment, in a case that declares no objects.

A moment has one place. Where a case declares its objects it says which of them were elsewhere
(``apart``). Where it declares none, and claims tell where several things of other names were at one
moment, nobody says that they were at one place: each has its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from skywitness.claims.casefile.case import Claim
from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.language.atoms.shared.base import folded
from skywitness.claims.language.statement import Clause, Saying
from skywitness.claims.meaning.spots import Spot


def placed_apart(claims: Sequence[Claim], names: CaseNames) -> tuple[Claim, ...]:
    """The claims, each of several undeclared things at a place of its own at their moment."""
    if names.case.things:
        return tuple(claims)
    told: dict[str, set[str]] = {}
    for claim in claims:
        for clause, spot in _placed(claim.saying, names):
            told.setdefault(spot.moment, set()).add(folded(clause.subject))
    several = {moment for moment, who in told.items() if len(who) > 1}
    if not several:
        return tuple(claims)
    return tuple(replace(c, saying=_own(c.saying, names, several)) for c in claims)


def _placed(saying: Saying, names: CaseNames) -> Iterator[tuple[Clause, Spot]]:
    """The clauses that tell where a thing of some name was at a moment."""
    for clause, spot in zip(saying.statement.clauses, saying.spots, strict=True):
        if saying.mute is None and _tells_place(clause, spot, names):
            yield clause, spot


def _tells_place(clause: Clause, spot: Spot, names: CaseNames) -> bool:
    named = bool(clause.subject) and names.moment(clause.subject) is None
    return named and clause.atom.topic == "place" and spot == Spot.of(spot.moment) and bool(spot)


def _own(saying: Saying, names: CaseNames, several: set[str]) -> Saying:
    spots = (
        Spot(folded(clause.subject), spot.moment)
        if spot.moment in several and _tells_place(clause, spot, names)
        else spot
        for clause, spot in zip(saying.statement.clauses, saying.spots, strict=True)
    )
    return replace(saying, spots=tuple(spots))
