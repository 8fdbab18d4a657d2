"""``skywitness explain`` and ``skywitness init``, through the functions the commands run."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from language_fakes import find
from rich.console import Console

from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.loader import case_from_text, load_case
from skywitness.claims.casefile.placefinder import PlaceFinder
from skywitness.claims.casefile.starter import starter_text, write_starter
from skywitness.claims.telling import explanation as module
from skywitness.claims.telling.explanation import explain_sentence
from skywitness.cli.explain import explain, show
from skywitness.cli.init import init
from skywitness.errors import LanguageError, SkywitnessError


@pytest.fixture(autouse=True)
def _plain_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlaceFinder, "find_in", lambda self, frame: find)


def printed(text: str, case: Case | None = None) -> str:
    stream = io.StringIO()
    show(explain_sentence(text, case), Console(file=stream, width=110, highlight=False))
    return stream.getvalue()


def test_each_reading_in_plain_words_with_its_numbers() -> None:
    out = printed("encounter is about 75 miles southwest of Crimea")
    assert "4 ordinary readings" in out
    assert "4 generous readings" in out
    flat = " ".join(out.split())
    assert "1. statute miles; southwest of Crimea's centroid" in flat
    assert "60 to 90 mi (96.6 to 144.8 km) from Crimea" in flat
    assert "on a bearing of 202.5° to 247.5° true from the centroid of Crimea" in flat
    assert "202.5° to 247.5° true 202.5° to 247.5° true 191.25° to 258.75° true" in flat
    for piece in ("75 mi", "60 to 90 mi", "45 to 105 mi", "60 to 90 nm", "96.6 to 144.8 km"):
        assert piece in flat
    assert "stated error 1 km" in flat
    assert "a drawing" in flat
    assert "not disputed" in flat
    assert "recognised borders" in flat
    assert "Skywitness policy 1" in flat


def test_what_cannot_be_tested_is_said() -> None:
    out = printed("encounter is near the Russian coastline; not testable: intent")
    assert "'near the Russian coastline' carries no number" in " ".join(out.split())
    assert "intent" in out


def test_nothing_in_a_sentence_is_markup() -> None:
    out = printed("encounter is 5 km from Crimea; not testable: [bold]x[/bold] <b>y</b>")
    assert "[bold]x[/bold] <b>y</b>" in out


def test_other_measures_in_words() -> None:
    flat = " ".join(
        printed(
            "encounter is inside Syria and 1 km inside Syria and outside Crimea and "
            "13 nm off Syria and "
            "at FL190 and at 44.57 N, 33.38 E and more than 100 km from Crimea"
        ).split()
    )
    assert "inside Syria" in flat
    assert "0.9 to 1.1 km inside" in flat
    assert "outside Crimea" in flat
    assert "12.5 to 13.5 nm (23.1 to 25 km) from the sea shore of Syria" in flat
    assert "height on the standard setting of altimeters 19,000 ft 18,500 to 19,500 ft" in flat
    assert "100 km or more" in flat
    assert "90 km or more" in flat


def test_json_has_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    explain("encounter is about 75 miles southwest of Crimea", as_json=True)
    found = json.loads(capsys.readouterr().out)
    assert found["moments"] == ["encounter"]
    assert [r["kind"] for r in found["readings"]] == ["ordinary"] * 4 + ["generous"] * 4
    part = found["readings"][0]["parts"][0]
    assert part["metres"][1] == {
        "stretch": 1.0,
        "lo": pytest.approx(60 * 1609.344),
        "hi": pytest.approx(90 * 1609.344),
    }
    assert found["places"][0]["error_m"] == 1000.0


def test_a_claim_of_a_case_by_its_id() -> None:
    case = load_case("mq9-black-sea-2023")
    assert explain_sentence("C3", case).sentence == "encounter is 6,000 miles from US territory"
    with pytest.raises(LanguageError, match="not a declared moment"):
        explain_sentence("crash is 5 km from Crimea", case)


def test_a_sentence_without_a_subject_needs_one() -> None:
    with pytest.raises(LanguageError) as caught:
        explain_sentence("about 75 miles southwest of Crimea")
    assert caught.value.nearest == "encounter is about 75 miles southwest of Crimea"


def test_an_unknown_point_of_view_is_refused() -> None:
    with pytest.raises(SkywitnessError) as caught:
        explain("encounter is inside Syria", frame="claimed by nobody")
    assert caught.value.key == "--frame"


def test_the_starter_case_checks_and_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "case"
    init(folder)
    assert "skywitness check" in capsys.readouterr().out
    case = load_case(folder)
    assert [claim.id for claim in case.claims] == ["A1", "A2", "B1", "B2"]
    with pytest.raises(SkywitnessError, match="nothing was changed"):
        init(folder)
    assert (folder / "case.toml").read_text(encoding="utf-8") == starter_text()
    (tmp_path / "file").write_text("x")
    with pytest.raises(SkywitnessError, match="not a folder"):
        write_starter(tmp_path / "file")


def test_the_comments_of_the_starter_are_true() -> None:
    """Every commented-out table of the starter is usable as it stands, bar its placeholders."""
    text = starter_text()
    for line in ("[[same]]", "[policy.hedged]"):
        start = text.index(f"# {line}")
        block = text[start:].split("\n\n")[0]
        text += "\n" + "\n".join(row.removeprefix("# ") for row in block.splitlines()) + "\n"
    case = case_from_text(text)
    assert case.policy.hedged.share == 0.25
    assert module.STRETCH_NAMES[1][0] == 1.0
