"""The page: its sheet and shapes, what fills it, its colours, and that it is written whole."""

from __future__ import annotations

import json
import os
import re
import textwrap
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import pytest
import shapely
from dossier_pages import regions

from skywitness.claims.casefile.loader import load_case
from skywitness.dossier.json.dossierjson import dossier_json
from skywitness.dossier.json.wholejson import whole_claims
from skywitness.dossier.map.areas import area_of
from skywitness.dossier.map.layers import ByStretch, maps
from skywitness.dossier.page.page import page, write_page
from skywitness.dossier.words.plots import Axis
from skywitness.dossier.words.safe import address, inert
from skywitness.drawing.backdrop import graticule, north, scales
from skywitness.drawing.paths import on_sheet, path_of
from skywitness.drawing.projection import ECCENTRICITY, Sheet, fit
from skywitness.errors import SkywitnessError
from skywitness.reason.check import check
from skywitness.reason.regions.cells import whole_earth
from skywitness.reason.results import CheckResult
from skywitness.unseen import plain

CASE = """
id = "islets"
title = "Two islets"
date = 2024-02-03
summary = "Made up."
[policy]
number = { most_share = 0.08 }
[[moments]]
id = "sighting"
label = "the sighting"
phrases = ["sighting"]
[[frames]]
id = "one"
label = "one point of view"
[[frames]]
id = "other"
label = "another point of view"
[[places]]
name = "Twin Reef"
geojson = { type = "Polygon", coordinates = [[[179.9, -17.8], [-179.9, -17.8],
  [-179.9, -17.6], [179.9, -17.6], [179.9, -17.8]]] }
error = "2 km"
[[places]]
name = "Far Rock"
coordinates = "17°00'S 179°30'W"
error = "1 km"
[[sources]]
id = "paper"
title = "A paper"
url = "https://example.org/paper"
[[documents]]
id = "text"
source = "paper"
sha256 = "9cc2445dcf74712ee6193fd4554714916c68a43e92e429331c3dc9906410b8c7"
[[claims]]
id = "A1"
says = "sighting is about 30 km from Far Rock"
chain = [{ who = "the pilot", stance = "asserts" }, { who = "A paper", stance = "reports" }]
source = "paper"
document = "text"
position = 12
quote = "à trente kilomètres"
language = "fr"
translation = "at thirty kilometres"
translator = "a translator"
archived = "https://example.org/archived"
[[claims]]
id = "A2"
says = "sighting is 20 km from Twin Reef"
speaker = "a ministry"
follows_from = ["A1"]
supersedes = "A3"
[[claims]]
id = "A3"
says = "sighting is 5 km from Twin Reef"
speaker = "a ministry"
[[claims]]
id = "A4"
says = "not testable: intent"
speaker = "a witness"
stance = "denies"
"""


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> tuple[CheckResult, ByStretch]:
    folder = tmp_path_factory.mktemp("islets")
    (folder / "case.toml").write_text(textwrap.dedent(CASE), encoding="utf-8")
    result = check(load_case(folder), together=[["A1", "A3"]], conflicts_s=60)
    return result, regions(result)


@pytest.fixture(scope="module")
def found(checked: tuple[CheckResult, ByStretch]) -> dict[str, Any]:
    return dossier_json(*checked)


# ---------------------------------------------------------------------------------------- sheet


@pytest.mark.parametrize(
    ("lon", "lat"), [(34.0, 44.0), (179.9, -17.0), (0.0, 90.0), (-120.0, -89.0)]
)
def test_distances_near_the_centre_are_true(lon: float, lat: float) -> None:
    sheet = Sheet(lon, lat, 0.05, 5000.0)
    geod = pyproj.Geod(ellps="WGS84")
    for azimuth in (0.0, 77.0, 180.0, 300.0):
        far_lon, far_lat, _ = geod.fwd(lon, lat, azimuth, 20_000.0)
        a = sheet.place(np.array([lon]), np.array([lat]))[0]
        b = sheet.place(np.array([far_lon]), np.array([far_lat]))[0]
        assert np.hypot(*(b - a)) == pytest.approx(20_000 * 0.05, rel=1e-4)
        if abs(lat) < 80:
            assert np.degrees(np.arctan2(b[0] - a[0], a[1] - b[1])) % 360 == pytest.approx(
                azimuth, abs=0.2
            )


