"""Small cases made of a head and a few sentences: their verdicts, checked by the verifier too."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import skywitness as sw
from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.loader import case_from_text
from skywitness.reason.check import check_together


def written(head: str, says: Sequence[str]) -> str:
    """A case file: the head, and a claim of a speaker of its own for each sentence (C0, C1 …)."""
    return head + "".join(
        f"[[claims]]\nid = \"C{n}\"\nspeaker = \"s{n}\"\nsays = '''{text}'''\n"
        for n, text in enumerate(says)
    )


def case_of(head: str, says: Sequence[str]) -> Case:
    """The case that these make."""
    return case_from_text(written(head, says))


def verdict(head: str, *says: str) -> str:
    """The verdict of sentences taken together, in the first frame."""
    case = case_of(head, says)
    found = check_together(case, [f"C{n}" for n in range(len(says))])[0]
    return found.verdict.verdict


def certified(folder: Path, head: str, sets: Sequence[Sequence[str]]) -> list[str]:
    """The verdicts of sets of sentences, of which every certificate was written and held."""
    (folder / "case").mkdir()
    says = [text for each in sets for text in each]
    (folder / "case" / "case.toml").write_text(written(head, says), encoding="utf-8")
    taken, n = [], 0
    for each in sets:
        taken.append([f"C{k}" for k in range(n, n + len(each))])
        n += len(each)
    result = sw.check(folder / "case", together=taken, conflicts_s=0)
    sw.write_certificates(result, folder / "out")
    report = sw.verify_certificates(folder / "out")
    assert report.holds, report.failed
    assert not report.not_certified
    return [found.verdict.verdict for found in result.together]
