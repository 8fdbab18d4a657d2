"""The page says of a picture what it is, whose, how it was located, and whether it was there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from dossier_pages import Opened
from evidence_case import FAR, HEAD, NEAR, SHA, clock, piece, spot

import skywitness as sw

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_a_picture_is_shown_with_what_it_rests_on(browser: Browser, tmp_path: Path) -> None:
    text = HEAD + piece(
        "V1",
        NEAR,
        clock("07:20 UTC", "5 min"),
        credit='"a fisher"',
        url='"https://example.org/clip"',
        camera=spot("44.62 N, 33.53 E", "1 km"),
        sight='{ farthest = "60 km", source = "height of the smoke" }',
        file='"clip.mp4"',
    )
    (tmp_path / "case.toml").write_text(text + piece("V2", FAR), "utf-8")
    (tmp_path / "clip.mp4").write_bytes(b"a clip")
    page = sw.write_page(sw.check(tmp_path), tmp_path / "out")
    opened = Opened(browser, page)
    shown = " ".join(opened.page.inner_text("#claim-V1 .evidence").split())
    for words in (
        "Video: Something burning falls, filmed from the shore",
        "Taken by a fisher",
        "https://example.org/clip",
        "Located by a desk: skyline",
        "60 km (height of the smoke)",
        "clip.mp4, in the case folder; its hash was checked",
        f"SHA-256 {SHA}",
    ):
        assert words in shown
    other = opened.page.inner_text("#claim-V2 .evidence")
    assert "not in the case folder; its hash is on record" in other
    assert opened.page.locator("#claim-C1 .evidence").count() == 0
    assert opened.page.locator(".evidence img, .evidence video").count() == 0
    assert opened.quiet
    opened.page.close()
