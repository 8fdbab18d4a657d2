"""A small case in which every verdict and every result of an inference comes up."""

from __future__ import annotations

CASE = """
id = "kinds"
title = "One of each"
date = 2023-03-14
zone = "UTC"

[[moments]]
id = "encounter"
given = ["over Inner Box"]

[[moments]]
id = "strike"

[[moments]]
id = "impact"

[[moments]]
id = "free"

[[places]]
name = "Inner Box"
box = [30.0, 42.0, 36.0, 45.0]
error = "200 m"

[[places]]
name = "Outer Box"
box = [29.0, 41.0, 37.0, 46.0]
error = "200 m"

[[places]]
name = "Bay Box"
box = [31.0, 43.0, 32.0, 44.0]
error = "200 m"

[[places]]
name = "Rock Isle"
coordinates = "44.0 N, 39.979 E"
error = "50 m"

[[places]]
name = "Third Box"
box = [10.0, 10.0, 11.0, 11.0]

[[claims]]
id = "supported"
speaker = "A"
says = "encounter is inside Outer Box"

[[claims]]
id = "consistent"
speaker = "A"
says = "encounter is about 400 km west of Rock Isle"

[[claims]]
id = "strained"
speaker = "A"
says = "encounter is 315 km from Rock Isle"

[[claims]]
id = "contradicted"
speaker = "A"
says = "encounter is 100 km from Rock Isle"

[[claims]]
id = "undecided"
speaker = "A"
says = "encounter is inside Third Box"

[[claims]]
id = "untestable"
speaker = "A"
says = "not testable: intent"

[[claims]]
id = "bay"
speaker = "A"
says = "encounter is inside Bay Box"

[[claims]]
id = "follows"
speaker = "A"
says = "encounter is inside Outer Box and 400-900 km from Rock Isle"
follows_from = ["bay"]

[[claims]]
id = "escapes"
speaker = "A"
says = "encounter is about 420 km from Rock Isle"
follows_from = ["supported"]

[[claims]]
id = "excluded"
speaker = "A"
says = "encounter is 340 km from Rock Isle"
follows_from = ["bay"]

[[claims]]
id = "fails"
speaker = "A"
says = "encounter is inside Bay Box"
follows_from = ["contradicted"]

[[claims]]
id = "at"
speaker = "A"
says = "strike is at 07:03 UTC"

[[claims]]
id = "lapse"
speaker = "A"
says = "impact is 20 minutes after strike"

[[claims]]
id = "later"
speaker = "A"
says = "impact is after 07:10 UTC"
follows_from = ["at", "lapse"]

[[claims]]
id = "maybe"
speaker = "A"
says = "impact is at 07:23 UTC"
follows_from = ["at", "lapse"]

[[claims]]
id = "early"
speaker = "A"
says = "impact is at 07:05 UTC"
follows_from = ["at", "lapse"]

[[claims]]
id = "somewhere"
speaker = "A"
says = "free is 10 km from Inner Box"

[[claims]]
id = "height"
speaker = "A"
says = "free is at 5,000 ft"
"""
