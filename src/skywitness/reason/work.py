"""Work done in searching, counted in what it costs and not by the clock.

One unit is about a microsecond of one core of a quiet machine of the 2020s. Every kind of search
charges what it is about to do by the size of it: cells measured, rows solved, pairs of cells held
against each other, readings tried. So the same case costs the same on any machine under any load,
and whoever allows only so much of it gets the same answer everywhere.

An answer that is kept from earlier is charged once to whoever asks for it under a limit, as if it
had been worked out for them: what was asked before changes no result.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

SECOND = 1_000_000.0  # units in a second of a quiet machine


class SpentError(Exception):
    """The work that ``meter`` allows is used up; only who opened that meter may catch it."""

    def __init__(self, meter: Meter) -> None:
        """Name the meter."""
        super().__init__("the work allowed was used up")
        self.meter = meter


@dataclass(eq=False)
class Meter:
    """Units done under it, at most ``limit``; what is done counts for the ``outer`` one as well.

    Where it ``pays``, each answer kept from earlier is paid for once under it.
    """

    limit: float = math.inf
    outer: Meter | None = None
    pays: bool = False
    done: float = 0.0
    paid: set[Hashable] = field(default_factory=set)


_meter: ContextVar[Meter | None] = ContextVar("work", default=None)


def charge(units: float) -> None:
    """Count work that is about to be done.

    Raises:
        SpentError: a limit is passed; of several the outermost is named.
    """
    meter, over = _meter.get(), None
    while meter is not None:
        meter.done += units
        if meter.done > meter.limit:
            over = meter
        meter = meter.outer
    if over is not None:
        raise SpentError(over)


@contextmanager
def within(limit: float = math.inf, *, pays: bool = False) -> Iterator[Meter]:
    """Count what is done inside, and allow so much of it; see :class:`Meter`.

    Raises:
        SpentError: a limit is passed inside, this one or one outside.
    """
    meter = Meter(limit, _meter.get(), pays)
    token = _meter.set(meter)
    try:
        yield meter
    finally:
        _meter.reset(token)


def _payer() -> Meter | None:
    """The innermost meter that pays for answers kept, if there is one."""
    meter = _meter.get()
    while meter is not None and not meter.pays:
        meter = meter.outer
    return meter


_every: list[Callable[[], None]] = []  # what empties each store of answers
_stores: list[Kept[Any, Any]] = []

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The last answers to questions of one kind, with what each cost."""

    def __init__(self, most: int) -> None:
        """Keep no more than ``most``."""
        self.most = most
        self._answers: OrderedDict[K, tuple[V, float]] = OrderedDict()
        _every.append(self.clear)
        _stores.append(self)

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._answers)

    def get(self, key: K) -> V | None:
        """An answer, charged once under each meter that pays; ``None`` where it is not kept.

        Raises:
            SpentError: a limit is passed.
        """
        if key not in self._answers:
            return None
        self._answers.move_to_end(key)
        answer, cost = self._answers[key]
        payer = _payer()
        if payer is not None and (id(self), key) not in payer.paid:
            payer.paid.add((id(self), key))
            charge(cost)
        return answer

    def put(self, key: K, answer: V, cost: float) -> None:
        """Keep an answer that has just been worked out, and charged, at a cost."""
        payer = _payer()
        if payer is not None:
            payer.paid.add((id(self), key))
        self._answers[key] = answer, cost
        while len(self._answers) > self.most:
            self._answers.popitem(last=False)

    def clear(self) -> None:
        """Keep nothing."""
        self._answers.clear()

    def copied(self) -> Mapping[K, tuple[V, float]]:
        """All that is kept, each answer with its cost, the one asked for last at the end."""
        return dict(self._answers)

    def fill(self, answers: Mapping[K, tuple[V, float]]) -> None:
        """Keep these answers as well; where one is kept already, that one stays."""
        for key, told in answers.items():
            self._answers.setdefault(key, told)
        while len(self._answers) > self.most:
            self._answers.popitem(last=False)


Answers = Mapping[int, Mapping[Any, tuple[Any, float]]]
"""What every store kept at one time, by the store's number."""


def answers() -> Answers:
    """All that is kept now."""
    return {k: store.copied() for k, store in enumerate(_stores) if len(store)}


def begin_with(*known: Answers) -> None:
    """Let only these answers be kept, so that what follows rests on nothing else.

    Tables that cost as much to look up as to measure (:func:`when_forgetting`) stay: they change
    neither an answer nor its cost.
    """
    for k, store in enumerate(_stores):
        store.clear()
        for each in known:
            store.fill(each.get(k, {}))


def when_forgetting(empty: Callable[[], None]) -> None:
    """Have a store of answers emptied whenever answers are forgotten."""
    _every.append(empty)


def forget() -> None:
    """Drop every answer kept, so that what follows rests on nothing that was asked before."""
    for empty in _every:
        empty()
