"""Damaged and hostile raw-message files: no crash, no hang, every record a row or counted."""

from __future__ import annotations

import random

import numpy as np
import pytest
from mutation import mutations
from raw_files import arrow
from test_raw_readers import CONTENTS, DATE, READERS

from skywitness.errors import RecordError


@pytest.mark.parametrize("name", [n for n in CONTENTS if n != "iq"])
@pytest.mark.parametrize("count", [250, pytest.param(1000, marks=pytest.mark.long)])
def test_mutated_files(name: str, count: int) -> None:
    reader = next(r for r in READERS if r.__name__.endswith(name))
    read = 0
    for content in mutations(CONTENTS[name], count, random.Random(name)):
        reader.recognise(content[:65_536], "x")
        try:
            found, _ = arrow(reader, content, DATE)
        except RecordError as error:
            assert error.remedy, error  # noqa: PT017
            continue
        read += len(found)
        lat = found["latitude"].to_numpy()
        lon = found["longitude"].to_numpy()
        sound = np.array([fault is None for fault in found["fault"].to_pylist()], dtype=bool)
        assert not (sound & ((np.abs(lat) > 90) | (lon < -180) | (lon >= 180))).any()
        years = found["timestamp"].cast("timestamp[us]").to_numpy().astype("datetime64[Y]")
        assert not ((years < np.datetime64("0001")) | (years > np.datetime64("9999"))).any()
    assert read
