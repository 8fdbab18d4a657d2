"""A case with one statement, and pieces of evidence to put beside it."""

from __future__ import annotations

import hashlib

CLIP = b"a clip"
SHA = hashlib.sha256(CLIP).hexdigest()
HEAD = """
id = "pictures"
title = "Two pictures and a statement"
date = 2024-05-03

[[moments]]
id = "fall"

[[claims]]
id = "C1"
speaker = "a ministry"
says = "fall is at 44.5700 N, 33.3800 E and at 07:20 UTC"
"""


def piece(name: str, place: str = "", time: str = "", **more: str) -> str:
    """One piece of evidence; ``more`` are further lines, by key."""
    lines = {
        "kind": '"video"',
        "what": '"Something burning falls, filmed from the shore"',
        "moment": '"fall"',
        "sha256": f'"{SHA}"',
        "located_by": '[{ who = "a desk", method = "skyline" }]',
        "subject": place,
        "time": time,
        **more,
    }
    told = "\n".join(f"{key} = {value}" for key, value in lines.items() if value)
    return f'\n[[evidence]]\nid = "{name}"\n{told}\n'


def spot(words: str, error: str) -> str:
    return f"{{ place = '''{words}''', error = \"{error}\" }}"


def clock(words: str, error: str) -> str:
    return f'{{ at = "{words}", error = "{error}" }}'


NEAR = spot("44.5800 N, 33.3800 E", "2 km")  # 1.1 km north of where C1 says
FAR = spot("44.2000 N, 33.6700 E", "300 m")
