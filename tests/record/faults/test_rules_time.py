"""Rules of time: clocks that run backwards, stray years, feeds that disagree."""

from __future__ import annotations

import itertools

import numpy as np
import pyarrow as pa
import pytest
from fault_tables import faults, join, nothing, straight, table, which

from skywitness.record.batch import has_faults
from skywitness.record.faults import as_read
from skywitness.record.schema import FAULTS


def reversals(whole: pa.Table) -> list[int]:
    batch = whole.combine_chunks().to_batches()[0]
    return which(has_faults(as_read(batch)[0], FAULTS)["reversed"])


def test_time_running_backwards_is_marked_where_it_does() -> None:
    t = np.array([0.0, 1.0, 2.0, 1.5, 1.8, 3.0, 4.0, 3.9, 5.0])
    whole = table(9, t=t)
    assert reversals(whole) == [3, 4, 7]
    order = np.argsort(t, kind="stable")
    found = faults(whole.take(pa.array(order)))["reversed"]
    assert sorted(order[found].tolist()) == [3, 4, 7]


def test_networks_do_not_reverse_each_other() -> None:
    t = np.array([0.0, 1.0, 0.5, 2.0, 1.5, 3.0])
    assert reversals(table(6, t=t, receiver=["a", "a", "b", "a", "b", "a"])) == []


def test_a_file_written_backwards_is_only_written_backwards() -> None:
    assert reversals(table(50, t=np.arange(50.0)[::-1])) == []


def test_a_second_recording_in_a_file_is_no_fault() -> None:
    t = np.concatenate((7200 + np.arange(20.0), np.arange(20.0)))
    t[30] = 8.0
    whole = table(40, t=t)
    assert reversals(whole) == [30]


def test_a_shuffled_file_is_only_shuffled() -> None:
    t = np.random.default_rng(4).permutation(2_000) * 1.0
    whole = table(2_000, t=t)
    assert reversals(whole) == []
    assert nothing(whole.take(pa.array(np.argsort(t))))


def test_batches_of_one_file_are_read_as_one() -> None:
    t = np.array([0.0, 1.0, 5.0, 4.0, 4.5, 6.0])
    whole = table(6, t=t).combine_chunks().to_batches()[0]
    first, state = as_read(whole.slice(0, 3))
    second, _ = as_read(whole.slice(3), state)
    got = has_faults(
        pa.chunked_array([first, second]).unify_dictionaries().combine_chunks(), FAULTS
    )
    assert which(got["reversed"]) == [3, 4]


def test_a_stray_year_is_found_while_reading() -> None:
    t = np.arange(30.0)
    t[12] = 400 * 86_400.0
    fault, _ = as_read(table(30, t=t).to_batches()[0])
    found = has_faults(fault, FAULTS)
    assert which(found["clock"]) == [12]
    assert not found["reversed"].any()


def clocks(t: np.ndarray, cuts: tuple[int, ...] = ()) -> list[int]:
    """Rows marked `clock` of a file that comes in batches."""
    whole, found, state = table(len(t), t=t).to_batches()[0], [], None
    edges = [0, *cuts, len(t)]
    batches = [whole.slice(a, b - a) for a, b in itertools.pairwise(edges)]
    for k, each in enumerate(batches):
        fault, state = as_read(each, state, batches[k + 1] if k + 1 < len(batches) else None)
        found += [edges[k] + i for i in which(has_faults(fault, FAULTS)["clock"])]
    return found


@pytest.mark.parametrize("cuts", [(), (2,), (5, 95), (97,), (50,)])
@pytest.mark.parametrize("rows", [1, 3, 5])
def test_stray_years_are_found_at_the_ends_of_a_file_too(rows: int, cuts: tuple[int, ...]) -> None:
    ends = {"first": slice(0, rows), "last": slice(100 - rows, 100), "middle": slice(50, 50 + rows)}
    for place in ends.values():
        t = np.arange(100.0)
        t[place] -= 20 * 365 * 86_400.0
        assert clocks(t, cuts) == list(range(100))[place]


