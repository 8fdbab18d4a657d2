"""Nothing in a case can execute, load anything, or break out of its place on the page."""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chromium
import pytest
from dossier_pages import Opened, regions
from hostile_case import ATTACKS, RUN, dumped, hostile_case
from pydantic import BaseModel

from skywitness.claims.casefile import casemodel, evidencemodel
from skywitness.claims.casefile.case import Claim
from skywitness.claims.casefile.loader import load_case
from skywitness.dossier.page.page import write_page
from skywitness.errors import CaseError
from skywitness.reason.check import check
from skywitness.reason.results import CheckResult

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

pytestmark = pytest.mark.browser

# fmt: off
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
# fmt: on

#: Texts that are read rather than shown: names of shapes, files, quantities and words coupled.
READ = {
    ("PlaceTable", k)
    for k in (
        "geojson",
        "wkt",
        "coordinates",
        "around",
        "width",
        "inside",
        "polygon",
        "error",
        "route",
    )
} | {
    ("DocumentTable", "path"),
    ("SameTable", "words"),
    ("ApartTable", "words"),
    ("CaseTable", "shapes"),
    ("ObjectTable", "mover"),
    ("GroundTable", "lowest"),
    ("GroundTable", "highest"),
    ("ObjectTable", "type"),
    ("SpotTable", "error"),
    ("SightTable", "farthest"),
    ("TimeTable", "at"),
    ("TimeTable", "error"),
}


def free_texts() -> set[tuple[str, str]]:
    """Every key of a case whose value is text that is not checked against a pattern."""
    out = set()
    for name, table in {**vars(casemodel), **vars(evidencemodel)}.items():
        if isinstance(table, type) and issubclass(table, BaseModel) and name != "_Table":
            hints = typing.get_type_hints(table, include_extras=True)
            for key in table.model_fields:
                words = repr(hints[key])
                if "str" in words and "AfterValidator" not in words and "Literal" not in words:
                    out.add((name, key))
    return out - READ


