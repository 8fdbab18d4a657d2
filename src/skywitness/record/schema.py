"""The record's columns: one row is what one source says of one aircraft at one time.

Names follow `traffic`, pyModeS and readsb. Null means "not said"; a value that cannot be is kept
and named in ``fault``.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

_TIME = pa.timestamp("us", "UTC")
_WORD = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class Column:
    """A column: its Arrow type, its unit ("" without one) and what it holds."""

    name: str
    type: pa.DataType
    unit: str
    meaning: str


COLUMNS = (
    Column("timestamp", _TIME, "UTC", "when the position (without one: the report) held"),
    Column("received", _TIME, "UTC", "when it was received or written down, where that is said"),
    Column("altitude_time", _TIME, "UTC", "when the altitude held, where it is not `timestamp`"),
    Column("icao24", _WORD, "", "24-bit address, six lower-case hex digits; `~` before others"),
    Column("callsign", _WORD, "", "callsign as sent, without padding"),
    Column("registration", _WORD, "", "registration, where the source knows it"),
    Column("typecode", _WORD, "", "ICAO type designator, where the source knows it"),
    Column("latitude", pa.float64(), "°", "geodetic latitude, WGS 84, north positive"),
    Column("longitude", pa.float64(), "°", "longitude, WGS 84, east positive, [-180, 180)"),
    Column("altitude", pa.float32(), "ft", "pressure altitude (1013.25 hPa)"),
    Column("geoaltitude", pa.float32(), "ft", "height above the WGS 84 ellipsoid"),
    Column("groundspeed", pa.float32(), "kt", "speed over the ground"),
    Column("track", pa.float32(), "°", "direction of motion over the ground, true, [0, 360)"),
    Column("vertical_rate", pa.float32(), "ft/min", "rate of climb, barometric if both are said"),
    Column("onground", pa.bool_(), "", "whether it reports to be on the ground"),
    Column("squawk", _WORD, "", "four octal digits"),
    Column("nic", pa.uint8(), "", "navigation integrity category (DO-260), 0 to 11"),
    Column("rc", pa.float32(), "m", "radius of containment that `nic` stands for"),
    Column("nac_p", pa.uint8(), "", "navigation accuracy category for position, 0 to 11"),
    Column("nac_v", pa.uint8(), "", "navigation accuracy category for velocity, 0 to 4"),
    Column("sil", pa.uint8(), "", "source (surveillance) integrity level, 0 to 3"),
    Column("gva", pa.uint8(), "", "geometric vertical accuracy, 0 to 2"),
    Column("version", pa.uint8(), "", "ADS-B version (DO-260 is 0, -A 1, -B 2)"),
    Column("category", _WORD, "", "emitter category, A0 to D7"),
    Column("ias", pa.float32(), "kt", "indicated airspeed"),
    Column("heading", pa.float32(), "°", "heading as sent (magnetic unless the format says true)"),
    Column("roll", pa.float32(), "°", "roll, right wing down positive"),
    Column("advisory", _WORD, "", "an ACAS resolution advisory that was active, in words"),
    Column("source", _WORD, "", "how it was seen: see SOURCES"),
    Column("receiver", _WORD, "", "which receiver or network, where that is said"),
    Column("file", _WORD, "", "file it was read from, members of archives after `!`"),
    Column("row", pa.int64(), "", "which record of that file, counted from 0 as its format says"),
    Column("fault", _WORD, "", "what is wrong: codes of FAULTS, joined by spaces; else null"),
)  # fmt: skip
SCHEMA = pa.schema([pa.field(c.name, c.type) for c in COLUMNS])

SOURCES = {
    "adsb_icao": "ADS-B by a transponder (DF 17, CF 0)",
    "adsb_icao_nt": "ADS-B by a device that is no transponder (DF 18)",
    "adsb_other": "ADS-B with an address that is none of ICAO's",
    "adsr_icao": "ADS-B sent again by a ground station",
    "adsr_other": "the same, the address none of ICAO's",
    "tisb_icao": "traffic information from ground radar",
    "tisb_other": "the same, the address none of ICAO's",
    "tisb_trackfile": "the same, a track number in place of an address",
    "adsc": "ADS-C by satellite",
    "mlat": "multilateration",
    "mode_s": "Mode S without a position of its own",
    "mode_ac": "Mode A or C",
    "asterix": "a radar's or tracker's ASTERIX report",
    "flarm": "FLARM or another non-transponder network",
    "track": "a track file such as GPX, KML or IGC",
    "other": "the source says another kind or none that is known",
}
"""Words of the ``source`` column."""

FAULTS = {
    "address": "the address was a bare number or cannot be one",
    "altitude": "an altitude that cannot be",
    "clock": "a time that cannot be, or clocks that disagree by whole hours",
    "copied": "the position is another aircraft's, to the last digit",
    "frozen": "the same position over and over while the aircraft moves",
    "jump": "no aircraft flies from the last position to this one in the time between",
    "position": "a position that cannot be",
    "reversed": "time runs backwards here within its source",
    "speed": "a speed or direction that cannot be",
    "stale": "the source itself marks it as old, or its position is older than is allowed for",
    "twin": "the same aircraft is here under another address as well",
    "other": "another value that cannot be",
}
"""Words of the ``fault`` column; a row can have several, in alphabetical order."""
