"""The map of some tracks: over the same backdrop as the maps of a case, with times along them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.aliases import Floats
from skywitness.drawing.backdrop import (
    Backdrop,
    Line,
    Scale,
    backdrop,
    graticule,
    north,
    scales,
)
from skywitness.drawing.labels import Label, Placer, thinned
from skywitness.drawing.paths import BEYOND, path_of
from skywitness.drawing.projection import Sheet, fit
from skywitness.earth import GEOD
from skywitness.handover.pictures.axes import clock, duration, minute, time_step
from skywitness.handover.pictures.room import (
    Spot,
    clear,
    corners,
    ink_of,
    pole_room,
    put,
    tagged,
)
from skywitness.handover.pictures.scene import Scene, Shown

THIN = 4.0  # tenths of a pixel: how far a drawn line may be off
DOTS = 36.0  # rows with a fault nearer to each other than this are one dot
MOST_DOTS = 3000
CLOSEST = 3.0  # times the scale at which the maps of a case stop
TICKS = 9  # about so many times along the longest leg


@dataclass(frozen=True)
class TrackLine:
    """One leg on the sheet: its line, its silent gaps, its ends, and marks at round times."""

    mark: str
    name: str
    hue: int
    line: str
    gaps: str
    start: Spot | None
    end: Spot | None
    ticks: tuple[Spot, ...]
    doubtful: str


@dataclass(frozen=True)
class TrackMap:
    """Everything the map shows; ``beyond`` counts rows with a fault that lie off the sheet."""

    sheet: Sheet
    backdrop: Backdrop
    graticule: tuple[Line, ...]
    scales: tuple[Scale, ...]
    north: float | None
    pole: tuple[float, float] | None
    lines: tuple[TrackLine, ...]
    labels: tuple[Label, ...]
    beyond: int
    step: str
    pole_left: bool
    scale_right: bool
    north_right: bool

    @property
    def scale_x(self) -> int:
        """Where the bars of the scale begin."""
        right = round(self.sheet.width) - self.scale_width - 20
        return right if self.scale_right else 220

    @property
    def north_x(self) -> int:
        """Where the north arrow stands."""
        return round(self.sheet.width) - 330 if self.north_right else 330

    @property
    def scale_width(self) -> int:
        """Room for the longest bar of the scale with its words."""
        return round(max(bar.length + 66 * len(bar.words) for bar in self.scales)) + 200


def track_map(scene: Scene, shapes: str = "1km") -> TrackMap | None:
    """The map of a scene; None where no row has a position on the globe."""
    lon, lat = scene.places
    if not len(lon):
        return None
    sheet = _closer(fit(lon, lat), lon, lat)
    drawn = [_drawn(s, sheet) for s in scene.shown]
    lines_and_dots = [part for both in drawn for part in both]
    if scene.faulty:
        lines_and_dots += [_spread(s, sheet) for s in scene.shown]
    ink = ink_of(lines_and_dots, sheet)
    placer = Placer(sheet)
    east, rooms = corners(sheet, ink)
    for room in rooms:
        placer.keep(room)
    lines = clear(graticule(sheet), rooms)
    for line in lines:
        for label in line.labels:
            placer.keep(shapely.Point(label.x, label.y).buffer(260))
    step = time_step(max((s.leg.span[1] - s.leg.span[0] for s in scene.shown), default=0.0) / TICKS)
    names, tracks, beyond = _tracks(scene, sheet, placer, drawn, ink, step)
    under = backdrop(sheet, placer, ink, shapes)
    labels = thinned([*names, *tagged(under.labels, names, placer)], sheet)
    pole = sheet.place(np.array([0.0]), np.array([90.0 * sheet.pole]))[0] if sheet.pole else None
    return TrackMap(
        sheet, under, lines, scales(sheet),
        None if sheet.pole else north(sheet, sheet.width - 330 if east[1] else 330, 400),
        (float(pole[0]), float(pole[1])) if pole is not None else None,
        tracks, tuple(labels), beyond, duration(step),
        pole is not None and bool(shapely.intersects(ink, pole_room(pole))), *east,
    )  # fmt: skip


def _closer(sheet: Sheet, lon: Floats, lat: Floats) -> Sheet:
    """The sheet at a larger scale where all lies in its middle, as around an airfield."""
    xy = sheet.place(lon, lat)
    xy = xy[np.isfinite(xy).all(axis=1)]
    if not len(xy):
        return sheet
    reach = 2 * np.abs(xy - [sheet.width / 2, sheet.height / 2]).max(axis=0)
    free = np.array([sheet.width, sheet.height]) * 0.84
    larger = float(min((free / np.maximum(reach, 1.0)).min(), CLOSEST))
    return replace(sheet, per_metre=sheet.per_metre * larger) if larger > 1.1 else sheet


Drawn = tuple[BaseGeometry, BaseGeometry]


def _drawn(shown: Shown, sheet: Sheet) -> Drawn:
    """A leg's line and its silent gaps on the sheet, cut to it."""
    t = shown.leg.track
    lines, gaps = [], []
    parts = shown.leg.parts()
    for rows in parts:
        xy = sheet.place(t.longitude[rows], t.latitude[rows])
        lines += _runs(xy)
    for before, after in pairwise(parts):
        a, b = int(before[-1]), int(after[0])
        gaps += _runs(_way(sheet, t.longitude[[a, b]], t.latitude[[a, b]]))
    window = (-BEYOND, -BEYOND, sheet.width + BEYOND, sheet.height + BEYOND)

    def within(found: list[BaseGeometry]) -> BaseGeometry:
        if not found:
            return shapely.GeometryCollection()
        thin = shapely.simplify(shapely.multilinestrings(found), THIN)
        return shapely.clip_by_rect(thin, *window)  # an intersection would cut where lines cross

    return within(lines), within(gaps)


