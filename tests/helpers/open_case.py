"""A case that is opened in this process, and a way to ask its server anything."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from skywitness.cli.opened.following import Told
from skywitness.cli.opened.opening import Opening

CASE = """id = "t"
title = "A case of one claim"
date = 2024-05-03

[[moments]]
id = "fall"

[[claims]]
id = "C1"
speaker = "a ministry"
says = "fall is at 07:20 UTC"
"""


@contextmanager
def opened(case: Path | str) -> Iterator[tuple[Opening, list[Told]]]:
    """An open case, answering; the list fills with the ends of its checks."""
    told: list[Told] = []
    with Opening(str(case), 0, told.append) as opening:
        thread = threading.Thread(target=opening.serve)
        thread.start()
        try:
            yield opening, told
        finally:
            opening.stop()
            thread.join()


def wait(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until a condition holds; fails if it never does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def asked(opening: Opening, request: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body for a request line, which no client library cleans up first."""
    port = int(opening.address.rsplit(":", 1)[1].rstrip("/"))
    fields = {"Host": f"127.0.0.1:{port}", **{k.replace("_", "-"): v for k, v in headers.items()}}
    text = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    found = sent(opening, f"{request} HTTP/1.1\r\n{text}\r\n".encode("latin-1"))
    head, _, body = found.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    answered = {k.casefold(): v for k, _, v in (line.partition(": ") for line in rest)}
    return int(first.split()[1]), answered, body


def sent(opening: Opening, request: bytes, seconds: float = 20) -> bytes:
    """All that comes back for these very bytes until the server hangs up, or for so long."""
    port = int(opening.address.rsplit(":", 1)[1].rstrip("/"))
    found = b""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection,
        suppress(ConnectionError, *(() if seconds >= 1 else (TimeoutError,))),
    ):
        connection.sendall(request)
        while more := connection.recv(65536):
            found += more
    return found
