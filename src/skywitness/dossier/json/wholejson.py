"""What a dossier's object says of a claim, in ``check`` and in the page's entries, put together.

The page does the same (``dossier-ui/src/whole.ts``): an entry's own keys go before those of the
object it is of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from skywitness.aliases import Json


def whole_claims(dossier: Mapping[str, Any]) -> list[Json]:
    """Every claim as the page shows it, with ``verdicts`` and ``inferences`` that frames share.

    Raises:
        KeyError: an entry is of nothing in ``check``.
    """
    known = {claim["id"]: claim for claim in dossier["check"]["claims"]}
    claims = []
    for entry in dossier["claims"]:
        claim = known[entry["id"]]
        claims.append(
            {
                **claim,
                **entry,
                "verdicts": whole_findings(entry["verdicts"], claim["verdicts"]),
                "inferences": whole_findings(entry["inferences"], claim["inference"]),
            }
        )
    return claims


def whole_findings(entries: Sequence[Json], findings: Sequence[Json]) -> list[Json]:
    """Entries of verdicts or inferences, each with the finding in the first of its frames."""
    by_frame = {finding["frame"]: finding for finding in findings}
    return [{**by_frame[entry["frames"][0]], **entry} for entry in entries]
