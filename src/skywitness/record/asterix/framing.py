"""Data blocks out of a file: one after the other, or in the UDP packets of a capture.

Captures: the classic libpcap file (microseconds or nanoseconds, either byte order;
draft-ietf-opsawg-pcap), Ethernet, Linux "cooked" and raw IP links, VLAN tags, IPv4 and UDP.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from skywitness.errors import RecordError
from skywitness.record.reading import Tally, cut_end

CATEGORIES = frozenset((*range(1, 31), 32, 34, 48, *range(61, 67), 129, 150, *range(203, 212),
                        *range(238, 256)))  # fmt: skip
"""Categories that are in use."""

PCAP = {b"\xd4\xc3\xb2\xa1": ("<", 1e6), b"\xa1\xb2\xc3\xd4": (">", 1e6),
        b"\x4d\x3c\xb2\xa1": ("<", 1e9), b"\xa1\xb2\x3c\x4d": (">", 1e9)}  # fmt: skip
_LARGEST_PACKET = 262_144
_VLAN = (0x8100, 0x88A8, 0x9100)
_IPV4 = 0x0800
_ETHERNET, _RAW_IP, _COOKED, _IP4 = 1, (12, 14, 101), 113, 228


class Block(NamedTuple):
    """A data block's category and content, and when it was captured (seconds since 1970)."""

    category: int
    content: bytes
    captured: float | None


def blocks(stream: BinaryIO, file: str, tally: Tally) -> Iterator[Block]:
    """The blocks of a file, those before a fault first.

    Raises:
        RecordError: no block begins where one should, or the last one is cut.
    """
    start = stream.read(4)
    if start in PCAP:
        yield from _captured(stream, *PCAP[start], file, tally)
        return
    offset, data = 0, start
    while True:
        data += stream.read(max(0, 3 - len(data)))
        if not data:
            return
        size = int.from_bytes(data[1:3], "big")
        if data[0] not in CATEGORIES or (len(data) >= 3 and size < 4):
            raise RecordError(
                f"no data block begins at byte {offset:,}", file=file,
                remedy="blocks have no marks to go on from; what came before was read",
            )  # fmt: skip
        data += stream.read(max(0, size - len(data)))
        if len(data) < max(size, 3):
            if len(data) > 3:
                yield Block(data[0], data[3:], None)
            raise cut_end(file, f"its last block has {len(data)} of {size or 'unknown'} bytes")
        yield Block(data[0], data[3:size], None)
        offset += size
        data = data[size:]


def _captured(
    stream: BinaryIO, order: str, unit: float, file: str, tally: Tally
) -> Iterator[Block]:
    header = stream.read(20)
    if len(header) < 20:
        raise RecordError("the capture breaks off in its header", file=file, remedy="get it again")
    link = struct.unpack(order + "I", header[16:])[0] & 0xFFFF
    skipped: Counter[str] = Counter()
    number = 0
    while len(packet := stream.read(16)) == 16:
        seconds, fraction, length, _ = struct.unpack(order + "4I", packet)
        if length > _LARGEST_PACKET:
            raise RecordError(
                f"packet {number} claims {length:,} bytes", file=file,
                remedy="the capture is damaged there; what came before was read",
            )  # fmt: skip
        data = stream.read(length)
        if len(data) < length:
            break
        payload, reason = _udp(data, link)
        if payload is None:
            skipped[reason] += 1
        else:
            captured = seconds + fraction / unit
            yield from _in_packet(payload, captured, skipped)
        number += 1
    for reason, count in sorted(skipped.items()):
        tally.note(f"{count} packets are not read: {reason}")
    if packet:
        raise cut_end(file, "its last packet is cut")


def _in_packet(payload: bytes, captured: float, skipped: Counter[str]) -> Iterator[Block]:
    at = 0
    while at < len(payload):
        size = int.from_bytes(payload[at + 1 : at + 3], "big")
        if size < 4 or at + size > len(payload) or payload[at] not in CATEGORIES:
            skipped["no data block where one should begin"] += 1
            return
        yield Block(payload[at], payload[at + 3 : at + size], captured)
        at += size


def _udp(data: bytes, link: int) -> tuple[bytes | None, str]:
    """What a UDP packet carries, or why it is not read."""
    if link == _ETHERNET:
        kind, at = int.from_bytes(data[12:14], "big"), 14
        while kind in _VLAN:
            kind, at = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
    elif link == _COOKED:
        kind, at = int.from_bytes(data[14:16], "big"), 16
    elif link in _RAW_IP or link == _IP4:
        kind, at = _IPV4, 0
    else:
        return None, f"of link type {link}"
    if kind != _IPV4 or len(data) < at + 20 or data[at] >> 4 != 4:
        return None, "not IPv4"
    ip = data[at:]
    header = (ip[0] & 15) * 4
    if int.from_bytes(ip[6:8], "big") & 0x3FFF:
        return None, "fragments"
    if header < 20 or ip[9] != 17 or len(ip) < header + 8:
        return None, "not UDP"
    size = int.from_bytes(ip[header + 4 : header + 6], "big")
    return ip[header + 8 : header + max(8, size)], ""
