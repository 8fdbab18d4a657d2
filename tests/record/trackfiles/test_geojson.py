"""GeoJSON with times."""

from __future__ import annotations

import datetime as dt
import json
import random
from typing import Any

import own_exports
import pytest
from mutation import mutations
from record_memory import format_of, run

from skywitness.record.readers import geojson
from skywitness.record.trackfiles import features

T0 = dt.datetime(2025, 1, 30, 1, 39, 54, tzinfo=dt.UTC)
SPOTS = [[-77.18, 38.96, 305.0], [-77.17, 38.95, 300.0], [-77.16, 38.94]]


def line(times: object, key: str = "timestamps", **properties: Any) -> dict[str, Any]:
    shape = {"type": "LineString", "coordinates": SPOTS}
    return {"type": "Feature", "properties": {key: times, **properties}, "geometry": shape}


def point(spot: list[float], **properties: Any) -> dict[str, Any]:
    shape = {"type": "Point", "coordinates": spot}
    return {"type": "Feature", "properties": properties, "geometry": shape}


def collection(*found: Any, **members: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", **members, "features": list(found)}).encode()


GEOJSON = collection(
    line([1738201194, 1738201203.5, None], flight="PAT25", tail="AE313D"),
    line(["2025-01-30T01:39:54Z", "rubbish"], "coordTimes", name="Sunday trip"),
    point([8.5, 47.4], name="a pin"),
    point([8.5, 47.4, 500], timestamp="2025-01-30T01:39:54Z", hex="4B1234"),
    "no feature",
)


@pytest.mark.parametrize(
    "times",
    [
        [1738201194, 1738201195, 1738201196],
        [1738201194000, 1738201195000, 1738201196000],
        [1738201194000000, 1738201195000000, 1738201196000000],
        [1738201194000000000, 1738201195000000000, 1738201196000000000],
        ["2025-01-30T01:39:54Z", "2025-01-30T02:39:55+01:00", "2025-01-30T01:39:56"],
    ],
)
def test_times_in_every_form(times: list[Any]) -> None:
    told = run(geojson, collection(line(times)))
    assert told.column("timestamp") == [T0 + dt.timedelta(seconds=k) for k in range(3)]
    assert told.column("fault") == [None] * 3


@pytest.mark.parametrize("key", ["timestamps", "times", "coordTimes", "TIMES"])
def test_lists_of_every_name(key: str) -> None:
    told = run(geojson, collection(line([1738201194, 1738201195, 1738201196], key)))
    assert told.table.num_rows == 3
    inner = line(0, "x", coordinateProperties={"times": [1738201194, 1738201195, 1738201196]})
    assert run(geojson, collection(inner)).table.num_rows == 3


def test_lines_and_points() -> None:
    assert format_of(GEOJSON, "x.geojson") == "geojson"
    told = run(geojson, GEOJSON)
    assert told.error is None
    assert told.column("longitude") == [-77.18, -77.17, -77.16, -77.18, -77.17, 8.5]
    assert told.column("timestamp") == [
        T0, T0 + dt.timedelta(seconds=9.5), None, T0, None, T0
    ]  # fmt: skip
    assert told.column("callsign") == ["PAT25"] * 3 + [None] * 3
    assert told.column("registration") == ["AE313D"] * 3 + [None] * 3
    names = told.column("icao24")
    assert names == [names[0]] * 3 + [names[3]] * 2 + ["4b1234"]
    assert len(set(names)) == 3
    assert told.column("fault") == [None, None, None, None, "clock", None]
    assert told.tally.bad == {"not a feature": 1}
    notes = "\n".join(told.tally.notes)
    assert "1 features without a time are no record of a flight: not read" in notes
    assert "1 times or positions of lines have no counterpart" in notes


def test_what_a_feature_does_not_say_the_collection_does() -> None:
    data = collection(
        line([1738201194, 1738201195, 1738201196]), properties={"flight": "PAT25", "tail": "AE313D"}
    )
    told = run(geojson, data)
    assert set(told.column("callsign")) == {"PAT25"}
    assert set(told.column("registration")) == {"AE313D"}


def test_points_are_of_the_track_that_they_name() -> None:
    told = run(
        geojson,
        collection(
            *(
                point([8 + k / 100, 47], time=1738201194 + k, **names)
                for k in range(6)
                for names in ({"track_id": 1}, {"flight": "SWR1"}, {"icao24": "4B1234"}, {})
            )
        ),
    )
    names = told.column("icao24")
    assert len(set(names)) == 4
    for k in range(4):
        assert len(set(names[k::4])) == 1
    assert names[2] == "4b1234"


def test_lines_in_several_parts_are_one_track() -> None:
    shape = {"type": "MultiLineString", "coordinates": [SPOTS[:2], SPOTS[2:]]}
    for times in ([[1738201194, 1738201195], [1738201196]], [1738201194, 1738201195, 1738201196]):
        feature = {"type": "Feature", "properties": {"times": times}, "geometry": shape}
        told = run(geojson, json.dumps(feature).encode())
        assert told.column("timestamp") == [T0 + dt.timedelta(seconds=k) for k in range(3)]
        assert len(set(told.column("icao24"))) == 1


@pytest.mark.parametrize(
    ("lines", "times", "rows", "refused"),
    [
        # The totals agree in each.
        ([SPOTS[:2], SPOTS[2:]], [[0], [1, 2]], {}, 3),
        ([SPOTS[:2], SPOTS[2:], SPOTS[:1]], [[0, 1], [], [3, 4]], {0: 0, 1: 1}, 2),
        ([SPOTS[:2], SPOTS[:2], SPOTS[2:]], [[0, 1], [2], [3]], {0: 0, 1: 1, 4: 3}, 2),
        ([SPOTS[:2], SPOTS[2:]], [[0, 1, 2]], {}, 3),
        ([SPOTS], [[0], [1], [2]], {}, 3),
        ([SPOTS], [[0, 1, 2]], {0: 0, 1: 1, 2: 2}, 0),
        # What is no list says no times of its line; what is no line has no positions.
        ([SPOTS[:2], SPOTS[2:]], [[0, 1], 2], {0: 0, 1: 1}, 1),
        ([SPOTS[:2], SPOTS[2:]], [None, [2]], {2: 2}, 2),
        ([None, SPOTS[:2]], [[0], [1, 2]], {0: 1, 1: 2}, 0),
    ],
)
def test_nested_times_belong_to_their_own_line_or_to_none(
    lines: list[Any], times: list[Any], rows: dict[int, int], refused: int
) -> None:
    def stamped(each: Any) -> Any:
        known = [stamped(one) for one in each] if isinstance(each, list) else None
        return 1738201194 + each if isinstance(each, int) else known

    shape = {"type": "MultiLineString", "coordinates": lines}
    feature = {"type": "Feature", "properties": {"times": stamped(times)}, "geometry": shape}
    told = run(geojson, json.dumps(feature).encode())
    found = dict(zip(told.column("row"), told.column("timestamp"), strict=True))
    assert found == {row: T0 + dt.timedelta(seconds=k) for row, k in rows.items()}
    assert told.tally.bad.total() == refused
    assert told.tally.rows == len(rows) + refused
    assert len(set(told.column("icao24"))) <= 1
    if len(lines) == 1:  # a LineString is one line
        feature["geometry"] = {"type": "LineString", "coordinates": lines[0]}
        assert run(geojson, json.dumps(feature).encode()).table == told.table


def test_shapes_without_times_are_not_taken_for_a_record() -> None:
    border = {"type": "Feature", "properties": {"name": "x"}, "geometry": line([])["geometry"]}
    assert format_of(collection(border), "x.geojson") is None
    assert format_of(b'{"type": "Topology", "timestamps": [1]}', "x.json") is None


def test_large_documents_are_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [point([8 + k / 1e4, 47], time=1738201194 + k, flight="SWR1") for k in range(3000)]
    for members in ({}, {"properties": {"tail": "HB-JBA"}}):
        data = collection(*many, **members)
        whole = run(geojson, data)
        for size in (1000, 100_000):
            monkeypatch.setattr(features, "WHOLE", size)
            pieces = run(geojson, data)
            assert pieces.table.to_pylist() == whole.table.to_pylist()
            behind = data[:-1] + b', "crs": {"type": "name"}}'
            assert run(geojson, behind).table.to_pylist() == whole.table.to_pylist()
        monkeypatch.undo()


@pytest.mark.parametrize("before", ["", "\x1e", "\ufeff\x1e", "\n\x1e"])
@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("size", [features.WHOLE, 300])
def test_a_sequence_of_documents_is_told_as_one(
    before: str, whole: bool, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "WHOLE", size)
    many = [point([8 + k / 100, 47], time=1738201194 + k) for k in range(3)]
    texts = [collection(each).decode() if whole else json.dumps(each) for each in many]
    data = "".join(f"{before}{text}\n" for text in texts).encode()
    assert format_of(data, "x.geojsons") == "geojson"
    told = run(geojson, data)
    assert told.table.num_rows == 0
    assert told.error is not None
    assert "a sequence of GeoJSON texts" in told.error.message
    assert "make one collection of its features" in str(told.error.remedy)
    assert "complete" not in str(told.error.remedy)


def test_what_came_before_damage_is_read() -> None:
    many = [point([8 + k / 1e4, 47], time=1738201194 + k) for k in range(300)]
    data = collection(*many)
    told = run(geojson, data[: len(data) // 2])
    assert 100 < told.table.num_rows < 200
    assert told.error is not None
    assert "breaks off" in told.error.message
    assert run(geojson, b'{"type":"FeatureCollection","timestamp":1').error is not None


def test_times_beyond_all_years_are_none_and_marked() -> None:
    told = run(geojson, collection(line([1e300, 10**400, 99_999_999_999])))
    assert told.column("timestamp")[:2] == [None, None]
    assert told.column("fault")[:2] == ["clock", "clock"]
    assert run(geojson, collection(line([-9e10, True, "x"]))).column("fault") == ["clock"] * 3


@pytest.mark.parametrize("count", [250, pytest.param(1000, marks=pytest.mark.long)])
def test_mutated(count: int) -> None:
    rng = random.Random(5)
    rows = 0
    for data in mutations(GEOJSON, count, rng):
        geojson.recognise(data[:65_536], "x")
        rows += run(geojson, data).table.num_rows
    assert rows > count


def test_what_is_no_number_in_coordinates_is_counted_and_its_point_marked() -> None:
    spots = [[2, 50, 100], [2, 50, "x"], ["2", 50, 100], [2, 50, None], [2, 50]]
    feature = {
        "type": "Feature", "properties": {"timestamps": [1684515906 + k for k in range(5)]},
        "geometry": {"type": "LineString", "coordinates": spots},
    }  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    told = run(geojson, text)
    assert told.tally.unread == {"coordinates": 2}
    assert told.column("fault") == [None, "altitude", "position", None, None]


@pytest.mark.parametrize(
    ("said", "address", "fault"),
    [
        ("0x780DB8", "780db8", None),
        ("~0x780db8", "~780db8", None),
        (780123, "780123", "address"),
        ("ZZZZZZ", "zzzzzz", "address"),
        ("ffffff", "ffffff", "address"),
        ("N/A", None, None),
    ],
)
def test_addresses_are_read_as_in_tables(said: object, address: str | None, fault: str) -> None:
    other = point([9.0, 50.0], time="2024-05-01T10:00:00Z", icao24="abcdef")
    one = point([8.0, 50.0], time="2024-05-01T10:00:00Z", icao24=said)
    told = run(geojson, collection(one, other))
    found = told.column("icao24")
    assert found[1] == "abcdef"
    assert found[0] == address or (address is None and str(found[0]).startswith("track:"))
    assert told.column("fault") == [fault, None]
    times = ["2024-05-01T10:00:00Z", "2024-05-01T10:00:01Z"]
    drawn = run(geojson, collection(line(times, icao24=said)))
    assert drawn.column("fault") == [fault] * len(drawn.column("fault"))


def test_what_is_no_text_is_no_address_and_counted() -> None:
    told = run(geojson, collection(point([8.0, 50.0], time=1714557600, icao24=["780db8"])))
    assert told.column("fault") == ["address"]
    assert dict(told.tally.unread) == {"address": 1}


@pytest.mark.parametrize(("key", "said"), [("icao", "EDDF"), ("hex", "#ff0000")])
def test_names_that_mean_something_else_elsewhere_say_no_address(key: str, said: str) -> None:
    told = run(geojson, collection(point([8.0, 50.0], time=1714557600, **{key: said})))
    assert told.column("fault") == [None]
    assert any(f"{key} is no address" in note for note in told.tally.notes)


@pytest.mark.parametrize("cut", [b'"coordinates": [9.0, 50.0]', b'"type": "Fea', b"}, {"])
def test_a_document_that_breaks_off_is_an_error_with_what_came_before(cut: bytes) -> None:
    times = {"time": "2024-05-01T10:00:00Z", "icao24": "abcdef"}
    whole = collection(point([8.0, 50.0], **times), point([9.0, 50.0], **times))
    end = whole.index(b"9.0, 50.0]") + 10 if b"9.0" in cut else whole.rindex(cut) + len(cut)
    told = run(geojson, whole[:end])
    assert told.error is not None
    assert "breaks off" in told.error.message
    assert told.column("longitude") == [8.0]


def test_an_export_that_breaks_off_is_an_error_with_what_came_before() -> None:
    told = run(geojson, own_exports.GEOJSON[: own_exports.GEOJSON.rindex(b'"fault"')])
    assert told.error is not None
    assert "breaks off" in told.error.message
    assert told.column("longitude") == [33.0]


def test_features_with_a_time_and_no_point_are_not_told_as_without_a_time() -> None:
    shapes: list[object] = [
        {"type": "Point", "coordinates": [2.3, 48.1]}, None,
        {"type": "Polygon", "coordinates": [[[2, 48], [3, 48], [3, 49], [2, 48]]]},
    ]  # fmt: skip
    features = [
        {"type": "Feature", "geometry": shape, "properties": {"time": "2024-03-10T12:00:00Z"}}
        for shape in shapes
    ]
    told = run(geojson, json.dumps({"type": "FeatureCollection", "features": features}).encode())
    assert told.table.num_rows == 1
    assert any(n.startswith("2 features have no point and no line") for n in told.tally.notes)
    assert not any("without a time" in n for n in told.tally.notes)
