"""What the machine lacks is told as what it is, and never as a fault of what was given."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from test_cli_app import run

from skywitness import cli
from skywitness.errors import LackError, RecordError, lack
from skywitness.record.store import partfile
from skywitness.record.store.manifestfile import LARGEST
from skywitness.record.store.store import open_store

LIST = '{"now": 1700000000, "aircraft": [{"hex": "4ca2b6", "lat": 48.1, "lon": 2.3, "seen": 0}]}'


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "aircraft.json").write_text(LIST)
    status, _, err = run(
        capsys, "read", str(tmp_path / "aircraft.json"), "--out", str(tmp_path / "st")
    )
    assert status == 0, err
    return tmp_path / "st"


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (pa.ArrowMemoryError("malloc of size 64 failed"), "memory"),
        (MemoryError(), "memory"),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), "memory"),
        (pa.ArrowException("Failed to launch worker thread: Resource temporarily ..."), "threads"),
        (OSError(errno.EMFILE, "Too many open files"), "open files"),
    ],
)
def test_want_while_a_store_is_read_is_no_damage_of_the_store(
    error: BaseException, what: str, store: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def fail(*_: Any) -> pa.Table:
        raise error

    monkeypatch.setattr(partfile.Part, "group", fail)
    status, out, err = run(capsys, "export", str(store), "--to", "csv", "--out", f"{store}.csv")
    assert (status, out) == (1, "")
    assert f"not enough {what}" in err
    assert "damaged" not in err
    assert "delete" not in err
    if not isinstance(error, MemoryError) or isinstance(error, pa.ArrowException):
        with pytest.raises(LackError, match=what):
            list(open_store(store).batches())


def test_damage_of_a_store_is_still_told_as_damage(store: Path) -> None:
    for part in store.rglob("*.parquet"):
        part.write_bytes(b"x" * part.stat().st_size)
    with pytest.raises(RecordError, match="damaged") as raised:
        list(open_store(store).batches())
    assert not isinstance(raised.value, LackError)


def test_a_manifest_takes_no_more_memory_than_it_has(store: Path) -> None:
    resource = pytest.importorskip("resource")
    room = LARGEST // 2
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from skywitness.record.store.manifestfile import read_manifests\n"
        "used = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        f"resource.setrlimit(resource.RLIMIT_AS, (used + {room}, resource.RLIM_INFINITY))\n"
        "print(len(read_manifests(Path(sys.argv[1]))))"
    )
    if not Path("/proc/self/statm").exists():
        pytest.skip("the system does not tell how much room a program takes")
    assert resource.RLIMIT_AS is not None
    done = subprocess.run(
        [sys.executable, "-c", program, str(store)], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("1", "")


def test_want_of_threads_and_memory_is_one_line_wherever_it_shows(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_thread(*_: Any) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", no_thread)
        status, out, err = run(
            capsys, "read", str(store.parent / "aircraft.json"), "--out", f"{store}2"
        )
    assert (status, out) == (1, "")
    assert "not enough threads" in err
    assert "Traceback" not in err

    def no_memory(_: str) -> None:
        raise MemoryError

    monkeypatch.setattr(cli, "load", no_memory)
    assert run(capsys, "show", str(store))[:2] == (1, "")


def test_other_errors_are_no_want() -> None:
    for error in (
        RuntimeError("x"),
        OSError(errno.ENOENT, "x"),
        ImportError("no module"),
        KeyError(),
    ):
        assert lack(error) is None
    with pytest.raises(RuntimeError, match="a fault of ours"):
        cli._tell_lack(RuntimeError("a fault of ours"))


@pytest.mark.parametrize(
    "words",
    [("read", "a.json", "--out", "st"), ("export", "{store}", "--to", "csv", "--out", "x.csv")],
)
def test_a_current_folder_that_is_gone_is_one_line(
    words: tuple[str, ...], store: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    program = "import os, sys; os.rmdir(os.getcwd()); from skywitness.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, *(w.format(store=store) for w in words)],
        cwd=gone, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONSAFEPATH": "1"},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") <= 2
    assert done.stderr.startswith("skywitness: ")


def test_no_name_given_steers_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "init", str(tmp_path / "a\x1b[31m"))
    assert status == 0
    assert "\x1b" not in out + err
    status, out, err = run(capsys, "places", "--search", "zzzz\x1b[31mqqqq[bold]")
    assert "\x1b" not in out + err
    assert "[bold]" in err
