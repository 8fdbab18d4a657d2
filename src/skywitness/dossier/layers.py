"""The maps of a page: one per moment, with a layer for every reading of every claim about it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.dossier.backdrop import Backdrop, Line, Scale, backdrop, graticule, north, scales
from skywitness.dossier.labels import ON_A_PHONE, Label, Placer, beside, furniture, thinned
from skywitness.dossier.paths import cells_on_sheet, frame, on_sheet, path_of
from skywitness.dossier.projection import Array, Sheet, fit
from skywitness.places.place import Place
from skywitness.reason.drawing import DrawnRegion
from skywitness.reason.results import CheckResult

HUES = 6  # colours of claims in the style sheet; further claims begin again
DASHES = 4
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Layer:
    """The region of one reading (or of several that leave the same region) of one claim.

    ``frames`` are the numbers of the frames it belongs to. ``ghost`` marks generous readings,
    which are off until they are asked for.
    """

    key: str
    claim: str
    letter: str
    hue: int
    dash: int
    frames: tuple[int, ...]
    names: tuple[str, ...]
    ghost: bool
    outer: str
    inner: str
    witness: tuple[float, float] | None
    mark: Label | None


@dataclass(frozen=True)
class Outline:
    """A place that the claims name."""

    name: str
    frames: tuple[int, ...]
    path: str
    dot: tuple[float, float] | None


@dataclass(frozen=True)
class ClaimLayers:
    """A claim on one map; ``absent`` says of readings that have no region why."""

    id: str
    says: str
    hue: int
    ordinary: tuple[Layer, ...]
    generous: tuple[Layer, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True)
class Map:
    """Everything one map shows."""

    key: str
    title: str
    sheet: Sheet
    backdrop: Backdrop
    graticule: tuple[Line, ...]
    scales: tuple[Scale, ...]
    north: float | None
    pole: tuple[float, float] | None
    outlines: tuple[Outline, ...]
    labels: tuple[Label, ...]
    claims: tuple[ClaimLayers, ...]

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Every layer, the widest first so that none hides another."""
        every = [x for c in self.claims for x in (*c.ordinary, *c.generous)]
        return tuple(sorted(every, key=lambda layer: -len(layer.outer)))

    @property
    def framed(self) -> bool:
        """Whether the frames differ in what they show."""
        return len({x.frames for x in self.layers} | {o.frames for o in self.outlines}) > 1


def maps(result: CheckResult, regions: Sequence[DrawnRegion]) -> tuple[Map, ...]:
    """A map for every moment that some reading can be drawn for, in the order of the case."""
    order = [m.id for m in result.case.moments]
    order += sorted({r.moment for r in regions} - set(order))
    titles = {m.id: m.label or m.id for m in result.case.moments}
    return tuple(
        _map(
            f"m{n}", titles.get(moment, moment), result, [r for r in regions if r.moment == moment]
        )
        for n, moment in enumerate(order)
        if any(r.moment == moment for r in regions)
    )


def _map(key: str, title: str, result: CheckResult, regions: Sequence[DrawnRegion]) -> Map:
    sheet = fit(*_shown(regions))
    numbers = {frame.id: n for n, frame in enumerate(result.frames)}
    placer = Placer(sheet)
    rooms = furniture(sheet)
    for room in rooms:
        placer.keep(room)
    lines = tuple(_clear(line, rooms, furniture(sheet, ON_A_PHONE)) for line in graticule(sheet))
    for line in lines:
        for label in line.labels:
            placer.keep(shapely.Point(label.x, label.y).buffer(260))
    claims, whole = _claims(key, result, regions, placer, numbers)
    claims = tuple(_marked(c, placer) for c in claims)
    outlines, labels = _outlines(regions, sheet, placer, numbers, whole)
    under = backdrop(sheet, placer, whole, result.case.shapes)
    named = {label.words for label in labels}
    others = [x for x in under.labels if x.words not in named]
    marks = [x.mark for c in claims for x in c.ordinary if x.mark]
    fitted = thinned([*labels, *marks, *others], sheet)
    names = (*fitted[: len(labels)], *fitted[len(labels) + len(marks) :])
    by_mark = dict(zip(marks, fitted[len(labels) :], strict=False))
    claims = tuple(_with_marks(c, by_mark) for c in claims)
    pole = sheet.place(np.array([0.0]), np.array([90.0 * sheet.pole]))[0] if sheet.pole else None
    return Map(
        key=key,
        title=title,
        sheet=sheet,
        backdrop=under,
        graticule=lines,
        scales=scales(sheet),
        north=None if sheet.pole else north(sheet, sheet.width - 330, 400),
        pole=(float(pole[0]), float(pole[1])) if pole is not None else None,
        outlines=outlines,
        labels=names,
        claims=claims,
    )


