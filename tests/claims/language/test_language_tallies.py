"""How many of what was done: singular, plural and counts of one fact against each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from opposed import contradicted
from said import verdict

from skywitness.claims.language.atoms.shared.tallies import Tally, tally

HEAD = """
id = "tallies"
title = "tallies"
date = 2021-06-23
[[objects]]
id = "Su-24"
mover = "jet"
[[objects]]
id = "drone"
mover = "propeller"
[[moments]]
id = "pass"
[[moments]]
id = "hit"
[[facts]]
id = "launch"
phrases = ["a missile was launched"]
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("two missiles", Tally("missile", 2, 2)),
        ("2 missiles", Tally("missile", 2, 2)),
        ("a missile", Tally("missile", 1, None)),
        ("missiles", Tally("missile", 1, None)),
        ("a single shot", Tally("shot", 1, 1)),
        ("at least three Kh-22 missiles", Tally("kh-22 missile", 3, None)),
        ("no fewer than two missiles", Tally("missile", 2, None)),
        ("up to five drones", Tally("drone", 0, 5)),
        ("two or three shots", Tally("shot", 2, 3)),
        ("two of the missiles", Tally("missile", 2, None)),
        ("two more bombs", Tally("bomb", 2, None)),
        ("several shots", Tally("shot", 2, None)),
        ("one hundred missiles", Tally("missile", 10, None, sure=60, roof=100)),
        ("two hundred missiles", Tally("missile", 10, None, sure=120, roof=200)),
        ("3 dozen missiles", Tally("missile", 10, None, sure=21, roof=36)),
        ("dozens of missiles", Tally("missile", 10, None)),
        # One may be a round number, and one that is rough bounds nothing.
        ("20 drones", Tally("drone", 10, None, sure=12, roof=20)),
        ("about 20 drones", Tally("drone", 1, None)),
        # What may be a name is told from one of a kind.
        ("Su-24", Tally("su-24", 1, None, named=True)),
        ("nine crew members", Tally("crew member", 9, 9)),
    ],
)
def test_what_words_count(words: str, expected: Tally) -> None:
    assert tally(words) == expected


