"""Mode S registers 5,0 and 6,0 whose number is known, unlike in a downlink reply.

Layouts: ICAO Doc 9871, tables A-2-80 (track and turn) and A-2-96 (heading and speed).
"""

from __future__ import annotations

from skywitness.record.asterix.fields import Report, low


def registers(data: bytes) -> Report:
    """What a list of registers (count, then seven octets and the number each) says."""
    said: Report = {}
    for k in range(data[0]):
        at = 1 + 8 * k
        message, number = int.from_bytes(data[at : at + 7], "big"), data[at + 7]
        if number == 0x50:
            if _bit(message, 1):
                said["roll"] = low(_bits(message, 2, 11), 10) * 45.0 / 256.0
        elif number == 0x60:
            if _bit(message, 1):
                said["heading"] = low(_bits(message, 2, 12), 11) * 90.0 / 512.0 % 360.0
            if _bit(message, 13):
                said["ias"] = float(_bits(message, 14, 23))
            if _bit(message, 35):
                said["vertical_rate"] = low(_bits(message, 36, 45), 10) * 32.0
    return said


def _bits(message: int, first: int, last: int) -> int:
    """Bits of a 56-bit message, counted from 1."""
    return message >> (56 - last) & ((1 << (last - first + 1)) - 1)


def _bit(message: int, k: int) -> int:
    return _bits(message, k, k)
