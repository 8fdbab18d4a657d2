"""The maps of a dossier: one per moment, with a layer for every reading of every claim about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.aliases import Floats
from skywitness.claims.meaning.parts import JointKind
from skywitness.claims.meaning.stretches import POLICY
from skywitness.dossier.map.areas import Areas, digest
from skywitness.dossier.map.courses import DrawnCourse, courses
from skywitness.dossier.map.places import Outline, outlines
from skywitness.dossier.map.tracks import DrawnTrack
from skywitness.drawing.backdrop import Area, Backdrop, backdrop
from skywitness.drawing.labels import Label, Placer
from skywitness.drawing.paths import path_of
from skywitness.drawing.projection import Sheet, fit
from skywitness.drawing.smooth import thinning
from skywitness.errors import SkywitnessError
from skywitness.reason.drawing import DrawnRegion
from skywitness.reason.results import CheckResult

HUES = 6  # colours of claims in the style sheet; further claims begin again
DASHES = 4
LETTERS = "abcdefghijklmnopqrstuvwxyz"
AROUND = 0.21  # of the sheet's width, drawn around what a map is about, to move about in
LEAST_SPAN_M = 120_000.0  # a point alone is shown with this much around it
CLOSE = 1.6  # a place is shown whole where that makes the map at most so much wider

#: Regions at each stretch of tolerances that a reader can choose.
ByStretch = Mapping[float, Sequence[DrawnRegion]]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Shape:
    """A region on the sheet: its outer and its inner cover as path data."""

    outer: str
    inner: str


@dataclass(frozen=True)
class Layer:
    """The regions of one reading (or of several that leave the same regions) of one claim.

    ``frames`` are the ids of the frames it belongs to; ``shapes`` has a shape for every stretch at
    which something is left. ``witness`` is a spot of the sheet, ``position`` the same in degrees;
    it shows the reading to be possible from the stretch ``witnessed`` on.
    """

    letter: str
    dash: int
    kind: JointKind
    frames: tuple[str, ...]
    names: tuple[str, ...]
    shapes: Mapping[float, Shape]
    witness: tuple[float, float] | None
    position: tuple[float, float] | None
    witnessed: float


@dataclass(frozen=True)
class Land:
    """A country's land, and how wide its stated error is drawn along its coast and border."""

    path: str
    band: float


@dataclass(frozen=True)
class ClaimLayers:
    """A claim on one map."""

    id: str
    hue: int
    layers: tuple[Layer, ...]


@dataclass(frozen=True)
class Map:
    """Everything one map shows; ``core`` is the box (x, y, width, height) that it is about."""

    moment: str
    title: str
    sheet: Sheet
    core: Box
    land: tuple[Land, ...]
    contested: tuple[Area, ...]
    outlines: tuple[Outline, ...]
    labels: tuple[Label, ...]
    claims: tuple[ClaimLayers, ...]
    courses: tuple[DrawnCourse, ...] = ()
    tracks: tuple[DrawnTrack, ...] = ()


#: Tracks to draw on the map of each moment.
ByMoment = Mapping[str, Sequence[DrawnTrack]]


def maps(
    result: CheckResult, regions: ByStretch, tracks: ByMoment = MappingProxyType({})
) -> tuple[Map, ...]:
    """A map for every moment that some reading can be drawn for, in the order of the case.

    Raises:
        SkywitnessError: there are tracks for a moment that has no map.
    """
    drawn = {r.claim for some in regions.values() for r in some}
    shown = [c.claim.id for c in result.claims if c.claim.id in drawn]
    hues = {claim: n % HUES for n, claim in enumerate(shown)}
    order = [m.id for m in result.case.moments]
    order += sorted({str(r.spot) for some in regions.values() for r in some} - set(order))
    titles = {m.id: m.label or m.id for m in result.case.moments}
    out = []
    for moment in order:
        mine = {s: [r for r in some if str(r.spot) == moment] for s, some in regions.items()}
        if any(mine.values()):
            title, led = titles.get(moment, moment), tuple(tracks.get(moment, ()))
            out.append(_map(moment, title, result, mine, hues, led))
    if left := set(tracks) - {each.moment for each in out}:
        raise SkywitnessError(
            f"there are tracks for '{min(left)}', of which nothing can be drawn",
            remedy="give them to a moment that has a map: "
            + (", ".join(each.moment for each in out) or "this case has none"),
        )
    return tuple(out)


