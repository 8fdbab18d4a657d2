"""Whether visits in a witness can be: in order, apart, and with the moments inside them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ..journeyrun import _seconds
from .journeys import WideJourney

END = re.compile(r"(.*?)(entry of falcon into|exit of falcon from) (.*)")
#: Seconds that printed times may be off.
PRINTED_S = 4e-3


def visit_faults(
    journey: WideJourney, ids: Sequence[str], witness: dict[str, Any]
) -> Iterator[str]:
    """What no visit can be, and moments on no visit that are said to be on one, or turned."""
    told = [c for c in journey.claims if c.id in ids]
    for clock in (
        {m: _seconds(t) for m, t in witness["times"].items()},
        {m: float(t) for m, t in witness["gaps_s"].items()},
    ):
        visits: dict[str, list[float | None]] = {}
        for moment, time in clock.items():
            found = END.fullmatch(moment)
            if found and "(in all)" not in moment:
                ends = visits.setdefault(f"{found[1]}{found[3]}", [None, None])
                ends[found[2].startswith("exit")] = time
        for name, (begin, end) in visits.items():
            if begin is not None and end is not None and end < begin - PRINTED_S:
                yield f"the visit {name} ends {begin - end} s before it begins"
        whole = {n: (b, e) for n, (b, e) in visits.items() if b is not None and e is not None}
        for (one, a), (other, b) in itertools.combinations(whole.items(), 2):
            if max(a[0], b[0]) < min(a[1], b[1]) - PRINTED_S:
                yield f"the visits {one} and {other} overlap"
        for claim in told:
            if claim.made in clock and claim.kind in {"in visit", "no visit"}:
                at = clock[claim.made]
                on = [n for n, (b, e) in whole.items() if b - PRINTED_S <= at <= e + PRINTED_S]
                off = [n for n, (b, e) in whole.items() if b + PRINTED_S < at < e - PRINTED_S]
                if claim.kind == "in visit" and visits and not on:
                    yield f"{claim.made} is on no visit"
                if claim.kind == "no visit" and off:
                    yield f"{claim.made} is on the visit {off[0]}"
        if any("only" in c.says or "exactly" in c.says for c in told if c.kind == "once"):
            entries = {b for b, _ in visits.values() if b is not None}
            if max(entries, default=0.0) - min(entries, default=0.0) > PRINTED_S and any(
                "is inside" in c.says for c in told if c.kind == "once"
            ):
                yield f"more than one visit: {sorted(visits)}"
