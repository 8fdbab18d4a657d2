"""What a picture of tracks shows: a few aircraft, their legs, and how each is told apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from skywitness.aliases import Floats
from skywitness.errors import RecordError
from skywitness.record.store.selection import Selection
from skywitness.record.store.store import Store
from skywitness.tracks.lines import Leg, numbered
from skywitness.tracks.overview import Overview
from skywitness.tracks.selected import legs, resolved

MOST_AIRCRAFT = 6
MOST_LEGS = 40
HUES = 6  # colours in the style sheet; further legs begin again


@dataclass(frozen=True)
class Shown:
    """A leg with its colour and the short mark that names it in every part of the picture."""

    leg: Leg
    hue: int
    mark: str
    name: str


@dataclass(frozen=True)
class Scene:
    """Everything that is drawn; ``faulty`` says whether rows with a fault are."""

    overview: Overview
    shown: tuple[Shown, ...]
    faulty: bool

    @property
    def single(self) -> bool:
        """Whether there is one aircraft only: then colours tell its legs apart."""
        return len({s.leg.track.icao24 for s in self.shown}) == 1

    @cached_property
    def places(self) -> tuple[Floats, Floats]:
        """Longitude and latitude of every position on the globe without a fault, else of all."""
        for rows in ("drawn", "doubtful"):
            found = [
                np.column_stack([t.longitude[k], t.latitude[k]])
                for s in self.shown
                for t, k in [(s.leg.track, getattr(s.leg, rows))]
            ]
            lonlat = np.concatenate(found) if found else np.empty((0, 2))
            if len(lonlat):
                break
        return lonlat[:, 0], lonlat[:, 1]


def scene(store: Store, selection: Selection, found: Overview) -> Scene:
    """The legs of a few aircraft.

    Raises:
        RecordError: too many aircraft or legs for one picture.
    """
    if len(found.aircraft) > MOST_AIRCRAFT:
        raise RecordError(
            f"{len(found.aircraft):,} aircraft are too many for a picture, which takes "
            f"{MOST_AIRCRAFT}",
            remedy="choose with --icao24, --callsign or --when",
        )
    every = list(numbered(legs(store, resolved(store, selection))))
    if len(every) > MOST_LEGS:
        raise RecordError(
            f"{len(every):,} legs are too many for a picture, which takes {MOST_LEGS}",
            remedy="choose a shorter time with --when",
        )
    order = list(dict.fromkeys(leg.track.icao24 for leg in every))
    shown = []
    for leg in every:
        craft = order.index(leg.track.icao24)
        several = sum(e.track.icao24 == leg.track.icao24 for e in every) > 1
        if len(order) == 1:
            hue, mark = leg.number - 1, str(leg.number)
        else:
            hue = craft
            mark = "ABCDEF"[craft] + (str(leg.number) if several else "")
        name = leg.track.callsigns[0] if leg.track.callsigns else leg.track.icao24 or "no address"
        shown.append(Shown(leg, hue % HUES, mark, name))
    return Scene(found, tuple(shown), selection.faulty)