@pytest.mark.parametrize("speakers", [1, 2])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("two missiles were fired", "no missile was fired"),
        ("a missile was fired", "no missiles were fired"),
        ("shots were fired", "no shot was fired"),
        ("shots were fired at the ship", "not a single shot was fired"),
        ("three missiles were fired", "two missiles were fired"),
        ("3 missiles were fired at the ship", "two missiles were fired"),
        ("no more than two missiles were fired", "three missiles were fired"),
        ("two missiles were fired at hit", "no missile was fired"),
        ("dozens of missiles were fired", "two missiles were fired"),
        ("one hundred missiles were fired", "two missiles were fired"),
        # A kind of a kind, and what is denied of any.
        ("warning shots were fired", "no shots were fired"),
        ("two S-400 missiles were fired", "no missiles were fired"),
        ("Su-24 was hit by two missiles", "Su-24 was not hit by any missile"),
        ("Su-24 was hit by the missile", "Su-24 was not hit by a missile"),
        ("Su-24 was given a warning", "Su-24 was not given any warning"),
        ("missiles were fired at two ships", "no missiles were fired at any ship"),
        # By how many it was hit.
        ("Su-24 was hit by two missiles", "Su-24 was hit by three missiles"),
        ("Su-24 was shot down by one missile", "Su-24 was shot down by at least two missiles"),
        ("the ship was struck by two shells", "the ship was struck by five artillery shells"),
        ("Su-24 was hit twice", "Su-24 was hit three times"),
        # All of them are some.
        ("all missiles were fired", "no missile was fired"),
        ("every missile was fired at the ship", "no missiles were fired"),
        ("nearly all of the missiles were fired", "not a single missile was fired"),
        ("most missiles were fired", "no missiles were fired"),
        ("all three missiles were fired", "two missiles were fired"),
        # What was rammed was touched.
        ("Su-24 was rammed by the drone", "Su-24 and drone did not touch"),
        ("drone was rammed by Su-24", "Su-24 and drone never touched"),
        ("Su-24 was rammed by drone at hit", "drone and Su-24 did not collide"),
        # Of a declared fact as well.
        ("two missiles were launched", "no missile was launched"),
        ("three missiles were launched", "two missiles were launched"),
        ("three missiles were launched at the ship", "no missiles were launched"),
    ],
)
def test_counts_and_denials_exclude_each_other(
    tmp_path: Path, one: str, other: str, speakers: int
) -> None:
    assert contradicted(tmp_path / "there", HEAD, [one, other], speakers=speakers)
    assert contradicted(tmp_path / "back", HEAD, [other, one], speakers=speakers)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("three missiles were fired", "two missiles were fired at the ship"),
        ("two missiles were fired at hit", "three missiles were fired at pass"),
        ("two missiles were fired at hit", "no missile was fired at pass"),
        ("two missiles were fired", "the missile was not fired"),
        ("missiles were fired", "some missiles were not fired"),
        ("20 drones were launched", "21 drones were launched"),
        ("two hundred missiles were fired", "three hundred missiles were fired"),
        ("two more missiles were fired", "three missiles were fired"),
        ("two of the missiles were fired", "three missiles were fired"),
        ("two Su-24 were hit", "Su-24 was not hit"),
        ("up to five missiles were fired", "no missile was fired"),
        ("two missiles were fired", "three shots were fired"),
        ("a missile was launched", "three missiles were launched"),
        ("decoy missiles were fired", "no missiles were fired"),
        ("two S-400 missiles were fired", "three missiles were fired"),
        ("two warning shots were fired", "one shot was fired at the ship"),
        ("shots were fired at a ship", "no warning shots were fired"),
        ("Su-24 was hit by a missile", "Su-24 was not hit by the missile"),
        ("Su-24 was hit by two missiles", "Su-24 was not hit by any gun"),
        ("Su-24 was hit by two missiles", "Su-24 was not hit by two guns"),
        ("Su-24 was hit by two missiles", "Su-24 was hit by three shells"),
        ("Su-24 was hit by two missiles", "Su-24 was hit by several missiles"),
        ("Su-24 was hit by two of the missiles", "Su-24 was hit by three missiles"),
        ("Su-24 was hit by two S-400 missiles", "Su-24 was hit by three missiles"),
        ("Su-24 was hit by two missiles at hit", "Su-24 was hit by three missiles at pass"),
        ("a ship was hit by two missiles", "a ship was hit by three missiles"),
        ("ships were hit by two missiles", "ships were hit by three missiles"),
        ("Su-24 was hit once", "Su-24 was hit twice"),
        ("Su-24 was attacked by two drones", "Su-24 was attacked by three drones"),
        ("Su-24 was intercepted by two jets", "Su-24 was intercepted by four jets"),
        ("all missiles were fired", "two missiles were fired"),
        ("all missiles were fired", "the missile was not fired"),
        ("all missiles were not fired", "missiles were fired"),
        ("Su-24 was rammed by a drone", "Su-24 and drone did not touch"),
        ("Su-24 was rammed by drone", "Su-24 and drone did not touch at hit"),
        ("Su-24 was not rammed by drone", "Su-24 and drone touch"),
        ("Su-24 was hit by drone", "Su-24 and drone did not touch"),
    ],
)
def test_counts_that_may_all_be_so_do_not(one: str, other: str) -> None:
    assert verdict(HEAD, one, other) == "consistent"
    assert verdict(HEAD, other, one) == "consistent"


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        ("20 shots were fired", "200 shots were fired", "contradicted"),
        ("20 shots were fired at Su-24 at hit", "at least 200 shots were fired at Su-24 at hit",
         "contradicted"),
        ("up to 20 shots were fired", "more than 200 shots were fired", "contradicted"),
        # Round numbers that may be one, rough ones, and what says nothing of all.
        ("20 shots were fired", "21 shots were fired", "consistent"),
        ("20 shots were fired", "30 shots were fired", "consistent"),
        ("about 20 shots were fired", "200 shots were fired", "consistent"),
        ("at least 20 shots were fired", "200 shots were fired", "consistent"),
        ("20 more shots were fired", "200 shots were fired", "consistent"),
        ("20 shots were fired at Su-24", "200 shots were fired", "consistent"),
        ("20 shots were fired at pass", "200 shots were fired at hit", "consistent"),
        ("20 warning shots were fired", "200 shots were fired", "consistent"),
    ],
)  # fmt: skip
def test_round_numbers_far_apart_exclude_each_other(one: str, other: str, word: str) -> None:
    assert verdict(HEAD, one, other) == verdict(HEAD, other, one) == word
