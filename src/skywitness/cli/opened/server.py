"""The local server of ``skywitness open``: four addresses, this machine only."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
from typing import Any

import uvicorn

from skywitness.cli.opened.answers import Answers
from skywitness.cli.opened.board import Board
from skywitness.cli.opened.connection import Connection
from skywitness.errors import SkywitnessError

HOST = "127.0.0.1"

#: Seconds for which answers that are being given may still be, once the server ends.
LEFT = 0.1


class Server:
    """Serves a board's dossier on 127.0.0.1; port 0 takes a free one."""

    def __init__(self, board: Board, port: int) -> None:
        """Bind the port, which takes requests from now on; :meth:`serve` answers them.

        Raises:
            SkywitnessError: it cannot be had.
        """
        self._socket = _bound(port)
        self.port: int = self._socket.getsockname()[1]
        self._answers = Answers(board, HOST, self.port)
        self._server = _Ending(
            uvicorn.Config(
                self._answers.application(),
                http=Connection,
                loop="asyncio",
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="error",  # what a stranger sends is nothing to tell; our faults are
                access_log=False,
                proxy_headers=False,
                server_header=False,
                headers=[("Server", "skywitness")],
            ),
            self._answers,
        )

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.port}/"

    def serve(self) -> None:
        """Answer until :meth:`stop`, or until the process is interrupted or told to end.

        Raises:
            KeyboardInterrupt: it was.
        """
        self._server.run(sockets=[self._socket])

    def stop(self) -> None:
        """Let :meth:`serve` return; may be called from another thread."""
        self._server.should_exit = True

    def close(self) -> None:
        """Free the port."""
        self._socket.close()


class _Ending(uvicorn.Server):
    """A server that, when it ends, keeps nobody waiting."""

    def __init__(self, config: uvicorn.Config, answers: Answers) -> None:
        super().__init__(config)
        self._answers = answers

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer whoever waits for news, then hang up."""
        self._answers.end()
        await asyncio.sleep(LEFT)
        for connection in list(self.server_state.connections):
            transport: Any = connection.transport
            transport.abort()
        await asyncio.sleep(0)
        await super().shutdown(sockets)


def _bound(port: int) -> socket.socket:
    """A socket that listens on a port of this machine."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name != "nt":  # there it would let two servers share a port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((HOST, port))
        made.listen()
    except (OSError, OverflowError) as error:
        made.close()
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        raise SkywitnessError(
            f"port {port} is in use" if taken else f"port {port} cannot be used: {error}",
            remedy="give another one with --port, or leave --port out: any free one is taken",
        ) from error
    return made
