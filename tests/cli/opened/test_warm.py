"""The process that checks again and again: what it shows first, and that it shows what is so."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from open_case import CASE, wait

from skywitness import api
from skywitness.cli.opened.board import Board
from skywitness.cli.opened.following import Follower, Told
from skywitness.cli.opened.warm import LostError, Warm
from skywitness.cli.opened.worker import Worker

PLACES = """
[[places]]
name = "Nearby"
error = "100 m"
geojson = {type = "Point", coordinates = [33.0, 44.0]}
[[places]]
name = "Yonder"
error = "100 m"
geojson = {type = "Point", coordinates = [34.0, 45.0]}
"""


def text(distance: str = "60", other: str = "80", hour: str = "07:20", frames: int = 1) -> str:
    """A case of places, one of whose claims follows from another."""
    views = "".join(
        f'[[frames]]\nid = "f{k}"\nlabel = "view {k}"\nborders = "recognised"\n'
        for k in range(frames)
    )
    return f"""{CASE.replace("07:20", hour)}
[[claims]]
id = "C2"
speaker = "a captain"
says = "fall is about {distance} miles southwest of Yonder"
[[claims]]
id = "C3"
speaker = "a paper"
says = "fall is {other}-90 km from Nearby"
follows_from = ["C2"]
{PLACES}{views}"""


EDITS = (
    text(), text(distance="75"), text(distance="75", hour="07:21"), text(other="20"),
    text(other="20", frames=2), text(), text().replace("44.0]", "44.000001]"),
    text().replace("a captain", "a paper"), text().replace('title = "A', 'title = "Another'),
)  # fmt: skip


def test_after_every_edit_the_page_is_that_of_a_check_from_the_beginning(tmp_path: Path) -> None:
    said: list[dict[str, Any]] = []
    worker = Worker(str(tmp_path), 1.0, said.append)
    for number, edited in enumerate(EDITS, 1):
        (tmp_path / "case.toml").write_text(edited, "utf-8")
        warm, cold = tmp_path / "warm", tmp_path / "cold"
        worker.check(number, str(warm))
        assert said[-1] == {"check": number, "error": None}
        api.write_page(api.check(tmp_path, conflicts_s=1.0), cold, exports=False)
        for name in ("index.html", "case.json"):
            assert (warm / name).read_bytes() == (cold / name).read_bytes(), (number, name)
    assert worker.memory.found > 10


def test_verdicts_are_told_as_they_stand_and_which_are_new(tmp_path: Path) -> None:
    said: list[dict[str, Any]] = []
    worker = Worker(str(tmp_path), 0.0, said.append)

    def anew(edited: str) -> list[tuple[str, bool]]:
        said.clear()
        (tmp_path / "case.toml").write_text(edited, "utf-8")
        worker.check(1, str(tmp_path / "out"))
        assert "error" in said[-1]
        return [(each["claim"]["id"], each["claim"]["anew"]) for each in said[:-1]]

    assert anew(text()) == [("C1", True), ("C2", True), ("C3", True)]
    assert said[1]["claim"] | {"lines": []} == {
        "id": "C2",
        "says": "fall is about 60 miles southwest of Yonder",
        "lines": [],
        "anew": True,
    }
    (line,) = said[1]["claim"]["lines"]
    assert line["verdict"] == "possible"
    assert anew(text(distance="75")) == [("C1", False), ("C3", False), ("C2", True)]
    assert {told for _, told in anew(text(distance="75"))} == {False}
    assert anew(text().replace("about 60", "about 60 60"))[:-1] == []
    assert "about 60 60" in said[-1]["error"]["line"]


@contextmanager
def warm(case: Path, conflicts_s: float = 20.0) -> Iterator[Warm]:
    made = Warm(str(case), conflicts_s)
    try:
        yield made
    finally:
        made.end()


def test_a_check_that_is_given_up_ends_and_nothing_known_is_lost(tmp_path: Path) -> None:
    file, claims = tmp_path / "case.toml", list[dict[str, Any]]()
    file.write_text(text(), "utf-8")
    with warm(tmp_path) as made:
        first = made.check(tmp_path / "1", claims.append, 0.05, lambda: False)
        assert first == {"check": 1, "error": None}
        process = made._process
        file.write_text(text(distance="61"), "utf-8")
        assert made.check(tmp_path / "2", claims.append, 0.0, lambda: True) is None
        claims.clear()
        file.write_text(text(distance="62"), "utf-8")
        last = made.check(tmp_path / "3", claims.append, 0.05, lambda: False)
        assert last == {"check": 3, "error": None}
        assert [each["id"] for each in claims if not each["anew"]] == ["C1", "C3"]
        assert made._process is process  # it went on, it was not begun again


def test_a_check_is_given_up_while_it_is_worked_on(tmp_path: Path) -> None:
    """Wherever it stands: at the verdicts, at the maps, or waiting for the second process."""
    (tmp_path / "case.toml").write_text(text(), "utf-8")
    said: list[dict[str, Any]] = []
    for number, seconds in enumerate((0.0, 0.02, 0.1, 0.3, 0.6), 1):
        worker = Worker(str(tmp_path), 20.0, said.append)
        said.clear()
        timer = threading.Timer(seconds, worker.give_up, [number])
        timer.start()
        worker.check(number, str(tmp_path / "out"))
        timer.join()
        assert "error" in said[-1]
    worker.check(4, str(tmp_path / "out"))
    assert said[-1] == {"check": 4, "error": None, "given_up": True}  # an old one is not begun
    worker.check(6, str(tmp_path / "out"))
    assert said[-1] == {"check": 6, "error": None}


def test_a_worker_that_is_lost_is_told_of_and_begun_again(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(text(), "utf-8")
    with warm(tmp_path) as made:
        made.check(tmp_path / "1", lambda _: None, 0.05, lambda: False)
        assert made._process is not None
        gone = made._process
        os.kill(gone.pid, signal.SIGSTOP)
        killer = threading.Timer(0.3, os.kill, [gone.pid, signal.SIGKILL])
        killer.start()
        with pytest.raises(LostError) as caught:  # in the middle of the check
            made.check(tmp_path / "2", lambda _: None, 0.05, lambda: False)
        assert caught.value.status == -signal.SIGKILL
        again = made.check(tmp_path / "3", lambda _: None, 0.05, lambda: False)
        assert again == {"check": 3, "error": None}


def test_nothing_is_left_running(tmp_path: Path) -> None:
    """Neither the worker nor what it has begun, however it is ended."""
    (tmp_path / "case.toml").write_text(text(), "utf-8")
    made = Warm(str(tmp_path), 20.0)
    made.check(tmp_path / "1", lambda _: None, 0.05, lambda: False)
    assert made._process is not None
    process = made._process
    assert process.stdin is not None
    process.stdin.close()  # as when whoever asks is gone
    assert process.wait(timeout=10) == 0
    made.end()
    made._process = process  # to end what has ended is nothing
    made.end()


def test_the_page_is_told_of_verdicts_before_there_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(text(), "utf-8")
    board, told, seen = Board(), list[Told](), list[tuple[int, int]]()

    def note() -> None:
        seen.append((len(board.state.verdicts), board.state.page))

    follower = Follower(str(tmp_path), tmp_path / "case.toml", board, told.append)
    with board.listening(note):
        follower.start()
        wait(lambda: len(told) == 1)
        follower.stop()
    assert told[0].error is None
    assert seen[-4:] == [(1, 0), (2, 0), (3, 0), (0, 1)]


def test_many_saves_in_a_row_end_with_the_last(tmp_path: Path) -> None:
    file = tmp_path / "case.toml"
    file.write_text(text(), "utf-8")
    board, told = Board(), list[Told]()
    follower = Follower(str(tmp_path), file, board, told.append, 0.0)
    follower.start()
    for k in range(8):
        file.write_text(text(distance=str(60 + k)), "utf-8")
        time.sleep(0.35)
    wait(lambda: b"about 67 miles" in (board.page[1] or b""))
    follower.stop()
    assert not board.state.checking


@pytest.mark.parametrize("said", [b"rubbish\n", b'{"check": 1}\n'])
def test_a_worker_that_is_asked_rubbish_ends(tmp_path: Path, said: bytes) -> None:
    (tmp_path / "case.toml").write_text(text(), "utf-8")
    with warm(tmp_path) as made:
        made.check(tmp_path / "1", lambda _: None, 0.05, lambda: False)
        assert made._process is not None
        assert made._process.stdin is not None
        made._process.stdin.write(said)
        made._process.stdin.flush()
        with pytest.raises(LostError):
            made.check(tmp_path / "2", lambda _: None, 0.05, lambda: False)
