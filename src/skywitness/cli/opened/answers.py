"""What the local server answers, and to whom: a Starlette application over a board."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from http import HTTPStatus
from importlib.resources import files

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from skywitness.cli.opened.board import Board, State
from skywitness.cli.opened.headers import STRICT, UNANSWERED, head
from skywitness.cli.opened.served import served

#: Seconds for which a question for the next state is held open.
HELD = 15.0

_WORDS = {
    HTTPStatus.NOT_FOUND: b"There is nothing here.\n",
    HTTPStatus.METHOD_NOT_ALLOWED: b"Nothing can be sent here.\n",
}


class Answers:
    """The four addresses of one board; no file is named by a request."""

    def __init__(self, board: Board, host: str, port: int) -> None:
        """Answer requests to ``host`` and ``port``."""
        self.board, self.host, self.port = board, host, port
        self._waiting: set[asyncio.Event] = set()
        self._ending = False

    def application(self) -> ASGIApp:
        """The application, behind its guard."""
        made = Starlette(
            routes=[
                Route("/", self._page),
                Route("/state", self._state),
                Route("/open.js", _own("open.js", "text/javascript")),
                Route("/open.css", _own("open.css", "text/css")),
            ],
            middleware=[Middleware(_Guard, host=self.host, port=self.port)],
            exception_handlers={HTTPException: _refused, Exception: _broken},
        )
        made.router.redirect_slashes = False
        return made

    def end(self) -> None:
        """Answer whoever waits for news, now and from now on at once."""
        self._ending = True
        for each in self._waiting:
            each.set()

    async def _page(self, request: Request) -> Response:
        number, page = self.board.page
        made, policy = served(page, number)
        return answer(HTTPStatus.OK, made, "text/html", policy)

    async def _state(self, request: Request) -> Response:
        seen = "&".join(request.query_params.getlist("seen"))
        serial = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1
        state = await self._after(serial)
        body = json.dumps(state.as_json(), ensure_ascii=False).encode()
        return answer(HTTPStatus.OK, body, "application/json")

    async def _after(self, serial: int) -> State:
        """The state as soon as it is another than ``serial``, at the latest after a while."""
        loop, news = asyncio.get_running_loop(), asyncio.Event()
        self._waiting.add(news)
        try:
            with self.board.listening(lambda: loop.call_soon_threadsafe(news.set)):
                if self.board.state.serial == serial and not self._ending:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(news.wait(), HELD)
                return self.board.state
        finally:
            self._waiting.discard(news)


class _Guard:
    """Lets only requests to this machine and from its own page pass."""

    def __init__(self, app: ASGIApp, *, host: str, port: int) -> None:
        self.app, self.host, self.port = app, host, port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = self._refused(Headers(scope=scope))
        if refused:
            await answer(HTTPStatus.FORBIDDEN, refused.encode())(scope, receive, send)
        elif scope["raw_path"] != scope["path"].encode():  # an address is written in one way
            await answer(HTTPStatus.NOT_FOUND)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _refused(self, headers: Headers) -> str:
        """Why a request is not answered; "" if it is.

        A page elsewhere may have a name of its own resolve to this machine (DNS rebinding): its
        requests then name that host. One that stays elsewhere says that it comes from there.
        """
        hosts = {f"{name}:{self.port}" for name in (self.host, "localhost")}
        if self.port == 80:
            hosts |= {self.host, "localhost"}
        named = headers.getlist("host")
        if len(named) != 1 or named[0].lower() not in hosts:
            return f"This server answers to http://{self.host}:{self.port}/ only.\n"
        mine = {f"http://{host}" for host in hosts}
        if any(origin.lower() not in mine for origin in headers.getlist("origin")):
            return "This server answers to its own page only.\n"
        foreign = {"cross-site", "same-site"} & set(headers.getlist("sec-fetch-site"))
        if foreign and headers.getlist("sec-fetch-mode") != ["navigate"]:
            return "This server answers to its own page only.\n"
        return ""


def answer(
    status: HTTPStatus, body: bytes = b"", kind: str = "text/plain", policy: str = STRICT
) -> Response:
    """An answer with everything that stands at the head of each; by default in our own words."""
    return Response(body or _WORDS.get(status, UNANSWERED), status, head(kind, policy))


def _own(name: str, kind: str) -> Callable[[Request], Awaitable[Response]]:
    """The answer that is one of the server's own files."""

    async def made(request: Request) -> Response:
        body = files("skywitness").joinpath(f"data/open/{name}").read_bytes()
        return answer(HTTPStatus.OK, body, kind)

    return made


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.BAD_REQUEST
    return answer(HTTPStatus(status))


async def _broken(request: Request, error: Exception) -> Response:
    return answer(HTTPStatus.INTERNAL_SERVER_ERROR)  # the fault itself is told on standard error
