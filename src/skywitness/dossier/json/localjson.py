"""The clocks of a case as a JSON object: what the page needs to tell local time beside UTC."""

from __future__ import annotations

from collections.abc import Sequence

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case
from skywitness.dossier.words.localtime import (
    clocks,
    days,
    known,
    local_words,
    moments_of,
    zones_of,
)


def local_json(case: Case) -> Json:
    """Zones with their offsets, and the zones of the case, its moments and its claims by number."""
    order = {clock.zone: k for k, clock in enumerate(clocks(case))}

    def numbers(zones: Sequence[str]) -> list[int]:
        return [order[zone] for zone in zones if zone in order]

    return {
        "words": local_words(case),
        "known": known(case),
        "days": list(days(case) or ()),
        "zones": [
            {"name": clock.zone, "offsets": [list(each) for each in clock.offsets]}
            for clock in clocks(case)
        ],
        "case": numbers(zones_of(case, [])),
        "moments": [{"id": m.id, "zones": numbers(zones_of(case, [m.id]))} for m in case.moments],
        "claims": [
            {"id": c.id, "zones": numbers(zones_of(case, moments_of(c)))} for c in case.claims
        ],
    }
