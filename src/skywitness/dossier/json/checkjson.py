"""The object that ``skywitness check --json`` prints (docs/reference/json.md)."""

from __future__ import annotations

from skywitness.aliases import Json
from skywitness.dossier.json.accountsjson import accounts_json
from skywitness.dossier.json.claimsjson import claim_json
from skywitness.dossier.json.conflictsjson import conflicts_json
from skywitness.dossier.json.framesjson import frame_json
from skywitness.dossier.json.sourcesjson import source_json
from skywitness.dossier.json.verdictsjson import verdict_json
from skywitness.reason.results import CheckResult, Finding


def check_json(result: CheckResult) -> Json:
    """Everything that a check found, each thing as one object."""
    return {
        "case": result.case.id,
        "title": result.case.title,
        "claims": [claim_json(c) for c in result.claims],
        "together": [together_json(f) for f in result.together],
        **conflicts_json(result.conflicts),
        "accounts": accounts_json(result.conflicts, result.case),
        "frames": [frame_json(f) for f in result.frames],
        "policy": result.case.policy.as_json(),
        "sources": [source_json(s) for s in result.case.sources],
    }


def together_json(finding: Finding) -> Json:
    """One set's verdict in one frame."""
    return {"claims": list(finding.claims), **verdict_json(finding)}
