"""What is denied of a time between two moments: by so much after, or not after at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import claims, moments, together

HEAD = moments("alpha", "bravo")
LESS = ["not at least", "not more than", "not over"]
MORE = ["not up to", "not at most", "not within", "not less than", "not under"]


def _verdict(folder: Path, *said: str) -> str:
    return str(together(folder, HEAD + claims(*said))["verdict"])


@pytest.mark.parametrize("words", [*LESS, *MORE])
@pytest.mark.parametrize(("way", "other"), [("after", "before"), ("before", "after")])
def test_what_is_denied_of_a_time_after_may_not_be_after_at_all(
    tmp_path: Path, words: str, way: str, other: str
) -> None:
    said = f"bravo is {words} 5 minutes {way} alpha"
    assert _verdict(tmp_path, said, f"bravo is 1 minute {other} alpha") == "consistent"
    assert _verdict(tmp_path, said, f"bravo is 10 minutes {other} alpha") == "consistent"
    within, beyond = f"bravo is 1 minute {way} alpha", f"bravo is 10 minutes {way} alpha"
    may, may_not = (within, beyond) if words in LESS else (beyond, within)
    assert _verdict(tmp_path, said, may) == "consistent"
    assert _verdict(tmp_path, said, may_not) == "contradicted"


@pytest.mark.parametrize("words", ["no more than", "no less than", "not exceeding", "at most"])
def test_what_only_bounds_a_time_after_says_that_it_is_after(tmp_path: Path, words: str) -> None:
    said = f"bravo is {words} 5 minutes after alpha", "bravo is 1 minute before alpha"
    assert _verdict(tmp_path, *said) == "contradicted"


@pytest.mark.parametrize("much", ["5 minutes", "1 day", "5-10 minutes"])
@pytest.mark.parametrize(
    "words", ["at least", "more than", "less than", "within", "at most", "up to"]
)
def test_a_denial_of_a_time_after_excludes_it(tmp_path: Path, words: str, much: str) -> None:
    said = f"bravo is {words} {much} after alpha", f"bravo is not {words} {much} after alpha"
    assert _verdict(tmp_path, *said) == "contradicted"


@pytest.mark.parametrize(
    ("one", "other"),
    [("not at most", "at least"), ("not more than", "at least"), ("not less than", "at most")],
)
def test_who_denies_more_may_say_so_much(tmp_path: Path, one: str, other: str) -> None:
    said = f"bravo is {one} 1 day after alpha", f"bravo is {other} 1 day after alpha"
    assert _verdict(tmp_path, *said) == "consistent"
