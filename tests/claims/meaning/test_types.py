"""The table of types: every figure sourced, every name found, openap used where it is there."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
import types_table

from skywitness.claims.meaning import civiltypes
from skywitness.claims.meaning.figures import TypeRow, What
from skywitness.claims.meaning.movers import MOVERS
from skywitness.claims.meaning.types import all_types, find_type, read_types
from skywitness.errors import CaseError, DataError
from skywitness.units import metres_per

ROWS = all_types()
PLACES = {"km", "m", "ft", "mi", "nm"}


@pytest.fixture(autouse=True)
def without_openap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The shipped rows, whatever is installed; a test may put a stub in its place."""
    monkeypatch.setitem(sys.modules, "openap", None)
    monkeypatch.setitem(sys.modules, "openap.prop", None)
    civiltypes.civil_type.cache_clear()
    yield
    civiltypes.civil_type.cache_clear()


# --- the shipped table ---------------------------------------------------------------------------


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_is_well_formed(row: TypeRow) -> None:
    assert row.kind in MOVERS
    assert row.figures
    for figure in row.figures:
        assert figure.what in get_args(What)
        assert figure.si > 0
        assert figure.source.title
        assert figure.checked == figure.source.address.startswith(("http://", "https://"))
        assert not figure.low or figure.what == "top speed"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_published_figures_lie_within_the_hard_limits(row: TypeRow) -> None:
    slow, top = row.least("least speed"), row.most("top speed")
    if top is not None:
        assert top.si < MOVERS[row.kind].speed
    if slow is not None and top is not None:
        assert slow.si < top.si
    for what, least, most in (("ceiling", 3e3, 5e4), ("climb", 1, 400), ("range", 1e5, 3e7)):
        for figure in row.published(what):
            assert least < figure.si < most, f"{row.name}: {figure}"


def test_every_source_is_used() -> None:
    text = (files("skywitness") / "data" / "types.toml").read_text(encoding="utf-8")
    declared = set(re.findall(r"^([\w-]+) = \{ title", text, flags=re.M))
    used = set(re.findall(r'source = "([\w-]+)"', text))
    assert declared == used


OFTEN = (
    "MQ-9 Su-27 Su-24M F-16 RF-4E EP-3E J-8II RQ-4A B738 A320 B77W C-130 P-8 RC-135 Tu-95 MiG-29 "
    "MiG-31 F-15 F/A-18 Su-25 Su-30 Su-35 TB2 Shahed-136 Mi-8 Ka-52 UH-60 9M38 5V28 48N6 R-73 "
    "AIM-9 AIM-120"
)


@pytest.mark.parametrize("name", OFTEN.split())
def test_types_often_met_are_there(name: str) -> None:
    assert find_type(name).figures


@pytest.mark.parametrize("name", ["Su-24M", "su 24m", "SU24M", "Fencer", "Су-24М"])
def test_a_type_is_found_by_any_of_its_names(name: str) -> None:
    assert find_type(name).name == "Su-24M"


def test_an_unknown_type_names_the_nearest() -> None:
    with pytest.raises(CaseError, match="'Su-24Q' is not a type") as caught:
        find_type("Su-24Q")
    assert str(caught.value.remedy).startswith("did you mean 'Su-24")
    with pytest.raises(CaseError) as caught:
        find_type("zeppelin")
    assert "known here: MQ-9, RQ-4A," in str(caught.value.remedy)


def test_units_are_those_of_the_project() -> None:
    figures = [f for row in ROWS for f in row.figures if f.unit in PLACES]
    assert {f.unit for f in figures} <= PLACES
    for figure in figures:
        assert figure.si == pytest.approx(figure.value * metres_per(figure.unit))
    speeds = {f.unit: f.si / f.value for row in ROWS for f in row.published("top speed")}
    assert speeds["kt"] == pytest.approx(0.514444, rel=1e-6)
    assert speeds["mph"] == pytest.approx(0.44704)


def test_a_figure_says_what_it_is() -> None:
    figure = find_type("F-16").least("least speed")
    assert figure is not None
    assert (figure.name, str(figure)) == ("least speed (approach)", "278 km/h")
    assert str(find_type("Buk").most("top speed")) == "Mach 3"


# --- tables that cannot be used -------------------------------------------------------------------

GOOD = """
[sources]
memory = { title = "from memory" }
paper = { title = "A paper", address = "https://paper.example" }
[[types]]
name = "X-1"
names = ["Glennis"]
kind = "jet"
figures = [{ what = "ceiling", value = 20000, unit = "m", source = "paper", checked = true }]
"""


