"""Ctrl-C at any moment ends the program with status 130, and without a word.

Python turns the signal into an exception at whatever line it stands. In a command that is right:
what is half written is taken away. While modules are imported, in a library's callback or when the
interpreter takes itself apart it makes tracebacks, or is lost. So the program begins with a handler
that ends the process at once, commands run with the exception, and where a library loses the
exception the process ends as well.

This module imports next to nothing, as it is the first to be imported.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

TYPE_CHECKING = False  # as `typing` has it, which takes longer to import than all else here
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

INTERRUPTED = 130
"""The exit status: 128 and the signal's number, as shells have it."""
_met = threading.Event()


def _at_once(number: int = 0, frame: FrameType | None = None) -> None:
    os._exit(INTERRUPTED)


def _as_exception(number: int, frame: FrameType | None) -> None:
    if _met.is_set():  # a second time: whoever waits does not want to
        os._exit(INTERRUPTED)
    _met.set()
    raise KeyboardInterrupt


def _mine() -> bool:
    """Whether signals are this thread's to handle, and nobody has it that they be ignored."""
    return (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
    )


def at_once() -> None:
    """From now on Ctrl-C ends the process without more ado."""
    if _mine():
        signal.signal(signal.SIGINT, _at_once)


def was_interrupted() -> bool:
    """Whether Ctrl-C was met, whatever a library made of it."""
    return _met.is_set()


@contextmanager
def as_exception() -> Iterator[None]:
    """Inside, Ctrl-C is a KeyboardInterrupt; where that is lost the process ends."""
    if not _mine():
        yield
        return
    _met.clear()
    before, handler = sys.unraisablehook, signal.getsignal(signal.SIGINT)

    def lost(unraisable: Any) -> None:
        if _met.is_set() or isinstance(unraisable.exc_value, KeyboardInterrupt):
            _at_once()
        before(unraisable)

    sys.unraisablehook = lost
    signal.signal(signal.SIGINT, _as_exception)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        sys.unraisablehook = before


@contextmanager
def is_the_end() -> Iterator[None]:
    """Inside, Ctrl-C is how the command ends, and no fault."""
    try:
        yield
    except KeyboardInterrupt:
        _met.clear()
