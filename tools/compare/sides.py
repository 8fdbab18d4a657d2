"""The two trees that are compared, and running the same commands in both side by side."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DRIVER = Path(__file__).with_name("commands.py")
POLL_S = 0.2
TELL_S = 15.0


@dataclass(frozen=True)
class Command:
    """A command line of skywitness, and the name that its output is kept under."""

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """A tree and the folder in which its commands run.

    Both sides' commands name the same relative paths, so no output knows its side.
    """

    name: str
    tree: Path
    folder: Path

    def start(self, commands: Sequence[Command]) -> subprocess.Popen[bytes]:
        """A process that runs the commands; its progress is in ``progress.txt``."""
        environment = os.environ | {
            "PYTHONPATH": str(self.tree / "src"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),  # the grammar is kept there
            "COLUMNS": "120",
            "NO_COLOR": "1",
        }
        wanted = json.dumps([(c.name, c.arguments) for c in commands]).encode()
        (self.folder / "commands.json").write_bytes(wanted)
        with (
            (self.folder / "commands.json").open("rb") as given,
            (self.folder / "progress.txt").open("wb") as progress,
            (self.folder / "errors.txt").open("wb") as errors,
        ):
            return subprocess.Popen(
                [sys.executable, str(DRIVER), str(self.tree)],
                cwd=self.folder, env=environment, stdin=given, stdout=progress, stderr=errors,
            )  # fmt: skip

    def done(self) -> dict[str, int]:
        """Exit statuses of the commands that are done, by name."""
        lines = (self.folder / "progress.txt").read_text("utf-8").splitlines()
        return {name: int(status) for name, status in (line.rsplit(" ", 1) for line in lines)}

    def said(self, name: str, ending: str) -> str:
        """What a command printed: ``out`` or ``err``."""
        return (self.folder / "said" / f"{name}.{ending}").read_text("utf-8")


@dataclass(frozen=True)
class Sides:
    """Old and new."""

    old: Side
    new: Side

    def run(self, step: str, commands: Sequence[Command]) -> None:
        """Run the commands in both, side by side, and say how far they are.

        Raises:
            SystemExit: a side did not run them all.
        """
        both = (self.old, self.new)
        running = [side.start(commands) for side in both]
        begun = told = time.monotonic()
        try:
            while any(each.poll() is None for each in running):
                time.sleep(POLL_S)
                if time.monotonic() - told > TELL_S:
                    told = time.monotonic()
                    counts = ", ".join(f"{s.name} {len(s.done())}" for s in both)
                    tell(f"{step}: {counts} of {len(commands)} commands ({told - begun:.0f} s)")
        finally:
            for each in running:
                each.kill()
                each.wait()
        for side in both:
            if len(side.done()) != len(commands):
                errors = (side.folder / "errors.txt").read_text("utf-8", "replace")[-2000:]
                raise SystemExit(f"{step}: the {side.name} side stopped early\n{errors}")
        tell(f"{step}: {len(commands)} commands on both sides, {time.monotonic() - begun:.0f} s")


def tell(text: str) -> None:
    """Progress, on standard error."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def checked_out(repository: Path, revision: str, folder: Path) -> Iterator[Path]:
    """A commit of the repository as a tree in ``folder``; gone afterwards.

    Raises:
        SystemExit: the repository does not have it.
    """

    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", "-C", str(repository), *arguments], capture_output=True, text=True, check=False
        )

    if git("cat-file", "-e", f"{revision}^{{commit}}").returncode:
        raise SystemExit(
            f"commit {revision} is not in this clone: compare needs the whole history "
            "(git fetch --unshallow)"
        )
    added = git("worktree", "add", "--detach", str(folder), revision)
    if added.returncode:
        raise SystemExit(f"commit {revision} cannot be checked out: {added.stderr.strip()}")
    try:
        yield folder
    finally:
        git("worktree", "remove", "--force", str(folder))
