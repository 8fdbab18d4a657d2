"""What heights are counted from, and how far heights of different references can be apart.

Heights above mean sea level are taken for heights above the ellipsoid where lines are drawn in
space; the geoid, -107 to +86 m, is the same for what is near each other.

**The surface below.** A height above it is that above the sea less the height of the surface. Dry
land lies between the shore of the Dead Sea (-439 m in 2024, and it sinks by a metre a year) and the
summit of Chomolungma (8,848.86 m, survey of 2020). The sea lies within 25 m of mean sea level: the
highest tides range over 16.3 m (Bay of Fundy), the highest storm surge was some 13 m (Bathurst Bay,
1899), and currents tilt the sea by less than 2 m. The Caspian, which maps show as a sea, lies at
-29 m and falls.

**Pressure.** A pressure altitude p goes with the true (geopotential) height h by the law of
hydrostatics, dP = -g P dh / (R T), once for the air that there is and once for the standard
atmosphere (ICAO Doc 7488): dp / dh = T_standard(p) / T, T being the virtual temperature. So

    p = p(0) + integral of T_standard / T from 0 to h

where p(0) is the pressure altitude of the sea. Sea-level pressure lies between 870 hPa (Typhoon
Tip, 12 October 1979) and 1085 hPa (WMO archive: 1083.8 hPa at Agata, 31 December 1968; higher
readings are reductions from above 750 m), or between what the case gives. Over a column T stays
within 1/0.85 of the standard (49 K above it at the sea, 38 K in the stratosphere) and 1/1.20 of it
(48 K and 36 K below): the hottest air on record at the sea is 56.7 °C (Furnace Creek, 1913), 42 K
above. Colder air than that lies near the ground (-67.8 °C at Verkhoyansk, 83 K below); a layer of
it 2 km deep adds less than 400 m. Below the sea, down to the Dead Sea, the slopes change sides,
which takes 280 m at most.

An altimeter on the day's setting shows p - p(0), so the sea-level pressure drops out; it may be set
to another place's, up to 10 hPa off (90 m).

**Altimetry.** Tolerances of altimeter and encoder (14 CFR 43, appendix E), steps of 25 or 100 ft
and the position error of the static source are together below 150 m and 2 % of the height.
"""

from __future__ import annotations

from dataclasses import dataclass

from skywitness.claims.meaning.parts import Line
from skywitness.places.measures.measures import Height

#: Heights above mean sea level in metres between which all dry land lies.
LAND = (-450.0, 8_850.0)

#: The same of the sea.
SEA = (-35.0, 25.0)

#: Sea-level pressures in hPa beyond which none was recorded.
LOWEST_QNH, HIGHEST_QNH = 870.0, 1085.0

#: Pressure at the sea in the standard atmosphere, in hPa; the setting of flight levels.
STANDARD = 1013.25

#: Temperature in K at the sea and its fall in K/m in the standard atmosphere (ICAO Doc 7488).
_WARM, _LAPSE = 288.15, 0.0065
_EXPONENT = 0.0065 * 287.05287 / 9.80665

#: Least and greatest share of the true height by which a pressure altitude grows, over a column.
SLOPES = (0.85, 1.20)
#: Metres for a shallow layer of very cold air, and for slopes that change sides below the sea.
COLD_LAYER, BELOW_THE_SEA = 400.0, 280.0
#: What altimetry may be off: metres, and a share of the height.
INSTRUMENT = (150.0, 0.02)
#: Metres by which the setting of another place changes what an altimeter shows.
OTHER_SETTING = 90.0

#: Every reference in words that end a height ("19,000 ft above mean sea level").
REFERENCES: dict[Height, str] = {
    "altitude": "above mean sea level",
    "height": "above the surface below",
    "pressure altitude": "on the standard setting of altimeters",
    "indicated altitude": "on the day's setting of altimeters",
}


@dataclass(frozen=True)
class Air:
    """What a case gives of the day's air: sea-level pressure in hPa, and the source of that."""

    lowest: float = LOWEST_QNH
    highest: float = HIGHEST_QNH
    source: str = ""

    @property
    def sea(self) -> tuple[float, float]:
        """Least and greatest pressure altitude of the sea in metres."""
        return pressure_altitude(self.highest), pressure_altitude(self.lowest)


@dataclass(frozen=True)
class Ground:
    """What a case states of the surface below: metres above the sea between which it lies.

    At the moments of these ids, at all where there are none. ``words`` are both ends as printed.
    """

    lowest: float
    highest: float
    words: str
    source: str
    moments: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What is counted, in words."""
        return f"counting {self.words} below, as the case states from {self.source}"


def pressure_altitude(pressure: float) -> float:
    """Metres in the standard atmosphere at which the pressure is so many hPa.

    For the troposphere (226.32 hPa and more): T = 288.15 K - 0.0065 K/m (ICAO Doc 7488).
    """
    return float(_WARM / _LAPSE * (1.0 - (pressure / STANDARD) ** _EXPONENT))


def lines(of: Height, air: Air) -> tuple[Line, Line]:
    """Lower and upper bound of a height of a reference by the height above mean sea level."""
    if of in ("altitude", "height"):
        return Line(0.0, 1.0), Line(0.0, 1.0)
    off, share = INSTRUMENT
    low, high = air.sea if of == "pressure altitude" else (-OTHER_SETTING, OTHER_SETTING)
    return (
        Line(low - BELOW_THE_SEA - off, SLOPES[0] - share),
        Line(high + COLD_LAYER + off, SLOPES[1] + share),
    )
