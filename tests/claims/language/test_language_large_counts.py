"""Counts of ten and more: what they exclude, and that certificates show it."""

from __future__ import annotations

from pathlib import Path

import pytest

from skywitness.claims.language.atoms.shared.tallies import tally
from tests.helpers.small_case import claims, moments, together

HIT = moments("hit")
SU24 = '[[objects]]\nid = "Su-24"\nmover = "jet"\n'


def word(folder: Path, *says: str) -> str:
    """The verdict of sentences of two speakers, whose conflict is certified."""
    found: str = together(folder, HIT + SU24 + claims(*says))["verdict"]
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("80 drones", "280 drones"),
        ("20 drones", "60 drones"),
        ("30 drones", "100 drones"),
        ("50 drones", "300 drones"),
        ("12 drones", "36 drones"),
        ("1200 drones", "9000 drones"),
        ("at most 80 drones", "280 drones"),
        ("80 drones", "at least 280 drones"),
        ("seven drones", "exactly 12 drones"),
        ("exactly 80 drones", "exactly 280 drones"),
        ("exactly 12 drones", "exactly 13 drones"),
        ("precisely 120 drones", "exactly 121 drones"),
    ],
)
def test_large_counts_far_apart_exclude_each_other_and_certificates_show_it(
    tmp_path: Path, one: str, other: str
) -> None:
    says = (f"{one} were launched at hit", f"{other} were launched at hit")
    assert word(tmp_path / "there", *says) == "contradicted"
    assert word(tmp_path / "back", *says[::-1]) == "contradicted"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("40 drones", "90 drones"),  # 56 and 54 at twice their shares
        ("30 drones", "40 drones"),
        ("exactly 12 drones", "about 30 drones"),
        ("exactly 30 drones", "at least 30 drones"),
        ("exactly 30 drones", "28 drones"),
        ("at least 80 drones", "280 drones"),
        ("1200 drones", "1500 drones"),
    ],
)
def test_large_counts_that_may_be_one_do_not(tmp_path: Path, one: str, other: str) -> None:
    says = (f"{one} were launched at hit", f"{other} were launched at hit")
    assert word(tmp_path, *says) == "consistent"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("there were 80 mails at hit", "there were 280 mails at hit", "contradicted"),
        ("there were 1,200 mails", "there were 12,000 mails", "contradicted"),
        ("there were 100 mails", "there were 180 mails", "consistent"),
        ("there were exactly 80 mails", "there were exactly 81 mails", "contradicted"),
        ("there were 80 mails at hit", "there were 280 mails", "consistent"),
        ("Su-24 was hit by 20 missiles", "Su-24 was hit by 200 missiles", "contradicted"),
        ("Su-24 was hit by exactly 11 shells", "Su-24 was hit by exactly 12 shells",
         "contradicted"),
        ("Su-24 was hit by 20 missiles", "Su-24 was hit by 30 missiles", "consistent"),
        ("80 warning shots were fired", "360 warning shots were fired", "contradicted"),
    ],
)  # fmt: skip
def test_large_counts_of_other_words_keep_their_meaning(
    tmp_path: Path, one: str, other: str, expected: str
) -> None:
    assert word(tmp_path, one, other) == expected


def test_a_count_with_its_thousands_marked_is_a_count() -> None:
    assert tally("1,200 drones") == tally("1200 drones")
    assert tally("12,500 drones").kind == "drone"
