"""From messages to checked positions: pairs, jumps, surfaces, copies, both ways to compute."""

from __future__ import annotations

import random
from typing import Any

import cpr_exact
import numpy as np
import pytest
from raw_files import decode, sealed, squitter

from skywitness.record.modes.assemble import Decoder
from skywitness.record.modes.frames.frames import Frames, from_hex, pieces
from skywitness.record.reading import Context, Tally
from skywitness.simulate.encode import messages

START = 1_700_000_000.0


def at(lat: float, lon: float, odd: bool, address: int = 0x4840D6, surface: bool = False) -> str:
    return squitter(cpr_exact.message(lat, lon, odd, surface, speed=20), address=address)


def flight(n: int, lat: float = 50.0, lon: float = 5.0, address: int = 0x4840D6) -> list[str]:
    """n messages half a second apart, 450 kt to the north."""
    return [at(lat + k / 960, lon, bool(k % 2), address) for k in range(n)]


def test_a_pair_may_be_ten_seconds_apart() -> None:
    even, odd = at(50, 5, False), at(50, 5, True)
    assert decode([even, odd], [START, START + 10.0])[1]["latitude"] is not None
    assert decode([even, odd], [START, START + 10.1])[1]["latitude"] is None


def test_one_message_suffices_once_the_aircraft_is_known() -> None:
    texts = [*flight(6), at(50.2, 5.0, False)]
    times = [START + k / 2 for k in range(6)]
    assert decode(texts, [*times, START + 100.0])[6]["latitude"] == pytest.approx(50.2, abs=1e-4)
    assert decode(texts, [*times, START + 400.0])[6]["latitude"] is None  # too long ago
    # Three messages make two pairs that share one: not enough to trust one alone.
    short = [*flight(3), at(50.2, 5.0, False)]
    assert decode(short, [*times[:3], START + 100.0])[3]["latitude"] is None


def test_messages_of_two_aircraft_with_one_address_are_marked() -> None:
    here, there = flight(40), flight(40, lat=-20.0, lon=100.0)
    mixed = [text for both in zip(here, there, strict=True) for text in both]
    rows = decode(here[:10] + mixed[20:], [START + k / 2 for k in range(10 + len(mixed) - 20)])
    for row in rows[2:]:
        near = row["latitude"] is not None and abs(row["latitude"] - 50) < 0.2
        near = near and abs(row["longitude"] - 5) < 0.2
        assert row["latitude"] is None or near or row["fault"] == "jump"
    assert sum(r["fault"] is None and r["latitude"] is not None for r in rows) >= 38


def test_a_jump_is_marked_and_where_it_goes_on_is_believed_after_three() -> None:
    texts = flight(10) + flight(10, lat=52.0, lon=30.0)
    rows = decode(texts, [START + k / 2 for k in range(20)])
    assert all(r["fault"] is None for r in rows[:10])
    assert [r["fault"] for r in rows[10:15]] == [None, "jump", "jump", None, None]
    assert rows[10]["latitude"] is None or rows[10]["fault"]
    assert rows[19]["longitude"] == pytest.approx(30.0, abs=1e-4)


def test_a_first_position_that_the_rest_denies_is_marked_afterwards() -> None:
    texts = [at(10, 10, False), at(10, 10, True), *flight(10)]
    rows = decode(texts, [START + k / 2 for k in range(12)])
    assert (rows[1]["latitude"], rows[1]["fault"]) == (pytest.approx(10, abs=1e-4), "jump")
    assert rows[-1]["fault"] is None


def test_a_supersonic_flight_is_no_jump() -> None:
    texts = [at(50 + k * 1500 / 3600 / 60, 5.0, bool(k % 2)) for k in range(20)]
    rows = decode(texts)
    assert all(r["latitude"] is not None and r["fault"] is None for r in rows[1:])


def test_copies_of_a_message_have_its_position_and_prove_nothing() -> None:
    even, odd = at(50, 5, False), at(50, 5, True)
    texts = [even, odd, odd, odd, even, odd]
    rows = decode(texts, [START + k / 100 for k in range(6)])
    assert len({(r["latitude"], r["longitude"]) for r in rows[1:4]}) == 1
    later = decode([*texts, at(50.2, 5, True)], [*(START + k / 100 for k in range(6)), START + 60])
    assert later[-1]["latitude"] is None


