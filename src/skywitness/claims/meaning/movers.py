"""Hard limits of motion: what no object of a kind can do, whoever says so.

These are bounds for proofs, so each lies well above anything recorded; what a type is *said* to
reach (brochures) stands elsewhere and never contradicts. All speeds are over the ground: the wind
is inside the bound.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import Constraint
from skywitness.claims.meaning.references import LAND
from skywitness.places.measures.measures import Height, Scalar

#: Strongest wind allowed for, in m/s. Jet streams of somewhat above 100 m/s have been measured;
#: no wind near twice that is known at heights where aircraft fly.
WIND = 200.0

#: Speed of sound in air at 60 °C, in m/s (340.3 m/s at 15 °C times the square root of 333/288).
SOUND_IN_HOT_AIR = 366.0


#: Metres above the sea below which there is no dry land: the shore of the Dead Sea was at -439 m in
#: 2024 and sinks by a metre a year.
LOWEST_LAND = LAND[0]

#: Metres above the sea of the deepest sea bed: the Challenger Deep is 10,935 m deep.
DEEPEST_SEA = -11_000.0

#: Kinds that fly; all others may be at sea, and sink.
FLYING = ("balloon", "helicopter", "propeller", "jet", "missile")


def height_at_least(metres: float, of: Height = "altitude") -> Constraint:
    """The limit that a height is no lower than this."""
    return Constraint(Scalar(of), Range(Side(metres, 0.0), None, unit="m"))


#: What is in the air is above the ground, and so above the lowest of all.
ALOFT = height_at_least(LOWEST_LAND)
#: Metres above the sea at which it is shown where it may be (our own choice); all else is at 0.
SHOWN_ALOFT = 100.0


@dataclass(frozen=True)
class Pace:
    """How fast an object goes in a world that is shown, in m/s: ``usual``, and ``top`` at most.

    Neither excludes anything; they choose among worlds that can be. ``top`` is what is published
    of its type. Of what nothing is known the usual pace is an airliner's.
    """

    usual: float = 230.0
    top: float = math.inf

    @property
    def brisk(self) -> float:
        """Half as fast again as usual, within what is published."""
        return min(1.5 * self.usual, self.top)

    def of_type(self, top: float | None) -> Pace:
        """The same for a type with a published top speed: it goes at four fifths of that."""
        return self if top is None else Pace(min(self.usual, CRUISE * top), top)


#: The share of its published top speed at which a type usually goes (our own choice).
CRUISE = 0.8


@dataclass(frozen=True)
class MoverKind:
    """A kind of object: its hard ``speed`` over the ground in m/s, and what that rests on.

    ``usual`` is a pace in m/s that is ordinary for the kind (our own choice); it proves nothing.
    """

    name: str
    speed: float
    why: str
    usual: float

    def at_once(self) -> tuple[Constraint, ...]:
        """The limits of its speeds at one moment.

        Its speed over the ground and up or down is at most ``speed``, and through the air at most
        the wind more.
        """
        most, wind = Side(self.speed, 0.0), Side(self.speed + WIND, 0.0)
        return (
            Constraint(Scalar("groundspeed"), Range(None, most, unit="m/s")),
            Constraint(Scalar("airspeed"), Range(None, wind, unit="m/s")),
            Constraint(Scalar("climb"), Range(Side(-self.speed, 0.0), most, unit="m/s")),
        )


#: The kinds a case may name. A new kind is one row.
MOVERS: dict[str, MoverKind] = {
    kind.name: kind
    for kind in (
        MoverKind(
            "balloon", WIND, "it drifts: its speed over the ground is that of the wind", 10.0
        ),
        MoverKind(
            "helicopter",
            SOUND_IN_HOT_AIR + WIND,
            "rotors cannot drive it through the air at the speed of sound; wind added",
            60.0,
        ),
        MoverKind(
            "propeller",
            SOUND_IN_HOT_AIR + WIND,
            "a propeller cannot drive it through the air at the speed of sound; wind added",
            100.0,
        ),
        MoverKind(
            "jet",
            1200.0 + WIND,
            "the record of jet-driven flight is 3,529.6 km/h (980 m/s, SR-71, 28 July 1976); "
            "more than a fifth is added, and the wind",
            230.0,
        ),
        MoverKind(
            "missile",
            7_910.0,
            "the speed of a body in orbit at the ground, the square root of gravity times radius",
            700.0,
        ),
        MoverKind(
            "ship",
            150.0,
            "the record on water is 511.1 km/h (142 m/s, Spirit of Australia, 8 October 1978)",
            8.0,
        ),
    )
}
