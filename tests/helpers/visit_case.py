"""A case of visits to Turkey, and two of them told by their length and begin."""

from __future__ import annotations

HEAD = """
id = "visits"
title = "visits"
date = 2015-11-24
[[objects]]
id = "Falcon"
mover = "jet"
[[objects]]
id = "MiG-31"
mover = "jet"
[[objects]]
id = "wingman"
apart = true
[[moments]]
id = "closest"
objects = ["Falcon", "MiG-31"]
[[moments]]
id = "later"
objects = ["Falcon"]
"""
FIRST = "Falcon is inside Turkey for 17 seconds from 09:24:05 UTC"
LATER = "Falcon is inside Turkey for 10 seconds from 09:26:05 UTC"
