"""Comm-B registers and resolution advisories: worked examples, and what must not be read."""

from __future__ import annotations

import random

import numpy as np
import pyModeS
import pytest
from raw_files import decode, sealed, squitter

from skywitness.record.modes.content import advisory, commb

ADDRESS = 0x4840D6


def one(text: str) -> dict[str, object]:
    (row,) = decode([text], stated=[int(pyModeS.decode(text)["icao"], 16)])
    return row


def comm_b(mb: int, form: int = 20, request: int = 0, altitude: int = 0x1718) -> str:
    return sealed(f"{form << 3:02x}{request << 3:02x}{altitude:04x}{mb:014x}000000", ADDRESS)


def ra(
    ara: str, rac: int = 0, ended: int = 0, several: int = 0, kind: int = 0, tid: int = 0
) -> int:
    """56 bits of register 3,0: ``ara`` is 14 binary digits."""
    bits = int(ara.ljust(14, "0"), 2)
    return (
        (0x30 << 48)
        | (bits << 34)
        | (rac << 30)
        | (ended << 29)
        | (several << 28)
        | (kind << 26)
        | tid
    )


def test_track_and_turn() -> None:
    row = one("A000139381951536E024D4CCF6B5")
    assert row["roll"] == pytest.approx(2.109375)
    assert row["track"] == pytest.approx(114.2578125)
    assert (row["groundspeed"], row["altitude"], row["source"]) == (438, 30275, "mode_s")


def test_heading_and_speed() -> None:
    row = one("A00004128F39F91A7E27C46ADC21")
    assert row["heading"] == pytest.approx(42.71484375)
    assert (row["ias"], row["vertical_rate"]) == (252, -1920)


def test_callsign_by_comm_b() -> None:
    assert one("A000083E202CC371C31DE0AA1CCF")["callsign"] == "KLM1017"


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        # As 6,0 this reads: Mach 0.644 and 406 kt at 13,800 ft (334 kt would be right), and an
        # inertial climb of 5,344 ft/min beside a barometric descent of 128. As 5,0: a turn of 0.125
        # degrees a second, where a roll of 2.29 degrees at 334 kt makes 0.13.
        ("a0000930fe7b2d287fe4a76cc3b8", ("groundspeed", 322.0)),
        # As 5,0: a turn without a true airspeed. As 6,0 Mach and airspeed agree to the knot.
        ("a0001117901a2f2b21c000b31b62", ("ias", 279.0)),
        # As 5,0: a turn of 3.75 degrees a second in a roll that makes 1.3.
        ("a00006b68af9b718e3c474a87b83", ("ias", 219.0)),
    ],
)
def test_registers_are_told_apart_by_physics(text: str, ours: tuple[str, float]) -> None:
    assert one(text)[ours[0]] == ours[1]


def test_random_contents_are_hardly_ever_taken_for_a_register() -> None:
    rng = np.random.default_rng(1)
    mb = rng.integers(0, 1 << 56, 1_000_000)
    nothing = np.full(len(mb), np.nan)
    height = np.full(len(mb), 36_000.0)
    turn, _, _ = commb.track_and_turn(mb, nothing, nothing)
    speed, _, _ = commb.heading_and_speed(mb, height, nothing)
    assert turn.mean() < 5e-3
    assert speed.mean() < 5e-4
    assert commb.callsign(mb).mean() < 1e-4
    request = rng.integers(0, 32, len(mb))
    assert advisory.comm_b(mb, request).sum() <= 2


def test_what_two_registers_fit_is_left_unsaid() -> None:
    """A message built to be good as 5,0 and as 6,0."""
    found = None
    rng = np.random.default_rng(2)
    while found is None:
        mb = rng.integers(0, 1 << 56, 4_000_000) | (1 << 55) | (1 << 43) | (1 << 32) | (1 << 10)
        nothing = np.full(len(mb), np.nan)
        both = commb.track_and_turn(mb, nothing, nothing)[0]
        both &= commb.heading_and_speed(mb, np.full(len(mb), 36_000.0), nothing)[0]
        both &= ~commb.others(mb)
        found = int(mb[both][0]) if both.any() else None
    row = one(comm_b(found))
    assert all(row[name] is None for name in ("roll", "track", "groundspeed", "heading", "ias"))
    assert row["altitude"] == 36000