def _spread(shown: Shown, sheet: Sheet) -> BaseGeometry:
    """Where rows with a fault lie."""
    t, rows = shown.leg.track, shown.leg.doubtful
    xy = sheet.place(t.longitude[rows], t.latitude[rows])
    return shapely.multipoints(xy[np.isfinite(xy).all(axis=1)])


def _runs(xy: Floats) -> list[BaseGeometry]:
    """Lines of the finite points; a point alone is a line of no length."""
    good = np.asarray(np.isfinite(xy).all(axis=1))
    out = []
    for piece in np.split(np.arange(len(xy)), np.flatnonzero(~good)):
        run = xy[piece][good[piece]]
        if len(run):
            out.append(shapely.LineString(run if len(run) > 1 else np.repeat(run, 2, axis=0)))
    return out


def _way(sheet: Sheet, lon: Floats, lat: Floats) -> Floats:
    """The geodesic between two points on the sheet."""
    between = GEOD.npts(lon[0], lat[0], lon[1], lat[1], 60)
    points = np.array([(lon[0], lat[0]), *between, (lon[1], lat[1])])
    return sheet.place(points[:, 0], points[:, 1])


def _tracks(
    scene: Scene, sheet: Sheet, placer: Placer, drawn: list[Drawn], ink: BaseGeometry, step: float
) -> tuple[list[Label], tuple[TrackLine, ...], int]:
    """Lines with their ends and labels; the ends' labels are placed before any time's."""
    ends = [_ends(s, sheet) for s in scene.shown]
    for spot in (spot for pair in ends for spot in pair if spot):
        placer.keep(shapely.Point(spot.x, spot.y).buffer(70))
    labels: list[Label] = []
    for s, (start, end) in zip(scene.shown, ends, strict=True):
        if len(s.leg.drawn):
            first, last = (minute(s.leg.track.time[s.leg.drawn[k]]) for k in (0, -1))
            labels += put(f"{s.mark} {s.name} {first}", start, f"leg h{s.hue}", placer, ink)
            labels += put(f"{s.mark} end {last}", end, f"leg h{s.hue}", placer, ink)
    marks = [_times(s, sheet, step) for s in scene.shown]
    for s, found in zip(scene.shown, marks, strict=True):
        near = [spot for spot in ends[scene.shown.index(s)] if spot]
        for words, spot in found:
            if any(abs(spot.x - e.x) + abs(spot.y - e.y) < 250 for e in near):
                continue  # its time stands beside the end
            labels += put(words, spot, f"tick h{s.hue}", placer, ink, over=False)
    out = []
    dots = _Dots(sheet)
    for s, (line, gaps), pair, found in zip(scene.shown, drawn, ends, marks, strict=True):
        out.append(
            TrackLine(
                s.mark, s.name, s.hue, path_of(line, thin=THIN), path_of(gaps, thin=THIN),
                *pair, tuple(spot for _, spot in found), dots.path(s) if scene.faulty else "",
            )
        )  # fmt: skip
    return labels, tuple(out), dots.beyond


def _ends(shown: Shown, sheet: Sheet) -> tuple[Spot | None, Spot | None]:
    rows = shown.leg.drawn
    if not len(rows):
        return None, None
    a, b = _spots(shown, sheet, rows[[0, -1]])
    return a, b


def _spots(shown: Shown, sheet: Sheet, rows: np.ndarray) -> list[Spot | None]:
    t = shown.leg.track
    xy = sheet.place(t.longitude[rows], t.latitude[rows])
    return [
        Spot(round(x), round(y))
        if np.isfinite([x, y]).all() and 0 <= x <= sheet.width and 0 <= y <= sheet.height
        else None
        for x, y in xy
    ]


def _times(shown: Shown, sheet: Sheet, step: float) -> list[tuple[str, Spot]]:
    """Marks at round times, where a position is near in time on both sides."""
    t, rows = shown.leg.track, shown.leg.drawn
    if len(rows) < 2:
        return []
    time = t.time[rows]
    asked = np.arange(np.ceil(time[0] / step), np.floor(time[-1] / step) + 1) * step
    after = np.clip(np.searchsorted(time, asked), 1, len(rows) - 1)
    near = time[after] - time[after - 1] <= 120.0
    out = []
    xy = sheet.place(t.longitude[rows], t.latitude[rows])
    near &= np.isfinite(xy[after]).all(axis=1) & np.isfinite(xy[after - 1]).all(axis=1)
    for when, k in zip(asked[near], after[near], strict=True):
        span = time[k] - time[k - 1]
        share = (when - time[k - 1]) / span if span > 0 else 0.0
        x, y = xy[k - 1] + share * (xy[k] - xy[k - 1])
        out.append((clock(float(when)), Spot(round(x), round(y))))
    return out


class _Dots:
    """Rows with a fault as dots, those that fall together once."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._met: set[tuple[int, int]] = set()
        self.beyond = 0

    def path(self, shown: Shown) -> str:
        """SVG path data of a dot each, drawn by round caps of lines without length."""
        t, rows = shown.leg.track, shown.leg.doubtful
        xy = self._sheet.place(t.longitude[rows], t.latitude[rows])
        least, most = [0.0, 0.0], [self._sheet.width, self._sheet.height]
        inside = np.asarray(((xy >= least) & (xy <= most)).all(axis=1))
        self.beyond += len(shown.leg.faulty) - int(inside.sum())
        out = []
        for x, y in xy[inside]:
            cell = int(x // DOTS), int(y // DOTS)
            if cell not in self._met and len(self._met) < MOST_DOTS:
                self._met.add(cell)
                out.append(f"M{round(x)} {round(y)}h0")
        return "".join(out)