def test_frames_out_of_order_are_put_in_order() -> None:
    texts, times = flight(20), [START + k / 2 for k in range(20)]
    order = list(range(20))
    random.Random(1).shuffle(order)
    rows = decode([texts[k] for k in order], [times[k] for k in order])
    assert [r["timestamp"] for r in rows] == sorted(r["timestamp"] for r in rows)
    assert [order[r["row"]] for r in rows] == list(range(20))
    assert all(r["latitude"] is not None for r in rows[1:])


def test_frames_without_times_have_no_position() -> None:
    rows = decode(flight(6), [float("nan")] * 6)
    assert all(r["latitude"] is None and r["timestamp"] is None for r in rows)


def test_surface_positions_follow_the_aircrafts_own() -> None:
    air = flight(6)
    ground = [at(50.01, 5.0, bool(k % 2), surface=True) for k in range(4)]
    rows = decode(air + ground, [START + k / 2 for k in range(10)])
    assert all(r["latitude"] == pytest.approx(50.01, abs=1e-5) for r in rows[6:])
    assert all(r["onground"] and r["altitude"] in (None, 38000.0) for r in rows[6:])


def test_before_take_off_the_flight_that_follows_tells_where() -> None:
    ground = [at(-33.95, 151.18, bool(k % 2), surface=True) for k in range(4)]
    air = flight(8, lat=-33.9, lon=151.2)
    rows = decode(ground + air, [START + k for k in range(12)])
    assert rows[1]["latitude"] == pytest.approx(-33.95, abs=1e-5)
    assert rows[1]["longitude"] == pytest.approx(151.18, abs=1e-5)
    alone = decode(ground, [START + k for k in range(4)])
    assert all(r["latitude"] is None for r in alone)


def test_surface_pairs_have_their_own_limits() -> None:
    def found(speed: int, apart: float) -> bool:
        texts = [
            squitter(cpr_exact.message(50.0, 5.0, odd, surface=True, speed=speed))
            for odd in (False, True)
        ]
        context = Context(position=(5.5, 50.5))
        return decode(texts, [START, START + apart], context)[1]["latitude"] is not None

    slow, fast, unknown = 20, 60, 0  # 5.5 kt, 36 kt
    assert [found(s, 25.0) for s in (slow, fast, unknown)] == [True, True, True]
    assert [found(s, 26.0) for s in (slow, fast, unknown)] == [True, False, False]
    assert [found(s, 50.5) for s in (slow, fast, unknown)] == [False, False, False]


VELOCITY = (19 << 51) | (1 << 48) | (2 << 43) | (401 << 32) | (1 << 20) | (11 << 10) | 21
"""400 kt to the east, 640 ft/min up, geometric height 500 ft above the pressure altitude."""


def velocity(address: int = 0x4840D6) -> str:
    return squitter(VELOCITY | (1 << 21), address=address)


def test_positions_are_given_what_was_said_before() -> None:
    status = (31 << 51) | (2 << 13) | (1 << 12) | (10 << 8) | (2 << 6) | (3 << 4)
    name = (4 << 51) | (3 << 48) | 0x2CC371C32CE0
    texts = [squitter(status), squitter(name), velocity(), *flight(4)]
    row = decode(texts, [START + k for k in range(7)])[5]
    assert row["groundspeed"] == 400
    assert (row["track"], row["vertical_rate"]) == (90, 640)
    assert (row["altitude"], row["geoaltitude"]) == (38000, 38500)
    assert (row["callsign"], row["category"]) == ("KLM1023", "A3")
    assert (row["version"], row["nac_p"], row["sil"], row["gva"], row["nac_v"]) == (2, 10, 3, 2, 2)
    assert (row["nic"], row["rc"]) == (8, pytest.approx(185.2))


def test_what_was_said_is_not_carried_too_long() -> None:
    status = (31 << 51) | (2 << 13) | (10 << 8)
    texts = [squitter(status), velocity(), *flight(4)]
    row = decode(texts, [START, START, *(START + 6.0 + k for k in range(4))])[3]
    assert (row["groundspeed"], row["geoaltitude"], row["nac_p"]) == (None, None, 10)
    row = decode(texts, [START, START, *(START + 61.0 + k for k in range(4))])[3]
    assert (row["nac_p"], row["version"]) == (None, None)
    short = Context(quality_s=5.0)
    assert (
        decode(texts, [START, START, *(START + 6 + k for k in range(4))], short)[3]["nac_p"] is None
    )


def test_nothing_is_carried_from_another_aircraft_or_backwards() -> None:
    texts = [velocity(0x3C6586), *flight(2), velocity()]
    row = decode(texts)[2]
    assert row["groundspeed"] is None


