"""Thresholds of legs, merging and motion, each with its reason."""

from __future__ import annotations

# --- legs ---------------------------------------------------------------------------------------

TURNAROUND_S = 600.0
"""On the ground for so long, or unseen for so long after being seen on the ground: another leg. The
shortest scheduled turnarounds are about this; a touch-and-go is far below it."""
CALL_S = 300.0
"""With another callsign afterwards, so long on the ground is enough."""
GAP_S = 1800.0
"""Unseen for so long, and slower across the gap than half the speed last reported: it landed or
loitered unseen, and nothing ties the two parts together."""
LOST_S = 36_000.0
"""Unseen for so long: another leg whatever the speed. Oceans take less than this without
coverage."""
SLOW = 0.5
TORN, TORN_S, TORN_M, TORN_FT = 2.0, 120.0, 20_000.0, 20_000.0
TORN_LESS, TORN_KT = 4.0, 250.0
"""At both ends at or above TORN_FT, in TORN_S or more, farther by TORN_M than TORN times the
greater of the two reported speeds allows, or TORN_LESS times the lesser where the greater is at
least TORN_KT: the two positions are not of one flight. Up there speeds over the ground change by
wind and by tens of knots, not to twice or a quarter of their value (house's choice); what never is
fast (balloons, gliders, helicopters) drifts at any speed, and below, an aircraft may have sped up
and slowed down unseen."""

AMISS, AMISS_KT, AMISS_STEP_S = 4.0, 100.0, 10.0
"""At such heights, for TORN_S or more in steps no longer than the last: the way is shorter than
what the reported speed says by the first factor, or longer, and the faster of the two is above the
second. No wind, no turn within a step and no mistaken unit (at most 3.6) makes so much."""

# --- merging ------------------------------------------------------------------------------------

SAME_S = 2.0
"""The same position from several networks within so long is one report: their position times are
reception times less an age, each by its own clock, and agree within about a second."""
SAME_DEG = 1.1e-6
"""Networks print five or six decimals; positions that differ by no more are the same."""
BACK_M = 50.0
"""A report from another network that lies so far behind the aircraft is out of order."""

# --- motion: hard physics -----------------------------------------------------------------------

SPEED_KT = {"A3": 900.0, "A4": 900.0, "A5": 900.0, "A7": 600.0, "B1": 600.0, "B2": 350.0}
"""Ground speed that aircraft of a category cannot reach: transports (maximum operating Mach number
under 0.95, 560 kt, and 250 kt of wind, with room), rotorcraft and gliders (record speeds under
300 kt and wind), balloons (wind alone). The category is what the aircraft says of itself."""
SPEED_ANY_KT = 2500.0
"""Every other aircraft; see the record's fault limits for the source."""
CLIMB_FPM = 60_000.0
LATENCY_S = 2.0
"""Greatest total latency from measurement to transmission: 2.0 s (14 CFR 91.227 (e), FAA AC
20-165B)."""
UNCOMPENSATED_S = 0.6
"""The part of it that a position may be left uncorrected for, ADS-B version 2 (same sources)."""

# --- motion: what is usual (95 %) ---------------------------------------------------------------

LATENCY_95_S = 0.6
"""Latency left uncorrected with 95 %: the figure for version 2, taken for the others too (house's
choice; older installations are not held to it)."""
TURN = 9.80665 * 0.577
"""Acceleration of a level turn at 30° of bank, metres a second squared: what transports keep to."""
PULL = 9.80665 * 0.3
"""Vertical acceleration beyond which passengers complain, metres a second squared."""
VELOCITY_MS = 10.0
"""Error of a velocity whose NACv is unknown: the worst that NACv 1 stands for."""
FASTER = 1.1
"""An aircraft usually flies no faster between two reports than the greater of its reported and its
mean speed, a tenth more, and the error of that speed."""
HERMITE_S = 60.0
"""Reported velocities shape the path over gaps up to this; beyond it the path is the geodesic."""

# --- altimetry ----------------------------------------------------------------------------------

ALTIMETRY_95_FT = 125.0
"""Transmitted altitude against the altimeter's: within 125 ft with 95 % (ICAO Annex 10, Doc 4444;
14 CFR 91.217)."""
ALTIMETRY_FT = 675.0
"""The same error at a probability of 1e-7 if its tail is exponential, as ICAO's altimetry error
model for ACAS has it: 125 ft x ln(1e7) / ln(20), rounded up."""
STEP_FT = 12.5
STEP_OLD_FT = 50.0
"""Half a step of the altitude code: 25 ft, or 100 ft where all altitudes of a track are multiples
of it."""
