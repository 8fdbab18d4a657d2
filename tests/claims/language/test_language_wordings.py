"""Other ways of saying the same: both sentences mean one thing."""

from __future__ import annotations

import re

import pytest

from skywitness.claims.language.grammar import parse


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("encounter is 97 km to the north of Crimea", "encounter is 97 km north of Crimea"),
        ("encounter is 97 km to the SSW of Crimea", "encounter is 97 km SSW of Crimea"),
        (
            "MQ-9 climbs in the region of 1215 m from alpha to bravo",
            "MQ-9 climbs about 1215 m from alpha to bravo",
        ),
        (
            "MQ-9 climbs in the order of 4,000 ft from alpha to bravo",
            "MQ-9 climbs about 4,000 ft from alpha to bravo",
        ),
        ("Su-24 enters Turkey about 10:55 UTC", "Su-24 enters Turkey at about 10:55 UTC"),
        ("Su-24 enters Turkey around 10:55 UTC", "Su-24 enters Turkey at about 10:55 UTC"),
    ],
)
def test_a_wording_means_what_the_plain_one_means(said: str, plain: str) -> None:
    assert _bare(said) == _bare(plain)


def _bare(sentence: str) -> str:
    """What was understood, without the words it was said in."""
    atoms = repr(parse(sentence).clauses)
    return re.sub(r"(words|shown|column|span)=('[^']*'|\"[^\"]*\"|\w+)", "", atoms)
