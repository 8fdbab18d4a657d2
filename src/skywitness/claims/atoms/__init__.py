"""The table of atoms: one row for each thing a claim can say.

A new atom is one new file beside these and one row here; nothing else changes.
"""

from __future__ import annotations

from skywitness.claims.atoms import (
    altitude,
    clock,
    coast,
    contact,
    count,
    depth,
    direction,
    distance,
    entered,
    inside,
    near,
    offset,
    order,
    position,
    straight,
    transponder,
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
    clock.KIND,
    order.KIND,
    entered.KIND,
    contact.KIND,
    straight.KIND,
    count.KIND,
    transponder.KIND,
    untestable.KIND,
)
