"""What the numbers of trace rows mean: from the table of :mod:`.layout` to the record's values.

One function, run as it stands for small files and compiled for large ones (:mod:`.engine`), so
that both give the same. It therefore knows only numbers and arrays.
"""

from __future__ import annotations

from math import floor, isnan, nan
from typing import Any

import numpy as np

from skywitness.record.readsb import layout as _at
from skywitness.record.readsb import limits

Array = Any

FAULTS = ("clock", "other", "position", "speed", "stale")
"""The faults that are found here, in the order of their bits."""

NO_TIME, NOTHING = int(np.iinfo(np.int64).min), 255
"""What stands for null where there is no NaN."""

# Plain numbers, as compiled code takes them.
_CLOCK, _OTHER, _POSITION, _SPEED, _STALE = 1, 2, 4, 8, 16
_EARLIEST, _LATEST = int(limits.EARLIEST_S * 1e6), int(limits.LATEST_S * 1e6)
_FIRST, _END = int(limits.FIRST_S * 1e6), int(limits.END_S * 1e6)
_CALLSIGN_S = limits.CALLSIGN_S
_NEVER = -1e300
_FARTHEST = limits.FARTHEST_S
_HIGHEST = tuple(
    float(limits.HIGHEST[k]) for k in ("nic", "nac_p", "nac_v", "sil", "gva", "version")
)
_QUALITY = (_at.NIC, _at.NAC_P, _at.NAC_V, _at.SIL, _at.GVA, _at.VERSION)
_MOST = float(np.finfo(np.float32).max)

# The layout's names as globals of this module: compiled code has no attributes of modules.
_OFFSET, _LAT, _LON, _ALT, _GS, _TRACK, _FLAGS, _RATE = range(8)
_GEO, _GEO_RATE, _IAS, _ROLL, _RC = _at.GEO, _at.GEO_RATE, _at.IAS, _at.ROLL, _at.RC
_D_GEO, _D_IAS, _D_ROLL = _at.D_GEO, _at.D_IAS, _at.D_ROLL
_MAG, _TRUE, _D_BARO, _D_GEOM = _at.MAG_HEADING, _at.TRUE_HEADING, _at.D_BARO_RATE, _at.D_GEO_RATE

_C_DETAIL_AT, _C_FLIGHT_AT, _C_CATEGORY_AT = _at.C_DETAIL_AT, _at.C_FLIGHT_AT, _at.C_CATEGORY_AT
_C_QUALITY, _C_SQUAWK, _C_D_TYPE = _at.C_QUALITY, _at.C_SQUAWK, _at.C_D_TYPE
_C_FLIGHT, _C_CATEGORY = _at.C_FLIGHT, _at.C_CATEGORY


_FRESH = np.full(_at.CARRIED, np.nan)
_FRESH[[_at.C_DETAIL_AT, _at.C_FLIGHT_AT, _at.C_CATEGORY_AT]] = _NEVER
_FRESH[[_at.C_SQUAWK, _at.C_D_TYPE, _at.C_FLIGHT, _at.C_CATEGORY]] = -1


def fresh() -> Array:
    """What is carried from row to row, before the first row."""
    return _FRESH.copy()


