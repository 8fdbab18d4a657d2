"""What holds in every verdict of a frame: made once, and handed to all that reasons there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from skywitness.claims.casefile.case import Case, Thing
from skywitness.claims.language.statement import Saying
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.movers import MOVERS, Pace
from skywitness.claims.meaning.parts import Part
from skywitness.claims.meaning.types import find_type
from skywitness.claims.premises import premises
from skywitness.reason.worlds.joint import World, world_of


@dataclass(frozen=True)
class Given:
    """What is given in a frame: its premises as ``parts``, and what they demand of the ``world``.

    ``things`` are the objects of the case, ``day`` its first day.

    Only :func:`given_in` makes it, so whatever a verdict rests on besides the claims is in it.
    """

    frame: Frame
    parts: tuple[Part, ...]
    things: tuple[Thing, ...] = ()
    day: dt.date | None = None

    @cached_property
    def world(self) -> World:
        """The hard constraints on every place, time and object, and the paces of objects."""
        world = world_of(self.parts)
        world.paces = {thing.id: _pace(thing) for thing in self.things}
        if self.day is not None:
            world.noon = dt.datetime.combine(self.day, dt.time(12), dt.UTC).timestamp()
        return world


def given_in(case: Case, frame: Frame, also: Sequence[Saying] = ()) -> Given:
    """What is given in a frame of a case.

    ``also`` are sentences besides its claims whose heights are held against others.

    Raises:
        SkywitnessError: a premise is unusable.
    """
    return Given(frame, premises(case, frame, also=also), case.things, case.date)


def _pace(thing: Thing) -> Pace:
    """How fast an object goes in a world that is shown."""
    row = None if thing.type is None else find_type(thing.type)
    kind = thing.mover or (None if row is None else row.kind)
    pace = Pace() if kind is None or kind not in MOVERS else Pace(MOVERS[kind].usual)
    top = None if row is None else row.most("top speed")
    return pace.of_type(None if top is None else top.si)
