"""What an aircraft is besides its motion, and how it shows itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from skywitness.simulate.motion import Motion

Link = Literal["adsb", "adsb_nt", "mode_s", "uat"]
"""ADS-B by a transponder, by a device that is none, no ADS-B (multilateration finds it), and UAT
(a ground station sends it again as ADS-R)."""

EPU_M = {0: 20_000.0, 5: 926.0, 6: 555.6, 7: 185.2, 8: 92.6, 9: 30.0, 10: 10.0, 11: 3.0}
"""95 % radius (m) of a position by NACp (ICAO Doc 9871, appendices B and C); 0 says nothing."""

HFOM_MPS = {0: 15.0, 1: 10.0, 2: 3.0, 3: 1.0, 4: 0.3}
"""95 % error of the velocity in m/s by NACv (same source); 0 says nothing."""

VFOM_M = {0: 150.0, 1: 150.0, 2: 45.0}
"""95 % error of the geometric height in metres by GVA (ICAO Doc 9871, C.2.3.10.18)."""

RADIUS_M = {0: None, 5: 1852.0, 6: 926.0, 7: 370.4, 8: 185.2, 9: 75.0, 10: 25.0, 11: 7.5}
"""Containment radius (m) by NIC (ICAO Doc 9871, table C-2)."""


@dataclass(frozen=True)
class Aircraft:
    """An invented aircraft; names begin with SIM or SW-, addresses are in blocks nobody uses."""

    icao24: str
    kind: str
    motion: Motion
    callsign: str = ""
    registration: str = ""
    typecode: str = ""
    category: str = "A3"
    squawk: str = "1000"
    link: Link = "adsb"
    version: int = 2
    nic: int = 8
    nac_p: int = 9
    nac_v: int = 2
    sil: int = 3
    gva: int = 2
    interval_s: float = 1.0
    """How often a position of it is received at best."""
