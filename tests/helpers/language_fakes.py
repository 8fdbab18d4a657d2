"""A few plain shapes in place of the gazetteer, so that the language is tested on its own."""

from __future__ import annotations

import shapely

from skywitness.claims.casefile.case import Case
from skywitness.claims.language.grammar import parse
from skywitness.claims.language.statement import Saying, without_moments
from skywitness.claims.meaning.frames import RECOGNISED, Frame
from skywitness.claims.meaning.policy import default_policy
from skywitness.claims.readings import Reader
from skywitness.errors import AmbiguousPlace, PlaceError
from skywitness.places.place import Extent, Place

SHAPES = {
    "crimea": shapely.box(32.5, 44.4, 36.6, 46.1),
    "russia": shapely.box(37.0, 43.0, 60.0, 60.0),
    "russian mainland": shapely.box(37.0, 43.0, 60.0, 60.0),
    "syria": shapely.box(35.8, 32.5, 42.0, 37.0),
    "black sea": shapely.box(28.0, 41.0, 41.5, 46.5),
    "sevastopol": shapely.Point(33.52, 44.6),
    "guam": shapely.box(144.6, 13.2, 145.0, 13.7),
}


def place(name: str, *, error_m: float | None = 1000.0) -> Place:
    """A place of the table above."""
    return Place(
        id=name, name=name.title(), kind="country", geometry=SHAPES[name], error_m=error_m,
        source="a drawing", version="1", licence="none", view="not disputed",
    )  # fmt: skip


def find(name: str) -> tuple[Extent, ...]:
    """Looks a name up as the gazetteer does."""
    folded = name.casefold().removeprefix("the ")
    if folded == "us territory":
        return (
            Extent("states", "ordinary", place("russia")),
            Extent("states and territories", "ordinary", place("guam")),
        )
    if folded == "georgia":
        raise AmbiguousPlace("'Georgia' is two places", ("Georgia (country)", "Georgia (state)"))
    if folded not in SHAPES:
        raise PlaceError(f"there is no place '{name}'", remedy="did you mean 'Crimea'?")
    return (Extent("", "ordinary", place(folded)),)


def saying(text: str, name: str = "C1", sentence: str | None = None) -> Saying:
    """A sentence whose subject is its moment."""
    statement = parse(text)
    moments = tuple(without_moments(clause) for clause in statement.clauses)
    return Saying(name, sentence or name, statement, moments)


def reader(
    frame: Frame = RECOGNISED,
    sector_deg: float | None = None,
    same: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> Reader:
    """Interprets sentences with the shapes above."""
    case = Case("test", "", "case.toml", None, default_policy(), frames=(frame,), same=same)
    return Reader(case, frame, sector_deg, find)
