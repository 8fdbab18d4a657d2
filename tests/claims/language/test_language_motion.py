"""Speeds, paths, incursions, heights: what sentences about an object's way mean, in SI units."""

from __future__ import annotations

import math

import pytest
from motion_case import CASE, find, parts, readings

from skywitness.claims.casefile.binder import Binder
from skywitness.claims.language.atoms.motion.climb import ClimbAtom
from skywitness.claims.language.grammar import parse
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.parts import (
    Climb,
    Constraint,
    Difference,
    HeightChange,
    Leg,
    Part,
    Speed,
    State,
    Travel,
)
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.readings import Reader
from skywitness.errors import LanguageError
from skywitness.places.measures.measures import Scalar

INSIDE = Leg("su24", "in", "out")
MILE, KNOT = 1609.344, 1852 / 3600
HEDGES = [
    "about",
    "some",
    "roughly",
    "approximately",
    "approx.",
    "appr.",
    "around",
    "circa",
    "cca",
    "ca.",
    "ca",
    "c.",
    "perhaps",
    "maybe",
    "likely",
    "an estimated",
    "~",
    "reportedly",
    "something like",
    "on the order of",
    "close to",
    "nearly",
    "almost",
    "not quite",
    "just under",
    "just short of",
    "just over",
    "a little over",
    "well over",
    "more than",
    "at least",
    "in excess of",
    "exceeding",
    "upwards of",
    "a minimum of",
    "no less than",
    "not under",
    "less than",
    "at most",
    "up to",
    "no more than",
    "a maximum of",
    "not exceeding",
    "exactly",
    "only",
    "merely",
    "a mere",
    "a good",
    "between 2000 and",
    ">",
    "<",
    "≥",
]


def motion(text: str) -> tuple[object, Range]:
    """The demand of a sentence that stands before the order of its leg, and its range.

    Changes of height are read from each reference; all of them have one range.
    """
    every = [
        [p for p in reading if not isinstance(p.constraint, State) and not p.implied]
        for reading in readings(text)
    ]
    assert len({str(first.allowed) for first, _ in every}) == 1
    first, order = every[0]
    assert isinstance(order.constraint, Difference)
    assert order.constraint.allowed.at(2.0) == (0.0, math.inf)
    assert isinstance(first.constraint, Speed | Travel | HeightChange | Climb)
    leg = first.constraint.leg
    assert (order.constraint.earlier, order.constraint.later.moment) != (None, leg.earlier)
    assert order.constraint.later.moment == leg.later
    return first.constraint, first.constraint.allowed


def ends(allowed: Range, stretch: float = 1.0) -> tuple[float, float]:
    return tuple(round(end, 3) for end in allowed.at(stretch))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("980 km/h", 975 / 3.6, 985 / 3.6, "km/h"),
        ("980 kph", 975 / 3.6, 985 / 3.6, "km/h"),
        ("980 kilometres per hour", 975 / 3.6, 985 / 3.6, "km/h"),
        ("about 200 kt", 160 * KNOT, 240 * KNOT, "kt"),
        ("180 knots", 175 * KNOT, 185 * KNOT, "kt"),
        ("530-540 mph", 525 * MILE / 3600, 545 * MILE / 3600, "mph"),
        ("600 miles per hour", 550 * MILE / 3600, 650 * MILE / 3600, "mph"),
        ("270 m/s", 265, 275, "m/s"),
        ("up to 300 m/s", -math.inf, 300, "m/s"),
        ("between 200 and 250 kt", 195 * KNOT, 255 * KNOT, "kt"),
        ("Mach 0.9", 0.85 * 270, 0.95 * 366, "km/h"),
    ],
)
def test_speeds_are_metres_per_second(words: str, low: float, high: float, unit: str) -> None:
    demand, allowed = motion(
        f"Su-24 flies at {words}{'' if 'Mach' in words else ' over the ground'} inside Turkey"
    )
    assert isinstance(demand, Speed)
    assert demand.leg == INSIDE
    assert allowed.unit == unit
    assert allowed.at(1.0) == pytest.approx((low, high))
    assert demand.air is ("Mach" in words)