def strings(value: Any) -> Iterator[str]:
    """Every text within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> CheckResult:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "case.toml").write_text(dumped(hostile_case()), encoding="utf-8")
    return check(load_case(folder), conflicts_s=60)


@pytest.fixture(scope="module")
def file(result: CheckResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(result, regions(result), tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def quiet_browser(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium that asks for nothing of its own accord."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.HELP)
    opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
    yield opened
    opened.close()


def test_every_free_text_of_a_case_is_attacked() -> None:
    case = hostile_case()
    tables = {
        "CaseTable": [case],
        "AirTable": [case["air"]],
        "GroundTable": [case["ground"]],
        "SourceTable": case["sources"],
        "DocumentTable": case["documents"],
        "FrameTable": case["frames"],
        "MomentTable": case["moments"],
        "ObjectTable": case["objects"],
        "FactTable": case["facts"],
        "PlaceTable": case["places"],
        "ClaimTable": case["claims"],
        "LinkTable": case["claims"][0]["chain"],
        "EvidenceTable": case["evidence"],
        "LocatorTable": case["evidence"][0]["located_by"],
        "SpotTable": [case["evidence"][0]["subject"]],
        "SightTable": [case["evidence"][0]["sight"]],
        "TimeTable": [case["evidence"][0]["time"]],
    }
    attacked = {
        (name, key)
        for name, rows in tables.items()
        for row in rows
        for key, value in row.items()
        if any(attack in words for words in strings(value) for attack in (*ATTACKS, "<script>"))
    }
    assert free_texts() - attacked == set()
    assert len(free_texts()) > 25


def test_a_hostile_case_does_nothing(quiet_browser: Browser, file: Path) -> None:
    opened = Opened(quiet_browser, file)
    page = opened.page
    for spot in page.locator("summary").all():
        spot.click()
    for box in page.locator("#page input, #page select, #page svg.map").all():
        box.hover()
        box.focus()
    for choice in page.locator("#page select").all():
        for value in choice.evaluate("e => [...e.options].map(o => o.value)"):
            choice.select_option(value)
        choice.select_option(index=0)
    for button in page.locator("#page button:visible").all()[:60]:
        button.click()
    page.wait_for_timeout(100)
    assert [e for e in opened.events if "blob:" not in e] == [opened.own]  # pictures it saved
    assert page.evaluate("window.pwned") is None
    planted = "img,iframe,object,embed,link,base,foreignObject,math,body style,form[action]"
    assert page.locator(planted).count() == 0
    assert page.locator("script").count() == 2  # the case as data, and the page's own
    assert page.locator("head script").count() == 0
    assert page.locator("style").count() == 1
    attributes = page.evaluate(
        "[...document.querySelectorAll('*')]"
        ".flatMap(e => [...e.attributes].map(a => [a.name, a.value]))"
    )
    assert not [a for a in attributes if a[0].lower().startswith("on")]
    assert not [
        a for a in attributes if a[0].lower() in {"srcdoc", "formaction", "src", "xlink:href"}
    ]
    assert {v for name, v in attributes if name == "style"} <= {"", "display: none;"}
    links = page.evaluate("[...document.querySelectorAll('[href]')].map(e=>e.getAttribute('href'))")
    assert links
    assert all(link.startswith(("#", "http://", "https://")) for link in links)
    outward = page.locator("a[href^=http]")
    assert outward.count() >= 3
    assert all(a.get_attribute("rel") == "noopener noreferrer" for a in outward.all())


def test_every_attack_is_shown_as_text(quiet_browser: Browser, file: Path) -> None:
    page = Opened(quiet_browser, file).page
    shown = page.evaluate("document.getElementById('page').textContent + document.title")
    for attack in ATTACKS:
        assert attack in shown, attack


def test_every_attack_is_text_without_script_too(quiet_browser: Browser, file: Path) -> None:
    context = quiet_browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert page.locator("noscript h1").count() == 1
    assert page.locator("noscript *:not(h1,h2,p)").count() == 0
    context.close()


def test_figures_of_a_hostile_case_hold_no_script(quiet_browser: Browser, file: Path) -> None:
    opened = Opened(quiet_browser, file, "#figures-as-text")
    figures = json.loads(opened.page.locator("pre#figures-as-text").text_content() or "")
    assert len(figures) >= 2
    for figure in figures:
        count = opened.page.evaluate(
            """text => { const found = new DOMParser().parseFromString(text, 'image/svg+xml');
            const bad = 'parsererror,script,foreignObject,image,style,iframe';
            return [found.querySelectorAll(bad).length,
                    [...found.querySelectorAll('*')].flatMap(e => [...e.attributes])
                      .filter(a => /^on|^style$/i.test(a.name)).length]; }""",
            figure["svg"],
        )
        assert count == [0, 0]
    assert opened.quiet


def test_addresses_that_slipped_in_are_no_links(
    result: CheckResult, quiet_browser: Browser, tmp_path: Path
) -> None:
    # Past the checks of the case file, as a caller of the library could.
    source = result.case.sources[0].model_copy(
        update={
            "url": "javascript:alert(1)",
            "archived": "data:text/html,<script>alert(1)</script>",
        }
    )
    case = dataclasses.replace(result.case, sources=(source,))

    def slipped(claim: Claim) -> Claim:
        piece = claim.evidence
        if piece is not None:
            table = piece.table.model_copy(update={"url": f"javascript:{RUN}"})
            piece = dataclasses.replace(piece, table=table)
        archived = f"https://a.example/' onclick='{RUN}"
        row = claim.row.model_copy(update={"archived": archived})
        return dataclasses.replace(claim, row=row, evidence=piece)

    claims = tuple(dataclasses.replace(c, claim=slipped(c.claim)) for c in result.claims)
    changed = dataclasses.replace(result, case=case, claims=claims)
    opened = Opened(quiet_browser, write_page(changed, {1.0: ()}, tmp_path))
    links = opened.page.evaluate("[...document.links].map(a => a.getAttribute('href'))")
    assert [
        link for link in links if not link.startswith(("#", "https://opendatacommons.org/"))
    ] == []
    assert opened.quiet


def test_addresses_put_into_the_page_by_hand_are_no_links(
    file: Path, quiet_browser: Browser, tmp_path: Path
) -> None:
    """The script checks them again: past Python too, only http and https become links."""
    text = file.read_text("utf-8")
    changed = text.replace('"https://example.org/archived"', '"javascript:window.pwned=1"')
    assert changed != text
    (tmp_path / "index.html").write_text(changed, encoding="utf-8")
    opened = Opened(quiet_browser, tmp_path / "index.html")
    assert "javascript:window.pwned=1" in opened.page.locator("#claim-C1").inner_text()
    assert opened.page.locator("a[href^=javascript]").count() == 0
    assert opened.quiet


def test_such_addresses_are_refused_in_a_case(tmp_path: Path) -> None:
    case = hostile_case()
    case["sources"][0]["url"] = "javascript:alert(1)"
    (tmp_path / "case.toml").write_text(dumped(case), encoding="utf-8")
    with pytest.raises(CaseError, match="http"):
        load_case(tmp_path)


def test_the_page_s_policy_stops_what_would_get_in(
    file: Path, quiet_browser: Browser, tmp_path: Path
) -> None:
    planted = (
        f"<script>{RUN}</script><img src='https://evil.example/a.png'>"
        f"<p id=p style='color:rgb(1,2,3)' onclick='{RUN}'>x</p>"
        "<style>#p{display:none}</style></body>"
    )
    changed = tmp_path / "index.html"
    changed.write_text(file.read_text("utf-8").replace("</body>", planted), encoding="utf-8")
    opened = Opened(quiet_browser, changed)
    opened.page.locator("#p").click()
    assert opened.page.evaluate("window.pwned") is None
    assert opened.page.evaluate("getComputedStyle(p).color") != "rgb(1, 2, 3)"
    asked = [e.split()[1] for e in opened.events if e.startswith("request: https:")]
    assert {f"failed: {url} csp" for url in asked} <= set(opened.events)  # stopped, never sent
    assert not any(e.startswith("dialog") for e in opened.events)
    assert sum("Content Security Policy" in e for e in opened.events) >= 4


@pytest.mark.parametrize("width", [390, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_and_is_styled(
    quiet_browser: Browser, file: Path, width: int, scheme: str
) -> None:
    page = Opened(
        quiet_browser, file, viewport={"width": width, "height": 800}, color_scheme=scheme
    ).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(255, 254, 251)", "dark": "rgb(20, 23, 26)"}[scheme]
    other = "dark" if scheme == "light" else "light"
    page.select_option("#theme", other)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != paper


def test_printing_shows_what_is_folded(quiet_browser: Browser, file: Path) -> None:
    page = Opened(quiet_browser, file).page
    folded = page.locator("article.claim details table").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible()
    case = hostile_case()
    statements = [*case["claims"], *case["evidence"]]
    assert page.locator("article.claim:visible").count() == len(statements)
