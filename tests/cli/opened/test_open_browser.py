"""A case that is opened in a browser: the page follows it, errors show where they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from open_case import CASE, opened, wait
from playwright.sync_api import Error

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
BAR = "document.getElementById('skywitness-open')?.dataset.state"
FAULT = "document.querySelector('#skywitness-open .open-fault').innerText"
TITLE = "document.querySelector('h1')?.textContent"


def until(page: Page, condition: str) -> None:
    """Wait for a condition; the page's policy forbids Playwright's own way, which is eval."""
    for _ in range(2400):  # two minutes: only a hang is a fault
        try:
            if page.evaluate(condition):
                return
        except Error:  # the page was being loaded anew
            pass
        page.wait_for_timeout(50)
    pytest.fail(f"never: {condition}")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "case.toml").write_text(CASE, "utf-8")
    return tmp_path


def test_the_page_follows_the_case(case: Path, browser: Browser) -> None:
    file = case / "case.toml"
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda m: said.append(m.text))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.on("request", lambda r: asked.append(r.url))
    with opened(case) as (opening, told):
        page.goto(opening.address)  # before the first check has ended
        assert "no dossier yet" in page.inner_text("body")
        until(page, f"{BAR} === 'good' && {TITLE} === 'A case of one claim'")
        assert page.locator("article.claim").count() == 1
        assert page.evaluate("document.querySelector('.open-fault').hidden")

        page.select_option("#theme", "dark")
        page.evaluate("location.hash = 'claim-C1'")
        second = (
            '\n[[claims]]\nid = "C2"\nspeaker = "an eyewitness"\nsays = "fall is at 07:50 UTC"\n'
        )
        file.write_text(CASE + second, "utf-8")
        until(page, "document.querySelectorAll('article.claim').length === 2")
        assert page.evaluate("location.hash") == "#claim-C1"
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert "Impossible together" in page.inner_text("#short")

        file.write_text(CASE + second.replace("07:50 UTC", "<b>7:50</b>"), "utf-8")
        until(page, f"{BAR} === 'error'")
        shown = page.evaluate(FAULT)
        assert f"{file}, row 16, claims.C2.says, column 12 of its text" in shown
        assert 'says = "fall is at <b>7:50</b>"' in shown  # the row itself, as text
        assert "Remedy: an example of what parses" in shown
        assert "the last dossier that could be made" in shown
        assert page.locator("#skywitness-open b").count() == 0
        assert page.locator("article.claim").count() == 2  # it is still there, below

        page.reload()  # and the error is still there
        until(page, f"{BAR} === 'error'")

        file.write_text(CASE, "utf-8")
        until(page, f"{BAR} === 'good' && document.querySelectorAll('article.claim').length === 1")
        assert page.evaluate("document.querySelector('.open-fault').hidden")
        wait(lambda: len(told) == 4)
        assert all(url.startswith(opening.address) for url in asked)
        assert said == []
    until(page, f"{BAR} === 'gone'")
    page.close()


def test_an_error_stands_where_there_is_no_dossier_yet(case: Path, browser: Browser) -> None:
    file = case / "case.toml"
    file.write_text(CASE.replace('title = "A', 'titel = "A'), "utf-8")
    page = browser.new_page()
    with opened(case) as (opening, _):
        page.goto(opening.address)
        until(page, f"{BAR} === 'error'")
        assert "row 2, titel" in page.evaluate(FAULT)
        assert "did you mean 'title'?" in page.evaluate(FAULT)
        assert page.locator("h1").count() == 0
        file.write_text(CASE, "utf-8")
        until(page, f"{TITLE} === 'A case of one claim'")
    page.close()


def test_another_page_of_the_browser_gets_nothing(case: Path, browser: Browser) -> None:
    """Neither by a request nor in a frame, and not under another name of this machine."""
    page = browser.new_page()
    with opened(case) as (opening, told):
        wait(lambda: bool(told))
        page.goto("about:blank")
        for mode in ("cors", "no-cors"):
            read = f"fetch('{opening.address}state', {{mode: '{mode}'}})"
            answer = page.evaluate(f"{read}.then(() => 'answered', () => 'refused')")
            assert answer == "refused"
        page.set_content(f"<iframe src='{opening.address}'></iframe>")
        page.wait_for_timeout(500)
        assert "one claim" not in page.frames[-1].content()
        found = page.goto(opening.address.replace("127.0.0.1", "rebound.localhost"))
        assert found is not None
        assert found.status == 403
    page.close()
