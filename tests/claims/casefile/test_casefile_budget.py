"""Cases made to last, or to break arithmetic: one clear error, soon, with what allows them."""

from __future__ import annotations

import json
import math
import time
from pathlib import Path

import pytest

from skywitness.claims.casefile import budget, loader, ownplaces
from skywitness.claims.casefile.lengths import metres_of
from skywitness.claims.casefile.loader import load_case
from skywitness.claims.language.grammar import parse
from skywitness.cli import output
from skywitness.errors import CaseError, LanguageError, PlaceError, SeveralFaults, SkywitnessError

HEAD = 'id = "b"\ntitle = "t"\ndate = 2023-03-14\n\n[[moments]]\nid = "encounter"\n'


def claims(*sentences: str) -> str:
    return "".join(
        f'[[claims]]\nid = "C{k}"\nsays = "{says}"\nspeaker = "x"\n'
        for k, says in enumerate(sentences)
    )


def written(folder: Path, text: str) -> Path:
    (folder / "case.toml").write_text(HEAD + text, encoding="utf-8")
    return folder


def place(shape: str) -> str:
    return f'[[places]]\nname = "P"\nerror = "1 km"\n{shape}\n' + claims("encounter is inside P")


def star(corners: int) -> str:
    """A star of many points, as GeoJSON."""
    angles = [2 * math.pi * k / corners for k in range(corners)]
    points = [
        (33 + (1 if k % 2 else 0.3) * math.cos(a), 44 + (1 if k % 2 else 0.3) * math.sin(a))
        for k, a in enumerate(angles)
    ]
    return json.dumps({"type": "Polygon", "coordinates": [[*points, points[0]]]})


def test_shapes_of_many_corners_are_refused_before_they_are_looked_at(tmp_path: Path) -> None:
    (tmp_path / "star.json").write_text(star(120_000))
    folder = written(tmp_path, place('geojson = "star.json"'))
    began = time.process_time()
    with pytest.raises(CaseError) as caught:
        load_case(folder)
    assert time.process_time() - began < 20
    told = str(caught.value)
    assert "120,001 corners of its own shapes" in told
    assert "at most 50,000" in told
    assert "set SKYWITNESS_LIMITS=3 to take them all" in told
    assert "places.P" in told


def test_many_shapes_count_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ownplaces, "VERTICES", 12)
    shapes = "".join(
        f'[[places]]\nname = "P{k}"\nwkt = "POLYGON ((33 4{k}, 34 4{k}, 34 4{k}.5, 33 4{k}))"\n'
        for k in range(4)
    )
    with pytest.raises(CaseError, match="16 corners") as caught:
        load_case(written(tmp_path, shapes))
    assert caught.value.key == "places.P3"
    monkeypatch.setenv("SKYWITNESS_LIMITS", "2")
    assert len(load_case(tmp_path).places) == 4
    monkeypatch.setenv("SKYWITNESS_LIMITS", "0")
    assert len(load_case(tmp_path).places) == 4


def test_many_clauses_are_refused_and_can_be_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader, "CLAUSES", 3)
    said = "encounter is 5 km from Crimea; 6 km from Crimea"
    with pytest.raises(CaseError, match=r"4 clauses in its sentences; .*at most 3"):
        load_case(written(tmp_path, claims(said, said)))
    monkeypatch.setenv("SKYWITNESS_LIMITS", "1.5")
    assert len(load_case(tmp_path).claims) == 2


