"""One switch of units, local time beside UTC, and figures that can be used elsewhere."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from dossier_pages import Opened, written
from small_case import HEAD, claims, moments

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.language.atoms.shared.paces import METRES_PER_SECOND
from skywitness.units import metres_per

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
BLACK_SEA, HORMUZ, MINSK, BORDER = (
    "mq9-black-sea-2023", "rq4-hormuz-2019", "fr4978-2021", "su24-turkey-2015",
)  # fmt: skip
NUMBERS = ("0", "0.01", "0.56", "1.21", "9.99", "12.3", "95", "176.4", "999.9", "1,234", "19,685")
#: What the page tells itself, without what is quoted in it.
OWN = """[...document.querySelectorAll(
  '.line, .because, td.num, .axis, .range .value, .label.number')]
  .map(e => e.textContent.replace(/“[^”]*”/g, '').replace(/Not tested:.*/, ''))"""
QUOTED = (
    "[...document.querySelectorAll('q, blockquote, .coded, h3 > span')].map(e => e.textContent)"
)
FOREIGN = {"metric": r"\d (mi|nm|ft|kt|mph)\b|miles",
           "nautical": r"\d (km|mi|m|km/h|mph)\b|statute",
           "statute": r"\d (km|nm|m|km/h|kt)\b|nautical"}  # fmt: skip


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = Opened(browser, written(BLACK_SEA)[0], viewport={"width": 1400, "height": 900})
    yield opened.page
    assert opened.quiet
    opened.page.close()


def size(unit: str) -> float:
    return METRES_PER_SECOND[unit] if unit in METRES_PER_SECOND else metres_per(unit)


@pytest.mark.parametrize("system", ["metric", "nautical", "statute"])
@pytest.mark.parametrize("unit", ["km", "mi", "nm", "ft", "m", "yd", "km/h", "kt", "mph", "ft/min"])
def test_a_number_is_that_of_its_unit_and_no_finer_than_told(
    page: Page, system: str, unit: str
) -> None:
    """Against the exact factors of the program: within half of the last place that is shown."""
    for told in NUMBERS:
        shown = page.evaluate("([t, s]) => Dossier.inUnits(t, s)", [f"{told} {unit}", system])
        number, other = shown.split(" ")
        value = float(told.replace(",", ""))
        exact = value * size(unit) / size(other)
        digits = len(number.partition(".")[2])
        most = 0 if exact >= 1000 else 1 if exact >= 10 else 2
        assert digits <= max(most, len(told.partition(".")[2]))
        house = 0 if value >= 1000 else 1 if value >= 10 else 2
        place = 10.0**-house * size(unit) / size(other)  # of the last one told
        assert float(number.replace(",", "")) == pytest.approx(
            exact, abs=max(place * 3.4 / 2, 0.5 * 10.0**-most) + 1e-9
        )


@pytest.mark.parametrize(
    ("told", "system", "shown"),
    [
        ("What else is left is 0 to 22.2 km or 1,200 km or more.", "nautical",
         "What else is left is 0 to 12 nm or 648 nm or more."),
        ("a height of 19,000 ft above mean sea level", "metric",
         "a height of 5,791 m above mean sea level"),
        ("height is 10 to 12 km", "nautical", "height is 32,808 to 39,370 ft"),
        ("ceiling: 28,300 ft, that is 8,626 m", "metric", "ceiling: 8,626 m"),
        ("ceiling: 28,300 ft, that is 8,626 m", "statute", "ceiling: 28,300 ft"),
        ("10–20 km at 09:24 UTC, 3 min later", "statute", "6.2–12.4 mi at 09:24 UTC, 3 min later"),
        ("45° wide, 1.7 ×, 5 s, Mach 0.9", "metric", "45° wide, 1.7 ×, 5 s, Mach 0.9"),
    ],
)  # fmt: skip
def test_sentences_keep_all_but_their_numbers(
    page: Page, told: str, system: str, shown: str
) -> None:
    assert page.evaluate("([t, s]) => Dossier.inUnits(t, s)", [told, system]) == shown


def test_the_switch_changes_what_the_page_tells_and_no_quote(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    before, quotes = page.evaluate(OWN), page.evaluate(QUOTED)
    for system, foreign in FOREIGN.items():
        page.select_option("#units", system)
        assert [text for text in page.evaluate(OWN) if re.search(foreign, text)] == []
        assert page.evaluate(QUOTED) == quotes
        assert page.evaluate("location.hash").endswith(f"?units={system}")
    page.select_option("#units", "metric")
    assert "at least 326.7 km" in " ".join(page.evaluate(OWN))
    page.select_option("#units", "said")
    assert page.evaluate(OWN) == before
    assert "units" not in page.evaluate("location.hash")


def test_an_untested_number_of_the_case_is_no_number_of_the_page(browser: Browser) -> None:
    opened = Opened(browser, written("ep3-hainan-2001")[0], "#?units=nautical")
    shown = opened.page.locator("#claim-C2").inner_text()
    assert "Not tested: Parallel, 400 m to the right" in shown
    assert opened.quiet
    opened.page.close()


def test_the_units_are_kept_in_the_address(browser: Browser) -> None:
    opened = Opened(browser, written(BLACK_SEA)[0], "#claim-C2?units=nautical")
    page = opened.page
    assert page.locator("#units").input_value() == "nautical"
    assert page.evaluate("document.activeElement.id") == "claim-C2"
    page.locator("nav a").nth(3).focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.evaluate("location.hash") == "#claims?units=nautical"
    page.locator("#units").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("location.hash") == "#claims?units=statute"
    assert opened.quiet
    page.close()


def test_local_time_stands_beside_every_instant(browser: Browser) -> None:
    """Of the row of each moment, by the rules of its zone."""
    file, found = written(MINSK)
    opened = Opened(browser, file)
    shown = " ".join(opened.page.locator("#times-happened svg").text_content().split())
    for row in found["times"]["happened"]["rows"]:
        clocks = re.findall(r"\d\d:\d\d(?::\d\d)?", row["words"])
        local = [
            (dt.datetime.fromisoformat(f"2021-05-23 {clock}+00:00"))
            .astimezone(ZoneInfo("Europe/Minsk")).strftime("%H:%M:%S")[: len(clock)]
            for clock in clocks
        ]  # fmt: skip
        assert f"({' to '.join(local)} local)" in shown
    ticks = found["times"]["happened"]["axis"]["ticks"]
    told = opened.page.locator("#times-happened .tick.local").all_text_contents()
    assert told == [
        f"{dt.datetime.fromtimestamp(t['at'], ZoneInfo('Europe/Minsk')):%H:%M}" for t in ticks
    ] + ["local"]
    assert opened.quiet
    opened.page.close()


def test_where_zones_differ_only_utc_is_told_and_why(browser: Browser) -> None:
    opened = Opened(browser, written(HORMUZ)[0])
    page = opened.page
    lede = page.locator("#times > .lede").inner_text()
    assert "its local time may be UTC+4 (Asia/Dubai) or UTC+4:30 (Asia/Tehran)" in lede
    assert page.locator("#claim-I2 .local").count() == 0
    line = page.locator("#said-2 .line").inner_text()
    assert (
        "19:43:30 to 19:44:30 UTC on 18 June 2019 (00:13:30 to 00:14:30 local on 19 June)" in line
    )
    assert opened.quiet
    page.close()
    page = Opened(browser, written(BLACK_SEA)[0]).page
    assert "the case names no zone" in page.locator("#times > .lede").inner_text()
    assert page.locator(".local").count() == 0
    page.close()


def test_the_scene_names_speakers_and_tones_that_hold_in_both_themes(page: Page) -> None:
    words = page.locator("#scene .legend").inner_text()
    assert "unnamed US official says: about 75 miles southwest of Crimea C1" in " ".join(
        words.split()
    )
    caption = page.locator("#scene figcaption").inner_text()
    assert "Full tone: fits for certain. Pale tone: may fit." in caption
    whole = page.evaluate("document.getElementById('page').textContent")
    assert not re.search(r"\b(dark|light) (area|tone|one)|Dark:|Light:", whole)
    for scheme in ("light", "dark"):  # the full tone is farther from the ground in both
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        full, pale = (
            float(page.evaluate(
                f"getComputedStyle(document.querySelector('#scene .swatch .{tone}')).fillOpacity"
            )) for tone in ("certain", "may")
        )  # fmt: skip
        assert full > 2 * pale
    page.emulate_media(color_scheme="light")


def rows(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def saved(page: Page, selector: str, nth: int, folder: Path) -> str:
    with page.expect_download() as download:
        page.locator(selector).nth(nth).click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target.read_text("utf-8")


def test_figures_carry_legend_credit_and_numbers(page: Page, tmp_path: Path) -> None:
    tools = "#conflict-3-1 .tools button"
    drawing = re.sub(r"<[^>]+>", " ", saved(page, tools, 2, tmp_path))
    for words in ("Conflict 3", "what the words allow, as usually meant", "WSWS (infers)",
                  "Skywitness 0.1.0", "MQ-9 lost over the Black Sea"):  # fmt: skip
        assert words in drawing
    numbers = rows(saved(page, tools, 4, tmp_path))
    assert ["What the words allow", "95", "155", "nm"] in [row[:4] for row in numbers]
    assert ["What the rest leaves", "176.4", "244.4", "nm"] in [row[:4] for row in numbers]
    scene = re.sub(r"<[^>]+>", " ", saved(page, "#scene .tools button", 2, tmp_path))
    for words in ("full tone: fits for certain", "the distance that decides: at least 176.4 nm",
                  "unnamed US official says", "OpenStreetMap contributors"):  # fmt: skip
        assert words in scene
    for figure in ("scene", "map-encounter", "times-happened", "times-said", "conflict-3-2"):
        found = rows(saved(page, f"#{figure} .tools button", 4, tmp_path))
        assert len(found) > 1, figure
        assert {len(row) for row in found} == {len(found[0])}, figure


def test_a_figure_is_a_page_to_embed(browser: Browser, page: Page, tmp_path: Path) -> None:
    text = saved(page, "#scene .tools button", 5, tmp_path)
    assert "<script" not in text
    (file,) = tmp_path.glob("*-scene.html")
    for width in (320, 900):
        opened = Opened(browser, file, viewport={"width": width, "height": 700})
        assert opened.page.locator("svg[role=img]").bounding_box()["width"] <= width
        whole = opened.page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
        assert whole[1] <= whole[0]
        words = opened.page.evaluate("document.body.textContent")
        for each in ("the distance that decides: at least 176.4 nm", "unnamed US official says",
                     "OpenStreetMap contributors", "Credit:", "SHA-256"):  # fmt: skip
            assert each in words
        assert opened.quiet
        opened.page.close()


def test_a_cell_is_no_formula(browser: Browser, tmp_path: Path) -> None:
    text = HEAD + moments("hit") + claims("hit is at 10:00 UTC", "hit is at 11:00 UTC")
    text = text.replace('"s1"', '"=HYPERLINK(1)"').replace('"s2"', "'a, \"b\"'")
    result = sw.check(case_from_text(text), conflicts_s=0)
    page = Opened(browser, sw.write_page(result, tmp_path)).page
    found = rows(saved(page, "#times-happened .tools button", 4, tmp_path))
    assert [row[1] for row in found[1:]] == ["'=HYPERLINK(1) (asserts)", 'a, "b" (asserts)']
    page.close()


def test_a_caption_is_ready_to_copy(browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    file, found = written(BLACK_SEA)
    page.goto(f"{file.as_uri()}#?units=metric")

    def copied(selector: str) -> Any:
        page.locator(selector).click()
        page.wait_for_timeout(150)
        return page.evaluate("navigator.clipboard.readText()")

    page.locator("#scene .cite summary").click()
    caption, credit, method = copied("#scene .cite button").split("\n\n")
    assert caption.startswith("MQ-9 lost over the Black Sea after meeting two Su-27: the aircraft")
    assert "at least 326.7 km to Russia, mainland." in caption
    assert credit.startswith("Credit: ")
    assert "OpenStreetMap" in credit
    assert found["method"]["hashes"][0]["sha256"] in method
    assert copied("#claim-C3 .tools button >> nth=0") == "index.html#claim-C3?units=metric"
    text = copied("#said-3 .tools button >> nth=1")
    assert "WSWS concludes" in text
    assert re.search(r"^Source \(C1, C2\): .*WSWS", text, re.MULTILINE)
    context.close()
