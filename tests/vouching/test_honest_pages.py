"""A page that the program makes is never refused: drawn journeys, and rivals with other numbers."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from soundness.wider.casefile import wide_journey_text
from soundness.wider.journeys import make_wide_journey

import skywitness as sw
from skywitness.claims.meaning.stretches import STRETCHES
from skywitness.dossier.json.dossierjson import dossier_json
from skywitness.dossier.json.proofs import Proofs
from skywitness.verify.run import verify
from skywitness.vouching.run import vouch

FIRST, MANY, FEW = 7000, 90, 12


def text_of(seed: int) -> str:
    """A journey's case, and one or two of its sentences again with other numbers."""
    text = wide_journey_text(make_wide_journey(seed))
    rng = random.Random(seed)
    said = re.findall(r'^says = "(.*)"$', text, re.MULTILINE)
    for k, says in enumerate(rng.sample(said, min(2, len(said)))):
        other = re.sub(
            r"\b\d\d?\b", lambda m: str(int(m[0]) * rng.choice([1, 2, 3]) % 60 or 7), says
        )
        text += f'\n[[claims]]\nid = "X{k}"\nspeaker = "rival {k}"\nsays = "{other}"\n'
    return text


def refused(seed: int, folder: Path) -> str | None:
    """What is refused of an honest page; ``None`` for nothing, or where there is no case."""
    case_folder, out = folder / f"case{seed}", folder / f"out{seed}"
    case_folder.mkdir()
    (case_folder / "case.toml").write_text(text_of(seed), "utf-8")
    try:
        result = sw.check(sw.load_case(case_folder), conflicts_s=2)
    except sw.SkywitnessError:  # the rival's number is none that a sentence can have
        return None
    sw.write_certificates(result, out)
    report = verify(out)
    if report.checked is None:
        return f"seed {seed}: {report.failed}"
    proofs = Proofs.of(out / "certificates")
    page = dossier_json(result, {stretch: [] for stretch in STRETCHES}, proofs=proofs)
    vouch(json.loads(json.dumps(page)), *report.checked)
    return None


def test_some_honest_pages_are_never_refused(tmp_path: Path) -> None:
    assert [r for s in range(FIRST, FIRST + FEW) if (r := refused(s, tmp_path))] == []


@pytest.mark.long
def test_many_honest_pages_are_never_refused(tmp_path: Path) -> None:
    seeds = range(FIRST + FEW, FIRST + FEW + MANY)
    assert [r for s in seeds if (r := refused(s, tmp_path))] == []
