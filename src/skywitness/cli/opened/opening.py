"""A case opened: its follower and its server, begun and ended together."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from skywitness.claims.casefile.casepath import case_path
from skywitness.cli.opened.board import Board
from skywitness.cli.opened.following import Follower, Told
from skywitness.cli.opened.server import Server
from skywitness.reason.conflicts.conflicts import SECONDS


class Opening:
    """A case that is served on this machine and checked again on every save.

    A context manager: inside it the address answers. ``tell`` is called after each check.
    """

    def __init__(
        self, case: str, port: int, tell: Callable[[Told], None], *, conflicts_s: float = SECONDS
    ) -> None:
        """Find the case and bind the port (0: any free one); ``conflicts_s`` as in a check.

        Raises:
            SkywitnessError: there is no such case, or the port cannot be had.
        """
        with case_path(case) as found:
            self.shipped = found.shipped
            file = None if found.shipped else Path(found.path)
        self.board = Board(follows=not found.shipped)
        self._before: Any = None
        self._server = Server(self.board, port)
        self._follower = Follower(case, file, self.board, tell, conflicts_s)

    @property
    def address(self) -> str:
        """Where the page is."""
        return self._server.address

    def __enter__(self) -> Opening:
        """Begin to check; the port already takes requests, which :meth:`serve` answers."""
        if threading.current_thread() is threading.main_thread():
            # To be told to end is to be interrupted: a check that runs must not outlive this.
            self._before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        self._follower.start()
        return self

    def serve(self) -> None:
        """Answer until :meth:`stop`, or until the process is interrupted or told to end.

        Raises:
            KeyboardInterrupt: it was.
        """
        self._server.serve()

    def stop(self) -> None:
        """Let :meth:`serve` return; to be called from another thread."""
        self._server.stop()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the check that runs, and free the port."""
        if self._before is not None:
            signal.signal(signal.SIGTERM, self._before)
        self._follower.stop()
        self._server.close()
