"""Continuous motion: where an aircraft is, and how fast, at any moment.

Horizontal position is a length along a path of geodesics and arcs, height and length are integrals
of rates that are linear between knots. So position, speed and rate agree with each other exactly,
and no moment is special.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats
from skywitness.simulate.earth import FOOT, KNOT, forward
from skywitness.simulate.sky import offset_ft


@dataclass(frozen=True)
class State:
    """Truth at n moments; arrays of shape (n,)."""

    longitude: Floats
    """degrees, [-180, 180)"""
    latitude: Floats
    """degrees"""
    altitude: Floats
    """pressure altitude, ft"""
    geoaltitude: Floats
    """height above the ellipsoid, ft"""
    groundspeed: Floats
    """kt, at the ellipsoid below the aircraft"""
    track: Floats
    """degrees, [0, 360); where it stands still, where it points"""
    vertical_rate: Floats
    """of the pressure altitude, ft/min"""
    onground: npt.NDArray[np.bool_]


class Motion(Protocol):
    """Something that moves from ``start`` to ``end`` (seconds since 1970)."""

    @property
    def start(self) -> float:
        """When it begins to exist."""
        ...

    @property
    def end(self) -> float:
        """When it ends."""
        ...

    def at(self, t: Floats) -> State:
        """Its state at moments between start and end."""
        ...


class Ramp:
    """The integral of a rate that is linear between knots."""

    def __init__(self, knots: Sequence[tuple[float, float]], start: float = 0.0) -> None:
        """``knots`` are (time, rate) in the order of time; ``start`` is the value at the first."""
        self.time: Floats = np.array([t for t, _ in knots], dtype=np.float64)
        self.rate: Floats = np.array([r for _, r in knots], dtype=np.float64)
        steps = np.diff(self.time) * (self.rate[1:] + self.rate[:-1]) / 2.0
        self.value: Floats = start + np.concatenate(([0.0], np.cumsum(steps)))

    def at(self, t: Floats) -> tuple[Floats, Floats]:
        """Value and rate; before the first and after the last knot nothing changes."""
        t = np.clip(t, self.time[0], self.time[-1])
        k = np.clip(np.searchsorted(self.time, t, side="right") - 1, 0, len(self.time) - 2)
        since, span = t - self.time[k], self.time[k + 1] - self.time[k]
        slope = np.where(span > 0, (self.rate[k + 1] - self.rate[k]) / np.where(span, span, 1), 0.0)
        return self.value[k] + since * (self.rate[k] + slope * since / 2.0), (
            self.rate[k] + slope * since
        )


@dataclass(frozen=True)
class Line:
    """A geodesic from a point in a direction."""

    lon: float
    lat: float
    azimuth: float
    length: float
    bend: ClassVar[float] = 0.0  # curvature to the right, radians a metre

    def at(self, s: Floats) -> tuple[Floats, Floats, Floats]:
        """Longitude, latitude and direction after ``s`` metres."""
        return forward(self.lon, self.lat, self.azimuth, s)


@dataclass(frozen=True)
class Arc:
    """A part of a geodesic circle; its radii cut it at right angles (Gauss's lemma).

    ``first`` is the direction from the centre to where it begins, ``side`` +1 for a right turn and
    -1 for a left one. Lengths are taken as radius by angle, which for 10 km is wrong by less than
    one in two million.
    """

    lon: float
    lat: float
    radius: float
    first: float
    side: int
    length: float

    @property
    def bend(self) -> float:
        """Curvature to the right, radians a metre."""
        return self.side / self.radius

    def at(self, s: Floats) -> tuple[Floats, Floats, Floats]:
        """Longitude, latitude and direction after ``s`` metres."""
        turned = np.degrees(np.asarray(s) / self.radius)
        lon, lat, outward = forward(
            self.lon, self.lat, self.first + self.side * turned, self.radius
        )
        return lon, lat, (outward + 90.0 * self.side) % 360.0


class Path:
    """Lines and arcs, each beginning where the one before ends, in its direction."""

    def __init__(self, parts: Sequence[Line | Arc]) -> None:
        """At least one part."""
        self.parts = tuple(parts)
        self.ends: Floats = np.cumsum([p.length for p in parts])

    @property
    def length(self) -> float:
        """In metres."""
        return float(self.ends[-1])

    def at(self, s: Floats) -> tuple[Floats, Floats, Floats]:
        """Longitude, latitude and direction after ``s`` metres; beyond its end it goes on."""
        which = np.minimum(np.searchsorted(self.ends, s, side="right"), len(self.parts) - 1)
        lon, lat, track = np.empty(len(s)), np.empty(len(s)), np.empty(len(s))
        for k in np.unique(which):
            mine = which == k
            begun = self.ends[k] - self.parts[k].length
            lon[mine], lat[mine], track[mine] = self.parts[k].at(s[mine] - begun)
        return lon, lat, track

    def turn(self, s: Floats) -> Floats:
        """Curvature to the right, radians a metre."""
        which = np.minimum(np.searchsorted(self.ends, s, side="right"), len(self.parts) - 1)
        return np.array([p.bend for p in self.parts])[which]


@dataclass(frozen=True)
class Flight:
    """Motion along a path; times of the ramps and of the ground spans count from ``start``.

    ``way`` is in metres, ``height`` (pressure altitude) in feet by seconds. ``ground`` are spans
    of time on the ground.
    """

    path: Path
    start: float
    way: Ramp
    height: Ramp
    ground: tuple[tuple[float, float], ...] = ()

    @property
    def end(self) -> float:
        """When its way ends."""
        return self.start + float(self.way.time[-1])

    def at(self, t: Floats) -> State:
        """Its state."""
        since = np.asarray(t, dtype=np.float64) - self.start
        s, speed = self.way.at(since)
        lon, lat, track = self.path.at(s)
        altitude, climb = self.height.at(since)
        ground = np.zeros(len(since), dtype=bool)
        for begin, stop in self.ground:
            ground |= (since >= begin) & (since <= stop)
        return State(
            lon, lat, altitude, altitude + offset_ft(lon, lat, altitude, t), speed / KNOT, track,
            climb * 60.0, ground,
        )  # fmt: skip


@dataclass(frozen=True)
class Beside:
    """Another aircraft in formation: ``right_m`` to the right, ``behind_s`` later, ``up_ft``
    higher.

    Its speed is that of its own way: in a turn to its side it is slower than its leader.
    """

    leader: Flight
    right_m: float
    behind_s: float
    up_ft: float

    @property
    def start(self) -> float:
        """With its leader."""
        return self.leader.start + self.behind_s

    @property
    def end(self) -> float:
        """With its leader."""
        return self.leader.end + self.behind_s

    def at(self, t: Floats) -> State:
        """Its state."""
        led = self.leader.at(t - self.behind_s)
        s, _ = self.leader.way.at(t - self.behind_s - self.leader.start)
        lon, lat, _ = forward(led.longitude, led.latitude, led.track + 90.0, self.right_m)
        speed = led.groundspeed * (1.0 - self.right_m * self.leader.path.turn(s))
        altitude = led.altitude + np.where(led.onground, 0.0, self.up_ft)
        return State(
            lon, lat, altitude, altitude + offset_ft(lon, lat, altitude, t), speed, led.track,
            led.vertical_rate, led.onground,
        )  # fmt: skip


__all__ = ["FOOT", "KNOT", "Arc", "Beside", "Flight", "Line", "Motion", "Path", "Ramp", "State"]
