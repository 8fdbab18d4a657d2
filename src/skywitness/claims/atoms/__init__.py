"""The table of atoms: one row for each thing a claim can say.

A new atom is one new file beside these and one row here; nothing else changes.
"""

from __future__ import annotations

from skywitness.claims.atoms import (
    altitude,
    coast,
    depth,
    direction,
    distance,
    inside,
    near,
    offset,
    position,
    untestable,
)
from skywitness.claims.atoms.base import AtomKind

ATOMS: tuple[AtomKind, ...] = (
    distance.KIND,
    offset.KIND,
    direction.KIND,
    coast.KIND,
    near.KIND,
    inside.KIND,
    position.KIND,
    altitude.KIND,
    depth.KIND,
    untestable.KIND,
)
