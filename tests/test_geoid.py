"""The geoid against PROJ's own interpolation and the test points published with EGM96."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import pytest

from skywitness import geoid
from skywitness.errors import DataError

#: Test points that NIMA published with its program F477 (latitude, longitude, metres): the full
#: model, not the grid.
PUBLISHED = (
    (38.6281550, 269.7791550, -31.628),
    (-14.6212170, 305.0211140, -2.969),
    (46.8743190, 102.4487290, -43.575),
    (-23.6174460, 133.8747120, 15.871),
    (38.6254730, 359.9995000, 50.066),
    (-0.4667440, 0.0023000, 17.329),
)


def test_a_thousand_points_agree_with_proj() -> None:
    rows = np.loadtxt(Path(__file__).parent / "reference/geoid_proj.csv", delimiter=",", skiprows=3)
    assert len(rows) == 1000
    ours = geoid.undulation_m(rows[:, 0], rows[:, 1])
    # Half a centimetre of the grid as we store it, half a millimetre of the reference.
    assert np.abs(ours - rows[:, 2]).max() <= 0.0055


@pytest.mark.parametrize(("lat", "lon", "metres"), PUBLISHED)
def test_published_points_lie_within_the_stated_error(
    lat: float, lon: float, metres: float
) -> None:
    assert float(geoid.undulation_m(lat, lon)) == pytest.approx(metres, abs=geoid.INTERPOLATION_M)


def test_the_poles_and_the_antimeridian_are_whole() -> None:
    assert geoid.undulation_m(90.0, [0.0, 77.0, -180.0]) == pytest.approx(13.61, abs=0.006)
    assert geoid.undulation_m(-90.0, [0.0, 77.0]) == pytest.approx(-29.53, abs=0.006)
    near = geoid.undulation_m(12.3, [180.0, -180.0, 179.999999, 540.0])
    assert near == pytest.approx(float(near[0]), abs=1e-4)


def test_what_is_no_place_has_no_sea_level() -> None:
    assert np.isnan(geoid.undulation_m([91.0, np.nan, 0.0, 0.0], [0.0, 0.0, np.inf, np.nan])).all()


def test_a_damaged_grid_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "skywitness/data/geoid").mkdir(parents=True)
    monkeypatch.setattr(geoid, "files", lambda name: tmp_path / name)
    for content in (None, b"nothing", zlib.compress(b"too short")):
        geoid._grid.cache_clear()
        if content is not None:
            (tmp_path / "skywitness/data" / geoid.FILE).write_bytes(content)
        with pytest.raises(DataError, match="install again"):
            geoid.undulation_m(0.0, 0.0)
    geoid._grid.cache_clear()
