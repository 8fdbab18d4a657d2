"""Packs the EGM96 geoid grid: ``python tools/build_geoid.py egm96_15.gtx``.

The grid of 15 minutes of arc is ``egm96_15.gtx`` of PROJ's data (Debian's package ``proj-data``,
file ``/usr/share/proj/egm96_15.gtx``), made from the grid that NIMA published with EGM96. Its
layout: four big-endian doubles (southern edge, western edge, steps in latitude and longitude,
degrees), two integers (rows, columns), then big-endian floats in metres, row by row from the south.
What is written is described in ``skywitness/geoid.py``.
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

import numpy as np

TARGET = Path(__file__).parent.parent / "src/skywitness/data/geoid/egm96.bin"


def packed(grid: bytes) -> bytes:
    """The grid as second differences of whole centimetres, low bytes first, deflated.

    Raises:
        ValueError: it is not the grid of 15 minutes of the whole Earth.
    """
    south, west, step, step_east, rows, columns = struct.unpack(">4d2i", grid[:40])
    if (south, west, step, step_east, rows, columns) != (-90, -180, 0.25, 0.25, 721, 1440):
        raise ValueError("not a grid of 15 minutes of the whole Earth")
    metres = np.frombuffer(grid, dtype=">f4", offset=40).reshape(rows, columns)
    centimetres = np.rint(metres.astype(np.float64) * 100).astype(np.int64)
    east = np.diff(centimetres, axis=1, prepend=0)
    both = np.diff(east, axis=0, prepend=0).astype("<i2")
    planes = np.frombuffer(both.tobytes(), dtype=np.uint8).reshape(-1, 2).T
    return zlib.compress(planes.tobytes(), 9)


if __name__ == "__main__":
    TARGET.write_bytes(packed(Path(sys.argv[1]).read_bytes()))
