"""The stable JSON objects of ``check`` and ``ask`` (docs/reference/json.md)."""

from __future__ import annotations

import math
from typing import Any

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Source
from skywitness.claims.language.atoms.shared.paces import METRES_PER_SECOND
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.stretches import POLICY
from skywitness.claims.telling.timewords import iso, iso_finely
from skywitness.dossier.json.conflictsjson import conflicts_json
from skywitness.dossier.json.evidencejson import evidence_json
from skywitness.dossier.words.words import because, inference_because, outward
from skywitness.reason.regions.implied import End, Implied
from skywitness.reason.results import Answer, CheckResult, ClaimResult, Finding
from skywitness.reason.ties.world import Course
from skywitness.reason.verdicts.inference import Inference, InferenceReading
from skywitness.reason.verdicts.plausible import Note
from skywitness.reason.verdicts.verdicts import Verdict
from skywitness.units import from_metres

#: Seconds; a time since 1970 is told from one since another moment by being longer than a year.
YEAR = 3.2e7
# Decimals of a witness in metres and seconds: enough to measure again what numbers say finely.
FINE = 6


def check_json(result: CheckResult) -> Json:
    """The object that ``skywitness check --json`` prints."""
    return {
        "case": result.case.id,
        "title": result.case.title,
        "claims": [_claim(c) for c in result.claims],
        "together": [together_json(f) for f in result.together],
        **conflicts_json(result.conflicts),
        "frames": [_frame(f) for f in result.frames],
        "policy": result.case.policy.as_json(),
        "sources": [_source(s) for s in result.case.sources],
    }


def together_json(finding: Finding) -> Json:
    """One set's verdict in one frame."""
    return {"claims": list(finding.claims), **_finding(finding)}


def answer_json(answer: Answer) -> Json:
    """The object that ``skywitness ask --json`` prints."""
    return {
        "case": answer.case.id,
        "question": answer.question.words,
        "given": list(answer.given),
        "frame": answer.frame.id,
        "stretch": answer.stretch,
        "sector": answer.sector_deg,
        "readings": [
            {
                "name": r.reading.name,
                "kind": r.reading.kind,
                "possible": _bounds(r.possible, answer.unit),
                "unit": answer.unit,
                "ends": [
                    [_end(lo, answer.unit), _end(hi, answer.unit)]
                    for lo, hi in r.possible.intervals
                ],
            }
            for r in answer.readings
        ],
    }


def _claim(c: ClaimResult) -> Json:
    claim = c.claim
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
        "verdicts": [_finding(f) for f in c.findings],
        "inference": [_inference(f, i, c) for f, i in c.inference],
    }


def _finding(f: Finding) -> Json:
    v = f.verdict
    return {
        "frame": f.frame.id,
        "verdict": v.verdict,
        "margin": _margin(v),
        "because": because(f),
        "notes": [note_json(n) for n in v.notes],
        "reading": None if v.best is None else v.best.reading.name,
        "witness": _witness(v),
        "clash": _clash(v),
        "not_tested": [{"part": words, "reason": reason} for words, reason in v.untestable],
        "reported": [
            {"label": r.label, "possible": _bounds(r.possible, r.unit), "unit": r.unit}
            for r in f.reported
        ],
        "readings": [
            {"name": j.reading.name, "kind": j.reading.kind, "margin": _bracket(j.lo, j.hi)}
            for j in v.joints
        ],
    }


def _witness(v: Verdict) -> Json | None:
    if v.best is None or not math.isfinite(v.best.hi):
        return None
    return {
        "places": {str(m): [round(p[0], 8), round(p[1], 8)] for m, p in v.best.places.items()},
        "somewhere": [str(m) for m in v.best.somewhere],
        "heights_m": {str(m): round(h, FINE) for m, h in v.best.heights.items()},
        "times": {m: iso_finely(t) for m, t in v.best.times.items()},
        "gaps_s": {m: round(g, FINE) for m, g in v.best.gaps.items()},
        "facts": dict(v.best.facts),
        "courses": [_course(c) for c in v.best.courses],
    }


