"""What a value can be at most, and for how long it is carried forward.

Only what no writer of these files can mean is marked here; what no aircraft does is judged later,
for every format alike.
"""

from __future__ import annotations

CALLSIGN_S = 300.0
"""Seconds for which a callsign and a category stand in the rows that follow without one (house's
choice). readsb writes them about every 80 s; a longer gap may hold another flight's beginning."""

EARLIEST_S, LATEST_S = 315_532_800.0, 4_102_444_800.0
"""1980 and 2100 in seconds since 1970; Mode S is younger than the first."""

HIGHEST = {"nic": 11, "nac_p": 11, "nac_v": 7, "sil": 3, "gva": 2, "version": 7}
"""The highest value of each quality figure (:data:`skywitness.record.faults.limits.HIGHEST`),
written out here because compiled code is kept as long as the files of this folder are the same.
What NACv may be depends on the source, which is told where sources are known
(:func:`skywitness.record.faults.plain.quality`)."""

FARTHEST_S = 4e12
"""Seconds beyond which a base time or an offset is taken for none: microseconds would not fit."""

FIRST_S, END_S = -62_135_596_800.0, 253_402_300_800.0
"""Years 1 to 9999: times outside are taken for none."""

MOST_WORDS = 1024
"""Callsigns, squawks, categories or types that the scanner can tell apart, of one trace or of small
ones that are read together."""