def test_a_good_table_is_read() -> None:
    (row,) = read_types(GOOD)
    assert row.figures[0].si == 20_000


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('kind = "jet"', 'kind = "yet"', "'yet' is not a kind of mover"),
        ('unit = "m"', 'unit = "kt"', "'kt' is not a unit of ceiling"),
        ('source = "paper"', 'source = "papper"', "no source 'papper'"),
        ('source = "paper"', 'source = "memory"', "a checked figure needs a source"),
        ("checked = true", "checked = false", "a checked figure needs a source"),
        (", checked = true", "", "'checked' is missing"),
        ("value = 20000", "value = -1", "greater than 0"),
        ("value = 20000", "value = nan", "finite"),
        ('what = "ceiling"', 'what = "height"', "least speed"),
        ('names = ["Glennis"]', 'nams = ["Glennis"]', "unknown key 'nams'"),
        ("[sources]", "[sources", "not valid TOML"),
    ],
)
def test_a_bad_table_is_named(old: str, new: str, message: str) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(DataError) as caught:
        read_types(GOOD.replace(old, new), "own.toml")
    assert message in caught.value.message
    assert caught.value.file == "own.toml"


def test_a_name_means_one_type() -> None:
    twin = GOOD.split("[[types]]")[1].replace('"X-1"', '"X-2"').replace("Glennis", "x1")
    with pytest.raises(DataError, match="'x1' names both X-1 and X-2"):
        read_types(f"{GOOD}[[types]]{twin}")


# --- openap ---------------------------------------------------------------------------------------

# As openap 2.6.2 gives it; what is not used is left out.
AIRCRAFT: dict[str, dict[str, Any]] = {
    "a359": {
        "aircraft": "Airbus A350-900",
        "vmo": 340,
        "mmo": 0.89,
        "ceiling": 13100,
        "cruise": {"height": 12000, "mach": 0.85, "range": 15000},
        "engine": {"type": "turbofan", "mount": "wing", "number": 2},
    },
    "b738": {
        "aircraft": "Boeing 737-800",
        "mmo": 0.82,
        "ceiling": 12345,
        "cruise": {"height": 11000, "mach": 0.789, "range": 3700},
        "engine": {"type": "turbofan"},
    },
}


def stub_openap(monkeypatch: pytest.MonkeyPatch) -> None:
    def aircraft(ac: str, use_synonym: bool = False) -> dict[str, Any]:
        if ac.lower() not in AIRCRAFT:
            raise ValueError(f"Aircraft {ac} not available.")
        return AIRCRAFT[ac.lower()]

    class Flown:
        def __init__(self, ac: str, use_synonym: bool = True) -> None:
            if ac.lower() != "b738":
                raise ValueError(f"Kinematic model for {ac} not available.")

        def landing_speed(self) -> dict[str, Any]:
            return {"default": 75.4, "minimum": 69.5, "maximum": 81.3, "statmodel": "norm"}

    package, prop, kinematic = (ModuleType(f"openap{n}") for n in ("", ".prop", ".kinematic"))
    prop.aircraft = aircraft  # type: ignore[attr-defined]
    kinematic.WRAP = Flown  # type: ignore[attr-defined]
    for module in (package, prop, kinematic):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(civiltypes, "version", lambda name: "2.6.2")
    civiltypes.civil_type.cache_clear()


def test_openap_replaces_the_shipped_figures_of_a_civil_type(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stub_openap(monkeypatch)
    row = find_type("737-800")
    assert row.name == "Boeing 737-800"
    assert {str(f.source) for f in row.figures} == {"openap 2.6.2, https://pypi.org/project/openap"}
    values = {f.what: f.value for f in row.figures}
    assert values == {"least speed": 69.5, "top speed": 0.82, "ceiling": 12345, "range": 3700}


def test_openap_adds_types_that_are_not_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CaseError):
        find_type("A359")
    stub_openap(monkeypatch)
    row = find_type("A359")
    assert (row.name, row.kind, row.icao) == ("Airbus A350-900", "jet", "A359")
    assert row.least("least speed") is None


def test_openap_does_not_touch_military_types(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = find_type("F-16")
    stub_openap(monkeypatch)
    assert find_type("F-16") == shipped
    for name in ("../x", "a*", "[ab]", ""):
        with pytest.raises(CaseError):
            find_type(name)


def test_another_form_of_openap_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    stub_openap(monkeypatch)
    monkeypatch.setitem(AIRCRAFT, "b738", {"aircraft": "Boeing 737-800"})
    with pytest.raises(DataError, match="in a form not known here"):
        find_type("B738")


# --- the docs -------------------------------------------------------------------------------------


def test_the_docs_show_the_table_as_it_is(repository: Path) -> None:
    page = (repository / "docs/reference/types.md").read_text(encoding="utf-8")
    assert types_table.table() in page, "run: python tools/types_table.py"
