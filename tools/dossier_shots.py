"""Makes the pictures of the dossier in docs/img again: python tools/dossier_shots.py

The Black Sea case is checked, its page written, and parts of it photographed at 1400 and 390
pixels, light, dark and on paper. Needs Chromium, and poppler's ``pdftoppm`` for the page on paper.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import skywitness as sw
from skywitness.dossier.page.paper import write_pdf

sys.path.insert(0, str(Path(__file__).resolve().parent))
import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "img"
CASE = "mq9-black-sea-2023"
LARGEST = 400_000  # bytes
PRINTED = "1"  # the page that is shown of those on paper: the summary
#: name, width, scheme, what is photographed (None: what is seen first), scrolled to
SHOTS: tuple[tuple[str, int, Literal["light", "dark"], str | None], ...] = (
    ("page", 1400, "light", None),
    ("black-sea", 1400, "light", "#map-encounter"),
    ("black-sea-dark", 1400, "dark", "#map-encounter"),
    ("conflict", 1400, "light", "#conflict-1"),
    ("phone", 390, "dark", "#map-encounter"),
    ("phone-light", 390, "light", "#claim-C2"),
)


def shoot(browser: Browser, page: Path, folder: Path) -> None:
    """Photograph every part of ``SHOTS``."""
    for name, width, scheme, what in SHOTS:
        shown = browser.new_page(
            viewport={"width": width, "height": 900 if width > 400 else 844}, color_scheme=scheme
        )
        shown.goto(page.as_uri())
        shown.wait_for_timeout(400)
        target = str(folder / f"{name}.png")
        if what is None:
            shown.screenshot(path=target)
        else:
            box = shown.locator(what).first.bounding_box()
            assert box is not None
            # As wide as the page: on a phone a map goes from edge to edge.
            if width < 400:
                shown.screenshot(
                    path=target,
                    full_page=True,
                    clip={"x": 0, "y": box["y"], "width": width, "height": box["height"]},
                )
            else:
                shown.locator(what).first.screenshot(path=target)
        shown.close()


def on_paper(page: Path, folder: Path) -> None:
    """The printed page with the first map as a picture.

    Raises:
        SystemExit: there is no ``pdftoppm``.
    """
    if not shutil.which("pdftoppm"):
        raise SystemExit("pdftoppm is needed for the page on paper (Debian: poppler-utils)")
    pdf = write_pdf(page)
    target = folder / "print"
    command = ["pdftoppm", "-r", "72", "-png", "-f", PRINTED, "-l", PRINTED, "-singlefile"]
    subprocess.run([*command, str(pdf), str(target)], check=True)


def main() -> int:
    """Make every picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--into", type=Path, default=IMAGES)
    parser.add_argument("--page", type=Path, help="a page of that case, made before")
    args = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(prefix="shots-") as made, sync_playwright() as playwright:
        page = args.page or sw.write_page(sw.check(CASE), Path(made))
        browser = playwright.chromium.launch(executable_path=chromium.find())
        shoot(browser, page, args.into)
        browser.close()
        on_paper(page, args.into)
    for name in (*(shot[0] for shot in SHOTS), "print"):
        file = args.into / f"{name}.png"
        if file.stat().st_size > LARGEST:
            raise SystemExit(f"{file} has more than {LARGEST:,} bytes")
        print(f"{file.name}: {file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
