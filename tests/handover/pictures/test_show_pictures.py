"""``skywitness show``: its numbers, and pages and pictures that are small, true and harmless."""

from __future__ import annotations

import html
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import export_store
import numpy as np
import offline
import pytest
import shapely
from typer.testing import CliRunner

from skywitness import cli
from skywitness.cli.output import in_json
from skywitness.errors import RecordError
from skywitness.handover.pictures import axes, charts, page, sketch, trackmap
from skywitness.handover.pictures.scene import Scene, scene
from skywitness.record.intake.loading import read
from skywitness.record.store.selection import Selection
from skywitness.record.store.store import Store
from skywitness.tracks.overview import overview


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return export_store.make(tmp_path_factory.mktemp("show"))


def drawn(store: Store, icao24: str | None = None, *, faulty: bool = False) -> Scene:
    choice = Selection.of(icao24, faulty=faulty)
    return scene(store, choice, overview(store, choice))


def points(path: str) -> np.ndarray:
    """The coordinates of the lines in path data, one after the other."""
    out = []
    for part in path.split("M")[1:]:
        head, _, rest = part.partition("l")
        start = np.array(list(map(int, head.split("h")[0].split())))
        steps = np.array(list(map(int, re.findall(r"-?\d+", rest)))).reshape(-1, 2)
        out.append(np.vstack([start, start + np.cumsum(steps, axis=0)]))
    return np.concatenate(out)


def run(*words: str) -> str:
    found = CliRunner().invoke(cli.build(["show"]), ["show", *words])
    assert found.exit_code == 0, found.output
    return found.stdout


# --- numbers --------------------------------------------------------------------------------------


def test_a_store_in_numbers(store: Store) -> None:
    said = run(str(store.root))
    assert "340, 1 with a fault" in said
    assert "jump 1" in said
    assert re.search(
        r"a00001 +ONE11, TWO22 +2024-03-01 12:00 +14:34 +160 +1 +10,000 – 13,475", said
    )
    assert "ODbL 1.0" in said
    assert "12:00:00" in said  # legs, as there are few aircraft


def test_json_has_every_aircraft_and_its_legs(store: Store) -> None:
    document = json.loads(run(str(store.root), "--json", "--callsign", "TWO22"))
    assert [a["icao24"] for a in document["aircraft"]] == ["a00001"]
    assert document["rows"] == 60
    assert document["legs"][0]["callsigns"] == ["TWO22"]
    assert document["aircraft"][0]["altitude_ft"] == [10_000, 11_475]
    assert document["aircraft"][0]["geoaltitude_ft"] == [10_325, 11_800]
    assert document["sources"] == {"not said": 60}


def test_heights_of_legs_are_rounded_once(tmp_path: Path) -> None:
    rows = export_store.flight("a00001", "ROUND", (10.0, 10.0), rows=5)
    for row in rows:
        row[5], row[6], row[7] = 35_449.46, "", 449.46
    said = run(str(export_store.make(tmp_path, rows).root))
    assert "35,449 – 35,449" in said
    assert "449 – 449" in said


def test_json_has_nothing_that_turns_the_direction_of_writing(tmp_path: Path) -> None:
    rows = export_store.flight("a00001", "AB\u202eCD\u200b", (10.0, 10.0), rows=5)
    said = run(str(export_store.make(tmp_path, rows).root), "--faulty", "--json")
    assert "\u202e" not in said
    assert "\u200b" not in said
    assert in_json({"a": "x\u202ey", "b": "z"}) == '{\n  "a": "x\\u202ey",\n  "b": "z"\n}'
    assert json.loads(in_json("\u202e\U000e0041\x9f")) == "\u202e\U000e0041\x9f"


def test_an_address_that_the_store_does_not_have_is_told(store: Store) -> None:
    words = ["show", str(store.root), "--icao24"]
    show = cli.build(["show"])
    found = CliRunner().invoke(show, [*words, "zzz"])
    assert isinstance(found.exception, RecordError)
    assert "no row of zzz" in str(found.exception)
    found = CliRunner().invoke(show, [*words, "A00001,abcdef"])
    assert found.exit_code == 0
    assert "no row of abcdef" in found.stderr
    assert "a00001" in found.stdout


def test_a_long_list_is_cut_and_says_so(tmp_path: Path) -> None:
    rows = [
        row
        for k in range(45)
        for row in export_store.flight(f"a000{k:02}", f"N{k}", (40 + k / 10, 5.0), rows=3 + k % 7)
    ]
    store = export_store.make(tmp_path, rows)
    said = run(str(store.root))
    assert len(re.findall(r"^ a000\d\d ", said, flags=re.M)) == 40
    assert "5 more aircraft" in said
    assert len(json.loads(run(str(store.root), "--json"))["aircraft"]) == 45
    with pytest.raises(RecordError, match="45 aircraft are too many for a picture"):
        drawn(store)


