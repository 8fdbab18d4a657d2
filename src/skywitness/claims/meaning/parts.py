"""Parts and readings: what the claim side hands to the reasoning side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, assert_never

from skywitness.claims.meaning.allowed import Range, Sector
from skywitness.claims.meaning.spots import Spot
from skywitness.places.measures.measures import Height, Measure, Scalar
from skywitness.places.place import ReadingKind


@dataclass(frozen=True)
class Constraint:
    """A measure of a moment's unknown place (or height) that must lie in a range or sector."""

    measure: Measure
    allowed: Range | Sector


@dataclass(frozen=True)
class Clock:
    """The time of a moment."""

    moment: str


@dataclass(frozen=True)
class Difference:
    """Seconds from ``earlier`` to ``later`` that must lie in ``allowed``.

    Without ``earlier`` they count from 1970-01-01T00:00Z. Clock times, orders and durations are all
    of this kind.
    """

    later: Clock
    earlier: Clock | None
    allowed: Range


@dataclass(frozen=True)
class State:
    """A fact of the world that is so or is not so; it does not stretch.

    ``what`` names the fact in plain words; two states of one name and different values exclude
    each other.
    """

    what: str
    value: bool


@dataclass(frozen=True)
class Beside(State):
    """A fact that words say besides what they are about, such as on which side of a number it is.

    It excludes nothing but its own denial.
    """


@dataclass(frozen=True)
class Leg:
    """What one object does from the moment ``earlier`` to the moment ``later``.

    An object that is ``apart`` is not where the moments happen but at places of its own. ``levels``
    is what its heights at both ends are told of, where that is not what its places are.
    """

    who: str
    earlier: str
    later: str
    apart: bool = False
    levels: tuple[Spot, Spot] | None = field(default=None, compare=False)


def levels_told(leg: Leg) -> tuple[Spot, Spot]:
    """What the heights of an object at the beginning and the end of a leg are told of."""
    if leg.levels is not None:
        return leg.levels
    who = leg.who if leg.apart else ""
    return Spot(who, leg.earlier), Spot(who, leg.later)


@dataclass(frozen=True)
class Travel:
    """Metres of path that an object covers over the ground on a leg."""

    leg: Leg
    allowed: Range


@dataclass(frozen=True)
class Speed:
    """Mean speed on a leg in m/s: over the ground, or through the air."""

    leg: Leg
    allowed: Range
    air: bool = False


@dataclass(frozen=True)
class HeightChange:
    """Metres that an object is higher at the end of a leg than at its beginning, from ``of``."""

    leg: Leg
    allowed: Range
    of: Height = "altitude"


@dataclass(frozen=True)
class Climb:
    """Mean vertical speed on a leg in m/s, upward positive, of heights counted from ``of``."""

    leg: Leg
    allowed: Range
    of: Height = "altitude"


@dataclass(frozen=True)
class Separation:
    """Metres between two unknown places: along the ground, or in a straight line (``slant``)."""

    first: Spot
    second: Spot
    allowed: Range
    slant: bool = False


@dataclass(frozen=True)
class Mover:
    """Hard physics of one object: at most ``speed`` m/s over the ground between ``places``."""

    who: str
    places: tuple[Spot, ...]
    speed: float


@dataclass(frozen=True)
class Sun:
    """How the sun stands over a place at a time, in degrees: its ``height`` above the horizon.

    ``way`` is the sector of its direction, where one is said. Heights are without refraction.
    """

    spot: Spot
    clock: Clock
    height: Range
    way: Sector | None = None


@dataclass(frozen=True)
class Line:
    """Metres as ``base + slope`` times another number of metres."""

    base: float
    slope: float


@dataclass(frozen=True)
class Offset:
    """How a height ``of`` another reference at a spot goes with that above mean sea level there.

    It is at least ``low`` and at most ``high`` of that height; where ``surface`` is given, with the
    height of the ground or the water at that place added to it. Of a pressure altitude ``sea`` is
    the least and the greatest that it can be at the sea, one value for all of a day's air.
    """

    spot: Spot
    of: Height
    low: Line
    high: Line
    surface: Spot | None = None
    sea: tuple[float, float] = (0.0, 0.0)


#: What is demanded of an object on one leg.
OnLeg = Travel | Speed | HeightChange | Climb
Motion = OnLeg | Separation | Mover | Offset
Demand = Constraint | Difference | State | Sun | Motion


@dataclass(frozen=True)
class Part:
    """One atom of one claim in one reading; ``name`` is its words ("about 75 miles").

    ``spot`` is what it is about: the place of a moment or an object, which is how a moment of time
    is named as well; ``NOWHERE`` where it is about none.

    ``constraint`` is what it demands of the world. It is ``None`` when nothing here can say what
    that is; ``untestable`` then says why. A state with ``untestable`` is one that no evidence here
    bears on: only its opposite can exclude it. What is ``implied`` by another part of the claim
    adds nothing to it: it follows where that does. An ``alternative`` is one of several ways in
    which the claim may be so, each of them a reading: where it fails another may hold.
    What is so ``by_sense`` lies in the words alone, as that a visit ends after it begins: where the
    claim is not so, it is no less so.
    """

    claim: str
    name: str
    spot: Spot
    constraint: Demand | None
    untestable: str | None = None
    implied: bool = False
    alternative: bool = False
    by_sense: bool = False

    @property
    def leg(self) -> Leg | None:
        """The leg that the constraint speaks of, if it speaks of one."""
        match self.constraint:
            case Travel() | Speed() | HeightChange() | Climb():
                return self.constraint.leg
            case (
                Constraint()
                | Difference()
                | State()
                | Sun()
                | Separation()
                | Mover()
                | Offset()
                | None
            ):
                return None
            case never:
                assert_never(never)

    @property
    def allowed(self) -> Range | Sector | None:
        """What numbers or directions it allows; facts, the sun and hard limits have none."""
        match self.constraint:
            case Constraint() | Difference() | Separation():
                return self.constraint.allowed
            case Travel() | Speed() | HeightChange() | Climb():
                return self.constraint.allowed
            case State() | Sun() | Mover() | Offset() | None:
                return None
            case never:
                assert_never(never)

    @property
    def measured(self) -> Constraint | None:
        """The constraint on the moment's place or height, if it is one."""
        return self.constraint if isinstance(self.constraint, Constraint) else None

    @property
    def placed(self) -> Constraint | None:
        """The constraint on the moment's place, if it is one."""
        found = self.measured
        return None if found is None or isinstance(found.measure, Scalar) else found


@dataclass(frozen=True)
class Value:
    """One value of an ambiguous word."""

    label: str
    kind: ReadingKind
    data: object


@dataclass(frozen=True)
class Variable:
    """An ambiguous word with every value it may take; equal ``id`` means one choice for both."""

    id: str
    label: str
    values: tuple[Value, ...]


#: A joint reading is as wide as its widest word, or a "trial": parts put together to be tried.
JointKind = ReadingKind | Literal["trial"]


@dataclass(frozen=True)
class Reading:
    """One value for every ambiguous word of a set of claims, and the parts that follow.

    ``words`` tells the words of ``choice`` by their ids, ``plain`` their values as each word has
    them, where ``choice`` says of which claim they are.
    """

    name: str
    kind: JointKind
    choice: Mapping[str, Value]
    parts: tuple[Part, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    plain: Mapping[str, str] = field(default_factory=dict)
