"""Where a case is: a folder, a ``case.toml``, or the name of a shipped case."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from skywitness.claims.validation import shown
from skywitness.errors import CaseError


@dataclass(frozen=True)
class CasePath:
    """A case's file, what messages call it, and whether it came with the package."""

    path: Path
    name: str
    shipped: bool = False


def shipped_cases() -> tuple[str, ...]:
    """Names of the cases that come with the package."""
    root = files("skywitness").joinpath("data/cases")
    if not root.is_dir():
        return ()
    return tuple(sorted(e.name for e in root.iterdir() if e.joinpath("case.toml").is_file()))


@contextmanager
def case_path(ref: str | Path) -> Iterator[CasePath]:
    """The file of a case; that of a shipped one may last no longer than the context.

    Raises:
        CaseError: there is no such case.
    """
    path = Path(ref)
    name = str(ref)
    if not name:  # as a path it would be the folder that one is in
        raise CaseError(
            "the name of the case is empty",
            remedy="name a folder, a case.toml or a shipped case; the folder that you are in is .",
        )
    if (
        not os.path.exists(path)
        and re.fullmatch(r"[A-Za-z0-9._-]+", name)
        and name in shipped_cases()
    ):
        with as_file(files("skywitness").joinpath(f"data/cases/{name}")) as folder:
            yield CasePath(folder / "case.toml", f"{name} (shipped)", True)
        return
    if not os.path.exists(path):
        raise CaseError(
            f"'{shown(name)}' is neither a folder, nor a case.toml, nor a shipped case",
            remedy=f"shipped cases: {', '.join(shipped_cases()) or 'none'}; "
            "'skywitness init DIR' starts a new one",
        )
    if os.path.isdir(path):
        if not os.path.exists(path / "case.toml"):
            raise CaseError(
                "the folder has no case.toml",
                file=shown(name),
                remedy="'skywitness init DIR' writes a starter case",
            )
        path /= "case.toml"
    yield CasePath(path, shown(str(path), 200))
