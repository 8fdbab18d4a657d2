"""Faults on purpose, each as such files have them, and a list of which rows they are in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from skywitness.aliases import Floats, Ints
from skywitness.simulate.aircraft import EPU_M
from skywitness.simulate.earth import forward, moved
from skywitness.simulate.observe import RADIUS_95, drift
from skywitness.simulate.reports import ADSB, LATE, TISB, Reports, Target, joined

Rng = np.random.Generator

_KINDS_OF_AIRCRAFT = (("airliner", "midnight"), ("orbit", "antimeridian", "pole"))
"""Which are taken, in this order: those that fly steadily and fast."""


@dataclass(frozen=True)
class Kind:
    """A kind of fault: the word of the record that should mark it, and what is done."""

    name: str
    code: str
    what: str
    plant: Callable[[_Ground], None]


class _Ground:
    """Reports to plant faults in; each kind takes an aircraft that no other has."""

    def __init__(self, targets: Sequence[Target], reports: Reports, seed: int) -> None:
        self.targets = list(targets)
        self.reports = reports
        self.rng = np.random.default_rng((seed, 0xFA))
        self.bit = 0
        self._used: set[int] = set()

    def choose(self, fewest: int) -> int | None:
        """An aircraft with so many reports in the air, airliners and the most reports first."""
        r = self.reports
        flying = ~r.onground & (r.source == ADSB)
        count = np.bincount(r.target[flying], minlength=len(self.targets))
        for kinds in _KINDS_OF_AIRCRAFT:
            for k in np.argsort(-count, kind="stable").tolist():
                target = self.targets[k]
                free = k not in self._used and not target.address.isdigit()
                if free and count[k] >= fewest and target.aircraft.kind in kinds:
                    self._used.add(k)
                    return int(k)
        return None

    def flying(self, target: int) -> Ints:
        """Its rows in the air."""
        r = self.reports
        return np.flatnonzero((r.target == target) & ~r.onground & (r.planted == 0))

    def change(self, rows: Ints, **values: Any) -> None:
        """Set columns of rows, and note that they are faulty."""
        columns = {"planted": self.reports.planted[rows] | self.bit, **values}
        for name, value in columns.items():
            column = getattr(self.reports, name).copy()
            column[rows] = value
            self.reports = self.reports.but(**{name: column})


def _jump(g: _Ground) -> None:
    """Single positions 60 to 150 km off."""
    if (k := g.choose(150)) is not None:
        rows = g.flying(k)[[40, 80, 120]]
        r = g.reports
        lon, lat, _ = forward(
            r.longitude[rows], r.latitude[rows], g.rng.uniform(0, 360, 3), [60e3, 100e3, 150e3]
        )
        g.change(rows, longitude=lon, latitude=lat)


def _frozen(g: _Ground) -> None:
    """The same position for 40 reports while speed and height go on."""
    if (k := g.choose(150)) is not None:
        rows = g.flying(k)[60:101]
        first = rows[0]
        g.change(rows[1:], longitude=g.reports.longitude[first], latitude=g.reports.latitude[first])


def _epoch(g: _Ground) -> None:
    """Two rows stamped with the seconds since the receiver was switched on."""
    if (k := g.choose(150)) is not None:
        rows = g.flying(k)[[50, 90]]
        stamps = np.array([37_250_000, 77_300_000])
        g.change(rows, time=stamps, received=stamps)


def _hours(g: _Ground) -> None:
    """A second network that saw one aircraft and wrote local time, an hour ahead."""
    if (k := g.choose(400)) is not None:
        rows = g.flying(k)[::4]
        hour = 3_600_000_000
        late = g.reports.take(rows)
        n = len(rows)
        late = late.but(
            time=late.time + hour, received=late.received + hour, network=np.full(n, LATE),
            planted=np.full(n, g.bit),
        )  # fmt: skip
        g.reports = joined([g.reports, late])


def _altitude(g: _Ground) -> None:
    """Altitudes of garbled replies, among them 123,100 ft."""
    if (k := g.choose(150)) is not None:
        g.change(g.flying(k)[[45, 75, 110]], altitude=np.array([123_100.0, 61_300.0, -900.0]))


def _twin(g: _Ground) -> None:
    """An aircraft once more as the ground's radar sees it, under a track number."""
    if (k := g.choose(300)) is None:
        return
    rows = g.flying(k)
    r = g.reports
    # A sweep every 5 s; radar is good to NACp 7 and 100 ft.
    sweep = np.floor(r.order[rows] / 5.0)
    rows = rows[np.diff(sweep, prepend=-1.0) > 0]
    seen, n = r.take(rows), len(rows)
    sigma = EPU_M[7] / RADIUS_95
    lon, lat = moved(
        seen.longitude,
        seen.latitude,
        sigma * drift(seen.order, g.rng),
        sigma * drift(seen.order, g.rng),
    )
    g.targets.append(replace(g.targets[k], address=f"~29{k:04x}", as_number=False))
    again = seen.but(
        target=np.full(n, len(g.targets) - 1), longitude=lon, latitude=lat,
        altitude=np.rint(seen.altitude / 100.0) * 100.0, geoaltitude=np.full(n, np.nan),
        source=np.full(n, TISB), planted=np.full(n, g.bit),
        time=seen.time + 400_000, received=seen.received + 600_000, order=seen.order + 0.6,
    )  # fmt: skip
    g.reports = joined([g.reports, again])


