"""Category 062, system tracks: EUROCONTROL-SPEC-0149-9, editions 1.16 to 1.21.

A track is what a tracker made of several sensors: smoothed, and extrapolated while it coasts.
"""

from __future__ import annotations

import math

from skywitness.record.asterix.fields import (
    CATEGORIES,
    SPEED,
    TIME,
    TURN,
    Items,
    Record,
    Report,
    address,
    advisory,
    callsign,
    low,
    place,
    signed,
    squawk,
    station,
    unsigned,
)
from skywitness.record.asterix.profiles import AGES, DERIVED, FLIGHT_PLAN
from skywitness.units import NAUTICAL_MILE

_KNOTS = 3600.0 / NAUTICAL_MILE
_GROUND = {0: False, 1: True, 2: False, 3: True}
# Subfields of I062/380 that are read, by their number.
_ADDRESS, _CALLSIGN, _HEADING, _AIRSPEED, _STATUS, _ADVISORY = 1, 2, 3, 4, 10, 12
_ROLL, _CATEGORY, _IAS = 15, 21, 26
_LEVEL_AGE = 1
_MEASURED = (1, 2, 3, 7)


def report(record: Record) -> Report:
    """What one record says, item by item; see the reference page for what is left out."""
    said: Report = {"source": "asterix", "marks": set(), "lost": []}
    for name, read in _ITEMS.items():
        if name in record:
            read(record[name], said)
    return said


def _velocity(data: bytes, said: Report) -> None:
    # In the target's own plane, whose y axis points to true north.
    east, north = signed(data[:2]) * 0.25, signed(data[2:]) * 0.25
    said["groundspeed"] = math.hypot(east, north) * _KNOTS
    if east or north:
        said["track"] = math.degrees(math.atan2(east, north)) % 360.0


def _mode_a(data: bytes, said: Report) -> None:
    if data[0] & 0x80:
        said["lost"].append("Mode A codes that were not validated, left out")
    else:
        said["squawk"] = squawk(data)


def _identification(data: bytes, said: Report) -> None:
    kind = data[0] >> 6
    name = callsign(data[1:])
    if kind == 2:
        said["registration"] = name
    elif kind < 2:
        said["callsign"] = name


def _derived(data: bytes, said: Report) -> None:
    parts = DERIVED.split(data)
    if _ADDRESS in parts:
        said["icao24"] = address(parts[_ADDRESS])
    if _CALLSIGN in parts:
        said["callsign"] = callsign(parts[_CALLSIGN])
    if _HEADING in parts:
        said["heading"] = unsigned(parts[_HEADING]) * TURN
    if _AIRSPEED in parts and not parts[_AIRSPEED][0] & 0x80:
        said["ias"] = unsigned(parts[_AIRSPEED]) * SPEED
    if _IAS in parts:
        said["ias"] = float(signed(parts[_IAS]))
    if _STATUS in parts and (ground := _GROUND.get(parts[_STATUS][0] >> 2 & 7)) is not None:
        said["onground"] = ground
    if _ADVISORY in parts:
        said["advisory"] = advisory(parts[_ADVISORY])
    if _ROLL in parts:
        said["roll"] = signed(parts[_ROLL]) * 0.01
    if _CATEGORY in parts:
        said["category"] = CATEGORIES.get(parts[_CATEGORY][0])


def _status(data: bytes, said: Report) -> None:
    """I062/080: SRC in its first octet, SIM in its second, CST (coasting) in its fourth."""
    said["height_source"] = data[0] >> 2 & 7
    if len(data) > 1 and data[1] & 0x80:
        said["marks"].add("other")
        said["lost"].append("simulated tracks, marked `other`")
    if len(data) > 3 and data[3] & 0x80:
        said["marks"].add("stale")
        said["lost"].append("coasting tracks (not seen of late, extrapolated), marked `stale`")


def _ages(data: bytes, said: Report) -> None:
    parts = AGES.split(data)
    if _LEVEL_AGE in parts and parts[_LEVEL_AGE][0] < 255:
        said["altitude_age"] = parts[_LEVEL_AGE][0] * 0.25


def _barometric(data: bytes, said: Report) -> None:
    """I062/135, smoothed: only where no measured level was sent and no QNH is in it."""
    if "altitude" in said:
        return
    if data[0] & 0x80:
        said["lost"].append("altitudes corrected for QNH, no pressure altitudes, left out")
    else:
        said["altitude"] = low(unsigned(data), 15) * 25.0


def _geometric(data: bytes, said: Report) -> None:
    """I062/130, where it was measured: GNSS, 3D radar, triangulation or multilateration."""
    if said.get("height_source") in _MEASURED:
        said["geoaltitude"] = signed(data) * 6.25
    else:
        said["lost"].append("geometric heights assumed by the tracker and not measured, left out")


def _flight_plan(data: bytes, said: Report) -> None:
    parts = FLIGHT_PLAN.split(data)
    if 5 in parts:
        said["typecode"] = parts[5].decode("ascii", "replace").strip("\x00 ") or None
    if 2 in parts and not said.get("callsign"):
        name = parts[2].decode("ascii", "replace").strip("\x00 ")
        said["callsign"] = name or None
        said["lost"].append("callsigns of the flight plan, where the aircraft sent none: used")


def _when(data: bytes, said: Report) -> None:
    said["time"] = unsigned(data) * TIME


def _place(data: bytes, said: Report) -> None:
    said["latitude"], said["longitude"] = place(data, 25)


_ITEMS: Items = {
    "010": lambda data, said: said.update(receiver=station(data)),
    "070": _when,
    "105": _place,
    "185": _velocity,
    "060": _mode_a,
    "245": _identification,
    "380": _derived,
    "080": _status,
    "295": _ages,
    "136": lambda data, said: said.update(altitude=signed(data) * 25.0),
    "135": _barometric,
    "130": _geometric,
    "220": lambda data, said: said.update(vertical_rate=signed(data) * 6.25),
    "390": _flight_plan,
}
