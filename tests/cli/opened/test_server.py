"""The local server answers its own page and nobody else, and serves nothing but that page."""

from __future__ import annotations

import json
import random
import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from open_case import CASE, asked, opened, sent, wait

from skywitness.cli.opened import answers, connection
from skywitness.cli.opened.board import Board
from skywitness.cli.opened.opening import Opening
from skywitness.cli.opened.served import served
from skywitness.cli.opened.server import HOST, Server
from skywitness.errors import SkywitnessError


@pytest.fixture(scope="module")
def opening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opening]:
    folder = tmp_path_factory.mktemp("case")
    (folder / "case.toml").write_text(CASE, "utf-8")
    (folder / "secret.txt").write_text("secret", "utf-8")
    with opened(folder) as (made, told):
        wait(lambda: bool(told))
        assert told[0].error is None
        yield made


def test_the_dossier_is_served_under_a_policy_that_names_its_script(opening: Opening) -> None:
    status, headers, body = asked(opening, "GET /")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert b"A case of one claim" in body
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert re.fullmatch(r"'sha256-[\w+/=]+' 'self'", policy["script-src"])
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_the_shipped_page_knows_nothing_of_the_server(repository: Path) -> None:
    shipped = (repository / "src/skywitness/data/dossier/page.html").read_bytes()
    assert b"open.js" not in shipped
    assert shipped.count(b"Content-Security-Policy") == 1
    made, policy = served(shipped, 4)
    assert b"Content-Security-Policy" not in made  # it would forbid the script: a header has it
    assert made.count(b'<script src="/open.js" data-page="4" defer></script>') == 1
    assert "connect-src 'self'" in policy


@pytest.mark.parametrize("path", ["/state", "/open.js", "/open.css"])
def test_its_own_files_are_there(opening: Opening, path: str) -> None:
    status, headers, body = asked(opening, f"GET {path}")
    assert status == 200
    assert body
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    status, headers, body = asked(opening, f"HEAD {path}")
    assert (status, body) == (200, b"")


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{}", "127.0.0.1", "127.0.0.1:1", "[::1]:{}", "0.0.0.0:{}"],
)
def test_another_host_is_refused(opening: Opening, host: str) -> None:
    port = opening.address.rsplit(":", 1)[1].rstrip("/")
    for path in ("/", "/state", "/open.js", "/nothing"):
        status, _, body = asked(opening, f"GET {path}", Host=host.format(port))
        assert status == 403
        assert b"ministry" not in body
    assert asked(opening, "GET /", Host=f"LocalHost:{port}")[0] == 200


def test_a_request_that_names_no_host_or_two_is_refused(opening: Opening) -> None:
    port = opening.address.rsplit(":", 1)[1].rstrip("/")
    for version, hosts, status in (
        ("1.1", [], 400),
        ("1.0", [], 403),
        ("1.1", [f"127.0.0.1:{port}", "evil.example"], 400),
    ):
        fields = "".join(f"Host: {host}\r\n" for host in hosts)
        said = sent(opening, f"GET / HTTP/{version}\r\n{fields}\r\n".encode())
        assert said.startswith(b"HTTP/1.1 %d " % status)
        assert b"ministry" not in said


def test_a_page_from_elsewhere_is_refused(opening: Opening) -> None:
    assert asked(opening, "GET /state", Origin="https://evil.example")[0] == 403
    assert asked(opening, "GET /state", Origin="null")[0] == 403
    assert asked(opening, "GET /state", Origin=opening.address.rstrip("/"))[0] == 200
    for site in ("cross-site", "same-site"):  # another port of this machine is the same site
        headers = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": "no-cors"}
        assert asked(opening, "GET /open.js", **headers)[0] == 403
    followed = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"}
    assert asked(opening, "GET /", **followed)[0] == 200  # a link in a chat window


@pytest.mark.parametrize(
    "path",
    [
        "/secret.txt", "/case.toml", "/../case.toml", "/%2e%2e/case.toml", "/..%2fcase.toml",
        "//etc/passwd", "/open.js/../case.toml", "/open.js%00", "/index.html", "/case.json", "*",
        "/.", "/?/../case.toml/", "http://evil.example/", "http://[/", "/data/open/open.js",
        "secret.txt", "/open.js/", "/%6fpen.js", "/state/", "//", "/%2f", "/%2e", "/state;x", "/%",
    ],
)  # fmt: skip
def test_a_hostile_path_finds_nothing(opening: Opening, path: str) -> None:
    status, _, body = asked(opening, f"GET {path}")
    assert status == (200 if path.startswith("/?") else 404)  # a query names no file
    assert b"secret" not in body
    assert b"[[claims]]" not in body


@pytest.mark.parametrize("request_line", ["POST /", "PUT /case.toml", "DELETE /", "<x> /"])
def test_nothing_can_be_sent(opening: Opening, request_line: str) -> None:
    status, _, body = asked(opening, request_line)
    assert status >= 400
    assert b"<" not in body


