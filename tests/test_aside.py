"""Work in a second process: the same answer, the same objects, the same errors, nothing left."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from skywitness.aside import Aside


class Thing:
    """Something that cannot be sent, and need not be."""

    def __init__(self) -> None:
        self.file = open(os.devnull)  # noqa: SIM115  (that it cannot be pickled is the point)


def test_what_both_know_comes_back_as_itself_and_the_rest_as_a_copy() -> None:
    thing, rows = Thing(), [1.5, float("inf")]
    with Aside(lambda: {"thing": thing, "rows": rows, "who": os.getpid()}, known=[thing]) as aside:
        told = aside.result()
    assert told["thing"] is thing
    assert told["rows"] == rows
    assert told["rows"] is not rows
    assert told["who"] != os.getpid()


def test_what_fails_there_fails_here_with_its_own_error(tmp_path: Path) -> None:
    with Aside((tmp_path / "none").read_text) as aside, pytest.raises(FileNotFoundError):
        aside.result()


def test_what_cannot_be_sent_back_is_worked_out_here() -> None:
    with Aside(Thing) as aside:
        assert isinstance(aside.result(), Thing)


def test_a_second_process_that_is_killed_costs_nothing_but_time() -> None:
    me = os.getpid()

    def work() -> str:
        if os.getpid() != me:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    with Aside(work) as aside:
        assert aside.result() == "done"


def test_what_nobody_waits_for_is_ended() -> None:
    def work() -> None:
        signal.pause()

    with Aside(work) as aside:
        child = aside._child
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_on_one_core_there_is_no_second_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skywitness.aside.cores", lambda: 1)
    with Aside(os.getpid) as aside:
        assert aside.result() == os.getpid()
