"""Heights and speeds against time: lines where there are reports, nothing but dots where not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely

from skywitness.aliases import Floats, Ints, Mask
from skywitness.drawing.paths import path_of
from skywitness.handover.pictures.axes import (
    Tick,
    clock,
    day,
    duration,
    round_step,
    time_step,
)
from skywitness.handover.pictures.scene import Scene, Shown
from skywitness.tracks.lines import GAP_S
from skywitness.units import FOOT, NAUTICAL_MILE

HEIGHT = 3000
TOP, BOTTOM = 330, 430  # room for the marks of legs, and for the times
LEFT, RIGHT = 900, 900
THIN = 4.0
DATE = 1000  # units a date below the axis needs
KNOT_KMH = NAUTICAL_MILE / 1000
DOTS = 40.0
MOST_DOTS = 2000
KINDS = {
    "geoaltitude": "geometric",
    "mslaltitude": "sea",
    "aglaltitude": "agl",
    "unstatedaltitude": "unstated",
}
"""How the line of a column looks, where it is not plain."""


@dataclass(frozen=True)
class Curve:
    """One quantity of one leg: lines, dotted bridges over silences, rows with a fault."""

    hue: int
    kind: str
    line: str
    bridges: str
    doubtful: str
    title: str


@dataclass(frozen=True)
class Span:
    """A stretch of time: a leg's, or one in which nothing was heard."""

    x: int
    width: int
    hue: int
    words: str
    y: int = 0


@dataclass(frozen=True)
class Chart:
    """One plot; y ticks left and right are in different units of the same quantity."""

    key: str
    title: str
    width: int
    left: tuple[Tick, ...]
    right: tuple[Tick, ...]
    left_unit: str
    right_unit: str
    times: tuple[Tick, ...]
    curves: tuple[Curve, ...]
    legs: tuple[Span, ...]
    silent: tuple[Span, ...]
    ground: tuple[Span, ...]
    legend: tuple[tuple[str, str], ...]
    marks: tuple[Span, ...]
    top: int = TOP
    foot: int = HEIGHT - BOTTOM
    height: int = HEIGHT
    x0: int = LEFT

    @property
    def x1(self) -> int:
        """The right end of the time axis."""
        return self.width - RIGHT


@dataclass(frozen=True)
class _Frame:
    """Where times and values stand."""

    width: int
    first: float
    last: float
    low: float
    high: float

    def x(self, time: npt.ArrayLike) -> Floats:
        share = (np.asarray(time, dtype=np.float64) - self.first) / (self.last - self.first)
        return np.asarray(LEFT + share * (self.width - LEFT - RIGHT))

    def y(self, value: npt.ArrayLike) -> Floats:
        share = (np.asarray(value, dtype=np.float64) - self.low) / (self.high - self.low)
        return np.asarray(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP))


def charts(scene: Scene, width: int) -> tuple[Chart, ...]:
    """A plot of heights and one of speeds, each where there is something to plot."""
    found = (
        _chart(
            scene, width, "heights", "Height", (("altitude", "pressure altitude (1013.25 hPa)"),
            ("geoaltitude", "height above the WGS 84 ellipsoid"),
            ("mslaltitude", "height above mean sea level"),
            ("aglaltitude", "height above the ground"),
            ("unstatedaltitude", "height; the source does not say above what")),
            ("ft", "m"), FOOT,
        ),
        _chart(
            scene, width, "speeds", "Speed over the ground",
            (("groundspeed", "speed over the ground"),), ("kt", "km/h"), KNOT_KMH,
        ),
    )  # fmt: skip
    return tuple(c for c in found if c is not None)


