"""The table of atoms: one row for each thing a claim can say.

A new atom is one new file beside these and one row here; nothing else changes.
"""

from __future__ import annotations

from skywitness.claims.language.atoms.motion import (
    apart,
    climb,
    contact,
    course,
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
    vertical,
    way,
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
    restates,
    route,
)
from skywitness.claims.language.atoms.shared.base import AtomKind
from skywitness.claims.language.atoms.state import count, ground, happened, transponder, untestable
from skywitness.claims.language.atoms.time import clock, lasted, order

ATOMS: tuple[AtomKind, ...] = (
    distance.KIND,
    offset.KIND,
    direction.KIND,
    coast.KIND,
    route.KIND,
    near.KIND,
    inside.KIND,
    position.KIND,
    restates.KIND,
    altitude.KIND,
    depth.KIND,
    clock.KIND,
    order.KIND,
    lasted.KIND,
    entered.KIND,
    stays.KIND,
    overflight.KIND,
    speed.KIND,
    travel.KIND,
    incursion.KIND,
    heights.KIND,
    climb.KIND,
    vertical.KIND,
    ends.KIND,
    passes.KIND,
    apart.KIND,
    reach.KIND,
    unreached.KIND,
    others.KIND,
    contact.KIND,
    straight.KIND,
    heading.KIND,
    course.KIND,
    way.KIND,
    formation.KIND,
    count.KIND,
    happened.KIND,
    ground.KIND,
    transponder.KIND,
    untestable.KIND,
)
