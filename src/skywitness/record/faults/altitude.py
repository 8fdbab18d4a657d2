"""Altitudes that cannot be: out of range, out of reach, or against each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from skywitness.aliases import Floats, Ints, Mask
from skywitness.record.faults import course, limits
from skywitness.record.faults.memory import Memory
from skywitness.record.faults.rows import Rows
from skywitness.units import FOOT

KIND = course.kind(("alt", "rate"))


@dataclass
class Course:
    """Altitudes (ft) and the vertical rates reported with them (ft/min)."""

    t: Floats
    alt: Floats
    rate: Floats

    def reach(self, a: Ints, b: Ints, trusted: Mask) -> Mask:
        """Within the greatest rate of climb, and its own where that is trusted.

        Above 50,000 ft an altitude is reached only from above 45,000 ft.
        """
        dt = self.t[b] - self.t[a] + limits.STAMP_S
        step = np.abs(self.alt[b] - self.alt[a])
        fits: Mask = ~(step > limits.CLIMB_FPM / 60 * dt + limits.ALTITUDE_STEP_FT)
        high = (self.alt[b] > limits.HIGH_FROM_FT) & (self.alt[a] < limits.HIGH_NEAR_FT)
        rate = np.fmax(np.abs(self.rate[a]), np.abs(self.rate[b])) / 60
        push = limits.ACCELERATION / FOOT * dt * dt / 2
        own = step > rate * dt + push + limits.ALTITUDE_STEP_FT
        return fits & ~high & ~(own & trusted & (dt < limits.OWN_S))

    def trust(self, a: Ints, b: Ints) -> Mask:
        """Whether the reported rate agrees with the step."""
        dt = self.t[b] - self.t[a]
        said = (self.rate[a] + self.rate[b]) / 2 * dt / 60
        room = limits.RATE_ROOM_FT + limits.OWN_SHARE * np.abs(said)
        close: Mask = np.abs(self.alt[b] - self.alt[a] - said) < room
        return close & (dt < limits.OWN_S)


def impossible(rows: Rows) -> Mask:
    """Altitudes that cannot be, whatever came before."""
    alt, geo = rows.altitude, rows.number("geoaltitude")
    out = (alt < limits.LOWEST_FT) | (alt > limits.HIGHEST_FT)
    out |= (geo < limits.LOWEST_FT) | (geo > limits.HIGHEST_GEO_FT)
    apart = limits.GEO_BASE_FT + limits.GEO_SHARE * np.maximum(np.abs(alt), np.abs(geo))
    out |= np.abs(alt - geo) > apart
    out |= (rows.number("onground") == 1) & ((alt > limits.GROUND_FT) | (geo > limits.GROUND_FT))
    return out


def find(rows: Rows, memory: Memory) -> tuple[Mask, Memory]:
    """Rows whose altitude cannot be or cannot follow, and the memory after them.

    A row whose position only repeats an old one lends an altitude no support: sources that fill
    gaps repeat the altitude with it.
    """
    junk = impossible(rows)
    use = np.isfinite(rows.altitude) & ~junk & ~rows.marked("clock", "stale")
    fresh = ~rows.marked("frozen") & np.isfinite(rows.lat)
    high = rows.altitude > limits.HIGH_FROM_FT
    values = {"alt": rows.altitude, "rate": rows.number("vertical_rate")}
    bad, memory = course.follow(
        rows, use, values, lambda t, v: Course(t, **v), memory, counts=fresh, doubt=high
    )
    return junk | (bad & ~rows.judged), memory
