"""What no aircraft does: every threshold of the fault rules, with its source.

These are limits of what *can be*, not of what is usual. Where a standard or a record gives the
number it is named; where it is the house's choice that is said.
"""

from __future__ import annotations

# --- time ---------------------------------------------------------------------------------------

EPOCH_S = 365 * 86_400.0
"""Times before 1971 are counters or zeros written as dates, not recordings of aircraft in files
of today's formats (house's choice)."""

FUTURE_S = 86_400.0
"""A time later than this after the reading, or after it was received, is wrong in every zone."""

STAMP_S = 2.0
"""How far a time stamp may be from when the position held without being called wrong: whole-second
stamps at both ends of a step (1 s), and the total latency of 2.0 s that FAA AC 20-165B (3.2.1) and
EASA CS-ACNS allow."""

STALE_S = 60.0
"""Age at reception beyond which a position is old: the longest age after which decoders still show
one (readsb keeps an ADS-B position for 60 s)."""

# --- speed --------------------------------------------------------------------------------------

SPEED_KT = 2500.0
"""Ground speed of no aircraft: the record is 1,905.81 kt (SR-71A, 28 July 1976, FAI) in still
air; the strongest winds measured aloft are about 250 kt; the rest is margin."""

AIRSPEED_KT = 1000.0
"""Indicated airspeed of no aircraft: the low-altitude record is 859 kt (F-104, 24 October 1977)."""

CLIMB_FPM = 60_000.0
"""Rate of climb or descent of no aircraft, kept up between two reports: the climb records (Streak
Eagle, 1975: 65,617 ft in 122.94 s from standstill) are below it, and so is a body falling at
the speed of sound."""

RATE_FPM = 100_000.0
"""Momentary vertical rate of no aircraft: Mach 1.5 straight up or down."""

ACCELERATION = 2 * 9.80665
"""Metres a second squared along the path: beyond thrust and drag of any aircraft in flight (house's
choice: twice the weight; a catapult gives more, for two seconds)."""

# --- height -------------------------------------------------------------------------------------

LOWEST_FT = -2000.0
"""Lower than the lowest shore (Dead Sea, -1,412 ft) on all but the days of greatest pressure; the
altitude code itself ends at -1,000 ft (25 ft steps) or -1,200 ft (100 ft steps): ICAO Annex 10
Vol. IV, 3.1.2.6.5.4."""

HIGHEST_FT = 126_750.0
"""End of the altitude code (same source, 100 ft steps)."""

HIGHEST_GEO_FT = 160_000.0
"""Above every balloon (53.0 km: 173,900 ft by ultra-thin film, none with a transponder; NASA's
heavy balloons float below 160,000 ft)."""

HIGH_FROM_FT = 50_000.0
HIGH_NEAR_FT = 45_000.0
"""Above the first, an altitude stands when it is reached from above the second or is confirmed.
Above 50,175 ft altitudes are coded in another way (Gillham, 100 ft), and a garbled reply decodes to
any multiple of 100 ft; few fly there."""

GROUND_FT = 16_000.0
"""Above every airport (Daocheng Yading, 14,472 ft) in the lowest pressure."""

GEO_BASE_FT, GEO_SHARE = 5000.0, 0.15
"""Pressure altitude and height above the ellipsoid differ by less than 5,000 ft + 15 %: lowest
sea-level pressure 870 hPa (+4,100 ft), geoid -106 to +85 m, and air up to 15 % colder or
warmer than the standard atmosphere through the whole column."""

ALTITUDE_STEP_FT = 500.0
"""Room for coding, two altimeters and a mixture of barometric sources in a step of altitude."""

RATE_ROOM_FT = 100.0
"""A reported rate agrees with a step of altitude within four steps of the finer code."""

# --- position -----------------------------------------------------------------------------------

EPU_M = (float("nan"), 18520.0, 7408.0, 3704.0, 1852.0, 926.0, 555.6, 185.2, 92.6, 30.0, 10.0, 3.0)
"""95 % radius of a position by NACp 0 (unknown) to 11: 10, 4, 2, 1, 0.5, 0.3, 0.1, 0.05 NM, 30,
10, 3 m (RTCA DO-242B table 3.2.11a; ICAO Doc 9871, appendices B and C)."""

ROOM_M = {"mlat": 1852.0, "tisb_icao": 926.0, "tisb_other": 926.0, "tisb_trackfile": 926.0}
ROOM_OTHER_M = 300.0
"""Room given to a position without an accuracy of its own, by source (house's choice; SBAS and
GPS are far better, multilateration and rebroadcast radar are not)."""

CONFIRM_ROWS, CONFIRM_S = 5, 10.0
"""A second course is believed when so many reports in a row, over so long, agree with it and none
with the first: a wrong CPR decode goes on for a few seconds (house's choice)."""

OWN_KT, OWN_S, OWN_SHARE = 50.0, 60.0, 0.2
"""Reported ground speed limits the next step when it is above the first, the step is shorter than
the second, and the step before agreed with it within this share."""

