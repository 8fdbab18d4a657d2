"""The scene of a dossier as an object of its JSON (docs/reference/dossier.md)."""

from __future__ import annotations

from collections.abc import Sequence

from skywitness.aliases import Json
from skywitness.dossier.json.mapjson import map_json
from skywitness.dossier.map.scene import Scene


def scene_json(scene: Scene | None, places: Sequence[str]) -> Json | None:
    """The scene with its map; coordinates are units of that map's sheet.

    ``places`` are the ids of those that the method lists.
    """
    if scene is None:
        return None
    return {
        "map": map_json(scene.map, places),
        "finding": scene.finding,
        "touching": scene.touching,
        "claims": [
            {
                "id": each.claim,
                "hue": each.hue,
                "tones": [
                    {"frames": list(t.frames), "may": t.may, "certain": t.certain}
                    for t in each.tones
                ],
            }
            for each in scene.claims
        ],
        "arrow": None
        if scene.arrow is None
        else {
            "from": list(scene.arrow.start),
            "to": list(scene.arrow.end),
            "words": scene.arrow.words,
        },
    }
