"""The same sources as :mod:`.cpr` and :mod:`.positions`, compiled. Import it only for long
inputs."""

from __future__ import annotations

from types import FunctionType
from typing import Any, cast

from skywitness.machinecode import compiled
from skywitness.record.modes.positions import cpr, positions


def _compile() -> Any:
    # Each function is compiled with the compiled ones in the place of those it calls.
    names: dict[str, Any] = {**vars(cpr), **vars(positions)}
    order = (
        cpr.zones, cpr.place, cpr.longitude, cpr.apart, cpr.globally, cpr.globally_surface,
        cpr.locally, positions.reachable, positions.pair, positions.elsewhere, positions.follow,
    )  # fmt: skip
    for plain in order:
        function = FunctionType(plain.__code__, names, plain.__name__)
        function.__qualname__ = plain.__qualname__
        function.__module__ = plain.__module__
        names[plain.__name__] = compiled(function)
    return names["follow"]


follow = cast("type[Any]", _compile())
"""As :func:`skywitness.record.modes.positions.positions.follow`, for arrays."""
