"""Facts that exclude each other: the same one said to be so and not to be so."""

from __future__ import annotations

from collections.abc import Sequence

from skywitness.claims.meaning.parts import Part, State


def clashing(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Two parts that state one fact with opposite values; empty when there are none."""
    known: dict[str, Part] = {}
    for part in parts:
        state = part.constraint
        if not isinstance(state, State):
            continue
        other = known.setdefault(state.what, part)
        assert isinstance(other.constraint, State)
        if other.constraint.value != state.value:
            return other, part
    return ()
