"""A journey as the text of a ``case.toml``."""

from __future__ import annotations

from .casefiles import _inline, _place, one_or_two
from .journeyphrases import days_of
from .journeys import Journey


def journey_text(j: Journey) -> str:
    """The case file: objects, moments, mapped shapes, claims, what is given."""
    lines = [
        f"# seed {j.seed}: {j.hard}",
        *(f"# {b.name} {s.moment}: {s.at[0]:.6f} {s.at[1]:.6f}, time {s.time:.2f}, "
          f"height {s.height:.1f}, path {s.path:.1f}" for b in j.bodies for s in b.stops),
        f'id = "journey-{j.seed}"',
        f'title = "Random journey {j.seed}"',
        f"date = {days_of(j)[0].isoformat()}",
        f"zone = {_inline(j.zone)}",
        "",
        "[[sources]]",
        'id = "S"',
        'title = "drawn at random"',
        "",
    ]  # fmt: skip
    if j.twins:
        lines += one_or_two(j.twins)
    lines += things(j)
    for spot in j.spots:
        lines += _place(spot)
    for claim in j.claims:
        lines += ["[[claims]]", f'id = "{claim.id}"', f"says = {_inline(claim.says)}"]
        lines += ['source = "S"', f'speaker = "witness {claim.id}"']
        if claim.follows_from:
            lines += [f"follows_from = {_inline(claim.follows_from)}"]
        lines += [f"# {claim.kind}: {claim.made}", ""]
    return "\n".join(lines)


def things(j: Journey) -> list[str]:
    """The objects and moments that the case declares."""
    lines: list[str] = []
    for body in j.bodies:
        lines += ["[[objects]]", f'id = "{body.name}"']
        if body.mover:
            lines += [f'mover = "{body.mover}"']
        if body.stands or body.apart:
            lines += ["stands = true" if body.stands else "apart = true"]
        lines += [""]
    for m in j.moments:
        lines += ["[[moments]]", f'id = "{m}"', f'label = "the {m}"']
        at = [b.name for b in j.bodies if not b.stands and b.stop(m) is not None]
        lines += [f"objects = {_inline(at)}"]
        if m in j.kinds:
            lines += [f'kind = "{j.kinds[m]}"']
        if j.phrases.get(m):
            lines += [f"phrases = {_inline(j.phrases[m])}"]
        if j.given.get(m):
            lines += [f"given = {_inline(j.given[m])}", 'given_source = "S"']
        lines += [""]
    return lines
