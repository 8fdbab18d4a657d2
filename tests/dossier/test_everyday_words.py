"""No reader meets the workshop's phrases: not on a page, in the terminal, in exports or in docs."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import small_case
from dossier_pages import Opened, written
from rich.console import Console
from shipped import checked
from small_case import claims, moments
from typer.testing import CliRunner

import skywitness as sw
from skywitness import cli
from skywitness.cli.check import show
from skywitness.handover.findings.claimreview import claimreview

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: Two cases that hold places, times, facts, contested borders, denials and a denial not made.
CASES = ("mq9-black-sea-2023", "rq4-hormuz-2019")
OLD = re.compile(
    r"can(?:not)?(?: all| both)? be so\b|a world was found that|no (?:world|place) meets"
    r"|fits from [\d.]|× the policy|given the same room|would meet|° [NSEW] meets? it"
    r"|neither excluded nor|neither shown to be possible nor excluded|meets both sides"
    r"|(?<![\w.,])-\d+ (?:min|h|s) to -",
    re.IGNORECASE,
)
FRAME = re.compile(r"\bframes?\b", re.IGNORECASE)
#: Documents whose frames are messages of a transponder, or that are history.
OTHER_FRAMES = re.compile(r"formats-|faults|record\.md|/adr/")
KEPT_FRAMES = ("frames a second", "clock in the frame")


def texts(value: Any) -> Iterator[str]:
    """Every text within a value, keys apart."""
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else ():
        yield from texts(each)
    for each in value if isinstance(value, list) else ():
        yield from texts(each)


def terminal(name: str) -> str:
    """What ``check`` prints of a case, 80 columns wide, its lines joined again."""
    console = Console(file=io.StringIO(), width=80, highlight=False)
    show(console, checked(name))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def found_in(text: str) -> list[str]:
    """The old phrases of a text, whatever its lines."""
    return OLD.findall(re.sub(r"\s+", " ", text))


@pytest.mark.parametrize("name", CASES)
def test_pages_and_exports_are_told_in_everyday_words(name: str) -> None:
    page, found = written(name)
    assert found_in(page.read_text("utf-8")) == []
    told = list(texts(found))
    assert found_in("\n".join(told)) == []
    assert [t for t in told if FRAME.search(t)] == []
    assert found_in(json.dumps(claimreview(checked(name)), ensure_ascii=False)) == []


@pytest.mark.parametrize("name", CASES)
def test_the_terminal_tells_findings_in_everyday_words(name: str) -> None:
    text = terminal(name)
    assert found_in(text) == []
    assert not FRAME.search(text)
    assert not re.search(r"\b(?:contradicted|strained|consistent|undecided)\b", text)
    assert re.search(r"^    (?:possible|not testable here)\b", text, re.MULTILINE)


@pytest.mark.parametrize("name", CASES)
def test_the_first_five_lines_hold_a_finding(name: str) -> None:
    first = terminal(name).splitlines()[:5]
    assert max(map(len, first)) <= 80
    assert re.search(r" says: ", first[1])
    assert "Impossible" in "\n".join(first)


def test_who_did_not_deny_has_no_account() -> None:
    _, found = written("mq9-black-sea-2023")
    stances = {c["id"]: c["stance"] for c in found["check"]["claims"]}
    assert "did not deny" in stances.values()
    for account in found["short"]["accounts"]:
        assert {stances[claim] for claim in account["claims"]}.isdisjoint({"did not deny"})


def test_a_conflict_says_why_where_no_number_decides() -> None:
    _, found = written("mq9-black-sea-2023")
    (touch,) = {c["because"] for c in found["check"]["conflicts"] if c["claims"] == ["C5", "C6"]}
    assert "exclude each other" in touch
    assert "contact of MQ-9 and Su-27 at some time" in touch


@pytest.mark.parametrize("name", ["", *cli.COMMANDS])
def test_help_speaks_of_points_of_view(name: str) -> None:
    arguments = [name, "--help"] if name else ["--help"]
    shown = CliRunner().invoke(cli.build([name]), arguments, env={"COLUMNS": "200"}).output
    assert found_in(shown) == []
    assert not FRAME.search(shown.replace("--frame", ""))


def test_help_lists_commands_by_what_they_are_for() -> None:
    shown = CliRunner().invoke(cli.build([""]), ["--help"], env={"COLUMNS": "100"}).output
    places = [shown.index(group) for group in ("Cases", "Record", "Hand over")]
    assert places == sorted(places)
    assert "physics and the public record of the sky" in re.sub(r"\s+", " ", shown)
    assert sorted(n for names in cli.GROUPS.values() for n in names) == sorted(cli.COMMANDS)


def test_documents_are_written_in_everyday_words(repository: Path) -> None:
    documents = [repository / "README.md", *sorted((repository / "docs").rglob("*.md"))]
    assert len(documents) > 50
    for document in documents:
        text = document.read_text("utf-8")
        assert found_in(text) == [], document.name
        if OTHER_FRAMES.search(str(document)):
            continue
        prose = re.sub(r"```.*?```|`[^`\n]+`", "", text, flags=re.DOTALL)
        for each in KEPT_FRAMES:
            prose = prose.replace(each, "")
        assert FRAME.findall(prose) == [], document.name


@pytest.mark.browser
def test_a_time_before_another_is_drawn_as_open(browser: Browser, tmp_path: Path) -> None:
    text = moments("hit") + claims("hit is before 12:47 UTC", "hit is at 13:10 UTC")
    page = sw.write_page(sw.check(small_case.written(tmp_path, text)), tmp_path / "out")
    opened = Opened(browser, page)
    arrows = opened.page.locator("#times-happened path.open")
    assert arrows.count() == 1
    box, figure = arrows.bounding_box(), opened.page.locator("#times-happened svg").bounding_box()
    assert box is not None
    assert figure is not None
    assert box["x"] < figure["x"] + 0.05 * figure["width"]
    assert "12:47 UTC on 1 March 2020 or earlier" in opened.page.inner_html("#times-happened")
    opened.page.close()