def _map(
    moment: str,
    title: str,
    result: CheckResult,
    regions: ByStretch,
    hues: Mapping[str, int],
    tracks: tuple[DrawnTrack, ...],
) -> Map:
    lon, lat = _shown(regions, tracks)
    sheet = fit(lon, lat, margin=AROUND)
    every = [r for some in regions.values() for r in some]
    core = _core(sheet, lon, lat)
    x, y, across, down = core
    placer = Placer(sheet, first=shapely.box(x, y, x + across, y + down), size=across / sheet.width)
    thin = thinning(max(len(some) for some in regions.values()))
    claims = []
    whole: list[BaseGeometry] = []
    for each in result.claims:
        if any(r.claim == each.claim.id for r in every):
            layers, shapes = _layers(each.claim.id, regions, sheet, thin)
            whole += shapes
            claims.append(ClaimLayers(each.claim.id, hues[each.claim.id], layers))
    together = shapely.union_all([shapely.simplify(g, 20) for g in whole])
    avoid = shapely.simplify(shapely.buffer(together, 60, quad_segs=2), 20)
    named, labels = outlines(every, sheet, placer, avoid)
    under = backdrop(sheet, placer, avoid, result.case.shapes)
    taken = {label.words for label in labels}
    return Map(
        moment=moment,
        title=title,
        sheet=sheet,
        core=core,
        land=lands(under, sheet),
        contested=under.contested,
        outlines=named,
        labels=(*labels, *(x for x in under.labels if x.words not in taken)),
        claims=tuple(claims),
        courses=courses(moment, result, sheet),
        tracks=tracks,
    )


def lands(under: Backdrop, sheet: Sheet) -> tuple[Land, ...]:
    """Every country's land, with its stated error."""
    return tuple(
        Land(path, float(np.round(2 * error * sheet.per_metre, 1)))
        for path, error in zip(under.land, under.errors_m, strict=True)
    )


def _shown(regions: ByStretch, tracks: Sequence[DrawnTrack] = ()) -> tuple[Floats, Floats]:
    """The points a map must show: ordinary regions and, if near, wider ones, places and tracks."""
    policy = list(regions.get(POLICY, ())) or [r for some in regions.values() for r in some]
    ordinary = [r for r in policy if r.reading.kind == "ordinary"] or policy
    lon, lat = np.concatenate([_corners(r) for r in ordinary]).T
    wide = [r for some in regions.values() for r in some if r.reading.kind == "ordinary"]
    extras = [np.concatenate([_corners(r) for r in wide])] if wide else []
    places = {p.id: p for r in ordinary for p in r.places}.values()
    extras += [_some(shapely.get_coordinates(p.geometry)) for p in places]
    extras += [_some(np.column_stack((t.longitude, t.latitude))) for t in tracks]
    sheet = fit(lon, lat)
    for points in extras:
        wider = fit(np.append(lon, points[:, 0]), np.append(lat, points[:, 1]))
        if sheet.per_metre / wider.per_metre <= CLOSE:
            lon, lat = np.append(lon, points[:, 0]), np.append(lat, points[:, 1])
    return _widened(lon, lat)


