"""The rule of one aircraft that is there twice."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from fault_tables import faults, join, straight, table


def pair(offset_m: float, other: str = "~2b0d0d", **more: object) -> pa.Table:
    flight = straight(200, step=3.0, kt=90.0) | {"altitude": np.full(200, 5_600.0)}
    shadow = {k: np.array(v, copy=True) for k, v in flight.items()}
    shadow["t"] = shadow["t"] + 1.3
    shadow["latitude"] += offset_m / 111_200
    shadow |= {"icao24": [other] * 200, "source": "tisb_trackfile", **more}
    return join(table(200, **flight), table(200, **shadow))


def twins(whole: pa.Table) -> dict[str, int]:
    mask = faults(whole)["twin"]
    craft = np.array(whole["icao24"].to_pylist())
    return {str(name): int(mask[craft == name].sum()) for name in np.unique(craft)}


def test_a_shadow_of_radar_is_the_same_aircraft() -> None:
    found = twins(pair(100.0))
    assert found["abc123"] == 0
    assert found["~2b0d0d"] > 180


@pytest.mark.parametrize(
    ("offset", "more"),
    [
        (1_500.0, {}),
        (100.0, {"altitude": np.full(200, 7_100.0)}),
        (100.0, {"track": np.full(200, 270.0)}),
    ],
)
def test_another_aircraft_near_by_is_no_twin(offset: float, more: dict[str, object]) -> None:
    assert sum(twins(pair(offset, **more)).values()) == 0


def test_two_aircraft_with_addresses_of_their_own_are_a_formation() -> None:
    assert sum(twins(pair(20.0, other="abc124", source="adsb_icao")).values()) == 0


def test_passing_by_makes_no_twin() -> None:
    flight = straight(200, step=3.0, kt=120.0)
    back = straight(200, step=3.0, kt=120.0) | {"icao24": ["~2b0d0d"] * 200, "source": "tisb_other"}
    back["longitude"] = back["longitude"][::-1]
    back["track"] = (back["track"] + 180) % 360
    assert sum(twins(join(table(200, **flight), table(200, **back))).values()) == 0
