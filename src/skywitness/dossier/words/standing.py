"""How a claim stands at each stretch of tolerances that a reader can choose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from skywitness.aliases import Json
from skywitness.claims.meaning.stretches import AS_PRINTED, DOUBLED, POLICY, STRETCHES
from skywitness.reason.worlds.joint import Joint

STRETCH_WORDS = {
    AS_PRINTED: "numbers as printed, without tolerance",
    POLICY: "words as usually meant",
    DOUBLED: "every tolerance doubled",
}
Standing = Literal["fits", "does not fit", "not decided"]


def standing(lo: float, hi: float, stretch: float) -> Standing:
    """What a bracket of the least stretch says at one stretch."""
    if hi <= stretch:
        return "fits"
    return "does not fit" if lo > stretch else "not decided"


def standings(joints: Sequence[Joint]) -> Json:
    """For each stretch how the ordinary readings stand, the most favourable of them deciding."""
    ordinary = [j for j in joints if j.reading.kind == "ordinary"]
    if not ordinary:
        return {}
    lo, hi = min(j.lo for j in ordinary), min(j.hi for j in ordinary)
    return {f"{s:g}": standing(lo, hi, s) for s in STRETCHES}


def stretches_json() -> list[Json]:
    """The stretches in words."""
    return [{"key": f"{s:g}", "label": f"{s:g} ×", "words": STRETCH_WORDS[s]} for s in STRETCHES]
