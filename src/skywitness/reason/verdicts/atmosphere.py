"""Air density and equivalent airspeed in the ICAO standard atmosphere.

Layers and constants are those of ICAO Doc 7488 (the same as the U.S. Standard Atmosphere 1976 up to
32 km): 288.15 K and 1.225 kg/m³ at sea level; -6.5 K/km up to 11 km of geopotential height, 0 up to
20 km, +1 K/km up to 32 km; g₀ = 9.80665 m/s², R = 287.05287 J/(kg K).
"""

from __future__ import annotations

import math

#: Standard gravity in m/s² (3rd CGPM, 1901; ICAO Doc 7488).
GRAVITY = 9.80665

#: Radius in m by which geometric height becomes geopotential height (ICAO Doc 7488).
RADIUS = 6_356_766.0

_GAS = 287.05287
#: Base of each layer: geopotential height (m), temperature (K), gradient (K/m).
_LAYERS = ((0.0, 288.15, -0.0065), (11_000.0, 216.65, 0.0), (20_000.0, 216.65, 0.001))
_LOWEST, _HIGHEST = -5_000.0, 32_000.0


def density_ratio(height: float) -> float:
    """Density at ``height`` metres above the sea, as a share of that at sea level.

    Heights below -5 km and above 32 km of geopotential height count as those.
    """
    level = min(max(RADIUS * height / (RADIUS + height), _LOWEST), _HIGHEST)
    ratio = 1.0
    for index, (base, temperature, gradient) in enumerate(_LAYERS):
        top = _LAYERS[index + 1][0] if index + 1 < len(_LAYERS) else _HIGHEST
        rise = min(level, top) - base
        if gradient:
            warmer = (temperature + gradient * rise) / temperature
            ratio *= warmer ** (-GRAVITY / (_GAS * gradient) - 1.0)
        else:
            ratio *= math.exp(-GRAVITY * rise / (_GAS * temperature))
        if level <= top:
            break
    return ratio


def equivalent_airspeed(speed: float, height: float) -> float:
    """The equivalent airspeed of a true airspeed at a height (m/s, m above the sea).

    Equivalent airspeed is true airspeed times the square root of the density ratio: the speed at
    sea level with the same dynamic pressure, and so (compressibility apart) the same lift. A
    published landing or stall speed holds at height as an equivalent airspeed.
    """
    return speed * math.sqrt(density_ratio(height))