def settle(  # noqa: PLR0912, PLR0915 (compiled code calls nothing that is not compiled)
    rows: Array, words: Array, n: int, base: int, quality_s: float, means: Array, bad: Array,
    carried: Array, time: Array, place: Array, floats: Array, smalls: Array, codes: Array,
    surface: Array, fault: Array, first: int,
) -> None:  # fmt: skip
    """Settle the first ``n`` rows; they become those from ``first`` on.

    Compiled, it works on arrays; as it stands, on lists (of lists) of the same shapes, which Python
    reaches into far faster.

    Args:
        rows: float64 (n, NUMBERS), NaN for null. What would come from an aircraft object is not
            looked at where there is none.
        words: int64 (n, WORDS), -1 for null; the same.
        n: how many.
        base: microseconds since 1970 that offsets count from.
        quality_s: seconds for which an aircraft object's figures stand.
        means: int32 (LISTS, words + 1): what a word becomes in its column, -1 for null; the last,
            which word -1 finds, is -1.
        bad: uint8 (words + 1): squawks that cannot be.
        carried: float64 (CARRIED): as :func:`fresh` gives it, or as the rows before left it.
        time: int64 (first + n or more), microseconds since 1970, the lowest number where it
            cannot be said.
        place: float64 (2, the same), latitude and longitude, NaN for null.
        floats: float32 (FLOATS, the same), NaN for null.
        smalls: uint8 (SMALLS, the same), 255 for null.
        codes: int32 (CODES, the same), -1 for null.
        surface: uint8 (the same), 1 on the ground, 0 not, 255 for null.
        fault: uint8 (the same), a bit for each of FAULTS.
        first: where the rows go in all of these.
    """
    lats, lons = place[0], place[1]
    for k_row in range(n):
        row, word = rows[k_row], words[k_row]
        i = first + k_row
        wrong = 0
        kind = word[0]
        ground = kind & 1
        if kind & 4:
            wrong |= _OTHER
        flags = 0
        value = row[_FLAGS]
        if value >= 0 and value < 65536 and value == floor(value):
            flags = int(value)
        elif not isnan(value):
            wrong |= _OTHER
        if flags & 1:
            wrong |= _STALE

        # Time. Base and offset are rounded to microseconds each: their sum is not exact.
        at = row[_OFFSET]
        moment = base + floor(at * 1e6 + 0.5) if abs(at) < _FARTHEST else NO_TIME
        time[i] = moment if _FIRST <= moment < _END else NO_TIME
        if moment < _EARLIEST or moment >= _LATEST:
            wrong |= _CLOCK

        # Position.
        lat, lon = row[_LAT], row[_LON]
        if lon == 180:
            lon = -180.0
        if isnan(lat) != isnan(lon) or abs(lat) > 90 or abs(lon) > 180:
            wrong |= _POSITION
        lats[i] = lat
        lons[i] = lon

        # The aircraft object: its figures replace all older ones, those it leaves out included.
        if flags & 2:
            carried[_C_FLIGHT] = -1
            carried[_C_SQUAWK] = -1
        d_geo = d_ias = d_roll = d_baro = d_geom = magnetic = true = nan
        if kind & 2:
            d_geo, d_ias, d_roll = row[_D_GEO], row[_D_IAS], row[_D_ROLL]
            d_baro, d_geom, magnetic, true = row[_D_BARO], row[_D_GEOM], row[_MAG], row[_TRUE]
            carried[_C_DETAIL_AT] = at
            for k in range(len(_QUALITY)):
                value = row[_QUALITY[k]]
                if value < 0 or value > _HIGHEST[k] or (value < 256 and value != floor(value)):
                    wrong |= _OTHER
                    if not (value >= 0 and value < NOTHING and value == floor(value)):
                        value = nan
                carried[_C_QUALITY + k] = value
            value = row[_RC]
            if value < 0:
                wrong |= _OTHER
            if value == 0:  # readsb's word for unknown
                value = nan
            carried[_C_QUALITY + 6] = value
            carried[_C_SQUAWK] = word[4]
            if word[4] >= 0 and bad[word[4]]:
                wrong |= _OTHER
            carried[_C_D_TYPE] = word[2]
            if word[3] >= 0:
                carried[_C_FLIGHT] = word[3]
                carried[_C_FLIGHT_AT] = at
            if word[5] >= 0:
                carried[_C_CATEGORY] = word[5]
                carried[_C_CATEGORY_AT] = at
        age = at - carried[_C_DETAIL_AT]
        known = age >= 0 and age <= quality_s
        for k in range(len(_QUALITY)):
            value = carried[_C_QUALITY + k]
            smalls[k][i] = int(value) if known and not isnan(value) else NOTHING

        # Words.
        for k in range(4):
            code = -1
            if k == 0:
                age = at - carried[_C_FLIGHT_AT]
                if age >= 0 and age <= _CALLSIGN_S:
                    code = means[1][int(carried[_C_FLIGHT])]
            elif k == 1:
                if known:
                    code = means[2][int(carried[_C_SQUAWK])]
            elif k == 2:
                age = at - carried[_C_CATEGORY_AT]
                if age >= 0 and age <= _CALLSIGN_S:
                    code = means[3][int(carried[_C_CATEGORY])]
            elif word[1] >= 0:
                code = means[0][word[1]]
            elif known:
                code = means[0][int(carried[_C_D_TYPE])]
            codes[k][i] = code

        # Heights. Where the flag says so the altitude is geometric.
        altitude, geo = row[_ALT], row[_GEO]
        if isnan(geo):
            geo = d_geo
        flying = not isnan(altitude)
        if flags & 8:
            if isnan(geo):
                geo = altitude
            altitude = nan
        surface[i] = 1 if ground else 0 if flying else NOTHING

        # Motion. On the ground the track is a true heading.
        speed, track, heading = row[_GS], row[_TRACK], magnetic
        if ground:
            heading = track if not isnan(track) else true
            track = nan
        rate = row[_RATE]
        if (flags & 4 or isnan(rate)) and not isnan(d_baro):
            rate = d_baro
        if isnan(rate):
            rate = row[_GEO_RATE]
        if isnan(rate):
            rate = d_geom
        ias = row[_IAS] if not isnan(row[_IAS]) else d_ias
        roll = row[_ROLL] if not isnan(row[_ROLL]) else d_roll
        if speed < 0 or ias < 0 or abs(track - 180) > 180 or abs(heading - 180) > 180:
            wrong |= _SPEED
        if abs(roll) > 180:
            wrong |= _OTHER
        rc = carried[_C_QUALITY + 6] if known else nan
        values = (
            altitude, geo, speed, 0.0 if track == 360 else track, rate, rc, ias,
            0.0 if heading == 360 else heading, roll,
        )  # fmt: skip
        for k in range(len(values)):
            value = values[k]
            if abs(value) > _MOST:
                wrong |= _OTHER
                value = nan
            floats[k][i] = value
        fault[i] = wrong
