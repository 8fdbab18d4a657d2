"""A case is checked again on every save, a stale check is given up, and errors name their row."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from open_case import CASE, asked, opened, wait

from skywitness import cli
from skywitness.cli.opened import following, warm
from skywitness.cli.opened.board import Board
from skywitness.cli.opened.following import Follower, Told
from skywitness.cli.opened.prints import prints, used


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "case.toml").write_text(CASE, "utf-8")
    return tmp_path


def test_the_files_of_a_case_are_those_it_names(tmp_path: Path) -> None:
    file = tmp_path / "case.toml"
    file.write_text(
        "[[documents]]\npath = 'a.txt'\n[[places]]\ngeojson = 'b.json'\n[[places]]\ngeojson = {}\n"
        "[[evidence]]\nfile = 'c.mp4'\n[[documents]]\npath = '../d.txt'\n"
        "[[documents]]\npath = '/etc/passwd'\n[[documents]]\npath = 3\n",
        "utf-8",
    )
    found = used(file)
    assert {f.name for f in found} == {"case.toml", "a.txt", "b.json", "c.mp4"}
    file.write_text("[[documents", "utf-8")
    assert used(file, found) == found  # what it named is kept while it is being mended
    assert used(file) == {file}
    assert set(prints(found).values()) - {prints(found)[file]} == {None}


def test_every_save_is_checked_and_an_error_keeps_the_last_dossier(case: Path) -> None:
    file = case / "case.toml"
    with opened(case) as (opening, told):
        wait(lambda: len(told) == 1)
        file.write_text(CASE.replace("07:20 UTC", "07:20 UTX"), "utf-8")
        wait(lambda: len(told) == 2)
        state = opening.board.state
        assert state.page == 1
        assert not state.checking
        error = state.error
        assert error is not None
        assert (error["row"], error["key"], error["column"]) == (11, "claims.C1.says", 18)
        assert error["line"] == 'says = "fall is at 07:20 UTX"'
        assert "parse" in error["remedy"]
        assert f"{file}, row 11, claims.C1.says" in error["words"]
        assert b"A case of one claim" in asked(opening, "GET /")[2]

        file.write_text(CASE + "\n[[", "utf-8")
        wait(lambda: len(told) == 3)
        assert (opening.board.state.error or {})["row"] == 13

        other = case / "saved"  # an editor that puts a new file in the place of the old one
        other.write_text(CASE.replace("one claim", "one claim, renamed"), "utf-8")
        other.rename(file)
        wait(lambda: len(told) == 4)
        assert (opening.board.state.error, opening.board.state.page) == (None, 2)
        assert b"one claim, renamed" in asked(opening, "GET /")[2]
    assert [t.error is None for t in told] == [True, False, False, True]


def test_a_file_that_the_case_uses_is_followed(case: Path) -> None:
    place = '\n[[places]]\nname = "P"\ngeojson = "p.json"\n'
    (case / "case.toml").write_text(CASE + place, "utf-8")
    with opened(case) as (opening, told):
        wait(lambda: len(told) == 1)
        assert "does not exist" in (opening.board.state.error or {})["message"]
        (case / "p.json").write_text('{"type": "Point", "coordinates": [33.4, 44.6]}', "utf-8")
        wait(lambda: len(told) == 2)
        assert opening.board.state.error is None
        (case / "unused.txt").write_text("x", "utf-8")
        (case / "p.json").unlink()
        wait(lambda: len(told) == 3)
        assert opening.board.state.error is not None


def test_a_case_that_is_taken_away_is_told_of_and_may_come_back(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "AWAY", 0.5)
    with opened(case) as (opening, told):
        wait(lambda: len(told) == 1)
        shutil.move(case / "case.toml", case / "away")
        wait(lambda: len(told) == 2)
        assert "no case.toml" in (opening.board.state.error or {})["message"]
        shutil.move(case / "away", case / "case.toml")
        wait(lambda: len(told) == 3)
        assert opening.board.state.error is None


def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str) -> None:
    """Let checks run another program, which notes its process beside the case.

    For each check it has the ``case``, the ``folder`` and ``say``, as the worker does.
    """
    program = tmp_path / "fake.py"
    program.write_text(
        "import json, os, pathlib, sys, threading, time\n"
        "case = pathlib.Path(sys.argv[-1])\n"
        "(case / f'pid-{os.getpid()}').touch()\n"
        "for line in sys.stdin:\n"
        "    asked = json.loads(line)\n"
        "    if 'give_up' in asked: continue\n"
        "    folder = pathlib.Path(asked['into'])\n"
        "    def say(**what): print(json.dumps({'check': asked['check'], **what}), flush=True)\n"
        + "".join(f"    {line}\n" for line in body.splitlines()),
        "utf-8",
    )
    popen = subprocess.Popen

    def instead(command: list[str], **options: object) -> object:
        return popen([command[0], str(program), *command[-2:]], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(warm.subprocess, "Popen", instead)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_save_during_a_check_gives_that_check_up(
    case: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = (
        "if 'slow' in (case / 'case.toml').read_text(): time.sleep(60)\n"
        "(folder / 'index.html').write_text('<html><head></head>good</html>')\n"
        "say(error=None)"
    )
    monkeypatch.setattr(warm, "PATIENCE", 0.5)  # this one never gives up by itself
    fake(monkeypatch, tmp_path_factory.mktemp("fake"), slow)
    (case / "case.toml").write_text("# slow", "utf-8")
    told: list[Told] = []
    board = Board()
    follower = Follower(str(case), case / "case.toml", board, told.append)
    follower.start()
    wait(lambda: len(list(case.glob("pid-*"))) == 1)
    (first,) = case.glob("pid-*")
    assert board.state.checking
    (case / "case.toml").write_text("# quick", "utf-8")
    wait(lambda: len(told) == 1)
    assert told[0].error is None
    assert told[0].seconds < 30
    assert board.page == (1, b"<html><head></head>good</html>")
    assert not alive(int(first.name.removeprefix("pid-")))

    (case / "case.toml").write_text("# slow again", "utf-8")
    wait(lambda: board.state.checking)
    follower.stop()  # and so does the end of it all
    assert not any(alive(int(f.name.removeprefix("pid-"))) for f in case.glob("pid-*"))
    assert len(told) == 1


def test_a_check_that_dies_is_told_of(
    case: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(monkeypatch, tmp_path_factory.mktemp("fake"), "sys.exit('no memory')")
    told: list[Told] = []
    board = Board()
    follower = Follower(str(case), case / "case.toml", board, told.append)
    follower.start()
    wait(lambda: len(told) == 1)
    follower.stop()
    assert "ended unexpectedly (status 1): no memory" in (board.state.error or {})["message"]


def test_no_room_for_a_check_is_told_of(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**options: str) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(following.tempfile, "mkdtemp", full)
    with opened(case) as (opening, told):
        wait(lambda: len(told) == 1)
        assert "No space left" in (opening.board.state.error or {})["message"]


def test_a_shipped_case_is_served_and_said_not_to_be_followed() -> None:
    with opened("fr4978-2021") as (opening, told):
        wait(lambda: bool(told), 120)
        assert opening.shipped
        assert told[0].error is None
        assert not opening.board.state.follows


def test_the_command_says_what_is_wrong_with_its_port(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(case) as (opening, _):
        port = opening.address.rsplit(":", 1)[1].rstrip("/")
        with pytest.raises(SystemExit) as caught:
            cli.main(["open", str(case), "--port", port, "--no-browser"])
    assert caught.value.code == cli.UNUSABLE_INPUT
    assert f"port {port} is in use" in capsys.readouterr().err


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_cleanly(case: Path, sign: signal.Signals) -> None:
    program = "from skywitness.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", program, "open", str(case), "--no-browser"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    first = process.stdout.readline()
    assert first.startswith("The dossier is at http://127.0.0.1:")
    time.sleep(0.5)  # in the middle of the first check
    process.send_signal(sign)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_in_the_place_of_the_case_keeps_nobody_waiting(case: Path) -> None:
    file = case / "case.toml"
    with opened(case) as (opening, told):
        wait(lambda: len(told) == 1)
        file.unlink()
        os.mkfifo(file)
        wait(lambda: len(told) == 2)
        assert opening.board.state.error is not None
        file.unlink()
        file.write_text(CASE, "utf-8")
        wait(lambda: len(told) == 3)  # it still follows
        assert opening.board.state.error is None


def test_it_is_said_when_a_case_is_no_longer_followed(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(following, "prints", breaks)
    board, told = Board(), list[Told]()
    follower = Follower(str(case), case / "case.toml", board, told.append)
    follower.start()
    wait(lambda: len(told) == 1)
    error = board.state.error
    assert error is not None
    assert error["message"] == "the case's files are no longer followed: a fault of ours"
    assert "start skywitness open again" in error["remedy"]
    follower.stop()
