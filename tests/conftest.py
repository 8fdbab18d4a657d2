"""What the tests share: the data folder beside the repository, a browser, hypothesis settings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import chromium
import hypothesis
import pytest
from folders import REPOSITORY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

SHARED = Path(os.environ.get("SKYWITNESS_SHARED") or REPOSITORY.parent / "shared")
ABSENT = f"there is no data folder at {os.path.relpath(SHARED, REPOSITORY)}"

# Rooms whose tests take long start first, so that no worker is left with one of them at the end.
FIRST = ("soundness", "reason", "handover", "dossier", "record/store")

# The same examples every time, so that a failure elsewhere can be repeated here.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repeatable")


def _turn(item: pytest.Item) -> int:
    room = item.path.relative_to(Path(__file__).parent).as_posix()
    return next((k for k, first in enumerate(FIRST) if room.startswith(f"{first}/")), len(FIRST))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_turn)
    if not SHARED.is_dir():
        for item in items:
            if item.get_closest_marker("shared"):
                item.add_marker(pytest.mark.skip(reason=ABSENT))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [
        report
        for report in terminalreporter.getreports("skipped")
        if isinstance(report.longrepr, tuple) and ABSENT in report.longrepr[2]
    ]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} tests skipped: {ABSENT}", yellow=True)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The top folder of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The data folder beside the repository; for tests marked ``shared`` only."""
    assert SHARED.is_dir(), f"{ABSENT}; mark the test with @pytest.mark.shared"
    return SHARED


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The one loop that drives browsers: a process has no more than one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A headless Chromium; fails, never skips, where there is none."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.HELP)
    opened = playwright.chromium.launch(executable_path=path)
    yield opened
    opened.close()