def test_a_rebroadcast_is_followed_apart() -> None:
    own = flight(4)
    again = [
        squitter(cpr_exact.message(50.3, 5.3, bool(k % 2)), form=18, control=6) for k in range(4)
    ]
    rows = decode([t for both in zip(own, again, strict=True) for t in both])
    assert {r["fault"] for r in rows} == {None}
    assert {round(r["latitude"], 1) for r in rows[2:]} == {50.0, 50.3}


def test_altitude_of_replies_stands_beside_geometric_positions() -> None:
    gnss = [
        squitter((20 << 51) | (cpr_exact.message(50, 5, bool(k % 2)) & ((1 << 48) - 1)))
        for k in range(2)
    ]
    reply = sealed("20001718000000", overlay=0x4840D6)
    row = decode([gnss[0], reply, gnss[1]])[2]
    assert (row["altitude"], row["geoaltitude"]) == (36000, 38000)
    assert row["altitude_time"].timestamp() == START + 1


def world(n: int, seed: int) -> Frames:
    """A mixed stream: aircraft with jumps, copies, gaps, ground and damage."""
    rng = random.Random(seed)
    texts, times = [], []
    t = START
    where = {a: [rng.uniform(-80, 80), rng.uniform(-180, 180)] for a in range(1, 12)}
    for _ in range(n):
        t += rng.choice((20.0, 200.0)) if rng.random() < 0.005 else rng.choice((0.0, 0.05, 0.1))
        address = rng.randrange(1, 12)
        spot = where[address]
        if rng.random() < 0.01:
            spot[0] = rng.uniform(-80, 80)
        spot[0] += rng.uniform(-0.001, 0.001)
        choice = rng.random()
        if choice < 0.1:
            text = velocity(address)
        elif choice < 0.2:
            text = sealed("20001718000000", overlay=address)
        else:
            text = at(spot[0], spot[1], rng.random() < 0.5, address, surface=rng.random() < 0.3)
        texts.append(text)
        times.append(t)
    data, long, _ = from_hex(texts)
    micro = np.rint(np.array(times) * 1e6).astype(np.int64)
    return Frames(data, long, micro, np.arange(n, dtype=np.int64))


def rows_of(frames: Frames, size: int, **options: Any) -> list[dict[str, Any]]:
    decoder = Decoder("f", Tally(), Context(), **options)
    return [row for piece in pieces([frames], size) for row in decoder.decode(piece).to_pylist()]


def test_compiled_and_plain_give_the_same() -> None:
    frames = world(6000, 1)
    plain = rows_of(frames, 10_000, compiled=False)
    assert plain == rows_of(frames, 10_000, compiled=True)
    assert sum(r["latitude"] is not None for r in plain) > 1000
    assert sum(r["fault"] == "jump" for r in plain) > 10


def test_pieces_give_the_same_as_the_whole() -> None:
    """But for what a piece cannot know: what comes after it."""
    frames = world(4000, 2)
    whole, parts = rows_of(frames, 10_000), rows_of(frames, 500)
    assert len(whole) == len(parts)
    for a, b in zip(whole, parts, strict=True):
        if b["latitude"] is None and a["onground"]:
            continue  # a surface position placed by a flight in a later piece
        if (a["fault"] or b["fault"]) == "jump":
            continue
        for name in ("latitude", "longitude", "altitude", "callsign", "row"):
            assert a[name] == b[name], (name, a, b)


def test_positions_without_faults_are_never_far_from_what_was_sent() -> None:
    """Every position encodes back to the bits of its own message."""
    frames = world(4000, 3)
    rows = rows_of(frames, 10_000)
    checked = 0
    for row in rows:
        if row["latitude"] is not None:
            text = frames.data[row["row"]].tobytes().hex()
            assert cpr_exact.sent_by(row["latitude"], row["longitude"], text)
            checked += 1
    assert checked > 500


def test_a_speed_that_cannot_be_stays_with_its_message() -> None:
    even, odd = "8D40621D58C382D690C8AC2863A7", "8D40621D58C386435CC412692AD6"

    def speed(knots: float) -> str:
        values = (np.array([v]) for v in (knots, 90.0, 0.0, 0.0))
        return squitter(int(messages.velocity(*values, np.array([0]))[0]), 0x40621D)

    found = decode([speed(400.0), odd, even, speed(3500.0), odd])
    assert [row["groundspeed"] for row in found] == [400.0, None, 400.0, 3500.0, 400.0]
    assert [row["fault"] for row in found] == [None, None, None, "speed", None]
