"""A claim, with all that is said and found of it, as a JSON object, and the page's entry for it."""

from __future__ import annotations

import datetime as dt

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case, Claim
from skywitness.dossier.json.evidencejson import evidence_json
from skywitness.dossier.json.inferencesjson import inference_entries, inference_json
from skywitness.dossier.json.verdictsjson import verdict_entries, verdict_json
from skywitness.dossier.words.safe import address, language
from skywitness.dossier.words.words import speakers
from skywitness.reason.results import ClaimResult


def claim_json(result: ClaimResult) -> Json:
    """A claim with its verdict and its inference in every frame."""
    claim = result.claim
    return {
        "id": claim.id,
        "says": claim.row.says,
        "speaker": claim.speaker,
        "via": list(claim.via),
        "stance": claim.stance,
        "chain": [{"who": link.who, "stance": link.stance} for link in claim.chain],
        "source": claim.row.source,
        "quote": claim.row.quote,
        "document": claim.row.document,
        "position": claim.position,
        "evidence": evidence_json(claim),
        "supersedes": claim.row.supersedes,
        "superseded_by": claim.superseded_by,
        "verdicts": [verdict_json(f) for f in result.findings],
        "inference": [inference_json(f, i, claim) for f, i in result.inference],
    }


def claim_entry(result: ClaimResult, case: Case, frames: int) -> Json:
    """What the page says of a claim besides: in words, and verdicts that frames share once."""
    claim = result.claim
    return {
        "id": claim.id,
        "chain_words": speakers(claim),
        "topics": topics(claim),
        "moments": [str(m) for m in dict.fromkeys(claim.saying.spots) if m],
        "said": said_json(claim.row.said),
        "quote": _quote(claim, case),
        "archived": address(claim.row.archived),
        "unchecked": claim.row.unchecked,
        "note": claim.row.note,
        "follows_from": list(claim.row.follows_from),
        "verdicts": verdict_entries(result.findings, frames),
        "inferences": inference_entries(result, frames),
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
