"""The table between reading a trace and settling its values: one line a row, NaN for null.

A row of a trace is (readsb, README-json, "trace jsons"): seconds after ``timestamp``, latitude,
longitude, altitude in feet or "ground" or null, ground speed in knots, track (on the ground: true
heading), flags, vertical rate in ft/min, aircraft object or null; since 2022 also type, geometric
altitude, geometric rate, indicated airspeed, roll.
"""

from __future__ import annotations

# Columns of the table of numbers; the first eight stand where they do in the file.
OFFSET, LAT, LON, ALT, GS, TRACK, FLAGS, RATE, GEO, GEO_RATE, IAS, ROLL = range(12)
# From the aircraft object.
NIC, RC, NAC_P, NAC_V, SIL, GVA, VERSION = range(12, 19)
D_GEO, D_IAS, MAG_HEADING, TRUE_HEADING, D_ROLL, D_BARO_RATE, D_GEO_RATE = range(19, 26)
NUMBERS = 26

PLACES = {4: GS, 5: TRACK, 6: FLAGS, 7: RATE, 10: GEO, 11: GEO_RATE, 12: IAS, 13: ROLL}
"""Where in a row which number stands, those apart that need a closer look."""

DETAIL = {
    "nic": NIC, "rc": RC, "nac_p": NAC_P, "nac_v": NAC_V, "sil": SIL, "gva": GVA,
    "version": VERSION, "alt_geom": D_GEO, "ias": D_IAS, "mag_heading": MAG_HEADING,
    "true_heading": TRUE_HEADING, "roll": D_ROLL, "baro_rate": D_BARO_RATE,
    "geom_rate": D_GEO_RATE,
}  # fmt: skip
"""Numbers of the aircraft object by name."""

# Columns of the table of words: what kind of row, then numbers of words, -1 for null.
KIND, TYPE, D_TYPE, FLIGHT, SQUAWK, CATEGORY = range(6)
WORDS = 6

# Bits of KIND.
GROUND, DETAILED, ODD = 1, 2, 4

# The lists of words that TYPE and D_TYPE (both the first), FLIGHT, SQUAWK and CATEGORY count in.
TYPES, FLIGHTS, SQUAWKS, CATEGORIES = range(4)
LISTS = 4

DETAIL_WORDS = {
    "type": (D_TYPE, TYPES),
    "flight": (FLIGHT, FLIGHTS),
    "squawk": (SQUAWK, SQUAWKS),
    "category": (CATEGORY, CATEGORIES),
}
"""Words of the aircraft object: their column here and their list."""

# Flags of a row.
STALE, NEW_LEG, RATE_IS_GEOMETRIC, ALTITUDE_IS_GEOMETRIC = 1, 2, 4, 8

# What settling gives: 32-bit numbers,
F_ALTITUDE, F_GEO, F_SPEED, F_TRACK, F_RATE, F_RC, F_IAS, F_HEADING, F_ROLL = range(9)
FLOATS = 9
# small whole numbers,
U_NIC, U_NAC_P, U_NAC_V, U_SIL, U_GVA, U_VERSION = range(6)
SMALLS = 6
# and numbers of words.
W_CALLSIGN, W_SQUAWK, W_CATEGORY, W_SOURCE = range(4)
CODES = 4

# What is carried from row to row: times in seconds, then the quality figures, then words.
C_DETAIL_AT, C_FLIGHT_AT, C_CATEGORY_AT = range(3)
C_QUALITY = 3
C_SQUAWK = C_QUALITY + 7
C_D_TYPE, C_FLIGHT, C_CATEGORY = range(C_SQUAWK + 1, C_SQUAWK + 4)
CARRIED = C_SQUAWK + 4