FROZEN_KT, FROZEN_M = 30.0, 100.0
"""A repeated position is frozen when the reported speed (above the first) has since moved the
aircraft by more than the second."""

FROZEN_SAME_M, FROZEN_STEP_S = 10.0, 5.0
"""Positions within the first are one: airborne CPR has steps of 5.1 m in latitude and, up to 80°,
in longitude, other ones in even than in odd messages (ICAO Doc 9871, C.2.6), so that one place
comes out as two up to 7.3 m apart. Nothing that flies comes back to where it was within the second:
at 30 kt and with the acceleration above a circle takes so long, and longer at any other speed."""

DEGREE_M = 111_320.0
"""Metres in a degree of latitude, or of longitude at the equator."""

# --- quality figures ----------------------------------------------------------------------------

HIGHEST = {"nic": 11, "nac_p": 11, "nac_v": 4, "sil": 3, "gva": 2, "version": 7}
"""The highest value of each quality figure that means something: RTCA DO-260B 2.2.3.2.7, NIC in
table 2-69, NACp in 2-71; NACv 5 to 7 and GVA 3 are reserved (ICAO Doc 9871, C.2.3.5.4 and
C.2.3.10.17). The version is taken as far as its bits go: later ones may come."""

# --- one aircraft twice -------------------------------------------------------------------------

TWIN_BUCKET_S = 10
TWIN_M, TWIN_LATENCY_S = 555.6, 3.0
"""Radius within which two reports are of one place: 0.3 NM (NACp 6), and what the aircraft flies
in the time that the ground system takes (house's choice; the known pair lies 7 to 111 m
apart)."""
TWIN_FT, TWIN_KT, TWIN_TRACK = 700.0, 40.0, 40.0
TWIN_MATCHES, TWIN_S, TWIN_GAP_S = 4, 30.0, 60.0

TWIN_RADAR_MATCHES, TWIN_RADAR_S = 3, 20.0
"""For tracks of radar (TIS-B), which get a new number every half minute where the ground system
loses them (seen in a day's traffic: tracks of 20 to 30 s, one after the other beside one
aircraft)."""
TWIN_CLOSE_MATCHES, TWIN_CLOSE_S = 2, 10.0
TWIN_CLOSE_M, TWIN_CLOSE_FT, TWIN_CLOSE_KT, TWIN_CLOSE_TRACK = 185.2, 300.0, 20.0, 20.0
TWIN_CLOSE_LAG = 100.0
"""The same where it keeps as close as 0.1 NM, within the height and the last of these directions
(radar's lags in turns), or as that and the way of the ground system's time if speed and direction
agree as well: no other aircraft does for so long without being in formation (house's choice).
Beside an aircraft that just had a radar track for a twin, the next one is one from its first match
on."""

# --- one position of two aircraft ---------------------------------------------------------------

COPY_S, COPY_ROWS = 10.0, 20
"""Rows so many seconds apart (and of the last so many with one position) are compared."""
COPY_OFF_M, COPY_TIMES = 30.0, 3.0
"""The row that is farther than the first from where its aircraft was on its way to, and so many
times farther than the other from its own, has the position from the other (house's choice; the
known pair is 120 m and 14 m off)."""
COPY_KEPT_S = 60.0

# --- a date that sticks at midnight -------------------------------------------------------------

DAY_S, MIDNIGHT_S = 86_400.0, 900.0
"""A step back of a day less so much at most, from so long before midnight to so long after it, in
the order of the file: the date stayed where it was."""
MIDNIGHT_ROWS = 10_000
"""Rows after the step that are looked at."""
MIDNIGHT_M, MIDNIGHT_SHARE, MIDNIGHT_KT = 3_000.0, 0.3, 50.0
"""Shown by an aircraft on both sides, faster than the last, that came as far as its speed says,
within the share and the first."""

WRONG_DATE_S, WRONG_DATE_SHARE, WRONG_DATE_KT = 60.0, 4, 600.0
"""A date that is :data:`STRAY_S` or more too early: but for whole days the time goes on within the
first, and the rows on its other sides are so many times as many at least. An aircraft that says no
speed has flown no faster than the last (house's choice)."""

# --- whole hours --------------------------------------------------------------------------------

HOURS = range(1, 15)
HOUR_BUCKET_S = 120
HOUR_M, HOUR_GAP_S = 1500.0, 300.0
HOUR_FILES = 6
HOUR_MATCHES, HOUR_PATH_M = 8, 50_000.0
"""Two files disagree by whole hours when one shows the path that the other (of the first six that
held the aircraft) showed whole hours before: so many points, sampled so often, along so long a
way (an aircraft circling at one place agrees with itself at any offset)."""

# --- order --------------------------------------------------------------------------------------

BACK_S = 60.0
"""A step back by no more than this is time running backwards: a live feed holds nothing older. One
further back begins another recording, or the file is not in the order of time."""
SHUFFLED = 0.02
"""With more such steps than this share of its rows, a file is not in the order of time."""
STRAY_S = 300 * 86_400.0
"""A time so far from those of the rows around it is stray."""
