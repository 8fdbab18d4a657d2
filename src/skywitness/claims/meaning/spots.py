"""Unknown places: where a moment happens, where an object stands, where one is at a moment."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import total_ordering

_AT = " at "


@total_ordering
@dataclass(frozen=True, slots=True)
class Spot:
    """An unknown place, by the ids that a case gives.

    Without ``who`` it is the place where the moment happens. Without ``moment`` it is the place
    where the object stands all the time. With both it is an object's own at that moment, which need
    not be where the moment happens. With neither it is no place (:data:`NOWHERE`), which is false.

    Spots come in the order of their words.
    """

    who: str
    moment: str

    @classmethod
    def of(cls, moment: str) -> Spot:
        """The place where a moment happens."""
        return cls("", moment)

    @property
    def own(self) -> bool:
        """Whether it is an object's own place at a moment."""
        return bool(self.who and self.moment)

    def __bool__(self) -> bool:
        """Whether it is a place at all."""
        return bool(self.who or self.moment)

    def __str__(self) -> str:
        """Its words, which files hold: "hit", "gun", "Su-27 at hit"."""
        return f"{self.who}{_AT}{self.moment}" if self.own else self.who or self.moment

    def __lt__(self, other: Spot) -> bool:
        """Whether its words come before another's."""
        return str(self) < str(other)


#: What speaks of no place.
NOWHERE = Spot("", "")


def spot_from(words: str, standing: Collection[str] = ()) -> Spot:
    """The spot whose words a file holds.

    ``standing`` are ids of objects that stand: words alone do not tell these from moments, and one
    that is not among them is taken for a moment.
    """
    who, at, moment = words.partition(_AT)
    if at:
        return Spot(who, moment)
    return Spot(words, "") if words in standing else Spot.of(words)
