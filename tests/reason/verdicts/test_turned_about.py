"""The order of claims and the names of their speakers change no verdict."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from small_case import moments, written

import skywitness as sw

HEAD = """
[[places]]
name = "Islet"
coordinates = "45 N 33 E"
error = "10 m"
[[places]]
name = "Zone"
box = [30.0, 44.0, 32.0, 46.0]
error = "100 m"
[[objects]]
id = "jet"
mover = "jet"
""" + "".join(f'[[documents]]\nid = "{name}"\nsha256 = "{name * 64}"\n' for name in ("a", "b"))
ROWS = [
    ("C1", "A", 'document = "a"', "hit is 10 miles from Islet"),
    ("C2", "A", 'document = "a"', "fire is 20 miles from Islet"),
    ("C3", "B", 'document = "b"\ndenies = ["C1"]', "hit is more than 11 miles from Islet"),
    ("C4", "B", 'document = "b"', "hit is 18.5 km from Islet"),
    ("C5", "C", "", "fire is not within 20 miles of Islet"),
    ("C6", "B", "", "jet never enters Zone"),
    ("C7", "A", "", "jet is inside Zone for 12 minutes"),
]


def verdicts(folder: Path, rows: list[tuple[str, ...]], other: dict[str, str]) -> dict[str, str]:
    """The verdict of every pair and of some larger sets, by their claims."""
    text = moments("hit", "fire") + HEAD
    for name, speaker, more, says in rows:
        text += f'[[claims]]\nid = "{name}"\nspeaker = "{other.get(speaker, speaker)}"\n'
        text += f"says = '{says}'\n{more}\n"
    case = sw.load_case(written(folder, text))
    pairs = itertools.combinations([row[0] for row in ROWS], 2)
    sets = [*pairs, ("C1", "C2", "C4"), ("C1", "C3", "C4"), ("C1", "C2", "C4", "C5")]
    return {
        "+".join(ids): sw.together(case, ids)[0].verdict.verdict
        for ids in sets
    }  # fmt: skip


def test_reordering_claims_and_exchanging_speakers_changes_nothing(tmp_path: Path) -> None:
    plain = verdicts(tmp_path / "plain", ROWS, {})
    assert plain["C6+C7"] == "contradicted"
    assert set(plain.values()) >= {"contradicted", "consistent"}
    assert verdicts(tmp_path / "turned", ROWS[::-1], {}) == plain
    assert verdicts(tmp_path / "swapped", ROWS, {"A": "B", "B": "A"}) == plain


#: Where upper margins hung on what a search tried first, and on the order of demands.
TWO_NIGHTS = """id = "nights"
title = "nights"
date = [2005-03-23, 2005-03-24]
[[documents]]
id = "D1"
sha256 = "{a}"
language = "zh"
[[documents]]
id = "D2"
sha256 = "{b}"
language = "ja"
[[objects]]
id = "Falcon"
mover = "helicopter"
""".format(a="a" * 64, b="b" * 64) + moments("bravo", objects=["Falcon"]) + moments(
    "delta", objects=["Falcon"], given=["after alpha"]
) + moments("alpha", objects=["Falcon"])  # fmt: skip
LONG_WAY = """id = "way"
title = "way"
date = 2005-11-09
zone = "Europe/Kyiv"
[[documents]]
id = "D1"
sha256 = "{a}"
language = "uk"
[[documents]]
id = "D2"
sha256 = "{b}"
language = "de"
[[objects]]
id = "Falcon"
mover = "propeller"
""".format(a="a" * 64, b="b" * 64) + moments("foxtrot", "golf", objects=["Falcon"]) + moments(
    "echo", objects=["Falcon"], given=["after golf"]
)  # fmt: skip
MARGINS = {
    "readings": (TWO_NIGHTS, ("D1", "bravo is from 00:00:12 to 00:00:14 UTC"),
                 ("D2", "bravo is 1-1.4 miles from delta")),
    "demands": (LONG_WAY, ("D1", "golf took place"),
                ("D1", "echo is before 10:02:16 local on 2005-11-10"),
                ("D2", "Falcon flies at circa 420 mph over the ground between foxtrot and echo"),
                ("D1", "golf is at twenty-five to 3 in the afternoon UTC-5")),
}  # fmt: skip


@pytest.mark.parametrize("name", MARGINS)
def test_the_order_of_claims_moves_no_margin(tmp_path: Path, name: str) -> None:
    head, *said = MARGINS[name]
    rows = [
        f'[[claims]]\nid = "C{k}"\nspeaker = "s"\ndocument = "{d}"\nsays = \'{says}\'\n'
        for k, (d, says) in enumerate(said)
    ]
    margins = set()
    for order in (range(len(rows)), range(len(rows))[::-1]):
        folder = tmp_path / str(order[0])
        folder.mkdir()
        (folder / "case.toml").write_text(head + "".join(rows[k] for k in order), "utf-8")
        case = sw.load_case(folder)
        found = sw.together(case, [f"C{k}" for k in order])
        margins.add(tuple((r.verdict.lo, r.verdict.hi) for r in found))
    assert len(margins) == 1