def _chart(
    scene: Scene, width: int, key: str, title: str, columns: tuple[tuple[str, str], ...],
    units: tuple[str, str], factor: float,
) -> Chart | None:  # fmt: skip
    values = [
        s.leg.track.number(name)[_used(s, scene.faulty, name)]
        for s in scene.shown
        for name, _ in columns
    ]
    known = [v for v in values if len(v)]
    if not known:
        return None
    low, high = (float(f([f(v) for v in known])) for f in (np.min, np.max))
    low, step = min(0.0, low), round_step((max(high, 1.0) - min(low, 0.0)) / 5)
    low = np.floor(low / step * 10) * step / 10  # a little below 0 does not want a whole step
    high = max(np.ceil(high / step + 0.15), 1) * step
    spans = [s.leg.track.time[[0, -1]] if scene.faulty else s.leg.span for s in scene.shown]
    first, last = (float(f([f(span) for span in spans])) for f in (np.min, np.max))
    frame = _Frame(width, first, max(last, first + 60.0), float(low), float(high))
    present = [(n, words) for n, words in columns if any(_has(s, n) for s in scene.shown)]
    # With two quantities the second is drawn first, so that neither hides the other.
    curves = [
        _curve(s, name, words, frame, scene.faulty)
        for name, words in reversed(present)
        for s in scene.shown
        if _has(s, name)
    ]
    return Chart(
        key, title, width,
        _ticks(frame, step, 1.0), _ticks(frame, round_step((high - low) * factor / 5), factor),
        *units, _times(frame), tuple(curves), _legs(scene, frame),
        _silences(scene, frame, [n for n, _ in present]),
        _ground(scene, frame) if key == "heights" else (), tuple(present),
        () if scene.single else _marks(scene, frame, present[0][0]),
    )  # fmt: skip


def _has(shown: Shown, name: str) -> bool:
    return bool(np.isfinite(shown.leg.track.number(name)).any())


def _used(shown: Shown, faulty: bool, name: str) -> Mask:
    """Rows with the quantity; faulty ones only if they are drawn and not absurdly far off."""
    leg = shown.leg
    values = leg.track.number(name)
    known = np.isfinite(values)
    good = known & leg.sound
    if not faulty or not good.any():
        return np.asarray(good if good.any() or not faulty else known)
    low, high = values[good].min(), values[good].max()
    room = 0.5 * (high - low) + 1.0
    return np.asarray(known & (leg.sound | ((values > low - room) & (values < high + room))))


def _ticks(frame: _Frame, step: float, factor: float) -> tuple[Tick, ...]:
    numbers = np.arange(
        np.ceil(frame.low * factor / step - 1e-9), np.floor(frame.high * factor / step + 1e-9) + 1
    )
    return tuple(
        Tick(round(float(frame.y(n * step / factor))), f"{n * step + 0.0:,g}") for n in numbers
    )


def _times(frame: _Frame) -> tuple[Tick, ...]:
    """Times of day, and below them the date at the start and where it changes."""
    step = time_step((frame.last - frame.first) / 9)
    asked = np.arange(np.ceil(frame.first / step), np.floor(frame.last / step) + 1) * step
    out: list[Tick] = []
    told, free = "", -math.inf
    if len(asked) and day(frame.first) != day(float(asked[0])):
        at = float(frame.x(asked[0]))
        if at - LEFT > DATE:
            out.append(Tick(LEFT, "", day(frame.first)))
            free = LEFT + DATE
    for when in asked.tolist():
        date = day(when)
        words = clock(when) if step < 86_400 else ""
        at = round(float(frame.x(when)))
        said = date != told and at >= free
        out.append(Tick(at, words, date if said else ""))
        if said:
            told, free = date, at + DATE
    return tuple(out)


def _curve(shown: Shown, name: str, words: str, frame: _Frame, faulty: bool) -> Curve:
    leg = shown.leg
    t, values = leg.track.time, leg.track.number(name)
    rows = np.flatnonzero(np.isfinite(values) & leg.sound)
    cuts = np.flatnonzero(np.diff(t[rows]) > GAP_S) + 1
    parts = [p for p in np.split(rows, cuts) if len(p)]
    xy = np.column_stack([frame.x(t), frame.y(values)])
    lines = [shapely.LineString(xy[np.repeat(p, 2) if len(p) == 1 else p]) for p in parts]
    bridges = [shapely.LineString(xy[[a[-1], b[0]]]) for a, b in pairwise(parts)]
    wrong = np.flatnonzero(np.isfinite(values) & ~leg.sound) if faulty else rows[:0]
    kind = KINDS.get(name, "plain")
    return Curve(
        shown.hue, kind, _path(lines), _path(bridges), _dots(xy, wrong, frame),
        f"{shown.mark} {shown.name}: {words}",
    )  # fmt: skip


def _path(lines: Sequence[shapely.LineString]) -> str:
    """Path data; a point alone is a short dash, as a line of no length would not show."""
    long = [x for x in lines if x.length >= 12]
    short = [x for x in lines if x.length < 12]
    dashes = "".join(f"M{round(x.coords[0][0]) - 8} {round(x.coords[0][1])}h16" for x in short)
    return (path_of(shapely.multilinestrings(long), thin=THIN) if long else "") + dashes


