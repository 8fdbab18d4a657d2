"""The starter case that ``skywitness init`` writes."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from skywitness.claims.validation import shown
from skywitness.errors import CaseError, DataError
from skywitness.wholefiles import whole_file


def starter_text() -> str:
    """The commented ``case.toml`` of a new case.

    Raises:
        DataError: the shipped file is missing.
    """
    try:
        return files("skywitness").joinpath("data/starter.toml").read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(
            "the shipped starter case is missing",
            file="data/starter.toml",
            remedy="reinstall skywitness",
        ) from error


def write_starter(folder: Path) -> Path:
    """Write ``case.toml`` into ``folder`` (made if need be); returns its path.

    Raises:
        CaseError: there is a ``case.toml`` already, or the folder cannot be written.
    """
    path = folder / "case.toml"
    name = shown(str(folder), 200)
    text = starter_text()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path):
            raise FileExistsError
        with whole_file(path) as partial:
            partial.write_text(text, encoding="utf-8")
    except FileExistsError as error:
        raise CaseError(
            "there is a case.toml already; nothing was changed"
            if os.path.lexists(path)
            else "this is a file, not a folder",
            file=name,
            remedy="give another folder, or move the old case away",
        ) from error
    except OSError as error:
        raise CaseError(
            f"the folder cannot be written: {error.strerror}",
            file=name,
            remedy="see to space and rights, or name another folder",
        ) from error
    return path
