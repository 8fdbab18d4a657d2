"""Fields of single frames: published worked examples, and pyModeS as a second decoder.

Examples are those of J. Sun, The 1090 Megahertz Riddle (mode-s.org), by chapter.
"""

from __future__ import annotations

import itertools
import random

import numpy as np
import pyModeS
import pytest
from raw_files import decode, sealed, squitter

from skywitness.record.modes.content import altitude, identity
from skywitness.record.modes.frames.frames import from_hex
from skywitness.record.modes.frames.parity import remainder
from skywitness.record.reading import Tally


def many(messages: list[int]) -> list[tuple[dict[str, object], dict[str, object], int]]:
    """Rows of squitters with these messages, another decoder's answers, and the messages."""
    texts = [squitter(me) for me in messages]
    rows = decode(texts, [1.7e9 + 60.0 * k for k in range(len(texts))])
    return list(zip(rows, map(pyModeS.decode, texts), messages, strict=True))


def one(text: str, stated: int = -1) -> dict[str, object]:
    """The row of one frame, its address vouched for."""
    address = int(pyModeS.decode(text)["icao"], 16) if stated < 0 else stated
    (row,) = decode([text], stated=[address])
    return row


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("8D406B902015A678D4D220AA4BDA", 0),
        ("8D4840D6202CC371C32CE0576098", 0),
        ("8D4CA251204994B1C36E60A5343D", 0x10),  # four bits from a valid frame
        ("2A00516D492B80", 0x510AF9),
        ("A02014B400000000000000F9D514", 0x7582F7),
    ],
)
def test_parity(text: str, rest: int) -> None:
    data, long, _ = from_hex([text])
    assert remainder(data, 14 if long[0] else 7).tolist() == [rest]


def test_parity_is_the_division_of_the_standard() -> None:
    """Against division of polynomials bit by bit, as Annex 10 writes it down."""
    rng = random.Random(1)
    generator = int("1111111111111010000001001", 2)
    for size in (7, 14):
        raw = [rng.randbytes(size) for _ in range(50)]
        data, _, _ = from_hex([r.hex() for r in raw])
        expected = []
        for message in raw:
            value = int.from_bytes(message, "big")
            for k in range(size * 8 - 1, 23, -1):
                if value >> k & 1:
                    value ^= generator << (k - 24)
            expected.append(value)
        assert remainder(data, size).tolist() == expected


def test_callsign_and_category() -> None:
    row = one("8D4840D6202CC371C32CE0576098")
    assert (row["callsign"], row["category"], row["icao24"]) == ("KLM1023", "A0", "4840d6")
    assert row["source"] == "adsb_icao"
    assert one("8D406B902015A678D4D220AA4BDA")["callsign"] == "EZY85MH"
    assert one(squitter((2 << 51) | (3 << 48) | 0x04C2F3DF7CA0))["category"] == "C3"


def test_a_callsign_that_cannot_be_is_kept_and_marked() -> None:
    me = (4 << 51) | int("000001000010111111" + "100000" * 5, 2)
    row = one(squitter(me))
    assert (row["callsign"], row["fault"]) == ("AB#", "other")
    empty = one(squitter(4 << 51))
    assert (empty["callsign"], empty["fault"]) == (None, None)


@pytest.mark.parametrize(
    ("text", "feet"),
    [
        ("20001718029FCD", 36000),
        ("A02014B400000000000000F9D514", 32300),  # Gillham
        ("8D40621D58C382D690C8AC2863A7", 38000),
        ("A000139381951536E024D4CCF6B5", 30275),
    ],
)
def test_altitude(text: str, feet: float) -> None:
    assert one(text)["altitude"] == feet


def test_every_altitude_code_against_another_decoder() -> None:
    ours = altitude.ac13(np.arange(1 << 13))
    for code in range(1 << 13):
        theirs = pyModeS.decode(sealed(f"2000{code:04x}000000")).get("altitude")
        if code & 0x40:
            assert np.isnan(ours[code])  # metric: the standard defines no coding
        elif theirs is None:
            assert np.isnan(ours[code]), format(code, "013b")
        else:
            assert ours[code] == theirs, format(code, "013b")