def dated(place: slice, years: float, **more: np.ndarray) -> list[int]:
    """Rows marked `clock` of a flight some of whose rows are dated so many years back."""
    flight = straight(100, **more)
    flight["t"] = flight["t"].copy()
    flight["t"][place] -= years * 365 * 86_400.0
    fault, _ = as_read(table(100, **flight).to_batches()[0])
    return which(has_faults(fault, FAULTS)["clock"])


@pytest.mark.parametrize("place", [slice(0, 8), slice(92, 100), slice(40, 60), slice(0, 20)])
@pytest.mark.parametrize("says_speed", [True, False])
def test_a_run_of_old_dates_is_found_where_the_aircraft_flies_on(
    place: slice, says_speed: bool
) -> None:
    more = {} if says_speed else {"groundspeed": np.full(100, np.nan)}
    assert dated(place, 20, **more) == list(range(100))[place]


def test_another_recording_is_no_wrong_date() -> None:
    rows = slice(0, 8)
    assert dated(rows, -20) == []  # a later date may be the right one
    assert dated(slice(0, 40), 20) == []  # so may one of many rows
    assert dated(rows, 20.001) == []  # begun at another time of the day
    far = np.r_[np.full(8, 40.0), np.full(92, 48.0)]
    assert dated(rows, 20, latitude=far) == []  # elsewhere
    assert dated(slice(40, 60), 20, latitude=np.r_[np.full(60, 40.0), np.full(40, 48.0)]) == []


def test_two_recordings_of_several_years_in_a_file_are_no_fault() -> None:
    t = np.arange(100.0)
    t[50:] += 400 * 86_400.0
    for cut in range(40, 61):
        assert clocks(t, (cut,)) == []
        assert clocks(t[44:], (cut - 39,)) == []  # the first has six rows


def test_addresses_read_as_numbers_are_found_while_reading() -> None:
    plain = [f"{400_000 + 37 * k:06}" for k in range(12)]
    one = table(12, t=np.arange(12.0), icao24=plain)
    two = table(12, t=np.arange(12.0), icao24=[*plain[:11], "40a001"])
    assert has_faults(as_read(one.to_batches()[0])[0], FAULTS)["address"].all()
    assert not has_faults(as_read(two.to_batches()[0])[0], FAULTS)["address"].any()


def test_feeds_that_disagree_by_an_hour() -> None:
    flight = straight(3600, step=5.0)
    right = table(3600, **flight | {"file": "right"})
    late = table(3600, **flight | {"file": "late", "t": flight["t"] + 2 * 3600})
    whole = join(right, late)
    clock = faults(whole)["clock"]
    file = np.array(whole["file"].to_pylist())
    assert not clock[file == "right"].any()
    # Sixteen minutes are enough to be sure; the jump between both feeds is marked besides.
    assert 0.9 < clock[file == "late"].mean() < 1.0


def test_feeds_that_agree_do_not_disagree() -> None:
    flight = straight(1800, step=5.0)
    whole = join(table(1800, **flight | {"file": "a"}), table(1800, **flight | {"file": "b"}))
    assert not faults(whole)["clock"].any()


def test_circling_for_hours_is_no_wrong_clock() -> None:
    t = np.arange(0, 5 * 3600, 5.0)
    angle = 2 * np.pi * t / 600.0  # back at the same place every ten minutes, so every hour too
    lat, lon = 48 + 0.05 * np.sin(angle), 2 + 0.075 * np.cos(angle)
    half = t < 2.5 * 3600
    parts = [
        table(int(m.sum()), t=t[m], latitude=lat[m], longitude=lon[m], file=name)
        for m, name in ((half, "a"), (~half, "b"))
    ]
    assert not faults(join(*parts))["clock"].any()
