"""What holds in every verdict of a frame, whatever is claimed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from skywitness.claims import heightlimits
from skywitness.claims.casefile.case import Case, Thing
from skywitness.claims.casefile.framenames import moments_of
from skywitness.claims.language.atoms.shared.base import FindPlace
from skywitness.claims.language.statement import Saying
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.movers import MOVERS, MoverKind, height_at_least
from skywitness.claims.meaning.parts import (
    Climb,
    Constraint,
    HeightChange,
    Mover,
    Offset,
    Part,
    levels_told,
)
from skywitness.claims.meaning.references import REFERENCES, lines
from skywitness.claims.meaning.spots import NOWHERE, Spot, spot_from
from skywitness.claims.readings import Reader, merged_variables, single_reading
from skywitness.errors import SkywitnessError
from skywitness.places.measures.measures import Height, Scalar


def premises(
    case: Case, frame: Frame, *, find: FindPlace | None = None, also: Sequence[Saying] = ()
) -> tuple[Part, ...]:
    """The premises of a frame, one kind after the other; a further kind is added here.

    ``find`` replaces the gazetteer (name → extents); ``also`` are sentences besides the claims
    whose heights are to be held against others.

    Raises:
        CaseError: what is given can be read in several ways, so it is no common ground.
        SkywitnessError: a place is unknown or ambiguous.
    """
    reader = Reader(case, frame, find=find)
    agreed = tuple(_agreed(reader))
    deep = heightlimits.speaks_of_the_deep(case, also)
    return (
        *agreed,
        *_hard_motion(reader, also),
        *heightlimits.limits(case, frame, agreed, deep=deep),
        *heights_tied(reader, also, deep=deep),
    )


def _agreed(reader: Reader) -> Iterator[Part]:
    """What the case says all sides agree on of each moment (``given``)."""
    for moment in reader.case.moments:
        for saying in moment.given:
            yield from single_reading(reader, saying)


def _hard_motion(reader: Reader, also: Sequence[Saying]) -> Iterator[Part]:
    """What hard physics says of each object between the moments it is declared to be at.

    So between these and the moments of its own that sentences speak of, such as its landing.
    """
    case, frame = reader.case, reader.frame
    made = _made_moments(reader, also)
    for thing in case.things:
        if thing.mover is None:
            continue
        kind = MOVERS[thing.mover]
        at = moments_of(thing, case, frame)
        own = (Spot(thing.id if thing.apart else "", m) for m in (*at, *made.get(thing.id, ())))
        # The words of some moments ("arrival of MQ-9 at ...") are those of another spot, in files.
        places = dict.fromkeys(p for p in own if p.moment in at or spot_from(str(p)) == p)
        if len(places) > 1:
            limit = Mover(thing.id, tuple(places), kind.speed)
            yield Part("", _faster(thing, kind), NOWHERE, limit)
        for m in at:
            for limit_at_once in kind.at_once():
                yield Part("", _faster(thing, kind), Spot(thing.id, m), limit_at_once)
    # Of what is said to be elsewhere, too: such a speed is its own and ties no places.
    known = {(thing.id, m) for thing in case.things for m in moments_of(thing, case, frame)}
    hard = [
        part
        for saying in _told(reader, also)
        for atom, ctx in saying.bound(reader.context(saying))
        for part in atom.hard(ctx)
    ]
    yield from (p for p in dict.fromkeys(hard) if (p.spot.who, p.spot.moment) not in known)


def _told(reader: Reader, also: Sequence[Saying]) -> list[Saying]:
    """All that is said: by claims, of moments, and besides."""
    told = [c.saying for c in reader.case.claims if c.saying.mute is None]
    told += [s for m in reader.case.moments for s in m.given]
    return told + [s for s in also if s.mute is None]


def _made_moments(reader: Reader, also: Sequence[Saying]) -> dict[str, list[str]]:
    """The moments made of the names of each object that sentences speak of, by the object's id.

    Its take-off and landing, the ends of its ways, and its entries and exits on every visit that
    the sentences tell. How long all visits last together has no moments that ever were.
    """
    told = _told(reader, also)
    found: dict[str, list[str]] = {}
    for saying in told:
        for atom, ctx in saying.bound(reader.context(saying)):
            for who, moment in atom.stops(ctx):
                found.setdefault(ctx.names.thing(who), []).append(moment)
    for stays in reader.stays(told):
        ends = [m for s in (*stays.told, *stays.seen) for m in s.ends]
        found.setdefault(reader.names.thing(stays.who), []).extend(ends)
    return found


def heights_tied(
    reader: Reader, also: Sequence[Saying] = (), *, deep: bool = True
) -> Iterator[Part]:
    """How heights of each reference go with those above the sea, where any are told of.

    Only a height that some sentence may mean is tied, and with one above the surface comes the
    surface, and no flight below it.
    """
    case, frame = reader.case, reader.frame
    told: dict[tuple[Spot, Height], None] = {}
    for saying in (
        *(c.saying for c in case.claims),
        *(s for m in case.moments for s in m.given),
        *also,
    ):
        told |= dict.fromkeys(_told_heights(reader, saying))
    for spot, of in told:
        low, high = lines(of, case.air)
        if of != "height":
            sea = case.air.sea if of == "pressure altitude" else (0.0, 0.0)
            yield Part("", AIR_WORDS, spot, Offset(spot, of, low, high, None, sea))
            continue
        thing = next((t for t in case.things if t.id == spot.who), None)
        surface = Spot.of(spot.moment) if thing is None else thing.spot(spot.moment)
        yield Part("", "a height above the surface is counted from there", spot,
                   Offset(spot, of, low, high, surface))  # fmt: skip
        yield from heightlimits.surface_below(case, frame, surface)
        if heightlimits.afloat(case, frame, spot):
            yield from heightlimits.above_water(spot, deep=deep)
        if spot in heightlimits.flown(case, frame, spot.moment):
            yield Part("", "nothing flies below the ground", spot, height_at_least(0.0, of))


#: What ties pressure heights to heights above the sea.
AIR_WORDS = "pressure, temperature and altimetry have bounds"


def _told_heights(reader: Reader, saying: Saying) -> Iterator[tuple[Spot, Height]]:
    """Heights of other references than the sea that a sentence speaks of in some reading."""
    if saying.mute is not None:
        return
    for atom, ctx in saying.bound(reader.context(saying)):
        if atom.topic != "height":
            continue
        try:
            words = merged_variables(atom.variables(ctx))
        except SkywitnessError:  # whoever reads the sentence itself is told
            return
        for values in itertools.product(*(v.values for v in words)):
            choice = {v.id: x for v, x in zip(words, values, strict=True)}
            for part in atom.parts(choice, ctx):
                c = part.constraint
                if isinstance(c, Constraint) and isinstance(c.measure, Scalar):
                    if c.measure.quantity in REFERENCES and c.measure.quantity != "altitude":
                        yield part.spot, c.measure.quantity
                elif isinstance(c, HeightChange | Climb) and c.of != "altitude":
                    yield from ((spot, c.of) for spot in levels_told(c.leg))


def _faster(thing: Thing, kind: MoverKind) -> str:
    return f"{thing.label}: no {kind.name} moves faster than {kind.speed:,.0f} m/s"
