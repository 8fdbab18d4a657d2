"""What the terminal says first, and what it leaves out where there is nothing to say."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import small_case
from small_case import claims, moments
from typer.testing import CliRunner

import skywitness as sw
from skywitness.claims.telling.timewords import durations, instants
from skywitness.cli import build
from skywitness.dossier.words.answerwords import answer_words
from skywitness.dossier.words.words import margin_words
from skywitness.places.describe import summary
from skywitness.places.names.gazetteer import find_place
from skywitness.units import interval
from skywitness.vouching import margins


def run(*arguments: str) -> str:
    result = CliRunner().invoke(build(arguments[:1]), list(arguments), env={"COLUMNS": "100"})
    assert result.exit_code == 0, result.output
    return result.stdout


def test_an_explanation_has_no_heading_without_content() -> None:
    text = run("explain", "MQ-9 transponder is off")
    assert "What each phrase allows" not in text
    assert "reading" not in text
    assert "Not tested" in text
    assert "What each phrase allows" in run("explain", "contact is 75 miles from Crimea")


def test_a_city_is_told_with_its_country_and_without_an_empty_square() -> None:
    text = run("places", "Sevastopol")
    assert "country        Ukraine" in text or "country        Russia" in text
    assert not any(0x2800 <= ord(c) <= 0x28FF for c in text)
    assert any(0x2800 < ord(c) <= 0x28FF for c in run("places", "Crimea"))
    assert summary(find_place("Crimea")[0])["country"] is None


def test_an_answer_begins_with_what_all_ordinary_readings_leave(tmp_path: Path) -> None:
    text = moments("hit") + claims("hit is 10 miles from Sevastopol")
    case = sw.load_case(small_case.written(tmp_path, text))
    answer = sw.ask(case, "distance from hit to Sevastopol in km", ["C1"])
    ends = [
        end
        for r in answer.readings
        if r.reading.kind == "ordinary"
        for pair in r.possible.bounds
        for end in pair
    ]
    first = run("ask", str(tmp_path), "distance from hit to Sevastopol in km", "--given", "C1")
    assert first.replace("\n", " ").startswith(answer_words(answer)[:60])
    assert answer_words(answer).startswith("Distance from hit to Sevastopol")
    assert f": {interval(min(ends), max(ends), 'km')} (over all" in answer_words(answer)
    assert len(answer.readings) > 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("hit is 300 km north of Sevastopol", "through north"),
        ("hit is 300 km southwest of Sevastopol", "–"),
    ],
)
def test_directions_of_several_readings_are_one_arc(tmp_path: Path, given: str, words: str) -> None:
    case = sw.load_case(small_case.written(tmp_path, moments("hit") + claims(given)))
    told = answer_words(sw.ask(case, "bearing from Sevastopol to hit", ["C1"]))
    assert words in told
    assert " or " not in told.partition("(")[0]


def test_progress_counts_claims(tmp_path: Path) -> None:
    text = moments("hit") + claims("hit is 10 km from Sevastopol", "hit is 11 km from Sevastopol")
    told: list[str] = []
    result = sw.check(small_case.written(tmp_path, text), conflicts_s=1, progress=told.append)
    assert told[0] == "claim 1 of 2, C1: hit is 10 km from Sevastopol"
    assert told[1].startswith("claim 2 of 2, C2: ")
    assert told[2] == "conflicts, point of view 1 of 1"
    told.clear()
    sw.write_certificates(result, tmp_path / "out", progress=told.append)
    assert told[0] == "certificates, claim 1 of 2, C1"


@pytest.mark.parametrize(
    ("lo", "hi", "words"),
    [
        (0.0, 0.0, "fits as printed"),
        (0.0, 0.05, "fits within the usual tolerances (a stretch of 0.1 is enough)"),
        (0.0, 0.17, "fits within the usual tolerances (a stretch of 0.2 is enough)"),
        (0.31, 0.38, "does not fit as printed, but within the usual tolerances (a stretch of "
                     "0.3–0.4)"),
        (0.5, 1.3, "may need tolerances up to 1.4 × as wide as usual"),
        (1.65, 1.65, "would need tolerances 1.6–1.7 × as wide as usual"),
        (math.inf, math.inf, "no stretch of tolerances would do"),
    ],
)  # fmt: skip
def test_fits_as_printed_is_said_only_where_no_tolerance_is_needed(
    lo: float, hi: float, words: str
) -> None:
    assert margin_words(lo, hi) == words
    assert margins.words(lo, hi) == words


def test_durations_and_open_times_are_told_as_people_do() -> None:
    assert durations(1800.0, 1980.0) == "30–33 minutes"
    assert durations(3000.0, 4200.0) == "50 min to 1 h 10 min"
    assert instants(-math.inf, 0.0) == "00:00 UTC on 1 January 1970 or earlier"
    assert instants(0.0, math.inf) == "00:00 UTC on 1 January 1970 or later"
