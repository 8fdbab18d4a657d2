"""What bounds heights whatever is claimed: the ground below, the sea, the deepest sea bed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from skywitness.claims.casefile.case import Case
from skywitness.claims.language.statement import Saying
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.movers import (
    DEEPEST_SEA,
    FLYING,
    LOWEST_LAND,
    height_at_least,
)
from skywitness.claims.meaning.parts import Constraint, Part
from skywitness.claims.meaning.references import LAND, SEA, Ground
from skywitness.claims.meaning.spots import Spot
from skywitness.places.measures.measures import Height, Scalar

#: The kind of what is on the water, unless it sinks or dives, and metres that it rises above that.
SHIP, MASTS = "ship", 100.0

#: Words of a moment at which what flew may lie under water.
_SUNK = re.compile(
    r"\b(?:wrecks?|wreckage|sea ?beds?|sea ?floor|bottom|s[iau]nk\w*|under ?water|recover\w*"
    r"|salvag\w*)",
    re.IGNORECASE,
)
#: Words of a case in which something may go, or be, below the surface of the sea.
_DEEP = re.compile(
    rf"{_SUNK.pattern}|\bsubm\w*|\bdivers?\b|\bdepth|\bdeep|(?:below|beneath)\s+\w+|torpedo"
    r"|(?:^|\s)(?:[-−–]|minus)\s*\d|\b(?:descend|f[ae]ll|drop|los[et])\w*",
    re.IGNORECASE,
)


def limits(case: Case, frame: Frame, agreed: Sequence[Part], *, deep: bool) -> Iterator[Part]:
    """What bounds heights above the sea: nothing flies under the ground or sinks into the bed.

    An object of a kind that flies is not below the lowest ground, but where the moment's own words
    speak of a wreck or of the sea bed; a ship is on water, but where a word of the case speaks of
    what is under it. All else only the deepest sea bed bounds, for an aircraft sinks like a ship.
    ``agreed`` is what is given of the moments, ``deep`` whether some word speaks of that.
    """
    seas = {p.spot for p in agreed
            if p.measured is not None and p.measured.measure == Scalar("surface")}  # fmt: skip
    for moment in dict.fromkeys(frame.moment(m.id) for m in case.moments):
        dry = flown(case, frame, moment)
        here = Spot.of(moment)
        for spot in (here, *(Spot(t.id, moment) for t in case.things if not t.stands)):
            thing = next((t for t in case.things if t.id == spot.who), None)
            if spot in dry:
                below = here if thing is None else thing.spot(moment)
                yield from _not_underground(case, frame, spot, below, below in seas)
            elif afloat(case, frame, spot):
                yield from _ship(spot, deep)
            else:
                yield _no_lower(spot, "no sea bed is deeper than 11 km", DEEPEST_SEA)
    for thing in case.things:
        if thing.stands:
            yield _no_lower(Spot(thing.id, ""), "no sea bed is deeper than 11 km", DEEPEST_SEA)


def flown(case: Case, frame: Frame, moment: str) -> frozenset[Spot]:
    """What at a moment belongs to something that flies then: objects, and the moment itself.

    The moment where the case declares one to be there.
    """
    same = [m for m in case.moments if frame.moment(m.id) == moment]
    if any(_SUNK.search(" ".join((m.id, m.label, *m.phrases))) for m in same):
        return frozenset()
    there = {who for m in same for who in m.objects}
    dry = [t for t in case.things if t.mover in FLYING]
    with_it = {Spot.of(moment) for t in dry if t.id in there and not (t.apart or t.stands)}
    return frozenset({Spot(t.id, moment) for t in dry} | with_it)


def surface_below(case: Case, frame: Frame, surface: Spot) -> Iterator[Part]:
    """Between what heights the surface lies below a place: as the case states, or all land."""
    grounds = grounds_at(case, frame, surface)
    for ground in grounds:
        yield Part("", ground.told, surface, _surface(ground.lowest, ground.highest))
    if not grounds:
        yield Part("", "land lies between -450 m and 8,850 m", surface, _surface(*LAND))


def grounds_at(case: Case, frame: Frame, surface: Spot) -> tuple[Ground, ...]:
    """What the case states of the surface below a moment; nothing below what is elsewhere then."""
    if surface.own or not surface.moment:
        return ()
    return tuple(
        g
        for g in case.grounds
        if not g.moments or surface.moment in {frame.moment(m) for m in g.moments}
    )


def limits_told(
    case: Case, frame: Frame, spot: Spot, also: Sequence[Saying] = (), least: float = -math.inf
) -> str:
    """What bounds the height of an object or a moment before anything is claimed, as a sentence.

    Nothing of the sea bed where the ``least`` height that is left, in metres, lies above it anyway.
    """
    thing = next((t for t in case.things if t.id == spot.who), None)
    if spot in flown(case, frame, spot.moment):
        below = Spot.of(spot.moment) if thing is None else thing.spot(spot.moment)
        told = [g.told for g in grounds_at(case, frame, below)] or ["none lies below -450 m"]
        return f"Nothing flies below the ground: {'; '.join(told)}."
    if afloat(case, frame, spot):
        if speaks_of_the_deep(case, also):
            return "A ship may sink, and the case speaks of what is under water: -11,000 m at most."
        return "A ship is on water, which lies between -450 m and 8,850 m."
    if least > DEEPEST_SEA:
        return ""
    what = "the case does not declare what it is" if thing is None or not thing.mover else (
        "the moment speaks of what may have sunk")  # fmt: skip
    return f"No sea bed is deeper than 11,000 m, and nothing else bounds it from below: {what}."


def _not_underground(
    case: Case, frame: Frame, spot: Spot, below: Spot, sea: bool
) -> Iterator[Part]:
    floors = [("nothing flies below the ground", LOWEST_LAND)]
    floors += [("nothing flies below the sea", SEA[0])] if sea else []
    floors += [
        (f"nothing flies below the ground, {g.told}", g.lowest)
        for g in grounds_at(case, frame, below)
    ]
    yield _no_lower(spot, *max(floors, key=lambda each: each[1]))


def afloat(case: Case, frame: Frame, spot: Spot) -> bool:
    """Whether it is a ship whose height that is: its own, or of a moment where nothing else is."""
    if spot.own:
        there = [t for t in case.things if t.id == spot.who]
    else:
        same = {who for m in case.moments if frame.moment(m.id) == spot.moment for who in m.objects}
        there = [t for t in case.things if t.id in same and not (t.apart or t.stands)]
    return bool(there) and all(t.mover == SHIP for t in there)


def _ship(spot: Spot, deep: bool) -> Iterator[Part]:
    if deep:
        yield _no_lower(spot, "no sea bed is deeper than 11 km", DEEPEST_SEA)
    else:
        yield _no_lower(spot, "a ship is on water", LOWEST_LAND)
    yield _on_water(spot, "altitude", LAND[1] + MASTS)


def above_water(spot: Spot, *, deep: bool) -> Iterator[Part]:
    """How high a ship is above the surface below it."""
    yield _on_water(spot, "height", MASTS)
    if not deep:
        yield Part("", "a ship is on water", spot, height_at_least(-MASTS, "height"))


def _on_water(spot: Spot, of: Height, most: float) -> Part:
    highest = Range(None, Side(most, 0.0), unit="m")
    return Part("", "a ship is on water", spot, Constraint(Scalar(of), highest))


def speaks_of_the_deep(case: Case, also: Sequence[Saying] = ()) -> bool:
    """Whether a case has ships, and some word of it or of ``also`` may put one under water."""
    if not any(t.mover == SHIP for t in case.things):
        return False
    told = [s.statement.text for m in case.moments for s in m.given]
    told += [s.statement.text for s in (*(c.saying for c in case.claims), *also)]
    told += [" ".join((m.id, m.label, *m.phrases)) for m in case.moments]
    told += [" ".join((t.id, t.label, *t.phrases)) for t in case.things]
    told += [c.row.quote for c in case.claims if c.row.quote]
    return any(_DEEP.search(text) for text in told)


def _no_lower(spot: Spot, words: str, least: float) -> Part:
    return Part("", words, spot, height_at_least(least))


def _surface(low: float, high: float) -> Constraint:
    return Constraint(Scalar("surface"), Range(Side(low, 0.0), Side(high, 0.0), unit="m"))