@pytest.mark.parametrize("value", ["much", "-1", "nan", ""])
def test_a_limit_that_is_none_is_one_clear_error(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv(budget.VARIABLE, value)
    with pytest.raises(CaseError, match="SKYWITNESS_LIMITS is"):
        budget.factor()


def test_of_many_faults_the_first_ten_are_told_fast(tmp_path: Path) -> None:
    bad = [f"encounter is {100 + k} kilometrs frm Crimea" for k in range(2000)]
    folder = written(tmp_path, claims(*bad))
    began = time.process_time()
    with pytest.raises(SeveralFaults) as caught:
        load_case(folder)
    assert time.process_time() - began < 40
    told = str(caught.value)
    assert told.count("remedy:") == 10
    assert told.count("a form that would parse") == 10
    assert told.endswith("and 1990 more")


@pytest.mark.parametrize("text", ["; " * 490, "encounter is 5 km frm Crimea; " * 33])
def test_a_long_sentence_that_does_not_parse_is_told_soon(text: str) -> None:
    began = time.process_time()
    with pytest.raises(LanguageError):
        parse(text[:990])
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "number",
    ["9" * 400, "1" + ",000" * 130, "1" + " 000" * 100, "0." + "1" * 200, "12345678901234567890"],
)
def test_a_number_of_hundreds_of_digits_is_one_clear_error(number: str) -> None:
    with pytest.raises(LanguageError, match=r"a number of .* digits; at most 18") as caught:
        parse(f"encounter is {number} miles from Crimea")
    assert caught.value.column == 14
    assert parse("encounter is 123,456,789,012,345 km from 44.12345678 N, 33.12345678 E")


@pytest.mark.parametrize("text", ["9" * 400 + " km", "9" * 300 + " km", "200,000 km"])
def test_a_length_beyond_the_earth_is_one_clear_error(text: str) -> None:
    with pytest.raises(PlaceError, match="farther than anything on Earth"):
        metres_of(text)


@pytest.mark.parametrize(
    "box",
    ["[-inf, 0, inf, 1]", "[nan, 0, 1, 1]", "[0, -inf, 1, inf]", "[0, nan, 1, 1]",
     "[0, 1, 1, 0]", "[-1e300, 0, 1e300, 1]", "[0, 0, 1e9, 1]", "[0, -91, 1, 1]"],
)  # fmt: skip
def test_a_box_without_bounds_is_one_clear_error(tmp_path: Path, box: str) -> None:
    with pytest.raises(PlaceError, match="is not west, south, east, north") as caught:
        load_case(written(tmp_path, place(f"box = {box}")))
    assert (caught.value.file, caught.value.key) == (str(tmp_path / "case.toml"), "places.P")


@pytest.mark.parametrize(
    "shape",
    ["box = [-180, -90, 180, 90]",
     'wkt = "POLYGON ((-180 -90, 180 -90, 180 90, -180 90, -180 -90))"',
     'geojson = {type = "Polygon", coordinates = [[[-180, -90], [180, -90], [180, 90], [-180, 90],'
     " [-180, -90]]]}"],
)  # fmt: skip
def test_the_whole_globe_is_one_clear_error(tmp_path: Path, shape: str) -> None:
    with pytest.raises(PlaceError, match=r"the whole globe|2 different corners") as caught:
        load_case(written(tmp_path, place(shape)))
    assert (caught.value.file, caught.value.key) == (str(tmp_path / "case.toml"), "places.P")
    assert caught.value.remedy


@pytest.mark.parametrize(
    "wkt",
    ["POLYGON ((0 0, 1e400 0, 1 1, 0 0))", "POLYGON ((nan 0, 1 0, 1 1, nan 0))", "POINT (1e999 1)"],
)  # fmt: skip
def test_endless_numbers_in_shapes_are_one_clear_error(tmp_path: Path, wkt: str) -> None:
    with pytest.raises(SkywitnessError):
        load_case(written(tmp_path, place(f'wkt = "{wkt}"')))


def test_long_work_says_now_and_then_that_it_goes_on(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "SILENT_S", 0.05)
    with output.progress("checking") as tell:
        tell("C7\x1b of 9")
        time.sleep(0.3)
    assert (
        "skywitness: still checking: C7\N{REPLACEMENT CHARACTER} of 9 …\n" in capfd.readouterr().err
    )