def test_gillham_codes_change_one_bit_at_a_time() -> None:
    """The construction of the code: neighbouring hundreds of feet differ in one bit."""
    at = {altitude.gillham(code): code for code in range(1 << 13) if not code & 0x50}
    feet = sorted(f for f in at if not np.isnan(f))
    assert feet[:3] == [-1200, -1100, -1000]
    assert np.all(np.diff(feet) == 100)
    assert all((at[a] ^ at[b]).bit_count() == 1 for a, b in itertools.pairwise(feet))


def test_squawk() -> None:
    assert one("2A00516D492B80")["squawk"] == "0356"
    assert one("A800292DFFBBA9383FFCEB903D01")["squawk"] == "1346"
    for code in range(1 << 13):
        if code & 0x40 == 0 and code % 7 == 0:
            theirs = pyModeS.decode(sealed(f"2800{code:04x}000000"))["squawk"]
            assert f"{int(identity.squawk(np.array([code]))[0]):04o}" == theirs


def test_velocity_over_the_ground() -> None:
    row = one("8D485020994409940838175B284F")
    assert row["groundspeed"] == pytest.approx(159.20, abs=0.005)
    assert row["track"] == pytest.approx(182.88, abs=0.005)
    assert (row["vertical_rate"], row["heading"], row["ias"]) == (-832, None, None)


def test_velocity_through_the_air() -> None:
    row = one("8DA05F219B06B6AF189400CBC33F")
    assert row["heading"] == pytest.approx(243.984375)
    assert (row["vertical_rate"], row["groundspeed"], row["track"]) == (-2304, None, None)
    assert row["ias"] is None  # 375 kt is the true airspeed there, which has no column


def test_surface_movement() -> None:
    row = one("8C4841753A9A153237AEF0F275BE")
    assert (row["groundspeed"], row["track"], row["onground"]) == (17, 92.8125, True)


def test_emergency_squawk() -> None:
    assert one("8DA2C1B6E112B600000000760759")["squawk"] == "6513"
    assert one(squitter((28 << 51) | (1 << 48) | (1 << 45) | (0x0AAA << 32)))["squawk"] == "7700"


def test_ground_and_air() -> None:
    assert [one(sealed(f"{f:02x}000718000000"))["onground"] for f in (0x20, 0x21, 0x22, 0x23)] == [
        False, True, False, True,
    ]  # fmt: skip
    assert one(sealed("24000718000000"))["onground"] is None  # flight status 4: either
    assert one(sealed("04000718000000"))["onground"] is True  # vertical status of DF 0
    assert [one(sealed(f"{0x58 | c:02x}4840d6000000"))["onground"] for c in (0, 4, 5, 6)] == [
        None, True, False, None,
    ]  # fmt: skip


def random_messages(kind: int, n: int, seed: int, keep: int = 0) -> list[int]:
    rng = random.Random(seed)
    return [(kind << 51) | (rng.getrandbits(51) & ~keep) for _ in range(n)]


def test_random_velocities_against_another_decoder() -> None:
    for row, theirs, me in many(random_messages(19, 5000, 2)):
        subtype = theirs.get("subtype")
        if subtype not in (1, 2, 3, 4):
            assert row["groundspeed"] is None
            assert row["heading"] is None
            continue
        speed = theirs.get("groundspeed")
        if 1023 not in (me >> 32 & 1023, me >> 21 & 1023) and speed is not None:
            # pyModeS leaves out the decimals of the speed.
            assert int(row["groundspeed"]) == speed  # type: ignore[call-overload]
            if speed:
                assert row["track"] == pytest.approx(theirs["track"], abs=1e-4)
        if subtype >= 3 and theirs["airspeed_type"] == "IAS" and me >> 21 & 1023 not in (0, 1023):
            assert row["ias"] == theirs["airspeed"]
        if subtype >= 3:
            assert row["heading"] == theirs["heading"]
        if me >> 10 & 511 not in (0, 511):
            assert row["vertical_rate"] == theirs["vertical_rate"]
        assert row["nac_v"] == (theirs["nac_v"] if theirs["nac_v"] <= 4 else None)


def test_the_highest_codes_only_say_more_than() -> None:
    me = (19 << 51) | (1 << 48) | (1023 << 32) | (200 << 21) | (511 << 10)
    row = one(squitter(me))
    assert (row["groundspeed"], row["track"], row["vertical_rate"]) == (None, None, None)


def test_random_surface_messages_against_another_decoder() -> None:
    for row, theirs, _ in many(random_messages(7, 3000, 3)):
        assert row["groundspeed"] == theirs["groundspeed"]
        assert row["track"] == theirs["track"]


