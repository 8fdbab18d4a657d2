"""How a dossier was made: policy, points of view, places, sources, hashes, licences, glossary."""

from __future__ import annotations

from collections.abc import Sequence

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.casepath import shipped_cases
from skywitness.dossier.json.placesjson import place_json
from skywitness.dossier.json.sourcesjson import source_entry
from skywitness.dossier.words import appendix, words
from skywitness.dossier.words.glossary import GLOSSARY
from skywitness.dossier.words.safe import language
from skywitness.places.place import Place
from skywitness.reason.results import CheckResult


def method_json(result: CheckResult, places: Sequence[Place]) -> Json:
    """Everything the last section lists; ``places`` are those that claims or premises speak of."""
    case = result.case
    shipped = case.id in shipped_cases()
    named = "" if shipped else ", and the folder of the case file as CASE"
    finer = "" if case.shapes == "1km" else f", shapes {case.shapes}"
    return {
        "software": appendix.software(),
        "again": f"skywitness check {case.id if shipped else 'CASE'} --out FOLDER",
        "again_words": f"with {appendix.software()}{named}{finer}. "
        "The same case gives the same dossier, byte for byte: work on conflicts is counted, not "
        "timed, and where it was used up that is said.",
        "policy_name": case.policy.name,
        "policy_replaced": bool(case.replaced_policy),
        "policy": [
            {"key": r.key, "value": r.value, "meaning": r.meaning, "was": r.was}
            for r in appendix.policy_rules(result)
        ],
        "places": [place_json(p) for p in places],
        "zones": list(case.zones),
        "sources": [source_entry(s) for s in case.sources],
        "documents": [
            {
                "id": d.id,
                "source": d.source,
                "status": d.status,
                "sha256": d.sha256,
                "chars": None if d.chars is None else f"{d.chars:,} characters",
                "language": d.language,
                "lang": language(d.language),
                "note": d.note,
            }
            for d in case.documents
        ],
        "hashes": _hashes(case),
        "notices": [{"words": n.words, "url": n.address} for n in appendix.notices(result, places)],
        "statements": [
            "Land and borders are drawn as the source has them, and contested areas as what sets "
            "of shapes have in common; neither says to whom an area belongs.",
            "The program is licensed under the Apache License 2.0; that licence does not cover the "
            "quotes, which remain their authors’.",
            "The page uses d3-geo and d3-array (© Mike Bostock) and internmap (© Mike Bostock), "
            "under the ISC licence. d3-geo contains code from GeographicLib (© Charles Karney), "
            "under the MIT licence.",
        ],
        "verdicts": [{"verdict": k, "means": v} for k, v in words.VERDICT_MEANS.items()],
        "glossary": [{"word": k, "means": v} for k, v in GLOSSARY.items()],
    }


def _hashes(case: Case) -> list[Json]:
    """Hashes of what went in: the case file, documents that quotes are from, evidence."""
    digest = appendix.case_hash(case)
    out = [] if digest is None else [{"what": "case.toml", "sha256": digest}]
    out += [{"what": d.id, "sha256": d.sha256} for d in case.documents]
    pieces = [c.evidence.table for c in case.claims if c.evidence is not None]
    out += [{"what": piece.id, "sha256": piece.sha256} for piece in pieces]
    return out
