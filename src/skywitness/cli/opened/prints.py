"""Which files a case uses, and whether one of them has changed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from skywitness.claims.casefile.loader import LARGEST
from skywitness.wholefiles import contents

#: What tells one version of a file from another: time of change, size, inode; none if absent.
Print = tuple[int, int, int] | None
Prints = Mapping[Path, Print]

#: The keys by which tables of a case name files of its folder.
KEYS = {"documents": "path", "places": "geojson", "evidence": "file"}


def used(file: Path, known: frozenset[Path] = frozenset()) -> frozenset[Path]:
    """The case file and every file of its folder that it names.

    ``known`` is what it named before, which is kept while the file cannot be read as TOML.
    """
    try:
        text = contents(file, LARGEST + 1)
        if len(text) > LARGEST:
            return frozenset({file})
        raw = tomllib.loads(text.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, RecursionError, ValueError):
        return known | {file}
    found = {file}
    for table, key in KEYS.items():
        rows = raw.get(table)
        for row in rows if isinstance(rows, list) else ():
            name = row.get(key) if isinstance(row, dict) else None
            if isinstance(name, str) and _plain(name):
                found.add(file.parent / name)
    return frozenset(found)


def _plain(name: str) -> bool:
    """Whether a name stays in the folder; any other is refused by the check, unlooked at."""
    pure = PurePosixPath(name)
    return "\0" not in name and not pure.is_absolute() and ".." not in pure.parts


def prints(files: frozenset[Path]) -> Prints:
    """The print of each file."""
    return {file: _print(file) for file in files}


def _print(file: Path) -> Print:
    try:
        found = file.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
