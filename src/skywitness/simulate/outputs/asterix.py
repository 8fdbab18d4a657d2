"""ASTERIX: category 021 (ADS-B target reports, edition 2.4) and 062 (system tracks, edition 1.18).

Items and their order: EUROCONTROL-SPEC-0149-12 and -9. Only what a ground station of that kind
would know is written: 021 has what was sent by ADS-B, 062 has everything.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path

from skywitness.simulate.earth import NAUTICAL_MILE
from skywitness.simulate.encode.messages import letters
from skywitness.simulate.outputs.words import save
from skywitness.simulate.reports import ADSB, ADSB_NT, Scene


def _slots(order: str) -> dict[str, int]:
    return {name: k for k, name in enumerate(order.split(" ")) if name != "-"}


_SLOTS_021 = _slots(
    "010 040 161 015 071 130 131 072 150 151 080 073 074 075 076 140 090 210 070 230 145 152 200 "
    "155 157 160 165 077 170 020"
)
_SLOTS_062 = _slots("010 - 015 070 105 100 185 210 060 245 380 040 080 290 200 295 136 130 135 220")
_EMITTER = {"A1": 1, "A2": 2, "A3": 3, "A4": 4, "A5": 5, "A6": 6, "A7": 10, "B1": 11, "B2": 12,
            "B4": 15, "B3": 16, "C1": 20, "C2": 21}  # fmt: skip
_BLOCK = 1_200
"""Bytes after which a data block is closed, so that it fits a packet."""
_DAY_S = 86_400


def write_021(scene: Scene, folder: Path) -> list[Path]:
    """``cat021.ast``; system area 1, a number for each receiver."""
    return [save(folder, "cat021.ast", _blocks(scene, 21, _SLOTS_021, _report))]


def write_062(scene: Scene, folder: Path) -> list[Path]:
    """``cat062.ast``."""
    return [save(folder, "cat062.ast", _blocks(scene, 62, _SLOTS_062, _track))]


def _blocks(
    scene: Scene, category: int, slots: Mapping[str, int],
    items: Callable[[Scene, int], dict[str, bytes] | None],
) -> bytes:  # fmt: skip
    out, body = bytearray(), bytearray()

    def close() -> None:
        out.extend(bytes([category]) + (len(body) + 3).to_bytes(2, "big") + body)
        body.clear()

    for k in range(len(scene.reports)):
        found = items(scene, k)
        if found is None:
            continue
        body += record(found, slots)
        if len(body) > _BLOCK:
            close()
    if body:
        close()
    return bytes(out)


def record(items: Mapping[str, bytes], slots: Mapping[str, int]) -> bytes:
    """A record: the field specification, seven items an octet, then the items in their order."""
    places = sorted((slots[name], data) for name, data in items.items())
    spec = bytearray(places[-1][0] // 7 + 1)
    for place, _ in places:
        spec[place // 7] |= 0x80 >> place % 7
    for k in range(len(spec) - 1):
        spec[k] |= 1
    return bytes(spec) + b"".join(data for _, data in places)


def _unsigned(value: float, octets: int) -> bytes:
    most = (1 << 8 * octets) - 1
    return min(max(round(value), 0), most).to_bytes(octets, "big")


def _signed(value: float, octets: int) -> bytes:
    edge = 1 << 8 * octets - 1
    return min(max(round(value), -edge), edge - 1).to_bytes(octets, "big", signed=True)


def _time(micro: int) -> bytes:
    ticks = round((micro / 1e6 % _DAY_S) * 128)
    return (ticks % (_DAY_S * 128)).to_bytes(3, "big")


def _place(lon: float, lat: float, bits: int) -> bytes:
    scale = (1 << bits) / 180.0
    return _signed(lat * scale, 4) + _signed(lon * scale, 4)


def _turn(degrees: float) -> bytes:
    return (round(degrees * 65_536 / 360.0) % 65_536).to_bytes(2, "big")


def _report(scene: Scene, k: int) -> dict[str, bytes] | None:
    r = scene.reports
    if int(r.source[k]) not in (ADSB, ADSB_NT) or r.stale[k]:
        return None
    target = scene.targets[int(r.target[k])]
    each, ground = target.aircraft, bool(r.onground[k])
    items = {
        "010": bytes([1, int(r.receiver[k]) + 1]),
        "040": b"\x01\x40" if ground else b"\x00",
        "071": _time(int(r.time[k])),
        "073": _time(int(r.received[k])),
        "080": int(target.address, 16).to_bytes(3, "big"),
        "131": _place(float(r.longitude[k]), float(r.latitude[k]), 30),
        "210": bytes([each.version << 3 | 2]),
        "170": letters(each.callsign).to_bytes(6, "big"),
        "020": bytes([_EMITTER.get(each.category, 0)]),
        "090": _quality(each.version, each.nic, each.nac_p, each.nac_v, each.sil, each.gva),
    }
    if each.squawk:
        items["070"] = int(each.squawk, 8).to_bytes(2, "big")
    if not ground:
        items |= {
            "145": _signed(float(r.altitude[k]) / 25.0, 2),
            "140": _signed(float(r.geoaltitude[k]) / 6.25, 2),
            "155": (round(float(r.vertical_rate[k]) / 6.25) & 0x7FFF).to_bytes(2, "big"),
        }
    # 2^-14 NM/s is 0.22 kt.
    items["160"] = _unsigned(float(r.groundspeed[k]) / 3600.0 * 16_384, 2) + _turn(
        float(r.track[k])
    )
    return items


def _quality(version: int, nic: int, nac_p: int, nac_v: int, sil: int, gva: int) -> bytes:
    """I021/090: the first octet, and for versions from 1 on the second and third."""
    if not version:
        return bytes([nac_v << 5 | 6 << 1])
    return bytes([nac_v << 5 | nic << 1 | 1, 0x80 | sil << 5 | nac_p << 1 | 1,
                  (gva << 1) if version >= 2 else 0])  # fmt: skip


def _track(scene: Scene, k: int) -> dict[str, bytes] | None:
    r = scene.reports
    if r.stale[k]:
        return None
    target = scene.targets[int(r.target[k])]
    each, ground = target.aircraft, bool(r.onground[k])
    angle = math.radians(float(r.track[k]))
    speed = float(r.groundspeed[k]) * NAUTICAL_MILE / 3600.0
    known = not target.address.startswith("~")
    items = {
        "010": bytes([1, 200 + int(r.network[k])]),
        "040": int(r.target[k]).to_bytes(2, "big"),
        "070": _time(int(r.time[k])),
        "105": _place(float(r.longitude[k]), float(r.latitude[k]), 25),
        "185": _signed(speed * math.sin(angle) * 4.0, 2)
        + _signed(speed * math.cos(angle) * 4.0, 2),
        # Where the height comes from: GNSS, or none is told.
        "080": b"\x00" if math.isnan(float(r.geoaltitude[k])) else b"\x04",
    }
    if known and each.squawk:
        items["060"] = int(each.squawk, 8).to_bytes(2, "big")
    if known:
        # I062/380: address, identification and communications/flight status (on the ground: 1).
        items["380"] = (
            bytes([0xC1, 0x20]) + int(target.address, 16).to_bytes(3, "big")
            + letters(each.callsign).to_bytes(6, "big") + bytes([0x04 if ground else 0x00, 0])
        )  # fmt: skip
    if not ground and not math.isnan(float(r.altitude[k])):
        items["136"] = _signed(float(r.altitude[k]) / 25.0, 2)
        items["220"] = _signed(float(r.vertical_rate[k]) / 6.25, 2)
        if not math.isnan(float(r.geoaltitude[k])):
            items["130"] = _signed(float(r.geoaltitude[k]) / 6.25, 2)
    return items
