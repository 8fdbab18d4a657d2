"""The dossiers in a browser: quiet, complete, switchable, reachable by keyboard, printable."""

from __future__ import annotations

import math
import re
import shutil
import struct
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chromium
import pytest
from dossier_pages import Opened, written

from skywitness import api
from skywitness.claims.casefile.loader import shipped_cases
from skywitness.dossier.json.wholejson import whole_claims
from skywitness.dossier.words.conditions import outcome_word
from skywitness.dossier.words.verdictwords import told_word

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
CASES = shipped_cases()
BLACK_SEA = "mq9-black-sea-2023"
# Text as it stands, folds and all, without the data of the case, the plain version and local times.
SHOWN = """(() => {
  const page = document.getElementById('page').cloneNode(true);
  page.querySelectorAll('.local').forEach(each => each.remove());
  return page.textContent.replace(/\\s+/g, ' ');
})()"""
# Paragraphs and items that hold something, but no letter and no figure.
WORDLESS = """
[...document.querySelectorAll('#page :is(p, li, h2, h3, h4, td, dd, dt, figcaption)')]
  .filter(e => e.textContent.trim() && !/[\\p{L}\\p{N}–]/u.test(e.textContent))
  .map(e => e.outerHTML)
"""
VISIBLE = (
    "[...document.querySelectorAll('#map-encounter g.layer')]"
    ".filter(g => g.style.display !== 'none').length"
)


@pytest.fixture(scope="module")
def black_sea(browser: Browser) -> Iterator[Page]:
    opened = Opened(browser, written(BLACK_SEA)[0], viewport={"width": 1400, "height": 900})
    yield opened.page
    assert opened.quiet
    opened.page.close()


