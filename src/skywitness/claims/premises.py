"""What holds in every verdict of a frame, whatever is claimed."""

from __future__ import annotations

from collections.abc import Iterator

from skywitness.claims.casefile.case import Case, Thing
from skywitness.claims.casefile.framenames import moments_of
from skywitness.claims.language.atoms.shared.base import FindPlace
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.movers import MOVERS, MoverKind
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
    return (*_agreed(Reader(case, frame, find=find)), *_hard_motion(case, frame))


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


def _faster(thing: Thing, kind: MoverKind) -> str:
    return f"{thing.label}: no {kind.name} moves faster than {kind.speed:,.0f} m/s"
