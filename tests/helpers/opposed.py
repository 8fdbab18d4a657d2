"""Pairs of sentences that exclude each other: together, in the search for conflicts, in proofs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from said import written

import skywitness as sw


def contradicted(folder: Path, head: str, says: Sequence[str], *, speakers: int = 2) -> bool:
    """Whether sentences exclude each other, which is found alone and is certified."""
    text = written(head, says)
    for n in range(speakers, len(says)):
        text = text.replace(f'speaker = "s{n}"', f'speaker = "s{n % speakers}"')
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.toml").write_text(text, encoding="utf-8")
    ids = [f"C{n}" for n in range(len(says))]
    result = sw.check(folder, together=[ids], conflicts_s=5)
    sw.write_certificates(result, folder / "out")
    report = sw.verify_certificates(folder / "out")
    assert report.holds, report.failed
    assert not report.not_certified
    word = result.together[0].verdict.verdict
    listed = {frozenset(each.claims) for found in result.conflicts for each in found.conflicts}
    accounts = {
        frozenset(each.conflict.claims) for found in result.conflicts for each in found.accounts
    }
    assert (word == "contradicted") == (frozenset(ids) in listed | accounts), (word, listed)
    return word == "contradicted"
