"""``claimreview.json``: schema.org ClaimReview as JSON-LD, without a rating of any kind."""

from __future__ import annotations

from importlib.metadata import version

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case, Claim, Source
from skywitness.claims.meaning.outcomes import NOT_TESTABLE
from skywitness.dossier.json.claimsjson import said_json
from skywitness.dossier.words.conditions import outcome_word, verdict_word
from skywitness.dossier.words.findinggroups import inference_groups, verdict_groups
from skywitness.dossier.words.safe import address, language
from skywitness.dossier.words.words import VERDICT_MEANS, speakers
from skywitness.reason.results import CheckResult, ClaimResult
from skywitness.unseen import plain


def claimreview(result: CheckResult) -> Json:
    """A review of every claim that something here could test, in the order of the case.

    The kind of a speaker (person, organisation) is not on record: speakers are of type ``Thing``.
    """
    reviewed = [
        each
        for each in result.claims
        if any(f.verdict.verdict != NOT_TESTABLE for f in each.findings)
    ]
    clean: Json = plain(
        {
            "@context": "https://schema.org",
            "@graph": [_review(each, result) for each in reviewed],
        }
    )
    return clean


def software_json() -> Json:
    """The program as schema.org has it."""
    return {
        "@type": "SoftwareApplication",
        "name": "Skywitness",
        "softwareVersion": version("skywitness"),
        "applicationCategory": "Verification",
    }


def _review(each: ClaimResult, result: CheckResult) -> Json:
    claim = each.claim
    return {
        "@type": "ClaimReview",
        "@id": f"#{claim.id}",
        "url": f"index.html#claim-{claim.id}",
        "claimReviewed": claim.row.says,
        "itemReviewed": _claim(claim, result.case),
        "reviewBody": _body(each, result),
        "author": software_json(),
        "inLanguage": "en",
    }


def _claim(claim: Claim, case: Case) -> Json:
    first, *others = claim.chain
    out: Json = {
        "@type": "Claim",
        "author": {"@type": "Thing", "name": first.who},
        "description": speakers(claim),
    }
    if claim.row.quote is not None:
        out["text"] = claim.row.quote
        if tag := language(claim.row.language):
            out["inLanguage"] = tag
    if claim.row.translation is not None:
        out["workTranslation"] = {
            "@type": "CreativeWork",
            "text": claim.row.translation,
            "translator": {"@type": "Thing", "name": claim.row.translator},
        }
    seen: list[Json] = [
        {
            "@type": "CreativeWork",
            "position": n,
            "author": {"@type": "Thing", "name": link.who},
            "description": f"{link.who} ({link.stance})",
        }
        for n, link in enumerate(others, 1)
    ]
    source = next((s for s in case.sources if s.id == claim.row.source), None)
    if source is not None:
        out["datePublished"] = None if source.date is None else source.date.isoformat()
        seen.append(_source(source, claim))
    elif said := said_json(claim.row.said):
        out["datePublished"] = said
    if seen:
        out["appearance"] = seen
    return _known(out)


def _source(source: Source, claim: Claim) -> Json:
    """Where the claim stands; the archived address of its own goes before that of its source."""
    return _known(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": address(source.url),
            "archivedAt": address(claim.row.archived) or address(source.archived),
            "datePublished": None if source.date is None else source.date.isoformat(),
            "author": {"@type": "Thing", "name": source.author} if source.author else None,
            "publisher": {"@type": "Thing", "name": source.publisher} if source.publisher else None,
        }
    )


def _known(found: Json) -> Json:
    return {key: value for key, value in found.items() if value is not None}


def _body(each: ClaimResult, result: CheckResult) -> str:
    """Every verdict in words, one for the points of view that say the same."""
    lines = []
    labels = {f.id: f.label for f in result.frames}
    for group in verdict_groups(each.findings, len(result.frames)):
        where = (
            "From every point of view"
            if group.everywhere
            else "From the point of view " + " and ".join(f"“{labels[i]}”" for i in group.frame_ids)
        )
        said = f"{where}: {verdict_word(group.first.verdict)} ({VERDICT_MEANS[group.verdict]})."
        if group.margin:
            said += f" Margin: {group.margin}."
        best = group.first.verdict.best
        if best is not None:
            said += f" Most favourable reading: {best.reading.name}."
        lines.append(f"{said} {group.because}")
    for inference in inference_groups(each, len(result.frames)):
        where = "" if inference.everywhere else f" [{', '.join(inference.frame_ids)}]"
        given = " and ".join(inference.given)
        result_words = f"{outcome_word(inference.result, inference.strength)}. {inference.because}"
        lines.append(f"Drawn from {given}{where}: {result_words}")
    return "\n".join(lines)
