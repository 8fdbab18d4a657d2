"""What a part about times or facts is taken to mean, in the cells that an explanation shows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from skywitness.claims.meaning.parts import Difference, State, Sun
from skywitness.claims.meaning.stretches import POLICY
from skywitness.claims.telling import explainsun
from skywitness.claims.telling.timewords import allowed, measured

Number = tuple[float, float | None, float | None]


def cells(demand: Difference | State, stretches: Sequence[float]) -> tuple[tuple[str, ...], ...]:
    """What is allowed at each stretch, or once where nothing stretches."""
    words = [allowed(demand, stretch) for stretch in stretches]
    if isinstance(demand, State) or len(set(words)) == 1:
        return ((words[0],),)
    return tuple((word,) for word in words)


def plain(demand: Difference | State | Sun, labels: Mapping[str, str] | None = None) -> str:
    """What is allowed at the policy's tolerance, to stand in a sentence."""
    if isinstance(demand, Sun):
        return explainsun.plain(demand)
    if isinstance(demand, State):
        return f"{measured(demand)}: {allowed(demand, POLICY)}"
    return f"{measured(demand, labels)} {allowed(demand, POLICY)}"


def seconds(demand: Difference | State, stretches: Sequence[float]) -> tuple[Number, ...]:
    """Stretch, lower and upper end in seconds; from 1970-01-01T00:00Z for an instant."""
    if isinstance(demand, State):
        return ()
    return tuple(
        (s, lo if math.isfinite(lo) else None, hi if math.isfinite(hi) else None)
        for s in stretches
        for lo, hi in [demand.allowed.at(s)]
    )
