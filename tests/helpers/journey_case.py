"""A small case in which every rule about motion in certificates comes up."""

from __future__ import annotations

CASE = """
id = "journeys"
title = "Journeys"
date = 2020-05-01
zone = "UTC"

[[objects]]
id = "plane"
mover = "jet"

[[objects]]
id = "fighter"
mover = "jet"
apart = true

[[objects]]
id = "gun"
stands = true

[[moments]]
id = "start"
objects = ["plane"]

[[moments]]
id = "middle"
objects = ["plane"]

[[moments]]
id = "finish"
objects = ["plane", "fighter"]

[[moments]]
id = "alarm"
objects = ["fighter"]

[[places]]
name = "Alpha Box"
box = [0.0, 45.0, 1.0, 46.0]
error = "200 m"

[[places]]
name = "Bravo Box"
box = [14.0, 45.0, 15.0, 46.0]
error = "200 m"

[[places]]
name = "Delta Box"
box = [99.0, 0.0, 101.0, 2.0]
error = "200 m"

[[places]]
name = "Echo Box"
box = [2.0, 45.0, 3.0, 46.0]
error = "200 m"
"""

SAYS = {
    "way": "plane travels 100-200 km from start to finish",
    "long": "plane travels 400 km from start to finish",
    "too-long": "plane travels 3000 km from start to finish",
    "pace": "plane flies at 900 km/h over the ground from start to finish",
    "air": "plane flies at 800 km/h through the air between start and finish",
    "ten": "finish is 10 minutes after start",
    "higher": "plane climbs 3000 m from start to finish",
    "lower": "plane descends 3000 m from start to finish",
    "rate": "plane climbs at 1000 ft/min from start to finish",
    "high": "finish is at an altitude of 8000 m above sea level",
    "low": "start is at an altitude of 200 m above sea level",
    "brief": "finish is 4 seconds after start",
    "west": "start is inside Alpha Box",
    "east": "finish is inside Bravo Box",
    "near": "finish is inside Echo Box",
    "far": "finish is inside Delta Box",
    "back": "finish is inside Alpha Box",
    "turn": "middle is inside Bravo Box",
    "five": "finish is 5 minutes after start",
    "quarter": "finish is 15 minutes after start",
    "then": "middle is after start; finish is after middle",
    "ten-oclock": "start is about 10:00 UTC",
    "past-ten": "finish is about 10:05 UTC",
    "battery": "gun is inside Alpha Box",
    "reach": "gun reaches 20 km at finish",
    "apart": "fighter and plane are 5 km apart at finish",
    "slant": "fighter and plane are 5 km apart in a straight line at finish",
    "line": "fighter and plane are 40 km apart in a straight line at finish",
    "level": "fighter and plane are 60 km apart at finish",
    "scramble": "fighter travels 50 km from alarm to finish",
    "ready": "finish is 5 minutes after alarm",
    "ground": "gun is at an altitude of 100 m above sea level",
}

#: Claims taken together, and the verdict that comes of it.
TOGETHER = {
    ("way", "pace", "ten"): "consistent",
    ("way", "ten", "higher", "rate", "air"): "consistent",
    ("west", "near", "ten", "pace", "way", "low", "high"): "consistent",
    ("near", "slant", "high", "scramble", "ready"): "consistent",
    ("battery", "reach", "high"): "consistent",
    ("west", "near", "then", "ten"): "consistent",
    ("near", "apart"): "consistent",
    ("west", "east", "pace"): "consistent",
    ("long", "pace", "ten"): "contradicted",
    ("too-long", "ten"): "contradicted",
    ("higher", "lower"): "contradicted",
    ("low", "high", "brief"): "contradicted",
    ("west", "east", "five"): "contradicted",
    ("west", "far", "ten-oclock", "past-ten"): "contradicted",
    ("west", "back", "turn", "then", "quarter"): "contradicted",
    ("west", "east", "way"): "contradicted",
    ("battery", "east", "reach"): "contradicted",
    ("ground", "high", "reach"): "consistent",
    ("line", "level"): "contradicted",
}


def toml(*ids: str) -> str:
    """The case with some of its claims, or all."""
    text = CASE
    for name in ids or SAYS:
        text += f'\n[[claims]]\nid = "{name}"\nspeaker = "A"\nsays = "{SAYS[name]}"\n'
    return text
