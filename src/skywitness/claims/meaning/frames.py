"""A frame: a point of view on borders, and which moments are one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from skywitness.claims.meaning.spots import Spot

if TYPE_CHECKING:
    from skywitness.places.names.views import View


@dataclass(frozen=True)
class Frame:
    """A point of view; verdicts are given per frame.

    ``borders`` is "recognised", "claimed by XXX" or "held by XXX" (ISO A3); claims later than
    ``date`` do not count; ``same`` lists groups of moment ids that are one moment here.
    """

    id: str
    label: str
    borders: str = "recognised"
    date: dt.date | None = None
    same: tuple[tuple[str, ...], ...] = ()
    note: str = ""

    def view(self) -> View:
        """The point of view for finding places."""
        from skywitness.places.names.views import View  # loads the border tables

        return View(self.borders, self.date)

    def moment(self, moment: str) -> str:
        """The id that stands for a moment in this frame: the first of its group."""
        return next((group[0] for group in self.same if moment in group), moment)

    def spot(self, spot: Spot) -> Spot:
        """A place in this frame: the one at the moment that stands for its own."""
        return Spot(spot.who, self.moment(spot.moment))


RECOGNISED = Frame("recognised", "recognised borders")
