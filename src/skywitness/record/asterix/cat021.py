"""Category 021, ADS-B target reports: EUROCONTROL-SPEC-0149-12, editions 2.1 to 2.7, and
0.23 to 0.26, which are ordered otherwise.
"""

from __future__ import annotations

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
from skywitness.units import NAUTICAL_MILE as NM

# I021/090, PIC: the radius that a position integrity category stands for, in metres (ED-102B, table
# 2-82, as lib1090's ContainmentRadius.forPIC has it; 0 says nothing, 15 is reserved).
RADIUS_BY_PIC = {
    14: 7.5, 13: 25.0, 12: 75.0, 11: 0.1 * NM, 10: 0.2 * NM, 9: 0.3 * NM, 8: 0.5 * NM,
    7: 0.6 * NM, 6: NM, 5: 2 * NM, 4: 4 * NM, 3: 8 * NM, 2: 10 * NM, 1: 20 * NM,
}  # fmt: skip
# The widest radius of each category of integrity (DO-260B, table 2-70): 6 has three.
RADIUS_BY_NIC = {
    11: 7.5, 10: 25.0, 9: 75.0, 8: 0.1 * NM, 7: 0.2 * NM, 6: 0.6 * NM, 5: NM, 4: 2 * NM,
    3: 4 * NM, 2: 8 * NM, 1: 20 * NM,
}  # fmt: skip
_RANGE_EXCEEDED = 0x8000
_GREATER = 0x7FFF


def report(record: Record) -> Report:
    """What one record of editions 2.1 to 2.7 says."""
    said: Report = {"source": "adsb_icao", "marks": set(), "lost": []}
    _common(record, said, _ITEMS)
    _when(record, said)
    if "131" in record:
        said["latitude"], said["longitude"] = place(record["131"], 30)
    elif "130" in record:
        said["latitude"], said["longitude"] = place(record["130"], 23)
    icao = _descriptor(record.get("040", b"\0"), said)
    if "080" in record:
        said["icao24"] = address(record["080"], icao=icao)
    version = None
    if "210" in record:
        # The MOPS version is one of 1090 ES in that of other links too (note to the item).
        version = record["210"][0] >> 3 & 7
        said["version"] = version
    if "090" in record:
        _quality(record["090"], version, said)
    return said


def report_old(record: Record) -> Report:
    """What one record of editions 0.23 to 0.26 says; its figure of merit is no NIC."""
    said: Report = {"source": "adsb_icao", "marks": set(), "lost": []}
    _common(record, said, _OLD_ITEMS)
    if "030" in record:
        said["time"] = unsigned(record["030"]) * TIME
    if "130" in record:
        coarse = len(record["130"]) == 6  # edition 0.23
        said["latitude"], said["longitude"] = place(record["130"], 23 if coarse else 25)
    descriptor = unsigned(record.get("040", b"\0\x20"))
    # DCR, GBS, SIM, TST, RAB, SAA, SPI, spare; ATP in three bits.
    said["onground"] = bool(descriptor & 0x4000)
    _not_real(bool(descriptor & 0x3800), said)
    icao = (descriptor >> 5 & 7) == 1
    said["source"] = "adsb_icao" if icao else "adsb_other"
    if "080" in record:
        said["icao24"] = address(record["080"], icao=icao)
    return said


def _when(record: Record, said: Report) -> None:
    """When the position held (I021/071), else when it was received (073, finer by 074)."""
    received = None
    if "073" in record:
        received = unsigned(record["073"]) * TIME
        if "074" in record:
            fine = unsigned(record["074"])
            whole = int(received) + {1: 1, 2: -1}.get(fine >> 30, 0)
            received = whole + (fine & 0x3FFFFFFF) / (1 << 30)
    if "071" in record:
        said["time"] = unsigned(record["071"]) * TIME
    elif received is not None:
        said["time"] = received
    elif "077" in record:
        said["time"] = unsigned(record["077"]) * TIME
        said["lost"].append("reports timed by their transmission (I021/077) alone")
    if received is not None:
        said["received"] = received


