"""Checking a case again whenever one of its files is saved."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from skywitness.aliases import Json
from skywitness.cli.opened.board import Board
from skywitness.cli.opened.prints import Print, Prints, prints, used
from skywitness.cli.opened.warm import LostError, Warm
from skywitness.reason.conflicts.conflicts import SECONDS

#: Seconds between looks at the files, and for which they must stay as they are before a check:
#: editors write in several steps, and some put a new file in the place of the old one.
LOOK, SETTLED = 0.05, 0.2
#: Seconds for which a case file may be away while an editor replaces it.
AWAY = 2.0

PAGE = "index.html"


@dataclass(frozen=True)
class Told:
    """How one check ended: the error, if there was one, and how many seconds it took."""

    error: Json | None
    seconds: float


class Follower:
    """A thread that keeps a board up to date with a case.

    ``ref`` is the case as the user named it, ``file`` its case file, or ``None`` where it cannot
    be edited and is checked once. ``tell`` is called after each check;
    ``conflicts_s`` as in a check.
    """

    def __init__(
        self,
        ref: str,
        file: Path | None,
        board: Board,
        tell: Callable[[Told], None],
        conflicts_s: float = SECONDS,
    ) -> None:
        """Nothing is started yet."""
        self.conflicts_s = conflicts_s
        self.ref, self.file, self.board, self.tell = ref, file, board, tell
        self._warm = Warm(ref, conflicts_s)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)
        self._known: frozenset[Path] = frozenset()
        self._mine: Print = None

    def start(self) -> None:
        """Begin to check and to follow."""
        self._thread.start()

    def stop(self) -> None:
        """End, and end a check that is running."""
        self._stop.set()
        self._thread.join(timeout=10)
        self._warm.end()

    def _run(self) -> None:
        try:
            self._follow()
        except Exception as caught:  # else the page would say for ever that it follows
            error = _fault(
                f"the case's files are no longer followed: {caught or type(caught).__name__}",
                "start skywitness open again; what stands here is of the last check",
            )
            self.board.failed(error)
            self.tell(Told(error, 0.0))

    def _follow(self) -> None:
        while not self._stop.is_set():
            now = self._settled()
            self.board.checking()
            started = time.monotonic()
            try:
                error = self._checked(now)
            except OSError as caught:
                error = _fault(
                    f"the check cannot be run: {caught.strerror or caught}",
                    f"see that there is room in {tempfile.gettempdir()}, and save the case again",
                )
                self.board.failed(error)
            if error is not None and error.get("abandoned"):
                continue
            self.tell(Told(error, time.monotonic() - started))
            while not self._stop.is_set() and self._prints() == now:
                self._stop.wait(LOOK)

    def _prints(self) -> Prints:
        if self.file is None:
            return {}
        (mine,) = prints(frozenset({self.file})).values()
        if mine != self._mine or not self._known:  # only then can it name other files
            self._known, self._mine = used(self.file, self._known), mine
        return prints(self._known)

    def _settled(self) -> Prints:
        """The prints once they have stayed the same for a while and the case file is there."""
        found, since, began = self._prints(), time.monotonic(), time.monotonic()
        while not self._stop.is_set():
            now = time.monotonic()
            away = self.file is not None and found.get(self.file) is None and now - began < AWAY
            if now - since >= SETTLED and not away:
                break
            self._stop.wait(LOOK)
            again = self._prints()
            if again != found:
                found, since = again, time.monotonic()
        return found

    def _checked(self, now: Prints) -> Json | None:
        """Run one check; the board is told of its end unless it was abandoned."""
        folder = Path(tempfile.mkdtemp(prefix="skywitness-open-"))
        try:
            said = self._warm.check(
                folder,
                self.board.told,
                LOOK,
                lambda: self._stop.is_set() or self._prints() != now,
            )
            if said is None or said.get("given_up"):
                return {"abandoned": True}
            error: Json | None = said["error"]
            page = (folder / PAGE).read_bytes() if error is None else b""
        except LostError as lost:
            error = _broken(lost.status, lost.said)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        if error is None:
            self.board.found(page)
        else:
            self.board.failed(error)
        return error


def _broken(status: int, said: str) -> Json:
    """The error for a check that ended without a word of its own: a fault of the program."""
    last = next((line for line in reversed(said.splitlines()) if line.strip()), "")
    return _fault(
        f"the check ended unexpectedly (status {status})" + (f": {last}" if last else ""),
        "this is a fault of the program: run skywitness check on the case for all of it",
    )


def _fault(message: str, remedy: str) -> Json:
    """An error that stands in no row of the case."""
    return {
        "message": message,
        "file": None,
        "row": None,
        "key": None,
        "column": None,
        "remedy": remedy,
        "line": "",
        "words": f"{message}\n  remedy: {remedy}",
    }
