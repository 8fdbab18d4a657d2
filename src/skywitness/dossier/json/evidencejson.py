"""A piece of evidence as an object of a dossier's JSON: what the claim made of it does not say."""

from __future__ import annotations

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Claim
from skywitness.dossier.words.safe import address


def evidence_json(claim: Claim) -> Json | None:
    """What a claim's photograph, video or sound is; ``None`` for a claim in words.

    ``url`` is ``None`` unless it may become a link. Pictures themselves are never enclosed.
    """
    if claim.evidence is None:
        return None
    row = claim.evidence.table
    given = row.model_dump(
        mode="json",
        include={"kind", "what", "moment", "object", "file", "sha256", "credit", "subject",
                 "camera", "sight", "time"},
    )  # fmt: skip
    located_by = [
        {"who": link.who, "stance": link.stance, "method": how.method}
        for link, how in zip(claim.chain, row.located_by, strict=True)
    ]
    return {
        **given,
        "enclosed": claim.evidence.enclosed,
        "status": claim.evidence.status,
        "url": address(row.url),
        "located_by": located_by,
    }
