"""What is true is never contradicted in any of the words of the language, and lies are caught."""

import datetime as dt
import math
import random
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from soundness.blocks import faulty, read_logs, seeds_of, unanswered, write_log
from soundness.earth import distance
from soundness.journeys import Remark
from soundness.report import far_off
from soundness.run import Outcome
from soundness.wider.atolls import draw_atoll
from soundness.wider.casefile import wide_journey_text, wide_text
from soundness.wider.clocks import say_stamp
from soundness.wider.directions import Pointed, declination, say_direction
from soundness.wider.exchange import differences, exchanged
from soundness.wider.heights import Air, draw_air
from soundness.wider.journeyrun import judge_wide_journey, order_faults
from soundness.wider.journeys import make_wide_journey
from soundness.wider.lierun import judge_wide_lie
from soundness.wider.lies import MAKERS, make_wide_lie, wide_lie_text
from soundness.wider.numbers import Class, Number, say, spoken
from soundness.wider.routes import beside
from soundness.wider.sun import stands
from soundness.wider.visitworlds import visit_faults
from soundness.wider.voices import draw_voices
from soundness.wider.worldrun import judge_wide_world
from soundness.wider.worlds import make_wide_world

# `make test-long` and the blocks draw many more of each.
WORLDS = [[1, 2, 3, 5, 6, 7], pytest.param([4, *range(8, 13)], marks=pytest.mark.long)]
JOURNEYS = range(1, 21)
MORE_JOURNEYS = range(21, 33)
LIES = range(1, 5 * len(MAKERS) + 1)


def _all(judge: Callable[[int], Outcome], seeds: Iterable[int]) -> list[Outcome]:
    outcomes = [judge(seed) for seed in seeds]
    bad = [o for o in outcomes if o.faults]
    shown = "\n".join(f"seed {o.seed}: {o.faults}\n{o.text[:4000]}" for o in bad[:3])
    how = "--generator wide --worlds 1 --seed N (a journey: --worlds 0 --journeys 1 --seed N)"
    assert not bad, f"replay with python -m tests.helpers.soundness {how}\n{shown}"
    return outcomes


def test_a_seed_gives_the_same_world_journey_and_lie() -> None:
    assert wide_text(make_wide_world(7)) == wide_text(make_wide_world(7))
    assert wide_journey_text(make_wide_journey(7)) == wide_journey_text(make_wide_journey(7))
    assert wide_lie_text(make_wide_lie(7)) == wide_lie_text(make_wide_lie(7))
    assert wide_text(make_wide_world(7)) != wide_text(make_wide_world(8))


@pytest.mark.parametrize("seeds", WORLDS, ids=str)
def test_no_true_world_in_all_words_is_contradicted(seeds: list[int]) -> None:
    outcomes = _all(judge_wide_world, seeds)
    kinds = {key[1] for o in outcomes for key in o.tallies if key[0] == "claim"}
    assert len(kinds) >= 5


def test_no_true_journey_in_all_words_is_contradicted() -> None:
    outcomes = _all(judge_wide_journey, JOURNEYS)
    kinds = {key[1] for o in outcomes for key in o.tallies if key[0] == "claim"}
    assert {"clock time", "lapse", "course", "passes within", "done"} <= kinds
    assert sum(o.tallies["exchanged", "", "told again"] for o in outcomes) > 0


@pytest.mark.long
def test_no_true_journey_of_more_is_contradicted() -> None:
    _all(judge_wide_journey, MORE_JOURNEYS)


def test_no_true_visit_is_contradicted_and_worlds_keep_to_visits() -> None:
    seeds = [seed for seed in range(185, 280) if make_wide_journey(seed).visits]
    outcomes = _all(judge_wide_journey, seeds)
    kinds = {key[1] for o in outcomes for key in o.tallies if key[0] == "claim"}
    assert {"visit", "total", "enters", "leaves", "once", "in visit", "no visit"} <= kinds


def test_visits_that_cannot_be_are_seen_in_a_witness() -> None:
    journey = next(j for j in map(make_wide_journey, range(1, 130)) if len(j.visits) > 1)
    journey.claims = [Remark("in visit", "", "foxtrot", id="C1"),
                      Remark("no visit", "", "india", id="C2")]  # fmt: skip
    first, last = "entry of falcon into zone a", "exit of falcon from zone a"
    second = f"second {first}"
    for times, faults in (
        ({first: 0, last: 9, "foxtrot": 5, "india": 9}, []),
        ({first: 9, last: 0}, ["before it begins"]),
        ({first: 0, last: 9, second: 5, f"second {last}": 20}, ["overlap"]),
        ({first: 0, last: 9, "foxtrot": 12}, ["foxtrot is on no visit"]),
        ({first: 0, last: 9, "india": 5}, ["india is on the visit zone a"]),
    ):
        found = list(visit_faults(journey, ["C1", "C2"], {"times": {}, "gaps_s": times}))
        assert len(found) == len(faults)
        assert all(fault in text for fault, text in zip(faults, found, strict=True))


