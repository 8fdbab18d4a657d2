"""What the quality figures of ADS-B stand for, as radii and probabilities.

Sources: ICAO Doc 9871 (Technical Provisions for Mode S Services and Extended Squitter), appendices
A to C for versions 0 to 2, which agree with RTCA DO-260, -A and -B (EUROCAE ED-102, ED-102A). NACp
and its radii are ``EPU_M``, shared with the fault rules. A figure that says "unknown" is NaN here,
never a number.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats
from skywitness.record.faults.limits import EPU_M
from skywitness.units import NAUTICAL_MILE as NM

NAN = float("nan")

RC_M = (NAN, 20 * NM, 8 * NM, 4 * NM, 2 * NM, NM, 0.6 * NM, 0.2 * NM, 0.1 * NM, 75.0, 25.0, 7.5)
"""NIC 0 to 11, versions 1 and 2: radius of containment. NIC 6 stands for 0.6, 0.5 or 0.3 NM,
which its supplements tell; without them the largest holds."""

RC_NUCP_M = (NAN, 20 * NM, 10 * NM, 2 * NM, NM, 0.5 * NM, 0.2 * NM, 0.1 * NM, 25.0, 7.5)
"""NUCp 0 to 9, version 0 (DO-260): horizontal protection limit."""

SIL = (NAN, 1e-3, 1e-5, 1e-7)
"""SIL 0 to 3: probability, per hour or per sample, of being outside the radius of containment."""

GVA_M = (NAN, 150.0, 45.0)
"""GVA 0 to 2, version 2: height above the ellipsoid that holds the truth with 95 %."""

NACV_MS = (NAN, 10.0, 3.0, 1.0, 0.3)
"""NACv 0 to 4: error of the horizontal velocity with 95 %, metres a second."""


def look_up(table: tuple[float, ...], code: npt.ArrayLike) -> Floats:
    """The figure of each code; NaN for a code that is missing, unknown or not in the table."""
    c = np.asarray(code, dtype=np.float64)
    known = np.isfinite(c) & (c >= 0) & (c < len(table))
    return np.where(known, np.array(table)[np.where(known, c, 0).astype(np.int64)], np.nan)


def containment(rc: npt.ArrayLike, nic: npt.ArrayLike, version: npt.ArrayLike) -> Floats:
    """Radius of containment in metres: the one given, else what the category stands for.

    For version 0 the record's ``nic`` is read as NIC too, whose radii are never smaller than those
    of the protection limits it was made from. NaN where unknown; no radius is 0, or without end.
    """
    given = np.asarray(rc, dtype=np.float64)
    said = look_up(RC_M, nic)
    zero = np.asarray(version, dtype=np.float64) == 0
    said = np.where(zero, np.fmax(said, look_up(RC_NUCP_M, nic)), said)
    return np.where((given > 0) & np.isfinite(given), given, said)


__all__ = ["EPU_M", "GVA_M", "NACV_MS", "RC_M", "RC_NUCP_M", "SIL", "containment", "look_up"]
