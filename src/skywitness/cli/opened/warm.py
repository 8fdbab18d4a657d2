"""The worker as the follower has it: asked for checks, listened to, begun again if it is lost."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from skywitness.aliases import Json

#: Seconds after which a worker that was told to give a check up, and has not, is ended itself.
PATIENCE = 3.0


class LostError(Exception):
    """The worker ended without a word; ``said`` is what it wrote on standard error."""

    def __init__(self, status: int, said: str) -> None:
        """Keep both."""
        super().__init__(said)
        self.status, self.said = status, said


class Warm:
    """A worker process for one case, begun when it is first asked."""

    def __init__(self, ref: str, conflicts_s: float) -> None:
        """Nothing is begun yet."""
        # -P: a file beside the case must not be taken for a module.
        worker = [sys.executable, "-P", "-m", "skywitness.cli.opened.worker"]
        self._command = [*worker, str(conflicts_s), ref]
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._answers: queue.SimpleQueue[Json | None] = queue.SimpleQueue()
        self._number = 0
        self._stale = False  # whether it may still be at a check that was given up

    def check(
        self,
        folder: Path,
        tell: Callable[[Json], None],
        every_s: float,
        useless: Callable[[], bool],
    ) -> Json | None:
        """One check into a folder: its last answer, or ``None`` where it was given up.

        Args:
            folder: where the page goes.
            tell: is told of each claim.
            every_s: seconds between looks at ``useless``.
            useless: whether the check is of no more use.

        Raises:
            OSError: no process can be begun.
            LostError: the worker has ended.
        """
        self._number += 1
        self._ask(folder)
        asked = time.monotonic()
        while True:
            try:
                said = self._answers.get(timeout=every_s)
            except queue.Empty:
                if useless():
                    self._give_up()
                    return None
                if self._stale and time.monotonic() - asked > PATIENCE:
                    self.end()  # it does not come to the end of what was given up
                    self._ask(folder)
                continue
            if said is None:
                raise self._lost()
            if said["check"] != self._number:
                self._stale = self._stale and "error" not in said
            elif "claim" in said:
                tell(said["claim"])
            else:
                return said

    def end(self) -> None:
        """End the worker, and whatever it has begun itself."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._answers = queue.SimpleQueue()
        self._stale = False

    def _ask(self, folder: Path) -> None:
        if self._process is None or self._process.poll() is not None:
            self.end()
            self._begin()
        self._send({"check": self._number, "into": str(folder)})

    def _give_up(self) -> None:
        self._stale = True
        self._send({"give_up": self._number})

    def _begin(self) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  (as long as the process)
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            start_new_session=True,  # Ctrl-C ends this process, which ends that one
        )
        threading.Thread(
            target=_listen, args=(self._process.stdout, self._answers), daemon=True
        ).start()

    def _send(self, said: Json) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):  # its end is told by the last answer
            self._process.stdin.write(json.dumps(said).encode() + b"\n")
            self._process.stdin.flush()

    def _lost(self) -> LostError:
        assert self._process is not None
        assert self._errors is not None
        status = self._process.wait()
        self._errors.seek(0)
        said = self._errors.read().decode("utf-8", errors="replace")
        self.end()
        return LostError(status, said)


def _listen(lines: IO[bytes], answers: queue.SimpleQueue[Json | None]) -> None:
    """Pass on what a worker says, and at last that it has ended."""
    with suppress(ValueError, OSError):  # its pipe was closed
        for line in lines:
            try:
                answers.put(json.loads(line))
            except ValueError:
                break
    answers.put(None)
