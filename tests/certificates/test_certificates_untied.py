"""Checks written out whole: times that no tie knows, reasons without a finite stretch."""

from __future__ import annotations

from pathlib import Path

import pytest

import skywitness as sw

HEAD = """
id = "t"
title = "t"
date = 2024-12-25
[[objects]]
id = "J"
mover = "jet"
[[moments]]
id = "departure"
[[moments]]
id = "hit"
objects = ["J"]
[[moments]]
id = "crash"
"""


@pytest.mark.parametrize(
    "says",
    [
        # A height of one moment, and a time between it and another: only the first is tied.
        ["departure is at 02:55 UTC", "departure is at 05:55 UTC",
         "crash is 75 minutes after hit", "hit is at FL190"],
        # Neither excluded nor shown: the stretch from which it is possible is not known.
        ["hit is at night and hit is at 46 N, 141 E and J is at FL350 at hit"],
    ],
)  # fmt: skip
def test_a_check_is_written_whole_and_holds(says: list[str], tmp_path: Path) -> None:
    rows = "".join(
        f'[[claims]]\nid = "C{n}"\nspeaker = "s{n}"\nsays = "{each}"\n'
        for n, each in enumerate(says)
    )
    (tmp_path / "case.toml").write_text(HEAD + rows, "utf-8")
    result = sw.check(tmp_path)
    out = tmp_path / "out"
    sw.write_certificates(result, out)
    assert sw.verify_certificates(out).failed is None
    assert sw.write_page(result, out).exists()
