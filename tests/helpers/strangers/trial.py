"""One mutant given to every command that takes its kind."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .mutants import Sound, draw
from .runs import Ended, run, state


def trial(
    sound: Sound, kind: str, number: int, held: Path
) -> Iterator[tuple[str | None, tuple[str, ...], Ended]]:
    """What is wrong with each command's end (None for nothing), the command, and how it ended."""
    top = Path(tempfile.mkdtemp(dir=held))
    (top / "outside").mkdir()
    (top / "outside/secret.txt").write_text("secret of somebody else")
    made = draw(sound, kind, number, top)
    before = state(top)
    here = set(os.listdir())
    for words in made.commands:
        ended, fault = run(*words)
        after = {n: v for n, v in state(top).items() if n != "made" and not n.startswith("made/")}
        if after != before:
            fault = fault or f"written outside: {sorted(after.items() ^ before.items())[:3]}"
        if set(os.listdir()) != here:
            fault = fault or "written into the working folder"
        if "secret of somebody" in ended.out + ended.err or _leaked(top / "made"):
            fault = fault or "a file from outside was read"
        if ended.status == 2 and not fault and "remedy" not in ended.err and words[0] != "explain":
            fault = "no remedy is told"
        yield (f"{made.told}: {fault}" if fault else None), words, ended
        if (top / "made").is_dir():
            shutil.rmtree(top / "made", ignore_errors=True)
    for path in top.rglob("*"):
        if not path.is_symlink() and not stat.S_ISFIFO(path.lstat().st_mode):
            path.chmod(0o700)
    shutil.rmtree(top)


def _leaked(folder: Path) -> bool:
    return folder.is_dir() and any(
        b"secret of somebody" in p.read_bytes() for p in folder.rglob("*") if p.is_file()
    )
