"""Work that a second process does while the first goes on; its answer comes back by value.

The second process is a copy of the first as it stands, so that nothing has to be sent to it. What
both know already comes back as the very object that the first one has, everything else as a copy.
Where there is one core, or no copy can be made, the work is done when its answer is asked for.
"""

from __future__ import annotations

import io
import os
import pickle
import select
import signal
import warnings
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")

LOOK = 0.05  # seconds between calls of who waits


class Aside(Generic[T]):
    """Work in a second process; on leaving the block, what still runs is ended."""

    def __init__(self, work: Callable[[], T], known: Iterable[object] = ()) -> None:
        """Begin the work.

        Args:
            work: what is done; it may change nothing but files, and must not print.
            known: objects that its answer may hold, which the first process has as well.
        """
        self._work = work
        self._known = {id(each): each for each in known}
        self._child, self._answer = 0, -1
        if cores() > 1 and hasattr(os, "fork"):
            self._begin()

    def _begin(self) -> None:
        self._answer, told = os.pipe()
        with warnings.catch_warnings():
            # Other threads of this process only tell of progress: the copy needs no lock of theirs.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._child = os.fork()
        if self._child:
            os.close(told)
            return
        status = 1
        try:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.close(self._answer)
            with os.fdopen(told, "wb") as out:
                _Writer(out, self._known).dump(self._work())
            status = 0
        finally:
            os._exit(status)

    def result(self, waiting: Callable[[], None] | None = None) -> T:
        """What the work gave; where the second process failed, it is done here, and fails here.

        Args:
            waiting: called now and then while the second process works; what it raises ends that.

        Raises:
            Exception: whatever the work, or ``waiting``, raises.
        """
        if not self._child:
            return self._work()
        told = bytearray()
        while True:
            if waiting is not None:
                waiting()
                if not select.select([self._answer], [], [], LOOK)[0]:
                    continue
            some = os.read(self._answer, 1 << 20)
            if not some:
                break
            told += some
        if self._end() != 0:
            return self._work()
        answer: T = _Reader(io.BytesIO(told), self._known).load()
        return answer

    def _end(self) -> int:
        """Wait for the second process; its status."""
        os.close(self._answer)
        _, status = os.waitpid(self._child, 0)
        self._child = 0
        return status

    def __enter__(self) -> Aside[T]:
        """The work itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End what still runs."""
        if self._child:
            os.kill(self._child, signal.SIGKILL)
            self._end()


class _Writer(pickle.Pickler):
    """Writes objects that both processes know as their number."""

    def __init__(self, file: io.BufferedIOBase, known: dict[int, object]) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._known = known

    def persistent_id(self, obj: object) -> int | None:
        """The number of an object that both know."""
        return id(obj) if id(obj) in self._known else None


class _Reader(pickle.Unpickler):
    """Reads what this program has written itself a moment ago, over a pipe of its own."""

    def __init__(self, file: io.BytesIO, known: dict[int, object]) -> None:
        super().__init__(file)
        self._known = known

    def persistent_load(self, pid: int) -> object:
        """The object of a number."""
        return self._known[pid]


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
