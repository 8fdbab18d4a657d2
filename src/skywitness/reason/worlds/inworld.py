"""What a world of tied unknowns tells a joint reading, and whether its objects have the time."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from skywitness.claims.meaning.parts import Mover
from skywitness.claims.meaning.spots import Spot
from skywitness.reason.ties.openparts import unknowns_of
from skywitness.reason.ties.world import World as TiedWorld
from skywitness.reason.ties.world import way

if TYPE_CHECKING:
    from skywitness.reason.worlds.joint import Joint, World

#: A way flown above every mountain is at most this times as long as that at the sea.
HIGH = 1.0015


def too_soon(each: Joint, world: World) -> bool:
    """Whether some object would be at two places sooner than its hard speed lets it."""
    movers = [p.constraint for p in world.parts if isinstance(p.constraint, Mover)]
    for mover in movers:
        at = [p for p in mover.places if p in each.places]
        for k, one in enumerate(at):
            for other in at[k + 1 :]:
                clock = next((c for c in (each.times, each.gaps)
                              if one.moment in c and other.moment in c), None)  # fmt: skip
                if clock is None:
                    continue
                time = abs(clock[one.moment] - clock[other.moment])
                far = way(each.places[one], each.places[other])
                rise = abs(each.heights.get(one, 0.0) - each.heights.get(other, 0.0))
                if math.hypot(far * HIGH, rise) > mover.speed * time:
                    return True
    return False


def in_world(each: Joint, told: TiedWorld) -> Joint:
    """A joint reading with what a world of tied unknowns says of all that it speaks of."""
    spoken = {unknown for part in each.reading.parts for unknown in unknowns_of(part, {})}
    # A moment between two others that no claim speaks of keeps its order by the same world.
    own = (m for m in told.moments() if Spot.of(m) in spoken)
    timed = dict.fromkeys((*each.times, *each.gaps, *own))
    times = {m: t for m in timed if told.dated(m) and (t := told.time(m)) is not None}
    gaps = {m: t for m in timed if m not in times and (t := told.time(m)) is not None}
    start = min(gaps.values(), default=0.0)
    # Moments of which the tied world knows nothing keep the times they had.
    own_gaps = {m: t for m, t in each.gaps.items() if m in timed and told.time(m) is None}
    return replace(
        each,
        places={**each.places, **{m: at for m, at in told.positions.items() if m in spoken}},
        heights={
            **{m: told.values.get(("h", m), x) for m, x in each.heights.items()},
            **{spot: told.get(("h", spot)) for spot, _ in told.counted() if spot in spoken},
        },
        times={**each.times, **times},
        gaps={**own_gaps, **{m: t - start for m, t in gaps.items()}},
        somewhere=tuple(m for m in each.somewhere if m not in told.positions),
        courses=told.courses(),
        world=told,
    )
