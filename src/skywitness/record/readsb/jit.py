"""Compiling with numba, with types; and reading memory as bytes and eight bytes at once.

Slow to import: only what is compiled imports it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic

from skywitness.machinecode import compiled
from skywitness.record import blocks

F = TypeVar("F", bound=Callable[..., object])


_OPTIONS: dict[str, Any] = {"nogil": True, "_nrt": False, "error_model": "numpy"}


def jit(function: F) -> F:
    """The function compiled at its first call; machine code is kept on disk. Threads run at once.

    It may make no arrays: a row of one is looked at without counting who else holds it (``_nrt``),
    which would cost more than all else that is done with it.
    """
    return compiled(function, [Path(blocks.__file__)], **_OPTIONS)


def inlined(function: F) -> F:
    """The same for a function that is called where every nanosecond counts: it becomes a part of
    those that call it."""
    return compiled(function, [Path(blocks.__file__)], forceinline=True, **_OPTIONS)


def _load(builder: Any, arguments: Any, bits: int) -> Any:
    """Code that loads ``bits`` bits from an address plus an offset, aligned or not."""
    address = builder.add(*arguments)
    pointer = builder.inttoptr(address, ir.IntType(bits).as_pointer())
    return builder.load(pointer, align=1)


def _byte(typing: Any, address: Any, offset: Any) -> Any:
    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.zext(_load(builder, arguments, 8), ir.IntType(64))

    return types.int64(types.int64, types.int64), code


def _eight(typing: Any, address: Any, offset: Any) -> Any:
    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return _load(builder, arguments, 64)

    return types.uint64(types.int64, types.int64), code


def _place(builder: Any, address: Any, index: Any, kind: Any) -> Any:
    """A pointer to the ``index``-th eight bytes from an address on."""
    offset = builder.shl(index, ir.IntType(64)(3))
    return builder.inttoptr(builder.add(address, offset), kind.as_pointer())


def _set_float(typing: Any, address: Any, index: Any, value: Any) -> Any:
    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        place = _place(builder, arguments[0], arguments[1], ir.DoubleType())
        builder.store(arguments[2], place)
        return context.get_dummy_value()

    return types.void(types.int64, types.int64, types.float64), code


def _set_int(typing: Any, address: Any, index: Any, value: Any) -> Any:
    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        place = _place(builder, arguments[0], arguments[1], ir.IntType(64))
        builder.store(arguments[2], place)
        return context.get_dummy_value()

    return types.void(types.int64, types.int64, types.int64), code


def _get_int(typing: Any, address: Any, index: Any) -> Any:
    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.load(_place(builder, arguments[0], arguments[1], ir.IntType(64)))

    return types.int64(types.int64, types.int64), code


def _lowest(typing: Any, value: Any) -> Any:
    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.IntType(1)(0))

    return types.int64(types.uint64), code


def _separators(typing: Any, address: Any, offset: Any) -> Any:
    """Compares 64 bytes at once, as far as the processor has registers for it."""
    lane = ir.IntType(8)
    wide = ir.VectorType(lane, 64)

    def all_of(value: int) -> Any:
        return ir.Constant(wide, [ir.Constant(lane, value)] * 64)

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        pointer = builder.inttoptr(builder.add(*arguments), wide.as_pointer())
        text = builder.load(pointer, align=1)
        closing = builder.icmp_unsigned("==", builder.or_(text, all_of(0x20)), all_of(ord("}")))
        found = builder.or_(closing, builder.icmp_unsigned("==", text, all_of(ord(","))))
        found = builder.or_(found, builder.icmp_unsigned("==", text, all_of(0)))
        return builder.bitcast(found, ir.IntType(64))

    return types.uint64(types.int64, types.int64), code


byte = cast(Callable[[int, int], int], intrinsic(_byte))
"""The byte at an address plus an offset. Nothing checks that it may be read."""
eight = cast(Callable[[int, int], Any], intrinsic(_eight))
"""The eight bytes from there on, the first the lowest (on processors that store them so)."""
lowest = cast(Callable[[Any], int], intrinsic(_lowest))
"""The number of the lowest bit that is set in a uint64, 64 if none is."""
separators = cast(Callable[[int, int], Any], intrinsic(_separators))
"""A bit for each of the 64 bytes from there on that is a comma, closes an array or object, or is 0;
the first byte's is the lowest."""
set_float = cast(Callable[[int, int, float], None], intrinsic(_set_float))
"""Write the ``index``-th float64 from an address on. Nothing checks that it may be written."""
set_int = cast(Callable[[int, int, int], None], intrinsic(_set_int))
"""The same for an int64."""
get_int = cast(Callable[[int, int], int], intrinsic(_get_int))
"""Read the ``index``-th int64 from an address on."""