def _course(course: Course) -> Json:
    """What an object does in a witness, stop by stop."""
    dated = all(stop.time is not None and abs(stop.time) > YEAR for stop in course.stops)
    return {
        "object": course.who,
        "stops": [
            {
                "moment": s.moment,
                "place": None if s.place is None else [round(x, 8) for x in s.place],
                "time": iso_finely(s.time) if dated and s.time is not None else None,
                "height_m": None if s.height is None else round(s.height, FINE),
                "path_m": round(s.path, FINE),
            }
            for s in course.stops
        ],
    }


def note_json(note: Note) -> Json:
    """What published figures say beside a verdict."""
    return {
        "kind": note.kind,
        "text": note.text,
        "source": note.source,
        "checked": note.checked,
    }


def _clash(v: Verdict) -> list[Json]:
    """The parts about times or facts that rule, where the set needs more than the policy."""
    if v.best is None or v.best.hi <= POLICY:
        return []
    seen = dict.fromkeys((p.claim, p.name) for p in v.best.clash)
    return [{"claim": claim, "part": name} for claim, name in seen]


def _inference(frame: Frame, i: Inference, c: ClaimResult) -> Json:
    return {
        "frame": frame.id,
        "given": list(i.given),
        "result": i.result,
        "strength": i.strength,
        "margin": _margin(i.together),
        "because": inference_because(i, c.claim),
        "readings": [_reading(r) for r in i.readings],
    }


def _reading(r: InferenceReading) -> Json:
    return {
        "name": r.reading.name,
        "kind": r.reading.kind,
        "result": r.result,
        "margin": _bracket(r.lo, r.hi),
        "part": r.part,
        "allowed": [[_shown(lo, r.unit), _shown(hi, r.unit)] for lo, hi in r.allowed],
        "possible": _bounds(r.possible, r.unit) if r.part else [],
        "unit": r.unit,
    }


def _margin(v: Verdict) -> Json | None:
    return None if v.lo is None or v.hi is None else _bracket(v.lo, v.hi)


def _bracket(lo: float, hi: float) -> Json:
    low, high = outward(lo, hi)
    return {"lo": low, "hi": high}


def _bounds(possible: Implied, unit: str) -> list[list[float | str | None]]:
    return [
        [_shown(lo, unit, math.floor), _shown(hi, unit, math.ceil)] for lo, hi in possible.bounds
    ]


def _shown(metres: float, unit: str, towards: Any = None) -> float | str | None:
    """A value in its unit with three decimals, rounded outward where asked; open ends are null.

    An instant (unit "UTC") is text in ISO 8601, to the millisecond.
    """
    if not math.isfinite(metres):
        return None
    if unit == "UTC":
        return iso(metres if towards is None else towards(metres * 1000) / 1000)
    value = metres if unit in ("deg", "s") else _in_unit(metres, unit)
    return round(value, 3) if towards is None else float(towards(value * 1000)) / 1000


def _in_unit(value: float, unit: str) -> float:
    """A length in metres, or a speed in m/s, in its unit."""
    if unit in METRES_PER_SECOND:
        return value / METRES_PER_SECOND[unit]
    return from_metres(value, unit)


def _end(end: End, unit: str) -> Json:
    return {
        "value": _shown(end.value, unit),
        "status": "witnessed" if end.witnessed else "bound",
        "at": None if end.witness is None else [round(v, 8) for v in end.witness],
        "value_at": None if end.witness_value is None else _shown(end.witness_value, unit),
    }


def _frame(f: Frame) -> Json:
    return {
        "id": f.id,
        "label": f.label,
        "borders": f.borders,
        "date": None if f.date is None else f.date.isoformat(),
        "same": [list(g) for g in f.same],
        "note": f.note,
    }


def _source(s: Source) -> Json:
    out: Json = s.model_dump(mode="json", exclude_none=True)
    return out
