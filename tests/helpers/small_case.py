"""Small cases from text: what is answered, what a verdict is, and whether its certificates hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import skywitness as sw

Json = dict[str, Any]
HEAD = 'id = "small"\ntitle = "small"\ndate = 2020-03-01\nzone = "UTC"\n'


def claims(*says: str) -> str:
    """Claims C1, C2 …, each of a speaker of its own."""
    return "".join(
        f'[[claims]]\nid = "C{k}"\nspeaker = "s{k}"\nsays = \'{each}\'\n'
        for k, each in enumerate(says, start=1)
    )


def moments(*ids: str, objects: Sequence[str] = (), given: Sequence[str] = ()) -> str:
    """Moments, the same objects at each."""
    return "".join(
        f'[[moments]]\nid = "{m}"\nobjects = {list(objects)!r}\ngiven = {list(given)!r}\n'
        for m in ids
    )


def written(folder: Path, text: str) -> Path:
    """The folder with a case of this text in it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.toml").write_text(HEAD + text, "utf-8")
    return folder


def together(folder: Path, text: str, *ids: str) -> Json:
    """The verdict of claims together (all by default), whose certificates were verified."""
    case = sw.load_case(written(folder, text))
    chosen = list(ids) or [c.id for c in case.claims]
    result = sw.check(case, together=[chosen])
    sw.write_certificates(result, folder / "out")
    report = sw.verify_certificates(folder / "out")
    assert report.failed is None, report.failed
    assert not report.not_certified, report.not_certified
    found: Json = sw.as_json(result.together[0])
    best = result.together[0].verdict.best
    return found | {"gaps": {} if best is None else best.gaps,
                    "heights": {} if best is None else
                    {str(p): h for p, h in best.heights.items()}}  # fmt: skip


def asked(folder: Path, text: str, question: str, *given: str) -> list[Json]:
    """The readings of an answer, all claims given by default."""
    case = sw.load_case(written(folder, text))
    answer = sw.as_json(sw.ask(case, question, list(given) or [c.id for c in case.claims]))
    readings: list[Json] = answer["readings"]
    return readings
