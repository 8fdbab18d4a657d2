"""Logs that a place and a time leave the sun nowhere that it is said to stand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from skywitness.aliases import Json
from skywitness.certificates.tiles import tile_names
from skywitness.claims.meaning.parts import Constraint, Difference, Sun
from skywitness.reason.regions.cells import Cells, join
from skywitness.reason.times.certtimes import shortest
from skywitness.reason.worlds.sunlight import dark_cells, span_of
from skywitness.verify.statements.readings import Said


def sun_logs(every: Sequence[Said], stretch: float) -> list[Json]:
    """A log for each place and moment at which what is demanded of the sun fails at ``stretch``."""
    out = []
    suns = [s for s in every if isinstance(s.part.constraint, Sun)]
    for spot, moment in dict.fromkeys(_about(s) for s in suns):
        mine = [s for s in suns if _about(s) == (spot, moment)]
        log = _log(mine, [s for s in every if s.spot == spot and _kind(s) == "place"],
                   [s for s in every if _kind(s) == "time"], stretch)  # fmt: skip
        if log is not None:
            out.append(log)
    return out


def _about(said: Said) -> tuple[str, str]:
    sun = said.part.constraint
    assert isinstance(sun, Sun)
    return str(sun.spot), sun.clock.moment


def _kind(said: Said) -> str:
    return "" if said.demand is None else str(said.demand["kind"])


def _log(
    suns: Sequence[Said], places: Sequence[Said], timed: Sequence[Said], stretch: float
) -> Json | None:
    demanded = [s.part.constraint for s in suns if isinstance(s.part.constraint, Sun)]
    moment = demanded[0].clock.moment
    times = [s.part.constraint for s in timed if isinstance(s.part.constraint, Difference)]
    span = span_of(moment, times, stretch)
    if span is None or not span.bounded:
        return None
    row = [s.part.constraint for s in places if isinstance(s.part.constraint, Constraint)]
    found = dark_cells(demanded, row, (), span, stretch)
    if found is None:
        return None
    upper, lower = (shortest(times, *ends, stretch) for ends in (("", moment), (moment, "")))
    if upper is None or lower is None:
        return None
    cells = join([each for each, _ in found])
    dark = np.concatenate([flags for _, flags in found])
    leaves = _leaves(cells, dark, row, stretch)
    if leaves is None:
        return None
    first = len(suns) + len(places)
    return {
        "kind": "sun",
        "stretch": stretch,
        "demands": [s.demand for s in (*suns, *places, *timed)],
        "moments": [s.spot for s in (*suns, *places, *timed)],
        "upper": [[first + number, end] for number, end in upper],
        "lower": [[first + number, end] for number, end in lower],
        "leaves": {
            ("sun" if k < 0 else str(len(suns) + k)): " ".join(sorted(names))
            for k, names in leaves.items()
        },
    }


def _leaves(
    cells: Cells, dark: np.ndarray, row: Sequence[Constraint], stretch: float
) -> dict[int, list[str]] | None:
    """Names of cells by the demand on the place that fails there, or -1 for the sun."""
    reason = np.where(dark, -1, -2)
    discs = cells.discs()
    for k, constraint in enumerate(row):
        open_ = np.flatnonzero(reason == -2)
        if not len(open_):
            break
        ((least, _),) = constraint.measure.stretch(discs.part(open_), constraint.allowed)  # type: ignore[union-attr]
        reason[open_[least > stretch]] = k
    if (reason == -2).any():
        return None
    names = tile_names(cells)
    return {
        int(k): [name for name, r in zip(names, reason, strict=True) if r == k]
        for k in np.unique(reason)
    }