def _dots(xy: Floats, rows: Ints, frame: _Frame) -> str:
    met: set[tuple[int, int]] = set()
    out = []
    for x, y in xy[rows]:
        cell = int(x // DOTS), int(y // DOTS)
        inside = TOP <= y <= HEIGHT - BOTTOM and LEFT <= x <= frame.width - RIGHT
        if inside and cell not in met and len(met) < MOST_DOTS:
            met.add(cell)
            out.append(f"M{round(x)} {round(y)}h0")
    return "".join(out)


def _legs(scene: Scene, frame: _Frame) -> tuple[Span, ...]:
    """Where each leg lies, marked above the plot as far as the marks have room."""
    if not scene.single:  # their times overlap: marks stand at the curves
        return ()
    order = sorted(scene.shown, key=lambda s: s.leg.span)
    starts = [float(frame.x(s.leg.span[0])) for s in order]
    out, free = [], -1.0
    for k, s in enumerate(order):
        a, b = starts[k], float(frame.x(s.leg.span[1]))
        until = starts[k + 1] if k + 1 < len(order) else float(frame.width)
        words = ""
        for attempt in (f"{s.mark} {s.name}", s.mark):
            room = 90.0 * len(attempt) + 60
            if not words and a >= free and a + room <= until:
                words, free = attempt, a + room
        out.append(Span(round(a), max(round(b - a), 12), s.hue, words))
    return tuple(out)


def _marks(scene: Scene, frame: _Frame, name: str) -> tuple[Span, ...]:
    """The mark of each leg at the start, the first and the second third of its curve."""
    out: list[Span] = []
    for s in scene.shown:
        t, values = s.leg.track.time, s.leg.track.number(name)
        rows = np.flatnonzero(np.isfinite(values) & s.leg.sound)
        for k in rows[[0, len(rows) // 3, 2 * len(rows) // 3]] if len(rows) else ():
            x, y = round(float(frame.x(t[k]))), round(float(frame.y(values[k]))) - 70
            x = max(x, LEFT + 50 * len(s.mark) + 20)
            # Marks that would meet are stacked, and left out only where the stack is full.
            for up in (y, y - 140, y - 280):
                if not any(
                    abs(m.x - x) < 45 * (len(m.words) + len(s.mark)) and abs(m.y - up) < 130
                    for m in out
                ):
                    out.append(Span(x, 0, s.hue, s.mark, up))
                    break
    return tuple(out)


def _silences(scene: Scene, frame: _Frame, names: Sequence[str]) -> tuple[Span, ...]:
    """When nothing of what is shown was heard for longer than the gap that cuts a line.

    Their words stand where no curve bridges the silence.
    """
    time = np.sort(np.concatenate([s.leg.track.time[s.leg.sound] for s in scene.shown]))
    high, low = TOP + 190, HEIGHT - BOTTOM - 300
    out = []
    for k in np.flatnonzero(np.diff(time) > GAP_S):
        a, b = frame.x(time[[k, k + 1]])
        if b - a < 8:
            continue
        words = duration(time[k + 1] - time[k]) if b - a > 560 else ""
        met = [y for name in names for s in scene.shown for y in _near(s, name, frame, time[k])]
        spots = [high, (high + low) // 2, low]
        y = max(spots, key=lambda spot: min((abs(spot + 60 - m) for m in met), default=0.0))
        out.append(Span(round(float(a)), round(float(b - a)), 0, words, y))
    return tuple(out)


def _near(shown: Shown, name: str, frame: _Frame, time: float) -> list[float]:
    """Where a curve is before and after a time."""
    leg = shown.leg
    values = leg.track.number(name)
    rows = np.flatnonzero(np.isfinite(values) & leg.sound)
    k = int(np.searchsorted(leg.track.time[rows], time, side="right"))
    return [float(frame.y(values[rows[j]])) for j in (k - 1, k) if 0 <= j < len(rows)]


def _ground(scene: Scene, frame: _Frame) -> tuple[Span, ...]:
    """Stretches reported to be on the ground."""
    out = []
    for s in scene.shown:
        t = s.leg.track
        on = (t.number("onground") == 1) & s.leg.sound
        rows = np.flatnonzero(on)
        if not len(rows):
            continue
        cuts = np.flatnonzero((np.diff(rows) > 1) | (np.diff(t.time[rows]) > GAP_S)) + 1
        for part in np.split(rows, cuts):
            a, b = frame.x(t.time[part[[0, -1]]])
            out.append(Span(round(float(a)), max(round(float(b - a)), 16), s.hue, ""))
    return tuple(out)
