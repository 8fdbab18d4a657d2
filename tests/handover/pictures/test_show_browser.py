"""The page of tracks in a browser: no errors, no requests, nothing over anything else."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import export_store
import pytest

from skywitness.handover.pictures import page
from skywitness.handover.pictures.scene import scene
from skywitness.record.store.selection import Selection
from skywitness.tracks.overview import overview

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
TEXTS = """(css) => [...document.querySelectorAll(css)]
  .filter((e) => getComputedStyle(e).display !== 'none' && e.textContent.trim())
  .map((e) => { const b = e.getBoundingClientRect();
                return [e.textContent.trim(), b.left, b.top, b.right, b.bottom]; })"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    store = export_store.make(folder)
    out = {}
    for name in (None, "a00001", "b00002"):
        choice = Selection.of(name, faulty=True)
        drawn = scene(store, choice, overview(store, choice))
        out[name or "all"] = page.write_picture(drawn, folder / f"{name or 'all'}.html")
    return out


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["all", "a00001", "b00002"])
def test_a_page(name: str, width: int, pages: dict[str, Path], browser: Browser) -> None:
    view = browser.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    view.on("console", lambda message: said.append(message.text))
    view.on("request", lambda request: said.append(request.url))
    view.goto(pages[name].as_uri())
    assert said == [pages[name].as_uri()]
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    for css in (".names text, .scale text", ".edges text", ".chart:first-of-type svg > text"):
        boxes = view.evaluate(TEXTS, css)
        over = [
            (a[0], b[0])
            for a, b in itertools.combinations(boxes, 2)
            if min(a[3], b[3]) - max(a[1], b[1]) > 2 and min(a[4], b[4]) - max(a[2], b[2]) > 4
        ]
        assert over == [], css
    view.close()
