"""``skywitness places``: what it prints, draws, installs, and refuses."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import shapely
from typer import Typer
from typer.testing import CliRunner

from skywitness.cli.places import places
from skywitness.drawing import picture
from skywitness.errors import DataError, PlaceError
from skywitness.places.names import atlas
from skywitness.places.names.gazetteer import find_place
from skywitness.places.names.install import install
from skywitness.places.place import Place

APP = Typer()
APP.command()(places)


def run(*args: str) -> str:
    result = CliRunner().invoke(APP, list(args), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_text_says_what_must_be_said() -> None:
    text = run("Crimea")
    for word in ("68/262", "stated error", "ODbL", "km²", "centroid", "claimed by Russia"):
        assert word in text
    assert any("\u2801" <= c <= "\u28ff" for c in text)


def test_json_is_one_object() -> None:
    document = json.loads(run("Russian mainland", "--json"))
    (extent,) = document["extents"]
    assert extent["bounds"]["west"] > extent["bounds"]["east"]  # across the antimeridian
    assert extent["pieces"] < 100  # Chukotka's two sides count as one
    assert 50 < extent["centroid"]["latitude"] < 70
    assert 80 < extent["centroid"]["longitude"] < 110
    assert 16_000_000 < extent["area_km2"] < 17_200_000


def test_view_and_date() -> None:
    document = json.loads(
        run("Russia", "--view", "claimed by RUS", "--date", "2022-10-01", "--json")
    )
    assert all("claimed by Russia" in e["view"] for e in document["extents"])


def test_search() -> None:
    assert "Black Sea" in run("--search", "black se").splitlines()
    assert any("Sevastopol" in line for line in run("--search", "sevastopo").splitlines())


@pytest.mark.parametrize(
    "name", ["Snake Island", "Fiji", "Antarctica", "Cape Horn", "Sevastopol", "Norwegian Sea"]
)
def test_pictures_are_well_formed_and_small(name: str, tmp_path: Path) -> None:
    out = tmp_path / "x.svg"
    run(name, "--out", str(out))
    root = ET.fromstring(out.read_text("utf-8"))
    assert root.tag.endswith("svg")
    assert out.stat().st_size < 3_000_000
    assert " km<" in out.read_text("utf-8") or " m<" in out.read_text("utf-8")


def test_names_cannot_break_out_of_the_picture() -> None:
    evil = '<script>alert(1)</script>"&'
    place = Place("own:x", evil, "own", shapely.Point(3, 4), None, evil, "1", evil, evil)
    text = picture.svg(place)
    assert "<script" not in text
    ET.fromstring(text)


@pytest.mark.parametrize(
    "place", ["Wrangel Island", "Antarctica", "United States", "Russia", "Cape Khersones"]
)
def test_frames_hold_their_places(place: str) -> None:
    for extent in find_place(place):
        frame = picture.frame_of(extent.place)
        point = shapely.point_on_surface(extent.place.geometry)
        xy = frame.project(shapely.get_coordinates(point))
        assert abs(xy).max() <= frame.half
        sketch = picture.sketch(extent.place, 20)
        assert len(sketch.splitlines()) <= 10
        assert any(c > "\u2800" for c in sketch)


def test_install_refuses_what_is_no_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKYWITNESS_DATA", str(tmp_path / "data"))
    bad = tmp_path / "map.geo.json"
    for content in (b"", b"\x00\xff\x00", b"[]", b'{"type": "FeatureCollection", "features": []}'):
        bad.write_bytes(content)
        with pytest.raises(DataError) as caught:
            install(bad)
        assert "countries-land-100m" in str(caught.value.remedy)
    with pytest.raises(DataError):
        install(tmp_path / "nothing.tgz")


def test_an_installed_set_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole set of small squares in place of countries, for speed."""
    monkeypatch.setenv("SKYWITNESS_DATA", str(tmp_path / "data"))
    features = [
        {
            "type": "Feature",
            "properties": {"A3": code},
            "geometry": shapely.geometry.mapping(
                shapely.box(k % 25 * 2, k // 25 * 2, k % 25 * 2 + 1, k // 25 * 2 + 1)
            ),
        }
        for k, code in enumerate(sorted(atlas.index().countries))
        if code != "ATA"
    ]
    path = tmp_path / "map.geo.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    assert "installed" in run("--install", str(path))
    malta = find_place("Malta", shapes="100m")[0].place
    assert malta.geometry.area == pytest.approx(1, abs=1e-3)
    assert malta.error_m == 150
    assert path.name in malta.version


def test_a_name_is_found_as_a_sentence_would_find_it() -> None:
    assert run("the Iranian coast") == run("Iran")


def test_zones_have_a_remedy_of_their_own() -> None:
    with pytest.raises(PlaceError, match='around = "Iran"'):
        run("Iranian airspace")
    with pytest.raises(PlaceError, match="a place needs a name"):
        run("")


def test_an_unknown_name_can_be_a_place_of_the_case() -> None:
    for name in ("Goruk", "Qqqqqq Xxxxxx"):
        with pytest.raises(PlaceError, match="add it to the case"):
            run(name)
