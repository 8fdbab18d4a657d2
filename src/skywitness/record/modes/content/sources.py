"""Who sent an extended squitter, and whether its address is one of ICAO's.

DF 18 says by its control field what it carries (Annex 10 Volume IV 3.1.2.8.7.3, Doc 9871 A.2.2 and
appendix B.3, TIS-B and ADS-R); in traffic information and rebroadcasts a bit of the message, IMF,
tells a track number or another address.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from skywitness.aliases import Ints, Mask
from skywitness.record.modes.frames.bits import bits

NAMES = (
    "mode_s", "adsb_icao", "adsb_icao_nt", "adsb_other", "adsr_icao", "adsr_other",
    "tisb_icao", "tisb_other", "tisb_trackfile", "mlat",
)  # fmt: skip
(MODE_S, ADSB, ADSB_NT, ADSB_OTHER, ADSR, ADSR_OTHER,
 TISB, TISB_OTHER, TRACKFILE, MLAT) = range(10)  # fmt: skip

ADVISORY = 28 << 3 | 2
"""Type 28, subtype 2: an advisory fills all bits of it, so there is none for IMF."""
# Where IMF stands, by type code, as readsb reads it too (mode_s.c): in the place of the single
# antenna flag (positions in the air), the time bit (on the surface), the intent change flag (19),
# reserved bits (28, 29 and 31).
_IMF = np.zeros(32, dtype=np.int64)
_IMF[[0, *range(9, 19), 20, 21, 22]] = 8
_IMF[5:9] = 21
_IMF[19], _IMF[28], _IMF[29], _IMF[31] = 9, 56, 51, 56


@dataclass
class Sources:
    """For each frame: index into :data:`NAMES`, whether the address is ICAO's, a key of its
    track."""

    name: Ints
    foreign: Mask
    key: Ints


def sources(form: Ints, control: Ints, me: Ints, address: Ints, mlat: Mask) -> Sources:
    """Sources of frames with downlink format ``form`` and control field ``control`` (DF 18).

    The keys tell apart what is followed apart: an aircraft's own reports, a ground station's
    rebroadcast of it and the ground's radar track of it.
    """
    place = np.where((me >> 48 == ADVISORY), 0, _IMF[me >> 51])
    imf = (place > 0) & (((me >> (56 - place)) & 1) == 1)
    imf = np.where(control == 3, bits(me, 1) == 1, imf)
    eighteen = form == 18
    name = np.select(
        [
            form == 17,
            ~eighteen,
            control == 0,
            control == 1,
            (control == 2) | (control == 3),
            control == 5,
        ],
        [ADSB, MODE_S, ADSB_NT, ADSB_OTHER, np.where(imf, TRACKFILE, TISB), TISB_OTHER],
        np.where(imf, ADSR_OTHER, ADSR),
    )
    foreign = np.isin(name, (ADSB_OTHER, ADSR_OTHER, TISB_OTHER, TRACKFILE))
    branch = np.select([name >= TISB, name >= ADSR], [2, 1], 0)
    branch = np.where(mlat, 3, branch)
    key = address | (foreign.astype(np.int64) << 24) | (branch << 25)
    return Sources(np.where(mlat, MLAT, name), foreign, key)
