"""The scene of a case: one map of what is disputed first, with the distance that decides on it.

It is a part of the map of one moment. Of each claim of the finding it shows the union of its
ordinary readings in two tones: what fits for certain, and what may fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.parts import Reading
from skywitness.claims.meaning.stretches import POLICY
from skywitness.dossier.map.areas import Areas
from skywitness.dossier.map.layers import Box, ByStretch, Map, lands
from skywitness.dossier.map.places import outlines
from skywitness.dossier.words.headlines import Headline
from skywitness.drawing.backdrop import backdrop
from skywitness.drawing.labels import Label, Placer, widest_spots
from skywitness.drawing.paths import frame, on_sheet, path_of
from skywitness.drawing.projection import Sheet, fit
from skywitness.places.names import cities
from skywitness.reason.conflicts.conflictresults import Conflict
from skywitness.reason.drawing import DrawnRegion, draw_near
from skywitness.reason.regions.cover import Window
from skywitness.reason.results import CheckResult
from skywitness.reason.verdicts.inference import InferenceReading
from skywitness.units import length

SPOT = 4.0  # units of the sheet around an area that is too small to be seen
TOWNS = 24  # so many are offered, by population; those without room are not written
AROUND = 0.1  # of its longer side, left around what the scene is about
MARGIN = 0.21  # of the sheet's width, drawn around it, to move about in
#: From so many times the size of the nearest parts on, only those are shown, with so much around.
NEAR, AROUND_NEAREST = 8.0, 0.8
BEYOND = 0.6  # of the diagonal of what is seen: areas are drawn so far from its middle
LEAST_M = 30_000.0  # what is smaller counts as this, in metres
FLATTEST, STEEPEST = 0.62, 0.95  # height of a scene as a share of its width


@dataclass(frozen=True)
class Tones:
    """Where a claim may be so and where it is for certain, as paths, in some points of view."""

    frames: tuple[str, ...]
    may: str
    certain: str


@dataclass(frozen=True)
class SceneClaim:
    """A claim of the scene with its colour, and its two tones in each point of view."""

    claim: str
    hue: int
    tones: tuple[Tones, ...]


@dataclass(frozen=True)
class Arrow:
    """The distance that decides: from what else is said to the place, with its number in words."""

    start: tuple[float, float]
    end: tuple[float, float]
    words: str


@dataclass(frozen=True)
class Scene:
    """What is seen first: a map of its own, whose ``core`` is what is disputed.

    ``finding`` is the number of the finding that it shows, if it shows one; ``touching`` says that
    areas touch as drawn though the claims exclude each other there.
    """

    map: Map
    finding: int | None
    claims: tuple[SceneClaim, ...]
    arrow: Arrow | None
    touching: bool


def scene_of(
    result: CheckResult, headlines: Sequence[Headline], maps: Sequence[Map], regions: ByStretch
) -> Scene | None:
    """The scene of the first finding that a map can show, or of the first map; else none."""
    policy = regions.get(POLICY, ())
    for number, headline in enumerate(headlines):
        conflict = headline.conflict
        if conflict is None:
            continue
        for each in maps:
            mine = _regions(conflict.claims, each, policy)
            if len({r.claim for r in mine}) > 1:
                return _scene(result, each, mine, number, conflict)
    for each in maps:
        if mine := _regions([claim.id for claim in each.claims], each, policy):
            return _scene(result, each, mine, None, None)
    return None


def _regions(claims: Sequence[str], drawn: Map, policy: Sequence[DrawnRegion]) -> list[DrawnRegion]:
    """The ordinary regions of claims on one map."""
    return [
        r
        for r in policy
        if r.claim in claims and str(r.spot) == drawn.moment and r.reading.kind == "ordinary"
    ]


def _scene(
    result: CheckResult,
    drawn: Map,
    mine: Sequence[DrawnRegion],
    number: int | None,
    conflict: Conflict | None,
) -> Scene:
    hues = {claim.id: claim.hue for claim in drawn.claims}
    claims = [claim.id for claim in drawn.claims if any(r.claim == claim.id for r in mine)]
    sheet, core = _sheet(conflict, mine, drawn.sheet)
    mine = draw_near(result, claims, mine[0].spot, _window(sheet, core))
    claims = [claim for claim in claims if any(r.claim == claim for r in mine)]
    areas = Areas(sheet)
    every = {claim: _tones(claim, mine, areas) for claim in claims}
    shapes = {claim: shapely.union_all([g for _, g in found]) for claim, found in every.items()}
    names = {r.claim: _words(r.reading, r.claim) for r in mine}
    return Scene(
        map=_ground(result, drawn, mine, sheet, core, _names(shapes, names, hues, core)),
        finding=number,
        claims=tuple(
            SceneClaim(claim, hues[claim], tuple(tones for tones, _ in every[claim]))
            for claim in claims
        ),
        arrow=None if conflict is None else _arrow(conflict, mine, areas),
        touching=conflict is not None and _touch(conflict, mine, areas),
    )


def _sheet(
    conflict: Conflict | None, mine: Sequence[DrawnRegion], whole: Sheet
) -> tuple[Sheet, Box]:
    """A sheet around what is disputed, and the box on it that holds that.

    Where one claim's area is far larger than another's, as a band around a country is, it is shown
    only near the other.
    """
    areas = Areas(whole)
    covers = {claim: _outer(some, areas) for claim, some in _by_claim(mine).items()}
    arrow = None if conflict is None else _arrow(conflict, mine, areas)
    ends = [shapely.Point(*end) for end in (arrow.start, arrow.end)] if arrow else []
    least = min(covers.values(), key=_span)
    near = [shapely.shortest_line(least, other) for other in covers.values()]
    nearest = shapely.geometrycollections([least, *near, *ends])
    every = shapely.geometrycollections([*covers.values(), *ends])
    far = _span(every) > NEAR * max(_span(nearest), LEAST_M * whole.per_metre)
    west, north, east, south = shapely.bounds(nearest if far else every)
    if far:
        around = AROUND_NEAREST * max(east - west, south - north, LEAST_M * whole.per_metre)
        west, north, east, south = west - around, north - around, east + around, south + around
    x, y = np.meshgrid(np.linspace(west, east, 9), np.linspace(north, south, 9))
    lon, lat = whole.degrees(x.ravel(), y.ravel())
    sheet = fit(lon, lat, margin=MARGIN)
    at = sheet.place(lon, lat)
    (left, top), (right, bottom) = at.min(axis=0), at.max(axis=0)
    return sheet, _proportioned(float(left), float(top), float(right), float(bottom), sheet)


def _window(sheet: Sheet, core: Box) -> Window:
    """What a map of so much of a sheet shows, and a little more."""
    x, y, across, down = core
    lon, lat = sheet.degrees(np.array([x + across / 2]), np.array([y + down / 2]))
    return Window(float(lon[0]), float(lat[0]), BEYOND * np.hypot(across, down) / sheet.per_metre)


def _span(shape: BaseGeometry) -> float:
    west, north, east, south = shapely.bounds(shape)
    return float(max(east - west, south - north))


def _proportioned(west: float, north: float, east: float, south: float, sheet: Sheet) -> Box:
    """A box around what is shown with room at its sides, neither too flat nor too steep."""
    room = 2 * AROUND * max(east - west, south - north)
    across, down = east - west + room, south - north + room
    down = max(down, FLATTEST * across)
    across = max(across, down / STEEPEST)
    across, down = min(across, sheet.width), min(down, sheet.height)
    x = min(max((west + east - across) / 2, 0.0), sheet.width - across)
    y = min(max((north + south - down) / 2, 0.0), sheet.height - down)
    return float(round(x)), float(round(y)), float(round(across)), float(round(down))


def _ground(
    result: CheckResult,
    drawn: Map,
    mine: Sequence[DrawnRegion],
    sheet: Sheet,
    core: Box,
    names: Sequence[Label],
) -> Map:
    """The map of the scene without areas: land, contested areas, places, names, towns."""
    x, y, across, down = core
    placer = Placer(sheet, first=shapely.box(x, y, x + across, y + down), size=across / sheet.width)
    for label in names:
        placer.keep(placer.block(label.x, label.y, label.words))
    nothing = shapely.GeometryCollection()
    places, placed = outlines(mine, sheet, placer, nothing)
    said = " ".join(label.words for label in names)
    placed = tuple(label for label in placed if label.words not in said)
    under = backdrop(sheet, placer, nothing, result.case.shapes)
    return Map(
        moment=drawn.moment,
        title=drawn.title,
        sheet=sheet,
        core=core,
        land=lands(under, sheet),
        contested=under.contested,
        outlines=places,
        labels=(*names, *placed, *under.labels, *_towns(sheet, core)),
        claims=(),
    )


def _tones(
    claim: str, mine: Sequence[DrawnRegion], areas: Areas
) -> list[tuple[Tones, BaseGeometry]]:
    """The two tones of a claim, one for all points of view in which they look the same."""
    found: dict[tuple[str, str], tuple[list[str], BaseGeometry]] = {}
    for point in dict.fromkeys(r.frame.id for r in mine if r.claim == claim):
        some = [r for r in mine if r.claim == claim and r.frame.id == point]
        may = _outer(some, areas)
        paths = path_of(may), path_of(shapely.intersection(areas.inner(some), may))
        found.setdefault(paths, ([], may))[0].append(point)
    return [(Tones(tuple(ids), *paths), may) for paths, (ids, may) in found.items()]


def _outer(regions: Sequence[DrawnRegion], areas: Areas) -> BaseGeometry:
    """What holds all that regions allow, however small that is."""
    outer = areas.outer(regions)
    if not outer.is_empty:
        return outer
    corners = np.concatenate([np.column_stack((r.lon.ravel(), r.lat.ravel())) for r in regions])
    xy = areas.sheet.place(corners[:, 0], corners[:, 1])
    spot = shapely.convex_hull(shapely.multipoints(xy[np.isfinite(xy).all(axis=1)]))
    return shapely.buffer(spot, SPOT)


def _touch(conflict: Conflict, mine: Sequence[DrawnRegion], areas: Areas) -> bool:
    """Whether areas of two claims that exclude each other touch as drawn where they do."""
    there = _by_claim([r for r in mine if r.frame.id == conflict.frame.id])
    if len(there) != 2:
        return False
    one, other = (_outer(some, areas) for some in there.values())
    return bool(shapely.intersects(one, other))


def _by_claim(regions: Iterable[DrawnRegion]) -> dict[str, list[DrawnRegion]]:
    found: dict[str, list[DrawnRegion]] = {}
    for region in regions:
        found.setdefault(region.claim, []).append(region)
    return found


def _arrow(conflict: Conflict, mine: Sequence[DrawnRegion], areas: Areas) -> Arrow | None:
    """The distance that decides, drawn at the most favourable reading.

    Its number is the solver's; the arrow only shows where on the map it is.
    """
    contrast, best = conflict.contrast, conflict.best
    if contrast is None or best is None or not contrast.possible.bounds:
        return None
    part = next((p for p in best.reading.parts if p.name == contrast.part), None)
    place = None if part is None or part.placed is None else part.placed.measure.place
    if part is None or place is None:
        return None
    farther = contrast.possible.bounds[0][0] > contrast.allowed[-1][1]
    nearer = contrast.possible.bounds[-1][1] < contrast.allowed[0][0]
    if not farther and not nearer:
        return None  # not this one number decides, or it lies between what is left
    rest = _rest(part.claim, conflict.frame, best.reading, mine, areas)
    target = on_sheet(place.geometry, areas.sheet)
    target = shapely.make_valid(shapely.union_all(target))
    target = shapely.intersection(target, frame(areas.sheet))
    if rest.is_empty or target.is_empty:
        return None
    start = None if farther else _farthest(rest, target)
    line = shapely.shortest_line(rest if start is None else start, target)
    (x1, y1), (x2, y2) = np.round(shapely.get_coordinates(line))
    words = _number(contrast, farther=farther)
    called = place.name.split(" (")[0]
    return Arrow((float(x1), float(y1)), (float(x2), float(y2)), f"{words} {called}")


def _farthest(rest: BaseGeometry, target: BaseGeometry) -> BaseGeometry:
    """The corner of what else is said that is farthest from the place."""
    corners = shapely.points(shapely.get_coordinates(rest))
    return corners[int(np.argmax(shapely.distance(corners, target)))]


def _number(contrast: InferenceReading, *, farther: bool) -> str:
    """The end of what is left that is nearest to what is said."""
    ends = contrast.possible.bounds
    if farther:
        return f"at least {length(ends[0][0], contrast.unit)} to"
    return f"at most {length(ends[-1][1], contrast.unit)} to"


def _rest(
    claim: str, point: Frame, reading: Reading, mine: Sequence[DrawnRegion], areas: Areas
) -> BaseGeometry:
    """Where all other claims of a conflict leave the moment at the reading taken."""
    said = _placed(reading)
    there = _by_claim(
        r
        for r in mine
        if r.claim != claim
        and r.frame.id == point.id
        and all(demand in said for demand in _placed(r.reading))
    )
    whole = [_outer(some, areas) for some in there.values()]
    return shapely.intersection_all(whole) if whole else shapely.GeometryCollection()


def _placed(reading: Reading) -> list[tuple[object, ...]]:
    """What a reading demands of places: the measure, the place by its id, and what is allowed."""
    told = [p.placed for p in reading.parts if p.placed is not None]
    return [(type(c.measure), c.measure.place.id, c.allowed) for c in told if c.measure.place]


def _words(reading: Reading, claim: str) -> str:
    """The words of a claim that say where."""
    names = dict.fromkeys(p.name for p in reading.parts if p.claim == claim and p.placed)
    return ", ".join(names)


def _names(
    shapes: Mapping[str, BaseGeometry], names: Mapping[str, str], hues: Mapping[str, int], box: Box
) -> list[Label]:
    """The words of each claim, in its area."""
    x, y, across, down = box
    window = shapely.box(x, y, x + across, y + down)
    out = []
    for claim, shape in shapes.items():
        spots = widest_spots([shapely.intersection(shape, window)])
        if spots:
            at_x, at_y, _ = max(spots, key=lambda spot: spot[2])
            out.append(Label(names[claim], at_x, at_y, f"claim h{hues[claim]}"))
    return out


def _towns(sheet: Sheet, box: Box) -> list[Label]:
    """Towns inside the scene, largest first."""
    x, y, across, down = box
    found = []
    for city in cities.within(sheet.boxes):
        at = sheet.place(np.array([city.longitude]), np.array([city.latitude]))[0]
        if x < at[0] < x + across and y < at[1] < y + down:
            spot = (float(round(at[0])), float(round(at[1])))
            found.append(Label(city.name, *spot, "town", spot))
            if len(found) == TOWNS:
                break
    return found
