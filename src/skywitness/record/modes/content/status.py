"""Operational status (type 31), target state and status (29), aircraft status (28, subtype 1)."""

from __future__ import annotations

import numpy as np

from skywitness.aliases import Floats, Ints
from skywitness.record.modes.content.identity import squawk
from skywitness.record.modes.frames.bits import bits, where


def operational(me: Ints) -> dict[str, Floats]:
    """Type 31 (Doc 9871 B.2.3.10 and C.2.3.10): version, accuracies and NIC supplements A and C.

    Version 0 has none of these but itself. ``nac_v`` stands in the surface subtype of version 2.
    """
    subtype = bits(me, 6, 8)
    version = bits(me, 41, 43)
    known = subtype <= 1
    later, second = known & (version >= 1), known & (version >= 2)
    surface = subtype == 1
    nac_p, nac_v = bits(me, 45, 48), bits(me, 17, 19)
    return {
        "version": where(known, version),
        "nic_a": where(later, bits(me, 44)),
        "nic_c": where(second & surface, bits(me, 20)),
        "nac_p": where(later & (nac_p <= 11), nac_p),
        "nac_v": where(second & surface & (nac_v <= 4), nac_v),
        "gva": where(second & ~surface & (bits(me, 49, 50) <= 2), bits(me, 49, 50)),
        "sil": where(later, bits(me, 51, 52)),
    }


def target(me: Ints) -> dict[str, Floats]:
    """Type 29 (Doc 9871 B.2.3.9 and C.2.3.9), subtypes 0 (version 1) and 1 (version 2)."""
    known = bits(me, 6, 7) <= 1
    nac_p = bits(me, 40, 43)
    return {
        "nac_p": where(known & (nac_p <= 11), nac_p),
        "sil": where(known, bits(me, 45, 46)),
    }


def emergency(me: Ints) -> dict[str, Floats]:
    """Type 28, subtype 1 (Doc 9871 B.2.3.8, C.2.3.7.3): the squawk, as a number; 0000 is none."""
    code = squawk(bits(me, 12, 24))
    return {"squawk": np.where(code > 0, code, np.nan)}
