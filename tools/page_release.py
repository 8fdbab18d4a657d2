"""Adds the page as built to the pages whose script and style ``skywitness verify`` knows."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "src" / "skywitness" / "data" / "dossier"
PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def main() -> None:
    """Append a row for ``page.html``, unless it has one."""
    releases = FOLDER / "releases.toml"
    known = {each["sha256"] for each in tomllib.loads(releases.read_text("utf-8"))["pages"]}
    sha256 = hashlib.sha256((FOLDER / "page.html").read_bytes()).hexdigest()
    if sha256 in known:
        return
    version = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"]
    with releases.open("a", encoding="utf-8") as file:
        file.write(f'\n[[pages]]\nversion = "{version}"\nsha256 = "{sha256}"\n')


if __name__ == "__main__":
    main()