def _marked(claim: ClaimLayers, placer: Placer) -> ClaimLayers:
    """A claim's layers with their witnesses labelled, once it is known where all of them are."""

    def mark(layer: Layer) -> Layer:
        if layer.witness is None or layer.ghost:
            return layer
        found = beside(f"{layer.claim} {layer.letter}", layer.witness, placer)
        return replace(layer, mark=found[0] if found else None)

    return replace(claim, ordinary=tuple(mark(x) for x in claim.ordinary))


def _with_marks(claim: ClaimLayers, marks: Mapping[Label, Label]) -> ClaimLayers:
    """A claim's layers with the labels of their witnesses replaced."""
    ordinary = (replace(x, mark=marks.get(x.mark) if x.mark else None) for x in claim.ordinary)
    return replace(claim, ordinary=tuple(ordinary))


def _clear(line: Line, rooms: Sequence[BaseGeometry], on_a_phone: Sequence[BaseGeometry]) -> Line:
    """A line of the graticule without labels in the rooms; minor where a phone has no room."""
    kept = [x for x in line.labels if not any(_in(room, x) for room in rooms)]
    return replace(
        line,
        labels=tuple(
            replace(x, kind=f"{x.kind} minor") if any(_in(r, x) for r in on_a_phone) else x
            for x in kept
        ),
    )


def _in(room: BaseGeometry, label: Label) -> bool:
    return bool(shapely.intersects(room, shapely.Point(label.x, label.y)))


def _shown(regions: Sequence[DrawnRegion]) -> tuple[Array, Array]:
    """The points a sheet must show: the ordinary regions and, if near, the places they refer to."""
    ordinary = [r for r in regions if r.reading.kind == "ordinary"] or list(regions)
    corners = [np.column_stack((r.lon.ravel(), r.lat.ravel())) for r in ordinary]
    lon, lat = np.concatenate([_some(c) for c in corners]).T
    sheet = fit(lon, lat)
    for place in {p.id: p for r in ordinary for p in r.places}.values():
        points = _some(shapely.get_coordinates(place.geometry))
        wider = fit(np.append(lon, points[:, 0]), np.append(lat, points[:, 1]))
        if sheet.per_metre / wider.per_metre <= 1.6:
            lon, lat = np.append(lon, points[:, 0]), np.append(lat, points[:, 1])
    return lon, lat


