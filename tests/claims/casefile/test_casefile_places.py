"""A case's own places."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely
from language_fakes import find

from skywitness.claims.casefile.loader import case_from_text
from skywitness.errors import SkywitnessError
from skywitness.places.place import Place

HEAD = 'id = "t"\ntitle = "t"\n[[places]]\nname = "zone"\n'


def place(text: str, folder: Path | None = None) -> Place:
    case = case_from_text(HEAD + text, folder=folder)
    return case.place_finder.own_places(case.frames[0], find=find)["zone"]


def fault(text: str, folder: Path | None = None) -> SkywitnessError:
    with pytest.raises(SkywitnessError) as caught:
        place(text, folder)
    assert caught.value.file == "case.toml"
    assert str(caught.value.key).startswith("places.zone")
    assert caught.value.remedy
    return caught.value


def test_a_polygon_of_coordinates() -> None:
    made = place(
        "polygon = ['44°N 33°E', '44.0 N 34.0 E', 'N45 E34', '45.0, 33.0']\nerror = '2 nm'"
    )
    assert made.geometry.equals(shapely.box(33, 44, 34, 45))
    assert made.error_m == 3704
    assert (made.id, made.kind) == ("own:zone", "own")


def test_without_an_error_it_cannot_contradict() -> None:
    made = place("coordinates = '44 N 33 E'")
    assert made.error_m is None
    assert "nothing can be contradicted" in made.notes[-1]
    assert made.kind == "point"


def test_wkt_and_geojson_keep_their_straight_edges(tmp_path: Path) -> None:
    wkt = place("wkt = 'POLYGON((20 60, 30 60, 30 61, 20 61, 20 60))'")
    assert len(wkt.geometry.exterior.coords) > 200
    assert wkt.geometry.equals(shapely.box(20, 60, 30, 61))
    geojson = (
        '{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": '
    )
    geojson += "[[[20, 60], [30, 60], [30, 61], [20, 61], [20, 60]]]}}"
    (tmp_path / "zone.geojson").write_text(geojson)
    assert place("geojson = 'zone.geojson'", tmp_path).geometry.equals(wkt.geometry)
    inline = place(
        "geojson = {type = 'Polygon', "
        "coordinates = [[[20, 60], [30, 60], [30, 61], [20, 61], [20, 60]]]}"
    )
    assert inline.geometry.equals(wkt.geometry)


def test_a_band_around_a_place() -> None:
    made = place("around = 'Crimea'\nwidth = '12 nm'")
    assert (made.kind, made.buffer_m) == ("band", 12 * 1852)
    assert made.error_m == 1000.0
    assert made.source == "a drawing"


def test_a_cut_of_a_place() -> None:
    made = place("inside = 'Black Sea'\nbox = [30.0, 40.0, 33.0, 43.0]")
    assert made.geometry.equals(shapely.box(30, 41, 33, 43))
    assert made.error_m == 1000.0
    error = fault("inside = 'Black Sea'\nbox = [0.0, 0.0, 1.0, 1.0]")
    assert "nothing in common" in error.message


def test_places_may_build_on_each_other() -> None:
    text = "wkt = 'POINT(33 44)'\n[[places]]\nname = 'ring'\nalso = ['Zone ring']\n"
    text += "around = 'ZONE'\nwidth = '5 km'"
    case = case_from_text(HEAD + text)
    made = case.place_finder.own_places(case.frames[0], find=find)
    assert made["ring"] is made["Zone ring"]
    assert made["ring"].buffer_m == 5000
    assert made["ring"].geometry.equals(shapely.Point(33, 44))


def test_over_the_antimeridian() -> None:
    for text in (
        "box = [178.0, -20.0, -178.0, -15.0]",
        "wkt = 'POLYGON((178 -20, 182 -20, 182 -15, 178 -15, 178 -20))'",
        "wkt = 'POLYGON((178 -20, -178 -20, -178 -15, 178 -15, 178 -20))'",
        "polygon = ['20 S 178 E', '20 S 178 W', '15 S 178 W', '15 S 178 E']",
    ):
        geometry = place(text).geometry
        assert geometry.geom_type == "MultiPolygon", text
        assert geometry.is_valid
        # The corners of the last one are joined by geodesics, which bulge a little.
        assert geometry.area == pytest.approx(20, abs=0.01)
        west, _, east, _ = geometry.bounds
        assert (west, east) == (-180, 180)
        assert geometry.covers(shapely.Point(179, -17))
        assert geometry.covers(shapely.Point(-179, -17))
        assert not geometry.covers(shapely.Point(0, -17))


def test_a_wide_box_is_not_read_the_other_way_round() -> None:
    geometry = place("box = [-170.0, -10.0, 170.0, 10.0]").geometry
    assert geometry.area == pytest.approx(6800)
    assert not geometry.covers(shapely.Point(180, 0))


def test_around_a_pole() -> None:
    ring = ", ".join(f"{lon} 80" for lon in (-150, -90, -30, 30, 90, 150, -150))
    geometry = place(f"wkt = 'POLYGON(({ring}))'").geometry
    assert geometry.is_valid
    assert geometry.covers(shapely.Point(10, 89))
    assert not geometry.covers(shapely.Point(10, 70))


def test_near_a_pole_edges_are_geodesics() -> None:
    # On the map the last edge (28°W to 174.5°E) crosses others; on the Earth it passes by the pole.
    corners = "81.788 N 174.506 E; 84.768 N 144.819 W; 78.472 N 123.332 W; 81.147 N 75.65 W"
    made = place(f"polygon = {[*corners.split('; '), '84.904 N 28.081 W']}").geometry
    assert made.is_valid
    assert shapely.contains_xy(made, [-106, -106, -60], [86, 88, 85]).all()
    assert not shapely.contains_xy(made, [-106, 60, 0], [78, 85, 88]).any()
    short = "89.99 N 0 E; 89.99 N 120 E; 89.99 N 120 W"  # edges shorter than points are apart
    assert place(f"polygon = {short.split('; ')}").geometry.is_valid
    over = "39.735 N 179.52 E; 39.1405 N 179.4336 E; 38.7 N 179.67 W; 39.33 N 179.4041 W"
    assert place(f"polygon = {over.split('; ')}").geometry.is_valid
    # The other way round: the map's straight lines do not cross, the geodesics do.
    error = fault("""polygon = ["80 N 0 E", "80 N 170 E", "89.6 N 85 E", "86 N 60 E"]""")
    assert "crosses itself" in error.message


def test_holes_are_kept() -> None:
    geometry = place(
        "wkt = 'POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (3 3, 3 6, 6 6, 6 3, 3 3))'"
    ).geometry
    assert geometry.area == pytest.approx(72)


@pytest.mark.parametrize(
    ("text", "key", "words", "remedy"),
    [
        (
            "polygon = ['44 N 33 E', '45 N 34 E', '45 N 33 E', '44 N 34 E']",
            "",
            "crosses itself at 44.5054°N 33.5°E",
            "in order",
        ),
        (
            "wkt = 'POLYGON((178 0, -178 2, 178 2, -178 0, 178 0))'",
            "",
            "crosses itself at 1°N 180°",
            "",
        ),
        ("wkt = 'POLYGON((0 0, 1 1, 0 0, 0 0))'", "", "2 different corners", "add"),
        ("wkt = 'POLYGON((0 0, 1 1, 2 2, 0 0))'", "", "", ""),
        ("wkt = 'POLYGON((44 133, 45 134, 44 134, 44 133))'", "", "latitude 133", "swapped"),
        ("wkt = 'POLYGON((0 0, 1 0'", "", "not WKT", "longitude first"),
        ("wkt = 'POLYGON EMPTY'", "", "empty", ""),
        ("wkt = '" + "GEOMETRYCOLLECTION(" * 90_000 + "'", "", "nested too deep", ""),
        ("wkt = 'GEOMETRYCOLLECTION(POINT(0 0), LINESTRING(0 0, 1 1))'", "", "mixes", ""),
        ("wkt = 'POINT(nan 3)'", "", "", ""),
        ("geojson = {type = 'Polygon', coordinates = 'x'}", "", "not a GeoJSON", ""),
        ("geojson = 'missing.geojson'", ".geojson", "does not exist", ""),
        ("geojson = '../x.geojson'", ".geojson", "not a path inside", ""),
        ("coordinates = '95 N 33 E'", "", "no latitude is 95", ""),
        ("coordinates = 'somewhere'", "", "not a pair", ""),
        ("box = [33.0, 46.0, 34.0, 45.0]", "", "not west, south, east, north", ""),
        *(
            (f"box = [{', '.join(sides)}]", "", "not west, south, east, north", "four degrees")
            for huge in ("1" + "0" * 400, "-1" + "0" * 400, "1e400", "nan")
            for k in range(4)
            for sides in [[huge if n == k else side for n, side in enumerate(("1", "2", "3", "4"))]]
        ),
        ("around = 'Crimea'\nwidth = '12 miles'", ".width", "which mile", "nm (nautical)"),
        ("around = 'Crimea'\nwidth = 'wide'", ".width", "not a length", ""),
        ("around = 'Crimea'\nwidth = '0 km'", ".width", "more than 0", ""),
        ("around = 'Atlantis'\nwidth = '1 km'", ".around", "no place", ""),
        ("around = 'US territory'\nwidth = '1 km'", ".around", "several ways", ""),
        ("around = 'Crimea'", "", "belong together", ""),
        ("inside = 'Crimea'\ncoordinates = '44 N 33 E'", "", "needs an area", ""),
        ("wkt = 'POINT(0 0)'\ncoordinates = '44 N 33 E'", "", "exactly one", ""),
        ("error = '5 km'", "", "it has none", ""),
        ("wkt = 'POINT(0 0)'\nerror = '5 parsecs'", ".error", "not a length", "5 km"),
    ],
)
def test_faults(text: str, key: str, words: str, remedy: str, tmp_path: Path) -> None:
    error = fault(text, tmp_path)
    assert error.key == f"places.zone{key}"
    assert words in error.message
    assert remedy in str(error.remedy)


def test_names_are_unique() -> None:
    with pytest.raises(SkywitnessError, match="used twice"):
        case_from_text(HEAD + "wkt = 'POINT(0 0)'\n[[places]]\nname = 'Zone'\nwkt = 'POINT(1 1)'")
