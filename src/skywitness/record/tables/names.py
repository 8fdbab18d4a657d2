"""Column names of many dialects and what they stand for.

Which dialect a table is in, and so its units, is told by its column names and never by its values:
an altitude of 10,000 can be metres as well as feet.

Sources: OpenSky's state vectors (opensky-network.org, "Trino / Impala": metres, metres per second)
and REST API documentation; ``traffic``'s documentation of its columns (feet, knots); readsb's
README-json (feet, knots); Flightradar24's downloads and API (feet, knots) as described by
those who publish such files; Airdata's exports of drones' logs (units in the names); the record's
own columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from skywitness.units import FOOT, NAUTICAL_MILE, STATUTE_MILE

# What one of a unit is in the record's own unit: feet, knots, feet per minute (exact definitions).
UNITS = {
    "ft": 1.0,
    "m": 1.0 / FOOT,
    "km": 1000.0 / FOOT,
    "kt": 1.0,
    "m/s": 3600.0 / NAUTICAL_MILE,
    "km/h": 1000.0 / NAUTICAL_MILE,
    "mph": STATUTE_MILE / NAUTICAL_MILE,
    "ft/min": 1.0,
    "m/s up": 60.0 / FOOT,
    "": 1.0,
}


@dataclass(frozen=True)
class Field:
    """What a column holds: a column of the record or a role, and its unit.

    Roles are ``time`` (when the row was written, or its position held), ``position_time`` (when the
    position held), ``contact`` (when anything was last heard), ``position`` (latitude and longitude
    in one text, "48.1,2.3"), ``serials`` (receivers) and ``position_source`` (OpenSky's number for
    how the position was found) and ``elapsed`` (since the log began, in ``ms`` or ``s``).
    """

    column: str
    unit: str = ""


@dataclass(frozen=True)
class Dialect:
    """One way to name columns.

    ``family`` says which dialects agree in their units and can stand in one table; ``marks`` are
    the names that only this dialect uses; with ``whole`` all of them must be there; ``empty`` are
    texts that stand for no value.
    """

    name: str
    family: str
    marks: frozenset[str]
    fields: dict[str, Field]
    whole: bool = False
    empty: frozenset[str] = frozenset()


NEUTRAL = {
    "timestamp": Field("time"), "time": Field("time"), "datetime": Field("time"),
    "date_time": Field("time"), "utc": Field("time"), "ts": Field("time"),
    "icao24": Field("icao24"), "icao": Field("icao24"), "hex": Field("icao24"),
    "icao_address": Field("icao24"), "icao_24": Field("icao24"),
    "callsign": Field("callsign"), "call_sign": Field("callsign"), "flight": Field("callsign"),
    "registration": Field("registration"), "typecode": Field("typecode"),
    "latitude": Field("latitude"), "lat": Field("latitude"),
    "longitude": Field("longitude"), "lon": Field("longitude"), "lng": Field("longitude"),
    "long": Field("longitude"), "position": Field("position"),
    "onground": Field("onground"), "on_ground": Field("onground"),
    "squawk": Field("squawk"), "track": Field("track"), "true_track": Field("track"),
    "serials": Field("serials"), "receiver": Field("receiver"),
    "last_position": Field("position_time"), "lastposupdate": Field("position_time"),
    "time_position": Field("position_time"), "lastcontact": Field("contact"),
    "last_contact": Field("contact"),
    "nic": Field("nic"), "rc": Field("rc", ""), "nac_p": Field("nac_p"), "nac_v": Field("nac_v"),
    "sil": Field("sil"), "gva": Field("gva"), "version": Field("version"),
    "category": Field("category"), "roll": Field("roll"), "heading": Field("heading"),
    "received": Field("contact"),
    "altitude_time": Field("altitude_time"), "source": Field("source"),
    "advisory": Field("advisory"), "fault": Field("fault"),
}  # fmt: skip
"""Names that mean the same in every dialect."""

DIALECTS = (
    Dialect(
        "Flightradar24 playback download",
        "fr24",
        frozenset({"timestamp", "utc", "callsign", "position", "altitude", "speed", "direction"}),
        {
            "altitude": Field("altitude", "ft"),
            "speed": Field("groundspeed", "kt"),
            "direction": Field("track"),
        },
        whole=True,
    ),
    Dialect(
        "Flightradar24 positions archive",
        "fr24",
        frozenset({"snapshot_id", "altitude", "heading", "latitude", "longitude", "speed"}),
        {
            "snapshot_id": Field("time"),
            "altitude": Field("altitude", "ft"),
            "heading": Field("track"),
            "speed": Field("groundspeed", "kt"),
            "vert_speed": Field("vertical_rate", "ft/min"),
            "radar_id": Field("receiver"),
        },
        whole=True,
    ),
    Dialect(
        "Flightradar24 API",
        "fr24",
        frozenset({"timestamp", "lat", "lon", "alt", "gspeed", "vspeed"}),
        {
            "alt": Field("altitude", "ft"),
            "gspeed": Field("groundspeed", "kt"),
            "vspeed": Field("vertical_rate", "ft/min"),
        },
        whole=True,
    ),
    Dialect(
        "OpenSky state vectors",
        "si",
        frozenset({"velocity", "vertrate", "baroaltitude", "lastposupdate", "lastcontact"}),
        {
            "velocity": Field("groundspeed", "m/s"),
            "heading": Field("track"),
            "vertrate": Field("vertical_rate", "m/s up"),
            "baroaltitude": Field("altitude", "m"),
            "geoaltitude": Field("geoaltitude", "m"),
        },
    ),
    Dialect(
        "OpenSky REST state vectors",
        "si",
        frozenset({"baro_altitude", "geo_altitude", "time_position", "last_contact"}),
        {
            "velocity": Field("groundspeed", "m/s"),
            "vertical_rate": Field("vertical_rate", "m/s up"),
            "baro_altitude": Field("altitude", "m"),
            "geo_altitude": Field("geoaltitude", "m"),
            "sensors": Field("serials"),
            "position_source": Field("position_source"),
        },
    ),
    Dialect(
        "traffic",
        "feet",
        frozenset({"groundspeed", "vertical_rate", "altitude", "last_position"}),
        {
            "altitude": Field("altitude", "ft"),
            "geoaltitude": Field("geoaltitude", "ft"),
            "mslaltitude": Field("mslaltitude", "ft"),
            "aglaltitude": Field("aglaltitude", "ft"),
            "unstatedaltitude": Field("unstatedaltitude", "ft"),
            "groundspeed": Field("groundspeed", "kt"),
            "vertical_rate": Field("vertical_rate", "ft/min"),
            "heading": Field("heading"),
            "ias": Field("ias", "kt"),
        },
    ),
    Dialect(
        "readsb",
        "feet",
        frozenset({"gs", "alt_baro", "alt_geom", "baro_rate", "mag_heading"}),
        {
            "gs": Field("groundspeed", "kt"),
            "alt_baro": Field("altitude", "ft"),
            "alt_geom": Field("geoaltitude", "ft"),
            "baro_rate": Field("vertical_rate", "ft/min"),
            "mag_heading": Field("heading"),
            "ias": Field("ias", "kt"),
            "r": Field("registration"),
            "t": Field("typecode"),
            "type": Field("source"),
        },
    ),
    Dialect(
        "Airdata",
        "airdata",
        frozenset({"height_above_takeoff(feet)", "height_above_takeoff(meters)"}),
        {  # the height above the sea once more, no pressure altitude
            "altitude(feet)": Field("mslaltitude", "ft"),
            "altitude(meters)": Field("mslaltitude", "m"),
        },
        empty=frozenset({"Available with any HD 360 subscription"}),
    ),
)

# Names whose unit or meaning depends on the dialect; without one they cannot be read.
UNDECIDED = frozenset(
    {"geoaltitude", "alt", "speed", "ground_speed", "vertical_speed", "vertical_rate", "velocity"}
)

# Names with their unit: `altitude_m`, `Speed (kts)`.
_HEIGHTS = {"ft": "ft", "feet": "ft", "m": "m", "meters": "m", "metres": "m", "km": "km"}
_SPEEDS = {
    "kt": "kt", "kts": "kt", "knots": "kt", "mps": "m/s", "m/s": "m/s", "ms": "m/s",
    "kmh": "km/h", "km/h": "km/h", "kph": "km/h", "mph": "mph",
}  # fmt: skip
_RATES = {"fpm": "ft/min", "ft/min": "ft/min", "ftmin": "ft/min", "mps": "m/s up",
          "m/s": "m/s up", "ms": "m/s up"}  # fmt: skip
_ANGLES = dict.fromkeys(("deg", "degree", "degrees"), "")
_SPANS = {"ms": "ms", "millisecond": "ms", "milliseconds": "ms", "s": "s", "sec": "s",
          "second": "s", "seconds": "s"}  # fmt: skip
_WITH_UNIT: dict[str, tuple[str, dict[str, str]]] = {
    **dict.fromkeys(
        ("altitude", "alt", "baroaltitude", "baro_altitude", "alt_baro", "altitude_baro",
         "pressure_altitude"),
        ("altitude", _HEIGHTS),
    ),
    **dict.fromkeys(
        ("geoaltitude", "geo_altitude", "alt_geom", "altitude_geom"), ("geoaltitude", _HEIGHTS)
    ),
    **dict.fromkeys(("mslaltitude", "altitude_msl", "msl_altitude", "alt_msl", "height_msl",
                     "altitude_above_sealevel", "altitude_above_sea_level"),
                    ("mslaltitude", _HEIGHTS)),
    **dict.fromkeys(("aglaltitude", "altitude_agl", "agl_altitude", "alt_agl", "height_agl",
                     "height_above_ground_at_drone_location"),
                    ("aglaltitude", _HEIGHTS)),
    "unstatedaltitude": ("unstatedaltitude", _HEIGHTS),
    **dict.fromkeys(
        ("groundspeed", "ground_speed", "gs", "speed", "velocity"), ("groundspeed", _SPEEDS)
    ),
    **dict.fromkeys(
        ("vertical_rate", "vertrate", "verticalrate", "vertical_speed", "baro_rate"),
        ("vertical_rate", _RATES),
    ),
    "ias": ("ias", _SPEEDS),
    **dict.fromkeys(("time", "datetime", "timestamp", "date_time"), ("time", {"utc": ""})),
    **dict.fromkeys(("track", "true_track", "course"), ("track", _ANGLES)),
    **dict.fromkeys(("compass_heading", "magnetic_heading", "mag_heading"), ("heading", _ANGLES)),
    **{name: (name, _ANGLES) for name in ("latitude", "longitude", "roll")},
}  # fmt: skip
_UNIT = re.compile(r"^(.+?)[\s_]*[\s_(\[]([a-z]+(?:/[a-z]+)?)[)\]]?$")


def plain(name: str) -> str:
    """A column name as it stands in the tables here: lower case, words joined by ``_``."""
    return re.sub(r"[\s_.\-]+", "_", name.strip().strip("\"'").strip().casefold())


def with_unit(name: str) -> Field | None:
    """What a name that states its own unit stands for, None when it states none that is known."""
    found = _UNIT.match(name.strip().casefold())
    if found is None:
        return None
    base, unit = plain(found[1]), found[2]
    if base in _WITH_UNIT:
        column, units = _WITH_UNIT[base]
        if unit in units:
            return Field(column, units[unit])
    if base in ("time", "elapsed", "elapsed_time") and unit in _SPANS:
        return Field("elapsed", _SPANS[unit])
    return None
