"""The row of a case file that an error's key stands in."""

from __future__ import annotations

import pytest

from skywitness.claims.casefile.rows import row_of

CASE = '''id = "t"
title = "t"
policy.range.steps = [1]

[[claims]]
id = "A"
says = "x"
note = """
[[claims]]
says = "not this one"
"""

[[claims]]  # the second
id = "A.b"
quote = \'\'\'[[claims]]
speaker = 1\'\'\'
speaker = "x" # """

[[claims]]
says = "nameless"

[[places]]
name = "Pier, north"
error = "5 km"

[policy.hedged]
share = 0.25
'''


@pytest.mark.parametrize(
    ("key", "row"),
    [
        ("claims.A.says", 7),
        ("claims.A.note", 8),
        ("claims.A", 5),
        ("claims.A.missing", 5),
        ("claims.A.b.speaker", 17),
        ("claims.A.b", 13),
        ("claims.3.says", 20),
        ("places.Pier, north.error", 24),
        ("policy.hedged.share", 27),
        ("policy.hedged", 26),
        ("title", 2),
        ("policy.range.steps", 3),
        ("claims.B.says", None),
        ("moments.x", None),
        ("", None),
        (None, None),
    ],
)
def test_the_row_of_a_key(key: str | None, row: int | None) -> None:
    assert row_of(CASE, key) == row


@pytest.mark.parametrize(
    "text",
    ['claims = [{ id = "A", says = "x" }]', "not toml [", "claims = 3", "claims = []"],
)
def test_no_row_is_better_than_a_wrong_one(text: str) -> None:
    assert row_of(text, "claims.A.says") in (None, 1)