def until(page: Page, condition: str) -> None:
    """Wait for a condition; the page's policy forbids Playwright's own way, which is eval."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never: {condition}")


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", CASES)
def test_a_case_opens_quietly_and_shows_every_word_and_number(name: str, browser: Browser) -> None:
    file, found = written(name)
    opened = Opened(browser, file)
    shown = opened.page.evaluate(SHOWN)
    texts: list[str] = [found["case"]["title"], found["method"]["software"]]
    for claim in whole_claims(found):
        texts += [claim["says"], *(link["who"] for link in claim["chain"])]
        texts += [claim["note"] or "", (claim["quote"] or {}).get("text") or ""]
        for v in claim["verdicts"]:
            word = told_word(
                v["verdict"], conditional=v["only_if"] is not None, partly=v["tested_in_part"]
            )
            texts += [word, v["margin"], v["because"]]
            texts += [n[key] for n in v["notes"] for key in ("kind", "text", "source")]
            texts += [n for row in v["readings"]["rows"] for n in row["readings"]]
        for i in claim["inferences"]:
            texts += [outcome_word(i["result"], i["strength"]), i["because"]]
            for row in i["table"]["rows"]:
                texts += [row["margin"], row["allowed"], row["possible"], *row["readings"]]
    short = found["short"]
    texts += [short["method"], short["caution"]]
    texts += [e["text"] for key in ("open", "not_shown") for e in short[key]]
    for headline in short["findings"]:
        texts += [each[key] for each in headline["said"] for key in ("who", "words", "coded")]
        texts += [line["words"] for line in headline["lines"]]
        texts += [headline["slip"], *headline["given"]]
    for each in (*short["agree"], *short["differ"]):
        texts += [one[key] for one in each["said"] for key in ("who", "words")]
        texts += each["times"]
    texts += [a["speaker"] for a in short["accounts"]]
    for c in found["conflicts"]["entries"]:
        checked = found["check"]["conflicts"][c["conflict"]]
        texts += [checked["because"], checked["hint"] or "", *(p["words"] for p in c["parts"])]
    for rows in (found["times"]["happened"] or {}, found["times"]["said"] or {}):
        texts += [row["words"] for row in rows.get("rows", [])]
    texts += [tie["words"] for tie in found["times"]["ties"]]
    texts += [h["sha256"] for h in found["method"]["hashes"]]
    texts += [p["error"] for p in found["method"]["places"]]
    texts += [n["words"] for n in found["method"]["notices"]]
    assert [t for t in texts if squeezed(t) not in shown] == []
    assert re.findall(r"undefined|NaN|\[object \w+\]", shown) == []
    assert opened.page.evaluate(WORDLESS) == []
    assert opened.page.locator("article.claim").count() == len(found["claims"])
    maps = len(found["maps"]) + (found["scene"] is not None)
    assert opened.page.locator("svg.map").count() == maps
    assert opened.quiet
    opened.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [BLACK_SEA, "fr4978-2021"])
def test_an_audit_finds_nothing_serious(name: str, scheme: str, browser: Browser) -> None:
    context = browser.new_context(
        bypass_csp=True, color_scheme=scheme, viewport={"width": 1400, "height": 900}
    )  # the page's own policy keeps axe out too
    page = context.new_page()
    page.goto(written(name)[0].as_uri())
    axe = resources.files("axe_playwright_python") / "axe.min.js"
    page.evaluate(axe.read_text("utf-8"))
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    context.close()
    grave = [v for v in found["violations"] if v["impact"] in {"serious", "critical"}]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in grave] == []


@pytest.mark.parametrize("width", [390, 1400])
@pytest.mark.parametrize("name", [BLACK_SEA, "f4-syria-2012"])
def test_nothing_runs_over_the_edge(name: str, width: int, browser: Browser) -> None:
    page = Opened(browser, written(name)[0], viewport={"width": width, "height": 850}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    tall = page.evaluate(
        "[...document.querySelectorAll('svg.map')].map(m => m.getBoundingClientRect().height)"
    )
    assert all(250 < t < 800 for t in tall)
    page.close()


def test_the_first_map_is_there_soon(browser: Browser) -> None:
    page = browser.new_page()
    page.goto(written(BLACK_SEA)[0].as_uri())
    took = page.evaluate("performance.getEntriesByName('first-map')[0].startTime")
    assert took < 2000  # 0.3 s alone on a quiet machine; tests run beside others
    page.close()


def test_stretch_and_point_of_view_change_regions_and_verdicts(black_sea: Page) -> None:
    page = black_sea
    counts: dict[str, int] = {}
    for stretch in ("0", "1", "2"):
        page.locator(f"label[for=stretch-0-{stretch}]").click()
        counts[stretch] = page.evaluate(VISIBLE)
        state = page.locator("#map-encounter .panel section").first.locator(".standing")
        assert f"At {stretch} ×" in state.inner_text()
        assert f"At {stretch} ×" in page.locator("#claim-C1 .standing").first.inner_text()
        assert page.locator(f"#stretch-1-{stretch}").is_checked()  # the other map follows
    outer = "document.querySelector('#map-encounter g.layer path').getAttribute('d')"
    wide = page.evaluate(outer)
    page.locator("label[for=stretch-0-1]").click()
    assert page.evaluate(outer) != wide
    before = page.evaluate(VISIBLE)
    page.locator("label[for=frame-0-claimed-by-russia-2022]").click()
    assert page.evaluate(VISIBLE) != before
    assert page.locator("#frame-1-claimed-by-russia-2022").is_checked()
    page.locator("label[for=frame-0-recognised]").click()
    assert page.evaluate(VISIBLE) == before
    assert counts["1"] == before
    assert page.locator("#claim-C3").inner_text().count("impossible") >= 1


def test_readings_are_switched(black_sea: Page) -> None:
    page = black_sea
    before = page.evaluate(VISIBLE)
    box = page.locator("#map-encounter .panel input").first
    box.uncheck()
    assert page.evaluate(VISIBLE) == before - 1
    box.check()
    page.locator("#map-encounter .panel summary").first.click()
    ghost = page.locator("#map-encounter .panel details input").first
    assert not ghost.is_checked()
    ghost.check()
    assert page.evaluate(VISIBLE) == before + 1
    ghost.uncheck()


def test_filters_leave_what_fits_and_addresses_take_them_off(black_sea: Page) -> None:
    page = black_sea
    page.select_option("#filter-verdict", "contradicted")
    assert page.locator("article.claim:visible").count() == 1
    assert "1 of 16" in page.locator(".count").inner_text()
    page.select_option("#filter-verdict", "")
    page.select_option("#filter-speaker", "WSWS")
    page.select_option("#filter-topic", "place")
    assert page.locator("article.claim:visible .id").all_inner_texts() == ["C2", "C3", "C4"]
    page.evaluate("location.hash = '#claim-C10'")
    until(page, "document.activeElement.id === 'claim-C10'")
    assert page.locator("#claim-C10").is_visible()
    assert page.locator("article.claim:visible").count() == 16


def test_each_address_leads_somewhere(black_sea: Page) -> None:
    ids = set(black_sea.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)"))
    links = black_sea.evaluate(
        "[...document.querySelectorAll('#page a')].map(a => a.getAttribute('href'))"
    )
    inner = {link[1:] for link in links if link.startswith("#")}
    assert inner
    assert inner <= ids
    every = black_sea.evaluate("[...document.querySelectorAll('#page [id]')].map(e => e.id)")
    assert len(every) == len(set(every))


def test_the_map_is_moved_and_measured_by_keyboard(black_sea: Page) -> None:
    page = black_sea
    world = "document.querySelector('#map-encounter .world').getAttribute('transform')"
    svg = page.locator("#map-encounter svg.map")
    svg.focus()
    home = page.evaluate(world)
    for key in ("+", "ArrowLeft"):
        before = page.evaluate(world)
        page.keyboard.press(key)
        until(page, f"{world} !== '{before}'")
    page.keyboard.press("0")
    until(page, f"{world} === '{home}'")
    page.locator("#map-encounter .buttons button").first.click()
    for key in ("Enter", "Shift+ArrowRight", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    told = page.locator("#map-encounter .told").inner_text()
    km, mi, nm = (
        float(v.replace(",", ""))
        for v in re.match(r"([\d.,]+) km · ([\d.,]+) statute mi · ([\d.,]+) nm", told).groups()
    )  # type: ignore[union-attr]
    assert km / 1.609344 == pytest.approx(mi, rel=0.02)
    assert km / 1.852 == pytest.approx(nm, rel=0.02)
    page.keyboard.press("Escape")
    assert page.locator("#map-encounter .told").inner_text() == ""


def test_everything_can_be_reached_by_keyboard(browser: Browser) -> None:
    page = Opened(browser, written("ep3-hainan-2001")[0]).page
    wanted = page.evaluate(
        "[...document.querySelectorAll("
        "'#page :is(a[href],button,select,summary,input,svg[tabindex])')]"
        ".filter(e => e.checkVisibility() && !(e.type === 'radio' && !e.checked)).length"
    )
    seen = set()
    for _ in range(wanted + 40):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        )
    assert len(seen) >= wanted
    page.close()


def test_the_scale_and_the_projection_are_python_s(black_sea: Page) -> None:
    """A witness drawn by Python stands where the script's own projection puts its degrees."""
    found = written(BLACK_SEA)[1]
    layer = found["maps"][0]["claims"][0]["layers"][0]
    w = layer["witness"]
    place = black_sea.evaluate(f"Dossier.place(0, {w['longitude']}, {w['latitude']})")
    assert place == pytest.approx([w["x"], w["y"]], abs=0.6)


