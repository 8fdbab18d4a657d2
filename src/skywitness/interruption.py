"""Ctrl-C at any moment ends the program with status 130, and without a word.

Python turns the signal into an exception at whatever line it stands. In a command that is right:
what is half written is taken away. While modules are imported, in a library's callback or when the
interpreter takes itself apart it makes tracebacks, or is lost. So the program begins with a handler
that ends the process at once, commands run with the exception, and where a library loses the
exception the process ends as well.

This module is the first to be imported, and imports nothing that Python has not built in or loaded
for itself: `signal`, `threading` and `contextlib` take longer to import than all before, and a
Ctrl-C until then would end in a traceback. What comes before is Python's own: until its start is
over nobody is asked what is to be done with a signal.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as `typing` has it, which takes longer to import than all else here
if TYPE_CHECKING:
    import signal
    from types import FrameType, TracebackType
    from typing import Any
else:
    import _signal as signal  # what `signal` wraps: the same functions and plain numbers

INTERRUPTED = 130
"""The exit status: 128 and the signal's number, as shells have it."""
_state = {"met": False}


def _at_once(number: int = 0, frame: FrameType | None = None) -> None:
    os._exit(INTERRUPTED)


def _as_exception(number: int, frame: FrameType | None) -> None:
    if _state["met"]:  # a second time: whoever waits does not want to
        os._exit(INTERRUPTED)
    _state["met"] = True
    raise KeyboardInterrupt


def _set(handler: Any) -> bool:
    """Set what Ctrl-C does; False where signals are not this thread's to handle, or somebody has it
    that they be ignored."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        return False
    try:
        signal.signal(signal.SIGINT, handler)
    except ValueError:  # another thread than the main one
        return False
    return True


def at_once() -> None:
    """From now on Ctrl-C ends the process without more ado."""
    _set(_at_once)


def was_interrupted() -> bool:
    """Whether Ctrl-C was met, whatever a library made of it."""
    return _state["met"]


class as_exception:  # noqa: N801  # it is used as a function
    """Inside, Ctrl-C is a KeyboardInterrupt; where that is lost the process ends."""

    def __enter__(self) -> None:
        """Begin; in another thread than the main one nothing changes."""
        handler = signal.getsignal(signal.SIGINT)
        _state["met"] = False
        self._is_set = _set(_as_exception)
        if not self._is_set:
            return
        self._before = handler, sys.unraisablehook
        hook = sys.unraisablehook

        def lost(unraisable: Any) -> None:
            if _state["met"] or isinstance(unraisable.exc_value, KeyboardInterrupt):
                _at_once()
            hook(unraisable)

        sys.unraisablehook = lost

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        """Give the signal back to who had it."""
        if self._is_set:
            handler, sys.unraisablehook = self._before
            signal.signal(signal.SIGINT, handler)


class is_the_end:  # noqa: N801  # it is used as a function
    """Inside, Ctrl-C is how the command ends, and no fault."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:  # fmt: skip
        """Hold a KeyboardInterrupt back."""
        ended = kind is not None and issubclass(kind, KeyboardInterrupt)
        if ended:
            _state["met"] = False
        return ended
