"""Joint readings: which words vary together, in which order, under which names."""

from __future__ import annotations

import pytest
from language_fakes import find, reader, saying

from skywitness.claims.casefile.binder import Binder
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.meaning.allowed import Range, Sector
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.parts import Reading
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.premises import premises
from skywitness.claims.readings import Reader, single_reading
from skywitness.errors import AmbiguousPlace, CaseError, PlaceError
from skywitness.places.measures.measures import (
    Bearing,
    CentroidDistance,
    CoastDistance,
    Distance,
    Scalar,
    SignedDistance,
)

C1 = "encounter is about 75 miles southwest of Crimea"
C2 = "encounter is perhaps 100-150 miles from the Russian mainland"


def names(readings: tuple[Reading, ...], kind: str = "ordinary") -> list[str]:
    return [reading.name for reading in readings if reading.kind == kind]


def test_the_readings_of_a_distance_and_bearing() -> None:
    readings = reader().readings([saying(C1)])
    assert names(readings) == [
        "statute miles; southwest of Crimea's centroid",
        "statute miles; southwest of Crimea's nearest point",
        "nautical miles; southwest of Crimea's centroid",
        "nautical miles; southwest of Crimea's nearest point",
    ]
    assert names(readings, "generous") == [
        "statute miles; southwest of some point of Crimea",
        "nautical miles; southwest of some point of Crimea",
        "statute miles; distance and bearing both from Crimea's centroid",
        "nautical miles; distance and bearing both from Crimea's centroid",
    ]


def test_the_parts_follow_the_reading() -> None:
    for reading in reader().readings([saying(C1)]):
        distance, bearing = reading.parts
        assert (distance.name, bearing.name) == ("about 75 miles", "southwest of Crimea")
        assert distance.constraint is not None
        assert bearing.constraint is not None
        allowed = distance.constraint.allowed
        assert isinstance(allowed, Range)
        mile = 1852.0 if "nautical" in reading.name else 1609.344
        assert allowed.at(1.0) == pytest.approx((60 * mile, 90 * mile))
        both = "both" in reading.name
        assert isinstance(distance.constraint.measure, CentroidDistance if both else Distance)
        measure, sector = bearing.constraint.measure, bearing.constraint.allowed
        assert isinstance(measure, Bearing)
        assert isinstance(sector, Sector)
        assert sector == Sector(225.0, 22.5, 11.25)
        anchor = (
            "some"
            if "some" in reading.name
            else "nearest"
            if "nearest" in reading.name
            else "centroid"
        )
        assert measure.anchor == anchor


def test_one_printed_sentence_has_one_mile() -> None:
    coupled = reader().readings([saying(C1, "C1", "s"), saying(C2, "C2", "s")])
    assert len(names(coupled)) == 4
    apart = reader().readings([saying(C1, "C1"), saying(C2, "C2")])
    assert len(names(apart)) == 8
    assert names(apart)[1] == (
        "statute miles (C1); southwest of Crimea's centroid; nautical miles (C2)"
    )


def test_the_case_may_couple_words() -> None:
    made = reader(same=(("Miles", ("C1", "C2")),))
    assert len(names(made.readings([saying(C1, "C1"), saying(C2, "C2")]))) == 4
    assert len(names(made.readings([saying(C1, "C1"), saying(C2, "C3")]))) == 8


def test_a_generous_reading_takes_one_word_generously() -> None:
    readings = reader().readings([saying(C1), saying("encounter is west of Syria", "C2")])
    for reading in readings:
        generous = [value for value in reading.choice.values() if value.kind == "generous"]
        assert len(generous) == (reading.kind == "generous")


def test_the_order_is_the_same_on_every_run() -> None:
    first = reader().readings([saying(C1), saying(C2, "C2")])
    second = reader().readings([saying(C1), saying(C2, "C2")])
    assert [r.name for r in first] == [r.name for r in second]
    kinds = [r.kind for r in first]
    assert kinds == sorted(kinds, key=["ordinary", "generous"].index)