def test_the_sketch_shows_track_and_shore(store: Store) -> None:
    rows = sketch.sketch(drawn(store, "a00001"))
    assert {len(row) for row in rows} == {72}
    tracks = [(k, i) for k, row in enumerate(rows) for i, (_, on) in enumerate(row) if on]
    assert len(tracks) > 20
    # It flies north-east, so the sketch rises to the right.
    left, right = min(tracks, key=lambda p: p[1]), max(tracks, key=lambda p: p[1])
    assert left[0] > right[0]


# --- the map --------------------------------------------------------------------------------------


def test_the_line_lies_where_the_positions_are(store: Store) -> None:
    what = drawn(store, "a00001")
    found = trackmap.track_map(what)
    assert found is not None
    for line, s in zip(found.lines, what.shown, strict=True):
        t, rows = s.leg.track, s.leg.drawn
        true = shapely.LineString(found.sheet.place(t.longitude[rows], t.latitude[rows]))
        ink = shapely.points(points(line.line))
        assert shapely.distance(true, ink).max() < 5  # half a pixel
        assert line.start is not None
        assert np.hypot(*(np.array([line.start.x, line.start.y]) - true.coords[0])) < 1
    assert [bool(line.gaps) for line in found.lines] == [True, False]


def test_a_track_across_180_is_one_short_line(store: Store) -> None:
    found = trackmap.track_map(drawn(store, "b00002"))
    assert found is not None
    ink = points(found.lines[0].line)
    assert np.hypot(*np.diff(ink, axis=0).T).sum() < 1.5 * np.hypot(*(ink[-1] - ink[0]))


def test_rows_with_a_fault_are_dots_and_never_ink(store: Store) -> None:
    without = trackmap.track_map(drawn(store, "a00001"))
    with_them = trackmap.track_map(drawn(store, "a00001", faulty=True))
    assert without is not None
    assert with_them is not None
    assert without.lines[0].line == with_them.lines[0].line
    assert not any(line.doubtful for line in without.lines)
    # The one that jumped lies beyond the sheet: it is counted.
    assert with_them.beyond == 1


def test_labels_keep_off_each_other(store: Store) -> None:
    from skywitness.drawing.labels import Placer

    found = trackmap.track_map(drawn(store, faulty=True))
    assert found is not None
    placer = Placer(found.sheet)
    rooms = []
    for label in found.labels:
        anchor = next((a for a in ("start", "end") if a in label.kind.split()), "middle")
        rooms.append(placer.block(label.x, label.y, label.words, anchor=anchor))
    assert len(rooms) > 5
    for k, room in enumerate(rooms):
        assert not any(shapely.intersects(room, other) for other in rooms[:k])


@pytest.mark.parametrize("path", ["pole", "points"])
def test_maps_where_projections_break(path: str, tmp_path: Path) -> None:
    if path == "pole":
        rows = export_store.flight("a00001", "POLAR", (89.0, 10.0), (0.01, 1.0), rows=100)
        rows += export_store.flight(
            "a00001", "POLAR", (90.0, 190.0), (-0.01, 0.0), after=500, rows=100
        )
    else:
        rows = export_store.flight("a00001", "STILL", (10.0, 10.0), (0.0, 0.0), rows=5)
    found = trackmap.track_map(drawn(export_store.make(tmp_path, rows), faulty=True))
    assert found is not None
    assert (found.pole is not None) == (path == "pole")
    assert found.lines[0].start


def test_nothing_to_draw(tmp_path: Path) -> None:
    rows = export_store.flight("a00001", "BLIND", (10.0, 10.0), rows=5)
    for row in rows:
        row[3] = row[4] = ""
    what = drawn(export_store.make(tmp_path, rows), faulty=True)
    assert trackmap.track_map(what) is None
    assert "so there is no map" in page.page(what)
    ET.fromstring(page.svg(what))


@pytest.mark.parametrize(("lat", "lon"), [(-121.7, 36.9), (91, 10), (1e300, 10), (10, 1e20)])
def test_positions_off_the_globe_are_not_drawn(lat: float, lon: float, tmp_path: Path) -> None:
    """A store of nothing else is shown all the same, and says that no position can be drawn."""
    rows = export_store.flight("a00001", "ABROAD", (10.0, 10.0), rows=5)
    for row in rows:
        row[3], row[4] = lat, lon
    made = export_store.make(tmp_path, rows)
    assert "no position can be drawn: none of them is on the globe" in run(str(made.root))
    what = drawn(made, faulty=True)
    assert trackmap.track_map(what) is None
    assert "so there is no map" in page.page(what)
    rows += export_store.flight("a00001", "ATHOME", (20.0, 10.0), rows=5)
    (other := tmp_path / "other").mkdir()
    with_some = trackmap.track_map(drawn(export_store.make(other, rows), faulty=True))
    assert with_some is not None
    assert with_some.beyond == 5