def test_a_sheet_over_the_antimeridian_has_a_box_on_each_side() -> None:
    sheet = fit(np.array([179.0, -179.0, 179.5]), np.array([-18.0, -17.0, -16.0]))
    assert abs(abs(sheet.lon) - 180) < 1
    assert len(sheet.boxes) == 2
    assert sheet.meets((178.0, -18.0, 180.0, -17.0))
    assert sheet.meets((-180.0, -18.0, -179.0, -17.0))
    assert not sheet.meets((0.0, -18.0, 10.0, -17.0))
    xy = sheet.place(np.array([179.0, -179.0]), np.array([-17.0, -17.0]))
    assert 0 < xy[0, 0] < xy[1, 0] < sheet.width


def test_a_shape_cut_at_the_antimeridian_is_whole_on_the_sheet() -> None:
    halves = shapely.MultiPolygon(
        [shapely.box(179.0, -18.0, 180.0, -17.0), shapely.box(-180.0, -18.0, -179.0, -17.0)]
    )
    sheet = fit(np.array([178.0, -178.0]), np.array([-19.0, -16.0]))
    drawn = on_sheet(halves, sheet)
    assert len(shapely.get_parts(drawn)) == 1
    assert path_of(drawn).count("M") == 1


@pytest.mark.parametrize("sign", [1, -1])
def test_land_around_a_pole_has_no_seam(sign: int) -> None:
    # As GeoJSON has a cap: a rectangle of degrees down to the pole.
    cap = shapely.box(
        -180.0, *sorted((sign * 86.0, sign * 90.0))[:1], 180.0, max(sign * 86.0, sign * 90.0)
    )
    ring = np.linspace(-180, 179, 360)
    sheet = fit(ring, np.full(360, sign * 84.0))
    assert sheet.pole == sign
    drawn = on_sheet(shapely.MultiPolygon([cap]), sheet)
    (polygon,) = shapely.get_parts(drawn)
    radius = 446_000 * sheet.per_metre  # 4 degrees of latitude at the pole
    assert polygon.area == pytest.approx(np.pi * radius**2, rel=0.01)
    middle = shapely.Point(sheet.place(np.array([0.0]), np.array([sign * 90.0]))[0])
    assert polygon.buffer(-1).contains(middle)


def test_cells_join_without_gaps_and_lose_no_area() -> None:
    cells = whole_earth(6)
    lon, lat = cells.corners()
    near = (np.abs(lon - 30).max(axis=1) < 6) & (np.abs(lat - 44).max(axis=1) < 6)
    mine, lon, lat = cells.take(near), lon[near], lat[near]
    sheet = fit(lon.ravel(), lat.ravel())
    each = sum(area_of([mine.take(np.array([k]))], sheet).area for k in range(len(mine)))
    joined = area_of([mine], sheet)
    assert len(shapely.get_parts(joined)) == 1
    assert not joined.interiors
    assert joined.area == pytest.approx(each, rel=2e-3)


def test_a_path_stays_within_a_third_of_a_pixel() -> None:
    rng = np.random.default_rng(5)
    angle = np.sort(rng.uniform(0, 2 * np.pi, 400))
    shape = shapely.Polygon(
        np.column_stack((np.cos(angle), np.sin(angle))) * rng.uniform(2000, 2400, (400, 1))
    )
    numbers = [int(n) for n in re.findall(r"-?\d+", path_of(shape))]
    steps = np.asarray(numbers).reshape(-1, 2)
    again = shapely.LinearRing(np.cumsum(steps, axis=0))
    assert shapely.hausdorff_distance(shape.exterior, again) <= 3.3


