"""A command of the program, run here, and what must hold of it whatever a folder holds."""

from __future__ import annotations

import contextlib
import io
import os
import re
import signal
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from skywitness.cli import main

SLOWEST_S = 20.0
"""Processor time that a command may take with a folder of a few files."""
HANGS_S = 60
LONGEST = 20_000
"""Characters of what is told on standard error."""
_RAW = re.compile(
    "[\x00-\x08\x0b-\x1a\x1c-\x1f\u200b\u202a-\u202e\u2066-\u2069\u2028\u2029\U000e0041\ufeff]"
)


@dataclass
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str
    seconds: float


class _TooLongError(BaseException):
    """A command waits, or computes, for too long."""


def run(*words: str) -> tuple[Ended, str | None]:
    """Run a command here; also what is wrong with how it ended, None for nothing."""
    out, err = io.StringIO(), io.StringIO()
    began, fault, status = time.process_time(), None, -1

    def stop(number: int, frame: FrameType | None) -> None:
        raise _TooLongError

    before = {s: signal.signal(s, stop) for s in (signal.SIGALRM, signal.SIGPROF)}
    signal.alarm(HANGS_S)
    signal.setitimer(signal.ITIMER_PROF, SLOWEST_S)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _no_input():
            main(words)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except _TooLongError:
        fault = "hangs or is too slow"
    except BaseException:
        fault = traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        for number, handler in before.items():
            signal.signal(number, handler)
    ended = Ended(status, out.getvalue(), err.getvalue(), time.process_time() - began)
    return ended, fault or complaint(ended)


@contextlib.contextmanager
def _no_input() -> Iterator[None]:
    """Standard input is empty: what reads it must not wait for the one who tests."""
    held, null = os.dup(0), os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    try:
        yield
    finally:
        os.dup2(held, 0)
        os.close(held)
        os.close(null)


def complaint(ended: Ended) -> str | None:
    """What is wrong with how a command ended: its status, its words, its time."""
    if ended.status not in (0, 1, 2):
        return f"status {ended.status}"
    if "Traceback" in ended.err + ended.out:
        return "a traceback"
    if ended.status == 2:
        if ended.out.strip():
            return "status 2 and something on standard output"
        if "skywitness: " not in ended.err and "Error" not in ended.err:
            return f"status 2 without a message: {ended.err[:200]}"
    if len(ended.err) > LONGEST:
        return f"{len(ended.err)} characters of messages"
    if found := _RAW.search(ended.err + ended.out):
        return f"a character that nobody sees is told as it is: U+{ord(found[0]):04X}"
    return None


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """What lies in a folder, with its size and when it was written."""
    return {
        str(p.relative_to(folder)): (p.lstat().st_size, p.lstat().st_mtime_ns)
        for p in sorted(folder.rglob("*"))
    }
