"""ClaimReview and provenance: of the documented shape, and of what was found."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from prov.model import ProvDocument
from shipped import checked

import skywitness as sw
from skywitness.handover.findings import EXPORTS
from skywitness.handover.findings.claimreview import claimreview
from skywitness.handover.findings.provenance import prov_json

SEA = "mq9-black-sea-2023"
#: Properties of schema.org and what they may hold here (https://schema.org/ClaimReview, /Claim,
#: /CreativeWork, /SoftwareApplication); speakers are of no stated kind.
AGENT = {"name": str}
TYPES: dict[str, dict[str, Any]] = {
    "ClaimReview": {
        "url": str, "claimReviewed": str, "itemReviewed": {"Claim"}, "reviewBody": str,
        "author": {"SoftwareApplication"}, "inLanguage": str,
    },
    "Claim": {
        "author": {"Thing"}, "description": str, "text": str, "inLanguage": str,
        "datePublished": str, "workTranslation": {"CreativeWork"}, "appearance": {"CreativeWork"},
    },
    "CreativeWork": {
        "name": str, "text": str, "url": str, "archivedAt": str, "datePublished": str,
        "author": {"Thing"}, "publisher": {"Thing"}, "translator": {"Thing"}, "position": int,
        "description": str,
    },
    "SoftwareApplication": {"name": str, "softwareVersion": str, "applicationCategory": str},
    "Thing": AGENT,
}  # fmt: skip


def fits(found: Any) -> None:
    shape = TYPES[found["@type"]]
    for key, value in found.items():
        if key.startswith("@"):
            continue
        assert key in shape, f"{found['@type']} has no {key}"
        for each in value if isinstance(value, list) else [value]:
            if isinstance(shape[key], set):
                assert each["@type"] in shape[key]
                fits(each)
            else:
                assert isinstance(each, shape[key])


def keys(found: Any) -> set[str]:
    if isinstance(found, dict):
        return set(found).union(*map(keys, found.values()))
    return set().union(*map(keys, found)) if isinstance(found, list) else set()


@lru_cache(maxsize=1)
def reviews() -> Any:
    return claimreview(checked(SEA))


@lru_cache(maxsize=1)
def provenance() -> Any:
    return prov_json(checked(SEA))


def test_reviews_are_of_the_documented_types() -> None:
    found = reviews()
    assert found["@context"] == "https://schema.org"
    for review in found["@graph"]:
        assert review["@type"] == "ClaimReview"
        assert {"claimReviewed", "itemReviewed", "author", "url"} <= set(review)
        fits(review)


def test_reviews_rate_nothing() -> None:
    assert not {k for k in keys(reviews()) if "rating" in k.casefold() or "score" in k.casefold()}


def test_every_testable_claim_is_reviewed_with_each_verdict() -> None:
    result = checked(SEA)
    bodies = {r["@id"]: r["reviewBody"] for r in reviews()["@graph"]}
    for each in result.claims:
        words = {f.verdict.verdict for f in each.findings}
        assert (f"#{each.claim.id}" in bodies) == (words != {"not testable"})
        for finding in each.findings:
            if f"#{each.claim.id}" in bodies:
                assert sw.because(finding) in bodies[f"#{each.claim.id}"]


def test_a_chain_of_speakers_is_kept_in_order() -> None:
    review = next(r for r in reviews()["@graph"] if r["@id"] == "#C1")
    claim = review["itemReviewed"]
    assert claim["author"]["name"] == "unnamed US official"
    via = [a["author"]["name"] for a in claim["appearance"] if "position" in a]
    assert via == ["New York Times", "WSWS"]
    assert claim["text"] == "about 75 miles southwest of Crimea"


def test_provenance_is_read_by_another_and_leads_from_source_to_verdict() -> None:
    result, found = checked(SEA), provenance()
    read = ProvDocument.deserialize(io.StringIO(json.dumps(found)), format="json")
    assert len(read.get_records()) > 50
    derived = {(d["prov:generatedEntity"], d["prov:usedEntity"])
               for d in found["wasDerivedFrom"].values()}  # fmt: skip
    steps = ["case:verdict/C1/recognised", "case:claim/C1", "case:quote/C1",
             "case:document/wsws-text", "case:source/wsws"]  # fmt: skip
    assert set(itertools.pairwise(steps)) <= derived
    documents = {d.id: d.sha256 for d in result.case.documents}
    for name, digest in documents.items():
        assert found["entity"][f"case:document/{name}"]["sw:sha256"] == digest
    policy = json.dumps(result.case.policy.as_json(), sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(policy.encode()).hexdigest()
    assert found["activity"]["case:check"]["sw:policySha256"] == digest
    for each in result.claims:
        for f in each.findings:
            entity = found["entity"][f"case:verdict/{each.claim.id}/{f.frame.id}"]
            assert entity["prov:label"] == f.verdict.verdict


def test_whoever_passes_words_on_is_the_delegate() -> None:
    found = provenance()
    names = {k: v["prov:label"] for k, v in found["agent"].items()}
    pairs = {
        (names[d["prov:delegate"]], names[d["prov:responsible"]])
        for d in found["actedOnBehalfOf"].values()
        if d["prov:activity"] == "case:saying/C1"
    }
    assert pairs == {("New York Times", "unnamed US official"), ("WSWS", "New York Times")}
    assert {d["sw:stance"] for d in found["actedOnBehalfOf"].values()} <= {
        "asserts", "reports", "infers", "denies", "did not deny"}  # fmt: skip


def test_the_page_comes_with_the_exports_and_twice_the_same(tmp_path: Path) -> None:
    result = checked("ep3-hainan-2001")
    for name in ("a", "b"):
        sw.write_page(result, tmp_path / name)
    for name in EXPORTS:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    sw.write_page(result, tmp_path / "c", exports=False)
    assert sorted(p.name for p in (tmp_path / "c").iterdir()) == ["case.json", "index.html"]
