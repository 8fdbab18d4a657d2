"""ASTERIX against records that another library encoded, a published decode, and the shared samples.

The encoded records are from `libasterix` 0.36 (an independent implementation from the same
specifications), which was given the values asserted here.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from mutation import mutations
from record_memory import Result, format_of, run

from skywitness.record.asterix.polar import ground_range, places
from skywitness.record.asterix.profiles import CAT021, CAT021_OLD, CAT048, CAT062
from skywitness.record.asterix.structure import Profile
from skywitness.record.readers import asterix
from skywitness.record.reading import Context

NEW21 = "15003bcb597fa9c007630140587840f416c16c35c71c7204007c6b2d58786015e051f515b0120951fb1e056440007f380800c000446071ca082005"  # noqa: E501
OLD21 = "15002bfd23510407630028587840ffa0b60b01ae38e47c6b2d15e00564ff380800c000446071ca08200951"
FIRST21 = "150017f92007630028587840e82d836b8e397c6b2d0564"
CAT48 = "30002cfde5020763587840a032004000095105647c6b2d446071ca082001ffdd1b1e2004c1500800c0002460"
CAT62 = "3e00399b55740763587840ffa0b60b01ae38e4fe7000000951e10183087c6b2d446071ca08204000fb1e0500e105010180800a056415e0ff38"  # noqa: E501
# Published with its decode (Sadness96/AnalysisCat, README): 04:59:58.796, 114.145255647124 E,
# 30.103515219435998 N, 780261, 62.5 ft/min, CSN3127.
WILD21 = (
    "15002efba1df80000100302327660055a0b60144ae0a7802610006080388000a077e043e0d33b3c72de000800002"
)
RAW = bytes.fromhex(NEW21 + CAT48 + CAT62)
DAY = Context(date=dt.date(2024, 2, 28))


def one(text: str, context: Context = DAY) -> dict[str, object]:
    data = bytes.fromhex(text)
    assert format_of(data) == "asterix"
    told = run(asterix, data, context=context)
    assert told.error is None
    assert told.table.num_rows == 1
    return {k: v for k, v in told.table.to_pylist()[0].items() if v is not None}


COMMON = {
    "icao24": "7c6b2d", "altitude": 34_500.0, "receiver": "7/99", "row": 0, "file": "file",
    "timestamp": dt.datetime(2024, 2, 28, 12, 34, 56, 500000, tzinfo=dt.UTC),
}  # fmt: skip
PLACE = {
    "latitude": pytest.approx(-33.5, abs=180 / 2**25),
    "longitude": pytest.approx(151.25, abs=180 / 2**25),
}


def test_category_021() -> None:
    assert one(NEW21) == {
        **COMMON, **PLACE, "callsign": "QFA12", "squawk": "4521", "geoaltitude": 35_000.0,
        "groundspeed": 450.0, "track": 270.0, "vertical_rate": -1250.0, "onground": True,
        "ias": 225.0, "heading": 90.0, "roll": -12.5, "category": "A5", "source": "adsb_icao",
        "version": 2, "nic": 8, "nac_v": 2, "nac_p": 10, "sil": 3, "gva": 2,
        "rc": pytest.approx(185.2),
        "received": dt.datetime(2024, 2, 28, 12, 34, 56, 750000, tzinfo=dt.UTC),
    }  # fmt: skip


def test_category_021_in_its_first_order() -> None:
    told = one(OLD21)
    assert told == {
        **COMMON, **PLACE, "callsign": "QFA12", "squawk": "4521", "geoaltitude": 35_000.0,
        "groundspeed": 450.0, "track": 270.0, "vertical_rate": -1250.0, "onground": False,
        "source": "adsb_icao",
    }  # fmt: skip
    told = one(FIRST21)
    assert told["latitude"] == pytest.approx(-33.5, abs=180 / 2**23)
    assert told["longitude"] == pytest.approx(151.25, abs=180 / 2**23)
    assert told["altitude"] == 34_500.0


def test_a_published_decode_of_category_021() -> None:
    told = one(WILD21, Context(date=dt.date(2021, 1, 22)))
    assert told["latitude"] == pytest.approx(30.103515219435998, abs=1e-6)
    assert told["longitude"] == pytest.approx(114.145255647124, abs=1e-6)
    assert told["icao24"] == "780261"
    assert told["callsign"] == "CSN3127"
    assert told["vertical_rate"] == 62.5
    assert told["altitude"] == 22_600.0
    time = dt.datetime(2021, 1, 22, 4, 59, 58, 796875, tzinfo=dt.UTC)
    assert abs(told["timestamp"] - time) < dt.timedelta(microseconds=2)  # type: ignore[operator]


def test_category_048() -> None:
    told = one(CAT48)
    assert told == {
        **COMMON, "callsign": "QFA12", "squawk": "4521", "groundspeed": 450.0, "track": 270.0,
        "onground": True, "source": "asterix", "roll": pytest.approx(-0.3515625),
    }  # fmt: skip


def test_category_062() -> None:
    told = one(CAT62)
    assert told == {
        **COMMON, **PLACE, "callsign": "QFA12", "squawk": "4521", "geoaltitude": 35_000.0,
        "groundspeed": pytest.approx(100 * 3600 / 1852), "track": 270.0, "vertical_rate": -1250.0,
        "ias": 225.0, "heading": 90.0, "roll": -12.5, "category": "A5", "source": "asterix",
        "altitude_time": dt.datetime(2024, 2, 28, 12, 34, 54, tzinfo=dt.UTC), "fault": "stale",
    }  # fmt: skip


def test_a_height_that_was_not_measured_is_no_geometric_height() -> None:
    # SRC in I062/080: 1 GNSS in the record above, here 6, default height.
    told = one(CAT62.replace("05010180", "19010180"))
    assert "geoaltitude" not in told


def test_polar_positions_need_the_radars_place() -> None:
    radar = (8.5, 47.4)
    told = one(CAT48, Context(position=radar))
    # 50 NM slant, 34,500 ft up, due east: the way on the ground by a plane triangle is right to
    # the curvature, which is under 0.1 NM here.
    flat = (50**2 - (34_500 * 0.3048 / 1852) ** 2) ** 0.5
    line = Geodesic.WGS84.Inverse(radar[1], radar[0], told["latitude"], told["longitude"])
    assert line["s12"] / 1852 == pytest.approx(flat, abs=0.1)
    assert line["azi1"] == pytest.approx(90.0, abs=1e-6)
    assert "timestamp" not in told
    other = one(CAT48, Context(position=radar, receiver="1/2"))
    assert "latitude" not in other
    assert "latitude" in one(CAT48, Context(position=radar, receiver="7/99"))


def test_a_record_without_its_station_has_no_place() -> None:
    # Time of day and polar position only.
    data = b"\x30\x00\x0b\x50" + bytes.fromhex("58784032004000")
    told = run(asterix, data, context=Context(position=(8.5, 47.4)))
    assert told.column("latitude") == [None]
    assert told.column("receiver") == [None]


def test_slant_range_is_exact_against_three_dimensions() -> None:
    # Places at known heights, the slant range from earth-centred coordinates (pyproj).
    from pyproj import Transformer

    to_ecef = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)
    radar = (-122.0, 37.0)
    base = np.array(to_ecef.transform(*radar, 0.0))
    for azimuth in (0.0, 45.0, 200.0):
        for km in (10.0, 100.0, 350.0):
            there = Geodesic.WGS84.Direct(radar[1], radar[0], azimuth, km * 1000)
            point = np.array(to_ecef.transform(there["lon2"], there["lat2"], 11_000.0))
            slant = np.array([np.linalg.norm(point - base) / 1852])
            lat, lon = places(radar, slant, np.array([azimuth]), np.array([11_000 / 0.3048]))
            off = Geodesic.WGS84.Inverse(there["lat2"], there["lon2"], lat[0], lon[0])["s12"]
            assert off < 1e-3 * km * 1000, (azimuth, km, off)
    assert ground_range(np.array([5000.0]), np.array([10_000.0]), 45.0)[0] == 0.0


def test_midnight() -> None:
    def block(seconds: float) -> bytes:
        record = b"\xe0\x07\x63" + round(seconds * 128).to_bytes(3, "big") + b"\x20"
        return b"\x30" + (3 + len(record)).to_bytes(2, "big") + record

    data = b"".join(map(block, (86_390, 86_399, 1, 86_399.5, 2, 90_000)))
    told = run(asterix, data, context=Context(date=dt.date(2024, 2, 28)))
    days = [t and (t.day, t.hour) for t in told.column("timestamp")]  # type: ignore[attr-defined]
    assert days == [(28, 23), (28, 23), (29, 0), (28, 23), (29, 0), None]
    assert told.column("fault") == [None] * 5 + ["clock"]
    told = run(asterix, data)
    assert set(told.column("timestamp")) == {None}
    assert any("no date" in n for n in told.tally.notes)


def capture(packets: list[tuple[float, bytes]], order: str = "<", link: int = 1) -> bytes:
    """A capture of UDP packets, as libpcap writes it."""
    found = struct.pack(order + "IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65_535, link)
    for seconds, payload in packets:
        udp = struct.pack(">HHHH", 1, 2, 8 + len(payload), 0) + payload
        ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0, b"1234", b"5678")
        frame = {
            1: b"\x00" * 12 + b"\x08\x00", 101: b"", 113: b"\x00" * 14 + b"\x08\x00",
            2: b"\x00" * 12 + b"\x81\x00\x00\x05\x08\x00",
        }[link] + ip + udp  # fmt: skip
        whole, part = int(seconds), round(seconds % 1 * 1e6)
        found += struct.pack(order + "IIII", whole, part, len(frame), len(frame)) + frame
    return found


def test_captures_tell_the_day() -> None:
    before = dt.datetime(2024, 3, 1, 12, 34, 57, tzinfo=dt.UTC).timestamp()
    for order in "<>":
        for link in (1, 101, 113):
            told = run(asterix, capture([(before, bytes.fromhex(NEW21 + CAT48))], order, link))
            assert told.table.num_rows == 2
            wanted = dt.datetime(2024, 3, 1, 12, 34, 56, 500000, tzinfo=dt.UTC)
            assert told.column("timestamp") == [wanted] * 2
            assert told.column("received") == [dt.datetime.fromtimestamp(before, dt.UTC)] * 2
    tagged = capture([(before, bytes.fromhex(CAT48))], "<", 2).replace(
        struct.pack("<II", 65_535, 2), struct.pack("<II", 65_535, 1)
    )
    assert run(asterix, tagged).table.num_rows == 1
    midnight = dt.datetime(2024, 3, 1, 0, 0, 1, tzinfo=dt.UTC).timestamp()
    record = b"\xe0\x07\x63" + (86_399 * 128).to_bytes(3, "big") + b"\x20"
    told = run(asterix, capture([(midnight, b"\x30\x00\x0a" + record)]))
    assert told.column("timestamp") == [dt.datetime(2024, 2, 29, 23, 59, 59, tzinfo=dt.UTC)]
    odd = run(asterix, capture([(before + 7200, bytes.fromhex(CAT48))]))
    assert odd.column("fault") == ["clock"]


def test_packets_of_other_kinds_are_counted() -> None:
    block = bytes.fromhex(CAT48)
    good = capture([(1.7e9, block), (1.7e9, b"hello"), (1.7e9, block)])
    told = run(asterix, good + good[24:60])
    assert told.table.num_rows == 2
    notes = "\n".join(told.tally.notes)
    assert "no data block where one should begin" in notes
    assert told.error is not None
    assert "breaks off: its last packet is cut" in told.error.message


def test_damaged_blocks_cost_themselves() -> None:
    bad = bytes.fromhex("30000cffffffffffffffffff")
    told = run(asterix, bytes.fromhex(CAT48) + bad + bytes.fromhex(CAT62), context=DAY)
    assert told.error is None
    assert told.tally.bad == {"a damaged record and what follows it in its block": 1}
    assert told.column("row") == [0, 2]
    told = run(asterix, bytes.fromhex(CAT48) + b"\xee\x00\x01" + bytes.fromhex(CAT62))
    assert "no data block begins at byte 44" in str(told.error)
    assert told.table.num_rows == 1
    told = run(asterix, bytes.fromhex(CAT48)[:-4])
    assert told.tally.bad
    assert told.error is not None
    assert "breaks off: its last block has 40 of 44 bytes" in told.error.message


@pytest.mark.parametrize(
    "damage", [b"\0\0\0", b"\0\0\0" + RAW, RAW[:60], b"junk in the middle" + RAW]
)
@pytest.mark.parametrize("times", [1, 5, 1000])
def test_damage_of_a_small_file_costs_what_follows_as_in_a_large_one(
    damage: bytes, times: int
) -> None:
    data = RAW * times + damage
    assert format_of(data) == "asterix"
    told = run(asterix, data, context=DAY)
    assert told.error is not None
    assert told.column("row")[: 3 * times] == list(range(3 * times))


def test_what_begins_like_one_block_is_not_asterix() -> None:
    one_block = bytes.fromhex(CAT48)
    assert format_of(one_block + b"\0\0\0") == "asterix"
    assert format_of(one_block + b"something else that is much longer" * 10) is None
    assert format_of(bytes.fromhex("30000cffffffffffffffffff") * 3) is None


@pytest.mark.parametrize("profile", [CAT021, CAT021_OLD, CAT048, CAT062])
def test_profiles_have_every_item_once(profile: Profile) -> None:
    names = [i[0] for i in profile.items if i]
    assert len(names) == len(set(names))
    assert profile.records(b"") == ([], None)
    assert profile.records(b"\x00")[1] is not None


def test_not_recognised() -> None:
    rng = random.Random(2)
    assert not any(asterix.recognise(rng.randbytes(4000), "x.raw") for _ in range(300))
    for text in (b"0,1,2\n", b"0\x00", b"", b"\x30\x00", b">>> print()", b'"a","b"\n' * 500):
        assert not asterix.recognise(text, "x.raw")


@pytest.mark.parametrize("seed", [RAW, capture([(1.7e9, RAW), (1.7e9, RAW)])], ids=["raw", "pcap"])
def test_mutated(seed: bytes) -> None:
    rng = random.Random(4)
    rows = 0
    for data in mutations(seed, 500, rng):
        asterix.recognise(data[:65_536], "x")
        rows += run(asterix, data, context=Context(position=(8.5, 47.4))).table.num_rows
    assert rows > 500


# --- the shared samples -------------------------------------------------------------------------


def decode(text: str) -> Iterator[dict[str, dict[str, str]]]:
    """Another tool's decode: records of category 048, each item's lines by their label."""
    for block in text.split("Data Block ")[1:]:
        if not re.search(r"^Category: 48$", block, re.M):
            continue
        for record in block.split("Data Record ")[1:]:
            items = {}
            for part in re.split(r"^Item ", record, flags=re.M)[1:]:
                lines = [line.strip().partition(": ") for line in part.splitlines()[2:]]
                items[part[:3]] = {k: v for k, _, v in lines if k}
            yield items


def value(text: str) -> float:
    """The number in brackets: `1977 (434.3994141 kt)`."""
    found = re.search(r"\((-?[\d.]+)", text)
    assert found is not None, text
    return float(found[1])


# What Mode S registers 5,0 and 6,0 are called in that decode.
REGISTER_VALUES = 4 + 3 * 36
REGISTERS = (
    ("roll", "Roll Angle", "Roll Angle Status"),
    ("heading", "Magnetic Heading", "Heading Status"),
    ("ias", "Indicated Airspeed", "Indicated Airspeed Status"),
    ("vertical_rate", "Barometric Altitude Rate", "Barometric Altitude Rate Status"),
)


def check(told: Result, items: list[dict[str, dict[str, str]]]) -> int:
    compared = 0
    for mine, theirs in zip(told.table.to_pylist(), items, strict=True):
        expected: dict[str, object] = {}
        source = theirs["010"]
        area, station = source["System Area Code"], source["System Identification Code"]
        expected["receiver"] = f"{area}/{station}"
        time = value(theirs["140"]["Time Of Day"])
        midnight = mine["timestamp"].replace(hour=0, minute=0, second=0, microsecond=0)
        assert (mine["timestamp"] - midnight).total_seconds() == pytest.approx(time, abs=1e-6)
        if "070" in theirs:
            expected["squawk"] = theirs["070"]["Mode-3/A reply code"]
        if "090" in theirs:
            expected["altitude"] = value(theirs["090"]["FlightLevel"]) * 100
        if "220" in theirs:
            expected["icao24"] = theirs["220"]["AircraftAddress"].lower()
        if "240" in theirs:
            expected["callsign"] = next(iter(theirs["240"].values())).strip() or None
        if "200" in theirs:
            speed, heading = theirs["200"].values()
            expected["groundspeed"] = pytest.approx(value(speed), abs=1e-4)
            expected["track"] = pytest.approx(value(heading), abs=1e-4)
        if "230" in theirs:
            expected["onground"] = {"0": False, "1": True, "2": False, "3": True}.get(
                theirs["230"]["STAT"].split()[0]
            )
        registers = theirs.get("250", {})
        for column, label, status in REGISTERS:
            if registers.get(status) == "1":
                number = value(registers[label])
                expected[column] = pytest.approx(number % 360 if column == "heading" else number)
        for column, wanted in expected.items():
            assert mine[column] == wanted, (column, mine["row"])
            compared += 1
    return compared


@pytest.mark.shared
def test_shared_capture_agrees_with_another_tools_decode(shared_dir: Path) -> None:
    folder = shared_dir / "data" / "asterix"
    data = (folder / "cat_034_048.pcap").read_bytes()
    assert format_of(data) == "asterix"
    told = run(asterix, data)
    items = list(decode((folder / "expected_cat_034_048.txt").read_text()))
    assert told.table.num_rows == len(items) == 128
    # Stations, then squawks, levels, addresses, speeds, tracks and ground flags, callsigns; then
    # roll, and heading, airspeed and rate where the register says them.
    assert check(told, items) == 128 + 6 * 126 + 124 + REGISTER_VALUES
    assert "34 blocks of category 034 are not read" in told.tally.notes
    # The capture's clock is within two minutes of the radars'.
    late = np.array(told.column("received")) - np.array(told.column("timestamp"))
    assert abs(late).max() < dt.timedelta(minutes=2)


@pytest.mark.shared
def test_shared_capture_polar_positions(shared_dir: Path) -> None:
    folder = shared_dir / "data" / "asterix"
    data = (folder / "cat_034_048.pcap").read_bytes()
    items = list(decode((folder / "expected_cat_034_048.txt").read_text()))
    radar = (15.0, 45.0)
    told = run(asterix, data, context=Context(position=radar, receiver="25/13"))
    placed = 0
    for mine, theirs in zip(told.table.to_pylist(), items, strict=True):
        if mine["receiver"] != "25/13" or mine["altitude"] is None or "040" not in theirs:
            assert mine["latitude"] is None
            continue
        rho, theta = (value(v) for v in theirs["040"].values())
        line = Geodesic.WGS84.Inverse(radar[1], radar[0], mine["latitude"], mine["longitude"])
        assert line["azi1"] % 360 == pytest.approx(theta, abs=1e-5)
        assert line["s12"] / 1852 <= rho
        flat = (rho**2 - (mine["altitude"] * 0.3048 / 1852) ** 2) ** 0.5
        assert line["s12"] / 1852 == pytest.approx(flat, abs=0.01 * rho)
        placed += 1
    assert placed > 10


@pytest.mark.shared
def test_shared_raw_samples(shared_dir: Path) -> None:
    folder = shared_dir / "data" / "asterix"
    for name, rows in (("cat034.raw", 0), ("cat048.raw", 1), ("cat062cat065.raw", 2)):
        data = (folder / name).read_bytes()
        assert format_of(data) == "asterix"
        told = run(asterix, data, context=DAY)
        assert told.table.num_rows == rows
    # As `asterix_decoder` 0.7 reads it: the first track's height is "from coverage", not measured.
    first, second = told.table.to_pylist()
    assert (first["latitude"], first["longitude"]) == (44.73441302776337, 13.0415278673172)
    assert (first["altitude"], first["geoaltitude"]) == (15_700.0, None)
    assert first["vertical_rate"] == -443.75
    assert first["squawk"] == "4276"
    assert (second["latitude"], second["longitude"]) == (45.40080785751343, 15.13318419456482)
    assert (second["icao24"], second["callsign"]) == ("3c0a55", "SXD4723")
    assert second["typecode"] == "B738"
    assert (second["altitude"], second["geoaltitude"]) == (35_000.0, 35_312.5)
    assert second["groundspeed"] == pytest.approx(np.hypot(141.5, 170.75) * 3600 / 1852)
    assert second["timestamp"].time() == dt.time(8, 35, 11, 828125)