def _widened(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """The points, and four around them where they lie so close that only water might show."""
    sheet = fit(lon, lat)
    xy = sheet.place(lon, lat)
    if float((xy.max(axis=0) - xy.min(axis=0)).max()) / sheet.per_metre >= LEAST_SPAN_M:
        return lon, lat
    away = LEAST_SPAN_M / 2 * sheet.per_metre
    x = sheet.width / 2 + np.array([-away, away, 0.0, 0.0])
    y = sheet.height / 2 + np.array([0.0, 0.0, -0.6 * away, 0.6 * away])
    more_lon, more_lat = sheet.degrees(x, y)
    return np.append(lon, more_lon), np.append(lat, more_lat)


def _corners(region: DrawnRegion) -> Floats:
    return _some(np.column_stack((region.lon.ravel(), region.lat.ravel())))


def _some(points: Floats) -> Floats:
    """At most about 300 of many points, evenly taken, with the outermost in each direction."""
    ends = [f(points[:, k]) for k in (0, 1) for f in (np.argmin, np.argmax)]
    return np.concatenate([points[:: max(1, len(points) // 300)], points[ends]])


def _core(sheet: Sheet, lon: Floats, lat: Floats) -> Box:
    """The box around what a map is about, with a margin, within the sheet."""
    xy = sheet.place(lon, lat)
    xy = xy[np.isfinite(xy).all(axis=1)]
    low, high = xy.min(axis=0), xy.max(axis=0)
    least = 0.25 * sheet.width
    pad = np.maximum(0.06 * (high - low).max(), (least - (high - low)) / 2)
    low = np.maximum(low - pad, 0.0)
    high = np.minimum(high + pad, [sheet.width, sheet.height])
    x, y, w, h = (float(v) for v in np.round([*low, *(high - low)]))
    return x, y, w, h


def _layers(
    claim: str, regions: ByStretch, sheet: Sheet, thin: float
) -> tuple[tuple[Layer, ...], list[BaseGeometry]]:
    """The layers of a claim, and the shapes of the ordinary ones."""
    layers, shapes = [], []
    for k, same in enumerate(alike(claim, regions)):
        layer, geometry = _layer(k, same, sheet, thin)
        layers.append(layer)
        if layer.kind == "ordinary":
            shapes += geometry
    return tuple(layers), shapes


def alike(claim: str, regions: ByStretch) -> list[list[dict[float, DrawnRegion]]]:
    """The regions of a claim, by stretch, those that look the same in one group; ordinary first."""
    found: dict[tuple[str, str, str], dict[float, DrawnRegion]] = {}
    for stretch, some in regions.items():
        for r in some:
            if r.claim == claim:
                key = (r.reading.kind, r.frame.id, r.reading.name)
                found.setdefault(key, {})[stretch] = r
    groups: dict[tuple[object, ...], list[dict[float, DrawnRegion]]] = {}
    for (kind, _, _), mine in sorted(found.items(), key=lambda item: item[0][0] == "generous"):
        same = tuple((s, digest(r)) for s, r in sorted(mine.items()))
        groups.setdefault((kind, *same), []).append(mine)
    return list(groups.values())


def letter_of(k: int) -> str:
    """The letter of the ``k``-th group of a claim's regions on one map."""
    return LETTERS[k] if k < len(LETTERS) else str(k + 1)


def _layer(
    k: int, same: Sequence[Mapping[float, DrawnRegion]], sheet: Sheet, thin: float
) -> tuple[Layer, list[BaseGeometry]]:
    every = [r for mine in same for r in mine.values()]
    areas = Areas(sheet, thin)
    shapes, geometry = {}, []
    for stretch, r in sorted(same[0].items()):
        outer, inner = areas.outer([r]), areas.inner([r])
        shapes[stretch] = Shape(path_of(outer, thin=thin), path_of(inner, thin=thin))
        geometry.append(outer)
    seen = next((r for r in every if r.witness is not None), every[0])
    spot = None
    if seen.witness is not None:
        x, y = sheet.place(np.array([seen.witness[0]]), np.array([seen.witness[1]]))[0]
        spot = (float(np.round(x)), float(np.round(y))) if np.isfinite(x) else None
    layer = Layer(
        letter=letter_of(k),
        dash=k % DASHES,
        kind=every[0].reading.kind,
        frames=tuple(dict.fromkeys(r.frame.id for r in every)),
        names=tuple(dict.fromkeys(r.reading.name for r in every)),
        shapes=shapes,
        witness=spot,
        position=seen.witness if spot else None,
        witnessed=seen.witnessed,
    )
    return layer, geometry