def _descriptor(data: bytes, said: Report) -> bool:
    """I021/040; whether the address is one of ICAO's."""
    kind = data[0] >> 5
    # 0 is ICAO's, 1 the same in use twice; 2 and 3 stand for DF 18 with control field 1.
    icao = kind <= 1
    said["source"] = "adsb_icao" if icao else "adsb_other"
    real = not data[0] & 0x02  # RAB: a field monitor
    if len(data) > 1 and data[0] & 1:
        said["onground"] = bool(data[1] & 0x40)
        real = real and not data[1] & 0x30  # SIM, TST
        if data[1] >> 1 & 3 == 1:
            said["marks"].add("position")
            said["lost"].append("reports the ground station calls suspect, marked `position`")
    _not_real(not real, said)
    return icao


def _not_real(unreal: bool, said: Report) -> None:
    if unreal:
        said["marks"].add("other")
        said["lost"].append("simulated, test or field monitor targets, marked `other`")


def _quality(data: bytes, version: int | None, said: Report) -> None:
    """I021/090: NUCr or NACv, NUCp or NIC; NICbaro, SIL, NACp; SDA, GVA; PIC."""
    if not version:
        said["lost"].append(
            "quality figures of ADS-B version 0, or of none that is told (NUC, no NIC), left out"
        )
    else:
        said["nac_v"] = data[0] >> 5
        said["nic"] = nic = data[0] >> 1 & 15
        if nic in RADIUS_BY_NIC:
            said["rc"] = RADIUS_BY_NIC[nic]
        if len(data) > 1:
            said["sil"], said["nac_p"] = data[1] >> 5 & 3, data[1] >> 1 & 15
        if len(data) > 2 and version >= 2:
            said["gva"] = data[2] >> 1 & 3
    if len(data) > 3 and (pic := data[3] >> 4) in RADIUS_BY_PIC:
        said["rc"] = RADIUS_BY_PIC[pic]


def _common(record: Record, said: Report, items: Items) -> None:
    for name, read in items.items():
        if name in record:
            read(record[name], said)


def _heights(data: bytes, said: Report) -> None:
    if unsigned(data) == _GREATER:
        said["lost"].append("geometric heights only said to be greater than can be, left out")
    else:
        said["geoaltitude"] = signed(data) * 6.25


def _vector(data: bytes, said: Report) -> None:
    speed = unsigned(data[:2])
    if speed & _RANGE_EXCEEDED:
        said["lost"].append("speeds only said to be greater than can be, left out")
    else:
        said["groundspeed"] = speed * SPEED
    said["track"] = unsigned(data[2:]) * TURN


def _rate(data: bytes, said: Report) -> None:
    value = unsigned(data)
    if value & _RANGE_EXCEEDED:
        said["lost"].append("vertical rates only said to be greater than can be, left out")
    else:
        said.setdefault("vertical_rate", low(value, 15) * 6.25)


def _rate_old(data: bytes, said: Report) -> None:
    said.setdefault("vertical_rate", signed(data) * 6.25)


def _airspeed(data: bytes, said: Report) -> None:
    value = unsigned(data)
    if not value & 0x8000:  # else a Mach number
        said["ias"] = (value & 0x7FFF) * SPEED


_ITEMS: Items = {
    "010": lambda data, said: said.update(receiver=station(data)),
    "070": lambda data, said: said.update(squawk=squawk(data)),
    "140": _heights,
    "145": lambda data, said: said.update(altitude=signed(data) * 25.0),
    "150": _airspeed,
    "152": lambda data, said: said.update(heading=unsigned(data) * TURN),
    "155": _rate,  # barometric, and therefore before
    "157": _rate,  # the geometric one
    "160": _vector,
    "170": lambda data, said: said.update(callsign=callsign(data)),
    "020": lambda data, said: said.update(category=CATEGORIES.get(data[0])),
    "230": lambda data, said: said.update(roll=signed(data) * 0.01),
    "260": lambda data, said: said.update(advisory=advisory(data)),
}
_OLD_ITEMS: Items = {**_ITEMS, "155": _rate_old, "157": _rate_old}
