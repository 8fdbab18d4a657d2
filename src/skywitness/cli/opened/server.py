"""The local server of ``skywitness open``: four addresses, this machine only."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from urllib.parse import parse_qs, urlsplit

from skywitness.cli.opened.board import Board
from skywitness.cli.opened.served import served
from skywitness.errors import SkywitnessError

HOST = "127.0.0.1"

#: Seconds for which a question for the next state is held open.
HELD = 15.0

_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_STRICT = "default-src 'none'; frame-ancestors 'none'"


class Server(ThreadingHTTPServer):
    """Serves a board's dossier on 127.0.0.1; port 0 takes a free one."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = os.name != "nt"  # there it would let two servers share a port

    def __init__(self, board: Board, port: int) -> None:
        """Bind the port.

        Raises:
            SkywitnessError: it cannot be had.
        """
        self.board = board
        try:
            super().__init__((HOST, port), _Handler)
        except (OSError, OverflowError) as error:
            taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
            raise SkywitnessError(
                f"port {port} is in use" if taken else f"port {port} cannot be used: {error}",
                remedy="give another one with --port, or leave --port out: any free one is taken",
            ) from error

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away while it is answered is no fault."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = 60
    server_version = "skywitness"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer one of the known addresses; no file is named by a request."""
        refused = self._refused()
        if refused:
            self._send(HTTPStatus.FORBIDDEN, refused.encode())
            return
        try:
            asked = urlsplit(self.path)
            make = self._known().get(asked.path) if not asked.netloc else None
        except ValueError:
            make = None
        if make is None:
            self._send(HTTPStatus.NOT_FOUND, b"There is nothing here.\n")
        else:
            make()

    def do_HEAD(self) -> None:
        """The same without its body."""
        self.do_GET()

    def _known(self) -> dict[str, Callable[[], None]]:
        return {
            "/": self._page,
            "/state": self._state,
            "/open.js": partial(self._own, "open.js", "text/javascript"),
            "/open.css": partial(self._own, "open.css", "text/css"),
        }

    def _refused(self) -> str:
        """Why a request is not answered; "" if it is.

        A page elsewhere may have a name of its own resolve to this machine (DNS rebinding): its
        requests then name that host. One that stays elsewhere says that it comes from there.
        """
        port = self.server.port
        hosts = {f"{name}:{port}" for name in (HOST, "localhost")}
        if port == 80:
            hosts |= {HOST, "localhost"}
        if (self.headers.get("Host") or "").lower() not in hosts:
            return f"This server answers to http://{HOST}:{port}/ only.\n"
        origin = self.headers.get("Origin")
        if origin is not None and origin.lower() not in {f"http://{host}" for host in hosts}:
            return "This server answers to its own page only.\n"
        foreign = self.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
        if foreign and self.headers.get("Sec-Fetch-Mode") != "navigate":
            return "This server answers to its own page only.\n"
        return ""

    def _page(self) -> None:
        number, page = self.server.board.page
        made, policy = served(page, number)
        self._send(HTTPStatus.OK, made, "text/html", policy)

    def _state(self) -> None:
        seen = parse_qs(urlsplit(self.path).query).get("seen", [""])[0]
        board = self.server.board
        serial = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1
        state = board.after(serial, HELD)
        body = json.dumps(state.as_json(), ensure_ascii=False).encode()
        self._send(HTTPStatus.OK, body, "application/json")

    def _own(self, name: str, kind: str) -> None:
        body = files("skywitness").joinpath(f"data/open/{name}").read_bytes()
        self._send(HTTPStatus.OK, body, kind)

    def _send(
        self, status: HTTPStatus, body: bytes, kind: str = "text/plain", policy: str = _STRICT
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", policy)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request, in one plain line."""
        self.close_connection = True
        self._send(HTTPStatus(code), b"This cannot be answered.\n")

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged."""
