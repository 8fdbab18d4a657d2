"""A world as the text of a ``case.toml``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from .drawing import Drawn
from .figure import Shape
from .mapfile import corners, flat, geojson
from .worlds import Saying, Spot, Told, World


def _inline(value: Any) -> str:
    """A JSON-like value as a TOML inline value."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {_inline(v)}" for k, v in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_inline(v) for v in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False)


def _place(spot: Spot) -> list[str]:
    lines = ["[[places]]", f"name = {_inline(spot.name)}"]
    if spot.around:
        lines += [f"around = {_inline(spot.around)}", f"width = {_inline(spot.width)}"]
    else:
        lines += [_shape(spot.drawn)]
        lines += [f"error = {_inline(f'{spot.drawn.error:.0f} m')}"]
    return [*lines, 'source = "drawn at random"', ""]


def _shape(drawn: Drawn) -> str:
    """The line that gives a shape, in the form it was drawn for."""
    if drawn.form == "box":
        return f"box = {_inline(drawn.box)}"
    if drawn.form == "polygon":
        return f"polygon = {_inline(corners(drawn.mapped))}"
    if drawn.form == "wkt":
        return f"wkt = {_inline(flat(drawn.mapped, drawn.bend).wkt)}"
    return f"geojson = {_inline(geojson(drawn.mapped, drawn.bend))}"


def one_or_two(moments: Sequence[str]) -> list[str]:
    """Two frames: in the one some moments are one, in the other they are not."""
    return [
        "[[frames]]", 'id = "one"', 'label = "one moment"',
        f"same = [{_inline(list(moments))}]", "",
        "[[frames]]", 'id = "two"', 'label = "two moments"', "",
    ]  # fmt: skip


def case_text(world: World) -> str:
    """The world's case file: mapped shapes, claims, what is given."""
    lines = [
        f"# seed {world.seed}: {world.hard}, {world.relation}, true position "
        f"{world.position[0]:.6f} {world.position[1]:.6f}",
        f'id = "world-{world.seed}"',
        f'title = "Random world {world.seed}"',
        "",
        "[[sources]]",
        'id = "S"',
        'title = "drawn at random"',
        "",
    ]
    if world.joined:
        lines += one_or_two(world.moments)
    for moment in world.moments:
        lines += ["[[moments]]", f'id = "{moment}"', f'label = "the {moment}"']
        if world.given:
            lines += [f"given = {_inline([g.says for g in world.given])}", 'given_source = "S"']
        lines += [""]
    for spot in world.spots:
        lines += _place(spot)
    for claim in world.claims:
        lines += ["[[claims]]", f'id = "{claim.id}"', f"says = {_inline(claim.saying.says)}"]
        # Each has words of its own: what one speaker means by a mile binds no other.
        lines += ['source = "S"', f'speaker = "witness {claim.id}"']
        if claim.sentence:
            lines += [f"sentence = {_inline(claim.sentence)}"]
        if claim.follows_from:
            lines += [f"follows_from = {_inline(claim.follows_from)}"]
        lines += [f"# {claim.saying.kind}: {claim.saying.made}", ""]
    return "\n".join(lines)


def case_of(
    places: Mapping[str, Shape], error: float, says: Sequence[str], given: Sequence[str]
) -> str:
    """A case of places with one stated error (metres) and claims C1, C2 ... about the encounter."""
    spots = [
        Spot(name, Drawn("", shape, shape, error, shape.centroid, "geojson"))
        for name, shape in places.items()
    ]
    claims = [Told(f"C{k}", Saying("", text, ""), "encounter") for k, text in enumerate(says, 1)]
    premises = [Saying("given", text, "") for text in given]
    return case_text(World(0, "", "", (0.0, 0.0), spots, claims, premises))