def test_random_status_against_another_decoder() -> None:
    for row, theirs, me in many(random_messages(31, 3000, 4) + random_messages(29, 1000, 5)):
        known = theirs.get("subtype") in (0, 1)
        version = theirs.get("version") if known else None
        if me >> 51 == 31:
            assert row["version"] == version
        said = known and (me >> 51 == 29 or (version or 0) >= 1)
        if "nac_p" in theirs and said:
            assert row["nac_p"] == (theirs["nac_p"] if theirs["nac_p"] <= 11 else None)
            assert row["sil"] == theirs["sil"]
        if not said:
            assert row["nac_p"] is None


def test_frames_that_are_not_believed_are_counted() -> None:
    tally = Tally()
    good = "8d4840d6202cc371c32ce0576098"
    texts = [
        good,
        good[:-1] + "9",  # parity
        "8d4840d6202cc3",  # half of it
        sealed("30000000000000"),  # DF 6
        sealed("a0000000000000000000000000ff", overlay=0x123456),  # an address nobody knows
        sealed("94484175000000000000000000ff"),  # DF 18, control field 4
        sealed("2000171800ff00", overlay=0x4840D6),
        sealed("5d4840d6000000", overlay=0x5),  # DF 11 with an interrogator's code
        sealed("5d4840d6000000", overlay=0x500),
    ]
    rows = decode(texts, tally=tally)
    assert [r["row"] for r in rows] == [0, 6, 7]
    assert tally.bad == {
        "parity error": 2,
        "shorter than its downlink format": 1,
        "a downlink format that is not read": 1,
        "address that nothing else vouches for": 1,
        "DF 18 that is no aircraft's": 1,
    }


def test_replies_vouch_for_each_other_when_there_are_three_in_a_minute() -> None:
    reply = sealed("2000171800ff00", overlay=0x4840D6)
    other = sealed("2000171800ff00", overlay=0x3C6586)
    times = [0.0, 30.0, 59.0, 0.0, 50.0, 100.0]
    rows = decode([reply] * 3 + [other] * 3, [1.7e9 + t for t in times])
    assert {r["icao24"] for r in rows} == {"4840d6"}
    assert len(rows) == 3


def test_short_replies_in_long_frames_are_read() -> None:
    """Some receivers write 14 bytes always: the sample with decoded fields has 21,018 of them."""
    (row,) = decode(["212800bf40f1ef7e5817e9cc428d"], stated=[0x393322])
    assert (row["altitude"], row["onground"]) == (575, True)


def test_addresses_that_nobody_has() -> None:
    row = one(squitter(0x58C382D690C8AC, address=0))
    assert row["fault"] == "address"


@pytest.mark.parametrize(
    ("me", "source"),
    [
        (0xE1000000000001, "tisb_trackfile"),  # an emergency (28, 1): its last bit is IMF
        (0xE2D8000DA00001, "tisb_icao"),  # an advisory (28, 2): it is the threat's bearing
        (0x99000000000000 | 1 << 47, "tisb_trackfile"),  # a speed: the intent change flag's place
        (0xE9000000000000 | 1 << 5, "tisb_trackfile"),  # target state (29)
        (0xF8000000000001, "tisb_trackfile"),  # status (31)
        (0x38000000000000 | 1 << 35, "tisb_trackfile"),  # on the surface: the time's place
    ],
)
def test_where_a_track_number_is_told(me: int, source: str) -> None:
    (row,) = decode([squitter(me, form=18, control=2)])
    assert row["source"] == source
    (row,) = decode([squitter(me, form=18, control=0)])
    assert row["source"] == "adsb_icao_nt"


@pytest.mark.parametrize(
    ("control", "bit", "source", "foreign"),
    [
        (0, 0, "adsb_icao_nt", False),
        (1, 0, "adsb_other", True),
        (2, 0, "tisb_icao", False),
        (2, 1, "tisb_trackfile", True),
        (5, 0, "tisb_other", True),
        (6, 0, "adsr_icao", False),
        (6, 1, "adsr_other", True),
    ],
)
def test_who_sent_it(control: int, bit: int, source: str, foreign: bool) -> None:
    me = 0x58C382D690C8AC & ~(1 << 48) | (bit << 48)
    (row,) = decode([squitter(me, form=18, control=control)])
    assert row["source"] == source
    assert row["icao24"] == ("~" if foreign else "") + "4840d6"
    assert row["altitude"] == 38000
