"""What holds in every verdict of a frame: made once, and handed to all that reasons there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from skywitness.claims.casefile.case import Case
from skywitness.claims.language.statement import Saying
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.parts import Part
from skywitness.claims.premises import premises
from skywitness.reason.worlds.joint import World, world_of


@dataclass(frozen=True)
class Given:
    """What is given in a frame: its premises as ``parts``, and what they demand of the ``world``.

    Only :func:`given_in` makes it, so whatever a verdict rests on besides the claims is in it.
    """

    frame: Frame
    parts: tuple[Part, ...]

    @cached_property
    def world(self) -> World:
        """The hard constraints on every place, time and object."""
        return world_of(self.parts)


def given_in(case: Case, frame: Frame, also: Sequence[Saying] = ()) -> Given:
    """What is given in a frame of a case.

    ``also`` are sentences besides its claims whose heights are held against others.

    Raises:
        SkywitnessError: a premise is unusable.
    """
    return Given(frame, premises(case, frame, also=also))
