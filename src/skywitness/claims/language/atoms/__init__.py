"""The table of atoms: one row for each thing a claim can say.

A new atom is one new file beside these and one row here; nothing else changes.
"""

from __future__ import annotations

from skywitness.claims.language.atoms.motion import (
    apart,
    climb,
    contact,
    ends,
    entered,
    formation,
    heading,
    heights,
    incursion,
    overflight,
    passes,
    reach,
    speed,
    stays,
    straight,
    travel,
    unreached,
)
from skywitness.claims.language.atoms.place import (
    altitude,
    coast,
    depth,
    direction,
    distance,
    inside,
    near,
    offset,
    others,
    position,
)
from skywitness.claims.language.atoms.shared.base import AtomKind
from skywitness.claims.language.atoms.state import count, ground, happened, transponder, untestable
from skywitness.claims.language.atoms.time import clock, order

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
    stays.KIND,
    overflight.KIND,
    speed.KIND,
    travel.KIND,
    incursion.KIND,
    heights.KIND,
    climb.KIND,
    ends.KIND,
    passes.KIND,
    apart.KIND,
    reach.KIND,
    unreached.KIND,
    others.KIND,
    contact.KIND,
    straight.KIND,
    heading.KIND,
    formation.KIND,
    count.KIND,
    happened.KIND,
    ground.KIND,
    transponder.KIND,
    untestable.KIND,
)
