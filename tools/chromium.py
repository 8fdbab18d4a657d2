"""Finds the Chromium that the browser tests drive; as root on Debian, installs it when absent.

Run as a program it prints the browser's path, or says how to get one and exits with status 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
HELP = """
The browser tests need Chromium, and there is none here. One of these provides it:
    apt-get install chromium                            as root, on Debian
    .venv/bin/playwright install chromium               without root, from the network
    SKYWITNESS_CHROMIUM=/path/to/chromium make test     one that is already somewhere else
To run every other test now:
    make test BROWSER=no
"""


def find() -> str | None:
    """The path of a Chromium: the one named, the system's, else Playwright's own.

    Raises :class:`SystemExit` when ``SKYWITNESS_CHROMIUM`` names something that cannot be run.
    """
    named = os.environ.get("SKYWITNESS_CHROMIUM")
    if named:
        if not shutil.which(named):
            raise SystemExit(f"SKYWITNESS_CHROMIUM is set to {named}, which cannot be run")
        return named
    for name in NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> None:
    """Install Debian's Chromium; its progress goes to standard error."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
    for step in (command, ["apt-get", "update"], command):
        done = subprocess.run(step, env=environment, stdout=sys.stderr, check=False)
        if step is command and done.returncode == 0:
            return


def main() -> int:
    """Print the path of a Chromium, installing one where that is possible."""
    path = find()
    if path is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("No Chromium here: installing Debian's", file=sys.stderr)
        install()
        path = find()
    print(path or HELP, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