@pytest.mark.parametrize(
    "path", ["/", "/state", "/open.js", "/nothing", "http://[/", "/ü", "/x HTTP/1.1\r\nnonsense"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS", "TRACE", "CONNECT", "G T"])
def test_every_answer_bears_the_same_protections(opening: Opening, method: str, path: str) -> None:
    for origin in ("", "https://evil.example"):
        _, headers, body = asked(opening, f"{method} {path}", Origin=origin)
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert headers["connection"] == "close"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert not any(name.startswith("access-control") for name in headers)
        assert (b"ministry" in body) == (method == "GET" and path == "/" and not origin)


def test_no_socket_can_be_opened_through_it(opening: Opening) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13"}
    status, headers, _ = asked(opening, "GET /state", Sec_WebSocket_Key="x" * 24, **upgrade)
    assert (status, headers["content-type"]) == (200, "application/json; charset=utf-8")


def test_a_head_without_end_is_cut_off(opening: Opening) -> None:
    port = int(opening.address.rsplit(":", 1)[1].rstrip("/"))
    with socket.create_connection(("127.0.0.1", port), timeout=20) as endless, suppress(OSError):
        endless.sendall(b"GET / HTTP/1.1\r\nA: " + b"a" * 200_000)
        while endless.recv(65536):
            pass
    assert asked(opening, "GET /open.js")[0] == 200


def test_who_says_nothing_is_hung_up_on(opening: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a request that never ends nor an answer that is never taken holds a connection."""
    monkeypatch.setattr(connection, "LONGEST", 0.3)
    port = int(opening.address.rsplit(":", 1)[1].rstrip("/"))
    for begun in (b"", b"GET / HTTP/1.1\r\n", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as silent:
            silent.sendall(begun)
            with suppress(ConnectionError):
                while silent.recv(65536):
                    pass


def test_rubbish_brings_no_answer_but_a_refusal_and_no_trace(
    opening: Opening, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    draw = random.Random(5)
    good = f"GET /state HTTP/1.1\r\nHost: {opening.address[7:-1]}\r\n".encode()
    chunked = b"Transfer-Encoding: chunked\r\n\r\n"
    for _ in range(300):
        some = draw.randbytes(draw.randrange(200))
        sent(
            opening,
            draw.choice(
                [
                    some,
                    good + some,
                    good + b"\r\n" + some,
                    good + chunked + some,
                    good.replace(b"GET", b"POST") + chunked + b"3\r\nabc\r\n" + some,
                    good.replace(b"/state", b"/" + some) + b"\r\n",
                    (good + b"\r\n") * 30,
                ]
            ),
            seconds=0.03,
        )
    assert asked(opening, "GET /")[0] == 200
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_a_fault_of_ours_is_told_in_the_terminal_and_not_to_the_page(
    opening: Opening, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(answers, "served", breaks)
    status, headers, body = asked(opening, "GET /")
    assert (status, body) == (500, b"This cannot be answered.\n")
    assert headers["x-frame-options"] == "DENY"
    (record,) = caplog.records
    assert "a fault of ours" in str(record.exc_info)
    assert asked(opening, "GET /open.js")[0] == 200


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30, "%D9%A3", "1&seen=2", "%00"])
def test_a_strange_question_for_the_state_is_answered_at_once(opening: Opening, seen: str) -> None:
    state = json.loads(asked(opening, f"GET /state?seen={seen}")[2])
    assert state == {"serial": 3, "page": 1, "checking": False, "error": None, "follows": True,
                     "verdicts": []}  # fmt: skip


def test_who_waits_for_news_gets_them_at_once_and_keeps_no_end_waiting(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(CASE, "utf-8")
    with opened(tmp_path) as (opening, told):
        wait(lambda: bool(told))
        serial = opening.board.state.serial
        with ThreadPoolExecutor(20) as pool:
            asking = [pool.submit(asked, opening, f"GET /state?seen={serial}") for _ in range(20)]
            time.sleep(0.5)
            assert not any(each.done() for each in asking)
            began = time.monotonic()
            opening.board.checking()
            for each in asking:
                assert json.loads(each.result()[2])["serial"] == serial + 1
            assert time.monotonic() - began < 2
            last = pool.submit(asked, opening, f"GET /state?seen={serial + 1}")
            time.sleep(0.3)
            began = time.monotonic()
            opening.stop()
            assert json.loads(last.result()[2])["serial"] == serial + 1
            assert time.monotonic() - began < 3


def test_only_this_machine_is_answered(opening: Opening) -> None:
    assert opening.address.startswith("http://127.0.0.1:")
    assert HOST == "127.0.0.1"


def test_a_port_in_use_is_one_clear_error() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SkywitnessError, match=f"port {port} is in use") as caught:
            Server(Board(), port)
        assert "--port" in (caught.value.remedy or "")


def test_a_case_that_is_not_there_is_told_of_at_once(tmp_path: Path) -> None:
    with pytest.raises(SkywitnessError, match=r"no case\.toml"):
        Opening(str(tmp_path), 0, lambda told: None)