def test_the_scale_and_north_are_true() -> None:
    sheet = Sheet(34.0, 44.0, 0.01, 5000.0)
    km, mile, nautical = scales(sheet)
    assert km.words == "100 km"
    assert km.length == pytest.approx(100_000 * 0.01)
    assert (mile.words, nautical.words) == ("50 statute mi", "50 nm")
    assert north(sheet, 4000.0, 1000.0) == pytest.approx(0.0, abs=0.01)
    assert -3.5 < north(sheet, 7000.0, 1000.0) < -2.0  # meridians lean inward to the north
    words = {label.words for line in graticule(sheet) for label in line.labels}
    assert "44° N" in words
    assert "34° E" in words


def test_an_axis_has_round_ticks_in_its_unit() -> None:
    axis = Axis(0.0, 160934.4)
    assert [t.words for t in axis.ticks("mi")] == ["0", "20", "40", "60", "80", "100"]
    assert axis.x(80467.2) == pytest.approx((8 + 352) / 2)


def test_the_conformal_sphere_has_the_same_projection() -> None:
    """What the script projects with: conformal latitudes, and the sphere's own formula."""

    def bent(lat: np.ndarray) -> np.ndarray:
        e, phi = ECCENTRICITY, np.radians(lat)
        turn = ((1 - e * np.sin(phi)) / (1 + e * np.sin(phi))) ** (e / 2)
        return 2 * np.arctan(np.tan(np.pi / 4 + phi / 2) * turn) - np.pi / 2

    for lat0 in (44.0, -17.0, 90.0, -89.99, 0.0):
        sheet = Sheet(34.0, lat0, 0.01, 5000.0)
        latitude, scale = sheet.conformal
        lon = np.array([30.0, 60.0, 34.0])
        lat = np.clip(np.array([lat0 - 3, lat0 - 8, lat0 - 20]), -89, 89)
        chi, centre, turn = bent(lat), np.radians(latitude), np.radians(lon - 34)
        across = np.cos(chi) * np.sin(turn)
        up = np.cos(centre) * np.sin(chi) - np.sin(centre) * np.cos(chi) * np.cos(turn)
        away = 1 + np.sin(centre) * np.sin(chi) + np.cos(centre) * np.cos(chi) * np.cos(turn)
        x, y = 4000 + scale * across / away, 2500 - scale * up / away
        assert np.column_stack((x, y)) == pytest.approx(sheet.place(lon, lat), abs=1e-6)


# ---------------------------------------------------------------------------------------- page


def test_what_a_claim_carries_is_in_the_object(found: dict[str, Any]) -> None:
    first, second, third, fourth = whole_claims(found)
    assert [link["who"] for link in first["chain"]] == ["the pilot", "A paper"]
    quote = first["quote"]
    assert (quote["text"], quote["language"]) == ("à trente kilomètres", "fr")
    assert (quote["translation"], quote["translator"]) == ("at thirty kilometres", "a translator")
    assert quote["position"] == "character 12"
    assert quote["sha256"] == found["method"]["documents"][0]["sha256"]
    assert first["archived"] == "https://example.org/archived"
    assert (second["supersedes"], third["superseded_by"]) == ("A3", "A2")
    assert second["inferences"][0]["given"] == ["A1"]
    assert (fourth["chain"][0]["stance"], fourth["topics"]) == ("denies", ["not testable"])
    (rule,) = [r for r in found["method"]["policy"] if r["was"] is not None]
    assert (rule["key"], rule["was"]) == ("number.most_share", "0.1")
    assert found["method"]["again"] == "skywitness check CASE --out FOLDER"
    assert {h["what"] for h in found["method"]["hashes"]} == {"case.toml", "text"}
    assert any("Open Database License" in n["words"] for n in found["method"]["notices"])
    assert found["together"][0]["claims"] == ["A1", "A3"]


def test_what_frames_share_is_said_once(found: dict[str, Any]) -> None:
    assert [f["id"] for f in found["frames"]] == ["one", "other"]
    for claim in found["claims"]:
        assert [v["everywhere"] for v in claim["verdicts"]] == [True]
        assert claim["verdicts"][0]["frames"] == ["one", "other"]


