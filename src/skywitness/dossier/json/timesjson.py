"""The time line: when each claim says things happened, and when it was said or printed."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Claim, Source
from skywitness.claims.language.atoms.shared.common import NOT_BEFORE
from skywitness.claims.meaning.parts import Difference, Part
from skywitness.claims.meaning.stretches import POLICY, STRETCHES
from skywitness.claims.telling import timewords
from skywitness.claims.telling.timewords import EPOCH
from skywitness.dossier.json.localjson import local_json
from skywitness.dossier.words.timeaxis import DAY, HOUR, Span, axis_json, bar
from skywitness.reason.results import CheckResult

OPEN_END = 2 * HOUR  # how far an open end is drawn


def times_json(result: CheckResult) -> Json:
    """Both time lines (``None`` for one that has nothing on it), and the clocks of the case."""
    return {
        "happened": _happened(result),
        "ties": _ties(result),
        "said": _said(result),
        "local": local_json(result.case),
    }


def _parts(result: CheckResult, *, tied: bool) -> list[tuple[Claim, Part, Difference, list[str]]]:
    """Every ordinary part of a claim that is about a time, with the frames it stands in."""
    timed: dict[tuple[object, ...], tuple[Claim, Part, Difference, list[str]]] = {}
    for each in result.claims:
        for finding in each.findings:
            implied = _in_order([p for j in finding.verdict.joints for p in j.reading.parts])
            for joint in finding.verdict.joints:
                if joint.reading.kind != "ordinary":
                    continue
                for part in joint.reading.parts:
                    demand = part.constraint
                    if part in implied or not isinstance(demand, Difference):
                        continue
                    if (demand.earlier is not None) == tied:
                        key = (each.claim.id, part.name, demand)
                        frames = timed.setdefault(key, (each.claim, part, demand, []))[3]
                        if finding.frame.id not in frames:
                            frames.append(finding.frame.id)
    return list(timed.values())


def _in_order(parts: Sequence[Part]) -> list[Part]:
    """Parts which say that a leg ends after it began, and so go without saying."""
    legs = [p.leg for p in parts if p.leg is not None]
    ends = {(leg.earlier, leg.later) for leg in legs}
    return [
        p
        for p in parts
        if isinstance(d := p.constraint, Difference)
        and d.earlier is not None
        and d.allowed == NOT_BEFORE
        and (d.earlier.moment, d.later.moment) in ends
    ]


def _happened(result: CheckResult) -> Json | None:
    parts = _parts(result, tied=False)
    ends = [v for _, _, d, _ in parts for s in STRETCHES for v in d.allowed.at(s)]
    finite = [v for v in ends if math.isfinite(v)]
    if not finite:
        return None
    low, high = min(finite), max(finite)
    if any(math.isinf(v) for v in ends):
        low, high = low - OPEN_END * 0.2, high + OPEN_END * 0.2
    span = Span.around([low, high])
    labels = {m.id: m.label or m.id for m in result.case.moments}
    order = {m.id: k for k, m in enumerate(result.case.moments)}
    rows: list[Json] = []
    for claim, part, demand, frames in parts:
        lo, hi = demand.allowed.at(POLICY)
        rows.append(
            {
                "claim": claim.id,
                "part": part.name,
                "moment": demand.later.moment,
                "moment_words": labels.get(demand.later.moment, demand.later.moment),
                "frames": frames if len(frames) < len(result.frames) else [],
                "words": timewords.instants(lo, hi),
                "at": {f"{s:g}": bar(span, demand.allowed.at(s)) for s in STRETCHES},
                "open": [math.isinf(lo), math.isinf(hi)],
            }
        )
    rows.sort(key=lambda r: (order.get(r["moment"], len(order)), r["at"]["1"]))
    return {"axis": axis_json(span), "rows": rows}


def _ties(result: CheckResult) -> list[Json]:
    """Durations and orders, which have no place on a clock."""
    labels = {m.id: f"“{m.label}”" for m in result.case.moments if m.label != m.id}
    return [
        {
            "claim": claim.id,
            "part": part.name,
            "words": f"{timewords.measured(demand, labels)}: {timewords.allowed(demand, POLICY)}",
            "frames": frames if len(frames) < len(result.frames) else [],
        }
        for claim, part, demand, frames in _parts(result, tied=True)
    ]


def _said(result: CheckResult) -> Json | None:
    sources: Mapping[str, Source] = {s.id: s for s in result.case.sources}
    rows: list[Json] = []
    days: list[float] = []
    for each in result.claims:
        claim = each.claim
        day, how = _day(claim, sources.get(claim.row.source or ""))
        if day is None and claim.row.said is None:
            continue
        if day is not None:
            days.append(day)
        rows.append(
            {
                "claim": claim.id,
                "how": how,
                "day": day,
                "words": _when(claim, day),
            }
        )
    if not days:
        return {"axis": None, "rows": [{**r, "x": None} for r in rows]} if rows else None
    low, high = min(days), max(days)
    if result.case.date is not None:
        low = min(low, _seconds(result.case.date))
    span = Span.around([low, max(high, low + 2 * 24 * HOUR)])
    rows.sort(key=lambda r: (r["day"] is None, r["day"] or 0.0))
    shown = [
        {k: v for k, v in r.items() if k != "day"}
        | {"x": None if r["day"] is None else span.share(r["day"])}
        for r in rows
    ]
    # Days have no hours: where no one gave a time of day, none is written.
    days_only = all(day % DAY == 0 for day in days)
    return {"axis": axis_json(span, least=DAY if days_only else 0.0), "rows": shown}


def _day(claim: Claim, source: Source | None) -> tuple[float | None, str]:
    said = claim.row.said
    if isinstance(said, dt.datetime):
        aware = said if said.tzinfo else said.replace(tzinfo=dt.UTC)
        return (aware - EPOCH).total_seconds(), "said"
    if isinstance(said, dt.date):
        return _seconds(said), "said"
    if said is not None:
        return None, "said"
    if source is not None and source.date is not None:
        return _seconds(source.date), "published"
    return None, ""


def _when(claim: Claim, day: float | None) -> str:
    said = claim.row.said
    if isinstance(said, str):
        return said
    if isinstance(said, dt.datetime | dt.time):
        return said.isoformat(" ") if isinstance(said, dt.datetime) else str(said)
    if day is None:
        return ""
    when = EPOCH + dt.timedelta(seconds=day)
    return f"{when.day} {when:%B %Y}"


def _seconds(day: dt.date) -> float:
    return (dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC) - EPOCH).total_seconds()
