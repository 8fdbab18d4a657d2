"""The local server answers its own page and nobody else, and serves nothing but that page."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from open_case import CASE, asked, opened, wait

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
    ["", "evil.example", "evil.example:{}", "127.0.0.1", "127.0.0.1:1", "[::1]:{}", "0.0.0.0:{}"],
)
def test_another_host_is_refused(opening: Opening, host: str) -> None:
    port = opening.address.rsplit(":", 1)[1].rstrip("/")
    for path in ("/", "/state", "/open.js", "/nothing"):
        status, _, body = asked(opening, f"GET {path}", Host=host.format(port))
        assert status == 403
        assert b"ministry" not in body
    assert asked(opening, "GET /", Host=f"LocalHost:{port}")[0] == 200


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
        "secret.txt",
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


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30, "٣"])
def test_a_strange_question_for_the_state_is_answered_at_once(opening: Opening, seen: str) -> None:
    query = seen.encode().decode("latin-1")
    state = json.loads(asked(opening, f"GET /state?seen={query}")[2])
    assert state == {"serial": 2, "page": 1, "checking": False, "error": None, "follows": True}


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
