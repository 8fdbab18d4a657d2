"""What was seen: one row per report of a position, in the order in which they were written down."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats, Ints, Mask
from skywitness.simulate.aircraft import Aircraft
from skywitness.simulate.world import World

SOURCES = ("adsb_icao", "adsb_icao_nt", "adsr_icao", "mlat", "tisb_trackfile")
ADSB, ADSB_NT, ADSR, MLAT, TISB = range(5)

MAIN, LATE = 0, 1
"""Networks: the ordinary one, and one whose clock is wrong by whole hours."""


@dataclass(frozen=True)
class Target:
    """Something that is seen: an aircraft under an address."""

    address: str
    aircraft: Aircraft
    as_number: bool = False
    """Where a format has no types of its own, the address was saved as a number."""

    @property
    def written(self) -> str:
        """The address as a table has it: without leading zeros where it became a number."""
        return self.address.lstrip("0") if self.as_number else self.address


@dataclass(frozen=True)
class Reports:
    """n reports; times are microseconds since 1970 as the receiver stamped them."""

    target: Ints
    order: Floats
    """When it was written down, true seconds since 1970: what rows are sorted by."""
    moment: Floats
    """The true moment of the position, seconds since 1970."""
    time: Ints
    """When the position held, as stamped."""
    received: Ints
    longitude: Floats
    latitude: Floats
    altitude: Floats
    """ft; NaN where it says none"""
    geoaltitude: Floats
    groundspeed: Floats
    track: Floats
    vertical_rate: Floats
    onground: Mask
    source: Ints
    receiver: Ints
    stale: Mask
    network: Ints
    planted: Ints
    """Bits of the planted faults, see :mod:`skywitness.simulate.plant`."""

    def __len__(self) -> int:
        """How many."""
        return len(self.target)

    def take(self, index: npt.NDArray[Any]) -> Reports:
        """Some of them, by index or mask."""
        return Reports(**{f.name: getattr(self, f.name)[index] for f in _FIELDS})

    def but(self, **values: npt.NDArray[Any]) -> Reports:
        """The same with other columns."""
        return dataclasses.replace(self, **values)

    def sorted(self) -> Reports:
        """In the order in which they were written down."""
        return self.take(np.argsort(self.order, kind="stable"))


_FIELDS = dataclasses.fields(Reports)


def joined(parts: Sequence[Reports]) -> Reports:
    """Several as one."""
    return Reports(**{f.name: np.concatenate([getattr(p, f.name) for p in parts]) for f in _FIELDS})


@dataclass(frozen=True)
class Scene:
    """What writers are given: the world, who was seen and the reports, sorted."""

    world: World
    targets: tuple[Target, ...]
    reports: Reports
    seed: int = 0
    exact: bool = False

    def of_network(self, network: int) -> Scene:
        """The reports of one network."""
        mine = self.reports.network == network
        return dataclasses.replace(self, reports=self.reports.take(mine))

    @property
    def networks(self) -> tuple[int, ...]:
        """Those that have any reports."""
        return tuple(np.unique(self.reports.network).tolist())
