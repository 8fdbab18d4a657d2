"""The table of atoms: one row for each thing a claim can say.

A new atom is one new file beside these and one row here; nothing else changes.
"""

from __future__ import annotations

from skywitness.claims.atoms import (
    altitude,
    apart,
    climb,
    clock,
    coast,
    contact,
    count,
    depth,
    direction,
    distance,
    ends,
    entered,
    formation,
    heading,
    heights,
    incursion,
    inside,
    near,
    offset,
    order,
    position,
    reach,
    speed,
    straight,
    transponder,
    travel,
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
    speed.KIND,
    travel.KIND,
    incursion.KIND,
    heights.KIND,
    climb.KIND,
    ends.KIND,
    apart.KIND,
    reach.KIND,
    contact.KIND,
    straight.KIND,
    heading.KIND,
    formation.KIND,
    count.KIND,
    transponder.KIND,
    untestable.KIND,
)