def test_lies_in_all_words_are_caught_and_bounds_are_right() -> None:
    outcomes = _all(judge_wide_lie, LIES)
    tallies = sum((o.tallies for o in outcomes), start=outcomes[0].tallies.__class__())
    caught = sum(n for key, n in tallies.items() if key[2] in {"contradicted", "strained"})
    assert caught >= 0.95 * len(outcomes)
    planted, certain = far_off(tallies)
    assert planted > 5
    assert certain >= 0.9 * planted
    assert {key[0] for key in tallies} == set(MAKERS)


# ---- numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "low", "high", "stretch", "span"),
    [
        ("more", "3", None, 1, [(3, math.inf)]),
        ("more", "100", None, 2, [(90, math.inf)]),
        ("most", "12", None, 2, [(-math.inf, 12.5)]),
        ("most", "5", "10", 1, [(-math.inf, 5), (-math.inf, 10)]),
        ("more", "5", "10", 1, [(5, math.inf), (10, math.inf)]),
        ("nearly", "100", None, 1, [(80, 100)]),
        ("nearly", "100", None, 2, [(60, 110)]),
        ("over", "100", None, 2, [(90, 140)]),
        ("about", "75", None, 1, [(60, 90)]),
        ("range", "100", "150", 2, [(90, 160)]),
    ],
)
def test_a_stretch_leaves_of_a_number_what_the_reference_says(
    kind: Class, low: str, high: str | None, stretch: float, span: list[tuple[float, float]]
) -> None:
    rng = random.Random(3)
    top = None if high is None else Decimal(high)
    said = spoken(rng, Decimal(low), top, "m", kind, "point", after=False)
    for found, wanted in zip(said.spans(stretch), span, strict=True):
        assert found == pytest.approx(wanted)


def test_the_need_of_a_number_is_the_stretch_at_which_its_span_holds_it() -> None:
    rng = random.Random(8)
    for _ in range(300):
        value = 10 ** rng.uniform(0, 4)
        said = say(rng, value, "km", 1.0)
        if said is None:
            continue
        said = Number(said.hedge, said.low, said.high, "m", said.words, said.soft, said.precise)
        for v in (value, value * 1.3, value * 0.6):
            need = said.of(v)
            assert any(lo <= v <= hi for lo, hi in said.spans(need + 1e-6))
            if need > 0.01 and abs(need - 1) > 1e-6:
                less = min(need, max(0.0, need - 1e-3))
                assert not any(lo < v < hi for lo, hi in said.spans(less))


def test_a_number_keeps_to_the_convention_of_its_document() -> None:
    rng = random.Random(2)
    words = {spoken(rng, Decimal("1150"), None, "km", "plain", "comma").text for _ in range(60)}
    assert words == {"1150 km", "1.150 km", "1 150 km"}
    words = {spoken(rng, Decimal("1.5"), None, "km", "plain", "comma").text for _ in range(20)}
    assert words == {"1,5 km"}


# ---- directions, clocks, places ------------------------------------------------------------------


def test_directions_grow_by_half_of_themselves_beyond_a_stretch_of_one() -> None:
    due = Pointed("due north of", 0.0, 11.25)
    assert due.stretch(11.2, 0.0) == 0
    assert due.stretch(1.5 * 11.25, 0.0) == pytest.approx(2)
    either = Pointed("on a bearing of 100° from", 100.0, 2.5, "")
    assert either.stretch(100.0, 10.0) == either.stretch(110.0, 10.0) == 0
    assert either.stretch(105.0, 10.0) > 1
    radial = Pointed("on the 100 radial of", 100.0, 5.0, "radial")
    assert radial.stretch(120.0, 10.0) == 0


def test_directions_hold_of_what_they_were_made_from() -> None:
    rng = random.Random(4)
    voice = draw_voices(rng, 1)[0]
    for _ in range(200):
        azimuth = rng.uniform(0, 360)
        way = say_direction(rng, voice, azimuth, 0.1, 7.0)
        assert way is None or way.stretch(azimuth, 7.0) == 0


def test_magnetic_north_is_where_it_was() -> None:
    assert declination((44.5, 33.3), dt.date(2023, 3, 14)) == pytest.approx(7.0, abs=0.2)


def test_clock_times_hold_of_the_instants_they_were_made_from() -> None:
    rng = random.Random(6)
    voices = draw_voices(rng, 4)
    change = dt.datetime(2021, 10, 31, 1, tzinfo=dt.UTC).timestamp()
    midnight = dt.datetime(2021, 10, 31, 22, tzinfo=dt.UTC).timestamp()
    made = 0
    for near in (change, midnight):
        for _ in range(300):
            t = near + rng.uniform(-4000, 4000)
            days = (dt.datetime.fromtimestamp(t, dt.UTC).date(),)
            stamp = say_stamp(rng, t, rng.choice(voices), "Europe/Kyiv", days)
            if stamp is not None and stamp.need is not None:
                made += 1
                assert stamp.need(t) <= 1
    assert made > 100


