"""What a map of a check shows: the region that each reading of each claim leaves, as cells."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.parts import Constraint, Reading
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stretches import POLICY
from skywitness.places.measures.measures import Scalar
from skywitness.places.place import Place
from skywitness.reason.regions.cells import Cells
from skywitness.reason.regions.cover import Fineness, Region, Window, cover
from skywitness.reason.regions.explore import DEAR, Row, dearness
from skywitness.reason.results import CheckResult, ClaimResult
from skywitness.reason.work import when_forgetting
from skywitness.reason.worlds.given import Given
from skywitness.reason.worlds.joint import Joint
from skywitness.reason.worlds.placed import row_key, row_of

#: Cells on the edge of a region: finer where there are few regions to draw.
FEWEST_EDGE_CELLS, MOST_EDGE_CELLS, ALL_EDGE_CELLS = 350, 2000, 12000
#: What is cheap to measure is drawn finer, to some two pixels of a map.
FEWEST_SHARP, MOST_SHARP, ALL_SHARP = 1500, 6000, 120_000
SHARE, METRES = 2.5e-3, 1500.0


@dataclass(frozen=True)
class DrawnRegion:
    """Where one claim, in one reading and frame, lets one spot be at one stretch of tolerances.

    ``cells`` are the cells, ``lon`` and ``lat`` their corners in degrees, shape ``(n, 4)`` in ring
    order; together they hold every position that the reading allows. ``inner`` marks the cells in
    which every position is allowed for every true shape within the places' stated errors.
    ``witness`` is the position that shows the reading to be possible, if one was found; it does
    from the stretch ``witnessed`` on.
    """

    claim: str
    spot: Spot
    frame: Frame
    reading: Reading
    lon: Floats
    lat: Floats
    inner: npt.NDArray[np.bool_]
    witness: tuple[float, float] | None
    places: tuple[Place, ...]
    witnessed: float
    cells: Cells


def draw(result: CheckResult, *, stretch: float = POLICY) -> tuple[DrawnRegion, ...]:
    """The regions of every testable claim at ``stretch``, frame by frame and reading by reading.

    Claims that allow more than half of the Earth are left out: they show nothing.
    """
    every = sum(len(f.verdict.joints) for each in result.claims for f in each.findings)
    cells = min(max(ALL_EDGE_CELLS // max(every, 1), FEWEST_EDGE_CELLS), MOST_EDGE_CELLS)
    out: list[DrawnRegion] = []
    for k, given in enumerate(result.given):
        for each in result.claims:
            joints = each.findings[k].verdict.joints
            spots = dict.fromkeys(p.spot for j in joints for p in j.reading.parts if p.placed)
            for spot in spots:
                out += _drawn(each, spot, joints, given, stretch=stretch, cells=cells)
    return tuple(out)


def draw_near(
    result: CheckResult, claims: Sequence[str], spot: Spot, window: Window
) -> tuple[DrawnRegion, ...]:
    """The regions of some claims about one spot near a window, at the policy's tolerances.

    All cells are spent there, so that a band around a country has a fine edge where it matters.
    Only ordinary readings are drawn.
    """
    out: list[DrawnRegion] = []
    for k, given in enumerate(result.given):
        for each in result.claims:
            if each.claim.id in claims:
                joints = [
                    j for j in each.findings[k].verdict.joints if j.reading.kind == "ordinary"
                ]
                out += _drawn(
                    each, spot, joints, given, stretch=POLICY, cells=MOST_EDGE_CELLS, window=window
                )
    return tuple(out)


def _drawn(
    each: ClaimResult,
    spot: Spot,
    joints: Sequence[Joint],
    given: Given,
    *,
    stretch: float,
    cells: int,
    window: Window | None = None,
) -> list[DrawnRegion]:
    """The regions of one claim about one spot in one frame, reading by reading."""
    rows = [row_of(j.reading.parts, spot) for j in joints]
    if not any(rows):
        return []
    hard = given.world.get(spot, ())
    outlines = _outlines(rows, hard, stretch, cells, window)
    return [
        DrawnRegion(
            each.claim.id,
            spot,
            given.frame,
            j.reading,
            outline.lon,
            outline.lat,
            outline.inner,
            j.places.get(spot),
            places_of([*row, *hard]),
            j.hi,
            outline.cells,
        )
        for j, row, outline in zip(joints, rows, outlines, strict=True)
        if outline is not None
    ]


@dataclass(frozen=True)
class _Outline:
    """What is drawn of a region, as :class:`DrawnRegion` has it."""

    lon: Floats
    lat: Floats
    inner: npt.NDArray[np.bool_]
    cells: Cells


#: Outlines of the last so many covers, with the constraints that keep alive what their keys name.
KEPT = 400
_kept: OrderedDict[object, tuple[object, list[_Outline | None]]] = OrderedDict()
when_forgetting(_kept.clear)


def _outlines(
    rows: Sequence[Row], hard: Row, stretch: float, cells: int, window: Window | None
) -> list[_Outline | None]:
    """The outline of each row's region; none of what is empty, or most of the Earth.

    A cover hangs on its rows all together and on nothing else, so it is kept until what was worked
    out is forgotten.
    """
    key = (tuple(row_key(row) for row in rows), row_key(hard), stretch, cells, window)
    if key not in _kept:
        regions = _covers(rows, hard, stretch=stretch, cells=cells, window=window)
        _kept[key] = (tuple(rows), hard), [_outline(region) for region in regions]
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(key)
    return _kept[key][1]


def _outline(region: Region) -> _Outline | None:
    if region.empty or _most_of_the_earth(region):
        return None
    lon, lat = region.level.cells.corners()
    return _Outline(lon, lat, region.inner, region.level.cells)


def _covers(
    rows: Sequence[Row], hard: Row, *, stretch: float, cells: int, window: Window | None
) -> list[Region]:
    """The region of each row; those that are dear to measure apart, with fewer cells."""
    dear = [any(dearness(c.measure) >= DEAR for c in (*row, *hard)) for row in rows]
    out: dict[int, Region] = {}
    most = min(max(cells * ALL_SHARP // ALL_EDGE_CELLS, FEWEST_SHARP), MOST_SHARP)
    # In a window it is the map's error that ends it: what is near is shown as near as it is known.
    sharp = Fineness(most, SHARE, METRES) if window is None else Fineness(cells)
    for edge, which in ((Fineness(cells), True), (sharp, False)):
        mine = [k for k in range(len(rows)) if dear[k] is which]
        if mine:
            found = cover([rows[k] for k in mine], hard, stretch=stretch, edge=edge, window=window)
            out |= zip(mine, found, strict=True)
    return [out[k] for k in range(len(rows))]


def places_of(row: Sequence[Constraint]) -> tuple[Place, ...]:
    """The places a row of constraints speaks of, each once."""
    found: dict[str, Place] = {}
    for c in row:
        if not isinstance(c.measure, Scalar):
            found.setdefault(c.measure.place.id, c.measure.place)
    return tuple(found.values())


def _most_of_the_earth(region: Region) -> bool:
    share = (6 * 4.0 ** region.level.cells.level.astype(float)) ** -1
    return float(share.sum()) > 0.5
