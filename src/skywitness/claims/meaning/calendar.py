"""How the clocks of a case are read: its zones, the day of the incident, the day of speaking."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from skywitness.claims.meaning.policy import Policy


@dataclass(frozen=True)
class Calendar:
    """``zones`` are the IANA names that "local time" may mean, ``days`` the days it may have been.

    ``said`` is the day a claim was made on, for "today" and "yesterday". ``overnight`` is
    given where there are times of an evening and of a morning, which may be of one night: seconds
    of the day from which on they are of the evening, and until which of the morning. ``clocks`` are
    the zones that the case's times and days are written in, ``dated`` the days that dates written
    there mean, ``reach`` how many days before and after its own the case's times may be, by a long
    time that is told.
    """

    zones: tuple[str, ...] = ()
    days: tuple[dt.date, ...] = ()
    said: dt.date | None = None
    overnight: tuple[float, float] | None = None
    clocks: tuple[str, ...] = ()
    dated: tuple[dt.date, ...] = ()
    reach: int = 0


class Clocked(Protocol):
    """What reading a clock time needs to know of where it stands."""

    @property
    def policy(self) -> Policy:
        """The tolerances."""

    @property
    def calendar(self) -> Calendar:
        """How clocks are read."""

    @property
    def sentence(self) -> str:
        """The key of the printed sentence."""

    def key(self, kind: str, word: str) -> str:
        """Id of the variable of a word."""
