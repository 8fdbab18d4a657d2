"""Courses on a map: what objects do in the world that shows a claim to be possible."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import shapely

from skywitness.claims.telling.timewords import instants
from skywitness.dossier.words.witnesswords import position_words
from skywitness.drawing.paths import frame, path_of
from skywitness.drawing.projection import Sheet
from skywitness.earth import GEOD
from skywitness.reason.results import CheckResult
from skywitness.reason.ties.world import Course, Stop
from skywitness.units import length

STEPS = 48  # parts a way between two stops is drawn in
YEAR = 365 * 86_400.0  # times nearer to 1970 count from an unknown start
LONGER = 1.002  # a path so much longer than the way is flown in curves, which is said


@dataclass(frozen=True)
class DrawnStop:
    """A stop on the sheet: its moment, its spot, its position in degrees, its words."""

    moment: str
    spot: tuple[float, float]
    position: tuple[float, float]
    words: str


@dataclass(frozen=True)
class DrawnCourse:
    """One object's course in the witness of a claim, or of several taken together.

    It shows them to be possible from the stretch ``witnessed`` on. ``path`` follows the geodesics
    between the stops, whatever curves the object flies.
    """

    claims: tuple[str, ...]
    object: str
    frames: tuple[str, ...]
    witnessed: float
    path: str
    stops: tuple[DrawnStop, ...]
    words: str


def courses(moment: str, result: CheckResult, sheet: Sheet) -> tuple[DrawnCourse, ...]:
    """The courses that stop at a moment, those of several frames that are the same once."""
    labels = {m.id: m.label or m.id for m in result.case.moments}
    objects = {t.id: t.label or t.id for t in result.case.things}
    found: dict[tuple[object, ...], DrawnCourse] = {}
    findings = [f for each in result.claims for f in each.findings]
    for finding in (*findings, *result.together):
        best = finding.verdict.best
        if best is None or not math.isfinite(best.hi):
            continue
        for course in best.courses:
            if not any(s.moment == moment and s.place for s in course.stops):
                continue
            key = (finding.claims, course)
            if key in found:
                frames = (*found[key].frames, finding.frame.id)
                found[key] = replace(found[key], frames=frames)
            elif (drawn := _drawn(course, sheet, labels)) is not None:
                who = objects.get(course.who, course.who)
                path, stops = drawn
                found[key] = DrawnCourse(
                    finding.claims,
                    who,
                    (finding.frame.id,),
                    best.hi,
                    path,
                    stops,
                    _words(course, who, labels),
                )
    return tuple(found.values())


def _drawn(
    course: Course, sheet: Sheet, labels: Mapping[str, str]
) -> tuple[str, tuple[DrawnStop, ...]] | None:
    """The path of a course and its stops; ``None`` where fewer than two have a place."""
    placed = [(s, s.place) for s in course.stops if s.place is not None]
    if len(placed) < 2:
        return None
    lines, stops = [], []
    for (_, a), (_, b) in pairwise(placed):
        between = GEOD.npts(*a, *b, STEPS - 1) if a != b else []
        lon, lat = np.array([a, *between, b]).T
        xy = sheet.place(lon, lat)
        if np.isfinite(xy).all():
            lines.append(shapely.LineString(xy))
    for stop, at in placed:
        x, y = sheet.place(np.array([at[0]]), np.array([at[1]]))[0]
        if 0 <= x <= sheet.width and 0 <= y <= sheet.height:
            spot = (float(np.round(x)), float(np.round(y)))
            said = _stop_words(stop, course, labels)
            stops.append(DrawnStop(stop.moment, spot, (float(at[0]), float(at[1])), said))
    seen = shapely.intersection(shapely.multilinestrings(lines), frame(sheet, 60.0))
    return path_of(seen, thin=1.0), tuple(stops)


def _stop_words(stop: Stop, course: Course, labels: Mapping[str, str]) -> str:
    said = [labels.get(stop.moment, stop.moment)]
    if stop.time is not None and all(
        s.time is not None and abs(s.time) > YEAR for s in course.stops
    ):
        said.append(instants(stop.time, stop.time))
    if stop.height is not None:
        said.append(length(stop.height, "m"))
    if stop.place is not None:
        said.append(position_words(*stop.place))
    return ", ".join(said)


def _words(course: Course, who: str, labels: Mapping[str, str]) -> str:
    """A course in words: its stops, and how long its path is beside the way."""
    stops = " → ".join(_stop_words(s, course, labels) for s in course.stops)
    way = 0.0
    placed = [s.place for s in course.stops if s.place is not None]
    for a, b in pairwise(placed):
        way += float(GEOD.inv(*a, *b)[2])
    path = course.stops[-1].path - course.stops[0].path
    curves = ", flown in curves; the straight way is drawn" if path > way * LONGER + 1 else ""
    return f"{who}: {stops}; path {length(path, 'km')}{curves}"
