"""What holds in every verdict of a frame, whatever is claimed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from skywitness.claims.casefile.case import Case, Thing
from skywitness.claims.casefile.framenames import moments_of
from skywitness.claims.language.atoms.shared.base import FindPlace
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.movers import (
    DEEPEST_SEA,
    FLYING,
    LOWEST_LAND,
    MOVERS,
    MoverKind,
    height_at_least,
)
from skywitness.claims.meaning.parts import Mover, Part
from skywitness.claims.meaning.spots import NOWHERE, Spot
from skywitness.claims.readings import Reader, single_reading


def premises(case: Case, frame: Frame, *, find: FindPlace | None = None) -> tuple[Part, ...]:
    """The premises of a frame, one kind after the other; a further kind is added here.

    ``find`` replaces the gazetteer (name → extents).

    Raises:
        CaseError: what is given can be read in several ways, so it is no common ground.
        SkywitnessError: a place is unknown or ambiguous.
    """
    return (
        *_agreed(Reader(case, frame, find=find)),
        *_hard_motion(case, frame),
        *_ground(case, frame),
    )


def _agreed(reader: Reader) -> Iterator[Part]:
    """What the case says all sides agree on of each moment (``given``)."""
    for moment in reader.case.moments:
        for saying in moment.given:
            yield from single_reading(reader, saying)


def _hard_motion(case: Case, frame: Frame) -> Iterator[Part]:
    """What hard physics says of each object between the moments it is declared to be at."""
    for thing in case.things:
        if thing.mover is None:
            continue
        kind = MOVERS[thing.mover]
        at = moments_of(thing, case, frame)
        places = dict.fromkeys(Spot(thing.id if thing.apart else "", m) for m in at)
        if len(places) > 1:
            limit = Mover(thing.id, tuple(places), kind.speed)
            yield Part("", _faster(thing, kind), NOWHERE, limit)
        for m in at:
            for limit_at_once in kind.at_once():
                yield Part("", _faster(thing, kind), Spot(thing.id, m), limit_at_once)


def _ground(case: Case, frame: Frame) -> Iterator[Part]:
    """What bounds heights from below: nothing flies under the ground, nothing sinks into the bed.

    An object of a kind that flies, at a moment at which the case declares it to be, is not below
    the lowest dry land; but where the moment's own words speak of a wreck or of the sea bed, and of
    everything else, only the deepest sea bed bounds it, for an aircraft sinks like a ship.
    """
    for moment in dict.fromkeys(frame.moment(m.id) for m in case.moments):
        same = [m for m in case.moments if frame.moment(m.id) == moment]
        there = {who for m in same for who in m.objects}
        sunk = any(_SUNK.search(" ".join((m.id, m.label, *m.phrases))) for m in same)
        dry = {t.id for t in case.things if t.id in there and t.mover in FLYING and not sunk}
        with_it = any(t.id in dry and not (t.apart or t.stands) for t in case.things)
        yield _no_lower(Spot.of(moment), flies=with_it)
        for thing in case.things:
            if not thing.stands:
                yield _no_lower(Spot(thing.id, moment), flies=thing.id in dry)
    for thing in case.things:
        if thing.stands:
            yield _no_lower(Spot(thing.id, ""), flies=False)


#: Words of a moment at which what flew may lie under water.
_SUNK = re.compile(r"\b(?:wrecks?|wreckage|sea ?beds?|sea ?floor|bottom|s[iau]nk\w*|under ?water)",
                   re.IGNORECASE)  # fmt: skip


def _no_lower(spot: Spot, *, flies: bool) -> Part:
    if flies:
        words, least = "nothing flies below the ground", LOWEST_LAND
    else:
        words, least = "no sea bed is deeper than 11 km", DEEPEST_SEA
    return Part("", words, spot, height_at_least(least))


def _faster(thing: Thing, kind: MoverKind) -> str:
    return f"{thing.label}: no {kind.name} moves faster than {kind.speed:,.0f} m/s"
