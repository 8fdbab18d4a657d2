"""The built page is one that ``skywitness verify`` knows."""

from __future__ import annotations

import hashlib
from importlib import resources

from skywitness.handover.packs.pagecheck import releases


def test_the_page_as_built_is_listed() -> None:
    built = resources.files("skywitness") / "data" / "dossier" / "page.html"
    sha256 = hashlib.sha256(built.read_bytes()).hexdigest()
    assert sha256 in releases(), "run 'make dossier', which adds it"
