"""One connection to the local server: how long it may last, and what is said to no request."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from skywitness.cli.opened.headers import UNANSWERED, head

#: Seconds after which a connection is ended, whatever it was about: a page that waits for news is
#: answered long before, and whoever sends or takes a byte now and then holds nothing up.
LONGEST = 60.0


class Connection(H11Protocol):
    """uvicorn's own, with an end in time and with our own words."""

    _end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Somebody has connected."""
        super().connection_made(transport)
        self._end = self.loop.call_later(LONGEST, transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        """They have gone, or were made to."""
        if self._end is not None:
            self._end.cancel()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request, in one plain line, and hang up."""
        if self.cycle is None or not self.cycle.response_started:
            fields = head() | {"Content-Length": str(len(UNANSWERED))}
            told = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
            self.transport.write(f"HTTP/1.1 400 Bad Request\r\n{told}\r\n".encode() + UNANSWERED)
        self.transport.close()
