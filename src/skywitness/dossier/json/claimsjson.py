"""Claims, with all that is said and found of them, as the objects of a dossier's JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case, Claim
from skywitness.dossier.json.asjson import note_json
from skywitness.dossier.json.evidencejson import evidence_json
from skywitness.dossier.words import content
from skywitness.dossier.words.safe import address, language
from skywitness.dossier.words.standing import standings
from skywitness.dossier.words.words import speakers, weighty
from skywitness.reason.results import CheckResult, ClaimResult, Finding


def claim_json(each: ClaimResult, result: CheckResult) -> Json:
    """One claim with its verdicts and inferences."""
    claim, case, frames = each.claim, result.case, len(result.frames)
    return {
        "id": claim.id,
        "says": claim.row.says,
        "speaker": claim.speaker,
        "chain": [{"who": link.who, "stance": link.stance} for link in claim.chain],
        "chain_words": speakers(claim),
        "topics": topics(claim),
        "moments": [str(m) for m in dict.fromkeys(claim.saying.spots) if m],
        "said": said_json(claim.row.said),
        "source": claim.row.source,
        "quote": _quote(claim, case),
        "evidence": evidence_json(claim),
        "archived": address(claim.row.archived),
        "unchecked": claim.row.unchecked,
        "note": claim.row.note,
        "supersedes": claim.row.supersedes,
        "superseded_by": claim.superseded_by,
        "follows_from": list(claim.row.follows_from),
        "verdicts": verdicts_json(each.findings, frames),
        "inferences": [_deduction(d) for d in content.deductions(each, frames)],
    }


def topics(claim: Claim) -> list[str]:
    """What a claim is about, in words to filter by."""
    return list(dict.fromkeys(clause.atom.topic for clause in claim.statement.clauses))


def said_json(said: dt.datetime | dt.date | dt.time | str | None) -> str | None:
    """When it was said, as text."""
    return said if isinstance(said, str) or said is None else said.isoformat()


def _quote(claim: Claim, case: Case) -> Json | None:
    if claim.row.quote is None and claim.row.document is None:
        return None
    document = next((d for d in case.documents if d.id == claim.row.document), None)
    return {
        "text": claim.row.quote,
        "language": language(claim.row.language),
        "language_words": claim.row.language,
        "translation": claim.row.translation,
        "translator": claim.row.translator,
        "document": claim.row.document,
        "position": None if claim.position is None else f"character {claim.position:,}",
        "of": None if document is None or document.chars is None else f"of {document.chars:,}",
        "sha256": None if document is None else document.sha256,
    }


def verdicts_json(findings: Sequence[Finding], frames: int) -> list[Json]:
    """Verdicts, one for all frames that say the same."""
    out = []
    for told in content.verdicts(findings, frames):
        verdict = told.first.verdict
        out.append(
            {
                "frames": list(told.frame_ids),
                "everywhere": told.everywhere,
                "verdict": told.verdict,
                "margin": told.margin,
                "because": told.because,
                "reading": None if verdict.best is None else verdict.best.reading.name,
                "at": standings(verdict.joints),
                "plot": None if told.ruler is None else table_json(told.ruler),
                "readings": table_json(told.readings),
                "notes": [note_json(note) for note in weighty(verdict.notes)],
            }
        )
    return out


def _deduction(d: content.Deduction) -> Json:
    return {
        "frames": list(d.frame_ids),
        "everywhere": d.everywhere,
        "given": list(d.given),
        "result": d.result,
        "strength": d.strength,
        "margin": d.margin,
        "because": d.because,
        "table": table_json(d.table),
    }


def table_json(table: content.Table) -> Json:
    """A table of readings with the axes of its plots; ``x`` and widths are of 360."""
    return {
        "size": table.size,
        "axes": [
            {"unit": a.unit, "ticks": [{"x": t.x, "words": t.words} for t in a.ticks]}
            for a in table.axes
        ],
        "rows": [
            {
                "readings": list(row.names),
                "kind": row.kind,
                "result": row.result,
                "margin": row.margin,
                "allowed": row.allowed,
                "possible": row.possible,
                "ends": row.ends,
                "bars": None
                if row.bars is None
                else {
                    "allowed": [list(p) for p in row.bars.allowed],
                    "doubled": [list(p) for p in row.bars.doubled],
                    "possible": [list(p) for p in row.bars.possible],
                    "words": row.bars.words,
                },
            }
            for row in table.rows
        ],
    }
