"""Ctrl-C at any moment, full disks, and `python -m skywitness`."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from skywitness import interruption

COMMAND = [sys.executable, "-m", "skywitness"]
CASE = "mq9-black-sea-2023"
FULL = Path("/dev/full")
#: A case that is checked fast, and of which much is told.
MANY = 'id = "many"\ntitle = "many"\ndate = 2024-05-03\n[[moments]]\nid = "call"\n' + "".join(
    f'[[claims]]\nid = "C{k}"\nspeaker = "s"\nsays = "call is after {k % 24:02}:{k:02} UTC"\n'
    for k in range(60)
)


@pytest.fixture(autouse=True)
def _heard() -> Iterator[None]:
    """Ctrl-C is heard here and by what is started, though a job in the background ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_the_program_is_a_module_as_well() -> None:
    done = subprocess.run([*COMMAND, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"skywitness {version('skywitness')}\n"


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal to send")
@pytest.mark.parametrize(
    "after",
    [0.15, 0.4, 1.0, *(pytest.param(k / 10, marks=pytest.mark.long) for k in range(2, 40, 2))],
)
def test_interrupted_at_any_moment_it_is_130_and_nothing_is_said(after: float) -> None:
    process = subprocess.Popen(
        [*COMMAND, "check", CASE], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    if process.returncode == 0:
        pytest.skip("it was done before")
    if process.returncode != 130 and "skywitness" not in err:
        pytest.skip("Python itself had not begun")  # on a machine with much else to do
    assert (process.returncode, err) == (130, ""), out


BEGINS = (
    "import builtins, os, signal, sys\n"
    "own = builtins.__import__\n"
    "def heard(name, *more):\n"
    "    if name == {at!r} and 'skywitness' in sys.modules:\n"
    "        os.kill(os.getpid(), signal.SIGINT)\n"
    "    return own(name, *more)\n"
    "builtins.__import__ = heard\n"
    "sys.argv = [{first!r}]\n"
    "import skywitness\n"
    "print('imported')\n"
)


@pytest.mark.parametrize("first", ["-m", "/usr/local/bin/skywitness"])
@pytest.mark.parametrize("at", ["importlib", "skywitness.interruption"])
def test_it_is_so_before_anything_else_is_imported(first: str, at: str) -> None:
    code = BEGINS.format(first=first, at=at)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize("first", ["", "-c", "/usr/bin/skywitness-tests"])
def test_who_imports_it_has_the_signal_as_before(first: str) -> None:
    code = BEGINS.format(first=first, at="importlib")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "KeyboardInterrupt" in done.stderr
    code = f"import sys; sys.argv = [{first!r}]; import signal, skywitness; "
    code += "print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "True\n"


def test_an_interruption_that_a_library_loses_ends_the_program() -> None:
    code = (
        "import gc, os, signal, time\n"
        "from skywitness.interruption import as_exception\n"
        "class Loses:\n"
        "    def __del__(self):\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "        time.sleep(1)\n"
        "with as_exception():\n"
        "    Loses()\n"
        "    print('still there', flush=True)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_what_a_command_holds_is_let_go_of_when_it_is_interrupted() -> None:
    before = signal.getsignal(signal.SIGINT)
    left = []

    def command() -> None:
        with interruption.as_exception():
            try:
                signal.raise_signal(signal.SIGINT)
            finally:
                left.append("tidy")

    with pytest.raises(KeyboardInterrupt):
        command()
    assert left == ["tidy"]
    assert interruption.was_interrupted()
    assert signal.getsignal(signal.SIGINT) is before
    with interruption.as_exception(), interruption.is_the_end():
        signal.raise_signal(signal.SIGINT)
    assert not interruption.was_interrupted()


def test_other_threads_leave_signals_alone() -> None:
    before = signal.getsignal(signal.SIGINT)
    seen = []

    def inside() -> None:
        with interruption.as_exception():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=inside)
    thread.start()
    thread.join()
    assert seen == [before]


@pytest.mark.skipif(not FULL.exists(), reason="there is no full device here")
@pytest.mark.parametrize("words", [["formats"], ["formats", "--json"], ["places", "Crimea"]])
def test_a_full_disk_is_one_line_and_status_1(words: list[str]) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            [*COMMAND, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == (
        "skywitness: what was found cannot be written: No space left on device\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="there are no such limits")
@pytest.mark.parametrize(
    "words",
    [
        ["init", "new"],
        ["simulate", "--out", "new", "--hours", "0.05", "--aircraft", "2"],
        ["simulate", "--out", "new", "--day-tar", "2000"],
        ["check", "fr4978-2021", "--out", "new.html", "--conflicts", "0"],
    ],
    ids=lambda words: " ".join(words[:4:3]),
)
def test_a_full_disk_is_status_1_for_files_as_well_and_leaves_nothing(
    words: list[str], tmp_path: Path
) -> None:
    limited = f"ulimit -f 1; exec {shlex.join([*COMMAND, *words])}"
    cache = {"XDG_CACHE_HOME": str(tmp_path.parent / "cache")}
    done = subprocess.run(
        ["bash", "-c", limited], capture_output=True, text=True, cwd=tmp_path,
        env=os.environ | cache, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "File too large" in done.stderr
    assert len(done.stderr.splitlines()) <= 2
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


@pytest.mark.skipif(os.name == "nt", reason="pipes and limits are told otherwise there")
def test_output_cut_short_is_told_without_a_buffer_too(tmp_path: Path) -> None:
    """With PYTHONUNBUFFERED a text is given to the system once, which may take a part of it."""
    unbuffered = os.environ | {"PYTHONUNBUFFERED": "1"}
    (tmp_path / "case.toml").write_text(MANY, "utf-8")
    words = [*COMMAND, "check", str(tmp_path), "--json", "--conflicts", "0"]
    whole = subprocess.run(words, capture_output=True, env=unbuffered, check=True).stdout
    assert len(whole) > 70_000, "more than a pipe holds"
    process = subprocess.Popen(words, stdout=subprocess.PIPE, env=unbuffered)
    assert process.stdout
    process.stdout.read(10)
    process.stdout.close()
    assert process.wait(timeout=120) == 1
    limited = f"ulimit -f 1; exec {shlex.join(words)} > out.json"
    done = subprocess.run(
        ["bash", "-c", limited], capture_output=True, text=True, cwd=tmp_path, env=unbuffered,
        check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "skywitness: what was found cannot be written: File too large\n"
    assert (tmp_path / "out.json").stat().st_size < len(whole)


def test_what_is_imported_first_imports_next_to_nothing() -> None:
    code = (
        "import sys; before = set(sys.modules); import skywitness.interruption\n"
        "print(len(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 40


def test_until_ctrl_c_is_heard_nothing_is_imported_that_takes_time() -> None:
    """Python has loaded `os` and `sys` by itself, and `_signal` is a part of it."""
    code = (
        "import builtins, sys, _signal\n"
        "own, before = builtins.__import__, _signal.getsignal(_signal.SIGINT)\n"
        "def told(name, *more):\n"
        "    if _signal.getsignal(_signal.SIGINT) is before:\n"
        "        print(name)\n"
        "    return own(name, *more)\n"
        "builtins.__import__ = told\n"
        "sys.argv = ['-m']\n"
        "import skywitness\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    own, built_in = {"skywitness", "skywitness.interruption"}, {"sys", "os", "_signal", "_io"}
    names = set(done.stdout.split())
    assert own <= names <= own | built_in | {"__future__"}
