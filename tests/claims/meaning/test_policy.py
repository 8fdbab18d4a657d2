"""The tolerance policy against values worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from skywitness.claims.language.grammar import parse
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.policy import default_policy, half_unit, policy_from
from skywitness.errors import CaseError

POLICY = default_policy()


@pytest.mark.parametrize(
    ("written", "tolerance"),
    [
        ("104", "0.5"),
        ("75", "2.5"),
        ("19000", "500"),
        ("6000", "500"),
        ("100", "10"),
        ("1.15", "0.025"),
        ("12", "0.5"),
        ("60.0", "0.05"),
        ("60", "5"),
        ("7", "0.5"),
        ("5", "0.5"),
        ("50", "5"),
        ("500", "50"),
        ("25000", "2500"),
        ("34", "0.5"),
        ("13", "0.5"),
        ("1.5", "0.15"),
        ("1.50", "0.005"),
        ("20.92", "0.005"),
        ("2.5", "0.25"),
        ("0.5", "0.05"),
        ("0", "0.5"),
        ("0.0", "0.05"),
        ("850", "25"),
        ("10000", "1000"),
        ("150", "15"),
        ("155", "2.5"),
        ("1000000", "100000"),
        ("3", "0.3"),
    ],
)
def test_bare_numbers(written: str, tolerance: str) -> None:
    assert POLICY.tolerance(Decimal(written)) == Decimal(tolerance)


@pytest.mark.parametrize(
    ("written", "tolerance"),
    [("75", "15"), ("100", "20"), ("60", "12"), ("34", "6.8"), ("2.5", "0.5")],
)
def test_hedged_numbers(written: str, tolerance: str) -> None:
    assert POLICY.tolerance(Decimal(written), hedged=True) == Decimal(tolerance)


@pytest.mark.parametrize(
    ("low", "high", "tolerance"),
    [
        ("100", "150", "5"),
        ("850", "900", "5"),
        ("4000", "5000", "500"),
        ("10", "20", "5"),
        ("100", "200", "50"),
        ("1.5", "2", "0.05"),
        ("1.0", "2.0", "0.05"),
        ("0", "30", "5"),
        ("12", "17", "0.5"),
        ("105", "150", "0.5"),
    ],
)
def test_range_ends(low: str, high: str, tolerance: str) -> None:
    assert POLICY.ends_tolerance(Decimal(low), Decimal(high)) == Decimal(tolerance)


def test_half_unit_is_exact() -> None:
    assert half_unit((Decimal("0.3"),), [1, 5]) == Decimal("0.05")
    assert half_unit((Decimal("1e-7"),), [1]) == Decimal("0.5e-7")


def quantity(words: str) -> Quantity:
    atom = parse(f"encounter is {words} from Crimea").clauses[0].atom
    found = atom.quantity  # type: ignore[attr-defined]
    assert isinstance(found, Quantity)
    return found


def at(words: str, stretch: float) -> tuple[float, float]:
    low, high = POLICY.range_of(quantity(words), 1000.0).at(stretch)
    return low / 1000, high / 1000


@pytest.mark.parametrize(
    ("words", "printed", "policy", "double"),
    [
        ("75 km", (75, 75), (72.5, 77.5), (70, 80)),
        ("about 75 km", (75, 75), (60, 90), (45, 105)),
        ("some 75 km", (75, 75), (60, 90), (45, 105)),
        ("perhaps 75 km", (75, 75), (60, 90), (45, 105)),
        ("100-150 km", (100, 150), (95, 155), (90, 160)),
        ("perhaps 100-150 km", (100, 150), (95, 155), (90, 160)),
        ("between 100 and 150 km", (100, 150), (95, 155), (90, 160)),
        ("100 to 150 km", (100, 150), (95, 155), (90, 160)),
        ("100–150 km", (100, 150), (95, 155), (90, 160)),
        ("nearly 100 km", (100, 100), (80, 100), (60, 110)),
        ("almost 100 km", (100, 100), (80, 100), (60, 110)),
        ("nearly 100-150 km", (100, 150), (80, 150), (60, 155)),
        ("just over 100 km", (100, 100), (100, 120), (90, 140)),
        ("just over 100-150 km", (100, 150), (100, 180), (95, 210)),
        ("more than 100 km", (100, np.inf), (100, np.inf), (90, np.inf)),
        ("at least 100 km", (100, np.inf), (100, np.inf), (90, np.inf)),
        ("over 100 km", (100, np.inf), (100, np.inf), (90, np.inf)),
        ("more than about 100 km", (100, np.inf), (80, np.inf), (60, np.inf)),
        ("less than 100 km", (-np.inf, 100), (-np.inf, 100), (-np.inf, 110)),
        ("under 100 km", (-np.inf, 100), (-np.inf, 100), (-np.inf, 110)),
        ("up to 12 km", (-np.inf, 12), (-np.inf, 12), (-np.inf, 12.5)),
        ("at most 12 km", (-np.inf, 12), (-np.inf, 12), (-np.inf, 12.5)),
        ("6,000 km", (6000, 6000), (5500, 6500), (5000, 7000)),
        ("6 000 km", (6000, 6000), (5500, 6500), (5000, 7000)),
        ("1,15 km", (1.15, 1.15), (1.125, 1.175), (1.1, 1.2)),
    ],
)
def test_what_words_allow(
    words: str,
    printed: tuple[float, float],
    policy: tuple[float, float],
    double: tuple[float, float],
) -> None:
    assert at(words, 0.0) == pytest.approx(printed)
    assert at(words, 1.0) == pytest.approx(policy)
    assert at(words, 2.0) == pytest.approx(double)


def test_an_end_is_hard_up_to_the_policy() -> None:
    allowed: Range = POLICY.range_of(quantity("more than 100 km"), 1000.0)
    far = np.array([40_000_000.0])
    assert allowed.stretch(far, far)[0][0] == 0
    just = np.array([99_999.0])
    assert allowed.stretch(just, just)[0][0] == pytest.approx(1 + 0.001 / 10)
    near = np.array([50_000.0])
    assert allowed.stretch(near, near)[0][0] == pytest.approx(1 + 50 / 10)


def test_sectors_are_those_of_the_georeferencing_rule() -> None:
    widths = {"N": 90, "E": 90, "SW": 45, "NE": 45, "NNE": 22.5, "WSW": 22.5}
    assert {word: POLICY.sector_width(word) for word in widths} == widths
    assert POLICY.sector_width("S", due=True) == 22.5


def test_bearings_in_degrees_are_read_off_an_instrument() -> None:
    assert POLICY.bearing_tolerance() == 2.5
    assert POLICY.bearing_tolerance(hedged=True) == 11.25


@pytest.mark.parametrize(("width", "word"), [(90.0, "S"), (45.0, "SW"), (22.5, "SSW"), (5.0, "")])
def test_a_sector_keeps_its_width_up_to_1_and_grows_by_half_of_itself_beyond(
    width: float, word: str
) -> None:
    if word:
        assert POLICY.sector_width(word) == width
    sector = POLICY.sector(225.0, width)
    half = width / 2
    for stretch, factor in ((0.0, 1.0), (0.5, 1.0), (1.0, 1.0), (2.0, 1.5), (3.0, 2.0), (4.0, 2.5)):
        assert sector.at(stretch) == pytest.approx(min(half * factor, 180.0))
    off = np.array([half, half * 1.5, half * 2])
    least, most = sector.stretch(225.0 + off, np.zeros(3))
    assert least == pytest.approx([0.0, 2.0, 3.0])
    assert (least == most).all()


def test_a_sector_at_a_larger_stretch_contains_the_smaller() -> None:
    middle, half = np.arange(0.0, 360.0, 0.5), np.full(720, 3.0)
    for width in (5.0, 22.5, 45.0, 90.0, 359.0):
        sector = POLICY.sector(200.0, width)
        least, most = sector.stretch(middle, half)
        assert (least <= most).all()
        assert np.isfinite(most).all()
        for stretch in range(1, 8):
            assert sector.at(stretch) <= sector.at(stretch + 1) <= 180.0
            assert ((least <= stretch) <= (least <= stretch + 1)).all()
            assert ((most <= stretch) <= (most <= stretch + 1)).all()


def test_the_stretches_of_an_arc_hold_those_of_its_bearings() -> None:
    rng = np.random.default_rng(3)
    sector = POLICY.sector(350.0, 45.0)
    for _ in range(200):
        middle, half = rng.uniform(0, 360), rng.uniform(0, 190)
        least, most = sector.stretch(np.array([middle]), np.array([half]))
        bearings = middle + rng.uniform(-half, half, 50)
        exact, _ = sector.stretch(bearings, np.zeros(50))
        assert (least[0] <= exact + 1e-9).all()
        assert (exact <= most[0] + 1e-9).all()


def test_flight_levels_are_as_exact_as_they_are_written() -> None:
    assert POLICY.level_tolerance(Decimal(190)) == 500
    assert POLICY.level_tolerance(Decimal(195)) == 250
    assert POLICY.level_tolerance(Decimal(193)) == 50


def test_a_case_replaces_single_values() -> None:
    changed = policy_from({"hedged": {"share": 0.3}})
    assert changed.tolerance(Decimal(100), hedged=True) == 30
    assert changed.tolerance(Decimal(104)) == Decimal("0.5")
    assert changed.name != POLICY.name
    assert POLICY.tolerance(Decimal(100), hedged=True) == 20


@pytest.mark.parametrize(
    ("changes", "key", "text"),
    [
        ({"hedged": {"shar": 0.3}}, "policy.hedged.shar", "did you mean 'share'"),
        ({"hedgd": {"share": 0.3}}, "policy.hedgd", "did you mean 'hedged'"),
        ({"hedged": {"share": 30}}, "policy.hedged.share", "less than or equal to 1"),
        ({"hedged": {"share": -1}}, "policy.hedged.share", "greater than 0"),
        ({"hedged": {"share": 0.01}}, "policy", "hedged.share"),
        ({"compass": {"ordinal": "wide"}}, "policy.compass.ordinal", "number"),
        ({"number": {"steps": []}}, "policy.number.steps", "at least 1"),
        ({"number": 3}, "policy.number", "number"),
        ({"coordinates": {"finest_m": float("nan")}}, "policy.coordinates.finest_m", ""),
    ],
)
def test_unusable_values_name_their_key(changes: dict[str, object], key: str, text: str) -> None:
    with pytest.raises(CaseError) as caught:
        policy_from(changes)
    assert caught.value.key is not None
    assert caught.value.key.startswith(key)
    assert text in str(caught.value)
