"""The dossier on paper, and its figures as files: both are drawn by a Chromium of the user's."""

from __future__ import annotations

import html
import json
import math
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from skywitness.errors import SkywitnessError
from skywitness.wholefiles import write_whole

PDF = "dossier.pdf"
FIGURES = "figures"
VARIABLE = "SKYWITNESS_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
SECONDS = 180
SCALE = 2  # pixels of a PNG for each unit of its drawing
_MARK = "figures-as-text"


def find_browser() -> str:
    """The path of a Chromium.

    Raises:
        SkywitnessError: there is none; the remedy says how to get or name one.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if found := shutil.which(named):
            return found
        raise SkywitnessError(
            f"{VARIABLE} is set to '{named}', which cannot be run",
            remedy=f"set {VARIABLE} to the path of Chromium or Chrome",
        )
    for name in (*NAMES, *APPS):
        if found := shutil.which(name):
            return found
    raise SkywitnessError(
        "there is no Chromium or Chrome here to draw with",
        remedy=f"install one (on Debian: apt-get install chromium), set {VARIABLE} to its path, or "
        "open the page in any browser and print it",
    )


def write_pdf(page: Path) -> Path:
    """Print a dossier into ``dossier.pdf`` beside it; returns its path.

    Raises:
        SkywitnessError: there is no browser, or it did not print.
    """
    return _made(page, page.with_name(PDF), "print-to-pdf", "--no-pdf-header-footer")


def write_figures(page: Path) -> list[Path]:
    """Write every figure of a dossier into ``figures`` beside it; returns their paths.

    As SVG and as PNG, which has two pixels for each unit of the drawing.

    Raises:
        SkywitnessError: there is no browser, or it did not draw.
    """
    with tempfile.TemporaryDirectory(prefix="skywitness-") as folder:
        text = _run(f"{page.resolve().as_uri()}#{_MARK}", folder, "--dump-dom")
    found = re.search(rf'<pre id="{_MARK}"[^>]*>(.*?)</pre>', text, re.DOTALL)
    if found is None:
        raise SkywitnessError("the browser drew nothing", file=str(page))
    out = []
    for figure in json.loads(html.unescape(found[1])):
        name = re.sub(r"[^A-Za-z0-9_.-]+", "-", figure["id"]).strip(".-") or "figure"
        target = page.parent / FIGURES / f"{name}.svg"
        write_whole(figure["svg"].encode(), target)
        out += [target, _png(target, figure["svg"])]
    return out


def _png(drawing: Path, svg: str) -> Path:
    """The picture of a drawing, beside it."""
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if size is None:
        raise SkywitnessError("the drawing has no size", file=str(drawing))
    wide, high = (math.ceil(float(x)) for x in size.groups())
    sized = (f"--force-device-scale-factor={SCALE}", f"--window-size={wide},{high}")
    target = drawing.with_suffix(".png")
    return _made(drawing, target, "screenshot", "--hide-scrollbars", *sized)


def _made(source: Path, target: Path, switch: str, *flags: str) -> Path:
    """What the browser makes of a page or a drawing, put in its place."""
    with tempfile.TemporaryDirectory(prefix="skywitness-") as folder:
        made = Path(folder) / target.name
        _run(source.resolve().as_uri(), folder, f"--{switch}={made}", *flags)
        if not made.is_file():
            raise SkywitnessError("the browser drew nothing", file=str(source))
        write_whole(made.read_bytes(), target)
    return target


def _run(address: str, folder: str, *flags: str) -> str:
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    command = [
        find_browser(),
        "--headless=new",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1400,1000",
        f"--user-data-dir={folder}/profile",
        *root,
        *flags,
        address,
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SkywitnessError(f"the browser could not be used: {error}") from error
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise SkywitnessError(f"the browser stopped with an error: {' '.join(last)}")
    return done.stdout.decode("utf-8", "replace")


__all__ = ["FIGURES", "PDF", "find_browser", "write_figures", "write_pdf"]
