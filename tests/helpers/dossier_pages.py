"""Dossiers of the shipped cases, each made once, and a page that notes what it does."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shipped import checked

from skywitness.claims.meaning.stretches import STRETCHES
from skywitness.dossier.json.dossierjson import dossier_json
from skywitness.dossier.map.layers import ByStretch, maps
from skywitness.dossier.page.page import write_page
from skywitness.reason.drawing import draw
from skywitness.reason.results import CheckResult

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Json = dict[str, Any]
_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []  # removed when the tests end


def regions(result: CheckResult) -> ByStretch:
    """What is drawn at each stretch."""
    return {stretch: draw(result, stretch=stretch) for stretch in STRETCHES}


@lru_cache(maxsize=8)
def written(name: str) -> tuple[Path, Json]:
    """The page of a shipped case, and the object it shows."""
    result = checked(name)
    drawn = regions(result)
    folder = tempfile.TemporaryDirectory(prefix="dossier-")
    _FOLDERS.append(folder)
    sheets = maps(result, drawn)
    page = write_page(result, drawn, Path(folder.name), drawn=sheets)
    return page, dossier_json(result, drawn, drawn=sheets)


class Opened:
    """A page in the browser with everything it said or asked for."""

    def __init__(self, browser: Browser, file: Path, at: str = "", **options: Any) -> None:
        self.events: list[str] = []
        self.page: Page = browser.new_page(**options)
        self.page.on("console", lambda m: self.events.append(f"console: {m.text}"))
        self.page.on("pageerror", lambda e: self.events.append(f"error: {e}"))
        self.page.on("request", lambda r: self.events.append(f"request: {r.url}"))
        self.page.on("requestfailed", lambda r: self.events.append(f"failed: {r.url} {r.failure}"))
        self.page.on("popup", lambda p: self.events.append("popup"))
        self.page.on("dialog", self._dialog)
        self.page.goto(file.as_uri() + at)
        self.own = f"request: {file.as_uri()}"

    def _dialog(self, dialog: Any) -> None:
        self.events.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    @property
    def quiet(self) -> bool:
        """Whether nothing happened but that the page itself was opened."""
        return self.events == [self.own]
