"""A wide world as the text of a ``case.toml``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from ..casefiles import _inline, _place, one_or_two
from ..journeyfiles import things
from .journeys import WideJourney
from .voices import Voice
from .worlds import WideWorld


def documents(voices: Iterable[Voice]) -> list[str]:
    """The documents of some voices; what stands in them is not enclosed."""
    lines = []
    for voice in {v.document: v for v in voices if v.document}.values():
        digest = hashlib.sha256(voice.document.encode()).hexdigest()
        lines += ["[[documents]]", f'id = "{voice.document}"', f'sha256 = "{digest}"']
        if voice.language:
            lines += [f'language = "{voice.language}"']
        lines += [""]
    return lines


def claim(
    name: str, says: str, voice: Voice, follows: Sequence[str], note: str, **more: Any
) -> list[str]:
    """One claim of a voice."""
    keys = {**voice.claim_keys(), **more}
    if follows:
        keys["follows_from"] = list(follows)
    lines = ["[[claims]]", f'id = "{name}"', f"says = {_inline(says)}"]
    lines += [f"{key} = {_inline(value)}" for key, value in keys.items()]
    return [*lines, f"# {note}".strip(), ""]


def wide_text(
    world: WideWorld, order: Sequence[str] = (), names: dict[str, str] | None = None
) -> str:
    """The case file; ``order`` of its claims, ``names`` that speakers have instead of theirs."""
    lines = [
        f"# seed {world.seed}: {world.hard}, {world.relation}, true position "
        f"{world.position[0]:.6f} {world.position[1]:.6f}, {world.height:.0f} m",
        f'id = "wide-world-{world.seed}"',
        f'title = "Random world {world.seed}"',
        f"date = {world.day.isoformat()}",
        "",
        *documents(world.voices.values()),
    ]
    if world.joined:
        lines += one_or_two(world.moments)
    for moment in world.moments:
        lines += ["[[moments]]", f'id = "{moment}"', f'label = "the {moment}"']
        if world.given:
            lines += [f"given = {_inline([g.says for g in world.given])}"]
            lines += ['given_source = "all sides"']
        lines += [""]
    for spot in (*world.spots, *world.ends):
        lines += _place(spot)
    told = {c.id: c for c in world.claims}
    for name in order or tuple(told):
        c = told[name]
        voice = world.voices[name]
        more = {"speaker": (names or {}).get(voice.speaker, voice.speaker)}
        if name in world.silent:
            more["stance"] = "did not deny"
        note = f"{c.saying.kind}: {c.saying.made}"
        lines += claim(name, c.saying.says, voice, c.follows_from, note, **more)
    return "\n".join(lines)


def wide_journey_text(
    j: WideJourney, order: Sequence[str] = (), names: dict[str, str] | None = None
) -> str:
    """The case file of a wide journey."""
    dates = [day.isoformat() for day in j.days]
    lines = [
        f"# seed {j.seed}: {j.hard}",
        *(f"# {b.name} {s.moment}: {s.at[0]:.6f} {s.at[1]:.6f}, time {s.time:.2f}, "
          f"height {s.height:.1f}, path {s.path:.1f}" for b in j.bodies for s in b.stops),
        f'id = "wide-journey-{j.seed}"',
        f'title = "Random journey {j.seed}"',
        f"date = {dates[0] if len(dates) == 1 else '[' + ', '.join(dates) + ']'}",
        f"zone = {_inline(j.zone)}",
        "",
        *documents(j.voices.values()),
    ]  # fmt: skip
    if j.twins:
        lines += one_or_two(j.twins)
    lines += things(j)
    for spot in j.spots:
        lines += _place(spot)
    told = {c.id: c for c in j.claims}
    for name in order or tuple(told):
        c, voice = told[name], j.voices[name]
        more = {"speaker": (names or {}).get(voice.speaker, voice.speaker)}
        if name in j.silent:
            more["stance"] = "did not deny"
        lines += claim(name, c.says, voice, c.follows_from, f"{c.kind}: {c.made}", **more)
    return "\n".join(lines)