def test_adsb_decides_between_registers_and_against_them() -> None:
    """438 kt on 114 degrees: the same by ADS-B confirms it, another speed denies it."""
    text = "A000139381951536E024D4CCF6B5"
    address = 0x3C4DD2

    def velocity(east: int, south: int) -> str:
        me = (19 << 51) | (1 << 48) | ((east + 1) << 32) | (1 << 31) | ((south + 1) << 21)
        return squitter(me, address=address)

    agrees = decode([velocity(400, 180), text])
    assert agrees[1]["roll"] is not None
    denies = decode([velocity(200, 90), text])
    assert denies[1]["roll"] is None


@pytest.mark.parametrize(
    ("mb", "text"),
    [
        (ra("1100001"), "climb; corrective"),
        (ra("1110001"), "descend; corrective"),
        (ra("1101001"), "increase climb; corrective"),
        (ra("1111101"), "increase descent; corrective; sense reversed"),
        (ra("1000000"), "limit descent; preventive"),
        (ra("1010000"), "limit climb; preventive"),
        (ra("1100011"), "climb; corrective; crossing"),
        (ra("1100001", kind=1, tid=0x3C6586 << 2), "climb; corrective; threat 3c6586"),
        (ra("1100001", ended=1), "ended: climb; corrective"),
        (ra("1100001", rac=0b1000),
         "climb; corrective; told by another aircraft: do not pass below"),
        (ra("0101000", several=1), "correct upwards; correct downwards; several threats"),
        (ra("1110001", several=1), "descend; corrective; several threats"),
    ],
)  # fmt: skip
def test_advisories_in_words(mb: int, text: str) -> None:
    vouch = squitter(0x58C382D690C8AC)
    assert decode([vouch, comm_b(mb, request=2)])[1]["advisory"] == text
    assert decode([vouch, comm_b(mb, form=21, request=7)])[1]["advisory"] == text
    broadcast = (28 << 51) | (2 << 48) | (mb & ((1 << 48) - 1))
    assert decode([squitter(broadcast)])[0]["advisory"] == text
    theirs = pyModeS.decode(squitter(broadcast))
    assert theirs["ra_terminated"] == text.startswith("ended")
    assert theirs["multiple_threat"] == ("several" in text)
    if theirs["issued_ra"]:
        down = theirs["downward_sense"]
        assert ("desce" in text) == (down if theirs["positive"] else not down)


def test_advisories_by_chance_are_not_read() -> None:
    vouch = squitter(0x58C382D690C8AC)

    def said(mb: int, request: int = 2) -> object:
        return decode([vouch, comm_b(mb, request=request)])[1]["advisory"]

    climb = ra("1100001")
    assert said(climb, request=0) is None  # nothing announces an advisory
    assert said(climb, request=1) is None
    assert said(ra("0000000")) is None  # an empty register
    assert said(ra("11000011000000")) is None  # bits that ACAS II leaves empty
    assert said(ra("1100001", kind=3)) is None  # no such threat
    assert said(ra("1100001", kind=1, tid=0x3C6586 << 2 | 1)) is None
    assert said(ra("1100001", tid=5)) is None  # an identity of no type
    assert said(climb ^ (1 << 48)) is None  # register 3,1


def test_coordination_reply() -> None:
    vouch = squitter(0x58C382D690C8AC)

    def said(mv: int) -> object:
        text = sealed(f"80000718{mv:014x}000000", ADDRESS)
        return decode([vouch, text])[1]["advisory"]

    assert said(ra("1110001", rac=0b0100)) is not None
    assert said(ra("1110001", kind=1, tid=0x3C6586 << 2)) is None  # these bits are reserved there
    assert said(0x58C382D690C8AC) is None  # a position, for hybrid surveillance


def test_every_advisory_has_words() -> None:
    rng = random.Random(3)
    for _ in range(2000):
        assert advisory.words(rng.getrandbits(56))