# --- plots ----------------------------------------------------------------------------------------


def test_plots_show_heights_in_both_kinds_and_silences(store: Store) -> None:
    high, fast = charts.charts(drawn(store, "a00001"), 8000)
    assert [name for name, _ in high.legend] == ["altitude", "geoaltitude"]
    assert (high.left_unit, high.right_unit) == ("ft", "m")
    assert (fast.left_unit, fast.right_unit) == ("kt", "km/h")
    assert len(high.silent) == 2  # within the first leg, and between the legs
    assert [s.words for s in high.legs] == ["1 ONE11", "2 TWO22"]
    assert high.ground
    # 10,000 ft and 3,048 m stand at the same height.
    at = {t.words: t.at for t in high.left}
    per_foot = (at["0"] - at["10,000"]) / 10_000
    metres = {t.words: t.at for t in high.right}
    assert metres["2,000"] == pytest.approx(at["0"] - 2000 / 0.3048 * per_foot, abs=2)
    # The first known height: 10,000 + 6 * 25 ft.
    curve = next(c for c in high.curves if c.kind == "plain" and c.hue == 0)
    assert points(curve.line)[0, 1] == pytest.approx(at["0"] - 10_150 * per_foot, abs=2)


def test_round_steps_and_times() -> None:
    assert axes.round_step(370) == 500
    assert axes.time_step(1700) == 1800
    assert axes.clock(3661) == "01:01:01"
    assert axes.minute(3661) == "01:01"
    assert axes.day(86_400) == "2 Jan 1970"
    assert [axes.duration(s) for s in (45, 120, 200, 7500, 200_000)] == [
        "45 s", "2 min", "3 min 20 s", "2 h 05 min", "2 d 07 h",
    ]  # fmt: skip


# --- files ----------------------------------------------------------------------------------------


def test_the_page_loads_nothing_and_says_where_it_comes_from(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    run(str(store.root), "--out", str(path), "--faulty")
    text = path.read_text()
    assert offline.requests(text) == []
    assert "<script" not in text
    assert "default-src 'none'; style-src 'sha256-" in html.unescape(text)
    assert store.manifest[0].inputs[0].sha256 in text
    assert "ODbL 1.0, &lt;b&gt;contains&lt;/b&gt; data" in text
    assert "&lt;B&gt;X&amp;Y" in text
    assert "OpenStreetMap contributors" in text
    assert page.page(drawn(store, faulty=True)) == page.page(drawn(store, faulty=True))


def test_the_svg_stands_alone_in_light_and_dark(store: Store) -> None:
    text = page.svg(drawn(store, faulty=True))
    ET.fromstring(text)
    style = text[text.index("<style>") : text.index("</style>")]
    assert "var(" not in style  # not every program that shows SVG knows variables
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    for name in ("t-line", "sea", "land", "c-line", "paper"):
        assert f".{name}" in light
        assert f".{name}" in dark
    assert light.count("#") > 20
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_tens_of_thousands_of_points_make_a_small_file(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    rows = export_store.flight(
        "a00001", "LONG", (30.0, 5.0), (0.0004, 0.0005), rows=40_000, every=1
    )
    for row, sway in zip(rows, rng.normal(0, 0.0003, len(rows)), strict=True):
        row[3] = round(float(row[3]) + sway, 6)  # type: ignore[arg-type]
    text = page.page(drawn(export_store.make(tmp_path, rows), faulty=True))
    assert len(text) < 400_000


def test_other_endings_and_folders_are_refused(store: Store, tmp_path: Path) -> None:
    what = drawn(store)
    for name, why in (("x.png", "no picture's name"), ("no/x.svg", "no folder")):
        with pytest.raises(RecordError, match=why):
            page.write_picture(what, tmp_path / name)


@pytest.mark.shared
def test_a_real_day_of_one_aircraft(shared_dir: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    read([shared_dir / "data" / "readsb" / "trace_full_ac671b.json"], store)
    document = json.loads(run(str(store), "--json", "--out", str(tmp_path / "x.html")))
    (aircraft,) = document["aircraft"]
    assert aircraft["rows"] == 2500
    assert aircraft["callsigns"] == ["DAL1615", "DAL1812", "DAL2418", "DAL2927"]
    assert (document["first"][:10], document["last"][:10]) == ("2025-02-04", "2025-02-05")
    legs = [leg["callsigns"] for leg in document["legs"]]
    assert legs == [["DAL1812"], ["DAL2418"], ["DAL1615"], ["DAL2927"]]
    assert (tmp_path / "x.html").stat().st_size < 200_000