@pytest.mark.parametrize(
    ("text", "air"),
    [
        ("bomber flies at 180 kt over ground from hit to impact", False),
        ("bomber is flying at 180 kt over the ground from hit to impact", False),
        ("bomber flies at a ground speed of 180 kt between hit and impact", False),
        ("bomber ground speed was 180 kt from hit to impact", False),
        ("bomber flies at 180 kt through the air from hit to impact", True),
        ("bomber's airspeed is 180 kt from hit to impact", True),
        ("bomber flies at an airspeed of 180 kt from hit to impact", True),
        ('bomber cruises at 180 kt TAS from "hit" to "impact"', True),
    ],
)
def test_words_settle_what_a_speed_is_measured_against(text: str, air: bool) -> None:
    demand, _ = motion(text)
    assert isinstance(demand, Speed)
    assert (demand.leg, demand.air) == (Leg("su24", "hit", "impact"), air)


def test_an_indicated_airspeed_bounds_the_true_one_from_below() -> None:
    demand, allowed = motion("bomber flies at 200 kt indicated from hit to impact")
    assert isinstance(demand, Speed)
    assert demand.air
    assert allowed.at(1.0) == pytest.approx((0.8 * 180 * KNOT, math.inf))
    assert motion("bomber flies at 200 KIAS from hit to impact") == (demand, allowed)
    (_, most) = motion("bomber flies at up to 200 kt indicated from hit to impact")
    assert most.at(1.0) == (0.0, math.inf)
    with pytest.raises(LanguageError, match="measures one speed in two ways"):
        parse("bomber airspeed is 200 kt over the ground from hit to impact")
    with pytest.raises(LanguageError, match="measures one speed in two ways"):
        parse("bomber flies at 200 KTAS over the ground from hit to impact")


@pytest.mark.parametrize(
    ("text", "quantity", "low", "high"),
    [
        ("EP-3 flies at 180 kt over the ground at hit", "groundspeed", 175 * KNOT, 185 * KNOT),
        ("EP-3 airspeed is 180 kt at hit", "airspeed", 175 * KNOT, 185 * KNOT),
        ("EP-3 climbs at 2000 ft/min at hit", "climb", 1800 * 0.00508, 2200 * 0.00508),
        ("EP-3 falls at 60 m/s at hit", "climb", -65, -55),
    ],
)
def test_at_a_moment_each_object_has_its_own(
    text: str, quantity: str, low: float, high: float
) -> None:
    part, *facts = parts(text)
    # What climbs or falls then does not fly level.
    assert [fact.implied for fact in facts] == [True] * (2 if quantity == "climb" else 0)
    assert part.spot == Spot("ep-3", "hit")
    assert isinstance(part.constraint, Constraint)
    assert part.constraint.measure == Scalar(quantity)  # type: ignore[arg-type]
    assert isinstance(part.constraint.allowed, Range)
    assert part.constraint.allowed.at(1.0) == pytest.approx((low, high), rel=0.02)
    other, *_ = parts(text.replace("EP-3", "J-8"))
    assert other.spot == Spot("fighter", "hit")


ENDS = ("entry", "exit")


def test_a_path_in_statute_and_in_nautical_miles() -> None:
    first, second = readings("Su-24 travels 1.15 miles inside Turkey")
    for made, metres, unit in ((first, MILE, "mi"), (second, 1852, "nm")):
        inside, came = (part.constraint for part in made[:2])
        path = next(p.constraint for p in made if isinstance(p.constraint, Travel))
        assert inside == State("su24 inside Turkey at some time", True)
        assert came == State("su24 comes into Turkey at some time", True)
        assert path.leg == INSIDE
        assert path.allowed.unit == unit
        assert path.allowed.at(1.0) == pytest.approx((1.125 * metres, 1.175 * metres))


def test_miles_are_one_word_in_one_sentence() -> None:
    both = readings(
        "Su-24 travels 1.15 miles inside Turkey; bomber goes 1.36 miles deep into Turkey "
        "and out again"
    )
    assert len(both) == 2
    for made in both:
        units = {p.constraint.allowed.unit for p in made if isinstance(p.constraint, Travel)}
        assert len(units) == 1


