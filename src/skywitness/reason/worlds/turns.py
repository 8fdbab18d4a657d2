"""The order in which readings are looked at, whatever the order of the claims they are of."""

from __future__ import annotations

from collections.abc import Sequence

from skywitness.claims.meaning.parts import Reading


def turns_of(readings: Sequence[Reading]) -> dict[int, tuple[int, ...]]:
    """By position of each reading what to sort by, so that the order of claims makes no difference.

    What is found for one reading is tried for those after it.
    """
    words = sorted({word for r in readings for word in r.choice})
    ranks: dict[str, dict[str, int]] = {word: {} for word in words}
    for reading in readings:
        for word, value in reading.choice.items():
            ranks[word].setdefault(value.label, len(ranks[word]))
    return {
        k: tuple(ranks[w][r.choice[w].label] if w in r.choice else -1 for w in words)
        for k, r in enumerate(readings)
    }
