"""Category 048, one radar's target reports: EUROCONTROL-SPEC-0149-4, editions to 1.32.

Where the target is stands as slant range and azimuth from the radar, whose place it does not say.
"""

from __future__ import annotations

from skywitness.record.asterix.fields import (
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
    squawk,
    station,
    unsigned,
)
from skywitness.record.asterix.registers import registers

_GROUND = {0: False, 1: True, 2: False, 3: True}
_NOT_VALIDATED = 0x80


def report(record: Record) -> Report:
    """What one record says, item by item; see the reference page for what is left out."""
    said: Report = {"source": "asterix", "marks": set(), "lost": []}
    for name, read in _ITEMS.items():
        if name in record:
            read(record[name], said)
    return said


def _descriptor(data: bytes, said: Report) -> None:
    # I048/020: SIM, RAB and TST say that it is no aircraft.
    if data[0] & 0x10 or data[0] & 0x02 or (len(data) > 1 and data[1] & 0x80):
        said["marks"].add("other")
        said["lost"].append("simulated, test or field monitor targets, marked `other`")


def _polar(data: bytes, said: Report) -> None:
    said["polar"] = unsigned(data[:2]) / 256.0, unsigned(data[2:]) * TURN


def _mode_a(data: bytes, said: Report) -> None:
    if data[0] & _NOT_VALIDATED:
        said["lost"].append("Mode A codes that the radar did not validate, left out")
    else:
        said["squawk"] = squawk(data)


def _level(data: bytes, said: Report) -> None:
    if data[0] & _NOT_VALIDATED:
        said["lost"].append("flight levels that the radar did not validate, left out")
    else:
        said["altitude"] = low(unsigned(data), 14) * 25.0


def _velocity(data: bytes, said: Report) -> None:
    said["groundspeed"] = unsigned(data[:2]) * SPEED
    said["track"] = unsigned(data[2:]) * TURN


def _status(data: bytes, said: Report) -> None:
    ground = _GROUND.get(data[0] >> 2 & 7)
    if ground is not None:
        said["onground"] = ground


_ITEMS: Items = {
    "010": lambda data, said: said.update(receiver=station(data)),
    "140": lambda data, said: said.update(time=unsigned(data) * TIME),
    "020": _descriptor,
    "040": _polar,
    "070": _mode_a,
    "090": _level,
    "220": lambda data, said: said.update(icao24=address(data)),
    "240": lambda data, said: said.update(callsign=callsign(data)),
    "250": lambda data, said: said.update(registers(data)),
    "200": _velocity,
    "230": _status,
    "260": lambda data, said: said.update(advisory=advisory(data)),
}
