"""Layers of a dossier's maps: covers without steps, tracks, courses, and links to certificates."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from dossier_pages import Opened, regions

import skywitness as sw
from skywitness.dossier.json.dossierjson import dossier_json
from skywitness.dossier.json.proofs import Proofs
from skywitness.dossier.map.areas import OFF, area_of
from skywitness.dossier.map.tracks import NO_HEIGHT, DrawnTrack, packed, track_json, unpacked
from skywitness.drawing.paths import diagonals, path_of
from skywitness.drawing.projection import fit, from_centre
from skywitness.drawing.smooth import inward, outward, reach_of, thinning
from skywitness.errors import SkywitnessError
from skywitness.reason.regions.cells import join, whole_earth

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CASE = """
id = "flight"
title = "A flight"
date = 2020-05-01
zone = "UTC"
[[objects]]
id = "plane"
mover = "jet"
[[moments]]
id = "start"
objects = ["plane"]
[[moments]]
id = "finish"
objects = ["plane"]
[[places]]
name = "Alpha Box"
box = [0.0, 45.0, 1.0, 46.0]
error = "200 m"
[[places]]
name = "Echo Box"
box = [2.0, 45.0, 3.0, 46.0]
error = "200 m"
[[claims]]
id = "A1"
says = "start is inside Alpha Box; finish is inside Echo Box; finish is 20 minutes after start"
speaker = "a ministry"
said = 2020-05-02
[[claims]]
id = "A2"
says = "start is at 10:02 UTC"
speaker = "a ministry"
said = 2020-05-04
supersedes = "A0"
[[claims]]
id = "A0"
says = "start is at 09:30 UTC"
speaker = "a ministry"
said = 2020-05-02
"""
START = 1_588_327_200.0  # 2020-05-01T10:00Z


def ring(text: str) -> list[shapely.Polygon]:
    """The rings of a path of relative steps."""
    out = []
    for part in text.split("M")[1:]:
        numbers = np.asarray([int(n) for n in re.findall(r"-?\d+", part)]).reshape(-1, 2)
        out.append(shapely.Polygon(np.cumsum(numbers, axis=0)))
    return out


def led(n: int = 500) -> DrawnTrack:
    t = START + np.arange(n) * 2.0
    t[n // 2 :] += 300.0
    height = np.where(np.arange(n) % 7 == 0, np.nan, 9_000.0)
    return DrawnTrack(
        "abc123", "A <b>jet</b>", np.linspace(0.2, 2.8, n), np.full(n, 45.5), t, height
    )


@pytest.fixture(scope="module")
def flight(tmp_path_factory: pytest.TempPathFactory) -> sw.CheckResult:
    folder = tmp_path_factory.mktemp("flight")
    (folder / "case.toml").write_text(CASE, encoding="utf-8")
    return sw.check(folder, together=[["A1", "A2"]], conflicts_s=60)


# ----------------------------------------------------------------------------------------- covers


@pytest.mark.parametrize("many", [1, 200])
def test_an_outer_cover_only_grows_and_an_inner_one_only_shrinks(many: int) -> None:
    cells = whole_earth(7)
    lon, lat = cells.corners()
    near = np.hypot(lon.mean(axis=1) - 30, lat.mean(axis=1) - 44) < 6
    lon, lat = lon[near], lat[near]
    sheet = fit(lon.ravel(), lat.ravel(), margin=0.2)
    rough = area_of([cells.take(near)], sheet)
    thin = thinning(many)
    reach = reach_of(diagonals(lon, lat, sheet))
    (outer,) = ring(path_of(outward(rough, reach, thin), thin=thin))
    (inner,) = ring(path_of(inward(rough, reach, thin), thin=thin))
    assert shapely.contains(outer, rough)
    assert shapely.contains(rough, inner)
    assert rough.area * 0.85 < inner.area < rough.area < outer.area < rough.area * 1.15


@pytest.mark.parametrize(("lon", "lat"), [(30.0, 44.0), (180.0, -17.0), (45.0, 35.0), (0.0, 90.0)])
def test_an_area_is_the_union_of_its_cells_wherever_it_is(lon: float, lat: float) -> None:
    """Across the antimeridian, a pole and the edges of the cube too, cells of many sizes."""
    rng = np.random.default_rng(7)
    cells = whole_earth(4)
    for _ in range(4):
        split = rng.random(len(cells)) < 0.5
        cells = join([cells.take(~split), cells.take(split).children()])
        at = cells.discs()
        away = from_centre(at.lon, at.lat, lon, lat)
        cells = cells.take(away < 9)
    cells = cells.take(rng.random(len(cells)) < 0.7)
    sheet = fit(*(c.ravel() for c in cells.corners()), margin=0.2)
    # Each by itself, joined by a library that knows nothing of cells.
    each = shapely.union_all(
        [area_of([cells.take(np.array([k]))], sheet) for k in range(len(cells))]
    )
    both = area_of([cells.take(np.arange(len(cells)) % 2 == 0), cells], sheet)
    assert both.is_valid
    assert shapely.symmetric_difference(both, each).area < 2e-3 * each.area
    assert shapely.contains(both.buffer(2 * OFF), each)
    assert shapely.contains(each.buffer(2 * OFF), both)


def test_two_far_parts_stay_two_and_a_narrow_one_stays() -> None:
    apart = shapely.union(shapely.box(0, 0, 900, 900), shapely.box(5000, 0, 5900, 900))
    assert len(shapely.get_parts(outward(apart, 200.0))) == 2
    narrow = shapely.box(0, 0, 3000, 100)
    kept = inward(narrow, 200.0)
    assert shapely.contains(narrow, kept)
    assert kept.area > 0.8 * narrow.area


# ----------------------------------------------------------------------------------------- tracks


def test_a_column_comes_back_as_it_was() -> None:
    values = np.array([0, -1, 1, 63, -64, 64, 2**40, -(2**40), 15_883_272_000, NO_HEIGHT])
    assert unpacked(packed(values)).tolist() == values.tolist()
    assert unpacked(packed(np.array([], dtype=np.int64))).tolist() == []


def test_a_track_is_broken_where_nothing_was_recorded() -> None:
    made = track_json(led())
    assert made["breaks"] == [250]
    assert made["points"] == 500
    assert "500 positions; 1 May 2020, 10:00:00 to 10:21:38 UTC; broken 1 time" in made["words"]
    assert unpacked(made["lon"])[[0, -1]].tolist() == [20_000, 280_000]
    assert unpacked(made["height"])[:2].tolist() == [NO_HEIGHT, 9_000]


def test_a_track_across_the_antimeridian_has_no_leap() -> None:
    made = track_json(DrawnTrack("x", "x", np.array([179.9, -179.9]), np.array([0.0, 0.0])))
    assert np.diff(unpacked(made["lon"])).tolist() == [20_000]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"longitude": np.array([])}, "no positions"),
        ({"latitude": np.array([1.0])}, "shape"),
        ({"latitude": np.array([1.0, np.nan])}, "latitude nan at point 1"),
        ({"latitude": np.array([1.0, 91.0])}, "latitude 91.0 at point 1"),
        ({"time": np.array([5.0, 4.0])}, "before the one of the point before"),
        ({"height": np.array([5.0, np.inf])}, "height inf at point 1"),
    ],
)
def test_what_is_no_track_is_refused(change: dict[str, Any], words: str) -> None:
    good = {"longitude": np.array([1.0, 2.0]), "latitude": np.array([1.0, 2.0])}
    with pytest.raises(SkywitnessError, match=words) as raised:
        track_json(DrawnTrack("t7", "t7", **{**good, **change}))
    assert "t7" in str(raised.value)
    assert raised.value.remedy


def test_tracks_of_a_moment_without_a_map_are_refused(flight: sw.CheckResult) -> None:
    with pytest.raises(SkywitnessError, match="'nowhere'"):
        dossier_json(flight, regions(flight), tracks={"nowhere": [led()]})


@pytest.mark.browser
def test_tracks_are_drawn_switched_and_timed(
    flight: sw.CheckResult, browser: Browser, tmp_path: Path
) -> None:
    opened = Opened(browser, sw.write_page(flight, tmp_path, tracks={"start": [led()]}))
    page = opened.page
    path = "document.querySelector('#map-start path.track').getAttribute('d')"
    assert page.evaluate(path).count("M") == 2  # broken once
    assert len(page.evaluate(path)) < 200  # a straight line needs few points
    assert "A <b>jet</b> 500 positions" in page.locator("#map-start .panel").inner_text()
    slider = page.locator("#map-start .clock input")
    slider.fill("250")
    assert "10:05:24 UTC" in page.locator("#map-start .clock-told").inner_text()
    assert "10:05:24, 9,000 m" in page.locator("#map-start .clock-told").inner_text()
    slider.fill("500")  # in the silence
    assert "no report" in page.locator("#map-start .clock-told").inner_text()
    page.locator("#map-start-track-0").uncheck()
    until = "getComputedStyle(document.querySelector('#map-start path.track')).display"
    page.wait_for_timeout(300)
    assert page.evaluate(until) == "none"
    assert opened.quiet
    page.close()


# ---------------------------------------------------------------------------------------- courses


def test_the_course_of_a_witness_is_on_the_maps_it_stops_at(flight: sw.CheckResult) -> None:
    found = dossier_json(flight, regions(flight))
    drawn = {m["moment"]: m["courses"] for m in found["maps"]}
    assert set(drawn) == {"start", "finish"}
    verdict = found["check"]["claims"][0]["verdicts"][0]
    (stated,) = verdict["witness"]["courses"]
    course = next(c for c in drawn["start"] if c["claims"] == ["A1"])
    # A stop beyond the map's edge is not drawn.
    on_map = [s["moment"] for s in course["stops"]]
    assert on_map
    for stop, said in zip(
        course["stops"], [s for s in stated["stops"] if s["moment"] in on_map], strict=True
    ):
        assert [stop["longitude"], stop["latitude"]] == pytest.approx(said["place"], abs=1e-6)
    assert course["path"].startswith("M")
    assert course["words"].startswith("plane: start")
    assert any(c["claims"] == ["A1", "A2"] for c in drawn["start"])


@pytest.mark.browser
def test_courses_corrections_and_legends_are_drawn(
    flight: sw.CheckResult, browser: Browser, tmp_path: Path
) -> None:
    opened = Opened(browser, sw.write_page(flight, tmp_path))
    page = opened.page
    shown = "[...document.querySelectorAll('#map-start g.course')].filter(g => !g.style.display)"
    drawn = page.evaluate(f"{shown}.length")
    assert drawn >= 2  # of the claim, and of the set
    page.locator("#map-start-course-0").uncheck()
    assert page.evaluate(f"{shown}.length") == drawn - 1
    said = page.locator("#times-said svg a text").all_text_contents()
    assert set(said) == {"A0", "A1", "A2"}
    assert page.locator("#times-said .corrects title").text_content() == "A2 Corrects A0"
    assert "00:00" not in (page.locator("#times-said svg").text_content() or "")
    assert opened.quiet
    page.close()
    with_figures = Opened(browser, tmp_path / "index.html", "#figures-as-text").page
    figures = json.loads(with_figures.locator("pre#figures-as-text").text_content() or "")
    drawn = next(f["svg"] for f in figures if f["id"] == "map-start")
    for words in ("start", "Stretch of tolerances: 1 ×", "fits for certain", "A1: start is inside",
                  "OpenStreetMap contributors", "example course", "#map-start"):  # fmt: skip
        assert words in drawn, words
    with_figures.close()


# ----------------------------------------------------------------------------------- certificates


def test_each_finding_names_its_certificate(flight: sw.CheckResult, tmp_path: Path) -> None:
    proofs = sw.write_certificates(flight, tmp_path)
    page = sw.write_page(flight, tmp_path, certificates=proofs)
    found = json.loads((tmp_path / "case.json").read_text("utf-8"))
    listed = json.loads((proofs / "manifest.json").read_text("utf-8"))["certificates"]
    known = {f"certificates/{each['path']}": each for each in listed}
    named = []
    for claim in found["claims"]:
        for v in [*claim["verdicts"], *claim["inferences"]]:
            assert [p["frame"] for p in v["certificates"]] == v["frames"]
            named += v["certificates"]
    for some in [*found["together"][0]["verdicts"], *found["conflicts"]["entries"]]:
        assert some["certificates"]
        named += some["certificates"]
    for proof in named:
        assert known[proof["path"]]["sha256"] == proof["sha256"]
        assert (page.parent / proof["path"]).is_file()
    about = known[found["claims"][1]["verdicts"][0]["certificates"][0]["path"]]["about"]
    assert (about["kind"], about["claims"]) == ("verdict", ["A2"])
    hashes = {h["what"] for h in found["method"]["hashes"]}
    assert "certificates/manifest.json" in hashes


def test_a_folder_without_certificates_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("[]", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(SkywitnessError, match="cannot be linked to"):
            Proofs.of(folder)


@pytest.mark.browser
def test_certificates_are_links_beside_the_page_and_nothing_else(
    flight: sw.CheckResult, browser: Browser, tmp_path: Path
) -> None:
    proofs = sw.write_certificates(flight, tmp_path)
    file = sw.write_page(flight, tmp_path, certificates=proofs)
    page = Opened(browser, file).page
    links = page.locator(".proofs a").all()
    assert len(links) >= 4
    for link in links:
        assert (tmp_path / (link.get_attribute("href") or "")).is_file()
    page.close()
    text = file.read_text("utf-8")
    changed = re.sub(r'"path":"certificates/[^"]*"', '"path":"javascript:window.pwned=1"', text)
    (tmp_path / "changed.html").write_text(changed, encoding="utf-8")
    page = Opened(browser, tmp_path / "changed.html").page
    assert page.locator(".proofs a").count() == 0
    assert page.locator(".proofs li").count() >= 4
    page.close()


# --------------------------------------------------------------------------------- a large place


@pytest.mark.parametrize("n", [200_000, pytest.param(1_000_000, marks=pytest.mark.long)])
def test_a_place_of_very_many_vertices_makes_a_small_page(
    n: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SKYWITNESS_LIMITS", "21")
    angle = np.linspace(0, 2 * np.pi, n, endpoint=False)
    away = 1 + 0.05 * np.sin(40 * angle) + 0.002 * np.sin(9_000 * angle)
    xy = np.column_stack((33 + away * np.cos(angle), 43.5 + 0.7 * away * np.sin(angle)))
    ring_ = np.round(np.vstack((xy, xy[:1])), 6).tolist()
    (tmp_path / "zone.geojson").write_text(
        json.dumps({"type": "Polygon", "coordinates": [ring_]}, separators=(",", ":")),
        encoding="utf-8",
    )
    (tmp_path / "case.toml").write_text(
        'id = "large"\ntitle = "A large place"\n[[moments]]\nid = "m"\nphrases = ["meeting"]\n'
        '[[places]]\nname = "Zone"\ngeojson = "zone.geojson"\nerror = "500 m"\n'
        '[[claims]]\nid = "Z1"\nsays = "meeting is 20 km from Zone"\nspeaker = "S"\n',
        encoding="utf-8",
    )
    result = sw.check(tmp_path, conflicts_s=0)
    page = sw.write_page(result, tmp_path / "out")
    assert page.stat().st_size < 1_000_000
    found = json.loads((tmp_path / "out" / "case.json").read_text("utf-8"))
    (zone,) = [k for k, p in enumerate(found["method"]["places"]) if p["name"] == "Zone"]
    place = next(p for p in found["maps"][0]["places"] if p["place"] == zone)
    assert 100 < len(place["path"]) < 200_000
    assert result.claims[0].findings[0].verdict.verdict == "consistent"