def _stale(g: _Ground) -> None:
    """An aircraft not heard for two minutes, whose last position is written on and on."""
    if (k := g.choose(300)) is None:
        return
    rows = g.flying(k)
    r = g.reports
    last = int(rows[100])
    gap = r.order[rows] - r.order[last]
    silent = rows[(gap > 0) & (gap < 120.0)]
    keep = np.ones(len(r), dtype=bool)
    keep[silent] = False
    ages = np.array([65.0, 75.0, 85.0, 95.0])
    old = r.take(np.full(len(ages), last))
    old = old.but(
        order=old.order + ages, received=old.received + np.rint(ages * 1e6).astype(np.int64),
        stale=np.ones(len(ages), dtype=bool), planted=np.full(len(ages), g.bit),
    )  # fmt: skip
    g.reports = joined([r.take(keep), old])


def _number(g: _Ground) -> None:
    """An address without letters, saved by a spreadsheet as a number."""
    for k, target in enumerate(g.targets):
        if target.address.isdigit():
            g.targets[k] = replace(target, as_number=True)
            g.change(np.flatnonzero(g.reports.target == k))


def _reversed(g: _Ground) -> None:
    """Five reports written down after the five that followed them."""
    if (k := g.choose(150)) is not None:
        rows = g.flying(k)[60:70]
        order = g.reports.order[rows]
        g.change(rows[:5], order=order[9] + 0.001 * np.arange(1, 6))


KINDS: tuple[Kind, ...] = (
    Kind("hours", "clock", "a second network's clock is an hour ahead", _hours),
    Kind("twin", "twin", "an aircraft a second time as a radar track", _twin),
    Kind("stale", "stale", "an old position is repeated while nothing is heard", _stale),
    Kind("jump", "jump", "single positions 60 to 150 km off", _jump),
    Kind("frozen", "frozen", "a position is repeated while the aircraft moves", _frozen),
    Kind("epoch", "clock", "times of 1970", _epoch),
    Kind("altitude", "altitude", "altitudes of garbled replies", _altitude),
    Kind("reversed", "reversed", "reports written down late, out of order", _reversed),
    Kind("number", "address", "an address saved as a number", _number),
)  # fmt: skip
"""In the order in which they are planted: those that need long flights first."""


def plant(
    targets: Sequence[Target], reports: Reports, names: Sequence[str], seed: int
) -> tuple[tuple[Target, ...], Reports]:
    """Plant the named kinds of faults; rows come back in the order in which they were written."""
    ground = _Ground(targets, reports, seed)
    for k, kind in enumerate(KINDS):
        if kind.name in names:
            ground.bit = 1 << k
            kind.plant(ground)
    return tuple(ground.targets), ground.reports.sorted()


def planted(targets: Sequence[Target], reports: Reports) -> list[dict[str, Any]]:
    """What was planted: for each kind its rows by address and stamped time."""
    found = []
    for k, kind in enumerate(KINDS):
        rows = np.flatnonzero(reports.planted & (1 << k))
        if not len(rows):
            continue
        found.append({
            "kind": kind.name,
            "fault": kind.code,
            "what": kind.what,
            "rows": [
                {"icao24": targets[t].address, "timestamp": stamp / 1e6, "received": heard / 1e6,
                 "network": network}
                for t, stamp, heard, network in zip(
                    reports.target[rows].tolist(), reports.time[rows].tolist(),
                    reports.received[rows].tolist(), reports.network[rows].tolist(), strict=True,
                )
            ],
        })  # fmt: skip
    return found


__all__ = ["KINDS", "Floats", "Kind", "plant", "planted"]
