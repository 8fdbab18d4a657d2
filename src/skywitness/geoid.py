"""Mean sea level over the Earth: the geoid of EGM96, as a height above the WGS 84 ellipsoid.

A height above mean sea level is one above the geoid: height above the ellipsoid = height above mean
sea level + :func:`undulation_m`. Values are interpolated bilinearly in the published grid of 15
minutes of arc, which is stored in whole centimetres (``data/geoid/egm96.bin``: differences along
rows, then between rows, from 90° S and 180° W; the low bytes of all of them, then the high bytes;
deflate).
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats
from skywitness.errors import DataError

FILE = "geoid/egm96.bin"
#: The model's name, as notes and exports state it.
MODEL = "EGM96"
#: Greatest error of bilinear interpolation in this grid against the full model, metres (the
#: documentation of GeographicLib, "Geoid height", gives 1.152 m for egm96-15), and half a
#: centimetre of storage.
INTERPOLATION_M = 1.152 + 0.005
#: EGM96 against the true geoid at one sigma, metres: 0.5 to 1.0 m worldwide (NIMA TR 8350.2, third
#: edition, section 6).
MODEL_SIGMA_M = 1.0
#: What a converted height may be off at 95 %, metres: twice the sigma and the greatest error of
#: interpolation. It is no bound for proofs: where gravity was poorly measured the model can be off
#: by more.
ERROR_M = 2 * MODEL_SIGMA_M + INTERPOLATION_M

_ROWS, _COLUMNS, _STEPS = 721, 1440, 4  # steps to a degree


def undulation_m(latitude: npt.ArrayLike, longitude: npt.ArrayLike) -> Floats:
    """Height of mean sea level above the WGS 84 ellipsoid in metres, same shape as the arguments.

    Degrees; longitudes may run over ±180. NaN where a coordinate is not finite or a latitude is
    beyond a pole.

    Raises:
        DataError: the shipped grid is missing or damaged.
    """
    lat, lon = np.broadcast_arrays(
        np.asarray(latitude, dtype=np.float64), np.asarray(longitude, dtype=np.float64)
    )
    known = np.isfinite(lat) & np.isfinite(lon) & (np.abs(lat) <= 90)
    up = (np.where(known, lat, 0.0) + 90) * _STEPS
    along = np.mod(np.where(known, lon, 0.0) + 180, 360) * _STEPS
    row = np.minimum(up.astype(np.int64), _ROWS - 2)
    column = np.minimum(along.astype(np.int64), _COLUMNS - 1)
    north, east = up - row, along - column
    grid = _grid()
    after = (column + 1) % _COLUMNS
    lower = grid[row, column] * (1 - east) + grid[row, after] * east
    upper = grid[row + 1, column] * (1 - east) + grid[row + 1, after] * east
    return np.where(known, lower * (1 - north) + upper * north, np.nan)


@cache
def _grid() -> Floats:
    """The grid in metres, shape (721, 1440): from 90° S up, from 180° W eastward."""
    path = files("skywitness") / "data" / FILE
    try:
        planes = np.frombuffer(zlib.decompress(path.read_bytes()), dtype=np.uint8)
        steps = planes.reshape(2, -1).T.copy().view("<i2").reshape(_ROWS, _COLUMNS)
    except (OSError, zlib.error, ValueError) as error:
        raise DataError(
            "the grid of the geoid is missing or damaged", file=str(path), remedy="install again"
        ) from error
    return np.asarray(np.cumsum(np.cumsum(steps, axis=0, dtype=np.int64), axis=1) / 100.0)
