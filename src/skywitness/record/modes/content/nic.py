"""Navigation integrity from the type code of a position message, version and NIC supplements.

Doc 9871 tables A-2-2 (version 0: the protection limit), B-2-2 (version 1) and C-2 (version 2), as
J. Sun prints them ("The 1090 Megahertz Riddle", chapter "Uncertainties in ADS-B"); a
limit of version 0 is given as the category whose radius it fits. What is not known (no operational
status heard for a while) is taken at its worst: the greatest radius that the message can mean.
"""

from __future__ import annotations

import functools
import itertools

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats, Ints
from skywitness.units import NAUTICAL_MILE as NM

# Category and radius in metres by type code, where that is all; then by version, as far as it
# differs: for 1 with supplement A, for 2 with A and B (in flight) or A and C (on the surface).
_FIXED = {5: (11, 7.5), 6: (10, 25.0), 9: (11, 7.5), 10: (10, 25.0), 12: (7, 0.2 * NM),
          14: (5, NM), 15: (4, 2 * NM), 17: (1, 20 * NM), 20: (11, 7.5),
          21: (10, 25.0)}  # fmt: skip
_ZERO = {7: (8, 0.1 * NM), 11: (8, 0.1 * NM), 13: (6, 0.5 * NM), 16: (1, 10 * NM)}
_ONE = {(7, 0): (8, 0.1 * NM), (7, 1): (9, 75.0), (11, 0): (8, 0.1 * NM), (11, 1): (9, 75.0),
        (13, 0): (6, 0.5 * NM), (13, 1): (6, 0.6 * NM),
        (16, 0): (2, 8 * NM), (16, 1): (3, 4 * NM)}  # fmt: skip
_TWO = {(7, 0, 0): (8, 0.1 * NM), (7, 1, 0): (9, 75.0),
        (8, 0, 1): (6, 0.6 * NM), (8, 1, 0): (6, 0.3 * NM), (8, 1, 1): (7, 0.2 * NM),
        (11, 0, 0): (8, 0.1 * NM), (11, 1, 1): (9, 75.0),
        (13, 0, 0): (6, 0.5 * NM), (13, 0, 1): (6, 0.3 * NM), (13, 1, 1): (6, 0.6 * NM),
        (13, 1, 0): (6, 0.6 * NM), (16, 0, 0): (2, 8 * NM), (16, 1, 1): (3, 4 * NM)}  # fmt: skip
_UNKNOWN = (0, np.nan)
UNKNOWN = 2
"""The value of a supplement bit that nobody has said."""


def _one(code: int, version: int, a: int, b: int, c: int) -> tuple[int, float]:
    """Category and radius for known inputs; those that no document defines are at their worst."""
    found = _FIXED.get(code, _UNKNOWN)
    if version == 0:
        found = _ZERO.get(code, found)
    elif version == 1:
        found = _ONE.get((code, a), found)
    else:
        found = _TWO.get((code, a, c if code < 9 else b), _TWO.get((code, 0, 0), found))
    return found


@functools.cache
def _table() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    # By type code, version (3: not known), supplements A, B, C (2: not known).
    nic = np.full((32, 4, 3, 3, 3), np.nan)
    rc = np.full((32, 4, 3, 3, 3), np.nan)
    for index in np.ndindex(*nic.shape):
        code, *inputs = (int(i) for i in index)
        if code not in (0, 5, 6, 7, 8, *range(9, 19), 20, 21, 22):
            continue
        ranges = [[0, 1, 2] if inputs[0] == 3 else [inputs[0]]]
        ranges += [[0, 1] if bit == UNKNOWN else [bit] for bit in inputs[1:]]
        found = [_one(code, *known) for known in itertools.product(*ranges)]
        nic[index] = min(n for n, _ in found)
        rc[index] = max((r for _, r in found), key=lambda r: np.inf if np.isnan(r) else r)
    return nic, rc


def integrity(code: Ints, version: Ints, a: Ints, b: Ints, c: Ints) -> tuple[Floats, Floats]:
    """NIC and radius of containment in metres (NaN: unknown) of position messages.

    ``version`` is -1 where it is not known, the supplements are :data:`UNKNOWN` there. Versions
    above 2 keep the coding of 2.
    """
    nic, rc = _table()
    index = (code, np.where(version < 0, 3, np.minimum(version, 2)), a, b, c)
    return nic[index], rc[index]
