"""What the page is told: the last good dossier, the last error, whether a check is running."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from skywitness.aliases import Json
from skywitness.unseen import plain


@dataclass(frozen=True)
class State:
    """``serial`` grows with every change; ``page`` is the number of the last good dossier.

    ``verdicts`` are those that the check that runs has come to so far.
    """

    serial: int = 0
    page: int = 0
    checking: bool = True
    error: Json | None = None
    follows: bool = True
    verdicts: tuple[Json, ...] = ()

    def as_json(self) -> Json:
        """The object that the page's script follows."""
        return {
            "serial": self.serial,
            "page": self.page,
            "checking": self.checking,
            "error": self.error,
            "follows": self.follows,
            "verdicts": list(self.verdicts),
        }


class Board:
    """The state, which one thread changes and others read and listen to."""

    def __init__(self, *, follows: bool = True) -> None:
        """Nothing has been checked yet; ``follows`` is whether saving the case has it checked."""
        self._lock = threading.RLock()
        self._listeners: list[Callable[[], object]] = []
        self._state = State(follows=follows)
        self._page: bytes | None = None

    @property
    def state(self) -> State:
        """The state now."""
        with self._lock:
            return self._state

    @property
    def page(self) -> tuple[int, bytes | None]:
        """The last good dossier with its number; number 0 and ``None`` while there is none."""
        with self._lock:
            return self._state.page, self._page

    @contextmanager
    def listening(self, told: Callable[[], object]) -> Iterator[None]:
        """Inside, ``told`` is called after every change, by the thread that made it."""
        with self._lock:
            self._listeners.append(told)
        try:
            yield
        finally:
            with self._lock:
                self._listeners.remove(told)

    def checking(self) -> None:
        """A check has begun; what was last found stays."""
        self._set(checking=True, verdicts=())

    def told(self, claim: Json) -> None:
        """A check that runs has come to the verdicts of a claim."""
        with self._lock:
            self._set(verdicts=(*self._state.verdicts, plain(claim)))

    def found(self, page: bytes) -> None:
        """A check has ended with a dossier."""
        with self._lock:
            self._page = page
            self._set(checking=False, error=None, page=self._state.page + 1, verdicts=())

    def failed(self, error: Json) -> None:
        """A check has ended with an error; the last good dossier stays."""
        self._set(checking=False, error=plain(error), verdicts=())

    def _set(self, **changes: Any) -> None:
        with self._lock:
            self._state = replace(self._state, serial=self._state.serial + 1, **changes)
            for told in self._listeners:
                told()