def test_an_item_is_copied_as_text_and_as_a_picture(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(written(BLACK_SEA)[0].as_uri())
    page.locator("#claim-C3 .tools button").nth(1).click()
    until(page, "document.querySelector('#claim-C3 .tools').textContent.includes('Cop')")
    text = page.evaluate("navigator.clipboard.readText()")
    assert "C3: encounter is 6,000 miles from US territory" in text
    assert "impossible; would need tolerances" in text
    page.locator("#claim-C3 .tools button").first.click()
    until(page, "navigator.clipboard.readText().then(t => t.endsWith('#claim-C3'))")
    for button, kind in ((2, "svg"), (3, "png")):
        with page.expect_download() as download:
            page.locator("#map-encounter .heading .tools button").nth(button).click()
        target = tmp_path / f"map.{kind}"
        download.value.save_as(target)
        content = target.read_bytes()
        if kind == "svg":
            assert b"OpenStreetMap contributors" in content
            assert b"class=" not in content
            assert b"var(" not in content
        else:
            assert content.startswith(b"\x89PNG")
            assert len(content) > 20_000
    context.close()


def test_print_has_every_claim_a_vector_map_and_page_numbers(browser: Browser) -> None:
    page = Opened(browser, written(BLACK_SEA)[0]).page
    page.select_option("#filter-speaker", "WSWS")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("article.claim:visible").count() == 16
    assert page.locator("details:not([open])").count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") > 8
    assert b"/Subtype /Image" not in pdf  # maps are lines and areas
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("article.claim:visible").count() == 3
    page.close()


def test_without_script_every_verdict_is_there_as_text(browser: Browser) -> None:
    file, found = written(BLACK_SEA)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    shown: Any = squeezed(page.locator("body").inner_text())
    for claim in whole_claims(found):
        assert squeezed(claim["says"]) in shown
        assert all(squeezed(v["because"]) in shown for v in claim["verdicts"])
    context.close()


def test_a_moving_map_is_carried_and_drawn_anew_at_rest(black_sea: Page) -> None:
    page = black_sea
    svg = "document.querySelector('#map-encounter svg.map')"
    world = "document.querySelector('#map-encounter .world').getAttribute('transform')"
    before = page.evaluate(world)
    carried = page.evaluate(
        f"""() => new Promise(done => {{
          {svg}.dispatchEvent(new WheelEvent('wheel', {{ctrlKey: true, deltaY: -20, clientX: 300,
            clientY: 300, cancelable: true}}));
          requestAnimationFrame(() => done([{svg}.style.transform, {world}]));
        }})"""
    )
    assert "scale(1.2" in carried[0]
    assert carried[1] == before  # nothing was drawn anew
    until(page, f"{world} !== '{before}' && {svg}.style.transform === ''")
    page.locator("#map-encounter .buttons button").last.click()
    until(page, f"{world} === '{before}'")


def test_figures_are_written_as_drawings_and_as_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = chromium.find()
    assert path is not None, chromium.HELP
    monkeypatch.setenv("SKYWITNESS_CHROMIUM", str(path))
    shutil.copy(written("su24-turkey-2015")[0], tmp_path / "index.html")
    made = api.write_figures(tmp_path / "index.html")
    drawings = [p for p in made if p.suffix == ".svg"]
    assert {p.stem for p in drawings} >= {"map-hit", "map-wreck", "times-happened"}
    assert [p.with_suffix(".png") for p in drawings] == [p for p in made if p.suffix == ".png"]
    for drawing in drawings:
        size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing.read_text("utf-8"))
        assert size is not None
        picture = drawing.with_suffix(".png").read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert struct.unpack(">II", picture[16:24]) == tuple(
            2 * math.ceil(float(x)) for x in size.groups()
        )


SCALES = "[...document.querySelectorAll('#map-encounter g.scale text')].map(t => t.textContent)"


def test_a_turned_phone_shows_the_same_map_again(browser: Browser) -> None:
    upright, lying = {"width": 390, "height": 844}, {"width": 844, "height": 390}
    opened = Opened(browser, written(BLACK_SEA)[0], viewport=upright)
    page = opened.page
    page.locator("#map-encounter").scroll_into_view_if_needed()
    before = page.evaluate(SCALES)
    assert any("km" in text for text in before)
    for size in (lying, upright, lying, upright):
        page.set_viewport_size(size)
        page.wait_for_timeout(300)
    assert page.evaluate(SCALES) == before
    for _ in range(4):
        page.locator("#map-encounter .map-choices button", has_text="+").click()
    until(page, f"JSON.stringify({SCALES}) !== JSON.stringify({before!r})")
    page.wait_for_timeout(1000)  # until it is drawn at rest
    nearer = page.evaluate(SCALES)
    page.set_viewport_size(lying)
    page.wait_for_timeout(300)
    page.set_viewport_size(upright)
    until(page, f"JSON.stringify({SCALES}) === JSON.stringify({nearer!r})")
    assert opened.quiet
    page.close()