def test_extents_of_a_place_are_readings() -> None:
    readings = reader().readings([saying("encounter is 6000 km from US territory")])
    assert [r.name for r in readings] == [
        "US territory: states",
        "US territory: states and territories",
    ]


def test_a_point_has_one_anchor() -> None:
    readings = reader().readings([saying("encounter is 60 km southwest of Sevastopol")])
    assert [r.name for r in readings] == ["as written"]


def test_the_sector_of_the_command_line_replaces_the_policy() -> None:
    readings = reader(sector_deg=60).readings([saying("encounter is SSW of Sevastopol")])
    widths = [r.parts[0].constraint.allowed.half_width for r in readings]  # type: ignore[union-attr]
    assert widths == [30]
    exact = reader(sector_deg=60).readings(
        [saying("encounter is on a bearing of 210° from Sevastopol")]
    )
    assert exact[0].parts[0].constraint.allowed == Sector(210, 2.5, 1.25)  # type: ignore[union-attr]


def test_a_full_circle_is_not_exceeded() -> None:
    readings = reader(sector_deg=300).readings([saying("encounter is N of Sevastopol")])
    sector = readings[0].parts[0].constraint.allowed  # type: ignore[union-attr]
    assert isinstance(sector, Sector)
    assert (sector.at(1), sector.at(2)) == (150, 180)


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("encounter is 5 km from Crimea", [Distance]),
        ("encounter is 5 km from the Syrian coast", [CoastDistance]),
        ("encounter is 5 km from the coast of Syria", [CoastDistance]),
        ("encounter is 13 nm off Syria", [CoastDistance, SignedDistance]),
        ("encounter is off the coast of Syria", [None, SignedDistance]),
        ("encounter is along the coast of Syria", [None]),
        ("encounter is within 12 nm of Syria", [Distance]),
        ("encounter is inside Syria", [SignedDistance]),
        ("encounter is 1 km inside Syria", [SignedDistance, SignedDistance]),
        ("encounter is at 44.57 N, 33.38 E", [Distance]),
        ("encounter is at FL190", [Scalar]),
        ("encounter is near the Russian coastline", [None]),
        ("encounter is where the sea is 900 m deep", [None]),
        ("not testable: intent", [None]),
    ],
)
def test_what_each_phrase_measures(text: str, measures: list[type | None]) -> None:
    parts = reader().readings([saying(text)])[0].parts
    assert [type(p.constraint.measure) if p.constraint else None for p in parts] == measures
    for part in parts:
        assert (part.constraint is None) == bool(part.untestable)


def test_edges_do_not_stretch() -> None:
    (inside,) = reader().readings([saying("encounter is inside Syria")])[0].parts
    (outside,) = reader().readings([saying("encounter is not inside Syria")])[0].parts
    for stretch in (0.0, 1.0, 2.0):
        assert inside.constraint.allowed.at(stretch) == (float("-inf"), 0.0)  # type: ignore[union-attr]
        assert outside.constraint.allowed.at(stretch) == (0.001, float("inf"))  # type: ignore[union-attr]
    deep = reader().readings([saying("encounter is 1 km inside Syria")])[0].parts[0]
    assert deep.constraint.allowed.at(1.0) == pytest.approx((-1100, -900))  # type: ignore[union-attr]


def test_coordinates_cover_the_box_of_their_last_unit() -> None:
    (part,) = reader().readings([saying("encounter is at 44.57 N, 33.38 E")])[0].parts
    assert part.constraint is not None
    low, high = part.constraint.allowed.at(1.0)  # type: ignore[union-attr]
    assert low == float("-inf")
    assert high == pytest.approx((555.62**2 + 397.17**2) ** 0.5, rel=1e-4)
    (exact,) = reader().readings([saying("encounter is at 44.5700000 N, 33.3800000 E")])[0].parts
    assert exact.constraint.allowed.at(1.0)[1] == 10.0  # type: ignore[union-attr]