def _some(points: Array) -> Array:
    """At most about 300 of many points, evenly taken, with the outermost in each direction."""
    ends = [f(points[:, k]) for k in (0, 1) for f in (np.argmin, np.argmax)]
    return np.concatenate([points[:: max(1, len(points) // 300)], points[ends]])


def _claims(
    key: str,
    result: CheckResult,
    regions: Sequence[DrawnRegion],
    placer: Placer,
    numbers: dict[str, int],
) -> tuple[tuple[ClaimLayers, ...], BaseGeometry]:
    """The layers of every claim, and about where the ordinary ones lie, with some room."""
    out = []
    ordinary: list[BaseGeometry] = []
    speak = [c for c in result.claims if any(r.claim == c.claim.id for r in regions)]
    for n, each in enumerate(speak):
        mine = [r for r in regions if r.claim == each.claim.id]
        groups: dict[str, list[DrawnRegion]] = {}
        for region in sorted(mine, key=lambda r: r.reading.kind == "generous"):
            groups.setdefault(f"{region.reading.kind} {_digest(region)}", []).append(region)
        layers = []
        for k, same in enumerate(groups.values()):
            layer, shape = _layer(f"{key}c{n}r{k}", k, n % HUES, same, placer, numbers)
            layers.append(layer)
            if not layer.ghost:
                ordinary.append(shape)
        out.append(
            ClaimLayers(
                each.claim.id,
                each.claim.says,
                n % HUES,
                tuple(x for x in layers if not x.ghost),
                tuple(x for x in layers if x.ghost),
                _absent(each.claim.id, result, mine),
            )
        )
    together = shapely.union_all([shapely.simplify(g, 20) for g in ordinary])
    return tuple(out), shapely.simplify(shapely.buffer(together, 60, quad_segs=2), 20)


def _digest(region: DrawnRegion) -> str:
    """Equal for regions that look the same."""
    parts = (np.round(region.lon, 6), np.round(region.lat, 6), region.inner)
    return hashlib.sha256(b"".join(np.ascontiguousarray(p).tobytes() for p in parts)).hexdigest()


def _layer(
    key: str,
    k: int,
    hue: int,
    same: Sequence[DrawnRegion],
    placer: Placer,
    numbers: dict[str, int],
) -> tuple[Layer, BaseGeometry]:
    first, sheet = same[0], placer.sheet
    outer = cells_on_sheet(first.lon, first.lat, sheet)
    inner = cells_on_sheet(first.lon[first.inner], first.lat[first.inner], sheet)
    witness = next((r.witness for r in same if r.witness is not None), None)
    mark = None
    if witness is not None:
        x, y = sheet.place(np.array([witness[0]]), np.array([witness[1]]))[0]
        mark = (float(np.round(x)), float(np.round(y))) if np.isfinite(x) else None
    letter = LETTERS[k] if k < len(LETTERS) else str(k + 1)
    if mark:
        placer.keep(shapely.Point(mark).buffer(90))
    layer = Layer(
        key=key,
        claim=first.claim,
        letter=letter,
        hue=hue,
        dash=k % DASHES,
        frames=tuple(sorted({numbers[r.frame.id] for r in same})),
        names=tuple(dict.fromkeys(r.reading.name for r in same)),
        ghost=first.reading.kind == "generous",
        outer=path_of(outer),
        inner=path_of(inner),
        witness=mark,
        mark=None,
    )
    return layer, outer


def _absent(claim: str, result: CheckResult, mine: Sequence[DrawnRegion]) -> tuple[str, ...]:
    """Readings of a claim that leave no region, by name."""
    drawn = {(r.frame.id, r.reading.name) for r in mine}
    out: dict[str, None] = {}
    for each in result.claims:
        if each.claim.id != claim:
            continue
        for finding in each.findings:
            for joint in finding.verdict.joints:
                if (finding.frame.id, joint.reading.name) not in drawn and joint.lo > 1:
                    out[joint.reading.name] = None
    return tuple(out)


def _outlines(
    regions: Sequence[DrawnRegion],
    sheet: Sheet,
    placer: Placer,
    numbers: dict[str, int],
    whole: BaseGeometry,
) -> tuple[tuple[Outline, ...], tuple[Label, ...]]:
    """Places the claims name: outlined; points, capes and cities with a dot as well."""
    frames: dict[str, set[int]] = {}
    places: dict[str, Place] = {}
    for region in regions:
        for place in region.places:
            places[place.id] = place
            frames.setdefault(place.id, set()).add(numbers[region.frame.id])
    outlines: list[Outline] = []
    labels: list[Label] = []
    drawn: dict[str, int] = {}
    for place in sorted(places.values(), key=lambda p: shapely.area(p.geometry)):
        if place.kind == "sea":
            continue  # the backdrop names seas; their edge is the shore
        shape, dot = _outline(place, sheet)
        path = path_of(shape)
        if not path and dot is None:
            continue
        short = place.name.split(" (")[0]
        if path in drawn and path:  # another extent of the same look
            k = drawn[path]
            merged = tuple(sorted({*outlines[k].frames, *frames[place.id]}))
            outlines[k] = Outline(outlines[k].name, merged, path, outlines[k].dot)
            continue
        drawn[path] = len(outlines)
        outlines.append(Outline(place.name, tuple(sorted(frames[place.id])), path, dot))
        if short in {x.words for x in labels}:
            continue
        if dot is not None:
            labels += beside(short, dot, placer)
        else:
            kind = "contested" if place.id.startswith("contested:") else "place"
            labels += placer.put(short, shape, kind, least=150.0, avoid=whole)
    return tuple(outlines), tuple(labels)


def _outline(place: Place, sheet: Sheet) -> tuple[BaseGeometry, tuple[float, float] | None]:
    """A place's shape on the sheet (with any band or disc around it), and a point's dot."""
    if place.geometry.geom_type == "Point":
        x, y = sheet.place(np.array([place.geometry.x]), np.array([place.geometry.y]))[0]
        if not shapely.contains(frame(sheet), shapely.Point(x, y)):
            return shapely.GeometryCollection(), None
        disc = shapely.Point(x, y).buffer(max(place.buffer_m * sheet.per_metre, 0), 32)
        return disc, (float(np.round(x)), float(np.round(y)))
    shape = on_sheet(place.geometry, sheet, least_area=30.0)
    if place.buffer_m > 0 and not shape.is_empty:
        shape = shapely.buffer(shape, place.buffer_m * sheet.per_metre, quad_segs=16)
    return shape, None