def test_a_depth_is_covered_in_and_out() -> None:
    for text in (
        "Su-24 goes 1.36 mi deep into Turkey and out again",
        "Su-24 is 1.36 mi deep inside Turkey and out again",
        "bomber penetrates 1.36 mi deep into Turkey and back out",
    ):
        fact, came, *edges, path, order = parts(text)
        assert [p.name for p in edges] == [f"{end} over the edge of Turkey" for end in ENDS]
        assert fact.constraint == State("su24 inside Turkey at some time", True)
        assert came.constraint == State("su24 comes into Turkey at some time", True)
        assert isinstance(path.constraint, Travel)
        assert path.constraint.leg == INSIDE
        assert path.constraint.allowed.upper is None
        assert path.constraint.allowed.at(0.0)[0] == pytest.approx(2.72 * MILE)
        assert path.constraint.allowed.at(1.0)[0] == pytest.approx(2 * 1.355 * MILE)
        assert isinstance(order.constraint, Difference)
    most = parts("Su-24 goes up to 2 km deep into Turkey and out again")
    assert not any(isinstance(p.constraint, Travel) for p in most)
    edge, line = readings("Su-24 goes 1.36 mi deep into Turkey")
    assert sum(isinstance(p.constraint, Travel) for p in edge) == 1
    assert not any(isinstance(p.constraint, Travel) for p in line)
    never, *_ = parts("Su-24 never enters Turkey")
    assert never.constraint == State("su24 inside Turkey at some time", False)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("MQ-9 climbs 7000 m from hit to impact", 6500, 7500),
        ("MQ-9 falls 7000 m from hit to impact", -7500, -6500),
        ("MQ-9 descends by 25000 ft from hit to impact", -27_500 * 0.3048, -22_500 * 0.3048),
        ("MQ-9 drops up to 7000 m from hit to impact", -7000, 0),
        ("MQ-9 rises at most 7000 m from hit to impact", 0, 7000),
        ("MQ-9 falls at least 4500 m from hit to impact", -math.inf, -4500),
    ],
)
def test_heights_change_upward_positive(text: str, low: float, high: float) -> None:
    demand, allowed = motion(text)
    assert isinstance(demand, HeightChange)
    assert allowed.at(1.0) == pytest.approx((low, high))
    assert allowed.unit in ("m", "ft")


def test_vertical_speeds_upward_positive() -> None:
    demand, allowed = motion("MQ-9 descends at 900 ft/min from hit to impact")
    assert isinstance(demand, Climb)
    assert ends(allowed) == (-4.826, -4.318)
    assert allowed.unit == "ft/min"
    _, up = motion("MQ-9 climbs at up to 10 m/s from hit to impact")
    assert up.at(1.0) == (0.0, 10.0)


def test_any_name_of_a_declared_object_means_its_moments() -> None:
    for name in ("Su-24", "su24", "bomber", "the bomber", "the Su-24M"):
        demand, _ = motion(f"{name} travels 2 km inside Turkey")
        assert isinstance(demand, Travel)
        assert demand.leg == INSIDE
    told = (part.constraint for part in parts("bomber is inside Turkey for 17 seconds"))
    stay = next(demand for demand in told if isinstance(demand, Difference))
    assert stay.earlier is not None
    assert (stay.earlier.moment, stay.later.moment) == ("in", "out")


def test_an_undeclared_object_has_moments_of_its_own() -> None:
    demand, _ = motion("MQ-9 travels 2 km inside Crimea")
    assert isinstance(demand, Travel)
    assert demand.leg == Leg("mq-9", "entry of mq-9 into crimea", "exit of mq-9 from crimea")


def test_a_leg_takes_the_moments_of_its_frame() -> None:
    one = Frame("one", "one", same=(("hit", "in"),))
    first, _ = parts("MQ-9 travels 2 km from entry to impact", CASE, one)
    assert isinstance(first.constraint, Travel)
    assert first.constraint.leg == Leg("mq-9", "hit", "impact")


def test_the_policy_s_tolerance_holds_of_a_length_as_of_any_number() -> None:
    _, allowed = motion("wreck drifts 8 km from hit to impact")
    assert [ends(allowed, s) for s in (0.0, 1.0, 2.0)] == [(8e3, 8e3), (7.5e3, 8.5e3), (7e3, 9e3)]


def test_parts_are_parts_of_the_claim() -> None:
    reader = Reader(CASE, CASE.frames[0], find=find)
    saying = Binder(CASE).saying_of("Su-24 flies at Mach 0.8 inside Turkey", "K1")
    made: list[Part] = [p for r in reader.readings([saying]) for p in r.parts]
    assert {p.claim for p in made} == {"K1"}
    first, *rest = [p.name for p in made]
    assert first == "Su-24 flies at Mach 0.8 inside Turkey"
    # From entry to exit, inside at some time, having come in, over the edge at both ends, and its
    # mean as a number by itself.
    edges = [f"{end} over the edge of Turkey" for end in ENDS]
    assert rest == [*["inside Turkey"] * 3, *edges, first]


@pytest.mark.parametrize("hedge", HEDGES)
def test_a_vertical_speed_is_no_moment_however_it_is_hedged(hedge: str) -> None:
    (clause,) = parse(f"MQ-9 climbs at {hedge} 2508 ft/min from hit to impact").clauses
    assert isinstance(clause.atom, ClimbAtom)
