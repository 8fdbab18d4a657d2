"""The simulator's encoders against received frames, the standard and another decoder."""

from __future__ import annotations

import numpy as np
import pyModeS as pms  # noqa: N813
import pytest

from skywitness.simulate.encode import altitude, cpr, messages
from skywitness.simulate.encode.parity import parity, sealed

# Frames received from aircraft, printed in "The 1090 Megahertz Riddle" (J. Sun, 2nd ed., chapters 3
# to 6).
RECEIVED = (
    "8D4840D6202CC371C32CE0576098", "8D40621D58C382D690C8AC2863A7", "8D40621D58C386435CC412692AD6",
    "8D485020994409940838175B284F",
)  # fmt: skip


def rows(*texts: str) -> np.ndarray:
    return np.array([list(bytes.fromhex(t)) for t in texts], dtype=np.uint8)


def test_parity_of_received_frames() -> None:
    data = rows(*RECEIVED)
    again = data.copy()
    again[:, -3:] = 0
    sealed(again)
    assert (again == data).all()
    assert (parity(data) == 0).all()


def test_parity_overlaid_with_an_address() -> None:
    # DF 4 and its address, from the same book (chapter 2: 2A00516D492B80).
    data = rows("2A00516D492B80")
    assert int((parity(data[:, :-3]) ^ 0x492B80)[0]) == 0x510AF9


def test_positions_of_received_frames() -> None:
    # Even 93000, 51372 and odd 74158, 50194 (chapter 5): decoded to 52.2572 N 3.91937 E.
    lat, lon = np.full(2, 52.257202), np.full(2, 3.919373)
    y, x = cpr.encode(lon, lat, np.array([False, True]), np.zeros(2, dtype=bool))
    assert abs(y[0] - 93_000) <= 1
    assert abs(x[0] - 51_372) <= 1
    y, x = cpr.encode(
        np.array([3.917969]), np.array([52.265780]), np.array([True]), np.zeros(1, dtype=bool)
    )
    assert (abs(y[0] - 74_158), abs(x[0] - 50_194)) <= (1, 1)


@pytest.mark.parametrize(
    ("lat", "count"),
    [(0.0, 59), (10.4704712, 59), (10.4704713, 58), (-10.5, 58), (86.5, 3), (86.6, 2),
     (87.1, 1), (89.9, 1)],
)  # fmt: skip
def test_longitude_zones(lat: float, count: int) -> None:
    # Transition latitudes: ICAO Doc 9871, C.2.6.2 d (10.47047130 and 86.53536998).
    assert cpr.zones(np.array([lat])).tolist() == [count]


def squitter(me: int, first: int = 0x8D, address: int = 0xFA0011) -> str:
    data = np.zeros((1, 14), dtype=np.uint8)
    data[0, :4] = first, *address.to_bytes(3, "big")
    data[0, 4:11] = list(int(me).to_bytes(7, "big"))
    sealed(data)
    return data[0].tobytes().hex()


def test_another_decoder_reads_positions_everywhere() -> None:
    rng = np.random.default_rng(2)
    lat, lon = np.degrees(np.arcsin(rng.uniform(-1, 1, 300))), rng.uniform(-180, 180, 300)
    lat[:4], lon[:4] = (89.9, -89.9, 0.01, 45.0), (10.0, 10.0, 179.999, -179.999)
    heights = rng.uniform(-900, 60_000, 300)
    for odd in (False, True):
        y, x = cpr.encode(lon, lat, np.full(300, odd), np.zeros(300, dtype=bool))
        code = np.full(300, 11)
        mes = messages.airborne(code, np.zeros(300, int), heights, np.full(300, odd), y, x)
        for k in range(300):
            frame = squitter(mes[k])
            seen = pms.decode(frame, reference=(lat[k] * 0.9999, lon[k]))
            assert abs(seen["latitude"] - lat[k]) < 3e-5
            off = (seen["longitude"] - lon[k] + 180) % 360 - 180
            assert abs(off) * np.cos(np.radians(lat[k])) < 1e-4
            assert seen["altitude"] == altitude.coded(heights[k])


def test_another_decoder_reads_velocity_name_and_status() -> None:
    rng = np.random.default_rng(3)
    speed, track = rng.uniform(60, 900, 100), rng.uniform(0, 360, 100)
    rate, difference = rng.uniform(-4_000, 4_000, 100), rng.uniform(-2_000, 2_000, 100)
    mes = messages.velocity(speed, track, rate, difference, np.full(100, 2))
    for k in range(100):
        seen = pms.decode(squitter(mes[k]))
        assert abs(seen["groundspeed"] - speed[k]) < 1.75  # told without its decimals
        assert abs((seen["track"] - track[k] + 180) % 360 - 180) < 1.0
        assert abs(seen["vertical_rate"] - rate[k]) <= 32
        assert abs(seen["geo_minus_baro"] - difference[k]) <= 12.5
    seen = pms.decode(squitter(messages.identification("SIM001", "A5")))
    assert seen["callsign"] == "SIM001"
    assert seen["category"] == 5
    seen = pms.decode(squitter(messages.status(2, False, 1, 0, 9, 2, 2, 3)))
    assert (seen["version"], seen["nac_p"], seen["sil"], seen["nic_supplement_a"]) == (2, 9, 3, 1)
    seen = pms.decode(squitter(messages.emergency("4521")))
    assert seen["squawk"] == "4521"


def test_gillham_altitudes_of_a_known_table() -> None:
    # 100 ft steps, replies as another decoder reads them, from the lowest to the highest code.
    heights = np.arange(50_200.0, 126_701.0, 100.0)
    codes = altitude.ac13(heights)
    for height, code in zip(heights.tolist(), codes.tolist(), strict=True):
        data = np.zeros((1, 7), dtype=np.uint8)
        data[0, 0], data[0, 2], data[0, 3] = 4 << 3, code >> 8, code & 0xFF
        sealed(data, 0xFA0011)
        assert pms.decode(data[0].tobytes().hex())["altitude"] == height


def test_movement_codes_of_the_standard() -> None:
    # Doc 9871, table of C.2.3.3.1: the ends of its steps.
    speeds = np.array(
        [0.0, 0.124, 0.125, 1.0, 2.0, 14.9, 15.0, 69.9, 70.0, 99.9, 100.0, 174.9, 175.0, 400.0]
    )
    assert messages.movement(speeds).tolist() == [
        1, 1, 2, 9, 13, 38, 39, 93, 94, 108, 109, 123, 124, 124
    ]  # fmt: skip
