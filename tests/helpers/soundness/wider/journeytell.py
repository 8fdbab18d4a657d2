"""A wide journey's claims, premises and questions."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

from ..journeyphrases import Talk
from ..journeys import Remark
from ..journeytell import _ask, _premise
from .facts import Facts
from .journeys import WideJourney
from .motion import Motion
from .visits import Visits
from .voices import Voice

#: At most so many joint ordinary readings of all claims of a journey.
WAYS = 24


def tell(rng: random.Random, journey: WideJourney, voices: list[Voice]) -> None:
    """One to five claims of some voices, premises and questions."""
    facts, motion = Facts(rng, journey), Motion(rng, journey)
    visits = Visits(rng, journey) if journey.visits else None
    ways = 1
    if visits is not None:
        voice = rng.choice(voices)
        for made in visits.begin(voice):
            ways *= made.ways
            _add(rng, journey, made, voice)
    for _ in range(rng.choice([2, 3, 4, 5])):
        voice = rng.choice(voices)
        kind = rng.choice(["fact", "fact", "clock", "clock", "motion", "motion", "motion", "visit",
                           *(["visit"] * 6 if visits is not None else [])])  # fmt: skip
        made: Remark | None
        if kind == "visit" and visits is not None:
            made = visits.one(voice)
        elif kind == "fact":
            made = facts.one()
        elif kind == "clock":
            made = motion.clock(voice)
        else:
            made = motion.one(voice)
        if made is None or ways * made.ways > WAYS or made.says in {c.says for c in journey.claims}:
            continue
        ways *= made.ways
        _add(rng, journey, made, voice)
    talk = Talk(rng, journey)
    talk.days = journey.days
    if len(journey.days) == 1:
        _premise(rng, talk)
    if rng.random() < 0.7 and len(journey.moments) > 1:
        _ask(rng, journey)
    if journey.claims and rng.random() < 0.08:
        _not_denied(rng, journey, voices)
    _orders(rng, journey)


def _orders(rng: random.Random, journey: WideJourney) -> None:
    """Premises that a moment is after another, whether or not a claim speaks of them."""
    moments = sorted(journey.moments, key=lambda m: journey.stop(m).time)
    for earlier, later in pairwise(moments):
        if journey.stop(later).time - journey.stop(earlier).time > 1 and rng.random() < 0.3:
            journey.given.setdefault(later, []).append(f"after {earlier}")
            journey.ordered.append((earlier, later))


def _add(rng: random.Random, journey: WideJourney, made: Remark, voice: Voice) -> None:
    earlier = [c.id for c in journey.claims]
    if earlier and rng.random() < 0.2:
        made.follows_from = tuple(sorted(rng.sample(earlier, rng.randint(1, len(earlier)))))
    made = replace(made, id=f"C{len(journey.claims) + 1}")
    journey.claims.append(made)
    journey.voices[made.id] = voice


def _not_denied(rng: random.Random, journey: WideJourney, voices: list[Voice]) -> None:
    """A falsehood that somebody did not deny."""
    spot, m = journey.spots[0], rng.choice(journey.moments)
    inside = not spot.inside(journey.stop(m).at)
    says = f'{m} is {"inside" if inside else "outside"} "{spot.name}"'
    made = Remark("not denied", says, "false", id=f"C{len(journey.claims) + 1}")
    journey.claims.append(made)
    journey.voices[made.id] = rng.choice(voices)
    journey.silent = (made.id,)
