"""Heights of several references: the verifier's own bounds, and one air for a whole witness.

A pressure altitude grows with the height above the sea as the standard temperature at that pressure
over the air's temperature (hydrostatics, once for the air and once for the standard atmosphere).
Here that is added up in steps, with the hottest and the coldest air on record at each height and an
instrument's error, from the highest or lowest pressure at the sea; what a certificate allows must
be at least as wide, up to 30 km. Of extremes the records of the World Meteorological Organization
are taken at the ground (56.7 °C, -67.8 °C); above it air colder or warmer by 22 % and 15 % than the
standard is beyond all that soundings found.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from skywitness.aliases import Json
from skywitness.places.names.coast import at_sea
from skywitness.verify.statements.failure import FailedError

#: Metres of a step and the height up to which steps are added up.
STEP, TOP = 50.0, 30_000.0
#: Metres above the sea of the lowest dry land.
BOTTOM = -440.0
#: Kelvin: extremes at the ground; metres over which they give way to those of the free air.
HOTTEST, COLDEST, SHALLOW = 330.0, 205.0, 2_000.0
#: Extremes of the free air as shares of the standard temperature.
COLD, HOT = 1 / 1.18, 1 / 0.86
#: Altimeter, encoder and static source: metres, and a share of the height (14 CFR 43, app. E).
TOLERANCE, SHARE = 100.0, 0.02
#: Pressure altitudes of the sea in metres: at 1084 hPa and at 870 hPa (ICAO Doc 7488).
SEA = (-566.0, 1_268.0)
#: Metres that the surface of the sea lies above or below its mean, the Caspian among the seas.
SEA_LEVEL = (-35.0, 25.0)
#: Slopes and pressure altitudes of the sea of a believable witness, and metres of its altimeters.
BELIEVED = (0.94, 1.07)
ALTIMETER = 31.0


def wide_enough(demand: Json) -> None:
    """Check that an offset leaves out no air that there can be.

    Raises:
        FailedError: it does, or it is of no known kind.
    """
    of, low, high = demand["of"], demand["low"], demand["high"]
    if of == "height":
        if demand["surface"] is None or list(low) != [0.0, 1.0] or list(high) != [0.0, 1.0]:
            raise FailedError("a height above the surface is not that above the sea less it")
        return
    if of not in ("pressure altitude", "indicated altitude") or demand["surface"] is not None:
        raise FailedError(f"'{str(of)[:30]}' is no reference of heights")
    sea = (0.0, 0.0)
    if of == "pressure altitude":
        sea = (float(demand["sea"][0]), float(demand["sea"][1]))
        if not SEA[0] - 20.0 <= sea[0] <= sea[1] <= SEA[1] + 20.0:
            raise FailedError("no such pressure was ever recorded at the sea")
    for height, least, most in _columns():
        error = TOLERANCE + SHARE * abs(height)
        if low[0] + low[1] * height > sea[0] + least - error:
            raise FailedError(f"an offset excludes thin air at {height:,.0f} m")
        if high[0] + high[1] * height < sea[1] + most + error:
            raise FailedError(f"an offset excludes dense air at {height:,.0f} m")


@lru_cache(maxsize=1)
def _columns() -> Sequence[tuple[float, float, float]]:
    """Heights with the least and greatest pressure altitude above that of the sea."""
    out = [(0.0, 0.0, 0.0)]
    least = most = height = 0.0
    while height < TOP:
        cold, hot = _extremes(height)
        least += STEP * standard(least) / hot
        most += STEP * standard(most) / cold
        height += STEP
        out.append((height, least, most))
    cold, hot = _extremes(0.0)
    down = -BOTTOM
    return [(BOTTOM, -down * standard(0.0) / cold, -down * standard(0.0) / hot), *out]


def _extremes(height: float) -> tuple[float, float]:
    usual = standard(height)
    near = max(0.0, 1.0 - height / SHALLOW)
    cold, hot = usual * COLD, usual * HOT
    return near * min(COLDEST, cold) + (1 - near) * cold, near * max(HOTTEST, hot) + (
        1 - near
    ) * hot


def standard(height: float) -> float:
    """Temperature in K of the standard atmosphere up to 32 km (ICAO Doc 7488)."""
    if height < 11_000.0:
        return 288.15 - 0.0065 * height
    return 216.65 + 0.001 * max(0.0, height - 20_000.0)


def check_air(stated: Json, demands: Sequence[Json]) -> None:
    """Check that all pressure heights of a witness are those of one believable air.

    And that where its place is at sea the surface is the sea's.

    Raises:
        FailedError: they are not.
    """
    tied = [d for d in demands if d["kind"] == "offset"]
    if not tied:
        return
    air = stated.get("air") or {}
    slope, sea = float(air.get("slope", 1.0)), float(air.get("sea", 0.0))
    if not (BELIEVED[0] <= slope <= BELIEVED[1] and math.isfinite(sea)):
        raise FailedError("the witness's air is not a believable one")
    for d in tied:
        heights = stated["heights"].get(d["place"], {})
        if d["of"] not in heights:
            continue
        if d["surface"] is not None:
            at = stated["places"].get(d["surface"])
            surface = float(stated["heights"].get(d["surface"], {}).get("surface", 0.0))
            level = SEA_LEVEL[0] - 0.01 <= surface <= SEA_LEVEL[1] + 0.01
            if at is not None and at_sea(float(at[0]), float(at[1])) and not level:
                raise FailedError(f"'{d['surface']}' is at sea, and not {surface:,.0f} m high")
            continue
        base = sea if d["of"] == "pressure altitude" else 0.0
        if d["of"] == "pressure altitude" and not d["sea"][0] - 1 <= sea <= d["sea"][1] + 1:
            raise FailedError("the witness's pressure at the sea is not a possible one")
        off = float(heights[d["of"]]) - base - slope * float(heights["altitude"])
        if abs(off) > ALTIMETER:
            raise FailedError(f"'{d['place']}' has heights that are not of the witness's air")