def test_an_inference_is_plotted_against_what_is_left(found: dict[str, Any]) -> None:
    table = found["claims"][1]["inferences"][0]["table"]
    assert table["axes"]
    bars = table["rows"][0]["bars"]
    assert all(bars[key] for key in ("allowed", "doubled", "possible"))
    assert all(0 <= x <= 360 and w > 0 for x, w in bars["allowed"])


def test_a_map_across_the_antimeridian_is_whole(checked: tuple[CheckResult, ByStretch]) -> None:
    (drawn,) = maps(*checked)
    assert abs(abs(drawn.sheet.lon) - 180) < 2
    reef = next(o for o in drawn.outlines if o.place.startswith("own:Twin Reef"))
    assert reef.path.count("M") == 1
    assert reef.band == pytest.approx(2 * 2000 * drawn.sheet.per_metre, rel=0.02)
    for claim in drawn.claims:
        for layer in claim.layers:
            sizes = [len(layer.shapes[s].outer) for s in sorted(layer.shapes)]
            assert all(sizes)


def test_the_page_is_small_and_the_same_each_time(
    checked: tuple[CheckResult, ByStretch], found: dict[str, Any]
) -> None:
    text = page(found)
    assert len(text.encode()) < 400_000
    assert page(dossier_json(*checked)) == text


def test_a_page_is_written_whole_or_not_at_all(
    checked: tuple[CheckResult, ByStretch],
    found: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = write_page(*checked, tmp_path / "new" / "folder")
    assert target == tmp_path / "new" / "folder" / "index.html"
    assert target.read_text("utf-8") == page(found)
    assert json.loads((target.parent / "case.json").read_text("utf-8")) == found

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SkywitnessError, match="No space left"):
        write_page(*checked, target.parent)
    assert sorted(os.listdir(target.parent)) == ["case.json", "index.html"]


def test_a_folder_that_is_a_file_is_refused(
    checked: tuple[CheckResult, ByStretch], tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(SkywitnessError) as raised:
        write_page(*checked, tmp_path / "taken")
    assert raised.value.remedy


# ------------------------------------------------------------------------------------- details


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.org",
        "https:",
        "http://a b",
        'http://a"',
        "",
        None,
    ],
)
def test_only_web_addresses_become_links(text: str | None) -> None:
    assert address(text) is None
    assert address("https://example.org/a?b=c") == "https://example.org/a?b=c"


def test_hidden_characters_are_shown() -> None:
    assert plain("a\u202eb\x00c\x1bd") == "a\ufffdb\ufffdc\ufffdd"
    assert plain("одна\nстрока\t– é") == "одна\nстрока\t– é"
    assert plain({"a\u200e": ["\udc80", 1, None]}) == {"a\ufffd": ["\ufffd", 1, None]}


def test_inert_json_holds_no_markup_and_loses_nothing() -> None:
    value = {"</script>": ["<!--", "&amp;", "\u2028", "]]>", 1.5, None, True]}
    text = inert(value)
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == value


def _luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1])
def test_colours_have_enough_contrast(theme: int, repository: Path) -> None:
    css = (repository / "dossier-ui/src/styles/colours.css").read_text("utf-8")
    blocks = re.findall(r":root[^{,]*\{([^}]*--paper[^}]*)\}", css)
    assert len(blocks) == 3
    strip = [sorted(re.findall(r"--[\w-]+: #\w+", b)) for b in blocks]
    assert strip[1] == strip[2]  # dark by the system and dark by choice
    block = blocks[theme]
    colour = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    words = ["ink", "soft", "link", *(k for k in colour if re.fullmatch(r"h\d|v-\w+", k))]
    assert len(words) == 14
    for name in words:
        assert _contrast(colour[name], colour["paper"]) >= 4.5, name
    assert _contrast(colour["soft"], colour["wash"]) >= 4.5
    assert _contrast(colour["sealabel"], colour["sea"]) >= 4.5
    assert _contrast(colour["landlabel"], colour["land"]) >= 4.5
    assert _contrast(colour["placelabel"], colour["land"]) >= 4.5
    assert _contrast(colour["focus"], colour["paper"]) >= 3
    assert _contrast(colour["possible"], colour["paper"]) >= 3