def test_too_many_readings_are_counted_and_not_listed() -> None:
    sayings = [
        saying(f"encounter is {70 + i} miles southwest of Crimea", f"C{i}") for i in range(6)
    ]
    assert reader().many(sayings)
    assert reader().count(sayings) == 4**6
    with pytest.raises(CaseError, match="4,096 joint readings"):
        reader().readings(sayings)
    # Five have generous readings too, which would be too many with the others.
    assert {r.kind for r in reader().readings(sayings[:5])} == {"ordinary"}


def test_unknown_and_ambiguous_places_name_the_column() -> None:
    with pytest.raises(PlaceError) as unknown:
        reader().readings([saying("encounter is 5 km from Atlantis")])
    assert unknown.value.column == 24
    with pytest.raises(AmbiguousPlace) as ambiguous:
        reader().readings([saying("encounter is 5 km from Georgia")])
    assert ambiguous.value.column == 24
    assert "Georgia (state)" in ambiguous.value.candidates


CASE = """
id = "t"
title = "t"
[[moments]]
id = "encounter"
given = ["over the Black Sea"]
[[moments]]
id = "impact"
[[frames]]
id = "apart"
label = "two moments"
[[frames]]
id = "one"
label = "one moment"
same = [["encounter", "impact"]]
[[claims]]
id = "A"
says = "impact is 5 km from Crimea"
speaker = "a"
[[claims]]
id = "B"
says = "encounter is 500 km from Crimea; not testable: intent"
speaker = "b"
stance = "did not deny"
[[claims]]
id = "C"
says = "impact is 5 km from Atlantis"
speaker = "c"
"""


def test_a_frame_may_join_moments() -> None:
    case = case_from_text(CASE)
    for frame, moment in (("apart", "impact"), ("one", "encounter")):
        readings = Reader(case, case.frame(frame), None, find).readings([case.claim("A").saying])
        assert readings[0].parts[0].spot == Spot.of(moment)


def test_a_missing_denial_asserts_nothing() -> None:
    case = case_from_text(CASE)
    claim = case.claim("B")
    assert not claim.asserts
    (reading,) = Reader(case, case.frames[0], None, find).readings([claim.saying])
    (part,) = reading.parts
    assert part.constraint is None
    assert part.untestable == "a missing denial asserts nothing"
    assert part.name == claim.row.says


def test_errors_name_file_and_claim() -> None:
    case = case_from_text(CASE, file="some/case.toml")
    with pytest.raises(PlaceError) as caught:
        Reader(case, case.frames[0], None, find).readings([case.claim("C").saying])
    assert (caught.value.file, caught.value.key) == ("some/case.toml", "claims.C.says")
    assert caught.value.column == 21


def test_premises_of_a_moment() -> None:
    case = case_from_text(CASE)
    part, *floors = premises(case, case.frames[0], find=find)
    assert (part.spot, part.name) == (Spot.of("encounter"), "over the Black Sea")
    assert isinstance(part.constraint.measure, SignedDistance)  # type: ignore[union-attr]
    # Nothing is below the ground: of every moment's height that is given, without being said.
    assert {floor.constraint.measure for floor in floors} == {Scalar("altitude")}  # type: ignore[union-attr]


def test_sentences_of_the_moment() -> None:
    case = case_from_text(CASE)
    frame = case.frames[0]
    reader = Reader(case, frame, None, find)
    given = Binder(case).saying_of("encounter is within 12 nm of Crimea", "given")
    (part,) = single_reading(reader, given)
    assert part.claim == "given"
    extra = Binder(case).saying_of("encounter is 12 miles from Crimea", "given 1")
    with pytest.raises(CaseError, match="several ways"):
        single_reading(reader, extra)
    readings = reader.readings([case.claim("A").saying, extra])
    assert names(readings) == ["statute miles", "nautical miles"]


def test_own_frames_have_their_view() -> None:
    from skywitness.places.names.views import View

    assert Frame("f", "f", "claimed by RUS").view() == View("claimed by RUS", None)