def test_the_centroid_of_an_atoll_lies_on_none_of_its_islets() -> None:
    rng = random.Random(1)
    for _ in range(10):
        drawn = draw_atoll(rng, "Atoll", (rng.uniform(-20, 20), rng.uniform(-170, 170))).drawn
        assert not drawn.mapped.contains(drawn.mapped.centroid)
        assert len(drawn.mapped.areas) >= 5
        moved = zip(drawn.mapped.areas, drawn.true.areas, strict=True)
        for one, other in moved:
            pairs = zip(one.outer.points, other.outer.points, strict=True)
            assert max(distance(p, q) for p, q in pairs) <= drawn.error


def test_the_sun_stands_where_the_almanac_has_it() -> None:
    # The example of Reda and Andreas (NREL/TP-560-34302), refraction of 0.016 degrees taken off.
    t = dt.datetime(2003, 10, 17, 19, 30, 30, tzinfo=dt.UTC).timestamp()
    assert stands(t, (39.742476, -105.1786)) == pytest.approx((39.872, 194.340), abs=0.01)


def test_left_and_right_are_as_seen_by_who_goes_along_the_route() -> None:
    start, end = (0.0, 0.0), (0.0, 5.0)
    north = beside(start, end, (1.0, 2.0))
    assert (north.left, north.beside) == (True, True)
    assert north.off == pytest.approx(110_574, rel=1e-3)
    assert north.along == pytest.approx(distance((0.0, 0.0), (0.0, 2.0)), rel=1e-3)
    assert not beside(start, end, (-1.0, 2.0)).left
    assert not beside(start, end, (1.0, 7.0)).beside


def test_heights_of_several_references_differ_by_weather_and_terrain() -> None:
    air = Air(low=-200.0, growth=1.05, ground=500.0, off=0.0)
    assert air.shown(3000.0, "sea") == 3000
    assert air.shown(3000.0, "ground") == 2500
    assert air.shown(3000.0, "pressure") == pytest.approx(2950)
    assert air.shown(3000.0, "setting") == pytest.approx(3150)
    rng = random.Random(3)
    for _ in range(200):
        metres = rng.uniform(50, 15000)
        assert draw_air(rng, metres).shown(metres, "ground") >= 0


# ---- exchanging and logging ----------------------------------------------------------------------


def test_speakers_are_exchanged_in_a_ring() -> None:
    voices = draw_voices(random.Random(9), 4)
    names = exchanged(voices)
    assert set(names) == {v.speaker for v in voices}
    assert len(names) == 1 or set(names.values()) == set(names)


def test_a_verdict_that_changes_with_the_order_is_a_fault() -> None:
    def found(verdict: str) -> dict[str, object]:
        finding = {"frame": "f", "verdict": verdict, "margin": {"lo": 0.0, "hi": 0.0}}
        return {"claims": [{"id": "C1", "verdicts": [finding], "inference": []}], "together": []}

    assert not list(differences(found("consistent"), found("consistent")))
    assert len(list(differences(found("consistent"), found("undecided")))) == 1


def test_a_log_tells_what_a_block_found_and_names_no_folder(tmp_path: Path) -> None:
    good = Outcome(2501, seconds=1.0, commit="abc")
    good.tallies["claim", "distance", "consistent"] += 3
    late = Outcome(2502, ["no answer within 20 processor seconds"], seconds=20.0)
    bad = Outcome(2503, [f'File "{tmp_path}/case.toml", line 3: wrong'], seconds=2.0)
    bad.tallies["claim", "distance", "contradicted"] += 1
    assert faulty([good, late, bad]) == [bad]
    assert unanswered(late)
    file = tmp_path / "block-2.log"
    write_log(file, seeds_of(2), {"worlds": [good, late, bad], "journeys": []}, "1.5 minutes")
    text = file.read_text("utf-8")
    assert "seeds: 2501 to 5000" in text
    assert "worlds, judged at commit abc: 1" in text
    assert "worlds, faults: 1, seeds 2503" in text
    assert "worlds, no answer in time: 1, seeds 2502" in text
    assert str(tmp_path) not in text
    count, tallies = read_logs("worlds", [file])
    assert count == 3
    assert tallies["claim", "distance", "consistent"] == 3
    assert tallies["claim", "distance", "contradicted"] == 1


def test_a_witness_that_turns_an_order_of_the_case_is_a_fault() -> None:
    witness = {
        "times": {"alpha": "2020-03-01T06:47:00.146Z", "bravo": "2020-03-01T06:47:00.001Z"},
        "gaps_s": {"charlie": 5.0, "delta": 4.0},
    }
    ordered = [("alpha", "bravo"), ("charlie", "delta"), ("bravo", "charlie")]
    assert len(list(order_faults(ordered, witness))) == 2
    assert not list(order_faults([("bravo", "alpha"), ("delta", "charlie")], witness))
