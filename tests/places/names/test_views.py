"""Points of view: what belongs to whom, from which day, and what is left open."""

from __future__ import annotations

import datetime as dt

import pytest
import shapely

from skywitness.errors import PlaceError
from skywitness.places.names import atlas, contested
from skywitness.places.names.contested import area_km2
from skywitness.places.names.gazetteer import find_place
from skywitness.places.names.views import View

SIMFEROPOL = shapely.Point(34.1, 44.95)
MELITOPOL = shapely.Point(35.37, 46.85)
KRASNODAR = shapely.Point(38.97, 45.03)
RUS = "claimed by RUS"


def holds(name: str, view: View, point: shapely.Point) -> list[bool]:
    return [bool(e.place.geometry.intersects(point)) for e in find_place(name, view)]


@pytest.mark.parametrize(
    ("view", "russia", "ukraine"),
    [
        (View(), {False}, {True}),
        (View(RUS), {True}, {False}),
        (View(RUS, dt.date(2014, 3, 17)), {False}, {True}),
        (View(RUS, dt.date(2014, 3, 18)), {True}, {False}),
        (View("held by RUS"), {True}, {False}),
        (View("claimed by UKR"), {False}, {True}),
        (View("claimed by TUR"), {False}, {True}),
    ],
)
def test_crimea(view: View, russia: set[bool], ukraine: set[bool]) -> None:
    assert set(holds("Russia", view, SIMFEROPOL)) == russia
    assert set(holds("Ukraine", view, SIMFEROPOL)) == ukraine


def test_the_four_oblasts_count_from_their_day() -> None:
    assert not any(holds("Russia", View(RUS, dt.date(2022, 9, 29)), MELITOPOL))
    assert all(holds("Russia", View(RUS, dt.date(2022, 9, 30)), MELITOPOL))
    assert not any(holds("Ukraine", View(RUS), MELITOPOL))
    assert all(holds("Ukraine", View(), MELITOPOL))
    assert not any(holds("Russia", View("held by RUS"), MELITOPOL))


def test_russian_mainland() -> None:
    (recognised,) = find_place("the Russian mainland")
    assert recognised.place.geometry.intersects(KRASNODAR)
    assert not recognised.place.geometry.intersects(SIMFEROPOL)
    assert not recognised.place.geometry.intersects(shapely.Point(20.5, 54.7))  # Kaliningrad
    assert recognised.place.geometry.intersects(shapely.Point(-172.0, 66.5))  # Chukotka's east
    without, whole = find_place("mainland of Russia", View(RUS))
    assert "without Crimea" in without.label
    assert "with Crimea" in whole.label
    for extent in (without, whole):
        assert extent.kind == "ordinary"
        assert extent.place.geometry.intersects(MELITOPOL)
    assert not without.place.geometry.intersects(SIMFEROPOL)
    assert whole.place.geometry.intersects(SIMFEROPOL)
    (before,) = find_place("Russian mainland", View(RUS, dt.date(2020, 1, 1)))
    assert not before.place.geometry.intersects(SIMFEROPOL)  # across the Kerch Strait


def test_kherson_oblast_has_its_shore() -> None:
    kherson = find_place("Kherson oblast")[0].place.geometry
    for lon, lat in [(32.6, 46.64), (33.9, 46.2), (32.9, 46.03), (32.0, 46.4)]:
        assert kherson.distance(shapely.Point(lon, lat)) < 0.05
    assert kherson.distance(shapely.Point(34.1, 45.3)) > 0.3
    ukraine = find_place("Ukraine")[0].place.geometry
    assert area_km2(kherson.difference(ukraine)) < 5


def test_crimea_is_where_both_shapes_are() -> None:
    crimea = find_place("Crimea")[0].place
    assert 25_000 < area_km2(crimea.geometry) < 27_500
    assert crimea.geometry.intersects(SIMFEROPOL)
    assert "68/262" in crimea.view
    assert crimea.error_m is not None
    assert crimea.error_m < 1000
    for code in ("RUS", "UKR"):
        rest = crimea.geometry.difference(atlas.shape(code))
        assert area_km2(rest) < 100  # thinned there, not here


def test_open_areas_are_read_both_ways() -> None:
    labels = [e.label for e in find_place("Morocco")]
    assert any("without" in x for x in labels)
    assert any(x.startswith("with ") for x in labels)
    assert {e.kind for e in find_place("Morocco")} == {"ordinary"}
    (all_in,) = find_place("Morocco", View("claimed by MAR"))
    assert all_in.place.geometry.intersects(shapely.Point(-13.2, 27.1))


def test_united_states_with_and_without_territories() -> None:
    states, both = find_place("US territory")
    assert (states.label, both.label) == ("states", "states and territories")
    guam, pago = shapely.Point(144.8, 13.45), shapely.Point(-170.7, -14.31)
    for point in (guam, pago):
        assert not states.place.geometry.intersects(point)
        assert both.place.geometry.distance(point) < 0.05
    assert states.place.geometry.intersects(shapely.Point(-155.5, 19.6))


def test_enclaves_are_cut_out() -> None:
    lesotho = shapely.Point(28.2, -29.5)
    assert not any(e.place.geometry.intersects(lesotho) for e in find_place("South Africa"))
    assert find_place("Lesotho")[0].place.geometry.intersects(lesotho)


def test_nobody_is_without_itself() -> None:
    (taiwan,) = find_place("Taiwan", View("claimed by CHN"))
    assert taiwan.place.geometry.intersects(shapely.Point(121.0, 23.8))
    china = find_place("China", View("claimed by CHN"))
    assert any(e.place.geometry.intersects(shapely.Point(121.0, 23.8)) for e in china)


@pytest.mark.parametrize("borders", ["", "mine", "claimed by XXX", "claimed by Russia", "held by"])
def test_views_that_cannot_be(borders: str) -> None:
    with pytest.raises(PlaceError) as caught:
        find_place("Russia", View(borders))
    assert "claimed by" in str(caught.value.remedy)


def test_every_overlap_of_the_source_is_listed() -> None:
    for pair in atlas.index().overlaps:
        assert contested.overlap(*pair).area > 0
    assert ("RUS", "UKR") in atlas.index().overlaps
    assert ("FRA", "GUF") not in atlas.index().overlaps
