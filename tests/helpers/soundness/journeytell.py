"""A journey's claims, premises and questions, drawn from what can be said of it."""

from __future__ import annotations

import random
from collections.abc import Callable

from .earth import distance
from .journeyphrases import Talk, said_of
from .journeys import Journey, Remark
from .journeytimes import say_clock
from .phrases import LESS, MORE, MOST, NEARLY, OVER

#: At most so many joint ordinary readings of all claims of a journey.
WAYS = 16


def tell(rng: random.Random, journey: Journey) -> None:
    """Two to seven claims, premises and questions."""
    talk = Talk(rng, journey)
    makers: list[tuple[int, Callable[[], Remark | None]]] = [
        (5, talk.clock), (4, talk.order), (6, talk.where), (4, talk.separation), (2, talk.reach),
        (7, talk.motion), (4, talk.crossing), (1, talk.ends), (2, talk.fact),
        (2, talk.never),
    ]  # fmt: skip
    pool = [maker for weight, maker in makers for _ in range(weight)]
    ways = 1
    for _ in range(rng.choice([2, 3, 4, 5, 6, 7])):
        made = rng.choice(pool)()
        if made is None or ways * made.ways > WAYS or made.says in {c.says for c in journey.claims}:
            continue
        ways *= made.ways
        earlier = [c.id for c in journey.claims]
        if earlier and rng.random() < 0.25:
            made.follows_from = tuple(sorted(rng.sample(earlier, rng.randint(1, len(earlier)))))
        made.id = f"C{len(journey.claims) + 1}"
        journey.claims.append(made)
    _premise(rng, talk)
    _ask(rng, journey)


def _premise(rng: random.Random, talk: Talk) -> None:
    j = talk.j
    for m in j.moments:
        if rng.random() > 0.15:
            continue
        stop, spot = j.stop(m), talk.spot()
        inside = spot.inside(stop.at)
        kind = rng.choice(["side", "time", "height"])
        if kind == "side":
            side = f'{"inside" if inside else "outside"} "{spot.name}"'
            j.given.setdefault(m, []).append(side)
        elif kind == "time":
            said = say_clock(rng, stop.time, j.zone, talk.days, plain=True)
            if said is not None and said.ways == 1:
                j.given.setdefault(m, []).append(said.words)
        else:
            said_height = said_of(rng, stop.height, ("m", "ft"))
            if said_height and said_height.hedge not in (*MORE, *LESS, *MOST, *NEARLY, *OVER):
                j.given.setdefault(m, []).append(f"at {said_height.text}")


def _ask(rng: random.Random, j: Journey) -> None:
    """One or two questions about half of the journeys."""
    if rng.random() < 0.5:
        return
    talk = Talk(rng, j)
    for _ in range(rng.choice([1, 2])):
        kind = rng.choice(["time", "gap", "separation", "path", "speed", "climb"])
        m = rng.choice(j.moments)
        if kind == "time":
            j.asks.append((f"time of {m}", j.stop(m).time))
            continue
        body = talk.mover()
        found = talk.pair(body if kind in {"path", "speed", "climb"} else j.main)
        if found is None:
            continue
        a, b = found
        legs = f"of {body.name} from {a.moment} to {b.moment}"
        if kind == "gap":
            j.asks.append((f"time from {a.moment} to {b.moment}", b.time - a.time))
        elif kind == "separation":
            if j.other and j.other.stands and rng.random() < 0.5:
                far = distance(j.stop(m).at, j.other.stops[0].at)
                j.asks.append((f"separation of {m} and Post", far))
            else:
                words = f"separation of {a.moment} and {b.moment}"
                j.asks.append((words, distance(a.at, b.at)))
        elif kind == "path":
            j.asks.append((f"path {legs}", b.path - a.path))
        elif b.time > a.time + 0.5:
            time = b.time - a.time
            speed = (b.path - a.path) / time if kind == "speed" else (b.height - a.height) / time
            j.asks.append((f"{kind} {legs}", speed))
