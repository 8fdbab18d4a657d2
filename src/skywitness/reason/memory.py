"""What one check found, kept for the next check of a case that has changed a little.

A check is made of *units*: the verdict of one claim in all points of view, one inference, one set.
Each begins with nothing but the answers of the units that it names, so what it finds, and what it
costs, hangs on what it is given and on nothing that was asked before. So a unit that is given the
very same again need not be worked out again.

What it is given is told by its print: a hash over *everything* that its work is handed, down to the
last field and bit. Nothing is picked out as what matters. A value of a kind that is not known here
has no print, and the unit is worked out each time.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import struct
from collections import OrderedDict
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from hashlib import blake2b
from pathlib import PurePath
from types import FunctionType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import numpy as np
from pydantic import BaseModel
from shapely.geometry.base import BaseGeometry

from skywitness.places.place import shape_print
from skywitness.reason.work import Answers, answers, begin_with

T = TypeVar("T")

#: Units kept; the ones not used for longest go first.
MOST = 2000


class NoPrintError(TypeError):
    """A value of a kind that has no print."""


@dataclasses.dataclass(frozen=True)
class Unit:
    """A unit that was worked out: its print (``None`` where it has none) and its answers."""

    print: bytes | None
    answers: Answers


class Memory:
    """Units of earlier checks, by their prints."""

    def __init__(self, most: int = MOST) -> None:
        """Nothing is known yet."""
        self.most = most
        self.found = self.sought = 0
        self._units: OrderedDict[bytes, tuple[object, Unit]] = OrderedDict()

    def knows(self, mine: bytes | None) -> bool:
        """Whether a unit of this print need not be worked out."""
        return mine is not None and mine in self._units

    def get(self, mine: bytes | None) -> tuple[Any, Unit] | None:
        """What a unit of this print gave, if it is known."""
        self.sought += 1
        if mine is None or mine not in self._units:
            return None
        self.found += 1
        self._units.move_to_end(mine)
        return self._units[mine]

    def put(self, result: object, unit: Unit) -> None:
        """Keep what a unit gave."""
        if unit.print is not None:
            self._units[unit.print] = result, unit
            while len(self._units) > self.most:
                self._units.popitem(last=False)


def worked_out(
    work: Callable[[], T], mine: bytes | None, rests_on: tuple[Unit, ...], memory: Memory | None
) -> tuple[T, Unit]:
    """What a unit gives, worked out unless it is known.

    Args:
        work: the work, which may rest on what ``mine`` is the print of, and on nothing else.
        mine: the unit's print, of the units it rests on as well; ``None`` where there is none.
        rests_on: units whose answers it begins with.
        memory: what is known, if anything is kept.
    """
    known = None if memory is None else memory.get(mine)
    if known is not None:
        return known
    begin_with(*(each.answers for each in rests_on))
    result = work()
    unit = Unit(mine, answers())
    if memory is not None:
        memory.put(result, unit)
    return result, unit


class Printer:
    """Makes prints; what it has printed once of an object it knows again while it lives."""

    def __init__(self) -> None:
        """Nothing is printed yet."""
        self._known: dict[int, tuple[object, bytes]] = {}

    def print(self, *values: object) -> bytes | None:
        """The print of some values, ``None`` where one of them has none."""
        try:
            return self._of(values)
        except NoPrintError:
            return None

    def _of(self, value: object) -> bytes:
        known = self._known.get(id(value))
        if known is not None and known[0] is value:
            return known[1]
        made = blake2b(self._told(value), digest_size=24).digest()
        # Only what cannot change is known again; as it is kept here its id stays its own.
        if isinstance(value, tuple) or _frozen(value):
            self._known[id(value)] = value, made
        return made

    def _told(self, value: object) -> bytes:
        kind = type(value)
        name = f"{kind.__module__}.{kind.__qualname__}\0".encode()
        if kind in _PLAIN:
            return name + str(value).encode()
        for kinds, told in _KINDS:
            if isinstance(value, kinds):
                return name + told(self, value)
        if dataclasses.is_dataclass(value):
            fields = (self._of(getattr(value, f.name)) for f in dataclasses.fields(value))
            return name + b"".join(fields)
        raise NoPrintError(f"{kind.__qualname__} has no print")

    def _array(self, value: Any) -> bytes:
        if value.dtype.hasobject:
            raise NoPrintError("an array of objects has no print")
        shape = f"{value.dtype.str}{value.shape}\0".encode()
        return shape + np.ascontiguousarray(value).tobytes()

    def _many(self, value: Any) -> bytes:
        return b"".join(map(self._of, value)) + self._more(value)

    def _set(self, value: Any) -> bytes:
        return b"".join(sorted(map(self._of, value)))

    def _pairs(self, value: Any) -> bytes:  # in their order, which may decide what is tried first
        return b"".join(self._of(k) + self._of(v) for k, v in value.items()) + self._more(value)

    def _row(self, value: Any) -> bytes:
        return self._of(dict(value.__dict__)) + self._of(dict(value.model_extra or {}))

    def _named(self, value: Any) -> bytes:
        if "<" in value.__qualname__:  # one of many of that name
            raise NoPrintError(f"{value.__qualname__} has no print")
        return f"{value.__module__}.{value.__qualname__}".encode()

    def _more(self, value: object) -> bytes:
        """What a tuple, list or mapping of a class of our own has besides what it holds."""
        own = getattr(value, "__dict__", None)
        return self._of(dict(sorted(own.items()))) if own else b""


_PLAIN = (type(None), bool, int, str)

# What is told of values of each kind, the first that fits; dataclasses are told field by field.
_KINDS: tuple[tuple[tuple[type, ...], Callable[[Printer, Any], bytes]], ...] = (
    ((enum.Enum,), lambda _, value: str(value.name).encode()),
    ((np.generic, np.ndarray), lambda printer, value: printer._array(np.asarray(value))),
    ((float,), lambda _, value: struct.pack(">d", value)),
    ((bytes,), lambda _, value: value),
    ((Decimal, Fraction, dt.date, dt.time, dt.timedelta, PurePath), lambda _, v: repr(v).encode()),
    ((ZoneInfo,), lambda _, value: str(value.key).encode()),
    ((BaseGeometry,), lambda _, value: shape_print(value)),
    ((tuple, list), Printer._many),
    ((set, frozenset), Printer._set),
    ((Mapping,), Printer._pairs),
    ((BaseModel,), Printer._row),
    ((type, FunctionType), Printer._named),
)


def _frozen(value: object) -> bool:
    made = getattr(type(value), "__dataclass_params__", None)
    return made is not None and bool(made.frozen)
