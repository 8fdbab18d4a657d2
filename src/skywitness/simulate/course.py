"""Laying out paths: straight on, a turn, towards a point; and speeds and heights along them."""

from __future__ import annotations

import math

import numpy as np

from skywitness.simulate.earth import forward, inverse
from skywitness.simulate.motion import Arc, Line, Path

Knots = list[tuple[float, float]]


class Course:
    """A path in the making: where it has come to and its direction there."""

    def __init__(self, lon: float, lat: float, track: float) -> None:
        """Begin at a point in a direction (degrees)."""
        self.lon, self.lat, self.track = lon, lat, track
        self.parts: list[Line | Arc] = []

    def _append(self, part: Line | Arc) -> Course:
        self.parts.append(part)
        lon, lat, track = part.at(np.array([part.length]))
        self.lon, self.lat, self.track = float(lon[0]), float(lat[0]), float(track[0])
        return self

    def straight(self, metres: float) -> Course:
        """Go on along the geodesic."""
        return self._append(Line(self.lon, self.lat, self.track, metres))

    def _arc(self, degrees: float, radius: float) -> Arc:
        side = 1 if degrees >= 0 else -1
        lon, lat, there = forward(self.lon, self.lat, self.track + 90.0 * side, radius)
        first = float(there[0]) + 180.0
        return Arc(
            float(lon[0]), float(lat[0]), radius, first, side, math.radians(abs(degrees)) * radius
        )

    def turn(self, degrees: float, radius: float) -> Course:
        """Turn by degrees, to the right where they are positive."""
        return self._append(self._arc(degrees, radius))

    def direct(self, lon: float, lat: float, radius: float) -> Course:
        """Turn towards a point and go there; it must be well outside the turn."""
        azimuth, way = inverse(self.lon, self.lat, lon, lat)
        if way[0] < 3 * radius:
            raise ValueError("the point is too near for the turn")
        turned = _turn(float(azimuth[0]) - self.track)
        for _ in range(40):
            arc = self._arc(turned, radius)
            x, y, track = arc.at(np.array([arc.length]))
            azimuth, way = inverse(x, y, lon, lat)
            off = _turn(float(azimuth[0] - track[0]))
            turned += off
            if abs(off) < 1e-9:
                break
        if abs(turned) > 1e-6:
            self.turn(turned, radius)
        azimuth, way = inverse(self.lon, self.lat, lon, lat)
        return self.straight(float(way[0]))

    def path(self) -> Path:
        """What was laid out."""
        return Path(self.parts)


def _turn(degrees: float) -> float:
    return (degrees + 180.0) % 360.0 - 180.0


class Speeds:
    """A profile of speeds in m/s over seconds."""

    def __init__(self, speed: float = 0.0) -> None:
        """Begin at time 0 with a speed."""
        self.knots: Knots = [(0.0, speed)]
        self.way = 0.0

    @property
    def now(self) -> float:
        """How long it is so far, in seconds."""
        return self.knots[-1][0]

    def hold(self, seconds: float) -> Speeds:
        """Keep the speed."""
        return self.to(self.knots[-1][1], seconds)

    def to(self, speed: float, seconds: float) -> Speeds:
        """Change evenly to another speed in so many seconds."""
        t, before = self.knots[-1]
        self.way += (before + speed) / 2.0 * seconds
        self.knots.append((t + seconds, speed))
        return self

    def over(self, metres: float) -> Speeds:
        """Keep the speed until ``metres`` more have been flown."""
        return self.hold(metres / self.knots[-1][1])


class Heights:
    """A profile of vertical rates in ft/s over seconds."""

    def __init__(self, start_ft: float) -> None:
        """Begin at time 0 level at a pressure altitude."""
        self.start = self.height = start_ft
        self.knots: Knots = [(0.0, 0.0)]

    @staticmethod
    def takes(change_ft: float, rate_fpm: float, ease_s: float = 10.0) -> float:
        """How many seconds a change of level takes."""
        rate = rate_fpm / 60.0
        if abs(change_ft) <= rate * ease_s:
            return 2.0 * ease_s
        return abs(change_ft) / rate + ease_s

    def to(self, level_ft: float, begin: float, rate_fpm: float, ease_s: float = 10.0) -> float:
        """Change level from a time on, easing in and out; returns when it is over."""
        change = level_ft - self.height
        takes = self.takes(change, rate_fpm, ease_s)
        rate = change / (takes - ease_s)
        begin = max(begin, self.knots[-1][0])
        for at, value in ((0.0, 0.0), (ease_s, rate), (takes - ease_s, rate), (takes, 0.0)):
            self.knots.append((begin + at, value))
        self.height = level_ft
        return begin + takes

    def until(self, end: float) -> Knots:
        """The knots, level until the end."""
        last = self.knots[-1][0]
        return [*self.knots, (end, 0.0)] if end > last else self.knots
