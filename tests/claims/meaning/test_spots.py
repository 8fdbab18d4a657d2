"""Spots: what they are called, how words are read back, and how they sort."""

from __future__ import annotations

import itertools

import pytest

from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.spots import NOWHERE, Spot, spot_from

HIT, GUN, APART = Spot.of("hit"), Spot("gun", ""), Spot("Su-27", "hit")


@pytest.mark.parametrize(
    ("spot", "words"), [(HIT, "hit"), (GUN, "gun"), (APART, "Su-27 at hit"), (NOWHERE, "")]
)
def test_words_are_read_back(spot: Spot, words: str) -> None:
    assert str(spot) == words
    assert spot_from(words, standing={"gun"}) == spot
    assert bool(spot) is bool(words)
    assert spot.own is (spot == APART)


def test_words_alone_are_those_of_a_moment() -> None:
    assert spot_from("gun") == Spot.of("gun") != GUN


def test_spots_come_in_the_order_of_their_words() -> None:
    names = ["a", "b", "b at a", "b-1 at c", "b at c", "c", "Z", ""]
    spots = [spot_from(name) for name in names]
    assert [str(spot) for spot in sorted(spots)] == sorted(names)
    for one, other in itertools.combinations(spots, 2):
        assert (one < other, one >= other) == (str(one) < str(other), str(one) >= str(other))


def test_a_frame_names_the_moment_of_a_spot() -> None:
    frame = Frame("one", "one", same=(("encounter", "hit"),))
    assert frame.spot(HIT) == Spot.of("encounter")
    assert frame.spot(APART) == Spot("Su-27", "encounter")
    assert (frame.spot(GUN), frame.spot(NOWHERE)) == (GUN, NOWHERE)
