"""The order of claims and the names of their speakers change no verdict."""

from __future__ import annotations

import itertools
from pathlib import Path

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
