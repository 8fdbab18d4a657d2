"""Work begun by threads before its turn comes; the turns stay in order."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import TypeVar

from skywitness import aside

T = TypeVar("T")
R = TypeVar("R")

MOST = 8
"""Threads by default at most: beyond, the one that keeps the order is what they wait for."""
WAITING = 2
"""Pieces of work in flight beyond one for each thread."""


def cores() -> int:
    """How many threads work by default: one for each core this process may use."""
    return min(aside.cores(), MOST)


def bundles(
    items: Iterable[T], size: Callable[[T], int | None], most: int, room: int
) -> Iterator[list[T]]:
    """Items that follow each other, together: at most ``most`` of them, and of ``room`` in all.

    An item of no ``size`` is handed out alone, before another one is asked for; one of more than
    ``room`` is alone as well. What the items raise comes after those before it.
    """
    held: list[T] = []
    spent = 0
    failed: list[Exception] = []
    for item in _until_failure(items, failed):
        weight = size(item)
        if held and (weight is None or len(held) == most or spent + weight > room):
            yield held
            held, spent = [], 0
        if weight is None:
            yield [item]
        else:
            held.append(item)
            spent += weight
    if held:
        yield held
    for failure in failed:
        raise failure


def _until_failure(items: Iterable[T], failed: list[Exception]) -> Iterator[T]:
    """Items as far as they come; what they raise goes to ``failed``, to be raised in its turn."""
    try:
        yield from items
    except Exception as error:
        failed.append(error)


class Threads:
    """So many threads; with one or none everything is done in its turn."""

    def __init__(self, jobs: int | None = None) -> None:
        """``jobs`` threads, :func:`cores` if it is not said."""
        jobs = cores() if jobs is None else jobs
        self._pool = ThreadPoolExecutor(jobs, "skywitness") if jobs > 1 else None
        self._most = jobs + WAITING
        self._has_frozen = False

    def __enter__(self) -> Threads:
        """Ready for work.

        What lives now lives on until the work is done. It is left out of the search for garbage,
        which comes again and again where much is read, and lets no thread run while it lasts.
        """
        if not gc.get_freeze_count():  # else somebody else keeps things out, and lets them in again
            gc.freeze()
            self._has_frozen = True
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of what was not begun, and wait for the rest."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
        if self._has_frozen:
            gc.unfreeze()

    def ahead(
        self, items: Iterable[T], work: Callable[[T], Callable[[], R] | None]
    ) -> Iterator[tuple[T, R | None]]:
        """Each item, in order, with what the work on it gave.

        ``work(item)`` gives what a thread can do (or, where there is none, is done now), or None if
        the item must wait for its turn: then
        everything before it is handed out first, and no further item is asked for before it is
        done with. What the work or the items raise comes in its turn as well.
        """
        waiting: deque[tuple[T, Future[R | None]]] = deque()
        failed: list[Exception] = []
        try:
            for item in _until_failure(items, failed):
                task = work(item)
                if task is None or self._pool is None:
                    while waiting:
                        yield _turn(waiting)
                    yield item, None if task is None else task()
                    continue
                future: Future[R | None] = self._pool.submit(task)
                waiting.append((item, future))
                if len(waiting) >= self._most:
                    yield _turn(waiting)
            while waiting:
                yield _turn(waiting)
        finally:
            for _, future in waiting:
                future.cancel()
        for failure in failed:
            raise failure


def _turn(waiting: deque[tuple[T, Future[R]]]) -> tuple[T, R]:
    item, future = waiting.popleft()
    return item, future.result()
